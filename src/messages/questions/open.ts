/** Questions about how a connection begins. */

import type { Questions } from "./question.js";

export const OPEN = {
  handshake: [
    {
      en: {
        ask: "Why are two segments not enough to open a connection?",
        right: [
          "The server would not know whether its own SYN arrived, or the client's was an old one",
          "Only the third acknowledges the server's SYN, and only the sender of a fresh SYN can send it.",
        ],
        wrong: [
          [
            "The client would not know its own initial sequence number",
            "It chose that number itself before the first segment left.",
          ],
          [
            "Data may travel only after exactly three segments",
            "Three is a result, not a rule: a simultaneous open takes four, and the third may carry data.",
          ],
          [
            "The server would not know the client's address",
            "Every IP packet carries the address of its sender, the SYN too.",
          ],
        ],
      },
      zh: {
        ask: "建立连接为什么不能只用两个报文段？",
        right: [
          "服务器无法知道自己的序号是否已经到达，也无法知道那个 SYN 是不是早已过时的",
          "只有第三个报文段才确认服务器的 SYN，也只有刚刚发出 SYN 的一方才会发送它。",
        ],
        wrong: [
          ["客户端会不知道自己的初始序号", "初始序号是客户端自己选定的，发出第一个报文段之前就有了。"],
          [
            "规定必须恰好三个报文段之后才能传数据",
            "“三”是结果而不是规定：同时打开要四个，而且第三个报文段就可以带数据。",
          ],
          ["服务器会不知道客户端的地址", "每个 IP 分组都带有发送方地址，SYN 也不例外。"],
        ],
      },
    },
    {
      en: {
        ask: "Why is an initial sequence number chosen so that nobody can guess it, and not just 0?",
        right: [
          "Segments of an earlier connection, or forged ones, then hardly ever fit into this one",
          "What does not fit the expected numbers is not taken (RFC 9293 §3.4.1, RFC 6528).",
        ],
        wrong: [
          [
            "So that both sides have different numbers and cannot confuse them",
            "Each direction has its own numbering; the two may even begin with the same number.",
          ],
          [
            "So that the octets of the data are encrypted",
            "A sequence number hides nothing: the data travels as it is.",
          ],
          [
            "Because 0 is reserved and means that there is no number",
            "0 is a number like any other: 4294967295 is followed by 0.",
          ],
        ],
      },
      zh: {
        ask: "为什么双方的初始序号要选得难以猜测，而不是都从 0 开始？",
        right: [
          "这样，旧连接的报文段或伪造的报文段几乎不可能恰好符合这个连接",
          "序号不在期望范围内的报文段不会被接受（RFC 9293 §3.4.1，RFC 6528）。",
        ],
        wrong: [
          ["为了让双方的序号不同，以免弄混", "两个方向各自计数，双方的起点相同也没有关系。"],
          ["为了给数据加密", "序号并不隐藏任何内容，数据仍按原样传输。"],
          ["因为 0 是保留值，表示没有序号", "0 和别的序号一样：4294967295 之后就是 0。"],
        ],
      },
    },
    {
      en: {
        ask: "Why does a SYN take a sequence number though it carries no data?",
        right: [
          "So that it can be acknowledged without doubt, and is sent again if it is lost",
          "What takes a number is acknowledged by it; a pure ACK takes none, so nobody acknowledges it.",
        ],
        wrong: [
          [
            "Because the header has a length of at least one octet",
            "Headers never count: only data, SYN and FIN do.",
          ],
          [
            "Because every segment takes at least one number",
            "A pure ACK takes none. Otherwise ACKs would be acknowledged without end.",
          ],
          [
            "Because the options in it are data",
            "Options belong to the header; without any of them the SYN takes its number all the same.",
          ],
        ],
      },
      zh: {
        ask: "SYN 不带数据，为什么也要占用一个序号？",
        right: [
          "这样它才能被明确地确认，丢失时才会重传",
          "占用序号的内容由这个序号来确认；纯 ACK 不占用序号，所以没有人去确认它。",
        ],
        wrong: [
          ["因为首部至少占一个字节", "首部从不计入序号，只有数据、SYN 和 FIN 计入。"],
          ["因为每个报文段至少占用一个序号", "纯 ACK 就不占用序号，否则对 ACK 的确认将没完没了。"],
          ["因为其中的选项就是数据", "选项属于首部；没有任何选项的 SYN 同样占用一个序号。"],
        ],
      },
    },
  ],
  refused: [
    {
      en: {
        ask: "Why is a RST never answered, not even by an ACK?",
        right: [
          "Its receiver has no connection left, and two ends might go on answering for ever",
          "A RST asks for nothing; in CLOSED it is discarded (RFC 9293 §3.10.7.1).",
        ],
        wrong: [
          [
            "Because a RST takes a sequence number only if it carries ACK",
            "A RST takes none, with ACK or without.",
          ],
          [
            "Because the answer would have to be a RST+ACK, which is not allowed",
            "RST+ACK is a legal segment: it is what refuses a SYN.",
          ],
          [
            "Because it is answered by a FIN once the application has closed",
            "There is no close left to do: the connection is gone at once.",
          ],
        ],
      },
      zh: {
        ask: "为什么收到 RST 后从不应答，连 ACK 也不发？",
        right: [
          "收到的一方已经没有这个连接；要是 RST 也要应答，双方就可能没完没了",
          "RST 终止它所符合的连接，不要求任何回复；CLOSED 状态收到 RST 就丢弃（RFC 9293 §3.10.7.1）。",
        ],
        wrong: [
          ["因为 RST 只有带 ACK 时才占用序号", "RST 不占用序号，带不带 ACK 都一样。"],
          ["因为应答只能是 RST+ACK，而这是不允许的", "RST+ACK 是合法的报文段，拒绝 SYN 用的就是它。"],
          ["因为要等应用关闭后再用 FIN 应答", "已经没有什么可关闭的了，连接立即消失。"],
        ],
      },
    },
    {
      en: {
        ask: "A SYN reaches a port on which nobody listens. Why does TCP not simply stay silent?",
        right: [
          "The client learns at once that its attempt is in vain, and need not repeat its SYN",
          "The RST acknowledges that very SYN, so the client can believe it.",
        ],
        wrong: [
          [
            "The server needs the answer to free its connection",
            "It has none: a RST is sent from CLOSED, and leaves nothing behind.",
          ],
          [
            "The client would otherwise be ESTABLISHED",
            "Without a SYN+ACK it stays in SYN-SENT, however long it waits.",
          ],
          ["The RST asks the client to send its SYN again", "A RST ends the attempt; nothing is sent again."],
        ],
      },
      zh: {
        ask: "SYN 到达一个没有进程监听的端口，TCP 为什么不干脆保持沉默？",
        right: [
          "客户端马上就知道连不上，不必一直重传 SYN 直到放弃",
          "RST 确认的正是那个 SYN，因此客户端可以相信它。",
        ],
        wrong: [
          ["服务器要靠这个应答释放连接", "服务器没有连接：RST 是从 CLOSED 状态发出的，不留下任何东西。"],
          ["否则客户端会进入 ESTABLISHED", "没有收到 SYN+ACK，等多久也还是 SYN-SENT。"],
          ["RST 要求客户端重发 SYN", "RST 结束这次尝试，不会再重发。"],
        ],
      },
    },
  ],
  "simultaneous-open": [
    {
      en: {
        ask: "The SYNs of both sides cross. Why does this become one connection and not two?",
        right: [
          "A connection is known by its two addresses and ports, and both SYNs name the same two",
          "Each side answers the SYN with SYN+ACK and its own number again (RFC 9293, Figure 8).",
        ],
        wrong: [
          [
            "The SYN that left later is discarded",
            "Neither is: both are acknowledged, and both numbers count.",
          ],
          [
            "The side with the lower number becomes the server",
            "Nobody becomes a server: both go through SYN-SENT and SYN-RECEIVED.",
          ],
          [
            "A RST ends one of the two at once",
            "No RST is needed: a SYN in SYN-SENT is legal (RFC 9293 §3.10.7.3).",
          ],
        ],
      },
      zh: {
        ask: "双方都发出了 SYN，两个 SYN 在途中交错。为什么只形成一条连接，而不是两条？",
        right: [
          "连接由两端的地址和端口决定，两个 SYN 指的是同一对",
          "双方各用自己原来的序号回复 SYN+ACK（RFC 9293 图 8）。",
        ],
        wrong: [
          ["较晚发出的 SYN 会被丢弃", "两个都不会丢弃：都要确认，两个序号都有效。"],
          ["序号较小的一方成为服务器", "没有谁变成服务器：双方都经过 SYN-SENT 和 SYN-RECEIVED。"],
          ["其中一个会立刻被 RST 终止", "不需要 RST：在 SYN-SENT 收到 SYN 是合法的（RFC 9293 §3.10.7.3）。"],
        ],
      },
    },
  ],
  "fast-open": [
    {
      en: {
        ask: "Why does a server take the data of a SYN at once only if the client shows a cookie (RFC 7413)?",
        right: [
          "The cookie shows that the client has really got something at its address before",
          "Without it anybody could make a server do work for, and send answers to, forged addresses.",
        ],
        wrong: [
          [
            "The cookie holds the key by which the data is decrypted",
            "Nothing is encrypted: the cookie only names the client's address.",
          ],
          [
            "Without a cookie a SYN must not carry data",
            "It may; but the data is handed to the application only after the handshake.",
          ],
          [
            "The cookie takes the place of the third segment",
            "The third segment comes all the same: it acknowledges the server's SYN.",
          ],
        ],
      },
      zh: {
        ask: "为什么只有客户端出示 Cookie，服务器才立即接收 SYN 里的数据（RFC 7413）？",
        right: [
          "Cookie 表明客户端以前确实在这个地址上收到过东西",
          "否则任何人都能用伪造的地址让服务器干活、回复。",
        ],
        wrong: [
          ["Cookie 里有解密数据的密钥", "数据没有加密：Cookie 只对应客户端的地址。"],
          ["没有 Cookie，SYN 就不允许带数据", "可以带，只是要等握手完成后才交给应用。"],
          ["Cookie 代替了第三个报文段", "第三个报文段照样要有：它确认服务器的 SYN。"],
        ],
      },
    },
  ],
  "handshake-data": [
    {
      en: {
        ask: "The third segment of the handshake may carry data, the second usually does not. Why?",
        right: [
          "The client knows by then that its SYN was answered; the server does not yet know who asks",
          "The sender of the third segment is ESTABLISHED; the sender of the second is in SYN-RECEIVED.",
        ],
        wrong: [
          [
            "A segment with SYN has no room for data",
            "It has room: RFC 9293 §3.4 allows data on a SYN, and Fast Open uses it.",
          ],
          [
            "Only the client may send data first",
            "Either side may, as soon as it is ESTABLISHED: many servers greet first.",
          ],
          [
            "The data of the second could not be acknowledged",
            "Any octet can be: the third segment would acknowledge it with the SYN.",
          ],
        ],
      },
      zh: {
        ask: "握手的第三个报文段可以带数据，第二个通常不带，为什么？",
        right: [
          "此时客户端已经知道服务器应答的正是自己的 SYN，而服务器还不知道来的是谁",
          "发送第三个报文段的一方已是 ESTABLISHED，发送第二个的一方还在 SYN-RECEIVED。",
        ],
        wrong: [
          ["带 SYN 的报文段没有放数据的地方", "有：RFC 9293 §3.4 允许 SYN 带数据，Fast Open 就这样用。"],
          ["只有客户端才能先发数据", "进入 ESTABLISHED 之后哪一方都可以先发，许多服务器就先发问候。"],
          ["第二个报文段里的数据无法确认", "任何字节都能确认：第三个报文段会连同 SYN 一起确认。"],
        ],
      },
    },
  ],
  "syn-flood": [
    {
      en: {
        ask: "Why is a SYN flood cheap for the attacker and expensive for the server?",
        right: [
          "The server keeps a connection in SYN-RECEIVED for each SYN, the attacker keeps nothing",
          "SYN cookies undo just that: what has to be kept is put into the server's ISN (RFC 4987).",
        ],
        wrong: [
          [
            "Each SYN carries more data than the answer to it",
            "Both are about as long; it is memory that the server runs out of.",
          ],
          [
            "The server must wait in TIME-WAIT for each SYN",
            "Nothing was established, and nothing is closed: TIME-WAIT never comes.",
          ],
          [
            "The attacker answers every SYN+ACK with a FIN",
            "Attackers do not answer at all, often because the address is not theirs.",
          ],
        ],
      },
      zh: {
        ask: "SYN 洪泛为什么对攻击者便宜、对服务器昂贵？",
        right: [
          "每个 SYN 都让服务器保留一个 SYN-RECEIVED 的连接，攻击者自己什么都不用保留",
          "SYN Cookie 正是针对这一点：要保留的信息放进初始序号里（RFC 4987）。",
        ],
        wrong: [
          ["每个 SYN 的数据都比应答多", "两者长短差不多，耗尽的是服务器的内存。"],
          ["服务器要为每个 SYN 等待 TIME-WAIT", "连接没有建立，也没有关闭，谈不上 TIME-WAIT。"],
          ["攻击者用 FIN 应答每个 SYN+ACK", "攻击者根本不应答，往往连地址都不是自己的。"],
        ],
      },
    },
  ],
  "half-open": [
    {
      en: {
        ask: "One side has crashed and knows nothing of the connection. How does the other one find out?",
        right: [
          "Only by sending something: the answer is a RST",
          "While nobody sends, a half-open connection can last for days; keep-alive is there to ask.",
        ],
        wrong: [
          [
            "The crashed side sends a FIN while it goes down",
            "A crash sends nothing: it has no time for it.",
          ],
          [
            "The network tells it that the peer is gone",
            "The network carries packets, and knows of no connections.",
          ],
          ["It goes to CLOSE-WAIT by itself after some time", "Only a FIN that arrives leads to CLOSE-WAIT."],
        ],
      },
      zh: {
        ask: "一方崩溃后对连接一无所知，另一方怎样才会发现？",
        right: [
          "只有发送点什么：得到的应答是 RST",
          "只要没人发送，半开连接可以保持好几天；保活就是用来探问的。",
        ],
        wrong: [
          ["崩溃的一方在停机时会发 FIN", "崩溃什么也不会发，来不及。"],
          ["网络会通知它对方已经不在", "网络只负责传送分组，不知道有什么连接。"],
          ["过一段时间它会自己进入 CLOSE-WAIT", "只有收到 FIN 才会进入 CLOSE-WAIT。"],
        ],
      },
    },
  ],
} as const satisfies Questions;
