/** Judging the sequence number of a segment: it is the one expected, or the writer forgot something (RFC 9293 §3.4). */

import type { Num } from "../tcp/number.js";
import {
  type Claim,
  type Context,
  giveName,
  hasSent,
  holds,
  isFollowUp,
  nameAlias,
  rememberSkew,
  reportNegative,
  reportReused,
  sayOf,
  seqReason,
  spanOf,
  writtenValue,
} from "./claims.js";
import { other } from "./connection.js";
import type { SeqReason } from "./reasons.js";
import { match } from "./symbols.js";
import { writeExpr } from "./words.js";
import type { Written } from "./written.js";

/** seq: must be `expected`. `rule`: what fixes it, where that is not the count of what was sent. */
export function judgeSeq(context: Context, written: Written, expected: Num, rule: Rule | null = null): void {
  const { side, judgement } = context;
  judgement.seq = expected;
  if (written.seq === null) return;
  const claim: Claim = {
    expr: written.seq,
    written,
    expected,
    space: side,
    field: "seq",
  };
  if (!holds(context, claim)) reportWrongSeq(context, claim, rule);
  nameAlias(context, claim);
}

/** What is sent again keeps its number; where that `isNamed`, another letter is another number. */
export function judgeUnderSameName(
  context: Context,
  written: Written,
  expected: Num,
  isNamed: boolean,
  rule: Rule,
): void {
  const { world, side, judgement } = context;
  judgement.seq = expected;
  const expr = written.seq;
  if (expr === null) return;
  const m = match(world.numbers, world.symbols, expr, expected);
  if (m.kind !== "defines" || !isNamed) {
    judgeSeq(context, written, expected, rule);
    return;
  }
  reportWrongSeq(context, { expr, written, expected, space: side, field: "seq" }, rule);
  // The lines below count from the letter that they have read.
  giveName(context, { name: m.symbol, span: expr.span, doubted: true }, m.value, "solved", side);
}

export type Rule = Extract<
  SeqReason,
  | "isn-declared"
  | "syn-again"
  | "fin-again"
  | "reset-answer"
  | "reset-zero"
  | "reset-abort"
  | "keep-alive"
  | "data-again"
>;

/** What is forgotten of the own octets explains a wrong number of an ABORT better than the rule. */
const COUNTED: ReadonlySet<SeqReason> = new Set<SeqReason>([
  "syn-counts",
  "fin-counts",
  "data-counts",
  "peer",
]);

/** That a number is beyond what it should be says nothing of what is sent again. */
const BEYOND: ReadonlySet<SeqReason> = new Set<SeqReason>(["ahead", "ack-takes-none"]);

/** One of its own numbers, of a connection that it has given up already. */
function wasOwn({ world, connection, side }: Context, value: Num | null): boolean {
  const end = connection.ends[side];
  if (value === null || end.tcb.sndNxt !== null) return false;
  const tcbs = world.history.map(({ connection: of, before }) =>
    of === connection.index && before !== null ? before[side === 0 ? "a" : "b"] : null,
  );
  const tcb = tcbs.findLast((known) => known?.sndNxt != null);
  return tcb != null && hasSent(world.numbers, { sent: [], tcb }, value);
}

function reasonFor(counted: SeqReason, rule: Rule | null): SeqReason {
  if (rule === "data-again") return BEYOND.has(counted) ? rule : counted;
  if (rule === null || (rule === "reset-abort" && COUNTED.has(counted))) return counted;
  return rule;
}

/** A number that is none of those expected. */
export function reportWrongSeq(context: Context, claim: Claim, rule: Rule | null): void {
  const { world, connection, side, judgement } = context;
  const { expr, expected } = claim;
  const value = writtenValue(world, expr);
  judgement.corrected = true;
  if (value !== null && isFollowUp(context, claim, value)) return;
  rememberSkew(context, claim, value);
  const end = connection.ends[side];
  if (reportReused(context, claim, value)) return;
  if (value !== null && reportNegative(context, claim, value)) return;
  const peer = connection.ends[other(side)];
  const args = {
    from: connection.names[side],
    to: connection.names[other(side)],
    written: writeExpr(claim.expr),
    expected: sayOf(context, side, expected),
    reason:
      rule === "reset-abort" && wasOwn(context, value)
        ? rule
        : reasonFor(seqReason(world, end, peer, value, expected), rule),
  };
  judgement.report("seq-wrong", spanOf(claim), args, world.pointTo(end.sent.at(-1)?.step, "counts"));
}
