/** The two files of an exercise that is made of a flow: the template, and its key. */

import type { Document, Flow } from "../language/ast.js";
import type { ExerciseKind } from "../language/words.js";
import type { Locale } from "../messages/locale.js";
import { makingTexts } from "../messages/making.js";
import { makingCommandTexts } from "../messages/making-commands.js";
import { type ExerciseHead, exerciseText, keyText, type Made, makeExercise } from "./make.js";
import type { BlankOf } from "./make-blanks.js";
import type { Prose } from "./make-prose.js";
import type { SlipIn } from "./make-slips.js";
import type { Hindered } from "./make-source.js";
import { randomFrom } from "./random/random.js";

export interface MakingChoices {
  readonly kind: ExerciseKind;
  readonly of: ReadonlySet<BlankOf | SlipIn>;
  readonly amount: "few" | "half" | "all";
  readonly prose: Prose;
  /** Which of the possible ones are taken. */
  readonly seed: number;
  readonly computed?: boolean;
}

export interface ExerciseFiles {
  readonly text: string;
  readonly key: string;
}

/** `name` is that of the template's file. */
export function exerciseFiles(
  document: Document,
  flow: Flow,
  choices: MakingChoices,
  name: string,
  locale: Locale,
): ExerciseFiles | Hindered {
  const { kind, amount } = choices;
  const make = (count: number) => madeOf(document, flow, choices, count);
  let made = make(kind === "next" ? LINES[amount] : amount === "few" ? FEW : MOST);
  if (!("hindrance" in made) && amount === "half" && kind !== "next") made = make(halfOf(made.amount));
  if ("hindrance" in made) return made;
  const { task, hint } = makingTexts(locale).kinds[kind];
  const title = flow.header?.title?.value ?? makingCommandTexts(locale).untitled;
  const head: ExerciseHead = { title, task, kind, hints: [hint] };
  return { text: exerciseText(made.template, head), key: keyText(made.key, head, name) };
}

type Choices = Omit<MakingChoices, "amount">;

function madeOf(document: Document, flow: Flow, choices: Choices, count: number): Made | Hindered {
  const { kind, of, prose, seed, computed = false } = choices;
  return makeExercise(document, flow, { kind, of, count, computed, random: randomFrom(seed) }, prose);
}

/** How many there are to choose, for each amount. */
export function amountsOf(
  document: Document,
  flow: Flow,
  choices: Choices,
): Readonly<Record<MakingChoices["amount"], number>> | Hindered {
  const isNext = choices.kind === "next";
  const made = madeOf(document, flow, choices, isNext ? LINES.all : MOST);
  if ("hindrance" in made) return made;
  const { amount: all } = made;
  // What is chosen first may leave less to choose: so each is made.
  const amount = (count: number) => {
    const fewer = count >= all ? made : madeOf(document, flow, choices, count);
    return "hindrance" in fewer ? all : fewer.amount;
  };
  return { few: amount(isNext ? LINES.few : FEW), half: amount(isNext ? LINES.half : halfOf(all)), all };
}

/** Those that one can choose between, the least first: of a short flow a few may be as many as half of it, or more. */
export function offered(
  amounts: Readonly<Record<MakingChoices["amount"], number>>,
): readonly MakingChoices["amount"][] {
  const { all, few, half } = amounts;
  return [...(few < half ? (["few"] as const) : []), ...(half < all ? (["half"] as const) : []), "all"];
}

function halfOf(amount: number): number {
  return Math.ceil(amount / 2);
}

const FEW = 3;
/** Each is tried out with all the others. */
const MOST = 60;
/** Missing lines: of more than a few, nobody could say which one is which. */
const LINES: Readonly<Record<MakingChoices["amount"], number>> = { few: 1, half: 2, all: 3 };

/** Whether something is said in words that an exercise may not want to tell. */
export function hasProse(document: Document, { statements, span }: Flow): boolean {
  if (statements.some((s) => s.type === "note" || (s.type === "segment" && s.caption !== null))) return true;
  return /(?:^|[ \t])#/m.test(document.text.slice(span.start, span.end));
}
