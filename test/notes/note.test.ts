import { expect, test } from "vitest";
import { type Block, firstNote, mayHaveBlocks, type Note, nextNote } from "../../src/notes/note.js";
import { type Random, randomFrom } from "../generator/random.js";
import { randomNote } from "./notes.js";

const NOTES = 150;
const EDITS = 12;
const SEED = Number(process.env.TCPFLOW_SEED ?? 1);

test("after any edit the note is what the text says", () => {
  let kept = 0;
  let all = 0;
  for (let seed = SEED; seed < SEED + NOTES; seed++) {
    const random = randomFrom(seed);
    let note = firstNote(randomNote(random, { wild: random.chance(0.5) }));
    for (let i = 0; i < EDITS; i++) {
      const known = new Set(note.blocks.map(({ version }) => version));
      const text = edited(note, random);
      const next = nextNote(note, text);
      expect(plain(next), `seed ${seed}:\n${note.text}\n=>\n${text}`).toEqual(plain(firstNote(text)));
      all += next.blocks.length;
      kept += next.blocks.filter(({ version }) => known.has(version)).length;
      note = next;
    }
  }
  // An edit is in one block, and there are several.
  expect(kept / all).toBeGreaterThan(0.6);
});

test("what is said again is not analysed again, wherever it stands", () => {
  const block = (line: string): string => `\`\`\`tcpflow\n${line}\n\`\`\`\n`;
  const [a, b, c] = ["C -> S: SYN seq=x", "C -> S: SYN seq=u", "C -> S: SYN seq=v"].map(block);
  const before = firstNote(`${a}${b}${c}`);
  const moved = nextNote(before, `# Above\n\n${a}between\n${c}`);
  expect(moved.blocks.map(({ version }) => version)).toEqual([0, 2].map((i) => before.blocks[i]?.version));
  const edited = nextNote(moved, moved.text.replace("seq=v", "seq=vv"));
  expect(edited.blocks[0]).toBe(moved.blocks[0]);
  expect(edited.blocks[1]?.version).not.toBe(moved.blocks[1]?.version);
});

test("a text without a block is not read", () => {
  expect(mayHaveBlocks("# Notes\n\n```mermaid\n```\n")).toBe(false);
  expect(firstNote("# Notes").blocks).toEqual([]);
});

/** All of a note that can be compared; an analysis is what its text says. */
function plain({ blocks }: Note): unknown {
  return blocks.map(({ version, ...place }) => ({ ...place, text: version.analysis.document.text }));
}

const ADDED = [
  "x",
  " ",
  "\n",
  "\n\n",
  "```\n",
  "> ",
  "  C -> S: FIN\n",
  "\t",
  "~~~",
  "- ",
  "\n> C -> S: SYN\n",
  "\r\n",
];

function edited({ text, blocks }: Note, random: Random): string {
  const block = blocks.length > 0 && random.chance(0.8) ? (random.pick(blocks) as Block) : null;
  const [low, high] = block === null ? [0, text.length] : [block.start, block.end];
  const from = random.int(low, high);
  const to = random.chance(0.6) ? from : Math.min(high, from + random.int(1, 30));
  return text.slice(0, from) + (random.chance(0.8) ? random.pick(ADDED) : "") + text.slice(to);
}
