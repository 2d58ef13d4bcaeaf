/** In a plain flow, `?` shows what belongs there (rule 42). */

import type { Segment, StateClaim } from "../language/ast.js";
import { flagsText } from "../tcp/segment.js";
import type { Judgement } from "./judgement.js";
import { type LocalEnd, stateOf } from "./local.js";
import type { World } from "./world.js";

/** The blanks of a segment. */
export function answerBlanks(world: World, line: Segment, judgement: Judgement): void {
  const { flags, seq, ack, len } = line;
  if (flags.blank !== null) world.report("blank-answer", flags.blank, { answer: flagsText(judgement.flags) });
  if (seq?.value.blank) world.report("blank-answer", seq.span, { answer: world.say(judgement.seq, "?") });
  if (ack?.value.blank && judgement.ack !== null)
    world.report("blank-answer", ack.span, { answer: world.say(judgement.ack, "?") });
  if (len?.value.blank) world.report("blank-answer", len.span, { answer: world.say(judgement.len, "?") });
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
