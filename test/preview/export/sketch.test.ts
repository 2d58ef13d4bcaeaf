import { describe, expect, test } from "vitest";
import { analyze } from "../../../src/check/analyze.js";
import { parse } from "../../../src/language/parser.js";
import { htmlPage } from "../../../src/preview/export/html.js";
import { escapeMarkup } from "../../../src/preview/export/markup.js";
import {
  exportName,
  IMAGE_LIMITS,
  imageScale,
  imageStrips,
  MOST_ROWS,
  partNames,
  svgStrips,
} from "../../../src/preview/export/parts.js";
import { cutStrips, type Sketch, stripSvg, svgOf } from "../../../src/preview/export/sketch.js";
import { wordsMarkup } from "../../../src/preview/export/words.js";
import { LABELS } from "../../diagram/labels.js";

function sketch(rows: readonly (readonly [number, number])[], width = 500): Sketch {
  const made = rows.map(([top, bottom], i) => ({ top, bottom, markup: `<text>row ${i}</text>` }));
  return {
    left: -10,
    width,
    paper: "#ffffff",
    names: { markup: "<text>names</text>", height: 50 },
    lifeLines: [{ x: 60, attributes: 'stroke="#888888"' }],
    rows: made,
    height: Math.max(...rows.map(([, bottom]) => bottom)),
  };
}

const even = (n: number, height = 40) =>
  Array.from({ length: n }, (_, i) => [i * height, i * height + 30] as const);

describe("strips", () => {
  const cases: [string, readonly (readonly [number, number])[], number, number[][]][] = [
    ["what fits is one", even(3), 200, [[0, 110]]],
    [
      "a cut lies where a row begins",
      even(5),
      100,
      [
        [0, 80],
        [80, 160],
        [160, 190],
      ],
    ],
    [
      "rows that stand side by side are not parted",
      [
        [0, 30],
        [30, 90],
        [30, 60],
        [60, 80],
        [90, 120],
      ],
      50,
      [
        [0, 30],
        [30, 90],
        [90, 120],
      ],
    ],
    [
      "a row that is too high has a strip of its own",
      [
        [0, 30],
        [30, 300],
        [300, 330],
      ],
      100,
      [
        [0, 30],
        [30, 300],
        [300, 330],
      ],
    ],
  ];
  test.each(cases)("%s", (_, rows, most, expected) => {
    const strips = cutStrips(sketch(rows), most);
    expect(strips.map(({ top, bottom }) => [top, bottom])).toEqual(expected);
  });

  test("together show every row once", () => {
    const whole = sketch(even(57));
    const strips = cutStrips(whole, 300);
    const shown = strips.flatMap((strip) => stripSvg(whole, strip, "t", "en").markup.match(/row \d+/g) ?? []);
    expect(shown).toEqual(whole.rows.map((_, i) => `row ${i}`));
  });

  test("a flow of up to a thousand rows is one picture, a longer one several", () => {
    expect(svgStrips(sketch(even(MOST_ROWS)))).toHaveLength(1);
    expect(svgStrips(sketch(even(MOST_ROWS * 3))).length).toBeGreaterThanOrEqual(3);
  });

  test("no image is larger than a browser draws", () => {
    for (const limit of IMAGE_LIMITS) {
      for (const width of [300, 1200, 5000]) {
        const whole = sketch(even(2000), width);
        for (const strip of imageStrips(whole, limit)) {
          const svg = svgOf(whole, strip, "t", "en");
          const scale = imageScale(whole, limit);
          const [w, h] = [svg.width * scale, svg.height * scale];
          expect([w <= limit.side, h <= limit.side, w * h <= limit.area]).toEqual([true, true, true]);
        }
      }
    }
  });
});

describe("an SVG", () => {
  test("says what it is, and has the names, the life lines and the rows", () => {
    const { markup, width, height } = svgOf(sketch(even(2)), { top: 0, bottom: 70 }, "a < b", "zh-CN");
    expect([width, height]).toEqual([500, 148]);
    expect(markup).toContain('viewBox="-10 0 500 148"');
    expect(markup).toContain('xml:lang="zh-CN"');
    expect(markup).toContain("<title>a &lt; b</title>");
    for (const part of ["names", "row 0", "row 1", "#888888"]) expect(markup).toContain(part);
  });
});

test("the page for printing needs nothing and runs nothing, whatever its texts are", () => {
  const title = LABELS.join(" ");
  const text = LABELS.map((label) => `note: ${label.replace(/[\r\n]+/g, " ")}`).join("\n");
  const words = wordsMarkup(analyze(parse(text)), 0, "zh-cn");
  const html = htmlPage({ title, locale: "zh-cn", sketch: sketch(even(90)), words, legend: title });
  expect(html).toContain('<html lang="zh-CN">');
  expect(html).not.toMatch(/<(?:script|img|link|iframe|object|svg onload|b)\b/i);
  expect(html.match(/class="strip"/g)?.length).toBeGreaterThan(2);
});

test.each([
  ["a<b>&\"'", "a&lt;b&gt;&amp;&quot;&#39;"],
  ["\u0000\u0007\ttab\n", "\ufffd\ufffd\ttab\n"],
  ["确认号；（正确）", "确认号；（正确）"],
])("%j in markup is %s", (text, escaped) => expect(escapeMarkup(text)).toBe(escaped));

describe("files", () => {
  const one = analyze(parse("C -> S: SYN\n"));
  const two = analyze(parse('flow "a"\nC -> S: SYN\nflow "b"\nC -> S: SYN\n'));
  test("are called as the text, with the number of the flow", () => {
    expect(exportName(one, 0, "hands.tcpflow", "svg")).toBe("hands.svg");
    expect(exportName(two, 1, "hands.tcpflow", "markdown")).toBe("hands-2.md");
    expect(exportName(one, 0, "", "html")).toBe("flow.html");
  });
  test("that belong together are numbered", () => {
    expect(partNames("a.b.png", 1)).toEqual(["a.b.png"]);
    expect(partNames("a.b.png", 2)).toEqual(["a.b-1.png", "a.b-2.png"]);
    expect(partNames("a", 12)[0]).toBe("a-01");
  });
});
