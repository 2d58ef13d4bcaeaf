/** The words of a new file: titles, labels, headings, and how the list of templates calls them. */

import { type Both, type Locale, pick } from "./locale.js";

export type TemplateId =
  | "empty"
  | "handshake"
  | "connection"
  | "loss"
  | "refused"
  | "middle"
  | "exercise"
  | "mistake";

interface TemplateTexts {
  readonly names: Readonly<Record<TemplateId, { readonly label: string; readonly about: string }>>;
  readonly untitled: string;
  readonly client: string;
  readonly server: string;
  readonly data: string;
  readonly close: string;
  readonly request: string;
  readonly rest: string;
  readonly halfClosed: string;
  readonly timerRanOut: string;
  readonly noListener: string;
  readonly task: string;
  readonly hints: readonly [string, string];
  readonly mistake: string;
}

const TEXTS: Both<TemplateTexts> = {
  en: {
    names: {
      empty: { label: "Empty", about: "A client and a server; the editor proposes the next line" },
      handshake: { label: "Three-way handshake", about: "SYN, SYN+ACK, ACK" },
      connection: { label: "A whole connection", about: "Handshake, data, four-way close" },
      loss: { label: "Loss and retransmission", about: "Data is lost, the timer runs out, it is sent again" },
      refused: { label: "Connection refused", about: "A SYN for which nobody listens, answered by RST" },
      middle: { label: "In the middle of a connection", about: "Plain numbers, as in a capture" },
      exercise: { label: "Exercise", about: "A handshake with blanks to fill in" },
      mistake: { label: "A flow with a mistake", about: "One acknowledgment number is wrong" },
    },
    untitled: "New flow",
    client: "client",
    server: "server",
    data: "Data",
    close: "Four-way close",
    request: "request",
    rest: "the rest of the page",
    halfClosed: "half-closed: the server may still send",
    timerRanOut: "the timer runs out: no ACK has come",
    noListener: "nobody listens at this port",
    task: "Fill in the flags and numbers of the three-way handshake.",
    hints: ["A SYN takes one sequence number.", "An ACK names the next number that is expected."],
    mistake: "Find the mistake",
  },
  zh: {
    names: {
      empty: { label: "空白", about: "一个客户端和一个服务器，下一行由编辑器建议" },
      handshake: { label: "三次握手", about: "SYN、SYN+ACK、ACK" },
      connection: { label: "一次完整的连接", about: "三次握手、数据传输、四次挥手" },
      loss: { label: "丢失与重传", about: "数据丢失，计时器超时，再次发送" },
      refused: { label: "连接被拒绝", about: "没有进程监听的端口收到 SYN，回复 RST" },
      middle: { label: "从连接中途开始", about: "使用具体的序号，如同抓包所见" },
      exercise: { label: "练习", about: "三次握手填空" },
      mistake: { label: "有一处错误的流程", about: "有一个确认号写错了" },
    },
    untitled: "新建流程",
    client: "客户端",
    server: "服务器",
    data: "数据传输",
    close: "四次挥手",
    request: "请求",
    rest: "网页的其余部分",
    halfClosed: "半关闭：服务器仍可发送数据",
    timerRanOut: "计时器超时：一直没有收到 ACK",
    noListener: "这个端口上没有进程监听",
    task: "填写三次握手中的标志位和序号、确认号。",
    hints: ["SYN 要占用一个序号。", "确认号是期望收到的下一个序号。"],
    mistake: "找出错误",
  },
};

export function templateTexts(locale: Locale): TemplateTexts {
  return pick(TEXTS, locale);
}
