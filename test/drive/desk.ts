/** What students and teachers do in a window: trees, lenses, lists, messages, files that save themselves. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { goTo, webviewFrame } from "../../scripts/hosts/window.mjs";
import { becomes, type Driven } from "./steps.js";

const PATIENCE_MS = 3_000;
const TRIES = 8;

/** Acts until what should follow is there: what a busy window has missed is done again. */
export async function until(
  what: string,
  act: () => Promise<unknown>,
  found: () => Promise<boolean>,
): Promise<void> {
  for (let i = 0; i < TRIES; i++) {
    await act().catch(() => {});
    const deadline = Date.now() + PATIENCE_MS;
    while (Date.now() < deadline) {
      if (await found().catch(() => false)) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error(`${what}: it does not come`);
}

/** Runs a command of the palette by its whole title, wherever in the list it stands. */
export async function runCommand(page: Page, title: string): Promise<void> {
  const input = page.locator(".quick-input-widget:visible input[type=text]");
  const found = page.locator(`.quick-input-list .monaco-list-row[aria-label^="${title}"]`).first();
  await until(
    title,
    async () => {
      if (!(await input.isVisible())) await page.keyboard.press("F1");
      await input.fill(">");
      await input.fill(`>${title}`);
    },
    () => found.isVisible(),
  );
  await found.click();
  await found.waitFor({ state: "hidden" });
}

/** A file of the folder, as it is saved after every change. While it is being written it is empty for a moment. */
export function saved({ workspace }: Driven, name: string): string {
  return readFileSync(path.join(workspace, name), "utf8").replaceAll("\r", "");
}

/** The number of the first such line, from 1, as soon as one is saved. */
export async function lineSaved(driven: Driven, file: string, line: string, from = 0): Promise<number> {
  let number = 0;
  await until(
    `the line ${line}`,
    async () => {},
    async () => {
      number = saved(driven, file).split("\n").indexOf(line, from) + 1;
      return number > 0;
    },
  );
  return number;
}

export async function activeTab(page: Page, name: string): Promise<void> {
  await page.locator(".tab.active", { hasText: name }).first().waitFor();
}

/** The rows of the view, as they are read out. */
export function row(page: Page, text: string) {
  return page.locator(".sidebar .monaco-list-row", { hasText: text }).first();
}

/** A code lens above the lines that are in sight. */
export async function clickLens(page: Page, title: string): Promise<void> {
  const lens = page.locator(".codelens-decoration a:visible", { hasText: title }).first();
  await lens.waitFor();
  await lens.click();
}

/** A message with all of `parts`; what was there before it is taken away first. */
export async function messageAfter(
  page: Page,
  act: () => Promise<unknown>,
  ...parts: string[]
): Promise<void> {
  await quiet(page);
  const toast = page.locator(".notifications-toasts .notification-list-item");
  await until(`a message with ${JSON.stringify(parts)}`, act, async () => {
    const text = (await toast.allInnerTexts()).join("\n").replaceAll("\u00a0", " ");
    return parts.every((part) => text.includes(part));
  });
}

/** No message lies over the window. */
export async function quiet(page: Page): Promise<void> {
  const toasts = page.locator(".notifications-toasts .notification-list-item");
  if ((await toasts.count()) === 0) return;
  await runCommand(page, "Notifications: Clear All Notifications");
  await becomes(0, () => toasts.count());
}

/** The modal dialog is answered. */
export async function answerDialog(page: Page, button: string): Promise<void> {
  const found = page.locator(".monaco-dialog-box .monaco-button", { hasText: button }).first();
  await found.waitFor();
  await found.click();
  await found.waitFor({ state: "detached" });
}

/** The list that is open has such an entry. */
export async function listed(page: Page, label: string): Promise<void> {
  await entry(page, label).waitFor();
}

export async function choose(page: Page, label: string): Promise<void> {
  await entry(page, label).click();
}

function entry(page: Page, label: string) {
  return page.locator(".quick-input-widget:visible .monaco-list-row", { hasText: label }).first();
}

/** What the status bar says of the selection: one character. */
export async function blankSelected(page: Page): Promise<void> {
  const place = page.locator("[id='status.editor.selection']");
  await becomes(true, async () => (await place.innerText()).includes("(1 selected)"));
}

/** Into the editor, to line and column, from 1. */
async function putCursor(page: Page, line: number, column: number): Promise<void> {
  const place = page.locator("[id='status.editor.selection']");
  await until(
    `the cursor in line ${line}, column ${column}`,
    async () => {
      await page.locator(".editor-instance .view-lines").first().click();
      await goTo(page, line, column);
    },
    async () => (await place.innerText()) === `Ln ${line}, Col ${column}`,
  );
}

/** Selects the first blank of a line, as a person does with the keyboard. */
export async function selectBlank(driven: Driven, file: string, line: string): Promise<void> {
  const number = await lineSaved(driven, file, line);
  await putCursor(driven.page, number, line.indexOf("?") + 1);
  await driven.page.keyboard.press("Shift+ArrowRight");
}

/** Writes where the cursor is, which makes its line `line`, and leaves the list of proposals alone. */
export async function writeHere(driven: Driven, file: string, text: string, line: string): Promise<void> {
  await driven.page.keyboard.type(text);
  await driven.page.keyboard.press("Escape");
  await lineSaved(driven, file, line);
}

/** Puts the cursor behind `part` on its line. */
export async function goBehind(driven: Driven, file: string, line: string, part = line): Promise<void> {
  const number = await lineSaved(driven, file, line);
  await putCursor(driven.page, number, line.indexOf(part) + part.length + 1);
}

/** The texts on the arrows of the preview. */
export async function drawn(page: Page): Promise<string[]> {
  return webviewFrame(page).locator("svg text.messageText").allTextContents();
}

/** Nothing in the preview's page nor in the window says any of these. */
export async function tellsNone(page: Page, sentinels: readonly string[]): Promise<void> {
  const preview: string = await webviewFrame(page)
    .locator("html")
    .evaluate((html: Element) => html.outerHTML);
  const window: string = await page.locator("body").evaluate((body) => body.outerHTML);
  for (const one of sentinels) {
    if (preview.includes(one)) throw new Error(`the preview tells ${one}`);
    if (window.includes(one)) throw new Error(`the window tells ${one}`);
  }
}
