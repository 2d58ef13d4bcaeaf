/** The departure of a RST (RFC 9293 §3.5.2, §3.10.5, §3.10.7.1). */

import type { Owed } from "../tcp/endpoint.js";
import type { Num } from "../tcp/number.js";
import { ACK, flagsText } from "../tcp/segment.js";
import { judgeAck } from "./acknowledgment.js";
import { type Claim, type Context, holds, isNumber, writtenValue } from "./claims.js";
import { judgeSeq } from "./sequence-claim.js";
import { writeExpr } from "./words.js";
import { other } from "./world.js";
import type { Written } from "./written.js";

/** A RST answers what does not belong (§3.10.7.1), or carries out an ABORT (§3.10.5). */
export function judgeReset(context: Context, written: Written): void {
  const { world, connection, side, judgement } = context;
  const end = connection.ends[side];
  const owed = end.owed.filter((o) => o.kind === "RST" || o.kind === "RST+ACK");
  const answer = owed.find((o) => isNumber(world, written.seq, o.seq)) ?? owed[0];
  const acks = (judgement.flags & ACK) !== 0;
  if (answer !== undefined) {
    judgement.act = answer.abort ? "abort" : "refuse";
    judgement.answers = answer;
    if (!answer.abort) checkResetFlags(context, written, answer, acks);
    judgeSeq(context, written, answer.seq as Num);
    if ((judgement.flags & ACK) !== 0) judgeResetAck(context, written, answer.ack ?? end.tcb.rcvNxt);
    return;
  }
  const { state, sndNxt } = end.tcb;
  if (sndNxt === null || !MAY_ABORT.has(state) || (state === "SYN-RECEIVED" && !end.spoken)) {
    judgement.forbid("segment-illegal", written.flagsSpan, {
      from: connection.names[side],
      to: connection.names[other(side)],
      segment: flagsText(judgement.flags),
      state,
    });
    return;
  }
  judgement.act = "abort";
  if (acks && !written.supplied) {
    judgement.report("stack-differs", written.flagsSpan, {
      which: "abort-with-ack",
      endpoint: connection.names[side],
    });
  }
  judgeSeq(context, written, sndNxt);
  if (acks) judgeAck(context, written);
}

/** §3.10.5: in these states ABORT sends a RST. */
const MAY_ABORT: ReadonlySet<string> = new Set([
  "SYN-RECEIVED",
  "ESTABLISHED",
  "FIN-WAIT-1",
  "FIN-WAIT-2",
  "CLOSE-WAIT",
]);

function checkResetFlags(context: Context, written: Written, answer: Owed, acks: boolean): void {
  const { connection, side, judgement } = context;
  const from = connection.names[side];
  if (answer.kind === "RST+ACK" && !acks) {
    judgement.report("flag-missing", written.flagsSpan, { flag: "ACK", from, owed: "RST+ACK" });
    judgement.flags |= ACK;
    judgement.mended = true;
  } else if (answer.kind === "RST" && acks) {
    judgement.report("flag-extra", written.flagsSpan, { flag: "ACK", from, owed: "RST" });
    judgement.flags &= ~ACK;
    judgement.mended = true;
  }
}

function judgeResetAck(context: Context, written: Written, expected: Num | null): void {
  const { judgement, side, connection } = context;
  judgement.ack = expected;
  if (written.ack === null || expected === null) return;
  const claim: Claim = {
    expr: written.ack,
    span: written.ackSpan,
    expected,
    space: other(side),
    field: "ack",
  };
  if (isBetween(context, claim) || holds(context, claim)) return;
  judgement.report("ack-foreign", written.ackSpan, {
    from: connection.names[side],
    to: connection.names[other(side)],
    written: writeExpr(claim.expr),
    expected: context.world.say(expected),
  });
  judgement.mended = true;
}

/** A RST that ends a closed connection may count the data that it refuses. */
function isBetween(context: Context, claim: Claim): boolean {
  const { world, connection, side, judgement } = context;
  const { sndNxt } = connection.ends[other(side)].tcb;
  const value = writtenValue(world, claim.expr);
  if (judgement.act !== "abort" || value === null || sndNxt === null) return false;
  return world.numbers.compare(value, claim.expected) === 1 && world.numbers.compare(value, sndNxt) !== 1;
}
