/** Sentences about options, SACK blocks, timestamps and ECN. */

import { entry, given } from "./entry.js";

type OptionTrouble = "syn-only" | "not-on-syn" | "not-agreed" | "not-offered" | "needs-ack";

export const OPTIONS = {
  "option-misplaced": entry<{ option: string; from: string; reason: OptionTrouble }>({
    title: { en: "An option that may not be used here", zh: "选项不能用在这里" },
    en: (a) => ({ what: `${a.from} may not send “${a.option}” here`, why: PLACES_EN[a.reason](a.option) }),
    zh: (a) => ({ what: `${a.from} 不能在这里使用“${a.option}”选项`, why: PLACES_ZH[a.reason](a.option) }),
  }),
  "option-too-large": entry<{ option: string; from: string; value: string; most: string }>({
    title: { en: "An option's value is too large", zh: "选项的值过大" },
    en: (a) => ({
      what: `${a.from}'s ${a.option}=${a.value} is more than ${a.option} may be`,
      why: "a window has to stay below 2^30 octets, so that new sequence numbers can be told from old ones; a receiver uses the largest shift instead",
      expected: `the most that may be sent is ${a.most}`,
    }),
    zh: (a) => ({
      what: `${a.from} 的 ${a.option}=${a.value} 超过了 ${a.option} 的最大值`,
      why: "窗口必须小于 2^30 字节，才能区分新旧序号；值过大时，接收方会按最大值处理",
      expected: `最大只能是 ${a.most}`,
    }),
  }),
  "sack-wrong": entry<{ block: string; reason: keyof typeof SACK_EN; expected: string }>({
    title: { en: "A SACK block that makes no sense", zh: "SACK 块不合理" },
    en: (a) => ({
      what:
        a.reason === "too-many"
          ? `There is no room for the SACK block ${a.block}`
          : a.reason === "not-first"
            ? `The SACK block ${a.block} should not come first`
            : `The SACK block ${a.block} makes no sense`,
      why: SACK_EN[a.reason],
      expected: given(a.expected, (e) =>
        a.reason === "not-first" ? `${e} comes first` : `${e} is expected`,
      ),
    }),
    zh: (a) => ({
      what:
        a.reason === "too-many"
          ? `SACK 块 ${a.block} 放不下`
          : a.reason === "not-first"
            ? `SACK 块 ${a.block} 不应排在第一个`
            : `SACK 块 ${a.block} 不合理`,
      why: SACK_ZH[a.reason],
      expected: given(a.expected, (e) => (a.reason === "not-first" ? `第一个块应为 ${e}` : `应为 ${e}`)),
    }),
  }),
  "timestamp-wrong": entry<{
    from: string;
    value: string;
    bound: string;
    reason: keyof typeof TIMESTAMPS_EN;
  }>({
    title: { en: "A timestamp that cannot be", zh: "时间戳不对" },
    en: (a) => TIMESTAMPS_EN[a.reason](a),
    zh: (a) => TIMESTAMPS_ZH[a.reason](a),
  }),
  "ecn-not-agreed": entry<{ from: string; flag: string }>({
    title: { en: "ECN was not agreed on", zh: "没有协商使用 ECN" },
    en: (a) => ({
      what: `${a.from} sets ${a.flag} on a connection without ECN`,
      why: "both sides agree on ECN in the handshake, by SYN+ECE+CWR and SYN+ACK+ECE",
    }),
    zh: (a) => ({
      what: `连接没有使用 ECN，${a.from} 却设置了 ${a.flag}`,
      why: "双方要在三次握手中用 SYN+ECE+CWR 和 SYN+ACK+ECE 协商使用 ECN",
    }),
  }),
} as const;

interface WrongTimestamp {
  readonly from: string;
  readonly value: string;
  readonly bound: string;
}

function notToEcho(why: string) {
  return (a: WrongTimestamp) => ({
    what: `${a.from}'s TSecr ${a.value} is not the TSval to send back`,
    why,
    expected: `${a.bound} is expected`,
  });
}

function notToEchoZh(why: string) {
  return (a: WrongTimestamp) => ({
    what: `${a.from} 的 TSecr ${a.value} 不是应当送回的 TSval`,
    why,
    expected: `应为 ${a.bound}`,
  });
}

const TIMESTAMPS_EN = {
  backwards: (a: WrongTimestamp) => ({
    what: `${a.from}'s TSval ${a.value} is less than one it has sent before`,
    why: "the clock behind TSval never runs backwards, otherwise PAWS would take the segment for an old one",
    expected: `at least ${a.bound} is expected`,
  }),
  echo: (a: WrongTimestamp) => ({
    what: `${a.from}'s TSecr ${a.value} is not a TSval that its peer has sent`,
    why: "TSecr sends back a TSval of the other side, and so measures the round-trip time",
    expected: `the latest is ${a.bound}`,
    link: "also" as const,
  }),
  "gone-by": notToEcho(
    "it has sent back a later one before, and the TSval that a receiver keeps to send back never goes back",
  ),
  "not-recent": notToEcho(
    "it came behind a gap, and a receiver keeps to the TSval of the last segment that arrived in order",
  ),
  "too-old": notToEcho("the segment with it was dropped as too old, and what is dropped is not sent back"),
  lost: notToEcho("the segment with it was lost, and only a TSval that has arrived is sent back"),
  "in-flight": notToEcho(
    "the segment with it has not arrived yet, and only a TSval that has arrived is sent back",
  ),
};

const TIMESTAMPS_ZH = {
  backwards: (a: WrongTimestamp) => ({
    what: `${a.from} 的 TSval ${a.value} 小于它之前发过的值`,
    why: "TSval 的时钟不会倒退，否则 PAWS 会把报文段当作旧的丢弃",
    expected: `至少应为 ${a.bound}`,
  }),
  echo: (a: WrongTimestamp) => ({
    what: `${a.from} 的 TSecr ${a.value} 不是对方发过的 TSval`,
    why: "TSecr 把对方的 TSval 原样送回，用来测量往返时间",
    expected: `对方最近的 TSval 是 ${a.bound}`,
    link: "also" as const,
  }),
  "gone-by": notToEchoZh("它已经送回过更晚的 TSval，而接收方为送回所记的 TSval 不会倒退"),
  "not-recent": notToEchoZh("它来自空缺之后的报文段，而接收方送回的是最近一个按序到达的报文段的 TSval"),
  "too-old": notToEchoZh("带有它的报文段因为太旧而被丢弃，被丢弃的 TSval 不会送回"),
  lost: notToEchoZh("带有它的报文段已经丢失，只有到达了的 TSval 才会送回"),
  "in-flight": notToEchoZh("带有它的报文段还没有到达，只有到达了的 TSval 才会送回"),
};

type Reasons = Readonly<Record<OptionTrouble, (option: string) => string>>;

const PLACES_EN: Reasons = {
  "syn-only": () => "this option is settled when the connection opens, and appears only in a SYN",
  "not-on-syn": () => "it reports data that has arrived on an open connection, so no SYN carries it",
  "not-agreed": (option) => `both sides must have offered “${offer(option)}” in their SYNs`,
  "not-offered": (option) => `the other side's SYN must have carried “${offer(option)}” first`,
  "needs-ack": () => "its blocks add to the acknowledgment number, which counts only with the ACK flag",
};

const PLACES_ZH: Reasons = {
  "syn-only": () => "这个选项在建立连接时商定，只能出现在 SYN 报文段中",
  "not-on-syn": () => "它报告已建立的连接上收到的数据，不能出现在 SYN 报文段中",
  "not-agreed": (option) => `双方都要在各自的 SYN 中带有“${offer(option)}”，之后才能使用`,
  "not-offered": (option) => `对方的 SYN 中带有“${offer(option)}”，之后才能使用`,
  "needs-ack": () => "它的块是对确认号的补充，而确认号只在 ACK 标志位置 1 时有效",
};

/** The option of the SYN by which an option is allowed. */
function offer(option: string): string {
  return option === "sack" ? "sackok" : option;
}

const SACK_EN = {
  order: "the left edge of a block comes before its right edge",
  acked:
    "a block reports data beyond the acknowledgment number; below it only the first block may lie, to report a duplicate",
  "not-received": "a block reports only data that has arrived behind a gap",
  "right-edge": "the right edge of a block is the number behind its last octet",
  "left-edge": "the left edge of a block is the number of its first octet",
  whole: "a block is all that has arrived behind a gap without another gap in it, from the first octet on",
  "not-twice":
    "what is acknowledged needs no block; below the acknowledgment number a block reports a duplicate, and none has arrived",
  twice:
    "below the acknowledgment number the first block reports a duplicate: its edges are the first octet that came again and the number behind the last (RFC 2883 §4)",
  peer: "a block numbers the octets that have been received, so it counts as the other side's seq does",
  touches:
    "blocks that lie side by side are one, since the octets just below a block and just above it have not arrived",
  "too-many": "the 40 octets of TCP's options hold four blocks, three where there are timestamps as well",
  "not-first":
    "the first block is the one with the segment that this ACK answers, which tells the sender what has just arrived",
} as const;

const SACK_ZH = {
  order: "块的左边界必须在右边界之前",
  acked: "SACK 块报告的是确认号之后的数据，只有第一个块可以在确认号之前，用来报告重复到达的数据",
  "not-received": "SACK 块只能报告空缺之后已经到达的数据",
  "right-edge": "块的右边界是最后一个字节的序号加 1",
  "left-edge": "块的左边界是第一个字节的序号",
  whole: "块是空缺之后已经到达的一整段连续数据，从第一个字节算起",
  "not-twice": "已经确认的数据不需要再用块报告；确认号之前的块用来报告重复到达的数据，而这里没有数据重复到达",
  twice:
    "确认号之前的第一个块用来报告重复到达的数据：左边界是重复数据第一个字节的序号，右边界是最后一个字节的序号加 1（RFC 2883 §4）",
  peer: "块报告的是收到的数据，用的是对方的序号",
  touches: "首尾相接的数据是同一个块，因为紧挨着一个块的前后两个字节都还没有到达",
  "too-many": "TCP 选项一共只有 40 字节，最多放四个块，带时间戳时最多三个",
  "not-first": "第一个块必须包含触发这个 ACK 的报文段，发送方由此知道刚刚到达的是哪些数据",
} as const;
