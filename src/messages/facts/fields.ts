/** What each field of the TCP header, and each option, is in words (RFC 9293 §3.1, §3.2). */

import type { Both } from "../locale.js";

export interface FieldText {
  readonly name: string;
  readonly meaning: string;
}

export const FIELD_TEXTS = {
  sourcePort: {
    en: { name: "Source Port", meaning: "The port of the sender." },
    zh: { name: "源端口（Source Port）", meaning: "发送方的端口号。" },
  },
  destinationPort: {
    en: { name: "Destination Port", meaning: "The port of the receiver." },
    zh: { name: "目的端口（Destination Port）", meaning: "接收方的端口号。" },
  },
  seq: {
    en: {
      name: "Sequence Number",
      meaning:
        "The number of the first octet of data in the segment. With SYN it is the initial sequence number (ISN), and the data begins at ISN+1. All arithmetic is modulo 2^32.",
    },
    zh: {
      name: "序号（Sequence Number）",
      meaning:
        "报文段中第一个数据字节的序号。带 SYN 时是初始序号（ISN），数据从 ISN+1 开始。所有运算都对 2^32 取模。",
    },
  },
  ack: {
    en: {
      name: "Acknowledgment Number",
      meaning:
        "The next sequence number that the sender of the segment expects: everything before it has arrived. It counts only with the ACK flag.",
    },
    zh: {
      name: "确认号（Acknowledgment Number）",
      meaning: "期望收到的下一个字节的序号，表示之前的内容都已收到。只有 ACK 置位时才有效。",
    },
  },
  dataOffset: {
    en: {
      name: "Data Offset",
      meaning: "The length of the header in 32-bit words, 5 to 15: where the data begins.",
    },
    zh: {
      name: "数据偏移（Data Offset）",
      meaning: "首部长度，以 32 位字为单位，5 到 15，指出数据从哪里开始。",
    },
  },
  reserved: {
    en: { name: "Reserved", meaning: "Must be zero when sent, ignored when received." },
    zh: { name: "保留（Reserved）", meaning: "发送时必须为 0，接收时忽略。" },
  },
  flags: {
    en: {
      name: "Control bits (flags)",
      meaning: "From left to right CWR, ECE, URG, ACK, PSH, RST, SYN, FIN.",
    },
    zh: { name: "控制位（标志位）", meaning: "从左到右依次为 CWR、ECE、URG、ACK、PSH、RST、SYN、FIN。" },
  },
  win: {
    en: {
      name: "Window",
      meaning:
        "How many octets, from ack on, the sender of the segment can take. After the SYNs the value is shifted by the window scale.",
    },
    zh: {
      name: "窗口（Window）",
      meaning: "从确认号算起，本端还能接收多少字节。SYN 之后的值要按窗口扩大因子左移。",
    },
  },
  checksum: {
    en: {
      name: "Checksum",
      meaning: "Covers the header, the data and a pseudo-header with the addresses. It is never optional.",
    },
    zh: { name: "检验和（Checksum）", meaning: "检验范围包括首部、数据和含有地址的伪首部，必须使用。" },
  },
  urg: {
    en: {
      name: "Urgent Pointer",
      meaning:
        "Added to seq it gives the octet that follows the urgent data. It counts only with the URG flag.",
    },
    zh: {
      name: "紧急指针（Urgent Pointer）",
      meaning: "与序号相加，指向紧急数据之后的那个字节。只有 URG 置位时才有效。",
    },
  },
  options: {
    en: { name: "Options", meaning: "Up to 40 octets, padded with zeros to a multiple of 32 bits." },
    zh: { name: "选项（Options）", meaning: "最多 40 字节，用 0 填充到 32 位的整数倍。" },
  },
  data: {
    en: { name: "Data", meaning: "The octets of the application. Each takes one sequence number." },
    zh: { name: "数据（Data）", meaning: "应用程序的字节，每个字节占一个序号。" },
  },
  len: {
    en: {
      name: "Length of the data",
      meaning:
        "No field of the header: it follows from the IP length and the Data Offset. SYN and FIN are not counted in it, though each takes a sequence number.",
    },
    zh: {
      name: "数据长度",
      meaning: "首部中没有这个字段，由 IP 总长度和数据偏移算出。不包括 SYN 和 FIN，尽管它们各占用一个序号。",
    },
  },
  mss: {
    en: {
      name: "Maximum Segment Size",
      meaning:
        "The most data its sender will take in one segment; in SYN segments only. Unsaid it is 536 (IPv4) or 1220 (IPv6).",
    },
    zh: {
      name: "最大报文段长度（MSS）",
      meaning:
        "本端愿意接收的一个报文段的最大数据量，只出现在 SYN 报文段中。没有时按 536（IPv4）或 1220（IPv6）计。",
    },
  },
  wscale: {
    en: {
      name: "Window Scale",
      meaning:
        "The Window field of later segments is shifted left by this number, 0 to 14; in SYN segments only, and only if both sides send it (RFC 7323).",
    },
    zh: {
      name: "窗口扩大（Window Scale）",
      meaning: "之后的窗口字段要左移的位数，0 到 14，只出现在 SYN 报文段中，双方都发送才有效（RFC 7323）。",
    },
  },
  sackok: {
    en: {
      name: "SACK Permitted",
      meaning: "Its sender understands selective acknowledgments; in SYN segments only (RFC 2018).",
    },
    zh: {
      name: "允许选择确认（SACK Permitted）",
      meaning: "表示支持选择确认，只出现在 SYN 报文段中（RFC 2018）。",
    },
  },
  sack: {
    en: {
      name: "Selective Acknowledgment (SACK)",
      meaning:
        "Blocks of data that have arrived beyond a gap: the first number of each block, and the number after its last (RFC 2018).",
    },
    zh: {
      name: "选择确认（SACK）",
      meaning: "空缺之后已经到达的数据块，每块给出第一个序号和最后一个序号加 1（RFC 2018）。",
    },
  },
  ts: {
    en: {
      name: "Timestamps",
      meaning:
        "TSval is the sender's clock, TSecr repeats the last one received: to measure round trips, and to recognize old segments (RFC 7323).",
    },
    zh: {
      name: "时间戳（Timestamps）",
      meaning: "TSval 是发送方的时钟，TSecr 回送最近收到的值，用来测量往返时间、识别旧报文段（RFC 7323）。",
    },
  },
  tfo: {
    en: {
      name: "TCP Fast Open",
      meaning:
        "A cookie that lets the server accept data on the SYN; without a value it asks for one (RFC 7413).",
    },
    zh: {
      name: "TCP 快速打开（Fast Open）",
      meaning: "凭 Cookie 让服务器接受 SYN 携带的数据；不带值表示请求 Cookie（RFC 7413）。",
    },
  },
} as const satisfies Readonly<Record<string, Both<FieldText>>>;
