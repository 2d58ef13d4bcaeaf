/** Misconceptions of flags, segments and whole lines, and what else keeps an answer from being right. */

import type { Misconceptions } from "./misconception-text.js";

export const LINES = {
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
      text: "FIN says that this side has nothing more to send, and takes a sequence number. The rest of the exchange does not fit that.",
    },
    zh: {
      name: "多了 FIN",
      text: "FIN 表示这一方不再发送数据，并占用一个序号；这与其余各行不符。",
    },
  },
  "rst-extra": {
    en: {
      name: "a RST that does not belong here",
      text: "RST breaks the connection off at once. The rest of the exchange does not fit that.",
    },
    zh: {
      name: "多了 RST",
      text: "RST 会立即中断连接；这与其余各行不符。",
    },
  },
  "impossible-flags": {
    en: {
      name: "flags that exclude each other",
      text: "No two of SYN, FIN and RST are ever set in one segment: SYN opens, FIN ends, RST breaks off.",
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
      text: "What is written about its fate does not fit: the lines around it tell whether it arrives, is lost, or stays in flight.",
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
      text: "Something has arrived that has to be answered first. Look at what came last, and at who received it.",
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
      text: "这里要写出完整的一行：标志、此处能够确定的每一个数，别的行写了窗口的也要写窗口，不留空。",
    },
  },
  "unknown-name": {
    en: {
      name: "a name that is not declared",
      text: "There is no endpoint of this name: write the names that stand behind client, server or peer above, and not their labels; case matters.",
    },
    zh: {
      name: "用了没有声明的名字",
      text: "没有叫这个名字的端点：要写上方 client、server 或 peer 后面的名字，而不是引号里的显示名，并且区分大小写。",
    },
  },
  "not-its-own": {
    en: {
      name: "of another connection",
      text: '"old" is for what comes from elsewhere, which no end of this connection has sent. The question is what one of the two does now.',
    },
    zh: {
      name: "不属于这条连接",
      text: "“old”表示来自别处、并非这条连接的任何一端所发的报文段。这里问的是其中一端此时要做什么。",
    },
  },
  "state-asked": {
    en: {
      name: "a state is asked for",
      text: "The state that this end is in belongs here, not something that it does.",
    },
    zh: {
      name: "这里要填状态",
      text: "这里要填这一端所处的状态，而不是它做的事。",
    },
  },
  "event-asked": {
    en: {
      name: "an event is asked for",
      text: "Something that happens at this end belongs here, a call or a timer, not the state that it is in.",
    },
    zh: {
      name: "这里要填事件",
      text: "这里要填这一端发生的事（调用或计时器），而不是它所处的状态。",
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
      text: "窗口说的是接收方除已确认的之外，现在还能接收多少字节：看它的接收缓存有多大，其中还有多少没有被应用读走。",
    },
  },
  "wrong-option": {
    en: {
      name: "the value of a field or an option",
      text: "This value does not agree with what the two ends have announced to each other.",
    },
    zh: { name: "字段或选项的值不对", text: "这个值与双方通告过的内容不符。" },
  },
  "wrong-block": {
    en: {
      name: "an edge of a SACK block",
      text: "A block is a whole run of octets that have arrived behind a gap: from the number of the first of them to the one behind the last.",
    },
    zh: {
      name: "SACK 块的边界不对",
      text: "一个块是空缺之后已经到达的一整段连续数据：左边界是其中第一个字节的序号，右边界是最后一个字节的序号加 1。",
    },
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
      text: "What was wrong here has to be put right: the same end, the same kind of line, and the other lines as they were given.",
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
  "wrong-choice": {
    en: { name: "another option", text: "Not this one." },
    zh: { name: "选错了", text: "不是这一项。" },
  },
  "no-option": {
    en: { name: "no such option", text: "Write the letter of one of the options above." },
    zh: { name: "没有这个选项", text: "请填写上面某个选项的字母。" },
  },
  unrecognised: {
    en: {
      name: "not right",
      text: "The exchange is not right with this answer. Follow step by step what each end has sent and received.",
    },
    zh: { name: "不对", text: "填上这个答案后，交互过程不成立。请一步一步看双方各发送和收到了什么。" },
  },
} as const satisfies Misconceptions;
