import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { type Completion, complete } from "../../src/editing/completion.js";
import { parse } from "../../src/language/parser.js";
import { LOCALES, type Locale } from "../../src/messages/locale.js";

/** The cursor in a text. */
const CURSOR = "^";

const OPEN = "client C\nserver S\n";
const SYN = `${OPEN}C -> S: SYN seq=x\n`;
const SYN_ACK = `${SYN}S -> C: SYN+ACK seq=y ack=x+1\n`;
const READY = `${SYN_ACK}C -> S: ACK seq=x+1 ack=y+1\n`;
const HALF = `${READY}C -> S: FIN+ACK seq=x+1 ack=y+1\nS -> C: ACK seq=y+1 ack=x+2\n`;
const CLOSING = `${HALF}S -> C: FIN+ACK seq=y+1 ack=x+2\nC -> S: ACK seq=x+2 ack=y+2\n`;
const FLYING = `${READY}C ~> S: PSH+ACK "a" as one\nC ~> S: PSH+ACK "b" as two\n`;

const QUESTION = 'exercise "e"\nkind: choice\nquestion: Who?\noption A: the client\noption B: the server\n';
const GAP = `C -> S: SYN seq=0 sackok
S -> C: SYN+ACK seq=0 ack=1 sackok
C -> S: ACK seq=1 ack=1
C -x S: ACK seq=1 ack=1 len=10
C -> S: ACK seq=11 ack=1 len=10
`;

function at(text: string, locale: Locale = "en"): Completion[] {
  const offset = text.indexOf(CURSOR);
  return complete(analyze(parse(text.replace(CURSOR, ""))), offset, locale);
}

function accept(text: string, label: string): string {
  const item = at(text).find((found) => found.label === label);
  if (item === undefined) throw new Error(`nothing proposed is ${label}: ${labels(at(text)).join(", ")}`);
  const plain = text.replace(CURSOR, "");
  return plain.slice(0, item.span.start) + item.insert + plain.slice(item.span.end);
}

const labels = (items: readonly Completion[]): string[] => items.map(({ label }) => label);

/** What is accepted first: before, after. */
const FIRST: readonly (readonly [title: string, before: string, after: string])[] = [
  ["an empty file: the ends and the SYN", "^", `${SYN.trimEnd()}`],
  ["behind one declaration the other", "client A\n^", "client A\nserver S"],
  ["behind a server the client", "server S\n^", "server S\nclient C"],
  ["beside a peer another", "peer S\n^", "peer S\npeer B"],
  [
    "beside an end in the middle",
    "server S state=ESTABLISHED\n^",
    "server S state=ESTABLISHED\nclient C state=ESTABLISHED",
  ],
  ["whom nobody has named sends to who listens", "S: listen\n^", "S: listen\nC -> S: SYN seq=x"],
  ["behind both the SYN", `${OPEN}^`, `${OPEN}C -> S: SYN seq=x`],
  ["an ISN that is declared", "client C isn=7\nserver S\n^", "client C isn=7\nserver S\nC -> S: SYN seq=7"],
  ["the answer to the SYN", `${SYN}^`, `${SYN}S -> C: SYN+ACK seq=y ack=x+1`],
  [
    "a plain number where the peer's is one",
    "C -> S: SYN seq=5\n^",
    "C -> S: SYN seq=5\nS -> C: SYN+ACK seq=300 ack=6",
  ],
  ["the third segment", `${SYN_ACK}^`, `${SYN_ACK}C -> S: ACK seq=x+1 ack=y+1`],
  ["then data", `${READY}^`, `${READY}C -> S: PSH+ACK seq=x+1 ack=y+1 "GET /"`],
  [
    "data as the flow writes it",
    `${READY}C -> S: PSH+ACK len=n\nS -> C: ACK\n^`,
    `${READY}C -> S: PSH+ACK len=n\nS -> C: ACK\nS -> C: PSH+ACK seq=y+1 ack=x+1+n len=n`.replace(
      "x+1+n",
      "x+n+1",
    ),
  ],
  ["the ACK of a FIN", `${HALF.split("S -> C: ACK")[0]}^`, HALF.trimEnd()],
  ["new letters behind what is not shown", `${READY}...\n^`, `${READY}...\nC -> S: FIN+ACK seq=u ack=v`],
  ["the wait of TIME-WAIT", `${CLOSING}^`, `${CLOSING}C: timeout 2msl`],
  ["what is in flight", `${FLYING}^`, `${FLYING}deliver`],
  [
    "a timer where a segment was lost",
    `${READY}C -x S: PSH+ACK "a"\n^`,
    `${READY}C -x S: PSH+ACK "a"\nC: timeout rto`,
  ],
  [
    "behind the timer the same segment again",
    `${READY}C -x S: PSH+ACK "a"\nC: timeout rto\n^`,
    `${READY}C -x S: PSH+ACK "a"\nC: timeout rto\nC -> S: PSH+ACK seq=x+1 ack=y+1 "a"`,
  ],
  [
    "the data that was handed over",
    `${READY}C: send 30\n^`,
    `${READY}C: send 30\nC -> S: PSH+ACK seq=x+1 ack=y+1 len=30`,
  ],
  ["the FIN after CLOSE", `${READY}C: close\n^`, `${READY}C: close\nC -> S: FIN+ACK seq=x+1 ack=y+1`],
  ["the RST after ABORT", `${READY}C: abort\n^`, `${READY}C: abort\nC -> S: RST seq=x+1`],
  ["the rest of what is typed", `${SYN_ACK}  C ->^`, `${SYN_ACK}  C -> S: ACK seq=x+1 ack=y+1`],
  ["behind a time", `${SYN_ACK}@2s C^`, `${SYN_ACK}@2s C -> S: ACK seq=x+1 ack=y+1`],
  [
    "the missing line in the middle",
    `${SYN}^\nC -> S: ACK seq=x+1 ack=y+1\n`,
    `${SYN}S -> C: SYN+ACK seq=y ack=x+1\nC -> S: ACK seq=x+1 ack=y+1\n`.replace("seq=y ", "seq=b "),
  ],
  ["behind the colon", `${SYN}S -> C: ^`, `${SYN}S -> C: SYN+ACK seq=y ack=x+1`],
  ["with the sender on the right", `${SYN}C <- S:^`, `${SYN}C <- S:SYN+ACK seq=y ack=x+1`],
];

describe("accepted first", () => {
  test.each(FIRST)("%s", (_, before, after) => {
    const [first] = at(before);
    expect(accept(before, first?.label ?? "")).toBe(after);
  });
});

/** Words of one kind at a place, all of them in order. */
const WORDS: readonly (readonly [
  title: string,
  text: string,
  kind: Completion["kind"],
  words: readonly string[],
])[] = [
  ["names for a client", "client ^", "endpoint", ["C", "C2", "Client"]],
  ["names for a server", "server ^", "endpoint", ["S", "S2", "Server"]],
  ["names for a peer", "peer ^", "endpoint", ["A", "B"]],
  ["the options of a question", `${QUESTION}answer: ^`, "value", ["A", "B"]],
  ["none where nothing is asked", "answer: ^", "value", []],
  [
    "the kinds of exercises",
    'exercise "e"\nkind: ^',
    "value",
    ["fill", "find", "order", "next", "state", "capture", "choice"],
  ],
  ["a flow has none", 'flow "f"\nkind: ^', "value", []],
  ["the state that is entered", `${SYN}C: CLOSED -> ^`, "state", ["SYN-SENT"]],
  ["timers that may run out", `${SYN}C: timeout ^`, "event", ["rto", "user", "delack"]],
  [
    "what has arrived behind the gap",
    `${GAP}S -> C: ACK seq=1 ack=1 ^`,
    "field",
    ["len=100", "len=n", "win=65535", '"data"', "sack=11..21"],
  ],
  [
    "no block without both having permitted it",
    `${GAP.replace(" sackok", "")}S -> C: ACK seq=1 ack=1 ^`,
    "field",
    ["len=100", "len=n", "win=65535", '"data"'],
  ],
  ["what has been delivered may come twice", "C ~> S: SYN as one\ndeliver one\ndeliver ^", "id", ["one"]],
  ["arrows to whom something can be sent", `${READY}C ^`, "arrow", ["-> S:", "-x S:", "~> S:"]],
  ["none from a server that is closed", `${CLOSING}C: timeout 2msl\nS ^`, "arrow", []],
  ["the other end behind an arrow", `${READY}C ~> ^`, "endpoint", ["S:"]],
  ["flags of a closed client", `${CLOSING}C: timeout 2msl\nC -> S: ^`, "flag", ["SYN"]],
  ["flags of a server that answers", `${SYN}S -> C: ^`, "flag", ["SYN+ACK"]],
  [
    "no SYN+ACK without a reason",
    `${READY}S -> C: ^`,
    "flag",
    ["ACK", "PSH+ACK", "FIN+ACK", "RST", "RST+ACK"],
  ],
  ["no data behind a FIN", `${HALF}C -> S: ^`, "flag", ["ACK", "RST", "RST+ACK"]],
  ["flags that may join", `${READY}C -> S: FIN+^`, "flag", ["ACK"]],
  ["seq as it must be", `${HALF}S -> C: FIN+ACK seq=^`, "value", ["y+1"]],
  ["ack as it must be", `${HALF}S -> C: FIN+ACK ack=^`, "value", ["x+2"]],
  ["a letter for the first number", `${OPEN}C -> S: SYN seq=^`, "value", ["x"]],
  ["the letter of the answer", `${SYN}S -> C: SYN+ACK seq=^`, "value", ["y"]],
  [
    "fields that are not there yet",
    `${SYN}S -> C: SYN+ACK ack=x+1 ^`,
    "field",
    ["seq=y", "win=65535", "mss=1460"],
  ],
  [
    "what a SYN may offer",
    `${OPEN}C -> S: SYN seq=x ^`,
    "field",
    ["win=65535", "mss=1460", "wscale=7", "sackok", "ts=1:0"],
  ],
  [
    "what a SYN+ACK may agree to",
    `${OPEN}C -> S: SYN seq=x sackok ts=5:0\nS -> C: SYN+ACK seq=y ack=x+1 ^`,
    "field",
    ["win=65535", "mss=1460", "sackok", "ts=1:5"],
  ],
  ["the state here", `${HALF}S: ^`, "state", ["CLOSE-WAIT", "ESTABLISHED -> CLOSE-WAIT"]],
  ["the change that was", `${HALF}C: FIN-WAIT-1 -> ^`, "state", ["FIN-WAIT-2"]],
  ["of both", `${READY}C, S: ^`, "state", ["ESTABLISHED"]],
  ["timers that run", `${CLOSING}C: timeout ^`, "event", ["2msl", "user"]],
  ["ids in flight", `${FLYING}deliver ^`, "id", ["one", "two"]],
  ["the ids that are left", `${FLYING}deliver one, ^`, "id", ["two"]],
  ["one direction of what is not shown", `${HALF}... ^`, "endpoint", ["S -> C"]],
  ["names over which a note stands", `${READY}note C, ^`, "endpoint", ["S"]],
  ["names for a client", "client ^", "endpoint", ["C", "C2", "Client"]],
  ["nothing in a comment", `${READY}# C ^`, "line", []],
  ["nothing in a string", `${READY}C -> S: PSH+ACK "C ^`, "line", []],
  ["nothing in a caption", `${READY}C -> S: ACK (C ^`, "line", []],
  ["nothing in a note", `${READY}note: C ^`, "line", []],
];

describe("words", () => {
  test.each(WORDS)("%s", (_, text, kind, words) => {
    expect(labels(at(text).filter((item) => item.kind === kind))).toEqual(words);
  });
});

/** Phases that can begin, and the text after the first of them. */
const PHASES: readonly (readonly [text: string, phases: readonly string[], after: string])[] = [
  [
    `${OPEN}^`,
    ["Three-way handshake", "A whole connection"],
    `${OPEN}== Three-way handshake ==\n${READY.slice(OPEN.length).trimEnd()}`,
  ],
  [
    `${READY}^`,
    ["Close in four segments", "Close in three segments", "Loss and retransmission"],
    `${READY}== Four-way close ==\n${CLOSING.slice(READY.length)}C: timeout 2msl`,
  ],
  [`${CLOSING}C: timeout 2msl\n^`, ["Three-way handshake", "A whole connection"], ""],
];

test.each([
  "^",
  "C -> S: ^",
  "C -> S: SYN^",
  `${OPEN}C -> S: ^`,
  `${SYN}S -> C: ^`,
  `${READY}C -> S: ^`,
  `${FLYING}^`,
  `${FLYING}d^`,
  `${HALF}C: ^`,
])("nothing is proposed twice: %s", (text) => {
  const found = labels(at(text));
  expect(found).toEqual([...new Set(found)]);
  expect(found).not.toEqual([]);
});

describe("phases", () => {
  test.each(PHASES)("%s", (text, phases, after) => {
    expect(labels(at(text).filter(({ kind }) => kind === "phase"))).toEqual(phases);
    if (after !== "") expect(accept(text, phases[0] ?? "")).toBe(after);
  });

  test.each(PHASES)("%s: none is marked wrong", (text, phases) => {
    for (const phase of phases) expect([phase, complaints(accept(text, phase))]).toEqual([phase, []]);
  });
});

function complaints(text: string): string[] {
  const grave = analyze(parse(text)).findings.filter(
    ({ severity }) => severity === "error" || severity === "warning",
  );
  return grave.map(({ code, line }) => `${code} on ${line}`);
}

/** Their line is complete when they have been accepted. */
const COMPLETE: ReadonlySet<Completion["kind"]> = new Set([
  "line",
  "phase",
  "flag",
  "field",
  "value",
  "state",
  "event",
  "id",
]);

test("wherever a line of an exchange is broken off, no proposal is marked wrong", {
  timeout: 600_000,
}, () => {
  const lines = `${CLOSING.slice(OPEN.length)}C: timeout 2msl`.split("\n");
  let tried = 0;
  for (const [i, line] of lines.entries()) {
    const before = `${OPEN}${lines
      .slice(0, i)
      .map((l) => `${l}\n`)
      .join("")}`;
    for (const cut of cuts(line)) {
      const text = `${before}${cut}${CURSOR}`;
      for (const item of at(text).filter(({ kind, label, span }) => {
        const typed = text.slice(span.start, text.length - CURSOR.length);
        return COMPLETE.has(kind) && label.toLowerCase().startsWith(typed.toLowerCase());
      })) {
        tried += 1;
        expect([text, item.label, complaints(accept(text, item.label))]).toEqual([text, item.label, []]);
      }
    }
  }
  expect(tried).toBeGreaterThan(lines.length);
});

/** Where a word of the line begins. */
function cuts(line: string): string[] {
  return [...line.matchAll(/(?<=^|[\s=+])(?=\S)/gu)].map(({ index }) => line.slice(0, index));
}

describe("in an exercise", () => {
  const exercise = `exercise "Fill in"\n${READY}`;

  test.each(["^", "C ^", "C -> S: ^", "C -> S: FIN+ACK ^", "C -> S: FIN+ACK seq=^", "C: ^", "S: timeout ^"])(
    "nothing tells an answer: %s",
    (line) => {
      const items = at(`${exercise}${line}`);
      expect(items.filter(({ kind }) => kind === "line" || kind === "phase" || kind === "value")).toEqual([]);
      expect(labels(items).filter((label) => /[xy][+]|=[a-z0-9]/u.test(label))).toEqual([]);
    },
  );

  test("every state and every flag is proposed, whatever the right one is", () => {
    const words = (line: string, kind: Completion["kind"]) =>
      labels(at(`${exercise}${line}`).filter((item) => item.kind === kind));
    expect(words("C: ^", "state")).toHaveLength(11);
    expect(words("C -> S: ^", "flag")).toEqual(words("S -> C: ^", "flag"));
    expect(words("C: ^", "event")).toEqual(words("S: ^", "event"));
  });
});

describe("what a proposal says", () => {
  const SENTENCES: readonly (readonly [text: string, en: string, zh: string])[] = [
    [
      `${SYN}^`,
      "The SYN+ACK answers C's SYN, and carries S's own initial sequence number.\n\nC goes from SYN-SENT to ESTABLISHED; S stays in SYN-RECEIVED.",
      "SYN+ACK 应答 C 的 SYN，并带有 S 自己的初始序号（ISN）。\n\nC 从 SYN-SENT 进入 ESTABLISHED；S 仍处于 SYN-RECEIVED。",
    ],
    [
      "^",
      "Declares the client C and the server S, and C asks for a connection.\n\nC goes from CLOSED to SYN-SENT; S goes from LISTEN to SYN-RECEIVED.",
      "声明客户端 C 和服务器 S，并由 C 请求建立连接。\n\nC 从 CLOSED 进入 SYN-SENT；S 从 LISTEN 进入 SYN-RECEIVED。",
    ],
    [
      `${CLOSING}^`,
      "C has waited for twice the maximum segment lifetime (2MSL).\n\nC goes from TIME-WAIT to CLOSED.",
      "C 已等待两倍报文段最大生存时间（2MSL）。\n\nC 从 TIME-WAIT 进入 CLOSED。",
    ],
  ];

  test.each(SENTENCES)("%s", (text, en, zh) => {
    expect(at(text, "en")[0]?.documentation).toBe(en);
    expect(at(text, "zh-cn")[0]?.documentation).toBe(zh);
  });

  test.each(LOCALES)("something, of every line and word (%s)", (locale) => {
    for (const text of [`${READY}^`, `${READY}C -> S: ^`, `${READY}C: ^`]) {
      const items = at(text, locale).filter(({ kind }) => kind !== "endpoint");
      expect(items.filter(({ documentation }) => documentation === "")).toEqual([]);
    }
  });

  test("behind an example payload the line is complete: Enter begins the next one", () => {
    const item = at(`${READY}^`)[0];
    expect([item?.label, item?.stops]).toEqual(['C -> S: PSH+ACK seq=x+1 ack=y+1 "GET /"', []]);
  });

  test("what is several lines has a label of one", () => {
    expect(at("^")[0]?.label).toBe("client C · server S · SYN seq=x");
  });
});
