/** Lets segments arrive: what the model (`tcp/arrives.ts`) makes of them, and what only a flow knows of an end. */

import type { Span } from "../language/ast.js";
import type { Arrival, ArrivalContext } from "../tcp/answer.js";
import { arrive } from "../tcp/arrives.js";
import { isOpening } from "../tcp/arrives-other.js";
import {
  become,
  type End,
  edit,
  hasOutstanding,
  nextEnd,
  type OctetRange,
  type Sent,
  segmentLength,
} from "../tcp/endpoint.js";
import { type Num, type Numbers, plus, ZERO } from "../tcp/number.js";
import { isDeviation, type Outcome } from "../tcp/outcomes.js";
import { ACK, FIN, RST, SYN, type TcpSegment } from "../tcp/segment.js";
import { CLOSED_TCB, type Tcb, tcbWith } from "../tcp/tcb.js";
import { type Connection, type Endpoint, other, type Side } from "./connection.js";
import type { Course } from "./course.js";
import { pieceOf } from "./options.js";
import { hear } from "./timestamps.js";
import { countUnread, hasExceeded } from "./windows.js";
import { startingTcb, type World } from "./world.js";

/** Lets a segment arrive at the other end. */
export function deliver(
  world: World,
  connection: Connection,
  from: Side,
  segment: TcpSegment,
  span: Span,
): Arrival {
  const to = other(from);
  const told = world.course.taken.length;
  const arrival = arriveAt(world, connection, from, segment, span);
  tellTaken(world, told, connection.names[to], span);
  return arrival;
}

/** Tells of the outcomes beside the RFC's letter that were taken since there were `told` of them. */
export function tellTaken(world: World, told: number, endpoint: string, span: Span): void {
  const { taken } = world.course;
  for (let i = told; i < taken.length; i++) {
    const which = taken[i] as (typeof taken)[number];
    if (isDeviation(which)) world.report("stack-differs", span, { which, endpoint });
  }
}

function arriveAt(
  world: World,
  connection: Connection,
  from: Side,
  segment: TcpSegment,
  span: Span,
): Arrival {
  const to = other(from);
  const { course } = world;
  if (isOpening(segment)) prepareListener(world, connection, to);
  const end = connection.ends[to];
  const endpoint = connection.endpoints[to];
  if (isOpening(segment)) end.fastOpen = segment.fastOpen === true;
  const mayOpen = end.tcb.rcvWnd === 0 && takesRoom(segment) && !isFull(end, endpoint);
  if (mayOpen && course.may("window-opened")) edit(end).rcvWnd = null;
  if (resumesFromCookie(world, end, segment)) {
    if (course.may("full-accept-queue")) return "ignored";
    become(end, { state: "SYN-RECEIVED" });
  }
  const { sndUna, rcvNxt } = end.tcb;
  const { owed } = end;
  const { spoken } = end;
  const isFirst = connection.opened === 0 && !spoken;
  const trims =
    hasExceeded(connection, from) && isBeyond(world, end, segment) && course.may("window-trimmed");
  const wide = end.tcb.rcvWnd;
  const narrow = trims ? promisedRoom(world, end) : wide;
  if (narrow !== wide) edit(end).rcvWnd = narrow;
  const context = new Reception(world, endpoint, isFirst, mayOf(world, connection, from, trims));
  if (segment.len !== ZERO || (segment.flags & (SYN | FIN)) !== 0) noteAgain(world, end, segment);
  const arrival = arrive(context, end, segment);
  if (narrow !== wide && end.tcb.rcvWnd === narrow) edit(end).rcvWnd = wide;
  if (arrival === "accepted" && segment.len !== ZERO) passPieces(world, connection, from, segment, rcvNxt);
  hear(end, segment, arrival);
  if (arrival === "undecided") {
    // What an unknown number would decide is taken to be dropped.
    end.owed = owed;
    return arrival;
  }
  markArrived(world, connection.ends[from], segment);
  if (arrival === "reopened" || arrival === "reopened-by-timestamp") {
    const by = arrival === "reopened" ? "number" : "timestamp";
    world.report("time-wait-reopened", span, { endpoint: endpoint.name, by });
    if (spoken) connection.opened++;
    connection.skew[to] = null;
  } else countUnread(world, end, rcvNxt, endpoint.reads);
  if (isOpening(segment) && end.tcb.state === "SYN-RECEIVED") keepInCookie(world, connection, to, span);
  countDuplicates(world, end, sndUna, segment);
  return arrival;
}

/** The flow says how large the buffer is, and what the application has read of it: until it reads more, nothing fits. */
function isFull({ unread }: End, { reads, start }: Endpoint): boolean {
  if (!reads || start.window === null || unread === null) return false;
  return unread.terms === null && unread.constant >= start.window;
}

/** What a window of zero has no room for (RFC 9293 §3.10.7.4, Table 6). */
function takesRoom({ len, flags }: TcpSegment): boolean {
  return len !== ZERO || (flags & FIN) !== 0;
}

/** Keeps what has come before. Nearly all segments are the next, with nothing behind them: for those no more is worked out (bench). */
function noteAgain(world: World, end: End, segment: TcpSegment): void {
  const { rcvNxt } = end.tcb;
  if (rcvNxt === null) return;
  if (end.ahead.length === 0 && world.numbers.compare(segment.seq, rcvNxt) !== -1) return;
  const again = cameAgain(world, end, rcvNxt, segment);
  if (again.length > 0) end.again = [...end.again.slice(-MOST_AGAIN), ...again];
}

/**
 * What of it has come before, below RCV.NXT or behind a gap: the segment, and each part that is a duplicate where not all
 * of it is. Linux reports a SYN that comes again as well.
 */
function cameAgain(
  { numbers }: World,
  { ahead }: End,
  rcvNxt: Num,
  segment: TcpSegment,
): readonly OctetRange[] {
  const { seq, flags } = segment;
  const to = numbers.add(seq, segmentLength(segment.len, flags & SYN));
  const parts: OctetRange[] = [];
  const addUpTo = (from: Num, end: Num): void => {
    if (numbers.compare(end, to) === -1 || from !== seq)
      parts.push({ seq: from, len: numbers.subtract(end, from), fin: false });
  };
  const isOld = numbers.compare(seq, rcvNxt) === -1;
  if (isOld) addUpTo(seq, rcvNxt);
  const overlapping = ahead.filter(
    (piece) =>
      numbers.compare(piece.seq, to) === -1 && numbers.compare(numbers.add(piece.seq, piece.len), seq) === 1,
  );
  for (const piece of overlapping) {
    const end = numbers.add(piece.seq, piece.len);
    addUpTo(
      numbers.compare(piece.seq, seq) === 1 ? piece.seq : seq,
      numbers.compare(end, to) === 1 ? to : end,
    );
  }
  if (!isOld && overlapping.length === 0) return [];
  return [...parts, { seq, len: numbers.subtract(to, seq), fin: (flags & FIN) !== 0 }];
}

/** A duplicate is reported by the next ACK (RFC 2883 §4); a few are kept for those that are lost. */
const MOST_AGAIN = 15;

/** What an arrival takes from the flow. A class, since an object with a closure is made for every segment else (bench). */
class Reception implements ArrivalContext {
  readonly numbers: Numbers;
  readonly step: number;
  readonly inorder: boolean;

  constructor(
    world: World,
    private readonly endpoint: Endpoint,
    /** Nothing has been opened there before. */
    private readonly isFirst: boolean,
    readonly may: ArrivalContext["may"],
  ) {
    this.numbers = world.numbers;
    this.step = world.step;
    this.inorder = endpoint.start.inorder;
  }

  chooseIss(): Num {
    return (this.isFirst ? this.endpoint.start.isn : null) ?? this.numbers.atom("base");
  }
}

/** Who overlooks a window takes it for wider, and so its data for taken: an ACK that trims it is the exception. */
function mayOf(
  { course }: World,
  connection: Connection,
  from: Side,
  trims: boolean,
): (outcome: Outcome) => boolean {
  return hasExceeded(connection, from) ? overlooking(course, trims) : course.may;
}

function overlooking({ may }: Course, trims: boolean): (outcome: Outcome) => boolean {
  return (outcome) => (outcome === "window-not-trimmed" ? !trims : may(outcome));
}

/**
 * A segment longer than the MSS that its receiver announced (the network card cuts it: offload) has come in pieces of that
 * size, each of which took RCV.NXT on.
 */
function passPieces(
  { numbers }: World,
  connection: Connection,
  from: Side,
  segment: TcpSegment,
  before: Num | null,
): void {
  const piece = pieceOf(connection, from, segment);
  const { constant, terms } = numbers.resolve(segment.len);
  if (piece === null || terms !== null || constant <= piece || before === null) return;
  const { points } = connection.ends[other(from)];
  const last = points.pop();
  if (last === undefined) return;
  for (let octets = piece; octets < constant; octets += piece) {
    const end = plus(segment.seq, octets);
    if (numbers.compare(end, before) === 1) points.push(end);
  }
  points.push(last);
}

/** It goes beyond the window, as it was offered last or as it is by now. */
function isBeyond(world: World, end: End, segment: TcpSegment): boolean {
  const { numbers } = world;
  const { rcvNxt } = end.tcb;
  const room = promisedRoom(world, end);
  if (rcvNxt === null || room === null || (segment.len === ZERO && (segment.flags & FIN) === 0)) return false;
  const behind = numbers.add(segment.seq, segmentLength(segment.len, segment.flags));
  return numbers.compare(behind, plus(rcvNxt, room)) === 1;
}

/**
 * What is left of the window that was offered. The one that is simulated stays as wide, for its application reads at once;
 * of one that does not nothing need be written.
 */
function promisedRoom({ numbers }: World, { promised, tcb: { rcvNxt, rcvWnd } }: End): number | null {
  if (promised === null || rcvNxt === null || rcvWnd === null) return rcvWnd;
  const room = numbers.resolve(numbers.subtract(promised, rcvNxt));
  return room.terms !== null || numbers.sign(room) === -1 ? rcvWnd : Math.min(rcvWnd, room.constant);
}

/** A SYN finds a listener wherever no connection is in its way (§3.10.7.2), unless nobody listens there any more. */
function prepareListener(world: World, connection: Connection, to: Side): void {
  const { tcb, spoken } = connection.ends[to];
  const endpoint = connection.endpoints[to];
  const isOver = spoken && (tcb.state === "CLOSED" || tcb.state === "LISTEN");
  if (!isOver && tcb.state !== "CLOSED" && tcb.state !== "LISTEN") return;
  if (!endpoint.listening && endpoint.role === "peer" && world.course.may("peer-listens"))
    world.setListening(endpoint, true);
  if (!endpoint.listening) {
    // The listener is one for all connections: it was closed beside another of them.
    if (tcb.state === "LISTEN") renew(connection, to, tcbWith(CLOSED_TCB, { rcvWnd: tcb.rcvWnd }));
    return;
  }
  if (world.course.may("nobody-listens")) {
    world.setListening(endpoint, false);
    if (tcb.state === "LISTEN") renew(connection, to, tcbWith(CLOSED_TCB, { rcvWnd: tcb.rcvWnd }));
  } else if (isOver || tcb.state === "CLOSED") renew(connection, to, startingTcb(endpoint));
}

function renew(connection: Connection, side: Side, tcb: Tcb): void {
  if (connection.ends[side].spoken) connection.opened++;
  connection.ends[side] = nextEnd(connection.ends[side], tcb);
  connection.skew[side] = null;
}

/** What a server with SYN cookies does with a SYN beside the RFC's letter: it keeps no state of it. */
function keepInCookie(world: World, connection: Connection, to: Side, span: Span): void {
  const end = connection.ends[to];
  const { syncookies } = connection.endpoints[to].start;
  if (!syncookies || !end.tcb.passive || world.course.may("state-kept")) return;
  world.report("stack-differs", span, { which: "syn-cookies", endpoint: connection.names[to] });
  become(end, { state: "LISTEN", previous: null });
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

/** Pure ACKs that repeat SND.UNA while data is outstanding (RFC 5681 §2). */
function countDuplicates(world: World, end: End, una: Num | null, segment: TcpSegment): void {
  const pure = (segment.flags & (SYN | FIN | RST | ACK)) === ACK && segment.len === ZERO;
  if (!pure || una === null || segment.ack === null) return;
  if (world.numbers.equal(segment.ack, una) !== true) end.duplicateAcks = 0;
  else if (hasOutstanding(world.numbers, end)) end.duplicateAcks++;
}

function markArrived(world: World, end: End, segment: TcpSegment): void {
  for (let i = 0; i < end.sent.length; i++) {
    const sent = end.sent[i] as Sent;
    if (sent.lost && world.numbers.equal(sent.seq, segment.seq) === true)
      end.sent[i] = { ...sent, lost: false };
  }
}
