/** Everything that a person can ask of a text, asked: what it is worth is for other tests; here nothing may throw. */

import { namedAt, occurrences } from "../../src/check/names.js";
import type { Analysis } from "../../src/check/trace.js";
import { convertAll } from "../../src/convert/conversions.js";
import type { NumberMode } from "../../src/diagram/numbers.js";
import { complete } from "../../src/editing/completion.js";
import { conversions } from "../../src/editing/conversion-actions.js";
import { fixAll } from "../../src/editing/fix-all.js";
import { fixes } from "../../src/editing/fixes.js";
import { isSound, refactorings } from "../../src/editing/refactorings.js";
import { rename } from "../../src/editing/rename.js";
import { finishLine } from "../../src/editing/typing.js";
import { judge, prepareTemplate } from "../../src/exercise/judge.js";
import { answerCopy, deskAt, desks, hints, nextOpen, revealAll } from "../../src/exercise/path.js";
import type { Span } from "../../src/language/ast.js";
import { format } from "../../src/language/format.js";
import { parse } from "../../src/language/parser.js";
import { lineAt, statementAt, tokenAt } from "../../src/language/text.js";
import type { Locale } from "../../src/messages/locale.js";
import { explainRow } from "../../src/preview/explain-row.js";
import { flowAsMarkdown } from "../../src/preview/export/markdown.js";
import { exchangeTable } from "../../src/preview/export/table.js";
import { machineView, sceneView, transcriptView } from "../../src/preview/panels.js";
import { flowAsMermaid, numbersLegend, picture } from "../../src/preview/picture.js";
import { commentsOf } from "../../src/reading/comments.js";
import { diagnostics } from "../../src/reading/diagnostics.js";
import { folds } from "../../src/reading/folding.js";
import { hover } from "../../src/reading/hover.js";
import { type HintKind, inlayHints } from "../../src/reading/inlay-hints.js";
import { lenses } from "../../src/reading/lenses.js";
import { links } from "../../src/reading/links.js";
import { outline } from "../../src/reading/outline.js";
import { counts, nextProblem } from "../../src/reading/problems.js";
import { fileReport, textReport, wholeFile } from "../../src/reading/report.js";
import { selectionRanges } from "../../src/reading/selection.js";
import { semanticTokens } from "../../src/reading/semantic.js";
import { workspaceItems } from "../../src/reading/workspace-symbols.js";
import { feedback, resultLines } from "../../src/teaching/feedback.js";
import { gradingTemplate } from "../../src/teaching/grade.js";
import { gradeClass } from "../../src/teaching/grade-class.js";
import { gradeCsv, ROWS } from "../../src/teaching/grade-csv.js";
import { feedbackText } from "../../src/teaching/grade-feedback.js";

const LOCALES: readonly Locale[] = ["en", "zh-cn"];
const MODES: readonly NumberMode[] = ["written", "symbolic", "relative", "absolute"];
const HINTS: ReadonlySet<HintKind> = new Set(["seq", "ack", "states", "symbols", "findings"]);

/** What is there without being asked for: squiggles, colours, outline, and the report of the command line. */
export function shown(analysis: Analysis, locale: Locale): void {
  diagnostics(analysis, locale);
  fileReport("a.tcpflow", [wholeFile(analysis)], { locale, answers: false });
}

/** What concerns a document whole. */
export function askOfDocument(analysis: Analysis): void {
  const { document } = analysis;
  const { text } = document;
  fileReport("a.tcpflow", [wholeFile(analysis)], { locale: "en", answers: true });
  const whole: Span = { start: 0, end: text.length };
  for (const locale of LOCALES) {
    shown(analysis, locale);
    textReport("a.tcpflow", [wholeFile(analysis)], locale, (words) => words);
    inlayHints(analysis, whole, HINTS, locale);
    lenses(analysis, { preview: true, exercise: true, summary: true }, locale);
    links(analysis, locale);
    fixes(analysis, whole, locale);
    conversions(analysis, whole, locale);
  }
  commentsOf(document);
  folds(document);
  outline(document);
  counts(analysis);
  semanticTokens(analysis);
  workspaceItems(document, "c");
  format(text);
  fixAll(text);
  convertAll(text);
  analysis.flows.forEach((_, flow) => {
    askOfPicture(analysis, flow);
  });
  if (text.includes("exercise")) askOfExercise(text);
}

function askOfPicture(analysis: Analysis, flow: number): void {
  const trace = analysis.flows[flow];
  if (trace === undefined) return;
  for (const [i, numbers] of MODES.entries()) {
    const locale = LOCALES[i % 2] as Locale;
    const options = { locale, states: true, notes: true, numbers, autonumber: i > 1 };
    const { sheets } = picture(analysis, flow, options);
    flowAsMermaid(analysis, flow, options);
    flowAsMarkdown(analysis, flow, options);
    exchangeTable(analysis, flow, options);
    numbersLegend(analysis, flow, options);
    for (const { rows } of sheets.values())
      for (const { name } of rows) explainRow(analysis, flow, name, locale);
    machineView(analysis, flow, "1", locale);
    transcriptView(analysis, flow, 0, "1", locale);
    for (let index = 0; index <= trace.steps.length; index++)
      sceneView(analysis, flow, { index }, "1", locale);
  }
}

function askOfExercise(text: string): void {
  const template = prepareTemplate(text);
  const copy = answerCopy(text, "a.tcpflow");
  const results = judge(template, copy);
  for (const locale of LOCALES) {
    feedback(results, locale);
    resultLines(results, locale);
  }
  const handedIn = [{ path: "a.answer.tcpflow", below: "a.answer.tcpflow", text: copy }];
  const graded = gradeClass([gradingTemplate("a.tcpflow", text)], handedIn);
  for (const locale of LOCALES) {
    for (const rows of ROWS) gradeCsv(graded, rows, locale);
    for (const student of graded.students) feedbackText(student, locale);
  }
  const all = desks(template, parse(copy));
  for (const one of all) {
    hints(one.one);
    revealAll(one, null);
  }
  deskAt(all, 0);
  nextOpen(all, 0);
}

/** What concerns one place. */
export function askAt(analysis: Analysis, offset: number, locale: Locale): void {
  const { document } = analysis;
  const span: Span = { start: offset, end: offset };
  hover(analysis, offset, locale);
  complete(analysis, offset, locale);
  fixes(analysis, span, locale);
  for (const { edits, tried } of refactorings(analysis, span, locale)) if (!tried) isSound(analysis, edits);
  conversions(analysis, span, locale);
  selectionRanges(document, offset);
  statementAt(document, offset);
  tokenAt(document, offset);
  nextProblem(analysis, offset);
  finishLine(analysis, lineAt(document, offset));
  const named = namedAt(analysis, offset);
  if (named === null) return;
  occurrences(analysis, named);
  rename(analysis, named, "new_name");
}
