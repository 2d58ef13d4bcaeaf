/** Rules that depend on a state, an event, a timer or a pair of flags, for the sentences that need them. */

import type { Both } from "../locale.js";

type Reasons = Readonly<Record<string, Both<string>>>;

/** Why two flags exclude each other (RFC 9293 §3.5, §3.6). */
export const CONFLICTS: Reasons = {
  "SYN+FIN": { en: "one opens the connection, the other closes it", zh: "一个要建立连接，另一个要释放连接" },
  "SYN+RST": {
    en: "one asks for a connection, the other destroys it",
    zh: "一个请求建立连接，另一个要复位连接",
  },
  "FIN+RST": { en: "one closes in order, the other aborts at once", zh: "一个是正常关闭，另一个是立即中止" },
};

/** What each state lets an endpoint send (RFC 9293 §3.10). */
export const MAY_SEND: Reasons = {
  CLOSED: {
    en: "without a connection there is only a SYN to open one, and a RST as an answer",
    zh: "没有连接时，只能发 SYN 请求建立连接，或用 RST 应答",
  },
  LISTEN: {
    en: "a listener waits, and answers a SYN with SYN+ACK",
    zh: "监听者只等待 SYN，并用 SYN+ACK 应答",
  },
  "SYN-SENT": {
    en: "until the SYN is answered, nothing but the SYN is sent again",
    zh: "SYN 得到应答之前，只能重发 SYN",
  },
  "SYN-RECEIVED": {
    en: "until its SYN is acknowledged, it sends SYN+ACK, ACK, FIN or RST, and queues data",
    zh: "自己的 SYN 得到确认之前，可以发 SYN+ACK、ACK、FIN 或 RST，数据要排队",
  },
  ESTABLISHED: {
    en: "the connection is open: data, ACK, FIN and RST may be sent, but no new SYN",
    zh: "连接已经建立，可以发数据、ACK、FIN 和 RST，但不能再发 SYN",
  },
  "FIN-WAIT-1": {
    en: "after its FIN an endpoint acknowledges, and sends nothing new",
    zh: "发出 FIN 之后只能确认对方，不能发送新内容",
  },
  "FIN-WAIT-2": {
    en: "its FIN is acknowledged; it only acknowledges what the peer still sends",
    zh: "自己的 FIN 已被确认，只能确认对方继续发来的内容",
  },
  "CLOSE-WAIT": {
    en: "the peer is done; this side may send data, and then its FIN",
    zh: "对方已发完，本端还可以发数据，最后发 FIN",
  },
  CLOSING: {
    en: "both FINs are sent; only the peer's is left to acknowledge",
    zh: "双方的 FIN 都已发出，只剩下确认对方的 FIN",
  },
  "LAST-ACK": {
    en: "everything is sent, the FIN too; only the acknowledgment of the FIN is awaited",
    zh: "包括 FIN 在内都已发完，只等对方确认 FIN",
  },
  "TIME-WAIT": {
    en: "all is done; only a repeated FIN of the peer is acknowledged again",
    zh: "一切都已完成，只在对方重传 FIN 时再次确认",
  },
};

/** When a user call or timer is possible (RFC 9293 §3.10.1 to §3.10.5, §3.10.8). */
export const EVENT_RULES: Reasons = {
  listen: {
    en: "a passive OPEN needs an endpoint that is CLOSED",
    zh: "被动打开要求端点处于 CLOSED",
  },
  open: {
    en: "an active OPEN needs an endpoint that is CLOSED or LISTEN",
    zh: "主动打开要求端点处于 CLOSED 或 LISTEN",
  },
  send: {
    en: "SEND needs a connection whose own direction has not been closed",
    zh: "SEND 要求连接存在，并且本端的方向还没有关闭",
  },
  receive: {
    en: "RECEIVE needs a connection on which data has arrived or may still arrive",
    zh: "RECEIVE 要求连接上还有数据可读，或者还会有数据到达",
  },
  close: {
    en: "CLOSE is called once, on a connection that exists",
    zh: "CLOSE 只能对存在的连接调用一次",
  },
  abort: { en: "ABORT needs a connection that exists", zh: "ABORT 要求连接存在" },
  crash: { en: "an endpoint that has no state cannot lose it", zh: "没有状态的端点谈不上丢失状态" },
  "timeout-rto": {
    en: "the retransmission timer runs only while something that was sent is not acknowledged",
    zh: "只有发出的内容还没有被确认时，重传计时器才在运行",
  },
  "timeout-2msl": { en: "the 2MSL timer runs only in TIME-WAIT", zh: "2MSL 计时器只在 TIME-WAIT 中运行" },
  "timeout-user": {
    en: "the user timeout watches a connection that exists",
    zh: "用户超时只针对存在的连接",
  },
  "timeout-keepalive": {
    en: "keep-alives are for a connection that is open and idle",
    zh: "保活只用于已建立且空闲的连接",
  },
  "timeout-persist": {
    en: "the persist timer runs while there is data to send and the peer's window is 0",
    zh: "有数据要发而对方窗口为 0 时，坚持计时器才在运行",
  },
  "timeout-delack": {
    en: "a delayed ACK is owed only after something has arrived",
    zh: "收到内容之后才会有推迟的确认",
  },
};

/** When a timer runs, by its name. */
export const TIMER_RULES: Reasons = Object.fromEntries(
  Object.entries(EVENT_RULES)
    .filter(([event]) => event.startsWith("timeout-"))
    .map(([event, rule]) => [event.slice("timeout-".length), rule]),
);

/** What it means that a flow ends in a state. */
export const ENDS: Reasons = {
  "SYN-SENT": {
    en: "nobody has answered its SYN; it will be sent again, and in the end the open fails",
    zh: "没有人应答它的 SYN，SYN 会被重传，最终打开失败",
  },
  "SYN-RECEIVED": {
    en: "the last step of the handshake has not come; SYN+ACK will be sent again",
    zh: "三次握手的最后一步还没有到，SYN+ACK 会被重传",
  },
  "FIN-WAIT-1": {
    en: "its FIN has not been acknowledged; it will be sent again",
    zh: "它的 FIN 还没有被确认，会被重传",
  },
  "FIN-WAIT-2": {
    en: "the other side has acknowledged the FIN, but has not closed its own direction (half-close)",
    zh: "对方确认了 FIN，但还没有关闭自己的方向（半关闭，half-close）",
  },
  "CLOSE-WAIT": {
    en: "the other side has closed, but the application here has not called close",
    zh: "对方已经关闭，但本端的应用程序还没有调用 close",
  },
  CLOSING: {
    en: "both sides closed at once, and its FIN has not been acknowledged yet",
    zh: "双方同时关闭，它的 FIN 还没有被确认",
  },
  "LAST-ACK": {
    en: "its FIN has not been acknowledged; it will be sent again",
    zh: "它的 FIN 还没有被确认，会被重传",
  },
  "TIME-WAIT": {
    en: "all is closed; it waits 2MSL, lest the last ACK was lost and old segments are still about",
    zh: "连接已经关闭，还要等待 2MSL，以防最后的 ACK 丢失或旧报文段仍在网络中",
  },
};
