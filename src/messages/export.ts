/** What the picture says about its numbers and times, and what taking it away says. */

import { type Both, count, type Locale, pick } from "./locale.js";

interface NumberTexts {
  /** Names of the choices. */
  readonly modes: Readonly<Record<"written" | "symbolic" | "relative" | "absolute", string>>;
  readonly details: Readonly<Record<"written" | "symbolic" | "relative" | "absolute", string>>;
  readonly choose: string;
  readonly autonumber: string;
  /** On the badge of a segment out of an earlier connection. */
  readonly old: string;
  /** The number of the original. */
  readonly repeats: (number: string) => string;
  readonly repeatsLine: (line: string) => string;
  readonly relative: string;
  readonly unknown: (letters: string) => string;
  readonly stands: (letter: string, endpoint: string, value: string | null) => string;
  readonly between: string;
}

const NUMBERS: Both<NumberTexts> = {
  en: {
    modes: {
      written: "Numbers as written",
      symbolic: "Symbolic numbers",
      relative: "Relative numbers",
      absolute: "Absolute numbers",
    },
    details: {
      written: "As they stand in the text; what is left out in the words of the flow",
      symbolic: "By letters: x+1",
      relative: "Counted from the ISN, which is 0, as in Wireshark",
      absolute: "Plain numbers wherever they are known",
    },
    choose: "How sequence numbers are shown",
    autonumber: "Number the segments",
    old: "old",
    repeats: (number) => `Segment ${number}, sent again`,
    repeatsLine: (line) => `The segment of line ${line}, sent again`,
    relative: "Relative numbers: each ISN is 0, as in Wireshark. A wrong number stays as it is written.",
    unknown: (letters) => `Absolute numbers where they are known; nothing says what ${letters} is.`,
    stands: (letter, endpoint, value) =>
      `${letter}: first sequence number of ${endpoint}${value === null ? "" : ` (${value})`}`,
    between: " · ",
  },
  zh: {
    modes: {
      written: "序号按原文",
      symbolic: "符号序号",
      relative: "相对序号",
      absolute: "绝对序号",
    },
    details: {
      written: "与文本中写的一致；省略的数用流程自己的写法补出",
      symbolic: "用字母表示：x+1",
      relative: "从初始序号（ISN）数起，ISN 记为 0，与 Wireshark 相同",
      absolute: "凡能确定的都显示为数值",
    },
    choose: "序号的显示方式",
    autonumber: "给报文段编号",
    old: "旧",
    repeats: (number) => `重传的是报文段 ${number}`,
    repeatsLine: (line) => `重传的是第 ${line} 行的报文段`,
    relative: "相对序号：双方的初始序号（ISN）都记为 0，与 Wireshark 相同。写错的数保持原文。",
    unknown: (letters) => `能确定的序号显示为绝对数值；${letters} 的数值未给出，仍用字母表示。`,
    stands: (letter, endpoint, value) =>
      `${letter}：${endpoint} 的起始序号${value === null ? "" : `（${value}）`}`,
    between: "；",
  },
};

export function numberTexts(locale: Locale): NumberTexts {
  return pick(NUMBERS, locale);
}

interface ExportTexts {
  /** Of the table. */
  readonly number: string;
  readonly time: string;
  readonly who: string;
  readonly what: string;
  readonly exchange: string;
  readonly segments: string;
  readonly part: (title: string, part: number, parts: number) => string;
  /** The choices of what to make. */
  readonly formats: Readonly<Record<ExportFormat, string>>;
  readonly details: Readonly<Record<ExportFormat, string>>;
  readonly chooseFormat: string;
  readonly chooseFlow: string;
  readonly save: string;
  readonly working: string;
  readonly saved: (file: string) => string;
  readonly savedParts: (files: number, first: string) => string;
  readonly open: string;
  readonly copied: (format: string) => string;
  readonly nothing: string;
  readonly noFlow: string;
  readonly tooLong: (rows: number, format: string) => string;
  readonly severalFiles: string;
  readonly overwrite: (files: string) => string;
  readonly replace: string;
  readonly printable: string;
  readonly tooTallToCopy: string;
  readonly tooLongToCopy: (rows: number) => string;
  readonly export: string;
  readonly noClipboard: string;
  readonly saveInstead: string;
  readonly failed: (reason: string) => string;
  readonly noAnswer: string;
}

export type ExportFormat = "svg" | "png" | "html" | "markdown" | "mermaid";

const EXPORT: Both<ExportTexts> = {
  en: {
    number: "No.",
    time: "Time",
    who: "Endpoints",
    what: "Segment, state, event",
    exchange: "The exchange in words",
    segments: "Segments and states",
    part: (title, part, parts) => `${title} (part ${part} of ${parts})`,
    formats: {
      svg: "SVG",
      png: "PNG",
      html: "Printable HTML",
      markdown: "Markdown",
      mermaid: "Mermaid",
    },
    details: {
      svg: "A picture that stays sharp at any size",
      png: "An image at twice the size",
      html: "The picture and the exchange in words, to print or to send",
      markdown: "A Mermaid diagram and a table",
      mermaid: "The text of a Mermaid sequence diagram",
    },
    chooseFormat: "Export the diagram as",
    chooseFlow: "Which flow?",
    save: "Export",
    working: "Drawing the diagram …",
    saved: (file) => `Saved ${file}.`,
    savedParts: (files, first) => `Saved ${count(files, "file")}, the first is ${first}.`,
    open: "Open",
    copied: (format) => `Copied as ${format}.`,
    nothing: "There is no diagram to export: this flow has no segment yet.",
    noFlow: "Open a .tcpflow file first.",
    tooLong: (rows, format) =>
      `This diagram has ${count(rows, "row")}, too many for one ${format} file. It can be saved as several files that follow each other, or whole as one printable HTML file.`,
    severalFiles: "Save Several Files",
    overwrite: (files) => `These files exist already: ${files}. Replace them?`,
    replace: "Replace",
    printable: "Printable HTML",
    tooTallToCopy: "This diagram is too tall for one image. Export it: it is saved as several images.",
    tooLongToCopy: (rows) =>
      `This diagram has ${count(rows, "row")}, too many for the clipboard. Export it: it is saved whole.`,
    export: "Export …",
    noClipboard: "An image cannot be put on the clipboard here.",
    saveInstead: "Save as PNG …",
    failed: (reason) => `The diagram could not be exported: ${reason}`,
    noAnswer: "the preview does not answer; close it, open it again and try once more",
  },
  zh: {
    number: "序",
    time: "时间",
    who: "端点",
    what: "报文段、状态、事件",
    exchange: "交互过程（文字）",
    segments: "报文段与状态",
    part: (title, part, parts) => `${title}（第 ${part} 部分，共 ${parts} 部分）`,
    formats: {
      svg: "SVG",
      png: "PNG",
      html: "可打印的 HTML",
      markdown: "Markdown",
      mermaid: "Mermaid",
    },
    details: {
      svg: "矢量图，任意缩放都清晰",
      png: "两倍大小的图片",
      html: "时序图和交互过程的文字描述，便于打印或发送",
      markdown: "Mermaid 图和表格",
      mermaid: "Mermaid 时序图的文本",
    },
    chooseFormat: "将时序图导出为",
    chooseFlow: "导出哪个流程？",
    save: "导出",
    working: "正在绘制时序图…",
    saved: (file) => `已保存 ${file}。`,
    savedParts: (files, first) => `已保存 ${files} 个文件，第一个是 ${first}。`,
    open: "打开",
    copied: (format) => `已复制为 ${format}。`,
    nothing: "没有可导出的时序图：这个流程还没有报文段。",
    noFlow: "请先打开一个 .tcpflow 文件。",
    tooLong: (rows, format) =>
      `这个时序图有 ${rows} 行，一个 ${format} 文件放不下。可以保存为多个前后相接的文件，或整个保存为一个可打印的 HTML 文件。`,
    severalFiles: "保存为多个文件",
    overwrite: (files) => `这些文件已存在：${files}。要替换吗？`,
    replace: "替换",
    printable: "可打印的 HTML",
    tooTallToCopy: "这个时序图太高，一张图片放不下。请使用导出：会保存为多张图片。",
    tooLongToCopy: (rows) => `这个时序图有 ${rows} 行，剪贴板放不下。请使用导出：会完整保存。`,
    export: "导出…",
    noClipboard: "这里无法把图片放到剪贴板。",
    saveInstead: "保存为 PNG…",
    failed: (reason) => `无法导出时序图：${reason}`,
    noAnswer: "预览没有响应；请关闭后重新打开再试",
  },
};

export function exportTexts(locale: Locale): ExportTexts {
  return pick(EXPORT, locale);
}
