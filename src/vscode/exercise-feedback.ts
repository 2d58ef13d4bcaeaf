/** What the last check found, at its blanks until they are edited, and the score in the status item. */

import * as vscode from "vscode";
import { exerciseTexts } from "../messages/exercise.js";
import { afterChanges, type Feedback } from "../teaching/told.js";
import { disposeAll, localeOf, rangeOf, SELECTOR } from "./analyses.js";

export interface FeedbackView extends vscode.Disposable {
  show(document: vscode.TextDocument, told: Told): void;
  clear(document: vscode.TextDocument): void;
  /** What is told in a document now. */
  of(document: vscode.TextDocument): readonly Feedback[];
  /** After a check, and when it is cleared; what an edit takes away comes with the edit. */
  readonly onDidChange: vscode.Event<vscode.TextDocument>;
}

interface Told {
  readonly items: readonly Feedback[];
  readonly score: string;
}

export function createFeedback(): FeedbackView {
  const collection = vscode.languages.createDiagnosticCollection("tcpflow-exercise");
  const status = vscode.languages.createLanguageStatusItem("tcpflow.exercise", SELECTOR);
  const shown = new Map<string, Told>();

  const changed = new vscode.EventEmitter<vscode.TextDocument>();

  const told = (document: vscode.TextDocument) => shown.get(document.uri.toString())?.items ?? [];
  const refresh = (document: vscode.TextDocument) => {
    collection.set(
      document.uri,
      told(document).map((item) => diagnosticOf(document, item)),
    );
  };
  const showScore = () => {
    const active = vscode.window.activeTextEditor?.document;
    const one = active === undefined ? undefined : shown.get(active.uri.toString());
    const texts = exerciseTexts(localeOf(active));
    status.name = texts.statusName;
    status.text = one === undefined ? "" : `$(mortar-board) ${one.score}`;
    status.command = { command: "tcpflow.checkAnswers", title: texts.check };
  };
  const clear = (document: vscode.TextDocument) => {
    shown.delete(document.uri.toString());
    collection.delete(document.uri);
    showScore();
    changed.fire(document);
  };
  const disposable = disposeAll(
    collection,
    status,
    changed,
    vscode.window.onDidChangeActiveTextEditor(showScore),
    vscode.workspace.onDidCloseTextDocument(clear),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const one = shown.get(document.uri.toString());
      if (one === undefined || contentChanges.length === 0) return;
      shown.set(document.uri.toString(), {
        ...one,
        items: afterChanges(one.items, contentChanges.map(changeOf)),
      });
      refresh(document);
    }),
  );
  showScore();
  return {
    show(document, all) {
      shown.set(document.uri.toString(), all);
      refresh(document);
      showScore();
      changed.fire(document);
    },
    clear,
    of: told,
    onDidChange: changed.event,
    dispose: () => disposable.dispose(),
  };
}

function changeOf({ rangeOffset, rangeLength, text }: vscode.TextDocumentContentChangeEvent) {
  return { offset: rangeOffset, removed: rangeLength, inserted: text.length };
}

function diagnosticOf(document: vscode.TextDocument, item: Feedback): vscode.Diagnostic {
  const severity =
    item.severity === "warning" ? vscode.DiagnosticSeverity.Warning : vscode.DiagnosticSeverity.Information;
  const diagnostic = new vscode.Diagnostic(rangeOf(document, item.span), item.message, severity);
  diagnostic.source = "tcpflow";
  diagnostic.code = item.code;
  return diagnostic;
}
