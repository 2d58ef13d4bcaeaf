/** A segment that was seen, as one of a drawn flow. */

import { other } from "../../check/connection.js";
import { flagBits } from "../../check/written.js";
import type { FlagName } from "../../language/ast.js";
import type { DrawnSegment, Fate } from "../drawn.js";
import { KEYS } from "./connections.js";
import { timeSince } from "./happened.js";
import type { Seen } from "./seen.js";
import type { ObservedOptions } from "./segment.js";

/**
 * Says what it shows when it is asked. A capture has 100,000 of them at once, and what is written out for each is carried
 * about by the garbage collector until the last one is drawn (bench). A copy by `...` lacks what is made when asked.
 */
export class SeenSegment implements DrawnSegment {
  constructor(
    private readonly seen: Seen,
    readonly fate: Fate,
    readonly id: string | null,
    /** When the flow began, in milliseconds; null where nobody saw the segment leave. */
    private readonly begin: number | null,
    readonly old = false,
  ) {}

  get type(): "segment" {
    return "segment";
  }

  get time(): number | null {
    return this.begin === null ? null : timeSince(this.begin, this.seen.source.time);
  }

  get line(): number {
    return this.seen.source.line;
  }

  get from(): string {
    return KEYS[this.seen.way];
  }

  get to(): string {
    return KEYS[other(this.seen.way)];
  }

  get flags(): readonly FlagName[] {
    const { flags } = this.seen;
    return flags === null ? NO_FLAGS : inOrder(flags);
  }

  get none(): boolean {
    const { flags } = this.seen;
    return flags?.length === 0;
  }

  get seq(): string | null {
    return text(this.seen.seq);
  }

  get ack(): string | null {
    return this.seen.acks ? text(this.seen.ack) : null;
  }

  get len(): string | null {
    return text(this.seen.len);
  }

  get payload(): string | null {
    return this.seen.source.payload ?? null;
  }

  get win(): string | null {
    return text(this.seen.win);
  }

  get urg(): string | null {
    const { urg } = this.seen.source;
    return urg ? String(urg) : null;
  }

  get options(): readonly string[] {
    return optionsOf(this.seen.options);
  }

  get caption(): string | null {
    return this.seen.source.words ?? null;
  }

  get remark(): string | null {
    return this.seen.source.remark ?? null;
  }

  get unread(): readonly string[] {
    return this.seen.source.unread ?? NO_WORDS;
  }
}

/** The order in which the language lists them: ACK last of those that open or close. */
const ORDER: readonly FlagName[] = ["SYN", "FIN", "RST", "PSH", "URG", "ECE", "CWR", "NS", "ACK"];
/** By their bits: a capture has few kinds, and asks for each again and again (bench). */
const ordered: (readonly FlagName[])[] = [];

const NO_FLAGS: readonly FlagName[] = [];
const NO_WORDS: readonly string[] = [];

function inOrder(flags: readonly FlagName[]): readonly FlagName[] {
  const bits = flagBits(flags);
  ordered[bits] ??= ORDER.filter((flag) => flags.includes(flag));
  return ordered[bits];
}

function text(n: number | null): string | null {
  return n === null ? null : String(n);
}

export function optionsOf({ mss, wscale, sackok, sack, ts, tfo }: ObservedOptions): readonly string[] {
  const written: string[] = [];
  if (mss !== undefined) written.push(`mss=${mss}`);
  if (wscale !== undefined) written.push(`wscale=${wscale}`);
  if (sackok) written.push("sackok");
  if (sack !== undefined && sack.length > 0)
    written.push(`sack=${sack.map(([l, r]) => `${l}..${r}`).join(",")}`);
  if (ts !== undefined) written.push(`ts=${ts[0]}:${ts[1]}`);
  if (tfo !== undefined) written.push(tfo === "" ? "tfo" : `tfo=${tfo}`);
  return written;
}
