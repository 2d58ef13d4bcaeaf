/** The time–sequence graph in the real VS Code: cursor and point both ways, and what is taken away of it. */
import { readFileSync } from "node:fs";
import type { FrameLocator, Page } from "playwright-core";
import { webviewFrame } from "../../scripts/hosts/window.mjs";
import { decode, exported, opened } from "./preview-exports.js";
import { clickUntil, pressed, putCursor, tool, untilTrue } from "./preview-support.js";
import { becomes, contains, type Step } from "./steps.js";

export const graphSteps: readonly Step[] = [
  {
    name: "the point of the cursor's line is marked in the graph",
    run: async ({ page }) => {
      const frame = webviewFrame(page);
      await clickUntil(tool(frame, "graph"), () => pressed(frame, "graph"));
      await frame.locator(".graph-plot[data-points]").waitFor();
      for (const [line, what] of [
        [7, "ACK up to 1"],
        [6, "SYN 0..1"],
      ] as const) {
        await putCursor(page, line);
        await becomes(true, async () => {
          const said = await reading(frame);
          return said.includes(what) && said.endsWith(`line ${line}`);
        });
      }
    },
  },
  {
    name: "from a point that the keys walk to Enter leads to its line",
    run: async ({ page }) => {
      const frame = webviewFrame(page);
      await frame.locator(".graph-plot").focus();
      await page.keyboard.press("ArrowRight");
      await becomes(true, async () => (await reading(frame)).endsWith("line 7"));
      await page.keyboard.press("Enter");
      await becomes(["7"], () => page.locator(".line-numbers.active-line-number").allTextContents());
    },
  },
  {
    name: "a click on a point puts the cursor on its line",
    run: async ({ page }) => {
      const frame = webviewFrame(page);
      const line = await pointAtPoint(page, frame);
      await page.mouse.down();
      await page.mouse.up();
      await becomes([line], () => page.locator(".line-numbers.active-line-number").allTextContents());
      await becomes(true, async () => (await reading(frame)).endsWith(`line ${line}`));
    },
  },
  {
    name: "the graph is exported as SVG and as PNG, by itself",
    run: async (driven) => {
      const file = await exported(driven, "SVG", "svg", "graph");
      const { page, close } = await opened(driven, file);
      const texts = await page.locator("text").allTextContents();
      contains(texts.join("\n"), "segment", "octets in flight", "SYN");
      await close();
      const png = readFileSync(await exported(driven, "PNG", "png", "graph")).toString("base64");
      const { colours, height, width } = await driven.page.evaluate(decode, `data:image/png;base64,${png}`);
      if (width < LEAST_PX || height < LEAST_PX || colours < LEAST_COLOURS)
        throw new Error(`${width} × ${height} with ${colours} colours`);
      const frame = webviewFrame(driven.page);
      await clickUntil(tool(frame, "sequence"), () => pressed(frame, "sequence"));
    },
  },
];

const LEAST_PX = 1000;
const LEAST_COLOURS = 4;
/** A busy page draws the card this long after the mouse has moved. */
const SETTLED_MS = 300;

async function reading(frame: FrameLocator): Promise<string> {
  return ((await frame.locator(".graph-reading").textContent()) ?? "").trim();
}

/** Moves the mouse over the graph until it is over a point of another line than is marked; which line that is. */
async function pointAtPoint(page: Page, frame: FrameLocator): Promise<string> {
  const card = frame.locator(".graph-card");
  const marked = (await reading(frame)).split(" ").at(-1);
  let line = "";
  await untilTrue(
    async () => {
      const box = await frame.locator(".graph-plot").boundingBox();
      if (box === null) return false;
      for (let part = 0.3; part < 0.9; part += 0.02) {
        // Data goes up from corner to corner.
        await page.mouse.move(box.x + box.width * part, box.y + box.height * 0.62 * (1 - (part - 0.1)));
        if (!(await card.isVisible())) continue;
        // It may still be that of where the mouse was before.
        await page.waitForTimeout(SETTLED_MS);
        if (!(await card.isVisible())) continue;
        line = ((await card.textContent()) ?? "").trim().split(" ").at(-1) ?? "";
        if (line !== marked) return true;
      }
      return false;
    },
    async () => "no point under the mouse",
  );
  return line;
}
