// For `npm start` only: opens one example with its preview beside it, as a person would by hand, in the language that
// person reads. Once; after a reload of the window, what the person had open comes back instead.

const vscode = require("vscode");

const OPENED = "opened";

/** Where scripts/workspace.mjs copies the examples to; a folder of the person's own is left as it is. */
const COPY = /\/tcpflow-examples-[^/]+\/examples$/;

exports.activate = async (context) => {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (!folder || !COPY.test(folder.path) || context.globalState.get(OPENED)) return;
  await context.globalState.update(OPENED, true);
  const isChinese = /^zh\b/i.test(language());
  // A VS Code without a language pack speaks English, to whomever.
  if (isChinese) {
    const { Workspace } = vscode.ConfigurationTarget;
    await vscode.workspace.getConfiguration("tcpflow").update("language", "zh-cn", Workspace);
  }
  const file = vscode.Uri.joinPath(folder, `tcp-connection${isChinese ? ".zh-cn" : ""}.tcpflow`);
  await vscode.window.showTextDocument(file, { preview: false });
  await vscode.commands.executeCommand("tcpflow.openPreviewToSide");
};

/** Of the browser, where this runs in one; else of VS Code. */
function language() {
  const inBrowser = vscode.env.uiKind === vscode.UIKind.Web && typeof navigator !== "undefined";
  return inBrowser ? navigator.language : vscode.env.language;
}
