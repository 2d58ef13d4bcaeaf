/** Headings and fixed sentences of the reference page. */

import type { Both } from "./locale.js";

interface ReferenceTexts {
  readonly title: string;
  readonly generated: string;
  readonly intro: string;
  readonly contents: string;
  readonly header: string;
  readonly headerIntro: string;
  readonly options: string;
  readonly optionsIntro: string;
  readonly flags: string;
  readonly flagsIntro: string;
  readonly states: string;
  readonly statesIntro: string;
  readonly events: string;
  readonly eventsIntro: string;
  readonly timers: string;
  readonly arrows: string;
  readonly arrowsIntro: string;
  readonly columns: {
    readonly field: string;
    readonly inFlow: string;
    readonly bits: string;
    readonly meaning: string;
    readonly rfc: string;
    readonly kind: string;
    readonly flag: string;
    readonly bit: string;
    readonly mask: string;
    readonly state: string;
    readonly ss: string;
    readonly who: string;
    readonly event: string;
    readonly timer: string;
    readonly arrow: string;
  };
  readonly leave: string;
  readonly many: string;
}

export const REFERENCE: Both<ReferenceTexts> = {
  en: {
    title: "TCP reference",
    generated: "<!-- Made by `npm run docs` out of what the hovers say: change it there. -->",
    intro:
      "The header, the flags and the states of TCP, as RFC 9293 has them: what the hovers over a `.tcpflow` file say, on one page.",
    contents: "On this page: ",
    header: "The header",
    headerIntro: "Each row is 32 bits wide (RFC 9293 §3.1, Figure 1).",
    options: "Options",
    optionsIntro: "They stand between the header and the data. The kind is the first octet of the option.",
    flags: "Flags",
    flagsIntro: "Bits 8 to 15 of the fourth row. The mask is what a capture filter compares with: `tcp[13]`.",
    states: "States",
    statesIntro:
      "Each end has a state of its own (RFC 9293 §3.3.2); they meet in ESTABLISHED, and part again when one of them closes.",
    events: "What an application does",
    eventsIntro: "The user calls of RFC 9293 §3.9.1 as a flow has them, and what can happen to a host.",
    timers: "Timers",
    arrows: "Arrows of a flow",
    arrowsIntro: "What becomes of the segment that a line of a `.tcpflow` file sends.",
    columns: {
      field: "Field",
      inFlow: "In a flow",
      bits: "Bits",
      meaning: "Meaning",
      rfc: "Source",
      kind: "Kind",
      flag: "Flag",
      bit: "Bit",
      mask: "Mask",
      state: "State",
      ss: "In `ss`",
      who: "Who is in it",
      event: "Event",
      timer: "Timer",
      arrow: "Arrow",
    },
    leave: "How one leaves it: ",
    many: "Many sockets in it: ",
  },
  zh: {
    title: "TCP 参考",
    generated: "<!-- 由 `npm run docs` 根据悬停提示的内容生成，请修改其来源。 -->",
    intro: "RFC 9293 规定的 TCP 首部、标志位和状态，内容与 `.tcpflow` 文件中的悬停提示相同，集中在这一页上。",
    contents: "本页内容：",
    header: "首部",
    headerIntro: "每行 32 位（RFC 9293 §3.1，图 1）。",
    options: "选项",
    optionsIntro: "选项位于固定首部和数据之间，第一个字节是选项的类型（kind）。",
    flags: "标志位",
    flagsIntro: "位于首部第四行的第 8 到 15 位。掩码就是抓包过滤表达式 `tcp[13]` 所比较的值。",
    states: "状态",
    statesIntro:
      "连接两端各有自己的状态（RFC 9293 §3.3.2）：握手之后同为 ESTABLISHED，一方关闭之后又各不相同。",
    events: "应用程序的操作",
    eventsIntro: "RFC 9293 §3.9.1 的用户调用在 flow 中的写法，以及主机可能发生的事情。",
    timers: "计时器",
    arrows: "flow 中的箭头",
    arrowsIntro: "`.tcpflow` 文件的一行发出的报文段结果如何。",
    columns: {
      field: "字段",
      inFlow: "flow 中的写法",
      bits: "位数",
      meaning: "含义",
      rfc: "依据",
      kind: "类型",
      flag: "标志位",
      bit: "位",
      mask: "掩码",
      state: "状态",
      ss: "`ss` 中的名称",
      who: "谁处于该状态",
      event: "事件",
      timer: "计时器",
      arrow: "箭头",
    },
    leave: "如何离开：",
    many: "大量套接字处于该状态：",
  },
};
