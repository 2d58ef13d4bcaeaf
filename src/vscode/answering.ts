/** What the student's commands do with an answer: check, hint, reveal, reset, next blank. */

import * as vscode from "vscode";
import { asksForAll } from "../exercise/blanks.js";
import { type ExerciseResult, judge } from "../exercise/judge.js";
import {
  blankAt,
  type Desk,
  deskAt,
  desks,
  hints,
  isUntouched,
  keyName,
  nextOpen,
  resetAll,
  resetOne,
  revealAll,
  revealOne,
} from "../exercise/path.js";
import type { Span } from "../language/ast.js";
import type { TextEdit } from "../language/edits.js";
import { editorTexts } from "../messages/editor.js";
import { exerciseTexts } from "../messages/exercise.js";
import type { Locale } from "../messages/locale.js";
import { exerciseText } from "../reading/lenses.js";
import { feedback, type Revealed, resultLines, revealedIn } from "../teaching/feedback.js";
import type { Feedback } from "../teaching/told.js";
import { analysisOf, localeOf, rangeOf } from "./analyses.js";
import { columnOf } from "./columns.js";
import { flowEditor } from "./commands.js";
import type { FeedbackView } from "./exercise-feedback.js";
import { isRandom, keyDocumentOf, type TemplateFile, templateOf } from "./exercise-files.js";
import { startExercise } from "./exercise-start.js";
import { exerciseId, forgetRevealed, recordResult } from "./progress.js";
import { anotherLikeThis } from "./random-exercise.js";
import { shownOf } from "./revealed.js";
import { noteSolved } from "./solved.js";
import { tell, warn } from "./tell.js";
import { showWorked } from "./worked.js";

/** Acts on the answer of an editor, where there is one. `place`: an offset in it; without one, the cursor's. */
export async function actOnAnswer(
  act: AnswerAct,
  context: vscode.ExtensionContext,
  view: FeedbackView,
  uri?: unknown,
  place?: unknown,
): Promise<void> {
  const answering = await answeringOf(context, view, uri, place);
  if (answering !== null) await ACTS[act](answering, typeof place === "number" ? place : undefined);
}

const ACTS = {
  check,
  explain,
  showHint,
  reveal,
  revealEvery,
  reset,
  resetEvery,
  goToNext,
} satisfies Record<string, (answering: Answering, place: number | undefined) => Promise<void>>;

export type AnswerAct = keyof typeof ACTS;

/** An answer in an editor, and all that belongs to it. */
interface Answering {
  readonly context: vscode.ExtensionContext;
  readonly view: FeedbackView;
  readonly editor: vscode.TextEditor;
  readonly document: vscode.TextDocument;
  readonly file: TemplateFile;
  readonly all: readonly Desk[];
  /** The exercise at the cursor, or at the place that was asked for. */
  readonly desk: Desk;
}

async function answeringOf(
  context: vscode.ExtensionContext,
  view: FeedbackView,
  uri: unknown,
  place: unknown,
): Promise<Answering | null> {
  const editor = await editorFor(uri);
  if (editor === null) return null;
  const { document } = editor;
  const texts = exerciseTexts(localeOf(document));
  const parsed = analysisOf(document).document;
  if (parsed.answers === null) {
    if (!parsed.flows.some(({ kind }) => kind === "exercise")) tell(texts.noExercise);
    else if ((await vscode.window.showInformationMessage(texts.startFirst, texts.start)) === texts.start) {
      await startExercise(context, document.uri);
    }
    return null;
  }
  const file = await templateOf(document, parsed, context);
  if (file === null) {
    warn(texts.noTemplate(parsed.answers.template.value));
    return null;
  }
  const all = desks(file.template, parsed);
  const offset = typeof place === "number" ? place : document.offsetAt(editor.selection.active);
  const desk = deskAt(all, offset);
  if (desk === null) {
    tell(texts.noExercise);
    return null;
  }
  return { context, view, editor, document, file, all, desk };
}

async function editorFor(uri: unknown): Promise<vscode.TextEditor | null> {
  if (uri instanceof vscode.Uri) {
    return vscode.window.showTextDocument(uri, { viewColumn: columnOf(uri), preview: false });
  }
  return flowEditor() ?? null;
}

/**
 * What is right, wrong and empty: at the blanks, in the status item, and as a message that is read out. Of an
 * exercise that nobody has begun nothing is told, unless it is the one at the cursor.
 */
async function check(answering: Answering): Promise<void> {
  const { context, view, document, file, all, desk } = answering;
  const results = judge(file.template, document.getText());
  const untouched = new Set(
    all.filter((one) => one !== desk && isUntouched(one)).map(({ one }) => one.index),
  );
  const shown = shownOf(context, document.uri);
  for (const { index, marks } of results) await shown.keepOnly(index, marks);
  const told = results.filter(({ index }) => !untouched.has(index));
  const locale = localeOf(document);
  const items = feedback(told, locale, shown.revealed);
  const now = new Date().toISOString();
  for (const result of results) {
    const id = exerciseId(file.name, result.index);
    await recordResult(context.globalState, id, result, shown.revealed(result.index), now);
    const told = result.marks.flatMap(({ misconception }) => misconception ?? []);
    await shown.noteMisunderstood(result.index, told);
    const own = all.find(({ one }) => one.index === result.index);
    if (result.solved && own !== undefined)
      await noteSolved(context, document.uri, exerciseText(own.document, own.flow));
  }
  // Whoever listens finds all of it written down.
  view.show(document, { items, score: scoreOf(told, shown.revealed, locale) });
  const message = resultLines(told, locale, shown.revealed).join(" · ");
  const own = results.find(({ index }) => index === desk.one.index);
  const actions = own === undefined ? [] : nextActions(answering, own);
  const titles = actions.map(({ title }) => title);
  const buttons = titles.length > 0 ? titles : [editorTexts(locale).understood];
  // With a button it is shown whole: without one VS Code cuts it to a line.
  void vscode.window.showInformationMessage(message, ...buttons).then((chosen) => {
    void actions.find(({ title }) => title === chosen)?.run();
  });
}

function scoreOf(results: readonly ExerciseResult[], revealed: Revealed, locale: Locale): string {
  const total = results.reduce((sum, { marks }) => sum + marks.length, 0);
  const right = results.reduce((sum, one) => sum + one.right, 0);
  const known = results.reduce((sum, one) => sum + revealedIn(one, revealed), 0);
  return exerciseTexts(locale).score(right, total, known);
}

/** The exchange of an exercise in words, once it is solved: as the student has it. */
async function explain({ file, desk, document }: Answering): Promise<void> {
  const solved = judge(file.template, document.getText())[desk.one.index]?.solved ?? false;
  if (!solved) return tell(exerciseTexts(localeOf(document)).solveFirst);
  await showWorked(document.getText(), desk.flow, desk.one);
}

interface Action {
  readonly title: string;
  run(): unknown;
}

/** What one does after a check: the next exercise and what belongs to a solved one, the next blank, the mistake, a hint. */
function nextActions(answering: Answering, result: ExerciseResult): readonly Action[] {
  const { view, document, desk, file } = answering;
  const texts = exerciseTexts(localeOf(document));
  const place = desk.flow.span.start;
  const command = (title: string, name: string, ...rest: readonly unknown[]): Action => ({
    title,
    run: () => vscode.commands.executeCommand(`tcpflow.${name}`, ...rest),
  });
  if (result.solved) {
    const { misunderstood } = shownOf(answering.context, document.uri);
    const solved = {
      file: file.name.replace(/(\.zh-cn)?\.tcpflow$/, ""),
      template: file.template.document.text,
      kind: desk.one.kind,
      misunderstood: misunderstood(desk.one.index),
    };
    const next = command(texts.nextExercise, "nextExercise", document.uri, place);
    return [
      ...(isRandom(file) ? [] : [next]),
      command(texts.explain, "explainExercise", document.uri, place),
      { title: texts.another, run: () => anotherLikeThis(solved) },
    ];
  }
  if (!asksForAll(desk.one.kind)) {
    if (result.empty > 0) return [command(texts.next, "nextBlank", document.uri)];
    const { start, end } = desk.flow.span;
    const isMistake = ({ severity, span }: Feedback) =>
      severity === "warning" && span.start >= start && span.end <= end;
    const mistake = view.of(document).find(isMistake);
    if (mistake !== undefined)
      return [{ title: texts.toMistake, run: () => goToSpan(document, mistake.span) }];
  }
  return hints(desk.one).length > 0 ? [command(texts.hint, "showHint", document.uri, place)] : [];
}

async function goToSpan(document: vscode.TextDocument, span: Span): Promise<void> {
  const selection = rangeOf(document, span);
  await vscode.window.showTextDocument(document, { viewColumn: columnOf(document.uri), selection });
}

/** One more hint each time, and after the last the first one again. */
async function showHint(answering: Answering): Promise<void> {
  const { context, document, desk } = answering;
  const texts = exerciseTexts(localeOf(document));
  const all = hints(desk.one);
  if (all.length === 0) return tell(texts.noHint);
  const shown = shownOf(context, document.uri);
  const n = (shown.hints(desk.one.index) % all.length) + 1;
  await shown.setHints(desk.one.index, n);
  const text = texts.hintNumber(n, all.length, all[n - 1] ?? "");
  // With a button it is shown whole: without one VS Code cuts it to a line.
  const button = n < all.length ? texts.nextHint : texts.check;
  void vscode.window.showInformationMessage(text, button).then((chosen) => {
    if (chosen === texts.nextHint) void showHint(answering);
    if (chosen !== texts.check) return;
    void vscode.commands.executeCommand("tcpflow.checkAnswers", document.uri, desk.flow.span.start);
  });
}

async function reveal(answering: Answering): Promise<void> {
  const { context, document, desk, editor, file } = answering;
  const texts = exerciseTexts(localeOf(document));
  if (asksForAll(desk.one.kind)) return revealEvery(answering);
  const filled = blankAt(desk, document.offsetAt(editor.selection.active));
  if (filled === null) return tell(texts.noBlankHere);
  // What one has found is not taken away by a look at it.
  if (isRight(answering, filled.blank.index)) return tell(texts.rightAlready);
  const edit = revealOne(desk, filled.blank, await keyDocumentOf(file));
  if (edit === null) return tell(texts.noAnswer);
  const shown = shownOf(context, document.uri);
  const isFirst = shown.revealed(desk.one.index).size === 0;
  await shown.reveal(desk.one.index, [filled.blank.index]);
  await write(answering, [edit]);
  if (!isFirst) return;
  void vscode.window.showInformationMessage(texts.revealedNow, texts.reset).then((chosen) => {
    if (chosen !== texts.reset) return;
    void vscode.commands.executeCommand("tcpflow.resetBlank", document.uri, edit.span.start);
  });
}

function isRight({ desk, document, file }: Answering, blank: number): boolean {
  const { marks = [] } = judge(file.template, document.getText())[desk.one.index] ?? {};
  return marks.some(({ index, verdict }) => index === blank && verdict === "right");
}

async function revealEvery(answering: Answering): Promise<void> {
  const { context, document, desk, file } = answering;
  const texts = exerciseTexts(localeOf(document));
  const key = await keyDocumentOf(file);
  const wholly = asksForAll(desk.one.kind);
  if (wholly && key === null) return tell(texts.noKey(keyName(file.name)));
  const edits = revealAll(desk, key);
  if (edits.length === 0) return tell(wholly ? texts.noAnswer : texts.nothingToReveal);
  if (!(await agrees(texts.revealAllQuestion(desk.one.title), texts.reveal, texts.revealAllDetail))) return;
  // Where all is revealed, every mark is.
  const all = wholly ? judge(file.template, document.getText())[desk.one.index] : undefined;
  const marks = all?.marks.map(({ index }) => index) ?? [];
  const blanks = desk.filled
    .filter(({ span }) => edits.some((edit) => edit.span === span))
    .map(({ blank }) => blank.index);
  await shownOf(context, document.uri).reveal(desk.one.index, [...marks, ...blanks]);
  await write(answering, edits);
}

async function reset(answering: Answering, place: number | undefined): Promise<void> {
  const { document, desk, editor, context, file } = answering;
  const filled = blankAt(desk, place ?? document.offsetAt(editor.selection.active));
  if (filled === null) return tell(exerciseTexts(localeOf(document)).noBlankHere);
  const { index } = desk.one;
  await write(answering, resetOne(filled));
  await shownOf(context, document.uri).reset(index, filled.blank.index);
  await forgetRevealed(context.globalState, exerciseId(file.name, index));
}

async function resetEvery(answering: Answering): Promise<void> {
  const { context, desk, document, file, view } = answering;
  const texts = exerciseTexts(localeOf(document));
  const { index, kind, title } = desk.one;
  const question = asksForAll(kind) ? texts.resetLinesQuestion : texts.resetAllQuestion;
  if (!(await agrees(question(title), texts.reset))) return;
  await write(answering, resetAll(desk));
  await shownOf(context, document.uri).reset(index);
  await forgetRevealed(context.globalState, exerciseId(file.name, index));
  view.clear(document);
}

async function goToNext({ editor, document, all }: Answering, from: number | undefined): Promise<void> {
  const span = nextOpen(all, from ?? document.offsetAt(editor.selection.active));
  if (span === null) return tell(exerciseTexts(localeOf(document)).noBlankOpen);
  const range = rangeOf(document, span);
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** One edit, to be undone as one. */
async function write({ editor, document }: Answering, edits: readonly TextEdit[]): Promise<void> {
  if (edits.length === 0) return;
  await editor.edit((builder) => {
    for (const { span, text } of edits) builder.replace(rangeOf(document, span), text);
  });
}

async function agrees(question: string, yes: string, detail = ""): Promise<boolean> {
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, yes)) === yes;
}
