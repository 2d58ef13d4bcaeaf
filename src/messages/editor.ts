/** What code lenses, renaming and new files say. */

import { type Both, count, type Locale, pick } from "./locale.js";

interface EditorTexts {
  /** On the button of a message that only tells something. */
  readonly understood: string;
  readonly preview: string;
  /** Above an exercise, with blanks left. */
  readonly blanksLeft: (blanks: number) => string;
  readonly noBlankLeft: string;
  /** Above an exercise that asks for its mistakes. */
  readonly mistakes: (n: number) => string;
  /** `4 segments · C: TIME-WAIT · S: CLOSED` */
  readonly segments: (n: number) => string;
  readonly state: (endpoint: string, state: string) => string;
  readonly cannotRename: string;
  readonly notAName: (name: string) => string;
  readonly taken: (name: string) => string;
  readonly changesMeaning: (name: string) => string;
  /** Title and placeholder of the list of templates. */
  readonly newFlow: string;
  readonly chooseTemplate: string;
}

const TEXTS: Both<EditorTexts> = {
  en: {
    understood: "OK",
    preview: "Preview",
    blanksLeft: (blanks) => `${count(blanks, "blank")} to fill in`,
    noBlankLeft: "Every blank is filled in",
    mistakes: (n) => `${count(n, "mistake")} to find`,
    segments: (n) => count(n, "segment"),
    state: (endpoint, state) => `${endpoint}: ${state}`,
    cannotRename: "Only endpoints, letters for numbers, and ids of segments have names to change.",
    notAName: (name) =>
      `“${name}” is no name: it takes letters, digits and _, and does not begin with a digit.`,
    taken: (name) => `“${name}” is taken: another one in this flow has that name, or one too like it.`,
    changesMeaning: (name) => `With the name “${name}”, a line of the flow would be read as something else.`,
    newFlow: "New flow",
    chooseTemplate: "What should the flow begin with?",
  },
  zh: {
    understood: "知道了",
    preview: "预览",
    blanksLeft: (blanks) => `还有 ${blanks} 个空`,
    noBlankLeft: "空已全部填上",
    mistakes: (n) => `有 ${n} 处错误要找`,
    segments: (n) => `${n} 个报文段`,
    state: (endpoint, state) => `${endpoint}：${state}`,
    cannotRename: "只有端点、代表数的字母和报文段的标识可以改名。",
    notAName: (name) => `“${name}”不能用作名称：名称由字母（可用汉字）、数字和 _ 组成，不能以数字开头。`,
    taken: (name) => `“${name}”已被占用：这个流程里已有同名的，或者只差大小写。`,
    changesMeaning: (name) => `改名为“${name}”后，流程中会有一行被理解成别的意思。`,
    newFlow: "新建流程",
    chooseTemplate: "从哪个模板开始？",
  },
};

export function editorTexts(locale: Locale): EditorTexts {
  return pick(TEXTS, locale);
}
