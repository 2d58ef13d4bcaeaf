/** Sentences about what is worth knowing and not wrong, and about how a flow ends. */

import { belongsEn, belongsZh } from "./blank.js";
import { entry, given, sameName, segmentZh } from "./entry.js";
import { ENDS } from "./reasons.js";

/** What ended a connection: a RST by its seq, one by its ack, or a SYN where none belongs. */
type ResetBy = "seq" | "ack" | "syn";
type ResetReasons = Readonly<Record<ResetBy, (from: string, next: string) => string>>;

const RESET_EN: ResetReasons = {
  seq: (from) => `a RST of ${from} whose seq fits ends it at once, and what was still queued is thrown away`,
  ack: (from) =>
    `in SYN-SENT the acknowledgment number decides, and the RST of ${from} acknowledges the SYN, which refuses the connection`,
  syn: (from, next) =>
    next === "LISTEN"
      ? `a new SYN of ${from} in SYN-RECEIVED takes a connection that was opened passively back to LISTEN`
      : `a SYN of ${from} that falls into the window ends it where RFC 5961 is not in use`,
};

const RESET_ZH: ResetReasons = {
  seq: (from) => `${from} 的 RST 序号相符，会立即终止连接，仍在排队的数据全部作废`,
  ack: (from) => `在 SYN-SENT 状态要看确认号，${from} 的 RST 确认了这个 SYN，也就拒绝了连接`,
  syn: (from, next) =>
    next === "LISTEN"
      ? `被动打开的一端在 SYN-RECEIVED 状态又收到 ${from} 的新 SYN，就回到 LISTEN`
      : `没有实现 RFC 5961 的一端收到 ${from} 落在窗口内的 SYN，就会终止连接`,
};

export const INFORMATION = {
  retransmission: entry<{ from: string; segment: string }>({
    title: { en: "Retransmission", zh: "重传" },
    wireshark: sameName("TCP Retransmission"),
    wiresharkDiffers: {
      en: "of a segment that comes within 3 ms after a later one it says TCP Out-Of-Order",
      zh: "若在后续报文段之后 3 ms 内出现，则标为 TCP Out-Of-Order",
    },
    en: (a) => ({
      what: `${a.from} sends ${a.segment} again`,
      why: "what is not acknowledged in time is retransmitted under the same sequence numbers",
    }),
    zh: (a) => ({
      what: `${a.from} 重传 ${segmentZh(a.segment)}`,
      why: "没有及时得到确认的内容，要用同样的序号重传",
    }),
  }),
  "spurious-retransmission": entry<{ from: string; segment: string; gone?: boolean }>({
    title: { en: "Spurious retransmission", zh: "不必要的重传" },
    wireshark: sameName("TCP Spurious Retransmission"),
    wiresharkDiffers: {
      en: "it says so only of data whose ACK is in the capture; anything else is TCP Retransmission",
      zh: "只有抓到了相应 ACK 的数据才这样标，其他情况标为 TCP Retransmission",
    },
    en: (a) => ({
      what: `${a.from} sends ${a.segment} again, though it had arrived`,
      why:
        a.gone === true
          ? "its acknowledgment was lost or late; the receiver has no such connection any more, and answers with RST"
          : "its acknowledgment was lost or late; the receiver drops the copy and acknowledges again",
    }),
    zh: (a) => ({
      what: `${a.from} 重传了已经到达的 ${segmentZh(a.segment)}`,
      why:
        a.gone === true
          ? "确认丢失或迟到了，而接收方已经没有这条连接，会用 RST 应答"
          : "确认丢失或迟到了，接收方会丢弃重复的内容并再次确认",
    }),
  }),
  "fast-retransmission": entry<{ from: string; segment: string }>({
    title: { en: "Fast retransmission", zh: "快重传（fast retransmit）" },
    wireshark: sameName("TCP Fast Retransmission"),
    wiresharkDiffers: {
      en: "it says so after two duplicate ACKs already, but only within 20 ms of the last one",
      zh: "两个重复确认之后就会这样标，但必须在最后一个之后 20 ms 以内",
    },
    en: (a) => ({
      what: `${a.from} sends ${a.segment} again before its timer expires`,
      why: "three duplicate ACKs in a row are taken as a sign that the segment was lost",
    }),
    zh: (a) => ({
      what: `${a.from} 不等超时就重传 ${segmentZh(a.segment)}`,
      why: "连续收到三个重复确认，就认为报文段已经丢失",
    }),
  }),
  "duplicate-ack": entry<{ from: string; ack: string }>({
    title: { en: "Duplicate ACK", zh: "重复确认（duplicate ACK）" },
    wireshark: sameName("TCP Dup ACK"),
    wiresharkDiffers: {
      en: "it says so of any empty ACK that repeats number and window, even with nothing outstanding",
      zh: "确认号和窗口都不变的空 ACK 都会这样标，即使没有未确认的数据",
    },
    en: (a) => ({
      what: `${a.from} repeats its acknowledgment`,
      openly: given(a.ack, (ack) => `${a.from} repeats ack=${ack}`),
      why: "a segment behind a gap is answered at once with the number that is still awaited",
    }),
    zh: (a) => ({
      what: `${a.from} 重复了上一次的确认`,
      openly: given(a.ack, (ack) => `${a.from} 重复确认 ack=${ack}`),
      why: "收到失序的报文段时，要立即用仍在等待的序号再确认一次",
    }),
  }),
  "out-of-order": entry<{ from: string; expected: string; endpoint: string; fate: "kept" | "dropped" }>({
    title: { en: "Arrives out of order", zh: "失序到达" },
    wireshark: {
      en: "TCP Previous segment not captured; a late one is TCP Out-Of-Order",
      zh: "TCP Previous segment not captured，迟到的那个标为 TCP Out-Of-Order",
    },
    en: (a) => ({
      what: `This segment of ${a.from} arrives before an earlier one`,
      why:
        a.fate === "kept"
          ? "the receiver keeps it and acknowledges only up to the gap"
          : "a receiver that takes segments in order only drops it, and acknowledges up to the gap again",
      expected: given(a.expected, (e) => `${a.endpoint} still waits for ${e}`),
      link: "also",
    }),
    zh: (a) => ({
      what: `${a.from} 的这个报文段先于更早的报文段到达`,
      why:
        a.fate === "kept"
          ? "接收方先保存它，只确认到空缺之前"
          : "只按序接收的接收方丢弃它，并再次确认到空缺之前",
      expected: given(a.expected, (e) => `${a.endpoint} 仍在等待 ${e}`),
      link: "also",
    }),
  }),
  "duplicate-arrival": entry<{ id: string; endpoint: string }>({
    title: { en: "A duplicate made by the network", zh: "网络造成的重复" },
    wireshark: sameName("TCP Spurious Retransmission"),
    wiresharkDiffers: {
      en: "a copy made by the network looks like a retransmission, and is told from one only by the IP header",
      zh: "网络复制的报文段看起来和重传一样，只能靠 IP 首部区分",
    },
    en: (a) => ({
      what: `“${a.id}” arrives at ${a.endpoint} again`,
      why: "the network may duplicate a segment; TCP knows it by its numbers and drops it",
    }),
    zh: (a) => ({
      what: `“${a.id}”再次到达 ${a.endpoint}`,
      why: "网络可能复制报文段，TCP 根据序号认出并丢弃它",
    }),
  }),
  "keep-alive": entry<{ from: string }>({
    title: { en: "Keep-alive", zh: "保活（keep-alive）" },
    wireshark: sameName("TCP Keep-Alive"),
    wiresharkDiffers: {
      en: "the answer is TCP Keep-Alive ACK",
      zh: "对它的应答标为 TCP Keep-Alive ACK",
    },
    en: (a) => ({
      what: `${a.from} probes whether the other side is still there`,
      why: "a segment at SND.NXT-1 brings nothing new, and so makes the peer answer with an ACK",
    }),
    zh: (a) => ({
      what: `${a.from} 探测对方是否还在`,
      why: "序号为 SND.NXT-1 的报文段不带新内容，对方收到后会回一个 ACK",
    }),
  }),
  "ack-lags": entry<{ from: string; ack: string; current: string }>({
    title: { en: "An ACK that left earlier", zh: "较早发出的 ACK" },
    en: (a) => ({
      what: `This ACK left ${a.from} before later segments arrived`,
      why: "an ACK covers what had arrived when it was sent",
      expected: given(a.current, (e) => `${a.from} expects ${e} by now`),
      link: "also",
    }),
    zh: (a) => ({
      what: `${a.from} 在后面的报文段到达之前就发出了这个 ACK`,
      why: "ACK 只确认发出时已经到达的内容",
      expected: given(a.current, (e) => `${a.from} 现在期望的是 ${e}`),
      link: "also",
    }),
  }),
  "begins-in-the-middle": entry<{ client: string; server: string; state: string }>({
    title: { en: "The flow begins in the middle", zh: "流程从中间开始" },
    en: (a) => ({
      what: "This flow begins in the middle of a connection",
      why: "its first segment has neither SYN nor RST",
      expected: `${a.client} and ${a.server} are taken to be in ${a.state}`,
    }),
    zh: (a) => ({
      what: "这个流程从连接的中间开始",
      why: "第一个报文段既没有 SYN 也没有 RST",
      expected: `认为 ${a.client} 和 ${a.server} 都处于 ${a.state}`,
    }),
  }),
  "begins-with-syn-ack": entry<{ client: string; server: string }>({
    title: { en: "The flow begins with SYN+ACK", zh: "流程从 SYN+ACK 开始" },
    en: (a) => ({
      what: "This flow begins with the second step of the handshake",
      why: "the SYN before it is not shown",
      expected: `${a.client} is taken to be in SYN-SENT and ${a.server} in SYN-RECEIVED`,
    }),
    zh: (a) => ({
      what: "这个流程从三次握手的第二步开始",
      why: "之前的 SYN 没有写出来",
      expected: `认为 ${a.client} 处于 SYN-SENT，${a.server} 处于 SYN-RECEIVED`,
    }),
  }),
  "simultaneous-open": entry<{ endpoint: string }>({
    title: { en: "Simultaneous open", zh: "同时打开（simultaneous open）" },
    en: (a) => ({
      what: "Both sides open at the same time",
      why: `${a.endpoint} has sent a SYN and gets one without ACK; whoever does so answers with SYN+ACK`,
    }),
    zh: (a) => ({
      what: "双方同时打开连接",
      why: `${a.endpoint} 发出 SYN 之后收到了对方不带 ACK 的 SYN；哪一方这样收到 SYN，就用 SYN+ACK 应答`,
    }),
  }),
  "simultaneous-close": entry<{ endpoint: string }>({
    title: { en: "Simultaneous close", zh: "同时关闭（simultaneous close）" },
    en: (a) => ({
      what: "Both sides close at the same time",
      why: `${a.endpoint} gets a FIN before its own is acknowledged, and passes through CLOSING`,
    }),
    zh: (a) => ({
      what: "双方同时关闭连接",
      why: `${a.endpoint} 的 FIN 还没有被确认就收到了对方的 FIN，要经过 CLOSING`,
    }),
  }),
  "challenge-ack": entry<{ from: string; to: string }>({
    title: { en: "Challenge ACK", zh: "质询 ACK（challenge ACK）" },
    wiresharkDiffers: {
      en: "it may say TCP Dup ACK",
      zh: "可能标为 TCP Dup ACK",
    },
    en: (a) => ({
      what: `${a.from} owes a challenge ACK in answer`,
      why: `a SYN or RST that anybody could have forged is not believed; ${a.to}, if it meant it, sends a RST with exactly this number`,
    }),
    zh: (a) => ({
      what: `${a.from} 应当用质询 ACK（challenge ACK）应答`,
      why: `可能伪造的 SYN 或 RST 不能轻信，如果真是 ${a.to} 发的，它会用这个序号再发 RST`,
    }),
  }),
  "connection-reset": entry<{ endpoint: string; from: string; next: string; by: ResetBy }>({
    title: { en: "The connection is reset", zh: "连接被复位" },
    en: (a) => ({
      what: `${a.endpoint} gives up the connection`,
      openly: `${a.endpoint} gives up the connection and goes to ${a.next}`,
      why: RESET_EN[a.by](a.from, a.next),
    }),
    zh: (a) => ({
      what: `${a.endpoint} 放弃了连接`,
      openly: `${a.endpoint} 放弃了连接，进入 ${a.next}`,
      why: RESET_ZH[a.by](a.from, a.next),
    }),
  }),
  "time-wait-reopened": entry<{ endpoint: string; by: "number" | "timestamp" }>({
    title: { en: "Reopened out of TIME-WAIT", zh: "从 TIME-WAIT 重新打开" },
    wireshark: sameName("TCP Port numbers reused"),
    en: (a) => ({
      what: `A new SYN reopens the connection of ${a.endpoint} out of TIME-WAIT`,
      why:
        a.by === "number"
          ? "it need not wait 2MSL if the new numbers lie beyond all those of the old connection"
          : "its number was used in the old connection, but its timestamp is newer than all of those (RFC 6191)",
    }),
    zh: (a) => ({
      what: `新的 SYN 使 ${a.endpoint} 从 TIME-WAIT 重新打开连接`,
      why:
        a.by === "number"
          ? "只要新的序号都大于旧连接用过的序号，就不必等待 2MSL"
          : "它的序号旧连接已经用过，但时间戳比旧连接的都新（RFC 6191），因此不必等待 2MSL",
    }),
  }),
  "timestamp-old": entry<{ endpoint: string; value: string; recent: string }>({
    title: { en: "An old timestamp", zh: "过旧的时间戳" },
    en: (a) => ({
      what: `${a.endpoint} acknowledges this segment and drops it`,
      openly: `${a.endpoint} acknowledges this segment and drops it, because its TSval ${a.value} is older than ${a.recent}`,
      why: "a timestamp older than the last one marks a segment as an old one, whatever its sequence number (PAWS)",
    }),
    zh: (a) => ({
      what: `${a.endpoint} 确认这个报文段并丢弃它`,
      openly: `${a.endpoint} 确认这个报文段并丢弃它，因为它的 TSval ${a.value} 比 ${a.recent} 旧`,
      why: "时间戳比上一个更旧，说明它是早先的报文段，无论序号是多少（PAWS）",
    }),
  }),
  "no-effect": entry<{ to: string; segment: string; state: string }>({
    title: { en: "A segment without effect", zh: "不起作用的报文段" },
    en: (a) => ({
      what: `${a.segment} has no effect on ${a.to}`,
      openly: `${a.segment} has no effect on ${a.to} in ${a.state}`,
      why: "it is not acceptable there, and is dropped",
    }),
    zh: (a) => ({
      what: `${segmentZh(a.segment)} 对 ${a.to} 不起作用`,
      openly: `${segmentZh(a.segment)} 对处于 ${a.state} 的 ${a.to} 不起作用`,
      why: "它不可接受，被丢弃了",
    }),
  }),
  "never-delivered": entry<{ from: string; to: string }>({
    title: { en: "Still in flight at the end", zh: "直到最后仍在途" },
    en: (a) => ({
      what: `This segment of ${a.from} never arrives at ${a.to}`,
      why: "~> leaves it in flight, and no “deliver” follows",
    }),
    zh: (a) => ({
      what: `${a.from} 的这个报文段始终没有到达 ${a.to}`,
      why: "~> 使它停留在途中，之后没有 deliver",
    }),
  }),
  "blank-answer": entry<Parameters<typeof belongsEn>[0]>({
    title: { en: "What belongs in a blank", zh: "空处应填的内容" },
    en: (a) => ({
      what: "This is still to be written",
      why: "? stands for a claim that is still to be made",
      expected: belongsEn(a),
      link: "also",
    }),
    zh: (a) => ({
      what: "这里还没有填",
      why: "问号（?）表示待填的内容",
      expected: belongsZh(a),
      link: "also",
    }),
  }),
  "more-informations": entry<{ count: string }>({
    title: { en: "More of the same", zh: "更多信息" },
    en: (a) => ({
      what: `${a.count} more ${a.count === "1" ? "remark is" : "remarks are"} not shown`,
      why: "only the first hundred of a file are listed",
    }),
    zh: (a) => ({ what: `还有 ${a.count} 条信息没有列出`, why: "每个文件只列出前一百条" }),
  }),
  "outcomes-untried": entry<Record<string, never>>({
    title: { en: "Not every outcome was tried", zh: "没有试完所有可能的结果" },
    en: () => ({
      what: "So much is left open above this line that not every outcome was tried before it was called wrong",
      why: "where the RFC allows several outcomes, the check tries those of the last lines one by one, up to a bound",
      expected: "a state or an answer written above may settle which one is meant",
      link: "also",
    }),
    zh: () => ({
      what: "这一行之前有太多尚未确定的情况，判错之前没有把所有可能的结果都试一遍",
      why: "RFC 允许多种结果时，检查会逐一尝试前面若干行的各种可能，但尝试的次数有上限",
      expected: "在前面写明状态或应答，就能确定是哪一种",
      link: "also",
    }),
  }),
  "internal-fault": entry<{ message: string }>({
    title: { en: "The check has failed", zh: "检查本身出错" },
    en: (a) => ({
      what: "The check failed on this flow, and says nothing about it",
      why: "this is a fault of TCPFlow and not of the flow",
      expected: `please report it with the text of the flow and this: ${a.message}`,
      link: "also",
    }),
    zh: (a) => ({
      what: "检查这个流程时出错，没有给出任何结论",
      why: "这是 TCPFlow 的问题，不是流程的问题",
      expected: `请连同流程文本一起报告以下信息：${a.message}`,
      link: "also",
    }),
  }),
  "ends-in": entry<{ endpoint: string; state: string }>({
    title: { en: "How the flow ends", zh: "流程结束时的状态" },
    en: (a) => ({
      what: `${a.endpoint} is not closed when the flow ends`,
      openly: `The flow ends with ${a.endpoint} in ${a.state}`,
      why: "a connection is over when both of its ends are CLOSED",
      expected: ENDS[a.state]?.en,
      link: "also",
    }),
    zh: (a) => ({
      what: `流程结束时 ${a.endpoint} 还没有关闭`,
      openly: `流程结束时 ${a.endpoint} 处于 ${a.state}`,
      why: "两端都回到 CLOSED，连接才算结束",
      expected: ENDS[a.state]?.zh,
      link: "also",
    }),
  }),
  "half-open": entry<{ endpoint: string; state: string; other: string }>({
    title: { en: "Half-open connection", zh: "半开连接（half-open）" },
    en: (a) => ({
      what: "The connection is half-open when the flow ends",
      openly: `The connection is half-open, with ${a.endpoint} in ${a.state} and nothing of it left at ${a.other}`,
      why: "one side has lost or given up the connection without the other's knowledge; the next segment will bring a RST",
    }),
    zh: (a) => ({
      what: "流程结束时连接处于半开（half-open）状态",
      openly: `连接处于半开（half-open）状态，${a.endpoint} 处于 ${a.state}，而 ${a.other} 已经没有这个连接`,
      why: "一方丢失或放弃了连接而另一方不知道，下一个报文段会引来 RST",
    }),
  }),
} as const;
