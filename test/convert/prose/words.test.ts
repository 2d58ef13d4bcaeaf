/** What single words and clauses of prose are taken for, and what is near them and is not. */

import { describe, expect, test } from "vitest";
import { timeAhead, withoutBullet } from "../../../src/convert/prose/ahead.js";
import * as clauses from "../../../src/convert/prose/clauses.js";
import { directionIn } from "../../../src/convert/prose/people.js";
import { plainText } from "../../../src/convert/said/text.js";

interface Act {
  readonly pattern: RegExp;
  readonly so: readonly string[];
  readonly not: readonly string[];
}

const ACTS: Readonly<Record<string, Act>> = {
  SENDS: {
    pattern: clauses.SENDS,
    so: "客户端重传|重发 SYN|发送报文|发出报文|发起连接|发回 ACK|发来 ACK|回复 ACK|返回 ACK|响应|回应|应答|答复|回传|传送报文|给出确认|给出 ACK|发一个 SYN|回一个 ACK|再次发|发 SYN|发了 SYN|发给|发送|回 ACK|回了|the client sends|resends|re-sends|retransmits|sending|sent|replies|reply|responds|respond|answers|answer|returns|transmits|issues|initiates|acknowledges|acks|starts by sending|the server replied|responded|the client answered|retransmitted|echoes|puts it into a segment|客户端确认:ACK|客户端确认|回最后一个 ACK".split(
      "|",
    ),
    not: "数据传送|发送的报文|发回的报文|发来的报文|发送方|发送端|发送过来的报文|发现|回到|resent|sender|was answered|the retransmitted segment|unsent|backs".split(
      "|",
    ),
  },
  RECEIVES: {
    pattern: clauses.RECEIVES,
    so: "收到 SYN|接收到|接收 SYN|接收了 ACK|接收来|接到|接受报文|接受到请求|receives|receive|received|receiving|gets|get|getting|upon receipt|on receipt".split(
      "|",
    ),
    not: "收到的序号|收到确认号|接收窗口|接受挑战|receiver|forget".split("|"),
  },
  CHECKS: {
    pattern: clauses.CHECKS,
    so: "检查|是否|知道|得知|验证|核对|判断|看到|由标志位|意味着|说明|表明|checks|check|whether|verifies|verify|knows|know|because|means|indicates".split(
      "|",
    ),
    not: "checksum|unknown|meantime".split("|"),
  },
  SUPPOSED: {
    pattern: clauses.SUPPOSED,
    so: "如果丢失|假如|假设丢失|若丢失|倘若|不发送|没有发送|不会|为什么|为何|可能|防止|if lost|suppose|would|could|might|why|unless".split(
      "|",
    ),
    not: "如果正确|如果无误|如果没问题|如果同意|假设初始seq|假设它的序号|若正确|若无误|若同意|sniff|mighty|whyever".split(
      "|",
    ),
  },
  GIVEN: {
    pattern: clauses.GIVEN,
    so: "若客户端的初始序号为 100|设序列号是 x|假设 ISN = 5|如果 seq=3|if the sequence number is 100|suppose the ISN of A is x|assume seq = y".split(
      "|",
    ),
    not: "若客户端发送 SYN|若序号错误|if it is lost|设备的序号为 5 个".split("|"),
  },
  ASKS: {
    pattern: clauses.ASKS,
    so: "ack 是什么?|哪个报文?|为什么，怎么办?|如何确认?|是否正确?|几次?|对吗?|服务器呢?|what is the ack?|so which one?|how many?|Who sends it?|And why?|does it work?|is it right?|will it close?|should it?|can it?".split(
      "|",
    ),
    not: "the ack is 5|seq=? ack=?|what seq=5 is|island?|whatever".split("|"),
  },
  COUNTED: {
    pattern: clauses.COUNTED,
    so: "2 个报文|3条连续的报文段|两个分组|二份数据包|几个数据段|多个 TCP 报文|若干报文段|五个数据报文|two segments|three more packets|five further data segments|six TCP packets|several packets|many segments|some packets|10 个报文".split(
      "|",
    ),
    not: "第 2 个报文|1 个报文|一个报文|1.2 个报文|one segment|two sides".split("|"),
  },
  INTENDED: {
    pattern: clauses.INTENDED,
    so: "要发送数据|要 传|想要关闭|想发送|打算关闭|准备发送|准备传|需要发|需分|wants to send|want to|needs to close|has to|have to|going to|wishes to|intends to".split(
      "|",
    ),
    not: "还要发送|又要发|也要发|不要发|要求|主要|wanted|准备好".split("|"),
  },
  AWAITS: {
    pattern: clauses.AWAITS,
    so: "等待 ACK|等对方|等 客户端|等服务器|等 ACK|awaits|await|awaiting|waits for|wait for|waiting for|expects|expect|expecting".split(
      "|",
    ),
    not: "等于|waits|waitress|unexpected".split("|"),
  },
  GIVES_FIELD: {
    pattern: clauses.GIVES_FIELD,
    so: "SYN=1|and ACK = 1|with FIN is 1|SYN flag is 1|SYN 标志位=1|its seq = x|the sequence number is 5|ack number: 6|seq no. = 5|acknowledgement number = 7|其中确认号|确认序号|序列号为|序号".split(
      "|",
    ),
    not: "the client SYN|client's seq = 5|seq of".split("|"),
  },
};

describe.each(Object.entries(ACTS))("%s", (_, { pattern, so, not }) => {
  test.each(so)("%s", (words) => {
    expect(words).toMatch(pattern);
  });

  test.each(not)("not %s", (words) => {
    expect(words).not.toMatch(pattern);
  });
});

/** Who sends to whom, and what else the words are. */
const DIRECTIONS: readonly (readonly [
  words: string,
  found: readonly [from: string, to: string, rest: string] | null,
])[] = [
  ["Client → Server", ["Client", "Server", ""]],
  ["Client -> Server: SYN", ["Client", "Server", ": SYN"]],
  ["B <-- A", ["A", "B", ""]],
  ["客户端到服务器", ["客户端", "服务器", ""]],
  ["客户端 → 服务器：SYN", ["客户端", "服务器", "：SYN"]],
  ["A => B", ["A", "B", ""]],
  ["A ==> B SYN", ["A", "B", "SYN"]],
  ["A --> B", ["A", "B", ""]],
  ["A ~> B", ["A", "B", ""]],
  ["C>S", ["C", "S", ""]],
  ["C > S: SYN", ["C", "S", ": SYN"]],
  ["S < C", null],
  ["cwnd > ssthresh", null],
  ["from client to server", ["client", "server", "from"]],
  ["由客户端发往服务器", ["客户端", "服务器", "由"]],
  ["从 A 到 B", ["A", "B", "从"]],
  ["主机A 至 主机B", ["主机A", "主机B", ""]],
  ["客户端向服务器发送 SYN", null],
  ["客户端发给服务器", ["客户端", "服务器", ""]],
  ["客户端发送到服务器", ["客户端", "服务器", ""]],
  ["src=A dst=B", ["A", "B", ""]],
  ["source: A, destination: B", ["A", "B", ""]],
  ["源：A，目的：B SYN", ["A", "B", "SYN"]],
  ["发送方=甲; 接收方=乙", ["甲", "乙", ""]],
  ["SYN, seq=5, from client to server", ["client", "server", "SYN, seq=5"]],
  ["192.168.0.1:80 → 10.0.0.2:5000", ["192.168.0.1:80", "10.0.0.2:5000", ""]],
  ["Client port 80 -> Server port 90", ["Client", "Server", "(port 80) (port 90)"]],
  ["[A] -> [B]", ["A", "B", ""]],
  ["SYN -> ACK", null],
  ["SYN_SENT -> ESTABLISHED", null],
  ["A(5)->B(6)", ["A", "B", "(5) (6)"]],
  ["seq -> ack", null],
  ["Alice ⟶ Bob", ["Alice", "Bob", ""]],
  ["Bob ⟵ Alice", ["Alice", "Bob", ""]],
  ["Client ➜ Server", ["Client", "Server", ""]],
  ["a->b", ["a", "b", ""]],
];

test.each(DIRECTIONS)("the direction in %s", (words, expected) => {
  const found = directionIn(words);
  expect(found && [found.from, found.to, found.rest.trim()]).toEqual(expected);
});

/** Milliseconds, whether they are of the day, and what follows. */
const TIMES: readonly (readonly [
  words: string,
  found: readonly [ms: number, clock: boolean, rest: string] | null,
])[] = [
  ["t=0 C sends", [0, false, "C sends"]],
  ["t=1s SYN", [1000, false, "SYN"]],
  ["[12:00:01.5] SYN", [43201500, true, "SYN"]],
  ["3 ms: SYN", [3, false, "SYN"]],
  ["0.05  S > C", null],
  ["@5ms SYN", [5, false, "SYN"]],
  ["+20 ms, SYN", [20, false, "SYN"]],
  ["time: 0 | SYN", [0, false, "SYN"]],
  ["时间=2秒 SYN", [2000, false, "SYN"]],
  ["时刻 3 毫秒 | SYN", [3, false, "SYN"]],
  ["1.5 sec SYN", [1500, false, "SYN"]],
  ["10:00:00,250 - SYN", [36000250, true, "SYN"]],
  ["[ t = 0 ] SYN", [0, false, "SYN"]],
  ["5 SYN", null],
  ["1 second SYN", null],
  ["t=5", null],
];

test.each(TIMES)("the time ahead of %s", (words, expected) => {
  const found = timeAhead(words);
  expect(found && [found.ms, found.clock, found.rest]).toEqual(expected);
});

const BULLETS: readonly string[] =
  "- SYN|* SYN|1. SYN|2) SYN|(3) SYN|（4）SYN|① SYN|step 1: SYN|步骤 2：SYN|a) SYN|> SYN|## SYN|• SYN|● SYN|1、SYN|- 1. SYN|b. SYN|A) SYN".split(
    "|",
  );

test.each(BULLETS)("the bullet of %s", (words) => {
  expect(withoutBullet(words)).toBe("SYN");
});

test.each(["1.5 SYN", "10.0.0.1 SYN"])("no bullet in %s", (words) => {
  expect(withoutBullet(words)).toBe(words);
});

const PLAIN: readonly (readonly [written: string, plain: string])[] = [
  ["a&gt;b", "a>b"],
  ["a&lt;b", "a<b"],
  ["a&amp;b", "a&b"],
  ["a&nbsp;b", "a b"],
  ["A &rarr; B", "A → B"],
  ["A &larr; B", "A ← B"],
  ["&quot;x&quot;", '"x"'],
  ["x&plus;1", "x+1"],
  ["x&#43;1", "x+1"],
  ["x#43;1", "x+1"],
  ["#gt;", ">"],
  ["x＋1", "x+1"],
  ["ＳＹＮ", "SYN"],
  ["seq₁", "seq1"],
  ["**SYN**", "SYN"],
  ["__SYN__", "SYN"],
  ["`SYN`", "SYN"],
  ["$x$", "x"],
  ["\\_x\\_", "_x_"],
  ["A \\rightarrow B", "A → B"],
  ["A \\longrightarrow B", "A → B"],
  ["A \\to B", "A → B"],
  ["B \\leftarrow A", "B ← A"],
  ["➡️", "→"],
  ["⬅", "←"],
  ["【a】", "[a]"],
  ["a−b", "a-b"],
  ["‘a’", "'a'"],
  ["“a”", '"a"'],
  ["「a」", '"a"'],
  ["a‐b", "a-b"],
  ["<b>SYN</b>", "SYN"],
  ["a<br>b", "a b"],
  ["a<br/>b", "a b"],
  ['<span style="x">SYN</span>', "SYN"],
  ["<a>", "<a>"],
  ["seq=1,000,000", "seq=1000000"],
  ["ack = 1_001", "ack = 1001"],
  ["长度：1,500", "长度:1500"],
  ["win=65,535", "win=65535"],
  ["1,000 bytes", "1,000 bytes"],
  ["seq=1,00", "seq=1,00"],
  ["seq=____", "seq=?"],
  ["ack=( )", "ack=?"],
  ["序号为（  ）", "序号为?"],
  ["ack=[ ]", "ack=?"],
  ["snake_case", "snake_case"],
  ["&unknown;", "&unknown;"],
  ["&#5;x", "&#5;x"],
  ["a∶b", "a:b"],
  ["x﹦1", "x=1"],
];

test.each(PLAIN)("%s without marks", (written, plain) => {
  expect(plainText(written)).toBe(plain);
});

const CLAUSES: readonly (readonly [sentence: string, parts: readonly string[]])[] = [
  ["客户端发送 SYN，服务器回复 SYN+ACK", ["客户端发送 SYN", "服务器回复 SYN+ACK"]],
  ["客户端收到 SYN 然后发送 ACK", ["客户端收到 SYN", "然后发送 ACK"]],
  ["它收到 FIN 并进入 CLOSE-WAIT", ["它收到 FIN", "并进入 CLOSE-WAIT"]],
  ["The client sends SYN and enters SYN-SENT.", ["The client sends SYN", "and enters SYN-SENT"]],
  ["A sends SYN (seq=1, ack=2), then waits", ["A sends SYN (seq=1, ack=2)", "then waits"]],
  ["it replies with ACK before it closes", ["it replies with ACK before it closes"]],
  ["SYN，同时返回 ACK。", ["SYN", "同时返回 ACK"]],
  ["seq=x, ack=y", ["seq=x", "ack=y"]],
  ["The server receives it, then replies; done", ["The server receives it", "then replies; done"]],
];

test.each(CLAUSES)("the clauses of %s", (sentence, parts) => {
  expect(clauses.clausesOf(sentence)).toEqual(parts);
});

const SENTENCES: readonly (readonly [text: string, parts: readonly string[]])[] = [
  ["客户端发送 SYN。服务器回复。", ["客户端发送 SYN。", "服务器回复。"]],
  ["A sends SYN. B answers.", ["A sends SYN.", "B answers."]],
  ["Who sends? The client does.", ["Who sends?", "The client does."]],
  ["seq=? ack=?", ["seq=? ack=?"]],
  ["第一次：SYN；第二次：ACK", ["第一次：SYN；", "第二次：ACK"]],
  ["A sends.  Then B", ["A sends.", "Then B"]],
  ["v1.2 is used. Fine!", ["v1.2 is used.", "Fine!"]],
  ["What? 不知道", ["What?", "不知道"]],
];

test.each(SENTENCES)("the sentences of %s", (text, parts) => {
  expect(clauses.sentencesOf(text)).toEqual(parts);
});
