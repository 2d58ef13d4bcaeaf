/** Misconceptions of numbers and lengths. */

import type { Misconceptions } from "./misconception-text.js";

export const NUMBERS = {
  "syn-not-counted": {
    en: {
      name: "the SYN's number forgotten",
      text: "A SYN takes one sequence number, though it carries no data: the numbers after it begin one higher.",
    },
    zh: { name: "漏算 SYN 的序号", text: "SYN 虽然不带数据，也要占用一个序号：它之后的序号要从下一个开始。" },
  },
  "fin-not-counted": {
    en: {
      name: "the FIN's number forgotten",
      text: "A FIN takes one sequence number, just like a SYN: whatever follows or acknowledges it counts that one too.",
    },
    zh: {
      name: "漏算 FIN 的序号",
      text: "FIN 和 SYN 一样占用一个序号：在它之后发送的、对它的确认，都要把这一个算进去。",
    },
  },
  "pure-ack-counted": {
    en: {
      name: "a pure ACK counted",
      text: "An ACK without data takes no sequence number: what is sent after it has the same seq.",
    },
    zh: {
      name: "把纯 ACK 也算了序号",
      text: "不带数据的 ACK 不占用序号：它之后发送的报文段，序号（seq）和它相同。",
    },
  },
  "ack-for-seq": {
    en: {
      name: "ack taken for seq",
      text: "This is the number of what the other side sends. seq numbers the sender's own octets; ack is about the peer's.",
    },
    zh: {
      name: "把确认号当成序号",
      text: "这是对方数据的序号。序号（seq）给自己发送的字节编号，确认号（ack）说的才是对方的字节。",
    },
  },
  "seq-for-ack": {
    en: {
      name: "seq taken for ack",
      text: "This is the sender's own number. ack says which octet of the other side is expected next.",
    },
    zh: {
      name: "把序号当成确认号",
      text: "这是发送方自己的序号。确认号（ack）说的是期望收到对方的下一个字节。",
    },
  },
  "peer-number": {
    en: {
      name: "a number of the other direction",
      text: "Each direction has its own numbers, from its own ISN. This one belongs to the other direction.",
    },
    zh: {
      name: "用了另一个方向的序号",
      text: "两个方向各有自己的初始序号（ISN）和序号，这个数属于另一个方向。",
    },
  },
  "peer-octets-counted": {
    en: {
      name: "the other direction's octets counted",
      text: "Only what was sent in this direction moves this number; octets of the other direction do not count here.",
    },
    zh: {
      name: "把另一方向的字节算进来了",
      text: "只有这个方向上发送的字节才会使这个序号增加，另一个方向的字节不算在内。",
    },
  },
  "length-not-counted": {
    en: {
      name: "octets not counted",
      text: "Every octet of data takes one number: the number moves on by the length of what was sent before.",
    },
    zh: { name: "漏算数据长度", text: "每个数据字节占用一个序号：前面发送了多少字节，序号就要增加多少。" },
  },
  "length-counted-twice": {
    en: {
      name: "octets counted twice",
      text: "The octets sent before are counted more than once here. Each octet moves the number on by one, and only once.",
    },
    zh: {
      name: "数据长度重复计算",
      text: "前面发送的字节在这里被多算了一次。每个字节只使序号增加 1，且只算一次。",
    },
  },
  "own-octets-counted": {
    en: {
      name: "the segment's own numbers counted",
      text: "seq is the first number that this segment takes; what it takes itself, with data, a SYN or a FIN, is counted only in the next one.",
    },
    zh: {
      name: "把本报文段自己占用的序号也算进去了",
      text: "序号（seq）是本报文段占用的第一个序号；它自己的数据、SYN 或 FIN 占用的序号，要到下一个报文段才算进去。",
    },
  },
  "last-octet": {
    en: {
      name: "the last octet instead of the next",
      text: "The last octet that was sent has been numbered already. What is asked for is the number of the next one.",
    },
    zh: {
      name: "写成了最后一个字节的序号",
      text: "已发送的最后一个字节的序号已经用过，这里要的是下一个字节的序号。",
    },
  },
  "off-by-one": {
    en: {
      name: "off by one",
      text: "One too many or one too few. Data takes a number for each octet, SYN and FIN one each, a pure ACK none.",
    },
    zh: {
      name: "相差 1",
      text: "多了 1 或者少了 1。数据每字节占一个序号，SYN 和 FIN 各占一个，纯 ACK 不占。",
    },
  },
  "isn-assumed": {
    en: {
      name: "a starting number assumed",
      text: "Numbering begins at the ISN, which the sender chooses: it is not 0 or 1, nor any other number that nobody wrote. Count from what the SYN says.",
    },
    zh: {
      name: "臆定了初始序号",
      text: "序号从发送方选定的初始序号（ISN）开始：它不是 0 或 1，也不是别的没有写明的数。请从 SYN 写明的序号算起。",
    },
  },
  "same-isn": {
    en: {
      name: "one ISN for both sides",
      text: "Each side chooses its own ISN. One letter for both would say that they happen to be equal.",
    },
    zh: {
      name: "双方用了同一个 ISN",
      text: "双方各自选定自己的初始序号（ISN）。用同一个字母，等于说两者恰好相等。",
    },
  },
  "isn-again": {
    en: {
      name: "the ISN used again",
      text: "The ISN is the SYN's own number. What is sent later is counted on from there.",
    },
    zh: {
      name: "又用了初始序号",
      text: "初始序号（ISN）是 SYN 自己的序号，后面发送的内容要从那里接着往下数。",
    },
  },
  "new-number-for-retransmission": {
    en: {
      name: "a new number for a retransmission",
      text: "Octets are sent again here. They keep the numbers that they had; a retransmission takes no new ones.",
    },
    zh: {
      name: "重传用了新的序号",
      text: "这里重传的是已经发送过的字节，它们沿用原来的序号，重传不占用新的序号。",
    },
  },
  "old-number": {
    en: {
      name: "a number that was used before",
      text: "Octets with this number have been sent already. New octets continue where the last segment ended.",
    },
    zh: {
      name: "用了已经用过的序号",
      text: "这个序号的字节已经发送过。新的字节要从上一个报文段结束的地方接着编号。",
    },
  },
  "number-skipped": {
    en: {
      name: "numbers skipped",
      text: "Numbers are left out between what this sender has sent so far and this segment. They follow each other without a gap.",
    },
    zh: {
      name: "跳过了一段序号",
      text: "这一方到目前为止发送的内容与这个报文段之间跳过了一些序号。序号是一个接一个的，中间没有空缺。",
    },
  },
  "ack-old": {
    en: {
      name: "ack does not move on",
      text: "ack counts everything that has arrived in order, including what came last; it never goes back.",
    },
    zh: { name: "确认号没有前进", text: "确认号（ack）把按序到达的都算在内，包括最近到达的；它不会后退。" },
  },
  "ack-ahead": {
    en: {
      name: "acknowledges what was never sent",
      text: "ack may not go beyond what the other side has sent so far.",
    },
    zh: { name: "确认了尚未发送的内容", text: "确认号（ack）不能超过对方到目前为止发送的内容。" },
  },
  "ack-not-arrived": {
    en: {
      name: "acknowledges what has not arrived",
      text: "ack counts only what has arrived without a gap; a segment that is lost or still on its way is not counted.",
    },
    zh: {
      name: "确认了尚未到达的内容",
      text: "确认号（ack）只算连续到达的部分，丢失的和仍在途中的报文段不能算。",
    },
  },
  "ack-not-taken": {
    en: {
      name: "a segment counted that was not accepted",
      text: "A segment that does not fit the connection is not taken, and so not counted: ack still names what is expected next.",
    },
    zh: {
      name: "把没有被接受的报文段算进了确认",
      text: "不符合连接状态的报文段不会被接受，也就不算在内：确认号（ack）仍然是期望收到的下一个序号。",
    },
  },
  "before-the-beginning": {
    en: {
      name: "a number before the beginning",
      text: "Numbering does not begin there: this lies before the first number that this direction has in the exchange.",
    },
    zh: {
      name: "比初始序号还小",
      text: "序号不是从那里开始的：这个数比这个方向在交互中的第一个序号还要靠前。",
    },
  },
  "other-number": {
    en: {
      name: "another number",
      text: "This number does not fit here. Follow step by step what each end has sent, and what has reached the other.",
    },
    zh: {
      name: "数值不对",
      text: "这个数与这里不符。请一步一步看双方各发送了什么、对方收到了什么。",
    },
  },
  "beyond-32-bits": {
    en: {
      name: "more than 32 bits",
      text: "A sequence number has 32 bits, and there is none as large as this: counting goes round, modulo 2^32.",
    },
    zh: {
      name: "超出 32 位",
      text: "序号只有 32 位，没有这么大的数：序号按模 2^32 循环。",
    },
  },
  "reset-number": {
    en: {
      name: "the numbers of a RST",
      text: "An end that sends a RST in answer has no numbers of its own for this: it takes them from the segment that it answers, one way if that carried an ACK, another way if not.",
    },
    zh: {
      name: "RST 的序号",
      text: "作为应答发送 RST 的一方没有自己的序号可用，要从所应答的报文段里取：那个报文段带不带 ACK，取法不同。",
    },
  },
  "new-letter": {
    en: {
      name: "a new letter for a number that is known",
      text: "The number here follows from the lines above. Write it with their letters and numbers, not with a new letter.",
    },
    zh: {
      name: "已经确定的数却用了新字母",
      text: "这里的数由前面各行就能确定，请用其中的字母和数写出来，不要引入新字母。",
    },
  },
  undetermined: {
    en: {
      name: "cannot be decided",
      text: "Whether this is right depends on letters whose value nobody has written. Count with the letters that the lines above use.",
    },
    zh: { name: "无法判定", text: "对不对取决于没有写明数值的字母。请用前面各行使用的字母来计算。" },
  },
  "wrong-length": {
    en: {
      name: "wrong length",
      text: "len counts the octets of data, and nothing else: no header, no SYN, no FIN.",
    },
    zh: { name: "长度不对", text: "长度（len）只算数据的字节数，不包括首部，也不包括 SYN 和 FIN。" },
  },
  "header-counted": {
    en: {
      name: "the header counted as data",
      text: "len counts the octets of data alone; the header takes no sequence numbers.",
    },
    zh: { name: "把首部算进了长度", text: "长度（len）只算数据字节，首部不占用序号。" },
  },
  "flag-counted-as-data": {
    en: {
      name: "SYN or FIN counted as data",
      text: "SYN and FIN take a sequence number each, but they are not data: len does not count them.",
    },
    zh: {
      name: "把 SYN 或 FIN 当成数据",
      text: "SYN 和 FIN 各占一个序号，但不是数据，长度（len）不把它们算在内。",
    },
  },
  "characters-for-octets": {
    en: {
      name: "characters counted instead of octets",
      text: "TCP numbers octets. A character outside ASCII takes more than one octet in UTF-8.",
    },
    zh: {
      name: "数了字符而不是字节",
      text: "TCP 按字节编号。ASCII 以外的字符（如汉字）在 UTF-8 中不止一个字节。",
    },
  },
  "number-for-length": {
    en: {
      name: "a sequence number taken for a length",
      text: "len says how many octets the segment carries, not which ones.",
    },
    zh: { name: "把序号当成长度", text: "长度（len）说的是报文段携带多少字节，而不是它们的序号。" },
  },
} as const satisfies Misconceptions;
