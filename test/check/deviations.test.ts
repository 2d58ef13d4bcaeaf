/**
 * Where real stacks differ from the letter of RFC 9293, neither behaviour is an error; what lies just beside
 * is one still.
 */

import { describe, expect, it } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { parse } from "../../src/language/parser.js";
import { DEVIATIONS, type DeviationName } from "../../src/tcp/outcomes.js";

interface Case {
  /** A flow that shows what the stack does. */
  readonly stack: string;
  /** The same place in a flow that follows the letter. */
  readonly letter: string;
  /** Beside it: an error, with its code. */
  readonly near: readonly [code: string, flow: string];
}

const HANDSHAKE = `client C
server S
C -> S: SYN seq=100
S -> C: SYN+ACK seq=300 ack=101
C -> S: ACK seq=101 ack=301
`;

const CLOSED_BY_C = `${HANDSHAKE}C -> S: FIN+ACK seq=101 ack=301
S -> C: FIN+ACK seq=301 ack=102
C -> S: ACK seq=102 ack=302
`;

const HALF_CLOSED_BY_C = `${HANDSHAKE}C -> S: FIN+ACK seq=101 ack=301
S -> C: ACK seq=301 ack=102
`;

const WITH_TIMESTAMPS = `client C
server S
C -> S: SYN seq=100 ts=10:0
S -> C: SYN+ACK seq=300 ack=101 ts=70:10
C -> S: ACK seq=101 ack=301 ts=20:70
`;

const WITH_MSS = `client C
server S
C -> S: SYN seq=100 mss=1460
S -> C: SYN+ACK seq=300 ack=101 mss=1460
C -> S: ACK seq=101 ack=301
`;

/** Times and addresses are what only a capture has. */
function captured(flow: string): string {
  return flow
    .replace("client C", 'client C addr="192.0.2.1:40001"')
    .replace("server S", 'server S addr="192.0.2.2:80"');
}

/** What B has sent lies further below what it has acknowledged since than the widest window. */
const NARROW = `client A
server B
A -> B: SYN seq=69 win=300
B -> A: SYN+ACK seq=132 ack=70 win=300
A -> B: ACK seq=70 ack=133 win=300
B ~> A: PSH+ACK seq=133 ack=70 len=100 win=300 as late
A -> B: PSH+ACK seq=70 ack=133 len=300 win=300
B -> A: ACK seq=233 ack=370 win=300
A -> B: PSH+ACK seq=370 ack=133 len=100 win=300
B -> A: ACK seq=233 ack=470 win=200
`;

/** Of 800 octets on their way 500 fit into the window when they arrive. */
const SHRUNK = `${HANDSHAKE}S -> C: ACK seq=301 ack=101 win=1000
C ~> S: ACK seq=101 ack=301 len=800 as d
S -> C: ACK seq=301 ack=101 win=500
deliver d
`;

const CROSSED_FINS = `peer A state=ESTABLISHED snd=100 rcv=300
peer B state=ESTABLISHED
A ~> B: FIN+ACK seq=100 ack=300 as a
B -> A: FIN+ACK seq=300 ack=100
deliver a
B -x A: ACK seq=301 ack=101
A: timeout rto
A -> B: FIN+ACK seq=100 ack=301
`;

const CASES: Readonly<Record<DeviationName, Case>> = {
  "full-accept-queue": {
    stack: `${HANDSHAKE}  C: ESTABLISHED
  S: SYN-RECEIVED
S -> C: SYN+ACK seq=300 ack=101
C -> S: ACK seq=101 ack=301`,
    letter: `${HANDSHAKE}  S: ESTABLISHED`,
    near: ["state-wrong", `${HANDSHAKE}  S: SYN-RECEIVED\nS -> C: PSH+ACK seq=301 ack=101 len=5`],
  },
  "syn-dropped": {
    stack: `client C
server S
C -> S: SYN seq=100
  S: LISTEN
C: timeout rto
C -> S: SYN seq=100
S -> C: SYN+ACK seq=300 ack=101
C -> S: ACK seq=101 ack=301
  S: ESTABLISHED`,
    letter: `client C
server S
C -> S: SYN seq=100
  S: SYN-RECEIVED
C: timeout rto
C -> S: SYN seq=100
S -> C: SYN+ACK seq=300 ack=101`,
    near: [
      "state-wrong",
      "client C\nserver S\nC -> S: SYN seq=100\n  S: LISTEN\nS -> C: SYN+ACK seq=300 ack=101",
    ],
  },
  "time-wait-ignores-reset": {
    stack: `${CLOSED_BY_C}old S -> C: RST seq=302\n  C: TIME-WAIT\nC: timeout 2msl`,
    letter: `${CLOSED_BY_C}old S -> C: RST seq=302\n  C: CLOSED`,
    near: ["state-wrong", `${HANDSHAKE}old S -> C: RST seq=301\n  C: ESTABLISHED`],
  },
  "fin-wait-2-timeout": {
    stack: `${HANDSHAKE}C -> S: FIN+ACK\nS -> C: ACK\n  C: FIN-WAIT-2 -> CLOSED`,
    letter: `${HANDSHAKE}C -> S: FIN+ACK\nS -> C: ACK\n  C: FIN-WAIT-2`,
    near: ["state-wrong", `${HANDSHAKE}C -> S: FIN+ACK\n  C: FIN-WAIT-1 -> CLOSED`],
  },
  "fin-wait-2-refuses": {
    stack: `${HALF_CLOSED_BY_C}S -> C: FIN+ACK seq=301 ack=102\nC -> S: RST seq=102\n  C, S: CLOSED`,
    letter: `${HALF_CLOSED_BY_C}S -> C: FIN+ACK seq=301 ack=102\nC -> S: ACK seq=102 ack=302\n  C: TIME-WAIT`,
    near: ["segment-illegal", `${CLOSED_BY_C}C -> S: RST seq=102`],
  },
  "syn-ack-without-clock": {
    stack: `client C\nserver S\nC -> S: SYN seq=100 ts=10:0\nS -> C: SYN+ACK seq=300 ack=101 ts=0:0\nC -> S: ACK seq=101 ack=301 ts=20:0\nS -> C: PSH+ACK seq=301 ack=101 len=5 ts=3000000000:20`,
    letter: `${WITH_TIMESTAMPS}S -> C: PSH+ACK seq=301 ack=101 len=5 ts=80:20`,
    near: [
      "timestamp-wrong",
      "client C\nserver S\nC -> S: SYN seq=100 ts=10:0\nS -> C: SYN+ACK seq=300 ack=101 ts=70:0",
    ],
  },
  "reset-without-clock": {
    stack: `${WITH_TIMESTAMPS}C -> S: RST seq=101 ts=0:70`,
    letter: `${WITH_TIMESTAMPS}C -> S: RST seq=101 ts=21:70`,
    near: ["timestamp-wrong", `${WITH_TIMESTAMPS}C -> S: PSH+ACK seq=101 ack=301 len=5 ts=0:70`],
  },
  "abort-with-ack": {
    stack: `${HANDSHAKE}C -> S: RST+ACK seq=101 ack=301\n  C, S: CLOSED`,
    letter: `${HANDSHAKE}C -> S: RST seq=101\n  C, S: CLOSED`,
    near: ["flag-extra", `${CLOSED_BY_C}C -> S: RST+ACK seq=102 ack=302`],
  },
  "reset-with-ack": {
    stack: `${HANDSHAKE}S: crash\nC -> S: PSH+ACK seq=101 ack=301 len=10\nS -> C: RST+ACK seq=301 ack=111\n  C: CLOSED`,
    letter: `${HANDSHAKE}S: crash\nC -> S: PSH+ACK seq=101 ack=301 len=10\nS -> C: RST seq=301\n  C: CLOSED`,
    near: [
      "seq-wrong",
      `${HANDSHAKE}S: crash\nC -> S: PSH+ACK seq=101 ack=301 len=10\nS -> C: RST+ACK seq=0 ack=111`,
    ],
  },
  "reset-without-ack": {
    stack: "client C\npeer S\nC -> S: SYN seq=100\nS -> C: RST seq=0\n  C: SYN-SENT",
    letter: "client C\npeer S\nC -> S: SYN seq=100\nS -> C: RST+ACK seq=0 ack=101\n  C: CLOSED",
    near: ["ack-behind", "client C\npeer S\nC -> S: SYN seq=100\nS -> C: RST+ACK seq=0 ack=100"],
  },
  "empty-probe": {
    stack: `${HANDSHAKE}S -> C: ACK seq=301 ack=101 win=0
C -> S: ACK seq=100 ack=301
S -> C: ACK seq=301 ack=101 win=0`,
    letter: `${HANDSHAKE}S -> C: ACK seq=301 ack=101 win=0
C -> S: PSH+ACK seq=101 ack=301 len=1
S -> C: ACK seq=301 ack=101 win=0`,
    near: ["seq-wrong", `${HANDSHAKE}S -> C: ACK seq=301 ack=101 win=0\nC -> S: ACK seq=99 ack=301`],
  },
  "syn-cookies": {
    stack: `client C
server S syncookies
C -> S: SYN seq=100
  S: LISTEN
S -> C: SYN+ACK seq=300 ack=101
  S: LISTEN
C -> S: ACK seq=101 ack=301
  S: ESTABLISHED`,
    letter: `client C
server S syncookies
C -> S: SYN seq=100
  S: SYN-RECEIVED
S -> C: SYN+ACK seq=300 ack=101
C -> S: ACK seq=101 ack=301
  S: ESTABLISHED`,
    near: [
      "state-wrong",
      `client C\nserver S\nC -> S: SYN seq=100\n  S: LISTEN\nS -> C: SYN+ACK seq=300 ack=101`,
    ],
  },
  "fast-open-data": {
    stack: `client C
server S
C -> S: SYN seq=100 len=10 tfo=0123456789abcdef
S -> C: SYN+ACK seq=300 ack=111
S -> C: PSH+ACK seq=301 ack=111 len=20
  S: SYN-RECEIVED
C -> S: ACK seq=111 ack=321`,
    letter: `client C
server S
C -> S: SYN seq=100 len=10 tfo=0123456789abcdef
S -> C: SYN+ACK seq=300 ack=111
C -> S: ACK seq=111 ack=301
S -> C: PSH+ACK seq=301 ack=111 len=20
C -> S: ACK seq=111 ack=321`,
    near: [
      "segment-missing",
      `client C
server S
C -> S: SYN seq=100 tfo
S -> C: SYN+ACK seq=300 ack=101
S -> C: PSH+ACK seq=301 ack=101 len=20
C -> S: ACK seq=101 ack=321`,
    ],
  },
  "syn-fin-dropped": {
    stack:
      "client C\nserver S\nold C -> S: SYN+FIN seq=50\n  S: LISTEN\nC -> S: SYN seq=100\nS -> C: SYN+ACK seq=300 ack=101",
    letter:
      "client C\nserver S\nold C -> S: SYN+FIN seq=50\n  S: SYN-RECEIVED\nS -> C: SYN+ACK seq=300 ack=51",
    near: [
      "state-wrong",
      "client C\nserver S\nold C -> S: SYN seq=50\n  S: LISTEN\nS -> C: SYN+ACK seq=300 ack=51",
    ],
  },
  "rst-in-window-resets": {
    stack: `${HANDSHAKE}old C -> S: RST seq=600\n  S: CLOSED`,
    letter: `${HANDSHAKE}old C -> S: RST seq=600\nS -> C: ACK seq=301 ack=101\n  S: ESTABLISHED`,
    near: ["state-wrong", `${HANDSHAKE}old C -> S: RST seq=99\n  S: CLOSED`],
  },
  "syn-in-window-resets": {
    stack: `${HANDSHAKE}old C -> S: SYN seq=600\n  S: CLOSED\nS -> C: RST seq=301`,
    letter: `${HANDSHAKE}old C -> S: SYN seq=600\nS -> C: ACK seq=301 ack=101\n  S: ESTABLISHED`,
    near: ["state-wrong", `${HANDSHAKE}old C -> S: SYN seq=99\n  S: CLOSED`],
  },
  "syn-received-sends-reset": {
    stack: `client C
server S
C -> S: SYN seq=100
S -x C: SYN+ACK seq=300 ack=101
old C -> S: SYN seq=150
S -> C: RST+ACK seq=0 ack=151
  S: LISTEN`,
    letter: `client C
server S
C -> S: SYN seq=100
S -x C: SYN+ACK seq=300 ack=101
old C -> S: SYN seq=150
  S: LISTEN`,
    near: [
      "ack-behind",
      `client C
server S
C -> S: SYN seq=100
S -x C: SYN+ACK seq=300 ack=101
S -x C: SYN+ACK seq=300 ack=100`,
    ],
  },
  "no-paws": {
    stack: `${WITH_TIMESTAMPS}old C -> S: ACK seq=101 ack=301 len=10 ts=5:70\nS -> C: ACK seq=301 ack=111 ts=90:20`,
    letter: `${WITH_TIMESTAMPS}old C -> S: ACK seq=101 ack=301 len=10 ts=5:70\nS -> C: ACK seq=301 ack=101 ts=90:20`,
    near: [
      "ack-behind",
      `${WITH_TIMESTAMPS}C -> S: ACK seq=101 ack=301 len=10 ts=25:70\nS -> C: ACK seq=301 ack=101 ts=90:25`,
    ],
  },
  "old-ack-taken": {
    stack: `${NARROW}deliver late\nA -> B: ACK seq=470 ack=233 win=300`,
    letter: `${NARROW}deliver late\nA -> B: ACK seq=470 ack=133 win=300`,
    near: ["ack-not-arrived", `${NARROW}A -> B: ACK seq=470 ack=233 win=300`],
  },
  "old-ack-discarded": {
    stack: `${HANDSHAKE}C -> S: PSH+ACK seq=101 ack=301 len=10
S -> C: ACK seq=301 ack=111
old S -> C: PSH+ACK seq=301 ack=50 len=5
C -> S: ACK seq=111 ack=301`,
    letter: `${HANDSHAKE}C -> S: PSH+ACK seq=101 ack=301 len=10
S -> C: ACK seq=301 ack=111
old S -> C: PSH+ACK seq=301 ack=50 len=5
C -> S: ACK seq=111 ack=306`,
    near: [
      "ack-behind",
      `${HANDSHAKE}C -> S: PSH+ACK seq=101 ack=301 len=10
S -> C: PSH+ACK seq=301 ack=111 len=5
C -> S: ACK seq=111 ack=301`,
    ],
  },
  "window-not-trimmed": {
    stack: `${SHRUNK}S -> C: ACK seq=301 ack=901 win=0`,
    letter: `${SHRUNK}S -> C: ACK seq=301 ack=601 win=0`,
    near: ["ack-not-arrived", `${SHRUNK}S -> C: ACK seq=301 ack=701 win=0`],
  },
  "old-segment-acknowledges": {
    stack: `${CROSSED_FINS}  B: TIME-WAIT`,
    letter: `${CROSSED_FINS}  B: CLOSING`,
    near: ["state-wrong", `${CROSSED_FINS}  B: CLOSED`],
  },
  "foreign-echo-refused": {
    stack: `client C
server S
C -> S: SYN seq=100 ts=1:0
old S -> C: SYN+ACK seq=500 ack=101 ts=1000:9999
C -> S: RST seq=101
  C: SYN-SENT`,
    letter: `client C
server S
C -> S: SYN seq=100 ts=1:0
old S -> C: SYN+ACK seq=500 ack=101 ts=1000:9999
  C: ESTABLISHED`,
    near: [
      "state-wrong",
      `client C
server S
C -> S: SYN seq=100 ts=1:0
old S -> C: SYN+ACK seq=500 ack=101 ts=1000:1
  C: SYN-SENT`,
    ],
  },
  "time-wait-stays": {
    stack: `${CLOSED_BY_C}old S -> C: SYN seq=5000\nC -> S: ACK seq=102 ack=302\n  C: TIME-WAIT`,
    letter: `${CLOSED_BY_C}old S -> C: SYN seq=5000\n  C: SYN-RECEIVED`,
    near: ["state-wrong", `${CLOSED_BY_C}old S -> C: SYN seq=200\n  C: SYN-RECEIVED`],
  },
  "syn-data-acknowledged": {
    stack:
      "client C\nserver S\nC -> S: SYN seq=100 len=10\nS -> C: SYN+ACK seq=300 ack=111\nC -> S: ACK seq=111 ack=301",
    letter:
      "client C\nserver S\nC -> S: SYN seq=100 len=10\nS -> C: SYN+ACK seq=300 ack=101\nC -> S: ACK seq=111 ack=301\nS -> C: ACK seq=301 ack=111",
    near: ["ack-beyond", "client C\nserver S\nC -> S: SYN seq=100 len=10\nS -> C: SYN+ACK seq=300 ack=112"],
  },
  "syn-data-dropped": {
    stack:
      "client C\nserver S\nC -> S: SYN seq=100 len=10\nS -> C: SYN+ACK seq=300 ack=101\nC -> S: ACK seq=111 ack=301\nS -> C: ACK seq=301 ack=101",
    letter:
      "client C\nserver S\nC -> S: SYN seq=100 len=10\nS -> C: SYN+ACK seq=300 ack=101\nC -> S: ACK seq=111 ack=301\nS -> C: ACK seq=301 ack=111",
    near: [
      "ack-behind",
      "client C\nserver S\nC -> S: SYN seq=100 len=10\nS -> C: SYN+ACK seq=300 ack=101\nC -> S: ACK seq=111 ack=301\nS -> C: ACK seq=301 ack=105",
    ],
  },
  // Only what a capture saw has a time.
  "abort-after-fins": {
    stack: `${captured(HALF_CLOSED_BY_C)}S -x C: FIN+ACK seq=301 ack=102\n@9ms S -> C: RST+ACK seq=302 ack=102\n  C, S: CLOSED`,
    letter: `${HALF_CLOSED_BY_C}@9ms S -> C: RST+ACK seq=301 ack=102\n  C, S: CLOSED`,
    near: [
      "flag-extra",
      `${HALF_CLOSED_BY_C}S -x C: FIN+ACK seq=301 ack=102\nS -> C: RST+ACK seq=302 ack=102`,
    ],
  },
  offloaded: {
    stack: `${captured(WITH_MSS)}@5ms C -> S: PSH+ACK seq=101 ack=301 len=2920`,
    letter: `${captured(WITH_MSS)}@5ms C -> S: PSH+ACK seq=101 ack=301 len=1460\n@5ms C -> S: PSH+ACK seq=1561 ack=301 len=1460`,
    near: [
      "ack-behind",
      `${captured(WITH_MSS)}@5ms C -> S: PSH+ACK seq=101 ack=301 len=1460\n@9ms S -> C: ACK seq=301 ack=1000`,
    ],
  },
};

describe.each(Object.keys(DEVIATIONS) as DeviationName[])("%s", (name) => {
  const { stack, letter, near } = CASES[name];

  it("is named where it is shown, and is no error", () => {
    expect(errors(stack)).toEqual([]);
    expect(named(stack)).toContain(name);
  });

  it("is not named where the letter of the RFC is followed", () => {
    expect(errors(letter)).toEqual([]);
    expect(named(letter)).not.toContain(name);
  });

  it("excuses nothing beside it", () => {
    expect(errors(near[1])).toContain(near[0]);
    expect(named(near[1])).not.toContain(name);
  });
});

function errors(flow: string): string[] {
  return analyze(parse(flow)).findings.flatMap((f) => (f.severity === "error" ? [f.code] : []));
}

function named(flow: string): string[] {
  return analyze(parse(flow)).findings.flatMap((f) => (f.code === "stack-differs" ? [f.args.which] : []));
}
