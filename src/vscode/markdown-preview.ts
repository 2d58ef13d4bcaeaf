/**
 * VS Code's own Markdown preview: blocks become figures there (`notes/picture.ts`), which the script of ours that VS Code
 * loads into the page draws. What VS Code asks for is `extendMarkdownIt`, of what `activate` gives back.
 */

import type MarkdownIt from "markdown-it";
import * as vscode from "vscode";
import type { Severity } from "../check/codes.js";
import { firstVersion, type Version } from "../check/revise.js";
import { isFlow } from "../notes/fences.js";
import { blockHtml } from "../notes/picture.js";
import { LANGUAGE, localeOf } from "./analyses.js";
import { severityOverrides } from "./diagnostics.js";
import { isForReading } from "./files.js";
import { settingsOf } from "./preview-settings.js";

export function extendMarkdownIt(md: MarkdownIt, extension: vscode.Uri): MarkdownIt {
  const before = md.renderer.rules["fence"];
  const fence: typeof before = (tokens, index, options, env, self) => {
    const token = tokens[index];
    const document = documentOf(env);
    if (token === undefined || !isFlow(token.info) || !rendersBlocks(document)) {
      return before?.(tokens, index, options, env, self) ?? self.renderToken(tokens, index, options);
    }
    // With what VS Code has put there to scroll by.
    token.attrJoin("class", "tcpflow-note");
    // A page of ours says what is wrong in its own words.
    const isOurs = document !== undefined && isForReading(document, extension);
    const place = { line: token.map?.[0] ?? 0, attributes: self.renderAttrs(token), silent: isOurs };
    return renderedBlock(token.content, place, document);
  };
  md.renderer.rules["fence"] = fence;
  return md;
}

/** With the settings changed, what was rendered is out of date. */
export function registerMarkdownPreview(): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration(LANGUAGE))
      void vscode.commands.executeCommand("markdown.preview.refresh");
  });
}

/** HTML of a block, as the settings have it. */
export function renderedBlock(
  text: string,
  { attributes, line, silent }: BlockPlace,
  document: vscode.Uri | undefined,
): string {
  const overrides = severityOverrides(document);
  return blockHtml(versionOf(text).analysis, line, attributes, {
    locale: localeOf(document),
    ...settingsOf(document),
    severityOf: (code: string, own: Severity) => (silent ? "off" : (overrides.get(code) ?? own)),
  });
}

interface BlockPlace {
  /** The one that opens it. */
  readonly line: number;
  /** Of the whole, as HTML. */
  readonly attributes: string;
  /** Nothing is said of mistakes. */
  readonly silent: boolean;
}

export function rendersBlocks(document: vscode.Uri | undefined): boolean {
  return vscode.workspace.getConfiguration(LANGUAGE, document).get("markdown.preview", true);
}

/** What is rendered; VS Code says so, others need not. */
function documentOf(env: unknown): vscode.Uri | undefined {
  const { currentDocument } = (env ?? {}) as { readonly currentDocument?: unknown };
  return currentDocument instanceof vscode.Uri ? currentDocument : undefined;
}

/** The blocks rendered last. A note is rendered whole after each edit, of which all but one are as they were. */
let recent = new Map<string, Version>();
const KEPT = 200;

function versionOf(text: string): Version {
  const known = recent.get(text);
  if (known !== undefined) return known;
  const made = firstVersion(text);
  if (recent.size >= KEPT) recent = new Map([...recent].slice(-KEPT / 2));
  recent.set(text, made);
  return made;
}
