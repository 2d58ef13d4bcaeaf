import { expect, test } from "vitest";
import { applyEdits, type TextEdit } from "../../src/language/edits.js";
import type { Position } from "../../src/language/text.js";
import { type Block, firstNote, type Note, nextNote } from "../../src/notes/note.js";
import { editInNote, inBlock, inNote, nearestInBlock } from "../../src/notes/places.js";
import { type Random, randomFrom } from "../generator/random.js";
import { randomNote } from "./notes.js";

const NOTES = 500;
const SEED = Number(process.env.TCPFLOW_SEED ?? 1);

test("there and back again is the same offset", () => {
  let places = 0;
  eachBlock(true, (block, { text: note }) => {
    const { text, lineStarts } = block.version.analysis.document;
    const lost = Array.from({ length: text.length }, (_, offset) => offset).filter((offset) => {
      const row = lineStarts.findLastIndex((start) => start <= offset);
      const isPad = offset - (lineStarts[row] ?? 0) < (block.pads[row] ?? 0);
      // Behind "\r", and on spaces that a tab left, there is no place of its own.
      if (isPad || text[offset - 1] === "\r") return false;
      places++;
      return inBlock(block, inNote(block, offset)) !== offset;
    });
    expect(lost, note).toEqual([]);
  });
  expect(places).toBeGreaterThan(10 * NOTES);
});

test("an edit within a block is an edit within its lines, and makes of it what it makes of its text", () => {
  let edits = 0;
  eachBlock(false, (block, before, random) => {
    const note = before.text;
    for (let i = 0; i < 2; i++) {
      const edit = randomEdit(block, random);
      const made = editInNote(block, edit);
      expect(
        isWithin(block, made.start) && isWithin(block, made.end),
        `${note}\n${JSON.stringify(edit)}`,
      ).toBe(true);
      const after = nextNote(before, edited(note, made));
      const index = before.blocks.indexOf(block);
      const expected = applyEdits(block.version.analysis.document.text, [edit]);
      // What is left of a line may close the block; whoever edits has to look after that.
      if (/^ {0,3}(`{3,}|~{3,})[ \t]*$/m.test(expected)) continue;
      const where = `${note}\n${JSON.stringify({ edit, made })}\n=>\n${after.text}`;
      expect(alike(after.blocks[index]?.version.analysis.document.text), where).toBe(alike(expected));
      expect(after.blocks.length, where).toBe(before.blocks.length);
      edits++;
    }
  });
  expect(edits).toBeGreaterThan(NOTES);
});

test.each<[string, string, TextEdit, string]>([
  [
    "a line is added in a quote",
    "> ```tcpflow\n> a\n> ```",
    { span: { start: 2, end: 2 }, text: "b\n" },
    "> ```tcpflow\n> a\n> b\n> ```",
  ],
  [
    "lines in a list",
    "- ```tcpflow\n  a\n  ```",
    { span: { start: 0, end: 1 }, text: "b\nc" },
    "- ```tcpflow\n  b\n  c\n  ```",
  ],
  [
    "an empty line that has no indentation gets it",
    "- ```tcpflow\n\n  ```",
    { span: { start: 0, end: 0 }, text: "a" },
    "- ```tcpflow\n  a\n  ```",
  ],
  [
    "a line that gets blanks before it keeps them, in a fence that is indented further",
    " ```tcpflow\na\n ```",
    { span: { start: 0, end: 0 }, text: "  " },
    " ```tcpflow\n   a\n ```",
  ],
  [
    "all goes",
    "> ```tcpflow\n> a\n> b\n> ```",
    { span: { start: 0, end: 4 }, text: "" },
    "> ```tcpflow\n> ```",
  ],
  [
    "the last line goes",
    "> ```tcpflow\n> a\n> b\n> ```",
    { span: { start: 2, end: 4 }, text: "" },
    "> ```tcpflow\n> a\n> ```",
  ],
  [
    "something comes into an empty one",
    "1. ```tcpflow\n   ```",
    { span: { start: 0, end: 0 }, text: "a" },
    "1. ```tcpflow\n   a\n   ```",
  ],
])("%s", (_, note, edit, expected) => {
  const block = firstNote(note).blocks[0] as Block;
  expect(edited(note, editInNote(block, edit))).toBe(expected);
});

test("beside a block, and in what belongs to its containers, nothing of it stands", () => {
  const block = firstNote("> ```tcpflow\n> a\n> ```").blocks[0] as Block;
  const at = (line: number, character: number) => inBlock(block, { line, character });
  expect([at(0, 4), at(1, 0), at(1, 1), at(1, 2), at(1, 3), at(2, 2)]).toEqual([
    null,
    null,
    null,
    0,
    1,
    null,
  ]);
  expect(nearestInBlock(block, { line: 0, character: 0 })).toBe(0);
  expect(nearestInBlock(block, { line: 9, character: 0 })).toBe(2);
});

function eachBlock(wild: boolean, look: (block: Block, note: Note, random: Random) => void): void {
  for (let seed = SEED; seed < SEED + NOTES; seed++) {
    const random = randomFrom(seed);
    const note = firstNote(randomNote(random, { wild }));
    for (const block of note.blocks) look(block, note, random);
  }
}

const TEXTS = ["", "", "  a", "C -> S: SYN seq=x", "a\n", "a\nb", "\na\n\nb", 'flow "x"\n'];

function randomEdit(block: Block, random: Random): TextEdit {
  const { text } = block.version.analysis.document;
  const place = () => {
    const at = random.int(0, text.length);
    return text[at - 1] === "\r" ? at - 1 : at;
  };
  const [a, b] = [place(), place()];
  const start = Math.min(a, b);
  return { span: { start, end: random.chance(0.5) ? start : Math.max(a, b) }, text: random.pick(TEXTS) };
}

function isWithin({ line, columns }: Block, at: Position): boolean {
  return at.line >= line && at.line <= line + 1 + columns.length;
}

function edited(
  note: string,
  { start, end, text }: { start: Position; end: Position; text: string },
): string {
  const starts = [0, ...[...note.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const offset = ({ line, character }: Position): number => (starts[line] ?? 0) + character;
  return note.slice(0, offset(start)) + text + note.slice(offset(end));
}

/** The last line end stays, whatever the edit says of it; an empty line may keep its indentation. */
function alike(text = ""): string {
  return text
    .replaceAll("\r\n", "\n")
    .replace(/\n*$/, "")
    .replace(/^[ \t]+$/gm, "");
}
