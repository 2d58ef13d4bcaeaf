/** What the preview panel, its page and the status item say. */

import { type Both, count, type Locale, pick } from "./locale.js";

interface PreviewTexts {
  /** Title of the panel: `Preview handshake.tcpflow`. */
  readonly title: (file: string) => string;
  /** The document has no statement at all. */
  readonly emptyDocument: string;
  /** The flow has a heading, but no segment yet. */
  readonly emptyFlow: string;
  readonly whatToDo: string;
  readonly example: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly fitWidth: string;
  readonly actualSize: string;
  readonly showStates: string;
  readonly hideStates: string;
  readonly showNotes: string;
  readonly hideNotes: string;
  readonly chooseFlow: string;
  readonly followCursor: string;
  readonly copyMermaid: string;
  readonly copied: string;
  readonly showSource: string;
  /** A flow without a title in the list of flows. */
  readonly untitled: (number: number) => string;
  readonly exercise: string;
  /** Words on the arrows and rows of the picture. */
  readonly lost: string;
  readonly inFlight: string;
  readonly arrives: (id: string) => string;
  readonly duplicateArrives: (id: string) => string;
  readonly neverArrives: string;
  readonly stray: string;
  readonly noEffect: string;
  readonly elided: string;
  readonly blank: string;
  /** A line that could not be read, drawn dimmed. */
  readonly brokenLine: (line: number) => string;
  readonly moreAbove: (rows: number) => string;
  readonly moreBelow: (rows: number) => string;
  readonly cannotDraw: (reason: string) => string;
  readonly wrong: (count: number) => string;
}

const TEXTS: Both<PreviewTexts> = {
  en: {
    title: (file) => `Preview ${file}`,
    emptyDocument: "There is no exchange here yet.",
    emptyFlow: "This flow has no segment yet.",
    whatToDo: "Write one line for each segment, for instance:",
    example: "C -> S: SYN",
    zoomIn: "Zoom in",
    zoomOut: "Zoom out",
    fitWidth: "Fit to width",
    actualSize: "Actual size",
    showStates: "Show states",
    hideStates: "Hide states",
    showNotes: "Show notes",
    hideNotes: "Hide notes",
    chooseFlow: "Flow to show",
    followCursor: "Follow the cursor",
    copyMermaid: "Copy as Mermaid",
    copied: "Copied",
    showSource: "Show source",
    untitled: (number) => `Flow ${number}`,
    exercise: "Exercise",
    lost: "lost",
    inFlight: "in flight",
    arrives: (id) => `${id} arrives`,
    duplicateArrives: (id) => `${id} arrives again`,
    neverArrives: "never arrives",
    stray: "old segment",
    noEffect: "no effect",
    elided: "data not shown",
    blank: "to be filled in",
    brokenLine: (line) => `line ${line} could not be read`,
    moreAbove: (rows) => `${count(rows, "row")} above`,
    moreBelow: (rows) => `${count(rows, "row")} below`,
    cannotDraw: (reason) => `The diagram cannot be drawn: ${reason}`,
    wrong: (n) => count(n, "error"),
  },
  zh: {
    title: (file) => `预览 ${file}`,
    emptyDocument: "这里还没有报文交换过程。",
    emptyFlow: "这个流程还没有报文段。",
    whatToDo: "每个报文段写一行，例如：",
    example: "C -> S: SYN",
    zoomIn: "放大",
    zoomOut: "缩小",
    fitWidth: "适合宽度",
    actualSize: "实际大小",
    showStates: "显示状态",
    hideStates: "隐藏状态",
    showNotes: "显示注释",
    hideNotes: "隐藏注释",
    chooseFlow: "要显示的流程",
    followCursor: "跟随光标",
    copyMermaid: "复制为 Mermaid",
    copied: "已复制",
    showSource: "显示源文件",
    untitled: (number) => `流程 ${number}`,
    exercise: "练习",
    lost: "丢失",
    inFlight: "在途",
    arrives: (id) => `${id} 到达`,
    duplicateArrives: (id) => `${id} 再次到达`,
    neverArrives: "始终未到达",
    stray: "旧报文段",
    noEffect: "不起作用",
    elided: "未画出的数据",
    blank: "待填",
    brokenLine: (line) => `第 ${line} 行无法识别`,
    moreAbove: (rows) => `上方还有 ${rows} 行`,
    moreBelow: (rows) => `下方还有 ${rows} 行`,
    cannotDraw: (reason) => `无法绘制时序图：${reason}`,
    wrong: (n) => `${n} 个错误`,
  },
};

export function previewTexts(locale: Locale): PreviewTexts {
  return pick(TEXTS, locale);
}

interface StatusTexts {
  readonly name: string;
  readonly correct: string;
  readonly errors: (n: number) => string;
  readonly warnings: (n: number) => string;
  readonly blanks: (n: number) => string;
  readonly next: string;
  readonly preview: string;
}

const STATUS: Both<StatusTexts> = {
  en: {
    name: "TCPFlow",
    correct: "no errors",
    errors: (n) => count(n, "error"),
    warnings: (n) => count(n, "warning"),
    blanks: (n) => count(n, "blank"),
    next: "Go to the next one",
    preview: "Open preview",
  },
  zh: {
    name: "TCPFlow",
    correct: "没有错误",
    errors: (n) => `${n} 个错误`,
    warnings: (n) => `${n} 个警告`,
    blanks: (n) => `${n} 个空`,
    next: "转到下一处",
    preview: "打开预览",
  },
};

export function statusTexts(locale: Locale): StatusTexts {
  return pick(STATUS, locale);
}
