/** Messages that only tell something, and are read whole. */

import * as vscode from "vscode";
import { displayWidth } from "../language/width.js";
import { editorTexts } from "../messages/editor.js";
import { localeOf } from "./analyses.js";

type Show = (message: string, ...buttons: string[]) => Thenable<string | undefined>;

/** Of a message without a button VS Code shows a line, and hides the rest. */
const LINE = 56;

export function tell(message: string, show: Show = vscode.window.showInformationMessage): void {
  const buttons = displayWidth(message) > LINE ? [editorTexts(localeOf()).understood] : [];
  void show(message, ...buttons);
}

export function warn(message: string): void {
  tell(message, vscode.window.showWarningMessage);
}

export function tellError(message: string): void {
  tell(message, vscode.window.showErrorMessage);
}
