import type * as vscode from "vscode";
import { registerCodeActions } from "./code-actions.js";
import { registerCommands } from "./commands.js";
import { registerCompletion } from "./completion.js";
import { registerDiagnostics } from "./diagnostics.js";
import { registerFolding } from "./folding.js";
import { registerFormatting } from "./formatting.js";
import { registerHover } from "./hover.js";
import { registerInlayHints } from "./inlay-hints.js";
import { registerLenses } from "./lenses.js";
import { registerLinks } from "./links.js";
import { registerNames } from "./names.js";
import { registerNewFlow } from "./new-flow.js";
import { registerPreview } from "./preview.js";
import { registerReference } from "./reference.js";
import { registerSelection } from "./selection.js";
import { registerSemanticTokens } from "./semantic-tokens.js";
import { registerStatus } from "./status.js";
import { registerSymbols } from "./symbols.js";
import { registerTyping } from "./typing.js";
import { registerWorkspaceSymbols } from "./workspace-symbols.js";

export function activate(context: vscode.ExtensionContext): void {
  context.subscriptions.push(
    registerDiagnostics(context),
    registerHover(),
    registerCompletion(),
    registerCodeActions(),
    registerInlayHints(),
    registerFormatting(),
    registerFolding(),
    registerSymbols(),
    registerWorkspaceSymbols(),
    registerSemanticTokens(),
    registerSelection(),
    registerNames(),
    registerLinks(context),
    registerTyping(),
    registerLenses(),
    registerNewFlow(),
    registerStatus(),
    registerCommands(),
    registerReference(context),
    registerPreview(context),
  );
}
