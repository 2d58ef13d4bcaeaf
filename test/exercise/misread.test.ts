/** What is told of a wrong answer, blank by blank: `+` is right, else the name of what was confused. */

import { describe, expect, test, vi } from "vitest";
import { judge } from "../../src/exercise/judge.js";
import { misconceptionWords } from "../../src/exercise/misconceptions.js";
import { LOCALES } from "../../src/messages/locale.js";

vi.setConfig({ testTimeout: 60_000 });

const HANDSHAKE = ["C -> S: SYN seq=0", "S -> C: SYN+ACK seq=0 ack=1", "C -> S: ACK seq=1 ack=1"];

const CASES: readonly (readonly [
  title: string,
  template: readonly string[],
  /** An answer for each blank, and what is told of each. */
  answers: Readonly<Record<string, string>>,
])[] = [
  [
    "a length counts octets, not characters",
    [
      "C -> S: SYN seq=100",
      "S -> C: SYN+ACK seq=300 ack=101",
      'C -> S: PSH+ACK seq=101 ack=301 len=? "你好"',
      "S -> C: ACK seq=301 ack=107",
    ],
    { 6: "+", 2: "characters-for-octets", 5: "off-by-one", 101: "number-for-length", n: "new-letter" },
  ],
  [
    "a length counts no flag and no header",
    ["C, S: ESTABLISHED", "C -> S: FIN+ACK seq=101 ack=1 len=?", "S -> C: ACK seq=1 ack=112"],
    {
      10: "+",
      11: "flag-counted-as-data",
      30: "header-counted",
      50: "header-counted",
      9: "off-by-one",
      12: "wrong-length",
    },
  ],
  [
    "the length of a call",
    [...HANDSHAKE, "C: send ?", "C -> S: PSH+ACK seq=1 ack=1", "S -> C: ACK seq=1 ack=6"],
    { 5: "+", 6: "wrong-length", 0: "wrong-length" },
  ],
  [
    "the flags of an answer",
    ["C -> S: SYN seq=1", "S -> C: ? seq=4 ack=2", "C -> S: ACK seq=2 ack=5"],
    {
      "SYN+ACK": "+",
      ACK: "flag-missing",
      SYN: "ack-flag-missing",
      "RST+ACK": "rst-extra",
      "FIN+ACK": "fin-extra",
      xyz: "unreadable",
    },
  ],
  [
    "the flags of the first segment",
    ["client C", "server S", "C -> S: ? seq=1", "S -> C: SYN+ACK seq=4 ack=2", "C -> S: ACK seq=2 ack=5"],
    { SYN: "+", "SYN+ACK": "ack-flag-extra", ACK: "flag-missing", FIN: "fin-extra", RST: "rst-extra" },
  ],
  [
    "the flags of a refusal",
    ["client C", "server S state=CLOSED", "C -> S: SYN seq=5", "S -> C: ? seq=0 ack=6", "  C: CLOSED"],
    { "RST+ACK": "+", RST: "ack-flag-missing", "FIN+ACK": "fin-extra", "SYN+ACK": "syn-extra" },
  ],
  [
    "a state",
    ["client C", "server S", "C -> S: SYN seq=1", "  C: ?", "S -> C: SYN+ACK seq=4 ack=2"],
    {
      "SYN-SENT": "+",
      "SYN-RECEIVED": "other-end",
      CLOSED: "state-before",
      ESTABLISHED: "established-too-early",
      "TIME-WAIT": "means-time-wait",
      open: "state-asked",
    },
  ],
  [
    "the state that is left, and the one that is entered",
    ["C, S: ESTABLISHED", "C -> S: FIN+ACK seq=1 ack=1", "  S: ? -> ?", "S -> C: ACK seq=1 ack=2"],
    {
      "ESTABLISHED CLOSE-WAIT": "+ +",
      "FIN-WAIT-1 CLOSE-WAIT": "other-end +",
      "SYN-SENT CLOSE-WAIT": "means-syn-sent +",
      "ESTABLISHED LAST-ACK": "+ means-last-ack",
      "ESTABLISHED FIN-WAIT-2": "+ closer-confused",
    },
  ],
  [
    "a window and an option",
    ["C -> S: SYN seq=1 wscale=?", "S -> C: SYN+ACK seq=4 ack=2 wscale=2", "C -> S: ACK seq=2 ack=5 win=1"],
    { 7: "+", 0: "+", 15: "wrong-option", x: "unreadable" },
  ],
  [
    "a number that is declared",
    ["client C isn=?", "server S", "C -> S: SYN seq=5", "S -> C: SYN+ACK seq=4 ack=6"],
    { 5: "+", 6: "other-number", x: "isn-assumed" },
  ],
  [
    "a line",
    ["C -> S: SYN seq=1", "S -> C: SYN+ACK seq=4 ack=2", "?", "C, S: ESTABLISHED"],
    {
      "C -> S: ACK seq=2 ack=5": "+",
      "S -> C: ACK seq=5 ack=2": "wrong-sender",
      "C <- S: ACK": "wrong-sender",
      "C -> S: SYN seq=1": "syn-extra",
      "C: ESTABLISHED": "not-a-step",
      "C: close": "wrong-event",
      what: "unreadable",
      deliver: "wrong-event",
      "...": "not-a-step",
      "C -x S: ACK": "wrong-fate",
      "C -> S: ACK ack=4": "syn-not-counted",
      "C -> S: seq=2": "incomplete",
      "C -> X: ACK": "wrong-segment",
    },
  ],
  [
    "what sends a RST",
    [...HANDSHAKE, "?", "C -> S: RST seq=1"],
    {
      "C: abort": "+",
      "C: crash": "wrong-event",
      "S: abort": "wrong-event",
      "C: timeout user": "wrong-event",
    },
  ],
  [
    "what sends data",
    [...HANDSHAKE, "?", "C -> S: PSH+ACK seq=1 ack=1 len=5", "S -> C: ACK seq=1 ack=6"],
    {
      "C: send 5": "+",
      "C: abort": "wrong-event",
      "C: timeout rto": "wrong-event",
      "C: receive": "wrong-event",
      "S: send 5": "wrong-event",
    },
  ],
  [
    "what sends a FIN",
    [...HANDSHAKE, "?", "C -> S: FIN+ACK seq=1 ack=1", "S -> C: ACK seq=1 ack=2"],
    { "C: close": "+", "C: send 5": "wrong-event", "C: abort": "wrong-event", "C: receive": "wrong-event" },
  ],
  [
    "what opens a window",
    [
      "C, S: ESTABLISHED",
      "C -> S: PSH+ACK seq=1 ack=1 len=5",
      "S -> C: ACK seq=1 ack=6 win=0",
      "?",
      "S -> C: ACK seq=1 ack=6 win=500",
    ],
    { "S: receive 5": "+", "S: send 5": "wrong-event", "S: timeout delack": "wrong-event" },
  ],
  [
    "the timer behind an answer",
    ["C, S: ESTABLISHED", "C -> S: PSH+ACK seq=1 ack=1 len=5", "?", "S -> C: ACK seq=1 ack=6"],
    { "S: timeout delack": "+", "S: timeout rto": "wrong-event", "S: send 5": "wrong-event" },
  ],
  [
    "the timer behind a probe",
    [
      "C, S: ESTABLISHED",
      "C -> S: ACK seq=1 ack=1 win=0",
      "?",
      "S -> C: ACK seq=1 ack=1 len=1",
      "C -> S: ACK seq=1 ack=1 win=0",
    ],
    { "S: timeout persist": "+", "S: timeout rto": "wrong-event" },
  ],
  [
    "the timer behind a retransmission",
    [
      "C, S: ESTABLISHED",
      "C -x S: PSH+ACK seq=1 ack=1 len=5",
      "?",
      "C -> S: PSH+ACK seq=1 ack=1 len=5",
      "S -> C: ACK seq=1 ack=6",
    ],
    {
      "C: timeout rto": "+",
      "C: timeout persist": "wrong-event",
      "C: timeout delack": "wrong-event",
      "S: timeout rto": "wrong-event",
    },
  ],
  [
    "a timer in the place of an event",
    [
      "C, S: ESTABLISHED",
      "C -x S: PSH+ACK seq=1 ack=1 len=5",
      "C: ?",
      "C -> S: PSH+ACK seq=1 ack=1 len=5",
      "S -> C: ACK seq=1 ack=6",
    ],
    { "timeout rto": "+", "timeout persist": "wrong-event" },
  ],
  [
    "what happens between two states",
    [
      "C, S: ESTABLISHED",
      "C -> S: FIN+ACK seq=1 ack=1",
      "S -> C: FIN+ACK seq=1 ack=2",
      "C -> S: ACK seq=2 ack=2",
      "C: ?",
      "C: CLOSED",
    ],
    { "timeout 2msl": "+", close: "wrong-event", "TIME-WAIT": "event-asked" },
  ],
  [
    "an edge of a SACK block",
    [
      "C -> S: SYN seq=0 sackok",
      "S -> C: SYN+ACK seq=0 ack=1 sackok",
      "C -> S: ACK seq=1 ack=1",
      "C -x S: ACK seq=1 ack=1 len=100",
      "C -> S: ACK seq=101 ack=1 len=100",
      "S -> C: ACK seq=1 ack=1 sack=101..?",
    ],
    { 201: "+", 200: "wrong-block" },
  ],
  [
    "a length that a SACK block tells",
    [
      "C -> S: SYN seq=0 sackok",
      "S -> C: SYN+ACK seq=0 ack=1 sackok",
      "C -> S: ACK seq=1 ack=1",
      "C -x S: ACK seq=1 ack=1 len=100",
      "C -> S: ACK seq=101 ack=1 len=?",
      "S -> C: ACK seq=1 ack=1 sack=101..301",
    ],
    { 200: "+", 100: "wrong-length" },
  ],
];

describe.each(CASES)("%s", (_, template, answers) => {
  const text = ['exercise "e"', ...template, ""].join("\n");

  test.each(Object.entries(answers))("%s: %s", (answer, told) => {
    const blanks = text.match(/\?/g)?.length ?? 0;
    const words = blanks === 1 ? [answer] : answer.split(" ");
    const filled = text.replace(/\?/g, () => words.shift() ?? "?");
    const marks = judge(text, `answers "t.tcpflow"\n${filled}`).flatMap((one) => one.marks);
    expect(
      marks.map(({ verdict, misconception }) => (verdict === "right" ? "+" : misconception)).join(" "),
    ).toBe(told);
    for (const { misconception } of marks) {
      if (misconception === null) continue;
      const [en, zh] = LOCALES.map((locale) => misconceptionWords(misconception, locale).text);
      expect(en).not.toMatch(/\p{Script=Han}/u);
      expect(zh).toMatch(/\p{Script=Han}/u);
    }
  });
});
