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
      text: "Octets are sent again here. They keep the numbers that they had; a retransmission takes no new ones.",
    },
    zh: {
      name: "重传用了新的序号",
      text: "这里重传的是已经发送过的字节，它们沿用原来的编号，重传不占用新的序号。",
    },
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
      text: "Numbers are left out between what this sender has sent so far and this segment. They follow each other without a gap.",
    },
    zh: {
      name: "跳过了一段序号",
      text: "这一方到目前为止发送的内容与这个报文段之间跳过了一些编号。序号是一个接一个的，中间没有空缺。",
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
      name: "比起始编号还小",
      text: "编号不是从那里开始的：这个数比这个方向在交互中的第一个编号还要靠前。",
    },
  },
  "other-number": {
    en: {
      name: "another number",
      text: "This number does not fit here. Follow step by step what each end has sent, and what has reached the other.",
    },
    zh: {
      name: "编号不对",
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
      text: "序号只有 32 位，没有这么大的数：编号按模 2^32 循环。",
    },
  },
  "reset-number": {
    en: {
      name: "the numbers of a RST",
      text: "Who sends a RST in answer has no count of its own for this: it takes the numbers from the segment that it answers, one way if that carried an ACK, another way if not.",
    },
    zh: {
      name: "RST 的编号",
      text: "作为应答发送 RST 的一方没有自己的编号可用，要从所应答的报文段里取：那个报文段带不带 ACK，取法不同。",
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
      text: "ESTABLISHED is reached only when this end has the peer's SYN and knows that its own has been acknowledged.",
    },
    zh: {
      name: "过早进入 ESTABLISHED",
      text: "只有收到对方的 SYN、并且知道自己的 SYN 已被确认之后，这一端才进入 ESTABLISHED。",
    },
  },
  "closed-too-early": {
    en: {
      name: "CLOSED too early",
      text: "CLOSED means that nothing is left of the connection. See whether this end still has something to send, to hear or to wait for.",
    },
    zh: {
      name: "过早进入 CLOSED",
      text: "CLOSED 表示连接已经什么都不剩了。看看这一端是否还有要发送的、要收到的或者要等待的。",
    },
  },
  "time-wait-side": {
    en: {
      name: "TIME-WAIT on the wrong side",
      text: "TIME-WAIT is for an end that sends its FIN before the peer's has arrived. This one had the peer's FIN first.",
    },
    zh: {
      name: "TIME-WAIT 放错了一方",
      text: "进入 TIME-WAIT 的，是在收到对方 FIN 之前就发出自己 FIN 的一端；而这一端是先收到对方的 FIN。",
    },
  },
  "closer-confused": {
    en: {
      name: "active and passive close mixed up",
      text: "Who sends its FIN first goes through states of its own, and who receives one first goes through others. See which came first at this end.",
    },
    zh: {
      name: "混淆主动关闭与被动关闭",
      text: "先发 FIN 的一端和先收到 FIN 的一端经过的状态不同。看看这一端是先发出还是先收到。",
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
  "means-closed": {
    en: {
      name: "what CLOSED means",
      text: "CLOSED means: there is no connection at this end: none yet, or none any more. See whether all of that holds for this end here.",
    },
    zh: {
      name: "CLOSED 的含义",
      text: "CLOSED 的意思是：这一端没有连接：还没有建立，或者已经不存在。看看这一端在这里是否符合。",
    },
  },
  "means-listen": {
    en: {
      name: "what LISTEN means",
      text: "LISTEN means: this end waits for somebody to open a connection to it. See whether all of that holds for this end here.",
    },
    zh: {
      name: "LISTEN 的含义",
      text: "LISTEN 的意思是：这一端在等待别人来建立连接。看看这一端在这里是否符合。",
    },
  },
  "means-syn-sent": {
    en: {
      name: "what SYN-SENT means",
      text: "SYN-SENT means: this end has sent a SYN, and no SYN has reached it. See whether all of that holds for this end here.",
    },
    zh: {
      name: "SYN-SENT 的含义",
      text: "SYN-SENT 的意思是：这一端发出了 SYN，还没有收到对方的 SYN。看看这一端在这里是否符合。",
    },
  },
  "means-syn-received": {
    en: {
      name: "what SYN-RECEIVED means",
      text: "SYN-RECEIVED means: SYNs have gone both ways, and the own one is not acknowledged. See whether all of that holds for this end here.",
    },
    zh: {
      name: "SYN-RECEIVED 的含义",
      text: "SYN-RECEIVED 的意思是：双方都发了 SYN，而自己的还没有被确认。看看这一端在这里是否符合。",
    },
  },
  "means-established": {
    en: {
      name: "what ESTABLISHED means",
      text: "ESTABLISHED means: both SYNs are acknowledged, and no FIN was sent or received here. See whether all of that holds for this end here.",
    },
    zh: {
      name: "ESTABLISHED 的含义",
      text: "ESTABLISHED 的意思是：双方的 SYN 都已确认，这一端没有发出也没有收到 FIN。看看这一端在这里是否符合。",
    },
  },
  "means-fin-wait-1": {
    en: {
      name: "what FIN-WAIT-1 means",
      text: "FIN-WAIT-1 means: the own FIN is out and not acknowledged, and the peer's has not come. See whether all of that holds for this end here.",
    },
    zh: {
      name: "FIN-WAIT-1 的含义",
      text: "FIN-WAIT-1 的意思是：自己的 FIN 已发出、未被确认，对方的 FIN 还没有来。看看这一端在这里是否符合。",
    },
  },
  "means-fin-wait-2": {
    en: {
      name: "what FIN-WAIT-2 means",
      text: "FIN-WAIT-2 means: the own FIN is acknowledged, and the peer's has not come. See whether all of that holds for this end here.",
    },
    zh: {
      name: "FIN-WAIT-2 的含义",
      text: "FIN-WAIT-2 的意思是：自己的 FIN 已被确认，对方的 FIN 还没有来。看看这一端在这里是否符合。",
    },
  },
  "means-close-wait": {
    en: {
      name: "what CLOSE-WAIT means",
      text: "CLOSE-WAIT means: the peer's FIN is here, and the own one was not sent. See whether all of that holds for this end here.",
    },
    zh: {
      name: "CLOSE-WAIT 的含义",
      text: "CLOSE-WAIT 的意思是：已收到对方的 FIN，自己的还没有发。看看这一端在这里是否符合。",
    },
  },
  "means-closing": {
    en: {
      name: "what CLOSING means",
      text: "CLOSING means: both FINs were sent before the other had come, and the own one is not acknowledged. See whether all of that holds for this end here.",
    },
    zh: {
      name: "CLOSING 的含义",
      text: "CLOSING 的意思是：双方的 FIN 都在对方的到来之前发出，而自己的还没有被确认。看看这一端在这里是否符合。",
    },
  },
  "means-last-ack": {
    en: {
      name: "what LAST-ACK means",
      text: "LAST-ACK means: the peer's FIN came first, the own one was sent, and is not acknowledged. See whether all of that holds for this end here.",
    },
    zh: {
      name: "LAST-ACK 的含义",
      text: "LAST-ACK 的意思是：先收到对方的 FIN，自己的也已发出，还没有被确认。看看这一端在这里是否符合。",
    },
  },
  "means-time-wait": {
    en: {
      name: "what TIME-WAIT means",
      text: "TIME-WAIT means: the own FIN went out before the peer's came, both are acknowledged, and two MSL have to pass. See whether all of that holds for this end here.",
    },
    zh: {
      name: "TIME-WAIT 的含义",
      text: "TIME-WAIT 的意思是：自己的 FIN 在对方的到来之前发出，双方的都已确认，还要等待 2MSL。看看这一端在这里是否符合。",
    },
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
      text: "Nothing of the peer has reached this end yet, so there is nothing to acknowledge.",
    },
    zh: {
      name: "多了 ACK 标志",
      text: "这一端还没有收到对方的任何内容，没有什么可确认的。",
    },
  },
  "flag-missing": {
    en: {
      name: "a flag missing",
      text: "This segment has to do more than that. Think of what this end still has to open, to end or to refuse here, and of what the lines below presuppose.",
    },
    zh: {
      name: "缺少标志",
      text: "这个报文段要做的不止这些。想一想这一端在这里还要建立、结束或者拒绝什么，后面各行又以什么为前提。",
    },
  },
  "syn-extra": {
    en: {
      name: "a SYN that does not belong here",
      text: "SYN opens a connection and is sent once by each side, at its beginning.",
    },
    zh: { name: "多了 SYN", text: "SYN 用来建立连接，每一方只在开始时发送一次。" },
  },
  "fin-extra": {
    en: {
      name: "a FIN that does not belong here",
      text: "FIN says that this side has nothing more to send, and takes a sequence number. The rest of the exchange does not go with that.",
    },
    zh: {
      name: "多了 FIN",
      text: "FIN 表示这一方不再发送数据，并占用一个序号；这与其余各行不符。",
    },
  },
  "rst-extra": {
    en: {
      name: "a RST that does not belong here",
      text: "RST breaks the connection off at once. The rest of the exchange does not go with that.",
    },
    zh: {
      name: "多了 RST",
      text: "RST 会立即中断连接；这与其余各行不符。",
    },
  },
  "impossible-flags": {
    en: {
      name: "flags that exclude each other",
      text: "No two of SYN, FIN and RST ever stand in one segment: one opens, one ends, one breaks off.",
    },
    zh: {
      name: "互相矛盾的标志",
      text: "SYN、FIN、RST 中的任何两个都不会出现在同一个报文段里：一个建立连接，一个结束发送，一个中断连接。",
    },
  },
  "wrong-flags": {
    en: {
      name: "other flags",
      text: "These flags do not fit what this end has to say here.",
    },
    zh: {
      name: "标志不对",
      text: "这些标志与这一端此时要表达的意思不符。",
    },
  },
  "wrong-sender": {
    en: { name: "the wrong sender", text: "It is the other end's turn: think of who has to answer here." },
    zh: { name: "发送方不对", text: "这里应当由另一端发送：想一想该由谁来应答。" },
  },
  "wrong-fate": {
    en: {
      name: "what becomes of the segment",
      text: "What is written of its way does not fit: whether it arrives, is lost, or stays under way, the lines around it tell.",
    },
    zh: {
      name: "报文段的去向不对",
      text: "报文段的去向与前后各行不符：它是到达、丢失还是仍在途中，前后各行已经说明。",
    },
  },
  "data-missing": {
    en: {
      name: "nothing in it",
      text: "The segment has to carry something here: the lines that follow count it.",
    },
    zh: {
      name: "没有携带内容",
      text: "这个报文段在这里要携带内容：后面各行把它算在内。",
    },
  },
  "wrong-segment": {
    en: {
      name: "another segment",
      text: "TCP does not allow this segment here, or the lines below do not follow from it.",
    },
    zh: { name: "报文段不对", text: "这里不允许发送这样的报文段，或者后面各行与它不符。" },
  },
  owed: {
    en: {
      name: "an answer that is owed",
      text: "Something has arrived that has to be answered first. Look at what came last, and at who got it.",
    },
    zh: {
      name: "欠着应答",
      text: "前面到达的内容需要先得到应答。看看最近到达的是什么，又是谁收到的。",
    },
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
  incomplete: {
    en: {
      name: "not all of it said",
      text: "The whole line is asked for: its flags, and every number that can be told here, with the window where the others tell theirs. Nothing is left open.",
    },
    zh: {
      name: "没有写完整",
      text: "这里要写出完整的一行：标志、此处能够确定的每一个号码，别的行写了窗口的也要写窗口，不留空。",
    },
  },
  "not-its-own": {
    en: {
      name: "of another connection",
      text: '"old" is for what comes from elsewhere, which no end of this connection has sent. What one of the two does now is asked for.',
    },
    zh: {
      name: "不属于这条连接",
      text: "“old”表示来自别处、并非这条连接的任何一端所发的报文段。这里问的是其中一端此时要做什么。",
    },
  },
  "state-asked": {
    en: {
      name: "a state is asked for",
      text: "Here belongs the state that this end is in, not something that it does.",
    },
    zh: {
      name: "这里要填状态",
      text: "这里要填这一端所处的状态，而不是它做的事。",
    },
  },
  "event-asked": {
    en: {
      name: "an event is asked for",
      text: "Here belongs something that happens at this end, a call or a timer, not the state that it is in.",
    },
    zh: {
      name: "这里要填事件",
      text: "这里要填这一端发生的事（调用或定时器），而不是它所处的状态。",
    },
  },
  "not-a-step": {
    en: {
      name: "no segment and no event",
      text: "A segment or an event is asked for here: something that one of the ends does.",
    },
    zh: { name: "不是报文段或事件", text: "这里要填报文段或事件，也就是某一端做的一件事。" },
  },
  "wrong-window": {
    en: {
      name: "the window",
      text: "The window says how many octets the receiver can take now, beyond those that it acknowledges: look at its buffer, and at what waits there to be read.",
    },
    zh: {
      name: "窗口不对",
      text: "窗口说的是接收方除已确认的之外，现在还能接收多少字节：看它的缓冲区有多大，其中还有多少没有被应用读走。",
    },
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
  "another-claim": {
    en: {
      name: "about something else",
      text: "The same thing has to be put right that was wrong here: the same end, the same kind of line, and the other lines as they were given.",
    },
    zh: {
      name: "改成了别的内容",
      text: "要改正的是这一行原来说的那件事：同一端、同一类行，其余各行保持原样。",
    },
  },
  "wrong-order": {
    en: {
      name: "the line does not fit here",
      text: "Up to the line above, the order is right. Think of what this line presupposes.",
    },
    zh: { name: "这一行不该在这里", text: "到上一行为止顺序是对的。想一想这一行以什么为前提。" },
  },
  "later-order": {
    en: {
      name: "further lines out of order",
      text: "Put the first line that does not fit in its place, and look at these again.",
    },
    zh: {
      name: "后面还有次序不对的行",
      text: "先把第一处次序不对的行放好，再看这里。",
    },
  },
  unrecognised: {
    en: {
      name: "not right",
      text: "The exchange is not right with this answer. Follow step by step what each end has sent and received.",
    },
    zh: { name: "不对", text: "填上这个答案后，交互过程不成立。请一步一步看双方各发送和收到了什么。" },
  },
} as const satisfies Readonly<Record<string, Both<MisconceptionText>>>;
