/** Sentences about flags, states, events and answers. */

import { answered, entry, given, quote, segmentZh } from "./entry.js";
import { CONFLICTS, EVENT_RULES, MAY_SEND, STATE_REASONS, TIMER_RULES } from "./reasons.js";

export const RULES = {
  "direction-wrong": entry<{ from: string; to: string; segment: string }>({
    title: { en: "The arrow points the wrong way", zh: "箭头方向反了" },
    en: (a) => ({
      what: "This segment does not belong to the end that sends it",
      openly: `This ${a.segment} is ${a.from}'s, not ${a.to}'s`,
      why: "what it carries is wrong for the end where the arrow begins, and right for the other one",
      expected: `the arrow belongs from ${a.from} to ${a.to}`,
    }),
    zh: (a) => ({
      what: "这个报文段不属于箭头起点的那一端",
      openly: `这个 ${a.segment} 应由 ${a.from} 发送，而不是 ${a.to}`,
      why: "它所带的内容对箭头起点的一端不对，对另一端却正好",
      expected: `箭头应从 ${a.from} 指向 ${a.to}`,
    }),
  }),
  "flag-missing": entry<{ flag: string; from: string; owed: string; state?: "CLOSED" | "LISTEN" }>({
    title: { en: "A flag is missing", zh: "缺少标志" },
    en: (a) => ({
      what: "A flag is missing in this segment",
      openly: `${a.flag} is missing in this segment`,
      why:
        a.flag === "FIN"
          ? "the lines below go on as if it closed this direction, and only a FIN does that"
          : a.state !== undefined
            ? `${a.from} is in ${a.state}, and without a connection whatever arrives is answered with RST`
            : isPlainAck(a)
              ? "once a connection is established, every segment carries ACK"
              : "an answer has to carry all the flags that are due",
      expected: `${a.from} sends ${a.owed} here`,
    }),
    zh: (a) => ({
      what: "这个报文段缺少标志",
      openly: `这个报文段缺少 ${a.flag} 标志`,
      why:
        a.flag === "FIN"
          ? "后面各行都以它关闭了这个方向为前提，而只有 FIN 才能关闭"
          : a.state !== undefined
            ? `${a.from} 处于 ${a.state}，没有这条连接，对到达的报文段只能用 RST 应答`
            : isPlainAck(a)
              ? "连接建立之后，每个报文段都要带 ACK 标志"
              : "应答报文段必须带齐所需的标志",
      expected: `${a.from} 在这里应发送 ${a.owed}`,
    }),
  }),
  "flag-extra": entry<{ flag: string; from: string; owed: string }>({
    title: { en: "A flag too many", zh: "多余的标志" },
    en: (a) => ({
      what: "This segment has a flag too many",
      openly: `${a.flag} does not belong in this segment`,
      why: "every flag that is set has its effect at the other end",
      expected: `${a.from} sends ${a.owed} here`,
    }),
    zh: (a) => ({
      what: "这个报文段多了标志",
      openly: `这个报文段不应带 ${a.flag} 标志`,
      why: "每个置位的标志都会在对端起作用",
      expected: `${a.from} 在这里应发送 ${a.owed}`,
    }),
  }),
  "flag-conflict": entry<{ flags: string; first: string; second: string }>({
    title: { en: "Flags that exclude each other", zh: "互相矛盾的标志" },
    en: (a) => ({
      what: `${a.first} and ${a.second} never go together in one segment`,
      why: conflict(a.first, a.second)?.en ?? "they ask for opposite things",
    }),
    zh: (a) => ({
      what: `${a.first} 和 ${a.second} 不能出现在同一个报文段里`,
      why: conflict(a.first, a.second)?.zh ?? "两者的要求互相矛盾",
    }),
  }),
  "flag-cleared": entry<{ flag: string; segment: string }>({
    title: { en: "A flag that is claimed not to be set", zh: "声称未置位的标志" },
    en: (a) => ({
      what: `${a.flag}=0 says that ${a.flag} is not set`,
      why: "that is a claim about the segment, and is checked like any other",
      expected: given(a.segment, (s) => `this segment is ${s}`),
      link: "but",
    }),
    zh: (a) => ({
      what: `${a.flag}=0 表示没有置 ${a.flag}`,
      why: "这也是对报文段的断言，同样要检查",
      expected: given(a.segment, (s) => `这个报文段是 ${s}`),
      link: "but",
    }),
  }),
  "flag-ack-omitted": entry<{ flags: string }>({
    title: { en: "ACK left out after the handshake", zh: "握手之后省略了 ACK" },
    en: (a) => ({
      what: `${a.flags === "" ? "The segment" : a.flags} is written without ACK`,
      why: "after the handshake every segment carries ACK (this one is read with it)",
      expected: given(a.flags, (f) => `TCP sends ${withAck(f)}`),
    }),
    zh: (a) => ({
      what: `${a.flags === "" ? "报文段" : a.flags} 没有写 ACK`,
      why: "三次握手之后的报文段都带 ACK（这里按带 ACK 处理）",
      expected: given(a.flags, (f) => `实际发送的是 ${withAck(f)}`),
    }),
  }),
  "state-wrong": entry<StateWrong>({
    title: { en: "Not the state it is in", zh: "状态不对" },
    en: (a) => ({
      what: `${a.endpoint} is not in ${a.claimed} here`,
      why: "only user calls, arriving segments and timers change a state",
      expected: given(a.actual, (s) => stateEn(a, s)),
      link: "also",
    }),
    zh: (a) => ({
      what: `${a.endpoint} 在这里不处于 ${a.claimed}`,
      why: "状态只随用户调用、到达的报文段和计时器而改变",
      expected: given(a.actual, (s) => stateZh(a, s)),
      link: "also",
    }),
  }),
  "state-from-wrong": entry<{ endpoint: string; claimed: string; actual: string; to: string }>({
    title: { en: "Came from another state", zh: "之前的状态不对" },
    en: (a) => ({
      what: `${a.endpoint} did not enter ${a.to} from ${a.claimed}`,
      why: "the state before the arrow is the one that the last change left",
      expected: given(a.actual, (s) => `${a.endpoint} came from ${s}`),
      link: "also",
    }),
    zh: (a) => ({
      what: `${a.endpoint} 不是从 ${a.claimed} 进入 ${a.to} 的`,
      why: "箭头之前要写上一次变化所离开的状态",
      expected: given(a.actual, (s) => `${a.endpoint} 是从 ${s} 来的`),
      link: "also",
    }),
  }),
  "timeout-missing": entry<{ endpoint: string }>({
    title: { en: "TIME-WAIT is not over", zh: "TIME-WAIT 尚未结束" },
    en: (a) => ({
      what: `${a.endpoint} is not CLOSED yet`,
      openly: `${a.endpoint} is still in TIME-WAIT`,
      why: "TIME-WAIT ends only when 2MSL have passed",
      expected: `“${a.endpoint}: timeout 2msl” belongs before this line`,
    }),
    zh: (a) => ({
      what: `${a.endpoint} 还没有进入 CLOSED`,
      openly: `${a.endpoint} 仍处于 TIME-WAIT`,
      why: "经过 2MSL 之后 TIME-WAIT 才结束",
      expected: `这一行之前应有“${a.endpoint}: timeout 2msl”`,
    }),
  }),
  "segment-illegal": entry<{
    from: string;
    to: string;
    segment: string;
    state: string;
    because: "state" | "syn-ack-owed" | "unasked" | "gone";
  }>({
    title: { en: "A segment that may not be sent in this state", zh: "当前状态不能发送这个报文段" },
    en: (a) => ({
      what: `${a.from} cannot send ${a.segment} at this point`,
      openly: `${a.from} cannot send ${a.segment} in ${a.state}`,
      why: "the state of an endpoint decides what it may send",
      expected: MAY_SEND[a.because === "state" ? a.state : a.because]?.en,
      link: "also",
    }),
    zh: (a) => ({
      what: `${a.from} 此时不能发送 ${segmentZh(a.segment)}`,
      openly: `${a.from} 在 ${a.state} 状态不能发送 ${segmentZh(a.segment)}`,
      why: "能发送什么由端点的状态决定",
      expected: MAY_SEND[a.because === "state" ? a.state : a.because]?.zh,
      link: "also",
    }),
  }),
  "data-after-fin": entry<{ from: string; state: string }>({
    title: { en: "Data after the FIN", zh: "FIN 之后又发数据" },
    en: (a) => ({
      what: `${a.from} sends data after its FIN`,
      why: "a FIN says “no more data from me”; the other direction stays open until the peer's FIN",
    }),
    zh: (a) => ({
      what: `${a.from} 在发出 FIN 之后又发送数据`,
      why: "FIN 表示“我不再发送数据”，只有对方还能继续发送，直到对方也发 FIN",
    }),
  }),
  "segment-missing": entry<{ missing: string; from: string; to: string }>({
    title: { en: "A segment is missing before this line", zh: "之前缺少报文段" },
    en: (a) => ({
      what: "Something is missing before this line",
      openly:
        a.missing === "lost data"
          ? `Data that ${a.from} sends and that gets lost is missing before this line`
          : `${a.missing} from ${a.from} is missing before this line`,
      why: "this line is possible only after it",
      expected: `“${lineOf(a)}” belongs before it`,
    }),
    zh: (a) => ({
      what: "这一行之前缺少内容",
      openly: `这一行之前缺少 ${a.from} ${ofMissingZh(a.missing)}`,
      why: "有了它，这一行才可能发生",
      expected: `前面应有“${lineOf(a)}”`,
    }),
  }),
  "event-illegal": entry<{ endpoint: string; event: string; state: string }>({
    title: { en: "An event that the state does not allow", zh: "当前状态不允许这个事件" },
    en: (a) => ({
      what: `${quote(a.event)} is not possible for ${a.endpoint} at this point`,
      openly: `${quote(a.event)} is not possible for ${a.endpoint} in ${a.state}`,
      why: EVENT_RULES[firstWord(a.event)]?.en ?? "the state of an endpoint decides what can happen to it",
    }),
    zh: (a) => ({
      what: `${a.endpoint} 此时不能发生${quote(a.event)}`,
      openly: `${a.endpoint} 在 ${a.state} 状态不能发生${quote(a.event)}`,
      why: EVENT_RULES[firstWord(a.event)]?.zh ?? "能发生什么由端点的状态决定",
    }),
  }),
  "timeout-nothing": entry<{ endpoint: string; timer: string }>({
    title: { en: "A timer that is not running", zh: "计时器没有在运行" },
    en: (a) => ({
      what: `${a.endpoint}'s ${a.timer} timer is not running`,
      why: TIMER_RULES[a.timer]?.en ?? "a timer expires only after it was started",
    }),
    zh: (a) => ({
      what: `${a.endpoint} 的 ${a.timer} 计时器没有在运行`,
      why: TIMER_RULES[a.timer]?.zh ?? "计时器启动之后才会超时",
    }),
  }),
  "time-backwards": entry<{ time: string; before: string }>({
    title: { en: "Time runs backwards", zh: "时间倒退" },
    en: (a) => ({
      what: `${a.time} is earlier than ${a.before} on an earlier line`,
      why: "times count from the beginning of the flow and never decrease",
    }),
    zh: (a) => ({ what: `${a.time} 早于前面的 ${a.before}`, why: "时刻从流程开始算起，不会减小" }),
  }),
  "answer-missing": entry<AnswerMissing>({
    title: { en: "A required answer never comes", zh: "缺少应有的应答" },
    en: (a) => ({
      what: "This segment is never answered",
      openly: `${a.from} never answers this ${answered(a.for)}`,
      why:
        a.reason === "timely"
          ? "TCP acknowledges data, SYN and FIN within half a second, alone or along with what it sends"
          : "TCP also answers what it cannot accept, to let the other side know how things stand",
      expected: `${a.from} owes ${a.to} ${article(a.answer)} ${a.answer}`,
    }),
    zh: (a) => ({
      what: "这个报文段始终没有得到应答",
      openly: `${a.from} 始终没有应答${answered(a.for) === "data" ? "这些数据" : `这个 ${answered(a.for)}`}`,
      why:
        a.reason === "timely"
          ? "收到数据、SYN 或 FIN 后要在 0.5 秒内确认，可以单独确认，也可以捎带"
          : "对不能接受的报文段，TCP 也要应答，让对方知道这一端的情况",
      expected: `${a.from} 还应向 ${a.to} 发送 ${a.answer}`,
    }),
  }),
  "mss-exceeded": entry<{ from: string; len: string; mss: string; options: string }>({
    title: { en: "More data than the MSS", zh: "数据超过 MSS" },
    en: (a) => ({
      what: `${a.len === "" ? "These" : a.len} octets are more than one segment may carry`,
      why: `the MSS option of the receiver limits the data of each segment${a.options === "" ? "" : `, and the segment's own options take ${a.options} octets of that`}`,
      expected: `${a.from} sends at most ${a.mss} at a time (a capture on the host itself may show more: what its network card has yet to cut (TSO), or has joined (GRO))`,
    }),
    zh: (a) => ({
      what: a.len === "" ? "一个报文段装不下这些数据" : `一个报文段装不下 ${a.len} 字节`,
      why: `接收方的 MSS 选项限制每个报文段的数据量${a.options === "" ? "" : `，报文段自己的选项还要占去其中 ${a.options} 字节`}`,
      expected: `${a.from} 每次最多发送 ${a.mss} 字节（在主机上抓包时会看到更大的报文段：网卡切分之前的（TSO），或合并之后的（GRO））`,
    }),
  }),
  "window-exceeded": entry<{ from: string; to: string; len: string; window: string }>({
    title: { en: "More than the window allows", zh: "超出对方的窗口" },
    en: (a) => ({
      what: `${a.from} sends more than ${a.to}'s window allows`,
      why: "all that has been sent and not yet acknowledged has to fit into the window",
      expected: given(a.window, (w) => `the window is ${w}`),
      link: "but",
    }),
    zh: (a) => ({
      what: `${a.from} 发送的数据超出了 ${a.to} 的窗口`,
      why: "已发送而尚未确认的数据，总量不能超过窗口",
      expected: given(a.window, (w) => `窗口只有 ${w}`),
      link: "but",
    }),
  }),
} as const;

/** ACK is missing where no answer to a SYN is due, nor a RST: it is always sent then (RFC 9293 §3.1). */
function isPlainAck({ flag, owed }: { flag: string; owed: string }): boolean {
  return flag === "ACK" && !owed.includes("SYN") && !owed.includes("RST");
}

interface AnswerMissing {
  readonly from: string;
  readonly to: string;
  readonly answer: string;
  /** `data`, or the flags of the segment. */
  readonly for: string;
  /** It brings something to acknowledge, or it is one that cannot be accepted. */
  readonly reason: "timely" | "unacceptable";
}

interface StateWrong {
  endpoint: string;
  claimed: string;
  actual: string;
  reason: string;
  /** The line on which the end has left the state, as a reader counts. */
  line?: string;
}

function stateEn({ endpoint, claimed, line, reason }: StateWrong, actual: string): string {
  if (reason === "left")
    return `${endpoint} has left ${claimed}${line === undefined ? "" : ` on line ${line}`} and is in ${actual}`;
  const because = STATE_REASONS[reason]?.en ?? "";
  return `${endpoint} is in ${actual}${because === "" ? "" : `, because ${because}`}`;
}

function stateZh({ endpoint, claimed, line, reason }: StateWrong, actual: string): string {
  if (reason === "left")
    return `${endpoint} ${line === undefined ? "已经" : `在第 ${line} 行`}离开了 ${claimed}，现在处于 ${actual}`;
  const because = STATE_REASONS[reason]?.zh ?? "";
  return `${endpoint} 处于 ${actual}${because === "" ? "" : `，因为${because}`}`;
}

/** How a segment that is named in a sentence is written in a line. */
function lineOf({ missing, from, to }: { missing: string; from: string; to: string }): string {
  const arrow = missing === "lost data" ? "-x" : "->";
  return `${from} ${arrow} ${to}: ${isData(missing) ? "PSH+ACK" : missing}`;
}

function ofMissingZh(missing: string): string {
  if (missing === "lost data") return "发出而丢失的数据";
  return missing === "data" ? "的数据" : `的 ${missing}`;
}

function isData(segment: string): boolean {
  return segment === "data" || segment === "lost data";
}

function conflict(first: string, second: string) {
  return CONFLICTS[`${first}+${second}`] ?? CONFLICTS[`${second}+${first}`];
}

/** `timeout 2msl` is named by its timer, any other event by its first word. */
function firstWord(event: string): string {
  return event.replace(/^timeout /, "timeout-").split(" ")[0] ?? "";
}

/** The names of flags are read letter by letter (`an RST`) or as a word (`a SYN`). */
function article(name: string): string {
  return /^(?:A|FIN,A)/.test(name) ? "an" : "a";
}

/** NONE is the word for no flags. */
function withAck(flags: string): string {
  return flags === "NONE" ? "ACK" : `${flags}+ACK`;
}
