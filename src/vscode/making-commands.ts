/** Making exercises: the commands. What they do is loaded when one is first called. */

import * as vscode from "vscode";
import { disposeAll } from "./analyses.js";

export function registerMaking(): vscode.Disposable {
  return disposeAll(
    vscode.commands.registerCommand("tcpflow.makeExercise", async (given?: unknown) => {
      const { makeOfThisFlow } = await import("./make-exercise.js");
      await makeOfThisFlow(given);
    }),
    vscode.commands.registerCommand("tcpflow.newRandomExercise", async (given?: unknown) => {
      const { newRandomExercise } = await import("./random-exercise.js");
      await newRandomExercise(given);
    }),
  );
}
