/** The departure of a RST (RFC 9293 §3.5.2, §3.10.5, §3.10.7.1). */

import { type End, isReset, type Owed, segmentEnd } from "../tcp/endpoint.js";
import { type Num, ZERO } from "../tcp/number.js";
import { ACK, flagsText } from "../tcp/segment.js";
import { judgeAck, reportWrongAck } from "./acknowledgment.js";
import { type Claim, type Context, holds, isFollowUp, isNumber, writtenValue } from "./claims.js";
import { other } from "./connection.js";
import { reportSwapped } from "./departure-data.js";
import { judgeSeq } from "./sequence-claim.js";
import { flagsSpan, isCaptured, type Written } from "./written.js";

/** A RST answers what does not belong (§3.10.7.1), or carries out an ABORT (§3.10.5). */
export function judgeReset(context: Context, written: Written): void {
  const { connection, side, judgement, world } = context;
  const end = connection.ends[side];
  const answer = answerOf(context, written);
  const acks = (judgement.flags & ACK) !== 0;
  if (answer !== null) {
    judgeAnswer(context, written, answer);
    // The field is there whatever it means.
    if (acks) judgement.ack ??= ZERO;
    return;
  }
  const { state, sndNxt } = end.tcb;
  const value = isCaptured(world, written.line) ? writtenValue(world, written.seq) : null;
  if (value !== null && (state === "CLOSED" || state === "LISTEN") && followsLast(context, value)) {
    judgement.act = "refuse";
    judgement.seq = value;
    if (acks) judgement.ack = writtenValue(world, written.ack) ?? ZERO;
    return;
  }
  const isLate = value !== null && AFTER_FINS.has(state);
  if (sndNxt === null || !(isLate || mayAbort(end))) {
    judgement.forbid("segment-illegal", flagsSpan(written), {
      from: connection.names[side],
      to: connection.names[other(side)],
      segment: flagsText(judgement.flags),
      state,
      because: state === "CLOSED" || state === "LISTEN" ? "gone" : "state",
    });
    return;
  }
  judgement.act = "abort";
  if (isLate || (acks && !written.supplied)) {
    judgement.report("stack-differs", flagsSpan(written), {
      which: isLate ? "abort-after-fins" : "abort-with-ack",
      endpoint: connection.names[side],
    });
  }
  if (reportSwapped(context, written, sndNxt)) return;
  judgeSeq(context, written, sndNxt, "reset-abort");
  if (acks) judgeAck(context, written);
}

/** Which of the RSTs that are owed this is; null where it is none of them. */
function answerOf({ world, connection, side }: Context, { seq }: Written): Owed | null {
  const { owed, owedBefore, tcb } = connection.ends[side];
  const resets = owed.filter(isReset);
  const fits = [...resets, ...owedBefore].find((o) => isNumber(world, seq, o.seq));
  if (fits !== undefined) return fits;
  if (!mayAbort(connection.ends[side])) return resets[0] ?? owedBefore[0] ?? null;
  return isNumber(world, seq, tcb.sndNxt) ? null : (resets[0] ?? null);
}

function judgeAnswer(context: Context, written: Written, answer: Owed): void {
  const { connection, side, judgement } = context;
  const acks = (judgement.flags & ACK) !== 0;
  judgement.act = answer.abort ? "abort" : "refuse";
  judgement.answers = answer;
  const seq = answer.seq as Num;
  const ack = answer.ack ?? connection.ends[side].tcb.rcvNxt;
  if (ack !== null && reportSwapped(context, written, seq, ack)) return;
  judgeSeq(context, written, seq, RULES[answer.abort ? "abort" : answer.kind === "RST" ? "RST" : "RST+ACK"]);
  if (answer.abort) {
    if (acks) judgeResetAck(context, written, ack);
    return;
  }
  if (answer.kind === "RST+ACK" && acks) judgeResetAck(context, written, ack, answer.cause);
  // Beside a seq that fits, the receiver reads no ack: what a stack writes there says nothing.
  else if (acks) judgement.ack = writtenValue(context.world, written.ack) ?? ack;
  noteFlags(context, written, answer, acks);
}

const RULES = { abort: "reset-abort", RST: "reset-answer", "RST+ACK": "reset-zero" } as const;

/** The ACK bit of a RST makes no difference to its receiver where its seq fits, and stacks differ in setting it. */
function noteFlags(context: Context, written: Written, answer: Owed, acks: boolean): void {
  const { connection, side, judgement } = context;
  if (written.supplied || judgement.errors > 0 || acks === (answer.kind === "RST+ACK")) return;
  judgement.report("stack-differs", flagsSpan(written), {
    which: acks ? "reset-with-ack" : "reset-without-ack",
    endpoint: connection.names[side],
  });
}

/**
 * Whether a number goes on where this end stopped. A capture may lack what a RST is answered with once more, and it may show the RST
 * that ended all before one that had left already.
 */
function followsLast({ world, connection, side }: Context, seq: Num): boolean {
  const from = connection.names[side];
  const last = world.history.findLast(
    ({ connection: index, segment }) => index === connection.index && segment?.from === from,
  )?.segment;
  return last != null && world.numbers.equal(segmentEnd(world.numbers, last), seq) === true;
}

/** §3.10.5: in these states ABORT sends a RST. */
const MAY_ABORT: ReadonlySet<string> = new Set([
  "SYN-RECEIVED",
  "ESTABLISHED",
  "FIN-WAIT-1",
  "FIN-WAIT-2",
  "CLOSE-WAIT",
]);

/** In these it sends nothing. */
const AFTER_FINS: ReadonlySet<string> = new Set(["CLOSING", "LAST-ACK", "TIME-WAIT"]);

function mayAbort({ tcb, spoken }: End): boolean {
  return MAY_ABORT.has(tcb.state) && (tcb.state !== "SYN-RECEIVED" || spoken);
}

/** `cause`: the step of the segment that the RST answers, and acknowledges (§3.10.7.1). */
function judgeResetAck(context: Context, written: Written, expected: Num | null, cause = -1): void {
  const { world, judgement, side } = context;
  judgement.ack = expected;
  if (written.ack === null || expected === null) return;
  const claim: Claim = {
    expr: written.ack,
    written,
    expected,
    space: other(side),
    field: "ack",
  };
  if (isBetween(context, claim) || holds(context, claim)) return;
  judgement.corrected = true;
  const value = writtenValue(world, written.ack);
  if (value !== null && isFollowUp(context, claim, value)) return;
  reportWrongAck(context, claim, value, world.history[cause]?.segment ?? null);
}

/** A RST that ends a closed connection may count the data that it refuses. */
function isBetween(context: Context, claim: Claim): boolean {
  const { world, connection, side, judgement } = context;
  const { sndNxt } = connection.ends[other(side)].tcb;
  const value = writtenValue(world, claim.expr);
  if (judgement.act !== "abort" || value === null || sndNxt === null) return false;
  return world.numbers.compare(value, claim.expected) === 1 && world.numbers.compare(value, sndNxt) !== 1;
}
