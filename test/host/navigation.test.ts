import * as vscode from "vscode";
import { template, templates } from "../../src/editing/templates.js";
import {
  closeAll,
  contains,
  EXTENSION_ID,
  equal,
  eventually,
  HANDSHAKE,
  HANDSHAKE_WITH_A_MISTAKE,
  MISTAKE,
  openText,
  until,
} from "./support.js";

const TEXT = `# error ack-behind
# is what is wrong below
flow "Open"
client C
server S

== Handshake ==
C -> S: SYN seq=x
S -> C: SYN+ACK seq=y ack=x
  S: SYN-RECEIVED
exercise "Fill in"
C -> S: ?
`;

describe("navigation", () => {
  after(closeAll);

  let document: vscode.TextDocument;
  before(async () => {
    document = (await openText(TEXT)).document;
  });

  const run = <T>(command: string, ...rest: unknown[]) =>
    vscode.commands.executeCommand<T>(`vscode.${command}`, document.uri, ...rest);
  const at = (text: string) => document.positionAt(TEXT.indexOf(text) + text.length);
  const textAt = ({ range }: { range: vscode.Range }) => document.getText(range);

  it("lists flows, sections and segments", async () => {
    const [flow, exercise] = await run<vscode.DocumentSymbol[]>("executeDocumentSymbolProvider");
    equal([flow?.name, exercise?.name], ["Open", "Fill in"]);
    equal(
      flow?.children[0]?.children.map(({ name }) => name),
      ["C -> S: SYN", "S -> C: SYN+ACK"],
    );
  });

  it("finds flows of the workspace by name", async () => {
    const found = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
      "vscode.executeWorkspaceSymbolProvider",
      "handsh",
    );
    const here = found.filter(({ location }) => location.uri.toString() === document.uri.toString());
    equal(
      here.map(({ name, containerName }) => [name, containerName]),
      [["Handshake", "Open"]],
    );
  });

  it("folds flows, sections and comments", async () => {
    const folds = await run<vscode.FoldingRange[]>("executeFoldingRangeProvider");
    equal(
      folds.map(({ start, end }) => [start, end]),
      [
        [0, 1],
        [2, 9],
        [6, 9],
        [10, 11],
      ],
    );
  });

  it("grows a selection", async () => {
    const [range] = await run<vscode.SelectionRange[]>("executeSelectionRangeProvider", [at("ack=x")]);
    if (!range?.parent) throw new Error("there is nothing around the number");
    equal([textAt(range), textAt(range.parent)], ["x", "ack=x"]);
  });

  it("goes to a definition and finds references", async () => {
    const place = at("ack=x");
    const definitions = await run<vscode.Location[]>("executeDefinitionProvider", place);
    equal(
      definitions.map(({ range }) => range.start.line),
      [7],
    );
    const references = await run<vscode.Location[]>("executeReferenceProvider", place);
    equal(
      references.map(({ range }) => range.start.line),
      [7, 8],
    );
    const marked = await run<vscode.DocumentHighlight[]>("executeDocumentHighlights", place);
    equal(
      marked.map(({ kind }) => kind),
      [vscode.DocumentHighlightKind.Write, vscode.DocumentHighlightKind.Read],
    );
  });

  it("gives an endpoint another name, and no name that is taken", async () => {
    const place = at("client C");
    const edit = await run<vscode.WorkspaceEdit>("executeDocumentRenameProvider", place, "A");
    equal(edit.get(document.uri).length, 3);
    const refused = await run("executeDocumentRenameProvider", place, "S").then(
      () => "",
      (error: Error) => error.message,
    );
    contains(refused, "S");
  });

  it("links to the page of a diagnostic, which is there", async () => {
    const links = await run<vscode.DocumentLink[]>("executeLinkProvider");
    const page = links.map(({ target }) => target).find((target) => target?.scheme === "tcpflow-page");
    if (!page) throw new Error("no link to the page");
    // The entry, as a resource that is shown rendered: `/docs/diagnostics.md/ack-behind.tcpflow-page`.
    const [, file = "", entry = ""] = /^\/(.+\.md)\/([\w-]+)\.tcpflow-page$/.exec(page.path) ?? [];
    equal(entry, "ack-behind");
    const extension = vscode.extensions.getExtension("tcpflow.tcpflow");
    if (extension === undefined) throw new Error("no extension");
    await vscode.workspace.fs.stat(vscode.Uri.joinPath(extension.extensionUri, file));
  });

  it("says what words are, for their colours", async () => {
    const lines = new vscode.Range(0, 0, TEXT.split("\n").length, 0);
    const legend = await run<vscode.SemanticTokensLegend>("provideDocumentRangeSemanticTokensLegend", lines);
    const tokens = await run<vscode.SemanticTokens>("provideDocumentRangeSemanticTokens", lines);
    equal(legend.tokenTypes[tokens.data[3] ?? 0], "tcpEndpoint");
  });

  it("shows lenses that lead to the picture and to the blanks", async () => {
    const lenses = await run<vscode.CodeLens[]>("executeCodeLensProvider");
    equal(
      lenses.map(({ range, command }) => [range.start.line, command?.command]),
      [
        [2, "tcpflow.openPreviewToSide"],
        [10, "tcpflow.openPreviewToSide"],
        [10, "tcpflow.nextProblem"],
        [10, "tcpflow.startExercise"],
      ],
    );
    const { command = "", arguments: rest = [] } = lenses[2]?.command ?? {};
    await vscode.commands.executeCommand(command, ...rest);
    const editor = vscode.window.activeTextEditor;
    equal(editor?.document.offsetAt(editor.selection.active), TEXT.indexOf("?"));
  });

  it("writes a finished line the usual way", async () => {
    const other = (await openText("C → S: syn\n")).document;
    const edits = await vscode.commands.executeCommand<vscode.TextEdit[]>(
      "vscode.executeFormatOnTypeProvider",
      other.uri,
      new vscode.Position(1, 0),
      "\n",
      { insertSpaces: true, tabSize: 2 },
    );
    equal(
      edits.map(({ newText }) => newText),
      ["->", "SYN"],
    );
  });

  it("goes to the next problem", async () => {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("tcpflow.nextProblem");
    const editor = vscode.window.activeTextEditor;
    // After the blank of the exercise comes the wrong number again.
    equal(editor?.document.offsetAt(editor.selection.active), TEXT.indexOf("ack=x"));
  });

  it("goes to the mistake of a flow that lies behind the walkthrough", async () => {
    await closeAll();
    document = (await openText(HANDSHAKE_WITH_A_MISTAKE)).document;
    await openText(HANDSHAKE);
    await vscode.commands.executeCommand("workbench.action.openWalkthrough", `${EXTENSION_ID}#start`);
    await until("no editor in sight", () => vscode.window.visibleTextEditors.length === 0);
    await vscode.commands.executeCommand("tcpflow.nextProblem");
    const editor = vscode.window.activeTextEditor;
    equal(editor?.document.uri.toString(), document.uri.toString());
    equal(editor?.selection.active.line, MISTAKE.line);
  });
});

const TEMPLATES = templates("en").map(({ id }) => id);

describe("a new flow", () => {
  let before = 0;
  beforeEach(() => {
    before = untitledTabs();
  });

  // Untitled documents ask before they close, unless they are given up.
  afterEach(async () => {
    // It closes whatever is active then, which for a moment may be nothing: until it is gone it is asked for again.
    await eventually(true, async () => {
      if (flowEditor() !== undefined)
        await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
      return flowEditor() === undefined && untitledTabs() <= before;
    });
  });

  for (const id of TEMPLATES) {
    it(`opens out of the template ${id}`, async () => {
      await vscode.commands.executeCommand("tcpflow.newFlow", id);
      const { text } = template(id, "en");
      const { document } = await until("a new document", () => {
        const editor = flowEditor();
        return editor?.document.getText().replaceAll("\r", "") === text && editor;
      });
      const grave = vscode.languages
        .getDiagnostics(document.uri)
        .filter(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning);
      equal(grave.length, 0);
    });
  }

  it("opens an exercise at its first blank", async () => {
    await vscode.commands.executeCommand("tcpflow.newExercise");
    await until("a new document at its blank", () => {
      const editor = flowEditor();
      if (editor === undefined) return false;
      const { character, line } = editor.selection.active;
      return editor.document.lineAt(line).text.charAt(character) === "?";
    });
  });
});

function untitledTabs(): number {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.filter(({ input }) => input instanceof vscode.TabInputText && input.uri.scheme === "untitled")
    .length;
}

function flowEditor(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor?.document.languageId === "tcpflow" && editor.document.isUntitled ? editor : undefined;
}
