/** The flow that an exercise is made of, as a text of its own. */

import type { Document, Flow, Statement } from "../language/ast.js";
import { applyEdits } from "../language/edits.js";
import { withNotationsApplied } from "../language/format.js";
import { parse } from "../language/parser.js";
import { type Checked, checked } from "./make-check.js";
import { isKept, type Prose } from "./make-prose.js";

import { numbersLeftOut } from "./written-out.js";

/** Why no exercise can be made. */
export type Hindrance =
  /** It has no line that says anything. */
  | "empty"
  /** It is an exercise already. */
  | "exercise"
  /** Something in it is wrong; an exercise of it would teach it. */
  | "wrong"
  /** It leaves open what is right, so an answer could not be judged. */
  | "open"
  /** It holds `?` already. */
  | "blanks"
  /** It is too long to be tried out. */
  | "long"
  /** Nothing in it follows from the rest. */
  | "nothing"
  /** Fewer than three lines to be put in order. */
  | "short"
  /** Nearly every order of its lines is right. */
  | "any-order";

export interface Hindered {
  readonly hindrance: Hindrance;
  /** Line of the document where it shows; null where it is the whole flow. */
  readonly line: number | null;
}

/** Trying out takes time that grows with the length, and nobody solves an exercise of this length. */
export const LONGEST = 100;

/** The first line of the text that exercises are made of; another head takes its place. */
export const PLAIN_HEAD = 'flow "TCP"\n';

/** The flow's statements, one a line, below a plain head; `whole`: with the numbers that it leaves out. */
export function sourceOf(document: Document, flow: Flow, prose: Prose, whole = false): Checked | Hindered {
  const source = writtenSource(document, flow, prose);
  return whole && !("hindrance" in source) ? withNumbers(source) : source;
}

/** Unless the flow would say something else with them. */
function withNumbers(source: Checked): Checked {
  const made = checked(applyEdits(source.text, numbersLeftOut(source)));
  return made !== null && made.variant.troubles.length <= source.variant.troubles.length ? made : source;
}

function writtenSource(document: Document, flow: Flow, prose: Prose): Checked | Hindered {
  if (flow.kind === "exercise") return { hindrance: "exercise", line: flow.line };
  if (flow.statements.length > LONGEST) return { hindrance: "long", line: null };
  const broken = flow.statements.find(({ type }) => type === "broken");
  if (broken !== undefined) return { hindrance: "wrong", line: broken.line };
  const kept = flow.statements.filter((s) => isKept(s, prose));
  const lines = kept.map((s) => lineOf(document, s, prose));
  const written = PLAIN_HEAD + lines.map((line) => `${line}\n`).join("");
  const source = checked(withNotationsApplied(parse(written)));
  if (source === null || !kept.some(says)) return { hindrance: "empty", line: null };
  const at = (line: number): number | null => kept[line - 1]?.line ?? null;
  const error = source.variant.troubles.find(
    ({ finding }) => finding === null || finding.severity === "error",
  );
  if (error?.code === "undecided") return { hindrance: "open", line: null };
  if (error !== undefined) return { hindrance: "wrong", line: at(error.line) };
  const blank = source.trace.findings.find(({ code }) => code === "blank-answer");
  const line = blank?.line ?? source.trace.flow.statements.find(({ type }) => type === "blank")?.line;
  return line === undefined ? source : { hindrance: "blanks", line: at(line) };
}

function says({ type }: Statement): boolean {
  return type === "segment" || type === "local";
}

function lineOf({ text }: Document, s: Statement, prose: Prose): string {
  const { start, end } = s.span;
  if (prose === "keep") {
    const rest = text.slice(end).split(/\r\n|\n|\r/, 1)[0] ?? "";
    return `${text.slice(start, end)}${rest.trimEnd()}`;
  }
  if (s.type !== "segment" || s.caption === null) return text.slice(start, end);
  const { span } = s.caption;
  return `${text.slice(start, span.start)}${text.slice(span.end, end)}`.trimEnd();
}
