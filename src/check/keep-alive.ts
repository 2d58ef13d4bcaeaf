/** Keep-alives and probes one below SND.NXT (RFC 9293 §3.8.4, §3.8.6.1): which line is one, and what is wrong with it. */

import type { Expr } from "../language/ast.js";
import { type End, hasOutstanding, isOwed } from "../tcp/endpoint.js";
import { type Num, ONE, plus } from "../tcp/number.js";
import { ACK, FIN } from "../tcp/segment.js";
import { maySend } from "../tcp/state.js";
import { judgeAck } from "./acknowledgment.js";
import { type Context, isNumber, writtenValue } from "./claims.js";
import { other } from "./connection.js";
import { isLetter, type Match, match } from "./symbols.js";
import { carriesData, type Written } from "./written.js";

/** A keep-alive, or a probe of the window, one below SND.NXT (§3.8.4). */
export function judgeKeepAlive(context: Context, written: Written, len: Num): void {
  const { connection, side, judgement } = context;
  const { sndNxt, sndWnd } = connection.ends[side].tcb;
  judgement.seq = plus(sndNxt as Num, -1);
  judgement.len = len;
  judgement.retransmission = true;
  const from = connection.names[side];
  if (sndWnd === 0) judgement.report("stack-differs", written.span, { which: "empty-probe", endpoint: from });
  else judgement.report("keep-alive", written.span, { from });
  judgeAck(context, written);
}

/**
 * §3.8.4: one below SND.NXT, empty or with one garbage octet, where all is acknowledged. After its timer even a wrong
 * ack does not make it another segment; without, it repeats the last one.
 */
export function isGarbageProbe(context: Context, written: Written, value: Num | null): boolean {
  const { world, connection, side } = context;
  const { numbers } = world;
  const end = connection.ends[side];
  const { sndNxt, state } = end.tcb;
  if (value === null || sndNxt === null || !maySend(state)) return false;
  if (!end.probing && written.len === null) return false;
  if (numbers.equal(value, plus(sndNxt, -1)) !== true || hasOutstanding(numbers, end)) return false;
  const most = written.len === null ? undefined : numbers.compare(written.len, ONE);
  if (written.len === null ? carriesData(written) : most !== 0 && most !== -1) return false;
  if (end.probing) return true;
  return !owesAck(end) && !isCountedSo(context, value) && repeatsLastAck(context, written);
}

/** Its writer is off since an earlier line: for him it is the next number. */
function isCountedSo({ world, connection, side }: Context, value: Num): boolean {
  const skew = connection.skew[side];
  const { sndNxt } = connection.ends[side].tcb;
  if (skew === null || sndNxt === null) return false;
  return world.numbers.equal(value, world.numbers.add(sndNxt, skew.by)) === true;
}

/** Rule 27. What was acknowledged before the flow began may not be known: the probe tells it, or gives it a letter. */
function repeatsLastAck({ world, connection, side }: Context, { ack }: Written): boolean {
  const { lastAck, rcvNxt } = connection.ends[side].tcb;
  if (lastAck === null || rcvNxt === null) return false;
  const isCurrent = world.numbers.equal(rcvNxt, lastAck) === true;
  if (ack === null) return isCurrent;
  if (isNumber(world, ack, lastAck)) return true;
  const claim = match(world.numbers, world.symbols, ack, lastAck);
  return settles(claim) || (claim.kind === "defines" && isCurrent && isLetter(ack));
}

/** Without its timer a number that is one too low is hardly meant as a probe where an answer is due. */
function owesAck(end: End): boolean {
  return isOwed(end, "ACK") || isOwed(end, "challenge ACK");
}

/** Rule 27: one below, empty or one octet, everything acknowledged. */
export function isKeepAlive(context: Context, written: Written, counts: boolean): boolean {
  const { world, connection, side, judgement } = context;
  const end = connection.ends[side];
  const { tcb } = end;
  if (end.probing && written.seq === null && !counts) return true;
  if (!end.probing && owesAck(end)) return false;
  if (written.seq === null || !maySend(tcb.state) || (judgement.flags & FIN) !== 0) return false;
  if (!isNumber(world, written.seq, plus(tcb.sndNxt as Num, -1))) return false;
  if (counts && world.numbers.equal(judgement.len, ONE) !== true) return false;
  if (hasOutstanding(world.numbers, end)) return false;
  return (
    end.probing || (!isCountedSo(context, plus(tcb.sndNxt as Num, -1)) && repeatsLastAck(context, written))
  );
}

/**
 * A probe behind an amount that nobody wrote: its number settles that amount, or gives it a letter. Its timer asks for
 * it; without, `seq=k-1` with a new letter says that it is one below SND.NXT.
 */
export function isAskedKeepAlive(
  { world, connection, side, judgement }: Context,
  { seq }: Written,
  counts: boolean,
): boolean {
  const end = connection.ends[side];
  if (counts || seq === null) return false;
  const { numbers, symbols } = world;
  const next = end.tcb.sndNxt as Num;
  const value = writtenValue(world, seq);
  if (value !== null)
    return (
      end.probing &&
      numbers.equal(value, next) === undefined &&
      settles(match(numbers, symbols, seq, plus(next, -1)))
    );
  if (judgement.flags !== ACK || !maySend(end.tcb.state) || hasOutstanding(numbers, end)) return false;
  if (end.probing) return end.tcb.sndWnd !== 0 || saysOneBelow(seq);
  return saysOneBelow(seq) && !owesAck(end) && end.tcb.lastAck !== null;
}

function settles({ kind }: Match): boolean {
  return kind === "settles";
}

/** `k-1` */
function saysOneBelow({ terms }: Expr): boolean {
  const [letter, one] = terms;
  return (
    terms.length === 2 &&
    letter?.kind === "symbol" &&
    one?.kind === "number" &&
    one.sign === -1 &&
    one.value === 1
  );
}

/** Its timer has just expired: a number further below is that of the probe, miscounted. */
export function isMiscountedKeepAlive(
  { world, connection, side }: Context,
  written: Written,
  counts: boolean,
): boolean {
  const end = connection.ends[side];
  if (!end.probing || counts || end.tcb.sndWnd === 0 || !maySend(end.tcb.state)) return false;
  const value = writtenValue(world, written.seq);
  if (value === null || hasOutstanding(world.numbers, end)) return false;
  return world.numbers.compare(value, end.tcb.sndNxt as Num) === -1;
}

/**
 * A keep-alive generally lies one below SND.NXT; one at SND.NXT asks for nothing, but is legal. A letter alone may stand for
 * either.
 */
export function isAtNext({ world }: Context, { seq }: Written): boolean {
  return isLetter(seq) && world.course.may("keep-alive-at-next");
}

export function reportUnanswered({ connection, side, judgement }: Context, written: Written): void {
  judgement.report("probe-unanswered", written.span, {
    from: connection.names[side],
    to: connection.names[other(side)],
  });
}
