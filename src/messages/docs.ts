/** Headings and fixed sentences of the page on the diagnostics. */

import type { Both } from "./locale.js";

type Severity = "error" | "warning" | "information" | "hint";

interface DocsTexts {
  readonly title: string;
  readonly generated: string;
  readonly intro: string;
  readonly severity: string;
  readonly why: string;
  readonly source: string;
  readonly ownRule: string;
  readonly wireshark: string;
  readonly wiresharkNone: string;
  /** Before the example that shows the diagnostic. */
  readonly wrong: Readonly<Record<Severity, string>>;
  /** Before the same without it. */
  readonly right: Readonly<Record<Severity, string>>;
}

export const SEVERITIES: Readonly<Record<Severity, Both<string>>> = {
  error: { en: "Error", zh: "错误" },
  warning: { en: "Warning", zh: "警告" },
  information: { en: "Information", zh: "信息" },
  hint: { en: "Hint", zh: "提示" },
};

export const DOCS: Both<DocsTexts> = {
  en: {
    title: "Diagnostics",
    generated: "<!-- Made by `npm run docs` out of the table of codes: change it there. -->",
    intro: [
      "Every diagnostic has a code that never changes its meaning. Here each code has its reason, the section",
      "of the RFC it rests on, an exchange that shows it, and the same exchange without it.",
    ].join("\n"),
    severity: "Severity: ",
    why: "Why: ",
    source: "Rule: ",
    ownRule: "a rule of the `.tcpflow` language itself",
    wireshark: "In Wireshark: ",
    wiresharkNone: "no name of its own",
    wrong: {
      error: "Wrong:",
      warning: "Better avoided:",
      information: "For instance:",
      hint: "For instance:",
    },
    right: { error: "Right:", warning: "Better:", information: "Without it:", hint: "Without it:" },
  },
  zh: {
    title: "诊断信息",
    generated: "<!-- 由 `npm run docs` 根据诊断代码表生成，请修改代码表。 -->",
    intro: [
      "每条诊断都有一个代码，代码的含义永不改变。这里列出每个代码的原因、所依据的 RFC 章节、",
      "会出现该诊断的例子，以及改正之后的例子。",
    ].join("\n"),
    severity: "级别：",
    why: "原因：",
    source: "依据：",
    ownRule: "`.tcpflow` 语言自身的规定",
    wireshark: "Wireshark 中的名称：",
    wiresharkNone: "无",
    wrong: {
      error: "错误的写法：",
      warning: "应当避免的写法：",
      information: "例如：",
      hint: "例如：",
    },
    right: {
      error: "正确的写法：",
      warning: "更好的写法：",
      information: "没有该诊断的例子：",
      hint: "没有该诊断的例子：",
    },
  },
};
