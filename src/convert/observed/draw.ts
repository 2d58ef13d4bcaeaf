/** A connection as a drawn flow. */

import { other, type Side } from "../../check/connection.js";
import type { CaptureTexts } from "../../messages/captures.js";
import { wrap } from "../../tcp/sequence.js";
import type { DrawnEnd, DrawnFlow, DrawnStatement } from "../drawn.js";
import { KEYS, type ObservedConnection } from "./connections.js";
import { Happened, timeSince } from "./happened.js";
import type { EndHint } from "./oddities.js";
import { asSent, beginsWithProbe } from "./probe.js";
import type { Seen } from "./seen.js";
import { optionsOf, SeenSegment } from "./seen-segment.js";
import type { ObservedEnd } from "./segment.js";
import type { Moment, Timeline } from "./timeline.js";

/** What is said beside a flow that was seen at one place. */
export type ObservedTexts = Pick<CaptureTexts, "began" | "part" | "unseen" | "unseenSegment">;

export function drawnFrom(
  connection: ObservedConnection,
  timeline: Omit<Timeline, "seenAt">,
  texts: ObservedTexts,
): DrawnFlow {
  const { ends, segments } = connection;
  const begin = beginOf(connection);
  const { moments } = timeline;
  const probe = probeOf(connection);
  const happened = new Happened(connection, moments, begin);
  const delivered = deliveredByName(moments);
  const overtaken = new Set<number>();
  for (const { kind, index } of moments) if (kind === "seen") overtaken.add(index);
  const statements: DrawnStatement[] = [...beginning(connection, texts)];
  const add = (statement: DrawnStatement): void => addTo(statements, statement);
  happened.behind(-1).forEach(add);
  moments.forEach((moment, at) => {
    const line = segments[moment.index]?.source.line ?? 0;
    const next = moments[at + 1];
    switch (moment.kind) {
      case "departs": {
        const seen = segments[moment.index] as Seen;
        const direct = isArrivalOf(moment, next);
        const fate = timeline.lost.has(moment.index) ? "lost" : direct ? "delivered" : "in-flight";
        const id = delivered.has(moment.index) ? `#${moment.index}` : null;
        // When a segment left that was overtaken nobody saw.
        const since = overtaken.has(moment.index) ? null : begin;
        add(new SeenSegment(seen, fate, id, since));
        break;
      }
      case "forged": {
        const seen = segments[moment.index] as Seen;
        add(new SeenSegment(seen, "delivered", null, begin, true));
        break;
      }
      case "arrives": {
        const before = moments[at - 1];
        if (isArrivalOf(before, moment)) break;
        const time =
          before?.kind === "seen" && before.index === moment.index
            ? timeOf(segments[moment.index], begin)
            : (moment.time ?? null);
        add({ type: "deliver", line, ids: [`#${moment.index}`], time });
        break;
      }
      case "again":
        add({ type: "deliver", line, ids: [`#${moment.index}`], time: moment.time ?? null });
        break;
      case "event":
        add({ type: "event", line, end: KEYS[moment.what.way], event: moment.what.event });
        break;
      case "unseen":
        add(unseen(moment, line, texts));
        break;
    }
    happened.behind(at).forEach(add);
  });
  return {
    kind: "drawn",
    title: null,
    ends: ends.map((end, way) =>
      endOf(
        end,
        way as Side,
        hintOf(connection, timeline, way as Side, probe),
        probe?.way === way ? probe : null,
      ),
    ),
    statements,
  };
}

const ATTRIBUTES: Readonly<Record<NonNullable<EndHint>, readonly string[]>> = {
  established: ["state=ESTABLISHED"],
  answering: ["state=SYN-RECEIVED"],
  listening: [],
  closed: ["state=CLOSED"],
};

function timeOf(seen: Seen | undefined, begin: number): number | null {
  return timeSince(begin, seen?.source.time ?? null);
}

/** Deliveries one after the other are one line. */
function addTo(statements: DrawnStatement[], statement: DrawnStatement): void {
  const before = statements.at(-1);
  if (statement.type === "deliver" && before?.type === "deliver" && (statement.time ?? null) === null) {
    statements[statements.length - 1] = { ...before, ids: [...before.ids, ...statement.ids] };
  } else statements.push(statement);
}

/** Whether a segment arrives in the moment behind that in which it left. */
function isArrivalOf(departure: Moment | undefined, moment: Moment | undefined): boolean {
  if (departure?.kind !== "departs" || moment === undefined) return false;
  return moment.kind === "at-once" || (moment.kind === "arrives" && moment.index === departure.index);
}

/** Segments that a `deliver` names. */
function deliveredByName(moments: readonly Moment[]): ReadonlySet<number> {
  const named = new Set<number>();
  moments.forEach((moment, at) => {
    if (moment.kind === "again") named.add(moment.index);
    if (moment.kind !== "arrives") return;
    if (!isArrivalOf(moments[at - 1], moment)) named.add(moment.index);
  });
  return named;
}

/** An event before the first segment would begin a connection; one that is told of from its middle has begun before. */
function hintOf(
  { events = [], segments }: ObservedConnection,
  { ends }: Pick<Timeline, "ends">,
  way: Side,
  probe: Seen | null,
): EndHint {
  const [first] = segments;
  const opens = events.some(({ what }) => "event" in what && /^(?:open|listen)$/.test(what.event));
  const begun = first !== undefined && !first.syn && !first.rst && !opens && events[0]?.before === 0;
  return ends[way] ?? (begun || probe !== null ? "established" : null);
}

function beginning({ began, segments }: ObservedConnection, texts: ObservedTexts): readonly DrawnStatement[] {
  if (began === null || began === undefined) return [];
  return [{ type: "comment", line: segments[0]?.source.line ?? 0, text: texts.began(began) }];
}

function beginOf({ segments, events = [] }: ObservedConnection): number {
  const first = segments.find(({ source }) => source.time !== null)?.source.time;
  const event = events.find(({ time }) => time !== null)?.time;
  return Math.min(first ?? event ?? 0, event ?? first ?? 0);
}

/** The keep-alive with which a capture begins, if it does. */
function probeOf({ captured, segments }: ObservedConnection): Seen | null {
  return captured === true && beginsWithProbe(segments, asSent) ? (segments[0] ?? null) : null;
}

function endOf(
  { address, port, label }: ObservedEnd,
  way: Side,
  hint: EndHint,
  probe: Seen | null,
): DrawnEnd {
  const bracketed = address.includes(":") ? `[${address}]` : address;
  const text =
    label !== undefined ? "" : address === "" ? port : port === "" ? address : `${bracketed}:${port}`;
  return {
    key: KEYS[way],
    name: null,
    label: label ?? null,
    role: hint === "listening" ? "server" : null,
    address: text === "" ? null : text,
    attributes: [
      ...(hint === null ? [] : ATTRIBUTES[hint]),
      ...(probe?.seq == null ? [] : [`snd=${wrap(probe.seq + 1)}`]),
    ],
  };
}

/** What was not seen: data that arrived is left out, and a copy that was lost stands there as what it was. */
function unseen(moment: Moment & { kind: "unseen" }, line: number, texts: ObservedTexts): DrawnStatement {
  const [from, to] = [KEYS[moment.way], KEYS[other(moment.way)]];
  const { flags, options } = moment;
  if (flags !== undefined) {
    const remark = texts.unseenSegment;
    const written = options === undefined ? [] : optionsOf(options);
    return { type: "segment", line, from, to, flags, options: written, fate: "delivered", remark };
  }
  const remark = texts.unseen(moment.octets);
  if (!moment.lost) return { type: "elision", line, from, to, remark };
  return {
    type: "segment",
    line,
    from,
    to,
    flags: ["ACK"],
    len: String(moment.octets),
    fate: "lost",
    remark,
  };
}
