import MarkdownIt from "markdown-it";
import * as vscode from "vscode";
import english from "../../examples/notes/retransmission.md";
import chinese from "../../examples/notes/tcp-笔记.md";
import {
  closeAll,
  contains,
  EXTENSION_ID,
  equal,
  eventually,
  openText,
  replaceAll,
  setting,
  until,
} from "./support.js";

const QUOTED = [
  "# A note",
  "",
  "> ```tcpflow",
  "> C -> S: SYN seq=x",
  "> S -> C: SYN+ACK seq=y ack=x",
  "> C -> S: ACK seq=x+1 ack=y+1",
  "> ```",
  "",
  "C -> S: ACK seq=x ack=y",
  "",
].join("\n");

describe("a block in a Markdown file", () => {
  afterEach(closeAll);

  it("is checked, in its place: in the example notes", async () => {
    for (const [note, mistakes] of [
      [english, ["ack-behind"]],
      [chinese, ["ack-behind"]],
    ] as const) {
      const { document } = await openText(note, "md");
      const errors = await until("errors", () => errorsOf(document));
      equal(
        errors.map(({ code }) => (code as { value: string }).value),
        mistakes,
      );
      for (const { range } of errors) {
        const { text } = document.lineAt(range.start.line);
        contains(text, "# error ack-behind");
        contains(document.getText(range), "ack=");
      }
    }
  });

  it("is explained, and what stands beside it is not", async () => {
    const { document } = await openText(QUOTED, "md");
    contains(await hoverAt(document, 4, 28), "x+1");
    equal(await hoverAt(document, 8, 21), "");
  });

  it("is completed, and what stands beside it is not", async () => {
    const note = QUOTED.replace("ack=y+1", "ack=");
    const { document } = await openText(note, "md");
    const labels = async (line: number, character: number, typed?: string) => {
      const found = await vscode.commands.executeCommand<vscode.CompletionList>(
        "vscode.executeCompletionItemProvider",
        document.uri,
        new vscode.Position(line, character),
        typed,
      );
      return found.items.map(({ label }) => (typeof label === "string" ? label : label.label));
    };
    const end = note.split("\n")[5]?.length ?? 0;
    equal((await labels(5, end)).includes("y+1"), true);
    equal((await labels(8, 23)).includes("y+1"), false);
    // Enter would take what a list proposes that opens by itself.
    equal((await labels(5, end, "=")).includes("y+1"), false);
  });

  it("is corrected where it stands, and stays in its quote", async () => {
    const editor = await openText(QUOTED, "md");
    const [error] = await until("an error", () => errorsOf(editor.document));
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      editor.document.uri,
      error?.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const fix = actions.find(({ isPreferred, edit }) => isPreferred === true && edit !== undefined);
    equal(await vscode.workspace.applyEdit(fix?.edit as vscode.WorkspaceEdit), true);
    equal(editor.document.getText(), QUOTED.replace("ack=x\n", "ack=x+1\n"));
    await until("no error", () => errorsOf(editor.document) === null);
  });

  it("shows computed numbers, a lens, and words in their colours", async () => {
    const { document } = await openText(QUOTED.replace("ACK seq=x+1 ack=y+1", "ACK"), "md");
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
      "vscode.executeInlayHintProvider",
      document.uri,
      whole,
    );
    equal(
      [...new Set(hints.map(({ position }) => position.line))].every((line) => line > 2 && line < 6),
      true,
    );
    equal(hints.length > 0, true);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      "vscode.executeCodeLensProvider",
      document.uri,
    );
    equal(
      lenses.map(({ range }) => [range.start.line, range.start.character]),
      [[3, 2]],
    );
    const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens>(
      "vscode.provideDocumentRangeSemanticTokens",
      document.uri,
      whole,
    );
    equal([...tokens.data.slice(0, 3)], [3, 2, 1]);
  });

  it("gives another name to what is in it alone", async () => {
    const { document } = await openText(`${QUOTED}\n\`\`\`tcpflow\nC -> S: SYN\n\`\`\`\n`, "md");
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      "vscode.executeDocumentRenameProvider",
      document.uri,
      new vscode.Position(3, 2),
      "Alice",
    );
    equal(await vscode.workspace.applyEdit(edit), true);
    const lines = document.getText().split("\n");
    equal(lines.slice(3, 6), [
      "> Alice -> S: SYN seq=x",
      "> S -> Alice: SYN+ACK seq=y ack=x",
      "> Alice -> S: ACK seq=x+1 ack=y+1",
    ]);
    contains(document.getText(), "```tcpflow\nC -> S: SYN\n```");
  });

  it("is written the usual way, within its list", async () => {
    const editor = await openText("1. one\n\n   ~~~tcpflow\n   c->s:syn   seq=x\n   ~~~\n", "md");
    editor.selection = new vscode.Selection(3, 5, 3, 5);
    await vscode.commands.executeCommand("tcpflow.formatBlock");
    equal(editor.document.getText(), "1. one\n\n   ~~~tcpflow\n   c -> s: SYN seq=x\n   ~~~\n");
  });

  it("is converted from another notation, line by line in its quote", async () => {
    const mermaid = "sequenceDiagram\nC->>S: SYN seq=x\nS->>C: SYN+ACK seq=y ack=x+1".split("\n");
    const { document } = await openText(
      ["> ```tcpflow", ...mermaid.map((line) => `> ${line}`), "> ```", ""].join("\n"),
      "md",
    );
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      new vscode.Range(2, 4, 2, 4),
      vscode.CodeActionKind.QuickFix.value,
    );
    const convert = actions.find(({ isPreferred }) => isPreferred === true);
    equal(await vscode.workspace.applyEdit(convert?.edit as vscode.WorkspaceEdit), true);
    const lines = document.getText().trimEnd().split("\n");
    equal(
      lines.every((line) => line.startsWith(">")),
      true,
    );
    equal([lines[0], lines.at(-1)], ["> ```tcpflow", "> ```"]);
    contains(document.getText(), "> C -> S: SYN");
    await until("no error", () => errorsOf(document) === null);
  });

  it("leads to the next problem, from block to block", async () => {
    const wrong = "```tcpflow\nC -> S: SYN seq=x\nS -> C: SYN+ACK ack=x\n```\n";
    const editor = await openText(`${wrong}\nprose\n\n${wrong}`, "md");
    editor.selection = new vscode.Selection(5, 0, 5, 0);
    for (const line of [9, 2, 9]) {
      await vscode.commands.executeCommand("tcpflow.nextProblem");
      await eventually(line, async () => vscode.window.activeTextEditor?.selection.active.line);
    }
  });

  it("opens as a file of its own, and what is saved there is written back", async () => {
    const editor = await openText(QUOTED, "md");
    const note = editor.document;
    editor.selection = new vscode.Selection(4, 10, 4, 10);
    await vscode.commands.executeCommand("tcpflow.openBlock");
    const file = await until("the file", () => {
      const { activeTextEditor } = vscode.window;
      return activeTextEditor?.document.uri.scheme === "tcpflow-block" ? activeTextEditor : null;
    });
    equal(file.document.languageId, "tcpflow");
    equal(file.selection.active.line, 1);
    await replaceAll(file, file.document.getText().replace("ack=x\n", "ack=x+1\n"));
    equal(await file.document.save(), true);
    equal(note.getText(), QUOTED.replace("ack=x\n", "ack=x+1\n"));
    const edit = new vscode.WorkspaceEdit();
    edit.insert(note.uri, new vscode.Position(4, 2), "# changed in the note\n> ");
    equal(await vscode.workspace.applyEdit(edit), true);
    await until("the file to follow", () => file.document.getText().includes("# changed in the note"));
  });

  it("is saved as a file of its own whatever else says the same, and that is no change that comes from elsewhere", async () => {
    const flow = "C -> S: SYN seq=x\n";
    const block = `\`\`\`tcpflow\n${flow}\`\`\`\n`;
    const editor = await openText(`${block}\n${block}`, "md");
    const note = editor.document;
    editor.selection = new vscode.Selection(5, 0, 5, 0);
    await vscode.commands.executeCommand("tcpflow.openBlock");
    const file = await until("the file", () => {
      const { activeTextEditor } = vscode.window;
      return activeTextEditor?.document.uri.scheme === "tcpflow-block" ? activeTextEditor : null;
    });
    const changes: string[] = [];
    const folder = vscode.Uri.joinPath(file.document.uri, "..");
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, "**"));
    watcher.onDidChange(({ path }) => changes.push(path));
    const typed = ["seq=a\n\n\n", "seq=ab", "seq=abc\n"].map((text) => flow.replace("seq=x\n", text));
    for (const text of typed) {
      await replaceAll(file, text);
      equal(await file.document.save(), true);
      equal(
        note.getText().replace(/\n+```\n$/, "\n```\n"),
        `${block}\n${block.replace(flow, `${text.trimEnd()}\n`)}`,
      );
    }
    await replaceAll(file, flow);
    equal(await file.document.save(), true);
    equal(changes, []);
    // What does come from elsewhere is one, though the other block says what this one said.
    const edit = new vscode.WorkspaceEdit();
    edit.insert(note.uri, new vscode.Position(5, 0), "# the second\n");
    equal(await vscode.workspace.applyEdit(edit), true);
    await until("the file to follow", () => file.document.getText().startsWith("# the second"));
    await until("the change", () => changes.length === 1);
    watcher.dispose();
  });

  it("is shown in the preview panel, which says of which file it is", async () => {
    const editor = await openText(QUOTED, "md");
    editor.selection = new vscode.Selection(4, 4, 4, 4);
    await vscode.commands.executeCommand("tcpflow.openPreviewToSide");
    const name = editor.document.uri.path.split("/").at(-1) ?? "";
    await until("the preview", () =>
      vscode.window.tabGroups.all.some(({ tabs }) =>
        tabs.some(({ input, label }) => input instanceof vscode.TabInputWebview && label.includes(name)),
      ),
    );
  });

  it("is left alone where the setting says so", async () => {
    const { document } = await openText(QUOTED, "md");
    await until("an error", () => errorsOf(document));
    await setting("markdown.blocks", false);
    try {
      await until("no error", () => errorsOf(document) === null);
      equal(await hoverAt(document, 4, 28), "");
    } finally {
      await setting("markdown.blocks", undefined);
    }
    await until("an error again", () => errorsOf(document));
  });

  it("lives in a text that has no file as well", async () => {
    const document = await vscode.workspace.openTextDocument({ language: "markdown", content: QUOTED });
    await until("an error", () => errorsOf(document));
    contains(await hoverAt(document, 4, 28), "x+1");
  });
});

describe("a block in the Markdown preview", () => {
  /** As VS Code's Markdown extension asks for it; in the web host of these tests that extension is in another host. */
  const render = async (note: string): Promise<string> => {
    const found = vscode.extensions.getExtension<{ extendMarkdownIt(md: MarkdownIt): MarkdownIt }>(
      EXTENSION_ID,
    );
    if (found === undefined) throw new Error(`${EXTENSION_ID} is not installed`);
    const md = (await found.activate()).extendMarkdownIt(new MarkdownIt({ html: true }));
    md.core.ruler.push("lines", ({ tokens }) => {
      for (const token of tokens) if (token.map !== null) token.attrSet("data-line", String(token.map[0]));
    });
    return md.render(note);
  };

  it("is a figure, with what is wrong in words, and in its place", async () => {
    const html = await render(QUOTED);
    contains(html, '<div data-line="2" class="tcpflow-note">');
    contains(html, "tcpflow-picture");
    contains(html, "line 5:");
    equal(html.includes('class="mermaid"'), false);
  });

  it("tells nothing of an exercise", async () => {
    const html = await render(
      '```tcpflow\nexercise "x"\nC -> S: SYN seq=x\nS -> C: SYN+ACK seq=y ack=?\n```\n',
    );
    contains(html, "Exercise: x");
    equal(html.includes("x+1"), false);
  });

  it("is left as it is where the setting says so", async () => {
    await setting("markdown.preview", false);
    try {
      await until("the setting", () => !vscode.workspace.getConfiguration("tcpflow").get("markdown.preview"));
      equal((await render(QUOTED)).includes("tcpflow-picture"), false);
    } finally {
      await setting("markdown.preview", undefined);
    }
  });
});

/** null where there is none. */
function errorsOf(document: vscode.TextDocument): vscode.Diagnostic[] | null {
  const errors = vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ source, severity }) => source === "tcpflow" && severity === vscode.DiagnosticSeverity.Error);
  return errors.length === 0 ? null : errors;
}

async function hoverAt(document: vscode.TextDocument, line: number, character: number): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    "vscode.executeHoverProvider",
    document.uri,
    new vscode.Position(line, character),
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === "string" ? content : content.value))
    .join("\n");
}
