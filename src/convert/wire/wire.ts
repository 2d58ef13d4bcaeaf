/** A flow as somebody would have seen it on the wire: at one of its ends, or in the middle. */

import type { FlowTrace, Step, StepSegment } from "../../check/trace.js";
import type { Segment, Statement } from "../../language/ast.js";
import { numberAt } from "../../language/at.js";
import { ACK, SYN } from "../../tcp/segment.js";
import type { ObservedOptions } from "../observed.js";
import { type Address, addressesOf } from "./addresses.js";
import { Concrete } from "./concrete.js";

export interface WireSegment {
  /** Milliseconds since the flow began. */
  readonly time: number;
  readonly from: Address;
  readonly to: Address;
  /** Control bits as in `tcp/segment.ts`. */
  readonly flags: number;
  readonly seq: number;
  readonly ack: number;
  readonly window: number;
  readonly urgent: number;
  readonly options: ObservedOptions;
  readonly payload: Uint8Array;
  readonly line: number;
}

/** Where nobody says a window. */
const WINDOW = 65535;
/** Milliseconds between two segments, where nobody says a time. */
const PACE = 10;

/** `at`: the name of an endpoint; null for the middle, where everything passes once, before it can get lost. */
export function wireSegments(trace: FlowTrace, at: string | null): readonly WireSegment[] {
  return sightings(trace, at).flatMap(({ segment }) => (segment === null ? [] : [segment]));
}

/** What is seen at a step: a segment that leaves or arrives, or nothing but the step itself. */
export interface Sighting {
  /** Milliseconds since the flow began. */
  readonly time: number;
  readonly step: Step;
  readonly segment: WireSegment | null;
  /** The step in which the segment left. */
  readonly sent: Step | null;
}

export function sightings(trace: FlowTrace, at: string | null): readonly Sighting[] {
  const numbers = new Concrete(trace);
  const addresses = addressesOf(trace);
  const times = timesOf(trace.steps);
  const show = (step: Step, sent: Step, segment: StepSegment, time: number): Sighting => {
    const from = addresses(segment.from, segment.to);
    const to = addresses(segment.to, segment.from);
    const wire = { time, from, to, ...onWire(sent.statement as Segment, segment, numbers) };
    return { time, step, segment: wire, sent };
  };
  return trace.steps.flatMap((step, i): readonly Sighting[] => {
    const time = numberAt(times, i);
    if (step.kind === "segment" && step.segment !== null)
      return passes(step.segment, at) ? [show(step, step, step.segment, time)] : [];
    if (step.kind !== "deliver") return [{ time, step, segment: null, sent: null }];
    if (at === null) return [];
    return arrivingIn(trace, step).flatMap((sent) =>
      sent.segment?.to === at ? [show(step, sent, sent.segment, time)] : [],
    );
  });
}

/** Whether the segment is seen at the line on which it stands. */
function passes({ fate, from, to }: StepSegment, at: string | null): boolean {
  if (at === null) return true;
  if (from === at) return fate !== "stray";
  return to === at && (fate === "delivered" || fate === "stray" || fate === "void");
}

function arrivingIn({ steps }: FlowTrace, deliver: Step): readonly Step[] {
  return steps.filter(({ segment }) => segment?.arrivals.includes(deliver.index) === true);
}

function onWire(statement: Segment, segment: StepSegment, numbers: Concrete) {
  const payload = payloadOf(statement, numbers.written(statement.len?.value, segment.len));
  return {
    flags: segment.flags,
    seq: numbers.written(statement.seq?.value, segment.seq),
    ack:
      segment.ack === null || (segment.flags & ACK) === 0
        ? 0
        : numbers.written(statement.ack?.value, segment.ack),
    window: statement.win?.value ?? WINDOW,
    urgent: statement.urg?.value ?? 0,
    options: optionsOf(statement, segment, numbers),
    payload,
    line: statement.line,
  };
}

/** Ends of lines: of other octets, decoders of protocols wait for the end of a line, and join segments that are sent twice. */
const FILLER = "\n".charCodeAt(0);
/** IP's length field bounds a packet; an amount beyond it cannot stand in one. */
const MOST_DATA = 65_000;

function payloadOf({ payload }: Segment, length: number): Uint8Array {
  if (payload !== null) return new TextEncoder().encode(payload.value);
  return new Uint8Array(Math.min(length, MOST_DATA)).fill(FILLER);
}

function optionsOf(s: Segment, { flags }: StepSegment, numbers: Concrete): ObservedOptions {
  const blocks = (s.sack?.blocks ?? []).flatMap(({ left, right }): [number, number][] => {
    const [from, to] = [numbers.sum(left), numbers.sum(right)];
    return from === null || to === null ? [] : [[from, to]];
  });
  const withSyn = (flags & SYN) !== 0;
  return {
    ...(s.mss?.value == null ? {} : { mss: s.mss.value }),
    ...(s.wscale?.value == null ? {} : { wscale: s.wscale.value }),
    ...(s.sackok === null ? {} : { sackok: true }),
    ...(blocks.length === 0 ? {} : { sack: blocks }),
    ...(s.ts === null ? {} : { ts: [s.ts.value, s.ts.echo] as const }),
    ...(s.tfo === null || !withSyn ? {} : { tfo: s.tfo.cookie ?? "" }),
  };
}

/** Of every step, in milliseconds: what is written stands; between two times, and behind the last, steps are evenly apart. */
function timesOf(steps: readonly Step[]): readonly number[] {
  const given = steps.map(({ statement }: { statement: Statement }) => statement.at?.ms ?? null);
  const times: number[] = [];
  let before = -1;
  for (let i = 0; i <= steps.length; i++) {
    const time = given[i] ?? null;
    if (i < steps.length && time === null) continue;
    fill(times, steps, before, i, time);
    if (time !== null) times[i] = time;
    before = i;
  }
  return times;
}

/** The times of the steps between `before` and `next`, of which only those that send or deliver take time. */
function fill(
  times: number[],
  steps: readonly Step[],
  before: number,
  next: number,
  end: number | null,
): void {
  const start = before < 0 ? 0 : numberAt(times, before);
  const moves = (i: number) => ["segment", "deliver"].includes(steps[i]?.kind ?? "");
  let count = 0;
  for (let i = before + 1; i < next; i++) if (moves(i)) count++;
  const apart = end === null ? PACE : Math.min(PACE, (end - start) / (count + 1));
  let at = start;
  let first = before < 0;
  for (let i = before + 1; i < next; i++) {
    if (moves(i) && !first) at += apart;
    if (moves(i)) first = false;
    times[i] = at;
  }
}
