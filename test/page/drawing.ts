/** What the picture shows, and that nothing a file contains does anything. */

import { headOf, lineOf } from "../../src/diagram/mermaid.js";
import type { Row } from "../../src/diagram/row.js";
import type { RowInfo, Sheet } from "../../src/protocol/preview.js";
import { LABELS } from "../diagram/labels.js";
import { equal, longFlow, OPEN, type Step, show, showText, viewOf } from "./support.js";

/** Blanks alone cannot be seen, and Mermaid puts another blank in their place. */
const SEEN = LABELS.filter((label) => label.trim() !== "");

/** Elements that a picture of ours may be made of. */
const ELEMENTS = "circle defs div g line marker path rect svg text tspan";

export const DRAWING: readonly Step[] = [
  {
    name: "every label is shown as it is written, and none of them does anything",
    async run(page) {
      const rows = [
        ...SEEN.map((label, i) => arrow(i, label)),
        ...SEEN.map((label, i) => note(SEEN.length + i, label)),
      ];
      const endpoints = SEEN.map((label, i) => endpoint(["C", "S"][i] ?? `n${i}`, label));
      const sheet: Sheet = {
        section: false,
        body: rows.map((row) => lineOf(row, endpoints)).join(""),
        rows: rows.map((row) => infoOf(row)),
      };
      const view = { head: headOf(endpoints), blocks: [{ key: "k", line: 0 }], sheets: { k: sheet } };
      await show(page, viewOf(OPEN, view));
      const found = await page.evaluate(() => ({
        arrows: [...document.querySelectorAll(".block .messageText")].map((text) => text.textContent),
        notes: [...document.querySelectorAll('.block g[data-et="note"] text')].map(
          (text) => text.textContent,
        ),
        labels: [...document.querySelectorAll('.names:not(.names-end) g[data-et="participant"]')].map(
          (box) => [...box.querySelectorAll("tspan")].map((line) => line.textContent)[1] ?? "",
        ),
        elements: [
          ...new Set([...document.querySelectorAll(".picture *")].map((e) => e.tagName.toLowerCase())),
        ],
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
    name: "headings, and the rows of a search or an explanation, are shown as they are written",
    async run(page) {
      const hostile = '<img src=x onerror="broken = 1"> **b** `c` [d](command:e) %%{init: {}}%% end;#quot;';
      await showText(page, `${OPEN}== ${hostile} ==\nC -> S: ACK (${hostile})\n`);
      equal(await page.locator(".section-title").textContent(), hostile);
      equal(await page.locator(".block .messageText").last().textContent(), `(${hostile})`);
      equal(await page.evaluate(() => [document.querySelectorAll("#app img").length, "broken" in window]), [
        0,
        false,
      ]);
    },
  },
  {
    name: "states of one moment stand side by side, and nothing overlaps",
    async run(page) {
      await showText(page, OPEN);
      const notes = await page.evaluate(() =>
        [...document.querySelectorAll('.block g[data-et="note"]')].map((g) => {
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
    name: "sheets make one picture: life lines go through, rows keep their distance",
    async run(page) {
      await showText(page, longFlow(200));
      const found = await page.evaluate(() => {
        const lines = [...document.querySelectorAll(".life-line")].map(
          (line) => line.getBoundingClientRect().left,
        );
        const arrows = [...document.querySelectorAll(".block line.row")].map((line) =>
          line.getBoundingClientRect(),
        );
        const tops = arrows.map((box) => box.top).sort((a, b) => a - b);
        const steps = tops.slice(4).map((top, i) => Math.round((top - (tops[i + 3] as number)) * 10));
        const sheets = document.querySelectorAll(".sheet").length;
        const off = arrows.map((box) => Math.min(...lines.map((x) => Math.abs(x - box.left))));
        return { sheets, steps: new Set(steps).size, off: Math.max(...off) };
      });
      equal(found.sheets > 1, true);
      equal(found.steps, 1);
      equal(found.off < 6, true);
    },
  },
  {
    name: "a wrong segment is marked, and says why",
    async run(page) {
      await showText(page, OPEN.replace("ack=x+1", "ack=x"));
      const texts = await page.locator(".tone-wrong.messageText").allTextContents();
      equal(texts, ["SYN+ACK seq=y ack=x"]);
      equal(/^✗ .*x\+1/.test(await page.locator(".tone-wrong.reason").first().innerHTML()), true);
      const stroke = await page.locator("line.tone-wrong").evaluate((line) => getComputedStyle(line).stroke);
      equal(stroke === "none" || stroke === "", false);
    },
  },
  {
    name: "a broken line is a dimmed row that says so, among the others",
    async run(page) {
      await showText(page, `${OPEN}C -> S: ACK seq=\nS -> C: ACK\n`);
      const texts = await page.locator(".block .messageText").allTextContents();
      equal([texts[0], texts[1]], ["SYN seq=x", "SYN+ACK seq=y ack=x+1"]);
      equal(await page.locator(".tone-dimmed.messageText").first().textContent(), "ACK seq=");
      equal(await page.locator(".tone-dimmed.reason").count(), 1);
    },
  },
  {
    name: "what cannot be drawn is said in words, and the rest is drawn",
    async run(page) {
      const good = viewOf(OPEN);
      const block = good.blocks[0];
      const sheet = good.sheets[block?.key ?? ""];
      if (block === undefined || sheet === undefined) throw new Error("no sheet");
      const bad: Sheet = { ...sheet, body: "  what is this\n" };
      await show(page, {
        ...good,
        blocks: [block, { key: "bad", line: 9 }],
        sheets: { ...good.sheets, bad },
      });
      await page.locator(".failure:not([hidden])").waitFor();
      equal(
        await page.locator(".failure").textContent(),
        "A part of the diagram could not be drawn. Its rows stand there as text.",
      );
      equal(await page.locator(".block .messageText").first().textContent(), "SYN seq=x");
      equal(await page.locator(".undrawable p").count(), bad.rows.length);
      await showText(page, OPEN);
      await page.locator(".failure").waitFor({ state: "hidden" });
    },
  },
  {
    name: "a flow without segments says what to do",
    async run(page) {
      await showText(page, 'flow "f"\nclient C\n');
      equal(await page.locator(".empty code").textContent(), "C -> S: SYN");
      equal(await page.locator("main").isVisible(), false);
      await showText(page, OPEN);
      equal(await page.locator("main").isVisible(), true);
      equal(await page.locator(".empty").isVisible(), false);
    },
  },
  {
    name: "colours follow the theme without a redraw",
    async run(page) {
      await showText(page, OPEN);
      await page.evaluate(() => document.querySelector(".sheet svg")?.setAttribute("data-old", "yes"));
      for (const [name, colour] of [
        ["#123456", "rgb(18, 52, 86)"],
        ["#fedcba", "rgb(254, 220, 186)"],
      ] as const) {
        const stroke = await page.evaluate((value) => {
          document.documentElement.style.setProperty("--vscode-editor-foreground", value);
          return getComputedStyle(document.querySelector(".messageLine0") as Element).stroke;
        }, name);
        equal(stroke, colour);
      }
      equal(await page.locator("svg[data-old]").count(), 1);
    },
  },
];

function infoOf(row: Row): RowInfo {
  const arrow = "from" in row;
  const { kind, tone, text } = row;
  return {
    name: row.id,
    line: 0,
    kind,
    tone,
    text,
    at: [0, arrow ? 1 : 0],
    arrow,
    beside: false,
    print: row.id,
  };
}

function arrow(line: number, label: string): Row {
  const place = { from: "C", to: "S", arrow: "delivered" as const };
  return { id: `${line}`, line, kind: "segment", tone: "plain", text: [label], ...place };
}

function note(line: number, label: string): Row {
  return { id: `${line}`, line, kind: "note", over: ["C"], beside: false, tone: "plain", text: [label] };
}

function endpoint(name: string, label: string) {
  return { name, label, role: "peer" as const, span: { start: 0, end: 0 }, declared: true };
}
