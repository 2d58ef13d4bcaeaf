/** Beginning an exercise: a copy of the template to fill in, at the exercise that was meant. */

import * as vscode from "vscode";
import { desks, exerciseCopy } from "../exercise/path.js";
import type { Flow } from "../language/ast.js";
import { exerciseTexts } from "../messages/exercise.js";
import { analysisOf, localeOf, rangeOf } from "./analyses.js";
import { columnOf } from "./columns.js";
import { flowEditor } from "./commands.js";
import { openCopy, type TemplateFile, templateOf } from "./exercise-files.js";
import { shownOf } from "./revealed.js";
import { tell } from "./tell.js";

/** A copy to fill in; the template itself is never changed. `index`: the place of the exercise in the template. */
export async function startExercise(
  context: vscode.ExtensionContext,
  uri?: unknown,
  index?: unknown,
): Promise<void> {
  const given =
    uri instanceof vscode.Uri ? await vscode.workspace.openTextDocument(uri) : flowEditor()?.document;
  const texts = exerciseTexts(localeOf(given));
  if (given === undefined) return tell(texts.noExercise);
  const parsed = analysisOf(given).document;
  if (!parsed.flows.some(({ kind }) => kind === "exercise")) return tell(texts.noExercise);
  const place = typeof index === "number" ? index : null;
  if (parsed.answers !== null) return goToExercise(given, await templateOf(given, parsed, context), place);
  const { document, file, saved, fresh } = await openCopy(given, context);
  if (fresh) await shownOf(context, document.uri).forget();
  await goToExercise(document, file, place);
  if (!saved) tell(texts.cannotWrite);
}

/** Its first open blank, else its first line. Without an index: the first exercise with an open blank. */
async function goToExercise(
  document: vscode.TextDocument,
  file: TemplateFile | null,
  index: number | null,
): Promise<void> {
  if (file !== null && index !== null) await putBack(document, file, index);
  const { document: parsed } = analysisOf(document);
  const all = file === null ? [] : desks(file.template, parsed);
  const open = (one: (typeof all)[number]) =>
    one.filled.find(({ text, span }) => text === null && span !== null)?.span ?? null;
  const first = all.find((one) => open(one) !== null) ?? all[0];
  const desk = index === null ? first : (all.find(({ one }) => one.index === index) ?? first);
  const blank = desk === undefined ? null : open(desk);
  const span = blank ?? headOf(desk?.flow ?? parsed.flows[0]);
  const range = rangeOf(document, span);
  const selection = blank === null ? new vscode.Range(range.start, range.start) : range;
  const options = { preview: false, viewColumn: columnOf(document.uri), selection };
  const editor = await vscode.window.showTextDocument(document, options);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

function headOf(flow: Flow | undefined) {
  return flow?.header?.span ?? { start: flow?.span.start ?? 0, end: flow?.span.start ?? 0 };
}

/** The exercise was taken out of the answer, or has come to the template since: it is put at its end. */
async function putBack(document: vscode.TextDocument, { template }: TemplateFile, index: number) {
  const wanted = template.exercises[index];
  const there = desks(template, analysisOf(document).document);
  if (wanted === undefined || there.some(({ one }) => one.index === index)) return;
  const end = document.eol === vscode.EndOfLine.CRLF ? "\r\n" : "\n";
  const text = document.getText();
  const gap = text.trimEnd() === text ? end + end : text.endsWith(`${end}${end}`) ? "" : end;
  const edit = new vscode.WorkspaceEdit();
  const own = exerciseCopy(wanted).replace(/\r\n|\r|\n/g, end);
  edit.insert(document.uri, document.positionAt(text.length), gap + own);
  await vscode.workspace.applyEdit(edit);
}
