import { describe, expect, it } from "vitest";
import { parse } from "../../src/language/parser.js";
import { under } from "./support.js";

interface Case {
  readonly text: string;
  readonly code: string;
  /** What the problem stands under. */
  readonly under: string;
  readonly args?: Readonly<Record<string, string>>;
}

const expected = (text: string, spot: string, what: string, found = "", suggestion = ""): Case => ({
  text,
  code: "syntax-expected",
  under: spot,
  args: { expected: what, found, suggestion },
});
const unknown = (text: string, word: string, what: string, suggestion = ""): Case => ({
  text,
  code: "syntax-unknown-word",
  under: word,
  args: { word, expected: what, suggestion },
});

const missing = (text: string, spot: string): Case => ({
  text,
  code: "syntax-number",
  under: spot,
  args: { text: "", field: spot, max: "" },
});

const whileTyping: readonly Case[] = [
  expected("C", "C", "arrow"),
  expected("C ->", "->", "endpoint"),
  expected("C → # later", "→", "endpoint"),
  expected("C -> S", "S", "colon"),
  expected("C -> S:", ":", "segment"),
  expected("C -> S: SYN seq", "seq", "value"),
  expected("C -> S: SYN seq=", "=", "expression"),
  expected("C -> S: SYN seq=x+", "+", "expression"),
  expected("C -> S: SYN+", "+", "flag"),
  expected("C -> S: ACK sack=1..", "..", "expression"),
  expected("C -> S: SYN as", "as", "id"),
  expected("C -x", "x", "endpoint"),
  expected("C:", ":", "event-or-state"),
  expected("C: timeout", "timeout", "timer"),
  expected("C: send", "send", "expression"),
  expected("C: CLOSED ->", "->", "state"),
  expected("C,", ",", "endpoint"),
  expected("C, S", "S", "colon"),
  expected("S(C2", "C2", "endpoint"),
  expected("client", "client", "name"),
  expected("client C isn=", "=", "expression"),
  expected("client C state=", "=", "state"),
  expected("note:", ":", "value"),
  expected("note C", "C", "colon"),
  expected("deliver a,", ",", "id"),
  expected("old", "old", "endpoint"),
  expected("... C", "C", "arrow"),
  expected("@1s", "1s", "statement"),
];

const slips: readonly Case[] = [
  unknown("C -> S: SYN sec=1", "sec", "field", "seq"),
  unknown("C -> S: SNY seq=1", "SNY", "flag", "SYN"),
  ...(
    [
      ["C -> S: SYN+ACK seq= ack=x+1", "seq="],
      ["C -> S: ACK ack= win=1000", "ack="],
      ["C -> S: SYN seq= mss=1460", "seq="],
      ["C -> S: ACK seq=, ack=1", "seq="],
      ["C -> S: ACK seq=x+ ack=y+1", "seq=x+"],
      ["C -> S: ACK win= seq=5", "win="],
      ["C -> S: ACK seq= as d1", "seq="],
      ['C -> S: ACK len= "data"', "len="],
      ["C -> S: ACK len= (data)", "len="],
      ["C -> S: seq= ACK ack=1", "seq="],
      ["C -> S: SYN ts= seq=1", "ts="],
      ["client C isn= window=1000", "isn="],
      ["client C state= isn=5", "state="],
    ] as const
  ).map(([text, spot]) => missing(text, spot)),
  unknown("C -> S: DATA seq=1 len=5", "DATA", "flag", "PSH+ACK"),
  unknown("C -> S: seq=1 data=5", "data", "flag", "len"),
  unknown("C -> S: ACK data=5", "data", "field", "len"),
  unknown("C -> S: 数据 seq=1", "数据", "flag", "PSH+ACK"),
  unknown("C -> S: SYN 重传", "重传", "field", "(重传)"),
  unknown("C: wait", "wait", "event-or-state", "timeout 2msl"),
  unknown("C: connect", "connect", "event-or-state", "open"),
  unknown("client C rwnd=5", "rwnd", "attribute", "window"),
  unknown("C -> S: ACK akc=1。", "akc", "field", "ack"),
  unknown("C, S: ESTABLSHED。", "ESTABLSHED", "event-or-state", "ESTABLISHED"),
  unknown("C -> S: SYN 序=x。", "序", "field"),
  unknown("C -> S: SYNN", "SYNN", "flag", "SYN"),
  unknown("C -> S: fim=1", "fim", "flag", "FIN"),
  unknown("C -> S: SYNN报文", "SYNN报文", "flag", "SYN"),
  unknown("S: CLOSE", "CLOSE", "event-or-state", "CLOSED"),
  unknown("S: clsoe", "clsoe", "event-or-state", "close"),
  unknown("S: ESTABLISED", "ESTABLISED", "event-or-state", "ESTABLISHED"),
  unknown("S: CLOSED -> LISTN", "LISTN", "state", "LISTEN"),
  unknown("C: timeout rot", "rot", "timer", "rto"),
  unknown("C: timeout keepalvie", "keepalvie", "timer", "keepalive"),
  unknown("clent C", "clent", "statement", "client"),
  unknown("client C windw=5", "windw", "attribute", "window"),
  unknown("C -> S: SYN+ACL", "ACL", "flag", "ACK"),
  expected("C -> S: SYN ;; seq=1 $", "$", "field", "$"),
  expected("C S: SYN", "S", "arrow", "S"),
  expected("C: close now", "now", "end-of-line", "now"),
  expected("C: close (now)", "(", "end-of-line", "("),
  expected("-> S: SYN", "-", "statement", "-"),
  expected("@soon C: close", "@", "time", "@"),
  expected("C-x S: SYN", "-", "arrow", "-"),
  expected("C -> S: SYN win=x", "x", "integer", "x"),
  { text: "C -> S: SYN seq=1 seq=2", code: "syntax-duplicate-field", under: "seq", args: { field: "seq" } },
  { text: 'C -> S: PSH "a" "b"', code: "syntax-duplicate-field", under: '"', args: { field: "payload" } },
  { text: "client C isn=1 isn=2", code: "syntax-duplicate-field", under: "isn", args: { field: "isn" } },
  {
    text: "C -> S: SYN mss=65536",
    code: "syntax-number",
    under: "65536",
    args: { text: "65536", field: "mss", max: "65535" },
  },
  {
    text: "C -> S: SYN seq=4294967296",
    code: "syntax-number",
    under: "4294967296",
    args: { text: "4294967296", field: "seq", max: "4294967295" },
  },
  { text: "C -> S: SYN seq=12ab", code: "syntax-number", under: "12ab" },
  { text: "C -> S: SYN seq=0x", code: "syntax-number", under: "0x" },
  { text: 'C -> S: "abc', code: "syntax-string", under: '"abc', args: { text: '"abc', escape: "" } },
  { text: 'C -> S: "a\\qb"', code: "syntax-string", under: "\\q", args: { text: "\\q", escape: "\\q" } },
  { text: "C -> S: SYN (abc", code: "syntax-string", under: "(abc" },
  {
    text: "C -> S: ack=Seq+1",
    code: "syntax-field-as-symbol",
    under: "Seq",
    args: { word: "Seq", field: "ack" },
  },
  { text: "C -> S: ack=序号+1", code: "syntax-field-as-symbol", under: "序号" },
  { text: "@1s client C", code: "syntax-place", under: "@1s", args: { statement: "@" } },
  { text: "task: x", code: "syntax-place", under: "task", args: { statement: "task" } },
];

const foreign: readonly Case[] = [
  ...["Client → SYN(seq=x) → Server", "Client ← SYN(seq = y), ACK = x+1 ← Server"].map(
    whole("syntax-ladder"),
  ),
  ...["| --------- SYN(seq=x) ---------> |", "|      |", "Client                Server"].map(
    whole("syntax-ladder"),
  ),
  ...["SYN-SENT    --> <SEQ=100><CTL=SYN>               --> SYN-RECEIVED"].map(whole("syntax-ladder")),
  ...["sequenceDiagram", "participant C as 客户端(C)", "Note over C,S: 三次握手", "%% 三次握手"].map(
    whole("syntax-mermaid"),
  ),
  ...["C->>S: SYN, seq=x<br/>状态: CLOSED → SYN-SENT", "S->>S: 状态: ESTABLISHED"].map(
    whole("syntax-mermaid"),
  ),
  ...(
    [
      ["IP 10.0.0.1.1234 > 10.0.0.2.80: Flags [S], seq 100, win 65535, length 0", "tcpdump"],
      [
        "13:29:07.788802 IP (tos 0x0, ttl 64, id 0, offset 0, flags [DF], proto TCP (6), length 60)",
        "tcpdump",
      ],
      ["1 0.000000000 10.0.0.1 → 10.0.0.99 TCP 60 39284 → 20 [SYN] Seq=0 Win=64240 Len=0", "wireshark"],
      ["+0 < S 0:0(0) win 32792 <mss 1460>", "packetdrill"],
    ] as const
  ).map(([text, tool]) => ({ ...whole("syntax-captured")(text), args: { tool } })),
  ...[
    "客户端想要建立连接，发起一个包",
    "客户端: 发送 SYN 报文。",
    "客户端 -> 服务器: 我要连接。",
    "C -> S: ACK seq=x+1。连接建立",
    "* **SYN = 1**（我也同意建立连接）",
    "The client opens a connection",
  ].map(whole("syntax-prose")),
];

function whole(code: string): (text: string) => Case {
  return (text) => ({ text, code, under: text, args: {} });
}

describe.each([
  ["half-written lines", whileTyping],
  ["slips", slips],
  ["other notations", foreign],
] as const)("%s", (_title, cases) => {
  it.each(cases.map((one) => [one.text, one] as const))("%s", (text, one) => {
    const doc = parse(`C: open\n  ${text}  \nS: listen`);
    expect(
      doc.problems.map((problem) => [problem.code, problem.line, under(doc.text, problem.span)]),
    ).toEqual([[one.code, 1, one.under]]);
    if (one.args !== undefined) expect(doc.problems[0]?.args).toEqual(one.args);
    expect(doc.notations).toEqual([]);
    expect(doc.flows[0]?.statements.map(({ type }) => type)).toEqual(["local", "broken", "local"]);
    const broken = doc.flows[0]?.statements[1];
    expect(broken && under(doc.text, broken.span)).toBe(text.replace(/\s+# .*/, ""));
  });
});
