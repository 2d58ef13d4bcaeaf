import mermaid from "mermaid";
import { beforeAll, describe, expect, test } from "vitest";
import { escapeLabel } from "../../src/diagram/escape.js";
import { mermaid as mermaidText } from "../../src/diagram/mermaid.js";
import type { Row } from "../../src/diagram/row.js";
import { LABELS } from "./labels.js";

describe("escapeLabel", () => {
  const cases: [string, string][] = [
    ["seq=x+1 ack=y+1", "seq=x+1 ack=y+1"],
    ["a;b", "a#59;b"],
    ["#1", "#35;1"],
    ["<b>&amp;</b>", "#60;b#62;#38;amp#59;#60;/b#62;"],
    ["100%%", "100#37;#37;"],
    ["$$x$$", "#36;#36;x#36;#36;"],
    ["end", "#101;nd"],
    ["The END is near, friend", "The #69;ND is near, friend"],
    ["wrap: a", "wrap#58; a"],
    ["Host: a", "Host: a"],
    ["style a:b#c;", "style a#58;b#35;c#59;"],
    ["one\ntwo\r\nthree\u2028four", "one<br/>two<br/>three<br/>four"],
    ["a\u0000b\tc", "a␀b␉c"],
    ["  ", "\u00a0"],
    ["", "\u00a0"],
    ["确认号；（正确）", "确认号；（正确）"],
  ];
  test.each(cases)("%j", (text, escaped) => expect(escapeLabel(text)).toBe(escaped));

  test.each(LABELS)("gives %j back when its entities are read", (label) => {
    const read = escapeLabel(label).replace(/#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
    expect(read.trim()).toBe(label.trim() === "" ? "" : label.trim());
  });
});

// One diagram a label would take a minute; one diagram a place takes a second, and names the label all the same.
describe("Mermaid accepts every label", () => {
  beforeAll(() => mermaid.initialize({ startOnLoad: false, securityLevel: "strict" }));
  const endpoints = [endpoint("C", null), endpoint("S", null)];
  const places: Record<string, (label: string, i: number) => Row> = {
    "on an arrow": (label, i) => ({
      id: `${i}`,
      line: i,
      kind: "segment",
      from: "C",
      to: "S",
      arrow: "delivered",
      tone: "plain",
      text: [label],
    }),
    "in a note": (label, i) => noteOver(i, ["C"], label),
    "over all": (label, i) => noteOver(i, [], label),
  };
  for (const [place, row] of Object.entries(places)) {
    test(place, async () => {
      const rows = LABELS.map(row);
      const diagram = await mermaid.mermaidAPI.getDiagramFromText(mermaidText(rows, { endpoints }));
      const db = diagram.db as unknown as { getMessages(): { message: string }[] };
      const got = db.getMessages().map(({ message }) => decoded(message));
      expect(got).toEqual(LABELS.map(shown));
    });
  }

  test("as names and labels of endpoints", async () => {
    const all = LABELS.map((label, i) => endpoint(`n${i}`, label));
    const diagram = await mermaid.mermaidAPI.getDiagramFromText(mermaidText([], { endpoints: all }));
    const db = diagram.db as unknown as { getActors(): Map<string, { description: string }> };
    const got = [...db.getActors().values()].map(({ description }) =>
      decoded(description.split("<br/>")[1] ?? ""),
    );
    expect(got).toEqual(LABELS.map(shown));
  });
});

function endpoint(name: string, label: string | null) {
  return { name, label, role: "peer" as const, span: { start: 0, end: 0 }, declared: true };
}

function noteOver(i: number, over: string[], label: string): Row {
  return { id: `${i}`, line: i, kind: "note", over, beside: false, tone: "plain", text: [label] };
}

/** What Mermaid will write into the picture: it reads entities last. */
function decoded(text: string): string {
  return text.replace(/ﬂ°°(\d+)¶ß/g, (_, code) => String.fromCodePoint(Number(code)));
}

/** Blanks at the ends are not kept, and nothing can be seen of a label of blanks. */
function shown(label: string): string {
  return label.trim();
}
