/** What the commands ask that make exercises, and what they say when they cannot. */

import { type Both, type Locale, pick } from "./locale.js";

export type MadeOf = "flags" | "seq" | "ack" | "len" | "window" | "state" | "event";

/** Why no exercise can be made of a flow. */
export type MakingHindrance =
  | "empty"
  | "exercise"
  | "wrong"
  | "open"
  | "blanks"
  | "long"
  | "nothing"
  | "short"
  | "any-order";

export interface MakingCommandTexts {
  readonly randomTitle: string;
  readonly makeTitle: string;
  readonly chooseTopic: string;
  readonly chooseKind: string;
  readonly anyKindAbout: string;
  readonly chooseDifficulty: string;
  readonly difficulties: Readonly<Record<1 | 2 | 3, { readonly label: string; readonly about: string }>>;
  readonly seed: string;
  readonly seedWrong: string;
  readonly chooseOf: string;
  readonly chooseWrong: string;
  readonly of: Readonly<Record<MadeOf, string>>;
  readonly computed: { readonly label: string; readonly about: string };
  readonly chooseCount: (possible: number) => string;
  readonly counts: Readonly<Record<"few" | "half" | "all", string>>;
  readonly chooseProse: string;
  readonly dropProse: { readonly label: string; readonly about: string };
  readonly keepProse: { readonly label: string; readonly about: string };
  readonly chooseTarget: string;
  readonly toDocument: { readonly label: string; readonly about: string };
  readonly toFiles: (template: string, key: string) => { readonly label: string; readonly about: string };
  readonly made: (template: string, key: string) => string;
  readonly madeDocument: string;
  readonly openKey: string;
  readonly cannotWrite: (name: string, reason: string) => string;
  readonly noFlow: string;
  readonly untitled: string;
  readonly hindrances: Readonly<Record<Exclude<MakingHindrance, "long">, string>>;
  readonly tooLong: (most: number) => string;
  /** The hindrance with the line where it shows, counted from 1. */
  readonly atLine: (line: number, text: string) => string;
}

const TEXTS: Both<MakingCommandTexts> = {
  en: {
    randomTitle: "New Random Exercise",
    makeTitle: "Make an Exercise of This Flow",
    chooseTopic: "What is it about?",
    chooseKind: "What is to be done?",
    anyKindAbout: "Whatever suits the topic",
    chooseDifficulty: "How hard?",
    difficulties: {
      1: { label: "1 · Easy", about: "Letters or round numbers, few blanks" },
      2: { label: "2 · Medium", about: "More lines, more blanks, lengths too" },
      3: { label: "3 · Hard", about: "Numbers as on the wire, many blanks, events too" },
    },
    seed: "Seed: the same number makes the same exercise",
    seedWrong: "A whole number from 0 to 4294967295.",
    chooseOf: "What may be left blank?",
    chooseWrong: "Where may the mistakes be?",
    of: {
      flags: "Flags",
      seq: "Sequence numbers",
      ack: "Acknowledgment numbers",
      len: "Lengths of data",
      window: "Windows",
      state: "States",
      event: "Events and timers",
    },
    computed: {
      label: "Numbers that the flow leaves out",
      about: "worked out, and written in where they are no blanks",
    },
    chooseCount: (possible) => `How many? There ${possible === 1 ? "is 1" : `are ${possible}`} to choose.`,
    counts: { few: "A few", half: "Half of what is possible", all: "All that is possible" },
    chooseProse: "This flow has notes, captions or comments, which may tell the answer.",
    dropProse: { label: "Leave them out", about: "Only the lines of the exchange" },
    keepProse: { label: "Keep them", about: "Read them before you hand it out" },
    chooseTarget: "Where to?",
    toDocument: { label: "New unsaved document", about: "The key can be opened beside it" },
    toFiles: (template, key) => ({ label: "Two files beside this one", about: `${template}, ${key}` }),
    made: (template, key) => `Written: ${template}, and its key ${key}.`,
    madeDocument: "The exercise is ready.",
    openKey: "Open the Key",
    cannotWrite: (name, reason) => `${name} could not be written (${reason}). It is opened unsaved instead.`,
    noFlow: "Put the cursor into a flow in a .tcpflow document first.",
    untitled: "Exercise",
    hindrances: {
      empty: "This flow has no segment and no event yet. Write some, then make an exercise of it.",
      exercise: "This is an exercise already. Put the cursor into a plain flow.",
      wrong: "Something is wrong here. Put it right first: an exercise must not teach it.",
      open: "Some numbers of this flow cannot be compared, so answers could not be judged. Write down more of its numbers.",
      blanks: "This flow has blanks already. Fill them in first.",
      nothing:
        "Nothing of this kind follows from the rest of the flow. Write down its numbers and states, or choose another kind.",
      short: "To be put in order, a flow needs at least three different lines.",
      "any-order":
        "Most of these lines could stand in another order too. Write down their numbers, or choose another kind.",
    },
    tooLong: (most) => `This flow is too long for an exercise. Take a part of it, of at most ${most} lines.`,
    atLine: (line, text) => `Line ${line}: ${text}`,
  },
  zh: {
    randomTitle: "新建随机练习",
    makeTitle: "把本流程做成练习",
    chooseTopic: "练习什么内容？",
    chooseKind: "什么题型？",
    anyKindAbout: "由主题决定",
    chooseDifficulty: "难度如何？",
    difficulties: {
      1: { label: "1 · 容易", about: "字母或整百的数，空少" },
      2: { label: "2 · 中等", about: "行数和空更多，长度也会留空" },
      3: { label: "3 · 较难", about: "线路上那样的数值，空很多，事件也会留空" },
    },
    seed: "种子：同一个数得到同一道练习",
    seedWrong: "请输入 0 到 4294967295 之间的整数。",
    chooseOf: "哪些可以留空？",
    chooseWrong: "错误可以出在哪里？",
    of: {
      flags: "标志位",
      seq: "序号",
      ack: "确认号",
      len: "数据长度",
      window: "窗口",
      state: "状态",
      event: "事件与计时器",
    },
    computed: { label: "流程中省略的数值", about: "先推算出来，不留空的地方会写上" },
    chooseCount: (possible) => `多少个？共有 ${possible} 个可选。`,
    counts: { few: "几个", half: "可能的一半", all: "所有可能的" },
    chooseProse: "本流程有备注、说明或注释，可能会透露答案。",
    dropProse: { label: "去掉", about: "只留交互本身的各行" },
    keepProse: { label: "保留", about: "发给学生之前请先读一遍" },
    chooseTarget: "放在哪里？",
    toDocument: { label: "新的未保存文档", about: "答案可在旁边打开" },
    toFiles: (template, key) => ({ label: "本文件旁边的两个文件", about: `${template}、${key}` }),
    made: (template, key) => `已写入 ${template} 及其答案 ${key}。`,
    madeDocument: "练习已做好。",
    openKey: "打开答案",
    cannotWrite: (name, reason) => `无法写入 ${name}（${reason}）。已改为打开未保存的文档。`,
    noFlow: "请先把光标放到 .tcpflow 文档的一个流程里。",
    untitled: "练习",
    hindrances: {
      empty: "本流程还没有报文段或事件。请先写几行，再做成练习。",
      exercise: "这已经是练习了。请把光标放到普通流程里。",
      wrong: "这里有错误。请先改正，练习不能教错。",
      open: "本流程有些数值无法比较，无法评判答案。请多写出一些数值。",
      blanks: "本流程已有空。请先填好。",
      nothing: "本流程中没有可由其余部分推出的这类内容。请写出序号、确认号和状态，或换一种题型。",
      short: "排序题至少需要三行不同的内容。",
      "any-order": "其中多数行换个顺序也是对的。请写出序号和确认号，或换一种题型。",
    },
    tooLong: (most) => `本流程太长，不适合做成练习。请取其中一部分，最多 ${most} 行。`,
    atLine: (line, text) => `第 ${line} 行：${text}`,
  },
};

export function makingCommandTexts(locale: Locale): MakingCommandTexts {
  return pick(TEXTS, locale);
}
