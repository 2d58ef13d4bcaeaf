/** Which texts of exercises a check has found right, for each answer in this workspace. */

import type * as vscode from "vscode";
import { hashOf } from "../language/hash.js";

const KEY = "tcpflow.solvedAs";

/** So many are remembered, the oldest forgotten first. */
const MOST = 500;

export function isSolved(context: vscode.ExtensionContext, answer: vscode.Uri, text: string): boolean {
  return known(context).includes(nameOf(answer, text));
}

export async function noteSolved(
  context: vscode.ExtensionContext,
  answer: vscode.Uri,
  text: string,
): Promise<void> {
  const all = new Set([...known(context), nameOf(answer, text)]);
  await context.workspaceState.update(KEY, [...all].slice(-MOST));
}

function known({ workspaceState }: vscode.ExtensionContext): readonly number[] {
  return workspaceState.get(KEY, []);
}

function nameOf(answer: vscode.Uri, text: string): number {
  return hashOf(text, hashOf(answer.toString()));
}
