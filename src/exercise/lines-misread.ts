/** A wrong line: what would have to be different in it to make it right. */

import type { Step } from "../check/trace.js";
import { flagBits } from "../check/written.js";
import type { Segment, Span, Statement } from "../language/ast.js";
import { ZERO } from "../tcp/number.js";
import { flagsText } from "../tcp/segment.js";
import { against, tryFilling } from "./blame.js";
import { misreadNumber, type WrongAnswer } from "./fields-misread.js";
import { misreadFlags, sameButForPush } from "./flags-misread.js";
import { faultOf } from "./line-fault.js";
import type { Misconception } from "./misconceptions.js";
import { situationOf } from "./situation.js";
import type { Variant } from "./variant.js";

export function misreadLine(answer: WrongAnswer, statement: Statement): Misconception {
  if (statement.type === "local") return statement.what.kind === "state" ? "not-a-step" : "wrong-event";
  if (statement.type === "deliver") return "wrong-event";
  if (statement.type !== "segment") return "not-a-step";
  const part = wrongPart(answer, statement);
  if (part !== null) return part;
  const right = rightLines(answer, statement);
  const own = right.filter(({ from }) => from === statement.from.name);
  if (own.length === 0) return right.length === 0 ? "wrong-segment" : "wrong-sender";
  const written = flagBits(statement.flagNames);
  const same =
    own.find(({ bits }) => bits === written) ?? own.find(({ bits }) => sameButForPush(bits, written));
  if (same !== undefined) return wrongNumber(answer, statement, same.variant) ?? "wrong-segment";
  const [nearest] = [...own].sort((a, b) => differing(a.bits, written) - differing(b.bits, written));
  return nearest === undefined ? "wrong-segment" : flagsMisread(answer, written, nearest);
}

interface RightLine {
  readonly from: string;
  readonly bits: number;
  readonly variant: Variant;
}

/** SYN, SYN+ACK, ACK, FIN+ACK, PSH+ACK, RST, RST+ACK. */
const LIKELY: readonly number[] = [0x02, 0x12, 0x10, 0x11, 0x18, 0x04, 0x14];

/** Lines with nothing but a sender and flags that would be right here, their numbers aside. */
function rightLines(answer: WrongAnswer, { from, to }: Segment): readonly RightLine[] {
  const ways = [
    [from.name, to.name],
    [to.name, from.name],
  ] as const;
  return ways.flatMap(([one, other]) =>
    LIKELY.flatMap((bits): RightLine[] => {
      const variant = rightWith(answer, `${one} -> ${other}: ${flagsText(bits)}`);
      return variant === null ? [] : [{ from: one, bits, variant }];
    }),
  );
}

/** The exchange with this line, where it is right but for numbers that it does not say. */
function rightWith({ trials, kind, right, blank }: WrongAnswer, line: string): Variant | null {
  const filling = new Map(right).set(blank.index, line);
  if (against(trials, filling).length > 0) return null;
  const fault = faultOf(trials, kind, blank, filling);
  return fault === null || fault === "incomplete" ? tryFilling(trials, filling) : null;
}

/** The one part of the line without which it would be right. */
function wrongPart(answer: WrongAnswer, statement: Segment): Misconception | null {
  const { blank, trials, right, value } = answer;
  const { text } = tryFilling(trials, new Map(right).set(blank.index, value));
  for (const key of ["seq", "ack", "len"] as const) {
    const field = statement[key];
    if (field === null) continue;
    const variant = rightWith(answer, edited(statement, text, field.value.span, "?"));
    if (variant === null) continue;
    const misread = numberAt(answer, key, statement, variant);
    if (misread !== null) return misread;
  }
  if (statement.win !== null && rightWith(answer, edited(statement, text, statement.win.span, "")) !== null) {
    return "wrong-window";
  }
  const { arrow } = statement;
  if (arrow.kind !== "->") {
    const there = edited(statement, text, arrow.span, arrow.reversed ? "<-" : "->");
    if (rightWith(answer, there) !== null) return "wrong-fate";
  }
  return null;
}

/** Sender and flags are right: which number is not? */
function wrongNumber(answer: WrongAnswer, statement: Segment, variant: Variant): Misconception | null {
  const step = stepAt(variant, answer.blank.line);
  const carries = statement.len !== null || statement.payload !== null;
  if (!carries && step?.segment != null && step.segment.len !== ZERO) return "data-missing";
  for (const key of ["seq", "ack", "len"] as const) {
    const misread = numberAt(answer, key, statement, variant);
    if (misread !== null) return misread;
  }
  return null;
}

function numberAt(
  { blank }: WrongAnswer,
  key: "seq" | "ack" | "len",
  statement: Segment,
  variant: Variant,
): Misconception | null {
  const step = stepAt(variant, blank.line);
  const expr = statement[key]?.value ?? null;
  return step === undefined ? null : misreadNumber(expr, key, statement, step, variant.trace);
}

function flagsMisread({ blank }: WrongAnswer, written: number, { bits, variant }: RightLine): Misconception {
  const step = stepAt(variant, blank.line);
  const segment = step?.segment ?? null;
  if (step === undefined || segment === null) return "wrong-flags";
  const hasHeard = situationOf({ trace: variant.trace, step, segment }).self.rcvNxt !== null;
  return misreadFlags(written, bits, hasHeard);
}

function differing(one: number, other: number): number {
  return (one ^ other).toString(2).replaceAll("0", "").length;
}

function stepAt({ trace }: Variant, line: number): Step | undefined {
  return trace.steps.find((s) => s.line === line);
}

/** The text of a line with one of its parts replaced. */
function edited(statement: Statement, text: string, span: Span, replacement: string): string {
  return (
    text.slice(statement.span.start, span.start) + replacement + text.slice(span.end, statement.span.end)
  );
}
