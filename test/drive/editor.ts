/** The editor as a person sees it: lines, squiggles under them, hovers over them. */
import type { Page } from "playwright-core";

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Two boxes that a person sees as one. */
const TOLERANCE_PX = 3;

const HALF = 0.5;

/** A hover that opened before the editor knew all is opened anew, so often. */
const HOVERS = 6;
const HOVER_MS = 5_000;
const POLL_MS = 50;

/** Where `part` stands in the line with the text `line`. */
export async function boxOf(page: Page, line: string, part: string): Promise<Box> {
  const row = page
    .locator(".view-line")
    .filter({ hasText: asShown(line) })
    .first();
  await row.waitFor();
  return row.evaluate(
    (element, { from, to }) => {
      const range = document.createRange();
      let at = 0;
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const length = node.textContent?.length ?? 0;
        if (from >= at && from < at + length) range.setStart(node, from - at);
        if (to > at && to <= at + length) range.setEnd(node, to - at);
        at += length;
      }
      const { height, width, x, y } = range.getBoundingClientRect();
      return { height, width, x, y };
    },
    { from: line.indexOf(part), to: line.indexOf(part) + part.length },
  );
}

/** The parts of `line`, among `parts`, that a squiggle of this kind stands under exactly. */
export async function underlined(
  page: Page,
  kind: "error" | "warning",
  line: string,
  parts: readonly string[],
) {
  const boxes: Box[] = await page
    .locator(`.cdr.squiggly-${kind}`)
    .evaluateAll((all) => all.map((element) => element.getBoundingClientRect().toJSON()));
  const found: string[] = [];
  for (const part of parts) {
    const box = await boxOf(page, line, part);
    if (boxes.some((squiggle) => standsUnder(squiggle, box))) found.push(part);
  }
  return found;
}

function standsUnder(squiggle: Box, text: Box): boolean {
  const near = (a: number, b: number) => Math.abs(a - b) <= TOLERANCE_PX;
  const middle = text.y + text.height * HALF;
  const sameRow = squiggle.y <= middle + text.height && squiggle.y + squiggle.height >= middle;
  return sameRow && near(squiggle.x, text.x) && near(squiggle.width, text.width);
}

/** Rests the mouse on `part` until the hover there has all of `texts`: an editor fills a hover bit by bit. */
export async function hoverShows(
  page: Page,
  line: string,
  part: string,
  texts: readonly string[],
): Promise<void> {
  let text = "";
  for (let i = 0; i < HOVERS; i++) {
    const { height, width, x, y } = await boxOf(page, line, part);
    await page.keyboard.press("Escape");
    await page.mouse.move(0, 0);
    await page.mouse.move(x + width * HALF, y + height * HALF);
    const deadline = Date.now() + HOVER_MS;
    while (Date.now() < deadline) {
      const hovers = await page.locator(".monaco-hover:visible").allTextContents();
      text = hovers.join("\n").replaceAll("\u00a0", " ");
      if (texts.every((wanted) => text.includes(wanted))) return;
      await page.waitForTimeout(POLL_MS);
    }
  }
  throw new Error(`expected a hover with ${JSON.stringify(texts)}\n     got ${text}`);
}

/** The editor shows blanks as no-break spaces. */
const asShown = (line: string) => new RegExp(`^${line.split(" ").map(escaped).join("[ \\u00a0]")}$`);

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
