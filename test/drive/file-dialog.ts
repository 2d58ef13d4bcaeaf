/** VS Code's own dialog for a file or a folder, as it is in a browser: a box to type a path into, and the folder's list below. */
import type { Page } from "playwright-core";
import { until } from "./desk.js";
import { becomes } from "./steps.js";

/**
 * Types the path and takes it, until what should follow is there. While the dialog is still looking at the folder, Enter
 * goes where its list points; so it is pressed once the list is at rest. Where it has gone elsewhere all the same,
 * `ask` asks for the dialog again.
 */
export async function takePath(
  page: Page,
  { ask, found, path, what }: { ask(): Promise<void>; found(): Promise<boolean>; path: string; what: string },
): Promise<void> {
  const input = page.locator(".quick-input-widget:visible input[type=text]");
  const stands = async () => (await input.inputValue()) === path;
  await until(
    what,
    async () => {
      if (await found()) return;
      if (!(await input.isVisible())) {
        await ask();
        await becomes(true, async () => (await input.inputValue()).startsWith("/"));
      }
      await atRest(page);
      await input.fill(path, { timeout: KEY_MS });
      await atRest(page);
      if (await stands()) await input.press("Enter", { timeout: KEY_MS });
    },
    found,
  );
  if (await input.isVisible()) await page.keyboard.press("Escape");
}

/** Nothing is on its way, and the list has not changed for a while. */
async function atRest(page: Page): Promise<void> {
  const widget = page.locator(".quick-input-widget:visible");
  const busy = widget.locator(".monaco-progress-container.active");
  let last = "";
  for (let still = 0; still < STILL; ) {
    const now = (await widget.locator(".monaco-list-row").allInnerTexts()).join("\n");
    still = now === last && !(await busy.isVisible()) ? still + 1 : 0;
    last = now;
    await page.waitForTimeout(LOOK_MS);
  }
}

const KEY_MS = 3000;
const LOOK_MS = 100;
/** Looks in a row that find the same. */
const STILL = 4;
