/**
 * Somebody who types, and takes nothing of what is proposed: what stands is what was typed, to the character.
 * Each text is typed into an empty file key by key, with Enter at the end of each line; Escape is never pressed.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { ASK, BACK, END, ENTER, isSpecial, type Keys, keyboard } from "./keyboard.js";
import { becomes, type Driven } from "./steps.js";
import type { Typing } from "./typist-texts.js";

/** The one file of the window, in which one text after the other is typed; its lines end as the window likes. */
export const TYPED_FILE = "typed.tcpflow";
/** Or this one, in a block of it. */
export const TYPED_NOTE = "typed.md";

export interface Desk extends Driven {
  readonly eol: string;
  readonly file: string;
}

/** Types the text into the file, which is emptied first, and compares what is saved. */
export async function typeOut(desk: Desk, typing: Typing): Promise<void> {
  await empty(desk);
  const isNote = desk.file === TYPED_NOTE;
  if (isNote) await openBlock(desk.page);
  const keys = await keyboard(desk.page);
  await press(desk.page, keys, keysOf(typing), typing.pause);
  await keys.leave();
  const whole = isNote ? `${BLOCK.open}\n${typing.text}\n${BLOCK.close}` : typing.text;
  compare(await saved(desk), whole.replaceAll("\n", desk.eol));
}

const BLOCK = { open: "> a note\n\n```tcpflow", close: "```" };

/**
 * An empty block, with the cursor in it. It comes at once: an Enter would take what VS Code proposes for Markdown, should
 * a list that was asked for a moment ago still be on its way.
 */
async function openBlock(page: Page): Promise<void> {
  await page.keyboard.insertText(`${BLOCK.open}\n\n${BLOCK.close}`);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Escape");
}

/** Waits until something is proposed: the extension is awake. In a Markdown file that is asked for. */
export async function awake({ file, page }: Desk): Promise<void> {
  const list = page.locator(".suggest-widget.visible .monaco-list-row");
  if (file === TYPED_NOTE) await openBlock(page);
  await becomes(true, async () => {
    await page.keyboard.press("Enter");
    await page.keyboard.press("C");
    if (file === TYPED_NOTE) await page.keyboard.press("Control+Space");
    return list
      .first()
      .waitFor({ timeout: AWAKE_MS })
      .then(
        () => true,
        () => false,
      );
  });
}

const AWAKE_MS = 2_000;

/** What stands, once it is saved. */
export async function saved({ file, page, workspace }: Desk): Promise<string> {
  await page.keyboard.press("Control+s");
  await page.locator(".tab.active.dirty").waitFor({ state: "hidden" });
  return readFileSync(path.join(workspace, file), "utf8");
}

export async function empty(desk: Desk): Promise<void> {
  const { page } = desk;
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  const left = await saved(desk);
  if (left !== "") throw new Error(`the file was not emptied: ${JSON.stringify(left)}`);
}

/** Without a pause a key does not wait until the one before it is through. */
export async function press(page: Page, keys: Keys, all: readonly string[], pause: number): Promise<void> {
  for (const stretch of pause === 0 ? stretches(all) : all.map((key) => [key])) {
    await Promise.all(stretch.map((key) => keys.press(key)));
    if (pause > 0) await page.waitForTimeout(pause);
  }
}

/** Each key in turn: a character, or a special one. */
function keysOf({ text, way }: Typing): string[] {
  return text.split("\n").flatMap((line, i) => {
    const keys = way === "the middle of each line last" ? middleLast(line) : [...line];
    // An empty line has no middle: there Enter would take what has just been asked for.
    const asks = way === "asking in the middle of each line" && keys.length > 1;
    if (asks) keys.splice(Math.floor(keys.length / 2), 0, ASK);
    return i > 0 ? [ENTER, ...keys] : keys;
  });
}

/** Both ends of the line, and then what belongs between them. */
function middleLast(line: string): string[] {
  const characters = [...line];
  const [from, to] = [Math.floor(characters.length / 3), Math.floor((2 * characters.length) / 3)];
  const end = characters.slice(to);
  // In a line that is wrapped the first End goes to where it is broken, the second to where it ends.
  const ends = [END, END];
  return [
    ...characters.slice(0, from),
    ...end,
    ...end.map(() => BACK),
    ...characters.slice(from, to),
    ...ends,
  ];
}

/** What no key makes waits, as it goes another way; and Enter begins a line only when the one before it is through. */
function stretches(keys: readonly string[]): string[][] {
  const all: string[][] = [];
  for (const key of keys) {
    const last = all.at(-1);
    const joins = last !== undefined && isKey(key) && isKey(last[0] ?? "") && key !== ENTER;
    if (joins) last.push(key);
    else all.push([key]);
  }
  return all;
}

const isKey = (key: string) => isSpecial(key) || /^[\x20-\x7e]$/u.test(key);

/** The first line that differs says most. */
function compare(found: string, typed: string): void {
  if (found === typed) return;
  const [is, should] = [found.split("\n"), typed.split("\n")];
  const at = should.findIndex((line, i) => line !== is[i]);
  const line = at < 0 ? should.length : at;
  throw new Error(
    `line ${line + 1}: typed ${JSON.stringify(should[line])}\n     stands ${JSON.stringify(is[line])}, then ${JSON.stringify(is[line + 1])}`,
  );
}
