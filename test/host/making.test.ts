import * as vscode from "vscode";
import { closeAll, contains, equal, HANDSHAKE, openText, until, workspaceFolder } from "./support.js";

describe("exercises that are made", () => {
  after(closeAll);
  afterEach(async () => {
    // Untitled documents ask before they close, unless they are given up.
    while (vscode.window.activeTextEditor?.document.isUntitled === true) {
      await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    }
  });

  it("come out of a seed, the same one each time", async () => {
    const request = { topic: "handshake", kind: "fill", difficulty: 1, seed: 7 };
    const texts: string[] = [];
    for (let i = 0; i < 2; i++) {
      await vscode.commands.executeCommand("tcpflow.newRandomExercise", request);
      const { document, selection } = await until("a random exercise", untitledExercise);
      texts.push(document.getText());
      const errors = vscode.languages
        .getDiagnostics(document.uri)
        .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
      equal(errors, []);
      const cursor = document.getText(new vscode.Range(selection.active, selection.active.translate(0, 1)));
      equal(cursor, "?");
      await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    }
    contains(texts[0] ?? "", "kind: fill");
    equal(texts[0], texts[1]);
  });

  it("come out of the flow at the cursor, as two new files", async () => {
    const { document } = await openText(HANDSHAKE);
    const choices = { kind: "fill", of: ["ack"], amount: "all", prose: "drop", seed: 1, target: "files" };
    await vscode.commands.executeCommand("tcpflow.makeExercise", choices);
    const name = (document.uri.path.split("/").at(-1) ?? "").replace(".tcpflow", ".exercise");
    const template = await until("the exercise", () => {
      const active = vscode.window.activeTextEditor?.document;
      return active?.uri.path.endsWith(`${name}.tcpflow`) && active;
    });
    contains(template.getText(), "S -> C: SYN+ACK seq=y   ack=?");
    const key = await vscode.workspace.openTextDocument(
      vscode.Uri.joinPath(workspaceFolder(), `${name}.key.tcpflow`),
    );
    contains(key.getText(), `answers "${name}.tcpflow"`);
    contains(key.getText(), "S -> C: SYN+ACK seq=y   ack=x+1");
    equal(document.getText(), HANDSHAKE);
  });

  it("do not come out of a flow with an error, which is shown before anything is asked", async () => {
    const editor = await openText(HANDSHAKE.replace("ack=y+1", "ack=y"));
    // With nothing settled it would ask, and wait for an answer.
    await vscode.commands.executeCommand("tcpflow.makeExercise");
    equal(vscode.window.activeTextEditor?.document.uri.toString(), editor.document.uri.toString());
    equal(editor.selection.active.line, 5);
  });
});

function untitledExercise(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor?.document.isUntitled && editor.document.getText().includes("exercise ") ? editor : undefined;
}
