/** Carries out what was judged: the sender's TCB after a departure. */

import {
  become,
  type End,
  edit,
  enter,
  isReset,
  nextEnd,
  type Owed,
  type Queue,
  segmentEnd,
  segmentLength,
} from "../tcp/endpoint.js";
import { afterFin } from "../tcp/fin.js";
import { type Num, type Numbers, plus, ZERO } from "../tcp/number.js";
import { flush } from "../tcp/reset.js";
import { ACK, FIN, SYN, type TcpSegment } from "../tcp/segment.js";
import { isSynchronized } from "../tcp/state.js";
import { CLOSED_TCB, tcbWith } from "../tcp/tcb.js";
import { type Connection, other, type Side } from "./connection.js";
import type { Judgement } from "./judgement.js";
import { hasCookie, offerOf, recordOptions, timestampsOf } from "./options.js";
import { isLetter } from "./symbols.js";
import { settleSynData } from "./syn-data.js";
import { advertise } from "./windows.js";
import { startingTcb, type World } from "./world.js";
import type { Written } from "./written.js";

/** Sends what was judged: moves the sender. */
export function depart(
  world: World,
  connection: Connection,
  side: Side,
  judgement: Judgement,
  written: Written,
  lost: boolean,
): TcpSegment {
  if (judgement.act === "open") departOpen(world, connection, side, judgement);
  const timestamps = timestampsOf(connection, side, written.line, judgement);
  if (judgement.act === "answer-syn") {
    connection.ends[side].queueFull = false;
    settleSynData(world, connection, side, judgement.ack, written.span);
  }
  const segment: TcpSegment = {
    flags: judgement.flags,
    seq: judgement.seq,
    ack: (judgement.flags & ACK) !== 0 ? judgement.ack : null,
    len: judgement.len,
    win: advertise(world, connection, side, written, judgement),
    payload: written.payload,
    tsval: timestamps?.value,
    tsecr: timestamps?.echo,
    fastOpen: hasCookie(written.line),
    offer: (judgement.flags & SYN) === 0 ? undefined : offerOf(connection, side, written, judgement),
  };
  switch (judgement.act) {
    case "open":
      break;
    case "abort":
      settleAnswer(connection.ends[side], judgement.answers);
      departAbort(connection.ends[side]);
      break;
    case "refuse":
      settleAnswer(connection.ends[side], judgement.answers);
      break;
    case "stray":
      return segment;
    default:
      departSend(world, connection.ends[side], segment, judgement);
  }
  const end = connection.ends[side];
  // What repeats the SYN is a SYN,ACK where both have opened at once (Figure 7).
  if (judgement.retransmission || (judgement.flags & SYN) !== 0) end.expired = false;
  if (segment.ack !== null && judgement.act !== "refuse")
    acknowledgeSent(world, end, segment.ack, judgement.answered);
  // A RST that answers a stray segment opens no connection.
  if (judgement.act !== "refuse") end.spoken = true;
  end.probing = false;
  recordOptions(world, connection, side, judgement, segment, written);
  if (judgement.act !== "abort" && judgement.act !== "refuse") {
    remember(world, end, segment, judgement.retransmission, lost);
    if ((segment.flags & FIN) !== 0 && isLetter(written.seq)) nameFin(end);
  }
  return segment;
}

/** §3.10.1: the SYN of an active OPEN. */
function departOpen(world: World, connection: Connection, side: Side, judgement: Judgement): void {
  if (judgement.retransmission) return;
  const { seq } = judgement;
  const old = connection.ends[side];
  const called = old.tcb.state === "SYN-SENT";
  if (old.spoken) connection.opened++;
  // A wrong ISN is followed by numbers that are off by as much; so is what a peer says that has the old connection still.
  const isAlone = !isSynchronized(connection.ends[other(side)].tcb.state);
  if (!judgement.corrected && isAlone) connection.skew[side] = null;
  connection.ends[side] = nextEnd(
    old,
    tcbWith(CLOSED_TCB, {
      state: "SYN-SENT",
      previous: called ? old.tcb.previous : old.tcb.state,
      iss: seq,
      sndUna: seq,
      sndNxt: segmentEnd(world.numbers, judgement),
      rcvWnd: startingTcb(connection.endpoints[side]).rcvWnd,
    }),
  );
}

function departAbort(end: End): void {
  const { state, rcvWnd } = end.tcb;
  const closed = state === "CLOSED" || state === "LISTEN";
  end.tcb = closed
    ? end.tcb
    : tcbWith(CLOSED_TCB, { previous: state, rcvWnd, passive: end.tcb.passive, reset: true });
  flush(end);
}

function settleAnswer(end: End, answer: Owed | null): void {
  end.owed = end.owed.filter((o) => o !== answer);
  if (end.owedBefore.length > 0) end.owedBefore = end.owedBefore.filter((o) => o !== answer);
}

/** Data, ACK, FIN, SYN,ACK: SND.NXT goes over what is new in it; a FIN closes (§3.10.4). */
function departSend(world: World, end: End, segment: TcpSegment, judgement: Judgement): void {
  const { numbers } = world;
  const tcb = end.tcb;
  // With all that is known put in, so that it need not be worked out again for each line below (bench).
  const behind = numbers.resolve(segmentEnd(numbers, segment));
  const counts = (segment.flags & (SYN | FIN)) !== 0 || segment.len !== ZERO;
  end.lastWasPure = !counts;
  if (!counts) return;
  const keepAlive = judgement.retransmission && numbers.compare(behind, tcb.sndNxt as Num) !== 1;
  if (keepAlive && ((segment.flags & FIN) === 0 || tcb.fin !== null)) return;
  const fin = (segment.flags & FIN) !== 0 && tcb.fin === null;
  if (end.queued !== null && segment.len !== ZERO) end.queued = remaining(world, end.queued, segment.len);
  const state = fin ? afterFin(tcb.state, "sent") : tcb.state;
  if (state !== tcb.state) enter(end, state);
  const next = edit(end);
  if (numbers.compare(behind, next.sndNxt as Num) !== -1) next.sndNxt = behind;
  if (!fin) return;
  become(end, { fin: plus(behind, -1) });
  end.closing = false;
}

function remaining(world: World, queued: Queue, sent: Num): Queue | null {
  const amount = world.numbers.subtract(queued.amount, sent);
  if (world.numbers.compare(amount, ZERO) !== 1) return null;
  const known = world.numbers.resolve(sent);
  return { amount, octets: known.terms === null ? queued.octets.slice(known.constant) : [] };
}

const NONE: readonly Num[] = [];
const NOTHING_OWED: readonly Owed[] = [];

/** What an ACK settles: the answers owed up to it, and the points that RCV.NXT passed. */
function acknowledgeSent(world: World, end: End, ack: Num, answered: number | null): void {
  const { numbers } = world;
  if (end.tcb.lastAck !== ack) edit(end).lastAck = ack;
  end.mayHaveHeard = false;
  if (end.latest !== NONE) end.latest = NONE;
  // Each segment behind a gap is answered by an ACK of its own.
  if (end.unanswered.length > 0) end.unanswered = end.unanswered.slice(answered ?? 1);
  if (end.points.length > 0) {
    let keep = 0;
    while (keep < end.points.length && numbers.compare(end.points[keep] as Num, ack) !== 1) keep++;
    dropFirst(end.points, keep);
  }
  if (end.owed.length > 0) settleOwed(numbers, end, ack);
}

/** Mostly all there are, one after the other: an array that is cut is made anew by the next push (bench). */
function dropFirst(points: Num[], count: number): void {
  if (count < points.length) points.splice(0, count);
  else while (points.length > 0) points.pop();
}

function settleOwed(numbers: Numbers, end: End, ack: Num): void {
  let settled = 0;
  for (const owed of end.owed) if (isSettled(numbers, owed, ack)) settled++;
  if (settled === end.owed.length) end.owed = NOTHING_OWED;
  else if (settled > 0) end.owed = end.owed.filter((owed) => !isSettled(numbers, owed, ack));
}

function isSettled(numbers: Numbers, owed: Owed, ack: Num): boolean {
  return !isReset(owed) && owed.ack !== null && numbers.compare(owed.ack, ack) !== 1;
}

function nameFin(end: End): void {
  const at = end.sent.findLastIndex(({ flags }) => (flags & FIN) !== 0);
  const fin = end.sent[at];
  if (fin !== undefined && fin.named !== true) end.sent[at] = { ...fin, named: true };
}

/** Puts what takes sequence numbers on the retransmission queue. */
function remember(world: World, end: End, segment: TcpSegment, again: boolean, lost: boolean): void {
  if ((segment.flags & (SYN | FIN)) === 0 && segment.len === ZERO) return;
  const { numbers } = world;
  if (again) {
    const at = end.sent.findIndex((s) => numbers.equal(s.seq, segment.seq) === true);
    const known = end.sent[at];
    if (known !== undefined) {
      end.sent[at] = { ...known, lost: known.lost && lost };
      const before = segmentLength(known.len, known.flags);
      if (numbers.compare(segmentLength(segment.len, segment.flags), before) !== 1) return;
    } else return;
  }
  const { seq, len, flags, payload } = segment;
  const { step } = world;
  if ((flags & SYN) === 0 || len === ZERO) {
    end.sent.push({ seq, len, flags, payload, lost, step });
    return;
  }
  // The data of a SYN may have to be sent again without it.
  end.sent.push({ seq, len: ZERO, flags, payload: null, lost, step });
  end.sent.push({ seq: plus(seq, 1), len, flags: ACK, payload, lost, step });
}
