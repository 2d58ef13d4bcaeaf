/**
 * What an answer seems to have misunderstood: a name, and a short explanation. It says what kind of mistake it
 * is and by which rule to think again, never what would be right.
 */

import type { Both } from "./locale.js";

export interface MisconceptionText {
  /** A few words, for a table. */
  readonly name: string;
  /** A sentence or two for the learner. */
  readonly text: string;
}

export const MISCONCEPTIONS = {
  "syn-not-counted": {
    en: {
      name: "the SYN's number forgotten",
      text: "A SYN takes one sequence number, though it carries no data: the numbers after it begin one higher.",
    },
    zh: { name: "漏算 SYN 的序号", text: "SYN 虽然不带数据，也要占用一个序号：它之后的编号要从下一个开始。" },
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
      text: "这是对方数据的编号。序号（seq）给自己发送的字节编号，确认号（ack）说的才是对方的字节。",
    },
  },
  "seq-for-ack": {
    en: {
      name: "seq taken for ack",
      text: "This is the sender's own number. ack says which octet of the other side is expected next.",
    },
    zh: {
      name: "把序号当成确认号",
      text: "这是发送方自己的编号。确认号（ack）说的是期望收到对方的下一个字节。",
    },
  },
  "peer-number": {
    en: {
      name: "a number of the other direction",
      text: "Each direction has its own numbers, from its own ISN. This one belongs to the other direction.",
    },
    zh: {
      name: "用了另一个方向的编号",
      text: "两个方向各有自己的初始序号（ISN）和编号，这个数属于另一个方向。",
    },
  },
  "peer-octets-counted": {
    en: {
      name: "the other direction's octets counted",
      text: "Only what was sent in this direction moves this number; octets of the other direction do not count here.",
    },
    zh: {
      name: "把另一方向的字节算进来了",
      text: "只有这个方向上发送的字节才会使这个编号增加，另一个方向的字节不算在内。",
    },
  },
  "length-not-counted": {
    en: {
      name: "octets not counted",
      text: "Every octet of data takes one number: the number moves on by the length of what was sent before.",
    },
    zh: { name: "漏算数据长度", text: "每个数据字节占用一个序号：前面发送了多少字节，编号就要增加多少。" },
  },
  "length-counted-twice": {
    en: {
      name: "octets counted twice",
      text: "The octets sent before are counted more than once here. Each octet moves the number on by one, and only once.",
    },
    zh: {
      name: "数据长度重复计算",
      text: "前面发送的字节在这里被多算了一次。每个字节只使编号增加 1，且只算一次。",
    },
  },
  "own-octets-counted": {
    en: {
      name: "the segment's own octets counted",
      text: "seq is the number of this segment's first octet; what it carries itself is counted only in the next one.",
    },
    zh: {
      name: "把本报文段的数据算进了自己的序号",
      text: "序号（seq）是本报文段第一个字节的编号，它自己携带的内容要到下一个报文段才算进去。",
    },
  },
  "last-octet": {
    en: {
      name: "the last octet instead of the next",
      text: "The last octet that was sent has been numbered already. What is asked for is the number of the next one.",
    },
    zh: {
      name: "写成了最后一个字节的编号",
      text: "已发送的最后一个字节的编号已经用过，这里要的是下一个字节的编号。",
    },
  },
  "off-by-one": {
    en: {
      name: "off by one",
      text: "One too many or one too few. Data takes a number for each octet, SYN and FIN one each, a pure ACK none.",
    },
    zh: { name: "差一", text: "多了 1 或者少了 1。数据每字节占一个序号，SYN 和 FIN 各占一个，纯 ACK 不占。" },
  },
  "isn-assumed": {
    en: {
      name: "a starting number assumed",
      text: "Numbering begins at the ISN, which the sender chooses: it is not 0 or 1, nor any other number that nobody wrote. Count from what the SYN says.",
    },
    zh: {
      name: "臆定了初始序号",
      text: "编号从发送方选定的初始序号（ISN）开始：它不是 0 或 1，也不是别的没有写明的数。请从 SYN 写明的序号算起。",
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
      text: "A retransmission carries the same octets, so it has the same seq as the first time.",
    },
    zh: { name: "重传用了新的序号", text: "重传的是同样的字节，所以序号（seq）与第一次发送时相同。" },
  },
  "old-number": {
    en: {
      name: "a number that was used before",
      text: "Octets with this number have been sent already. New octets continue where the last segment ended.",
    },
    zh: {
      name: "用了已经用过的序号",
      text: "这个编号的字节已经发送过。新的字节要从上一个报文段结束的地方接着编号。",
    },
  },
  "number-skipped": {
    en: {
      name: "numbers skipped",
      text: "Numbers are left out between the last segment of this sender and this one. They follow each other without a gap.",
    },
    zh: {
      name: "跳过了一段序号",
      text: "与这一方的上一个报文段之间跳过了一些编号。序号是一个接一个的，中间没有空缺。",
    },
  },
  "ack-old": {
    en: {
      name: "ack does not move on",
      text: "ack counts everything that has arrived in order, also what came last; it never goes back.",
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
  "reset-number": {
    en: {
      name: "the numbers of a RST",
      text: "A RST that answers a segment takes its seq from that segment's ack; where there was none, its seq is 0 and its ack counts that segment.",
    },
    zh: {
      name: "RST 的编号",
      text: "作为应答的 RST，其序号取自所应答报文段的确认号；对方没有 ACK 时，序号为 0，并用确认号确认那个报文段。",
    },
  },
  "new-letter": {
    en: {
      name: "a new letter for a number that is known",
      text: "What stands here follows from the lines above. Write it with their letters and numbers, not with a new letter.",
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
      text: "SYN and FIN take a sequence number each, but they are no data: len does not count them.",
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
    zh: { name: "把编号当成长度", text: "长度（len）说的是报文段携带多少字节，而不是它们的编号。" },
  },
  "established-too-early": {
    en: {
      name: "ESTABLISHED too early",
      text: "ESTABLISHED is reached only when this end knows that its own SYN has been acknowledged and has the peer's SYN.",
    },
    zh: {
      name: "过早进入 ESTABLISHED",
      text: "只有收到对方的 SYN、并且自己的 SYN 得到确认之后，这一端才进入 ESTABLISHED。",
    },
  },
  "closed-too-early": {
    en: {
      name: "CLOSED too early",
      text: "Whoever closes first waits in TIME-WAIT for two MSL, in case its last ACK is lost; only then it is CLOSED.",
    },
    zh: {
      name: "过早进入 CLOSED",
      text: "先关闭的一方要在 TIME-WAIT 等待 2MSL，以防最后一个 ACK 丢失，之后才进入 CLOSED。",
    },
  },
  "time-wait-side": {
    en: {
      name: "TIME-WAIT on the wrong side",
      text: "TIME-WAIT is for the end that closed first and sent the last ACK, not for the one that closed second.",
    },
    zh: {
      name: "TIME-WAIT 放错了一方",
      text: "进入 TIME-WAIT 的是先关闭、并发送最后一个 ACK 的一方，而不是后关闭的一方。",
    },
  },
  "closer-confused": {
    en: {
      name: "active and passive close mixed up",
      text: "Who sends its FIN first goes through FIN-WAIT; who receives one first goes through CLOSE-WAIT and LAST-ACK.",
    },
    zh: {
      name: "混淆主动关闭与被动关闭",
      text: "先发 FIN 的一方经过 FIN-WAIT 状态，先收到 FIN 的一方经过 CLOSE-WAIT 和 LAST-ACK。",
    },
  },
  "fin-waits-confused": {
    en: {
      name: "FIN-WAIT-1 and FIN-WAIT-2 mixed up",
      text: "In FIN-WAIT-1 the own FIN is not acknowledged yet; in FIN-WAIT-2 it is, and the peer's FIN is awaited.",
    },
    zh: {
      name: "混淆 FIN-WAIT-1 与 FIN-WAIT-2",
      text: "FIN-WAIT-1 时自己的 FIN 还没有被确认；FIN-WAIT-2 时已被确认，正在等待对方的 FIN。",
    },
  },
  "close-wait-last-ack": {
    en: {
      name: "CLOSE-WAIT and LAST-ACK mixed up",
      text: "In CLOSE-WAIT the peer's FIN is here and the own one is still to be sent; in LAST-ACK it was sent and waits for its ACK.",
    },
    zh: {
      name: "混淆 CLOSE-WAIT 与 LAST-ACK",
      text: "CLOSE-WAIT 时收到了对方的 FIN，自己的还没有发；LAST-ACK 时自己的 FIN 已经发出，正在等待确认。",
    },
  },
  "closing-confused": {
    en: {
      name: "CLOSING mixed up",
      text: "CLOSING is for a simultaneous close: the peer's FIN came before the ACK of the own one.",
    },
    zh: {
      name: "混淆 CLOSING",
      text: "CLOSING 出现在同时关闭时：对自己 FIN 的确认还没有来，对方的 FIN 先到了。",
    },
  },
  "listen-syn-sent": {
    en: {
      name: "LISTEN and SYN-SENT mixed up",
      text: "LISTEN waits for somebody's SYN (a server); SYN-SENT has sent one itself (a client).",
    },
    zh: {
      name: "混淆 LISTEN 与 SYN-SENT",
      text: "LISTEN 是等待别人的 SYN（服务器），SYN-SENT 是自己已经发出 SYN（客户端）。",
    },
  },
  "syn-states-confused": {
    en: {
      name: "SYN-SENT and SYN-RECEIVED mixed up",
      text: "SYN-SENT has sent a SYN and received none; SYN-RECEIVED has received one and sent its own.",
    },
    zh: {
      name: "混淆 SYN-SENT 与 SYN-RECEIVED",
      text: "SYN-SENT 是发出了 SYN、还没有收到对方的；SYN-RECEIVED 是收到了对方的 SYN，也发出了自己的。",
    },
  },
  "state-before": {
    en: {
      name: "the state before instead of after",
      text: "This end was in that state earlier. The lines above have moved it on.",
    },
    zh: {
      name: "写成了之前的状态",
      text: "这一端早先处于该状态，前面的报文段或事件已经使它转移到了别的状态。",
    },
  },
  "state-after": {
    en: {
      name: "a state that comes later",
      text: "This end gets there later. What moves it there has not happened yet.",
    },
    zh: { name: "写成了之后的状态", text: "这一端之后才会进入该状态，引起转移的报文段或事件还没有发生。" },
  },
  "other-end": {
    en: {
      name: "the other end's state",
      text: "That is the state of the other end. Each end has a state of its own.",
    },
    zh: { name: "写成了另一端的状态", text: "这是另一端的状态。两端各有自己的状态。" },
  },
  "wrong-state": {
    en: {
      name: "another state",
      text: "This end is not in that state. Follow what it has sent and received so far through the state diagram.",
    },
    zh: { name: "状态不对", text: "这一端不处于该状态。请对照状态转移图，看它到目前为止发送和收到了什么。" },
  },
  "ack-flag-missing": {
    en: {
      name: "the ACK flag missing",
      text: "Except for the first SYN, and some RSTs, every segment carries the ACK flag; an ack number counts only with it.",
    },
    zh: {
      name: "缺少 ACK 标志",
      text: "除了最初的 SYN 和某些 RST，每个报文段都带 ACK 标志；只有 ACK 置位，确认号才有效。",
    },
  },
  "ack-flag-extra": {
    en: {
      name: "ACK where there is nothing to acknowledge",
      text: "Nothing has been received yet in this connection, so there is nothing to acknowledge.",
    },
    zh: { name: "多了 ACK 标志", text: "这条连接上还没有收到任何报文段，没有什么可确认的。" },
  },
  "syn-for-syn-ack": {
    en: {
      name: "SYN instead of SYN+ACK",
      text: "A SYN is answered by the own SYN and, in the same segment, the ACK of the peer's.",
    },
    zh: {
      name: "该用 SYN+ACK 却写了 SYN",
      text: "应答 SYN 时，自己的 SYN 和对对方 SYN 的 ACK 在同一个报文段里。",
    },
  },
  "syn-missing": {
    en: {
      name: "the SYN missing",
      text: "This end has not sent its SYN yet. Nothing else can be sent before it.",
    },
    zh: { name: "缺少 SYN", text: "这一端还没有发送自己的 SYN，在此之前不能发送别的。" },
  },
  "syn-extra": {
    en: {
      name: "a SYN that does not belong here",
      text: "SYN opens a connection and is sent once by each side, at its beginning.",
    },
    zh: { name: "多了 SYN", text: "SYN 用来建立连接，每一方只在开始时发送一次。" },
  },
  "fin-missing": {
    en: {
      name: "the FIN missing",
      text: "The lines that follow presuppose that this end has finished sending.",
    },
    zh: { name: "缺少 FIN", text: "后面各行表明，这一端在这里应当结束发送。" },
  },
  "fin-extra": {
    en: {
      name: "a FIN that does not belong here",
      text: "FIN says that this side has nothing more to send. Here it still has, or has said so already.",
    },
    zh: { name: "多了 FIN", text: "FIN 表示这一方不再发送数据；而这里它还要发送，或者早已发过 FIN。" },
  },
  "rst-missing": {
    en: {
      name: "the RST missing",
      text: "A segment that fits no connection, or an abort, is answered with a RST.",
    },
    zh: { name: "缺少 RST", text: "对不属于任何连接的报文段，或者异常终止（abort）时，要发送 RST。" },
  },
  "rst-extra": {
    en: {
      name: "a RST that does not belong here",
      text: "RST breaks the connection off at once; here it goes on, or ends in order.",
    },
    zh: { name: "多了 RST", text: "RST 会立即中断连接；而这里连接还在继续，或者是正常关闭。" },
  },
  "impossible-flags": {
    en: {
      name: "flags that exclude each other",
      text: "SYN, FIN and RST never stand in one segment: one opens, one ends, one breaks off.",
    },
    zh: {
      name: "互相矛盾的标志",
      text: "SYN、FIN、RST 不会同时出现：一个建立连接，一个结束发送，一个中断连接。",
    },
  },
  "wrong-flags": {
    en: { name: "other flags", text: "These flags do not fit what this end has to say here." },
    zh: { name: "标志不对", text: "这些标志与这一端此时要表达的意思不符。" },
  },
  "wrong-sender": {
    en: { name: "the wrong sender", text: "It is the other end's turn: think of who has to answer here." },
    zh: { name: "发送方不对", text: "这里应当由另一端发送：想一想该由谁来应答。" },
  },
  "wrong-segment": {
    en: {
      name: "another segment",
      text: "TCP does not allow this segment here, or the lines below do not follow from it.",
    },
    zh: { name: "报文段不对", text: "这里不允许发送这样的报文段，或者后面各行与它不符。" },
  },
  "unneeded-segment": {
    en: {
      name: "a segment that nothing asks for",
      text: "Nothing waits for this segment, and it changes nothing at either end.",
    },
    zh: { name: "多余的报文段", text: "没有什么要求发送这个报文段，它也不会改变任何一端的状态。" },
  },
  "wrong-event": {
    en: {
      name: "another event",
      text: "This event cannot happen in this state, or the lines below do not follow from it.",
    },
    zh: { name: "事件不对", text: "在这个状态下不会发生这个事件，或者后面各行与它不符。" },
  },
  "not-a-step": {
    en: {
      name: "no segment and no event",
      text: "A segment or an event is asked for here: something that one of the ends does.",
    },
    zh: { name: "不是报文段或事件", text: "这里要填报文段或事件，也就是某一端做的一件事。" },
  },
  "wrong-option": {
    en: {
      name: "the value of a field or an option",
      text: "This value does not agree with what the two ends have announced to each other.",
    },
    zh: { name: "字段或选项的值不对", text: "这个值与双方通告过的内容不符。" },
  },
  unreadable: {
    en: {
      name: "cannot be read",
      text: "The line cannot be read with this in it; the problem on it says what was expected.",
    },
    zh: { name: "无法读懂", text: "这样填写后这一行无法读懂，行上的提示说明了应当写什么。" },
  },
  "carried-over": {
    en: {
      name: "carried over from an earlier mistake",
      text: "This follows from a mistake further up. Put that right first, and count again from there.",
    },
    zh: { name: "沿用了前面的错误", text: "这里是由前面的错误推出来的。先改正前面的，再从那里重新计算。" },
  },
  "still-wrong": {
    en: { name: "still wrong", text: "There is a mistake on this line that is still to be put right." },
    zh: { name: "仍有错误", text: "这一行的错误还没有改正。" },
  },
  "claim-removed": {
    en: {
      name: "taken out instead of put right",
      text: "The mistake was taken out together with what it was about. Write what is right in its place.",
    },
    zh: { name: "删掉而不是改正", text: "把出错的内容删掉了。请在原处写出正确的内容。" },
  },
  "wrong-order": {
    en: {
      name: "the line does not fit here",
      text: "Up to the line above, the order is right. Think of what this line presupposes.",
    },
    zh: { name: "这一行不该在这里", text: "到上一行为止顺序是对的。想一想这一行以什么为前提。" },
  },
  unrecognised: {
    en: {
      name: "not right",
      text: "The exchange is not right with this answer. Follow step by step what each end has sent and received.",
    },
    zh: { name: "不对", text: "填上这个答案后，交互过程不成立。请一步一步看双方各发送和收到了什么。" },
  },
} as const satisfies Readonly<Record<string, Both<MisconceptionText>>>;
