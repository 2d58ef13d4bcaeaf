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
 * For the Enter key: what is chosen in the list may have been chosen before the last keys. Enter then begins a line. VS Code
 * keeps a choice as long as a list is being made anew, and we hear of a key only after it has been typed.
 */
const IS_TYPING = "tcpflow.isTyping";

/**
 * For the Enter key in a block of a Markdown file, where VS Code chooses the first proposal of every list: somebody has
 * asked for the list, or gone through it, and has not typed since. Else Enter is a new line.
 */
const IS_CHOSEN = "tcpflow.proposalIsChosen";

/** Nobody types any more when no key has come for so long. */
const REST_MS = 100;

/**
 * A proposal is chosen when no key has been typed for so long, in milliseconds: one that is on its way might find
 * a list that is being made anew, and there the choice would stay. The list may be late, so it is tried again, until
 * we hear that one of our proposals is chosen.
 */
const QUIET = [50, 50, 100];

/** An answer that has not come by now is not worth waiting for. */
const PATIENCE_MS = 2_000;

/** `answered` tells when the next proposals have been given, `chosen` when one of them has been chosen in its list. */
export function registerProposals(
  answered: vscode.Event<void>,
  chosen: vscode.Event<void>,
): vscode.Disposable {
  const lineIsBegun = contextKey(LINE_IS_BEGUN);
  const isChosen = contextKey(IS_CHOSEN);
  const typing = new Typing();
  const list = new AskedList(answered, chosen, typing);
  const note = (editor: vscode.TextEditor | undefined) =>
    lineIsBegun(editor !== undefined && textBefore(editor).trim() !== "");
  note(vscode.window.activeTextEditor);
  return vscode.Disposable.from(
    typing,
    list,
    vscode.commands.registerCommand("tcpflow.proposals.show", async () => isChosen(await list.show())),
    vscode.commands.registerCommand("tcpflow.proposals.goThrough", (command: string) => {
      isChosen(true);
      return vscode.commands.executeCommand(command);
    }),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => note(textEditor)),
    vscode.window.onDidChangeActiveTextEditor(note),
    vscode.workspace.onDidChangeTextDocument(({ contentChanges, document }) => {
      if (contentChanges.length === 0 || document !== vscode.window.activeTextEditor?.document) return;
      isChosen(false);
      typing.typed();
    }),
  );
}

/** Whether keys are being typed, or a choice is being made that they may overtake. */
class Typing implements vscode.Disposable {
  private readonly tell = contextKey(IS_TYPING);
  private rest: ReturnType<typeof setTimeout> | undefined;
  private isChoosing = false;

  typed(): void {
    this.dispose();
    this.rest = setTimeout(() => {
      this.rest = undefined;
      this.note();
    }, REST_MS);
    this.note();
  }

  choosing(isChoosing: boolean): void {
    this.isChoosing = isChoosing;
    this.note();
  }

  dispose(): void {
    if (this.rest !== undefined) clearTimeout(this.rest);
  }

  private note(): void {
    this.tell(this.isChoosing || this.rest !== undefined);
  }
}

/** Sets a key of the `when` clauses in `package.json`, where it is not yet so. */
function contextKey(name: string): (value: boolean) => void {
  let last = false;
  return (value) => {
    if (value === last) return;
    last = value;
    void vscode.commands.executeCommand("setContext", name, value);
  };
}

function textBefore({ document, selection }: vscode.TextEditor): string {
  if (vscode.languages.match(SELECTOR, document) === 0) return "";
  return document.lineAt(selection.active.line).text.slice(0, selection.active.character);
}

/** The list that was asked for with Ctrl+Space, for as long as text and cursor stay. */
class AskedList implements vscode.Disposable {
  private isAsAsked = () => false;
  private settling: Promise<boolean> | undefined;
  private answers = 0;
  /** In the list of the last answer. */
  private isChosen = false;
  private readonly listeners: vscode.Disposable;

  constructor(
    private readonly answered: vscode.Event<void>,
    chosen: vscode.Event<void>,
    private readonly typing: Typing,
  ) {
    this.listeners = vscode.Disposable.from(
      answered(() => this.again()),
      chosen(() => {
        this.isChosen = true;
      }),
    );
  }

  /** Whether a proposal is chosen in the end. Asked twice in haste, one list is opened. */
  show(): Promise<boolean> {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined) return Promise.resolve(false);
    if (this.settling !== undefined && this.isAsAsked()) return this.settling;
    const { document } = editor;
    const { version } = document;
    const cursor = editor.selection.active;
    this.isAsAsked = () =>
      vscode.window.activeTextEditor === editor &&
      document.version === version &&
      editor.selection.active.isEqual(cursor);
    return this.settle(async () => {
      const answer = next(this.answered);
      await showAnew();
      await answer;
    });
  }

  dispose(): void {
    this.listeners.dispose();
  }

  /** VS Code makes an open list anew, with nothing chosen, when another extension begins to propose. */
  private again(): void {
    this.answers++;
    this.isChosen = false;
    if (this.settling === undefined && this.isAsAsked()) void this.settle();
  }

  private settle(opened?: () => Promise<void>): Promise<boolean> {
    const settling = this.choose(this.isAsAsked, opened).finally(() => {
      if (this.settling === settling) this.settling = undefined;
    });
    this.settling = settling;
    return settling;
  }

  private async choose(isAsAsked: () => boolean, opened?: () => Promise<void>): Promise<boolean> {
    await opened?.();
    for (let i = 0; i < QUIET.length; ) {
      const { answers } = this;
      await pause(QUIET[i] ?? 0);
      if (!isAsAsked()) return false;
      if (!this.isChosen) await this.focus(isAsAsked);
      if (this.isChosen) break;
      // What was made anew meanwhile is chosen in from the start.
      i = answers === this.answers ? i + 1 : 0;
    }
    return isAsAsked();
  }

  private async focus(isAsAsked: () => boolean): Promise<void> {
    this.typing.choosing(true);
    try {
      await vscode.commands.executeCommand("focusSuggestion");
      // Of a key that came before the choice we are told before we are told of the choice.
      if (!isAsAsked()) await showAnew();
    } finally {
      this.typing.choosing(false);
    }
  }
}

/** With nothing chosen. One that has opened by itself may be out of date. */
async function showAnew(): Promise<void> {
  await vscode.commands.executeCommand("hideSuggestWidget");
  await vscode.commands.executeCommand("editor.action.triggerSuggest", { auto: true });
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
