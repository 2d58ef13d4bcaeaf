/** Taking things away: the commands. What they do is loaded when one is first called. */

import * as vscode from "vscode";
import { disposeAll } from "./analyses.js";
import type { Taking } from "./export-diagram.js";
import type { Exports } from "./export-target.js";

export function registerExport(exports: Exports): vscode.Disposable {
  const take = (what: Taking) => async (uri?: unknown) => {
    const { takeDiagramAway } = await import("./export-diagram.js");
    await takeDiagramAway(exports, what, uri);
  };
  return disposeAll(
    vscode.commands.registerCommand("tcpflow.copyAsMermaid", take("copyAsMermaid")),
    vscode.commands.registerCommand("tcpflow.copyAsMarkdown", take("copyAsMarkdown")),
    vscode.commands.registerCommand("tcpflow.copyAsSvg", take("copyAsSvg")),
    vscode.commands.registerCommand("tcpflow.copyAsPng", take("copyAsPng")),
    vscode.commands.registerCommand("tcpflow.writeNotes", take("writeNotes")),
    vscode.commands.registerCommand("tcpflow.exportDiagram", take("exportDiagram")),
    vscode.commands.registerCommand("tcpflow.exportGraph", async (uri?: unknown) => {
      const { takeGraphAway } = await import("./export-graph.js");
      await takeGraphAway(exports, uri);
    }),
  );
}
