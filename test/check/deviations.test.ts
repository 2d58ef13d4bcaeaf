/**
 * Where real stacks differ from the letter of RFC 9293, neither behaviour is an error; what lies just beside
 * is one still.
 */

import { describe, expect, it } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { DEVIATIONS, type DeviationName } from "../../src/check/deviations.js";
import { parse } from "../../src/language/parser.js";

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

const CASES: Readonly<Record<DeviationName, Case>> = {
  "full-accept-queue": {
    stack: `${HANDSHAKE}  C: ESTABLISHED
  S: SYN-RECEIVED
S -> C: SYN+ACK seq=300 ack=101
C -> S: ACK seq=101 ack=301`,
    letter: `${HANDSHAKE}  S: ESTABLISHED`,
    near: ["state-wrong", `${HANDSHAKE}  S: SYN-RECEIVED\nS -> C: PSH+ACK seq=301 ack=101 len=5`],
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
  "abort-with-ack": {
    stack: `${HANDSHAKE}C -> S: RST+ACK seq=101 ack=301\n  C, S: CLOSED`,
    letter: `${HANDSHAKE}C -> S: RST seq=101\n  C, S: CLOSED`,
    near: ["flag-extra", `${CLOSED_BY_C}C -> S: RST+ACK seq=102 ack=302`],
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
