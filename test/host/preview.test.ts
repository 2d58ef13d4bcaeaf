import * as vscode from "vscode";
import { closeAll, equal, HANDSHAKE, openText, until } from "./support.js";

describe("the preview", () => {
  afterEach(closeAll);

  it("opens in place of the text", async () => {
    const editor = await openText(HANDSHAKE);
    await vscode.commands.executeCommand("tcpflow.openPreview");
    const group = await until("a preview", previewGroup);
    equal(group.viewColumn, editor.viewColumn);
  });

  it("opens beside the text, which keeps the focus", async () => {
    const editor = await openText(HANDSHAKE);
    await vscode.commands.executeCommand("tcpflow.openPreviewToSide");
    const group = await until("a preview", previewGroup);
    equal(group.viewColumn, (editor.viewColumn ?? 0) + 1);
    equal(vscode.window.activeTextEditor?.document.uri.toString(), editor.document.uri.toString());
  });

  it("opens once for a document", async () => {
    await openText(HANDSHAKE);
    await vscode.commands.executeCommand("tcpflow.openPreviewToSide");
    await until("a preview", previewGroup);
    await vscode.commands.executeCommand("tcpflow.openPreviewToSide");
    equal(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.filter(isPreview)).length, 1);
  });
});

const previewGroup = () => vscode.window.tabGroups.all.find(({ tabs }) => tabs.some(isPreview));

/** VS Code puts a prefix of its own before the type that the extension gave. */
function isPreview({ input }: vscode.Tab): boolean {
  return input instanceof vscode.TabInputWebview && input.viewType.endsWith("tcpflow.preview");
}
