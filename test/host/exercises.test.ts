import * as vscode from "vscode";
import {
  closeAll,
  contains,
  EXTENSION_ID,
  equal,
  eventually,
  openText,
  until,
  workspaceFolder,
} from "./support.js";

const TEMPLATE = `exercise "Third segment"
task: Which numbers does C send?
hint: A SYN takes one sequence number.
client C
server S
C -> S: SYN seq=x
S -> C: SYN+ACK seq=y ack=x+1
C -> S: ACK seq=? ack=?
`;

/** Of the blanks in the copy: it has a line more at its top, and no hint. */
const LINE = 7;

describe("exercises", () => {
  after(closeAll);

  const feedbackOf = (uri: vscode.Uri) =>
    vscode.languages
      .getDiagnostics(uri)
      .filter(({ code }) => typeof code === "string")
      .map(({ code, range }) => `${range.start.line} ${String(code)}`);

  /** The live findings: their codes are links to a page. */
  const foundIn = (uri: vscode.Uri) =>
    vscode.languages
      .getDiagnostics(uri)
      .flatMap(({ code, range }) => (typeof code === "object" ? [`${range.start.line} ${code.value}`] : []));

  const run = (command: string, ...args: unknown[]) => {
    // Its message waits for somebody to close it.
    void vscode.commands.executeCommand(`tcpflow.${command}`, ...args);
  };

  /** Where the links of the text lead, but for pages and commands. */
  const linkedFiles = async (uri: vscode.Uri) => {
    const found = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      "vscode.executeLinkProvider",
      uri,
    );
    const targets = found.flatMap(({ target }) => target ?? []);
    return targets
      .filter(({ scheme }) => scheme === uri.scheme || scheme === "untitled")
      .map((target) => target.toString());
  };

  /** What can be done with an answer, by the lenses above it. */
  const lensesOf = async (uri: vscode.Uri) => {
    const all = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      "vscode.executeCodeLensProvider",
      uri,
    );
    const commands = all.map(({ command }) => command?.command.replace("tcpflow.", "") ?? "");
    return commands.filter((command) => ["checkAnswers", "showHint", "explainExercise"].includes(command));
  };

  const activeAnswer = () =>
    until("the copy", () => {
      const active = vscode.window.activeTextEditor;
      return active?.document.getText().startsWith("answers ") ? active : null;
    });

  interface Tree {
    getChildren(node?: unknown): Promise<unknown[]>;
    getTreeItem(node: unknown): Promise<vscode.TreeItem>;
  }

  /** How the exercises of this title stand, by the view. */
  const standings = async (title: string) => {
    const tree = vscode.extensions.getExtension<{ lessons: Tree }>(EXTENSION_ID)?.exports.lessons as Tree;
    const below = async (node?: unknown) => {
      const nodes = await tree.getChildren(node);
      return Promise.all(nodes.map(async (one) => ({ node: one, item: await tree.getTreeItem(one) })));
    };
    const group = (await below()).find(({ item }) => item.label === "Exercises in this workspace");
    const sheets = await below(group?.node);
    const all = (await Promise.all(sheets.map(({ node }) => below(node)))).flat();
    const icons: Record<string, string> = {
      "pass-filled": "solved",
      eye: "revealed",
      "circle-large-filled": "begun",
      "circle-large-outline": "open",
    };
    return all
      .filter(({ item }) => item.label === title)
      .map(({ item }) => icons[(item.iconPath as vscode.ThemeIcon).id]);
  };

  it("are done in a copy, checked, revealed and reset; the template stays as it is", async () => {
    const { document: template } = await openText(TEMPLATE);
    run("startExercise", template.uri);
    const editor = await until("the copy", () => {
      const active = vscode.window.activeTextEditor;
      return active?.document.uri.path.endsWith(".answer.tcpflow") ? active : null;
    });
    const { document } = editor;
    equal(document.lineAt(0).text, `answers "${template.uri.path.split("/").at(-1)}"`);
    equal(document.uri.path.startsWith(workspaceFolder().path), true);
    await until("the first blank", () => document.getText(editor.selection) === "?");
    equal(editor.selection.start.line, LINE);
    equal(await linkedFiles(document.uri), [template.uri.toString()]);

    equal(await editor.edit((edit) => edit.replace(editor.selection, "x")), true);
    await until("a squiggle", () => foundIn(document.uri).length === 1);
    run("checkAnswers");
    await until("feedback", () => feedbackOf(document.uri).length === 2);
    equal(feedbackOf(document.uri), [`${LINE} syn-not-counted`, `${LINE} empty`]);
    // The mistake is told once: the squiggle gives way to what teaches.
    await until("no squiggle beside it", () => foundIn(document.uri).length === 0);

    // At its blank it goes as soon as that is edited.
    const line = document.lineAt(LINE).text;
    const at = line.indexOf("seq=x") + "seq=".length;
    equal(await editor.edit((edit) => edit.replace(new vscode.Range(LINE, at, LINE, at + 1), "x+1")), true);
    await until("less feedback", () => feedbackOf(document.uri).length === 1);
    equal(feedbackOf(document.uri), [`${LINE} empty`]);

    // What is wrong again has its squiggle again.
    equal(await editor.edit((edit) => edit.replace(new vscode.Range(LINE, at, LINE, at + 3), "x")), true);
    await until("a squiggle again", () => foundIn(document.uri).length === 1);
    equal(await editor.edit((edit) => edit.replace(new vscode.Range(LINE, at, LINE, at + 1), "x+1")), true);

    const open = document.lineAt(LINE).text.indexOf("ack=?") + "ack=".length;
    editor.selection = new vscode.Selection(LINE, open, LINE, open);
    run("revealAnswer");
    await until("the answer", () => document.lineAt(LINE).text.includes("ack=y+1"));
    run("checkAnswers");
    // All is right, and what was revealed does not count.
    await until("that it was revealed", () => feedbackOf(document.uri)[0] === `${LINE} revealed`);
    equal(await standings("Third segment"), ["revealed"]);
    equal(await lensesOf(document.uri), ["checkAnswers", "explainExercise"]);

    editor.selection = new vscode.Selection(LINE, open, LINE, open);
    run("resetBlank");
    await until("the blank", () => document.lineAt(LINE).text.includes("ack=?"));
    equal(template.getText(), TEMPLATE);
    equal(await standings("Third segment"), ["begun"]);

    equal(await lensesOf(document.uri), ["checkAnswers", "showHint"]);
  });

  it("can be solved after all, once what was revealed is reset", async () => {
    const editor = await activeAnswer();
    const { document } = editor;
    const at = () => document.lineAt(LINE).text.indexOf("ack=") + "ack=".length;
    const write = async (text: string, length: number) =>
      equal(
        await editor.edit((edit) => edit.replace(new vscode.Range(LINE, at(), LINE, at() + length), text)),
        true,
      );
    // Revealed and taken back by hand, it may be found as well.
    editor.selection = new vscode.Selection(LINE, at(), LINE, at());
    run("revealAnswer");
    await until("the answer", () => document.lineAt(LINE).text.includes("ack=y+1"));
    await write("?", "y+1".length);
    run("checkAnswers");
    await until("an empty blank", () => feedbackOf(document.uri)[0] === `${LINE} empty`);
    await write("y+1", 1);
    run("checkAnswers");
    await eventually(["solved"], () => standings("Third segment"));
    equal(feedbackOf(document.uri), []);
    // An answer that one has found is not taken away by a look at it.
    editor.selection = new vscode.Selection(LINE, at(), LINE, at());
    await vscode.commands.executeCommand("tcpflow.revealAnswer");
    await vscode.commands.executeCommand("tcpflow.checkAnswers");
    equal(feedbackOf(document.uri), []);
    equal(await standings("Third segment"), ["solved"]);
  });

  it("keep what was solved, to be exported", async () => {
    run("exportProgress");
    const document = await until("the export", () => {
      const active = vscode.window.activeTextEditor?.document;
      return active?.languageId === "json" ? active : null;
    });
    const { exercises } = JSON.parse(document.getText());
    equal(
      exercises.map(({ solved, total, solvedAt }: Record<string, unknown>) => [solved, total, !!solvedAt]),
      [[[0, 1], 2, true]],
    );
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });

  it("begin at the one whose lens was pressed, in the picture too, and one that was taken out comes back", async () => {
    const second = TEMPLATE.replaceAll("Third segment", "Second exercise");
    const { document: template } = await openText(`${TEMPLATE}\n${second}`);
    const lens = async (command: string) =>
      (
        await vscode.commands.executeCommand<vscode.CodeLens[]>(
          "vscode.executeCodeLensProvider",
          template.uri,
        )
      ).filter((one) => one.command?.command === command)[1]?.command;
    const start = await lens("tcpflow.startExercise");
    run("startExercise", ...(start?.arguments ?? []));
    const editor = await activeAnswer();
    await until("its first blank", () => editor.document.getText(editor.selection) === "?");
    const all = () => editor.document.getText();
    contains(all().slice(0, editor.document.offsetAt(editor.selection.start)), "Second exercise");

    const from = all().indexOf('exercise "Second');
    const range = new vscode.Range(
      editor.document.positionAt(from),
      editor.document.positionAt(all().length),
    );
    equal(await editor.edit((edit) => edit.delete(range)), true);
    await vscode.window.showTextDocument(template);
    run("startExercise", ...(start?.arguments ?? []));
    await until("it is back", () => all().includes('exercise "Second'));
    equal(all().slice(from), second.replace(/hint:.*\n/, ""));
    await until("its blank", () => vscode.window.activeTextEditor?.selection.start.line === 2 * LINE + 1);
  });

  it("made at random are called by what they are, and known again from their first line", async () => {
    await vscode.commands.executeCommand("tcpflow.newRandomExercise", {
      topic: "handshake",
      kind: "fill",
      difficulty: 1,
      seed: 7,
    });
    run("startExercise");
    const { document } = await activeAnswer();
    const name = document.uri.path.split("/").at(-1);
    equal(
      [name, document.lineAt(0).text],
      ["handshake-fill-1-7.answer.tcpflow", 'answers "handshake-fill-1-7.tcpflow"'],
    );
    // A copy of it elsewhere has only its own lines to say what it answers.
    const copy = await openText(document.getText());
    // And there is no file that a link could lead to.
    equal(await linkedFiles(copy.document.uri), []);
    run("checkAnswers", copy.document.uri);
    await until("feedback", () => feedbackOf(copy.document.uri).length > 0);
    equal(new Set(feedbackOf(copy.document.uri).map((one) => one.split(" ")[1])), new Set(["empty"]));
  });

  it("begun from a template that was never saved, they outlive it", async () => {
    const content = TEMPLATE.replace("Third segment", "Never saved");
    const template = await vscode.workspace.openTextDocument({ language: "tcpflow", content });
    await vscode.window.showTextDocument(template);
    run("startExercise", template.uri);
    const answer = await until("the copy", () => {
      const active = vscode.window.activeTextEditor?.document;
      return active?.getText().startsWith("answers ") && active.getText().includes("Never saved")
        ? active
        : null;
    });
    await vscode.window.showTextDocument(template);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await until("the template closed", () => template.isClosed);
    run("checkAnswers", answer.uri);
    await until("feedback", () => feedbackOf(answer.uri).length === 2);
    equal(feedbackOf(answer.uri), [`${LINE} empty`, `${LINE} empty`]);
  });

  it("once solved, they are explained line by line; before, nothing is", async () => {
    const content = TEMPLATE.replace("Third segment", "Explained");
    const template = await openText(content);
    run("startExercise", template.document.uri);
    const { document } = await until("the copy", () => {
      const active = vscode.window.activeTextEditor;
      return active?.document.getText().startsWith("answers ") &&
        active.document.getText().includes("Explained")
        ? active
        : null;
    });
    const page = vscode.Uri.from({ scheme: "tcpflow-worked", path: "/1 Explained.md" });
    const told = async () => (await vscode.workspace.openTextDocument(page)).getText();
    run("explainExercise", document.uri);
    equal(await told(), "");

    const filled = new vscode.WorkspaceEdit();
    const at = document.positionAt(document.getText().indexOf("seq=?"));
    filled.replace(document.uri, document.lineAt(at).range, "C -> S: ACK seq=x+1 ack=y+1");
    await vscode.workspace.applyEdit(filled);
    run("explainExercise", document.uri);
    await until("the page", () =>
      vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label.includes("1 Explained"))),
    );
    await eventually(true, async () => (await told()).includes("ESTABLISHED"));
    contains(await told(), "# Explained");
  });
});
