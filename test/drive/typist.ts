/**
 * Somebody who types, and takes nothing of what is proposed: what stands is what was typed, to the character.
 * Each text is typed into an empty file key by key, with Enter at the end of each line.
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { ROOT } from "../../scripts/workspace.mjs";
import type { Driven } from "./steps.js";

export interface Typing {
  /** Of the text that is typed, below the repository. */
  readonly source: string;
  readonly text: string;
  /** Between one key and the next, in milliseconds. */
  readonly pause: number;
  /** The list is asked for in the middle of each line, and never closed. */
  readonly asks: boolean;
}

/** What is typed with one pause: one piece out of so many; 1 is all of them. */
export interface Share {
  readonly pause: number;
  readonly oneOutOf: number;
}

export function titleOf({ asks, pause, source }: Typing): string {
  return `${source}, ${pause} ms a key${asks ? ", asking in the middle of each line" : ""}`;
}

/** Everything that is to be typed: each piece as it is, and with the list asked for. The seed chooses the pieces. */
export function typings(shares: readonly Share[], seed: number): Typing[] {
  return shares.flatMap(({ oneOutOf, pause }, i) => {
    const pieces = pause === 0 ? whole() : flows();
    return [false, true].flatMap((asks, j) => {
      const chosen = pieces.filter((_, n) => (n + seed + i + j) % oneOutOf === 0);
      return [...(pause === 0 ? [SLIPPERY] : []), ...chosen].map((piece) => ({ ...piece, asks, pause }));
    });
  });
}

type Piece = Pick<Typing, "source" | "text">;

/** Words that begin what is proposed, or are all of it; brackets and quotes that stay open; full-width punctuation. */
const SLIPPERY: Piece = {
  source: "slippery words",
  text: [
    "client client",
    "server S",
    "client -> S: SYN seq=x win=6 mss=1",
    "S -> client: SYN+ACK seq=y",
    "client -> S: PSH+ACK len=1",
    "  client: close",
    "  S: CLOSED",
    "client: LISTEN",
    "client -> S: ACK (",
    'client -> S: ACK "',
    "client <",
    "deliver",
    "== Data ==",
    "== ",
    "note: （见“上文",
    "客户端　→　服务器：ＳＹＮ　ｓｅｑ＝１００",
    "C、S：ESTABLISHED",
    "S",
    "C -> S:",
    "",
  ].join("\n"),
};

/** The examples, and the key of every lesson. */
function whole(): Piece[] {
  const below = (folder: string) =>
    readdirSync(path.join(ROOT, folder), { encoding: "utf8", recursive: true }).map((name) =>
      path.posix.join(folder, name.replaceAll(path.sep, "/")),
    );
  const examples = below("examples").filter((name) => name.endsWith(".tcpflow"));
  const keys = below("lessons").filter((name) => name.endsWith(".key.tcpflow"));
  return [...examples, ...keys].sort().map((source) => {
    const text = readFileSync(path.join(ROOT, source), "utf8");
    return { source, text: text.replaceAll("\r", "").replace(/^\uFEFF/u, "") };
  });
}

/** Somebody slow types one flow at a time, and no lectures: nothing is proposed in a comment. */
function flows(): Piece[] {
  return whole().flatMap(({ source, text }) => {
    const statements = text.split("\n").filter((line) => !/^\s*(?:#|$|answers)/u.test(line));
    const pieces = statements.join("\n").split(/\n(?=(?:flow|exercise)\b)/u);
    return pieces.map((piece, i) => ({ source: `${source}, flow ${i + 1}`, text: `${piece}\n` }));
  });
}

/** Types the text into the empty file `name` of the workspace, and compares what is saved. */
export async function typeOut(driven: Driven, name: string, typing: Typing): Promise<void> {
  const { page, workspace } = driven;
  await openEmpty(page, name);
  const keys = await keyboard(page);
  for (const stretch of stretches(keysOf(typing), typing.pause)) {
    await Promise.all(stretch.map((key) => keys.press(key)));
    if (typing.pause > 0) await page.waitForTimeout(typing.pause);
  }
  await keys.leave();
  await page.keyboard.press("Control+s");
  await page.locator(".tab.active.dirty").waitFor({ state: "hidden" });
  compare(readFileSync(path.join(workspace, name), "utf8"), typing.text);
}

const ENTER = "\n";
const ASK = "Control+Space";

/** Each key in turn: a character, Enter, or the one that asks for the list. */
function keysOf({ asks, text }: Typing): string[] {
  return text.split("\n").flatMap((line, i) => {
    const characters = [...line];
    // An empty line has no middle: there Enter would take what has just been asked for.
    if (asks && characters.length > 1) characters.splice(Math.floor(characters.length / 2), 0, ASK);
    return i > 0 ? [ENTER, ...characters] : characters;
  });
}

/** Without a pause a key does not wait until the one before it is through. What no key makes waits, as it goes another way. */
function stretches(keys: readonly string[], pause: number): string[][] {
  const all: string[][] = [];
  for (const key of keys) {
    const last = all.at(-1);
    const joins = pause === 0 && last !== undefined && isKey(key) && isKey(last[0] ?? "") && key !== ENTER;
    if (joins) last.push(key);
    else all.push([key]);
  }
  return all;
}

const isKey = (key: string) => key === ENTER || key === ASK || /^[\x20-\x7e]$/u.test(key);

/** Keys straight to the browser. */
async function keyboard(page: Page) {
  const session = await page.context().newCDPSession(page);
  const down = (event: object) => session.send("Input.dispatchKeyEvent", { type: "keyDown", ...event });
  const up = (event: object) => session.send("Input.dispatchKeyEvent", { type: "keyUp", ...event });
  return {
    leave: () => session.detach(),
    press: async (key: string): Promise<void> => {
      if (!isKey(key)) await session.send("Input.insertText", { text: key });
      else {
        const event = eventOf(key);
        await Promise.all([down(event), up({ ...event, text: undefined })]);
      }
    },
  };
}

const ENTER_CODE = 13;
const SPACE_CODE = 32;
const CONTROL = 2;

function eventOf(key: string): object {
  if (key === ENTER) return { code: "Enter", key: "Enter", text: "\r", windowsVirtualKeyCode: ENTER_CODE };
  if (key === ASK) return { code: "Space", key: " ", modifiers: CONTROL, windowsVirtualKeyCode: SPACE_CODE };
  return { key, text: key };
}

async function openEmpty(page: Page, name: string): Promise<void> {
  const input = page.locator(".quick-input-widget:visible input[type=text]");
  await page.keyboard.press("Control+p");
  await input.fill(name);
  await page.locator(".quick-input-list .monaco-list-row.focused", { hasText: name }).first().waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".tab.active", { hasText: name }).first().waitFor();
  await page.locator(".editor-group-container.active .monaco-editor.focused").first().waitFor();
}

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
