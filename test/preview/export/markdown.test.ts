import mermaid from "mermaid";
import { describe, expect, test } from "vitest";
import { analyze } from "../../../src/check/analyze.js";
import { parse } from "../../../src/language/parser.js";
import { escapeForGitHub, flowAsMarkdown } from "../../../src/preview/export/markdown.js";
import { LABELS } from "../../diagram/labels.js";

const OPTIONS = { locale: "en", states: true, notes: true } as const;

describe("a flow as Markdown", () => {
  test("is a heading, a diagram and a table", async () => {
    const text =
      'flow "Open | it"\nclient C\nserver S\n== First ==\n@1s C -x S: SYN seq=x (a|b)\n@2s C: timeout rto\nC -> S: SYN\n';
    const markdown = flowAsMarkdown(analyze(parse(text)), 0, OPTIONS);
    const [, title, source, table] =
      /^## (.*)\n\n```mermaid\n([\s\S]*?)```\n\n([\s\S]*)$/.exec(markdown) ?? [];
    expect(title).toBe("Open &#124; it");
    await expect(mermaid.parse(source ?? "")).resolves.toBeTruthy();
    expect(table).toBe(
      [
        "| No. | Time | Endpoints | Segment, state, event |",
        "| --- | --- | --- | --- |",
        "|  |  | C | CLOSED |",
        "|  |  | S | LISTEN |",
        "|  |  |  | **First** |",
        "| 1 | 1s | C ⇸ S | SYN seq=x · lost<br>(a&#124;b) |",
        "|  |  | C | SYN-SENT |",
        "|  | 2s (+1 s) | C | timeout rto |",
        "| 2 |  | C → S | SYN seq=x · retransmission ↻ &#35;1 |",
        "|  |  | S | SYN-RECEIVED |",
        "",
      ].join("\n"),
    );
  });

  test("has rows of equal length, whatever the texts are", () => {
    const notes = LABELS.map((label) => `note: ${label.replace(/[\r\n]/g, " ")}`).join("\n");
    const markdown = flowAsMarkdown(analyze(parse(`C -> S: SYN\n${notes}\n`)), 0, OPTIONS);
    const rows = markdown.split("\n").filter((line) => line.startsWith("| "));
    expect(rows.length).toBeGreaterThan(200);
    expect(rows.filter((row) => row.split("|").length !== 5)).toEqual([]);
  });
});

describe("escapeMarkdown", () => {
  test.each([
    ["a_b*c`d", "a\\_b\\*c\\`d"],
    ["<b> & [x](y)", "&lt;b&gt; &amp; \\[x\\](y)"],
    ["@me #1 :smile: $x$", "&#64;me &#35;1 &#58;smile&#58; &#36;x&#36;"],
    ["http://www.example.org", "http&#58;//www&#46;example.org"],
    ["one\r\ntwo", "one<br>two"],
    ["a\\|b", "a\\\\&#124;b"],
  ])("%j", (text, escaped) => expect(escapeForGitHub(text)).toBe(escaped));
});
