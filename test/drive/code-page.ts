/** The code of a mistake is a link, which leads to what is said of it: rendered, at its entry, in the language that is set. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Frame, Page } from "playwright-core";
import { ROOT } from "../../scripts/workspace.mjs";
import { diagnosticsFile } from "../../src/explain/diagnostic.js";
import type { Locale } from "../../src/messages/locale.js";
import { activeTab } from "./desk.js";
import { hoverShows } from "./editor.js";
import type { Photographer } from "./shots.js";
import { becomes, type Step } from "./steps.js";

const LINE = "S -> C: SYN+ACK seq=y ack=x";
const WRONG = "ack=x";
const CODE = "ack-behind";

/** A flow with a mistake in its last line. */
export const WITH_A_MISTAKE = `flow "Mine"\nC -> S: SYN seq=x\n${LINE}\n`;

/** `file`: open in a tab, with that flow in it. */
export function codePageStep(
  file: string,
  locale: Locale,
  name: (step: string) => string,
  shoot: Photographer,
): Step {
  return {
    name: name("the code of a mistake leads to its entry, rendered"),
    run: async ({ page }) => {
      await page.locator(".tab", { hasText: file }).first().click();
      await activeTab(page, file);
      await hoverShows(page, LINE, WRONG, [CODE]);
      await page.locator(".monaco-hover:visible a", { hasText: CODE }).first().click();
      const text = readFileSync(path.join(ROOT, diagnosticsFile(locale)), "utf8");
      const title = /^# (.*)$/mu.exec(text)?.[1] ?? "";
      await becomes(true, async () => {
        const entry = (await pageTitled(page, title))?.locator("h2", { hasText: CODE }).first();
        return (await entry?.evaluate(isAtTheTop)) === true;
      });
      // A note to those who make the page is no part of it.
      await becomes(false, async () =>
        (await (await pageTitled(page, title))?.locator("body").innerText())?.includes("npm run docs"),
      );
      // In two places it is said: in the picture, and below.
      await becomes(0, async () => (await pageTitled(page, title))?.locator(".tcpflow-findings").count());
      await shoot(page, "code-page");
    },
  };
}

/** The frame in which Markdown with this title stands. */
async function pageTitled(page: Page, title: string): Promise<Frame | undefined> {
  for (const frame of page.frames()) {
    const first = frame.locator(".markdown-body h1", { hasText: title });
    if ((await first.count().catch(() => 0)) > 0) return frame;
  }
  return undefined;
}

function isAtTheTop(heading: Element): boolean {
  const { bottom, top } = heading.getBoundingClientRect();
  return bottom > 0 && top < innerHeight / 2;
}
