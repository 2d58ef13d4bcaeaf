/** What quick fixes and conversions are called in the menu of the light bulb. */

import { type Both, count, type Locale, pick } from "./locale.js";

export interface FixTexts {
  /** What is written is replaced. `text` as it will stand. */
  readonly write: (text: string) => string;
  /** Every plain number below, as the header has it; every number above, as it is counted below. */
  readonly writeAbsolute: string;
  readonly writeRelative: string;
  readonly writeUnscaled: string;
  /** The same, and every number below that was counted on from it. */
  readonly writeThroughout: (text: string) => string;
  readonly canonical: (text: string) => string;
  readonly swap: string;
  readonly swapEnds: string;
  readonly rename: (symbol: string, other: string) => string;
  readonly writeFor: (number: string, symbol: string) => string;
  readonly addFlag: (flag: string) => string;
  readonly removeFlag: (flag: string) => string;
  readonly addOption: (option: string) => string;
  readonly moveToSyn: (option: string) => string;
  readonly remove: (what: string) => string;
  readonly removeLine: string;
  readonly insertLine: (line: string) => string;
  readonly insertAfter: (line: string) => string;
  readonly insertSegment: (line: string) => string;
  readonly answer: (line: string) => string;
  readonly answerAtEnd: (line: string) => string;
  readonly splitSegment: (count: number) => string;
  readonly moveLine: (line: string) => string;
  readonly declare: (line: string) => string;
  readonly crossed: (arrow: string) => string;
  readonly arrives: string;
  readonly wasLost: string;
  readonly staysInFlight: string;
  readonly quote: string;
  readonly closeString: string;
  readonly split: string;
  readonly note: string;
  readonly allNotes: (lines: number) => string;
  readonly comment: string;
  readonly captionComment: string;
  readonly moveToTop: string;
  readonly begin: (line: string) => string;
  readonly allNotations: (n: number) => string;
  readonly convert: (notation: ForeignNotation) => string;
  readonly convertAll: string;
}

/** The notations of other tools, by the names that the readers have. */
type ForeignNotation = string;

const CONVERT: Readonly<Record<string, Both<string>>> = {
  mermaid: { en: "Convert Mermaid", zh: "转换 Mermaid 图" },
  plantuml: { en: "Convert PlantUML", zh: "转换 PlantUML 图" },
  mscgen: { en: "Convert mscgen", zh: "转换 mscgen 图" },
  ladder: { en: "Convert ASCII ladder", zh: "转换 ASCII 时序图" },
  figure: { en: "Convert RFC figure", zh: "转换 RFC 插图" },
  table: { en: "Convert the table", zh: "转换表格" },
  yaml: { en: "Convert the records in YAML", zh: "转换 YAML 记录" },
  "packet-lines": { en: "Convert the tool's lines", zh: "转换工具逐行输出的分组" },
  json: { en: "Convert the records in JSON", zh: "转换 JSON 记录" },
  log: { en: "Convert the log", zh: "转换收发日志" },
  list: { en: "Convert the list of steps", zh: "转换步骤列表" },
  prose: { en: "Convert the described segments", zh: "转换文字描述的报文段" },
  tcpdump: { en: "Convert tcpdump's output", zh: "转换 tcpdump 的输出" },
  "wireshark-list": { en: "Convert Wireshark's packet list", zh: "转换 Wireshark 的分组列表" },
  "wireshark-details": { en: "Convert Wireshark's packet details", zh: "转换 Wireshark 的分组详情" },
  boxes: { en: "Convert the drawing", zh: "转换图" },
  "packet-trees": { en: "Convert exported packets", zh: "转换导出的分组" },
  "wireshark-graph": { en: "Convert Wireshark's flow graph", zh: "转换 Wireshark 的流量图" },
  packetdrill: { en: "Convert the packetdrill script", zh: "转换 packetdrill 脚本" },
};

const TEXTS: Both<FixTexts> = {
  en: {
    write: (text) => `Change to ${text}`,
    writeAbsolute: "Write all numbers below as they are in the header",
    writeRelative: "Write all numbers above relative as well",
    writeUnscaled: "Write all windows as they are in the header",
    writeThroughout: (text) => `Change to ${text}, and all that follows from it`,
    canonical: (text) => (text.trim() === "" ? "Write it the canonical way" : `Write ${text.trim()}`),
    swap: "Swap seq and ack",
    swapEnds: "Turn the segment round",
    rename: (symbol, other) => `Use a new letter: ${other} for ${symbol}`,
    writeFor: (number, symbol) => `Write ${number} for ${symbol} everywhere`,
    addFlag: (flag) => `Set ${flag}`,
    removeFlag: (flag) => `Take ${flag} away`,
    addOption: (option) => `Offer ${option} on both SYNs`,
    moveToSyn: (option) => `Move ${option} to the SYN`,
    remove: (what) => `Remove ${what}`,
    removeLine: "Remove the line",
    insertLine: (line) => `Insert the line ${line}`,
    insertAfter: (line) => `Go on with ${line}`,
    insertSegment: (line) => `Insert the missing segment ${line}`,
    answer: (line) => `Answer with ${line}`,
    answerAtEnd: (line) => `Answer at the end of the flow with ${line}`,
    splitSegment: (n) => `Send it in ${count(n, "segment")}`,
    moveLine: (line) => `Move the line ${line}`,
    declare: (line) => `Declare ${line}`,
    crossed: (arrow) => `They crossed: send it with ${arrow}`,
    arrives: "It arrives: write ->",
    wasLost: "It was lost: write -x",
    staysInFlight: "It stays in flight: write ~>",
    quote: "Put it in quotes",
    closeString: "End the string",
    split: "Say it of each endpoint by itself",
    note: "Make the line a note",
    allNotes: (n) => `Make ${count(n, "line")} of prose notes`,
    comment: "Make the line a comment",
    captionComment: "Make the words in brackets a comment",
    moveToTop: "Move it to the first line",
    begin: (line) => `Say where it begins: ${line}`,
    allNotations: (n) => `Write all ${n} notations of this file the canonical way`,
    convert: (notation) => CONVERT[notation]?.en ?? "Convert to a flow",
    convertAll: "Convert all diagrams of this file",
  },
  zh: {
    write: (text) => `改为 ${text}`,
    writeAbsolute: "后面的序号都改为首部中的原值",
    writeRelative: "前面的序号也改为相对值",
    writeUnscaled: "所有窗口都改为首部中的原值",
    writeThroughout: (text) => `改为 ${text}，并改正由它算出的其他序号`,
    canonical: (text) => (text.trim() === "" ? "改为规范写法" : `写成 ${text.trim()}`),
    swap: "交换 seq 与 ack",
    swapEnds: "交换发送方与接收方",
    rename: (symbol, other) => `换一个新字母：用 ${other} 代替 ${symbol}`,
    writeFor: (number, symbol) => `把 ${symbol} 全部写成 ${number}`,
    addFlag: (flag) => `置位 ${flag}`,
    removeFlag: (flag) => `去掉 ${flag}`,
    addOption: (option) => `在双方的 SYN 中都写上 ${option}`,
    moveToSyn: (option) => `把 ${option} 移到 SYN 上`,
    remove: (what) => `删除 ${what}`,
    removeLine: "删除这一行",
    insertLine: (line) => `插入一行 ${line}`,
    insertAfter: (line) => `接着写 ${line}`,
    insertSegment: (line) => `补上缺少的报文段 ${line}`,
    answer: (line) => `用 ${line} 应答`,
    answerAtEnd: (line) => `在流程末尾用 ${line} 应答`,
    splitSegment: (n) => `分成 ${n} 个报文段发送`,
    moveLine: (line) => `移动这一行：${line}`,
    declare: (line) => `声明 ${line}`,
    crossed: (arrow) => `报文段在途中交错：改用 ${arrow} 发送`,
    arrives: "它到达了：改为 ->",
    wasLost: "它丢失了：改为 -x",
    staysInFlight: "它仍在途中：改为 ~>",
    quote: "加上引号",
    closeString: "补上字符串的结束引号",
    split: "分别写出每个端点的状态",
    note: "把这一行改为注释框（note）",
    allNotes: (n) => `把 ${n} 行说明文字改为注释框（note）`,
    comment: "把这一行改为注释（#）",
    captionComment: "把括号中的文字改为注释（#）",
    moveToTop: "移到第一行",
    begin: (line) => `写明从哪里开始：${line}`,
    allNotations: (n) => `把本文件的 ${n} 处写法全部改为规范写法`,
    convert: (notation) => CONVERT[notation]?.zh ?? "转换为流程",
    convertAll: "转换本文件的所有图",
  },
};

export function fixTexts(locale: Locale): FixTexts {
  return pick(TEXTS, locale);
}
