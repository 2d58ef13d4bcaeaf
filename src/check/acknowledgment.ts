/** Judging the acknowledgment number of a segment: it is RCV.NXT, or lags behind for a reason (RFC 9293 §3.4). */

import type { End } from "../tcp/endpoint.js";
import { type Num, type Numbers, plus, ZERO } from "../tcp/number.js";
import { FIN, SYN } from "../tcp/segment.js";
import {
  type Claim,
  type Context,
  hasSent,
  holds,
  isFollowUp,
  isOfPeer,
  nameAlias,
  rememberSkew,
  reportNegative,
  reportReused,
  sayOf,
  spanOf,
  writtenValue,
} from "./claims.js";
import { other } from "./connection.js";
import { isAmountAlone, isOneForAnother } from "./symbols.js";
import type { StepSegment } from "./trace.js";
import { writeExpr } from "./words.js";
import { carriesData, fieldSpan, type Written } from "./written.js";

/** ack: RCV.NXT, unless the answer left before later segments arrived. */
export function judgeAck(
  context: Context,
  written: Written,
  expected = context.connection.ends[context.side].tcb.rcvNxt as Num,
): void {
  const { world, connection, side, judgement } = context;
  judgement.ack = expected;
  if (written.ack === null) return;
  const lagging = laggingAck(context, written);
  if (lagging !== null) {
    judgement.ack = lagging;
    judgement.report("ack-lags", fieldSpan(written, "ack"), {
      from: connection.names[side],
      ack: world.say(lagging),
      current: world.say(expected),
    });
    return;
  }
  const claim: Claim = {
    expr: written.ack,
    written,
    expected,
    space: other(side),
    field: "ack",
  };
  if (holds(context, claim)) noteDuplicate(context, written);
  else {
    const value = writtenValue(world, written.ack);
    judgement.corrected = true;
    if (value === null || !isFollowUp(context, claim, value)) {
      rememberSkew(context, claim, value);
      reportWrongAck(context, claim, value);
    }
  }
  nameAlias(context, claim);
}

/** Rule 25: below RCV.NXT, but RCV.NXT has been there and no ACK went beyond. */
function laggingAck(context: Context, written: Written): Num | null {
  const { world, connection, side } = context;
  const { points, tcb } = connection.ends[side];
  if (points.length < 2 || written.ack === null) return null;
  const { numbers } = world;
  const value = writtenValue(world, written.ack);
  const expected = tcb.rcvNxt as Num;
  const skew = connection.skew[other(side)];
  if (value === null) return null;
  const isPassed = (n: Num): boolean => points.some((point) => numbers.equal(point, n) === true);
  if (skew === null) return isPassed(value) && numbers.equal(value, expected) !== true ? value : null;
  // Since a wrong number its writer is off by as much: then it lags with the number that is meant.
  const meant = numbers.subtract(value, skew.by);
  if (numbers.equal(meant, expected) === true || numbers.equal(value, expected) === true) return null;
  return [value, meant].find(isPassed) ?? null;
}

/** The same number again, with nothing else in the segment, while data waits behind a gap (RFC 5681 §2). */
function noteDuplicate(context: Context, written: Written): void {
  const { world, connection, side, judgement } = context;
  const end = connection.ends[side];
  const { lastAck } = end.tcb;
  if (lastAck === null || judgement.ack === null || carriesData(written)) return;
  if ((judgement.flags & (FIN | SYN)) !== 0 || judgement.act !== "send" || judgement.retransmission) return;
  if (end.ahead.length === 0 || world.numbers.equal(judgement.ack, lastAck) !== true) return;
  judgement.report("duplicate-ack", written.span, { from: connection.names[side], ack: world.say(lastAck) });
}

/** A number that is none of those expected. `answered`: the one segment that it acknowledges, where that is all. */
export function reportWrongAck(
  context: Context,
  claim: Claim,
  value: Num | null,
  answered: StepSegment | null = null,
): void {
  const { world, connection, side, judgement } = context;
  const { numbers } = world;
  const end = connection.ends[side];
  const args = {
    from: connection.names[side],
    to: connection.names[other(side)],
    written: writeExpr(claim.expr),
    expected: sayOf(context, claim.space, claim.expected),
  };
  const span = spanOf(claim);
  const counted = answered === null ? world.pointTo(lastReceived(context), "counts") : [];
  if (value === null) {
    judgement.report("ack-foreign", span, { ...args, reason: "direction" }, counted);
    return;
  }
  // Alone it is rather a SYN that was not counted.
  const again = connection.elided || judgement.findings.some(({ code }) => code === "isn-reused");
  if (again && reportReused(context, claim, value)) return;
  if (reportNegative(context, claim, value)) return;
  const toExpected = numbers.compare(value, claim.expected);
  const isOwn =
    isOfPeer(world, end, value, claim.expected) &&
    (toExpected !== -1 || isBelowAll(numbers, end, value)) &&
    !hasSent(numbers, connection.ends[other(side)], value);
  if (toExpected === undefined || isOwn) {
    const off = numbers.resolve(numbers.subtract(value, claim.expected));
    const reason = isOneForAnother(numbers, off) ? "length" : "direction";
    const isAmount = isAmountAlone(numbers, value);
    judgement.report("ack-foreign", span, { ...args, reason: isAmount ? "amount" : reason }, counted);
  } else if (toExpected === -1) {
    judgement.report(
      "ack-behind",
      span,
      {
        ...args,
        lag: answered === null ? nearestLag(context, claim, value) : "",
        reason: behindReason(context, value, claim.expected, answered),
      },
      counted,
    );
  } else {
    const highest = answered === null ? sentUpTo(context) : null;
    const sent = highest === null ? 1 : numbers.compare(value, highest);
    if (sent === 1 || sent === undefined) judgement.report("ack-beyond", span, args, counted);
    else {
      // A peer that begins anew has sent a SYN that the connection here does not take (§3.5.1); a SYN,ACK answers the one it took.
      const begins = connection.ends[other(side)].tcb.state === "SYN-SENT" && (judgement.flags & SYN) === 0;
      const reason = begins ? "challenge" : "gap";
      judgement.report("ack-not-arrived", span, { ...args, reason }, counted);
    }
  }
}

/** Rule 25 again: of the numbers with which this ACK may lag, the one that is probably meant. */
function nearestLag(context: Context, claim: Claim, value: Num): string {
  const { world, connection, side } = context;
  const { numbers } = world;
  let nearest: Num | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const point of connection.ends[side].points) {
    if (numbers.equal(point, claim.expected) === true) continue;
    const between = numbers.compare(point, value) === 1 ? [point, value] : [value, point];
    const apart = numbers.resolve(numbers.subtract(between[0] as Num, between[1] as Num));
    if (apart.terms !== null || apart.constant >= least) continue;
    least = apart.constant;
    nearest = point;
  }
  return nearest === null ? "" : sayOf(context, claim.space, nearest);
}

/** The peer has never had such a number. */
function isBelowAll(numbers: Numbers, { tcb: { irs } }: End, value: Num): boolean {
  return irs !== null && numbers.compare(value, irs) === -1;
}

/** The step of the peer's last segment that RCV.NXT has gone over. */
function lastReceived(context: Context): number | undefined {
  const { world, connection, side } = context;
  const { rcvNxt } = connection.ends[side].tcb;
  if (rcvNxt === null) return undefined;
  return connection.ends[other(side)].sent.findLast((s) => world.numbers.compare(s.seq, rcvNxt) === -1)?.step;
}

/** SND.NXT of the peer; of one that has given up the connection, as the steps before it say. */
function sentUpTo({ world, connection, side }: Context): Num | null {
  const { sndNxt } = connection.ends[other(side)].tcb;
  if (sndNxt !== null) return sndNxt;
  for (const step of world.history.slice(Math.max(0, world.step - FAR_BACK), world.step).reverse()) {
    if (step.connection !== connection.index || step.before === null) continue;
    const known = side === 0 ? step.before.b.sndNxt : step.before.a.sndNxt;
    if (known !== null) return known;
  }
  return null;
}

/** How many steps back a number of a connection that is gone is looked for. */
const FAR_BACK = 24;

function behindReason(
  context: Context,
  value: Num,
  expected: Num,
  answered: StepSegment | null,
): "syn-counts" | "fin-counts" | "data-counts" | "acked" {
  const { world, connection, side } = context;
  const { irs, peerFin, lastAck } = connection.ends[side].tcb;
  const { numbers } = world;
  if (answered !== null && numbers.equal(value, answered.seq) === true) {
    if ((answered.flags & SYN) !== 0) return "syn-counts";
    if ((answered.flags & FIN) !== 0 && answered.len === ZERO) return "fin-counts";
  }
  if (irs !== null && numbers.equal(value, irs) === true) return "syn-counts";
  // Nothing but the SYN has arrived.
  if (irs !== null && lastAck === null && numbers.equal(expected, plus(irs, 1)) === true) return "syn-counts";
  if (peerFin && numbers.equal(value, plus(expected, -1)) === true) return "fin-counts";
  if (lastAck !== null && numbers.compare(value, lastAck) === -1) return "acked";
  return "data-counts";
}
