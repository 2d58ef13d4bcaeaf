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

/** Why an end is not in a state that is claimed of it, as a clause. */
export const STATE_REASONS: Reasons = {
  none: { en: "", zh: "" },
  reset: { en: "a RST has ended its connection", zh: "它的连接已被 RST 终止" },
  aborted: { en: "it has aborted its connection", zh: "它已经中止了连接" },
  "timed-out": { en: "its user timeout has expired, and it has given up", zh: "它的用户超时已到，已经放弃" },
  crashed: { en: "it has crashed, and has lost all state", zh: "它已经崩溃，状态全部丢失" },
  "closed-early": {
    en: "it called close before its connection was open",
    zh: "连接还没有建立，它就调用了 close",
  },
  "closed-both": { en: "both directions of its connection are closed", zh: "连接的两个方向都已经关闭" },
  listens: { en: "its listener has not been closed", zh: "它还在监听，没有关闭" },
  "listener-closed": { en: "its listener has been closed", zh: "它已经停止监听" },
  "not-listening": { en: "it has not called listen", zh: "它没有调用 listen" },
  "not-opened": { en: "no handshake has taken place", zh: "还没有进行三次握手" },
  "refused-syn": { en: "it was not listening when the SYN arrived", zh: "SYN 到达时它没有在监听" },
  "no-own-syn": { en: "it has not sent a SYN", zh: "它没有发出 SYN" },
  "not-refused": {
    en: "only a RST that acknowledges its SYN refuses it",
    zh: "只有确认了它的 SYN 的 RST 才表示拒绝",
  },
  "no-syn-ack": { en: "no SYN+ACK has answered its SYN yet", zh: "它的 SYN 还没有得到 SYN+ACK 应答" },
  "no-peer-syn": { en: "no SYN of its peer has arrived", zh: "对方的 SYN 还没有到达" },
  "peer-syn": { en: "a SYN of its peer has arrived", zh: "对方的 SYN 已经到达" },
  "answered-syn": {
    en: "it has received a SYN, and has not opened the connection itself",
    zh: "它是收到对方的 SYN，而不是主动打开",
  },
  "syn-unsent": {
    en: "it has not answered the SYN with a SYN+ACK yet",
    zh: "它还没有用 SYN+ACK 应答对方的 SYN",
  },
  "syn-unacked": { en: "its SYN is not acknowledged yet", zh: "它的 SYN 还没有得到确认" },
  "syn-ack-came": {
    en: "a SYN+ACK in answer to its SYN leads straight there",
    zh: "它的 SYN 得到了 SYN+ACK 应答，会直接进入该状态",
  },
  "handshake-over": { en: "its handshake is over", zh: "握手已经完成" },
  "fin-in-handshake": {
    en: "the segment that completed its handshake carried the peer's FIN as well",
    zh: "完成握手的那个报文段同时带着对方的 FIN",
  },
  "not-closed": { en: "nothing has closed or reset its connection", zh: "连接既没有关闭，也没有被复位" },
  "no-own-fin": { en: "it has not sent its own FIN yet", zh: "它还没有发出自己的 FIN" },
  "own-fin": { en: "it has sent its own FIN", zh: "它已经发出了自己的 FIN" },
  "called-close": { en: "it has called close", zh: "它已经调用了 close" },
  "fin-unacked": { en: "its FIN is not acknowledged yet", zh: "它的 FIN 还没有得到确认" },
  "fin-acked": {
    en: "its FIN was acknowledged before any FIN of its peer arrived",
    zh: "它的 FIN 得到确认时，对方的 FIN 还没有到达",
  },
  "fin-acked-already": { en: "its FIN has been acknowledged already", zh: "它的 FIN 已经得到确认" },
  "no-peer-fin": { en: "no FIN of its peer has arrived yet", zh: "对方的 FIN 还没有到达" },
  "peer-fin-ahead": {
    en: "the peer's FIN has arrived, but data before it is still missing",
    zh: "对方的 FIN 虽已到达，但它之前的数据还没有到齐",
  },
  "peer-fin": { en: "the peer's FIN has arrived", zh: "对方的 FIN 已经到达" },
  "peer-fin-came": {
    en: "the peer's FIN came before its own was acknowledged",
    zh: "对方的 FIN 在它自己的 FIN 得到确认之前就到了",
  },
  "fin-and-ack": {
    en: "one segment carried both the peer's FIN and the ACK of its own",
    zh: "同一个报文段既带着对方的 FIN，又确认了它自己的 FIN",
  },
  "closed-first": {
    en: "it sent its own FIN before any FIN of its peer had arrived",
    zh: "它发出自己的 FIN 时，对方的 FIN 还没有到达",
  },
  "called-close-first": {
    en: "it called close before any FIN of its peer had arrived",
    zh: "它调用 close 时，对方的 FIN 还没有到达",
  },
  "peer-first": { en: "the peer's FIN came first", zh: "对方的 FIN 先到" },
  "closed-second": {
    en: "the peer's FIN came first, and whoever closes second goes through LAST-ACK straight to CLOSED",
    zh: "对方的 FIN 先到，后关闭的一方经 LAST-ACK 直接进入 CLOSED",
  },
};

/** What each state lets an endpoint send (RFC 9293 §3.10). */
export const MAY_SEND: Reasons = {
  CLOSED: {
    en: "without a connection there is only a SYN to open one, and a RST as an answer",
    zh: "没有连接时，只能发 SYN 请求建立连接，或用 RST 应答",
  },
  LISTEN: {
    en: "a listener waits; it answers a SYN with SYN+ACK, and an ACK with RST",
    zh: "监听者等待 SYN，用 SYN+ACK 应答；对带 ACK 的报文段用 RST 应答",
  },
  "SYN-SENT": {
    en: "until its SYN is answered it may only send the SYN again, or a RST for an ACK that does not fit",
    zh: "SYN 得到应答之前，只能重发 SYN，或用 RST 应答确认号不对的报文段",
  },
  "SYN-RECEIVED": {
    en: "until its SYN is acknowledged, it sends no data; SYN+ACK, ACK, FIN and RST are possible",
    zh: "自己的 SYN 得到确认之前不发数据，只能发 SYN+ACK、ACK、FIN 或 RST",
  },
  "syn-ack-owed": {
    en: "it has to answer the SYN with SYN+ACK first",
    zh: "它要先用 SYN+ACK 应答对方的 SYN",
  },
  unasked: {
    en: "until its SYN is acknowledged, it sends an ACK only in answer to something, and nothing has come that it would answer",
    zh: "自己的 SYN 得到确认之前，它只为应答对方才发 ACK，而现在没有要应答的内容",
  },
  gone: {
    en: "there is no connection to reset, and nothing has arrived that a RST would answer",
    zh: "已经没有可以复位的连接，也没有需要用 RST 应答的报文段",
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
    en: "both FINs are sent, and its own waits to be acknowledged",
    zh: "双方的 FIN 都已发出，只等对方确认自己的 FIN",
  },
  "LAST-ACK": {
    en: "everything is sent, the FIN too; only the acknowledgment of the FIN is awaited",
    zh: "包括 FIN 在内都已发完，只等对方确认 FIN",
  },
  "TIME-WAIT": {
    en: "all is done; what still arrives is only answered with an ACK, such as the peer's FIN sent again",
    zh: "一切都已完成，只用 ACK 应答仍然到达的报文段，例如对方重传的 FIN",
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
    en: "the delayed-ACK timer runs only while something that has arrived is not acknowledged",
    zh: "只有收到的内容还没有被确认时，延迟确认计时器才在运行",
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
    en: "nobody has answered its SYN; the SYN will be sent again, and in the end the open will fail",
    zh: "它的 SYN 没有得到应答，会被重传，一直没有应答就会放弃建立连接",
  },
  "SYN-RECEIVED": {
    en: "the last step of the handshake has not happened; the SYN+ACK will be sent again",
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
    en: "all is closed; it waits 2MSL in case the last ACK was lost or old segments are still in the network",
    zh: "连接已经关闭，还要等待 2MSL，以防最后的 ACK 丢失或旧报文段仍在网络中",
  },
};
