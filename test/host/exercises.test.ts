import * as vscode from "vscode";
import { closeAll, contains, equal, openText, until, workspaceFolder } from "./support.js";

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
    await until("no feedback", () => feedbackOf(document.uri).length === 0);

    editor.selection = new vscode.Selection(LINE, open, LINE, open);
    run("resetBlank");
    await until("the blank", () => document.lineAt(LINE).text.includes("ack=?"));
    equal(template.getText(), TEMPLATE);

    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      "vscode.executeCodeLensProvider",
      document.uri,
    );
    contains(lenses.map(({ command }) => command?.command).join(" "), "tcpflow.checkAnswers");
  });

  it("keep what was solved, to be exported", async () => {
    run("exportProgress");
    const document = await until("the export", () => {
      const active = vscode.window.activeTextEditor?.document;
      return active?.languageId === "json" ? active : null;
    });
    const { exercises } = JSON.parse(document.getText());
    // One blank was found, the other one revealed.
    equal(
      exercises.map(({ solved, total, solvedAt }: Record<string, unknown>) => [solved, total, solvedAt]),
      [[[0], 2, null]],
    );
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
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
});
