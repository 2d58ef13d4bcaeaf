/** A wrong seq, ack or len of a line. */

import { evaluate } from "../check/symbols.js";
import type { FlowTrace, Step } from "../check/trace.js";
import type { Expr, Segment } from "../language/ast.js";
import type { ExerciseKind } from "../language/words.js";
import { type Num, plain, plus, ZERO } from "../tcp/number.js";
import { FIN, SYN } from "../tcp/segment.js";
import type { Trials } from "./blame.js";
import type { Blank } from "./blanks.js";
import type { Misconception } from "./misconceptions.js";
import { type MisreadNumber, misreadAck, misreadSeq } from "./numbers-misread.js";
import type { Filling } from "./variant.js";

/** A wrong answer, among the answers that are right. */
export interface WrongAnswer {
  readonly trials: Trials;
  readonly kind: ExerciseKind;
  readonly right: Filling;
  readonly blank: Blank;
  readonly value: string;
}

/** `seq`, `ack` or `len` of a line that is otherwise as it should be. */
export function misreadNumber(
  expr: Expr | null,
  key: "seq" | "ack" | "len",
  statement: Segment,
  step: Step,
  trace: FlowTrace,
): Misconception | null {
  if (expr === null || step.segment === null) return null;
  const { value, unknown } = evaluate(trace.numbers, trace.symbols, expr);
  if (unknown !== "") return "new-letter";
  const reading: MisreadNumber = { trace, step, segment: step.segment, value };
  if (key === "len") return misreadLength(reading, statement);
  return key === "seq" ? misreadSeq(reading) : misreadAck(reading);
}

/** Octets of a header without options, and of IPv4's before it. */
const HEADERS: readonly number[] = [20, 40];

function misreadLength({ trace, segment, value }: MisreadNumber, { payload }: Segment): Misconception | null {
  const { numbers } = trace;
  const { len, flags, seq, ack } = segment;
  const is = (n: Num) => numbers.equal(n, value) === true;
  if (is(len)) return null;
  const control = ((flags & SYN) !== 0 ? 1 : 0) + ((flags & FIN) !== 0 ? 1 : 0);
  const places = [seq, numbers.add(seq, len), ...(ack === null ? [] : [ack])];
  if (numbers.hasBase(numbers.resolve(value)) || (!is(ZERO) && places.some(is))) return "number-for-length";
  if (payload !== null && is(plain([...payload.value].length))) return "characters-for-octets";
  if (control > 0 && is(plus(len, control))) return "flag-counted-as-data";
  if (HEADERS.some((octets) => is(plus(len, octets)))) return "header-counted";
  if (is(plus(len, 1)) || is(plus(len, -1))) return "off-by-one";
  return numbers.equal(value, len) === undefined ? "undetermined" : "wrong-length";
}
