import * as vscode from "vscode";
import { closeAll, EXTENSION_ID, equal, openText, until } from "./support.js";

describe("the extension", () => {
  const extension = () => {
    const found = vscode.extensions.getExtension(EXTENSION_ID);
    if (!found) throw new Error(`${EXTENSION_ID} is not installed`);
    return found;
  };

  after(closeAll);

  // The first suite, and in this order: nothing deactivates an extension again.
  it("sleeps while other files are edited", async () => {
    await openText("no exchange here", "txt");
    equal(extension().isActive, false);
  });

  it("contributes the language, by the name of a file", async () => {
    const { document } = await openText("C -> S: SYN\n");
    equal(document.languageId, "tcpflow");
  });

  it("wakes when a .tcpflow file opens", async () => {
    await until("activation", () => extension().isActive);
  });

  it("has every command of its manifest", async () => {
    const declared: { command: string }[] = extension().packageJSON.contributes.commands;
    const known = new Set(await vscode.commands.getCommands(true));
    equal(
      declared.map(({ command }) => command).filter((command) => !known.has(command)),
      [],
    );
  });

  it("shows its reference page", async () => {
    await vscode.commands.executeCommand("tcpflow.openReference");
    const label = () => vscode.window.tabGroups.activeTabGroup.activeTab?.label ?? "";
    await until("the page", () => label().includes("reference"));
  });
});
