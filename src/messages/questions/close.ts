/** Questions about how a connection ends. */

import type { Questions } from "./question.js";

export const CLOSE = {
  "four-way-close": [
    {
      en: {
        ask: "Why does closing often take four segments where opening takes three?",
        right: [
          "Each direction is closed separately, and the other side may still have data to send",
          "The ACK of the first FIN goes out at once, the other FIN only when that application closes.",
        ],
        wrong: [
          [
            "A FIN and an ACK may not be in one segment",
            "They may: where nothing is left to send, three segments are enough.",
          ],
          [
            "The last ACK has to be acknowledged once more",
            "A pure ACK takes no number, so nothing acknowledges it.",
          ],
          ["The FIN takes two sequence numbers, the SYN only one", "Both take one."],
        ],
      },
      zh: {
        ask: "打开连接三个报文段就够，关闭连接为什么常常要四个？",
        right: [
          "两个方向各自关闭，先收到 FIN 的一方可能还有数据要发",
          "对第一个 FIN 的 ACK 立即发出，另一个 FIN 要等那边的应用关闭时才发。",
        ],
        wrong: [
          ["FIN 和 ACK 不能放在同一个报文段里", "可以：没有数据要发时，三个报文段就够了。"],
          ["最后的 ACK 还要再确认一次", "纯 ACK 不占用序号，没有人去确认它。"],
          ["FIN 占用两个序号，SYN 只占用一个", "都只占用一个。"],
        ],
      },
    },
    {
      en: {
        ask: "Why does a FIN take a sequence number?",
        right: [
          "So that it is known to come after the last octet, and can be acknowledged on its own",
          "An ack of the number after it says that all data and the end have arrived.",
        ],
        wrong: [
          [
            "Because a FIN always carries an octet of data",
            "It need not carry any; it takes its number all the same.",
          ],
          [
            "Because it carries ACK, and an ACK takes a number",
            "A pure ACK takes none: it is the FIN that takes one.",
          ],
          ["So that the peer knows how long to stay in TIME-WAIT", "That is 2MSL, whatever the number is."],
        ],
      },
      zh: {
        ask: "FIN 为什么要占用一个序号？",
        right: [
          "这样就知道它排在最后一个字节之后，并且能单独得到确认",
          "确认到它之后的序号，就表示全部数据和结束都已到达。",
        ],
        wrong: [
          ["因为 FIN 总带一个字节的数据", "可以不带数据，照样占用一个序号。"],
          ["因为它带 ACK，而 ACK 要占用序号", "纯 ACK 不占用序号，占用序号的是 FIN。"],
          ["为了让对方知道在 TIME-WAIT 停留多久", "停留时间是 2MSL，与序号无关。"],
        ],
      },
    },
  ],
  "three-segment-close": [
    {
      en: {
        ask: "When may the ACK of the peer's FIN and one's own FIN travel in one segment?",
        right: [
          "When the application has closed, with nothing left to send, before the ACK has gone out",
          "Then CLOSE-WAIT lasts no time at all, and three segments are enough.",
        ],
        wrong: [
          [
            "Only when both sides close at the same moment",
            "Then the FINs cross, and each is acknowledged by a segment of its own.",
          ],
          [
            "Only when the server is the one that closes first",
            "It makes no difference which of the two it is.",
          ],
          [
            "Always: TCP puts them together by itself",
            "TCP cannot know when the application will call close.",
          ],
        ],
      },
      zh: {
        ask: "对 FIN 的 ACK 和自己的 FIN，什么时候可以放在同一个报文段里？",
        right: [
          "ACK 还没发出时应用就已关闭，并且没有剩下要发的数据",
          "这时 CLOSE-WAIT 不占时间，三个报文段就够了。",
        ],
        wrong: [
          ["只有双方同一时刻关闭的时候", "那样两个 FIN 会交错，各由一个单独的报文段确认。"],
          ["只有服务器先关闭的时候", "谁先关闭都一样。"],
          ["总是可以，TCP 会自动合并", "TCP 无法知道应用什么时候调用 close。"],
        ],
      },
    },
  ],
  "half-close": [
    {
      en: {
        ask: "A side has sent its FIN. What may it still send?",
        right: [
          "ACKs for what the peer goes on sending, but no new data",
          "The FIN closes one direction only: its own.",
        ],
        wrong: [
          [
            "Nothing at all: the connection is closed",
            "It must go on acknowledging, or the peer would send again without end.",
          ],
          [
            "Data, as long as the peer has not acknowledged the FIN",
            "After a FIN there is no number for data: the FIN is the last.",
          ],
          ["Only a RST, should more data arrive", "It takes that data while its application still reads."],
        ],
      },
      zh: {
        ask: "一方已经发出 FIN，它还可以发送什么？",
        right: ["对对方后续数据的 ACK，但不能再发新数据", "FIN 只关闭一个方向：自己的那个。"],
        wrong: [
          ["什么都不能发：连接已经关闭", "它必须继续确认，否则对方会不停地重传。"],
          ["只要对方还没确认 FIN，就还能发数据", "FIN 之后不再有数据的序号：FIN 是最后一个。"],
          ["再有数据到来就只能发 RST", "只要应用还在读，就照常接收。"],
        ],
      },
    },
  ],
  "close-wait": [
    {
      en: {
        ask: "A server has thousands of connections in CLOSE-WAIT. What is the cause?",
        right: [
          "Its program does not call close after the peer has closed",
          "TCP has done its part: only the application can end CLOSE-WAIT, no timer does.",
        ],
        wrong: [
          [
            "The network has lost the ACKs of its FINs",
            "It has not sent a FIN yet: that would take it to LAST-ACK.",
          ],
          ["The wait of 2MSL is too long", "2MSL belongs to TIME-WAIT, on the side that closed first."],
          ["The clients have crashed", "Then no FIN would have come, and there would be no CLOSE-WAIT."],
        ],
      },
      zh: {
        ask: "一台服务器上有几千个连接停在 CLOSE-WAIT，原因是什么？",
        right: [
          "对方关闭之后，服务器的程序没有调用 close",
          "TCP 该做的已经做完：CLOSE-WAIT 只能由应用结束，没有计时器会结束它。",
        ],
        wrong: [
          ["网络丢失了对其 FIN 的确认", "它还没有发 FIN：发了就进入 LAST-ACK 了。"],
          ["2MSL 的等待时间太长", "2MSL 属于 TIME-WAIT，在先关闭的一方。"],
          ["客户端崩溃了", "那样就不会有 FIN 到来，也就没有 CLOSE-WAIT。"],
        ],
      },
    },
  ],
  "simultaneous-close": [
    {
      en: {
        ask: "Both sides close at once, and the FINs cross. Why do both wait in TIME-WAIT?",
        right: [
          "Each has sent the last ACK, and neither can know whether it has arrived",
          "Whoever sent its FIN before the peer's had come waits: here that is both.",
        ],
        wrong: [
          ["Because each FIN takes a sequence number", "Every FIN does, and mostly only one side waits."],
          ["Because neither FIN was acknowledged", "Both were: it is that very ACK that ends CLOSING."],
          ["Because neither side is the server", "Roles make no difference to closing."],
        ],
      },
      zh: {
        ask: "双方同时关闭，两个 FIN 在途中交错。为什么双方都要经历 TIME-WAIT？",
        right: [
          "双方都发出了最后的 ACK，谁也不知道它是否到达",
          "在对方的 FIN 到来之前就发出 FIN 的一方要等待：这里双方都是。",
        ],
        wrong: [
          ["因为每个 FIN 都占用一个序号", "每个 FIN 都如此，而通常只有一方等待。"],
          ["因为两个 FIN 都没有得到确认", "都得到了确认：正是这个 ACK 使 CLOSING 结束。"],
          ["因为没有哪一方是服务器", "关闭与角色无关。"],
        ],
      },
    },
  ],
  "time-wait": [
    {
      en: {
        ask: "Why does TIME-WAIT last for 2MSL, and not for one MSL or none?",
        right: [
          "One MSL for the last ACK to get lost, another for the FIN that then comes again",
          "Meanwhile all old segments of this connection die out as well (RFC 9293 §3.6.1).",
        ],
        wrong: [
          [
            "The application needs that time to read the rest of the data",
            "All data has been read or is waiting; the wait has nothing to do with the application.",
          ],
          ["The peer stays in LAST-ACK for as long", "The peer leaves LAST-ACK as soon as the ACK arrives."],
          [
            "Because two FINs have been sent, one MSL for each",
            "It is about the last ACK's way there and a FIN's way back, not about the number of FINs.",
          ],
        ],
      },
      zh: {
        ask: "TIME-WAIT 为什么要等 2MSL，而不是 1MSL 或不等？",
        right: [
          "最后的 ACK 在路上至多存活一个 MSL，若丢失，对方重传的 FIN 到来又至多一个 MSL",
          "同时，这个连接的旧报文段也都已在网络中消失（RFC 9293 §3.6.1）。",
        ],
        wrong: [
          ["应用需要这段时间读完剩下的数据", "数据早已读完或在等待读取，这个等待与应用无关。"],
          ["对方会在 LAST-ACK 停留同样长的时间", "ACK 一到，对方就离开 LAST-ACK。"],
          ["因为发了两个 FIN，每个对应一个 MSL", "这里考虑的是最后的 ACK 一去一回，而不是 FIN 的个数。"],
        ],
      },
    },
    {
      en: {
        ask: "Why is it the side that closes first that waits in TIME-WAIT?",
        right: [
          "It sends the last ACK, and must be there if the peer's FIN comes again",
          "The peer can go as soon as it has that ACK: it knows then that both FINs have arrived.",
        ],
        wrong: [
          ["It was the client that opened the connection", "A server that closes first waits just the same."],
          [
            "It has to give the peer time to send the rest of its data",
            "It did that in FIN-WAIT-2; in TIME-WAIT the peer's FIN has come.",
          ],
          [
            "It has not had its own FIN acknowledged yet",
            "It has: without that it would be in FIN-WAIT-1 or CLOSING.",
          ],
        ],
      },
      zh: {
        ask: "为什么在 TIME-WAIT 等待的是先关闭的一方？",
        right: [
          "最后的 ACK 由它发出，对方的 FIN 再来时它必须还在",
          "对方一收到这个 ACK 就可以离开：它已知道两个 FIN 都到达了。",
        ],
        wrong: [
          ["因为连接是由客户端打开的", "服务器先关闭，同样要等待。"],
          ["要留时间让对方发完剩余的数据", "那是 FIN-WAIT-2 的事；到 TIME-WAIT 时对方的 FIN 已经来了。"],
          ["它自己的 FIN 还没有得到确认", "已经得到确认，否则它会在 FIN-WAIT-1 或 CLOSING。"],
        ],
      },
    },
  ],
} as const satisfies Questions;
