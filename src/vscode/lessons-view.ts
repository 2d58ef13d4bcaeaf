/** The view in the activity bar, and its commands. What it shows is loaded when one first looks at it (`lesson-shelf.ts`). */

import * as vscode from "vscode";
import { lessonsTexts } from "../messages/lessons.js";
import { disposeAll, LANGUAGE, localeOf } from "./analyses.js";
import { registerLessonPages } from "./lesson-pages.js";
import type { Node, Shelf } from "./lesson-shelf.js";
import { forgetProgress, onDidChangeProgress } from "./progress.js";

/** What the view shows, for whoever wants to look at it: `activate` hands it out. */
export type LessonsTree = Pick<vscode.TreeDataProvider<unknown>, "getChildren" | "getTreeItem">;

export function registerLessons(
  context: vscode.ExtensionContext,
): vscode.Disposable & { readonly tree: LessonsTree } {
  const changed = new vscode.EventEmitter<void>();
  const { provider, shelf } = shelfOf(context, changed.event);
  const all = disposeAll(
    changed,
    vscode.window.createTreeView("tcpflow.lessons", { treeDataProvider: provider, showCollapseAll: true }),
    registerLessonPages(context),
    vscode.commands.registerCommand("tcpflow.openLesson", async (given?: unknown, at?: unknown) => {
      const { openLesson } = await import("./lesson-shelf.js");
      await openLesson(await shelf(), given, at);
    }),
    vscode.commands.registerCommand("tcpflow.startLessonExercise", async (node?: unknown) => {
      const { startExercise } = await import("./lesson-shelf.js");
      await startExercise(await shelf(), node);
    }),
    vscode.commands.registerCommand("tcpflow.explainLessonExercise", async (node?: unknown) => {
      const { explainExercise } = await import("./lesson-shelf.js");
      await explainExercise(node);
    }),
    vscode.commands.registerCommand("tcpflow.nextExercise", async (uri?: unknown, place?: unknown) => {
      const { nextExercise } = await import("./next-exercise.js");
      await nextExercise(await shelf(), uri, place);
    }),
    vscode.commands.registerCommand("tcpflow.forgetProgress", (given?: unknown) => forget(context, given)),
    onDidChangeProgress(() => changed.fire()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(`${LANGUAGE}.language`)) changed.fire();
    }),
  );
  return { dispose: () => all.dispose(), tree: provider as LessonsTree };
}

/** One shelf for the view and the commands, made when one of them first wants it. */
function shelfOf(context: vscode.ExtensionContext, onDidChangeTreeData: vscode.Event<void>) {
  let made: Shelf | undefined;
  const shelf = async (): Promise<Shelf> => {
    const { Shelf } = await import("./lesson-shelf.js");
    made ??= new Shelf(context);
    return made;
  };
  const provider: vscode.TreeDataProvider<Node> = {
    onDidChangeTreeData,
    getChildren: async (node) => (await shelf()).getChildren(node),
    getTreeItem: async (node) => (await shelf()).getTreeItem(node),
  };
  return { provider, shelf };
}

/** What a caller has settled is not asked: `{ sure: true }`. */
async function forget({ globalState }: vscode.ExtensionContext, given: unknown): Promise<void> {
  if ((given as { sure?: unknown } | null | undefined)?.sure === true) return forgetProgress(globalState);
  const texts = lessonsTexts(localeOf());
  const options = { modal: true };
  const chosen = await vscode.window.showWarningMessage(texts.forgetQuestion, options, texts.forget);
  if (chosen === texts.forget) await forgetProgress(globalState);
}
