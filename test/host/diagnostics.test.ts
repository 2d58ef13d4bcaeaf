import * as vscode from "vscode";
import {
  closeAll,
  equal,
  HANDSHAKE,
  HANDSHAKE_WITH_A_MISTAKE,
  MISTAKE,
  openText,
  replaceAll,
  until,
} from "./support.js";

describe("diagnostics", () => {
  after(closeAll);

  let editor: vscode.TextEditor;
  const errors = () =>
    vscode.languages
      .getDiagnostics(editor.document.uri)
      .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);

  it("appear when a document with a mistake opens, with code and range", async () => {
    editor = await openText(HANDSHAKE_WITH_A_MISTAKE);
    const found = await until("an error", () => errors().length > 0 && errors());
    equal(found.map(described), [{ code: "ack-behind", source: "tcpflow", ...MISTAKE, target: "string" }]);
  });

  it("have a code that opens its page, rendered", async () => {
    const [found] = await until("an error", () => errors().length > 0 && errors());
    const code = found?.code;
    if (typeof code !== "object") throw new Error("the code is no link");
    await vscode.commands.executeCommand("vscode.open", code.target);
    const shown = await until("a rendered page", () => {
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      return input instanceof vscode.TabInputWebview && input.viewType.includes("markdown.preview") && input;
    });
    equal(shown instanceof vscode.TabInputWebview, true);
    const pages = () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(isPageTab);
    await until("nothing but the rendered page", () => pages().length === 0);
    // What that page shows as wrong is no problem of the reader's.
    const documents = vscode.workspace.textDocuments.filter(({ uri }) =>
      uri.path.endsWith("/docs/diagnostics.md"),
    );
    equal(documents.flatMap(({ uri }) => vscode.languages.getDiagnostics(uri)).length, 0);
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    editor = await vscode.window.showTextDocument(editor.document);
  });

  it("go when the mistake is corrected", async () => {
    await replaceAll(editor, HANDSHAKE);
    await until("no error", () => errors().length === 0);
  });

  it("follow the mistake to another line", async () => {
    await replaceAll(editor, `# a comment\n${HANDSHAKE_WITH_A_MISTAKE}`);
    const [found] = await until("an error", () => errors().length > 0 && errors());
    equal(found?.range.start.line, MISTAKE.line + 1);
  });
});

/** What stands in for a page until it is rendered. */
function isPageTab({ input }: vscode.Tab): boolean {
  return input instanceof vscode.TabInputCustom && input.viewType === "tcpflow.page";
}

function described({ code, range, source }: vscode.Diagnostic): object {
  const linked = typeof code === "object" ? code : undefined;
  return {
    code: linked?.value ?? code,
    source,
    line: range.start.line,
    start: range.start.character,
    end: range.end.character,
    target: typeof linked?.target.toString(),
  };
}
