/**
 * Features are registered here for flows, wherever they stand: a file of its own, or a block of a Markdown file. A feature
 * is written for a document that is a flow; in a Markdown file it is asked about the block at hand, and answers in
 * positions of the file (`BlockDocument`). Outside of blocks it is not asked.
 */

import * as vscode from "vscode";
import { SELECTOR } from "./analyses.js";
import { blocksOf, flowDocumentAt, MARKDOWN } from "./blocks.js";

type Document = vscode.TextDocument;
type Answer<T> = vscode.ProviderResult<T>;

export function hoverInFlows(provider: vscode.HoverProvider): vscode.Disposable {
  return both(vscode.languages.registerHoverProvider, provider, {
    provideHover: (file, position, token) =>
      at(file, position, (flow) => provider.provideHover(flow, position, token)),
  });
}

export function completionInFlows(
  provider: vscode.CompletionItemProvider,
  ...triggers: readonly string[]
): vscode.Disposable {
  const register = (selector: vscode.DocumentSelector, one: vscode.CompletionItemProvider) =>
    vscode.languages.registerCompletionItemProvider(selector, one, ...triggers);
  return both(register, provider, {
    provideCompletionItems: (file, position, ...rest) =>
      at(file, position, (flow) => provider.provideCompletionItems(flow, position, ...rest)),
    resolveCompletionItem: (item, token) => provider.resolveCompletionItem?.(item, token),
  });
}

export function definitionInFlows(provider: vscode.DefinitionProvider): vscode.Disposable {
  return both(vscode.languages.registerDefinitionProvider, provider, {
    provideDefinition: (file, position, token) =>
      at(file, position, (flow) => provider.provideDefinition(flow, position, token)),
  });
}

export function referencesInFlows(provider: vscode.ReferenceProvider): vscode.Disposable {
  return both(vscode.languages.registerReferenceProvider, provider, {
    provideReferences: (file, position, ...rest) =>
      at(file, position, (flow) => provider.provideReferences(flow, position, ...rest)),
  });
}

export function highlightsInFlows(provider: vscode.DocumentHighlightProvider): vscode.Disposable {
  return both(vscode.languages.registerDocumentHighlightProvider, provider, {
    provideDocumentHighlights: (file, position, token) =>
      at(file, position, (flow) => provider.provideDocumentHighlights(flow, position, token)),
  });
}

export function renameInFlows(provider: vscode.RenameProvider): vscode.Disposable {
  return both(vscode.languages.registerRenameProvider, provider, {
    prepareRename: (file, position, token) =>
      at(file, position, (flow) => provider.prepareRename?.(flow, position, token)),
    provideRenameEdits: (file, position, ...rest) =>
      at(file, position, (flow) => provider.provideRenameEdits(flow, position, ...rest)),
  });
}

export function codeActionsInFlows(
  provider: vscode.CodeActionProvider,
  metadata: vscode.CodeActionProviderMetadata,
): vscode.Disposable {
  const register = (selector: vscode.DocumentSelector, one: vscode.CodeActionProvider) =>
    vscode.languages.registerCodeActionsProvider(selector, one, metadata);
  return both(register, provider, {
    provideCodeActions: (file, range, ...rest) =>
      each(within(file, range), (flow) => provider.provideCodeActions(flow, range, ...rest)),
    resolveCodeAction: (action, token) => provider.resolveCodeAction?.(action, token),
  });
}

export function inlayHintsInFlows(provider: vscode.InlayHintsProvider): vscode.Disposable {
  return both(vscode.languages.registerInlayHintsProvider, provider, {
    ...(provider.onDidChangeInlayHints === undefined
      ? {}
      : { onDidChangeInlayHints: provider.onDidChangeInlayHints }),
    provideInlayHints: (file, range, token) =>
      each(within(file, range), (flow) => provider.provideInlayHints(flow, range, token)),
  });
}

export function codeLensesInFlows(provider: vscode.CodeLensProvider): vscode.Disposable {
  return both(vscode.languages.registerCodeLensProvider, provider, {
    ...(provider.onDidChangeCodeLenses === undefined
      ? {}
      : { onDidChangeCodeLenses: provider.onDidChangeCodeLenses }),
    provideCodeLenses: (file, token) =>
      each(blocksOf(file), (flow) => provider.provideCodeLenses(flow, token)),
  });
}

export function linksInFlows(provider: vscode.DocumentLinkProvider): vscode.Disposable {
  return both(vscode.languages.registerDocumentLinkProvider, provider, {
    provideDocumentLinks: (file, token) =>
      each(blocksOf(file), (flow) => provider.provideDocumentLinks(flow, token)),
  });
}

/** `addTokens` gives those of one flow; the tokens of a file are one list. */
export function tokensInFlows(
  legend: vscode.SemanticTokensLegend,
  addTokens: (builder: vscode.SemanticTokensBuilder, flow: Document, range: vscode.Range) => void,
): vscode.Disposable {
  const provider = (flows: (file: Document, range: vscode.Range) => readonly Document[]) => ({
    provideDocumentRangeSemanticTokens(file: Document, range: vscode.Range) {
      const builder = new vscode.SemanticTokensBuilder(legend);
      for (const flow of flows(file, range)) addTokens(builder, flow, range);
      return builder.build();
    },
  });
  const { registerDocumentRangeSemanticTokensProvider: register } = vscode.languages;
  return vscode.Disposable.from(
    register(
      SELECTOR,
      provider((file) => [file]),
      legend,
    ),
    register(MARKDOWN, provider(within), legend),
  );
}

function both<P>(
  register: (selector: vscode.DocumentSelector, provider: P) => vscode.Disposable,
  provider: P,
  inMarkdown: P,
): vscode.Disposable {
  return vscode.Disposable.from(register(SELECTOR, provider), register(MARKDOWN, inMarkdown));
}

function at<T>(file: Document, position: vscode.Position, ask: (flow: Document) => Answer<T>): Answer<T> {
  const flow = flowDocumentAt(file, position);
  return flow === undefined ? undefined : ask(flow);
}

function within(file: Document, range: vscode.Range): readonly Document[] {
  return blocksOf(file).filter(
    ({ block }) => range.end.line > block.line && range.start.line <= block.line + block.columns.length,
  );
}

async function each<T>(flows: readonly Document[], ask: (flow: Document) => Answer<T[]>): Promise<T[]> {
  const answers = await Promise.all(flows.map(ask));
  return answers.flatMap((answer) => answer ?? []);
}
