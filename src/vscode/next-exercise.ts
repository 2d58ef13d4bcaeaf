/** *Next Exercise*: the next one that is left to do, behind the one that one is at. */

import * as vscode from "vscode";
import { fileName } from "../exercise/file-name.js";
import { deskAt, desks } from "../exercise/path.js";
import { lessonsTexts } from "../messages/lessons.js";
import { type LessonExercise, nextLeft, type Standing } from "../teaching/lessons.js";
import { analysisOf, localeOf } from "./analyses.js";
import { flowEditor } from "./commands.js";
import { templateOf } from "./exercise-files.js";
import { beginFromLesson, openLessonPage, pageRead } from "./lesson-pages.js";
import { exerciseId } from "./progress.js";

/** A file with exercises: a lesson, or one of the workspace. */
export interface ExerciseFile {
  readonly uri: vscode.Uri;
  readonly title: string;
  readonly about: string;
  /** Of a lesson that ships with the extension; null otherwise. */
  readonly id: string | null;
  /** Its theory, which comes first. */
  readonly page: vscode.Uri | null;
}

/** Where exercises come from, in their order. */
export interface Shelf {
  readonly context: vscode.ExtensionContext;
  sheets(): Promise<readonly { readonly sheet: ExerciseFile }[]>;
  ofWorkspace(): Promise<readonly ExerciseFile[]>;
  exercises(file: ExerciseFile): Promise<readonly LessonExercise[]>;
  standingOf(file: ExerciseFile, exercise: LessonExercise): Standing;
}

interface Entry {
  readonly file: ExerciseFile;
  readonly exercise: LessonExercise;
}

/**
 * From the place in a text that is given, else from the page that one reads or from where the cursor is. The way into a lesson
 * that nobody has begun leads over its page.
 */
export async function nextExercise(shelf: Shelf, uri?: unknown, place?: unknown): Promise<void> {
  const lessons = (await shelf.sheets()).map(({ sheet }) => sheet);
  const read = uri === undefined ? lessons.find(({ page }) => page !== null && isRead(page)) : undefined;
  const here = read === undefined ? await exerciseHere(shelf.context, uri, place) : firstOf(read);
  const own = here === null ? [] : await shelf.ofWorkspace();
  const isOwn = own.some(({ uri }) => exerciseId(fileName(uri.path), here?.index ?? 0) === here?.id);
  const entries = await entriesOf(shelf, isOwn ? [...own, ...lessons] : lessons);
  const at = entries.findIndex(
    ({ file, exercise }) => exerciseId(fileName(file.uri.path), exercise.index) === here?.id,
  );
  const standingOf = ({ file, exercise }: Entry) => shelf.standingOf(file, exercise);
  // Whoever reads the template has not begun what he reads.
  const next = nextLeft(entries, here?.begun === false ? at - 1 : at, standingOf);
  if (next !== null) return goTo(shelf, next, entries[at]?.file, read !== undefined);
  await sayDone(entries.filter((entry) => standingOf(entry) === "revealed"));
}

function isRead(page: vscode.Uri): boolean {
  return pageRead() === fileName(page.path);
}

/** Whoever reads a page is before its first exercise. */
function firstOf({ uri }: ExerciseFile): Here {
  return { id: exerciseId(fileName(uri.path), 0), index: 0, begun: false };
}

async function goTo(
  shelf: Shelf,
  next: Entry,
  here: ExerciseFile | undefined,
  fromPage: boolean,
): Promise<void> {
  const { page, uri } = next.file;
  const isNew = async () =>
    (await shelf.exercises(next.file)).every((one) => shelf.standingOf(next.file, one) === "open");
  if (page !== null && next.file.id !== here?.id && (await isNew())) return openLessonPage(page);
  if (fromPage) return beginFromLesson(uri, next.exercise.index);
  await begin(next);
}

async function entriesOf(shelf: Shelf, files: readonly ExerciseFile[]): Promise<readonly Entry[]> {
  const all = await Promise.all(
    files.map(async (file) => (await shelf.exercises(file)).map((exercise) => ({ file, exercise }))),
  );
  return all.flat();
}

/** Nothing is left, but what was revealed can be done again. */
async function sayDone(revealed: readonly Entry[]): Promise<void> {
  const texts = lessonsTexts(localeOf());
  const [first] = revealed;
  const message = first === undefined ? texts.allSolved : texts.onlyRevealed(revealed.length);
  const button = first === undefined ? texts.random : texts.tryOne;
  if ((await vscode.window.showInformationMessage(message, button)) !== button) return;
  if (first === undefined) await vscode.commands.executeCommand("tcpflow.newRandomExercise");
  else await begin(first);
}

async function begin({ file, exercise }: Entry): Promise<void> {
  await vscode.commands.executeCommand("tcpflow.startExercise", file.uri, exercise.index);
}

interface Here {
  readonly id: string;
  readonly index: number;
  readonly begun: boolean;
}

/** The exercise of a template, or of an answer, that one is at; null where there is none. */
async function exerciseHere(
  context: vscode.ExtensionContext,
  uri: unknown,
  place: unknown,
): Promise<Here | null> {
  const editor = flowEditor();
  const document =
    uri instanceof vscode.Uri ? await vscode.workspace.openTextDocument(uri) : editor?.document;
  if (document === undefined) return null;
  const cursor = editor?.document === document ? document.offsetAt(editor.selection.active) : 0;
  const offset = typeof place === "number" ? place : cursor;
  const parsed = analysisOf(document).document;
  if (parsed.answers === null) {
    const exercises = parsed.flows.filter(({ kind }) => kind === "exercise");
    const index = Math.max(
      0,
      exercises.findLastIndex(({ span }) => span.start <= offset),
    );
    return { id: exerciseId(fileName(document.uri.path), index), index, begun: false };
  }
  const file = await templateOf(document, parsed, context);
  const desk = file === null ? null : deskAt(desks(file.template, parsed), offset);
  if (file === null || desk === null) return null;
  const { index } = desk.one;
  return { id: exerciseId(file.name, index), index, begun: true };
}
