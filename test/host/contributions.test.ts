import * as vscode from "vscode";
import { EXTENSION_ID, equal } from "./support.js";

describe("what the manifest contributes", () => {
  const extension = () => {
    const found = vscode.extensions.getExtension(EXTENSION_ID);
    if (!found) throw new Error(`${EXTENSION_ID} is not installed`);
    return found;
  };

  it("has an icon for its files, on light and on dark", async () => {
    const [{ icon }] = extension().packageJSON.contributes.languages;
    for (const file of [icon.light, icon.dark]) {
      const { size } = await vscode.workspace.fs.stat(vscode.Uri.joinPath(extension().extensionUri, file));
      equal(size > 0, true);
    }
  });

  it("has pictures for every step of the walkthrough", async () => {
    const [{ steps }] = extension().packageJSON.contributes.walkthroughs;
    for (const { media } of steps)
      await vscode.workspace.fs.stat(vscode.Uri.joinPath(extension().extensionUri, media.svg));
  });
});
