/** What is drawn round the rows, and what is taken away: made in the page, then opened and measured. */

import type { Browser, Page } from "playwright-core";
import { analyze } from "../../src/check/analyze.js";
import { parse } from "../../src/language/parser.js";
import { htmlPage } from "../../src/preview/export/html.js";
import { type Sketch, svgOf, wholeStrip } from "../../src/preview/export/sketch.js";
import { wordsMarkup } from "../../src/preview/export/words.js";
import type { PictureOptions } from "../../src/preview/picture.js";
import type { ExportAnswer, ExportRequest } from "../../src/protocol/export.js";
import type { FromPage } from "../../src/protocol/preview.js";
import { HOSTILE } from "../diagram/labels.js";
import { atRest, equal, type Step, showText, show as showView, viewOf } from "./support.js";

declare const posted: FromPage[];

const OPEN = "client C\nserver S\nC -> S: SYN seq=x\nS -> C: SYN+ACK seq=y\nC -> S: ACK\n";
const FLIGHTS = `${OPEN}C ~> S: PSH+ACK len=5 as a\nC ~> S: PSH+ACK len=5\nS -> C: PSH+ACK len=3\ndeliver\n`;
const LOST = `${OPEN}C -x S: PSH+ACK len=5 (a caption as long as a caption can be)\nC: timeout rto\nC -> S: PSH+ACK seq=x+1 len=5\n`;
const TIMES = `client C\nserver S\n@0 C -> S: SYN seq=x\n@12.5ms S -> C: SYN+ACK seq=y\n@13ms C -> S: ACK\n@1s C: send 5\n@1s C -> S: PSH+ACK len=5\n@1.2s S -> C: ACK\n`;
const CHINESE = `client C "客户端"\nserver S "服务器"\n== 三次握手 ==\nC -> S: SYN seq=x （第一次握手，请求建立连接）\nS -> C: SYN+ACK seq=y (第二次握手)\nnote S: 服务器收到报文段后分配缓存，并等待客户端的确认。\nC -> S: ACK (第三次握手)\n`;

/** VS Code's own colours, in its four kinds of theme. */
const THEMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "vscode-light": theme("#3b3b3b", "#ffffff", "#1a85ff", "#388a34", "#d18616", "#652d90"),
  "vscode-dark": theme("#cccccc", "#1f1f1f", "#3794ff", "#89d185", "#d18616", "#b180d7"),
  "vscode-high-contrast": theme("#ffffff", "#000000", "#3794ff", "#89d185", "#d18616", "#b180d7"),
  "vscode-high-contrast vscode-high-contrast-light": theme(
    "#292929",
    "#ffffff",
    "#1a85ff",
    "#374e06",
    "#d18616",
    "#652d90",
  ),
};

export const TAKE_AWAY_STEPS: readonly Step[] = [
  {
    name: "both ends of a flight have one badge and one colour, and neither line goes all the way",
    async run(page) {
      await useTheme(page, "vscode-light", THEMES["vscode-light"] ?? {});
      await show(page, FLIGHTS);
      const flights = await page.evaluate(() =>
        [...document.querySelectorAll<SVGLineElement>("line.mark-flight")].map((line) => {
          const of = line.getAttribute("data-of");
          const badge = document.querySelector(`.mark[data-of="${of}"] .mark-badge text`);
          const [from = 0, to = 0] = (line.dataset["whole"] ?? "").split(" ").map(Number);
          const length = Math.abs(line.x2.baseVal.value - line.x1.baseVal.value);
          return {
            badge: badge?.textContent,
            colour: getComputedStyle(line).stroke,
            part: length / Math.abs(to - from),
            starts: line.x1.baseVal.value === from,
            ends: line.x2.baseVal.value === to,
          };
        }),
      );
      equal(
        flights.map(({ badge, starts, ends }) => [badge, starts, ends]),
        [
          ["a", true, false],
          ["①", true, false],
          ["a", false, true],
          ["①", false, true],
        ],
      );
      equal(flights[0]?.colour, flights[2]?.colour);
      equal(flights[1]?.colour, flights[3]?.colour);
      equal(flights[0]?.colour === flights[1]?.colour, false);
      equal(
        flights.filter(({ part }) => part < 0.3 || part > 0.5),
        [],
      );
    },
  },
  {
    name: "what is lost ends in a cross that lies on nothing; a retransmission leads to it",
    async run(page) {
      await show(page, LOST);
      const overlaps = await page.evaluate(() => {
        const cross = document.querySelector(".mark-cross")?.getBoundingClientRect();
        if (cross === undefined) return ["no cross"];
        return [...document.querySelectorAll(".messageText, .mark text")]
          .filter((text) => {
            const box = text.getBoundingClientRect();
            return (
              box.left < cross.right &&
              box.right > cross.left &&
              box.top < cross.bottom &&
              box.bottom > cross.top
            );
          })
          .map((text) => text.textContent);
      });
      equal(overlaps, []);
      const badge = page.locator(".mark-repeats");
      equal(await badge.locator("text").textContent(), "↻");
      equal(await badge.locator("title").textContent(), "The segment of line 6, sent again");
      // A number alone in the margin would say nothing.
      equal(await page.locator(".mark-number").count(), 0);
      await badge.click();
      const told = await page.evaluate(() => posted.filter(({ type }) => type === "reveal"));
      equal(told, [{ type: "reveal", line: 5, focus: false }]);
    },
  },
  {
    name: "one more segment at the top gives new numbers and no new picture",
    async run(page) {
      const options = { states: false, autonumber: true };
      const rest = `== Rest ==\n${"C -> S: PSH+ACK len=1\nS -> C: ACK\n".repeat(3)}`;
      await show(page, OPEN + rest, options);
      await page.evaluate(() => document.querySelectorAll(".block svg")[1]?.setAttribute("data-old", "yes"));
      equal(await page.locator(".mark-number").allTextContents(), [
        "1",
        "2",
        "3",
        "4",
        "5",
        "6",
        "7",
        "8",
        "9",
      ]);
      const longer = OPEN.replace("C -> S: ACK\n", "C -> S: ACK\nC -> S: ACK\n");
      await show(page, longer + rest, options);
      equal(await page.locator("svg[data-old]").count(), 1);
      const old = page.locator("svg[data-old] .mark-number");
      equal(await old.allTextContents(), ["5", "6", "7", "8", "9", "10"]);
    },
  },
  {
    name: "times stand beside their rows, and in nobody's way",
    async run(page) {
      await show(page, TIMES, { autonumber: true });
      const found = await page.evaluate(() => {
        const boxes = [...document.querySelectorAll(".stack svg text")].map((text) => {
          const { left, right, top, bottom } = text.getBoundingClientRect();
          return { text: text.textContent, left, right, top, bottom, own: text.closest(".mark") !== null };
        });
        const marks = boxes.filter(({ own }) => own);
        const over = marks.flatMap((mark) =>
          boxes
            .filter((other) => other !== mark)
            .filter(
              (other) =>
                other.left < mark.right - 1 &&
                other.right > mark.left + 1 &&
                other.top < mark.bottom - 2 &&
                other.bottom > mark.top + 2,
            )
            .map((other) => `${mark.text} on ${other.text}`),
        );
        const edge = Math.min(
          ...[...document.querySelectorAll(".stack")].map((one) => one.getBoundingClientRect().left),
        );
        return { over, cut: marks.filter(({ left }) => left < edge).map(({ text }) => text) };
      });
      equal(found, { over: [], cut: [] });
      equal(await page.locator(".mark-time").allTextContents(), ["0", "12.5ms", "13ms", "1s", "1s", "1.2s"]);
      equal(await page.locator(".mark-since").allTextContents(), [
        "+12.5 ms",
        "+500 µs",
        "+987 ms",
        "+0",
        "+200 ms",
      ]);
    },
  },
  {
    name: "the colours of flights stand out in all four themes, three to one at least",
    async run(page) {
      await show(page, FLIGHTS);
      for (const [name, colours] of Object.entries(THEMES)) {
        await useTheme(page, name, colours);
        const painted = await page.evaluate(() => {
          const probe = document.createElement("div");
          document.body.append(probe);
          const colour = (css: string) => {
            probe.style.color = css;
            return getComputedStyle(probe).color;
          };
          const all = [0, 1, 2, 3].map((i) => colour(`var(--flight-${i})`));
          const paper = colour("var(--paper)");
          probe.remove();
          return { all, paper };
        });
        const weak = painted.all.filter((one) => contrast(rgb(one), rgb(painted.paper)) < 3);
        equal([name, weak], [name, []]);
        equal(new Set(painted.all).size, 4);
      }
    },
  },
  {
    name: "whatever a text says is shown as it is written, in the page, in an SVG and on paper",
    async run(page) {
      const text = hostileFlow();
      const dialogs: string[] = [];
      page.on("dialog", (dialog) => {
        dialogs.push(dialog.message());
        void dialog.dismiss();
      });
      const requests: string[] = [];
      page.on("request", (request) => requests.push(request.url()));
      await page.setViewportSize({ width: 1000, height: HOSTILE.length * 130 });
      await show(page, text);
      const wanted = HOSTILE.map((label) => `… ${label}`.trim());
      await page.waitForFunction(
        (n) => document.querySelectorAll(".row-elision.messageText").length >= n,
        wanted.length,
      );
      equal(await page.locator(".row-elision.messageText").allTextContents(), wanted);
      const sections = await page.locator(".section-title").allTextContents();
      equal(sections, sectionsOf(text));
      const odd = await page.evaluate(() =>
        [...document.querySelectorAll("#app *")]
          .filter((element) => {
            const name = element.tagName.toLowerCase();
            const acts = [...element.attributes].some(
              (one) => /^on/i.test(one.name) || /href$|^src/i.test(one.name),
            );
            return (
              /^(?:script|img|iframe|object|embed|a|b|link|meta|foreignobject|image|use|math)$/.test(name) ||
              acts
            );
          })
          .map((element) => element.outerHTML.slice(0, 200)),
      );
      equal(odd, []);
      const sketch = await sketchOf(page, true);
      const title = HOSTILE.join(" ");
      const svg = svgOf(sketch, wholeStrip(sketch), title, "en").markup;
      const drawn = await openMarkup(page, svg, "image/svg+xml");
      const texts = await drawn.locator("text").allTextContents();
      equal(
        wanted.filter((label) => !texts.includes(label)),
        [],
      );
      equal(await drawn.locator("title").first().textContent(), title);
      await nothingRuns(drawn);
      await drawn.close();
      const html = await openMarkup(page, paper(text, sketch, title), "text/html");
      const plain = (one: string) => one.replace(/\s+/g, " ").trim();
      const said = (await html.locator("li").allInnerTexts()).map(plain);
      equal(
        HOSTILE.filter((label) => !said.some((one) => one.includes(plain(label)))),
        [],
      );
      await nothingRuns(html);
      await html.close();
      equal(await page.evaluate(() => "broken" in window), false);
      equal([dialogs, requests], [[], []]);
    },
  },
  {
    name: "an SVG needs nothing else, and cuts no Chinese text",
    async run(page) {
      for (const text of [CHINESE, FLIGHTS, LOST, TIMES]) {
        await show(page, text, { autonumber: true });
        const sketch = await sketchOf(page, true);
        const { markup, width, height } = svgOf(sketch, wholeStrip(sketch), "三次握手", "zh-CN");
        equal(
          /<style|class=|\bid=|foreignObject|var\(|url\(|href|<script|context-stroke/.exec(markup)?.[0],
          undefined,
        );
        const shown = await page.evaluate(() =>
          [...document.querySelectorAll(".stack svg text")]
            .flatMap((one) => (one.querySelector("tspan") ? [...one.querySelectorAll("tspan")] : [one]))
            .map((one) => one.textContent?.trim())
            .filter((said) => said !== ""),
        );
        const opened = await openMarkup(page, markup, "image/svg+xml");
        const measured = await opened.evaluate(() => {
          const box = document.documentElement.getBoundingClientRect();
          return {
            root: document.documentElement.tagName,
            size: [box.width, box.height],
            texts: [...document.querySelectorAll("text")].map((one) => one.textContent?.trim()),
            cut: [...document.querySelectorAll("text")]
              .filter((one) => {
                const { left, right, top, bottom } = one.getBoundingClientRect();
                return left < box.left || right > box.right || top < box.top || bottom > box.bottom;
              })
              .map((one) => one.textContent),
            outside: [...document.querySelectorAll("rect + text")]
              .filter((one) => {
                const inner = one.getBoundingClientRect();
                const outer = (one.previousElementSibling as Element).getBoundingClientRect();
                return inner.left < outer.left || inner.right > outer.right;
              })
              .map((one) => one.textContent),
          };
        });
        equal(measured.root, "svg");
        equal(measured.size, [width, height]);
        equal(
          shown.filter((one) => !measured.texts.includes(one ?? "")),
          [],
        );
        equal([measured.cut, measured.outside], [[], []]);
        await opened.close();
      }
    },
  },
  {
    name: "a flow that one comes back to can be taken away",
    async run(page) {
      await showText(page, OPEN);
      const first = await sketchOf(page, true);
      await showText(page, OPEN.replace("server S", 'server S "elsewhere"'));
      await showText(page, OPEN);
      equal(JSON.stringify(await sketchOf(page, true)), JSON.stringify(first));
    },
  },
  {
    name: "the picture is the same at any zoom, and in the theme that is asked for",
    async run(page) {
      await useTheme(page, "vscode-dark", THEMES["vscode-dark"] ?? {});
      await show(page, FLIGHTS);
      const light = await sketchOf(page, true);
      const dark = await sketchOf(page, false);
      equal([light.paper, dark.paper], ["#ffffff", "#1f1f1f"]);
      equal(
        dark.rows.map(({ top, bottom }) => [top, bottom]),
        light.rows.map(({ top, bottom }) => [top, bottom]),
      );
      await page.locator('[data-tool="zoom-in"]').click();
      await page.locator('[data-tool="zoom-in"]').click();
      equal(JSON.stringify(await sketchOf(page, false)), JSON.stringify(dark));
    },
  },
  {
    name: "an image has twice the size, and a picture in it",
    async run(page) {
      await show(page, CHINESE);
      const sketch = await sketchOf(page, true);
      const svg = svgOf(sketch, wholeStrip(sketch), "a", "en");
      const answer = await ask(page, {
        type: "raster",
        request: 77,
        svg: svg.markup,
        width: svg.width,
        height: svg.height,
        scale: 2,
        copy: false,
      });
      if (answer.type !== "rastered" || answer.png === null) throw new Error(JSON.stringify(answer));
      const bytes = Object.values(answer.png);
      const decoded = await page.evaluate(async (data) => {
        const image = await createImageBitmap(new Blob([new Uint8Array(data)], { type: "image/png" }));
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [image.width, image.height];
        const context = canvas.getContext("2d") as CanvasRenderingContext2D;
        context.drawImage(image, 0, 0);
        const { data: pixels } = context.getImageData(0, 0, image.width, image.height);
        let inked = 0;
        for (let i = 0; i < pixels.length; i += 4) if ((pixels[i] as number) < 128) inked += 1;
        return { width: image.width, height: image.height, corner: [...pixels.slice(0, 4)], inked };
      }, bytes);
      equal([decoded.width, decoded.height], [svg.width * 2, svg.height * 2]);
      equal(decoded.corner, [255, 255, 255, 255]);
      equal(decoded.inked > 2000, true);
    },
  },
  {
    name: "an image that is too large is refused, and not half drawn",
    async run(page) {
      await show(page, OPEN);
      const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>';
      const size = { width: 10, height: 90_000, scale: 1, copy: false };
      const answer = await ask(page, { type: "raster", request: 78, svg, ...size });
      equal(answer.type === "rastered" ? answer.png : answer.type, null);
    },
  },
  {
    name: "a long flow is handed out in parts that fit together",
    async run(page) {
      const text =
        OPEN + Array.from({ length: 90 }, (_, i) => `C -> S: PSH+ACK len=${i + 1}\nS -> C: ACK\n`).join("");
      await show(page, text);
      const whole = await sketchOf(page, true);
      const first = await partOf(page, 0, 1);
      equal(first.blocks > 3, true);
      const parts = [];
      for (let i = 0; i < first.blocks; i++) parts.push(await partOf(page, i, 1));
      equal(
        parts.reduce((sum, part) => sum + part.height, 0),
        whole.height,
      );
      equal(parts.flatMap((part) => part.rows).length, whole.rows.length);
      for (const part of parts)
        equal([part.left, part.width, part.lifeLines], [whole.left, whole.width, whole.lifeLines]);
      const tops = whole.rows.map(({ top }) => top);
      equal(
        [...tops].sort((a, b) => a - b),
        tops,
      );
    },
  },
];

function theme(ink: string, ground: string, blue: string, green: string, orange: string, purple: string) {
  return {
    "--vscode-editor-foreground": ink,
    "--vscode-editor-background": ground,
    "--vscode-charts-blue": blue,
    "--vscode-charts-green": green,
    "--vscode-charts-orange": orange,
    "--vscode-charts-purple": purple,
  };
}

async function useTheme(page: Page, name: string, colours: Readonly<Record<string, string>>): Promise<void> {
  await page.evaluate(
    ([className, all]) => {
      document.body.className = className;
      for (const [key, value] of Object.entries(all)) document.documentElement.style.setProperty(key, value);
    },
    [name, colours] as const,
  );
}

/** Every label where a string may stand: title, endpoints, headings, arrows. */
function hostileFlow(): string {
  const quoted = (label: string) => `"${label.replace(/["\\]/g, "\\$&")}"`;
  const some = HOSTILE.filter((label) => !/[=#]/.test(label)).slice(-20);
  return [
    `flow ${quoted(HOSTILE.join(" "))}`,
    `client C ${quoted("<b>C</b> %%{init}%% end; #quot;")}`,
    `server S ${quoted("</script><img src=x onerror=alert(1)>")}`,
    "C -> S: SYN seq=x",
    "S -> C: SYN+ACK seq=y",
    "C -> S: ACK",
    ...HOSTILE.map((label) => `... C -> S ${quoted(label)}`),
    ...some.map((label) => `== ${label} ==`),
    "S -> C: ACK",
    "",
  ].join("\n");
}

function sectionsOf(text: string): string[] {
  const statements = parse(text).flows[0]?.statements ?? [];
  return statements.flatMap((one) => (one.type === "section" ? [one.text.value] : []));
}

function paper(text: string, sketch: Sketch, title: string): string {
  const words = wordsMarkup(analyze(parse(text)), 0, "en");
  return htmlPage({ title, locale: "en", sketch, words, legend: title });
}

/** In a page of its own, without our policy, so that whatever could run would. */
async function openMarkup(page: Page, body: string, contentType: string): Promise<Page> {
  const opened = await (page.context().browser() as Browser).newPage();
  const asked: string[] = [];
  opened.on("request", (request) => asked.push(request.url()));
  opened.on("dialog", (dialog) => {
    asked.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  const address = "http://export.test/";
  await opened.route("**/*", (route) =>
    route.request().url() === address
      ? route.fulfill({ contentType: `${contentType}; charset=utf-8`, body })
      : route.abort(),
  );
  await opened.goto(address);
  equal(
    asked.filter((one) => one !== address && !one.endsWith("/favicon.ico")),
    [],
  );
  return opened;
}

async function nothingRuns(page: Page): Promise<void> {
  const found = await page.evaluate(() => ({
    broken: "broken" in window,
    elements: [
      ...document.querySelectorAll("script, img, iframe, object, embed, link, foreignObject, image, use, a"),
    ].length,
    handlers: [...document.querySelectorAll("*")].filter((element) =>
      [...element.attributes].some(({ name }) => /^on|href$/i.test(name)),
    ).length,
  }));
  equal(found, { broken: false, elements: 0, handlers: 0 });
}

let asked = 0;

async function sketchOf(page: Page, light: boolean): Promise<Sketch> {
  const { rows, ...rest } = await partOf(page, 0, 10_000, light);
  return { ...rest, rows };
}

async function partOf(page: Page, from: number, count: number, light = true) {
  const answer = await ask(page, { type: "sketch", request: 1000 + ++asked, from, count, light });
  if (answer.type !== "sketched") throw new Error(JSON.stringify(answer));
  return answer.part;
}

async function ask(page: Page, message: ExportRequest): Promise<ExportAnswer> {
  await page.evaluate((one) => window.postMessage(one, "*"), message);
  const { request } = message;
  await page.waitForFunction(
    (n) => posted.some((one) => "request" in one && one.request === n && one.type !== "explain"),
    request,
  );
  return (await page.evaluate(
    (n) => posted.find((one) => "request" in one && one.request === n && one.type !== "explain"),
    request,
  )) as ExportAnswer;
}

async function show(page: Page, text: string, options: Partial<PictureOptions> = {}): Promise<void> {
  await showView(page, viewOf(text, {}, options));
  await atRest(page);
}

function rgb(css: string): number[] {
  const scale = css.startsWith("color(") ? 255 : 1;
  return (css.match(/[\d.]+/g) ?? []).slice(0, 3).map((one) => Number(one) * scale);
}

/** WCAG 2, 1.4.11. */
function contrast(a: readonly number[], b: readonly number[]): number {
  const light = (colour: readonly number[]) => {
    const [r = 0, g = 0, blue = 0] = colour.map((part) => {
      const value = part / 255;
      return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * blue;
  };
  const [x, y] = [light(a), light(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}
