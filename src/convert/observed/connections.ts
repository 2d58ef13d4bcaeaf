/** Segments sorted into connections: by the addresses and ports of their ends. */

import { other, type Side } from "../../check/connection.js";
import { Owners } from "./owners.js";
import { type Seen, SeenAsPrinted, seenWith } from "./seen.js";
import {
  hostsOf,
  keyOf,
  type ObservedEnd,
  type ObservedEvent,
  type ObservedFlow,
  type ObservedSegment,
} from "./segment.js";

export interface ObservedConnection {
  readonly ends: readonly [ObservedEnd, ObservedEnd];
  readonly segments: readonly Seen[];
  /** `before` counts the segments of this connection alone. */
  readonly events?: readonly ObservedEvent[];
  /** The end at which it was seen, if that is known. */
  readonly seenAt?: Side | null;
  /** As in `ObservedFlow`. */
  readonly captured?: boolean;
  /** The time of the first segment, as the source prints it. */
  readonly began?: string | null;
}

/** What the ends are called in a drawn flow. */
export const KEYS = ["0", "1"] as const;

interface Draft {
  readonly ends: readonly [ObservedEnd, ObservedEnd];
  segments: Seen[];
  /** Their places among the segments of all connections: of the first, and of all where events stand between them. */
  first: number;
  places: number[];
}

export function connectionsOf({
  segments,
  events = [],
  gaps = [],
  numbers,
  seenAt,
  captured = false,
  timeText,
}: Omit<ObservedFlow, "kind" | "numbers"> &
  Partial<Pick<ObservedFlow, "numbers">>): readonly ObservedConnection[] {
  const byEnds = new Map<string, Draft>();
  const byHosts = new Map<string, Draft[]>();
  // A row without ports may belong to a connection that is only seen further down.
  const hides = segments.some((segment) => !hasPorts(segment));
  if (hides) for (const segment of segments) if (hasPorts(segment)) draftOf(byEnds, byHosts, segment);
  const owners = new Owners(segments, byEnds, byHosts);
  const over: Draft[] = [];
  // A reader that gives the same ends as the same values is spared their texts.
  const byBoth = new Map<ObservedEnd, Map<ObservedEnd, Draft>>();
  segments.forEach((segment, index) => {
    const { from, to } = segment;
    const known = byBoth.get(from)?.get(to);
    const draft = known ?? (hasPorts(segment) ? draftOf(byEnds, byHosts, segment) : owners.of(index));
    if (known === undefined && draft !== undefined && hasPorts(segment)) {
      const others = byBoth.get(from) ?? new Map<ObservedEnd, Draft>();
      byBoth.set(from, others.set(to, draft));
    }
    if (draft === undefined) return;
    if (
      beginsAnew(draft, segment) ||
      (numbers !== undefined && numbers !== "absolute" && isUsedAgain(draft, segment))
    ) {
      over.push({ ...draft });
      draft.segments = [];
      draft.places = [];
    }
    const seen = cutBy(gaps, draft, new SeenAsPrinted(segment, wayOf(draft, segment)));
    if (draft.segments.length === 0) draft.first = index;
    draft.segments.push(seen);
    if (events.length > 0) draft.places.push(index);
    if (hides) owners.note(draft, seen);
  });
  return [...over, ...byEnds.values()]
    .filter((draft) => draft.segments.length > 0)
    .map((draft) => ({
      ...seenFrom(begunByFirst(draft), eventsOf(draft, events), seenAt),
      captured,
      began: timeText?.(draft.first) ?? null,
    }))
    .sort((a, b) => (a.segments[0]?.source.line ?? 0) - (b.segments[0]?.source.line ?? 0));
}

function hasPorts({ from, to }: ObservedSegment): boolean {
  return from.port !== "" || to.port !== "";
}

function draftOf(byEnds: Map<string, Draft>, byHosts: Map<string, Draft[]>, segment: ObservedSegment): Draft {
  const { from, to } = segment;
  const [a, b] = [keyOf(from), keyOf(to)];
  const found = byEnds.get(`${a} ${b}`) ?? byEnds.get(`${b} ${a}`);
  if (found !== undefined) return found;
  const draft: Draft = { ends: [from, to], segments: [], first: 0, places: [] };
  byEnds.set(`${a} ${b}`, draft);
  const hosts = hostsOf(segment);
  const known = byHosts.get(hosts);
  if (known === undefined) byHosts.set(hosts, [draft]);
  else known.push(draft);
  return draft;
}

function eventsOf({ ends, places }: Draft, events: readonly ObservedEvent[]): readonly ObservedEvent[] {
  if (events.length === 0) return events;
  const keys = ends.map(keyOf);
  const own = events.filter(({ at, peer }) => keys.includes(keyOf(at)) && keys.includes(keyOf(peer)));
  return own.map((one) => ({ ...one, before: places.filter((place) => place < one.before).length }));
}

function seenFrom(
  connection: ObservedConnection,
  events: readonly ObservedEvent[],
  seenAt: string | undefined,
): ObservedConnection {
  if (seenAt === undefined) return connection;
  const way = connection.ends.findIndex(({ address }) => address === seenAt);
  return { ...connection, events, seenAt: way < 0 ? null : (way as Side) };
}

function wayOf({ ends }: Draft, { from, to }: ObservedSegment): Side {
  const [first, second] = ends;
  if (from === first && to === second) return 0;
  if (from === second && to === first) return 1;
  const known = from.port !== "" || to.port !== "";
  if (known) return keyOf(from) === keyOf(first) ? 0 : 1;
  return from.address === first.address ? 0 : 1;
}

/**
 * The same ports once more, after a close: where numbers are relative they begin again as well, and say
 * nothing of how they lie to those before. So it is a flow of its own.
 */
function beginsAnew({ ends, segments }: Draft, { from, flags, seq }: ObservedSegment): boolean {
  if (seq !== 0 || !flags?.includes("SYN") || flags.includes("ACK")) return false;
  const way = keyOf(from) === keyOf(ends[0]) ? 0 : 1;
  const opened = segments.some((one) => one.syn && !one.acks && one.way === way && one.seq === 0);
  return opened && segments.some(({ fin }) => fin);
}

/** Milliseconds; longer than Linux keeps a connection in TIME-WAIT, or waits for the answer to a SYN sent again. */
const LONG = 60_000;

/** A SYN with another ISN, long after whatever was before, or after SYNs that nobody has answered: the ports are used again. */
function isUsedAgain({ ends, segments }: Draft, { from, flags, seq, time }: ObservedSegment): boolean {
  if (seq === null || !flags?.includes("SYN") || flags.includes("ACK")) return false;
  const way = keyOf(from) === keyOf(ends[0]) ? 0 : 1;
  const before = segments.findLast((one) => one.syn && !one.acks && one.way === way)?.seq ?? seq;
  if (before === seq || isMistyped(before, seq)) return false;
  const last = segments.at(-1)?.source.time ?? null;
  const long = time !== null && last !== null && time - last >= LONG;
  return long || segments.every((one) => one.syn && !one.acks && one.way === way);
}

/** Two numbers that somebody wrote down as one: a digit or two differ, or one is missing. Two ISNs of a stack are never that close. */
function isMistyped(one: number, other: number): boolean {
  const [short = "", long = ""] = [String(one), String(other)].sort((a, b) => a.length - b.length);
  if (short.length < LEAST_DIGITS) return false;
  if (short.length < long.length)
    return [...long].some((_, at) => long.slice(0, at) + long.slice(at + 1) === short);
  return [...long].filter((digit, at) => digit !== short[at]).length <= MOST_WRONG;
}

const LEAST_DIGITS = 4;
const MOST_WRONG = 2;

/** Where the source says that it leaves something out before a segment. */
function cutBy(gaps: readonly number[], { segments }: Draft, seen: Seen): Seen {
  const before = segments.at(-1)?.source.line;
  if (before === undefined) return seen;
  const isCut = gaps.some((line) => before < line && line < seen.source.line);
  return isCut ? seenWith(seen, { cut: true }) : seen;
}

/** Way 0 is that of whoever is seen first. */
function begunByFirst({ ends, segments }: Draft): ObservedConnection {
  if (segments[0]?.way !== 1) return { ends, segments };
  return {
    ends: [ends[1], ends[0]],
    segments: segments.map((segment) => seenWith(segment, { way: other(segment.way) })),
  };
}
