/**
 * The step that a preview marks: where the cursor is, or where somebody stepped to in the page. The editor follows
 * a step, and what it says of that is not taken for somebody who moves the cursor.
 */

import * as vscode from "vscode";
import type { PanelsFromPage } from "../protocol/panels.js";
import { takeAlong } from "./in-editor.js";

type Asked = Extract<PanelsFromPage, { readonly type: "step" | "marked" }>;

export class MarkedStep {
  private at: { readonly line: number } | { readonly index: number } = { line: 0 };
  /** The line of the cursor, in the flow. */
  private cursor = 0;
  private request = 0;
  /** The lines to which the editor was sent, of which it has not yet said that it is there. */
  private sentTo: number[] = [];

  get place(): { readonly line: number } | { readonly index: number } {
    return this.at;
  }

  get line(): number {
    return this.cursor;
  }

  /** The last request of the page that has come; 0 for none. */
  get answers(): number {
    return this.request;
  }

  goTo(line: number): void {
    this.cursor = line;
    this.at = { line };
    this.sentTo = [];
  }

  /** The cursor is on this line; whether that is news. */
  follow(line: number, kind: vscode.TextEditorSelectionChangeKind | undefined): boolean {
    const { Keyboard, Mouse } = vscode.TextEditorSelectionChangeKind;
    const arrived = kind === Keyboard || kind === Mouse ? -1 : this.sentTo.indexOf(line);
    if (arrived >= 0) {
      this.sentTo.splice(0, arrived + 1);
      return false;
    }
    if (line === this.cursor) return false;
    this.goTo(line);
    return true;
  }

  ask(asked: Asked): void {
    this.request = asked.request;
    this.at = asked.type === "step" ? { index: asked.index } : { line: asked.line };
  }

  /** The editor follows to the line of the step. A film that goes on by itself does not move the cursor of somebody who writes. */
  takeAlong(flow: vscode.TextDocument, line: number, played: boolean): void {
    const went = takeAlong(flow, line, { evenActive: !played, again: this.sentTo.length > 0 });
    if (went === "moved") this.sentTo.push(line);
    if (went !== "stayed") this.cursor = line;
  }
}
