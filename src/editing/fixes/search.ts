/**
 * Fixes for which the finding gives no recipe: a FIN that was left out lines above, a number that made
 * a retransmission of a new segment. They are only thought of here; trying them out tells which one fits.
 */

import { expressAt } from "../../check/express.js";
import type { Step } from "../../check/trace.js";
import type { NumberField, Segment } from "../../language/ast.js";
import { insertBefore, lineStart, lineText } from "../../language/line-edits.js";
import type { Num, Numbers } from "../../tcp/number.js";
import type { State } from "../../tcp/state.js";
import { alternative, type Draft, type FixSite, repair, type SegmentSite, safe } from "./draft.js";
import { flagsOf, withFlag, withoutFlag, worth, writeField, writeFlags } from "./segment.js";

/** How many segments back a mistake is looked for. */
const NEAR = 4;

/** Everything that may have gone wrong a few lines above. */
export function wider(place: FixSite): readonly Draft[] {
  // A RST presupposes nothing but a connection, or something that it answers.
  if (place.segment !== null && flagsOf(place.segment).includes("RST")) return [];
  return [
    ...finDropped(place),
    ...finLeftOut(place),
    ...finTooMany(place),
    ...notAgain(place),
    ...copyThatWasLost(place),
  ];
}

/** The segments up to the line of the finding, the nearest first. */
function nearby({ flow, finding }: FixSite): readonly Segment[] {
  const sent = flow.statements.filter((s): s is Segment => s.type === "segment" && s.line <= finding.line);
  return sent.slice(-NEAR).reverse();
}

/** The FIN belongs to a segment that was written without it. */
export function finDropped(place: FixSite, from: string | null = null): readonly Draft[] {
  return nearby(place)
    .filter((s) => from === null || s.from.name === from)
    .filter((s) => {
      const flags = flagsOf(s);
      return !flags.includes("SYN") && !flags.includes("RST") && !flags.includes("FIN");
    })
    .map((s) => {
      const flags = flagsOf(s).length === 0 ? (["FIN", "ACK"] as const) : withFlag(s, "FIN");
      return repair((t) => t.addFlag("FIN"), writeFlags(s, flags));
    });
}

/**
 * The state claimed is the one that the segment above would have led to with a FIN, or without the one it
 * has: then the flag is wrong, and not the claim.
 */
export function finOfClaim(place: FixSite<"state-wrong">): readonly Draft[] {
  const { finding, trace } = place;
  const { claimed, endpoint } = finding.args;
  const above = trace.steps.findLast(({ line, segment }) => line < finding.line && segment !== null);
  const segment = above?.statement;
  const pair = above === undefined ? undefined : trace.connections[above.connection];
  const before = above?.before?.[pair?.a === endpoint ? "a" : "b"];
  if (segment?.type !== "segment" || before === undefined) return [];
  const flags = flagsOf(segment);
  const ending = flags.length < 2 ? [] : (["FIN", "RST"] as const).filter((flag) => flags.includes(flag));
  if (ending.length > 0) {
    return ending.map((flag) =>
      repair((t) => t.removeFlag(flag), writeFlags(segment, withoutFlag(segment, flag))),
    );
  }
  const closed = segment.from.name === endpoint ? AFTER_OWN_FIN : AFTER_PEERS_FIN;
  if (flags.includes("FIN") || closed[before.state] !== claimed) return [];
  const added = flags.length === 0 ? (["FIN", "ACK"] as const) : withFlag(segment, "FIN");
  return [repair((t) => t.addFlag("FIN"), writeFlags(segment, added))];
}

const AFTER_OWN_FIN: Readonly<Partial<Record<State, State>>> = {
  ESTABLISHED: "FIN-WAIT-1",
  "CLOSE-WAIT": "LAST-ACK",
};
const AFTER_PEERS_FIN: Readonly<Partial<Record<State, State>>> = {
  ESTABLISHED: "CLOSE-WAIT",
  "FIN-WAIT-1": "CLOSING",
  "FIN-WAIT-2": "TIME-WAIT",
};

/** A FIN of either side was left out, on a line of its own. */
function finLeftOut(place: FixSite): readonly Draft[] {
  const { analysis, finding, trace, step } = place;
  const pair = trace.connections[step?.connection ?? 0];
  if (pair === undefined) return [];
  const lines = [finding.line, ...nearby(place).map((s) => s.line)];
  const places = [...new Set(lines)].slice(0, NEAR - 1);
  return places.flatMap((line) =>
    [
      [pair.a, pair.b],
      [pair.b, pair.a],
    ].map(([from, to]) => {
      const text = `${from} -> ${to}: FIN+ACK`;
      return repair((t) => t.insertSegment(text), insertBefore(analysis.document, line, text));
    }),
  );
}

/** A flag was set that makes all that follows impossible. */
function finTooMany(place: FixSite): readonly Draft[] {
  return nearby(place).flatMap((s) =>
    flagsOf(s).length < 2
      ? []
      : (["FIN", "RST"] as const)
          .filter((flag) => flagsOf(s).includes(flag))
          .map((flag) => repair((t) => t.removeFlag(flag), writeFlags(s, withoutFlag(s, flag)))),
  );
}

/** A wrong number made a retransmission of what was new: it is numbered as new. */
export function notAgain(place: FixSite): readonly Draft[] {
  const { trace } = place;
  return nearby(place).flatMap((s) => {
    const step = trace.steps.find(({ statement }) => statement === s);
    if (step === undefined || step.segment?.retransmission !== true || s.seq === null) return [];
    const field = s.seq;
    const next = expressAt(trace, nextOf(place, step, s.from.name), step);
    if (next === null) return [];
    return [{ ...repair((t) => t.write(`seq=${next}`), writeField(field, next)), elsewhere: true }];
  });
}

/** SND.NXT of a side before a step. */
function nextOf({ trace }: FixSite, step: Step, from: string): Num | null {
  const side = trace.connections[step.connection]?.a === from ? "a" : "b";
  return step.before?.[side].sndNxt ?? null;
}

/** A timer ran out for a segment that is sent again below: the first one was lost. */
function copyThatWasLost(place: FixSite): readonly Draft[] {
  const { flow, finding, analysis, statement } = place;
  if (finding.code !== "timeout-nothing" || statement?.type !== "local") return [];
  const again = flow.statements.find(
    (s): s is Segment =>
      s.type === "segment" && s.line > finding.line && s.from.name === statement.subjects[0]?.name.name,
  );
  if (again === undefined) return [];
  const { document } = analysis;
  const { arrow, span } = again;
  const start = lineStart(document, again.line);
  const line = lineText(document, again.line).slice(0, span.end - start);
  const lost = arrow.reversed ? " x- " : " -x ";
  const text = `${line.slice(0, arrow.span.start - start).trim()}${lost}${line.slice(arrow.span.end - start).trim()}`;
  return [repair((t) => t.insertSegment(text), insertBefore(document, finding.line, text))];
}

/** The numbers that an ack may have: where RCV.NXT has been, those nearest to what is written first. */
export function nearestAcks(place: SegmentSite): readonly Draft[] {
  const { trace, segment, step } = place;
  if (segment.ack === null) return [];
  const side = trace.connections[step.connection]?.a === segment.from.name ? "a" : "b";
  const points = recent(place).map((s) => s.before?.[side].rcvNxt ?? null);
  return nearest(place, segment.ack, "ack", points);
}

/** The numbers that a seq may have: SND.NXT, or the beginning of a segment that is sent again. */
export function nearestSeqs(place: SegmentSite): readonly Draft[] {
  const { segment, step } = place;
  if (segment.seq === null) return [];
  const sent = recent(place).filter((s) => s !== step && s.segment?.from === segment.from.name);
  const points = [step.segment?.seq ?? null, ...sent.map((s) => s.segment?.seq ?? null)];
  return nearest(place, segment.seq, "seq", points);
}

/** How many steps back a number may come from. */
const POINTS = 40;

/** The steps of the connection up to the one at the place, the last one first. */
function recent({ trace, step }: SegmentSite): readonly Step[] {
  return trace.steps
    .slice(Math.max(0, step.index - POINTS), step.index + 1)
    .filter(({ connection }) => connection === step.connection)
    .reverse();
}

/**
 * What a writer most probably meant: one off, then off by the length of a segment nearby, then whatever is
 * nearest.
 */
function nearest(
  place: SegmentSite,
  field: NumberField,
  name: "seq" | "ack",
  points: readonly (Num | null)[],
): readonly Draft[] {
  const { trace, step } = place;
  const value = worth(trace, field.value);
  if (value === null) return [];
  const lengths = recent(place).flatMap(({ segment }) => (segment === null ? [] : [segment.len]));
  const found = new Map<string, number>();
  for (const point of points) {
    // In the words used before: a name that the line itself gives says nothing.
    const text = expressAt(trace, point, { index: step.index - 1 }) ?? expressAt(trace, point, step);
    if (text === null || point === null || found.has(text)) continue;
    found.set(text, distance(trace.numbers, point, value, lengths));
  }
  return [...found]
    .sort(([, a], [, b]) => a - b)
    .slice(0, NEAR)
    .map(([text]) => safe((t) => t.write(`${name}=${text}`), writeField(field, text)));
}

/** A SYN or a FIN, or both, counted once too often or not at all. */
const OFF_BY_LITTLE = 2;
const OFF_BY_A_LENGTH = 3;

/** How many steps on a length may stand that was counted too early. */
const AHEAD = 4;

/**
 * An ack or a seq beyond all that was sent, by no length that stands nearby: the data that it counts was
 * left out.
 */
export function dataLeftOut(place: SegmentSite, name: "seq" | "ack"): readonly Draft[] {
  const { trace, segment, step, analysis, finding } = place;
  const field = segment[name];
  if (field === null || step.before === null) return [];
  const { numbers } = trace;
  const isA = trace.connections[step.connection]?.a === segment.from.name;
  const [from, to] = name === "seq" ? [segment.from, segment.to] : [segment.to, segment.from];
  const value = worth(trace, field.value);
  const next = step.before[isA === (name === "seq") ? "a" : "b"].sndNxt;
  if (value === null || next === null) return [];
  const gap = numbers.resolve(numbers.subtract(value, next));
  if (numbers.hasBase(gap) || numbers.sign(gap) !== 1) return [];
  const near = [...recent(place), ...trace.steps.slice(step.index, step.index + AHEAD)];
  const lengths = near.flatMap((s) => (s.segment === null ? [] : [s.segment.len]));
  if (distance(numbers, value, next, lengths) <= OFF_BY_A_LENGTH) return [];
  const amount = expressAt(trace, gap, step);
  if (amount === null) return [];
  const text = `${from.name} -> ${to.name}: PSH+ACK len=${amount}`;
  // Octets that nobody wrote are another story, and never the first thing to think of.
  return [alternative((t) => t.insertSegment(text), insertBefore(analysis.document, finding.line, text))];
}

function distance(numbers: Numbers, point: Num, value: Num, lengths: readonly Num[]): number {
  const gap = numbers.resolve(numbers.subtract(point, value));
  const back = numbers.resolve(numbers.subtract(value, point));
  const plain = gap.terms === null ? Math.abs(gap.constant | 0) : Number.POSITIVE_INFINITY;
  if (plain <= OFF_BY_LITTLE) return plain;
  const counted = lengths.some(
    (len) => numbers.equal(len, gap) === true || numbers.equal(len, back) === true,
  );
  return counted ? OFF_BY_A_LENGTH : OFF_BY_A_LENGTH + plain;
}
