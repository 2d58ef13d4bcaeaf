/**
 * An exercise out of a flow. What is made has been tried out: each blank has one answer, each planted
 * mistake is one error, and the lines out of order are wrong as they stand.
 */

import type { Document, Flow } from "../language/ast.js";
import { applyEdits } from "../language/edits.js";
import { format } from "../language/format.js";
import type { ExerciseKind } from "../language/words.js";
import { asksForAll } from "./blanks.js";
import { judge, prepareTemplate } from "./judge.js";
import {
  alternatives,
  type BlankCandidate,
  type BlankOf,
  chooseBlanks,
  isAssumed,
  withBlanks,
} from "./make-blanks.js";
import { type Checked, holds } from "./make-check.js";
import { chooseLines, withBlankLines } from "./make-next.js";
import { shuffleLines } from "./make-order.js";
import type { Prose } from "./make-prose.js";
import { plantSlips, type SlipIn } from "./make-slips.js";
import { type Hindered, type Hindrance, PLAIN_HEAD, sourceOf } from "./make-source.js";
import type { Random } from "./random/random.js";

export const KINDS: readonly ExerciseKind[] = ["fill", "find", "order", "next", "state", "capture"];

export interface Making {
  readonly kind: ExerciseKind;
  /** How many blanks, missing lines or mistakes at most. Lines out of order are all of them. */
  readonly count: number;
  /** Fewer are no exercise. */
  readonly least?: number;
  /** How many of the blanks may be flags and events, which depend on one another; any number where left out. */
  readonly assumed?: number;
  /** What may be blank, or wrong; those that the kind has no use for do not matter. */
  readonly of: ReadonlySet<BlankOf | SlipIn>;
  readonly random: Random;
  /** What it is about: at least one blank, or mistake, is about that. */
  readonly focus?: BlankOf & SlipIn;
  /** Numbers that the flow leaves out may be blank too: they are worked out and written in the others' places. */
  readonly computed?: boolean;
}

/** Both as plain flows below `PLAIN_HEAD`. */
export interface Made {
  readonly template: string;
  readonly key: string;
  /** How many blanks, missing lines, mistakes, or lines out of order. */
  readonly amount: number;
}

/** What stands above the lines of an exercise. */
export interface ExerciseHead {
  readonly title: string;
  readonly task: string;
  readonly kind: ExerciseKind;
  readonly hints: readonly string[];
}

export function makeExercise(
  document: Document,
  flow: Flow,
  making: Making,
  prose: Prose = "drop",
): Made | Hindered {
  const source = sourceOf(document, flow, making.kind === "order" ? "drop" : prose, making.computed);
  if ("hindrance" in source) return source;
  const made = makeOf(source, making);
  return typeof made === "string" ? { hindrance: made, line: null } : made;
}

/** Out of a flow that is right. What comes out has been judged: the key is right, and nothing tells before. */
export function makeOf(source: Checked, making: Making): Made | Hindrance {
  const { kind, count, least = 1, of, random, focus } = making;
  switch (kind) {
    case "find": {
      const { text, slips } = plantSlips(source, of as ReadonlySet<SlipIn>, count, random, focus);
      if (focus !== undefined && !slips.some((slip) => slip.in === focus)) return "nothing";
      return accepted({ template: text, key: source.text, amount: slips.length }, kind, source, least);
    }
    case "order": {
      const made = shuffleLines(source, random);
      return typeof made === "string" ? made : accepted(made, kind, source, least);
    }
    case "next": {
      let lines = chooseLines(source, count, random);
      for (;;) {
        const template = withBlankLines(source.text, lines);
        const made = accepted({ template, key: source.text, amount: lines.length }, kind, source, least);
        if (typeof made !== "string" || lines.length <= least) return made;
        // Several open lines may be more than the judge can think of; fewer are not.
        lines = lines.slice(1);
      }
    }
    default:
      return makeBlanks(source, making);
  }
}

function makeBlanks(
  source: Checked,
  { kind, count, least = 1, of, random, assumed, focus }: Making,
): Made | Hindrance {
  const preference = { assumed, focus };
  let blanks = chooseBlanks(source, forKind(kind, of as ReadonlySet<BlankOf>), count, random, preference);
  const isToThePoint = () =>
    focus === undefined || kind === "state" || blanks.some((one) => one.of === focus);
  while (blanks.length >= least && isToThePoint()) {
    const made = { template: withBlanks(source.text, blanks), key: source.text, amount: blanks.length };
    const isGood = typeof accepted(made, kind, source, least) !== "string";
    const loose = isGood ? looseFlags(made, source, blanks) : null;
    if (isGood && loose === null) return made;
    // What the judge cannot put in for itself, while it is open, would make the lines below look wrong.
    const last = loose ?? blanks.findLast(isAssumed);
    if (last === undefined) break;
    blanks = blanks.filter((one) => one !== last);
  }
  return "nothing";
}

/** Pairs of more than these take too long. */
export const MOST_ASSUMED = 3;

/**
 * One of several blanks for flags or events that could be otherwise if another one were; null where none is. Of
 * many such blanks not all pairs are tried: the judge takes whatever fits.
 */
function looseFlags(
  { key }: Made,
  source: Checked,
  blanks: readonly BlankCandidate[],
): BlankCandidate | null {
  const assumed = blanks.filter(isAssumed);
  if (assumed.length > MOST_ASSUMED) return null;
  const open = blanks.filter((one) => !isAssumed(one)).map(({ span }) => ({ span, text: "?" }));
  const loose = assumed.find((one, at) =>
    assumed.slice(at + 1).some((other) =>
      alternatives(one, key).some((text) =>
        alternatives(other, key).some((otherText) => {
          const both = [
            { span: one.span, text },
            { span: other.span, text: otherText },
          ];
          return holds(applyEdits(key, [...open, ...both]), source);
        }),
      ),
    ),
  );
  return loose ?? null;
}

/** As it is given out nothing in it looks wrong, unless that is the question; and its key is the answer. */
function accepted(made: Made, kind: ExerciseKind, source: Checked, least: number): Made | Hindrance {
  if (made.amount < least) return "nothing";
  const head = bareHead(kind);
  const template = prepareTemplate(bodyUnder(made.template, head));
  const base = template.exercises[0]?.trials.base;
  if (base === undefined) return "nothing";
  const known = source.variant.troubles.length;
  if (!asksForAll(kind) && base.troubles.length > known) return "nothing";
  const isSolvedBy = (text: string): boolean =>
    judge(template, bodyUnder(text, head)).every(({ solved }) => solved);
  return isSolvedBy(made.key) && !isSolvedBy(made.template) ? made : "open";
}

function bareHead(kind: ExerciseKind): ExerciseHead {
  return { title: "", task: "…", kind, hints: [] };
}

const STATE: ReadonlySet<BlankOf> = new Set(["state"]);

function forKind(kind: ExerciseKind, of: ReadonlySet<BlankOf>): ReadonlySet<BlankOf> {
  return kind === "state" ? STATE : of;
}

/** The exercise with its head, as a file holds it. */
export function exerciseText(plain: string, head: ExerciseHead): string {
  return format(bodyUnder(plain, head));
}

function bodyUnder(plain: string, { title, task, kind, hints }: ExerciseHead): string {
  const lines = [
    `exercise "${quoted(title)}"`,
    `task: ${task}`,
    `kind: ${kind}`,
    ...hints.map((hint) => `hint: ${hint}`),
  ];
  return `${lines.join("\n")}\n\n${plain.slice(PLAIN_HEAD.length)}`;
}

/** The same, filled in: an answer to the template of this name. */
export function keyText(plain: string, head: ExerciseHead, template: string, origin = ""): string {
  const above = origin === "" ? "" : `${origin}\n\n`;
  return `answers "${quoted(template)}"\n${above}${exerciseText(plain, head)}`;
}

function quoted(text: string): string {
  return text.replace(/[\\"]/g, "\\$&");
}
