import type MarkdownIt from "markdown-it";
import type * as vscode from "vscode";
import { registerBlocks } from "./block-commands.js";
import { registerCaptures } from "./captures.js";
import { registerCodeActions } from "./code-actions.js";
import { registerCommands } from "./commands.js";
import { registerCompletion } from "./completion.js";
import { registerDiagnostics } from "./diagnostics.js";
import { createFeedback } from "./exercise-feedback.js";
import { registerExercises } from "./exercises.js";
import { registerFolding } from "./folding.js";
import { registerFormatting } from "./formatting.js";
import { registerGradeFolder } from "./grade-folder.js";
import { registerHover } from "./hover.js";
import { registerInlayHints } from "./inlay-hints.js";
import { registerLenses } from "./lenses.js";
import { type LessonsTree, registerLessons } from "./lessons-view.js";
import { registerLinks } from "./links.js";
import { registerMaking } from "./making-commands.js";
import { extendMarkdownIt, registerMarkdownPreview } from "./markdown-preview.js";
import { registerNames } from "./names.js";
import { registerNewFlow } from "./new-flow.js";
import { registerNotebookCells } from "./notebook-cells.js";
import { registerPages } from "./pages.js";
import { registerPaste } from "./paste.js";
import { registerPreview } from "./preview.js";
import { registerReference } from "./reference.js";
import { registerSelection } from "./selection.js";
import { registerSemanticTokens } from "./semantic-tokens.js";
import { registerStatus } from "./status.js";
import { registerSymbols } from "./symbols.js";
import { registerTyping } from "./typing.js";
import { registerWorked } from "./worked-pages.js";
import { registerWorkspaceSymbols } from "./workspace-symbols.js";

/** What others call: VS Code's Markdown preview, and tests. */
interface Exports {
  readonly lessons: LessonsTree;
  extendMarkdownIt(md: MarkdownIt): MarkdownIt;
}

export function activate(context: vscode.ExtensionContext): Exports {
  const lessons = registerLessons(context);
  const feedback = createFeedback();
  context.subscriptions.push(
    feedback,
    registerDiagnostics(feedback, context),
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
    registerLenses(context, feedback),
    registerNewFlow(),
    registerPaste(),
    registerMaking(),
    registerGradeFolder(context),
    registerStatus(),
    registerCommands(),
    registerBlocks(),
    registerReference(context),
    registerPages(context),
    registerWorked(),
    lessons,
    registerExercises(context, feedback),
    registerPreview(context),
    registerCaptures(context),
    registerMarkdownPreview(),
    registerNotebookCells(),
  );
  return { lessons: lessons.tree, extendMarkdownIt: (md) => extendMarkdownIt(md, context.extensionUri) };
}
