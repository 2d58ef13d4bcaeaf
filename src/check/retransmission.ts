/** Segments that repeat what was sent before (RFC 9293 §3.8.1). */

import { octetsOf } from "../language/text.js";
import { firstUnacknowledged, type Sent, segmentEnd } from "../tcp/endpoint.js";
import { type Num, ONE, plus, ZERO } from "../tcp/number.js";
import { ACK, FIN, flagsText, PSH, SYN } from "../tcp/segment.js";
import { signed } from "../tcp/sequence.js";
import { maySend } from "../tcp/state.js";
import { judgeAck } from "./acknowledgment.js";
import { type Context, sayOf, writtenValue } from "./claims.js";
import { other } from "./connection.js";
import { settleAmount } from "./sent-again.js";
import { judgeUnderSameName } from "./sequence-claim.js";
import { writeExpr } from "./words.js";
import { carriesData, fieldSpan, flagsSpan, type Written } from "./written.js";

/**
 * The segment sent before that this one repeats; null where it is a new one. What the sender knows to be acknowledged
 * has left its retransmission queue (§3.10.7.4, fifth) and is not sent again.
 */
export function findRepeated(context: Context, written: Written, fin: boolean): Sent | null {
  const sent = findSent(context, written, fin);
  if (sent !== null && !isAcknowledged(context, sent)) return sent;
  if (sent === null || fin) return fin ? null : refusedProbe(context, written);
  const end = context.connection.ends[context.side];
  // What the timer asks for is the front of the queue, whatever else is written.
  return end.expired ? firstUnacknowledged(context.world.numbers, end) : refusedProbe(context, written);
}

/**
 * The octet of a probe that the peer did not take, since its window was closed: what is sent next begins with it (§3.8.6.1),
 * whatever wrong number is written.
 */
export function refusedProbe({ world, connection, side }: Context, written: Written): Sent | null {
  const { numbers } = world;
  const end = connection.ends[side];
  const { sndUna, sndNxt } = end.tcb;
  const { rcvNxt } = connection.ends[other(side)].tcb;
  const probe = end.sent.at(-1);
  if (probe === undefined || probe.lost || sndUna === null || sndNxt === null || rcvNxt === null) return null;
  if (writtenValue(world, written.seq) === null || numbers.equal(probe.len, ONE) !== true) return null;
  const isRefused = [probe.seq, rcvNxt, plus(sndNxt, -1)].every((n) => numbers.equal(n, sndUna) === true);
  return isRefused && (probe.flags & (SYN | FIN)) === 0 ? probe : null;
}

/** The sender has got an ACK for all of it. */
export function isAcknowledged({ world, connection, side }: Context, sent: Sent): boolean {
  const { sndUna } = connection.ends[side].tcb;
  const order = sndUna === null ? undefined : world.numbers.compare(sndUna, segmentEnd(world.numbers, sent));
  return order === 0 || order === 1;
}

function findSent(context: Context, written: Written, fin: boolean): Sent | null {
  const { world, connection, side } = context;
  const { numbers } = world;
  const end = connection.ends[side];
  const { tcb } = end;
  if (end.sent.length === 0) return null;
  if (fin && !carriesData(written)) return findFin(context, written);
  const value = valueMeant(context, written);
  const order = value === null ? undefined : numbers.compare(value, tcb.sndNxt as Num);
  // Where the claim would settle an unknown, it cannot tell which segment is meant.
  if (value !== null && order !== undefined) {
    if (order === 0) return null;
    // A FIN that carried nothing is no octets that data could repeat.
    const isMeant = (s: Sent): boolean => (s.flags & SYN) === 0 && (fin || s.len !== ZERO);
    const same = end.sent.findLast((s) => isMeant(s) && numbers.equal(value, s.seq) === true);
    // Data that a FIN sent alone never had: what is sent again begins where it ends with the FIN.
    const whole = same?.len === ZERO || same === undefined ? endingWithFin(context, written, fin) : null;
    return (
      whole ??
      same ??
      within(context, written, value) ??
      (end.expired ? firstUnacknowledged(numbers, end) : null)
    );
  }
  if (fin && tcb.fin !== null) return end.sent.findLast((s) => (s.flags & FIN) !== 0) ?? null;
  return end.expired ? firstUnacknowledged(numbers, end) : null;
}

/**
 * The number that is written; where no segment begins there, and its writer is off since an earlier line, the one that is
 * meant: what is sent again is off by as much as what was sent.
 */
function valueMeant({ world, connection, side }: Context, written: Written): Num | null {
  const { numbers } = world;
  const value = writtenValue(world, written.seq);
  const skew = connection.skew[side];
  if (value === null || skew === null) return value;
  const meant = numbers.subtract(value, skew.by);
  const wasSent = connection.ends[side].sent.filter(({ flags }) => (flags & SYN) === 0);
  if (numbers.compare(meant, skew.at) === -1 || wasSent.some(({ seq }) => numbers.equal(seq, value) === true))
    return value;
  const lies = wasSent.some(
    (sent) =>
      (numbers.compare(meant, sent.seq) ?? -1) !== -1 &&
      numbers.compare(meant, segmentEnd(numbers, sent)) === -1,
  );
  return lies ? meant : value;
}

/** A FIN that says nothing of data: the one sent before, with the data it carried unless that is acknowledged. */
function findFin(context: Context, written: Written): Sent | null {
  const { world, connection, side } = context;
  const { numbers } = world;
  const end = connection.ends[side];
  const { fin, sndUna } = end.tcb;
  if (fin === null) return null;
  const sent = end.sent.findLast((s) => (s.flags & FIN) !== 0);
  if (sent === undefined) return null;
  const alone: Sent = { ...sent, seq: fin, len: ZERO, payload: null };
  const value = valueMeant(context, written);
  if (value !== null && numbers.equal(value, fin) === true) return alone;
  return numbers.compare(fin, sndUna as Num) !== 1 ? alone : sent;
}

/** The FIN again, with data before it: that ends where the FIN is, so its amount tells where it begins. */
function endingWithFin({ world, connection, side }: Context, { len }: Written, fin: boolean): Sent | null {
  const { numbers } = world;
  const { sent, tcb } = connection.ends[side];
  if (!fin || tcb.fin === null || len === null) return null;
  const begin = numbers.subtract(tcb.fin, len);
  return sent.find((s) => (s.flags & SYN) === 0 && numbers.equal(s.seq, begin) === true) ?? null;
}

/**
 * A retransmission may begin inside an old segment (§3.8.1: the octets count), but then it ends in what was sent, unless
 * it begins where the ACKs have come to.
 */
function within(context: Context, written: Written, value: Num): Sent | null {
  const { numbers } = context.world;
  const { len, openLen } = written;
  if (len === null && !openLen) return null;
  const end = context.connection.ends[context.side];
  const isFront = end.tcb.sndUna !== null && numbers.equal(value, end.tcb.sndUna) === true;
  const isLonger = len !== null && numbers.compare(numbers.add(value, len), end.tcb.sndNxt as Num) === 1;
  if (isLonger && !isFront) return null;
  for (const sent of end.sent) {
    if ((sent.flags & SYN) !== 0) continue;
    if (
      (numbers.compare(value, sent.seq) ?? 1) === 1 &&
      numbers.compare(value, numbers.add(sent.seq, sent.len)) === -1 &&
      numbers.compare(value, end.tcb.sndUna as Num) !== -1
    ) {
      return {
        ...sent,
        seq: value,
        len: openLen ? numbers.atom("open") : numbers.subtract(sent.len, numbers.subtract(value, sent.seq)),
        payload: null,
      };
    }
  }
  return null;
}

/** A retransmission repeats octets that were sent; behind them it may run on into new data. */
export function judgeRepeated(context: Context, written: Written, repeated: Sent, fin: boolean): void {
  const { world, connection, side, judgement } = context;
  const { numbers } = world;
  const end = connection.ends[side];
  const { tcb } = end;
  judgement.retransmission = true;
  judgement.seq = repeated.seq;
  judgement.len = written.len ?? repeated.len;
  settleAmount(context, written, repeated);
  judgeOctets(context, written);
  judgeOrder(context, written);
  const dataEnd = numbers.add(judgement.seq, judgement.len);
  const limit = tcb.fin ?? (tcb.sndNxt as Num);
  const beyond = numbers.compare(dataEnd, limit) === 1;
  const atEnd = numbers.equal(dataEnd, limit) === true;
  const isLonger = beyond && (tcb.fin !== null || !maySend(tcb.state));
  if (isLonger || (fin && !(tcb.fin !== null ? atEnd : maySend(tcb.state) || end.closing))) {
    reportDiffers(context, written);
    // What has been sent is all that there is to send again; its writer counts otherwise.
    connection.skew[side] = {
      by: numbers.subtract(dataEnd, limit),
      at: fin ? plus(limit, 1) : limit,
      field: "seq",
    };
    judgement.len = numbers.subtract(limit, judgement.seq);
  } else reportRepeat(context, written, repeated);
  const rule = fin && tcb.fin !== null && !carriesData(written) ? "fin-again" : "data-again";
  if (written.seq !== null) {
    const isNamed = fin && repeated.named === true;
    judgeUnderSameName(context, written, repeated.seq, isNamed, rule);
  }
  judgeAck(context, written);
}

/**
 * §3.10.8: the timer sends the front of the retransmission queue again, before anything behind it. Where all in front
 * has arrived, and only its ACK is not drawn, a textbook's timer of each segment comes to the same.
 */
function judgeOrder(context: Context, written: Written): void {
  const { world, connection, side, judgement } = context;
  const end = connection.ends[side];
  const { sndUna } = end.tcb;
  if (!end.expired || written.seq === null || sndUna === null) return;
  const { rcvNxt } = connection.ends[other(side)].tcb;
  const leavesGap = rcvNxt !== null && world.numbers.compare(judgement.seq, rcvNxt) === 1;
  if (!leavesGap || world.numbers.compare(judgement.seq, sndUna) !== 1) return;
  const front = firstUnacknowledged(world.numbers, end);
  // A SYN has its own rule: it keeps its number.
  if (front === null || (front.flags & SYN) !== 0) return;
  judgement.report(
    "seq-wrong",
    fieldSpan(written, "seq"),
    {
      from: connection.names[side],
      to: connection.names[other(side)],
      written: writeExpr(written.seq),
      expected: sayOf(context, side, sndUna),
      reason: "not-front",
    },
    world.pointTo(front.step, "first"),
  );
}

/** Octets that were sent before under the same numbers, in whichever segments, are the same octets now. */
function judgeOctets(context: Context, written: Written): void {
  const { world, connection, side, judgement } = context;
  const { numbers } = world;
  if (written.payload === null) return;
  const octets = octetsOf(written.payload);
  for (const sent of connection.ends[side].sent) {
    if (sent.payload === null) continue;
    const from = numbers.resolve(numbers.subtract(sent.seq, judgement.seq));
    if (from.terms !== null) continue;
    const shift = signed(from.constant);
    const differs = octetsOf(sent.payload).some((octet, i) => (octets[shift + i] ?? octet) !== octet);
    if (!differs) continue;
    judgement.report(
      "retransmission-differs",
      written.line?.payload?.span ?? fieldSpan(written, "len"),
      { from: connection.names[side], seq: world.say(sent.seq), what: "octets" },
      world.pointTo(sent.step, "first"),
    );
    return;
  }
}

function reportDiffers(context: Context, written: Written): void {
  const { world, connection, side, judgement } = context;
  judgement.report(
    "retransmission-differs",
    written.seq === null ? flagsSpan(written) : fieldSpan(written, "seq"),
    {
      from: connection.names[side],
      seq: world.say(judgement.seq),
      what: "end",
    },
  );
}

/** Which kind of retransmission it is: of what had arrived, after three duplicate ACKs, or after a timeout. */
function reportRepeat(context: Context, written: Written, repeated: Sent): void {
  const { world, connection, side, judgement } = context;
  const { numbers } = world;
  const end = connection.ends[side];
  const { rcvNxt, state } = connection.ends[other(side)].tcb;
  const behind = segmentEnd(numbers, repeated);
  const arrived = rcvNxt === null ? undefined : numbers.compare(behind, rcvNxt);
  const from = connection.names[side];
  const segment = flagsText(judgement.flags & ~(ACK | PSH)).replace("NONE", "data");
  if (arrived === 0 || arrived === -1)
    judgement.report("spurious-retransmission", written.span, {
      from,
      segment,
      ...(state === "CLOSED" || state === "LISTEN" ? { gone: true } : {}),
    });
  else if (end.probing && end.tcb.sndWnd === 0) judgement.report("window-probe", written.span, { from });
  else if (!end.expired && end.duplicateAcks >= FAST_AFTER && isAskedFor(context, repeated)) {
    judgement.report("fast-retransmission", written.span, { from, segment });
  } else judgement.report("retransmission", written.span, { from, segment });
}

/** The duplicate ACKs ask for what begins at SND.UNA, and for nothing behind it. */
function isAskedFor({ world, connection, side }: Context, { seq }: Sent): boolean {
  const { sndUna } = connection.ends[side].tcb;
  return sndUna !== null && world.numbers.compare(seq, sndUna) !== 1;
}

/** RFC 5681 §3.2: the third duplicate ACK triggers it. */
const FAST_AFTER = 3;
