import * as vscode from "vscode";
import { type Lens, lenses } from "../reading/lenses.js";
import { analysisOf, disposeAll, LANGUAGE, localeOf, rangeOf } from "./analyses.js";
import { fileOf } from "./block-document.js";
import type { FeedbackView } from "./exercise-feedback.js";
import { codeLensesInFlows } from "./in-flows.js";
import { isSolved } from "./solved.js";

export function registerLenses(context: vscode.ExtensionContext, feedback: FeedbackView): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    provideCodeLenses(document) {
      const settings = vscode.workspace.getConfiguration(LANGUAGE, document);
      const kinds = {
        preview: settings.get("codeLens.preview", true),
        // An answer is a file of its own, and so is what it answers.
        exercise: fileOf(document) === document && settings.get("codeLens.exercise", true),
        summary: settings.get("codeLens.summary", false),
      };
      const isDone = (text: string) => isSolved(context, document.uri, text);
      const all = lenses(analysisOf(document), kinds, localeOf(document), isDone);
      return all.map((lens) => lensOf(document, lens));
    },
  };
  return disposeAll(
    changed,
    codeLensesInFlows(provider),
    feedback.onDidChange(() => changed.fire()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(LANGUAGE)) changed.fire();
    }),
  );
}

function lensOf(document: vscode.TextDocument, lens: Lens): vscode.CodeLens {
  return new vscode.CodeLens(rangeOf(document, lens.span), {
    title: lens.title,
    ...commandOf(document, lens),
  });
}

/** One without a command is only read. */
function commandOf(
  document: vscode.TextDocument,
  { kind, span, target, action, exercise, page }: Lens,
): Omit<vscode.Command, "title"> {
  if (kind === "preview") {
    const { line } = document.positionAt(span.start);
    return { command: "tcpflow.openPreviewToSide", arguments: [document.uri, line] };
  }
  if (action === "start") return { command: "tcpflow.startExercise", arguments: [document.uri, exercise] };
  if (action === "read") return { command: "tcpflow.openLesson", arguments: [page, document.uri.toString()] };
  if (action !== undefined) return { command: ACTIONS[action], arguments: [document.uri, target?.start] };
  if (target === null) return { command: "" };
  // To the problem after the place just before the blank: the blank itself, or what is wrong on it.
  return { command: "tcpflow.nextProblem", arguments: [document.uri, target.start - 1] };
}

const ACTIONS: Readonly<Record<Exclude<NonNullable<Lens["action"]>, "start" | "read">, string>> = {
  check: "tcpflow.checkAnswers",
  hint: "tcpflow.showHint",
  explain: "tcpflow.explainExercise",
};
