/**
 * The numbers of a picture at the reader's choice: as written, in letters, counted from the start of the
 * connection, or as plain as they are known. A wrong number is never replaced: it stays as it is written.
 */

import { express, expressWith } from "../check/express.js";
import type { FlowTrace, Step } from "../check/trace.js";
import type { Expr, Segment, Span } from "../language/ast.js";
import { numberTexts } from "../messages/export.js";
import type { Locale } from "../messages/locale.js";
import { type Num, plus, ZERO } from "../tcp/number.js";
import { signed } from "../tcp/sequence.js";
import { expressionText } from "./segment.js";
import { type NumberStart, Starts } from "./starts.js";

/**
 * - `written`: as it stands in the text; what is left out in the flow's own words
 * - `symbolic`: by letters, `x+1`
 * - `relative`: counted from the ISN, which is 0, as Wireshark does it
 * - `absolute`: plain numbers wherever they are known
 */
export type NumberMode = "written" | "symbolic" | "relative" | "absolute";

export const NUMBER_MODES: readonly NumberMode[] = ["written", "symbolic", "relative", "absolute"];

export function isNumberMode(value: unknown): value is NumberMode {
  return NUMBER_MODES.some((mode) => mode === value);
}

export type Which = "seq" | "ack" | "len";

/** How a flow's numbers are shown. */
export interface NumberForm {
  /** A number that the check worked out; null where it has no name. */
  readonly value: (step: Step, which: Which) => string | null;
  /** A number that is written; null where it is to be shown as it is. */
  readonly restate: (step: Step, which: Which, field: { span: Span; value: Expr }) => string | null;
  /** What a reader must know about these numbers; null where there is nothing to say. */
  readonly legend: (locale: Locale) => string | null;
}

/** In an exercise numbers are shown as written, whatever is asked for. */
export function numberForm(flow: FlowTrace, mode: NumberMode): NumberForm {
  if (mode === "written" || flow.flow.kind === "exercise") {
    return {
      value: (step, which) => ownWords(flow, step, which),
      restate: () => null,
      legend: () => null,
    };
  }
  const starts = new Starts(flow);
  const say = (step: Step, which: Which, value: Num): string | null => {
    const resolved = flow.numbers.resolve(value);
    if (mode === "absolute") return resolved.terms === null ? String(resolved.constant) : null;
    if (which === "len") {
      return mode === "symbolic" ? null : expressWith(flow.numbers, flow.symbols, resolved, step.index);
    }
    const start = starts.of(step, which);
    if (start === null) return null;
    return mode === "relative" ? relative(flow, resolved, start) : symbolic(flow, resolved, start, starts);
  };
  return {
    value(step, which) {
      const value = step.segment?.[which] ?? null;
      if (value === null) return null;
      const own = ownWords(flow, step, which);
      // Letters that the writer chose are better than any that we choose.
      if (mode === "symbolic" && own !== null && LETTER.test(own)) return own;
      return say(step, which, value) ?? own;
    },
    restate(step, which, field) {
      const written = expressionText(field.value);
      if (mode === "symbolic" && LETTER.test(written)) return null;
      const value = sumOf(flow, field.value);
      if (value === null || isWrong(step, field.span)) return null;
      if (step.segment !== null && field === (step.statement as Segment)[which]) {
        const right = step.segment[which];
        if (right === null || flow.numbers.equal(value, right) !== true) return null;
      }
      return say(step, which, value);
    },
    legend(locale) {
      // Letters are given as they are needed, so every number is asked for first.
      for (const step of flow.steps) {
        for (const which of ["seq", "ack"] as const) this.value(step, which);
      }
      return legend(flow, mode, starts, locale);
    },
  };
}

const LETTER = /\p{L}/u;

function ownWords(flow: FlowTrace, step: Step, which: Which): string | null {
  const value = step.segment?.[which] ?? null;
  return value === null ? null : express(flow, value, step.index);
}

/** Counted from the start; null where what lies between has no name. */
function relative(flow: FlowTrace, value: Num, start: NumberStart): string | null {
  const distance = flow.numbers.resolve(flow.numbers.subtract(value, start.zero));
  if (distance.terms === null) return String(signed(distance.constant));
  return isNamed(flow, distance) ? expressWith(flow.numbers, flow.symbols, distance) : null;
}

/** The letter of the start and the distance from it. */
function symbolic(flow: FlowTrace, value: Num, start: NumberStart, starts: Starts): string | null {
  const distance = flow.numbers.resolve(flow.numbers.subtract(value, start.first));
  if (!isNamed(flow, distance)) return null;
  const name = starts.nameOf(start);
  if (distance.terms === null) {
    const octets = signed(distance.constant);
    return octets === 0 ? name : `${name}${octets < 0 ? "" : "+"}${octets}`;
  }
  const text = expressWith(flow.numbers, flow.symbols, distance);
  return text === null ? null : `${name}+${text}`;
}

/** A plain number, or one of lengths with names: nothing in it that nobody has said. */
function isNamed({ numbers }: FlowTrace, n: Num): boolean {
  return !numbers.hasBase(n) && !numbers.holds(n, "elided") && !numbers.holds(n, "unsaid");
}

/** What a written sum is; null where a letter in it has no value. */
export function sumOf(flow: FlowTrace, expr: Expr): Num | null {
  let value = ZERO;
  for (const term of expr.terms) {
    if (term.kind === "number") {
      value = plus(value, term.sign * term.value);
      continue;
    }
    const known = flow.symbols.all.get(term.name);
    if (known === undefined) return null;
    value =
      term.sign === 1 ? flow.numbers.add(value, known.value) : flow.numbers.subtract(value, known.value);
  }
  return value;
}

function isWrong(step: Step, span: Span): boolean {
  return step.findings.some(
    (finding) =>
      finding.severity === "error" && finding.span.start < span.end && span.start < finding.span.end,
  );
}

function legend(flow: FlowTrace, mode: NumberMode, starts: Starts, locale: Locale): string | null {
  const texts = numberTexts(locale);
  if (mode === "relative") return texts.relative;
  if (mode === "absolute") {
    const letters = flow.symbols.order.filter(
      (info) => info.kind === "sequence" && flow.numbers.resolve(info.value).terms !== null,
    );
    const names = letters.slice(0, LETTERS_NAMED).map((info) => info.name);
    if (letters.length > names.length) names.push("…");
    return names.length === 0 ? null : texts.unknown(names.join(", "));
  }
  const ours = starts.named().filter(({ ours }) => ours);
  if (ours.length === 0) return null;
  return ours
    .slice(0, LETTERS_NAMED)
    .map(({ name, start }) => {
      const value = flow.numbers.resolve(start.first);
      return texts.stands(name, start.endpoint, value.terms === null ? String(value.constant) : null);
    })
    .join(texts.between);
}

const LETTERS_NAMED = 8;
