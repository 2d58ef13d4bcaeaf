/** What is found in a label, however it is spelled: `labels.txt`, a label a line, and behind the arrow all that it says. */

import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { type SaidSegment, saidIn } from "../../../src/convert/said/said.js";

const labels = readFileSync(path.join(import.meta.dirname, "labels.txt"), "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => line.split("  ⇒  ") as [string, string]);

/** The flags, those that are said to be 0, fields, options, formulas, states, and words that are left over. */
function told(said: SaidSegment): string {
  const { blank, flags, cleared, options, payload, states, unread, words } = said;
  const fields = (["seq", "ack", "len", "win"] as const).filter((field) => said[field] !== null);
  const marks = (["lost", "again", "data", "unsaid"] as const).filter((mark) => said[mark]);
  return [
    ...(blank ? ["?"] : []),
    ...(flags.length > 0 ? [flags.join("+")] : []),
    ...cleared.map((flag) => `${flag}=0`),
    ...fields.map((field) => `${field}=${said[field]}`),
    ...(payload === null ? [] : [`"${payload}"`]),
    ...options,
    ...unread.map((formula) => `unread(${formula})`),
    ...states.map(({ state }) => state),
    ...marks,
    ...(words.trim() === "" ? [] : [`| ${words.trim()}`]),
  ].join(" ");
}

test.each(labels)("%s", (label, says) => {
  expect(told(saidIn(label))).toBe(says);
});
