import * as vscode from "vscode";
import { closeAll, equal, HANDSHAKE, until, writeText } from "./support.js";

const LESSON = "01-three-way-handshake";

describe("from the walkthrough", () => {
  afterEach(closeAll);

  it("the picture stands beside its text, and the walkthrough stays", async () => {
    await walkthroughBeside(HANDSHAKE);
    await vscode.commands.executeCommand("tcpflow.openPreviewToSide");
    await until("a third group", () => vscode.window.tabGroups.all.length === 3);
    const [walkthrough, text, picture] = vscode.window.tabGroups.all.map(({ activeTab }) => activeTab?.input);
    equal(walkthrough, undefined);
    equal(text instanceof vscode.TabInputText, true);
    equal(picture instanceof vscode.TabInputWebview, true);
  });

  it("a lesson opens in the group that holds no picture, and the next exercise is one of that lesson", async () => {
    await walkthroughBeside(HANDSHAKE);
    await vscode.commands.executeCommand("tcpflow.openLesson", LESSON);
    await until("the page in the second group", () => nameIn(1) === `${LESSON}.md`);
    await vscode.commands.executeCommand("workbench.action.focusFirstEditorGroup");
    await vscode.commands.executeCommand("tcpflow.nextExercise");
    await until("the student's copy", () => nameIn(1) === `${LESSON}.answer.tcpflow`);
    const [walkthrough] = vscode.window.tabGroups.all;
    equal(walkthrough?.tabs.length, 1);
  });
});

/** Two groups: the walkthrough, which has the focus, and a text. */
async function walkthroughBeside(text: string): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.openWalkthrough", "tcpflow.tcpflow#start", false);
  const walkthrough = await until("the walkthrough", () => vscode.window.tabGroups.activeTabGroup.activeTab);
  equal(walkthrough.input, undefined);
  await vscode.window.showTextDocument(await writeText(text), {
    preview: false,
    viewColumn: vscode.ViewColumn.Two,
  });
  await vscode.commands.executeCommand("workbench.action.focusFirstEditorGroup");
  await until("the walkthrough again", () => vscode.window.tabGroups.activeTabGroup.viewColumn === 1);
}

/** The file that is shown in a group. */
function nameIn(group: number): string {
  const input = vscode.window.tabGroups.all[group]?.activeTab?.input;
  const isFile = input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText;
  return isFile ? (input.uri.path.split("/").at(-1) ?? "") : "";
}
