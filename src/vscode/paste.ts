/**
 * Pasting, dropping, and a new flow out of the clipboard: text of other notations becomes flows. What reads those notations is
 * loaded with the first text.
 */

import * as vscode from "vscode";
import type { PastedFlow } from "../editing/paste.js";
import { convertTexts, refusalSentence } from "../messages/convert.js";
import { analysisOf, disposeAll, LANGUAGE, localeOf, SELECTOR } from "./analyses.js";
import { columnForNew } from "./columns.js";
import { warn } from "./tell.js";

const KIND = vscode.DocumentDropOrPasteEditKind.Text.append("tcpflow", "flow");
const PLAIN = "text/plain";
const FILES = "text/uri-list";

export function registerPaste(): vscode.Disposable {
  return disposeAll(
    vscode.languages.registerDocumentPasteEditProvider(
      SELECTOR,
      { provideDocumentPasteEdits: pasteEdits },
      {
        providedPasteEditKinds: [KIND],
        pasteMimeTypes: [PLAIN],
      },
    ),
    vscode.languages.registerDocumentDropEditProvider(
      SELECTOR,
      { provideDocumentDropEdits: dropEdits },
      {
        providedDropEditKinds: [KIND],
        dropMimeTypes: [PLAIN, FILES, "files"],
      },
    ),
    vscode.commands.registerCommand("tcpflow.newFlowFromClipboard", newFlowFromClipboard),
  );
}

async function pasteEdits(
  document: vscode.TextDocument,
  ranges: readonly vscode.Range[],
  data: vscode.DataTransfer,
  context: vscode.DocumentPasteEditContext,
): Promise<vscode.DocumentPasteEdit[] | undefined> {
  const [range, second] = ranges;
  const text = await data.get(PLAIN)?.asString();
  if (range === undefined || second !== undefined || text === undefined) return undefined;
  const asked = context.triggerKind === vscode.DocumentPasteTriggerKind.PasteAs || context.only !== undefined;
  const flow = await flowAt(document, range.start, text, asked);
  return flow === null ? undefined : [new vscode.DocumentPasteEdit(flow.text, flow.title, KIND)];
}

async function dropEdits(
  document: vscode.TextDocument,
  position: vscode.Position,
  data: vscode.DataTransfer,
): Promise<vscode.DocumentDropEdit | undefined> {
  const text = await droppedText(data);
  const flow = text === undefined ? null : await flowAt(document, position, text, false);
  return flow === null ? undefined : new vscode.DocumentDropEdit(flow.text, flow.title, KIND);
}

async function flowAt(
  document: vscode.TextDocument,
  position: vscode.Position,
  text: string,
  asked: boolean,
): Promise<PastedFlow | null> {
  const { pastedFlow } = await import("../editing/paste.js");
  const analysis = analysisOf(document);
  return pastedFlow(analysis.document, document.offsetAt(position), text, localeOf(document), asked);
}

/** The text of one file, or what was dragged out of another window. */
async function droppedText(data: vscode.DataTransfer): Promise<string | undefined> {
  const listed = (await data.get(FILES)?.asString())
    ?.split(/\r?\n/)
    .filter((line) => line !== "" && !line.startsWith("#"));
  const [uri, another] = listed ?? [];
  if (uri !== undefined && another === undefined) {
    try {
      return decoded(await vscode.workspace.fs.readFile(vscode.Uri.parse(uri, true)));
    } catch {
      // What cannot be read is dropped as VS Code drops it.
    }
  }
  for (const [, item] of data) {
    const file = item.asFile();
    if (file !== undefined) return decoded(await file.data());
  }
  return uri === undefined ? data.get(PLAIN)?.asString() : undefined;
}

/** undefined for what is no text. */
function decoded(octets: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(octets);
  } catch {
    return undefined;
  }
}

async function newFlowFromClipboard(): Promise<void> {
  const text = await vscode.env.clipboard.readText();
  if (text.trim() === "") {
    warn(convertTexts(localeOf()).emptyClipboard);
    return;
  }
  const { flowOutOf } = await import("../editing/paste.js");
  const outcome = flowOutOf(text, localeOf());
  if (outcome.kind === "refused") {
    warn(refusalSentence(outcome, text, localeOf()));
    return;
  }
  const document = await vscode.workspace.openTextDocument({ language: LANGUAGE, content: outcome.text });
  await vscode.window.showTextDocument(document, columnForNew());
}
