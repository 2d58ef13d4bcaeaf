/** `TCPFlow: Grade a Folder…`: a table of what was handed in, to be read first and saved as CSV then. */

import * as vscode from "vscode";
import { wrapText } from "../diagram/row.js";
import { fileName } from "../exercise/file-name.js";
import { gradeFolderTexts } from "../messages/grade-folder.js";
import { shown } from "../teaching/grade.js";
import { type ClassResult, gradeClass } from "../teaching/grade-class.js";
import { gradeCsv, ROWS, type Rows } from "../teaching/grade-csv.js";
import { gradeDetails, gradeTable } from "../teaching/grade-text.js";
import { disposeAll, localeOf } from "./analyses.js";
import { type Collected, collect } from "./grade-files.js";
import { tell, tellError } from "./tell.js";

/** The table is a text that is read: nobody is asked to save it. */
const SCHEME = "tcpflow-grades";
const GRADES = "tcpflow-grades";

/** Without it Excel reads a CSV file in the code page of the machine, and Chinese is garbled. */
const BYTE_ORDER_MARK = "\uFEFF";

interface Report {
  readonly folder: vscode.Uri;
  readonly result: ClassResult;
}

export function registerGradeFolder(context: vscode.ExtensionContext): vscode.Disposable {
  const reports = new Map<string, Report>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  return disposeAll(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => tableOf(reports.get(uri.toString())),
    }),
    vscode.languages.registerCodeLensProvider({ scheme: SCHEME }, { provideCodeLenses: lensesOf }),
    vscode.commands.registerCommand("tcpflow.gradeFolder", async (given?: unknown) => {
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
        if (report !== undefined) await saveCsv(report, rows, to);
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

/** A folder of the explorer, else the one that is chosen. What a caller has settled is not asked. */
async function grade(extension: vscode.Uri, given: unknown): Promise<Report | null> {
  const texts = gradeFolderTexts(localeOf());
  const folder = given instanceof vscode.Uri ? given : await chooseFolder();
  if (folder === undefined) return null;
  const name = fileName(folder.path);
  try {
    const found = await collectAll(extension, folder);
    if (found.answers.length === 0) {
      tell(texts.noAnswers(name));
      return null;
    }
    const options = { location: vscode.ProgressLocation.Window, title: texts.working };
    const result = await vscode.window.withProgress(options, async () =>
      gradeClass(found.templates, found.answers),
    );
    return { folder, result };
  } catch (error) {
    tellError(texts.cannotRead(name, reasonOf(error)));
    return null;
  }
}

async function chooseFolder(): Promise<vscode.Uri | undefined> {
  const openLabel = gradeFolderTexts(localeOf()).choose;
  const options = { canSelectFiles: false, canSelectFolders: true, canSelectMany: false, openLabel };
  return (await vscode.window.showOpenDialog(options))?.[0];
}

/** A template that was found nowhere is asked for, once for each. */
async function collectAll(extension: vscode.Uri, folder: vscode.Uri): Promise<Collected> {
  const texts = gradeFolderTexts(localeOf());
  const found = await collect(extension, folder, texts.unreadable);
  const chosen: vscode.Uri[] = [];
  for (const name of found.missing) {
    const title = texts.chooseTemplate(shown(name));
    const filters = { TCPFlow: ["tcpflow"] };
    const uri = (await vscode.window.showOpenDialog({ title, openLabel: texts.useTemplate, filters }))?.[0];
    if (uri !== undefined) chosen.push(uri);
  }
  return chosen.length === 0 ? found : collect(extension, folder, texts.unreadable, chosen);
}

function tableOf(report: Report | undefined): string {
  if (report === undefined) return "";
  const locale = localeOf();
  const details = report.result.files.flatMap((one) => {
    const wrong = gradeDetails(one, locale);
    return wrong.length === 0 ? [] : ["", shown(one.path), ...wrong.flatMap(indented)];
  });
  return `${[...gradeTable(report.result, locale), ...details].join("\n")}\n`;
}

/** An editor does not wrap plain text by itself, as a terminal does. */
function indented(text: string): string[] {
  return wrapText(text, COLUMNS).map((part, i) => `${i === 0 ? "  " : "    "}${part}`);
}

const COLUMNS = 90;

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

async function saveCsv({ folder, result }: Report, rows: unknown, to: unknown): Promise<void> {
  const texts = gradeFolderTexts(localeOf());
  const chosen = ROWS.find((one) => one === rows) ?? (await chooseRows());
  if (chosen === undefined) return;
  const name = `${fileName(folder.path)}-${chosen}.csv`;
  const defaultUri = vscode.Uri.joinPath(folder, "..", name);
  const uri =
    to instanceof vscode.Uri
      ? to
      : await vscode.window.showSaveDialog({ defaultUri, filters: { CSV: ["csv"] } });
  if (uri === undefined) return;
  try {
    const text = BYTE_ORDER_MARK + gradeCsv(result, chosen, localeOf());
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  } catch (error) {
    tellError(texts.cannotWrite(fileName(uri.path), reasonOf(error)));
    return;
  }
  void vscode.window.showInformationMessage(texts.saved(fileName(uri.path)), texts.open).then((answer) => {
    if (answer === texts.open) void vscode.window.showTextDocument(uri, { preview: false });
  });
}

async function chooseRows(): Promise<Rows | undefined> {
  const texts = gradeFolderTexts(localeOf());
  const items = ROWS.map((rows) => ({ label: texts.rows[rows], rows }));
  return (await vscode.window.showQuickPick(items, { placeHolder: texts.chooseRows }))?.rows;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
