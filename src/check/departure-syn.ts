/** The departure of a SYN or SYN,ACK (RFC 9293 §3.5, §3.10.1). */

import { hasSynAckOutstanding, isOwed } from "../tcp/endpoint.js";
import { type Num, ZERO } from "../tcp/number.js";
import { ACK, flagsText } from "../tcp/segment.js";
import { judgeAck } from "./acknowledgment.js";
import { type Context, chooseNumber, isNumber, writtenValue } from "./claims.js";
import { other } from "./connection.js";
import { betweenFields } from "./departure-data.js";
import { hasCookie } from "./options.js";
import { judgeSeq, judgeUnderSameName } from "./sequence-claim.js";
import { countedByLine } from "./syn-data.js";
import { writeExpr } from "./words.js";
import type { World } from "./world.js";
import { fieldSpan, flagsSpan, type Written } from "./written.js";

/** SYN and SYN,ACK: an OPEN, its retransmission, or the answer to a SYN. */
export function judgeSyn(context: Context, written: Written): void {
  const { connection, side, judgement } = context;
  const end = connection.ends[side];
  const { state } = end.tcb;
  const acks = (judgement.flags & ACK) !== 0;
  // Data of a SYN counts at once only with a Fast Open cookie (RFC 7413): without one a blank is best left at 0.
  const open = written.openLen && hasCookie(written.line);
  judgement.len = written.len ?? (open ? context.world.numbers.atom("open") : ZERO);
  const from = connection.names[side];
  // With SYN cookies the server is in LISTEN still, and knows the SYN only while it answers it.
  const cookie = state === "LISTEN" && isOwed(end, "SYN+ACK");
  // Figure 7, drawn one after the other: it left before the peer's SYN,ACK arrived and completed the open.
  const late = state === "ESTABLISHED" && isOwed(end, "SYN+ACK");
  if (acks && (state === "SYN-RECEIVED" || cookie || late || waitsWithFin(context))) {
    judgement.act = "answer-syn";
    judgement.retransmission = end.spoken && end.sent.length > 0 && !isOwed(end, "SYN+ACK");
    if (judgement.retransmission)
      judgement.report("retransmission", written.span, { from, segment: "SYN+ACK" });
    if (written.plainly === true || !reportSwapped(context, written)) {
      judgeIss(context, written);
      judgeAck(context, written, countedByLine(context, written));
    }
    return;
  }
  const called = state === "SYN-SENT" && !end.spoken;
  // A server that does not listen refuses a SYN: its own would be an answer without ACK.
  const refuses =
    connection.endpoints[side].role === "server" && (isOwed(end, "RST+ACK") || isOwed(end, "RST"));
  if (!acks && !refuses && (state === "CLOSED" || state === "LISTEN" || called)) {
    judgement.act = "open";
    judgeIss(context, written);
    return;
  }
  if (!acks && state === "SYN-SENT") {
    judgement.act = "open";
    judgement.retransmission = true;
    judgement.report("retransmission", written.span, { from, segment: "SYN" });
    judgeSeqAgain(context, written, end.tcb.iss as Num);
    return;
  }
  judgement.forbid("segment-illegal", flagsSpan(written), {
    from,
    to: connection.names[other(side)],
    segment: flagsText(judgement.flags),
    state,
    because: "state",
  });
}

/** §3.10.4: CLOSE in SYN-RECEIVED leads to FIN-WAIT-1; the front of the retransmission queue is the SYN,ACK still. */
function waitsWithFin({ world, connection, side }: Context): boolean {
  const end = connection.ends[side];
  return end.tcb.state === "FIN-WAIT-1" && hasSynAckOutstanding(world.numbers, end);
}

/** The initial sequence number: declared, or chosen here; a retransmission repeats it (§3.4.1). */
function judgeIss(context: Context, written: Written): void {
  const { world, connection, side, judgement } = context;
  const end = connection.ends[side];
  const declared = connection.opened === 0 && !end.spoken ? connection.endpoints[side].start.isn : null;
  const known = judgement.act === "answer-syn" || end.tcb.state === "SYN-SENT" ? end.tcb.iss : null;
  const iss = known ?? declared ?? world.numbers.atom("base");
  judgement.seq = iss;
  if (written.seq === null) return;
  if (!judgement.retransmission && isUndetermined(world, iss)) {
    if (!isBelowOld(context, written)) chooseNumber(context, written.seq, fieldSpan(written, "seq"), iss);
  } else if (judgement.retransmission || end.spoken) {
    // In a simultaneous open the SYN,ACK is the SYN once more (Figure 7).
    judgeSeqAgain(context, written, iss);
  } else judgeSeq(context, written, iss, declared === null ? null : "isn-declared");
}

/**
 * §3.6.1, MAY-2: a connection that is opened out of TIME-WAIT begins beyond all numbers of the old one. Which of those was
 * meant the lines below tell.
 */
function isBelowOld(context: Context, written: Written): boolean {
  const { world, connection, side, judgement } = context;
  const { leastIss } = connection.ends[side];
  const value = writtenValue(world, written.seq);
  if (leastIss === null || written.seq === null || value === null) return false;
  if (world.numbers.compare(value, leastIss) !== -1) return false;
  judgement.corrected = true;
  judgement.report("isn-not-beyond", fieldSpan(written, "seq"), {
    from: connection.names[side],
    written: writeExpr(written.seq),
    expected: world.say(leastIss),
  });
  return true;
}

/** A SYN that is sent again keeps its number (§3.8.1, §3.4.1): another letter is another number. */
function judgeSeqAgain(context: Context, written: Written, iss: Num): void {
  const isNamed = context.world.say(iss, "") !== "";
  judgeUnderSameName(context, written, iss, isNamed, "syn-again");
}

/**
 * seq and ack of a SYN,ACK in each other's place: its seq is what it must acknowledge, and its ack is no number that
 * the peer has sent. Then the ISN is what stands in the ack.
 */
function reportSwapped(context: Context, written: Written): boolean {
  const { world, connection, side, judgement } = context;
  const { iss, irs, rcvNxt } = connection.ends[side].tcb;
  const { seq, ack } = written;
  if (seq === null || ack === null || iss === null || irs === null || !isNumber(world, seq, rcvNxt))
    return false;
  const value = writtenValue(world, ack);
  const isOfPeer = (n: Num | null): boolean =>
    value !== null && n !== null && world.numbers.equal(value, n) === true;
  if (isOfPeer(irs) || isOfPeer(rcvNxt)) return false;
  const chosen = isUndetermined(world, iss);
  if (!chosen && !isOfPeer(iss)) return false;
  const twoNew = value === null && ack.terms.length > 1;
  if (twoNew) return false;
  judgement.seq = iss;
  judgement.ack = rcvNxt;
  judgement.corrected = true;
  if (chosen) chooseNumber(context, ack, fieldSpan(written, "ack"), iss);
  judgement.report("seq-ack-swapped", betweenFields(written), {
    from: connection.names[side],
    seq: world.say(iss, ""),
    ack: world.say(rcvNxt, ""),
  });
  return true;
}

/** An ISN that nobody has chosen yet: one unknown base without a name or a number. */
function isUndetermined(world: World, iss: Num): boolean {
  const { terms, constant } = world.numbers.resolve(iss);
  if (terms === null || constant !== 0) return false;
  const atom = terms[0] as number;
  return world.symbols.with(atom) === undefined;
}
