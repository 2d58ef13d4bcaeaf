/** What is said about foreign text: what it is, and why it was left alone. */

import { type Both, type Locale, pick } from "./locale.js";

type Notation =
  | "tcpdump"
  | "wireshark-list"
  | "wireshark-details"
  | "wireshark-graph"
  | "packet-trees"
  | "packetdrill"
  | "packet-lines"
  | "boxes"
  | "mermaid"
  | "plantuml"
  | "mscgen"
  | "latex"
  | "ladder"
  | "figure"
  | "table"
  | "json"
  | "yaml"
  | "log"
  | "list"
  | "prose";

interface ConvertTexts {
  /** What the text is, in a sentence: “this is …”. */
  readonly notation: Readonly<Record<Notation, string>>;
  /** Of a paste edit: what it makes a flow of. */
  readonly paste: (notation: string) => string;
  readonly drop: (notation: string) => string;
  readonly nothing: string;
  readonly emptyClipboard: string;
  /** Lines are counted from 1. */
  readonly unread: (line: number, notation: string, text: string) => string;
  readonly unknown: (line: number, text: string) => string;
  /** Of what is no exchange at all. */
  readonly aside: (line: number, notation: string) => string;
}

const TEXTS: Both<ConvertTexts> = {
  en: {
    notation: {
      tcpdump: "tcpdump's output",
      "wireshark-list": "a packet list of Wireshark or tshark",
      "wireshark-details": "packet details of Wireshark or tshark",
      "wireshark-graph": "a flow graph of Wireshark",
      "packet-trees": "packets of Wireshark or tshark as JSON or XML",
      packetdrill: "a packetdrill script",
      "packet-lines": "packets that a tool has printed, one a line",
      boxes: "a drawing of boxes or states, which shows no exchange",
      mermaid: "a Mermaid diagram",
      plantuml: "a PlantUML diagram",
      mscgen: "an mscgen chart",
      latex: "a sequence diagram of LaTeX",
      ladder: "a drawing in characters",
      figure: "a figure of the RFC",
      table: "a table",
      json: "records in JSON",
      yaml: "records in YAML",
      log: "a log of what was sent and received",
      list: "a list of steps",
      prose: "sentences that describe segments",
    },
    paste: (notation) => `Paste as flow (${notation})`,
    drop: (notation) => `Insert as flow (${notation})`,
    nothing: "there is nothing to convert: the text is empty",
    emptyClipboard: "The clipboard holds no text to make a flow of.",
    unread: (line, notation, text) =>
      `line ${line} could not be read, so nothing was converted: this is ${notation}, but “${text}” says something that was not understood`,
    aside: (line, notation) => `nothing was converted: from line ${line} on this is ${notation}`,
    unknown: (line, text) =>
      `nothing was converted: from line ${line} on (“${text}”) no notation was recognised; tcpdump's and Wireshark's text, packetdrill scripts, drawings, tables and lists of segments can be read`,
  },
  zh: {
    notation: {
      tcpdump: "tcpdump 的输出",
      "wireshark-list": "Wireshark 或 tshark 的分组列表",
      "wireshark-details": "Wireshark 或 tshark 的分组详情",
      "wireshark-graph": "Wireshark 的流量图",
      "packet-trees": "Wireshark 或 tshark 以 JSON 或 XML 导出的分组",
      packetdrill: "packetdrill 脚本",
      "packet-lines": "工具逐行输出的分组",
      boxes: "流程图或状态图，其中没有报文段的交互过程",
      mermaid: "Mermaid 图",
      plantuml: "PlantUML 图",
      mscgen: "mscgen 图",
      latex: "LaTeX 时序图",
      ladder: "字符画的时序图",
      figure: "RFC 中的图",
      table: "表格",
      json: "JSON 记录",
      yaml: "YAML 记录",
      log: "收发日志",
      list: "步骤列表",
      prose: "描述报文段的句子",
    },
    paste: (notation) => `粘贴为流程（${notation.trim()}）`,
    drop: (notation) => `插入为流程（${notation.trim()}）`,
    nothing: "没有可转换的内容：文本是空的",
    emptyClipboard: "剪贴板里没有可以变成流程的文本。",
    unread: (line, notation, text) =>
      `第 ${line} 行无法读懂，因此没有做任何转换：这是${notation}，但“${text}”中有不认识的内容`,
    aside: (line, notation) => `没有做任何转换：从第 ${line} 行起是${notation}`,
    unknown: (line, text) =>
      `没有做任何转换：从第 ${line} 行（“${text}”）起没有认出任何记法；可以读取的有 tcpdump 和 Wireshark 的文本、packetdrill 脚本、示意图、表格，以及逐条列出的报文段`,
  },
};

/** As much of a line as a message can show. */
const LONGEST = 60;

export interface Refusal {
  readonly line: number | null;
  readonly notation: Notation | null;
  /** The words of the line that were not understood; null: all of it. */
  readonly part?: string | null;
}

/** Why a text was left alone: the line from 0, and what it was taken for. */
export function refusalText({ line, notation, part = null }: Refusal, text: string, locale: Locale): string {
  const texts = convertTexts(locale);
  if (line === null) return texts.nothing;
  if (notation === "boxes") return texts.aside(line + 1, texts.notation.boxes);
  const words = part === null || part.trim() === "" ? text.split(/\r\n|\n|\r/)[line] : part;
  const characters = [...(words ?? "").trim()];
  const shown =
    characters.length <= LONGEST ? characters.join("") : `${characters.slice(0, LONGEST - 1).join("")}…`;
  return notation === null
    ? texts.unknown(line + 1, shown)
    : texts.unread(line + 1, texts.notation[notation], shown);
}

/** The same as a sentence of its own. */
export function refusalSentence(...given: Parameters<typeof refusalText>): string {
  const text = refusalText(...given);
  const [, , locale] = given;
  return locale === "en" ? `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.` : `${text}。`;
}

export function convertTexts(locale: Locale): ConvertTexts {
  return pick(TEXTS, locale);
}
