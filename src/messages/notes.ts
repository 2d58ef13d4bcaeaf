/** What is said of blocks in Markdown files. */

import { type Both, type Locale, pick } from "./locale.js";

interface NotesTexts {
  /** When a block that was opened as a file is saved. */
  readonly blockIsGone: string;
  readonly holdsFence: string;
  /** What stands below a picture: its title, and that it is an exercise. */
  readonly exercise: (word: string, title: string) => string;
  /** Of a picture, to those who do not see it. */
  readonly picture: (title: string) => string;
  /** `lines`: numbers, and from which to which. */
  readonly atLines: (lines: readonly string[]) => string;
  /** Between that and what is said. */
  readonly gap: string;
  readonly severity: { readonly error: string; readonly warning: string };
}

const TEXTS: Both<NotesTexts> = {
  en: {
    blockIsGone:
      "The block is not in its Markdown file any more, so nothing was written. Copy the text before you close it.",
    holdsFence:
      "A line of nothing but ``` or ~~~ would end the block in its Markdown file, so nothing was written.",
    exercise: (word, title) => (title === "" ? word : `${word}: ${title}`),
    picture: (title) => `Sequence diagram: ${title}`,
    atLines: (lines) =>
      `line${lines.length === 1 && /^\d+$/.test(lines[0] ?? "") ? "" : "s"} ${lines.join(", ")}:`,
    gap: " ",
    severity: { error: "Error,", warning: "Warning," },
  },
  zh: {
    blockIsGone: "原来的 Markdown 文件里已经没有这个代码块，所以什么也没有写入。关闭前请先把文本复制出来。",
    holdsFence:
      "文本里有一行只有 ``` 或 ~~~，写回去会让 Markdown 文件里的代码块提前结束，所以什么也没有写入。",
    exercise: (word, title) => (title === "" ? word : `${word}：${title}`),
    picture: (title) => `时序图：${title}`,
    atLines: (lines) => `第 ${lines.join("、")} 行：`,
    gap: "",
    severity: { error: "错误", warning: "警告" },
  },
};

export function notesTexts(locale: Locale): NotesTexts {
  return pick(TEXTS, locale);
}
