/** `kind: order`: the lines of an exchange, shuffled, put in an order in which the exchange is right. */

import { analyzeFlow, isRefuted } from "../check/analyze.js";
import type { Flow, Statement } from "../language/ast.js";
import { parse } from "../language/parser.js";
import { type Difference, type FlowText, saysTheSame } from "./align.js";
import { distance, hasRightOrder } from "./order-distance.js";
import { makesSense } from "./order-sense.js";
import type { Mark } from "./result.js";
import { type Exercise, isLateBeginning } from "./variant.js";

/**
 * A mark for each line. As many are wrong as would have to move, or to change places, for the exchange to be right;
 * the first of them is where it stops being right. A line that is not one of the exercise is a change, and does not
 * count.
 */
export function judgeOrder(exercise: Exercise, answer: FlowText): [readonly Mark[], readonly Difference[]] {
  const given = movable(exercise.flow);
  const left = [...given];
  const kept: Statement[] = [];
  const changes: Difference[] = [];
  for (const statement of movable(answer.flow)) {
    const at = left.findIndex((s) => saysTheSame(s, exercise.text, statement, answer.text));
    if (at >= 0) {
      left.splice(at, 1);
      kept.push(statement);
    } else changes.push({ kind: "added", span: statement.span, line: statement.line, templateLine: null });
  }
  for (const { line } of left) changes.push({ kind: "removed", span: null, line: null, templateLine: line });
  const untouched = isUntouched(exercise, given, kept, answer);
  const wrong = untouched ? new Set<number>() : wrongPlaces(exercise, kept, answer);
  const marks = given.map((template, index): Mark => {
    const statement = kept[index] ?? null;
    const isWrong = wrong.has(index);
    return {
      index,
      kind: "place",
      verdict: statement === null || untouched ? "empty" : isWrong ? "wrong" : "right",
      misconception:
        statement === null || !isWrong ? null : index === first(wrong) ? "wrong-order" : "later-order",
      remark: null,
      written: statement === null ? null : answer.text.slice(statement.span.start, statement.span.end),
      span: statement?.span ?? null,
      line: statement?.line ?? null,
      template: { span: template.span, line: template.line },
    };
  });
  return [marks, changes];
}

function first(places: ReadonlySet<number>): number {
  return Math.min(...places);
}

/** The places of the lines that are in the wrong one. */
function wrongPlaces(
  exercise: Exercise,
  lines: readonly Statement[],
  { text }: FlowText,
): ReadonlySet<number> {
  const said = lines.map(({ span }) => text.slice(span.start, span.end));
  const opens = lines.some((s) => s.type === "segment" && isFirstSyn(s));
  const deviations = (order: readonly string[]) => knownDeviations(exercise, order, opens);
  const own = deviations(said);
  // What only a stack of its own would do is an answer where the lines leave no other.
  const isSimpler = (order: readonly string[]) => (deviations(order) ?? MANY) < (own ?? MANY);
  if (own === 0 || (own !== null && !hasRightOrder(said, isSimpler))) return new Set();
  const isRightOrder = own === null ? (order: readonly string[]) => deviations(order) !== null : isSimpler;
  const upTo = rightUpTo(said, isRightOrder);
  const { loss, moved } = distance(said, isRightOrder, said.length - upTo);
  const later = [...moved, ...said.keys()].filter((place) => place > upTo);
  return new Set(
    [upTo, ...later].filter((place, i, all) => all.indexOf(place) === i).slice(0, Math.max(1, loss)),
  );
}

/** Segments, events, claims and all else that happens; not what is declared. */
function movable(flow: Flow): readonly Statement[] {
  return flow.statements.filter(({ type }) => MOVABLE.has(type));
}

const MOVABLE: ReadonlySet<Statement["type"]> = new Set(["segment", "local", "deliver", "elision", "broken"]);

function isUntouched(
  { text }: Exercise,
  given: readonly Statement[],
  kept: readonly Statement[],
  answer: FlowText,
) {
  return (
    given.length === kept.length &&
    given.every((s, i) => saysTheSame(s, text, kept[i] as Statement, answer.text))
  );
}

/** How many lines, from the first on, make a right exchange by themselves, of an order that is not right. */
function rightUpTo(said: readonly string[], isRightOrder: (order: readonly string[]) => boolean): number {
  for (let count = 1; count < said.length; count++) {
    if (!isRightOrder(said.slice(0, count))) return count - 1;
  }
  return Math.max(0, said.length - 1);
}

function isFirstSyn(statement: Extract<Statement, { type: "segment" }>): boolean {
  const words = statement.flags.names;
  return words.includes("SYN") && !words.includes("ACK");
}

/** What is known of the orders of an exercise: how far one is from right is asked of many that are like it. */
const known = new WeakMap<Exercise, Map<string, number | null>>();
const MOST_KNOWN = 10_000;

function knownDeviations(exercise: Exercise, said: readonly string[], opens: boolean): number | null {
  const own = known.get(exercise) ?? new Map<string, number | null>();
  if (own.size >= MOST_KNOWN) own.clear();
  known.set(exercise, own);
  const key = `${opens}\n${said.join("\n")}`;
  const before = own.get(key);
  if (before !== undefined) return before;
  const found = deviationsIn(exercise, said, opens);
  own.set(key, found);
  return found;
}

/** What real stacks do beside the letter in the exchange in this order; null where it is not right. */
function deviationsIn({ flow, text }: Exercise, said: readonly string[], opens: boolean): number | null {
  const declared = flow.statements.filter(({ type }) => type === "endpoint");
  const head = declared.map(({ span }) => text.slice(span.start, span.end));
  const document = parse(['exercise ""', ...head, ...said].join("\n"));
  const made = document.flows[0];
  if (made === undefined || document.problems.length > 0) return null;
  // Most orders are wrong, and that is found out early.
  if (isRefuted(document, made)) return null;
  const trace = analyzeFlow(document, made);
  const isLate = opens && trace.findings.some(isLateBeginning);
  if (trace.undecided > 0 || isLate || !makesSense(trace)) return null;
  return trace.findings.filter(({ code }) => code === "stack-differs").length;
}

const MANY = Number.POSITIVE_INFINITY;
