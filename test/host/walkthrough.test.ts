import * as vscode from "vscode";
import { closeAll, equal, HANDSHAKE, until, writeText } from "./support.js";

const LESSON = "01-three-way-handshake";

describe("from the walkthrough", () => {
  afterEach(closeAll);

  it("the picture stands beside its text, and the walkthrough stays", async () => {
    await walkthroughBeside(HANDSHAKE);
    await vscode.commands.executeCommand("tcpflow.openPreviewToSide");
    // A group is there before the tab that it is opened for.
    await until("the picture in a third group", () => inputs()[2] instanceof vscode.TabInputWebview);
    const [walkthrough, text] = inputs();
    equal(inputs().length, 3);
    equal(walkthrough, undefined);
    equal(text instanceof vscode.TabInputText, true);
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

/** What is shown in each group. */
function inputs(): readonly unknown[] {
  return vscode.window.tabGroups.all.map(({ activeTab }) => activeTab?.input);
}

/** The file that is shown in a group. */
function nameIn(group: number): string {
  const input = vscode.window.tabGroups.all[group]?.activeTab?.input;
  const isFile = input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText;
  return isFile ? (input.uri.path.split("/").at(-1) ?? "") : "";
}
