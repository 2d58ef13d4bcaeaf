import { expect, test } from "vitest";
import { format } from "../../src/language/format.js";
import { formatNote } from "../../src/notes/format.js";
import { firstNote } from "../../src/notes/note.js";
import { randomFrom } from "../generator/random.js";
import { randomNote } from "./notes.js";

const FILES = 150;
const SEED = Number(process.env.TCPFLOW_SEED ?? 1);

test("each block is written the usual way, in its place", () => {
  const note =
    "# C  ->  S : SYN\r\n\r\n- ```tcpflow\r\n  C  ->  S :  SYN seq = x\r\n\r\n  S→C: ACK\r\n  ```\r\n";
  expect(formatNote(note)).toBe(
    "# C  ->  S : SYN\r\n\r\n- ```tcpflow\r\n  C -> S: SYN seq=x\r\n\r\n  S -> C: ACK\r\n  ```\r\n",
  );
  expect(formatNote("no block: C  ->  S\n")).toBe("no block: C  ->  S\n");
});

test(`of ${FILES} random ones nothing changes beside the blocks, and each of these says what it said formatted`, () => {
  let changed = 0;
  for (let seed = SEED; seed < SEED + FILES; seed++) {
    const note = randomNote(randomFrom(seed), { wild: false });
    const formatted = formatNote(note);
    expect(besideBlocks(formatted), `seed ${seed}:\n${note}\n=>\n${formatted}`).toBe(besideBlocks(note));
    const texts = textsOf(note);
    expect(textsOf(formatted), `seed ${seed}:\n${note}\n=>\n${formatted}`).toEqual(texts.map(formattedAlike));
    changed += Number(formatted !== note);
  }
  expect(changed).toBeGreaterThan(FILES / 10);
});

function besideBlocks(note: string): string {
  const { blocks } = firstNote(note);
  const cuts = [0, ...blocks.flatMap(({ start, end }) => [start, end]), note.length];
  return cuts.flatMap((from, i) => (i % 2 === 0 ? note.slice(from, cuts[i + 1]) : [])).join("\u0000");
}

function textsOf(note: string): string[] {
  return firstNote(note).blocks.map(({ version }) => alike(version.analysis.document.text));
}

const formattedAlike = (text: string): string => alike(format(text));

/** The end of the last line stays, and an empty line may keep its indentation. */
function alike(text: string): string {
  return text.replace(/[ \t]+$/gm, "").replace(/\s*$/, "");
}
