/** Carries out what was judged: the sender's TCB after a departure, the receiver's after an arrival. */

import type { Span } from "../language/ast.js";
import { type Arrival, arrive } from "../tcp/arrives.js";
import { abort } from "../tcp/calls.js";
import {
  type End,
  edit,
  hasOutstanding,
  newEnd,
  type Owed,
  segmentEnd,
  segmentLength,
} from "../tcp/endpoint.js";
import { type Num, plus, ZERO } from "../tcp/number.js";
import { ACK, FIN, RST, SYN, type TcpSegment } from "../tcp/segment.js";
import type { State } from "../tcp/state.js";
import { CLOSED_TCB, LISTEN_TCB, type Tcb } from "../tcp/tcb.js";
import { isNumber } from "./claims.js";
import type { DeviationName } from "./deviations.js";
import type { Judgement } from "./judgement.js";
import { isReset, nextClaim, nextMove, nextSegment } from "./next-move.js";
import { hasCookie, hear, isOpening, recordOptions } from "./options.js";
import { advertise, countUnread, takeWindow } from "./windows.js";
import { type Connection, other, type Side, startingTcb, type World } from "./world.js";
import { flagBits, type Written } from "./written.js";

/** Sends what was judged: moves the sender. */
export function depart(
  world: World,
  connection: Connection,
  side: Side,
  judgement: Judgement,
  written: Written,
  lost: boolean,
): TcpSegment {
  const segment: TcpSegment = {
    flags: judgement.flags,
    seq: judgement.seq,
    ack: (judgement.flags & ACK) !== 0 ? judgement.ack : null,
    len: judgement.len,
    win: advertise(world, connection, side, written, judgement),
    payload: written.payload,
    tsval: written.line?.ts?.value,
    fastOpen: hasCookie(written.line),
  };
  switch (judgement.act) {
    case "open":
      departOpen(world, connection, side, segment, judgement.retransmission);
      break;
    case "abort":
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
  if (judgement.retransmission) end.expired = false;
  if (segment.ack !== null && judgement.act !== "refuse") acknowledgeSent(world, end, segment.ack);
  end.spoken = true;
  end.probing = false;
  recordOptions(connection, side, written, judgement);
  if (judgement.act !== "abort" && judgement.act !== "refuse") {
    remember(world, end, segment, judgement.retransmission, lost);
  }
  return segment;
}

/** §3.10.1: the SYN of an active OPEN. */
function departOpen(
  world: World,
  connection: Connection,
  side: Side,
  segment: TcpSegment,
  again: boolean,
): void {
  if (again) return;
  const old = connection.ends[side];
  const called = old.tcb.state === "SYN-SENT";
  if (old.spoken) connection.opened++;
  const end = newEnd();
  connection.ends[side] = end;
  connection.skew[side] = null;
  end.tcb = {
    ...CLOSED_TCB,
    state: "SYN-SENT",
    previous: called ? old.tcb.previous : old.tcb.state,
    iss: segment.seq,
    sndUna: segment.seq,
    sndNxt: segmentEnd(world.numbers, segment),
    rcvWnd: startingTcb(connection.endpoints[side]).rcvWnd,
  };
}

function departAbort(end: End): void {
  const { state, rcvWnd } = end.tcb;
  const closed = state === "CLOSED" || state === "LISTEN";
  end.tcb = closed
    ? end.tcb
    : { ...CLOSED_TCB, previous: state, rcvWnd, passive: end.tcb.passive, reset: true };
  end.owed = [];
  end.sent = [];
  end.ahead = [];
  end.points = [];
  end.closing = false;
  end.queued = null;
  end.expired = false;
}

function settleAnswer(end: End, answer: Owed | null): void {
  end.owed = end.owed.filter((o) => o !== answer);
}

/** Data, ACK, FIN, SYN,ACK: SND.NXT goes over what is new in it; a FIN closes (§3.10.4). */
function departSend(world: World, end: End, segment: TcpSegment, judgement: Judgement): void {
  const { numbers } = world;
  const tcb = end.tcb;
  const behind = segmentEnd(numbers, segment);
  const counts = (segment.flags & (SYN | FIN)) !== 0 || segment.len !== ZERO;
  end.lastWasPure = !counts;
  if (!counts) return;
  const keepAlive = judgement.retransmission && numbers.compare(behind, tcb.sndNxt as Num) !== 1;
  if (keepAlive && ((segment.flags & FIN) === 0 || tcb.fin !== null)) return;
  const fin = (segment.flags & FIN) !== 0 && tcb.fin === null;
  if (end.queued !== null && segment.len !== ZERO) end.queued = remaining(world, end.queued, segment.len);
  const state: State = fin ? (AFTER_OWN_FIN[tcb.state] ?? tcb.state) : tcb.state;
  const next = edit(end);
  if (state !== next.state) {
    next.previous = next.state;
    next.passed = null;
    next.state = state;
  }
  if (numbers.compare(behind, next.sndNxt as Num) !== -1) next.sndNxt = behind;
  if (!fin) return;
  next.fin = plus(behind, -1);
  end.closing = false;
}

const AFTER_OWN_FIN: Partial<Record<State, State>> = {
  "SYN-RECEIVED": "FIN-WAIT-1",
  ESTABLISHED: "FIN-WAIT-1",
  "CLOSE-WAIT": "LAST-ACK",
};

function remaining(world: World, queued: Num, sent: Num): Num | null {
  const rest = world.numbers.subtract(queued, sent);
  return world.numbers.compare(rest, ZERO) === 1 ? rest : null;
}

/** What an ACK settles: the answers owed up to it, and the points that RCV.NXT passed. */
function acknowledgeSent(world: World, end: End, ack: Num): void {
  const { numbers } = world;
  if (end.tcb.lastAck !== ack) edit(end).lastAck = ack;
  if (end.points.length > 0) {
    let keep = 0;
    while (keep < end.points.length && numbers.compare(end.points[keep] as Num, ack) !== 1) keep++;
    if (keep > 0) end.points.splice(0, keep);
  }
  if (end.owed.length > 0) end.owed = end.owed.filter((o) => !isSettled(world, o, ack));
}

function isSettled(world: World, owed: Owed, ack: Num): boolean {
  if (owed.kind === "RST" || owed.kind === "RST+ACK" || owed.ack === null) return false;
  return world.numbers.compare(owed.ack, ack) !== 1;
}

/** Puts what takes sequence numbers on the retransmission queue. */
function remember(world: World, end: End, segment: TcpSegment, again: boolean, lost: boolean): void {
  if ((segment.flags & (SYN | FIN)) === 0 && segment.len === ZERO) return;
  const { numbers } = world;
  if (again) {
    const known = end.sent.find((s) => numbers.equal(s.seq, segment.seq) === true);
    if (known !== undefined) {
      known.lost = known.lost && lost;
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

/** Lets a segment arrive at the other end. */
export function deliver(
  world: World,
  connection: Connection,
  from: Side,
  segment: TcpSegment,
  span: Span,
): Arrival {
  const to = other(from);
  const reopened = isOpening(segment) && prepareListener(world, connection, to, segment, span);
  const end = connection.ends[to];
  const endpoint = connection.endpoints[to];
  hear(end, segment);
  if (end.tcb.rcvWnd === 0 && segment.len !== ZERO) openWindow(world, connection, to, segment);
  const special = deviate(world, connection, to, segment, span);
  if (special !== null) return special;
  if (resumesFromCookie(world, end, segment)) enterFromCookie(end);
  const { sndUna, rcvNxt } = end.tcb;
  const owed = end.owed.length;
  const context = {
    numbers: world.numbers,
    step: world.step,
    chooseIss: () => (connection.opened === 0 ? endpoint.start.isn : null) ?? world.numbers.atom("base"),
  };
  const arrival = arrive(context, end, segment);
  if (arrival === "undecided") {
    // What an unknown number would decide is taken to be dropped.
    end.owed.length = owed;
    return arrival;
  }
  markArrived(world, connection.ends[from], segment);
  if (reopened && end.tcb.state === "SYN-RECEIVED") edit(end).passed = "TIME-WAIT";
  if (isOpening(segment) && end.tcb.state === "SYN-RECEIVED") acceptSyn(world, connection, to, segment, span);
  takeWindow(world, end, rcvNxt, segment);
  countUnread(world, end, rcvNxt, endpoint.reads);
  countDuplicates(world, end, sndUna, segment);
  return arrival;
}

/**
 * A SYN finds a listener wherever no connection is in its way (§3.10.7.2, and MAY-2 for TIME-WAIT). Whether it
 * reopens the connection out of TIME-WAIT.
 */
function prepareListener(
  world: World,
  connection: Connection,
  to: Side,
  segment: TcpSegment,
  span: Span,
): boolean {
  const end = connection.ends[to];
  const endpoint = connection.endpoints[to];
  const { state } = end.tcb;
  const over = end.spoken && (state === "CLOSED" || state === "LISTEN");
  if (state === "TIME-WAIT") {
    if (!reopens(world, connection, to, segment)) return false;
    world.report("time-wait-reopened", span, { endpoint: endpoint.name });
    renew(connection, to, { ...LISTEN_TCB, rcvWnd: end.tcb.rcvWnd });
    return true;
  }
  if (over && !endpoint.listening) endpoint.listening = listensAfterAll(world, connection, to);
  if (endpoint.listening && (over || state === "CLOSED")) {
    renew(connection, to, startingTcb(endpoint));
  }
  return false;
}

/** Whether a server that begins in the middle of a connection listens for the next one is seen by what it does. */
function listensAfterAll(world: World, connection: Connection, to: Side): boolean {
  const { role, start } = connection.endpoints[to];
  if (role !== "server" || start.state === null || start.state === "CLOSED") return false;
  const answer = nextSegment(world, connection, to);
  return answer !== null && (flagBits(answer.flags.words) & (SYN | ACK)) === (SYN | ACK);
}

function renew(connection: Connection, side: Side, tcb: Tcb): void {
  if (connection.ends[side].spoken) connection.opened++;
  connection.ends[side] = newEnd(tcb);
  connection.skew[side] = null;
}

/** A new SYN in TIME-WAIT: what the end does next decides, else whether it is newer, or cannot be compared. */
function reopens(world: World, connection: Connection, to: Side, segment: TcpSegment): boolean {
  const answer = nextSegment(world, connection, to);
  if (answer !== null) return (flagBits(answer.flags.words) & SYN) !== 0;
  const claim = nextClaim(world, connection, to);
  if (claim !== null) return claim === "SYN-RECEIVED" || claim === "LISTEN";
  return world.numbers.compare(segment.seq, connection.ends[to].tcb.rcvNxt as Num) !== -1;
}

/** What a server may do with a SYN beside the RFC's letter: take its data at once, or keep no state of it. */
function acceptSyn(world: World, connection: Connection, to: Side, segment: TcpSegment, span: Span): void {
  const end = connection.ends[to];
  const { numbers } = world;
  if (segment.fastOpen === true && numbers.equal(segment.len, ZERO) !== true) {
    const next = numbers.add(end.tcb.rcvNxt as Num, segment.len);
    end.points = [end.tcb.rcvNxt as Num, next];
    end.ahead = [];
    end.fastOpen = true;
    edit(end).rcvNxt = next;
  }
  if (!connection.endpoints[to].start.syncookies || !end.tcb.passive) return;
  if (nextClaim(world, connection, to) === "SYN-RECEIVED") return;
  differ(world, connection, to, "syn-cookies", span);
  const tcb = edit(end);
  tcb.state = "LISTEN";
  tcb.previous = null;
}

/** An ACK that brings back what the server had put into its SYN,ACK's sequence number (RFC 4987 §3.6). */
function resumesFromCookie(world: World, end: End, segment: TcpSegment): boolean {
  const { state, irs, rcvNxt, sndNxt } = end.tcb;
  if (state !== "LISTEN" || irs === null || (segment.flags & (SYN | RST | ACK)) !== ACK) return false;
  const { numbers } = world;
  return (
    numbers.equal(segment.ack as Num, sndNxt as Num) === true &&
    numbers.equal(segment.seq, rcvNxt as Num) === true
  );
}

function enterFromCookie(end: End): void {
  edit(end).state = "SYN-RECEIVED";
}

/** The behaviours of real stacks that are no error; null where the RFC's letter is followed. */
function deviate(
  world: World,
  connection: Connection,
  to: Side,
  segment: TcpSegment,
  span: Span,
): Arrival | null {
  const end = connection.ends[to];
  const { state, sndNxt, rcvNxt } = end.tcb;
  if (state === "SYN-RECEIVED" && end.tcb.passive && (segment.flags & (SYN | RST | FIN | ACK)) === ACK) {
    const completes = segment.ack !== null && world.numbers.equal(segment.ack, sndNxt as Num) === true;
    if (completes && end.spoken && !end.expired && repeatsSynAck(world, connection, to)) {
      return differ(world, connection, to, "full-accept-queue", span);
    }
  }
  const closed = state === "FIN-WAIT-1" || state === "FIN-WAIT-2";
  if (closed && segment.len !== ZERO && isReset(nextSegment(world, connection, to))) {
    // §3.6.1: data that arrives after CLOSE may be answered by a RST.
    abort(end, world.step);
    return "refused";
  }
  if (state === "LISTEN" && (segment.flags & (SYN | FIN | ACK | RST)) === (SYN | FIN)) {
    if (nextClaim(world, connection, to) === "LISTEN")
      return differ(world, connection, to, "syn-fin-dropped", span);
  }
  if (resumesFromCookie(world, end, segment) && nextClaim(world, connection, to) === "LISTEN") {
    return differ(world, connection, to, "full-accept-queue", span);
  }
  if (state === "TIME-WAIT" && (segment.flags & RST) !== 0) {
    const fits = world.numbers.equal(segment.seq, rcvNxt as Num) === true;
    const move = nextMove(world, connection, to);
    if (fits && move?.kind === "state" && move.state === "TIME-WAIT" && !move.leaves) {
      return differ(world, connection, to, "time-wait-ignores-reset", span);
    }
  }
  return null;
}

/** Only the SYN,ACK sent again, before anything else is said of the end, shows that the ACK was dropped. */
function repeatsSynAck(world: World, connection: Connection, side: Side): boolean {
  const { iss } = connection.ends[side].tcb;
  const again = nextSegment(world, connection, side);
  if (again === null || (flagBits(again.flags.words) & (SYN | ACK)) !== (SYN | ACK)) return false;
  const move = nextMove(world, connection, side);
  if (move?.kind === "state" && move.state !== "SYN-RECEIVED") return false;
  return again.seq === null || isNumber(world, again.seq.value, iss);
}

function differ(world: World, connection: Connection, side: Side, which: DeviationName, span: Span): Arrival {
  world.report("stack-differs", span, { which, endpoint: connection.names[side] });
  return "ignored";
}

/** A window that was zero may have opened unsaid: the receiver's next ACK says whether it took the octets. */
function openWindow(world: World, connection: Connection, to: Side, segment: TcpSegment): void {
  const answer = nextSegment(world, connection, to);
  if (
    answer === null ||
    answer.ack === null ||
    !isNumber(world, answer.ack.value, segmentEnd(world.numbers, segment))
  )
    return;
  edit(connection.ends[to]).rcvWnd = null;
}

/** Pure ACKs that repeat SND.UNA while data is outstanding (RFC 5681 §2). */
function countDuplicates(world: World, end: End, una: Num | null, segment: TcpSegment): void {
  const pure = (segment.flags & (SYN | FIN | RST | ACK)) === ACK && segment.len === ZERO;
  if (!pure || una === null || segment.ack === null) return;
  if (world.numbers.equal(segment.ack, una) !== true) end.duplicateAcks = 0;
  else if (hasOutstanding(world.numbers, end)) end.duplicateAcks++;
}

function markArrived(world: World, end: End, segment: TcpSegment): void {
  for (const sent of end.sent) {
    if (sent.lost && world.numbers.equal(sent.seq, segment.seq) === true) sent.lost = false;
  }
}
