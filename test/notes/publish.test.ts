import MarkdownIt from "markdown-it";
import { describe, expect, test } from "vitest";
import { firstNote } from "../../src/notes/note.js";
import { type Draw, publish as publishNote, restore, uncovered } from "../../src/notes/publish.js";
import { randomFrom } from "../generator/random.js";
import { randomNote } from "./notes.js";

const FILES = 500;
const SEED = Number(process.env.TCPFLOW_SEED ?? 1);

const draw: Draw = ({ flows }, flow) => [
  "```mermaid",
  "sequenceDiagram",
  `%% ${flow + 1} of ${flows.length}`,
  "",
  "```",
];

const publish = (text: string, drawn: Draw) => publishNote(firstNote(restore(text)), drawn);

function fences(note: string, language: string): number {
  const tokens = new MarkdownIt({ html: true }).parse(note, {});
  return tokens.filter(({ type, info }) => type === "fence" && info.trim() === language).length;
}

function flowsOf(note: string): number {
  return firstNote(note).blocks.reduce((sum, { version }) => sum + version.analysis.flows.length, 0);
}

describe("a published note", () => {
  test(`of ${FILES} random ones each can be had again to the character`, () => {
    let flows = 0;
    for (let seed = SEED; seed < SEED + FILES; seed++) {
      const note = randomNote(randomFrom(seed), { wild: true });
      const published = publish(note, draw);
      expect(restore(published), `seed ${seed}`).toBe(note);
      expect(publish(published, draw), `seed ${seed}`).toBe(published);
      flows += flowsOf(note);
    }
    expect(flows).toBeGreaterThan(FILES);
  });

  test(`of ${FILES} random ones each has a picture for each flow, and no block that holds one`, () => {
    for (let seed = SEED; seed < SEED + FILES; seed++) {
      const note = randomNote(randomFrom(seed), { wild: false });
      const published = publish(note, draw);
      expect(fences(published, "mermaid"), `seed ${seed}:\n${note}`).toBe(flowsOf(note));
      expect(flowsOf(published), `seed ${seed}:\n${note}`).toBe(0);
    }
  });

  test(`of ${FILES} random ones each has its sources below the lines where they are published`, () => {
    for (let seed = SEED; seed < SEED + FILES; seed++) {
      const note = randomNote(randomFrom(seed), { wild: false });
      const published = publish(note, draw);
      const blocks = (text: string) =>
        firstNote(text).blocks.map(({ version }) => version.analysis.document.text.trimEnd());
      expect(uncovered(published).split(/\r?\n/).length, `seed ${seed}`).toBe(
        published.split(/\r?\n/).length,
      );
      expect(blocks(uncovered(published)), `seed ${seed}:\n${note}`).toEqual(blocks(note));
    }
  });

  test("shows the pictures where the block stood, within its quote and list", () => {
    const note =
      "1. one\n\n   > ~~~tcpflow title\n   > C -> S: SYN (a --> b --!> c --\\> d)\n   > ~~~\n\n2. two";
    const published = publish(note, () => ["```mermaid", "sequenceDiagram", "```"]);
    expect(published).toBe(
      [
        "1. one\n",
        "   > <!-- tcpflow",
        "   > ~~~tcpflow title",
        "   > C -> S: SYN (a --\\> b --\\!> c --\\\\> d)",
        "   > ~~~",
        "   > -->",
        "   > ```mermaid",
        "   > sequenceDiagram",
        "   > ```",
        "   > <!-- /tcpflow -->\n",
        "2. two",
      ].join("\n"),
    );
    expect(restore(published)).toBe(note);
  });

  test("is text of its own: what only looks published is left alone", () => {
    const told = "````md\n<!-- tcpflow\n```tcpflow\nC -> S: SYN\n```\n-->\n<!-- /tcpflow -->\n````\n";
    expect(restore(told)).toBe(told);
    const half = "<!-- tcpflow\n```tcpflow\nC -> S: SYN\n```\n-->\n\nno end\n";
    expect(restore(half)).toBe(half);
    expect(publish("```tcpflow\n# nothing happens\n```\n", draw)).toBe(
      "```tcpflow\n# nothing happens\n```\n",
    );
  });

  test("keeps the line ends of the note, and its lack of one", () => {
    const note = "a\r\n\r\n```tcpflow\r\nC -> S: SYN\r\n```";
    const published = publish(note, draw);
    expect(published.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    expect(published.endsWith("<!-- /tcpflow -->")).toBe(true);
    expect(restore(published)).toBe(note);
  });
});
