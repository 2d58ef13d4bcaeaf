/**
 * A block of a Markdown file, opened as a file of its own. Saving it writes the block; whatever changes in the block
 * changes in the file. It has no place on any disk: it is the block, under an address of its own.
 */

import * as vscode from "vscode";
import { notesTexts } from "../messages/notes.js";
import { LANGUAGE, localeOf } from "./analyses.js";
import { type BlockDocument, editOf } from "./block-document.js";
import { blocksOf } from "./blocks.js";

const SCHEME = "tcpflow-block";

/** What is known of a block that is open: where it was last among how many, and what it said. */
interface Open {
  readonly note: vscode.Uri;
  index: number;
  count: number;
  text: string;
  changed: number;
}

export class BlockFiles implements vscode.FileSystemProvider, vscode.Disposable {
  private readonly files = new Map<string, Open>();
  private readonly changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changes.event;
  private readonly registered = vscode.Disposable.from(
    this.changes,
    vscode.workspace.registerFileSystemProvider(SCHEME, this, { isCaseSensitive: true }),
    vscode.workspace.onDidChangeTextDocument(({ document }) => this.follow(document)),
  );

  /** `/NAME.md/2.tcpflow`, of the file that the query names. */
  uriOf({ file, index, block }: BlockDocument): vscode.Uri {
    const name = file.uri.path.split("/").at(-1) ?? "";
    const path = `/${name}/${index + 1}.${LANGUAGE}`;
    const uri = vscode.Uri.from({ scheme: SCHEME, path, query: file.uri.toString() });
    const { text } = block.version.analysis.document;
    const count = blocksOf(file).length;
    this.files.set(uri.toString(), { note: file.uri, index, count, text, changed: Date.now() });
    return uri;
  }

  /** After a reload of the window the address is all that is left. */
  private async openOf(uri: vscode.Uri): Promise<Open> {
    const known = this.files.get(uri.toString());
    if (known !== undefined) return known;
    const index = Number(/\/(\d+)\.tcpflow$/.exec(uri.path)?.[1]) - 1;
    const note = vscode.Uri.parse(uri.query, true);
    const block = blocksOf(await vscode.workspace.openTextDocument(note))[index];
    if (block === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    this.uriOf(block);
    return this.openOf(uri);
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { text, changed } = await this.openOf(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime: changed, size: octets(text).length };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return octets((await this.openOf(uri)).text);
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    const open = await this.openOf(uri);
    const file = await vscode.workspace.openTextDocument(open.note);
    const block = this.find(open, file);
    if (block === undefined) throw vscode.FileSystemError.Unavailable(notesTexts(localeOf(file)).blockIsGone);
    const text = new TextDecoder().decode(content);
    if (FENCE.test(text)) throw vscode.FileSystemError.Unavailable(notesTexts(localeOf(file)).holdsFence);
    const edit = new vscode.WorkspaceEdit();
    const { length } = block.getText();
    edit.set(file.uri, [editOf(block, { span: { start: 0, end: length }, text: lineByLine(text) })]);
    const before = { ...open };
    // Known before the edit is made: what comes back of it is then no change to whoever saves.
    Object.assign(open, { index: block.index, text, changed: Date.now() });
    if (await vscode.workspace.applyEdit(edit)) return;
    Object.assign(open, before);
    throw vscode.FileSystemError.Unavailable(uri);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.registered.dispose();
  }

  /** The block that says what was last known of it; else the one in its place, if no other is meant by that. */
  private find({ index, text }: Open, file: vscode.TextDocument): BlockDocument | undefined {
    const blocks = blocksOf(file);
    const here = blocks[index];
    if (here !== undefined && saysSame(here, text)) return here;
    return blocks.find((block) => saysSame(block, text));
  }

  /** An edit of the note changes a block that is open; where blocks came or went, those that say the same are the same. */
  private follow(file: vscode.TextDocument): void {
    for (const [key, open] of this.files) {
      if (open.note.toString() !== file.uri.toString()) continue;
      const blocks = blocksOf(file);
      const came = blocks.length !== open.count;
      open.count = blocks.length;
      const same = this.find(open, file);
      if (same !== undefined && (came || same.index === open.index)) {
        open.index = same.index;
        continue;
      }
      const edited = blocks[open.index];
      if (edited === undefined) continue;
      open.text = edited.getText();
      open.changed = Date.now();
      this.changes.fire([{ type: vscode.FileChangeType.Changed, uri: vscode.Uri.parse(key, true) }]);
    }
  }
}

/** Its lines may end as those of the file do, and the last one may end nowhere. */
function saysSame(block: BlockDocument, text: string): boolean {
  return lineByLine(block.getText()).trimEnd() === lineByLine(text).trimEnd();
}

/** A line that would end the block. */
const FENCE = /^ {0,3}(`{3,}|~{3,})[ \t]*$/m;

function octets(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** In a Markdown file the lines end as the file's do, and VS Code sees to that. */
function lineByLine(text: string): string {
  return text.replaceAll("\r\n", "\n");
}
