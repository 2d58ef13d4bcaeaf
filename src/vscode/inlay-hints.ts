/** Inlay hints: each kind is a setting. */

import * as vscode from "vscode";
import { type HintKind, inlayHints } from "../reading/inlay-hints.js";
import { analysisOf, disposeAll, LANGUAGE, localeOf } from "./analyses.js";
import { editOf } from "./block-document.js";
import { inlayHintsInFlows } from "./in-flows.js";

const SETTINGS: readonly (readonly [HintKind, string, boolean])[] = [
  ["seq", "inlayHints.seq", true],
  ["ack", "inlayHints.ack", true],
  ["states", "inlayHints.states", false],
  ["symbols", "inlayHints.symbols", true],
  ["findings", "inlayHints.findings", true],
];

export function registerInlayHints(): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  return disposeAll(
    changed,
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(LANGUAGE)) changed.fire();
    }),
    inlayHintsInFlows({
      onDidChangeInlayHints: changed.event,
      provideInlayHints(document, range) {
        const kinds = wanted(document);
        if (kinds.size === 0) return [];
        const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
        return inlayHints(analysisOf(document), span, kinds, localeOf(document)).map((plain) => {
          const hint = new vscode.InlayHint(document.positionAt(plain.at), plain.label);
          hint.paddingLeft = plain.paddingLeft;
          hint.paddingRight = plain.paddingRight;
          hint.tooltip = plain.tooltip;
          hint.textEdits = plain.edits.map((edit) => editOf(document, edit));
          return hint;
        });
      },
    }),
  );
}

function wanted(document: vscode.TextDocument): ReadonlySet<HintKind> {
  const settings = vscode.workspace.getConfiguration(LANGUAGE, document);
  return new Set(SETTINGS.flatMap(([kind, name, on]) => (settings.get(name, on) ? [kind] : [])));
}
