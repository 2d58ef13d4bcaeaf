import * as vscode from "vscode";
import { closeAll, EXTENSION_ID, equal, openText, setting, until, workspaceFolder } from "./support.js";

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

  it("opens a lesson as a rendered page", async () => {
    const { item } = (await firstLesson()) as { item: vscode.TreeItem };
    await vscode.commands.executeCommand(item.command?.command ?? "", ...(item.command?.arguments ?? []));
    await until("the page", () => pageShown() === `lessons/en/${LESSON}.md`);
    await setting("language", "zh-cn");
    await vscode.commands.executeCommand("tcpflow.openLesson", LESSON);
    await until("the page in Chinese", () => pageShown() === `lessons/zh-cn/${LESSON}.md`);
    await setting("language", "en");
  });

  it("begins the exercise that a link of a page leads to, beside its picture, and leaves no template open", async () => {
    const template = vscode.Uri.joinPath(extensionUri(), `lessons/en/${LESSON}.tcpflow`);
    const { lineAt, lineCount } = await vscode.workspace.openTextDocument(template);
    const lines = Array.from({ length: lineCount }, (_, i) => lineAt(i).text);
    const at = new vscode.Position(lines.indexOf('exercise "Who is in which state?"'), 0);
    // As VS Code's own preview does with a link that ends in `#L12`.
    await vscode.commands.executeCommand("vscode.open", template, { selection: new vscode.Range(at, at) });
    const { document } = await begunAt("Who is in which state?");
    const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    await until("its picture", () => tabs().some(({ input }) => input instanceof vscode.TabInputWebview));
    await until("no template", () => tabs().every(({ label }) => label !== `${LESSON}.tcpflow`));
    // The copy leads back to the page.
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      "vscode.executeLinkProvider",
      document.uri,
    );
    const back = links.find(({ target }) => target?.scheme === "command");
    equal(document.getText(back?.range), `${LESSON}.md`);
    await vscode.commands.executeCommand("tcpflow.openLesson", `${LESSON}.md`, document.uri.toString());
    await until("the page", () => pageShown() === `lessons/en/${LESSON}.md`);
  });

  it("opens the captures of a lesson as their connections, whatever leads there", async () => {
    const capture = vscode.Uri.joinPath(extensionUri(), "lessons/captures/web-request.pcap");
    await vscode.commands.executeCommand("vscode.open", capture, { viewColumn: vscode.ViewColumn.Active });
    await until("the list of connections", () => pageShown() === "lessons/captures/web-request.pcap");
    const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
    equal((input as vscode.TabInputCustom).viewType, "tcpflow.capture");
  });

  it("leads over the page into a lesson that nobody has begun, and from there to its first exercise", async () => {
    await vscode.commands.executeCommand("tcpflow.nextExercise");
    await until("the page", () => pageShown() === `lessons/en/${LESSON}.md`);
    await vscode.commands.executeCommand("tcpflow.nextExercise");
    await begunAt("Fill in the numbers");
  });

  it("begins an exercise in a copy in the workspace, and counts what is solved", async () => {
    const [first] = await exercisesOfFirst();
    equal(first?.item.contextValue, "exercise");
    equal(first?.item.accessibilityInformation?.label, "Fill in the numbers: not begun");
    await vscode.commands.executeCommand("tcpflow.startLessonExercise", first?.node);
    const editor = await answerEditor();
    equal(editor.document.uri.path.startsWith(workspaceFolder().path), true);
    equal(editor.document.getText(editor.selection), "?");
    // The template does not lie beside it, and is no file to be read: of the links in the text one leads to the page.
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      "vscode.executeLinkProvider",
      editor.document.uri,
    );
    equal(
      links.map(({ target }) => target?.scheme),
      ["command"],
    );
    const key = vscode.Uri.joinPath(extensionUri(), `lessons/en/${LESSON}.key.tcpflow`);
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
    const editor = await answerEditor();
    const { document } = editor;
    await until("its exercise", () => {
      const above = document.getText(new vscode.Range(new vscode.Position(0, 0), editor.selection.start));
      return above.slice(above.lastIndexOf("exercise ")).includes("Who is in which state?");
    });
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
  const lesson = vscode.Uri.joinPath(extensionUri(), `lessons/en/${LESSON}.tcpflow`);
  const text = (await vscode.workspace.openTextDocument(lesson)).getText();
  return `${solved} of ${text.match(/^exercise\b/gmu)?.length ?? 0}`;
}

function extensionUri(): vscode.Uri {
  return vscode.extensions.getExtension(EXTENSION_ID)?.extensionUri as vscode.Uri;
}

/** The rendered page that one reads, below the extension's folder. */
function pageShown(): string | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (!(input instanceof vscode.TabInputCustom)) return undefined;
  return input.uri.path.slice(extensionUri().path.length + 1);
}

async function answerEditor(): Promise<vscode.TextEditor> {
  return until("the copy", () => {
    const active = vscode.window.activeTextEditor;
    return active?.document.uri.path.endsWith(`${LESSON}.answer.tcpflow`) && active;
  });
}

/** With the cursor in this exercise: an editor is there a moment before the cursor is. */
async function begunAt(exercise: string): Promise<vscode.TextEditor> {
  const editor = await answerEditor();
  await until(`the exercise ${exercise}`, () => {
    const start = new vscode.Position(0, 0);
    const above = editor.document.getText(new vscode.Range(start, editor.selection.start));
    return above.slice(above.lastIndexOf("exercise ")).includes(exercise);
  });
  return editor;
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
