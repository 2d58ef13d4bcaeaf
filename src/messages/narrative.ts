/** An exchange told in sentences: what a teacher says of each step, and what a screen reader reads. */

import { type Both, type Locale, pick } from "./locale.js";

/** A segment in parts; what it does not say is null. */
export interface SentParts {
  readonly flags: string;
  readonly from: string;
  readonly to: string;
  readonly seq: string | null;
  readonly ack: string | null;
  readonly octets: string | null;
  /** Window and options, as they are written. */
  readonly rest: readonly string[];
  readonly caption: string | null;
}

/** Events of the language, and its timers. */
export type Happening =
  | "listen"
  | "unlisten"
  | "open"
  | "send"
  | "receive"
  | "close"
  | "abort"
  | "crash"
  | "rto"
  | "2msl"
  | "user"
  | "keepalive"
  | "persist"
  | "delack";

export interface NarrativeTexts {
  readonly beginning: string;
  readonly nothingYet: string;
  /** Each part of a segment in words: `C sends SYN+ACK to S, sequence number y, acknowledgment number x+1.` */
  readonly sends: (sent: SentParts) => string;
  readonly states: (states: readonly (readonly [endpoint: string, state: string])[]) => string;
  readonly changes: (changes: readonly (readonly [endpoint: string, from: string, to: string])[]) => string;
  readonly openNow: string;
  /** Numbers that nobody has named are null. */
  readonly asksToOpen: (from: string, to: string, seq: string | null) => string;
  readonly answersOpen: (from: string, to: string, seq: string | null, ack: string | null) => string;
  /** A SYN+ACK that repeats its SYN, in a simultaneous open. */
  readonly repeatsSyn: (from: string, to: string, seq: string | null, ack: string | null) => string;
  readonly carries: (
    from: string,
    octets: string | null,
    first: string | null,
    last: string | null,
  ) => string;
  readonly finishes: (from: string, seq: string | null) => string;
  readonly resets: (from: string, to: string) => string;
  /** What of the peer's is acknowledged for the first time. */
  readonly acknowledges: (from: string, ack: string | null, to: string, covered: readonly string[]) => string;
  readonly octets: (amount: string | null) => string;
  readonly nothingNew: (from: string, ack: string | null, to: string) => string;
  readonly lost: (to: string) => string;
  readonly onItsWay: (lines: readonly number[]) => string;
  readonly neverArrives: string;
  readonly noEffect: string;
  readonly old: (from: string) => string;
  /** A wrong line is read as what it should have been. */
  readonly corrected: (right: string) => string;
  readonly arrives: (flags: string, from: string, to: string, line: number) => string;
  readonly nothingArrives: string;
  readonly event: Readonly<Record<Happening, (endpoint: string) => string>>;
  readonly claimed: (endpoints: readonly string[], state: string) => string;
  readonly elided: (text: string | null) => string;
  readonly elidedOneWay: (from: string, to: string, text: string | null) => string;
  readonly note: (over: readonly string[], text: string) => string;
  readonly broken: (line: number, source: string) => string;
  readonly blank: string;
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  /** Of an exercise: a row of the picture as it is written. */
  readonly written: (from: string, to: string, text: string) => string;
}

const TEXTS: Both<NarrativeTexts> = {
  en: {
    beginning: "The beginning",
    nothingYet: "Nothing has been sent yet.",
    sends: ({ caption, flags, from, to, seq, ack, octets, rest }) =>
      `${[
        `${from} sends ${flags} to ${to}`,
        ...(seq === null ? [] : [`sequence number ${seq}`]),
        ...(ack === null ? [] : [`acknowledgment number ${ack}`]),
        ...(octets === null ? [] : [octets === "1" ? "1 octet of data" : `${octets} octets of data`]),
        ...rest,
      ].join(", ")}${caption === null ? "" : ` (${caption})`}.`,
    states: (states) => `${states.map(([end, state]) => `${end} is in ${state}`).join(", ")}.`,
    changes: (changes) => {
      const said = changes.map(
        ([end, from, to], i) => `${end}${i === 0 ? " goes" : ""} from ${from} to ${to}`,
      );
      return `${said.join(", ")}.`;
    },
    openNow: "Both ends are ESTABLISHED: the connection is open.",
    asksToOpen: (from, to, seq) =>
      `${from} asks ${to} for a connection${seq === null ? "" : `; its own numbers begin at ${seq}`}.`,
    answersOpen: (from, to, seq, ack) =>
      `${from} agrees: it acknowledges ${to}'s SYN${withinEn(ack)}${seq === null ? " and sends its own" : `, and its own numbers begin at ${seq}`}.`,
    repeatsSyn: (from, to, seq, ack) =>
      `${from} acknowledges ${to}'s SYN${withinEn(ack)}, and repeats its own SYN${seq === null ? "" : `, number ${seq}`}.`,
    carries: (from, octets, first, last) => {
      if (octets === null || first === null || last === null) return `${from} sends data.`;
      if (first === last) return `${from} sends 1 octet of data, number ${first}.`;
      return `${from} sends ${octets} octets of data, ${first} to ${last}.`;
    },
    finishes: (from, seq) =>
      `${from} has nothing more to send${seq === null ? ", says its FIN" : `: its FIN takes number ${seq}`}.`,
    resets: (from, to) => `${from} breaks off: it resets the connection with ${to}.`,
    acknowledges: (from, ack, to, covered) =>
      ack === null
        ? `${from} acknowledges ${to}'s ${listEn(covered)}.`
        : `ack=${ack} acknowledges ${to}'s ${listEn(covered)}: ${from} expects ${ack} next.`,
    octets: (amount) =>
      amount === null ? "data" : amount === "1" ? "1 octet of data" : `${amount} octets of data`,
    nothingNew: (from, ack, to) =>
      `${from} acknowledges nothing new of ${to}${ack === null ? "" : `: it still expects ${ack}`}.`,
    lost: (to) => `It is lost on the way: ${to} learns nothing of it.`,
    onItsWay: (lines) => `It stays on its way and arrives on line ${lines.join(", ")}.`,
    neverArrives: "It leaves and never arrives.",
    noEffect: "It has no effect.",
    old: (from) => `It is an old or forged segment: ${from} knows nothing of it.`,
    corrected: (right) => `It is read as what it should have been: ${right}.`,
    arrives: (flags, from, to, line) => `The ${flags} that ${from} sent on line ${line} arrives at ${to}.`,
    nothingArrives: "Nothing arrives.",
    event: {
      listen: (a) => `${a} waits for connections (passive OPEN).`,
      unlisten: (a) => `${a} accepts no further connections (CLOSE of the listener).`,
      open: (a) => `${a}'s application asks for a connection (active OPEN).`,
      send: (a) => `${a}'s application hands over data (SEND).`,
      receive: (a) => `${a}'s application reads what has arrived (RECEIVE).`,
      close: (a) => `${a}'s application has no more to send (CLOSE).`,
      abort: (a) => `${a}'s application gives the connection up (ABORT).`,
      crash: (a) => `${a} crashes and forgets everything, without a word.`,
      rto: (a) => `${a}'s retransmission timer expires: what is not acknowledged must be sent again.`,
      "2msl": (a) => `${a} has waited for 2MSL.`,
      user: (a) => `${a}'s user timeout expires: it gives the connection up.`,
      keepalive: (a) => `${a}'s keep-alive timer expires: it will probe whether the other side is there.`,
      persist: (a) => `${a}'s persist timer expires: it will probe the other side's window.`,
      delack: (a) => `${a}'s delayed-ACK timer expires: it must acknowledge now.`,
    },
    claimed: (ends, state) => `The text says: ${listEn(ends)} in ${state}.`,
    elided: (text) =>
      `Data that is not shown${text === null ? "" : ` (${text})`}: all of it arrives and is acknowledged.`,
    elidedOneWay: (from, to, text) =>
      `Data from ${from} to ${to} that is not shown${text === null ? "" : ` (${text})`}: all of it arrives and is acknowledged.`,
    note: (over, text) => (over.length === 0 ? `Note: ${text}` : `Note for ${listEn(over)}: ${text}`),
    broken: (line, source) => `Line ${line} could not be read: ${source}`,
    blank: "A line that is still to be written.",
    error: (text) => `Error: ${text}`,
    warning: (text) => `Warning: ${text}`,
    written: (from, to, text) => `${from} to ${to}: ${text}`,
  },
  zh: {
    beginning: "开始",
    nothingYet: "还没有发送任何报文段。",
    sends: ({ caption, flags, from, to, seq, ack, octets, rest }) =>
      `${[
        `${from} 向 ${to} 发送 ${flags}`,
        ...(seq === null ? [] : [`序号 ${seq}`]),
        ...(ack === null ? [] : [`确认号 ${ack}`]),
        ...(octets === null ? [] : [`数据 ${octets} 字节`]),
        ...rest,
      ].join("，")}${caption === null ? "" : `（${caption}）`}。`,
    states: (states) => `${states.map(([end, state]) => `${end} 处于 ${state}`).join("，")}。`,
    changes: (changes) => `${changes.map(([end, from, to]) => `${end} 从 ${from} 进入 ${to}`).join("，")}。`,
    openNow: "双方都是 ESTABLISHED，连接已建立。",
    asksToOpen: (from, to, seq) =>
      `${from} 请求与 ${to} 建立连接${seq === null ? "" : `，自己的序号从 ${seq} 开始`}。`,
    answersOpen: (from, to, seq, ack) =>
      `${from} 同意建立连接：确认 ${to} 的 SYN${withinZh(ack)}，${seq === null ? "并发送自己的 SYN" : `自己的序号从 ${seq} 开始`}。`,
    repeatsSyn: (from, to, seq, ack) =>
      `${from} 确认 ${to} 的 SYN${withinZh(ack)}，并重复自己${seq === null ? "" : `序号为 ${seq} `}的 SYN。`,
    carries: (from, octets, first, last) => {
      if (octets === null || first === null || last === null) return `${from} 发送数据。`;
      if (first === last) return `${from} 发送 1 字节数据，序号 ${first}。`;
      return `${from} 发送 ${octets} 字节数据，序号 ${first} 到 ${last}。`;
    },
    finishes: (from, seq) =>
      `${from} 没有数据要发了${seq === null ? "，因此发送 FIN" : `，它的 FIN 占用序号 ${seq}`}。`,
    resets: (from, to) => `${from} 发送 RST，复位与 ${to} 的连接。`,
    acknowledges: (from, ack, to, covered) =>
      ack === null
        ? `${from} 确认了 ${to} 的${listZh(covered)}。`
        : `ack=${ack} 确认了 ${to} 的${listZh(covered)}，${from} 期望收到的下一个序号是 ${ack}。`,
    octets: (amount) => (amount === null ? "数据" : `${amount} 字节数据`),
    nothingNew: (from, ack, to) =>
      `${from} 没有确认 ${to} 的新内容${ack === null ? "" : `，仍期望收到 ${ack}`}。`,
    lost: (to) => `它在途中丢失，${to} 对此一无所知。`,
    onItsWay: (lines) => `它仍在途中，第 ${lines.join("、")} 行到达。`,
    neverArrives: "它发出后始终没有到达。",
    noEffect: "它不起作用。",
    old: (from) => `这是旧的或伪造的报文段，${from} 对此一无所知。`,
    corrected: (right) => `按正确的写法处理：${right}。`,
    arrives: (flags, from, to, line) => `${from} 在第 ${line} 行发出的 ${flags} 到达 ${to}。`,
    nothingArrives: "没有报文段到达。",
    event: {
      listen: (a) => `${a} 等待连接请求（被动打开，passive OPEN）。`,
      unlisten: (a) => `${a} 不再接受新的连接（关闭监听者）。`,
      open: (a) => `${a} 的应用程序请求建立连接（主动打开，active OPEN）。`,
      send: (a) => `${a} 的应用程序交出数据（SEND）。`,
      receive: (a) => `${a} 的应用程序读取已到达的数据（RECEIVE）。`,
      close: (a) => `${a} 的应用程序不再发送数据（CLOSE）。`,
      abort: (a) => `${a} 的应用程序放弃连接（ABORT）。`,
      crash: (a) => `${a} 崩溃，悄无声息地丢失全部状态。`,
      rto: (a) => `${a} 的重传计时器超时，未被确认的内容必须重传。`,
      "2msl": (a) => `${a} 已等待 2MSL。`,
      user: (a) => `${a} 的用户超时计时器到期，放弃连接。`,
      keepalive: (a) => `${a} 的保活计时器到期，将探测对方是否还在。`,
      persist: (a) => `${a} 的坚持计时器到期，将探测对方的窗口。`,
      delack: (a) => `${a} 的延迟确认计时器到期，必须立即确认。`,
    },
    claimed: (ends, state) => `文中写道：${ends.join("、")} 处于 ${state}。`,
    elided: (text) => `省略的数据${text === null ? "" : `（${text}）`}：全部到达并得到确认。`,
    elidedOneWay: (from, to, text) =>
      `${from} 发给 ${to} 的省略的数据${text === null ? "" : `（${text}）`}：全部到达并得到确认。`,
    note: (over, text) => (over.length === 0 ? `注释：${text}` : `${over.join("、")} 的注释：${text}`),
    broken: (line, source) => `第 ${line} 行无法识别：${source}`,
    blank: "这一行待填。",
    error: (text) => `错误：${text}`,
    warning: (text) => `警告：${text}`,
    written: (from, to, text) => `${from} 到 ${to}：${text}`,
  },
};

export function narrativeTexts(locale: Locale): NarrativeTexts {
  return pick(TEXTS, locale);
}

function withinEn(ack: string | null): string {
  return ack === null ? "" : ` (ack=${ack})`;
}

function withinZh(ack: string | null): string {
  return ack === null ? "" : `（ack=${ack}）`;
}

function listEn(parts: readonly string[]): string {
  return parts.length < 2
    ? parts.join("")
    : `${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1]}`;
}

function listZh(parts: readonly string[]): string {
  const all = parts.join("和");
  return /^[A-Za-z0-9]/.test(all) ? ` ${all}`.replace(/和(?=[A-Za-z0-9])/g, "和 ") : all;
}
