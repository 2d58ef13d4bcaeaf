/** `kind: order`: the lines of an exchange, shuffled, put in an order in which the exchange is right. */

import { analyzeFlow } from "../check/analyze.js";
import type { Finding } from "../check/trace.js";
import type { Flow, Statement } from "../language/ast.js";
import { parse } from "../language/parser.js";
import { type Change, type Sheet, saysTheSame } from "./align.js";
import type { Mark } from "./judge.js";
import { type Exercise, isLateBeginning } from "./variant.js";

/**
 * A mark for each line: right as far as the exchange is right up to it. A line that is not one of the exercise
 * is a change, and does not count.
 */
export function judgeOrder(exercise: Exercise, answer: Sheet): [readonly Mark[], readonly Change[]] {
  const given = movable(exercise.flow);
  const own = movable(answer.flow);
  const left = [...given];
  const kept: Statement[] = [];
  const changes: Change[] = [];
  for (const statement of own) {
    const at = left.findIndex((s) => saysTheSame(s, exercise.text, statement, answer.text));
    if (at >= 0) kept.push(...[statement].slice(0, left.splice(at, 1).length));
    else changes.push({ kind: "added", span: statement.span, line: statement.line, templateLine: null });
  }
  for (const { line } of left) changes.push({ kind: "removed", span: null, line: null, templateLine: line });
  const upTo = rightUpTo(exercise, kept, answer);
  const untouched = isUntouched(exercise, given, kept, answer);
  const marks = given.map((template, index): Mark => {
    const statement = kept[index] ?? null;
    const verdict = statement === null ? "empty" : index < upTo ? "right" : untouched ? "empty" : "wrong";
    return {
      index,
      kind: "place",
      verdict,
      misconception: verdict === "wrong" ? (index === upTo ? "wrong-order" : "carried-over") : null,
      written: statement === null ? null : answer.text.slice(statement.span.start, statement.span.end),
      span: statement?.span ?? null,
      line: statement?.line ?? null,
      template: { span: template.span, line: template.line },
    };
  });
  return [marks, changes];
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
  answer: Sheet,
) {
  return (
    given.length === kept.length &&
    given.every((s, i) => saysTheSame(s, text, kept[i] as Statement, answer.text))
  );
}

/** How many lines, from the first on, make a right exchange by themselves; all of them only if it is whole. */
function rightUpTo(exercise: Exercise, lines: readonly Statement[], { text }: Sheet): number {
  const said = lines.map(({ span }) => text.slice(span.start, span.end));
  const opens = lines.some((s) => s.type === "segment" && isFirstSyn(s));
  // What a line means may show only below it: that an ACK was dropped, by the SYN+ACK that comes again.
  if (isRight(exercise, said, opens)) return said.length;
  for (let count = 1; count < said.length; count++) {
    if (!isRight(exercise, said.slice(0, count), opens)) return count - 1;
  }
  return Math.max(0, said.length - 1);
}

function isFirstSyn(statement: Extract<Statement, { type: "segment" }>): boolean {
  const words = statement.flags.words.map(({ flag }) => flag);
  return words.includes("SYN") && !words.includes("ACK");
}

function isRight({ flow, text }: Exercise, said: readonly string[], opens: boolean): boolean {
  const declared = flow.statements.filter(({ type }) => type === "endpoint");
  const head = declared.map(({ span }) => text.slice(span.start, span.end));
  const document = parse(['exercise ""', ...head, ...said].join("\n"));
  const made = document.flows[0];
  if (made === undefined || document.problems.length > 0) return false;
  const { findings, undecided } = analyzeFlow(document, made);
  return undecided === 0 && !findings.some((finding) => speaksAgainst(finding, opens));
}

/** With its SYN among the lines, an exchange does not begin in the middle. */
function speaksAgainst(finding: Finding, opens: boolean): boolean {
  if (opens && isLateBeginning(finding)) return true;
  return finding.severity === "error" || finding.code === "symbol-becomes-number";
}
