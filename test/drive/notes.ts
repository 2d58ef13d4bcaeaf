/** A note in the real VS Code: its blocks in the editor, in the preview panel, and in VS Code's own Markdown preview. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { FrameLocator, Page } from "playwright-core";
import { goTo, runCommand, webviewFrame } from "../../scripts/hosts/window.mjs";
import { ROOT } from "../../scripts/workspace.mjs";
import { clickUntil, untilTrue } from "./preview-support.js";
import { becomes, type Step } from "./steps.js";

export const NOTE = "retransmission.md";
export const NOTE_TEXT = readFileSync(path.join(ROOT, "examples/notes", NOTE), "utf8");

/** From 1. */
const lineOf = (part: string): number => NOTE_TEXT.split("\n").findIndex((line) => line.includes(part)) + 1;

const FIRST = lineOf("C: timeout rto");
const SECOND = lineOf("C -> S: ACK seq=1300");
const WRONG = lineOf("# error ack-behind");

/** A window that shares its machine opens its first editor late. */
const OPENING_MS = 100_000;

/** In our servers the extension that draws Mermaid runs in Node alone, and so is not asked by a browser's preview. */
export const noteSteps = (host: "node" | "web"): readonly Step[] => [
  {
    name: "a mistake in a block is underlined",
    run: async ({ page }) => {
      await page.locator(".view-lines .view-line").first().click({ timeout: OPENING_MS });
      await goTo(page, WRONG);
      await page.locator(".squiggly-error").first().waitFor({ timeout: OPENING_MS });
    },
  },
  {
    name: "the preview panel shows the block at the cursor, and goes with it to another",
    run: async ({ page }) => {
      await goTo(page, FIRST);
      await runCommand(page, "TCPFlow: Open Preview to the Side");
      await becomes("A lost segment is sent again", () => flowShown(page));
      await goTo(page, SECOND);
      await becomes("Three duplicate ACKs", () => flowShown(page));
    },
  },
  {
    name: "beside the blocks it stays with the one that it shows",
    run: async ({ page }) => {
      await goTo(page, 1);
      await becomes("Three duplicate ACKs", () => flowShown(page));
    },
  },
  {
    name: "a click on a row goes to its line in the note",
    run: async ({ page }) => {
      const row = webviewFrame(page).locator("#app .messageText", { hasText: "seq=1300" }).first();
      await clickUntil(row, async () => (await cursorLine(page)) === SECOND);
    },
  },
  {
    name: `VS Code's Markdown preview draws each block${host === "node" ? ", and its Mermaid beside" : ""}`,
    run: async ({ page }) => {
      await closePanel(page);
      await page.keyboard.press("Control+k");
      await page.keyboard.press("v");
      await becomes(4, () =>
        rendered(page).locator(".tcpflow-picture svg .messageLine0").count().then(atMost(4)),
      );
      await becomes(4, () => rendered(page).locator(".tcpflow-picture > #app").count());
      if (host === "node") await rendered(page).locator("pre.mermaid svg, .mermaid svg").first().waitFor();
      await becomes(0, () => rendered(page).locator(".tcpflow-note .mermaid").count());
    },
  },
  {
    name: "the wrong segment is marked there, and told in words with its line; an exercise tells nothing",
    run: async ({ page }) => {
      await becomes(true, async () => (await rendered(page).locator(".tone-wrong.messageText").count()) > 0);
      await becomes(1, () => rendered(page).locator(".tcpflow-findings li").count());
      await rendered(page)
        .locator(".tcpflow-error", { hasText: `line ${WRONG}:` })
        .waitFor();
      const exercise = rendered(page).locator(".tcpflow-figure").last();
      await exercise.locator("svg .noteText", { hasText: "Fill in" }).first().waitFor();
      await becomes(false, async () => (await exercise.innerHTML()).includes("120"));
    },
  },
  {
    name: "what is typed in the block is drawn",
    run: async ({ page }) => {
      await focusText(page);
      const { length } = "> S -> C: ACK     seq=300 ack=10";
      await goTo(page, WRONG, length + 1);
      await page.keyboard.press("Delete");
      await page.keyboard.type("5");
      await becomes(0, () => rendered(page).locator(".tcpflow-findings li").count());
      await becomes(0, () => rendered(page).locator(".tone-wrong.messageText").count());
    },
  },
  {
    name: "the pictures follow the theme",
    run: async ({ page }) => {
      const line = rendered(page).locator(".tcpflow-picture .messageLine0").first();
      const colour = () => line.evaluate((element) => getComputedStyle(element).stroke);
      const before = await colour();
      await runCommand(page, "Preferences: Toggle between Light/Dark Themes");
      await untilTrue(
        async () => (await colour()) !== before,
        async () => `still ${before}`,
      );
    },
  },
  {
    name: "the preview scrolls with the text",
    run: async ({ page }) => {
      await focusText(page);
      await goTo(page, NOTE_TEXT.split("\n").length);
      const last = rendered(page).locator(".tcpflow-note").last();
      await becomes(String(lineOf("```tcpflow\nexercise") || lineOf('exercise "What') - 2), () =>
        last.getAttribute("data-line").then(String),
      );
      await untilTrue(
        () => last.evaluate((element) => element.getBoundingClientRect().top < window.innerHeight),
        async () => "the last block is out of sight",
      );
    },
  },
  {
    name: "on paper the pictures and what is said below them are ink on white, and no wider than the page",
    run: async ({ page }) => {
      await page.emulateMedia({ media: "print" });
      const text = rendered(page).locator(".tcpflow-picture .messageText").first();
      await becomes("rgb(31, 31, 31)", () => text.evaluate((element) => getComputedStyle(element).fill));
      const ground = rendered(page).locator(".tcpflow-picture .picture").first();
      await becomes("rgb(255, 255, 255)", () =>
        ground.evaluate((element) => getComputedStyle(element).backgroundColor),
      );
      const caption = rendered(page).locator(".tcpflow-caption").first();
      await becomes("rgb(97, 97, 97)", () => caption.evaluate((element) => getComputedStyle(element).color));
      const wide = rendered(page).locator(".tcpflow-picture");
      await becomes(true, () =>
        wide.evaluateAll((all) => all.every((one) => one.getBoundingClientRect().width <= window.innerWidth)),
      );
      await page.emulateMedia({ media: "screen" });
    },
  },
];

const rendered = (page: Page): FrameLocator => webviewFrame(page);

const atMost = (most: number) => (found: number) => Math.min(most, found);

const flowShown = (page: Page): Promise<string> =>
  webviewFrame(page).locator(".title:visible").first().innerText();

/** The status bar tells it only while the text has the focus. */
const cursorLine = (page: Page): Promise<number> =>
  page.locator(".active-line-number").first().innerText().then(Number);

/** Leaves the focus in the text. */
async function closePanel(page: Page): Promise<void> {
  await focusText(page);
  await runCommand(page, "View: Close Editors in Other Groups");
}

const focusText = (page: Page): Promise<void> => runCommand(page, "View: Focus First Editor Group");
