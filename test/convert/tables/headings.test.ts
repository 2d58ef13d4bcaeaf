/** The words that people head their columns with, and what stands below. */

import { describe, expect, test } from "vitest";
import { columnsOf, type TableColumn } from "../../../src/convert/tables/headings.js";

const WORDS: Readonly<Partial<Record<TableColumn, readonly string[]>>> = {
  ack: [
    ..."Ack|ack no.|Acknum|ack_raw|ACK number|rel ack|rel.ack|Relative Ack|acknowledgment number|Acknowledgement".split(
      "|",
    ),
    ..."确认序号|确认号|确认|TCP 确认编号".split("|"),
  ],
  "end-state":
    "Client state|server's states|Sender state|receiver state|客户端状态|服务器的状态|主动方状态|被动方状态|状态（A）|State (B)".split(
      "|",
    ),
  from: [
    ..."From|from|Source|src|src ip|source.addr|src_address|Source host|saddr|ip_src|ipsrc|Sender|who".split(
      "|",
    ),
    ..."发送方|发送端|发送者|发起者|发起方|发起端|谁发|谁|谁发送|发送|源|源地址|源主机|来源|主体".split("|"),
  ],
  "from-port": "src port|source_port|Source Port|源端口|sport|s_port".split("|"),
  len: [
    ..."len|Len.|Length|size|data|payload|Data size|payload length|data bytes|data byte|bytes|octets".split(
      "|",
    ),
    ..."Data (bytes)|len (octets)|payload (B)|数据（字节）|数据字节数|载荷|数据长度|TCP 长度|字节|字节数".split(
      "|",
    ),
  ],
  seq: [
    ..."Seq|seq no.|Seqnum|seq_raw|rel seq|rel. seq|relative sequence|Sequence number|sequence".split("|"),
    ..."序列号|相对序号|TCP 序列号|顺序号".split("|"),
  ],
  segment: [
    ..."Flags|TCP flag|Control|control bit|Control Bits|CTL|type|Message|msg|Segment|packet|packet type|Packet sent|Info".split(
      "|",
    ),
    ..."send|sent|标志位|标识|类型|TCP 报文段|消息|数据包|包|内容|发送内容".split("|"),
  ],
  state: "State|TCP states|状态|当前状态".split("|"),
  step: [
    ..."#|No|No.|nr|nr.|num|Number|step|Steps|frame|packet #|Packet no|packet no.|phase|order".split("|"),
    ..."步骤|次序|编号|阶段|顺序|次数|握手|挥手|第几次".split("|"),
  ],
  time: "Time|time (ms)|Timestamp|ts|t|T (s)|时间|时刻".split("|"),
  to: [
    ..."To|Destination|dest|dst|dst ip|destination addr|dest.address|Dest host|daddr|ip_dst|ipdst|receiver".split(
      "|",
    ),
    ..."接收方|接收端|接收者|目的|目的地址|目标|对象".split("|"),
  ],
  "to-port": "dst port|dest_port|Destination Port|目的端口|目标端口|dport|d_port".split("|"),
  way: [
    ..."Direction|dir|Dir.|way|from → to|from->to|From/To|from --> to|A <-> B|C ↔ S".split("|"),
    ..."方向|传输方向|流向|收发方向|发送方→接收方|发送方 / 接收方".split("|"),
  ],
  win: "Win|win.|Window|window size|接收窗口|窗口大小|rwnd".split("|"),
};

/** Near a word, and none of them. */
const OTHERS = [
  ..."Remark|Meaning|what happens|who cares|from scratch|to do|today|Sized|octets lost|ways|numbers".split(
    "|",
  ),
  ..."说明|备注|含义|发送失败|源代码|对象存储|包含".split("|"),
];

/** Nothing that would say by itself what the column holds. */
const BELOW = [["…a"], ["…b"], ["…b"]];

describe.each(Object.entries(WORDS))("%s", (column, words) => {
  test.each(words)("%s", (word) => {
    expect(columnsOf([word], BELOW)).toEqual([column]);
  });
});

test.each(OTHERS)("%s heads words", (word) => {
  expect(columnsOf([word], BELOW)).toEqual(["words"]);
});

test.each([
  [
    "a flag with bits below",
    ["SYN", "RST", "URG"],
    [
      ["1", "0", "0"],
      ["0", "1", ""],
    ],
    ["bit", "bit", "bit"],
  ],
  [
    "a SYN or FIN with numbers below",
    ["SYN", "FIN"],
    [
      ["100", "u"],
      ["", ""],
    ],
    ["seq", "seq"],
  ],
  ["an ACK with numbers below", ["ACK"], [["x+1"], ["101"]], ["ack"]],
  ["another flag with words below", ["PSH"], [["of HTTP"], [""]], ["words"]],
  ["序号 that counts the rows", ["序号"], [["1"], ["2"], ["3"]], ["step"]],
  ["序号 of the data", ["序号"], [["100"], ["300"], ["101"]], ["seq"]],
  [
    "packets that are only counted",
    ["packet", "flags"],
    [
      ["1", "SYN"],
      ["2", "ACK"],
    ],
    ["step", "segment"],
  ],
  [
    "ends by their names",
    ["Host A", "甲", "Alice", "TCP B", "主机乙"],
    [["", "", "", "", ""]],
    Array(5).fill("end"),
  ],
  ["ends by what they are", ["Client", "服务器"], [["", ""]], ["end", "end"]],
  [
    "what travels between two ends",
    ["A", "", "B"],
    [
      ["", "-- SYN -->", ""],
      ["", "<-- SYN+ACK --", ""],
    ],
    ["end", "segment", "end"],
  ],
  ["nothing between two ends", ["A", "", "B"], [["", "", ""]], ["end", "step", "end"]],
  [
    "another language, by what stands below",
    ["Nummer", "Richtung", "Bits"],
    [
      ["1", "A → B", "SYN"],
      ["2", "B → A", "SYN+ACK"],
    ],
    ["step", "way", "segment"],
  ],
  [
    "two names that change places",
    ["Von", "An"],
    [
      ["a", "b"],
      ["b", "a"],
      ["a", "b"],
    ],
    ["from", "to"],
  ],
  [
    "two names that do not",
    ["Von", "An"],
    [
      ["a", "b"],
      ["b", "b"],
    ],
    ["words", "words"],
  ],
] as const)("%s", (_, header, rows, columns) => {
  expect(columnsOf(header, rows)).toEqual(columns);
});
