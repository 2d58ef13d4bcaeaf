/** What a refusal quotes: the words that were not understood, and not the line that they stand in. */

import { expect, test } from "vitest";
import { convert } from "../../src/convert/convert.js";
import { refusalText } from "../../src/messages/convert.js";

const REFUSED: readonly (readonly [text: string, line: number, quoted: string])[] = [
  [
    "10:00:00.000001 IP 10.0.0.1.1000 > 10.0.0.2.80: Flags [S], seq 1, win five, length 0",
    1,
    "win five, length 0",
  ],
  ["10:00:00.000001 IP 10.0.0.1.1000 > 10.0.0.2.80: Flags [Q], seq 1, length 0", 1, "Flags [Q]"],
  [
    [
      "1. The client opens the connection and, since it is polite, sends a SYN with seq=5.",
      "2. It is then, after some thinking, that somebody else sends a SYN+ACK with seq=9.",
    ].join("\n"),
    2,
    "SYN+ACK with seq=9",
  ],
  [
    "\\node (c) at (0,0) {C};\n\\node (s) at (6,0) {S};\n\\draw[->] (0,0) -- node {SYN, seq=1} (3,0);",
    3,
    "\\draw[->] (0,0) -- node {SYN, seq=1} (3,0)",
  ],
];

test.each(REFUSED)("%s", (text, line, quoted) => {
  const outcome = convert(text);
  if (outcome.kind !== "refused") throw new Error(outcome.text);
  expect(refusalText(outcome, text, "en")).toMatch(new RegExp(`^line ${line} could not be read`));
  expect(outcome.part).toContain(quoted);
  const shown = [...quoted].slice(0, 30).join("");
  for (const locale of ["en", "zh-cn"] as const) expect(refusalText(outcome, text, locale)).toContain(shown);
});
