import * as vscode from "vscode";
import {
  closeAll,
  contains,
  EXTENSION_ID,
  equal,
  openText,
  setting,
  until,
  workspaceFolder,
} from "./support.js";

const LESSON = "01-three-way-handshake";
/** Its first exercise, with its lines. */
const FIRST = /exercise "Fill in the numbers"[\s\S]*?(?=exercise )/;
const WAIT_MS = 60_000;
const POLL_MS = 50;

interface Tree {
  getChildren(node?: unknown): Promise<unknown[]>;
  getTreeItem(node: unknown): Promise<vscode.TreeItem>;
}

describe("the view of lessons and exercises", () => {
  before(() => vscode.commands.executeCommand("tcpflow.forgetProgress", { sure: true }));
  after(async () => {
    await setting("language", undefined);
    await vscode.commands.executeCommand("tcpflow.forgetProgress", { sure: true });
    await closeAll();
  });
  afterEach(closeAll);

  const tree = (): Tree =>
    vscode.extensions.getExtension<{ lessons: Tree }>(EXTENSION_ID)?.exports.lessons as Tree;
  const itemsUnder = async (node?: unknown) => {
    const nodes = await tree().getChildren(node);
    return Promise.all(nodes.map(async (one) => ({ node: one, item: await tree().getTreeItem(one) })));
  };
  const labelled = async (label: string, node?: unknown) => {
    const found = (await itemsUnder(node)).find(({ item }) => item.label === label);
    if (found === undefined) throw new Error(`no item ${label}`);
    return found;
  };
  const firstLesson = async () => (await itemsUnder((await labelled("Opening a connection")).node))[0];
  const exercisesOfFirst = async () => itemsUnder((await firstLesson())?.node);

  it("lists the lessons by topic, in the language that is set", async () => {
    await setting("language", "en");
    const topics = (await itemsUnder()).map(({ item }) => item.label);
    equal(topics.slice(0, 5), [
      "Opening a connection",
      "Sending data",
      "Closing a connection",
      "When something goes wrong",
      "Reading a capture",
    ]);
    const lesson = await firstLesson();
    equal([lesson?.item.label, lesson?.item.description], ["The three-way handshake", await solvedOf(0)]);
    await setting("language", "zh-cn");
    equal((await itemsUnder())[0]?.item.label, "建立连接");
    await setting("language", "en");
  });

  it("opens a lesson to be read only, with its picture beside it", async () => {
    await vscode.commands.executeCommand("tcpflow.openLesson", LESSON, 0);
    const editor = await until("the lesson", () => {
      const shown = vscode.window.visibleTextEditors.find(({ document }) =>
        document.uri.path.includes(LESSON),
      );
      return shown?.document.uri.path.endsWith(`lessons/en/${LESSON}.tcpflow`) && shown;
    });
    const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
    await until("its preview", () => tabs().some((label) => label.includes("Preview")));
    const before = editor.document.getText();
    await vscode.window.showTextDocument(editor.document, editor.viewColumn);
    await vscode.commands.executeCommand("type", { text: "x" });
    equal(editor.document.getText(), before);
  });

  it("begins an exercise in a copy in the workspace, and counts what is solved", async () => {
    const [first] = await exercisesOfFirst();
    equal(first?.item.contextValue, "exercise");
    equal(first?.item.accessibilityInformation?.label, "Fill in the numbers: not begun");
    await vscode.commands.executeCommand("tcpflow.startLessonExercise", first?.node);
    const editor = await answerEditor();
    equal(editor.document.uri.path.startsWith(workspaceFolder().path), true);
    equal(editor.document.getText(editor.selection), "?");
    const key = vscode.Uri.joinPath(
      vscode.extensions.getExtension(EXTENSION_ID)?.extensionUri as vscode.Uri,
      `lessons/en/${LESSON}.key.tcpflow`,
    );
    const solved = (await vscode.workspace.openTextDocument(key)).getText();
    const [whole] = FIRST.exec(solved) ?? [""];
    const [open] = FIRST.exec(editor.document.getText()) ?? [""];
    const from = editor.document.getText().indexOf(open);
    const range = new vscode.Range(
      editor.document.positionAt(from),
      editor.document.positionAt(from + open.length),
    );
    equal(await editor.edit((edit) => edit.replace(range, whole)), true);
    void vscode.commands.executeCommand("tcpflow.checkAnswers", editor.document.uri);
    await eventually(
      "solved",
      async () => (await exercisesOfFirst())[0]?.item.accessibilityInformation?.label,
    );
    equal((await firstLesson())?.item.description, await solvedOf(1));
  });

  it("goes on with the first exercise that is not solved", async () => {
    await vscode.commands.executeCommand("tcpflow.nextExercise");
    const { document, selection } = await answerEditor();
    const above = document.getText(new vscode.Range(new vscode.Position(0, 0), selection.start));
    contains(above.slice(above.lastIndexOf("exercise ")), "Who is in which state?");
  });

  it("shows the exercises of the workspace, and no answers among them", async () => {
    const { document } = await openText('exercise "Here"\nC -> S: SYN seq=x\nS -> C: SYN+ACK seq=y ack=?\n');
    const group = await labelled("Exercises in this workspace");
    const names = (await itemsUnder(group.node)).map(({ item }) => String(item.label));
    const name = document.uri.path.split("/").at(-1) ?? "";
    equal(names.includes(name), true);
    equal(
      names.filter((one) => one.includes(".answer.")),
      [],
    );
    const sheet = await labelled(name, group.node);
    equal((await itemsUnder(sheet.node))[0]?.item.label, "Here");
  });

  it("forgets what was solved", async () => {
    await vscode.commands.executeCommand("tcpflow.forgetProgress", { sure: true });
    equal((await firstLesson())?.item.description, await solvedOf(0));
  });
});

/** How many of the first lesson's exercises are solved, as its row says it. */
async function solvedOf(solved: number): Promise<string> {
  const root = vscode.extensions.getExtension(EXTENSION_ID)?.extensionUri as vscode.Uri;
  const lesson = vscode.Uri.joinPath(root, `lessons/en/${LESSON}.tcpflow`);
  const text = (await vscode.workspace.openTextDocument(lesson)).getText();
  return `${solved} of ${text.match(/^exercise\b/gmu)?.length ?? 0}`;
}

async function answerEditor(): Promise<vscode.TextEditor> {
  return until("the copy", () => {
    const active = vscode.window.activeTextEditor;
    return active?.document.uri.path.endsWith(`${LESSON}.answer.tcpflow`) && active;
  });
}

/** Waits until what is found ends so. */
async function eventually(end: string, look: () => Promise<string | undefined>): Promise<void> {
  const deadline = Date.now() + WAIT_MS;
  for (;;) {
    const found = await look();
    if (found?.endsWith(end)) return;
    if (Date.now() > deadline) throw new Error(`expected …${end}, got ${found}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
