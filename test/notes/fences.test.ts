import { Parser } from "commonmark";
import MarkdownIt from "markdown-it";
import { expect, test } from "vitest";
import { firstNote } from "../../src/notes/note.js";
import { inNote } from "../../src/notes/places.js";
import { randomFrom } from "../generator/random.js";
import { randomNote } from "./notes.js";

const FILES = 500;
const FLOW = /^ *tcpflow(?![^\s:,{?])/i;
const SEED = Number(process.env.TCPFLOW_SEED ?? 1);

const texts = (note: string): string[] =>
  firstNote(note).blocks.map(({ version }) => version.analysis.document.text.replaceAll("\r\n", "\n"));

/** What the reference implementation of CommonMark finds. */
function reference(note: string): { readonly line: number; readonly text: string }[] {
  const walker = new Parser().parse(note).walker();
  const found = [];
  for (let step = walker.next(); step !== null; step = walker.next()) {
    const { type, info, literal, sourcepos, _isFenced } = step.node;
    if (type !== "code_block" || _isFenced !== true) continue;
    if (!FLOW.test(info ?? "")) continue;
    found.push({ line: sourcepos[0][0] - 1, text: literal ?? "" });
  }
  return found;
}

/** The readers differ in how many blanks they leave of an empty line, and whether the last line end counts. */
const alike = (text: string): string =>
  text
    .replaceAll("\r\n", "\n")
    .replace(/\n?$/, "\n")
    .replace(/^[ \t]+$/gm, "");

test.each([
  ["the reference implementation of CommonMark", false, reference],
  ["the reader that VS Code draws with", true, drawn],
])(`${FILES} random files have the blocks that %s finds`, (_, wild, read) => {
  let blocks = 0;
  for (let seed = SEED; seed < SEED + FILES; seed++) {
    const note = randomNote(randomFrom(seed), { wild });
    const found = firstNote(note).blocks.map(({ line, version }) => ({
      line,
      text: alike(version.analysis.document.text),
    }));
    const expected = read(note).map(({ line, text }) => ({ line, text: alike(text) }));
    blocks += found.length;
    expect(found, `seed ${seed}:\n${note}`).toEqual(expected);
  }
  expect(blocks).toBeGreaterThan(FILES);
});

test("every character of a block stands in the note where it is said to stand", () => {
  let characters = 0;
  for (let seed = SEED; seed < SEED + FILES; seed++) {
    const note = randomNote(randomFrom(seed), { wild: true });
    const lines = note.split(/\r\n|\n/);
    for (const block of firstNote(note).blocks) {
      const { text, lineStarts } = block.version.analysis.document;
      const found = Array.from({ length: text.length }, (_, offset) => {
        if (/[\r\n]/.test(text.charAt(offset))) return text.charAt(offset);
        const { line, character } = inNote(block, offset);
        const row = line - block.line - 1;
        const isPad = offset - (lineStarts[row] ?? 0) < (block.pads[row] ?? 0);
        return isPad ? " " : lines[line]?.[character];
      });
      characters += found.length;
      expect(found.join(""), `seed ${seed}:\n${note}`).toBe(text);
    }
  }
  expect(characters).toBeGreaterThan(10 * FILES);
});

/** What markdown-it finds in the whole of a text, with all that it can do. */
function drawn(note: string): { readonly line: number; readonly text: string }[] {
  return new MarkdownIt({ html: true })
    .parse(note, {})
    .filter(({ type, info }) => type === "fence" && FLOW.test(info))
    .map(({ map, content }) => ({ line: map?.[0] ?? 0, text: content }));
}

test.each([
  ["a plain one", "```tcpflow\na\n```\n", ["a\n"]],
  ["tildes, and a longer fence", "~~~~ tcpflow\n~~~\n```\n~~~~~\n", ["~~~\n```\n"]],
  ["words behind the language", "```tcpflow {#id} title\na\n```", ["a\n"]],
  ["in capitals", "```TCPFLOW\na\n```", ["a\n"]],
  ["another language", "```tcpflows\na\n```", []],
  ["in a list", "- x\n\n  ```tcpflow\n  a\n\n   b\n  ```\n", ["a\n\n b\n"]],
  ["in a quote in a list", "1. > ```tcpflow\n   > a\n   >b\n   > ```\n", ["a\nb\n"]],
  ["indented by three", "   ```tcpflow\n  a\n    b\n   ```", ["a\n b\n"]],
  ["indented by four is code", "    ```tcpflow\n    a\n    ```", []],
  ["unfinished, to the end", "```tcpflow\na\n", ["a\n"]],
  ["unfinished, to the end of its quote", "> ```tcpflow\n> a\n\nb", ["a\n"]],
  ["CRLF is kept", "```tcpflow\r\na\r\n```\r\n", ["a\n"]],
  ["within another fence", "````\n```tcpflow\na\n```\n````", []],
  ["within a comment", "<!--\n```tcpflow\na\n```\n-->", []],
  ["within front matter", "---\na: |\n```tcpflow\n---\n```tcpflow\nb\n```", ["b\n"]],
  ["an empty one", "```tcpflow\n```", [""]],
  ["a tab that reaches into a list's text", "- ```tcpflow\n\ta\n  ```", ["  a\n"]],
])("%s", (_, note, expected) => {
  expect(texts(note)).toEqual(expected);
});
