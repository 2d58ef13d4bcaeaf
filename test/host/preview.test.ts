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
    equal(previews().length, 1);
  });

  it("turns to another file, unless it is locked", async () => {
    await openText(HANDSHAKE);
    await vscode.commands.executeCommand("tcpflow.openPreviewToSide");
    const label = () => previews()[0]?.label ?? "";
    const first = await until("a title", () => label().includes(".tcpflow") && label());
    const second = await openText(HANDSHAKE);
    await until("the title of the other file", () => label() !== first);
    await vscode.commands.executeCommand("tcpflow.lockPreview");
    const locked = await until("the title of a locked preview", () => label().startsWith("[") && label());
    await openText(HANDSHAKE);
    await vscode.commands.executeCommand("tcpflow.openPreviewToSide");
    await until("a second preview", () => previews().length === 2);
    equal(label(), locked);
    await vscode.window.showTextDocument(second.document, vscode.ViewColumn.One);
    equal(label(), locked);
  });
});

const previewGroup = () => vscode.window.tabGroups.all.find(({ tabs }) => tabs.some(isPreview));

const previews = () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.filter(isPreview));

/** VS Code puts a prefix of its own before the type that the extension gave. */
function isPreview({ input }: vscode.Tab): boolean {
  return input instanceof vscode.TabInputWebview && input.viewType.endsWith("tcpflow.preview");
}
