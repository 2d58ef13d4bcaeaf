/** What the view of lessons and exercises says. */

import { type Both, count, type Locale, pick } from "./locale.js";

/** The topics of the lessons, as `lessons/index.json` names them. */
export type LessonTopic = "open" | "data" | "close" | "trouble" | "capture";

/** In the order in which they are taught. */
export const LESSON_TOPICS: Readonly<Record<LessonTopic, Both<string>>> = {
  open: { en: "Opening a connection", zh: "建立连接" },
  data: { en: "Sending data", zh: "传输数据" },
  close: { en: "Closing a connection", zh: "释放连接" },
  trouble: { en: "When something goes wrong", zh: "异常与攻击" },
  capture: { en: "Reading a capture", zh: "阅读抓包" },
};

interface LessonsTexts {
  readonly practice: string;
  readonly practiceAbout: string;
  readonly workspace: string;
  readonly untitled: (n: number) => string;
  /** `3 of 5`. */
  readonly of: (solved: number, total: number) => string;
  /** Read out for a lesson or an exercise. */
  readonly spoken: (title: string, solved: number, total: number) => string;
  readonly solved: (title: string) => string;
  readonly revealed: (title: string) => string;
  readonly begun: (title: string) => string;
  readonly open: (title: string) => string;
  readonly kinds: Readonly<
    Record<"fill" | "find" | "order" | "next" | "state" | "capture" | "choice", string>
  >;
  readonly chooseLesson: string;
  readonly allSolved: string;
  readonly onlyRevealed: (exercises: number) => string;
  readonly tryOne: string;
  readonly random: string;
  readonly forget: string;
  readonly forgetQuestion: string;
  readonly missing: string;
  readonly noPage: (name: string) => string;
}

const TEXTS: Both<LessonsTexts> = {
  en: {
    practice: "Practice without end",
    practiceAbout: "New exercises, made at random",
    workspace: "Exercises in this workspace",
    untitled: (n) => `Exercise ${n}`,
    of: (solved, total) => `${solved} of ${total}`,
    spoken: (title, solved, total) => `${title}: ${solved} of ${count(total, "exercise")} solved`,
    solved: (title) => `${title}: solved`,
    revealed: (title) => `${title}: right, with answers revealed`,
    begun: (title) => `${title}: begun`,
    open: (title) => `${title}: not begun`,
    kinds: {
      fill: "fill in",
      find: "find the mistakes",
      order: "put in order",
      next: "what comes next",
      state: "name the states",
      capture: "read a capture",
      choice: "question",
    },
    chooseLesson: "Which lesson?",
    allSolved: "All exercises of the lessons are solved. A random exercise is never the same twice.",
    onlyRevealed: (exercises) =>
      `Nothing is left but ${count(exercises, "exercise")} with answers revealed. Reset one to solve it yourself.`,
    tryOne: "Go to the First",
    random: "Random Exercise",
    forget: "Forget Progress",
    forgetQuestion: "Forget which exercises you have solved? Your answer files stay as they are.",
    missing: "The lessons cannot be read. Install the extension anew.",
    noPage: (name) => `The page ${name} was not found beside these exercises.`,
  },
  zh: {
    practice: "不限量练习",
    practiceAbout: "随机生成的新练习",
    workspace: "此工作区中的练习",
    untitled: (n) => `练习 ${n}`,
    of: (solved, total) => `${solved}/${total}`,
    spoken: (title, solved, total) => `${title}：共 ${total} 道练习，已完成 ${solved} 道`,
    solved: (title) => `${title}：已完成`,
    revealed: (title) => `${title}：正确，但看了答案`,
    begun: (title) => `${title}：进行中`,
    open: (title) => `${title}：未开始`,
    kinds: {
      fill: "填空",
      find: "找错",
      order: "排序",
      next: "接下来是什么",
      state: "写出状态",
      capture: "读抓包",
      choice: "选择",
    },
    chooseLesson: "学习哪一课？",
    allSolved: "课程中的练习已全部完成。可以继续做随机练习，题目不会重复。",
    onlyRevealed: (exercises) => `只剩 ${exercises} 道看过答案的练习。重做之后可以自己解答。`,
    tryOne: "转到第一道",
    random: "随机练习",
    forget: "清除进度",
    forgetQuestion: "清除已完成练习的记录吗？答案文件不受影响。",
    missing: "无法读取课程，请重新安装本扩展。",
    noPage: (name) => `在这些练习旁边没有找到讲解 ${name}。`,
  },
};

export function lessonsTexts(locale: Locale): LessonsTexts {
  return pick(TEXTS, locale);
}
