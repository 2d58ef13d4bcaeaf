import MarkdownIt from "markdown-it";
import { describe, expect, test } from "vitest";
import { analyze } from "../../../src/check/analyze.js";
import { parse } from "../../../src/language/parser.js";
import { readableNote } from "../../../src/preview/export/note-text.js";
import { flowAsNotes } from "../../../src/preview/export/notes.js";
import { HOSTILE } from "../../diagram/labels.js";

const TEXT = `flow "Open it"
client C
server S
== First ==
C -> S: SYN seq=x
note C: **Now** see \`seq=x\` in [RFC 9293](https://www.rfc-editor.org/rfc/rfc9293.html) <b>
S -> C: SYN+ACK seq=y ack=x
C -> S: ACK
`;

const notes = (text: string, locale: "en" | "zh-cn" = "en", flow = 0) =>
  flowAsNotes(analyze(parse(text)), flow, locale);

describe("a flow as notes", () => {
  test("is the flow, its segments with both sides' states, and every step explained", () => {
    const made = notes(TEXT);
    expect(made).toContain(`\`\`\`tcpflow\n${TEXT.trim()}\n\`\`\``);
    expect(made).toContain("| No. | Segment, state, event | C | S |\n| --- | --- | --- | --- |\n");
    expect(made).toContain("| 1 | C → S&#58; SYN seq=x | SYN-SENT | SYN-RECEIVED |");
    expect(made).toContain("### First\n\n**1\\. C → S&#58; SYN seq=x**");
    expect(made).toContain("C goes from CLOSED to SYN-SENT");
    expect(made).toContain(
      "> **Now** see `seq=x` in [RFC 9293](<https://www.rfc-editor.org/rfc/rfc9293.html>) &lt;b&gt;",
    );
    expect(made).toMatch(/❌ .*x\+1 is expected/);
    expect(notes(TEXT, "zh-cn")).toContain("## 报文段与状态");
  });

  test("of a file with several has the lines of one", () => {
    const two = `${TEXT}\nflow "Two"\nA -> B: SYN\n`;
    expect(notes(two, "en", 1)).toContain('```tcpflow\nflow "Two"\nA -> B: SYN\n```');
    expect(notes(two, "en", 0)).not.toContain("A -> B");
    expect(notes(two, "en", 2)).toBe("");
  });

  test("names the lines that the flow has in the notes", () => {
    const flow = "\n\n# above\nC ~> S: SYN seq=x as A\ndeliver A\nfoo bar\n";
    for (const text of [flow, `flow "One"\nA -> B: SYN\n${flow.replace("# above", 'flow "Two"')}`]) {
      const made = notes(text, "en", text === flow ? 0 : 1);
      const lines = made.split("\n");
      const lineOf = (part: string) => lines.findIndex((line) => line.startsWith(part)) + 1;
      expect(made).toContain(`arrives on line ${lineOf("deliver A")}`);
      expect(made).toContain(`sent on line ${lineOf("C ~> S")} arrives`);
      expect(made).toContain(`Line ${lineOf("foo bar")} could not be read`);
    }
  });

  test("of an exercise tells no state", () => {
    const made = notes('exercise "E"\nclient C\nserver S\nC -> S: SYN seq=x\n  C: ?\n');
    expect(made).toContain("| No. | Segment, state, event |\n");
    expect(made).not.toMatch(/SYN-SENT|SYN-RECEIVED/);
  });

  test("holds whatever is written, and loads nothing", () => {
    for (const label of HOSTILE) {
      const line = label.replace(/[\r\n]/g, " ").trim();
      const made = notes(`C -> S: SYN\nnote C: ${line}\n`);
      const html = new MarkdownIt({ html: true, linkify: true }).render(made.replace(/```[\s\S]*?\n```/, ""));
      expect(html).not.toMatch(/<(?:script|img|iframe|svg|style|link|object)\b/i);
    }
  });
});

describe("a note to be read", () => {
  test.each([
    ["a *b* _c_", "a \\*b\\* \\_c\\_"],
    ["**a** **b", "**a** \\*\\*b"],
    ["`a|b` and `", "`a|b` and \\`"],
    ["![x](https://a.b/c.png)", "\\![x](<https://a.b/c.png>)"],
    ["[x](javascript:alert(1))", "\\[x\\](javascript&#58;alert(1))"],
    ["[x](https://a.b/<c>)", "\\[x\\](https&#58;//a.b/&lt;c&gt;)"],
  ])("%j", (text, expected) => expect(readableNote(text)).toBe(expected));
});
