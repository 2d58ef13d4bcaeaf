/** What each state is, in words (RFC 9293 §3.3.2, §3.10). */

import type { Both } from "../locale.js";

export interface StateText {
  readonly meaning: string;
  /** Who is in it. */
  readonly who: string;
  /** How one leaves it. */
  readonly leave: string;
  /** What many sockets in it tell about a server. */
  readonly many: string;
}

export const STATE_TEXTS = {
  CLOSED: {
    en: {
      meaning: "There is no connection: no TCB, nothing to remember.",
      who: "Both ends before the open and after the close.",
      leave: "Active OPEN sends SYN → SYN-SENT; passive OPEN → LISTEN.",
      many: "Sockets that are bound, but not connected; a closed connection has no entry at all.",
    },
    zh: {
      meaning: "没有连接：没有传输控制块（TCB），什么也不用记。",
      who: "打开之前和关闭之后的双方。",
      leave: "主动打开，发送 SYN → SYN-SENT；被动打开 → LISTEN。",
      many: "只是已绑定而未连接的套接字，已关闭的连接根本不会列出。",
    },
  },
  LISTEN: {
    en: {
      meaning: "Waiting for a connection request from any remote peer.",
      who: "The server, after its passive OPEN.",
      leave: "A SYN arrives, SYN+ACK is sent → SYN-RECEIVED (the listener itself stays); CLOSE → CLOSED.",
      many: "One for each port that is served; it is normal.",
    },
    zh: {
      meaning: "等待任意对端的连接请求。",
      who: "被动打开之后的服务器。",
      leave: "收到 SYN，发送 SYN+ACK → SYN-RECEIVED（监听者本身仍在）；CLOSE → CLOSED。",
      many: "每个服务端口一个，属于正常情况。",
    },
  },
  "SYN-SENT": {
    en: {
      meaning: "A SYN is sent; waiting for a SYN+ACK.",
      who: "The client, after its active OPEN.",
      leave:
        "SYN+ACK arrives, ACK is sent → ESTABLISHED; a SYN alone → SYN-RECEIVED; RST, CLOSE or time-out → CLOSED.",
      many: "Connections go out to a host that does not answer: it is down, or a firewall drops the SYNs.",
    },
    zh: {
      meaning: "已发送 SYN，等待 SYN+ACK。",
      who: "主动打开之后的客户端。",
      leave:
        "收到 SYN+ACK，发送 ACK → ESTABLISHED；只收到 SYN → SYN-RECEIVED；收到 RST、调用 CLOSE 或超时 → CLOSED。",
      many: "大量对外连接得不到应答：对方宕机，或防火墙丢弃了 SYN。",
    },
  },
  "SYN-RECEIVED": {
    en: {
      meaning: "A SYN has come and a SYN is sent; waiting for the ACK of one's own.",
      who: "The server between the second and the third segment of the handshake; both sides in a simultaneous open.",
      leave:
        "The ACK arrives → ESTABLISHED; RST → LISTEN after a passive open, else CLOSED; CLOSE sends FIN → FIN-WAIT-1.",
      many: "The third segment does not come: a SYN flood, or answers that do not find their way back.",
    },
    zh: {
      meaning: "已收到 SYN 并发出自己的 SYN，等待对自己 SYN 的确认。",
      who: "三次握手第二、第三个报文段之间的服务器；同时打开时的双方。",
      leave:
        "收到 ACK → ESTABLISHED；收到 RST，被动打开的回到 LISTEN，否则 CLOSED；CLOSE，发送 FIN → FIN-WAIT-1。",
      many: "第三个报文段迟迟不来：遭到 SYN 洪泛攻击，或应答送不到对方。",
    },
  },
  ESTABLISHED: {
    en: {
      meaning: "The connection is open; data flows both ways.",
      who: "Both ends, after the handshake.",
      leave:
        "CLOSE sends FIN → FIN-WAIT-1; a FIN arrives and is acknowledged → CLOSE-WAIT; RST or ABORT → CLOSED.",
      many: "The connections in use; many idle ones point to clients that are gone, or to a pool that is too large.",
    },
    zh: {
      meaning: "连接已建立，双方都可以发送数据。",
      who: "三次握手之后的双方。",
      leave: "CLOSE，发送 FIN → FIN-WAIT-1；收到 FIN 并确认 → CLOSE-WAIT；收到 RST 或 ABORT → CLOSED。",
      many: "正在使用的连接；若大量空闲，说明客户端已经离开，或连接池过大。",
    },
  },
  "FIN-WAIT-1": {
    en: {
      meaning: "A FIN is sent; waiting for its acknowledgment, or for the peer's FIN.",
      who: "The side that closes first.",
      leave: "The FIN is acknowledged → FIN-WAIT-2; a FIN arrives → CLOSING; both at once → TIME-WAIT.",
      many: "Peers do not acknowledge the FIN: they are gone, or their window is full of unread data.",
    },
    zh: {
      meaning: "已发送 FIN，等待对 FIN 的确认，或对方的 FIN。",
      who: "先关闭的一方。",
      leave: "FIN 被确认 → FIN-WAIT-2；收到 FIN → CLOSING；两者同时 → TIME-WAIT。",
      many: "对方没有确认 FIN：对方已经消失，或窗口被未读的数据占满。",
    },
  },
  "FIN-WAIT-2": {
    en: {
      meaning:
        "One's own FIN is acknowledged; waiting for the peer's FIN (half-close). Data may still arrive.",
      who: "The side that closed first.",
      leave:
        "The peer's FIN arrives and is acknowledged → TIME-WAIT. (Linux gives up after 60 s once the socket is closed.)",
      many: "The peers do not close their side: look for CLOSE-WAIT there.",
    },
    zh: {
      meaning: "自己的 FIN 已被确认，等待对方的 FIN（半关闭，half-close），仍可收到数据。",
      who: "先关闭的一方。",
      leave: "收到对方的 FIN 并确认 → TIME-WAIT。（套接字关闭后，Linux 等 60 秒就放弃。）",
      many: "对方没有关闭它的方向：去对方那里找 CLOSE-WAIT。",
    },
  },
  "CLOSE-WAIT": {
    en: {
      meaning: "The peer has closed; waiting for the application here to call CLOSE. It may still send data.",
      who: "The side that is closed upon.",
      leave: "CLOSE sends FIN → LAST-ACK.",
      many: "A bug in the program on this host: it does not close its sockets (descriptors leak).",
    },
    zh: {
      meaning: "对方已关闭，等待本端应用程序调用 CLOSE，此时仍可发送数据。",
      who: "被动关闭的一方。",
      leave: "CLOSE，发送 FIN → LAST-ACK。",
      many: "本机程序有缺陷：没有关闭套接字（文件描述符泄漏）。",
    },
  },
  CLOSING: {
    en: {
      meaning: "Both sides have sent a FIN, and one's own is not acknowledged yet.",
      who: "Both sides in a simultaneous close.",
      leave: "The FIN is acknowledged → TIME-WAIT.",
      many: "Rare; acknowledgments of FINs are being lost.",
    },
    zh: {
      meaning: "双方都已发送 FIN，而自己的 FIN 还没有被确认。",
      who: "同时关闭的双方。",
      leave: "FIN 被确认 → TIME-WAIT。",
      many: "很少见；说明对 FIN 的确认在丢失。",
    },
  },
  "LAST-ACK": {
    en: {
      meaning: "The peer had closed, now one's own FIN is sent; waiting for its acknowledgment.",
      who: "The side that closes second.",
      leave: "The FIN is acknowledged → CLOSED.",
      many: "The last acknowledgments do not come: the peers are gone, or a firewall has forgotten the connections.",
    },
    zh: {
      meaning: "对方先关闭，自己的 FIN 也已发出，等待最后的确认。",
      who: "后关闭的一方。",
      leave: "FIN 被确认 → CLOSED。",
      many: "等不到最后的确认：对方已经消失，或防火墙丢掉了连接记录。",
    },
  },
  "TIME-WAIT": {
    en: {
      meaning: "All is closed; it waits 2MSL to answer a repeated FIN, and until old segments have died out.",
      who: "The side that closed first (both in a simultaneous close).",
      leave: "After 2MSL → CLOSED. (RFC 9293 takes MSL to be 2 minutes; Linux waits 60 s in all.)",
      many: "This host closes many short connections itself; harmless, until ports run out. Keep connections alive, or pool them.",
    },
    zh: {
      meaning: "双方都已关闭，再等待 2MSL，以便应答重传的 FIN，并让旧报文段在网络中消失。",
      who: "先关闭的一方（同时关闭时是双方）。",
      leave: "经过 2MSL → CLOSED。（RFC 9293 取 MSL 为 2 分钟；Linux 总共等 60 秒。）",
      many: "本机主动关闭了大量短连接；端口没有用尽就无妨，可改用长连接或连接池。",
    },
  },
} as const satisfies Readonly<Record<string, Both<StateText>>>;
