/** What one looks at stays where it is; long flows; marks, clicks, keys, search, folding. */

import type { Page } from "playwright-core";
import {
  atMost,
  atRest,
  equal,
  longFlow,
  near,
  OPEN,
  rowsInView,
  type Step,
  scrollTo,
  send,
  show,
  showText,
  told,
  viewOf,
} from "./support.js";

const LONG = longFlow(300);
const MARKED_LINE = 200;

export const STAYING: readonly Step[] = [
  {
    name: "the same text is not drawn again, another is",
    async run(page) {
      await showText(page, OPEN);
      await page.evaluate(() => document.querySelector(".sheet svg")?.setAttribute("data-old", "yes"));
      await showText(page, OPEN, 3);
      equal(await page.locator(".band.marked").count(), 1);
      equal(await page.locator("svg[data-old]").count(), 1);
      await showText(page, OPEN.replace("seq=x", "seq=z").replace("x+1", "z+1"));
      equal(await page.locator("svg[data-old]").count(), 0);
      equal(await page.getByText("SYN seq=z").count(), 1);
    },
  },
  {
    name: "a flow that one comes back to has its own names above and below it",
    async run(page) {
      const names = () => page.locator(".names text").allTextContents();
      const labelled = (label: string) => OPEN.replace("server S", `server S "${label}"`);
      const own = ["C", "S", "here", "C", "S", "here"];
      await showText(page, labelled("here"));
      equal(await names(), own);
      await showText(page, labelled("a server with a long name, somewhere else"));
      await showText(page, labelled("here"));
      equal(await names(), own);
    },
  },
  {
    name: "an edit changes the sheet it is in, and no other",
    async run(page) {
      await showText(page, LONG, MARKED_LINE);
      await atRest(page);
      await page.evaluate(() => {
        for (const svg of document.querySelectorAll(".sheet svg")) svg.setAttribute("data-old", "yes");
      });
      const before = await page.locator(".sheet svg").count();
      await showText(page, insert(LONG, MARKED_LINE, "note C: here"), MARKED_LINE + 1);
      await page.getByText("here", { exact: true }).waitFor();
      equal(before - (await page.locator(".sheet svg[data-old]").count()) <= 2, true);
    },
  },
  ...(["above the window", "in the window", "below"] as const).map(
    (where): Step => ({
      name: `an edit ${where} moves the marked message by one pixel at most`,
      async run(page) {
        await showText(page, LONG, MARKED_LINE);
        await atRest(page);
        const marked = await markedTop(page);
        const at = { "above the window": 20, "in the window": MARKED_LINE - 5, below: 290 }[where];
        let text = LONG;
        let cursor = MARKED_LINE;
        for (let i = 0; i < 3; i++) {
          text = insert(
            text,
            at,
            'note C: "three lines are more than one, and a note is not a message at all"',
          );
          if (at < MARKED_LINE) cursor++;
          await showText(page, text, cursor);
          near(await markedTop(page), marked, 1);
        }
        await atRest(page);
        near(await markedTop(page), marked, 1);
      },
    }),
  ),
  {
    name: "redraws do not add up: after twenty the marked message is where it was",
    async run(page) {
      await page.setViewportSize({ width: 431, height: 600 });
      await showText(page, LONG, MARKED_LINE);
      await atRest(page);
      const marked = await markedTop(page);
      let text = LONG;
      for (let cursor = MARKED_LINE + 1; cursor <= MARKED_LINE + 20; cursor++) {
        text = insert(text, 20 + 5 * (cursor % 7), "C -> S: PSH+ACK len=3");
        await showText(page, text, cursor);
        await atRest(page);
      }
      near(await markedTop(page), marked, 1);
    },
  },
  {
    name: "an edit that changes all numbers leaves the marked message where it is",
    async run(page) {
      await showText(page, LONG, MARKED_LINE);
      await atRest(page);
      const marked = await markedTop(page);
      await showText(page, LONG.replace("len=10", "len=1000"), MARKED_LINE);
      near(await markedTop(page), marked, 1);
    },
  },
  {
    name: "scrolling and zoom stay when it redraws",
    async run(page) {
      await showText(page, LONG);
      await page.locator('[data-tool="zoom-in"]').click();
      await scrollTo(page, 0.5);
      const before = await place(page);
      await showText(page, `${LONG}C -> S: FIN+ACK\n`);
      equal(await place(page), before);
    },
  },
  {
    name: "zooming with the wheel keeps the point under the mouse",
    async run(page) {
      await showText(page, LONG, MARKED_LINE);
      await atRest(page);
      const before = await markedTop(page);
      await page.mouse.move(400, before ?? 0);
      await page.keyboard.down("Control");
      await page.mouse.wheel(0, -100);
      await page.keyboard.up("Control");
      await atRest(page);
      near(await markedTop(page), before, 4);
    },
  },
  {
    name: "of 10,000 segments no more are drawn than are near, and the middle is",
    async run(page) {
      const view = viewOf(longFlow(10_000));
      const rows = Object.values(view.sheets).reduce((sum, sheet) => sum + sheet.rows.length, 0);
      equal(rows > 10_000, true);
      await show(page, view);
      await atRest(page);
      atMost(await page.locator(".sheet").count(), 8);
      await scrollTo(page, 0.5);
      equal((await rowsInView(page)).length > 5, true);
      atMost(await page.locator(".sheet").count(), 8);
      for (const part of [0.1, 0.9, 0.3, 0.7, 1]) await scrollTo(page, part);
      equal((await rowsInView(page)).length > 5, true);
      atMost(await page.locator(".sheet").count(), 8);
      const labels = await rowsInView(page);
      await scrollTo(page, 0);
      equal(labels.includes("SYN seq=x"), false);
      equal((await rowsInView(page))[0], "SYN seq=x");
    },
  },
  {
    name: "the cursor marks its row, and brings it into sight only if it is outside",
    async run(page) {
      await showText(page, LONG);
      await atRest(page);
      const scrolled = () => page.evaluate(() => (document.querySelector("main") as HTMLElement).scrollTop);
      await send(page, { type: "cursor", line: 5 });
      equal(await page.locator(".band.marked").count(), 1);
      equal(await scrolled(), 0);
      await send(page, { type: "cursor", line: 250 });
      await page.locator(".band.marked").waitFor({ state: "attached" });
      await atRest(page);
      equal((await scrolled()) > 0, true);
      const top = await markedTop(page);
      equal(top !== undefined && top > 60 && top < 600, true);
    },
  },
  {
    name: "clicks are told to the panel, and mark",
    async run(page) {
      await showText(page, OPEN);
      await page.locator(".block .messageText").nth(1).click();
      equal(await told(page).then(reveals), [{ type: "reveal", line: 3, focus: false }]);
      equal(await page.locator(".messageText.marked").textContent(), "SYN+ACK seq=y ack=x+1");
      await page.locator('g[data-et="note"]').last().click();
      equal((await told(page).then(reveals)).length, 2);
      for (const [tool, message] of [
        ["states", { type: "toggle", what: "states" }],
        ["notes", { type: "toggle", what: "notes" }],
        ["lock", { type: "toggle", what: "lock" }],
        ["source", { type: "source" }],
        ["copy", { type: "copy" }],
      ] as const) {
        await page.locator(`[data-tool="${tool}"]`).click();
        equal((await told(page)).at(-1), message);
      }
    },
  },
  {
    name: "arrow keys go from row to row, Enter goes to the line",
    async run(page) {
      await showText(page, LONG, 3);
      await page.locator(".stack").focus();
      const before = await page.locator(".messageText.marked").textContent();
      for (let i = 0; i < 8; i++) await page.keyboard.press("ArrowDown");
      equal((await page.locator(".messageText.marked").textContent()) === before, false);
      await page.keyboard.press("End");
      await atRest(page);
      await page.keyboard.press("Enter");
      const last = LONG.trimEnd().split("\n").length - 1;
      equal((await told(page)).at(-1), { type: "reveal", line: last, focus: false });
      await page.keyboard.press("Home");
      await atRest(page);
      equal(await page.evaluate(() => (document.querySelector("main") as HTMLElement).scrollTop), 0);
    },
  },
  {
    name: "pointing at a row asks what it is, and shows the answer as text",
    async run(page) {
      await showText(page, OPEN);
      await page.locator(".block .messageText").first().hover();
      const asked = await page.waitForFunction(() =>
        (posted as { type: string; request?: number; id?: string }[]).find((one) => one.type === "explain"),
      );
      const { request, id } = (await asked.jsonValue()) as { request: number; id: string };
      equal(id, "2:segment");
      const markdown =
        "**SYN** \\<img src=x\\> <img src=x>  \nnext `code` [link](command:x)\n\n| a | b |\n| --- | --- |\n| 1 | 2 |";
      await send(page, { type: "explanation", request, markdown });
      const card = page.locator(".card:not([hidden])");
      await card.waitFor();
      equal(await card.locator("strong").textContent(), "SYN");
      equal((await card.textContent())?.includes("<img src=x> <img src=x>next code link"), true);
      equal(await card.locator("img, a, script").count(), 0);
      equal(await card.locator("td").allTextContents(), ["1", "2"]);
      await page.mouse.move(1, 1);
      await card.waitFor({ state: "hidden" });
    },
  },
  {
    name: "the search finds rows that are not drawn, and goes to them",
    async run(page) {
      const text = `${longFlow(3000)}C -> S: FIN+ACK (the very end)\nC: timeout rto\nC -> S: FIN+ACK (again)\n`;
      await showText(page, text);
      equal(await page.getByText("(the very end)").count(), 0);
      await page.keyboard.press("Control+f");
      await page.locator(".find-input").fill("FIN+ack");
      await page.getByText("(the very end)").waitFor();
      equal(await page.locator(".find-count").textContent(), "1 of 2");
      equal(await page.locator(".band.found").count(), 1);
      await page.keyboard.press("Enter");
      equal(await page.locator(".find-count").textContent(), "2 of 2");
      await page.keyboard.press("F3");
      equal(await page.locator(".find-count").textContent(), "1 of 2");
      await page.keyboard.press("Shift+Enter");
      equal(await page.locator(".find-count").textContent(), "2 of 2");
      await page.locator(".find-input").fill("no such thing");
      equal(await page.locator(".find-count").textContent(), "No match");
      await page.keyboard.press("Escape");
      equal(await page.locator(".find").isVisible(), false);
      equal(await page.locator(".found").count(), 0);
    },
  },
  {
    name: "phases fold and unfold, and a search opens what it finds",
    async run(page) {
      await showText(page, longFlow(1200));
      const height = () => page.evaluate(() => (document.querySelector("main") as HTMLElement).scrollHeight);
      const open = await height();
      const heading = page.locator(".section").first();
      await heading.locator(".fold").click();
      await atRest(page);
      equal(await heading.locator(".fold").getAttribute("aria-expanded"), "false");
      equal((await heading.locator(".section-more").textContent())?.includes("rows"), true);
      equal((await height()) < open, true);
      await page.locator('[data-tool="fold"]').click();
      await atRest(page);
      equal(await page.locator(".section.folded").count(), 4);
      equal((await rowsInView(page)).length, 0);
      await page.keyboard.press("Control+f");
      await page.locator(".find-input").fill("SYN+ACK");
      await page.getByText("SYN+ACK seq=y ack=x+1").waitFor();
      await page.keyboard.press("Escape");
      equal(await heading.locator(".fold").getAttribute("aria-expanded"), "true");
      await scrollTo(page, 1);
      equal(await page.locator(".section.folded").count(), 3);
    },
  },
  {
    name: "what is folded stays folded through an edit, and is kept with zoom and place",
    async run(page) {
      await showText(page, longFlow(1200));
      await page.locator(".section .fold").first().click();
      await showText(page, insert(longFlow(1200), 3, "note C: here"));
      equal(await page.locator(".section.folded").count(), 1);
      await page.locator('[data-tool="zoom-in"]').click();
      await scrollTo(page, 0.5);
      const kept = await page.waitForFunction(() => {
        const state = (window as unknown as { kept?: Record<string, unknown> }).kept;
        return state !== undefined && state["offset"] !== 0 && state["zoom"] !== 0 ? state : undefined;
      });
      const { uri, folded, row } = (await kept.jsonValue()) as { uri: string; folded: string[]; row: string };
      equal([uri, folded.length, /^\d+:segment/.test(row)], ["test:a", 1, true]);
    },
  },
];

function insert(text: string, line: number, what: string): string {
  const lines = text.split("\n");
  return [...lines.slice(0, line), what, ...lines.slice(line)].join("\n");
}

const reveals = (messages: readonly { type: string }[]) => messages.filter((one) => one.type === "reveal");

declare const posted: { type: string }[];

function markedTop(page: Page): Promise<number | undefined> {
  return page.evaluate(() => document.querySelector(".messageText.marked")?.getBoundingClientRect().top);
}

function place(page: Page): Promise<unknown> {
  return page.evaluate(() => {
    const main = document.querySelector("main") as HTMLElement;
    return { top: main.scrollTop, width: document.querySelector(".sheet svg")?.getAttribute("width") };
  });
}
