/** Rows that hide their ports: which of the connections between their hosts each belongs to. */

import { other, type Side } from "../../check/connection.js";
import { numberAt } from "../../language/at.js";
import { distance, wrap } from "../../tcp/sequence.js";
import { hostsOf, keyOf, type ObservedEnd, type ObservedSegment } from "./segment.js";

/** A connection, as far as its rows have been given to it. */
interface Owner {
  readonly ends: readonly [ObservedEnd, ObservedEnd];
  readonly segments: readonly { readonly source: ObservedSegment }[];
}

interface Given extends Pick<ObservedSegment, "flags" | "seq" | "ack" | "len"> {
  readonly source: ObservedSegment;
  readonly way: Side;
  readonly syn: boolean;
  readonly fin: boolean;
  readonly acks: boolean;
}

/** How many rows further a connection is looked for. */
const LOOKAHEAD = 200;

/** What a row that shows its ports tells of the octets of one side of a connection. */
interface Reach<Draft> {
  readonly draft: Draft;
  /** Those that nothing before it accounts for. */
  readonly octets: number;
}

export class Owners<Draft extends Owner> {
  /** The next number of each side, as far as the rows before tell. */
  private readonly next = new Map<Draft, [number | null, number | null]>();
  private headers: number | null = null;

  constructor(
    private readonly segments: readonly ObservedSegment[],
    private readonly byEnds: ReadonlyMap<string, Draft>,
    private readonly byHosts: ReadonlyMap<string, readonly Draft[]>,
  ) {}

  /**
   * The connection in which as many octets are wanted as the row carries, or one more for a FIN; else the one that goes on next (a
   * SYN with data hides too), else the one that spoke last.
   */
  of(index: number): Draft | undefined {
    const row = this.segments[index];
    if (row === undefined) return undefined;
    const drafts = this.byHosts.get(hostsOf(row)) ?? [];
    if (drafts.length <= 1) return drafts[0];
    const reaches = this.reachesAfter(index, row);
    const len = this.octetsOf(row);
    const wanted = (fits: (octets: number) => boolean): Draft | undefined =>
      reaches.find(({ octets }) => fits(octets))?.draft;
    const last = (draft: Draft): number => draft.segments.at(-1)?.source.line ?? -1;
    return (
      (len === null || len === 0 ? undefined : wanted((octets) => octets === len)) ??
      (len === null ? undefined : wanted((octets) => octets === len + 1)) ??
      (len === null ? undefined : wanted((octets) => octets > len)) ??
      this.nextOf(index, hostsOf(row)) ??
      [...drafts].sort((a, b) => last(b) - last(a))[0]
    );
  }

  /** What has been given to a connection. */
  note(draft: Draft, { way, seq, ack, acks, len, syn, fin, flags, source }: Given): void {
    const next = this.next.get(draft) ?? [null, null];
    this.next.set(draft, next);
    if (flags === null) {
      const octets = this.octetsOf(source);
      next[way] = next[way] === null || octets === null ? null : wrap(numberAt(next, way) + octets);
      return;
    }
    if (!syn && len !== null && source.frameLength != null) {
      this.headers = Math.min(this.headers ?? source.frameLength, source.frameLength - len);
    }
    if (syn) next[way] = null;
    if (seq !== null) learn(next, way, wrap(seq + (len ?? 0) + (syn ? 1 : 0) + (fin ? 1 : 0)));
    if (acks && ack !== null) learn(next, other(way), ack);
  }

  private octetsOf({ frameLength }: ObservedSegment): number | null {
    return frameLength == null || this.headers === null ? null : Math.max(0, frameLength - this.headers);
  }

  /** Of each connection between the hosts of the row, in the order in which they go on. */
  private reachesAfter(index: number, row: ObservedSegment): readonly Reach<Draft>[] {
    const found = new Map<Draft, Reach<Draft>>();
    const hosts = hostsOf(row);
    for (const next of this.segments.slice(index + 1, index + 1 + LOOKAHEAD)) {
      if (next.flags === null || hostsOf(next) !== hosts) continue;
      const draft = this.draftOf(next);
      const before = draft === undefined ? undefined : found.get(draft);
      if (draft === undefined || (before !== undefined && before.octets > 0)) continue;
      const opens = next.flags.includes("SYN") && !next.flags.includes("ACK");
      const octets = opens ? 0 : this.octetsUpTo(draft, next, row);
      if (before !== undefined && octets === 0) continue;
      // Where it goes on by octets counts, and not where it is seen again.
      found.delete(draft);
      found.set(draft, { draft, octets });
    }
    return [...found.values()];
  }

  private nextOf(index: number, hosts: string): Draft | undefined {
    const next = this.segments
      .slice(index + 1, index + 1 + LOOKAHEAD)
      .find(
        (one) =>
          one.flags !== null &&
          hostsOf(one) === hosts &&
          !(one.flags.includes("SYN") && !one.flags.includes("ACK")),
      );
    return next === undefined ? undefined : this.draftOf(next);
  }

  private draftOf({ from, to }: ObservedSegment): Draft | undefined {
    const [a, b] = [keyOf(from), keyOf(to)];
    return this.byEnds.get(`${a} ${b}`) ?? this.byEnds.get(`${b} ${a}`);
  }

  private octetsUpTo(draft: Draft, segment: ObservedSegment, row: ObservedSegment): number {
    const way: Side = row.from.address === draft.ends[0].address ? 0 : 1;
    const start = this.next.get(draft)?.[way] ?? null;
    const same = segment.from.address === row.from.address;
    const end = same ? segment.seq : segment.ack;
    return start === null || end === null ? 0 : Math.max(0, distance(end, start));
  }
}

function learn(next: [number | null, number | null], way: Side, end: number): void {
  const known = next[way];
  if (known === null || distance(end, known) > 0) next[way] = end;
}
