/** A picture with a memory is the picture without one. */
import { describe, expect, it } from "vitest";
import { firstVersion, nextVersion } from "../../src/check/revise.js";
import { NUMBER_MODES } from "../../src/diagram/numbers.js";
import { type PictureOptions, picture } from "../../src/preview/picture.js";
import { createPictureMemory } from "../../src/preview/picture-memory.js";

const LINES = [
  "client C",
  "server S",
  "== Open ==",
  "C -> S: SYN seq=x",
  "S -> C: SYN+ACK seq=y ack=x+1",
  "C -> S: ACK",
  "== Data ==",
  ...Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? `C -> S: PSH+ACK len=10 (${i})` : "S -> C: ACK")),
  "C ~> S: PSH+ACK len=5 as late",
  "C -x S: PSH+ACK len=5",
  "S -> C: ACK sack=x+1..x+2",
  "deliver late",
  "C -> S: FIN+ACK seq=u",
  "S -> C: ACK",
];

/** Each edits the lines before it; after the last one all is as in the beginning. */
const EDITS: readonly (readonly [string, (lines: string[]) => string[]])[] = [
  ["a caption", (l) => l.with(20, `${l[20]} (edited)`)],
  ["a line more at the top", (l) => l.toSpliced(3, 0, "note: first of all")],
  ["a line less", (l) => l.toSpliced(30, 1)],
  ["a plain number far down, which all numbers above take over", (l) => l.with(-1, "S -> C: ACK ack=1000")],
  [
    "another letter for the ISN",
    (l) => l.map((line) => line.replace("seq=x", "seq=isn").replace("ack=x", "ack=isn")),
  ],
  ["a wrong number", (l) => l.with(40, "S -> C: ACK ack=isn")],
  ["a broken line", (l) => l.with(41, "C -> S this is")],
  ["another name", (l) => l.map((line) => line.replace(/\bS\b/g, "T"))],
  ["an exercise", (l) => ['exercise "now"', ...l]],
  ["the text as it was", () => [...LINES]],
];

describe("a picture with the memory of the one before is the one without", () => {
  for (const numbers of NUMBER_MODES) {
    it(`with ${numbers} numbers`, () => {
      const options: PictureOptions = { locale: "en", states: true, notes: true, numbers };
      const memory = createPictureMemory();
      let lines = LINES;
      let version = firstVersion(lines.join("\n"));
      picture(version.analysis, 0, options, memory);
      for (const [what, edit] of EDITS) {
        lines = edit([...lines]);
        version = nextVersion(version, lines.join("\n"));
        expect(picture(version.analysis, 0, options, memory), what).toEqual(
          picture(version.analysis, 0, options),
        );
      }
    });
  }

  it("whatever options it was made with before", () => {
    const { analysis } = firstVersion(LINES.join("\n"));
    const memory = createPictureMemory();
    const base: PictureOptions = { locale: "en", states: true, notes: true };
    for (const change of [
      {},
      { locale: "zh-cn" },
      { states: false },
      { notes: false },
      { numbers: "relative" },
    ]) {
      const options = { ...base, ...change } as PictureOptions;
      expect(picture(analysis, 0, options, memory)).toEqual(picture(analysis, 0, options));
    }
  });
});

describe("what an edit leaves as it is", () => {
  const options: PictureOptions = { locale: "en", states: true, notes: true };
  const long = [
    ...LINES.slice(0, 6),
    ...Array.from({ length: 400 }, (_, i) => `C -> S: PSH+ACK len=${i + 1}`),
  ];

  it("is the same sheet, not one like it", () => {
    const memory = createPictureMemory();
    const first = firstVersion(long.join("\n"));
    const before = picture(first.analysis, 0, options, memory);
    const second = nextVersion(first, long.with(200, `${long[200]} (edited)`).join("\n"));
    const after = picture(second.analysis, 0, options, memory);
    const again = [...after.sheets].filter(([key, sheet]) => before.sheets.get(key) === sheet);
    expect(before.sheets.size).toBeGreaterThan(10);
    expect(again.length).toBeGreaterThanOrEqual(before.sheets.size - 2);
  });
});
