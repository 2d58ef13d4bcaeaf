/** What a hover says of one place: of this segment, this number, this endpoint. */

import { type Both, count, type Locale, pick } from "./locale.js";

/** What took sequence numbers: on which line, and which ones. */
export interface Took {
  readonly owner: string;
  readonly what: "SYN" | "FIN" | "data" | "SYN+data" | "data+FIN" | "SYN+FIN" | "SYN+data+FIN";
  readonly line: number;
  readonly first: string;
  /** Equal to `first` for a single number; null where it cannot be written. */
  readonly last: string | null;
}

interface HoverTexts {
  readonly bit: (bit: number, mask: string) => string;
  readonly bits: (n: number) => string;
  readonly option: string;
  readonly synHere: (from: string, seq: string, next: string) => string;
  readonly synAgain: (seq: string, line: number) => string;
  readonly ackCovers: (from: string, ack: string | null, to: string, covered: readonly Covered[]) => string;
  readonly ackNothingNew: (ack: string | null, to: string) => string;
  readonly finHere: (from: string, seq: string) => string;
  readonly rstHere: (to: string, before: string, after: string) => string;
  readonly pshHere: (from: string, octets: string | null) => string;
  readonly urgHere: (end: string) => string;
  readonly ecnOffer: string;
  readonly ecnAgree: string;
  readonly inFlight: (lines: readonly number[]) => string;
  readonly noEffect: string;
  /** The number that is right, where another one is written. */
  readonly right: (value: string) => string;
  readonly isn: (name: string, endpoint: string) => string;
  readonly chosen: (name: string, endpoint: string, line: number) => string;
  readonly solved: (name: string, line: number) => string;
  readonly length: (name: string, line: number) => string;
  readonly soSeq: (took: Took, from: string, value: string) => string;
  readonly soAck: (took: Took, from: string, value: string) => string;
  readonly again: (line: number) => string;
  /** With the line of a `...` before it, if there is one. */
  readonly sndNxt: (from: string, elision: number | null) => string;
  readonly rcvNxt: (from: string, to: string, elision: number | null) => string;
  readonly state: string;
  readonly dataRange: (first: string, last: string) => string;
  readonly noData: string;
  readonly stateHere: (endpoint: string, state: string) => string;
  readonly change: (endpoint: string, before: string, after: string) => string;
  readonly who: string;
  readonly leave: string;
  readonly ss: (name: string) => string;
  readonly many: string;
  readonly role: Readonly<Record<"client" | "server" | "peer", string>>;
}

export type Covered =
  | { readonly kind: "SYN" | "FIN" }
  | { readonly kind: "data"; readonly octets: string | null };

const TEXTS: Both<HoverTexts> = {
  en: {
    bit: (bit, mask) => `Bit ${bit} of the fourth row of the header (RFC 9293, Figure 1), value ${mask}`,
    bits: (n) => count(n, "bit"),
    option: "option",
    synHere: (from, seq, next) => `Here the SYN takes number ${seq}, so ${from}'s data begins at ${next}.`,
    synAgain: (seq, line) => `Here it is sent again with the same number ${seq} as on line ${line}.`,
    ackCovers: (from, ack, to, covered) => {
      const what = `${to}'s ${covered.map(coveredEn).join(" and ")}`;
      return ack === null
        ? `Here it acknowledges ${what}.`
        : `Here ack=${ack} acknowledges ${what}: ${from} expects ${ack} next.`;
    },
    ackNothingNew: (ack, to) =>
      `Here ${ack === null ? "it" : `ack=${ack}`} acknowledges nothing new of ${to}.`,
    finHere: (from, seq) => `Here the FIN takes number ${seq}, and ${from} sends nothing new after it.`,
    rstHere: (to, before, after) =>
      before === after ? `Here ${to} stays in ${before}.` : `Here it takes ${to} from ${before} to ${after}.`,
    pshHere: (from, octets) =>
      octets === null
        ? `Here it goes with data of ${from}.`
        : `Here it goes with ${octets} ${octets === "1" ? "octet" : "octets"} of ${from}'s data.`,
    urgHere: (end) => `Here the urgent data ends before ${end}.`,
    ecnOffer: "Here it offers ECN.",
    ecnAgree: "Here it agrees to ECN.",
    inFlight: (lines) =>
      lines.length === 0
        ? "The segment never arrives."
        : `The segment arrives on line${lines.length === 1 ? "" : "s"} ${lines.join(", ")}.`,
    noEffect: "The segment has no effect.",
    right: (value) => `The right number is ${value}.`,
    isn: (name, endpoint) =>
      `${name} is ${endpoint}'s initial sequence number, which it is free to choose (RFC 9293 §3.4.1).`,
    chosen: (name, endpoint, line) => `${name} was chosen by ${endpoint} on line ${line}.`,
    solved: (name, line) => `${name} got its meaning on line ${line}.`,
    length: (name, line) => `${name} is a number of octets, 1 or more, first written on line ${line}.`,
    soSeq: (took, from, value) => `${tookEn(took)}, so the next number that ${from} sends is ${value}.`,
    soAck: (took, from, value) => `${tookEn(took)}, so the next octet that ${from} expects is ${value}.`,
    again: (line) => `It was sent before, on line ${line}: this is a retransmission.`,
    sndNxt: (from, elision) => `It is ${from}'s SND.NXT: the next number to be sent${afterEn(elision)}.`,
    rcvNxt: (from, to, elision) =>
      `It is ${from}'s RCV.NXT: all of ${to}'s octets before it have arrived${afterEn(elision)}.`,
    state: "State",
    dataRange: (first, last) => (first === last ? `The octet ${first}.` : `The octets ${first} to ${last}.`),
    noData: "The segment carries no data.",
    stateHere: (endpoint, state) => `${endpoint} is in ${state} here.`,
    change: (endpoint, before, after) =>
      before === after ? `${endpoint} stays in ${before}.` : `${endpoint}: ${before} → ${after}.`,
    who: "Who: ",
    leave: "Next: ",
    ss: (name) => `\`ss\` calls it ${name}. `,
    many: "Many of them: ",
    role: { client: "client", server: "server", peer: "peer" },
  },
  zh: {
    bit: (bit, mask) => `首部第四行的第 ${bit} 位（RFC 9293 图 1），值 ${mask}`,
    bits: (n) => `${n} 位`,
    option: "选项",
    synHere: (from, seq, next) => `这里 SYN 占用序号 ${seq}，${from} 的数据从 ${next} 开始。`,
    synAgain: (seq, line) => `这里是重传，序号 ${seq} 与第 ${line} 行相同。`,
    ackCovers: (from, ack, to, covered) =>
      ack === null
        ? `这里确认了 ${to} 的${coveredZh(covered)}。`
        : `这里 ack=${ack} 确认了 ${to} 的${coveredZh(covered)}，${from} 期望收到的下一个序号是 ${ack}。`,
    ackNothingNew: (ack, to) => `这里${ack === null ? "" : ` ack=${ack} `}没有确认 ${to} 的新内容。`,
    finHere: (from, seq) => `这里 FIN 占用序号 ${seq}，之后 ${from} 不再发送新内容。`,
    rstHere: (to, before, after) =>
      before === after ? `这里 ${to} 仍处于 ${before}。` : `这里它使 ${to} 从 ${before} 进入 ${after}。`,
    pshHere: (from, octets) => `这里随 ${from} 的${octets === null ? "" : ` ${octets} 字节`}数据一起发送。`,
    urgHere: (end) => `这里紧急数据到 ${end} 之前为止。`,
    ecnOffer: "这里表示支持 ECN。",
    ecnAgree: "这里表示同意使用 ECN。",
    inFlight: (lines) =>
      lines.length === 0 ? "这个报文段始终没有到达。" : `这个报文段在第 ${lines.join("、")} 行到达。`,
    noEffect: "这个报文段不起作用。",
    right: (value) => `正确的数是 ${value}。`,
    isn: (name, endpoint) => `${name} 是 ${endpoint} 的初始序号（ISN），由它自由选择（RFC 9293 §3.4.1）。`,
    chosen: (name, endpoint, line) => `${name} 由 ${endpoint} 在第 ${line} 行选定。`,
    solved: (name, line) => `${name} 的含义在第 ${line} 行确定。`,
    length: (name, line) => `${name} 是字节数，至少为 1，首次出现在第 ${line} 行。`,
    soSeq: (took, from, value) => `${tookZh(took)}，因此 ${from} 要发送的下一个序号是 ${value}。`,
    soAck: (took, from, value) => `${tookZh(took)}，因此 ${from} 期望收到的下一个序号是 ${value}。`,
    again: (line) => `第 ${line} 行已经发送过，这里是重传。`,
    sndNxt: (from, elision) => `它是 ${from} 的 SND.NXT，即${afterZh(elision)}下一个要发送的序号。`,
    rcvNxt: (from, to, elision) =>
      `它是 ${from} 的 RCV.NXT，${afterZh(elision)}${to} 在此之前的字节都已到达。`,
    state: "状态",
    dataRange: (first, last) => (first === last ? `字节 ${first}。` : `字节 ${first} 到 ${last}。`),
    noData: "这个报文段不带数据。",
    stateHere: (endpoint, state) => `这里 ${endpoint} 处于 ${state}。`,
    change: (endpoint, before, after) =>
      before === after ? `${endpoint} 仍处于 ${before}。` : `${endpoint}：${before} → ${after}。`,
    who: "谁处于：",
    leave: "如何离开：",
    ss: (name) => `\`ss\` 中显示为 ${name}。`,
    many: "大量出现：",
    role: { client: "客户端", server: "服务器", peer: "对等端" },
  },
};

export function hoverTexts(locale: Locale): HoverTexts {
  return pick(TEXTS, locale);
}

function afterEn(elision: number | null): string {
  return elision === null ? "" : `, after the data that “...” on line ${elision} stands for`;
}

function afterZh(elision: number | null): string {
  return elision === null ? "" : `第 ${elision} 行“...”所代表的数据之后，`;
}

function coveredEn(covered: Covered): string {
  if (covered.kind !== "data") return covered.kind;
  if (covered.octets === null) return "data";
  return covered.octets === "1" ? "1 octet of data" : `${covered.octets} octets of data`;
}

function coveredZh(covered: readonly Covered[]): string {
  const parts = covered.map((part) => {
    if (part.kind !== "data") return ` ${part.kind} `;
    return part.octets === null ? "数据" : ` ${part.octets} 字节数据`;
  });
  return parts.join("和").trimEnd();
}

function tookEn(took: Took): string {
  const what = took.what.split("+").join(" and ");
  if (took.last === null) return `${took.owner}'s ${what} on line ${took.line} began at ${took.first}`;
  const range = took.first === took.last ? took.first : `${took.first} to ${took.last}`;
  return `${took.owner}'s ${what} on line ${took.line} took ${range}`;
}

function tookZh(took: Took): string {
  const what = took.what
    .split("+")
    .map((part) => (part === "data" ? "数据" : ` ${part} `))
    .join("和")
    .trim();
  const owner = `第 ${took.line} 行 ${took.owner} 的${/^[A-Z]/.test(what) ? ` ${what}` : what}`;
  const blank = /[A-Z]$/.test(owner) ? " " : "";
  if (took.last === null) return `${owner}${blank}从 ${took.first} 开始`;
  const range = took.first === took.last ? took.first : `${took.first} 到 ${took.last}`;
  return `${owner}${blank}占用了 ${range}`;
}
