/** What working on an exercise says. */

import { type Both, count, type Locale, pick } from "./locale.js";

interface ExerciseTexts {
  /** Code lenses, and buttons of messages. */
  readonly start: string;
  readonly readTheory: string;
  readonly check: string;
  readonly hint: string;
  readonly next: string;
  readonly reveal: string;
  readonly reset: string;
  /** `5 of 8 right · 2 wrong · 1 empty` */
  readonly result: (title: string, right: number, wrong: number, empty: number, revealed?: number) => string;
  readonly solved: (title: string) => string;
  readonly solvedRevealed: (title: string, revealed: number, total: number) => string;
  /** In the status item. */
  readonly score: (right: number, total: number, revealed?: number) => string;
  readonly nextExercise: string;
  readonly another: string;
  /** The exchange of a solved exercise. */
  readonly explain: string;
  readonly solveFirst: string;
  /** At a blank. */
  readonly revealedHere: string;
  /** As soon as something is revealed. */
  readonly revealedNow: string;
  readonly statusName: string;
  /** How many mistakes are planted, and that is all that is told. */
  readonly mistakes: (title: string, left: number, corrected: number) => string;
  readonly order: (title: string, upTo: number, total: number) => string;
  readonly changedBeside: (lines: number) => string;
  readonly needless: string;
  readonly emptyBlank: string;
  /** At the first answer that follows from an earlier mistake: how many more do. */
  readonly following: (message: string, more: number) => string;
  /** Of a right answer that is not the letter of the RFC, or of one that cannot be judged. */
  readonly remarks: Readonly<Record<"rst-with-ack" | "call" | "no-key", string>>;
  readonly hintNumber: (n: number, of: number, text: string) => string;
  readonly noHint: string;
  readonly nextHint: string;
  readonly toMistake: string;
  readonly nothingToReveal: string;
  /** Of the one answer that was to be revealed. */
  readonly rightAlready: string;
  readonly noExercise: string;
  readonly startFirst: string;
  readonly noTemplate: (name: string) => string;
  readonly noBlankHere: string;
  readonly noBlankOpen: string;
  readonly noAnswer: string;
  readonly noKey: (name: string) => string;
  readonly cannotWrite: string;
  readonly revealAllQuestion: (title: string) => string;
  readonly revealAllDetail: string;
  readonly resetAllQuestion: (title: string) => string;
  /** Of an exercise in which all is asked for. */
  readonly resetLinesQuestion: (title: string) => string;
}

const TEXTS: Both<ExerciseTexts> = {
  en: {
    start: "Start exercise",
    readTheory: "Read the lesson",
    check: "Check answers",
    hint: "Hint",
    next: "Next blank",
    reveal: "Reveal",
    reset: "Reset",
    result: (title, right, wrong, empty, revealed = 0) =>
      `${named(title)}${right} of ${right + wrong + empty} right` +
      `${revealed > 0 ? ` (${revealed} revealed)` : ""}` +
      `${wrong > 0 ? `, ${wrong} wrong` : ""}${empty > 0 ? `, ${empty} empty` : ""}`,
    solved: (title) => `${named(title)}all right. Well done!`,
    solvedRevealed: (title, revealed, total) =>
      revealed === total
        ? `${named(title)}all right, but revealed: that does not count. Reset it to solve it yourself.`
        : `${named(title)}all right, but ${revealed} of ${total} revealed: that does not count. Reset it to solve it yourself.`,
    score: (right, total, revealed = 0) =>
      `${right} of ${total} right${revealed > 0 ? ` (${revealed} revealed)` : ""}`,
    nextExercise: "Next exercise",
    another: "Another like this",
    explain: "Explain",
    solveFirst: "The exchange is explained once the exercise is solved.",
    revealedHere: "This answer was revealed: it does not count. Reset the blank to find it yourself.",
    revealedNow: "What is revealed does not count as solved. Reset it to find it yourself.",
    statusName: "TCPFlow exercise",
    mistakes: (title, left, corrected) =>
      left === 0
        ? `${named(title)}every mistake is corrected`
        : `${named(title)}${count(left, "mistake")} still to be corrected${corrected > 0 ? `, ${corrected} corrected` : ""}`,
    order: (title, upTo, total) =>
      upTo === 0
        ? `${named(title)}another line comes first`
        : `${named(title)}right up to line ${upTo} of ${total}`,
    changedBeside: (lines) =>
      `${count(lines, "line")} differ${lines === 1 ? "s" : ""} from the template beside the blanks; that does not count.`,
    needless: "Nothing was wrong with this line: it differs from the template.",
    emptyBlank: "Still empty.",
    following: (message, more) =>
      more === 0
        ? message
        : `${message} ${count(more, "more answer")} below ${more === 1 ? "follows" : "follow"} from it as well.`,
    remarks: {
      "rst-with-ack":
        "Right: many stacks set ACK here. By the letter of RFC 9293 §3.10.7.1, a RST that answers a segment with ACK has none.",
      call: "Right: RFC 9293 §3.9.1 writes calls in capitals. In a flow, lower case is the event and capitals are the state.",
      "no-key": "This question is judged by its key, which is not beside the template.",
    },
    hintNumber: (n, of, text) => `Hint ${n} of ${of}: ${text}`,
    noHint: "This exercise has no hints.",
    nextHint: "Next hint",
    toMistake: "Go to mistake",
    nothingToReveal: "Every blank is answered rightly.",
    rightAlready: "Your answer here is right.",
    noExercise: "There is no exercise here.",
    startFirst: "This is the template. Start the exercise to get a copy of your own to fill in.",
    noTemplate: (name) =>
      `The template ${name} was not found beside this answer: without it nothing can be checked.`,
    noBlankHere: "There is no blank on this line.",
    noBlankOpen: "No blank is empty.",
    noAnswer: "No answer could be worked out here.",
    noKey: (name) => `There is no key (${name}) for this exercise beside its template.`,
    cannotWrite: "The copy could not be saved here; it is a new, unsaved document.",
    revealAllQuestion: (title) => `${named(title)}reveal every answer of this exercise?`,
    revealAllDetail: "What is revealed does not count as solved, until you reset the exercise.",
    resetAllQuestion: (title) => `${named(title)}empty every blank of this exercise?`,
    resetLinesQuestion: (title) => `${named(title)}put every line of this exercise back as it was given?`,
  },
  zh: {
    start: "开始练习",
    readTheory: "阅读讲解",
    check: "检查答案",
    hint: "提示",
    next: "下一个空",
    reveal: "显示答案",
    reset: "重做",
    result: (title, right, wrong, empty, revealed = 0) =>
      `${namedZh(title)}共 ${right + wrong + empty} 处，答对 ${right}` +
      `${revealed > 0 ? `（其中 ${revealed} 处看了答案）` : ""}` +
      `${wrong > 0 ? `，答错 ${wrong}` : ""}${empty > 0 ? `，未填 ${empty}` : ""}`,
    solved: (title) => `${namedZh(title)}全部正确！`,
    solvedRevealed: (title, revealed, total) =>
      revealed === total
        ? `${namedZh(title)}全部正确，但都看了答案，不算完成。重做之后可以自己解答。`
        : `${namedZh(title)}全部正确，但有 ${revealed} 处看了答案，不算完成。重做之后可以自己解答。`,
    score: (right, total, revealed = 0) =>
      `答对 ${right}/${total}${revealed > 0 ? `（${revealed} 处看了答案）` : ""}`,
    nextExercise: "下一道练习",
    another: "再来一道类似的",
    explain: "讲解",
    solveFirst: "解出这道练习之后，才能看整个过程的讲解。",
    revealedHere: "这里看了答案，不算答对。清空这个空之后可以自己填写。",
    revealedNow: "看了答案的空不算完成。清空之后可以自己填写。",
    statusName: "TCPFlow 练习",
    mistakes: (title, left, corrected) =>
      left === 0
        ? `${namedZh(title)}错误已全部改正`
        : `${namedZh(title)}还有 ${left} 处错误要改${corrected > 0 ? `，已改正 ${corrected} 处` : ""}`,
    order: (title, upTo, total) =>
      upTo === 0
        ? `${namedZh(title)}第一行应当是另一行`
        : `${namedZh(title)}共 ${total} 行，前 ${upTo} 行顺序正确`,
    changedBeside: (lines) => `除空格外，还有 ${lines} 行与模板不同，这些改动不计。`,
    needless: "这一行原本没有错，却与模板不同。",
    emptyBlank: "还没有填。",
    following: (message, more) => (more === 0 ? message : `${message}下面还有 ${more} 处也是如此。`),
    remarks: {
      "rst-with-ack":
        "正确：许多协议栈在这里也设置 ACK。按 RFC 9293 §3.10.7.1 的字面规定，应答带 ACK 报文段的 RST 不带 ACK。",
      call: "正确：RFC 9293 §3.9.1 用大写表示调用。在流程中，小写是事件，大写是状态。",
      "no-key": "这道题要靠参考答案评判，而模板旁边没有参考答案。",
    },
    hintNumber: (n, of, text) => `提示 ${n}/${of}：${text}`,
    noHint: "这个练习没有提示。",
    nextHint: "下一条提示",
    toMistake: "转到错误处",
    nothingToReveal: "每个空都已答对。",
    rightAlready: "这个空已经答对了。",
    noExercise: "这里没有练习。",
    startFirst: "这是练习模板。请先“开始练习”，在自己的副本中填写。",
    noTemplate: (name) => `在答卷旁边没有找到模板 ${name}，无法检查。`,
    noBlankHere: "这一行没有空。",
    noBlankOpen: "没有未填的空。",
    noAnswer: "这里推算不出答案。",
    noKey: (name) => `模板旁边没有这个练习的参考答案（${name}）。`,
    cannotWrite: "副本无法保存在这里，已作为新的未保存文档打开。",
    revealAllQuestion: (title) => `${namedZh(title)}要显示这个练习的全部答案吗？`,
    revealAllDetail: "看了答案就不算完成，重做之后可以自己解答。",
    resetAllQuestion: (title) => `${namedZh(title)}要清空这个练习的所有空吗？`,
    resetLinesQuestion: (title) => `${namedZh(title)}要把每一行都恢复成题目原来的样子吗？`,
  },
};

function named(title: string): string {
  return title === "" ? "" : `${title}: `;
}

function namedZh(title: string): string {
  return title === "" ? "" : `${title}：`;
}

export function exerciseTexts(locale: Locale): ExerciseTexts {
  return pick(TEXTS, locale);
}
