/** The student's commands. What they do is loaded when one is first called (`answering.ts`). */

import * as vscode from "vscode";
import { disposeAll } from "./analyses.js";
import type { AnswerAct } from "./answering.js";
import type { FeedbackView } from "./exercise-feedback.js";
import { exportProgress, keepInStep } from "./progress.js";

export function registerExercises(context: vscode.ExtensionContext, view: FeedbackView): vscode.Disposable {
  keepInStep(context.globalState);
  const at = (act: AnswerAct) => async (uri?: unknown, place?: unknown) => {
    const { actOnAnswer } = await import("./answering.js");
    await actOnAnswer(act, context, view, uri, place);
  };
  return disposeAll(
    vscode.commands.registerCommand("tcpflow.startExercise", async (uri?: unknown, index?: unknown) => {
      const { startExercise } = await import("./exercise-start.js");
      await startExercise(context, uri, index);
    }),
    vscode.commands.registerCommand("tcpflow.checkAnswers", at("check")),
    vscode.commands.registerCommand("tcpflow.explainExercise", at("explain")),
    vscode.commands.registerCommand("tcpflow.showHint", at("showHint")),
    vscode.commands.registerCommand("tcpflow.revealAnswer", at("reveal")),
    vscode.commands.registerCommand("tcpflow.revealAllAnswers", at("revealEvery")),
    vscode.commands.registerCommand("tcpflow.resetBlank", at("reset")),
    vscode.commands.registerCommand("tcpflow.resetExercise", at("resetEvery")),
    vscode.commands.registerCommand("tcpflow.nextBlank", at("goToNext")),
    vscode.commands.registerCommand("tcpflow.exportProgress", () => exportAll(context)),
  );
}

async function exportAll({ globalState }: vscode.ExtensionContext): Promise<void> {
  const document = await vscode.workspace.openTextDocument({
    language: "json",
    content: exportProgress(globalState),
  });
  await vscode.window.showTextDocument(document);
}
