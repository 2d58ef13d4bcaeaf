// For `npm start` only: opens one file with its preview beside it, as a person would by hand. Once; after a
// reload of the window, what the person had open comes back instead.

const vscode = require("vscode");

const OPENED = "opened";

exports.activate = async (context) => {
  const file = process.env.TCPFLOW_START_FILE;
  if (!file || context.globalState.get(OPENED)) return;
  await context.globalState.update(OPENED, true);
  await vscode.window.showTextDocument(vscode.Uri.file(file), { preview: false });
  await vscode.commands.executeCommand("tcpflow.openPreviewToSide");
};
