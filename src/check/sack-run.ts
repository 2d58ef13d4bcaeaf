/** A block of SACK is a whole run of what has arrived behind a gap (RFC 2018 §3), as it was when the ACK left. */

import type { End, OctetRange } from "../tcp/endpoint.js";
import type { Num, Numbers } from "../tcp/number.js";
import { insertPiece, isSamePiece } from "../tcp/text.js";
import { endOf } from "./sack-duplicate.js";

/**
 * How many of the segments that no ACK has answered yet had come when [left, right) was a whole run: the ACK may have left
 * before the others. null where it was none at any time since the last ACK. Unknown amounts are taken to fit.
 */
export function answeredBy(numbers: Numbers, end: End, left: Num, right: Num): number | null {
  const { ahead, unanswered } = end;
  const had = ahead.filter((piece) => !unanswered.some((late) => isSamePiece(numbers, piece, late)));
  for (let count = 0; count <= unanswered.length; count++) {
    if (count > 0) insertPiece(numbers, had, unanswered[count - 1] as OctetRange);
    if (!fills(numbers, had, left, right)) continue;
    return had.some((piece) => goesOn(numbers, piece, left, right)) ? null : count;
  }
  return null;
}

/** All of [left, right) is in these, which stand in the order of their numbers. */
export function fills(numbers: Numbers, pieces: readonly OctetRange[], left: Num, right: Num): boolean {
  let at = left;
  for (const piece of pieces) {
    const pieceEnd = endOf(numbers, piece);
    const begins = numbers.compare(piece.seq, at);
    const reaches = numbers.compare(pieceEnd, at);
    if (begins === undefined || (begins !== 1 && reaches === undefined)) return true;
    if (begins !== 1 && reaches === 1) at = pieceEnd;
  }
  const order = numbers.compare(at, right);
  return order === undefined || order !== -1;
}

/** It joins the block and lies beyond one of its edges. A FIN at the right edge need not be counted. */
function goesOn(numbers: Numbers, piece: OctetRange, left: Num, right: Num): boolean {
  const pieceEnd = endOf(numbers, piece);
  const begins = numbers.compare(piece.seq, left);
  if (begins === -1) return (numbers.compare(pieceEnd, left) ?? -1) !== -1;
  if (begins === undefined || (numbers.compare(piece.seq, right) ?? 1) === 1) return false;
  const isToFin = numbers.equal(numbers.add(piece.seq, piece.len), right) === true;
  return !isToFin && numbers.compare(pieceEnd, right) === 1;
}
