/** `kind: find`: the mistakes that are planted in an exercise, and whether an answer corrects them. */

import type { Span, Statement } from "../language/ast.js";
import { parse } from "../language/parser.js";
import { align, type Difference, type FlowText } from "./align.js";
import { namesWhatIsKnown } from "./letters.js";
import type { Misconception } from "./misconceptions.js";
import { errorsOf, type Planted, planted } from "./planted.js";
import type { Mark } from "./result.js";
import { isRenamed, isSameThing } from "./same-thing.js";
import { slotsOf } from "./slots.js";
import { type Exercise, exerciseOf, fillIn, newTroubles } from "./variant.js";

/** A mark for each planted mistake, and what was changed though nothing was wrong with it. */
export function judgeFind(exercise: Exercise, answer: FlowText): [readonly Mark[], readonly Difference[]] {
  const mistakes = planted(exercise);
  const { pairs, changes } = align(exercise, answer);
  const wrongLines = new Set(mistakes.map(({ statement }) => statement.line));
  const partner = new Map(pairs.flatMap(([a, b]) => (a === null ? [] : [[a, b] as const])));
  const whole = isRenamed(exercise, answer, pairs, wrongLines) && isRightAsCorrected(exercise, answer);
  const marks = mistakes.map((mistake, index): Mark => {
    const { statement } = mistake;
    const at = partner.get(exercise.flow.statements.indexOf(statement)) ?? null;
    const own = at === null ? null : (answer.flow.statements[at] ?? null);
    const touched = isTouched(mistake, changes, pairs, exercise);
    const fault = touched ? faultIn(exercise, answer, mistakes, mistake, own, pairs) : null;
    // With a letter renamed throughout, no line is right without the others.
    const misconception = fault === "still-wrong" && whole ? null : fault;
    return {
      index,
      kind: "mistake",
      verdict: !touched ? "empty" : misconception === null ? "right" : "wrong",
      misconception,
      remark: null,
      written: touched && own !== null ? answer.text.slice(own.span.start, own.span.end) : null,
      span: own?.span ?? null,
      line: own?.line ?? null,
      template: { span: statement.span, line: statement.line },
    };
  });
  const together = stillWrong(exercise, answer, marks);
  const needless = changes.filter((c) => c.templateLine !== null && !wrongLines.has(c.templateLine));
  return [
    marks.map((mark) => (together.has(mark.index) ? { ...mark, ...STILL_WRONG } : mark)),
    [...needless, ...addedInVain(exercise, mistakes, changes, pairs)],
  ];
}

const STILL_WRONG = { verdict: "wrong", misconception: "still-wrong" } as const;

/**
 * What is right by itself must be right with the rest: the exchange as corrected has no error, and is not legal only
 * because more of it than before is read as something else than what is drawn.
 */
function stillWrong(
  exercise: Exercise,
  { flow, text }: FlowText,
  marks: readonly Mark[],
): ReadonlySet<number> {
  if (marks.length === 0 || marks.some(({ verdict }) => verdict !== "right")) return new Set();
  const first = firstWrongLine(exercise, text.slice(flow.span.start, flow.span.end));
  if (first === undefined) return new Set();
  const near = marks.findLast((mark) => mark.line !== null && mark.line - flow.line <= first);
  return new Set([(near ?? (marks[0] as Mark)).index]);
}

/** Nothing at all is wrong with the exchange as the answer has it, and nothing is left open. */
function isRightAsCorrected(exercise: Exercise, { flow, text }: FlowText): boolean {
  const corrected = text.slice(flow.span.start, flow.span.end);
  const open = flow.statements.some(
    (s) => s.type === "broken" || slotsOf(s, text).some((one) => one.text === null),
  );
  return !open && firstWrongLine(exercise, corrected) === undefined;
}

function firstWrongLine(exercise: Exercise, corrected: string): number | undefined {
  return errorsOf(corrected)[0] ?? otherReading(exercise, corrected);
}

/** The line of the first finding that is no error, speaks against the exchange, and is there more often than it was. */
function otherReading(exercise: Exercise, corrected: string): number | undefined {
  const document = parse(corrected);
  const flow = document.flows[0];
  if (flow === undefined) return undefined;
  const known = new Map<string, number>();
  for (const { code } of fillIn(exercise, new Map()).troubles) known.set(code, (known.get(code) ?? 0) + 1);
  for (const { code, line } of fillIn(exerciseOf(document, flow), new Map()).troubles) {
    const left = known.get(code) ?? 0;
    if (left === 0) return Math.max(line, 0);
    known.set(code, left - 1);
  }
  return undefined;
}

type Pairs = readonly (readonly [number | null, number | null])[];

/** The line is changed, gone, or has a new line before or behind it. */
function isTouched(
  { statement }: Planted,
  changes: readonly Difference[],
  pairs: Pairs,
  exercise: Exercise,
): boolean {
  if (changes.some((c) => c.templateLine === statement.line)) return true;
  return isMissing(statement, exercise) && addedBefore(statement, pairs, exercise).length > 0;
}

/** What the line presupposes is not there: a new line before it may be the correction. */
function isMissing(statement: Statement, exercise: Exercise): boolean {
  const found = planted(exercise).find((p) => p.statement === statement)?.findings ?? [];
  return found.some(
    ({ code }) => code === "segment-missing" || code === "timeout-missing" || code === "ack-beyond",
  );
}

/** The lines of the answer that stand new between the line and the one before it. */
function addedBefore(statement: Statement, pairs: Pairs, { flow }: Exercise): readonly number[] {
  const at = pairs.findIndex(([a]) => a === flow.statements.indexOf(statement));
  const added: number[] = [];
  for (let i = at - 1; i >= 0 && pairs[i]?.[0] === null; i--) added.unshift(pairs[i]?.[1] as number);
  return added;
}

function addedInVain(
  exercise: Exercise,
  mistakes: readonly Planted[],
  changes: readonly Difference[],
  pairs: Pairs,
): Difference[] {
  const useful = mistakes
    .filter(({ statement }) => isMissing(statement, exercise))
    .flatMap(({ statement }) => addedBefore(statement, pairs, exercise));
  const added = pairs.flatMap(([a, b]) => (a === null && b !== null ? [b] : []));
  const all = changes.filter(({ kind }) => kind === "added");
  return all.filter((_, i) => !useful.includes(added[i] ?? -1));
}

/**
 * The exercise with this line as the answer has it, the other mistakes as they were: no error is on the line any
 * more, there is none elsewhere that was not there before, and nothing was taken out in place of being put right.
 */
function faultIn(
  exercise: Exercise,
  answer: FlowText,
  mistakes: readonly Planted[],
  mistake: Planted,
  own: Statement | null,
  pairs: Pairs,
): Misconception | null {
  const { statement } = mistake;
  if (own === null && !mistake.findings.some(({ code }) => SUPERFLUOUS.has(code))) return "claim-removed";
  if (own !== null && own.type !== "broken" && !isSameThing(statement, own)) return "another-claim";
  if (own !== null && !keepsClaims(statement, exercise.text, own, answer.text)) return "claim-removed";
  if (own?.type === "broken") return "unreadable";
  const said = (s: Statement) => answer.text.slice(s.span.start, s.span.end);
  const added = isMissing(statement, exercise)
    ? addedBefore(statement, pairs, exercise).map((i) => said(answer.flow.statements[i] as Statement))
    : [];
  const corrected = replaced(exercise, [
    [statement.span, [...added, ...(own === null ? [] : [said(own)])].join("\n")],
  ]);
  const errors = errorsOf(corrected);
  const start = statement.line;
  const here = errors.some((line) => line >= start && line <= start + added.length);
  // A line that is gone has no mistake that could still be on it.
  if (here || errors.length > mistakes.length - 1) return own === null ? "claim-removed" : "still-wrong";
  // The others are still to be corrected: what makes one of them right has taken the mistake elsewhere.
  if (errors.length < mistakes.length - 1) return "another-claim";
  return evasion(exercise, corrected, start, start + added.length);
}

/** No error any more, but no answer either: a new letter for what is known, what is warned of, or left open. */
function evasion(exercise: Exercise, corrected: string, first: number, last: number): Misconception | null {
  const document = parse(corrected);
  const flow = document.flows[0];
  if (flow === undefined) return "still-wrong";
  const base = fillIn(exercise, new Map());
  const made = fillIn(exerciseOf(document, flow), new Map());
  const isHere = (line: number): boolean => line >= first && line <= last;
  const open = newTroubles(made, base).some(
    ({ line, finding }) => isHere(line) || finding?.severity !== "error",
  );
  if (open) return "still-wrong";
  const own = made.trace.flow.statements.filter(({ line }) => isHere(line));
  return own.some(({ span }) => namesWhatIsKnown(made, span, base)) ? "new-letter" : null;
}

/** Mistakes that are corrected by taking the line out. */
const SUPERFLUOUS: ReadonlySet<string> = new Set([
  "segment-illegal",
  "data-after-fin",
  "event-illegal",
  "timeout-nothing",
  "flag-extra",
  "elision-nobody",
  "deliver-lost",
  "deliver-nothing",
]);

/** What the template's line says of numbers, flags and states, the answer says too, and leaves nothing open. */
function keepsClaims(template: Statement, inTemplate: string, answer: Statement, inAnswer: string): boolean {
  if (template.type === "broken") return true;
  const theirs = slotsOf(answer, inAnswer);
  if (theirs.some(({ text }) => text === null)) return false;
  const keys = new Set(theirs.map(({ key }) => key));
  return slotsOf(template, inTemplate).every(({ key }) => keys.has(key) || DISPENSABLE.has(key));
}

const DISPENSABLE: ReadonlySet<string> = new Set([
  "what",
  "state-from",
  "old",
  "at",
  "cleared",
  "payload",
  "len",
]);

function replaced({ text }: Exercise, edits: readonly (readonly [Span, string])[]): string {
  let out = "";
  let from = 0;
  for (const [span, replacement] of edits) {
    out += text.slice(from, span.start) + replacement;
    from = span.end;
  }
  return out + text.slice(from);
}
