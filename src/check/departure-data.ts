/** The departure of a segment without SYN and RST: data, FIN, ACK (RFC 9293 §3.10.2, §3.10.4). */

import { firstUnacknowledged, hasOutstanding, isOwed } from "../tcp/endpoint.js";
import { type Num, plus, ZERO } from "../tcp/number.js";
import { ACK, FIN, flagsText } from "../tcp/segment.js";
import { isSynchronized, maySend } from "../tcp/state.js";
import { judgeAck } from "./acknowledgment.js";
import { areSwapped, type Context, isNumber, nameAlias, writtenValue } from "./claims.js";
import { findRepeated, judgeRepeated } from "./retransmission.js";
import { judgeSeq } from "./sequence-claim.js";
import { nameOfSent } from "./supply.js";
import { match } from "./symbols.js";
import { type Connection, other } from "./world.js";
import { carriesData, type Written } from "./written.js";

/** Everything without SYN and RST: data, FIN, ACK. */
export function judgePlain(context: Context, written: Written): void {
  const { world, connection, side, judgement } = context;
  const end = connection.ends[side];
  const { tcb } = end;
  if ((judgement.flags & ACK) === 0 || !mayTalk(end)) {
    judgement.forbid("segment-illegal", written.flagsSpan, {
      from: connection.names[side],
      to: connection.names[other(side)],
      segment: flagsText(judgement.flags),
      state: tcb.state,
    });
    return;
  }
  const fin = (judgement.flags & FIN) !== 0;
  const value = writtenValue(world, written.seq);
  const again = fin && tcb.fin !== null;
  const atNext = !again && value !== null && world.numbers.equal(value, tcb.sndNxt as Num) === true;
  const data = carriesData(written);
  const open = written.openLen && !data;
  const repeats = data || fin || (open && isBehind(context, value));
  const repeated = repeats && !atNext ? findRepeated(context, written, fin) : null;
  if (repeated !== null) {
    judgeRepeated(context, written, repeated, fin);
    return;
  }
  if (
    fin &&
    tcb.fin !== null &&
    isOwed(end, "ACK") &&
    world.numbers.compare(tcb.sndUna as Num, tcb.fin) === 1
  ) {
    judgement.forbid("flag-extra", written.flagsSpan, {
      flag: "FIN",
      from: connection.names[side],
      owed: "ACK",
    });
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
    judgement.forbid(tcb.state === "SYN-RECEIVED" ? "segment-illegal" : "data-after-fin", written.flagsSpan, {
      from: connection.names[side],
      to: connection.names[other(side)],
      segment: "data",
      state: tcb.state,
    });
    return;
  }
  if (data) judgement.len = written.len ?? end.queued ?? world.numbers.atom("unsaid");
  else
    judgement.len =
      open && maySend(tcb.state) && !isBehind(context, value) ? world.numbers.atom("open") : ZERO;
  if (end.expired) checkExpired(context, written);
  if (atNext) judgeNext(context, written);
  else judgeFresh(context, written, fin || data);
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
    nameAlias(context, { expr, span: written.seqSpan, expected: judgement.seq, space: side, field: "seq" });
  }
  judgeAck(context, written);
}

/** The state lets the end send segments with ACK at all. */
function mayTalk(end: Connection["ends"][0]): boolean {
  const { state } = end.tcb;
  if (isSynchronized(state)) return true;
  return state === "SYN-RECEIVED" && end.spoken && !isOwed(end, "SYN+ACK");
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

/** A segment at SND.NXT, or a keep-alive just below it. */
function judgeFresh(context: Context, written: Written, counts: boolean): void {
  const { connection, side, judgement } = context;
  const end = connection.ends[side];
  const next = end.tcb.sndNxt as Num;
  const asked = isAskedKeepAlive(context, written, counts);
  if (asked || isKeepAlive(context, written, counts)) {
    // After the timer the number may tell how much was sent before.
    if (asked) judgeSeq(context, written, plus(next, -1));
    judgement.seq = plus(next, -1);
    judgement.len = counts ? judgement.len : ZERO;
    judgement.retransmission = true;
    const from = connection.names[side];
    if (end.tcb.sndWnd === 0) {
      judgement.report("stack-differs", written.span, { which: "empty-probe", endpoint: from });
    } else judgement.report("keep-alive", written.span, { from });
    judgeAck(context, written);
    return;
  }
  if (reportSwapped(context, written, next)) return;
  judgeSeq(context, written, next);
  judgeAck(context, written);
}

/** seq and ack in each other's place are one mistake. */
function reportSwapped(context: Context, written: Written, seq: Num): boolean {
  const { world, connection, side, judgement } = context;
  const ack = connection.ends[side].tcb.rcvNxt as Num;
  if (written.seq === null || written.ack === null) return false;
  if (!areSwapped(world, written.seq, written.ack, seq, ack)) return false;
  judgement.report(
    "seq-ack-swapped",
    { start: written.seqSpan.start, end: written.ackSpan.end },
    {
      from: connection.names[side],
      seq: world.say(seq),
      ack: world.say(ack),
    },
  );
  judgement.seq = seq;
  judgement.ack = ack;
  judgement.mended = true;
  return true;
}

/** Rule 27: one below, empty or one octet, everything acknowledged. */
function isKeepAlive(context: Context, written: Written, counts: boolean): boolean {
  const { world, connection, side, judgement } = context;
  const end = connection.ends[side];
  const { tcb } = end;
  if (end.probing && written.seq === null && !counts) return true;
  if (isOwed(end, "ACK") || isOwed(end, "challenge ACK")) return false;
  if (written.seq === null || !maySend(tcb.state) || (judgement.flags & FIN) !== 0) return false;
  if (!isNumber(world, written.seq, plus(tcb.sndNxt as Num, -1))) return false;
  if (counts && world.numbers.equal(judgement.len, ONE) !== true) return false;
  if (hasOutstanding(world.numbers, end)) return false;
  if (tcb.lastAck === null || tcb.rcvNxt === null) return false;
  if (written.ack === null) return world.numbers.equal(tcb.rcvNxt, tcb.lastAck) === true;
  return isNumber(world, written.ack, tcb.lastAck);
}

/** A probe that its timer asks for, behind an amount that nobody wrote: its number settles that amount. */
function isAskedKeepAlive({ world, connection, side }: Context, written: Written, counts: boolean): boolean {
  const end = connection.ends[side];
  if (!end.probing || counts || written.seq === null) return false;
  const { numbers, symbols } = world;
  const next = end.tcb.sndNxt as Num;
  const value = writtenValue(world, written.seq);
  if (value === null || numbers.equal(value, next) !== undefined) return false;
  return match(numbers, symbols, written.seq, plus(next, -1)).kind === "settles";
}

const ONE = plus(ZERO, 1);
