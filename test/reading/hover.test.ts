import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { parse } from "../../src/language/parser.js";
import { LOCALES, type Locale } from "../../src/messages/locale.js";
import { hover } from "../../src/reading/hover.js";

const TASTE = `flow "From open to close"
client C "客户端"
server S isn=y window=1000

== Open ==
C -> S: SYN seq=x
  C: CLOSED -> SYN-SENT
S -> C: SYN+ACK seq=y ack=x+1
C -> S: ACK seq=x+1 ack=y+1
  C, S: ESTABLISHED
C -> S: PSH+ACK seq=x+1 ack=y+1 "hello" (a greeting)
S -> C: ACK ack=x+6
...
@2s C -> S: FIN+ACK seq=u ack=v
S -> C: ACK seq=v ack=u+1
S ~> C: FIN+ACK seq=w ack=u+1 as fin
deliver fin
C -> S: ACK seq=u+1 ack=w+1
C: timeout 2msl
`;

/** The hover in the middle of a word, in the first place of the text that begins like that. */
function over(text: string, line: string, word: string, locale: Locale = "en"): string | null {
  const start = text.indexOf(line);
  expect(start, line).toBeGreaterThanOrEqual(0);
  const at = text.indexOf(word, start);
  expect(at, word).toBeLessThan(start + line.length);
  const found = hover(analyze(parse(text)), at + Math.floor(word.length / 2), locale);
  if (found !== null) {
    // The span is the smallest thing there: of `x+1` it may be the letter alone.
    const spanned = text.slice(found.span.start, found.span.end);
    expect(spanned.includes(word) || word.includes(spanned), spanned).toBe(true);
  }
  return found === null ? null : found.markdown;
}

/** [line, word, what the hover says in English, in Chinese] */
const PLACES: readonly (readonly [line: string, word: string, en: string, zh: string])[] = [
  ["flow ", "flow", "Begins a flow", "流程的开始"],
  ["client C", "client", "begins in CLOSED", "从 CLOSED 开始"],
  ["client C", "C", "**C** · client · 客户端", "**C** · 客户端 · 客户端"],
  ["server S isn=y window=1000", "isn", "initial sequence number", "初始序号"],
  ["server S isn=y window=1000", "window", "receive buffer", "接收缓存"],
  ["== Open", "==", "heading", "小标题"],
  ["C -> S: SYN seq=x", "SYN", "Bit 14 of the fourth row", "首部第四行的第 14 位"],
  [
    "C -> S: SYN seq=x",
    "SYN",
    "takes number x, so C's data begins at x+1",
    "占用序号 x，C 的数据从 x+1 开始",
  ],
  ["C -> S: SYN seq=x", "->", "| State | CLOSED → SYN-SENT |", "| 状态 | CLOSED → SYN-SENT |"],
  ["C -> S: SYN seq=x", "seq", "32 bits", "32 位"],
  ["C -> S: SYN seq=x", "x", "free to choose", "由它自由选择"],
  ["C: CLOSED -> SYN-SENT", "SYN-SENT", "C is in SYN-SENT here", "这里 C 处于 SYN-SENT"],
  ["C: CLOSED -> SYN-SENT", "CLOSED", "no connection", "没有连接"],
  [
    "S -> C: SYN+ACK seq=y ack=x+1",
    "x+1",
    "C's SYN on line 6 took x, so the next octet that S expects is x+1",
    "第 6 行 C 的 SYN 占用了 x，因此 S 期望收到的下一个序号是 x+1",
  ],
  ["S -> C: SYN+ACK seq=y ack=x+1", "ACK", "acknowledges C's SYN", "确认了 C 的 SYN"],
  [
    "C -> S: ACK seq=x+1 ack=y+1",
    "y+1",
    "S's SYN on line 8 took y, so the next octet that C expects is y+1",
    "第 8 行 S 的 SYN 占用了 y，因此 C 期望收到的下一个序号是 y+1",
  ],
  ["C, S: ESTABLISHED", "ESTABLISHED", "`ss` calls it ESTAB", "`ss` 中显示为 ESTAB"],
  ["C -> S: PSH+ACK", "PSH", "with 5 octets of C's data", "C 的 5 字节数据"],
  ["C -> S: PSH+ACK", "ACK", "acknowledges nothing new", "没有确认 S 的新内容"],
  ['C -> S: PSH+ACK seq=x+1 ack=y+1 "hello"', "hello", "The octets x+1 to x+5", "字节 x+1 到 x+5"],
  ['C -> S: PSH+ACK seq=x+1 ack=y+1 "hello" (a greeting)', "greeting", "caption", "说明文字"],
  [
    "S -> C: ACK ack=x+6",
    "x+6",
    "C's data on line 11 took x+1 to x+5, so",
    "第 11 行 C 的数据占用了 x+1 到 x+5，因此",
  ],
  ["S -> C: ACK ack=x+6", "ACK", "acknowledges C's 5 octets of data", "确认了 C 的 5 字节数据"],
  ["...", "...", "Data that is not shown", "没有写出来的数据"],
  ["@2s C -> S: FIN", "@2s", "Time since the flow began", "从流程开始算起"],
  [
    "@2s C -> S: FIN+ACK seq=u",
    "u",
    "after the data that “...” on line 13 stands for",
    "第 13 行“...”所代表的数据之后",
  ],
  ["@2s C -> S: FIN+ACK", "FIN", "Here the FIN takes number u", "这里 FIN 占用序号 u"],
  ["S -> C: ACK seq=v ack=u+1", "ACK", "acknowledges C's FIN", "确认了 C 的 FIN"],
  ["S ~> C: FIN+ACK seq=w", "~>", "arrives on line 17", "在第 17 行到达"],
  ["S ~> C: FIN+ACK seq=w", "FIN", "No more data from sender", "发送方数据已发完"],
  ["deliver fin", "deliver", "| State | FIN-WAIT-2 → TIME-WAIT |", "| 状态 | FIN-WAIT-2 → TIME-WAIT |"],
  ["C: timeout 2msl", "timeout 2msl", "C: TIME-WAIT → CLOSED.", "C：TIME-WAIT → CLOSED。"],
];

const FLAGS = `C -> S: SYN+ECE+CWR seq=0
S -> C: SYN+ECE+ACK seq=9 ack=1
C -> S: ACK seq=1 ack=10
C -> S: PSH+URG+ACK seq=1 ack=10 len=5 urg=3
S -> C: ACK+ECE seq=10 ack=6
C ~> S: PSH+ACK+CWR seq=6 ack=10 len=1 as a
deliver a
deliver a
C ~> S: PSH+ACK seq=7 ack=10 len=2 as b
S -> C: ACK seq=10 ack=7
C -> S: RST seq=9
`;

/** What else a flag does on its line, and where a segment gets to. */
const FLAG_PLACES: typeof PLACES = [
  ["C -> S: SYN+ECE", "ECE", "Here it offers ECN.", "这里表示支持 ECN。"],
  ["C -> S: SYN+ECE+CWR", "CWR", "Here it offers ECN.", "这里表示支持 ECN。"],
  ["S -> C: SYN+ECE", "ECE", "Here it agrees to ECN.", "这里表示同意使用 ECN。"],
  ["C -> S: PSH+URG", "URG", "the urgent data ends before 4", "紧急数据到 4 之前为止"],
  ["C -> S: PSH+URG", "PSH", "with 5 octets of C's data", "C 的 5 字节数据"],
  ["C ~> S: PSH+ACK+CWR", "PSH", "with 1 octet of C's data", "C 的 1 字节数据"],
  ["C ~> S: PSH+ACK+CWR", "~>", "arrives on lines 7, 8.", "在第 7、8 行到达"],
  ["C ~> S: PSH+ACK seq=7", "~>", "The segment never arrives.", "始终没有到达"],
  ["S -> C: ACK seq=10 ack=7", "ACK", "acknowledges C's 1 octet of data", "确认了 C 的 1 字节数据"],
  ["S -> C: ACK seq=10 ack=7", "10", "S's SYN on line 2 took 9", "第 2 行 S 的 SYN 占用了 9"],
  ["C -> S: RST", "RST", "Here S stays in ESTABLISHED.", "这里 S 仍处于 ESTABLISHED。"],
];

const NAMELESS = "C, S: ESTABLISHED\nC -> S: PSH+ACK seq=1 ack=1\nS -> C: ACK seq=1\n";

test.each(FLAG_PLACES)("%s … %s: %s", (line, word, en, zh) => {
  expect(over(FLAGS, line, word, "en")).toContain(en);
  expect(over(FLAGS, line, word, "zh-cn")).toContain(zh);
});

test("a flag whose effect here is as in general says no more", () => {
  expect(over(FLAGS, "S -> C: ACK+ECE", "ECE")).not.toContain("Here");
  expect(over(FLAGS, "C ~> S: PSH+ACK+CWR", "CWR")).not.toContain("Here");
});

test.each(LOCALES)("what nobody has given a number or a name has none (%s)", (locale) => {
  const said = ["PSH", "ACK"].map((flag) => over(NAMELESS, "C -> S: PSH+ACK", flag, locale));
  const answer = over(NAMELESS, "S -> C: ACK", "ACK", locale);
  for (const text of [...said, answer]) expect(text).not.toContain("?");
  expect(said[0]).toContain(locale === "en" ? "with data of C" : "随 C 的数据");
  expect(answer).toContain(locale === "en" ? "Here it acknowledges C's data." : "这里确认了 C 的数据。");
});

describe("in the taste of the language", () => {
  test.each(PLACES)("%s … %s: %s", (line, word, en, zh) => {
    expect(over(TASTE, line, word, "en")).toContain(en);
    expect(over(TASTE, line, word, "zh-cn")).toContain(zh);
  });

  test.each(LOCALES)("a dozen lines are enough (%s)", (locale) => {
    const analysis = analyze(parse(TASTE));
    for (let offset = 0; offset < TASTE.length; offset++) {
      const markdown = hover(analysis, offset, locale)?.markdown ?? "";
      expect(markdown.split("\n").filter((line) => line.trim() !== "").length).toBeLessThanOrEqual(12);
    }
  });
});

describe("in other flows", () => {
  test("the right number beside a wrong one", () => {
    const text = "C -> S: SYN seq=x\nS -> C: SYN+ACK seq=y ack=x+1\nC -> S: ACK seq=x+1 ack=y\n";
    const said = over(text, "C -> S: ACK seq=x+1 ack=y", "ack=");
    expect(said).toContain("The right number is y+1.");
    expect(said).toContain("S's SYN on line 2 took y, so the next octet that C expects is y+1");
  });

  test("the value of a letter that turned out to be a number", () => {
    const text = "C -> S: SYN seq=x\nS -> C: SYN+ACK seq=300 ack=101\nC -> S: ACK seq=x+1 ack=301\n";
    expect(over(text, "C -> S: ACK seq=x+1", "x+1")).toContain("seq = 101");
  });

  test("a retransmission", () => {
    const text = "C -x S: SYN seq=x\nC: timeout rto\nC -> S: SYN seq=x\n";
    expect(over(text, "C -> S: SYN", "SYN")).toContain("the same number x as on line 1");
    expect(over(text, "C -> S: SYN seq=x", "seq")).toContain("It was sent before, on line 1");
    expect(over(text, "C -x S: SYN", "-x")).toContain("is lost on the way");
  });

  test("a flag too many is not explained as if it were there", () => {
    const text = "C -> S: SYN seq=x\nS -> C: SYN+ACK seq=y ack=x+1\nC -> S: SYN+ACK seq=x+1 ack=y+1\n";
    expect(over(text, "C -> S: SYN+ACK", "SYN")).not.toContain("Here");
  });

  test("the segment of the hovered line alone, though another has the same text", () => {
    const text = 'C -> S: SYN seq=x\nflow "two"\nC -> S: SYN seq=7\n';
    expect(over(text, "C -> S: SYN seq=7", "7")).toContain("seq = 7");
  });

  test.each(["", "\n", "# a comment\n", "C -> \n", "Once upon a time\n", "flow\n"])(
    "nothing to say of %j",
    (text) => {
      const analysis = analyze(parse(text));
      for (let offset = 0; offset <= text.length; offset++) {
        const found = hover(analysis, offset, "en");
        if (found !== null) expect(text.slice(found.span.start, found.span.end)).toBe("flow");
      }
    },
  );
});

describe("in an exercise", () => {
  const exercise = TASTE.replace("flow ", "exercise ");

  /** Numbers, lines and states as they are in this exchange. */
  const ANSWERS =
    /\bHere\b|这里|took|占用了|on line|第 \d+ 行|is in [A-Z]|→ (?:x|y|u|v|w)\b|SND\.|RCV\.|x\+1/;

  test.each(LOCALES)("nothing that belongs to the exchange is told (%s)", (locale) => {
    const analysis = analyze(parse(exercise));
    let told = 0;
    for (let offset = 0; offset < exercise.length; offset++) {
      const found = hover(analysis, offset, locale);
      if (found === null) continue;
      told++;
      expect(found.markdown.replace(/SND\.NXT-1/g, "")).not.toMatch(ANSWERS);
    }
    expect(told).toBeGreaterThan(100);
  });
});

describe("text of the file", () => {
  const HOSTILE = [
    "[link](command:workbench.action.quit)",
    "![image](https://example.com/a.png)",
    "<img src=x onerror=alert(1)>",
    "<https://example.com>",
    "https://example.com",
    "www.example.com",
    "someone@example.com",
    "`code`",
    "$(bug)",
    "a|b",
    "&lt;",
    "**bold** __bold__ ~~struck~~",
    "# heading",
    "1. item",
    "- item",
  ];

  test.each(HOSTILE)("%s stays text", (label) => {
    const text = `client C "${label}"\nserver S\nC -> S: SYN\n`;
    const said = over(text, "client C", "C") ?? "";
    expect(said).toMatch(/^\*\*C\*\* · client · /);
    const shown = said.slice("**C** · client · ".length).split("\n")[0] ?? "";
    expect(shown).not.toMatch(/(?<!\\)[[\]<>`*_~|$&@#]/);
    expect(shown).not.toMatch(/(?<!\\):\/\/|www\./);
    expect(shown.replace(/\\(?=[^A-Za-z0-9\s])/g, "")).toBe(label);
  });

  test("a line break in it does not end the line", () => {
    const said = over('client C "one\\n\\n# two"\nserver S\nC -> S: SYN\n', "client C", "C") ?? "";
    expect(said.split("\n")[0]).toBe("**C** · client · one \\# two");
  });
});

test("within another file the lines are those of that file", () => {
  const text = "C -> S: SYN seq=x\nS -> C: SYN+ACK seq=y ack=x+1\n";
  const analysis = analyze(parse(text));
  const at = text.lastIndexOf("x+1") + 1;
  expect(hover(analysis, at, "en")?.markdown).toContain("line 1");
  expect(hover(analysis, at, "en", 40)?.markdown).toContain("line 41");
});
