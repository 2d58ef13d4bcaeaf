/** Pictures of the way, if they are wanted. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { settled } from "../../scripts/hosts/window.mjs";

export type Photographer = (page: Page, name: string) => Promise<void>;

export function photographer(folder?: string): Photographer {
  return async (page, name) => {
    if (folder === undefined) return;
    mkdirSync(folder, { recursive: true });
    await settled(page);
    await page.screenshot({ path: path.join(folder, `${name}.png`) });
  };
}
