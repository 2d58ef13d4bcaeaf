/** Questions about the header: what each flag is for, and which field says what. */

import type { Questions } from "./question.js";

export const HEADER = {
  header: [
    {
      en: {
        ask: "Which flag says that its sender has nothing more to send?",
        right: ["FIN", "It closes its sender's direction, and takes the number after the last octet."],
        wrong: [
          ["RST", "A RST ends both directions at once, and what was on the way may be lost."],
          ["PSH", "PSH asks that the data be handed to the application soon; more may follow."],
          ["ACK", "ACK says that the acknowledgment number counts: nearly every segment has it."],
        ],
      },
      zh: {
        ask: "哪个标志表示发送方不再有数据要发？",
        right: ["FIN", "它关闭发送方的那个方向，并占用最后一个字节之后的序号。"],
        wrong: [
          ["RST", "RST 立即终止两个方向，途中的数据可能丢失。"],
          ["PSH", "PSH 要求尽快把数据交给应用，后面可以还有数据。"],
          ["ACK", "ACK 表示确认号有效，几乎每个报文段都有。"],
        ],
      },
    },
    {
      en: {
        ask: "When is the acknowledgment number of a segment not to be read?",
        right: [
          "When its ACK flag is not set",
          "That is so in the first SYN, and in a RST that answers a segment with ACK.",
        ],
        wrong: [
          ["When it carries data", "Data and acknowledgment travel together in most segments."],
          ["When it is 0", "0 is a number like any other; what decides is the flag."],
          ["When its SYN flag is set", "The SYN+ACK acknowledges the first SYN."],
        ],
      },
      zh: {
        ask: "报文段的确认号在什么情况下无效？",
        right: ["没有设置 ACK 标志时", "第一个 SYN 如此，应答带 ACK 报文段的 RST 也是如此。"],
        wrong: [
          ["带有数据时", "大多数报文段同时带有数据和确认。"],
          ["确认号为 0 时", "0 和别的序号一样，起决定作用的是标志。"],
          ["设置了 SYN 标志时", "SYN+ACK 就确认了第一个 SYN。"],
        ],
      },
    },
    {
      en: {
        ask: "Which field says how much more the receiver can take?",
        right: ["The window", "It counts octets from the acknowledgment number on."],
        wrong: [
          ["The acknowledgment number", "It says up to where everything has arrived."],
          ["The data offset", "It says where the data begins: how long the header is, in words of 32 bits."],
          ["The urgent pointer", "It counts only beside URG, and says where urgent data ends."],
        ],
      },
      zh: {
        ask: "哪个字段说明接收方还能接收多少？",
        right: ["窗口", "从确认号算起，以字节为单位。"],
        wrong: [
          ["确认号", "它说明到哪里为止已全部到达。"],
          ["数据偏移", "它说明数据从哪里开始，也就是首部有多少个 32 位字。"],
          ["紧急指针", "只有与 URG 一起才有效，说明紧急数据到哪里结束。"],
        ],
      },
    },
    {
      en: {
        ask: "Where in the TCP header is the length of the data?",
        right: [
          "Nowhere: it follows from the length of the IP packet and the data offset",
          "Tools work it out and print it as len.",
        ],
        wrong: [
          ["In the window field", "That is how much its sender can receive, not what the segment carries."],
          [
            "In the sequence number: it is the number of the last octet",
            "It is the number of the first one.",
          ],
          [
            "In an option of each segment",
            "No option tells it: most segments have no option but timestamps.",
          ],
        ],
      },
      zh: {
        ask: "数据长度写在 TCP 首部的什么地方？",
        right: ["没有这个字段：由 IP 分组的长度和数据偏移算出", "工具把它算出来，显示为 len。"],
        wrong: [
          ["在窗口字段里", "那是发送方自己的接收空间，不是所带数据的长度。"],
          ["在序号里：序号是最后一个字节的号", "序号是第一个字节的号。"],
          ["在每个报文段的一个选项里", "没有这样的选项，多数报文段除时间戳外没有选项。"],
        ],
      },
    },
  ],
} as const satisfies Questions;
