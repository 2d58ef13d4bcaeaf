/** What the suites share: documents, waiting, comparing. No module of Node: they run in a web worker too. */
import * as vscode from "vscode";

export const EXTENSION_ID = "tcpflow.tcpflow";

const WAIT_MS = 60_000;
const POLL_MS = 25;

/** Wrong in its last line only: the SYN of the server took one number as well. */
export const HANDSHAKE_WITH_A_MISTAKE = [
  'flow "handshake"',
  "client C",
  "server S",
  "C -> S: SYN seq=x",
  "S -> C: SYN+ACK seq=y ack=x+1",
  "C -> S: ACK seq=x+1 ack=y",
  "",
].join("\n");

export const MISTAKE = { line: 5, start: 20, end: 25 };

export const HANDSHAKE = HANDSHAKE_WITH_A_MISTAKE.replace("ack=y\n", "ack=y+1\n");

let files = 0;

/** Opens a new file of the workspace. A real one: an untitled document asks before it closes. */
export async function openText(content: string, extension = "tcpflow"): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await writeText(content, extension), { preview: false });
}

/** Writes a new file of the workspace. */
export async function writeText(content: string, extension = "tcpflow"): Promise<vscode.Uri> {
  files += 1;
  const uri = vscode.Uri.joinPath(workspaceFolder(), `test-${files}.${extension}`);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(content));
  return uri;
}

export function workspaceFolder(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error("no folder is open");
  return folder.uri;
}

export async function replaceAll(editor: vscode.TextEditor, content: string): Promise<void> {
  const { document } = editor;
  const everything = new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));
  equal(await editor.edit((edit) => edit.replace(everything, content)), true);
}

export async function closeAll(): Promise<void> {
  await vscode.workspace.saveAll();
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}

/** Writes a setting of ours; undefined takes it away again. */
export async function setting(name: string, value: unknown): Promise<void> {
  const target = vscode.ConfigurationTarget.Global;
  await vscode.workspace.getConfiguration("tcpflow").update(name, value, target);
}

/** Waits until `look` finds something, and gives it back. */
export async function until<T>(what: string, look: () => T | undefined | false | null): Promise<T> {
  const deadline = Date.now() + WAIT_MS;
  for (;;) {
    const found = look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`${what}: not within ${WAIT_MS} ms`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** Waits until `look` gives this. */
export async function eventually(expected: unknown, look: () => Promise<unknown>): Promise<void> {
  const deadline = Date.now() + WAIT_MS;
  for (;;) {
    const found = JSON.stringify(await look());
    if (found === JSON.stringify(expected)) return;
    if (Date.now() > deadline) throw new Error(`expected ${JSON.stringify(expected)}\n     got ${found}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

export function equal(actual: unknown, expected: unknown): void {
  const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (left !== right) throw new Error(`expected ${right}\n     got ${left}`);
}

export function contains(text: string, part: string): void {
  if (!text.includes(part)) throw new Error(`expected a text with ${JSON.stringify(part)}\n     got ${text}`);
}
