/** Sentences about sequence and acknowledgment numbers, and about lengths. */

import { entry, given } from "./entry.js";
import {
  type AckReason,
  behindEn,
  behindZh,
  type ForeignReason,
  foreignEn,
  foreignZh,
  type SeqReason,
  seqEn,
  seqZh,
  type WrongNumber,
} from "./number-reasons.js";

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
      why: "tcpdump prints the first numbers of a connection as they are, and all others relative to them; a flow uses one kind throughout",
      expected: `${a.expected} is the absolute number, and the lines below change in the same way`,
    }),
    zh: (a) => ({
      what: `${a.written} 是从 ${a.base} 算起的相对序号，而前面写的是首部中的序号`,
      why: "tcpdump 对连接最初的序号按原值显示，之后都显示相对值，而一个流程里只能用一种",
      expected: `应写成 ${a.expected}，后面各行同理`,
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
      what: `${a.from} may not open the connection again with the ISN ${a.written}`,
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
    title: { en: "seq and ack are swapped", zh: "序号和确认号写反了" },
    en: (a) => ({
      what: "seq and ack are swapped",
      why: `seq numbers what ${a.from} sends, and ack names what it expects to receive next`,
      expected: given(a.seq, (seq) => `seq=${seq} ack=${a.ack} is expected`),
    }),
    zh: (a) => ({
      what: "序号和确认号写反了",
      why: `seq 是 ${a.from} 所发内容的序号，ack 是它期望收到的下一个序号`,
      expected: given(a.seq, (seq) => `应为 seq=${seq} ack=${a.ack}`),
    }),
  }),
  "data-differs": entry<{ from: string; expected: string }>({
    title: { en: "Other data than the application gave", zh: "发送的不是应用程序交来的内容" },
    en: (a) => ({
      what: `${a.from} sends other octets than its application has given to SEND`,
      why: "TCP sends exactly the octets that it was given, in their order, however it cuts them into segments",
      expected: expectedEn(a.expected),
    }),
    zh: (a) => ({
      what: `${a.from} 发送的字节与应用程序用 SEND 交来的不同`,
      why: "TCP 按顺序原样发送应用程序交来的字节，不管怎样切分成报文段",
      expected: expectedZh(a.expected),
    }),
  }),
  "retransmission-differs": entry<{ from: string; seq: string; what: keyof typeof DIFFERS_EN }>({
    title: { en: "A retransmission that differs", zh: "重传的内容不一致" },
    en: (a) => DIFFERS_EN[a.what](a.from, a.seq),
    zh: (a) => DIFFERS_ZH[a.what](a.from, a.seq),
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
  "ack-not-arrived": entry<WrongNumber & { reason: "gap" | "challenge" }>({
    title: { en: "Acknowledges what has not arrived", zh: "确认了尚未到达的字节" },
    en: (a) => ({
      ...(a.reason === "challenge"
        ? {
            what: `ack=${a.written} acknowledges a SYN that ${a.from}'s connection does not take`,
            why: `${a.from} still has the old connection, and a challenge ACK repeats what that one awaits`,
          }
        : {
            what: `ack=${a.written} acknowledges what ${a.to} has sent but ${a.from} has not received`,
            why: "only what has arrived without a gap is acknowledged",
          }),
      expected: expectedEn(a.expected),
    }),
    zh: (a) => ({
      ...(a.reason === "challenge"
        ? {
            what: `ack=${a.written} 确认了一个 ${a.from} 的连接不会接受的 SYN`,
            why: `${a.from} 上仍是旧连接，质询 ACK 重复的是旧连接期望收到的序号`,
          }
        : {
            what: `ack=${a.written} 确认了 ${a.to} 已发送、但还没有到达 ${a.from} 的内容`,
            why: "只有按序到达、中间没有空缺的内容才能确认",
          }),
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
          : a.expected === ""
            ? `${a.lag} is expected if it left before the later segments arrived, and more if not`
            : `${a.expected} is expected, or ${a.lag} if it left before the later segments arrived`,
    }),
    zh: (a) => ({
      ...behindZh(a),
      expected:
        a.lag === ""
          ? expectedZh(a.expected)
          : a.expected === ""
            ? `如果它在后面的报文段到达之前就已发出，应为 ${a.lag}，否则应更大`
            : `应为 ${a.expected}；如果它在后面的报文段到达之前就已发出，则为 ${a.lag}`,
    }),
  }),
  "ack-foreign": entry<WrongNumber & { reason: ForeignReason }>({
    title: { en: "A number of the other direction", zh: "用了另一个方向的序号" },
    en: (a) => ({ ...foreignEn(a), expected: expectedEn(a.expected) }),
    zh: (a) => ({ ...foreignZh(a), expected: expectedZh(a.expected) }),
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
          ? "the length of a text is its number of octets in UTF-8, after escapes"
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
      what: `${a.written} would make the amount of data that “...” leaves out negative`,
      why: "“...” stands for 0 or more octets",
      expected: given(a.least, (e) => `${e} or more is expected`),
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

const DIFFERS_EN = {
  octets: (from: string, seq: string) => ({
    what: `${from} sends different octets${seq === "" ? " here" : ` at seq=${seq}`} than before`,
    why: "a sequence number always stands for the same octet, however often it is sent",
  }),
  start: (from: string, seq: string) => ({
    what: `seq=${seq} lies within a segment that ${from} sent before, not at its start`,
    why: "a retransmission begins where an earlier segment began",
  }),
  end: (from: string) => ({
    what: `What ${from} sends again ends elsewhere than before`,
    why: "the FIN keeps the sequence number behind the last octet of data, however often it is sent",
  }),
};

const DIFFERS_ZH = {
  octets: (from: string, seq: string) => ({
    what: `${from} 在${seq === "" ? "这里" : ` seq=${seq} 处`}发送的字节与之前不同`,
    why: "一个序号永远对应同一个字节，无论重传多少次",
  }),
  start: (from: string, seq: string) => ({
    what: `seq=${seq} 落在 ${from} 之前某个报文段的中间，不是它的开头`,
    why: "重传要从之前某个报文段的开头开始",
  }),
  end: (from: string) => ({
    what: `${from} 重传的内容，结尾的位置与之前不同`,
    why: "FIN 的序号紧跟在最后一个数据字节之后，无论重传多少次都不变",
  }),
};
