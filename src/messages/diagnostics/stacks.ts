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
  "abort-with-ack": {
    what: (e) => `${e} aborts with RST+ACK`,
    rfc: "ABORT sends a RST without ACK",
    stack: "Linux, Windows and BSD set ACK as well; the receiver does the same with either",
  },
  "empty-probe": {
    what: (e) => `${e} probes the window with an empty segment at SND.NXT-1`,
    rfc: "a probe carries at least one octet of new data, or a retransmission",
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
    rfc: "a listener answers the SYN, and looks at the FIN in SYN-RECEIVED",
    stack: "Linux drops both, as only port scanners send them together",
  },
} as const satisfies Readonly<Record<string, Difference>>;

export type StackName = keyof typeof STACKS_EN;

const STACKS_ZH: Readonly<Record<StackName, Difference>> = {
  "full-accept-queue": {
    what: (e) => `${e} 丢弃了完成三次握手的 ACK`,
    rfc: "收到这个 ACK 就进入 ESTABLISHED",
    stack: "Linux 在全连接队列（accept queue）已满时会丢弃它，而客户端以为连接已经建立",
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
  "abort-with-ack": {
    what: (e) => `${e} 用 RST+ACK 中止连接`,
    rfc: "ABORT 发送的 RST 不带 ACK",
    stack: "Linux、Windows 和 BSD 会同时设置 ACK，接收方的处理没有区别",
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
    rfc: "监听者应答这个 SYN，FIN 留到 SYN-RECEIVED 状态处理",
    stack: "Linux 会整个丢弃，因为只有端口扫描程序才这样发送",
  },
};

export const STACKS = {
  "stack-differs": entry<{ which: StackName; endpoint: string }>({
    title: { en: "A real stack and the letter of the RFC", zh: "协议栈的实际做法与 RFC 不同" },
    en: (a) => {
      const { what, rfc, stack } = STACKS_EN[a.which];
      return { what: what(a.endpoint), why: `by the RFC, ${rfc}; ${stack}; neither is wrong` };
    },
    zh: (a) => {
      const { what, rfc, stack } = STACKS_ZH[a.which];
      return { what: what(a.endpoint), why: `按 RFC 的规定，${rfc}；${stack}；两种做法都不算错` };
    },
  }),
} as const;
