/** What stands beside the picture: what each side knows, the film, the state machine, the exchange as text. */

import { type Both, count, type Locale, pick } from "./locale.js";

export type FactName = "state" | "SND.UNA" | "SND.NXT" | "SND.WND" | "RCV.NXT" | "RCV.WND" | "unacknowledged";

export interface PanelTexts {
  readonly knowledge: string;
  readonly knowledgeOf: (a: string, b: string) => string;
  /** Heading of a line of the table, and what it means. */
  readonly facts: Readonly<Record<FactName, readonly [name: string, meaning: string]>>;
  readonly changed: string;
  /** Read aloud with a value that has changed. */
  readonly was: (value: string) => string;
  readonly unsaid: string;
  /** A number that no letter and no digit of the flow can say. */
  readonly unnamed: string;
  readonly nothing: string;
  readonly octets: (amount: string) => string;
  readonly someData: string;
  readonly inFlight: string;
  readonly nothingInFlight: string;
  readonly onTheWay: (from: string, to: string, line: number) => string;
  readonly more: (n: number) => string;
  readonly moreConnections: (n: number) => string;
  readonly silent: string;
  readonly noSteps: string;

  readonly film: string;
  readonly steps: string;
  readonly first: string;
  readonly previous: string;
  readonly play: string;
  readonly next: string;
  readonly last: string;
  readonly speed: string;
  readonly position: (at: number, all: number) => string;
  readonly beginning: string;
  readonly reveal: string;
  readonly goToLine: (line: number) => string;

  readonly sequence: string;
  readonly machine: string;
  readonly machineOf: string;
  readonly path: (endpoint: string) => string;
  readonly startsIn: (state: string) => string;
  readonly hop: (order: number, from: string, to: string, cause: string) => string;
  readonly notInFigure: string;
  readonly stays: string;
  readonly source: string;
  readonly cannotDraw: string;

  readonly asText: string;
  readonly textOf: (title: string) => string;
  readonly shown: (from: number, to: number, all: number) => string;
  readonly earlier: string;
  readonly later: string;
}

const TEXTS: Both<PanelTexts> = {
  en: {
    knowledge: "What each side knows",
    knowledgeOf: (a, b) => `${a} and ${b}`,
    facts: {
      state: ["State", "Where the connection stands at this end (RFC 9293 §3.3.2)"],
      "SND.UNA": ["SND.UNA", "The oldest number sent and not yet acknowledged"],
      "SND.NXT": ["SND.NXT", "The next number to be sent"],
      "SND.WND": ["SND.WND", "How many octets the other side is ready to take"],
      "RCV.NXT": ["RCV.NXT", "The next number expected from the other side"],
      "RCV.WND": ["RCV.WND", "How many octets this side is ready to take"],
      unacknowledged: ["Unacked", "Sent and not yet acknowledged: from SND.UNA up to SND.NXT"],
    },
    changed: "changed in this step",
    was: (value) => `was ${value}`,
    unsaid: "not said",
    unnamed: "unnamed",
    nothing: "nothing",
    octets: (amount) => (amount === "1" ? "1 octet" : `${amount} octets`),
    someData: "data",
    inFlight: "On the way",
    nothingInFlight: "No segment is on the way.",
    onTheWay: (from, to, line) => `${from} → ${to}, sent on line ${line}`,
    more: (n) => `and ${n} more`,
    moreConnections: (n) => `${count(n, "more connection")} not shown`,
    silent:
      "This is an exercise. What each side knows, the states and the numbers worked out are for you to find, so they are not shown here.",
    noSteps: "Nothing has happened in this flow yet.",
    film: "Film",
    steps: "Step through the exchange",
    first: "First step",
    previous: "Step back",
    play: "Play",
    next: "Next step",
    last: "Last step",
    speed: "Speed",
    position: (at, all) => `Step ${at} of ${all}`,
    beginning: "Beginning",
    reveal: "Film mode: hide the steps that are still to come",
    goToLine: (line) => `Go to line ${line}`,
    sequence: "Sequence diagram",
    machine: "State machine",
    machineOf: "Connection",
    path: (endpoint) => `Path of ${endpoint}`,
    startsIn: (state) => `Begins in ${state}`,
    hop: (order, from, to, cause) => `${order}. ${from} → ${to} (${cause})`,
    notInFigure: "not in Figure 5",
    stays: "Has not left it yet.",
    source: "RFC 9293, Figure 5",
    cannotDraw: "The state diagram cannot be drawn. The paths are listed beside it.",
    asText: "Read as text",
    textOf: (title) => `${title}: the exchange in words`,
    shown: (from, to, all) => `Steps ${from} to ${to} of ${all}`,
    earlier: "Earlier steps",
    later: "Later steps",
  },
  zh: {
    knowledge: "双方所知",
    knowledgeOf: (a, b) => `${a} 与 ${b}`,
    facts: {
      state: ["状态", "连接在这一端所处的状态（RFC 9293 §3.3.2）"],
      "SND.UNA": ["SND.UNA", "已发送而未确认的最小序号"],
      "SND.NXT": ["SND.NXT", "下一个要发送的序号"],
      "SND.WND": ["SND.WND", "发送窗口：对方还愿意接收的字节数"],
      "RCV.NXT": ["RCV.NXT", "期望从对方收到的下一个序号"],
      "RCV.WND": ["RCV.WND", "接收窗口：本方还愿意接收的字节数"],
      unacknowledged: ["未确认", "已发送而未确认的内容：从 SND.UNA 到 SND.NXT 之前"],
    },
    changed: "这一步改变了",
    was: (value) => `原为 ${value}`,
    unsaid: "未说明",
    unnamed: "未命名",
    nothing: "无",
    octets: (amount) => `${amount} 字节`,
    someData: "数据",
    inFlight: "在途",
    nothingInFlight: "没有在途的报文段。",
    onTheWay: (from, to, line) => `${from} → ${to}，第 ${line} 行发出`,
    more: (n) => `另有 ${n} 个`,
    moreConnections: (n) => `另有 ${n} 条连接未显示`,
    silent: "这是一道练习。双方所知、状态和各个数值都要由你自己推出，所以这里不显示。",
    noSteps: "这个流程里还没有发生任何事。",
    film: "放映",
    steps: "逐步查看交互过程",
    first: "第一步",
    previous: "上一步",
    play: "播放",
    next: "下一步",
    last: "最后一步",
    speed: "速度",
    position: (at, all) => `第 ${at} 步，共 ${all} 步`,
    beginning: "开始",
    reveal: "放映模式：隐藏后面的步骤",
    goToLine: (line) => `转到第 ${line} 行`,
    sequence: "时序图",
    machine: "状态机",
    machineOf: "连接",
    path: (endpoint) => `${endpoint} 的路径`,
    startsIn: (state) => `初始状态 ${state}`,
    hop: (order, from, to, cause) => `${order}. ${from} → ${to}（${cause}）`,
    notInFigure: "图 5 中没有",
    stays: "尚未离开。",
    source: "RFC 9293 图 5",
    cannotDraw: "无法绘制状态图，路径列在旁边。",
    asText: "以文字阅读",
    textOf: (title) => `${title}：文字描述`,
    shown: (from, to, all) => `第 ${from} 到 ${to} 步，共 ${all} 步`,
    earlier: "更早的步骤",
    later: "后面的步骤",
  },
};

export function panelTexts(locale: Locale): PanelTexts {
  return pick(TEXTS, locale);
}
