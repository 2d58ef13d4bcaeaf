/** The departure of a segment without SYN and RST: data, FIN, ACK (RFC 9293 §3.10.2, §3.10.4). */

import type { Span } from "../language/ast.js";
import { quotedOctets } from "../language/print.js";
import { octetsOf } from "../language/text.js";
import { firstUnacknowledged, hasOutstanding, isOwed, type Sent } from "../tcp/endpoint.js";
import { type Num, plus, ZERO } from "../tcp/number.js";
import { ACK, FIN, flagsText, SYN } from "../tcp/segment.js";
import { isSynchronized, maySend } from "../tcp/state.js";
import { judgeAck } from "./acknowledgment.js";
import { areSwapped, type Context, isNumber, nameAlias, writtenValue } from "./claims.js";
import { type Connection, other } from "./connection.js";
import {
  isAskedKeepAlive,
  isAtNext,
  isGarbageProbe,
  isKeepAlive,
  isMiscountedKeepAlive,
  judgeKeepAlive,
  reportUnanswered,
} from "./keep-alive.js";
import { findRepeated, judgeRepeated } from "./retransmission.js";
import { judgeSeq } from "./sequence-claim.js";
import { nameOfSent } from "./supply.js";
import { carriesData, fieldSpan, flagsSpan, spanning, type Written } from "./written.js";

/** Everything without SYN and RST: data, FIN, ACK. */
export function judgePlain(context: Context, written: Written): void {
  const { world, connection, side, judgement } = context;
  const end = connection.ends[side];
  const { tcb } = end;
  const unasked = isUnaskedAck(context, written);
  if ((judgement.flags & ACK) === 0 || !mayTalk(end) || unasked) {
    judgement.forbid("segment-illegal", flagsSpan(written), {
      from: connection.names[side],
      to: connection.names[other(side)],
      segment: flagsText(judgement.flags),
      state: tcb.state,
      because: unasked ? "unasked" : tcb.state === "SYN-RECEIVED" ? "syn-ack-owed" : "state",
    });
    return;
  }
  const fin = (judgement.flags & FIN) !== 0;
  const again = fin && tcb.fin !== null;
  const atNext = !again && isNumber(world, written.seq, tcb.sndNxt);
  const value = atNext ? tcb.sndNxt : writtenValue(world, written.seq);
  const data = carriesData(written);
  const open = written.openLen && !data;
  if (!fin && !atNext && isGarbageProbe(context, written, value)) {
    judgeKeepAlive(context, written, written.len ?? ZERO);
    return;
  }
  const repeats = data || fin || (open && isBehind(context, value));
  const repeated = repeats && !atNext ? findRepeated(context, written, fin) : null;
  const swapped = (data || fin) && !atNext ? sentUnderItsAck(context, written) : null;
  if (swapped !== null && reportSwapped(context, written, swapped.seq)) {
    judgement.retransmission = true;
    judgement.len = written.len ?? swapped.len;
    return;
  }
  if (repeated !== null) {
    if (isSwappedNext(context, written)) judgement.len = written.len ?? repeated.len;
    else judgeRepeated(context, written, repeated, fin);
    return;
  }
  if (fin && tcb.fin !== null && world.numbers.compare(tcb.sndUna as Num, tcb.fin) === 1) {
    forbidSecondFin(context, written);
    return;
  }
  const early = tcb.state === "SYN-RECEIVED" && end.fastOpen;
  if (data && early) {
    judgement.report("stack-differs", written.span, {
      which: "fast-open-data",
      endpoint: connection.names[side],
    });
  } else if (
    data &&
    !maySend(tcb.state) &&
    !end.closing &&
    !(tcb.state === "FIN-WAIT-1" && tcb.fin === null)
  ) {
    forbidData(context, written);
    return;
  }
  if (data) judgement.len = written.len ?? end.queued?.amount ?? world.numbers.atom("unsaid");
  else
    judgement.len =
      open && maySend(tcb.state) && !isBehind(context, value) ? world.numbers.atom("open") : ZERO;
  if (data) judgeText(context, written);
  if (end.expired) checkExpired(context, written);
  if (fin) checkQueued(context, written);
  if (end.probing && atNext && !fin && judgement.len === ZERO) reportUnanswered(context, written);
  if (atNext) judgeNext(context, written);
  else judgeFresh(context, written, fin || data);
}

/** What was sent before may have a number that the peer's octets have as well; the front of the queue is rather meant. */
function isSwappedNext(context: Context, written: Written): boolean {
  const { world, connection, side } = context;
  const { sndUna, sndNxt, rcvNxt } = connection.ends[side].tcb;
  if (isNumber(world, written.seq, sndUna) || isNumber(world, written.ack, rcvNxt)) return false;
  return reportSwapped(context, written, sndNxt as Num);
}

function forbidData({ connection, side, judgement }: Context, written: Written): void {
  const from = connection.names[side];
  const { state } = connection.ends[side].tcb;
  if (state !== "SYN-RECEIVED") judgement.forbid("data-after-fin", flagsSpan(written), { from, state });
  else {
    const to = connection.names[other(side)];
    judgement.forbid("segment-illegal", flagsSpan(written), {
      from,
      to,
      segment: "data",
      state,
      because: "state",
    });
  }
}

/** The FIN is acknowledged: it is never sent again, and there is no second one. */
function forbidSecondFin({ connection, side, judgement }: Context, written: Written): void {
  const from = connection.names[side];
  const end = connection.ends[side];
  if (isOwed(end, "ACK")) {
    judgement.forbid("flag-extra", flagsSpan(written), { flag: "FIN", from, owed: "ACK" });
    return;
  }
  judgement.forbid("segment-illegal", flagsSpan(written), {
    from,
    to: connection.names[other(side)],
    segment: "FIN",
    state: end.tcb.state,
    because: "state",
  });
}

/** Below what was sent already. */
function isBehind({ world, connection, side }: Context, value: Num | null): boolean {
  const { sndNxt } = connection.ends[side].tcb;
  return value !== null && sndNxt !== null && world.numbers.compare(value, sndNxt) === -1;
}

/** The ordinary case: seq is written, and is SND.NXT. */
function judgeNext(context: Context, written: Written): void {
  const { connection, side, judgement } = context;
  judgement.seq = connection.ends[side].tcb.sndNxt as Num;
  connection.skew[side] = null;
  const expr = written.seq as NonNullable<Written["seq"]>;
  if (expr.alias !== null) {
    nameAlias(context, {
      expr,
      written,
      expected: judgement.seq,
      space: side,
      field: "seq",
    });
  }
  judgeAck(context, written);
}

/** The state lets the end send segments with ACK at all. */
function mayTalk(end: Connection["ends"][0]): boolean {
  const { state } = end.tcb;
  if (isSynchronized(state)) return true;
  return state === "SYN-RECEIVED" && end.spoken && !isOwed(end, "SYN+ACK");
}

/**
 * An ACK in SYN-RECEIVED answers something; the third segment of the handshake, drawn the wrong way round, would be one
 * that answers nothing.
 */
function isUnaskedAck({ world, connection, side, judgement }: Context, written: Written): boolean {
  const end = connection.ends[side];
  if (end.tcb.state !== "SYN-RECEIVED" || !end.spoken || end.fastOpen || written.supplied) return false;
  // Behind a SYN,ACK that nobody wrote, that one is what is missing.
  if (end.sent.some(({ flags, step }) => (flags & SYN) !== 0 && step === world.step)) return false;
  return judgement.flags === ACK && !carriesData(written) && !written.openLen && end.owed.length === 0;
}

/** §3.8.1: when the timer expires, the front of the retransmission queue is sent again, before anything else. */
function checkExpired(context: Context, written: Written): void {
  const { world, connection, side, judgement } = context;
  const end = connection.ends[side];
  const first = end.expired ? firstUnacknowledged(world.numbers, end) : null;
  if (first === null) return;
  judgement.report("segment-missing", written.span, {
    missing: nameOfSent(first.flags),
    from: connection.names[side],
    to: connection.names[other(side)],
  });
}

/** §3.10.2: what is sent are the octets that were given to SEND, in their order, however they are cut. */
function judgeText({ connection, side, judgement }: Context, { payload, line, span }: Written): void {
  const { queued } = connection.ends[side];
  if (queued === null || payload === null) return;
  const octets = octetsOf(payload);
  if (queued.octets.every((octet, i) => (octets[i] ?? octet) === octet)) return;
  judgement.report("data-differs", line?.payload?.span ?? span, {
    from: connection.names[side],
    expected: quotedOctets(queued.octets.slice(0, octets.length)),
  });
}

/** §3.10.4: the FIN waits until all that was given to SEND has been sent. */
function checkQueued({ world, connection, side, judgement }: Context, written: Written): void {
  const { queued } = connection.ends[side];
  if (queued === null || world.numbers.compare(queued.amount, judgement.len) !== 1) return;
  judgement.report("segment-missing", written.span, {
    missing: "data",
    from: connection.names[side],
    to: connection.names[other(side)],
  });
}

/** A segment at SND.NXT, or a keep-alive just below it. */
function judgeFresh(context: Context, written: Written, counts: boolean): void {
  const { connection, side, judgement } = context;
  const end = connection.ends[side];
  const next = end.tcb.sndNxt as Num;
  const asked = isAskedKeepAlive(context, written, counts);
  if (asked && isAtNext(context, written)) reportUnanswered(context, written);
  else if (asked || isKeepAlive(context, written, counts)) {
    // After the timer the number may tell how much was sent before.
    if (asked) judgeSeq(context, written, plus(next, -1));
    judgeKeepAlive(context, written, counts ? judgement.len : ZERO);
    return;
  }
  if (reportSwapped(context, written, next)) return;
  if (isMiscountedKeepAlive(context, written, counts)) {
    judgeSeq(context, written, plus(next, -1), "keep-alive");
    judgement.retransmission = true;
    judgeAck(context, written);
    return;
  }
  const probes = !counts && !hasOutstanding(context.world.numbers, end);
  if (probes && reportSwapped(context, written, plus(next, -1))) {
    judgement.retransmission = true;
    return;
  }
  const leavesOut = !counts && (leavesOutProbe(context, written) || leavesOutSynData(context, written));
  judgeSeq(context, written, leavesOut ? (end.tcb.sndUna as Num) : next);
  judgeAck(context, written);
}

/**
 * The octet of a probe that a zero window has refused: BSD does not count it before it is taken, and only an ACK that
 * begins at RCV.NXT is acceptable there (§3.10.7.4, Table 6).
 */
function leavesOutProbe({ world, connection, side }: Context, { seq }: Written): boolean {
  const { sndUna, sndNxt, sndWnd } = connection.ends[side].tcb;
  if (sndWnd !== 0 || sndUna === null || sndNxt === null || !isNumber(world, seq, sndUna)) return false;
  return world.numbers.equal(sndNxt, plus(sndUna, 1)) === true;
}

/**
 * The data of a SYN that its SYN,ACK has not counted is to be sent again: FreeBSD goes back to the octet that is awaited, and
 * so does everybody who draws the third segment there.
 */
function leavesOutSynData({ world, connection, side }: Context, { seq }: Written): boolean {
  const { sent, tcb } = connection.ends[side];
  const [syn, data] = sent.slice(-2);
  if (syn === undefined || (syn.flags & SYN) === 0 || data?.step !== syn.step) return false;
  return tcb.sndUna !== null && isNumber(world, seq, tcb.sndUna);
}

/** seq and ack in each other's place are one mistake. */
export function reportSwapped(
  context: Context,
  written: Written,
  seq: Num,
  ack: Num | null = context.connection.ends[context.side].tcb.rcvNxt,
): boolean {
  const { world, connection, side, judgement } = context;
  if (ack === null) return false;
  if (written.seq === null || written.ack === null || (judgement.flags & ACK) === 0) return false;
  if (!areSwapped(world, written.seq, written.ack, seq, ack)) return false;
  judgement.report("seq-ack-swapped", betweenFields(written), {
    from: connection.names[side],
    seq: world.say(seq, ""),
    ack: world.say(ack, ""),
  });
  judgement.seq = seq;
  judgement.ack = ack;
  judgement.corrected = true;
  return true;
}

/** An unacknowledged segment whose number stands where the ack should. */
function sentUnderItsAck({ world, connection, side }: Context, written: Written): Sent | null {
  const end = connection.ends[side];
  if (written.seq === null || !isNumber(world, written.seq, end.tcb.rcvNxt)) return null;
  const una = firstUnacknowledged(world.numbers, end)?.seq;
  if (una === undefined) return null;
  return (
    end.sent.find(({ seq }) => world.numbers.compare(seq, una) !== -1 && isNumber(world, written.ack, seq)) ??
    null
  );
}

/** From seq to ack, in whichever order they stand. */
export function betweenFields(written: Written): Span {
  const [seq, ack] = [fieldSpan(written, "seq"), fieldSpan(written, "ack")];
  return spanning(seq, ack);
}
