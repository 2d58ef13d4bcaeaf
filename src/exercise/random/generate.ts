/** An exercise by topic and difficulty, the same for the same seed. */

import { mixSeed } from "../../language/hash.js";
import type { ExerciseKind } from "../../language/words.js";
import type { Locale } from "../../messages/locale.js";
import { type MakingTexts, makingTexts } from "../../messages/making.js";
import { type ExerciseHead, exerciseText, keyText, type Made, MOST_ASSUMED, makeOf } from "../make.js";
import type { BlankOf } from "../make-blanks.js";
import { checked } from "../make-check.js";
import type { SlipIn } from "../make-slips.js";
import { complete, type StateStyle } from "./complete.js";
import { chosenQuestion } from "./question.js";
import { type Random, randomFrom } from "./random.js";
import type { Difficulty } from "./scene.js";
import { FOCUS, isPlain, kindsOf, ONLY, SCENES, type SceneTopic, sceneTopic, type Topic } from "./topics.js";

export interface ExerciseRequest {
  readonly topic: Topic;
  /** Left out, one that suits the topic. */
  readonly kind?: ExerciseKind | undefined;
  readonly difficulty: Difficulty;
  /** An integer from 0 to 2^32 - 1. */
  readonly seed: number;
  readonly locale: Locale;
  /** The name of the template's file, which the key names in its first line. */
  readonly name?: string | undefined;
}

export interface GeneratedExercise {
  readonly topic: SceneTopic;
  readonly kind: ExerciseKind;
  /** The file's name where the request has none. */
  readonly name: string;
  /** The template. */
  readonly text: string;
  /** The template filled in, as an answer to it. */
  readonly key: string;
}

/**
 * Which exercise it is, depends on topic, kind, difficulty and seed; the language only translates it.
 * A scene that does not suit is thrown away and another one drawn.
 */
export function generateExercise(request: ExerciseRequest): GeneratedExercise {
  const { difficulty, seed, locale } = request;
  const texts = makingTexts(locale);
  if (request.kind !== undefined && !kindsOf(request.topic).includes(request.kind))
    throw new RangeError(`no ${request.kind} about ${request.topic}`);
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const random = randomFrom(mixSeed(seed, request.topic, request.kind ?? "any", difficulty, attempt));
    const topic = sceneTopic(request.topic, request.kind, random);
    const kind = request.kind ?? random.pick(suiting(topic));
    if (kind === "choice") return questionOn(topic, request, random);
    const made = draw(topic, kind, difficulty, random, texts);
    if (made === null) continue;
    const name = request.name ?? `${topic}-${kind}-${difficulty}-${seed}.tcpflow`;
    const head = headOf(topic, kind, seed, texts);
    const origin = originOf(request, texts);
    const text = `${origin}\n\n${exerciseText(made.template, head)}`;
    return { topic, kind, name, text, key: keyText(made.key, head, name, origin) };
  }
  // Nothing a user does leads here: every topic and kind is drawn thousands of times by a test.
  throw new Error(`no exercise for ${JSON.stringify(request)}`);
}

const MOST_ATTEMPTS = 100;

const CAPTURED: readonly ExerciseKind[] = ["capture", "capture", "fill", "find", "next"];

function suiting(topic: SceneTopic): readonly ExerciseKind[] {
  return topic === "capture" ? CAPTURED : kindsOf(topic).filter((kind) => kind !== "capture");
}

/** A question with written options; which is right stands in the key. */
function questionOn(topic: SceneTopic, request: ExerciseRequest, random: Random): GeneratedExercise {
  const { difficulty, seed, locale } = request;
  const texts = makingTexts(locale);
  const kind = "choice";
  const name = request.name ?? `${topic}-${kind}-${difficulty}-${seed}.tcpflow`;
  const { template, key } = chosenQuestion(topic, titleOf(topic, seed, texts), locale, random);
  const origin = originOf(request, texts);
  return {
    topic,
    kind,
    name,
    text: `${origin}\n\n${template}`,
    key: `answers "${name}"\n${origin}\n\n${key}`,
  };
}

/** null where the scene gives no exercise of this kind that is worth doing. */
function draw(
  topic: SceneTopic,
  kind: MadeKind,
  difficulty: Difficulty,
  random: Random,
  texts: MakingTexts,
): Made | null {
  const letters = !isPlain(topic) && kind !== "capture" && random.chance(LETTERS[difficulty]);
  const labels = {
    client: texts.client,
    server: texts.server,
    a: texts.host("A"),
    b: texts.host("B"),
    stranger: texts.stranger,
  };
  const scene = SCENES[topic]({ random, difficulty, letters, labels });
  const full = complete(scene, random, STATES[kind]);
  const source = full === null ? null : checked(full);
  if (source === null) return null;
  const { count, least } = AMOUNTS[kind][difficulty];
  const focus = FOCUS[topic];
  const of =
    focus === undefined ? OF[difficulty] : new Set(ONLY.has(topic) ? [focus] : [...OF[difficulty], focus]);
  const most = ONLY.has(topic) ? 1 : least;
  const assumed = MOST_ASSUMED;
  const made = makeOf(source, {
    kind,
    count,
    least: most,
    of,
    assumed,
    random,
    ...(focus === undefined ? {} : { focus }),
  });
  return typeof made === "string" ? null : made;
}

/** How often numbers have letters. */
const LETTERS: Readonly<Record<Difficulty, number>> = { 1: 0.6, 2: 0.4, 3: 0.15 };

type MadeKind = Exclude<ExerciseKind, "choice">;

const STATES: Readonly<Record<MadeKind, StateStyle>> = {
  fill: { share: 0.4, both: 0.2 },
  find: { share: 0.5, both: 0.2 },
  order: { share: 0, both: 0 },
  next: { share: 0.7, both: 0.3 },
  state: { share: 0.9, both: 0.15 },
  capture: { share: 0, both: 0 },
};

interface Amount {
  readonly count: number;
  /** Fewer are not worth an exercise. */
  readonly least: number;
}

const AMOUNTS: Readonly<Record<MadeKind, Readonly<Record<Difficulty, Amount>>>> = {
  fill: { 1: { count: 3, least: 2 }, 2: { count: 4, least: 3 }, 3: { count: 6, least: 4 } },
  find: { 1: { count: 1, least: 1 }, 2: { count: 2, least: 2 }, 3: { count: 3, least: 2 } },
  order: { 1: { count: 0, least: 0 }, 2: { count: 0, least: 0 }, 3: { count: 0, least: 0 } },
  next: { 1: { count: 1, least: 1 }, 2: { count: 1, least: 1 }, 3: { count: 1, least: 1 } },
  state: { 1: { count: 2, least: 1 }, 2: { count: 3, least: 2 }, 3: { count: 5, least: 2 } },
  capture: { 1: { count: 2, least: 1 }, 2: { count: 4, least: 2 }, 3: { count: 6, least: 3 } },
};

const EASY: readonly (BlankOf | SlipIn)[] = ["flags", "seq", "ack", "state"];

const OF: Readonly<Record<Difficulty, ReadonlySet<BlankOf | SlipIn>>> = {
  1: new Set(EASY),
  2: new Set([...EASY, "len"]),
  3: new Set([...EASY, "len", "event"]),
};

function headOf(topic: SceneTopic, kind: MadeKind, seed: number, texts: MakingTexts): ExerciseHead {
  const { hint } = texts.topics[topic];
  const { task, hint: way } = texts.kinds[kind];
  return { title: titleOf(topic, seed, texts), task, kind, hints: [way, hint] };
}

function titleOf(topic: SceneTopic, seed: number, texts: MakingTexts): string {
  return `${texts.topics[topic].label} · ${seed}`;
}

/** The comment on its first line: how to get it again. */
export function originOf({ topic, kind, difficulty, seed }: ExerciseRequest, texts: MakingTexts): string {
  const about = topic === "mixed" ? texts.mixed : texts.topics[topic].label;
  const what = kind === undefined ? texts.anyKind : texts.kinds[kind].label;
  return `# ${texts.origin(about, what, difficulty, seed)}`;
}
