/** What is in sight: the state machine's zoom, the state where one is, sentences that are long. */

import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { at, connect } from "./panels.js";
import { equal, near, type Step } from "./support.js";

const CROSSED = readFileSync("examples/rfc9293/figure-13-simultaneous-close-sequence.tcpflow", "utf8");
const WRONG = `client C
server S
C -> S: SYN seq=x
S -> C: SYN+ACK seq=y ack=x
C -> S: FIN+ACK seq=x+7 ack=y+1
S -> C: ACK
`;
const NARROW = { width: 420, height: 900 };

export const SIGHTS: readonly Step[] = [
  {
    name: "the state machine has a zoom of its own, which is kept",
    async run(page) {
      await openMachine(page);
      const sheet = await sheetWidth(page);
      const fitted = await machineWidth(page);
      await press(page, "zoom-in", 4);
      near(await machineWidth(page), fitted * 1.2 ** 4, 1);
      equal(await page.locator('[data-tool="fit"]').getAttribute("aria-pressed"), "false");
      await press(page, "fit");
      near(await machineWidth(page), fitted, 1);
      await press(page, "zoom-out");
      near(await machineWidth(page), fitted / 1.2, 1);
      await page.waitForFunction(() => {
        const { kept } = window as never as { kept?: { panels?: { machineZoom?: number } } };
        return (kept?.panels?.machineZoom ?? 0) > 0;
      });
      equal(await sheetWidth(page), sheet);
      await page.reload();
      await connect(page, CROSSED);
      await page.locator(".machine .token").first().waitFor();
      near(await machineWidth(page), fitted / 1.2, 1);
    },
  },
  {
    name: "the wheel with Ctrl zooms the state machine, and the point under the mouse stays",
    async run(page) {
      await openMachine(page);
      await press(page, "zoom-in", 3);
      const node = page.locator(".machine .node.here").first();
      await node.scrollIntoViewIfNeeded();
      const before = await node.boundingBox();
      if (before === null) throw new Error("it is not in sight");
      const [x, y] = [before.x + before.width / 2, before.y + before.height / 2];
      await page.mouse.move(x, y);
      await page.keyboard.down("Control");
      await page.mouse.wheel(0, -100);
      await page.keyboard.up("Control");
      await page.waitForFunction(
        (width) =>
          (document.querySelector(".machine .node.here")?.getBoundingClientRect().width ?? 0) > width * 1.1,
        before.width,
      );
      const after = await node.boundingBox();
      near(after === null ? undefined : after.x + after.width / 2, x, 2);
      near(after === null ? undefined : after.y + after.height / 2, y, 2);
    },
  },
  {
    name: "the state machine scrolls to the states where the ends are",
    async run(page) {
      await openMachine(page);
      await press(page, "zoom-in", 4);
      const slider = page.locator(".film-slider");
      const last = Number(await slider.getAttribute("max"));
      for (const step of [last, 0, 2, last]) {
        await slider.fill(String(step));
        await at(page, step);
        equal(await hereInSight(page), true);
      }
    },
  },
  {
    name: "words have no zoom",
    async run(page) {
      await connect(page, CROSSED);
      await press(page, "text");
      for (const tool of ["zoom-in", "zoom-out", "fit"]) {
        equal(await page.locator(`[data-tool="${tool}"]`).isDisabled(), true);
      }
      await press(page, "sequence");
      equal(await page.locator('[data-tool="zoom-in"]').isDisabled(), false);
    },
  },
  {
    name: "what is said of a step is not cut off, and its place never shrinks",
    async run(page) {
      await page.setViewportSize(NARROW);
      await connect(page, WRONG);
      await press(page, "film");
      const slider = page.locator(".film-slider");
      const last = Number(await slider.getAttribute("max"));
      const heights: number[] = [];
      for (let step = 0; step <= last; step++) {
        await slider.fill(String(step));
        await at(page, step);
        const caption = await page
          .locator(".caption")
          .evaluate((one) => ({ height: one.clientHeight, needed: one.scrollHeight }));
        equal(caption.needed <= caption.height, true);
        heights.push(caption.height);
      }
      equal(
        heights,
        [...heights].sort((a, b) => a - b),
      );
      equal((heights.at(-1) ?? 0) > (heights[0] ?? 0), true);
    },
  },
];

async function openMachine(page: Page): Promise<void> {
  await page.setViewportSize({ width: 620, height: 480 });
  await connect(page, CROSSED);
  await press(page, "machine");
  await page.locator(".machine .token").first().waitFor();
}

async function press(page: Page, tool: string, times = 1): Promise<void> {
  for (let i = 0; i < times; i++) await page.locator(`[data-tool="${tool}"]`).click();
}

function machineWidth(page: Page): Promise<number> {
  return page.evaluate(() => document.querySelector(".machine svg")?.getBoundingClientRect().width ?? 0);
}

function sheetWidth(page: Page): Promise<string | null | undefined> {
  return page.evaluate(() => document.querySelector(".sheet svg")?.getAttribute("width"));
}

/** Of the states where the ends are, one at least is wholly in sight. */
function hereInSight(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const room = document.querySelector(".machine")?.getBoundingClientRect() as DOMRect;
    return [...document.querySelectorAll(".machine .node.here")].some((node) => {
      const { top, bottom, left, right } = node.getBoundingClientRect();
      return top >= room.top && bottom <= room.bottom && left >= room.left && right <= room.right;
    });
  });
}
