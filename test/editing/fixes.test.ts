import path from "node:path";
import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { CODES, type Code } from "../../src/check/codes.js";
import type { Analysis, Finding } from "../../src/check/trace.js";
import { fixAll } from "../../src/editing/fix-all.js";
import { FIXABLE, type Fix, fixes } from "../../src/editing/fixes.js";
import type { Example } from "../../src/explain/examples/example.js";
import { EXAMPLES } from "../../src/explain/examples.js";
import { applyEdits } from "../../src/language/edits.js";
import { parse } from "../../src/language/parser.js";
import { fixtures, readFixture } from "../support/fixtures.js";

const analysisOf = (text: string): Analysis => analyze(parse(text));

/** Fixes of the first finding with a code, or of the first error. */
function fixesIn(text: string, code: Code | null): Fix[] {
  const analysis = analysisOf(text);
  const finding = analysis.findings.find((f) => (code === null ? f.severity === "error" : f.code === code));
  if (finding === undefined) throw new Error(`no ${code} in\n${text}`);
  return fixes(analysis, finding.span, "en").filter((fix) => fix.finding === finding);
}

const preferredIn = (text: string, code: Code | null): Fix | undefined =>
  fixesIn(text, code).find(({ preferred }) => preferred);

const grave = ({ findings }: Analysis): Finding[] =>
  findings.filter(({ severity }) => severity === "error" || severity === "warning");

// Every code

/** Only worth knowing, or only a person can say what is meant: no fix is preferred. */
const WITHOUT_PREFERRED: readonly Code[] = [
  // Which of two different values is meant.
  "syntax-duplicate-field",
  // Converted by an action of their own.
  "syntax-ladder",
  "syntax-mermaid",
  "syntax-captured",
];

const examples = Object.entries(EXAMPLES) as [Code, Example<Code>][];
const mistakes = examples.filter(
  ([code]) => CODES[code].severity === "error" || CODES[code].severity === "warning",
);
const produced = mistakes.filter(([code, { wrong }]) =>
  analysisOf(wrong).findings.some((f) => f.code === code),
);

describe("each mistake of the docs", () => {
  test.each(produced)("%s has a fix", (code, { wrong }) => {
    expect(FIXABLE).toContain(code);
    const preferred = preferredIn(wrong, code);
    if (WITHOUT_PREFERRED.includes(code)) return;
    expect(preferred).toBeDefined();
  });

  test.each(produced)("%s: each fix offered removes it, and makes nothing worse", (code, { wrong }) => {
    expectBetter(wrong, code, fixesIn(wrong, code));
  });

  test.each(produced)("%s: no preferred fix only takes words away", (code, { wrong }) => {
    const preferred = preferredIn(wrong, code);
    const removes = preferred?.edits.every(({ span, text }) => text === "" && span.end > span.start);
    // One declaration of two is no claim, and a time that means nothing neither.
    if (code === "endpoint-twice" || code === "syntax-place") return;
    expect(removes ?? false, preferred?.title).toBe(false);
  });
});

function expectBetter(wrong: string, code: Code, offered: readonly Fix[]): void {
  const before = analysisOf(wrong);
  for (const { title, edits, preferred } of offered) {
    const after = analysisOf(applyEdits(wrong, edits));
    const own = (a: Analysis): number => a.findings.filter((f) => f.code === code).length;
    const errors = (a: Analysis): number => a.findings.filter((f) => f.severity === "error").length;
    expect(own(after), `${title}: still there`).toBeLessThan(own(before));
    expect(errors(after), `${title}: a new error`).toBeLessThanOrEqual(errors(before));
    if (preferred) expect(grave(after).length, title).toBeLessThan(grave(before).length);
  }
}

const FIXTURES = path.join(import.meta.dirname, "../fixtures");

describe("each fix offered removes its mistake, and makes nothing worse", () => {
  test.each([...fixtures(path.join(FIXTURES, "mistakes")), ...fixtures(FIXTURES)])("$name", ({ text }) => {
    const { source } = readFixture(text);
    const analysis = analysisOf(source);
    for (const finding of grave(analysis)) {
      const offered = fixes(analysis, finding.span, "en").filter((fix) => fix.finding === finding);
      expectBetter(source, finding.code, offered);
    }
  });
});

test("an unknown kind of exercise: each kind is offered, the near miss first", () => {
  const text = (kind: string) => `exercise "a"\nkind: ${kind}\nC -> S: SYN seq=?\n`;
  const offered = (kind: string) =>
    fixesIn(text(kind), "syntax-unknown-word").map(
      ({ edits }) => /kind: (.*)/.exec(applyEdits(text(kind), edits))?.[1],
    );
  expect(offered("foo").slice(0, 6)).toEqual(["fill", "find", "order", "next", "state", "capture"]);
  expect(offered("ordre").slice(0, 6)).toEqual(["order", "fill", "find", "next", "state", "capture"]);
});

// What the preferred fix makes of a line

const OPEN = ["C -> S: SYN seq=x", "S -> C: SYN+ACK seq=y ack=x+1"];
const ESTABLISHED = [...OPEN, "C -> S: ACK seq=x+1 ack=y+1"];

/** Ten octets are lost, and ten behind them arrive. */
const WITH_GAP = [
  "C -> S: ACK seq=x+1 ack=y+1",
  "C -x S: ACK seq=x+1 ack=y+1 len=10",
  "C -> S: ACK seq=x+11 ack=y+1 len=10",
];

type Case = readonly [
  title: string,
  /** null for the first error, whatever it is called. */
  code: Code | null,
  before: readonly string[],
  wrong: readonly string[],
  right: readonly string[],
];

const CASES: readonly Case[] = [
  ["the right number", "ack-behind", [], [...OPEN, "C -> S: ACK ack=y"], [...OPEN, "C -> S: ACK ack=y+1"]],
  [
    "an ack that lags is as near as RCV.NXT",
    "ack-behind",
    [
      "C -> S: SYN seq=0",
      "S -> C: SYN+ACK seq=0 ack=1",
      "C -> S: ACK",
      "C -> S: ACK len=100",
      "C -> S: ACK len=100",
    ],
    ["S -> C: ACK ack=100", "S -> C: ACK"],
    ["S -> C: ACK ack=101", "S -> C: ACK"],
  ],
  [
    "a retransmission whose number is one off",
    "seq-wrong",
    [
      "C -> S: SYN seq=0",
      "S -> C: SYN+ACK seq=0 ack=1",
      "C -> S: ACK",
      "C -x S: PSH+ACK seq=1 len=100",
      "C: timeout rto",
    ],
    ["C -> S: PSH+ACK seq=2 len=100"],
    ["C -> S: PSH+ACK seq=1 len=100"],
  ],
  [
    "a letter of the handshake used again, through the close",
    null,
    ESTABLISHED,
    ["C -> S: FIN+ACK seq=x", "S -> C: FIN+ACK ack=x+1", "C -> S: ACK seq=x+1"],
    ["C -> S: FIN+ACK seq=u", "S -> C: FIN+ACK ack=u+1", "C -> S: ACK seq=u+1"],
  ],
  [
    "seq and ack the other way round",
    "seq-ack-swapped",
    OPEN,
    ["C -> S: ACK seq=y+1 ack=x+1"],
    ["C -> S: ACK seq=x+1 ack=y+1"],
  ],
  [
    "the name beside a number stays",
    "seq-wrong",
    ESTABLISHED,
    ["C -> S: ACK seq=f=x+2"],
    ["C -> S: ACK seq=f=x+1"],
  ],
  [
    "a flag that is missing",
    "flag-missing",
    ["C -> S: SYN seq=x"],
    ["S -> C: SYN seq=y ack=x+1"],
    ["S -> C: SYN+ACK seq=y ack=x+1"],
  ],
  ["a flag too many", "flag-extra", OPEN, ["C -> S: SYN+ACK seq=x+1"], ["C -> S: ACK seq=x+1"]],
  [
    "the shorthand of textbooks",
    "flag-ack-omitted",
    ESTABLISHED,
    ["C -> S: FIN seq=x+1"],
    ["C -> S: FIN+ACK seq=x+1"],
  ],
  ["the state that holds", "state-wrong", OPEN, ["  S: ESTABLISHED"], ["  S: SYN-RECEIVED"]],
  [
    "the states of two endpoints",
    "state-wrong",
    OPEN,
    ["  C, S: ESTABLISHED"],
    ["  C: ESTABLISHED", "  S: SYN-RECEIVED"],
  ],
  [
    "the timeout that a claim forgets",
    "timeout-missing",
    ["client C state=TIME-WAIT", "server S state=CLOSED", "old S -> C: ACK"],
    ["C: CLOSED"],
    ["C: timeout 2msl", "C: CLOSED"],
  ],
  [
    "the segment that was left out",
    "segment-missing",
    ["C -> S: SYN seq=x"],
    ["C -> S: ACK"],
    ["S -> C: SYN+ACK", "C -> S: ACK"],
  ],
  [
    "what was lost arrives",
    "deliver-lost",
    [],
    ["C -x S: SYN as a", "deliver a"],
    ["C ~> S: SYN as a", "deliver a"],
  ],
  ["a declaration", "endpoint-unknown", ["client C"], ["C -> S: SYN"], ["server S", "C -> S: SYN"]],
  [
    "a label that is spoken of",
    "endpoint-unknown",
    ['client C "客户端"', "server S"],
    ["客户端 -> S: SYN"],
    ["C -> S: SYN"],
  ],
  [
    "an acknowledgment number on a SYN that answers nothing",
    "ack-without-flag",
    [],
    ["C -> S: SYN seq=x ack=1"],
    ["C -> S: SYN seq=x ack=0"],
  ],
  [
    "the handshake before what is not shown",
    "elision-nobody",
    [],
    [OPEN[0] ?? "", "..."],
    [OPEN[0] ?? "", "S -> C: SYN+ACK", "C -> S: ACK", "..."],
  ],
  [
    "what is not shown goes before the close",
    "elision-nobody",
    ESTABLISHED,
    ["C -> S: FIN+ACK", "S -> C: FIN+ACK", "C -> S: ACK", "..."],
    ["...", "C -> S: FIN+ACK", "S -> C: FIN+ACK", "C -> S: ACK"],
  ],
  [
    "an option of the SYN on the SYN",
    "option-misplaced",
    [],
    [...OPEN, "C -> S: ACK seq=x+1 ack=y+1 mss=1460"],
    [`${OPEN[0]} mss=1460`, OPEN[1] ?? "", "C -> S: ACK seq=x+1 ack=y+1"],
  ],
  [
    "timestamps on the SYN+ACK too",
    "option-misplaced",
    ["C -> S: SYN seq=x ts=10:0"],
    ["S -> C: SYN+ACK seq=y ack=x+1", "C -> S: ACK seq=x+1 ack=y+1 ts=20:7"],
    ["S -> C: SYN+ACK seq=y ack=x+1 ts=7:10", "C -> S: ACK seq=x+1 ack=y+1 ts=20:7"],
  ],
  [
    "the option on the SYN, ahead of its caption",
    "option-misplaced",
    [],
    ["C -> S: SYN seq=x (first)", OPEN[1] ?? "", "C -> S: ACK seq=x+1 ack=y+1 wscale=7"],
    ["C -> S: SYN seq=x wscale=7 (first)", OPEN[1] ?? "", "C -> S: ACK seq=x+1 ack=y+1"],
  ],
  [
    "SACK permitted by both SYNs",
    "option-misplaced",
    [],
    [...OPEN, ...WITH_GAP, "S -> C: ACK seq=y+1 ack=x+1 sack=x+11..x+21"],
    [...OPEN.map((line) => `${line} sackok`), ...WITH_GAP, "S -> C: ACK seq=y+1 ack=x+1 sack=x+11..x+21"],
  ],
  [
    "a block of SACK that is turned round",
    "sack-wrong",
    [...OPEN.map((line) => `${line} sackok`), ...WITH_GAP],
    ["S -> C: ACK seq=y+1 ack=x+1 sack=x+21..x+11"],
    ["S -> C: ACK seq=y+1 ack=x+1 sack=x+11..x+21"],
  ],
  [
    "a block of SACK with the last octet as its right edge",
    "sack-wrong",
    [...OPEN.map((line) => `${line} sackok`), ...WITH_GAP],
    ["S -> C: ACK seq=y+1 ack=x+1 sack=x+11..x+20"],
    ["S -> C: ACK seq=y+1 ack=x+1 sack=x+11..x+21"],
  ],
  [
    "the block of what came last goes first",
    "sack-wrong",
    [
      ...OPEN.map((line) => `${line} sackok`),
      ...WITH_GAP,
      "S -> C: ACK seq=y+1 ack=x+1 sack=x+11..x+21",
      "C -x S: ACK seq=x+21 ack=y+1 len=10",
      "C -> S: ACK seq=x+31 ack=y+1 len=10",
    ],
    ["S -> C: ACK seq=y+1 ack=x+1 sack=x+11..x+21,x+31..x+41"],
    ["S -> C: ACK seq=y+1 ack=x+1 sack=x+31..x+41,x+11..x+21"],
  ],
  [
    "the window that keeps its right edge",
    "window-shrunk",
    ["C -> S: SYN seq=x", "S -> C: SYN+ACK win=1000", "C -> S: ACK", "C -> S: PSH+ACK len=100"],
    ["S -> C: ACK ack=x+101 win=500"],
    ["S -> C: ACK ack=x+101 win=900"],
  ],
  [
    "seq twice, where ack is missing",
    "syntax-duplicate-field",
    ["C -> S: SYN seq=x"],
    ["S -> C: SYN+ACK seq=y seq=x+1"],
    ["S -> C: SYN+ACK seq=y ack=x+1"],
  ],
  ["the same field twice", "syntax-duplicate-field", [], ["C -> S: SYN seq=x seq=x"], ["C -> S: SYN seq=x"]],
  ["a blank in a plain flow", "blank-answer", OPEN, ["C -> S: ACK ack=?"], ["C -> S: ACK ack=y+1"]],
  // Rows of language 2.5 that are corrected by hand
  ["SYN报文", "notation", [], ["C -> S: SYN报文 seq=x"], ["C -> S: SYN seq=x"]],
  ["find=1", "notation", ESTABLISHED, ["C -> S: find=1 seq=u"], ["C -> S: FIN seq=u"]],
  ["fim=1", "syntax-unknown-word", ESTABLISHED, ["C -> S: fim=1 seq=u"], ["C -> S: FIN seq=u"]],
  [
    "ack=Seq+1",
    "syntax-field-as-symbol",
    ["C -> S: SYN seq=x"],
    ["S -> C: SYN+ACK ack=Seq+1"],
    ["S -> C: SYN+ACK ack=x+1"],
  ],
  ["S: CLOSE", "syntax-unknown-word", ["client C", "server S state=CLOSED"], ["S: CLOSE"], ["S: CLOSED"]],
  [
    "a line of prose",
    "syntax-prose",
    [],
    ["- 然后**服务器**就会回复一个应答。"],
    ["note: 然后服务器就会回复一个应答。"],
  ],
  ["words without a sign", "syntax-expected", [], ["客户端发送："], ["note: 客户端发送："]],
  [
    "a title without quotes",
    "syntax-expected",
    [],
    ["flow Handshake", "C -> S: SYN"],
    ['flow "Handshake"', "C -> S: SYN"],
  ],
  ["a colon that is missing", "syntax-expected", [], ["C -> S SYN"], ["C -> S: SYN"]],
];

describe("the preferred fix writes", () => {
  test.each(CASES)("%s", (_, code, before, wrong, right) => {
    const text = [...before, ...wrong, ""].join("\n");
    const fix = preferredIn(text, code);
    expect(fix && applyEdits(text, fix.edits)).toBe([...before, ...right, ""].join("\n"));
  });
});

describe("each notation that is warned about is written the canonical way by its preferred fix", () => {
  const rows: readonly (readonly [typed: string, canonical: string])[] = [
    ["C → S: SYN", "C -> S: SYN"],
    ["C ——> S: SYN", "C -> S: SYN"],
    ["C ->> S: SYN", "C -> S: SYN"],
    ["S <-- C: SYN", "S <- C: SYN"],
    ["C -> S: [SYN]", "C -> S: SYN"],
    ["C -> S: SYN=1", "C -> S: SYN"],
    ["C -> S: SYN(seq=x)", "C -> S: SYN seq=x"],
    ["C -> S: SYN Seq=0 Win=100", "C -> S: SYN seq=0 win=100"],
    ["C -> S: SYN seq=0 WS=256", "C -> S: SYN seq=0 wscale=8"],
    ["C -> S: SYN 序号=x", "C -> S: SYN seq=x"],
    ["C -> S： SYN", "C -> S: SYN"],
    ["C -> S: SYN （第一次）", "C -> S: SYN (第一次)"],
    ["C -> S: SYN\u3000seq=x", "C -> S: SYN seq=x"],
    ["C和S: CLOSED", "C, S: CLOSED"],
    ["双方: CLOSED", "C, S: CLOSED"],
    ["C: 同步已发送", "C: SYN-SENT"],
    ["C: 等待2MSL", "C: timeout 2msl"],
    ["＝＝ 三次握手 ＝＝", "== 三次握手 =="],
    ["……", "..."],
  ];
  test.each(rows)("%s", (typed, canonical) => {
    const before = "client C\nserver S\n";
    let text = `${before}${typed}\n`;
    for (let fix = fixOf(text); fix !== undefined; fix = fixOf(text)) text = applyEdits(text, fix.edits);
    expect(text).toBe(`${before}${canonical}\n`);
  });

  const fixOf = (text: string): Fix | undefined =>
    analysisOf(text).findings.some(({ code }) => code === "notation")
      ? preferredIn(text, "notation")
      : undefined;
});

describe("offered beside it", () => {
  const cases: readonly (readonly [title: string, code: Code, text: readonly string[], fix: string])[] = [
    [
      "segments that crossed",
      "ack-lags",
      [
        "C -> S: SYN seq=x",
        "S -> C: SYN+ACK",
        "C -> S: ACK",
        "C -> S: ACK len=9",
        "C -> S: ACK len=9",
        "S -> C: ACK ack=x+10",
      ],
      "They crossed: send it with ~>",
    ],
    [
      "giving up a block of SACK that did not arrive",
      "sack-wrong",
      [...OPEN.map((line) => `${line} sackok`), ...WITH_GAP, "S -> C: ACK seq=y+1 ack=x+1 sack=x+31..x+41"],
      "Remove sack=x+31..x+41",
    ],
    [
      "giving up one block of two",
      "sack-wrong",
      [
        ...OPEN.map((line) => `${line} sackok`),
        ...WITH_GAP,
        "S -> C: ACK seq=y+1 ack=x+1 sack=x+11..x+21,x+31..x+41",
      ],
      "Remove x+31..x+41",
    ],
    ["giving the claim up", "ack-behind", [...OPEN, "C -> S: ACK ack=y"], "Remove ack=y"],
    ["a comment", "syntax-prose", ["Then the server answers at once"], "Make the line a comment"],
  ];
  test.each(cases)("%s", (_, code, text, title) => {
    const found = fixesIn([...text, ""].join("\n"), code).find((fix) => fix.title === title);
    expect(found?.preferred).toBe(false);
  });
});

test("numbers that are relative from the SYN,ACK on become one kind, whichever that is", () => {
  const text = [
    "C -> S: SYN seq=5000000",
    "S -x C: SYN+ACK seq=300 ack=1",
    "S -> C: SYN+ACK seq=300 ack=1",
    "C -> S: ACK seq=1 ack=1",
    "C -> S: FIN+ACK seq=1 ack=1",
    "S -> C: ACK seq=1 ack=2",
    "",
  ].join("\n");
  const written = fixesIn(text, "numbers-relative")
    .filter(({ title }) => title.startsWith("Write all numbers"))
    .map(({ edits }) => applyEdits(text, edits));
  expect(written.map((fixed) => fixed.split("\n").slice(1, 4))).toEqual([
    [
      "S -x C: SYN+ACK seq=300 ack=5000001",
      "S -> C: SYN+ACK seq=300 ack=5000001",
      "C -> S: ACK seq=5000001 ack=301",
    ],
    ["S -x C: SYN+ACK seq=0 ack=1", "S -> C: SYN+ACK seq=0 ack=1", "C -> S: ACK seq=1 ack=1"],
  ]);
  for (const fixed of written) expect(grave(analysisOf(fixed))).toEqual([]);
});

test("titles are said in the language of the reader", () => {
  const analysis = analysisOf([...OPEN, "C -> S: ACK ack=y", ""].join("\n"));
  const all = fixes(analysis, { start: 0, end: analysis.document.text.length }, "zh-cn");
  expect(all.map(({ title }) => title)).toContain("改为 ack=y+1");
});

describe("in an exercise", () => {
  const wrong = ['exercise "E"', ...OPEN, "C -> S: ACK ack=y", "  S: SYN-SENT", "C -> S: ACK ack=?", ""].join(
    "\n",
  );

  test("no fix tells what is right", () => {
    const analysis = analysisOf(wrong);
    expect(grave(analysis).length).toBeGreaterThan(0);
    expect(fixes(analysis, { start: 0, end: wrong.length }, "en")).toEqual([]);
  });

  test("notation is corrected all the same", () => {
    const text = 'exercise "E"\nC → S: SYN seq=x\n';
    expect(preferredIn(text, "notation")?.title).toBe("Write ->");
  });
});

describe("fix all", () => {
  const cases: readonly (readonly [title: string, before: readonly string[], after: readonly string[]])[] = [
    [
      "writes notation, numbers, flags and states",
      [
        "C → S：SYN=1，seq=x",
        "S -> C: SYN+ACK seq=y ack=x",
        "  S: ESTABLISHED",
        "C -> S: ACK ack=y+1",
        "C -> S: FIN",
      ],
      [
        "C -> S:SYN,seq=x",
        "S -> C: SYN+ACK seq=y ack=x+1",
        "  S: SYN-RECEIVED",
        "C -> S: ACK ack=y+1",
        "C -> S: FIN+ACK",
      ],
    ],
    ["puts no line in and takes none out", ["C -> S: SYN", "C -> S: ACK"], ["C -> S: SYN", "C -> S: ACK"]],
    [
      "leaves to the writer what is corrected by hand",
      ["C -> S: fim=1", "一行说明文字，不是报文段。"],
      ["C -> S: fim=1", "一行说明文字，不是报文段。"],
    ],
    [
      "tells nothing in an exercise",
      ['exercise "E"', ...OPEN, "C -> S: ACK ack=y"],
      ['exercise "E"', ...OPEN, "C -> S: ACK ack=y"],
    ],
  ];
  test.each(cases)("%s", (_, before, after) => {
    expect(fixAll([...before, ""].join("\n"))).toBe([...after, ""].join("\n"));
  });
});
