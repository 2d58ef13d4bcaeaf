/** The grades of a folder: made, shown as a table, saved as CSV. */

import * as vscode from "vscode";
import { wrapText } from "../diagram/row.js";
import { fileName } from "../exercise/file-name.js";
import { gradeFolderTexts } from "../messages/grade-folder.js";
import { shown } from "../teaching/grade.js";
import { type ClassResult, gradeClass } from "../teaching/grade-class.js";
import { gradeCsv, ROWS, type Rows } from "../teaching/grade-csv.js";
import { gradeDetails, gradeTable } from "../teaching/grade-text.js";
import { localeOf } from "./analyses.js";
import { type Collected, collect } from "./grade-files.js";
import { tell, tellError } from "./tell.js";

/** Without it Excel reads a CSV file in the code page of the machine, and Chinese is garbled. */
const BYTE_ORDER_MARK = "\uFEFF";

export interface Report {
  readonly folder: vscode.Uri;
  readonly result: ClassResult;
}

/** A folder of the explorer, else the one that is chosen. What a caller has settled is not asked. */
export async function grade(extension: vscode.Uri, given: unknown): Promise<Report | null> {
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

export function tableOf(report: Report): string {
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

export async function saveCsv({ folder, result }: Report, rows: unknown, to: unknown): Promise<void> {
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
