/** The blanks of an exercise, each with its place and what is asked for in it. */

import type { Flow, Span, Statement } from "../language/ast.js";
import { type ExerciseKind, isExerciseKind } from "../language/words.js";
import { type SlotKey, slotsOf } from "./slots.js";

export interface Blank {
  /** Its place among the blanks of the exercise. */
  readonly index: number;
  readonly kind: BlankKind;
  /** The `?` in the text. */
  readonly span: Span;
  readonly line: number;
  /** The line it stands on, by its place among the statements of the exercise. */
  readonly statement: number;
  readonly key: SlotKey;
}

/** What a blank stands for. `local`: an event or a state, not yet said which. `line`: a whole line. `choice`: an option. */
export type BlankKind =
  | "flags"
  | "seq"
  | "ack"
  | "len"
  | "number"
  | "option"
  | "state"
  | "local"
  | "line"
  | "choice";

/** The blanks of a flow, in text order. A plain flow has none: there `?` is a question. */
export function blanksOf(flow: Flow, text: string): readonly Blank[] {
  if (flow.kind !== "exercise") return [];
  const found = flow.statements.flatMap((statement, at) => ofStatement(statement, at, text));
  return found.map((blank, index) => ({ ...blank, index }));
}

/** What the exercise asks for: its `kind:` line, else blanks to fill in. */
export function kindOf(flow: Flow): ExerciseKind {
  const line = flow.statements.find((statement) => statement.type === "kind");
  return line?.type === "kind" && isExerciseKind(line.text.value) ? line.text.value : "fill";
}

/** In these the whole exercise is the question: where its mistakes are, in which order its lines belong. */
export function asksForAll(kind: ExerciseKind): kind is "find" | "order" {
  return kind === "find" || kind === "order";
}

export function taskOf(flow: Flow): readonly string[] {
  return flow.statements.flatMap((s) => (s.type === "task" ? [s.text.value] : []));
}

export function hintsOf(flow: Flow): readonly string[] {
  return flow.statements.flatMap((s) => (s.type === "hint" ? [s.text.value] : []));
}

function ofStatement(statement: Statement, at: number, text: string): Omit<Blank, "index">[] {
  return slotsOf(statement, text)
    .filter((slot) => slot.text === null && BLANK_KINDS[slot.key] !== undefined)
    .map(({ key, span }) => ({
      kind: BLANK_KINDS[key] as BlankKind,
      span,
      line: statement.line,
      statement: at,
      key,
    }))
    .filter(({ key }, i, all) => key !== "what" || all.length === i + 1)
    .sort((a, b) => a.span.start - b.span.start);
}

const BLANK_KINDS: { readonly [K in SlotKey]?: BlankKind } = {
  line: "line",
  answer: "choice",
  flags: "flags",
  seq: "seq",
  ack: "ack",
  len: "len",
  amount: "len",
  isn: "number",
  snd: "number",
  rcv: "number",
  win: "option",
  urg: "option",
  mss: "option",
  wscale: "option",
  sack: "option",
  what: "local",
  state: "state",
  "state-from": "state",
  "attribute-state": "state",
};
