/** The light bulb: what may stand in it, and when it is asked. What does is loaded when it is first asked (`light-bulb.ts`). */

import * as vscode from "vscode";
import { FIX_ALL } from "./action-kinds.js";
import { codeActionsInFlows } from "./in-flows.js";

const KINDS = [vscode.CodeActionKind.QuickFix, vscode.CodeActionKind.RefactorRewrite, FIX_ALL];

export function registerCodeActions(): vscode.Disposable {
  return codeActionsInFlows(
    {
      async provideCodeActions(document, range, context, token) {
        const { version } = document;
        const { codeActions } = await import("./light-bulb.js");
        // Meanwhile the range may be another one's; VS Code asks again.
        if (token.isCancellationRequested || document.version !== version) return [];
        return codeActions(document, range, context);
      },
      async resolveCodeAction(chosen) {
        const { resolveAction } = await import("./light-bulb.js");
        return resolveAction(chosen);
      },
    },
    { providedCodeActionKinds: KINDS },
  );
}
