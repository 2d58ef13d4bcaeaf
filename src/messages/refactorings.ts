/** What refactorings and inlay hints are called. */

import { type Both, type Locale, pick } from "./locale.js";

export interface RefactoringTexts {
  readonly toNumbers: string;
  readonly toSymbols: string;
  readonly relative: string;
  readonly writeOut: string;
  readonly writeOutLine: string;
  readonly removeComputed: string;
  readonly exercise: string;
  /** The task line of an exercise that was made out of a flow. */
  readonly task: string;
  readonly fixAll: string;
  /** Of a rewriting that was chosen, and turns out to be none. */
  readonly unsound: string;
  /** Tooltips of inlay hints. */
  readonly computed: string;
  readonly stateAfter: string;
  readonly symbolWorth: (symbol: string) => string;
  readonly wireshark: string;
}

const TEXTS: Both<RefactoringTexts> = {
  en: {
    toNumbers: "Write numbers for the letters of this flow",
    toSymbols: "Write letters for the numbers of this flow",
    relative: "Number from 0, relative to the initial sequence numbers",
    writeOut: "Write out all computed numbers of this flow",
    writeOutLine: "Write out the computed numbers of this line",
    removeComputed: "Remove all claims that can be computed",
    exercise: "Make an exercise of this flow",
    task: "Fill in the blanks.",
    fixAll: "Fix everything that can be fixed safely",
    unsound: "This would change what the flow says, so nothing has been changed.",
    computed: "Computed. Double-click to write it down.",
    stateAfter: "The state after this line.",
    symbolWorth: (symbol) => `What ${symbol} is worth.`,
    wireshark: "What Wireshark calls it.",
  },
  zh: {
    toNumbers: "把本流程的字母改写为数字",
    toSymbols: "把本流程的数字改写为字母",
    relative: "改用相对序号（从 0 开始）",
    writeOut: "写出本流程所有计算出的数值",
    writeOutLine: "写出这一行计算出的数值",
    removeComputed: "删除所有可以计算出来的断言",
    exercise: "把本流程改成练习",
    task: "填空。",
    fixAll: "修正所有可以放心修正的问题",
    unsound: "这样改写会改变流程的含义，因此没有做任何改动。",
    computed: "由工具计算得出。双击即可写入。",
    stateAfter: "这一行之后的状态。",
    symbolWorth: (symbol) => `${symbol} 的值。`,
    wireshark: "Wireshark 中的名称。",
  },
};

export function refactoringTexts(locale: Locale): RefactoringTexts {
  return pick(TEXTS, locale);
}
