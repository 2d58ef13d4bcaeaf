/** What the steps of the preview's scene have in common: everything is tried again until it has come about. */
import type { FrameLocator, Locator, Page } from "playwright-core";
import { goTo } from "../../scripts/hosts/window.mjs";

/** A machine with other work to do takes its time. */
const PATIENCE_MS = 60_000;
const POLL_MS = 100;
/** After a click something is given so long to come about before the next one. */
const CLICK_MS = 3000;

/** Does `attempt` until it answers true; `found` says what was there instead. */
export async function untilTrue(
  attempt: () => Promise<boolean>,
  found: () => Promise<string>,
  patience = PATIENCE_MS,
): Promise<void> {
  const deadline = Date.now() + patience;
  // A frame or list that is being replaced throws: that is a "not yet" as well.
  while (!(await attempt().catch(() => false))) {
    if (Date.now() > deadline) throw new Error(await found().catch((error: Error) => error.message));
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** Clicks, and again where the first click got lost. Never twice for what takes its time to come about. */
export async function clickUntil(button: Locator, done: () => Promise<boolean>): Promise<void> {
  await untilTrue(
    async () => {
      if (await done()) return true;
      await button.click();
      await untilTrue(done, async () => "not yet", CLICK_MS);
      return true;
    },
    async () => `a click on ${button} has no effect`,
  );
}

/** By its name, with the keyboard. */
export async function openFile(page: Page, name: string): Promise<void> {
  const tab = page.locator(".tab.active", { hasText: name }).first();
  const input = page.locator(".quick-input-widget:visible input[type=text]");
  const row = page.locator(".quick-input-list .monaco-list-row.focused", { hasText: name }).first();
  await untilTrue(
    async () => {
      if (await tab.isVisible()) return true;
      await page.locator(".editor-instance .view-lines").first().click();
      await page.keyboard.press("Control+p");
      await input.fill(name, { timeout: CLICK_MS });
      await row.waitFor({ timeout: CLICK_MS });
      await page.keyboard.press("Enter");
      await tab.waitFor({ timeout: CLICK_MS });
      return true;
    },
    async () => `${name} does not open`,
  );
}

export const tool = (frame: FrameLocator, name: string) => frame.locator(`[data-tool="${name}"]`);

export async function pressed(frame: FrameLocator, name: string): Promise<boolean> {
  return (await tool(frame, name).getAttribute("aria-pressed")) === "true";
}

/** The cursor into the editor, on this line. */
export async function putCursor(page: Page, line: number, key = "Home"): Promise<void> {
  await untilTrue(
    async () => {
      await page.locator(".editor-instance .view-lines").first().click();
      await goTo(page, line);
      await page.keyboard.press(key);
      const at = await page.locator(".line-numbers.active-line-number").allTextContents();
      return at.includes(String(line));
    },
    async () => `the cursor is not on line ${line}`,
  );
}
