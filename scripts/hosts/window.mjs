// A browser window on a running VS Code, and the conditions to wait for in it.

import { chromium } from "playwright-core";
import { explainNoBrowser, findBrowser } from "./find.mjs";

const VIEWPORT = { width: 1400, height: 900 };
const READY_TIMEOUT_MS = 60_000;

const ARGUMENTS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A browser that was found on this machine, or an error that says how to get one. */
export async function launchBrowser() {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error(explainNoBrowser());
  // Chromium refuses to run its sandbox as root.
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ args: [...ARGUMENTS, ...sandbox], executablePath, headless: true });
}

/** A page of that browser; its console goes to `log`. */
export async function newPage(browser, { log = () => {}, viewport = VIEWPORT } = {}) {
  const page = await browser.newPage({ viewport });
  page.on("console", (message) => log(`[console ${message.type()}] ${message.text()}`));
  page.on("pageerror", (error) => log(`[page error] ${error.message}`));
  return page;
}

/** Opens `url` and waits until the workbench stands. */
export async function openWorkbench(page, url) {
  await page.goto(url, { timeout: READY_TIMEOUT_MS, waitUntil: "domcontentloaded" });
  await page.locator(".monaco-workbench .part.statusbar").waitFor({ timeout: READY_TIMEOUT_MS });
}

const PALETTE_TRIES = 8;
/** Milliseconds. */
const PALETTE_PATIENCE = 3000;

/** Runs a command through the palette, by its title. */
export async function runCommand(page, title) {
  await page.keyboard.press("F1");
  const input = page.locator(".quick-input-widget:visible input[type=text]");
  await input.waitFor();
  await input.fill(`>${title}`);
  const row = page.locator(".quick-input-list .monaco-list-row.focused", { hasText: title });
  // The palette does not follow a command that is registered while it is open: ask again until it is there.
  for (let tries = 0; tries < PALETTE_TRIES; tries++) {
    const found = await row.waitFor({ timeout: PALETTE_PATIENCE }).then(
      () => true,
      () => false,
    );
    if (found) break;
    await input.fill(">");
    await input.fill(`>${title}`);
  }
  await row.waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
}

/** Puts the cursor of the active editor at line and column, both from 1. */
export async function goTo(page, line, column = 1) {
  await page.keyboard.press("Control+g");
  const input = page.locator(".quick-input-widget:visible input[type=text]");
  await input.waitFor();
  await input.fill(`:${line}:${column}`);
  await page.keyboard.press("Enter");
  await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
}

/** The frame in which a webview shows its page: two levels deep in VS Code's own frames. */
export function webviewFrame(page, index = 0) {
  return page.frameLocator("iframe.webview.ready").nth(index).frameLocator("iframe#active-frame");
}

/** Two pictures one after the other are the same: nothing moves any more. A blinking cursor is let blink. */
export async function settled(page) {
  const tries = 30;
  let last = "";
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const now = (await page.screenshot({ animations: "disabled", caret: "hide" })).toString("base64");
    if (now === last) return;
    last = now;
    await page.waitForTimeout(250);
  }
}
