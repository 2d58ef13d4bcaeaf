/** Segments sorted into connections: by the addresses and ports of their ends. */

import { other, type Side } from "../../check/connection.js";
import type { FlagName } from "../../language/ast.js";
import type {
  ObservedEnd,
  ObservedEvent,
  ObservedFlow,
  ObservedOptions,
  ObservedSegment,
} from "./segment.js";

export interface ObservedConnection {
  readonly ends: readonly [ObservedEnd, ObservedEnd];
  readonly segments: readonly Seen[];
  /** `before` counts the segments of this connection alone. */
  readonly events?: readonly ObservedEvent[];
  /** The end at which it was seen, if that is known. */
  readonly seenAt?: Side | null;
  /** The time of the first segment, as the source prints it. */
  readonly began?: string | null;
}

/** A segment of one connection, its numbers as on the wire once `numbers.ts` is done. */
export interface Seen {
  readonly source: ObservedSegment;
  /** Who sent: 0 is whoever did first. */
  readonly way: Side;
  readonly flags: readonly FlagName[] | null;
  readonly syn: boolean;
  readonly fin: boolean;
  readonly rst: boolean;
  /** Whether the ACK flag is set; hidden segments are taken to have it. */
  readonly acks: boolean;
  readonly seq: number | null;
  readonly ack: number | null;
  /** What a hidden row must have acknowledged. */
  readonly impliedAck?: number | null;
  readonly len: number | null;
  readonly win: number | null;
  readonly options: ObservedOptions;
}

/** What the ends are called in a drawn flow. */
export const KEYS = ["0", "1"] as const;

interface Draft {
  readonly ends: readonly [ObservedEnd, ObservedEnd];
  readonly segments: Seen[];
  /** Their places among the segments of all connections. */
  readonly places: number[];
}

export function connectionsOf({
  segments,
  events = [],
  seenAt,
  timeText,
}: Pick<ObservedFlow, "segments" | "events" | "seenAt" | "timeText">): readonly ObservedConnection[] {
  const byEnds = new Map<string, Draft>();
  const byHosts = new Map<string, Draft[]>();
  for (const segment of segments) {
    if (segment.from.port !== "" || segment.to.port !== "") {
      draftOf(byEnds, byHosts, segment);
    }
  }
  for (const draft of byEnds.values()) draft.segments.length = 0;
  segments.forEach((segment, index) => {
    const draft =
      segment.from.port !== "" || segment.to.port !== ""
        ? draftOf(byEnds, byHosts, segment)
        : ownerOf(byHosts.get(hostsOf(segment)) ?? [], segments, index);
    if (draft === undefined) return;
    draft.segments.push(seenOf(segment, wayOf(draft, segment)));
    draft.places.push(index);
  });
  return [...byEnds.values()]
    .filter((draft) => draft.segments.length > 0)
    .map((draft) => ({
      ...seenFrom(begunByFirst(draft), eventsOf(draft, events), seenAt),
      began: timeText?.(draft.places[0] ?? 0) ?? null,
    }))
    .sort((a, b) => (a.segments[0]?.source.line ?? 0) - (b.segments[0]?.source.line ?? 0));
}

function draftOf(byEnds: Map<string, Draft>, byHosts: Map<string, Draft[]>, segment: ObservedSegment): Draft {
  const { from, to } = segment;
  const [a, b] = [keyOf(from), keyOf(to)];
  const found = byEnds.get(`${a} ${b}`) ?? byEnds.get(`${b} ${a}`);
  if (found !== undefined) return found;
  const draft: Draft = { ends: [from, to], segments: [], places: [] };
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

function keyOf({ address, port }: ObservedEnd): string {
  return `${address}|${port}`;
}

function hostsOf({ from, to }: ObservedSegment): string {
  return [from.address, to.address].sort().join(" ");
}

function wayOf({ ends }: Draft, { from, to }: ObservedSegment): Side {
  const [first] = ends;
  const known = from.port !== "" || to.port !== "";
  if (known) return keyOf(from) === keyOf(first) ? 0 : 1;
  return from.address === first.address ? 0 : 1;
}

/** How many rows further the connection of a hidden row is looked for. */
const SIGHT = 20;

/**
 * A row that hides its ports: of the one connection between its hosts; where there are several, of the one that goes on
 * next (a SYN with data hides too), else of the one that spoke last.
 */
function ownerOf(
  drafts: readonly Draft[],
  segments: readonly ObservedSegment[],
  index: number,
): Draft | undefined {
  if (drafts.length <= 1) return drafts[0];
  const row = segments[index];
  if (row === undefined) return undefined;
  for (const next of segments.slice(index + 1, index + 1 + SIGHT)) {
    if (next.flags === null || hostsOf(next) !== hostsOf(row)) continue;
    const owner = drafts.find(({ ends }) => {
      const keys = ends.map(keyOf);
      return keys.includes(keyOf(next.from)) && keys.includes(keyOf(next.to));
    });
    const opens = next.flags.includes("SYN") && !next.flags.includes("ACK");
    if (owner !== undefined && !opens) return owner;
  }
  const last = (draft: Draft): number => draft.segments.at(-1)?.source.line ?? -1;
  return [...drafts].sort((a, b) => last(b) - last(a))[0];
}

/** Way 0 is that of whoever is seen first. */
function begunByFirst({ ends, segments }: Draft): ObservedConnection {
  if (segments[0]?.way !== 1) return { ends, segments };
  return {
    ends: [ends[1], ends[0]],
    segments: segments.map((segment) => ({ ...segment, way: other(segment.way) })),
  };
}

function seenOf(source: ObservedSegment, way: Side): Seen {
  const { flags, seq, ack, len, win, options } = source;
  const has = (flag: FlagName): boolean => flags?.includes(flag) ?? false;
  return {
    source,
    way,
    flags,
    syn: has("SYN"),
    fin: has("FIN"),
    rst: has("RST"),
    acks: flags === null || has("ACK"),
    seq,
    ack,
    len,
    win,
    options: options ?? {},
  };
}
