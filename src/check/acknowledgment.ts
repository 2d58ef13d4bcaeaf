/** Judging the acknowledgment number of a segment: it is RCV.NXT, or lags behind for a reason (RFC 9293 §3.4). */

import { type Num, plus } from "../tcp/number.js";
import { FIN, SYN } from "../tcp/segment.js";
import {
  type Claim,
  type Context,
  holds,
  isFollowUp,
  isOfPeer,
  nameAlias,
  rememberSkew,
  reportNegative,
  writtenValue,
} from "./claims.js";
import { writeExpr } from "./words.js";
import { other } from "./world.js";
import { carriesData, type Written } from "./written.js";

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
    judgement.report("ack-lags", written.ackSpan, {
      from: connection.names[side],
      ack: world.say(lagging),
      current: world.say(expected),
    });
    return;
  }
  const claim: Claim = {
    expr: written.ack,
    span: written.ackSpan,
    expected,
    space: other(side),
    field: "ack",
  };
  if (holds(context, claim)) noteDuplicate(context, written);
  else {
    const value = writtenValue(world, written.ack);
    judgement.mended = true;
    if (value === null || !isFollowUp(context, claim, value)) {
      rememberSkew(context, claim, value);
      reportWrongAck(context, written, claim, value);
    }
  }
  nameAlias(context, claim);
}

/**
 * Rule 25: below RCV.NXT, but RCV.NXT has been there and no ACK went beyond.
 */
function laggingAck(context: Context, written: Written): Num | null {
  const { world, connection, side } = context;
  const { points, tcb } = connection.ends[side];
  if (points.length < 2 || written.ack === null) return null;
  const value = writtenValue(world, written.ack);
  if (value === null) return null;
  for (const point of points) {
    if (world.numbers.equal(point, value) === true) {
      return world.numbers.equal(point, tcb.rcvNxt as Num) === true ? null : point;
    }
  }
  return null;
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

function reportWrongAck(context: Context, written: Written, claim: Claim, value: Num | null): void {
  const { world, connection, side, judgement } = context;
  const { numbers } = world;
  const end = connection.ends[side];
  const peer = connection.ends[other(side)];
  const args = {
    from: connection.names[side],
    to: connection.names[other(side)],
    written: writeExpr(claim.expr),
    expected: world.say(claim.expected, "RCV.NXT"),
  };
  const span = written.ackSpan;
  const counted = world.pointTo(lastReceived(context), "counts");
  if (value === null) {
    judgement.report("ack-foreign", span, args, counted);
    return;
  }
  if (reportNegative(context, claim, value)) return;
  const toExpected = numbers.compare(value, claim.expected);
  if (toExpected === undefined || (isOfPeer(world, end, value, claim.expected) && toExpected !== -1)) {
    judgement.report("ack-foreign", span, args, counted);
  } else if (toExpected === -1) {
    judgement.report(
      "ack-behind",
      span,
      { ...args, reason: behindReason(context, value, claim.expected) },
      counted,
    );
  } else {
    const sent = peer.tcb.sndNxt === null ? 1 : numbers.compare(value, peer.tcb.sndNxt);
    judgement.report(
      sent === 1 || sent === undefined ? "ack-beyond" : "ack-not-arrived",
      span,
      args,
      counted,
    );
  }
}

/** The step of the peer's last segment that RCV.NXT has gone over. */
function lastReceived(context: Context): number | undefined {
  const { world, connection, side } = context;
  const rcvNxt = connection.ends[side].tcb.rcvNxt as Num;
  return connection.ends[other(side)].sent.findLast((s) => world.numbers.compare(s.seq, rcvNxt) === -1)?.step;
}

function behindReason(
  context: Context,
  value: Num,
  expected: Num,
): "syn-counts" | "fin-counts" | "data-counts" | "acked" {
  const { world, connection, side } = context;
  const { irs, peerFin, lastAck } = connection.ends[side].tcb;
  const { numbers } = world;
  if (irs !== null && numbers.equal(value, irs) === true) return "syn-counts";
  if (peerFin && numbers.equal(value, plus(expected, -1)) === true) return "fin-counts";
  if (lastAck !== null && numbers.compare(value, lastAck) === -1) return "acked";
  return "data-counts";
}
