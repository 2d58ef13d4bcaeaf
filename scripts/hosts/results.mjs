// What is kept of a run that failed.

import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

const SCREENSHOT_TIMEOUT_MS = 10_000;

/** Screenshot, the window's console and the server's log, in `folder`. Never throws: it would hide the failure. */
export async function keepEvidence(folder, { lines, logFile, name = "window", page }) {
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, "console.log"), `${lines.join("\n")}\n`);
    if (logFile) copyFileSync(logFile, path.join(folder, "server.log"));
    await page.screenshot({ path: path.join(folder, `${name}.png`), timeout: SCREENSHOT_TIMEOUT_MS });
  } catch (error) {
    console.log(`  (no more evidence: ${error.message.split("\n")[0]})`);
  }
}
