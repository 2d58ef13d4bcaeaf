/**
 * Whoever types decides what stands: only a proposal that somebody has chosen is taken, and a key that is typed
 * takes the choice away. VS Code does so with a list that opens by itself (`editor.suggest.selectionMode` in
 * `package.json`), and not with one that is asked for: there Enter, at the end of a finished word, would
 * take what is proposed in its place. So Ctrl+Space opens a list of the first kind here, and chooses its first proposal.
 */

import * as vscode from "vscode";
import { SELECTOR } from "./analyses.js";

/** For the Tab key: something stands before the cursor on its line. In front of a line it indents, whatever is proposed. */
const LINE_IS_BEGUN = "tcpflow.lineIsBegun";

/**
 * A proposal is chosen when no key has been typed for so long, in milliseconds: one that is on its way might find
 * a list that is being made anew, and there the choice would stay. The list may be late, so it is tried again.
 */
const QUIET = [50, 50, 100];

/** An answer that has not come by now is not worth waiting for. */
const PATIENCE_MS = 2_000;

/** `answered` tells when the next proposals have been given. */
export function registerProposals(answered: vscode.Event<void>): vscode.Disposable {
  let isBegun = false;
  const note = (editor: vscode.TextEditor | undefined) => {
    const now = editor !== undefined && textBefore(editor).trim() !== "";
    if (now === isBegun) return;
    isBegun = now;
    void vscode.commands.executeCommand("setContext", LINE_IS_BEGUN, now);
  };
  note(vscode.window.activeTextEditor);
  return vscode.Disposable.from(
    vscode.commands.registerCommand("tcpflow.proposals.show", () => show(answered)),
    vscode.commands.registerCommand("tcpflow.proposals.accept", () =>
      vscode.commands.executeCommand("focusAndAcceptSuggestion"),
    ),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => note(textEditor)),
    vscode.window.onDidChangeActiveTextEditor(note),
  );
}

function textBefore({ document, selection }: vscode.TextEditor): string {
  if (vscode.languages.match(SELECTOR, document) === 0) return "";
  return document.lineAt(selection.active.line).text.slice(0, selection.active.character);
}

async function show(answered: vscode.Event<void>): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return;
  const { document } = editor;
  const { version } = document;
  const cursor = editor.selection.active;
  const isAsAsked = () => document.version === version && editor.selection.active.isEqual(cursor);
  const answer = next(answered);
  // One that has opened by itself may be out of date.
  await vscode.commands.executeCommand("hideSuggestWidget");
  await vscode.commands.executeCommand("editor.action.triggerSuggest", { auto: true });
  await answer;
  for (const quiet of QUIET) {
    await pause(quiet);
    if (!isAsAsked()) return;
    await vscode.commands.executeCommand("focusSuggestion");
  }
}

function next(event: vscode.Event<void>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, PATIENCE_MS);
    const listener = event(done);
    function done(): void {
      clearTimeout(timer);
      listener.dispose();
      resolve();
    }
  });
}

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
