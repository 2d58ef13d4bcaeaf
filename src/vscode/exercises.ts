/** The student's commands: start, check, hint, reveal, reset, next blank. */

import * as vscode from "vscode";
import { asksForAll, blanksOf } from "../exercise/blanks.js";
import { fileName } from "../exercise/file-name.js";
import { judge } from "../exercise/judge.js";
import {
  blankAt,
  type Desk,
  deskAt,
  desks,
  type Edit,
  hints,
  isUntouched,
  keyName,
  nextOpen,
  resetAll,
  resetOne,
  revealAll,
  revealOne,
} from "../exercise/path.js";
import { exerciseTexts } from "../messages/exercise.js";
import { resultLines } from "../teaching/feedback.js";
import { analysisOf, disposeAll, isFlowDocument, localeOf, rangeOf } from "./analyses.js";
import type { FeedbackView } from "./exercise-feedback.js";
import { keyOf, openCopy, type TemplateFile, templateOf } from "./exercise-files.js";
import { exerciseId, exportProgress, keepInStep, recordResult } from "./progress.js";

export function registerExercises(context: vscode.ExtensionContext, view: FeedbackView): vscode.Disposable {
  keepInStep(context.globalState);
  const at =
    (act: (bench: Bench, place: number | undefined) => Promise<void>) =>
    async (uri?: unknown, place?: unknown) => {
      const bench = await benchOf(context, view, uri, place);
      if (bench !== null) await act(bench, typeof place === "number" ? place : undefined);
    };
  return disposeAll(
    vscode.commands.registerCommand("tcpflow.startExercise", (uri?: unknown, index?: unknown) =>
      start(context, uri, index),
    ),
    vscode.commands.registerCommand("tcpflow.checkAnswers", at(check)),
    vscode.commands.registerCommand("tcpflow.showHint", at(showHint)),
    vscode.commands.registerCommand("tcpflow.revealAnswer", at(reveal)),
    vscode.commands.registerCommand("tcpflow.revealAllAnswers", at(revealEvery)),
    vscode.commands.registerCommand("tcpflow.resetBlank", at(reset)),
    vscode.commands.registerCommand("tcpflow.resetExercise", at(resetEvery)),
    vscode.commands.registerCommand("tcpflow.nextBlank", at(goToNext)),
    vscode.commands.registerCommand("tcpflow.exportProgress", () => exportAll(context)),
  );
}

/** An answer in an editor, and all that belongs to it. */
interface Bench {
  readonly context: vscode.ExtensionContext;
  readonly view: FeedbackView;
  readonly editor: vscode.TextEditor;
  readonly document: vscode.TextDocument;
  readonly file: TemplateFile;
  readonly all: readonly Desk[];
  /** The exercise at the cursor, or at the place that was asked for. */
  readonly desk: Desk;
}

async function benchOf(
  context: vscode.ExtensionContext,
  view: FeedbackView,
  uri: unknown,
  place: unknown,
): Promise<Bench | null> {
  const editor = await editorFor(uri);
  if (editor === null) return null;
  const { document } = editor;
  const texts = exerciseTexts(localeOf(document));
  const parsed = analysisOf(document).document;
  if (parsed.answers === null) {
    if (!parsed.flows.some(({ kind }) => kind === "exercise")) say(texts.noExercise);
    else if ((await vscode.window.showInformationMessage(texts.startFirst, texts.start)) === texts.start) {
      await start(context, document.uri);
    }
    return null;
  }
  const file = await templateOf(document, parsed, context);
  if (file === null) {
    void vscode.window.showWarningMessage(texts.noTemplate(parsed.answers.template.value));
    return null;
  }
  const all = desks(file.template, parsed);
  const offset = typeof place === "number" ? place : document.offsetAt(editor.selection.active);
  const desk = deskAt(all, offset);
  if (desk === null) {
    say(texts.noExercise);
    return null;
  }
  return { context, view, editor, document, file, all, desk };
}

async function editorFor(uri: unknown): Promise<vscode.TextEditor | null> {
  if (uri instanceof vscode.Uri) return vscode.window.showTextDocument(uri);
  const active = vscode.window.activeTextEditor;
  if (active !== undefined && isFlowDocument(active.document)) return active;
  return vscode.window.visibleTextEditors.find(({ document }) => isFlowDocument(document)) ?? null;
}

/** A copy to fill in; the template itself is never changed. */
async function start(context: vscode.ExtensionContext, uri?: unknown, index?: unknown): Promise<void> {
  const template =
    uri instanceof vscode.Uri
      ? await vscode.workspace.openTextDocument(uri)
      : ((await editorFor(undefined))?.document ?? null);
  const texts = exerciseTexts(localeOf(template ?? undefined));
  if (template === null) return say(texts.noExercise);
  const parsed = analysisOf(template).document;
  if (!parsed.flows.some(({ kind }) => kind === "exercise")) return say(texts.noExercise);
  let answer = template;
  if (parsed.answers !== null) {
    await vscode.window.showTextDocument(template);
  } else {
    const { document, saved } = await openCopy(template, context);
    await vscode.window.showTextDocument(document, { preview: false });
    if (!saved) say(texts.cannotWrite);
    answer = document;
  }
  goToExercise(answer, typeof index === "number" ? index : null);
}

/** Its first open blank, else its first line. Without an index: the first exercise with a blank. */
function goToExercise(document: vscode.TextDocument, index: number | null): void {
  const editor = vscode.window.visibleTextEditors.find((one) => one.document === document);
  if (editor === undefined) return;
  const all = analysisOf(document).document.flows.filter(({ kind }) => kind === "exercise");
  const blanks = all.map((flow) => blanksOf(flow, document.getText())[0]?.span);
  const at =
    index ??
    Math.max(
      0,
      blanks.findIndex((span) => span !== undefined),
    );
  const span = blanks[at] ?? all[at]?.header?.span;
  if (span === undefined) return;
  const range = rangeOf(document, span);
  editor.selection = new vscode.Selection(range.start, blanks[at] === undefined ? range.start : range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/**
 * What is right, wrong and empty: at the blanks, in the status item, and as a message that is read out. Of an
 * exercise that nobody has begun nothing is told, unless it is the one at the cursor.
 */
async function check({ context, view, document, file, all, desk }: Bench): Promise<void> {
  const locale = localeOf(document);
  const texts = exerciseTexts(locale);
  const results = judge(file.template, document.getText());
  const untouched = new Set(
    all.filter((one) => one !== desk && isUntouched(one)).map(({ one }) => one.index),
  );
  const told = results.filter(({ index }) => !untouched.has(index));
  view.show(document, told);
  const now = new Date().toISOString();
  for (const result of results) {
    const id = exerciseId(file.uri, result.index);
    const revealed = new Set(revealedIn(context, document)[result.index] ?? []);
    await recordResult(context.globalState, id, result, revealed, now);
  }
  const message = resultLines(told, locale).join(" · ");
  const unfinished = results.some(({ empty, kind }) => empty > 0 && !asksForAll(kind));
  void vscode.window.showInformationMessage(message, ...(unfinished ? [texts.next] : [])).then((chosen) => {
    if (chosen === texts.next) void vscode.commands.executeCommand("tcpflow.nextBlank");
  });
}

/** How many hints of each exercise were shown, by answer. */
const HINTS = "tcpflow.hints";

/** One more hint each time; the last one again at the end. */
async function showHint(bench: Bench): Promise<void> {
  const { context, document, desk } = bench;
  const texts = exerciseTexts(localeOf(document));
  const all = hints(desk.one);
  if (all.length === 0) return say(texts.noHint);
  const shown = context.workspaceState.get<Record<string, number>>(HINTS, {});
  const key = `${document.uri.toString()}#${desk.one.index}`;
  const before = shown[key] ?? 0;
  const n = Math.min(before + 1, all.length);
  await context.workspaceState.update(HINTS, { ...shown, [key]: n });
  const text = texts.hintNumber(n, all.length, all[n - 1] ?? "");
  const message = before === all.length ? `${text} ${texts.noMoreHints}` : text;
  // With a button it is shown whole: without one VS Code cuts it to a line.
  const button = n < all.length ? texts.nextHint : texts.check;
  void vscode.window.showInformationMessage(message, button).then((chosen) => {
    if (chosen === texts.nextHint) void showHint(bench);
    if (chosen !== texts.check) return;
    void vscode.commands.executeCommand("tcpflow.checkAnswers", document.uri, desk.flow.span.start);
  });
}

const REVEALED = "tcpflow.revealed";
type Revealed = Readonly<Record<string, Readonly<Record<number, readonly number[]>>>>;

function revealedIn(context: vscode.ExtensionContext, document: vscode.TextDocument) {
  return context.workspaceState.get<Revealed>(REVEALED, {})[document.uri.toString()] ?? {};
}

/** What was revealed was not found: it counts as no progress. */
async function noteRevealed({ context, document, desk }: Bench, blanks: readonly number[]): Promise<void> {
  const all = context.workspaceState.get<Revealed>(REVEALED, {});
  const own = revealedIn(context, document);
  const indices = [...new Set([...(own[desk.one.index] ?? []), ...blanks])];
  const next = { ...all, [document.uri.toString()]: { ...own, [desk.one.index]: indices } };
  await context.workspaceState.update(REVEALED, next);
}

async function reveal(bench: Bench): Promise<void> {
  const { document, desk, editor, file } = bench;
  const texts = exerciseTexts(localeOf(document));
  if (asksForAll(desk.one.kind)) return revealEvery(bench);
  const filled = blankAt(desk, document.offsetAt(editor.selection.active));
  if (filled === null) return say(texts.noBlankHere);
  const edit = revealOne(desk, filled.blank, await keyOf(file));
  if (edit === null) return say(texts.noAnswer);
  await noteRevealed(bench, [filled.blank.index]);
  await write(bench, [edit]);
}

async function revealEvery(bench: Bench): Promise<void> {
  const { document, desk, file } = bench;
  const texts = exerciseTexts(localeOf(document));
  const key = await keyOf(file);
  if (asksForAll(desk.one.kind) && key === null) return say(texts.noKey(keyName(fileName(file.uri.path))));
  if (!(await agrees(texts.revealAllQuestion, texts.reveal))) return;
  const edits = revealAll(desk, key);
  // Where all is revealed, every mark is.
  const all = asksForAll(desk.one.kind)
    ? judge(file.template, document.getText())[desk.one.index]
    : undefined;
  const marks = all?.marks.map(({ index }) => index) ?? [];
  const blanks = desk.filled
    .filter(({ span }) => edits.some((edit) => edit.span === span))
    .map(({ blank }) => blank.index);
  await noteRevealed(bench, [...marks, ...blanks]);
  await write(bench, edits);
}

async function reset(bench: Bench): Promise<void> {
  const { document, desk, editor } = bench;
  const filled = blankAt(desk, document.offsetAt(editor.selection.active));
  if (filled === null) return say(exerciseTexts(localeOf(document)).noBlankHere);
  await write(bench, resetOne(filled));
}

async function resetEvery(bench: Bench): Promise<void> {
  const texts = exerciseTexts(localeOf(bench.document));
  if (!(await agrees(texts.resetAllQuestion, texts.reset))) return;
  await write(bench, resetAll(bench.desk));
  bench.view.clear(bench.document);
}

async function goToNext({ editor, document, all }: Bench, from: number | undefined): Promise<void> {
  const span = nextOpen(all, from ?? document.offsetAt(editor.selection.active));
  if (span === null) return say(exerciseTexts(localeOf(document)).noBlankOpen);
  const range = rangeOf(document, span);
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

async function exportAll({ globalState }: vscode.ExtensionContext): Promise<void> {
  const document = await vscode.workspace.openTextDocument({
    language: "json",
    content: exportProgress(globalState),
  });
  await vscode.window.showTextDocument(document);
}

/** One edit, to be undone as one. */
async function write({ editor, document }: Bench, edits: readonly Edit[]): Promise<void> {
  if (edits.length === 0) return;
  await editor.edit((builder) => {
    for (const { span, text } of edits) builder.replace(rangeOf(document, span), text);
  });
}

async function agrees(question: string, yes: string): Promise<boolean> {
  return (await vscode.window.showWarningMessage(question, { modal: true }, yes)) === yes;
}

function say(message: string): void {
  void vscode.window.showInformationMessage(message);
}
