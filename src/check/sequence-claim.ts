/** Judging the sequence number of a segment: it is the one expected, or the writer forgot something (RFC 9293 §3.4). */

import type { Num } from "../tcp/number.js";
import { FIN } from "../tcp/segment.js";
import {
  type Claim,
  type Context,
  holds,
  isFollowUp,
  nameAlias,
  rememberSkew,
  reportNegative,
  seqReason,
  writtenValue,
} from "./claims.js";
import { writeExpr } from "./words.js";
import { other } from "./world.js";
import type { Written } from "./written.js";

/** seq: must be `expected`. */
export function judgeSeq(context: Context, written: Written, expected: Num): void {
  const { side, judgement } = context;
  judgement.seq = expected;
  if (written.seq === null) return;
  const claim: Claim = { expr: written.seq, span: written.seqSpan, expected, space: side, field: "seq" };
  if (!holds(context, claim)) reportWrongSeq(context, written, claim);
  nameAlias(context, claim);
}

function reportWrongSeq(context: Context, written: Written, claim: Claim): void {
  const { world, connection, side, judgement } = context;
  const { expr, expected } = claim;
  const value = writtenValue(world, expr);
  judgement.mended = true;
  if (value !== null && isFollowUp(context, claim, value)) return;
  rememberSkew(context, claim, value);
  const end = connection.ends[side];
  const only = expr.terms.length === 1 ? expr.terms[0] : undefined;
  if (
    only?.kind === "symbol" &&
    (judgement.flags & FIN) !== 0 &&
    end.tcb.iss !== null &&
    value !== null &&
    world.numbers.equal(value, end.tcb.iss) === true
  ) {
    judgement.report("isn-reused", written.seqSpan, {
      from: connection.names[side],
      symbol: only.name,
      expected: world.say(expected),
    });
    return;
  }
  if (value !== null && reportNegative(context, claim, value)) return;
  const args = {
    from: connection.names[side],
    to: connection.names[other(side)],
    written: writeExpr(claim.expr),
    expected: world.say(expected, "SND.NXT"),
    reason: seqReason(world, end, connection.ends[other(side)], value, expected),
  };
  judgement.report("seq-wrong", written.seqSpan, args, world.pointTo(end.sent.at(-1)?.step, "counts"));
}
