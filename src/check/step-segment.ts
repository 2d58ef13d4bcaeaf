/** What a step shows of a segment, kept small. */

import type { Num } from "../tcp/number.js";
import type { TcpSegment } from "../tcp/segment.js";
import { type Connection, other, type Side } from "./connection.js";
import type { Fate, StepSegment } from "./trace.js";

/** All that many segments have in common: neither names nor numbers. */
interface Manner extends Omit<StepSegment, "from" | "to" | "seq" | "ack" | "len"> {
  readonly side: Side;
}

/** Every step of a segment keeps one, so what many have in common they hold in common (bench). Not to be copied by `...`. */
class ShownSegment implements StepSegment {
  readonly names: Connection["names"];
  readonly manner: Manner;
  readonly seq: Num;
  readonly ack: Num | null;
  readonly len: Num;

  constructor(names: Connection["names"], manner: Manner, seq: Num, ack: Num | null, len: Num) {
    this.names = names;
    this.manner = manner;
    this.seq = seq;
    this.ack = ack;
    this.len = len;
  }

  get from(): string {
    return this.names[this.manner.side];
  }

  get to(): string {
    return this.names[other(this.manner.side)];
  }

  get fate(): Fate {
    return this.manner.fate;
  }

  get corrected(): boolean {
    return this.manner.corrected;
  }

  get flags(): number {
    return this.manner.flags;
  }

  get retransmission(): boolean {
    return this.manner.retransmission;
  }

  get arrivals(): readonly number[] {
    return this.manner.arrivals;
  }
}

type Told = Pick<StepSegment, "corrected" | "retransmission">;

export function stepOf(
  { names }: Connection,
  side: Side,
  { flags, seq, ack, len }: Pick<TcpSegment, "flags" | "seq" | "ack" | "len">,
  fate: Fate,
  told: Told = NOTHING_TOLD,
): StepSegment {
  return new ShownSegment(names, mannerOf(side, flags, fate, told), seq, ack, len);
}

const NOTHING_TOLD: Told = { corrected: false, retransmission: false };
const NOWHERE: readonly number[] = [];
const FATES: readonly Fate[] = ["delivered", "lost", "in-flight", "stray", "void"];

/** Those that were met; there cannot be many. */
const manners = new Map<number, Manner>();

function mannerOf(side: Side, flags: number, fate: Fate, { corrected, retransmission }: Told): Manner {
  let key = flags * FATES.length + FATES.indexOf(fate);
  key = key * 2 + side;
  key = key * 2 + (corrected ? 1 : 0);
  key = key * 2 + (retransmission ? 1 : 0);
  let manner = manners.get(key);
  if (manner === undefined) {
    manner = { side, fate, corrected, flags, retransmission, arrivals: NOWHERE };
    manners.set(key, manner);
  }
  return manner;
}

/** The segment, told of in another way. */
export function shownAs(
  segment: StepSegment,
  changes: Partial<Pick<StepSegment, "arrivals" | "corrected" | "fate">>,
): StepSegment {
  const { from, to, fate, corrected, flags, seq, ack, len, retransmission, arrivals } = segment;
  const manner: Manner = { side: 0, fate, corrected, flags, retransmission, arrivals, ...changes };
  return new ShownSegment([from, to], manner, seq, ack, len);
}
