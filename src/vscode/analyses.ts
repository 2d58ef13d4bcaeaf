/** One analysis for each version of a document, shared by all features. */

import * as vscode from "vscode";
import { firstVersion, nextVersion, type Version } from "../check/revise.js";
import type { Analysis } from "../check/trace.js";
import type { Span } from "../language/ast.js";
import { type Locale, resolveLocale } from "../messages/locale.js";
import { BlockDocument } from "./block-document.js";

export const LANGUAGE = "tcpflow";

/** Any scheme: files, unsaved, virtual. */
export const SELECTOR: vscode.DocumentSelector = { language: LANGUAGE };

export function analysisOf(document: vscode.TextDocument): Analysis {
  if (document instanceof BlockDocument) return document.block.version.analysis;
  const cached = cache.get(document);
  if (cached !== undefined && cached.version === document.version) return cached.made.analysis;
  const text = document.getText();
  const made = cached === undefined ? firstVersion(text) : nextVersion(cached.made, text);
  cache.set(document, { version: document.version, made });
  return made.analysis;
}

const cache = new WeakMap<vscode.TextDocument, { readonly version: number; readonly made: Version }>();

export function isFlowDocument(document: vscode.TextDocument): boolean {
  return document.languageId === LANGUAGE;
}

export function rangeOf(document: vscode.TextDocument, span: Span): vscode.Range {
  return new vscode.Range(document.positionAt(span.start), document.positionAt(span.end));
}

/** The language the user wants to read, for this document. */
export function localeOf(scope?: vscode.ConfigurationScope): Locale {
  const setting = vscode.workspace.getConfiguration(LANGUAGE, scope).get("language", "auto");
  return resolveLocale(setting, vscode.env.language);
}

export function disposeAll(...disposables: vscode.Disposable[]): vscode.Disposable {
  return vscode.Disposable.from(...disposables);
}
