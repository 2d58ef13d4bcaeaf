/** Going to a name, finding it, marking it, and giving it another one. */

import * as vscode from "vscode";
import { definition, namedAt, type Occurrence, occurrences } from "../check/names.js";
import { type RenameProblem, rename } from "../editing/rename.js";
import { editorTexts } from "../messages/editor.js";
import { analysisOf, disposeAll, localeOf, rangeOf } from "./analyses.js";
import { editOf } from "./block-document.js";
import { definitionInFlows, highlightsInFlows, referencesInFlows, renameInFlows } from "./in-flows.js";

export function registerNames(): vscode.Disposable {
  return disposeAll(
    definitionInFlows({
      provideDefinition(document, position) {
        const span = definition(analysisOf(document), document.offsetAt(position));
        return span === null ? undefined : new vscode.Location(document.uri, rangeOf(document, span));
      },
    }),
    referencesInFlows({
      provideReferences: (document, position, { includeDeclaration }) =>
        placesOf(document, position)
          .filter(({ declares }) => includeDeclaration || !declares)
          .map(({ span }) => new vscode.Location(document.uri, rangeOf(document, span))),
    }),
    highlightsInFlows({
      provideDocumentHighlights(document, position) {
        const places = placesOf(document, position);
        // Of anything else, the editor marks the same word by itself.
        return places.length === 0 ? undefined : places.map((place) => highlightOf(document, place));
      },
    }),
    renameInFlows({ prepareRename, provideRenameEdits }),
  );
}

function placesOf(document: vscode.TextDocument, position: vscode.Position): Occurrence[] {
  const analysis = analysisOf(document);
  const named = namedAt(analysis, document.offsetAt(position));
  return named === null ? [] : occurrences(analysis, named);
}

function highlightOf(
  document: vscode.TextDocument,
  { span, declares }: Occurrence,
): vscode.DocumentHighlight {
  const { Read, Write } = vscode.DocumentHighlightKind;
  return new vscode.DocumentHighlight(rangeOf(document, span), declares ? Write : Read);
}

function prepareRename(
  document: vscode.TextDocument,
  position: vscode.Position,
): { range: vscode.Range; placeholder: string } {
  const named = namedAt(analysisOf(document), document.offsetAt(position));
  if (named === null) throw new Error(editorTexts(localeOf(document)).cannotRename);
  return { range: rangeOf(document, named.span), placeholder: named.name };
}

function provideRenameEdits(
  document: vscode.TextDocument,
  position: vscode.Position,
  to: string,
): vscode.WorkspaceEdit {
  const analysis = analysisOf(document);
  const texts = editorTexts(localeOf(document));
  const named = namedAt(analysis, document.offsetAt(position));
  if (named === null) throw new Error(texts.cannotRename);
  const renamed = rename(analysis, named, to);
  if ("problem" in renamed) throw new Error(texts[SENTENCES[renamed.problem]](renamed.name));
  const edit = new vscode.WorkspaceEdit();
  edit.set(
    document.uri,
    renamed.edits.map((edit) => editOf(document, edit)),
  );
  return edit;
}

const SENTENCES = {
  "not-a-name": "notAName",
  taken: "taken",
  "changes-meaning": "changesMeaning",
} as const satisfies Readonly<Record<RenameProblem, string>>;
