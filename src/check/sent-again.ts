/** A new letter for what is sent again: it stands for the octets that were sent before, or for another cut of them (§3.8.1). */

import { type Sent, segmentEnd } from "../tcp/endpoint.js";
import { type Num, plus } from "../tcp/number.js";
import { FIN } from "../tcp/segment.js";
import { becomeKnown, type Context } from "./claims.js";
import { isLetter } from "./symbols.js";
import { fieldSpan, type Written } from "./written.js";

/**
 * `len=m` where `len=n` was sent: the same octets, so m is n. The sender may cut them otherwise, which is a course: with all
 * that it has sent behind them, or only a part, after which the rest begins at a number that counts m.
 */
export function settleAmount(context: Context, written: Written, repeated: Sent): void {
  const { world, connection, side, judgement } = context;
  const { numbers, course } = world;
  const amount = newAmount(context, written);
  const { sndNxt, fin } = connection.ends[side].tcb;
  if (amount === null || sndNxt === null) return;
  if (numbers.equal(judgement.len, repeated.len) !== undefined) return;
  const end = fin ?? sndNxt;
  const behind = plus(segmentEnd(numbers, repeated), (repeated.flags & FIN) !== 0 ? -1 : 0);
  if (numbers.compare(end, behind) === 1 && course.may("sent-again-with-more")) {
    become(context, written, amount, numbers.subtract(end, judgement.seq));
    return;
  }
  if (!course.may("sent-again-in-part")) {
    become(context, written, amount, repeated.len);
    return;
  }
  const whole = numbers.resolve(repeated.len);
  const rest = numbers.atom("unsaid");
  if (whole.terms === null) numbers.settle(amount, numbers.subtract(whole, rest));
  else if (whole.terms.length === 2)
    numbers.settle(whole.terms[0] as number, numbers.add(judgement.len, rest));
}

/** The unknown that the letter stands for, where this line is the first to have it; null otherwise. */
function newAmount({ world }: Context, { line, len }: Written): number | null {
  const expr = line?.len?.value ?? null;
  if (expr === null || len === null || !isLetter(expr)) return null;
  const [term] = expr.terms;
  const info = term?.kind === "symbol" ? world.symbols.all.get(term.name) : undefined;
  if (info?.kind !== "length" || info.span.start !== expr.span.start) return null;
  const { terms } = world.numbers.resolve(len);
  return terms?.length === 2 ? (terms[0] as number) : null;
}

function become(context: Context, written: Written, atom: number, value: Num): void {
  becomeKnown(context, { atom, value: context.world.numbers.resolve(value) }, fieldSpan(written, "len"));
}
