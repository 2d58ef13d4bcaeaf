/** The text of an arriving segment and its FIN (RFC 9293 §3.10.7.4, seventh and eighth): what RCV.NXT goes over. */

import { takeLateAck } from "./acknowledges.js";
import { type ArrivalContext, owe } from "./answer.js";
import { become, type End, edit, enter, type OctetRange } from "./endpoint.js";
import { afterFin } from "./fin.js";
import { type Num, type Numbers, plus, ZERO } from "./number.js";
import { FIN, type TcpSegment } from "./segment.js";
import { mayReceive } from "./state.js";

/** See `Arrival`. */
export type TextArrival = "accepted" | "duplicate" | "out-of-order" | "dropped";

/** Seventh and eighth: the text is taken, and then the FIN. `seq` is that of the first octet. */
export function takeText(context: ArrivalContext, end: End, seq: Num, segment: TcpSegment): TextArrival {
  const { numbers } = context;
  const before = end.tcb.rcvNxt;
  // What came with a SYN has waited for the ACK of the own one (§3.10.7.2).
  absorb(numbers, end);
  const arrival = takeOwnText(context, end, seq, segment);
  const after = end.tcb.rcvNxt as Num;
  if (after === before) return arrival;
  // MUST-59: whatever it was made of, an arrival takes RCV.NXT on in one step.
  end.points.push(after);
  const isKnown = arrival !== "accepted" || (segment.flags & FIN) !== 0;
  // What may be empty wants no answer for certain.
  if (isKnown || numbers.equal(segment.len, ZERO) !== undefined) owe(context, end, "ACK", null, after);
  return arrival;
}

function takeOwnText(context: ArrivalContext, end: End, seq: Num, segment: TcpSegment): TextArrival {
  const { numbers } = context;
  const { tcb } = end;
  const fin = (segment.flags & FIN) !== 0;
  const empty = segment.len === ZERO || numbers.equal(segment.len, ZERO) === true;
  if (empty && !fin) return "accepted";
  if (!mayReceive(tcb.state)) {
    // Behind the peer's FIN there is nothing: text is ignored, a FIN is that FIN again and acknowledged.
    if (!fin) return "dropped";
    owe(context, end, "ACK", null, tcb.rcvNxt);
    return "duplicate";
  }
  const rcvNxt = tcb.rcvNxt as Num;
  const piece = { seq, len: segment.len, fin };
  const start = numbers.equal(seq, rcvNxt) === true ? 0 : numbers.compare(seq, rcvNxt);
  if (start === 1 || start === undefined) {
    if (!context.inorder) keepPiece(numbers, end, piece);
    owe(context, end, "ACK", null, rcvNxt);
    return "out-of-order";
  }
  advance(numbers, end, piece);
  absorb(numbers, end);
  if (end.tcb.rcvNxt === rcvNxt && numbers.equal(segment.len, ZERO) === false)
    owe(context, end, "ACK", null, rcvNxt);
  return "accepted";
}

/** Text and FIN of a SYN wait until the connection is established (§3.10.7.2). */
export function keepTextOfSyn(numbers: Numbers, end: End, segment: TcpSegment): void {
  const fin = (segment.flags & FIN) !== 0;
  if (numbers.equal(segment.len, ZERO) === true && !fin) return;
  end.ahead.push({ seq: plus(segment.seq, 1), len: segment.len, fin });
  // The SYN,ACK may leave after the text has been taken, as it was made before.
  end.points.push(end.tcb.rcvNxt as Num);
}

/** RCV.NXT over a piece that begins at or before it. */
function advance(numbers: Numbers, end: End, piece: OctetRange): void {
  const tcb = end.tcb;
  const rcvNxt = tcb.rcvNxt as Num;
  const dataEnd = numbers.add(piece.seq, piece.len);
  const order = numbers.compare(dataEnd, rcvNxt);
  // Perhaps none at all, where the amount is open: then RCV.NXT is right as well.
  const further = order === 1 || (order === undefined && numbers.equal(piece.seq, rcvNxt) === true);
  const next = further ? dataEnd : rcvNxt;
  const finNow = piece.fin && !tcb.peerFin && numbers.compare(dataEnd, rcvNxt) !== -1;
  if (!further && !finNow) return;
  edit(end).rcvNxt = finNow ? plus(next, 1) : next;
  if (finNow) takeFin(end);
}

/** Eighth, check the FIN bit. */
function takeFin(end: End): void {
  enter(end, afterFin(end.tcb.state, "received"));
  become(end, { peerFin: true });
}

/** Takes what had come out of order and now joins up. */
function absorb(numbers: Numbers, end: End): void {
  takeHeld(numbers, end);
  while (end.ahead.length > 0 && mayReceive(end.tcb.state)) {
    const piece = end.ahead[0] as OctetRange;
    const order = numbers.compare(piece.seq, end.tcb.rcvNxt as Num);
    if (order === 1 || order === undefined) return;
    end.ahead.shift();
    advance(numbers, end, piece);
    takeHeld(numbers, end);
  }
}

/** The ACKs of the segments that RCV.NXT has reached: they are processed before the text and the FIN beside them. */
function takeHeld(numbers: Numbers, end: End): void {
  if (end.held.length > 0) takeReached(numbers, end);
}

function takeReached(numbers: Numbers, end: End): void {
  const { rcvNxt } = end.tcb;
  const isReached = ({ seq }: TcpSegment): boolean => numbers.compare(seq, rcvNxt as Num) !== 1;
  for (const segment of end.held.filter(isReached)) takeLateAck(numbers, end, segment);
  end.held = end.held.filter((segment) => !isReached(segment));
}

function keepPiece(numbers: Numbers, end: End, piece: OctetRange): void {
  if (!end.ahead.some((kept) => isSamePiece(numbers, kept, piece)))
    end.unanswered = [...end.unanswered, piece];
  insertPiece(numbers, end.ahead, piece);
}

export function isSamePiece(numbers: Numbers, a: OctetRange, b: OctetRange): boolean {
  return numbers.equal(a.seq, b.seq) === true && numbers.equal(a.len, b.len) === true && a.fin === b.fin;
}

/** Behind those that begin before it. */
export function insertPiece(numbers: Numbers, ahead: End["ahead"], piece: OctetRange): void {
  let i = ahead.length;
  while (i > 0 && numbers.compare((ahead[i - 1] as { seq: Num }).seq, piece.seq) === 1) i--;
  ahead.splice(i, 0, piece);
}
