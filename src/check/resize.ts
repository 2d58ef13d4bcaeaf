/**
 * A number that is right behind a length that is not: so many octets more or fewer than the line above says. The number is
 * where it shows, but what is put right is what was sent.
 */

import { edit, type Sent } from "../tcp/endpoint.js";
import { type Num, ZERO } from "../tcp/number.js";
import { carryOutInstead } from "./carry-out.js";
import { writtenValue } from "./claims.js";
import { type Connection, other, type Side } from "./connection.js";
import { judge } from "./departure.js";
import type { Walk } from "./record.js";
import type { StepSegment } from "./trace.js";
import type { World } from "./world.js";
import type { WrongSegment } from "./wrong-segment.js";

/** By which side's last data, and by how much, the number of a line is off; null where that is not known. */
export function resized(world: World, wrong: WrongSegment): { side: Side; by: Num } | null {
  const { connection, side, written, judgement } = wrong;
  if (judgement.illegal || judgement.retransmission) return null;
  const { sndNxt, rcvNxt } = connection.ends[side].tcb;
  const seq = off(world, writtenValue(world, written.seq), sndNxt);
  if (seq !== null) return { side, by: seq };
  const ack = off(world, writtenValue(world, written.ack), rcvNxt) ?? blockOff(world, wrong);
  return ack === null ? null : { side: other(side), by: ack };
}

/** A block of SACK that is wrong where the last data of the peer ends; its writer counts from there. */
function blockOff(world: World, { connection, side, judgement, line }: WrongSegment): Num | null {
  const [block] = line.sack?.blocks ?? [];
  if (block === undefined || !judgement.findings.some(({ code }) => code === "sack-wrong")) return null;
  return off(world, writtenValue(world, block.right), connection.ends[other(side)].tcb.sndNxt);
}

function off({ numbers }: World, value: Num | null, expected: Num | null): Num | null {
  if (value === null || expected === null) return null;
  const by = numbers.resolve(numbers.subtract(value, expected));
  return by.constant === 0 || by.terms !== null ? null : by;
}

/** Reads the line as right, behind data that is so many octets longer. */
export function asResized(walk: Walk, wrong: WrongSegment, side: Side, by: Num): StepSegment | null {
  const { world } = walk;
  const { connection, judgement, written } = wrong;
  if (
    !judgement.findings.some(({ severity }) => severity === "error") ||
    !resize(world, connection, side, by)
  )
    return null;
  return carryOutInstead(walk, wrong, written, judge(world, connection, wrong.side, written, wrong.flags));
}

/** false where the last thing that was sent is no data of that length, or is not known to have arrived or not. */
function resize({ numbers }: World, connection: Connection, side: Side, by: Num): boolean {
  const end = connection.ends[side];
  const peer = connection.ends[other(side)];
  const last = end.sent.at(-1);
  const { sndNxt } = end.tcb;
  if (last === undefined || sndNxt === null || last.len === ZERO || end.tcb.fin !== null) return false;
  const len = numbers.add(last.len, by);
  if (numbers.equal(numbers.add(last.seq, last.len), sndNxt) !== true || numbers.compare(len, ZERO) !== 1)
    return false;
  const next = numbers.add(sndNxt, by);
  end.sent = [...end.sent.slice(0, -1), { ...last, len } satisfies Sent];
  edit(end).sndNxt = next;
  if (peer.tcb.rcvNxt !== null && numbers.equal(peer.tcb.rcvNxt, sndNxt) === true) {
    edit(peer).rcvNxt = next;
    peer.points = peer.points.map((point) => (numbers.equal(point, sndNxt) === true ? next : point));
    if (peer.unread !== null) peer.unread = numbers.add(peer.unread, by);
    const acknowledged = (ack: Num | null) => ack !== null && numbers.equal(ack, sndNxt) === true;
    peer.owed = peer.owed.map((owed) => (acknowledged(owed.ack) ? { ...owed, ack: next } : owed));
  } else peer.ahead = peer.ahead.map((piece) => grown(numbers, piece, sndNxt, by));
  return true;
}

function grown(
  numbers: World["numbers"],
  piece: Connection["ends"][0]["ahead"][0],
  sndNxt: Num,
  by: Num,
): Connection["ends"][0]["ahead"][0] {
  const reaches = numbers.equal(numbers.add(piece.seq, piece.len), sndNxt) === true;
  return reaches ? { ...piece, len: numbers.add(piece.len, by) } : piece;
}
