/** `TCPFlow: New Random Exercise`: by topic, kind and difficulty; a seed gives a whole class the same one. */

import * as vscode from "vscode";
import { type ExerciseRequest, generateExercise } from "../exercise/random/generate.js";
import type { Difficulty } from "../exercise/random/scene.js";
import { kindsOf, RANDOM_KINDS, TOPICS, type Topic } from "../exercise/random/topics.js";
import type { ExerciseKind } from "../language/words.js";
import { type MakingTexts, makingTexts, topicLabel } from "../messages/making.js";
import { type MakingCommandTexts, makingCommandTexts } from "../messages/making-commands.js";
import { another, type SolvedExercise } from "../teaching/another.js";
import { LANGUAGE, localeOf } from "./analyses.js";
import { columnOf } from "./columns.js";

/** One on what was misunderstood in a solved one, else one like it; begun at once. */
export async function anotherLikeThis(solved: SolvedExercise): Promise<void> {
  const { kind = "any", topic, difficulty, seed } = another(solved, newSeed());
  await newRandomExercise({ topic, kind, difficulty, seed });
  await vscode.commands.executeCommand("tcpflow.startExercise");
}

/** What a caller has settled is not asked: `{ topic, kind, difficulty, seed }`. */
export async function newRandomExercise(given?: unknown): Promise<void> {
  const locale = localeOf();
  const settled = settledBy(given);
  const request = await ask(settled, makingTexts(locale), makingCommandTexts(locale));
  if (request === undefined) return;
  const { text } = generateExercise({ ...request, locale });
  const document = await vscode.workspace.openTextDocument({ language: LANGUAGE, content: text });
  const body = text.indexOf("\n\n", text.indexOf("\nkind: "));
  const cursor = document.positionAt(Math.max(text.indexOf("?", body), body + 2));
  const selection = new vscode.Range(cursor, cursor);
  await vscode.window.showTextDocument(document, { selection, viewColumn: columnOf(document.uri) });
}

type Request = Omit<ExerciseRequest, "locale">;

type Settled = Partial<Omit<Request, "kind">> & { readonly kind?: ExerciseKind | "any" };

function settledBy(given: unknown): Settled {
  if (typeof given !== "object" || given === null) return {};
  const { topic, kind, difficulty, seed } = given as Record<string, unknown>;
  return {
    ...(TOPICS.includes(topic as Topic) ? { topic: topic as Topic } : {}),
    ...(kind === "any" || RANDOM_KINDS.includes(kind as ExerciseKind)
      ? { kind: kind as ExerciseKind | "any" }
      : {}),
    ...(DIFFICULTIES.includes(difficulty as Difficulty) ? { difficulty: difficulty as Difficulty } : {}),
    ...(isSeed(seed) ? { seed } : {}),
  };
}

const DIFFICULTIES: readonly Difficulty[] = [1, 2, 3];
const SEEDS = 2 ** 32;

function isSeed(n: unknown): n is number {
  return typeof n === "number" && Number.isInteger(n) && n >= 0 && n < SEEDS;
}

async function ask(
  settled: Settled,
  made: MakingTexts,
  texts: MakingCommandTexts,
): Promise<Request | undefined> {
  const title = texts.randomTitle;
  const topic = settled.topic ?? (await pick(topicItems(made), title, texts.chooseTopic));
  if (topic === undefined) return undefined;
  const suits = settled.kind === "any" || kindsOf(topic).some((kind) => kind === settled.kind);
  const kind = suits
    ? settled.kind
    : await pick(kindItems(kindsOf(topic), made, texts), title, texts.chooseKind);
  if (kind === undefined) return undefined;
  const difficulty =
    settled.difficulty ?? (await pick(difficultyItems(texts), title, texts.chooseDifficulty));
  if (difficulty === undefined) return undefined;
  const seed = settled.seed ?? (await askSeed(title, texts));
  if (seed === undefined) return undefined;
  return { topic, difficulty, seed, ...(kind === "any" ? {} : { kind }) };
}

interface Item<T> extends vscode.QuickPickItem {
  readonly value: T;
}

async function pick<T>(
  items: readonly Item<T>[],
  title: string,
  placeHolder: string,
): Promise<T | undefined> {
  const options = { title, placeHolder, matchOnDescription: true, ignoreFocusOut: true };
  return (await vscode.window.showQuickPick(items, options))?.value;
}

function topicItems(made: MakingTexts): readonly Item<Topic>[] {
  return TOPICS.map((value) => ({ label: topicLabel(value, made), value }));
}

function kindItems(
  suiting: readonly ExerciseKind[],
  made: MakingTexts,
  texts: MakingCommandTexts,
): readonly Item<ExerciseKind | "any">[] {
  const any = { label: capitalized(made.anyKind), description: texts.anyKindAbout, value: "any" as const };
  const kinds = suiting.map((value) => {
    const { label, about } = made.kinds[value];
    return { label, description: about, value };
  });
  return [any, ...kinds];
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function difficultyItems(texts: MakingCommandTexts): readonly Item<Difficulty>[] {
  return DIFFICULTIES.map((value) => {
    const { label, about } = texts.difficulties[value];
    return { label, description: about, value };
  });
}

async function askSeed(title: string, texts: MakingCommandTexts): Promise<number | undefined> {
  const typed = await vscode.window.showInputBox({
    title,
    prompt: texts.seed,
    value: String(newSeed()),
    ignoreFocusOut: true,
    validateInput: (text) => (isSeed(seedOf(text)) ? undefined : texts.seedWrong),
  });
  return typed === undefined ? undefined : seedOf(typed);
}

function newSeed(): number {
  return Math.floor(Math.random() * SHORT_SEEDS);
}

/** Short enough to be said aloud in a class. */
const SHORT_SEEDS = 100_000;

function seedOf(text: string): number {
  return /^\d+$/.test(text.trim()) ? Number(text.trim()) : Number.NaN;
}
