/**
 * Whatever reason is given for a state, it is true of the exchange, and it bears on the state that was claimed: of all ways
 * through the diagram, at every place, with every other state claimed.
 */

import { expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import type { StateReason } from "../../src/check/reasons.js";
import type { FindingOf } from "../../src/check/trace.js";
import { parse } from "../../src/language/parser.js";
import { STATES, type State } from "../../src/tcp/state.js";
import { FIGURE_5 } from "../../src/tcp/transitions.js";
import {
  BEGINNINGS,
  type End,
  type Exchange,
  isPassive,
  keyOfEnd,
  keysOf,
  moved,
  NAMES,
  type Name,
  nextMoves,
  stateOf,
} from "./exchanges.js";

const isBefore = (one: number | null, other: number | null): boolean =>
  one !== null && (other === null || one < other);

/** What each reason says, asked of what has happened. */
const IS_TRUE: Readonly<Record<StateReason, (end: End, claimed: State) => boolean>> = {
  none: () => true,
  left: (end, claimed) => end.states.slice(0, -1).includes(claimed) || passed(end).includes(claimed),
  reset: ({ ending }) => ending === "RST",
  aborted: ({ ending }) => ending === "abort",
  "timed-out": ({ ending }) => ending === "timeout user",
  crashed: ({ ending }) => ending === "crash",
  "closed-early": (end) => end.ending === "close" && end.synSentAt !== null && end.synCameAt === null,
  "closed-both": ({ ending, finAckedAt, peerFinAt }) =>
    ending === "closed" && finAckedAt !== null && peerFinAt !== null,
  listens: (end) => stateOf(end) === "LISTEN",
  "listener-closed": (end) =>
    !end.listening && end.ending !== "crash" && (end.listened || end.began === "LISTEN"),
  "not-listening": (end) => !end.listened && (end.client || end.began === "CLOSED"),
  "not-opened": (end) => end.synCameAt === null && end.synAckedAt === null,
  "refused-syn": (end) => end.synRefused,
  "no-own-syn": (end) => end.synSentAt === null,
  "not-refused": (end) => end.rstIgnored,
  "no-syn-ack": (end) => end.synSentAt !== null && end.synCameAt === null,
  "no-peer-syn": (end) => end.synCameAt === null && !end.synRefused,
  "peer-syn": (end) => end.synCameAt !== null,
  "answered-syn": (end) => isPassive(end),
  "syn-unsent": (end) => end.synCameAt !== null && end.synSentAt === null,
  "syn-unacked": (end) => end.synSentAt !== null && end.synAckedAt === null,
  "syn-ack-came": (end) =>
    !isPassive(end) && end.synCameAt === end.synAckedAt && stateOf(end) === "ESTABLISHED",
  "handshake-over": (end) => end.synCameAt !== null && end.synAckedAt !== null,
  "fin-in-handshake": (end) => end.synAckedAt !== null && end.synAckedAt === end.peerFinCameAt,
  "not-closed": (end) => end.closeAt === null && end.peerFinCameAt === null && end.endedAt === null,
  "no-own-fin": (end) => end.finAt === null && end.endedAt === null,
  "own-fin": (end) => end.finAt !== null,
  "called-close": (end) => end.closeCalled && end.finAt === null,
  "fin-unacked": (end) => end.finAt !== null && end.finAckedAt === null,
  "fin-acked": (end) => end.finAckedAt !== null && isBefore(end.finAckedAt, end.peerFinCameAt),
  "fin-acked-already": (end) => end.finAckedAt !== null,
  "no-peer-fin": (end) => end.peerFinCameAt === null,
  "peer-fin-ahead": (end) => end.peerFinCameAt !== null && end.peerFinAt === null,
  "peer-fin": (end) => end.peerFinAt !== null,
  "peer-fin-came": (end) => isBefore(end.peerFinAt, end.finAckedAt),
  "fin-and-ack": (end) => end.finAckedAt !== null && end.finAckedAt === end.peerFinCameAt,
  "closed-first": (end) => end.finAt !== null && isBefore(end.finAt, end.peerFinCameAt),
  "called-close-first": (end) => end.closeCalled && isBefore(end.closeAt, end.peerFinCameAt),
  "peer-first": (end) => isBefore(end.peerFinAt, end.finAt) && isBefore(end.peerFinCameAt, end.finAt),
  "closed-second": (end) => isBefore(end.peerFinAt, end.finAt),
};

/** States that one segment has taken the end into and out of. */
function passed(end: End, move = end.peerFinAt): readonly State[] {
  const { synCameAt, synAckedAt, peerFinAt, finAckedAt, finAt } = end;
  if (peerFinAt === null || peerFinAt !== move) return [];
  const through: State[] = [];
  if (synAckedAt === peerFinAt && synCameAt !== null) through.push("ESTABLISHED");
  if (finAckedAt === peerFinAt && finAt !== null) through.push("FIN-WAIT-2");
  return through;
}

/** What is still to happen before the state could be reached; the other reasons say that it cannot be, any more. */
const NOT_YET: ReadonlySet<StateReason> = new Set([
  "not-refused",
  "listens",
  "not-opened",
  "no-own-syn",
  "no-syn-ack",
  "no-peer-syn",
  "syn-unsent",
  "syn-unacked",
  "not-closed",
  "no-own-fin",
  "fin-unacked",
  "no-peer-fin",
  "peer-fin-ahead",
]);

const NEVER: ReadonlySet<StateReason> = new Set([
  "answered-syn",
  "syn-ack-came",
  "handshake-over",
  "fin-in-handshake",
  "own-fin",
  "fin-acked",
  "fin-acked-already",
  "peer-fin",
  "peer-fin-came",
  "fin-and-ack",
  "closed-first",
  "called-close-first",
  "peer-first",
]);

/** Whether a way leads there, not through the end of the connection. */
function leadsTo(from: State, to: State): boolean {
  const reached = new Set<State>([from]);
  for (const at of reached)
    for (const change of FIGURE_5)
      if (change.from === at && (at === from || (at !== "CLOSED" && at !== "LISTEN"))) reached.add(change.to);
  return reached.has(to);
}

/** Why the claim is wrong; null where it is right, or wrong in another way. */
function reasonOf({ lines }: Exchange, name: Name, claimed: State): FindingOf<"state-wrong"> | null {
  const { flows } = analyze(parse([...lines, `${name}: ${claimed}`].join("\n")));
  const last = flows[0]?.steps.at(-1);
  return (last?.findings.find(({ code }) => code === "state-wrong") ??
    null) as FindingOf<"state-wrong"> | null;
}

/** The check finds nothing wrong in it, and leaves nothing to a stack's own way. */
function isPlain({ lines }: Exchange): boolean {
  return analyze(parse(lines.join("\n"))).flows.every(({ findings, steps }) =>
    [...findings, ...steps.flatMap((step) => step.findings)].every(
      ({ severity, code }) => severity !== "error" && severity !== "warning" && code !== "stack-differs",
    ),
  );
}

/** A handshake, a close in four segments, and the timer; a few less suffice where it begins in the middle. */
const MOST_MOVES = process.env.TCPFLOW_LONG === undefined ? 6 : 8;

/** Every exchange that a few moves lead to, but for those in which the same has happened. */
function exchanges(): Exchange[] {
  const seen = new Set<string>();
  const all: Exchange[] = [...BEGINNINGS];
  for (const one of all) {
    if (one.lines.length - 2 >= MOST_MOVES) continue;
    for (const move of nextMoves(one)) {
      const next = moved(one, move);
      const keys = keysOf(next);
      if (keys.every((key) => seen.has(key))) continue;
      for (const key of keys) seen.add(key);
      if (isPlain(next)) all.push(next);
    }
  }
  return all;
}

interface Given {
  readonly where: string;
  readonly end: End;
  readonly actual: State;
  readonly claimed: State;
  readonly finding: FindingOf<"state-wrong">;
}

/** Whatever is said of a false claim, once for each end at which something else has happened. */
function given(): Given[] {
  const seen = new Set<string>();
  const all: Given[] = [];
  for (const exchange of exchanges()) {
    for (const name of NAMES) {
      const end = exchange.ends[name];
      const key = keyOfEnd(end);
      // Nothing stands above to claim a state against.
      if (seen.has(key) || exchange.lines.length === 2) continue;
      seen.add(key);
      for (const claimed of STATES) {
        const finding = reasonOf(exchange, name, claimed);
        const where = `${exchange.lines.join("; ")}; ${name}: ${claimed}`;
        if (finding !== null) all.push({ where, end, actual: stateOf(end), claimed, finding });
      }
    }
  }
  return all;
}

const ALL = given();

function faults(isRight: (one: Given, reason: StateReason) => boolean): string[] {
  return ALL.filter((one) => !isRight(one, one.finding.args.reason)).map(
    ({ where, finding: { args } }) => `${where}: ${args.actual}, ${args.reason}`,
  );
}

test("the check sees the state that follows from what has happened", () => {
  expect(faults(({ actual, finding }) => finding.args.actual === actual)).toEqual([]);
});

test("a reason is true of the exchange", () => {
  expect(faults(({ end, claimed }, reason) => IS_TRUE[reason](end, claimed))).toEqual([]);
});

test("a state was left on the line that is told", () => {
  expect(
    faults(({ end, claimed, finding }, reason) => {
      if (reason !== "left") return true;
      const { states } = end;
      // The declarations are two lines; the first state is that before the first move.
      const move = (finding.related[0]?.line ?? 0) - 1;
      return (
        (states[move - 1] === claimed && states[move] !== claimed) || passed(end, move).includes(claimed)
      );
    }),
  ).toEqual([]);
});

test("what has not happened yet would lead on to the state, and what has happened keeps the end from it", () => {
  expect(
    faults(({ end, actual, claimed }, reason) => {
      // What is over leads to nothing.
      if (end.endedAt !== null) return true;
      if (NOT_YET.has(reason)) return leadsTo(actual, claimed);
      return !NEVER.has(reason) || !leadsTo(actual, claimed);
    }),
  ).toEqual([]);
});

test("a reason is always given", () => {
  expect(faults((_, reason) => reason !== "none")).toEqual([]);
});

test("every state is met, and every other claimed there", () => {
  const met = new Set(ALL.map(({ actual, claimed }) => `${actual} ${claimed}`));
  const pairs = STATES.flatMap((actual) => STATES.map((claimed) => [actual, claimed] as const));
  const unmet = pairs.filter(([a, c]) => a !== c && !met.has(`${a} ${c}`));
  // Its timer is told of there, and not the state.
  expect(unmet).toEqual([["TIME-WAIT", "CLOSED"]]);
});

test("every reason is given somewhere", () => {
  const said = new Set(ALL.map(({ finding }) => finding.args.reason));
  // A flow has to begin in SYN-RECEIVED for that of the SYN: `test/check/state-reasons.test.ts`.
  const unsaid = ["none", "peer-syn"];
  expect(Object.keys(IS_TRUE).filter((reason) => !said.has(reason as StateReason))).toEqual(unsaid);
});
