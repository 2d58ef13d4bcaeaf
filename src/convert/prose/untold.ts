/** What sentences say, and no segment of the flow says: then they were not understood. */

import type { DrawnSegment, DrawnStatement } from "../drawn.js";
import type { SaidSegment } from "../said/said.js";

/** Words that say something of what is sent. */
export interface Spoken {
  readonly line: number;
  readonly words: string;
  readonly said: SaidSegment;
  /** Both ends do it: `both send a SYN`, before either is told for itself. */
  readonly both: boolean;
}

/** The first of them that has a number which is nowhere in the flow, or a flag that not both have sent. */
export function untold(spoken: readonly Spoken[], statements: readonly DrawnStatement[]): Spoken | null {
  const segments = statements.filter((one): one is DrawnSegment => one.type === "segment");
  const numbers = new Set(
    segments.flatMap(({ seq, ack, len }) => [seq, ack, len].flatMap((one) => (one ? [one] : []))),
  );
  const missing = spoken.find(({ said, both }) =>
    both
      ? !eachWay(said, segments)
      : [said.seq, said.ack].some((one) => one !== null && /^\d{2,}$/.test(one) && !numbers.has(one)),
  );
  return missing ?? null;
}

function eachWay({ flags }: SaidSegment, segments: readonly DrawnSegment[]): boolean {
  const from = segments.filter((one) => flags.every((flag) => one.flags.includes(flag)));
  return new Set(from.map((one) => one.from)).size > 1;
}
