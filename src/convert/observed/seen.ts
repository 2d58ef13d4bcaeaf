/** A segment of one connection. */

import type { Side } from "../../check/connection.js";
import { flagBits } from "../../check/written.js";
import type { FlagName } from "../../language/ast.js";
import { ACK, FIN, RST, SYN } from "../../tcp/segment.js";
import type { ObservedOptions, ObservedSegment } from "./segment.js";

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
  /** The source says that it has left out what came before. */
  readonly cut?: boolean;
  /** It must have been sent, and was not captured. */
  readonly unseen?: boolean;
}

/**
 * As its source has it. It says the rest when it is asked: a capture has 100,000 of them at once, and the garbage collector
 * carries about what is written out for each (bench).
 */
export class SeenAsPrinted implements Seen {
  readonly options: ObservedOptions;
  private readonly bits: number;

  constructor(
    readonly source: ObservedSegment,
    readonly way: Side,
  ) {
    this.options = source.options ?? NO_OPTIONS;
    const { flags } = source;
    // Hidden segments are taken to have ACK set.
    this.bits = flags === null ? ACK : flagBits(flags);
  }

  get flags(): readonly FlagName[] | null {
    return this.source.flags;
  }

  get syn(): boolean {
    return (this.bits & SYN) !== 0;
  }

  get fin(): boolean {
    return (this.bits & FIN) !== 0;
  }

  get rst(): boolean {
    return (this.bits & RST) !== 0;
  }

  get acks(): boolean {
    return (this.bits & ACK) !== 0;
  }

  get seq(): number | null {
    return this.source.seq;
  }

  get ack(): number | null {
    return this.source.ack;
  }

  get len(): number | null {
    return this.source.len;
  }

  get win(): number | null {
    return this.source.win;
  }
}

const NO_OPTIONS: ObservedOptions = {};

/** The segment with some of it otherwise; a copy by `...` would lack what it says when it is asked. */
export function seenWith(one: Seen, changes: Partial<Seen>): Seen {
  const { source, way, flags, syn, fin, rst, acks, seq, ack, impliedAck, len, win, options, cut, unseen } =
    one;
  return {
    ...{ source, way, flags, syn, fin, rst, acks, seq, ack, len, win, options },
    ...(impliedAck === undefined ? {} : { impliedAck }),
    ...(cut === undefined ? {} : { cut }),
    ...(unseen === undefined ? {} : { unseen }),
    ...changes,
  };
}
