/** Sentences about sequence and acknowledgment numbers, and about lengths. */

import { entry, given } from "./entry.js";

type SeqReason =
  | "syn-counts"
  | "fin-counts"
  | "ack-takes-none"
  | "data-counts"
  | "peer"
  | "behind"
  | "acked"
  | "ahead"
  | "syn-again"
  | "data-again"
  | "fin-again"
  | "isn-declared"
  | "reset-answer"
  | "reset-zero"
  | "reset-abort";
type AckReason = "syn-counts" | "fin-counts" | "data-counts" | "acked";
interface WrongNumber {
  from: string;
  to: string;
  written: string;
  expected: string;
}

const expectedEn = (e: string) => given(e, (n) => `${n} is expected`);
const expectedZh = (e: string) => given(e, (n) => `应为 ${n}`);

export const NUMBERS = {
  "seq-wrong": entry<WrongNumber & { reason: SeqReason }>({
    title: { en: "Not the next sequence number", zh: "序号不对" },
    en: (a) => ({ ...seqEn(a), expected: expectedEn(a.expected) }),
    zh: (a) => ({ ...seqZh(a), expected: expectedZh(a.expected) }),
  }),
  "numbers-relative": entry<{ from: string; written: string; expected: string; base: string }>({
    title: { en: "Relative numbers after absolute ones", zh: "绝对序号之后又用相对序号" },
    en: (a) => ({
      what: `${a.written} counts from ${a.base}, while the numbers above are those of the header`,
      why: "tcpdump prints the first numbers of a connection as they are, and all others relative to them; a flow keeps to one way",
      expected: `${a.expected} is the number itself, and so on down the flow`,
    }),
    zh: (a) => ({
      what: `${a.written} 是从 ${a.base} 算起的相对序号，而前面写的是首部中的序号`,
      why: "tcpdump 对连接最初的序号按原值显示，之后都显示相对值，而一个流程里只能用一种",
      expected: `原来的序号是 ${a.expected}，后面各行同理`,
    }),
  }),
  "isn-reused": entry<{ from: string; symbol: string; expected: string }>({
    title: { en: "A letter of the handshake used again", zh: "重复使用了握手时的字母" },
    en: (a) => ({
      what: `${a.symbol} is ${a.from}'s ISN and cannot name another number`,
      why: "a letter stands for one number throughout its flow, and the SYN has used this one up",
      expected:
        a.expected === ""
          ? "another letter is needed here"
          : `${a.from} is now at ${a.expected}: write that, or a new letter`,
    }),
    zh: (a) => ({
      what: `${a.symbol} 是 ${a.from} 的初始序号（ISN），不能再表示别的数`,
      why: "一个字母在整个流程里只代表一个数，而这个序号已被 SYN 用掉",
      expected:
        a.expected === ""
          ? "这里要换一个新字母"
          : `${a.from} 的下一个序号是 ${a.expected}，请写 ${a.expected} 或换一个新字母`,
    }),
  }),
  "isn-not-beyond": entry<{ from: string; written: string; expected: string }>({
    title: { en: "A new ISN among the old numbers", zh: "新的初始序号落在旧序号之内" },
    en: (a) => ({
      what: `${a.written} is no ISN with which ${a.from} may open the connection again`,
      why: "out of TIME-WAIT a connection is opened only with an ISN beyond every number of the old one, so that no old segment fits",
      expected: given(a.expected, (e) => `${e} or a later number is expected`),
    }),
    zh: (a) => ({
      what: `${a.from} 不能用 ${a.written} 作初始序号（ISN）重新打开连接`,
      why: "从 TIME-WAIT 重新打开连接时，新的初始序号要大于旧连接用过的所有序号，旧报文段才不会混进来",
      expected: given(a.expected, (e) => `应为 ${e} 或更大的数`),
    }),
  }),
  "seq-ack-swapped": entry<{ from: string; seq: string; ack: string }>({
    title: { en: "seq and ack are exchanged", zh: "序号和确认号写反了" },
    en: (a) => ({
      what: "seq and ack stand in each other's place",
      why: `seq numbers what ${a.from} sends, ack what it expects to receive`,
      expected: given(a.seq, (seq) => `seq=${seq} ack=${a.ack} is expected`),
    }),
    zh: (a) => ({
      what: "序号和确认号写反了",
      why: `seq 是 ${a.from} 发送的序号，ack 是它期望收到的序号`,
      expected: given(a.seq, (seq) => `应为 seq=${seq} ack=${a.ack}`),
    }),
  }),
  "retransmission-differs": entry<{ from: string; seq: string; what: "octets" | "start" }>({
    title: { en: "A retransmission that differs", zh: "重传的内容不一致" },
    en: (a) => ({
      what:
        a.what === "octets"
          ? `${a.from} sends other octets${a.seq === "" ? " here" : ` at seq=${a.seq}`} than before`
          : `seq=${a.seq} lies within a segment that ${a.from} sent before, not at its start`,
      why:
        a.what === "octets"
          ? "a sequence number stands for the same octet for ever, however often it is sent"
          : "a retransmission begins where an earlier segment began",
    }),
    zh: (a) => ({
      what:
        a.what === "octets"
          ? `${a.from} 在${a.seq === "" ? "这里" : ` seq=${a.seq} 处`}发送的字节与之前不同`
          : `seq=${a.seq} 落在 ${a.from} 之前某个报文段的中间，不是它的开头`,
      why:
        a.what === "octets"
          ? "一个序号永远对应同一个字节，无论重传多少次"
          : "重传要从之前某个报文段的开头开始",
    }),
  }),
  "ack-beyond": entry<WrongNumber>({
    title: { en: "Acknowledges what was never sent", zh: "确认了从未发送的字节" },
    en: (a) => ({
      what: `ack=${a.written} acknowledges more than ${a.to} has sent`,
      why: "an acknowledgment number is at most one past the last octet that the other side sent",
      expected: expectedEn(a.expected),
    }),
    zh: (a) => ({
      what: `ack=${a.written} 确认的内容超出了 ${a.to} 已发送的范围`,
      why: "确认号最多等于对方已发送的最后一个字节的序号加 1",
      expected: expectedZh(a.expected),
    }),
  }),
  "ack-not-arrived": entry<WrongNumber>({
    title: { en: "Acknowledges what has not arrived", zh: "确认了尚未到达的字节" },
    en: (a) => ({
      what: `ack=${a.written} covers what ${a.to} sent, but what has not arrived at ${a.from}`,
      why: "only what has arrived without a gap is acknowledged",
      expected: expectedEn(a.expected),
    }),
    zh: (a) => ({
      what: `ack=${a.written} 确认了 ${a.to} 已发送、但还没有到达 ${a.from} 的内容`,
      why: "只有按序到达、中间没有空缺的内容才能确认",
      expected: expectedZh(a.expected),
    }),
  }),
  "ack-behind": entry<WrongNumber & { lag: string; reason: AckReason }>({
    title: { en: "Acknowledges less than has arrived", zh: "确认号偏小" },
    en: (a) => ({
      ...behindEn(a),
      expected:
        a.lag === ""
          ? expectedEn(a.expected)
          : `${a.expected} is expected, or ${a.lag} if it left before the later segments arrived`,
    }),
    zh: (a) => ({
      ...behindZh(a),
      expected:
        a.lag === ""
          ? expectedZh(a.expected)
          : `应为 ${a.expected}；如果它在后面的报文段到达之前就已发出，则为 ${a.lag}`,
    }),
  }),
  "ack-foreign": entry<WrongNumber>({
    title: { en: "A number of the other direction", zh: "用了另一个方向的序号" },
    en: (a) => ({
      what: `ack=${a.written} is no number of ${a.to}'s octets`,
      why: `each direction counts by itself, and ack names the next octet that ${a.from} expects from ${a.to}`,
      expected: expectedEn(a.expected),
    }),
    zh: (a) => ({
      what: `ack=${a.written} 不是 ${a.to} 这个方向的序号`,
      why: `两个方向各自编号，ack 表示 ${a.from} 期望从 ${a.to} 收到的下一个字节的序号`,
      expected: expectedZh(a.expected),
    }),
  }),
  "ack-without-flag": entry<{ flags: string; ack: string }>({
    title: { en: "An acknowledgment number without the ACK flag", zh: "有确认号却没有 ACK 标志" },
    en: (a) => ({
      what: `ack=${a.ack} is written, but the ACK flag is not set`,
      why: "the receiver reads the acknowledgment number only if the ACK bit is set",
      expected: "either the flag is missing, or the number does not belong here",
    }),
    zh: (a) => ({
      what: `写了 ack=${a.ack}，却没有置 ACK 标志`,
      why: "只有 ACK 位为 1 时，接收方才会读确认号",
      expected: "不是少了 ACK 标志，就是多写了确认号",
    }),
  }),
  "urg-without-flag": entry<{ flags: string; urg: string }>({
    title: { en: "An urgent pointer without the URG flag", zh: "有紧急指针却没有 URG 标志" },
    en: (a) => ({
      what: `The URG flag is not set, but urg=${a.urg} is written`,
      why: "the receiver reads the urgent pointer only if the URG bit is set",
      expected: "either the flag is missing, or the pointer does not belong here",
    }),
    zh: (a) => ({
      what: `写了 urg=${a.urg}，却没有置 URG 标志`,
      why: "只有 URG 位为 1 时，接收方才会读紧急指针",
      expected: "不是少了 URG 标志，就是多写了紧急指针",
    }),
  }),
  "len-wrong": entry<{ written: string; expected: string; reason: "payload" | "flags" }>({
    title: { en: "The length does not agree", zh: "长度不一致" },
    en: (a) => ({
      what:
        a.reason === "payload"
          ? `len=${a.written} is not the length of the text`
          : `len=${a.written} is not the length of the data`,
      why:
        a.reason === "payload"
          ? "a text counts its octets in UTF-8, after its escapes"
          : "len counts octets of data, and no flag is data",
      expected: expectedEn(a.expected),
    }),
    zh: (a) => ({
      what:
        a.reason === "payload" ? `len=${a.written} 与文本的长度不符` : `len=${a.written} 与数据的长度不符`,
      why:
        a.reason === "payload" ? "文本按转义之后的 UTF-8 字节数计算" : "len 只计数据的字节数，标志位不是数据",
      expected: expectedZh(a.expected),
    }),
  }),
  "elision-negative": entry<{ written: string; least: string }>({
    title: { en: "Data that is not shown cannot be negative", zh: "省略的数据不能为负" },
    en: (a) => ({
      what: `${a.written} would make the data behind “...” a negative amount`,
      why: "“...” stands for 0 or more octets",
      expected: given(a.least, (e) => `it is ${e} or more`),
    }),
    zh: (a) => ({
      what: `${a.written} 会使“...”省略的数据量为负`,
      why: "“...”表示 0 个或更多字节",
      expected: given(a.least, (e) => `至少应为 ${e}`),
    }),
  }),
  "elision-nobody": entry<{ from: string; state: string }>({
    title: { en: "Nobody can send data here", zh: "这里没有人能发送数据" },
    en: (a) => ({
      what: a.from === "" ? "Nobody can send data here" : `${a.from} cannot send data here`,
      why: "data is sent in ESTABLISHED, and in CLOSE-WAIT by the side that has not closed yet",
      expected: given(a.state, (s) => (a.from === "" ? `the state is ${s}` : `${a.from} is in ${s}`)),
      link: "but",
    }),
    zh: (a) => ({
      what: a.from === "" ? "这里双方都不能发送数据" : `${a.from} 在这里不能发送数据`,
      why: "只有处于 ESTABLISHED，或处于 CLOSE-WAIT（自己尚未关闭）时才能发送数据",
      expected: given(a.state, (s) => (a.from === "" ? `当前状态是 ${s}` : `${a.from} 处于 ${s}`)),
      link: "but",
    }),
  }),
} as const;

function seqEn(a: WrongNumber & { reason: SeqReason }): { what: string; why: string } {
  const seq = `seq=${a.written}`;
  switch (a.reason) {
    case "syn-counts":
      return { what: `${seq} does not count ${a.from}'s SYN`, why: "a SYN takes one sequence number" };
    case "fin-counts":
      return { what: `${seq} does not count ${a.from}'s FIN`, why: "a FIN takes one sequence number" };
    case "ack-takes-none":
      return {
        what: `${seq} counts a segment that carried no data`,
        why: "a pure ACK takes no sequence number",
      };
    case "data-counts":
      return {
        what: `${seq} does not count the data that ${a.from} has sent`,
        why: "every octet of data takes one sequence number",
      };
    case "peer":
      return {
        what: `${seq} is a number of ${a.to}'s octets`,
        why: `each direction counts by itself, and seq numbers the octets of the sender, ${a.from}`,
      };
    case "behind":
      return {
        what: `${seq} has been used by ${a.from} before`,
        why: "old numbers come again only in a retransmission of the same octets",
      };
    case "acked":
      return {
        what: `${seq} goes back to what is acknowledged already`,
        why: `${a.from} has got that acknowledgment, and what is acknowledged is never sent again`,
      };
    case "ahead":
      return {
        what: `${seq} leaves out sequence numbers`,
        why: "the octets of a direction are numbered without gaps",
      };
    case "syn-again":
      return {
        what: `${seq} gives ${a.from}'s SYN another number than before`,
        why: "a SYN that is sent again keeps its initial sequence number, or it would ask for another connection",
      };
    case "data-again":
      return {
        what: `${seq} gives the data that ${a.from} sends again another number than before`,
        why: "what is sent again keeps its sequence numbers, for they say which octets it carries",
      };
    case "isn-declared":
      return {
        what: `${seq} is not the initial sequence number that ${a.from} is declared with`,
        why: "isn= says with which number its first connection begins",
      };
    case "fin-again":
      return {
        what: `${seq} gives ${a.from}'s FIN another number than before`,
        why: "a FIN that is sent again keeps its number, for it is the same FIN",
      };
    case "reset-answer":
      return {
        what: `${seq} is not the number that this RST takes`,
        why: `a RST that answers a segment with ACK takes that segment's acknowledgment number as its seq, or ${a.to} would ignore it`,
      };
    case "reset-zero":
      return {
        what: `${seq} is not the number that this RST takes`,
        why: "a RST that answers a segment without ACK has seq 0, and acknowledges that segment instead",
      };
    case "reset-abort":
      return {
        what: `${seq} is not the number that this RST takes`,
        why: `a RST that aborts a connection takes the sender's next sequence number, or ${a.to} would ignore it`,
      };
  }
}

function seqZh(a: WrongNumber & { reason: SeqReason }): { what: string; why: string } {
  const seq = `seq=${a.written}`;
  switch (a.reason) {
    case "syn-counts":
      return { what: `${seq} 没有计入 ${a.from} 的 SYN`, why: "SYN 要占用一个序号" };
    case "fin-counts":
      return { what: `${seq} 没有计入 ${a.from} 的 FIN`, why: "FIN 要占用一个序号" };
    case "ack-takes-none":
      return { what: `${seq} 多计了一个不带数据的报文段`, why: "不携带数据的 ACK 不占用序号" };
    case "data-counts":
      return { what: `${seq} 没有计入 ${a.from} 已发送的数据`, why: "每个数据字节都占一个序号" };
    case "peer":
      return {
        what: `${seq} 是 ${a.to} 那个方向的序号`,
        why: `两个方向各自编号，seq 是发送方 ${a.from} 自己的序号`,
      };
    case "behind":
      return { what: `${seq} 是 ${a.from} 用过的序号`, why: "只有重传同样的字节时才会再次使用旧序号" };
    case "acked":
      return {
        what: `${seq} 退回到了已经得到确认的字节`,
        why: `${a.from} 收到过这个确认，已确认的内容不会再发送`,
      };
    case "ahead":
      return { what: `${seq} 跳过了一些序号`, why: "同一方向的字节连续编号，中间没有空缺" };
    case "syn-again":
      return {
        what: `${a.from} 重发 SYN 时换了序号（${seq}）`,
        why: "重发的 SYN 沿用原来的初始序号，换了序号就成了另一次建立连接的请求",
      };
    case "data-again":
      return {
        what: `${a.from} 重传数据时换了序号（${seq}）`,
        why: "重传的数据沿用原来的序号，序号说明携带的是哪些字节",
      };
    case "isn-declared":
      return {
        what: `${seq} 与声明的 ${a.from} 的初始序号不符`,
        why: "isn= 规定了第一次连接从哪个序号开始",
      };
    case "fin-again":
      return {
        what: `${a.from} 重传 FIN 时换了序号（${seq}）`,
        why: "重传的 FIN 沿用原来的序号，它仍是同一个 FIN",
      };
    case "reset-answer":
      return {
        what: `这个 RST 的序号不应是 ${a.written}`,
        why: `应答带 ACK 的报文段时，RST 的序号取自该报文段的确认号，否则 ${a.to} 会忽略它`,
      };
    case "reset-zero":
      return {
        what: `这个 RST 的序号不应是 ${a.written}`,
        why: "应答不带 ACK 的报文段时，RST 的序号为 0，并用确认号指出所应答的报文段",
      };
    case "reset-abort":
      return {
        what: `这个 RST 的序号不应是 ${a.written}`,
        why: `中止连接的 RST 使用发送方的下一个序号，否则 ${a.to} 会忽略它`,
      };
  }
}

function behindEn(a: WrongNumber & { reason: AckReason }): { what: string; why: string } {
  const ack = `ack=${a.written}`;
  switch (a.reason) {
    case "syn-counts":
      return { what: `${ack} does not cover ${a.to}'s SYN`, why: "a SYN takes one sequence number" };
    case "fin-counts":
      return { what: `${ack} does not cover ${a.to}'s FIN`, why: "a FIN takes one sequence number" };
    case "data-counts":
      return {
        what: `${ack} does not cover all the data of ${a.to} that has arrived`,
        why: "the acknowledgment number is one past the last octet received in order",
      };
    case "acked":
      return {
        what: `${ack} is less than ${a.from} has acknowledged before`,
        why: "an acknowledgment is cumulative and never taken back",
      };
  }
}

function behindZh(a: WrongNumber & { reason: AckReason }): { what: string; why: string } {
  const ack = `ack=${a.written}`;
  switch (a.reason) {
    case "syn-counts":
      return { what: `${ack} 没有确认 ${a.to} 的 SYN`, why: "SYN 要占用一个序号" };
    case "fin-counts":
      return { what: `${ack} 没有确认 ${a.to} 的 FIN`, why: "FIN 要占用一个序号" };
    case "data-counts":
      return {
        what: `${ack} 没有确认 ${a.to} 已到达的全部数据`,
        why: "确认号等于按序收到的最后一个字节的序号加 1",
      };
    case "acked":
      return { what: `${ack} 比 ${a.from} 之前确认过的还小`, why: "确认是累积的，不会后退" };
  }
}
