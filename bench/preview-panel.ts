/** What the panel does for the page, for the benchmark: a long flow, edits in its middle, views of it. */

import { analyze } from "../src/check/analyze.js";
import { parse } from "../src/language/parser.js";
import { pageTexts } from "../src/preview/page-texts.js";
import { flowAsMermaid, picture } from "../src/preview/picture.js";
import type { View } from "../src/protocol/preview.js";

const OPTIONS = { locale: "en", states: true, notes: true } as const;

/** A flow of so many segments, the line in its middle edited `edits` times. */
function textOf(segments: number, edits: number): { text: string; line: number } {
  const lines = ["client C", "server S", "C -> S: SYN seq=x", "S -> C: SYN+ACK seq=y ack=x+1"];
  lines.push("C -> S: ACK seq=x+1 ack=y+1");
  for (let i = 3; i < segments; i += 2) lines.push("C -> S: PSH+ACK len=10", "S -> C: ACK");
  const line = Math.max(4, lines.length >> 1);
  lines[line] += ` (edit ${edits})`;
  return { text: `${lines.join("\n")}\n`, line };
}

export function sourceOf(segments: number): string {
  return flowAsMermaid(analyze(parse(textOf(segments, 0).text)), 0, OPTIONS);
}

export function openSession(segments: number) {
  let revision = 0;
  let known: ReadonlySet<string> = new Set();
  let now = { ...textOf(segments, 0), analysis: analyze(parse("")) };
  return {
    edit(edits: number): void {
      const { text, line } = textOf(segments, edits);
      now = { text, line, analysis: analyze(parse(text)) };
    },
    view(): View {
      const { sheets, ...drawn } = picture(now.analysis, 0, OPTIONS);
      const fresh = [...sheets].filter(([key]) => !known.has(key));
      known = new Set(sheets.keys());
      return {
        ...drawn,
        revision: ++revision,
        texts: pageTexts("en", false, "f"),
        sheets: Object.fromEntries(fresh),
        cursor: now.line,
        flows: ["f"],
        flow: 0,
        following: true,
        states: true,
        notes: true,
        autonumber: false,
        otherNumbers: false,
        locked: false,
        state: { uri: "bench:a", flow: -1, locked: false },
      };
    },
  };
}
