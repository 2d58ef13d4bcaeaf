/**
 * SYN, SYN+ACK, RST, ACK, data and FIN that have no place in a state (RFC 9293 §3.10.7.4, RFC 5961): what follows of each
 * is right, and with one thing in it changed it is wrong on that line and on no other.
 */

import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { parse } from "../../src/language/parser.js";
import { type Outcome, STANDS, type Stand, type Stray, strays } from "./out-of-place.js";

const NEW_ISN = 77_000;

/** What comes behind the segment: lines, and whether those of the state go on behind them. */
interface Sequel {
  readonly lines: readonly string[];
  readonly goesOn: boolean;
}

const RIGHT: Readonly<Record<Outcome, (stand: Stand, stray: Stray) => readonly Sequel[]>> = {
  acknowledged: ({ here, there, nxt, rcv, state }) => [
    { lines: [`${here} -> ${there}: ACK seq=${nxt} ack=${rcv}`, `${here}: ${state}`], goesOn: true },
    { lines: [`${here}: ${state}`], goesOn: true },
  ],
  dropped: ({ here, state }) => [{ lines: [`${here}: ${state}`], goesOn: true }],
  reset: ({ here, state }) => [
    { lines: [`${here}: ${state === "SYN-RECEIVED" ? "LISTEN" : "CLOSED"}`], goesOn: false },
  ],
  reopened: ({ here, there, nxt, rcv }, { segment }) => {
    const stays = {
      lines: [`${here} -> ${there}: ACK seq=${nxt} ack=${rcv}`, `${here}: TIME-WAIT`],
      goesOn: true,
    };
    const [, seq] = /seq=(\d+)/.exec(segment) ?? [];
    const answer = `${here} -> ${there}: SYN+ACK seq=${NEW_ISN} ack=${Number(seq) + 1}`;
    return here === "S" ? [stays, { lines: [answer, "S: SYN-RECEIVED"], goesOn: false }] : [stays];
  },
  refused: ({ here, there, nxt, state }) => [
    { lines: [`${here} -> ${there}: RST seq=${nxt + 500}`, `${here}: ${state}`], goesOn: true },
  ],
};

/** One line is wrong: its index among the lines. */
const WRONG: Readonly<Record<Outcome, (stand: Stand, stray: Stray) => readonly (Sequel & { at: number })[]>> =
  {
    acknowledged: ({ here, there, nxt, rcv, state }, { segment }) => {
      const answer = (seq: number, ack: number) => `${here} -> ${there}: ACK seq=${seq} ack=${ack}`;
      // By an old ACK some stacks complete the handshake: see the deviations.
      const other = state === "ESTABLISHED" || /^(?:ACK|PSH)/.test(segment) ? "FIN-WAIT-1" : "ESTABLISHED";
      return [
        { lines: [answer(nxt + 1, rcv)], at: 0, goesOn: true },
        { lines: [answer(nxt, rcv + 1)], at: 0, goesOn: true },
        {
          lines: [answer(nxt, rcv), `${here}: ${other === state ? "CLOSE-WAIT" : other}`],
          at: 1,
          goesOn: true,
        },
      ];
    },
    dropped: ({ here, state }) => [
      { lines: [`${here}: ${state === "SYN-RECEIVED" ? "LISTEN" : "CLOSED"}`], at: 0, goesOn: true },
    ],
    reset: ({ here, state }) => [
      {
        lines: [`${here}: ${state === "SYN-RECEIVED" || state === "TIME-WAIT" ? "FIN-WAIT-2" : state}`],
        at: 0,
        goesOn: false,
      },
    ],
    reopened: ({ here, there }, { segment }) => {
      const [, seq] = /seq=(\d+)/.exec(segment) ?? [];
      const lines = [`${here} -> ${there}: SYN+ACK seq=${NEW_ISN} ack=${seq}`];
      return here === "S" ? [{ lines, at: 0, goesOn: false }] : [];
    },
    refused: ({ here }) => [{ lines: [`${here}: LISTEN`], at: 0, goesOn: true }],
  };

const written = (stand: Stand, { segment }: Stray, { lines, goesOn }: Sequel): readonly string[] => [
  ...stand.before,
  `old ${stand.there} -> ${stand.here}: ${segment}`,
  ...lines,
  ...(goesOn ? stand.after : []),
];

const errorsOf = (lines: readonly string[]): number[] =>
  analyze(parse(`${lines.join("\n")}\n`)).findings.flatMap((f) => (f.severity === "error" ? [f.line] : []));

const cases = STANDS.flatMap((stand) =>
  strays(stand).map((stray) => [stand.name, stray.segment, stand, stray] as const),
);

describe.each(cases)("%s, and %s", (_name, _segment, stand, stray) => {
  test("what follows is right", () => {
    const sequels = RIGHT[stray.outcome](stand, stray);
    expect(sequels.length).toBeGreaterThan(0);
    for (const sequel of sequels)
      expect([sequel.lines, errorsOf(written(stand, stray, sequel))]).toEqual([sequel.lines, []]);
  });

  test("one thing in it that is wrong is wrong once, and there", () => {
    for (const { at, ...sequel } of WRONG[stray.outcome](stand, stray)) {
      const wrong = stand.before.length + 1 + at;
      expect([sequel.lines, errorsOf(written(stand, stray, sequel))]).toEqual([sequel.lines, [wrong]]);
    }
  });
});
