/** What the preview page must do, step by step, each on a page of its own. */

import type { Page } from "playwright-core";
import { analyze } from "../../src/check/analyze.js";
import { draw } from "../../src/diagram/mermaid.js";
import type { Row } from "../../src/diagram/row.js";
import { pageTexts } from "../../src/features/page-texts.js";
import { picture } from "../../src/features/picture.js";
import { parse } from "../../src/language/parser.js";
import type { FromPage, Item, View } from "../../src/protocol/preview.js";
import { LABELS } from "../diagram/labels.js";

interface Step {
  readonly name: string;
  run(page: Page): Promise<void>;
}

declare const posted: FromPage[];

const OPEN = "client C\nserver S\nC -> S: SYN seq=x\nS -> C: SYN+ACK seq=y ack=x+1\n";

/** Blanks alone cannot be seen, and Mermaid puts another blank in their place. */
const SEEN = LABELS.filter((label) => label.trim() !== "");

/** Elements that a picture of ours may be made of. */
const ELEMENTS = "circle defs g line marker path rect style svg symbol text tspan";

export const STEPS: readonly Step[] = [
  {
    name: "every label is shown as it is written, and none of them does anything",
    async run(page) {
      const arrows = SEEN.map((label, i) => arrow(i, label));
      const notes = SEEN.map((label, i) => note(SEEN.length + i, label));
      const rows = [...arrows, ...notes];
      const endpoints = SEEN.map((label, i) => endpoint(["C", "S"][i] ?? `n${i}`, label));
      const drawn = draw(rows, { endpoints });
      await show(page, { source: drawn.text, items: itemsOf(drawn.items) });
      const found = await page.evaluate(() => ({
        arrows: [...document.querySelectorAll("main > .picture:not(.names) .messageText")].map(
          (text) => text.textContent,
        ),
        notes: [...document.querySelectorAll('g[data-et="note"] text')].map((text) => text.textContent),
        labels: [...document.querySelectorAll('g[data-et="participant"]')].map(
          (box) => [...box.querySelectorAll("tspan")].map((line) => line.textContent)[1] ?? "",
        ),
        elements: [...new Set([...document.querySelectorAll(".picture *")].map((e) => e.tagName))].sort(),
        handlers: [...document.querySelectorAll(".picture *")].filter((element) =>
          [...element.attributes].some(({ name }) => name.startsWith("on") || name.endsWith("href")),
        ).length,
        broken: "broken" in window,
      }));
      equal(found.arrows, SEEN);
      equal(found.notes, SEEN);
      equal([...found.labels].sort(), [...SEEN].sort());
      equal(
        found.elements.filter((name) => !ELEMENTS.split(" ").includes(name)),
        [],
      );
      equal(found.handlers, 0);
      equal(found.broken, false);
    },
  },
  {
    name: "states of one moment stand side by side, and nothing overlaps",
    async run(page) {
      await show(page, viewOf(OPEN));
      const notes = await page.evaluate(() =>
        [...document.querySelectorAll('g[data-et="note"]')].map((g) => {
          const { top, bottom } = g.getBoundingClientRect();
          return { text: g.textContent, top: Math.round(top), bottom: Math.round(bottom) };
        }),
      );
      const at = (text: string) => notes.find((one) => one.text === text) ?? { top: -1, bottom: -1 };
      equal(at("CLOSED").top, at("LISTEN").top);
      equal(at("SYN-SENT").top, at("SYN-RECEIVED").top);
      equal(at("SYN-SENT").top > at("LISTEN").bottom, true);
    },
  },
  {
    name: "a wrong segment is marked, and says why",
    async run(page) {
      await show(page, viewOf(OPEN.replace("ack=x+1", "ack=x")));
      const texts = await page.locator(".tone-wrong.messageText").allTextContents();
      equal(texts, ["SYN+ACK seq=y ack=x"]);
      equal(/^✗ .*x\+1/.test(await page.locator(".tone-wrong.reason").first().innerHTML()), true);
      const stroke = await page.locator("line.tone-wrong").evaluate((line) => getComputedStyle(line).stroke);
      equal(stroke === "none" || stroke === "", false);
    },
  },
  {
    name: "a broken line is a dimmed row among the others",
    async run(page) {
      await show(page, viewOf(`${OPEN}C -> S: ACK seq=\n`));
      equal(await page.locator(".messageText").allTextContents(), [
        "SYN seq=x",
        "SYN+ACK seq=y ack=x+1",
        "ACK seq=",
      ]);
      equal(await page.locator(".tone-dimmed.messageText").allTextContents(), ["ACK seq="]);
    },
  },
  {
    name: "the same text is not drawn again, another is",
    async run(page) {
      await show(page, viewOf(OPEN));
      await page.evaluate(() => document.querySelector("main svg")?.setAttribute("data-old", "yes"));
      await show(page, { ...viewOf(OPEN), cursor: 3 });
      await page.locator(".at-cursor").first().waitFor();
      equal(await page.locator("svg[data-old]").count(), 1);
      await show(page, viewOf(OPEN.replace("seq=x", "seq=z").replace("x+1", "z+1")));
      await page.getByText("SYN seq=z").first().waitFor();
      equal(await page.locator("svg[data-old]").count(), 0);
    },
  },
  {
    name: "what cannot be drawn leaves the old picture, and says so",
    async run(page) {
      await show(page, viewOf(OPEN));
      await show(page, { source: "sequenceDiagram\n  what", items: [] });
      await page.locator(".failure:not([hidden])").waitFor();
      equal(await page.locator(".messageText").first().textContent(), "SYN seq=x");
      await show(page, viewOf(OPEN));
      await page.locator(".failure").waitFor({ state: "hidden" });
    },
  },
  {
    name: "scrolling and zoom stay when it redraws",
    async run(page) {
      const long = OPEN + "C -> S: PSH+ACK len=1\nS -> C: ACK\n".repeat(60);
      await show(page, { ...viewOf(long), cursor: -1 });
      await page.locator("button.tool").nth(4).click();
      await page.evaluate(() => {
        (document.querySelector("main") as HTMLElement).scrollTop = 700;
      });
      const before = await place(page);
      await show(page, { ...viewOf(`${long}C -> S: FIN+ACK\n`), cursor: -1 });
      await page.getByText("FIN+ACK").first().waitFor();
      equal(await place(page), before);
    },
  },
  {
    name: "clicks are told to the panel",
    async run(page) {
      await show(page, { ...viewOf(OPEN), above: 5, below: 7 });
      await page.locator(".messageText").nth(1).click();
      for (const button of await page.locator("button.more").all()) await button.click();
      const told = await page.evaluate(() => posted);
      equal(told, [
        { type: "ready" },
        { type: "reveal", line: 3 },
        { type: "more", where: "above" },
        { type: "more", where: "below" },
      ]);
    },
  },
  {
    name: "colours follow the theme without a redraw",
    async run(page) {
      await show(page, viewOf(OPEN));
      const ink = () =>
        page.evaluate(() => getComputedStyle(document.querySelector(".messageLine0") as Element).stroke);
      for (const [name, colour] of [
        ["#123456", "rgb(18, 52, 86)"],
        ["#fedcba", "rgb(254, 220, 186)"],
      ] as const) {
        await page.evaluate(
          (value) => document.documentElement.style.setProperty("--vscode-editor-foreground", value),
          name,
        );
        equal(await ink(), colour);
      }
    },
  },
  {
    name: "a flow without segments says what to do",
    async run(page) {
      await show(page, viewOf('flow "f"\nclient C\n'));
      equal(await page.locator(".empty code").textContent(), "C -> S: SYN");
      equal(await page.locator("main svg").count(), 0);
    },
  },
];

async function show(page: Page, view: Partial<View>): Promise<void> {
  const whole = { ...viewOf(OPEN), ...view };
  await page.evaluate((message) => window.postMessage(message, "*"), { type: "show", view: whole });
  await page
    .locator(whole.source === "" ? ".empty:not([hidden])" : "main svg")
    .first()
    .waitFor();
}

function place(page: Page): Promise<unknown> {
  return page.evaluate(() => {
    const main = document.querySelector("main") as HTMLElement;
    const picture = document.querySelector(".picture:not(.names) svg") as SVGSVGElement;
    return { top: main.scrollTop, width: picture.getAttribute("width") };
  });
}

function viewOf(text: string): View {
  const options = { locale: "en", states: true, notes: true } as const;
  const { source, items, above, below } = picture(analyze(parse(text)), 0, { around: 0 }, options);
  return {
    texts: pageTexts("en", false, above, below),
    source,
    items,
    above,
    below,
    cursor: -1,
    flows: ["f"],
    flow: 0,
    following: true,
    states: true,
    notes: true,
    state: { uri: "test:a", flow: -1 },
  };
}

function itemsOf(rows: readonly (Row | null)[]): Item[] {
  return rows.flatMap((row, index) => (row === null ? [] : [{ ...row, index, beside: false }]));
}

function arrow(line: number, label: string): Row {
  const text = [label];
  return {
    id: `${line}`,
    line,
    kind: "segment",
    from: "C",
    to: "S",
    arrow: "delivered",
    tone: "plain",
    text,
  };
}

function note(line: number, label: string): Row {
  return { id: `${line}`, line, kind: "note", over: ["C"], beside: false, tone: "plain", text: [label] };
}

function endpoint(name: string, label: string) {
  return { name, label, role: "peer" as const, span: { start: 0, end: 0 }, declared: true };
}

function equal(found: unknown, expected: unknown): void {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  if (a !== b) throw new Error(`expected ${b}\n     got ${a}`);
}
