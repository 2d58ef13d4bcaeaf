/** What each control bit is, in words (RFC 9293 §3.1; ECE and CWR: RFC 3168; NS: RFC 3540, RFC 9768). */

import type { Both } from "../locale.js";

export interface FlagText {
  /** The full name, and what it means. */
  readonly name: string;
  readonly when: string;
}

export const FLAG_TEXTS = {
  SYN: {
    en: {
      name: "Synchronize sequence numbers",
      when: "Set in the first segment of each direction: it carries the initial sequence number (ISN) and takes one number itself.",
    },
    zh: {
      name: "同步序号（synchronize）",
      when: "每个方向的第一个报文段置位，序号字段是初始序号（ISN），SYN 本身占用一个序号。",
    },
  },
  ACK: {
    en: {
      name: "Acknowledgment field is significant",
      when: "Set in every segment but the first SYN and some RSTs. A pure ACK takes no sequence number.",
    },
    zh: {
      name: "确认（acknowledgment），确认号有效",
      when: "除第一个 SYN 和某些 RST 之外，所有报文段都置位。不带数据的 ACK 不占用序号。",
    },
  },
  FIN: {
    en: {
      name: "No more data from sender",
      when: "Set in the last segment of a direction, after CLOSE. It takes one sequence number; the other direction stays open.",
    },
    zh: {
      name: "发送方数据已发完（finish）",
      when: "应用程序关闭后，在该方向最后一个报文段中置位，占用一个序号，另一个方向仍然打开。",
    },
  },
  RST: {
    en: {
      name: "Reset the connection",
      when: "Set to abort a connection at once, or to refuse a segment that belongs to none. It is never acknowledged.",
    },
    zh: {
      name: "复位连接（reset）",
      when: "要立即中止连接，或拒绝不属于任何连接的报文段时置位。RST 不会得到确认。",
    },
  },
  PSH: {
    en: {
      name: "Push function",
      when: "Set when the sender has nothing more to send for now: the receiver should hand the data to the application without delay.",
    },
    zh: {
      name: "推送（push）",
      when: "发送方暂时没有更多数据时置位，接收方应尽快把数据交给应用程序。",
    },
  },
  URG: {
    en: {
      name: "Urgent pointer field is significant",
      when: "Set while there is urgent data. New applications should not use it (RFC 6093).",
    },
    zh: {
      name: "紧急（urgent），紧急指针有效",
      when: "有紧急数据时置位。新的应用程序不应再使用（RFC 6093）。",
    },
  },
  ECE: {
    en: {
      name: "ECN-Echo",
      when: "In a SYN it offers ECN (with CWR), in a SYN+ACK it agrees; later it reports that a packet arrived marked by a congested router, until CWR is seen.",
    },
    zh: {
      name: "ECN 回显（ECN-Echo）",
      when: "在 SYN 中（与 CWR 一起）表示支持 ECN，在 SYN+ACK 中表示同意；之后表示收到了带拥塞标记的分组，直到收到 CWR。",
    },
  },
  CWR: {
    en: {
      name: "Congestion Window Reduced",
      when: "Set once the sender has slowed down in answer to ECE; in a SYN it offers ECN, together with ECE.",
    },
    zh: {
      name: "拥塞窗口已减小（congestion window reduced）",
      when: "发送方因收到 ECE 而减速后置位；在 SYN 中与 ECE 一起表示支持 ECN。",
    },
  },
  NS: {
    en: {
      name: "Nonce Sum: history; the same bit is now AE, Accurate ECN (RFC 9768)",
      when: "RFC 9293 counts the bit among the 4 reserved ones. RFC 3540 used it for a nonce and is historic; RFC 9768 uses it to count congestion marks.",
    },
    zh: {
      name: "随机数之和（nonce sum），已成历史；该位现在是 AE（Accurate ECN，RFC 9768）",
      when: "RFC 9293 把它算在 4 个保留位里。RFC 3540 曾用它传送随机数，已作废；RFC 9768 用它统计拥塞标记。",
    },
  },
} as const satisfies Readonly<Record<string, Both<FlagText>>>;
