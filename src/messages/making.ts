/** The words of exercises that are made: what they are called, what they ask, how they help. */

import { type Both, type Locale, pick } from "./locale.js";

export type MadeKind = "fill" | "find" | "order" | "next" | "state" | "capture" | "choice";

export type MadeTopic =
  | "handshake"
  | "refused"
  | "data"
  | "loss"
  | "window"
  | "four-way-close"
  | "three-segment-close"
  | "half-close"
  | "simultaneous-open"
  | "simultaneous-close"
  | "time-wait"
  | "half-open"
  | "wrap"
  | "keep-alive"
  | "capture"
  | "handshake-data"
  | "fast-open"
  | "syn-flood"
  | "close-wait"
  | "slow-start"
  | "header";

interface KindTexts {
  readonly label: string;
  readonly about: string;
  readonly task: string;
  readonly hint: string;
}

interface TopicTexts {
  readonly label: string;
  /** What one has to know. */
  readonly hint: string;
}

export interface MakingTexts {
  readonly kinds: Readonly<Record<MadeKind, KindTexts>>;
  readonly topics: Readonly<Record<MadeTopic, TopicTexts>>;
  readonly mixed: string;
  readonly anyKind: string;
  readonly client: string;
  readonly server: string;
  readonly stranger: string;
  readonly host: (name: string) => string;
  /** The first line of a random exercise: how to get it again. */
  readonly origin: (topic: string, kind: string, difficulty: number, seed: number) => string;
}

const TEXTS: Both<MakingTexts> = {
  en: {
    kinds: {
      fill: {
        label: "Fill in the blanks",
        about: "Flags, numbers, lengths and states are left open",
        task: "Fill in each ? so that the exchange is right.",
        hint: "Go line by line, and write beside each line what both sides expect next.",
      },
      find: {
        label: "Find the mistakes",
        about: "Some lines are wrong and are to be put right",
        task: "Something here is wrong. Put it right, and leave alone what is right.",
        hint: "Compare each number with the line of the other side that it answers.",
      },
      order: {
        label: "Put in order",
        about: "The lines are shuffled",
        task: "The lines are out of order. Move them until the exchange is one that TCP allows.",
        hint: "An acknowledgment comes after what it acknowledges.",
      },
      next: {
        label: "Write the missing line",
        about: "Whole lines are left open",
        task: "Write the line that is missing at each ?.",
        hint: "Ask what the lines below presuppose.",
      },
      state: {
        label: "Name the states",
        about: "The states of both sides are left open",
        task: "Which state is each side in? Fill in each ?.",
        hint: "A side changes its state by what it sends or receives, by a call of its program or a timer; never because the other side does.",
      },
      capture: {
        label: "Read a capture",
        about: "Plain numbers, as a capture shows them",
        task: "This is what a capture shows. Work out each ? from the numbers around it.",
        hint: "The next sequence number is the last one plus the octets, and one more for a SYN or FIN.",
      },
      choice: {
        label: "Answer a question",
        about: "Why is it so? One of the written options is right",
        task: "Which of the options is right?",
        hint: "Ask of each option what would follow if it were true.",
      },
    },
    topics: {
      handshake: {
        label: "Three-way handshake",
        hint: "A SYN takes one sequence number; a pure ACK takes none.",
      },
      refused: {
        label: "Refused connection and RST",
        hint: "A RST that answers a segment without ACK has the number 0 and acknowledges that segment.",
      },
      data: { label: "Data and acknowledgments", hint: "An ACK names the next octet that is expected." },
      loss: { label: "Loss and retransmission", hint: "A retransmission keeps the number that was lost." },
      window: {
        label: "Window and zero window",
        hint: "The window counts from the acknowledgment number: it says how much more may be sent.",
      },
      "four-way-close": { label: "Four-way close", hint: "A FIN takes one sequence number, as a SYN does." },
      "three-segment-close": {
        label: "Close with three segments",
        hint: "Who has nothing more to send may put his FIN into the same segment as the ACK.",
      },
      "half-close": {
        label: "Half-close",
        hint: "After its FIN a side sends no data, but goes on acknowledging what comes.",
      },
      "simultaneous-open": {
        label: "Simultaneous open",
        hint: "Whoever receives a SYN in SYN-SENT answers with SYN+ACK, and the same sequence number again.",
      },
      "simultaneous-close": {
        label: "Simultaneous close",
        hint: "Whose FIN is not acknowledged yet when the other FIN comes, goes to CLOSING.",
      },
      "time-wait": {
        label: "TIME-WAIT",
        hint: "Who sent its FIN before the other had come waits, to acknowledge the other FIN again if it must.",
      },
      "half-open": {
        label: "Half-open connection and crash",
        hint: "Whoever knows nothing of a connection answers its segments with RST.",
      },
      wrap: { label: "Sequence numbers wrap", hint: "After 4294967295 comes 0." },
      "keep-alive": {
        label: "Keep-alive",
        hint: "A keep-alive has a sequence number one below the next, which the other side must answer.",
      },
      capture: { label: "Reading a capture", hint: "The ack of one side is the next seq of the other." },
      "handshake-data": {
        label: "Data on the handshake",
        hint: "Data behind a SYN has the number that follows the SYN's; an empty ACK takes none.",
      },
      "fast-open": {
        label: "TCP Fast Open",
        hint: "With a valid cookie the ACK of the SYN covers the data that came with it.",
      },
      "syn-flood": {
        label: "SYN flood and SYN cookies",
        hint: "A SYN cookie stands where the ISN stands, and counts as one.",
      },
      "close-wait": {
        label: "CLOSE-WAIT",
        hint: "Who has got a FIN may go on sending until its own program calls close.",
      },
      "slow-start": {
        label: "Slow start",
        hint: "Each segment begins where the one before ended; each ack covers all that came before.",
      },
      header: {
        label: "The header and its flags",
        hint: "Which flag opens, which one acknowledges, which one hands data on, which one closes, which one breaks off?",
      },
    },
    mixed: "Mixed",
    anyKind: "any kind",
    client: "client",
    server: "server",
    stranger: "forged address",
    host: (name) => `host ${name}`,
    origin: (topic, kind, difficulty, seed) =>
      `Random exercise: ${topic}, ${kind}, difficulty ${difficulty}, seed ${seed}. The same seed makes the same exercise.`,
  },
  zh: {
    kinds: {
      fill: {
        label: "填空",
        about: "标志位、序号、确认号、长度和状态留空",
        task: "填写每一个 ?，使整个交互正确。",
        hint: "逐行往下推：在每一行旁边写出双方接下来期望的序号。",
      },
      find: {
        label: "找错",
        about: "有几行写错了，要改正",
        task: "这里有写错的地方。请改正，对的地方不要动。",
        hint: "把每个序号和确认号与它所应答的、对方的那一行对照。",
      },
      order: {
        label: "排序",
        about: "各行的顺序被打乱",
        task: "各行的顺序乱了。请移动它们，直到成为 TCP 允许的交互。",
        hint: "先有数据（或 SYN、FIN），才有对它的确认。",
      },
      next: {
        label: "写出缺少的一行",
        about: "整行留空",
        task: "在每个 ? 处写出缺少的那一行。",
        hint: "想一想：下面几行以什么为前提？",
      },
      state: {
        label: "写出状态",
        about: "双方的状态留空",
        task: "双方各处于什么状态？填写每一个 ?。",
        hint: "一方的状态因自己发送或收到报文段、程序调用或计时器而改变，不会因为对方改变而改变。",
      },
      capture: {
        label: "读抓包",
        about: "具体的数值，如同抓包所见",
        task: "这是抓包中看到的数值。请由前后的数值推出每一个 ?。",
        hint: "下一个序号等于上一个序号加上数据的字节数；SYN、FIN 再加 1。",
      },
      choice: {
        label: "选择题",
        about: "为什么是这样？写出的选项中有一个正确",
        task: "哪一个选项正确？",
        hint: "逐项想一想：如果它成立，会有什么后果？",
      },
    },
    topics: {
      handshake: { label: "三次握手", hint: "SYN 要占用一个序号，纯 ACK 不占用序号。" },
      refused: {
        label: "连接被拒绝与 RST",
        hint: "应答不带 ACK 的报文段时，RST 的序号为 0，并确认那个报文段。",
      },
      data: { label: "数据与确认", hint: "确认号是期望收到的下一个字节的序号。" },
      loss: { label: "丢失与重传", hint: "重传的报文段仍用原来的序号。" },
      window: { label: "窗口与零窗口", hint: "窗口从确认号算起，表示还可以发送多少字节。" },
      "four-way-close": { label: "四次挥手", hint: "FIN 和 SYN 一样，要占用一个序号。" },
      "three-segment-close": {
        label: "三个报文段的挥手",
        hint: "没有数据要发的一方，可以把 FIN 和 ACK 放在同一个报文段里。",
      },
      "half-close": { label: "半关闭", hint: "发送 FIN 之后不能再发数据，但仍要确认收到的数据。" },
      "simultaneous-open": {
        label: "同时打开",
        hint: "在 SYN-SENT 状态收到 SYN 的一方，用原来的序号回复 SYN+ACK。",
      },
      "simultaneous-close": {
        label: "同时关闭",
        hint: "自己的 FIN 还没有被确认就收到对方的 FIN，进入 CLOSING。",
      },
      "time-wait": {
        label: "TIME-WAIT",
        hint: "在对方的 FIN 到来之前就发出自己 FIN 的一方要等待，以便在需要时再次确认对方的 FIN。",
      },
      "half-open": { label: "半开连接与崩溃", hint: "不知道这个连接的一方，用 RST 应答它的报文段。" },
      wrap: { label: "序号回绕", hint: "4294967295 之后是 0。" },
      "keep-alive": { label: "保活", hint: "保活报文段的序号比下一个序号小 1，对方必须应答。" },
      capture: { label: "读懂抓包", hint: "一方的确认号就是另一方的下一个序号。" },
      "handshake-data": {
        label: "握手时带数据",
        hint: "SYN 之后的数据从 SYN 的下一个序号开始，空的 ACK 不占用序号。",
      },
      "fast-open": {
        label: "TCP Fast Open",
        hint: "Cookie 有效时，对 SYN 的确认也包括随它到来的数据。",
      },
      "syn-flood": {
        label: "SYN 洪泛与 SYN Cookie",
        hint: "SYN Cookie 就放在初始序号的位置，同样算一个序号。",
      },
      "close-wait": {
        label: "CLOSE-WAIT",
        hint: "收到 FIN 的一方在自己的程序调用 close 之前还可以继续发送。",
      },
      "slow-start": {
        label: "慢启动",
        hint: "每个报文段从前一个结束的地方开始；每个确认号涵盖此前到达的全部内容。",
      },
      header: {
        label: "首部与标志位",
        hint: "哪个标志打开连接、哪个确认、哪个催交数据、哪个关闭、哪个中止？",
      },
    },
    mixed: "混合",
    anyKind: "任意题型",
    client: "客户端",
    server: "服务器",
    stranger: "伪造的地址",
    host: (name) => `主机 ${name}`,
    origin: (topic, kind, difficulty, seed) =>
      `随机练习：${topic}，${kind}，难度 ${difficulty}，种子 ${seed}。用同一个种子会得到同一道练习。`,
  },
};

export function makingTexts(locale: Locale): MakingTexts {
  return pick(TEXTS, locale);
}

/** What a topic of random exercises is called. */
export function topicLabel(topic: string, { topics, mixed }: MakingTexts): string {
  return topics[topic as keyof typeof topics]?.label ?? mixed;
}
