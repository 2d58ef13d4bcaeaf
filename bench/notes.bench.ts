/** What an edit within one block of a long note costs, beside the same edit of the block alone; and of prose beside it. */

import { firstVersion, nextVersion, type Version } from "../src/check/revise.js";
import { firstNote, mayHaveBlocks, type Note, nextNote } from "../src/notes/note.js";
import { longFlow } from "./flow.js";

interface Input {
  readonly plain: string;
  readonly texts: readonly string[];
  readonly own: readonly string[];
  note: Note;
  block: Version;
  turn: number;
}

const LINES = 5_000;
/** Of each block. */
const SEGMENTS = 30;

export default {
  name: `an edit in a note of ${LINES} lines, with N blocks`,
  sizes: [1, 100],
  rounds: (): number => 200,
  heapOf: "opened",
  ratios: [
    ["alone", "within"],
    ["opened", "within"],
    ["opened", "beside"],
    ["alone", "without"],
  ],
  make(size: number): Input {
    const flow = longFlow(SEGMENTS);
    const prose = Math.round(LINES / size) - flow.split("\n").length - 1;
    const part = (line: string) =>
      `${"Some prose, *with* words and [links](x.md) in it.\n".repeat(Math.max(1, prose))}\`\`\`tcpflow\n${line}\`\`\`\n`;
    const others = part(flow).repeat(size - 1);
    const own = [0, 1].map((turn) => flow.replace("seq=x+1 ", `win=${1000 + turn} seq=x+1 `));
    const texts = own.map((one) => `${others}${part(one)}\n## The end\n`);
    const plain = texts[0]?.replaceAll("tcpflow", "text") ?? "";
    const [text = "", block = ""] = [texts[0], own[0]];
    return { plain, texts, own, note: firstNote(text), block: firstVersion(block), turn: 0 };
  },
  measure: {
    alone: (input: Input): unknown => {
      input.block = nextVersion(input.block, input.own[++input.turn % 2] ?? "");
      return input.block;
    },
    within: (input: Input): unknown => {
      input.note = nextNote(input.note, input.texts[++input.turn % 2] ?? "");
      return input.note;
    },
    beside: (input: Input): unknown => nextNote(input.note, `${input.texts[0]}${++input.turn}`),
    opened: ({ texts }: Input): unknown => firstNote(texts[0] ?? ""),
    without: ({ plain }: Input): unknown => mayHaveBlocks(plain),
  },
};
