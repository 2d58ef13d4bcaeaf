import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import type { Severity } from "../../src/check/codes.js";
import { parse } from "../../src/language/parser.js";
import type { Locale } from "../../src/messages/locale.js";
import { blockHtml } from "../../src/notes/picture.js";

const severityOf = (_: string, own: Severity): Severity => own;

function html(text: string, locale: Locale = "en", line = 0): string {
  const options = { locale, states: true, notes: true, severityOf };
  return blockHtml(analyze(parse(text)), line, ' class="tcpflow-note"', options);
}

const OPEN = "C -> S: SYN seq=x\nS -> C: SYN+ACK seq=y ack=x+1\nC -> S: ACK seq=x+1 ack=y+1\n";

interface Data {
  readonly linesAbove: number;
  readonly head: string;
  readonly blocks: readonly { readonly key: string }[];
  readonly sheets: Readonly<
    Record<string, { readonly rows: readonly { readonly text: readonly string[]; readonly tone: string }[] }>
  >;
}

/** As a page reads it. */
function dataIn(markup: string): Data[] {
  return [...markup.matchAll(/data-tcpflow="([^"]*)"/g)].map(
    ([, data = ""]) =>
      JSON.parse(
        data
          .replaceAll("&quot;", '"')
          .replaceAll("&#39;", "'")
          .replaceAll("&lt;", "<")
          .replaceAll("&gt;", ">")
          .replaceAll("&amp;", "&"),
      ) as Data,
  );
}

describe("a block in a rendered note", () => {
  const wrong = 'flow "a <b>"\nC -> S: SYN seq=x\nS -> C: SYN+ACK seq=y ack=x\n';

  test("carries its picture, its title, its text, and what is wrong with the line of the note", () => {
    const markup = html(wrong, "en", 10);
    const [data] = dataIn(markup);
    const rows = data?.blocks.flatMap(({ key }) => data.sheets[key]?.rows ?? []) ?? [];
    expect(rows.filter(({ tone }) => tone === "wrong")).toHaveLength(1);
    expect(markup).toContain('<figcaption class="tcpflow-caption">a &lt;b&gt;</figcaption>');
    expect(markup).toContain('<span class="tcpflow-line">line 14:</span>');
    expect(markup).toContain('<code class="language-tcpflow">flow &quot;a &lt;b&gt;&quot;');
  });

  test("is the same wherever it stands, unless it names a line", () => {
    const again = "C -> S: SYN seq=x\nC: timeout rto\nC -> S: SYN seq=x\n";
    const above = (text: string) => [0, 10].map((line) => dataIn(html(text, "en", line))[0]?.linesAbove);
    expect(above(again)).toEqual([1, 11]);
    expect(above(wrong)).toEqual([0, 0]);
    const left = `${OPEN}C -> S: FIN+ACK seq=x+1 ack=y+1\nC: ESTABLISHED\n`;
    const [data] = dataIn(html(left, "en", 10));
    const rows = Object.values(data?.sheets ?? {}).flatMap((sheet) => sheet.rows);
    expect(rows.at(-1)?.text.join(" ")).toContain("C has left ESTABLISHED and is in FIN-WAIT-1");
    expect(html(left, "en", 10)).toContain("C has left ESTABLISHED on line 15 and is in FIN-WAIT-1");
  });

  test("says once what is wrong on several lines, and leaves out how else a sign may be spelled", () => {
    const drawing =
      "    Client      Server\n      | -- SYN -->  |\n      | <-- ACK --  |\n\nfoo bar\n      | -- RST -->  |\n";
    const markup = html(drawing, "en", 10);
    expect(markup).toContain('<span class="tcpflow-line">lines 12–14, 17:</span>');
    expect(markup.match(/<li /g)).toHaveLength(2);
    expect(markup).toContain('<code class="language-tcpflow">    Client  ');
    expect(html(drawing, "zh-cn", 10)).toContain("第 12–14、17 行：");
    expect(html("C → S：SYN\n")).not.toContain("<li ");
    expect(html("foo bar\nC -> S: SYN seq=x\nfoo bar\n", "en", 2)).toContain(">lines 4, 6:<");
  });

  test("speaks the reader's language", () => {
    expect(html(wrong, "zh-cn", 10)).toContain("<strong>错误</strong> <span");
    expect(html(wrong, "zh-cn", 10)).toContain("第 14 行：");
  });

  test("shows the task of an exercise and its blanks, and no answer", () => {
    const markup = html('exercise "x"\ntask: Fill in\nC -> S: SYN seq=7\nS -> C: SYN+ACK seq=y ack=?\n');
    expect(markup).toContain("Note over p0,p1: Fill in");
    expect(markup).toContain("Exercise: x");
    expect(markup).toContain("ack=?");
    expect(markup).not.toMatch(/ack=8|\b8\b/);
  });

  test("has a figure for each flow, and is named after who speaks where it has no title", () => {
    const markup = html('flow "one"\nC -> S: SYN\nflow\nAlice -> Bob: SYN\n');
    expect(dataIn(markup)).toHaveLength(2);
    expect(markup).toContain(">Alice ⇄ Bob</figcaption>");
  });

  test("shows its text where nothing in it is a flow", () => {
    const markup = html("");
    expect(dataIn(markup)).toEqual([]);
    expect(markup).toContain("<pre><code");
  });

  test("shows no finding that is switched off, and none that only informs", () => {
    const options = { locale: "en", states: true, notes: true, severityOf: () => "off" as const } as const;
    expect(blockHtml(analyze(parse(wrong)), 0, "", options)).not.toContain("tcpflow-findings");
  });

  test("holds no markup of its author's, whatever is written", () => {
    const evil = `flow "</figure><script>alert(1)</script>"\nclient C "<img src=x onerror=y>"\nserver S\nnote C: </div>"'&<script>\nC -> S: SYN (<b onclick='x'>)\nexercise "<i>"\ntask: <script>x</script>\nC -> S: ?\n`;
    const markup = html(evil);
    const tags = [...markup.matchAll(/<\/?([a-z]+)/g)].map(([, name]) => name);
    const ours = ["div", "figure", "figcaption", "pre", "code", "p", "ul", "li", "strong", "span"];
    expect(tags.filter((name) => !ours.includes(name ?? ""))).toEqual([]);
    expect(markup.replace(/"[^"]*"/g, '""')).not.toMatch(/<[^>]*\son\w+=/);
  });
});
