/** Flows and sections of every `.tcpflow` file of the workspace, opened or not. */

import * as vscode from "vscode";
import type { Document } from "../language/ast.js";
import { parse } from "../language/parser.js";
import { positionAt } from "../language/text.js";
import { type WorkspaceItem, workspaceItems } from "../reading/workspace-symbols.js";
import { isFlowDocument } from "./analyses.js";

const FILES = "**/*.tcpflow";
/** Beyond this many files a search would keep one waiting. */
const MOST_FILES = 500;

export function registerWorkspaceSymbols(): vscode.Disposable {
  return vscode.languages.registerWorkspaceSymbolProvider({ provideWorkspaceSymbols: find });
}

async function find(query: string, token: vscode.CancellationToken): Promise<vscode.SymbolInformation[]> {
  const open = vscode.workspace.textDocuments.filter(isFlowDocument);
  const found = open.flatMap((document) => symbolsOf(document.uri, parse(document.getText()), query));
  const seen = new Set(open.map(({ uri }) => uri.toString()));
  for (const uri of await vscode.workspace.findFiles(FILES, undefined, MOST_FILES, token)) {
    if (token.isCancellationRequested) break;
    if (seen.has(uri.toString())) continue;
    const document = await read(uri);
    if (document !== null) found.push(...symbolsOf(uri, document, query));
  }
  return found;
}

/** Each version of a file is read once. */
const cache = new Map<string, { readonly changed: number; readonly document: Document }>();

async function read(uri: vscode.Uri): Promise<Document | null> {
  const key = uri.toString();
  try {
    const { mtime } = await vscode.workspace.fs.stat(uri);
    const cached = cache.get(key);
    if (cached?.changed === mtime) return cached.document;
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    const document = parse(text);
    cache.set(key, { changed: mtime, document });
    return document;
  } catch {
    // Deleted meanwhile, or not to be read: a search goes on without it.
    cache.delete(key);
    return null;
  }
}

function symbolsOf(uri: vscode.Uri, document: Document, query: string): vscode.SymbolInformation[] {
  return workspaceItems(document, query).map((item) => symbolOf(uri, document, item));
}

function symbolOf(
  uri: vscode.Uri,
  document: Document,
  { kind, title, container, heading }: WorkspaceItem,
): vscode.SymbolInformation {
  const [start, end] = [heading.start, heading.end].map((offset) => {
    const { line, character } = positionAt(document, offset);
    return new vscode.Position(line, character);
  }) as [vscode.Position, vscode.Position];
  const symbolKind = kind === "section" ? vscode.SymbolKind.Namespace : vscode.SymbolKind.Module;
  const location = new vscode.Location(uri, new vscode.Range(start, end));
  return new vscode.SymbolInformation(title, symbolKind, container, location);
}
