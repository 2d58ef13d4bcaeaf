/** A block of SACK that reports octets which came again (RFC 2883 §4). */

import type { End, OctetRange } from "../tcp/endpoint.js";
import { type Num, type Numbers, plain, plus } from "../tcp/number.js";
import type { Context } from "./claims.js";
import type { BlockReason } from "./reasons.js";

/** Of a block below what is acknowledged; null where such octets came again, and it says which. */
export function wrongDuplicate(
  { world: { numbers }, connection }: Context,
  end: End,
  left: Num,
  right: Num,
): BlockReason | null {
  // What came before an excerpt begins, or within data that is not shown, nobody knows.
  if (connection.elided || end.offer === null) return null;
  const near = end.again.filter((piece) => isNear(numbers, piece, left, right));
  if (near.length === 0) return "not-twice";
  // What a capture shows as one came in many: each may be reported.
  const most = end.offer.mss ?? USUAL_MSS;
  const overlaps = ({ seq, len }: OctetRange): boolean =>
    numbers.compare(seq, right) !== 0 && numbers.compare(numbers.add(seq, len), left) !== 0;
  // A block beside what came again was reported before, and some stacks repeat it.
  if (!near.some(overlaps)) return null;
  if (near.some(({ len }) => numbers.compare(len, plain(most)) === 1)) return null;
  const mayBe = (a: Num, b: Num): boolean => numbers.equal(a, b) !== false;
  const begins = near.some(({ seq }) => mayBe(seq, left));
  const ends = near.some(
    (piece) => mayBe(endOf(numbers, piece), right) || mayBe(numbers.add(piece.seq, piece.len), right),
  );
  return begins && ends ? null : "twice";
}

/** The duplicate that a block at this place should report; null where none came. */
export function duplicateAt(
  { world: { numbers } }: Context,
  { again, tcb: { rcvNxt } }: End,
  left: Num,
  right: Num,
): readonly [Num, Num] | null {
  const piece = again.findLast((p) => isNear(numbers, p, left, right));
  if (piece === undefined) return null;
  const to = endOf(numbers, piece);
  return [piece.seq, rcvNxt !== null && numbers.compare(to, rcvNxt) === 1 ? rcvNxt : to];
}

/** Those octets, and no others, have come again. */
export function isDuplicate(numbers: Numbers, { again }: End, left: Num, right: Num): boolean {
  return again.some(
    (piece) =>
      numbers.equal(piece.seq, left) !== false && numbers.equal(endOf(numbers, piece), right) !== false,
  );
}

/** What an Ethernet carries, where no SYN says how much is sent at once. */
const USUAL_MSS = 1460;

/** They overlap, or touch. */
function isNear(numbers: Numbers, piece: OctetRange, left: Num, right: Num): boolean {
  return (
    numbers.compare(piece.seq, right) !== 1 && numbers.compare(numbers.add(piece.seq, piece.len), left) !== -1
  );
}

/** The number behind a piece, its FIN counted. */
export function endOf(numbers: Numbers, piece: OctetRange): Num {
  return plus(numbers.add(piece.seq, piece.len), piece.fin ? 1 : 0);
}
