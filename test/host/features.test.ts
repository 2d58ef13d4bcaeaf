import * as vscode from "vscode";
import { closeAll, contains, equal, HANDSHAKE, openText } from "./support.js";

describe("features", () => {
  after(closeAll);

  it("explain the number under the cursor", async () => {
    const { document } = await openText(HANDSHAKE);
    const position = new vscode.Position(5, "C -> S: ACK seq=x+1 ack=y".length);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      position,
    );
    const text = hovers.flatMap(({ contents }) => contents.map(markdown)).join("\n");
    contains(text, "y+1");
  });

  it("format a document", async () => {
    const { document } = await openText("C  ->   S:  syn   seq=x\n");
    const edits = await vscode.commands.executeCommand<vscode.TextEdit[]>(
      "vscode.executeFormatDocumentProvider",
      document.uri,
      { insertSpaces: true, tabSize: 2 },
    );
    const edit = new vscode.WorkspaceEdit();
    edit.set(document.uri, edits);
    equal(await vscode.workspace.applyEdit(edit), true);
    equal(document.lineAt(0).text, "C -> S: SYN seq=x");
  });
});

function markdown(content: vscode.MarkdownString | vscode.MarkedString): string {
  return typeof content === "string" ? content : content.value;
}
