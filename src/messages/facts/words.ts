/** Arrows, events, timers, attributes and keywords in words. */

import type { Both } from "../locale.js";

type Texts = Readonly<Record<string, Both<string>>>;

export const ARROW_TEXTS = {
  "->": {
    en: "The segment leaves and arrives before the next line.",
    zh: "报文段发出，并在下一行之前到达。",
  },
  "-x": { en: "The segment leaves and is lost on the way.", zh: "报文段发出，但在途中丢失。" },
  "~>": {
    en: "The segment leaves and stays in flight until a `deliver`.",
    zh: "报文段发出，一直在途，直到 `deliver`。",
  },
} as const satisfies Texts;

export const EVENT_TEXTS = {
  listen: {
    en: "Passive OPEN: wait for a connection request. CLOSED → LISTEN.",
    zh: "被动打开（passive OPEN）：等待连接请求，CLOSED → LISTEN。",
  },
  unlisten: {
    en: "CLOSE of the listener: no further connection is accepted. A connection that is open lives on; a SYN is refused by a RST.",
    zh: "关闭监听者：不再接受新的连接。已经建立的连接不受影响，之后到达的 SYN 会被 RST 拒绝。",
  },
  open: {
    en: "Active OPEN: ask for a connection by a SYN. → SYN-SENT.",
    zh: "主动打开（active OPEN）：发送 SYN 请求建立连接，→ SYN-SENT。",
  },
  close: {
    en: "CLOSE: no more data will be sent. A FIN follows what is still queued; data can still be received. ESTABLISHED → FIN-WAIT-1, CLOSE-WAIT → LAST-ACK.",
    zh: "CLOSE：不再发送数据，排队的数据发完后发 FIN，仍可接收数据。ESTABLISHED → FIN-WAIT-1，CLOSE-WAIT → LAST-ACK。",
  },
  abort: {
    en: "ABORT: the connection is given up at once, by a RST; what is queued is thrown away. → CLOSED.",
    zh: "ABORT：立即放弃连接，发送 RST，丢弃排队的数据，→ CLOSED。",
  },
  crash: {
    en: "The host loses all state silently, listeners too. Its peer learns of it from the RST that answers its next segment.",
    zh: "主机悄无声息地丢失全部状态，包括监听者。对方再发报文段时会收到 RST，才知道此事。",
  },
  send: {
    en: "SEND: the application hands over data; TCP queues it and sends it as the window allows.",
    zh: "SEND：应用程序交出数据，TCP 排队，并按窗口发送。",
  },
  receive: {
    en: "RECEIVE: the application takes data that has arrived, which opens the window again.",
    zh: "RECEIVE：应用程序取走已到达的数据，窗口随之重新打开。",
  },
} as const satisfies Texts;

export const TIMER_TEXTS = {
  rto: {
    en: "Retransmission time-out: nothing has been acknowledged for too long; the oldest unacknowledged segment is sent again, and the next time-out is twice as long (RFC 6298). It is 1 s before a round trip has been measured.",
    zh: "重传超时（RTO）：迟迟没有收到确认，重传最早的未确认报文段，下次超时加倍（RFC 6298）。测得往返时间之前为 1 秒。",
  },
  "2msl": {
    en: "Twice the maximum segment lifetime: the end of TIME-WAIT. MSL is 2 minutes in RFC 9293; Linux waits 60 s in all.",
    zh: "两倍报文段最大生存时间（2MSL）：TIME-WAIT 结束。RFC 9293 取 MSL 为 2 分钟；Linux 总共等 60 秒。",
  },
  user: {
    en: "User timeout: the connection has made no progress for too long and is given up. → CLOSED.",
    zh: "用户超时（user timeout）：连接太久没有进展，放弃连接，→ CLOSED。",
  },
  keepalive: {
    en: "Keep-alive: after a long silence (at least 2 hours by default) a probe at SND.NXT-1 asks whether the peer is still there.",
    zh: "保活计时器（keepalive）：长时间没有往来（默认至少 2 小时），用序号 SND.NXT-1 的报文段探测对方是否还在。",
  },
  persist: {
    en: "Persist timer: the peer's window is 0; a probe asks whether it has opened, at growing intervals.",
    zh: "坚持计时器（persist）：对方窗口为 0，以逐渐加长的间隔探测窗口是否已打开。",
  },
  delack: {
    en: "Delayed ACK: an acknowledgment is held back for less than 0.5 s, in the hope of sending it along with data.",
    zh: "延迟确认（delayed ACK）：推迟的时间必须小于 0.5 秒，以便随数据捎带。",
  },
} as const satisfies Texts;

export const ATTRIBUTE_TEXTS = {
  state: { en: "The state in which the endpoint begins.", zh: "端点开始时的状态。" },
  isn: { en: "The initial sequence number of its first connection.", zh: "第一条连接的初始序号（ISN）。" },
  snd: {
    en: "SND.NXT at the beginning: the next number it sends.",
    zh: "开始时的 SND.NXT，即下一个要发送的序号。",
  },
  rcv: {
    en: "RCV.NXT at the beginning: the next number it expects.",
    zh: "开始时的 RCV.NXT，即期望收到的下一个序号。",
  },
  window: { en: "The size of its receive buffer, in octets.", zh: "接收缓存的大小，以字节计。" },
  mss: { en: "The MSS that it announces in its SYN.", zh: "在 SYN 中通告的最大报文段长度（MSS）。" },
  wscale: { en: "The window scale that it announces in its SYN.", zh: "在 SYN 中通告的窗口扩大因子。" },
  sackok: { en: "It permits selective acknowledgments (SACK).", zh: "允许选择确认（SACK）。" },
  ts: { en: "It uses timestamps.", zh: "使用时间戳。" },
  ecn: { en: "It uses explicit congestion notification (ECN).", zh: "使用显式拥塞通知（ECN）。" },
  syncookies: {
    en: "It keeps no state before the third segment, but hides it in its ISN (SYN cookies).",
    zh: "第三个报文段到达之前不保存状态，而把状态藏在初始序号里（SYN cookies）。",
  },
  inorder: {
    en: "It takes segments in order only: what arrives behind a gap is dropped and has to be sent again (Go-Back-N).",
    zh: "只按序接收：空缺之后到达的报文段会被丢弃，需要重传（回退 N 帧）。",
  },
  addr: {
    en: "IP address and port. The port is a field of the TCP header (16 bits), the address one of the IP header.",
    zh: "IP 地址和端口。端口在 TCP 首部中（16 位），地址在 IP 首部中。",
  },
} as const satisfies Texts;

export const KEYWORD_TEXTS = {
  flow: {
    en: "Begins a flow: all lines up to the next `flow` or `exercise`, with endpoints, letters and diagram of its own.",
    zh: "流程的开始：直到下一个 `flow` 或 `exercise`，有自己的端点、字母和时序图。",
  },
  exercise: {
    en: "Begins an exercise: `?` is a blank to be filled in, and no answer is shown.",
    zh: "练习的开始：`?` 是待填的空，并且不显示答案。",
  },
  answers: { en: "Names the exercise that this file answers.", zh: "说明这份文件回答的是哪份练习。" },
  client: {
    en: "An endpoint that begins in CLOSED and opens actively.",
    zh: "从 CLOSED 开始、主动打开的端点。",
  },
  server: { en: "An endpoint that begins in LISTEN.", zh: "从 LISTEN 开始的端点。" },
  peer: { en: "An endpoint without a role; it begins in CLOSED.", zh: "没有角色的端点，从 CLOSED 开始。" },
  section: { en: "A heading: a phase of the exchange.", zh: "小标题：交互过程的一个阶段。" },
  note: {
    en: "A note for the reader; it is drawn and not checked.",
    zh: "给读者看的注释，只画出来，不检查。",
  },
  deliver: {
    en: "Segments in flight arrive: those named, or all in order. One that has arrived arrives again, as a duplicate.",
    zh: "让在途的报文段到达：指定的，或按顺序全部。已到达的会再到一次，成为重复的报文段。",
  },
  old: {
    en: "Out of an earlier connection, or forged: it arrives, though its “sender” knows nothing of it.",
    zh: "来自以前的连接，或是伪造的：它会到达，而“发送方”对此一无所知。",
  },
  as: { en: "A name for `deliver`.", zh: "给 `deliver` 用的名字。" },
  elision: {
    en: "Data that is not shown: any amount, both ways, all of it delivered and acknowledged.",
    zh: "没有写出来的数据：双向任意数量，全部送达并得到确认。",
  },
  task: { en: "What the student is to do.", zh: "练习的要求。" },
  hint: { en: "A hint, shown when it is asked for.", zh: "提示，索取时才显示。" },
  option: { en: "An answer to choose from.", zh: "供选择的答案。" },
  answer: { en: "The letter of the option that is chosen.", zh: "所选选项的字母。" },
  right: {
    en: "Why the option above is right; only in the key.",
    zh: "上面的选项为什么正确；只写在参考答案里。",
  },
  wrong: {
    en: "Why the option above is not right; only in the key.",
    zh: "上面的选项为什么不对；只写在参考答案里。",
  },
  kind: { en: "The kind of exercise.", zh: "练习的类型。" },
  time: { en: "Time since the flow began.", zh: "从流程开始算起的时刻。" },
  blank: { en: "`?`: still to be filled in.", zh: "`?`：待填。" },
  caption: { en: "A caption; it is drawn and not checked.", zh: "说明文字，只画出来，不检查。" },
  none: { en: "A segment without any flag.", zh: "不带任何标志的报文段。" },
} as const satisfies Texts;
