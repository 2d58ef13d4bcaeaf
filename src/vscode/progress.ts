/**
 * Which exercises were solved, kept in the extension's own storage: on this machine, and wherever the user has
 * VS Code keep settings in step. An exercise is known by its file's name and its place in it.
 */

import * as vscode from "vscode";
import type { ExerciseResult } from "../exercise/judge.js";

export interface Progress {
  /** Places of the blanks that were answered rightly, without being revealed. */
  readonly solved: readonly number[];
  readonly total: number;
  /** When all of it was right for the first time, nothing being revealed; null before. */
  readonly solvedAt: string | null;
  readonly checkedAt: string;
  /** Places of the blanks that were revealed, where the last check found all of it right with them. */
  readonly revealed?: readonly number[];
}

export type AllProgress = Readonly<Record<string, Progress>>;

const KEY = "tcpflow.progress";

const changed = new vscode.EventEmitter<void>();

/** After a check, and when all is forgotten. */
export const onDidChangeProgress = changed.event;

/** By the name of the template's file; the same for every language of a shipped lesson. */
export function exerciseId(template: string, index: number): string {
  return `${template.replace(/(\.zh-cn)?\.tcpflow$/, "")}#${index + 1}`;
}

export function keepInStep(
  storage: vscode.Memento & { setKeysForSync?(keys: readonly string[]): void },
): void {
  storage.setKeysForSync?.([KEY]);
}

export function allProgress(storage: vscode.Memento): AllProgress {
  const stored = storage.get<unknown>(KEY);
  return typeof stored === "object" && stored !== null ? (stored as AllProgress) : {};
}

/** Writes down what a check has shown. What was right once stays right. */
export async function recordResult(
  storage: vscode.Memento,
  id: string,
  { marks, solved }: ExerciseResult,
  revealed: ReadonlySet<number>,
  now: string,
): Promise<void> {
  const all = allProgress(storage);
  const before = all[id];
  const own = marks.filter(({ verdict, index }) => verdict === "right" && !revealed.has(index));
  const places = new Set([...(before?.solved ?? []), ...own.map(({ index }) => index)]);
  const progress: Progress = {
    solved: [...places].filter((index) => index < marks.length).sort((a, b) => a - b),
    total: marks.length,
    solvedAt: before?.solvedAt ?? (solved && revealed.size === 0 ? now : null),
    checkedAt: now,
    ...(solved && revealed.size > 0 ? { revealed: [...revealed].sort((a, b) => a - b) } : {}),
  };
  await storage.update(KEY, { ...all, [id]: progress });
  changed.fire();
}

/** The exercise is begun anew: what was revealed may be found now. */
export async function forgetRevealed(storage: vscode.Memento, id: string): Promise<void> {
  const all = allProgress(storage);
  const { revealed, ...rest } = all[id] ?? {};
  if (revealed === undefined) return;
  await storage.update(KEY, { ...all, [id]: rest });
  changed.fire();
}

export async function forgetProgress(storage: vscode.Memento): Promise<void> {
  await storage.update(KEY, undefined);
  changed.fire();
}

/** As JSON, to be kept or handed in. */
export function exportProgress(storage: vscode.Memento): string {
  const exercises = Object.entries(allProgress(storage)).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify({ exercises: exercises.map(([id, progress]) => ({ id, ...progress })) }, null, 2)}\n`;
}
