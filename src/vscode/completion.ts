import * as vscode from "vscode";
import { type Completion, complete } from "../editing/completion.js";
import { analysisOf, localeOf, rangeOf } from "./analyses.js";
import { fileOf, partsIn } from "./block-document.js";
import { completionInFlows } from "./in-flows.js";
import { registerProposals } from "./proposals.js";

/** After these something else may stand; letters ask by themselves. */
const TRIGGERS = [" ", ":", "=", "+", ">", "~"];

/** A new line asks too: its list has nothing chosen, so a second Enter is a blank line. */
const NEW_LINE = "\n";

export function registerCompletion(): vscode.Disposable {
  const answered = new vscode.EventEmitter<void>();
  const chosen = new vscode.EventEmitter<void>();
  const provider: vscode.CompletionItemProvider = {
    provideCompletionItems(document, position, _token, { triggerCharacter }) {
      answered.fire();
      // In a Markdown file a list that opens by itself has something chosen in it, and Enter would take that: one asks for it.
      if (triggerCharacter !== undefined && fileOf(document) !== document) return [];
      const found = complete(analysisOf(document), document.offsetAt(position), localeOf(document));
      // Nobody has asked: a list of keywords alone would only be in the way.
      if (triggerCharacter === NEW_LINE && !found.some(({ kind }) => kind === "line")) return [];
      return found.map((item, i) => itemOf(document, item, i));
    },
    // VS Code asks this of a proposal as soon as it is chosen.
    resolveCompletionItem(item) {
      chosen.fire();
      return item;
    },
  };
  return vscode.Disposable.from(
    answered,
    chosen,
    registerProposals(answered.event, chosen.event),
    completionInFlows(provider, ...TRIGGERS, NEW_LINE),
  );
}

function itemOf(document: vscode.TextDocument, item: Completion, index: number): vscode.CompletionItem {
  const made = new vscode.CompletionItem({ label: item.label, description: item.detail }, KINDS[item.kind]);
  made.range = rangeOf(document, item.span);
  made.insertText = snippetOf(document, item);
  // In a block its lines begin already as those of the file do.
  made.keepWhitespace = fileOf(document) !== document;
  made.filterText = item.filter;
  made.sortText = String(index).padStart(SORT_WIDTH, "0");
  made.preselect = index === 0;
  if (item.documentation !== "") made.documentation = new vscode.MarkdownString(item.documentation);
  if (item.asksOn) made.command = { command: "editor.action.triggerSuggest", title: "" };
  return made;
}

/** Enough digits for every index, so that texts sort as numbers do. */
const SORT_WIDTH = 4;

/** What stands between the stops, and each stop, in turn. */
function snippetOf(document: vscode.TextDocument, { insert, span, stops }: Completion): vscode.SnippetString {
  const parts: string[] = [];
  let done = 0;
  for (const { start, end } of stops) {
    parts.push(insert.slice(done, start), insert.slice(start, end));
    done = end;
  }
  const snippet = new vscode.SnippetString();
  partsIn(document, span.start, [...parts, insert.slice(done)]).forEach((part, i) => {
    if (i % 2 === 0) snippet.appendText(part);
    else snippet.appendPlaceholder(part);
  });
  return snippet;
}

const KINDS: Readonly<Record<Completion["kind"], vscode.CompletionItemKind>> = {
  line: vscode.CompletionItemKind.Event,
  phase: vscode.CompletionItemKind.Snippet,
  keyword: vscode.CompletionItemKind.Keyword,
  endpoint: vscode.CompletionItemKind.Class,
  arrow: vscode.CompletionItemKind.Operator,
  flag: vscode.CompletionItemKind.EnumMember,
  field: vscode.CompletionItemKind.Field,
  value: vscode.CompletionItemKind.Value,
  state: vscode.CompletionItemKind.Enum,
  event: vscode.CompletionItemKind.Method,
  id: vscode.CompletionItemKind.Reference,
};
