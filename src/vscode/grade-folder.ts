/** `TCPFlow: Grade a Folder…`: a table of what was handed in, to be read first and saved as CSV then (`folder-grades.ts`). */

import * as vscode from "vscode";
import { fileName } from "../exercise/file-name.js";
import { gradeFolderTexts } from "../messages/grade-folder.js";
import { disposeAll, localeOf } from "./analyses.js";
import type { Report } from "./folder-grades.js";

/** The table is a text that is read: nobody is asked to save it. */
const SCHEME = "tcpflow-grades";
const GRADES = "tcpflow-grades";

export function registerGradeFolder(context: vscode.ExtensionContext): vscode.Disposable {
  const reports = new Map<string, Report>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  return disposeAll(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      async provideTextDocumentContent(uri) {
        const report = reports.get(uri.toString());
        return report === undefined ? "" : (await import("./folder-grades.js")).tableOf(report);
      },
    }),
    vscode.languages.registerCodeLensProvider({ scheme: SCHEME }, { provideCodeLenses: lensesOf }),
    vscode.commands.registerCommand("tcpflow.gradeFolder", async (given?: unknown) => {
      const { grade } = await import("./folder-grades.js");
      const report = await grade(context.extensionUri, given);
      if (report === null) return;
      const uri = addressOf(report.folder);
      reports.set(uri.toString(), report);
      changed.fire(uri);
      await vscode.window.showTextDocument(await tableAt(uri), { preview: false });
    }),
    vscode.commands.registerCommand(
      "tcpflow.saveGrades",
      async (uri?: unknown, rows?: unknown, to?: unknown) => {
        const address = uri instanceof vscode.Uri ? uri : vscode.window.activeTextEditor?.document.uri;
        const report = reports.get(address?.toString() ?? "");
        if (report === undefined) return;
        const { saveCsv } = await import("./folder-grades.js");
        await saveCsv(report, rows, to);
      },
    ),
  );
}

/** Of a language of its own, whose defaults wrap the sentences in it. */
async function tableAt(uri: vscode.Uri): Promise<vscode.TextDocument> {
  return vscode.languages.setTextDocumentLanguage(await vscode.workspace.openTextDocument(uri), GRADES);
}

function addressOf(folder: vscode.Uri): vscode.Uri {
  const { title } = gradeFolderTexts(localeOf());
  return vscode.Uri.from({
    scheme: SCHEME,
    path: `/${title(fileName(folder.path))}`,
    query: folder.toString(),
  });
}

function lensesOf({ uri }: vscode.TextDocument): vscode.CodeLens[] {
  const title = gradeFolderTexts(localeOf()).saveCsv;
  return [
    new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), {
      title,
      command: "tcpflow.saveGrades",
      arguments: [uri],
    }),
  ];
}
