/** In a plain flow, `?` shows what belongs there (rule 42). */

import type { Segment, Span, StateClaim } from "../language/ast.js";
import type { Num } from "../tcp/number.js";
import { flagsText } from "../tcp/segment.js";
import type { FindingArgs } from "./codes.js";
import { type Connection, other, type Side } from "./connection.js";
import type { Judgement } from "./judgement.js";
import { type LocalEnd, stateOf } from "./local.js";
import type { World } from "./world.js";

/** The blanks of a segment. */
export function answerBlanks(
  world: World,
  connection: Connection,
  side: Side,
  line: Segment,
  judgement: Judgement,
): void {
  const { flags, seq, ack, len } = line;
  if (flags.blank !== null) world.report("blank-answer", flags.blank, { answer: flagsText(judgement.flags) });
  const answer = (span: Span, n: Num, of: Side): void => {
    const words = world.say(n, "?");
    const told = words === "?" ? { answer: "?", ...freedom(world, connection, of, n) } : { answer: words };
    world.report("blank-answer", span, told);
  };
  if (seq?.value.blank) answer(seq.span, judgement.seq, side);
  if (ack?.value.blank && judgement.ack !== null) answer(ack.span, judgement.ack, other(side));
  if (!len?.value.blank) return;
  const amount = world.say(judgement.len, "?");
  world.report("blank-answer", len.span, amount === "?" ? { answer: "?", free: "len" } : { answer: amount });
}

/** What is known of a number for which the flow has no words yet: how it counts from an ISN that nobody has chosen. */
function freedom(
  { numbers }: World,
  connection: Connection,
  side: Side,
  n: Num,
): Omit<FindingArgs["blank-answer"], "answer"> {
  const from = connection.names[side];
  const isn = connection.ends[side].tcb.iss ?? connection.ends[other(side)].tcb.irs;
  const beyond = numbers.resolve(isn === null ? n : numbers.subtract(n, isn));
  if (beyond.terms === null)
    return beyond.constant === 0
      ? { free: "isn", from }
      : { free: "beyond", from, beyond: String(beyond.constant) };
  // A SYN that is still to be sent, or where a flow begins: one unknown alone.
  const { terms, constant } = beyond;
  const alone = terms.length === 2 && constant === 0 && numbers.hasBase(beyond);
  if (!alone) return { free: "open" };
  return isn === null && connection.ends[side].tcb.sndNxt === null ? { free: "isn", from } : { free: "any" };
}

/** The blanks of a claim: `C: ESTABLISHED -> ?`. */
export function answerState(world: World, claim: StateClaim, places: readonly LocalEnd[]): void {
  const place = places[0];
  if (place === undefined) return;
  if (claim.to.state === null) world.report("blank-answer", claim.to.span, { answer: stateOf(place) });
  if (claim.from === null || claim.from.state !== null) return;
  const previous = place.connection?.ends[place.side].tcb.previous;
  if (previous) world.report("blank-answer", claim.from.span, { answer: previous });
}
