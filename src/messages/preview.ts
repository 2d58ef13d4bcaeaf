/** What the preview panel, its page and the status item say. */

import { type Both, count, type Locale, pick } from "./locale.js";

interface PreviewTexts {
  /** Title of the panel: `Preview handshake.tcpflow`. */
  readonly title: (file: string) => string;
  /** The document has no statement at all. */
  readonly emptyDocument: string;
  /** The flow has a heading, but no segment yet. */
  readonly emptyFlow: string;
  /** Nothing but lines that cannot be read, as when something was pasted. */
  readonly unreadable: (lines: number) => string;
  readonly whatToDoUnreadable: string;
  readonly repair: string;
  readonly whatToDo: string;
  readonly example: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly fitWidth: string;
  readonly toolbar: string;
  readonly showStates: string;
  readonly showNotes: string;
  readonly chooseFlow: string;
  readonly followCursor: string;
  readonly copyMermaid: string;
  readonly showSource: string;
  /** A flow without a title in the list of flows. */
  readonly untitled: (number: number) => string;
  readonly exercise: string;
  /** Words on the arrows and rows of the picture. */
  readonly lost: string;
  /** An id, or nothing. */
  readonly departs: (id: string) => string;
  readonly sentAgain: string;
  readonly arrives: (id: string) => string;
  readonly duplicateArrives: (id: string) => string;
  readonly neverArrives: string;
  readonly stray: string;
  readonly noEffect: string;
  readonly elided: string;
  readonly blank: string;
  readonly lock: string;
  readonly lockedTitle: (file: string) => string;
  readonly find: string;
  readonly findNext: string;
  readonly findPrevious: string;
  readonly close: string;
  readonly found: (which: string, of: string) => string;
  readonly notFound: string;
  /** Of a phase, `== … ==`. */
  readonly phase: (heading: string) => string;
  readonly foldAll: string;
  readonly rowsHidden: (rows: string) => string;
  /** The name of the picture, for those who cannot see it. */
  readonly picture: (title: string) => string;
  readonly line: (line: string) => string;
  readonly goToLine: string;
  /** A part of the picture that failed; its rows stand there in words. */
  readonly cannotDraw: string;
  readonly wrong: (count: number) => string;
}

const TEXTS: Both<PreviewTexts> = {
  en: {
    title: (file) => `Preview ${file}`,
    emptyDocument: "There is no exchange here yet.",
    emptyFlow: "This flow has no segment yet.",
    unreadable: (lines) =>
      `Here ${lines === 1 ? "is 1 line" : `are ${lines} lines`} that cannot be read as .tcpflow.`,
    whatToDoUnreadable:
      "Did you paste a capture, a drawing, a table or notes? Put the cursor on the first line and press Ctrl+. (⌘. on a Mac): what it can become is offered there. A line of .tcpflow looks like this:",
    repair: "Show What Can Be Done",
    whatToDo: "Write one line for each segment, for instance:",
    example: "C -> S: SYN",
    zoomIn: "Zoom in",
    zoomOut: "Zoom out",
    fitWidth: "Fit to width",
    toolbar: "Preview",
    showStates: "Show states",
    showNotes: "Show notes",
    chooseFlow: "Flow to show",
    followCursor: "Follow the cursor",
    copyMermaid: "Copy as Mermaid",
    showSource: "Show source",
    untitled: (number) => `Flow ${number}`,
    exercise: "Exercise",
    lost: "lost",
    departs: (id) => `${id} in flight`,
    sentAgain: "retransmission",
    arrives: (id) => `${id} arrives`,
    duplicateArrives: (id) => `${id} arrives again`,
    neverArrives: "never arrives",
    stray: "old segment",
    noEffect: "no effect",
    elided: "data not shown",
    blank: "to be filled in",
    lock: "Lock to this file",
    lockedTitle: (file) => `[Preview] ${file}`,
    find: "Find in the diagram",
    findNext: "Next match (Enter)",
    findPrevious: "Previous match (Shift+Enter)",
    close: "Close (Escape)",
    found: (which, of) => `${which} of ${of}`,
    notFound: "No match",
    phase: (heading) => `Phase: ${heading}`,
    foldAll: "Fold all phases",
    rowsHidden: (rows) => `${rows} rows folded`,
    picture: (title) => `Sequence diagram: ${title}. Arrow keys go from row to row, Enter goes to its line.`,
    line: (line) => `Line ${line}`,
    goToLine: "a click or Enter goes there",
    cannotDraw: "A part of the diagram could not be drawn. Its rows stand there as text.",
    wrong: (n) => count(n, "error"),
  },
  zh: {
    title: (file) => `预览 ${file}`,
    emptyDocument: "这里还没有报文交互过程。",
    emptyFlow: "这个流程还没有报文段。",
    unreadable: (lines) => `这里有 ${lines} 行无法识别为 .tcpflow。`,
    whatToDoUnreadable:
      "粘贴的是抓包文本、示意图、表格或笔记吗？把光标放到第一行，按 Ctrl+.（Mac 上按 ⌘.），会列出可以转换成什么。.tcpflow 的一行是这样的：",
    repair: "查看处理办法",
    whatToDo: "每个报文段写一行，例如：",
    example: "C -> S: SYN",
    zoomIn: "放大",
    zoomOut: "缩小",
    fitWidth: "适合宽度",
    toolbar: "预览",
    showStates: "显示状态",
    showNotes: "显示注释",
    chooseFlow: "要显示的流程",
    followCursor: "跟随光标",
    copyMermaid: "复制为 Mermaid",
    showSource: "显示源文件",
    untitled: (number) => `流程 ${number}`,
    exercise: "练习",
    lost: "丢失",
    departs: (id) => `${id} 在途`,
    sentAgain: "重传",
    arrives: (id) => `${id} 到达`,
    duplicateArrives: (id) => `${id} 再次到达`,
    neverArrives: "始终未到达",
    stray: "旧报文段",
    noEffect: "不起作用",
    elided: "省略的数据",
    blank: "待填",
    lock: "锁定到这个文件",
    lockedTitle: (file) => `[预览] ${file}`,
    find: "在时序图中查找",
    findNext: "下一个匹配项（Enter）",
    findPrevious: "上一个匹配项（Shift+Enter）",
    close: "关闭（Escape）",
    found: (which, of) => `第 ${which} 项，共 ${of} 项`,
    notFound: "无匹配项",
    phase: (heading) => `阶段：${heading}`,
    foldAll: "折叠所有阶段",
    rowsHidden: (rows) => `已折叠 ${rows} 行`,
    picture: (title) => `时序图：${title}。用方向键逐行移动，按 Enter 转到对应的行。`,
    line: (line) => `第 ${line} 行`,
    goToLine: "单击或按 Enter 转到该行",
    cannotDraw: "时序图有一部分无法绘制，那里以文字列出各行。",
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
