/** Sentences about real stacks that do not keep to the letter of the RFC. */

import { entry } from "./entry.js";

interface Difference {
  /** What the endpoint does here. */
  readonly what: (endpoint: string) => string;
  /** What the RFC says, and what the stack does. */
  readonly rfc: string;
  readonly stack: string;
}

const STACKS_EN = {
  "full-accept-queue": {
    what: (e) => `${e} drops the ACK that completes the handshake`,
    rfc: "this ACK makes it ESTABLISHED",
    stack: "Linux drops it while the accept queue is full, though the client believes that it is connected",
  },
  "syn-dropped": {
    what: (e) => `${e} drops the SYN`,
    rfc: "a SYN takes a listener to SYN-RECEIVED, and is answered by SYN+ACK",
    stack: "Linux and BSD drop it while the listener's backlog is full; the client will send it again",
  },
  "time-wait-ignores-reset": {
    what: (e) => `${e} ignores a RST in TIME-WAIT`,
    rfc: "a RST that fits ends TIME-WAIT",
    stack: "stacks that follow RFC 1337 ignore it, so that old segments cannot cut the wait short",
  },
  "fin-wait-2-timeout": {
    what: (e) => `${e} leaves FIN-WAIT-2 without a FIN from its peer`,
    rfc: "FIN-WAIT-2 lasts until the FIN comes",
    stack: "Linux (tcp_fin_timeout) and BSD give up after a while if no process holds the socket any more",
  },
  "fin-wait-2-refuses": {
    what: (e) =>
      `${e} has left FIN-WAIT-2 before this FIN comes, and answers it with a RST instead of an ACK`,
    rfc: "FIN-WAIT-2 lasts until the FIN comes, which is acknowledged and leads to TIME-WAIT",
    stack:
      "Linux (tcp_fin_timeout) and BSD give up FIN-WAIT-2 after a while if no process holds the socket any more, and then know nothing of the connection",
  },
  "abort-with-ack": {
    what: (e) => `${e} aborts with RST+ACK`,
    rfc: "ABORT sends a RST without ACK",
    stack: "Linux, Windows and BSD set ACK as well; the receiver does the same with either",
  },
  "reset-with-ack": {
    what: (e) => `${e} answers with RST+ACK`,
    rfc: "a segment that has ACK is answered by a RST without ACK",
    stack: "many stacks and firewalls set ACK as well; the receiver looks at the seq of the RST alone",
  },
  "reset-without-ack": {
    what: (e) => `${e} answers with a RST without ACK`,
    rfc: "a segment that has no ACK is answered by RST+ACK",
    stack: "some devices leave ACK out; an end in SYN-SENT ignores such a RST",
  },
  "empty-probe": {
    what: (e) => `${e} probes the window with an empty segment at SND.NXT-1`,
    rfc: "a probe carries at least one octet of new data, or retransmits",
    stack:
      "Linux sends an old number instead, which is answered by an ACK; Wireshark calls it TCP Keep-Alive",
  },
  "syn-cookies": {
    what: (e) => `${e} keeps no state before the third segment of the handshake`,
    rfc: "a SYN takes a server to SYN-RECEIVED",
    stack:
      "with SYN cookies (RFC 4987) it hides all it must know in its ISN, and checks the ACK against that",
  },
  "fast-open-data": {
    what: (e) => `${e} sends data before the handshake is complete`,
    rfc: "data waits in SYN-RECEIVED until the connection is ESTABLISHED",
    stack: "with TCP Fast Open (RFC 7413) a server answers a valid cookie with data at once",
  },
  "syn-fin-dropped": {
    what: (e) => `${e} drops a SYN that comes with a FIN`,
    rfc: "the SYN is answered, and the FIN waits until the connection is open",
    stack: "Linux and FreeBSD drop both, as only port scanners send them together",
  },
  "rst-in-window-resets": {
    what: (e) => `${e} takes a RST that lies in the window, but not at RCV.NXT`,
    rfc: "such a RST is answered by a challenge ACK (RFC 5961)",
    stack: "stacks without RFC 5961 close on any RST in the window, as RFC 793 says",
  },
  "syn-in-window-resets": {
    what: (e) => `${e} gives up its connection on a SYN in the window`,
    rfc: "such a SYN is answered by a challenge ACK (RFC 5961)",
    stack: "stacks without RFC 5961 send a RST and close, as RFC 793 says",
  },
  "syn-received-sends-reset": {
    what: (e) => `${e} sends a RST on its way back to LISTEN`,
    rfc: "a SYN in SYN-RECEIVED takes a listener's connection back to LISTEN, and no segment is named",
    stack: "Linux sends the reset that RFC 793 asks for",
  },
  "no-paws": {
    what: (e) => `${e} takes a segment whose timestamp is older than the last`,
    rfc: "it is acknowledged and dropped (PAWS, RFC 7323)",
    stack: "a stack without PAWS looks at the sequence number alone",
  },
  "old-ack-taken": {
    what: (e) => `${e} takes a segment whose ACK lies far below SND.UNA`,
    rfc: "such a segment may be discarded (MAY-12), as RFC 5961 asks for",
    stack: "a stack without that check treats the ACK as an old one and takes the data",
  },
  "old-ack-discarded": {
    what: (e) => `${e} discards a segment whose ACK lies below SND.UNA`,
    rfc: "an old ACK is ignored and the data is taken",
    stack:
      "a stack with RFC 5961 discards it if the ACK is below SND.UNA by more than the widest window, which no line says here",
  },
  "window-not-trimmed": {
    what: (e) => `${e} takes octets beyond its window`,
    rfc: "what lies beyond the window is trimmed off",
    stack: "a stack may keep it if its buffer has room for more than it offers",
  },
  "old-segment-acknowledges": {
    what: (e) => `${e} uses the ACK of a segment that it has received before`,
    rfc: "a segment of which nothing is new is dropped, and its ACK with it",
    stack: "Linux and FreeBSD trim it to nothing and go on with its ACK",
  },
  "foreign-echo-refused": {
    what: (e) => `${e} answers a SYN+ACK with a RST, because its TSecr is not a TSval that ${e} has sent`,
    rfc: "the ACK of the SYN is acceptable, and the timestamp is not looked at",
    stack: "Linux takes the segment to belong to another connection",
  },
  "syn-ack-without-clock": {
    what: (e) => `${e} answers a SYN that has timestamps with TSval 0 and TSecr 0`,
    rfc: "a SYN+ACK echoes the TSval of the SYN (RFC 7323)",
    stack: "Windows 2000, XP and Server 2003 send zeros in their SYN+ACK, and timestamps from then on",
  },
  "reset-without-clock": {
    what: (e) => `${e} sends a RST with TSval 0`,
    rfc: "a TSval is the value of the sender's clock, which does not go back (RFC 7323)",
    stack:
      "older Linux kernels do not ask their clock for the RST of an abort; no receiver judges the TSval of a RST",
  },
  "time-wait-stays": {
    what: (e) => `${e} stays in TIME-WAIT, though the SYN is a newer one`,
    rfc: "such a SYN may open the connection again (MAY-2)",
    stack: "a stack that does not do so answers with an ACK until 2MSL have passed",
  },
  "syn-data-acknowledged": {
    what: (e) => `${e} acknowledges the data of a SYN at once`,
    rfc: "data on a SYN waits until the handshake is complete",
    stack: "Linux can be set to take it without a Fast Open cookie (RFC 7413)",
  },
  "syn-data-dropped": {
    what: (e) => `${e} has dropped the data of the SYN`,
    rfc: "data on a SYN is kept until the handshake is complete",
    stack: "Linux and FreeBSD drop it if it has no valid Fast Open cookie (RFC 7413)",
  },
  "abort-after-fins": {
    what: (e) => `${e} aborts though both FINs are sent`,
    rfc: "ABORT sends nothing in CLOSING, LAST-ACK and TIME-WAIT, for the connection is about to end",
    stack: "Windows sends RST+ACK there as well",
  },
  offloaded: {
    what: (e) => `${e} sends more data at once than the MSS allows`,
    rfc: "a segment carries at most what the MSS option of its receiver allows",
    stack:
      "a capture on the host itself shows what its network card has yet to cut (TSO), or has joined (GRO)",
  },
} as const satisfies Readonly<Record<string, Difference>>;

export type StackName = keyof typeof STACKS_EN;

const STACKS_ZH: Readonly<Record<StackName, Difference>> = {
  "full-accept-queue": {
    what: (e) => `${e} 丢弃了完成三次握手的 ACK`,
    rfc: "收到这个 ACK 就进入 ESTABLISHED",
    stack: "Linux 在全连接队列（accept queue）已满时会丢弃它，而客户端以为连接已经建立",
  },
  "syn-dropped": {
    what: (e) => `${e} 丢弃了 SYN`,
    rfc: "监听的一端收到 SYN 就进入 SYN-RECEIVED，并用 SYN+ACK 应答",
    stack: "Linux 和 BSD 在监听队列（backlog）已满时会丢弃它，客户端之后会重传",
  },
  "time-wait-ignores-reset": {
    what: (e) => `${e} 在 TIME-WAIT 状态忽略了 RST`,
    rfc: "序号相符的 RST 会结束 TIME-WAIT",
    stack: "按 RFC 1337 实现的协议栈会忽略它，以免旧报文段缩短等待时间",
  },
  "fin-wait-2-timeout": {
    what: (e) => `${e} 没有收到对方的 FIN 就离开了 FIN-WAIT-2`,
    rfc: "FIN-WAIT-2 要一直等到对方的 FIN",
    stack: "Linux（tcp_fin_timeout）和 BSD 在没有进程使用该套接字时，等一段时间就放弃",
  },
  "fin-wait-2-refuses": {
    what: (e) => `${e} 在这个 FIN 到达之前已经离开 FIN-WAIT-2，用 RST 而不是 ACK 应答它`,
    rfc: "FIN-WAIT-2 一直等到 FIN 到达，确认它并进入 TIME-WAIT",
    stack:
      "没有进程再持有这个套接字时，Linux（tcp_fin_timeout）和 BSD 过一段时间就会放弃 FIN-WAIT-2，此后不再知道这条连接",
  },
  "abort-with-ack": {
    what: (e) => `${e} 用 RST+ACK 中止连接`,
    rfc: "ABORT 发送的 RST 不带 ACK",
    stack: "Linux、Windows 和 BSD 会同时设置 ACK，接收方的处理没有区别",
  },
  "reset-with-ack": {
    what: (e) => `${e} 用 RST+ACK 应答`,
    rfc: "应答带 ACK 的报文段时，RST 不带 ACK",
    stack: "许多协议栈和防火墙会同时设置 ACK，接收方只看这个 RST 的序号",
  },
  "reset-without-ack": {
    what: (e) => `${e} 用不带 ACK 的 RST 应答`,
    rfc: "应答不带 ACK 的报文段时要用 RST+ACK",
    stack: "有些设备会省略 ACK，而处于 SYN-SENT 的一端会忽略这样的 RST",
  },
  "empty-probe": {
    what: (e) => `${e} 用序号为 SND.NXT-1 的空报文段探测窗口`,
    rfc: "探测要携带至少一个字节的新数据，或者重传旧数据",
    stack: "Linux 改用旧序号，对方同样会回一个 ACK，Wireshark 把它叫作 TCP Keep-Alive",
  },
  "syn-cookies": {
    what: (e) => `${e} 在三次握手的第三个报文段到达之前不保存状态`,
    rfc: "服务器收到 SYN 就进入 SYN-RECEIVED",
    stack: "使用 SYN cookie（RFC 4987）的服务器把所需的信息编码在初始序号里，收到 ACK 时再验证",
  },
  "fast-open-data": {
    what: (e) => `${e} 在三次握手完成之前就发送数据`,
    rfc: "SYN-RECEIVED 状态下数据要排队，等进入 ESTABLISHED 之后再发送",
    stack: "使用 TCP Fast Open（RFC 7413）的服务器验证 cookie 之后可以立即发送数据",
  },
  "syn-fin-dropped": {
    what: (e) => `${e} 丢弃了同时带有 FIN 的 SYN`,
    rfc: "应该应答这个 SYN，FIN 留到连接建立之后处理",
    stack: "Linux 和 FreeBSD 会整个丢弃，因为只有端口扫描程序才这样发送",
  },
  "rst-in-window-resets": {
    what: (e) => `${e} 接受了位于窗口内、但序号不等于 RCV.NXT 的 RST`,
    rfc: "这样的 RST 应该用质询 ACK 应答（RFC 5961）",
    stack: "没有实现 RFC 5961 的协议栈按 RFC 793 处理，窗口内的任何 RST 都会关闭连接",
  },
  "syn-in-window-resets": {
    what: (e) => `${e} 收到窗口内的 SYN 就放弃了连接`,
    rfc: "这样的 SYN 应该用质询 ACK 应答（RFC 5961）",
    stack: "没有实现 RFC 5961 的协议栈按 RFC 793 处理，发送 RST 并关闭连接",
  },
  "syn-received-sends-reset": {
    what: (e) => `${e} 回到 LISTEN 的同时发送了 RST`,
    rfc: "在 SYN-RECEIVED 状态收到 SYN，被动打开的一端回到 LISTEN，没有规定要发送报文段",
    stack: "Linux 会发送 RFC 793 要求的 RST",
  },
  "no-paws": {
    what: (e) => `${e} 接受了时间戳比上一个更旧的报文段`,
    rfc: "这样的报文段要确认并丢弃（PAWS，RFC 7323）",
    stack: "没有实现 PAWS 的协议栈只看序号",
  },
  "old-ack-taken": {
    what: (e) => `${e} 接受了确认号远小于 SND.UNA 的报文段`,
    rfc: "这样的报文段可以丢弃（MAY-12），RFC 5961 也要求这样做",
    stack: "没有这项检查的协议栈把它当作旧的确认，数据照收",
  },
  "old-ack-discarded": {
    what: (e) => `${e} 丢弃了确认号小于 SND.UNA 的报文段`,
    rfc: "旧的确认被忽略，数据照收",
    stack: "实现 RFC 5961 的协议栈在确认号比 SND.UNA 小得超过最大窗口时丢弃它，而这里没有写出窗口",
  },
  "window-not-trimmed": {
    what: (e) => `${e} 接受了窗口以外的字节`,
    rfc: "超出窗口的部分要裁掉",
    stack: "接收缓存比通告的窗口更大的协议栈可以留下它们",
  },
  "old-segment-acknowledges": {
    what: (e) => `${e} 使用了一个重复报文段的 ACK`,
    rfc: "没有新内容的报文段连同它的 ACK 一起丢弃",
    stack: "Linux 和 FreeBSD 把内容裁掉之后，继续处理它的 ACK",
  },
  "foreign-echo-refused": {
    what: (e) => `${e} 用 RST 应答了 SYN+ACK，因为它的 TSecr 不是 ${e} 发过的 TSval`,
    rfc: "对 SYN 的确认可以接受，不检查时间戳",
    stack: "Linux 认为它属于另一条连接",
  },
  "syn-ack-without-clock": {
    what: (e) => `${e} 用 TSval 0、TSecr 0 应答带时间戳的 SYN`,
    rfc: "SYN+ACK 要回显 SYN 的 TSval（RFC 7323）",
    stack: "Windows 2000、XP 和 Server 2003 在 SYN+ACK 中填 0，之后的报文段才带真正的时间戳",
  },
  "reset-without-clock": {
    what: (e) => `${e} 发出的 RST 中 TSval 是 0`,
    rfc: "TSval 是发送方时钟的值，不会倒退（RFC 7323）",
    stack: "较早的 Linux 内核在中止连接的 RST 中不填时钟的值；接收方不检查 RST 的 TSval",
  },
  "time-wait-stays": {
    what: (e) => `${e} 留在 TIME-WAIT，尽管这个 SYN 更新`,
    rfc: "这样的 SYN 可以重新打开连接（MAY-2）",
    stack: "不这样做的协议栈在 2MSL 之内用 ACK 应答",
  },
  "syn-data-acknowledged": {
    what: (e) => `${e} 立即确认了 SYN 携带的数据`,
    rfc: "SYN 携带的数据要等三次握手完成",
    stack: "Linux 可以设置为不需要 Fast Open cookie（RFC 7413）就接受",
  },
  "syn-data-dropped": {
    what: (e) => `${e} 丢弃了 SYN 携带的数据`,
    rfc: "SYN 携带的数据要保留到三次握手完成",
    stack: "没有有效的 Fast Open cookie（RFC 7413）时，Linux 和 FreeBSD 会丢弃它",
  },
  "abort-after-fins": {
    what: (e) => `${e} 在双方都已发送 FIN 之后中止连接`,
    rfc: "在 CLOSING、LAST-ACK 和 TIME-WAIT 中，ABORT 不发送任何报文段，因为连接即将结束",
    stack: "Windows 这时也发送 RST+ACK",
  },
  offloaded: {
    what: (e) => `${e} 一次发送的数据超过了 MSS`,
    rfc: "每个报文段的数据不能超过接收方的 MSS 选项",
    stack: "在主机上抓包时，看到的是网卡切分之前的报文段（TSO），或合并之后的报文段（GRO）",
  },
};

export const STACKS = {
  "stack-differs": entry<{ which: StackName; endpoint: string }>({
    title: { en: "A real stack and the letter of the RFC", zh: "协议栈的实际做法与 RFC 不同" },
    en: (a) => {
      const { what, rfc, stack } = STACKS_EN[a.which];
      return { what: what(a.endpoint), why: `according to the RFC, ${rfc}; ${stack}; neither is wrong` };
    },
    zh: (a) => {
      const { what, rfc, stack } = STACKS_ZH[a.which];
      return { what: what(a.endpoint), why: `按 RFC 的规定，${rfc}；${stack}；两种做法都不算错` };
    },
  }),
} as const;
