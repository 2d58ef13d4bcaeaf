import { describe, expect, test } from "vitest";
import { analyze } from "../../../src/check/analyze.js";
import { parse } from "../../../src/language/parser.js";
import { wordsMarkup } from "../../../src/preview/export/words.js";

const TEXT = `client C
server S
== Open <b> ==
C -> S: SYN seq=x
S -> C: SYN+ACK seq=y ack=x
== Data ==
note C: 1 < 2
`;

const markup = (text: string, locale: "en" | "zh-cn" = "en") => wordsMarkup(analyze(parse(text)), 0, locale);

describe("the exchange in words, on paper", () => {
  const html = markup(TEXT);

  test("has a heading for each chapter, and steps that are numbered through", () => {
    expect(html.match(/<h3>[^<]*<\/h3>/g)).toEqual(["<h3>Open &lt;b&gt;</h3>", "<h3>Data</h3>"]);
    expect([...html.matchAll(/<li ([^>]*)>/g)].map(([, how]) => how)).toEqual([
      'class="beginning"',
      'value="1"',
      'value="2"',
      'value="3"',
    ]);
  });

  test("says in sentences what happens, what it means, and what is wrong", () => {
    expect(html).toContain("C sends SYN to S, sequence number x.");
    expect(html).toContain("SYN-SENT");
    expect(html).toMatch(/<p class="error">[^<]*x\+1/);
    expect(html).toContain("1 &lt; 2");
    expect(html).not.toContain("->");
  });

  test("is Chinese in Chinese, without blanks between sentences", () => {
    const chinese = markup(TEXT, "zh-cn");
    expect(chinese).toContain("序号");
    expect(chinese).not.toMatch(/。 /);
  });

  test("is empty where there is no flow", () => {
    expect(markup("")).toBe("");
  });
});
