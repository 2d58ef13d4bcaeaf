/** What a proposal says of itself: what the line does, and what it makes of the states. */

import { type Both, type Locale, pick } from "./locale.js";

/** What a proposed line is; `editing/completion` decides which one it is. */
export type ProposalKind =
  | "declare"
  | "listen"
  | "syn"
  | "syn-ack"
  | "ack"
  | "rst"
  | "again"
  | "deliver"
  | "rto"
  | "2msl"
  | "data"
  | "queued"
  | "fin"
  | "elision"
  | "lost"
  | "close"
  | "abort"
  | "give-up"
  | "claim";

export type PhaseKind = "handshake" | "close-four" | "close-three" | "loss" | "whole";

type Line = (from: string, to: string) => string;

interface CompletionTexts {
  /** Why it is proposed where it is, in a word or two. */
  readonly group: Readonly<Record<"owed" | "data" | "close" | "more", string>>;
  /** A sentence of each kind of line; `to` is empty where only one end is concerned. */
  readonly line: Readonly<Record<ProposalKind, Line>>;
  readonly stays: (endpoint: string, state: string) => string;
  readonly moves: (endpoint: string, before: string, after: string) => string;
  /** Joins what is said of each state to a sentence. */
  readonly states: (parts: readonly string[]) => string;
  readonly phase: Readonly<Record<PhaseKind, string>>;
  /** The heading above the lines of a phase. */
  readonly heading: Readonly<Record<PhaseKind, string>>;
  readonly phaseDetail: string;
  /** Text to be replaced: titles, notes, payload. */
  readonly title: string;
  readonly note: string;
  readonly headingText: string;
  readonly question: string;
  /** Of a word inside a line. */
  readonly endpoint: string;
  readonly flag: string;
  readonly field: string;
  readonly event: string;
  readonly state: string;
  readonly stateNow: string;
  readonly id: string;
  readonly idNew: string;
}

const TEXTS: Both<CompletionTexts> = {
  en: {
    group: { owed: "due now", data: "data", close: "close", more: "also" },
    line: {
      declare: (from, to) =>
        to === ""
          ? `Declares the endpoint ${from}.`
          : `Declares the client ${from} and the server ${to}, and ${from} asks for a connection.`,
      listen: (from) => `${from} waits for a connection request (passive OPEN).`,
      syn: (from, to) => `${from} asks ${to} for a connection: the SYN carries its initial sequence number.`,
      "syn-ack": (from, to) =>
        `The SYN+ACK answers ${to}'s SYN, and carries ${from}'s own initial sequence number.`,
      ack: (from, to) => `The ACK acknowledges what has arrived from ${to}; ${from} owes it.`,
      rst: (from, to) => `The RST tells ${to} that for ${from} there is no such connection.`,
      again: (from) => `${from} sends its oldest unacknowledged segment again.`,
      deliver: () => "What is in flight arrives.",
      rto: (from) => `Nothing has acknowledged what ${from} sent: its retransmission timer expires.`,
      "2msl": (from) => `${from} has waited for twice the maximum segment lifetime (2MSL).`,
      data: (from, to) => `${from} sends data to ${to}.`,
      queued: (from, to) => `${from} sends ${to} the data that its application has handed over.`,
      fin: (from) => `${from} has no more data to send: the FIN closes its direction.`,
      elision: () => "Data that is not shown: any amount, both ways, delivered and acknowledged.",
      lost: (from) => `${from} sends data, and it is lost on the way.`,
      close: (from) => `The application at ${from} calls CLOSE; a FIN follows.`,
      abort: (from) => `The application at ${from} gives the connection up; a RST follows.`,
      "give-up": (from) => `The other end is gone: ${from} gives up after its user timeout.`,
      claim: () => "Says which state this is; it is checked.",
    },
    stays: (endpoint, state) => `${endpoint} stays in ${state}`,
    moves: (endpoint, before, after) => `${endpoint} goes from ${before} to ${after}`,
    states: (parts) => `${parts.join("; ")}.`,
    phase: {
      handshake: "Three-way handshake",
      "close-four": "Close in four segments",
      "close-three": "Close in three segments",
      loss: "Loss and retransmission",
      whole: "A whole connection",
    },
    heading: {
      handshake: "Three-way handshake",
      "close-four": "Four-way close",
      "close-three": "Three-way close",
      loss: "Loss and retransmission",
      whole: "A whole connection",
    },
    phaseDetail: "whole phase",
    title: "Title",
    note: "Note",
    headingText: "Heading",
    question: "What is to be done",
    endpoint: "endpoint",
    flag: "flag",
    field: "field",
    event: "event",
    state: "state",
    stateNow: "the state here",
    id: "segment in flight",
    idNew: "a name for deliver",
  },
  zh: {
    group: { owed: "现在应当", data: "数据", close: "关闭", more: "可以" },
    line: {
      declare: (from, to) =>
        to === "" ? `声明端点 ${from}。` : `声明客户端 ${from} 和服务器 ${to}，并由 ${from} 请求建立连接。`,
      listen: (from) => `${from} 等待连接请求（被动打开）。`,
      syn: (from, to) => `${from} 向 ${to} 请求建立连接，SYN 带有它的初始序号（ISN）。`,
      "syn-ack": (from, to) => `SYN+ACK 应答 ${to} 的 SYN，并带有 ${from} 自己的初始序号（ISN）。`,
      ack: (from, to) => `ACK 确认从 ${to} 收到的内容，这是 ${from} 应当发送的。`,
      rst: (from, to) => `RST 告诉 ${to}：${from} 这里没有这条连接。`,
      again: (from) => `${from} 重传最早的未确认报文段。`,
      deliver: () => "在途的报文段到达。",
      rto: (from) => `${from} 发送的内容迟迟没有得到确认，重传计时器超时。`,
      "2msl": (from) => `${from} 已等待两倍报文段最大生存时间（2MSL）。`,
      data: (from, to) => `${from} 向 ${to} 发送数据。`,
      queued: (from, to) => `${from} 把应用程序交来的数据发送给 ${to}。`,
      fin: (from) => `${from} 没有数据要发送了，FIN 关闭这个方向。`,
      elision: () => "没有写出来的数据：双向任意数量，全部送达并得到确认。",
      lost: (from) => `${from} 发送数据，但在途中丢失。`,
      close: (from) => `${from} 的应用程序调用 CLOSE，随后发送 FIN。`,
      abort: (from) => `${from} 的应用程序放弃连接，随后发送 RST。`,
      "give-up": (from) => `对方已经不在，${from} 在用户超时后放弃连接。`,
      claim: () => "写明此时的状态，会被检查。",
    },
    stays: (endpoint, state) => `${endpoint} 仍处于 ${state}`,
    moves: (endpoint, before, after) => `${endpoint} 从 ${before} 进入 ${after}`,
    states: (parts) => `${parts.join("；")}。`,
    phase: {
      handshake: "三次握手",
      "close-four": "四次挥手",
      "close-three": "三次挥手（ACK 与 FIN 合并）",
      loss: "丢失与重传",
      whole: "一条完整的连接",
    },
    heading: {
      handshake: "三次握手",
      "close-four": "四次挥手",
      "close-three": "三次挥手",
      loss: "丢失与重传",
      whole: "一条完整的连接",
    },
    phaseDetail: "整个阶段",
    title: "标题",
    note: "注释",
    headingText: "小标题",
    question: "练习的要求",
    endpoint: "端点",
    flag: "标志",
    field: "字段",
    event: "事件",
    state: "状态",
    stateNow: "此时的状态",
    id: "在途的报文段",
    idNew: "给 deliver 用的名字",
  },
};

export function completionTexts(locale: Locale): CompletionTexts {
  return pick(TEXTS, locale);
}
