/** Questions about data, loss and windows. */

import type { Questions } from "./question.js";

export const DATA = {
  data: [
    {
      en: {
        ask: "What does ack=1501 say?",
        right: [
          "All octets up to 1500 have arrived; 1501 is expected next",
          "An ack is cumulative: it covers everything below it, in however many segments it came.",
        ],
        wrong: [
          ["Octet 1501 has arrived", "It names what is still missing, not what came last."],
          [
            "1501 octets have arrived",
            "It is a number, not an amount: the counting began at the peer's ISN.",
          ],
          ["The segment with seq=1501 has arrived", "That is the one that is expected next."],
        ],
      },
      zh: {
        ask: "ack=1501 是什么意思？",
        right: [
          "1500 及以前的字节都已到达，期望下一个是 1501",
          "确认是累积的：它以前的全部内容都算在内，不管分成几个报文段到来。",
        ],
        wrong: [
          ["第 1501 号字节已经到达", "确认号指的是还没到的那一个，而不是最后到的那一个。"],
          ["已经收到 1501 个字节", "它是序号，不是数量：计数从对方的 ISN 开始。"],
          ["seq=1501 的报文段已经到达", "那正是期望接下来收到的。"],
        ],
      },
    },
  ],
  capture: [
    {
      en: {
        ask: "Wireshark shows Seq=0 for a SYN, and Ack=1 in the answer. What was in the segments?",
        right: [
          "Large numbers: Wireshark subtracts each side's initial number before it shows them",
          "The numbers are relative. That they begin at 0 is a convenience of the display.",
        ],
        wrong: [
          [
            "Just these numbers: every connection begins at 0",
            "An initial sequence number is chosen so that nobody can guess it.",
          ],
          ["No numbers at all: a SYN has none", "A SYN carries the ISN of its sender, and takes one number."],
          ["The number of the frame in the capture", "Frames are counted in a column of their own."],
        ],
      },
      zh: {
        ask: "Wireshark 中 SYN 显示 Seq=0，应答显示 Ack=1。报文段里实际是什么？",
        right: [
          "是很大的数：Wireshark 显示前减去了各方的初始序号",
          "显示的是相对序号，从 0 开始只是为了好读。",
        ],
        wrong: [
          ["就是这些数：每个连接都从 0 开始", "初始序号要选得难以猜测。"],
          ["没有序号：SYN 不带序号", "SYN 带有发送方的 ISN，并占用一个序号。"],
          ["是抓包中的帧号", "帧号另有一列。"],
        ],
      },
    },
  ],
  loss: [
    {
      en: {
        ask: "Why does a retransmission keep the sequence number that it had?",
        right: [
          "The number says which octets they are, and whether they have come before",
          "A new number would be new octets, and the old ones would be missing for ever.",
        ],
        wrong: [
          ["Because the timer was started with it", "The timer only says when; the number says what."],
          [
            "So that the network drops one of the two copies",
            "The network knows no sequence numbers; the receiver drops the copy.",
          ],
          [
            "Because the receiver asks for the segment by its number",
            "The ack names an octet; how it is cut into segments is the sender's choice.",
          ],
        ],
      },
      zh: {
        ask: "重传为什么仍用原来的序号？",
        right: [
          "序号说明这是哪些字节：接收方据此放到原位，收到两份也认得出来",
          "换了新序号就成了新字节，原来的字节永远缺着。",
        ],
        wrong: [
          ["因为计时器是按这个序号启动的", "计时器只管什么时候，序号才说明是什么。"],
          ["为了让网络丢弃其中一份", "网络不认识序号，丢弃重复的是接收方。"],
          ["因为接收方按序号索要这个报文段", "确认号指的是字节；怎样分段由发送方决定。"],
        ],
      },
    },
    {
      en: {
        ask: "Why does fast retransmit wait for the third duplicate ACK, and not act on the first?",
        right: [
          "One or two may be caused by segments that were merely overtaken on the way",
          "Three make a loss likely enough to act before the timer (RFC 5681 §3.2).",
        ],
        wrong: [
          [
            "The first two are needed to measure the round trip",
            "Duplicate ACKs measure nothing: they all acknowledge the same.",
          ],
          [
            "The receiver sends them only in threes",
            "It sends one for each segment that arrives out of order.",
          ],
          ["The retransmission timer must run out first", "The point of it is not to wait for the timer."],
        ],
      },
      zh: {
        ask: "快重传为什么要等到第三个重复 ACK，而不是第一个？",
        right: [
          "一两个重复 ACK 可能只是报文段在途中乱了顺序",
          "到第三个就很可能是丢失了，可以不等计时器（RFC 5681 §3.2）。",
        ],
        wrong: [
          ["前两个用来测量往返时间", "重复 ACK 测不出什么：它们确认的是同一个号。"],
          ["接收方每次总是连发三个", "每到一个失序的报文段就发一个。"],
          ["必须等重传计时器先超时", "快重传正是为了不等计时器。"],
        ],
      },
    },
  ],
  window: [
    {
      en: {
        ask: "What does win=0 tell the sender?",
        right: [
          "There is no room now: stop sending data, and ask from time to time",
          "The update may be lost: so the persist timer sends probes (RFC 9293 §3.8.6.1).",
        ],
        wrong: [
          ["The connection is to be closed", "A closed window ends nothing; a FIN does."],
          [
            "Everything was lost and has to be sent again",
            "The ack beside it says what has arrived, and that is kept.",
          ],
          [
            "Send one segment at a time from now on",
            "Nothing but probes may be sent until the window opens.",
          ],
        ],
      },
      zh: {
        ask: "win=0 告诉发送方什么？",
        right: [
          "现在没有空间：停止发送数据，并不时探问",
          "打开窗口的更新可能丢失，所以要用坚持计时器来发送探测（RFC 9293 §3.8.6.1）。",
        ],
        wrong: [
          ["要关闭连接", "窗口为零不结束任何东西，FIN 才会。"],
          ["数据全部丢失，需要重传", "旁边的确认号说明哪些已经到达，那些都保留着。"],
          ["以后每次只能发一个报文段", "窗口打开之前，除探测外什么都不能发。"],
        ],
      },
    },
    {
      en: {
        ask: "From which number on does the window count?",
        right: [
          "From the ack of the same segment: it is how many octets more may be sent from there",
          "What is on the way already is part of it.",
        ],
        wrong: [
          ["From the seq of the same segment", "That is a number of the other direction."],
          [
            "From the initial sequence number of the connection",
            "It moves on with every ack: that is why it is called a sliding window.",
          ],
          ["From the last octet that was sent", "What is on the way and not acknowledged is counted in it."],
        ],
      },
      zh: {
        ask: "窗口从哪个序号算起？",
        right: ["从同一报文段的确认号算起：从那里起还可以发送多少字节", "已在途中的也包括在内。"],
        wrong: [
          ["从同一报文段的序号算起", "那是另一个方向的序号。"],
          ["从连接的初始序号算起", "窗口随每个确认向前移动，所以叫滑动窗口。"],
          ["从已发送的最后一个字节算起", "已在途中、尚未确认的也算在窗口之内。"],
        ],
      },
    },
  ],
  "slow-start": [
    {
      en: {
        ask: "In slow start each ACK adds a segment to the congestion window. How does it grow in a round trip?",
        right: [
          "It doubles: as many ACKs come back as segments went out",
          "1, 2, 4, 8 …: slow is only the beginning (RFC 5681 §3.1).",
        ],
        wrong: [
          ["By one segment", "That is congestion avoidance, above the threshold."],
          ["Not at all, until the timer expires", "The timer makes it smaller: it is taken for a loss."],
          [
            "To the receiver's window at once",
            "That would be no start at all: nobody knows yet how much the network can carry.",
          ],
        ],
      },
      zh: {
        ask: "慢启动时，每个 ACK 让拥塞窗口增加一个报文段。一个往返时间内它怎样增长？",
        right: [
          "加倍：发出多少个报文段，就回来多少个 ACK",
          "1、2、4、8……所谓“慢”只是起点低（RFC 5681 §3.1）。",
        ],
        wrong: [
          ["增加一个报文段", "那是过了门限之后的拥塞避免。"],
          ["计时器超时之前不变", "计时器超时会使它变小：那被当作丢失。"],
          ["立即达到接收方的窗口", "那就谈不上启动了：还没人知道网络承受得了多少。"],
        ],
      },
    },
    {
      en: {
        ask: "How much may be on the way at once?",
        right: [
          "The smaller of the receiver's window and the congestion window",
          "One guards the receiver, the other the network.",
        ],
        wrong: [
          [
            "The receiver's window: it is in every segment",
            "The network in between may carry less: that is what the congestion window is for.",
          ],
          [
            "The congestion window, however small the other is",
            "Beyond the receiver's window nothing may be sent.",
          ],
          ["The sum of both", "Both are limits: whichever is reached first applies."],
        ],
      },
      zh: {
        ask: "同时在途中的数据最多可以有多少？",
        right: ["接收窗口和拥塞窗口中较小的一个", "前者保护接收方，后者保护网络。"],
        wrong: [
          ["接收窗口：每个报文段里都写着", "中间的网络可能承受不了那么多，拥塞窗口就是为此而设。"],
          ["拥塞窗口，不管另一个多小", "超出接收窗口的一律不能发。"],
          ["两者之和", "两个都是上限，先到哪个就受哪个限制。"],
        ],
      },
    },
  ],
  wrap: [
    {
      en: {
        ask: "After 4294967295 comes 0. How does TCP know that this 0 is not an old octet?",
        right: [
          "It compares numbers by their distance: what is less than 2^31 ahead counts as later",
          "The comparison goes round with the numbers; timestamps guard fast connections (RFC 7323).",
        ],
        wrong: [
          [
            "The connection is opened anew when the numbers are used up",
            "It goes on: the numbers go round as often as it takes.",
          ],
          [
            "A flag in the header says that the number went round",
            "There is none; the comparison needs none.",
          ],
          [
            "It does not know: a connection carries 4 GB at most",
            "There is no such limit; old octets have long been acknowledged.",
          ],
        ],
      },
      zh: {
        ask: "4294967295 之后是 0。TCP 怎么知道这个 0 不是旧字节？",
        right: [
          "按距离比较序号：在前方不到 2^31 的算作较新",
          "因此比较也随序号一起回绕；特别快的连接另有时间戳保护（RFC 7323）。",
        ],
        wrong: [
          ["序号用完时会重新建立连接", "连接继续：序号可以一圈一圈地用。"],
          ["首部里有一个标志说明序号已回绕", "没有这样的标志，比较也不需要它。"],
          ["不知道，所以一条连接最多传 4 GB", "没有这个限制；旧字节早已被确认。"],
        ],
      },
    },
  ],
  "keep-alive": [
    {
      en: {
        ask: "Why does a keep-alive have a sequence number one below the next?",
        right: [
          "It is not what is expected, so the peer must answer, and nothing new is sent",
          "A segment that is not acceptable is answered by an ACK (RFC 9293 §3.10.7.4).",
        ],
        wrong: [
          [
            "It sends the last octet again because its ACK was lost",
            "Everything has been acknowledged; only an answer is wanted.",
          ],
          ["So that the peer's window does not close", "It changes no window: it may well be empty."],
          [
            "Because each keep-alive takes one number back",
            "No number is ever taken back, nor used up here.",
          ],
        ],
      },
      zh: {
        ask: "保活报文段的序号为什么比下一个序号小 1？",
        right: [
          "它不在期望的范围内，对方必须用 ACK 应答，而又没有发送新内容",
          "不可接受的报文段要用 ACK 应答（RFC 9293 §3.10.7.4）。",
        ],
        wrong: [
          ["因为 ACK 丢了，要重发最后一个字节", "全部内容都已确认，要的只是一个应答。"],
          ["为了不让对方的窗口关闭", "它不改变窗口，甚至可以不带数据。"],
          ["因为每次保活收回一个序号", "序号从不收回，这里也没有占用。"],
        ],
      },
    },
  ],
} as const satisfies Questions;
