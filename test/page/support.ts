/** What the steps of the page's test need: views to show, and ways to look at what is shown. */

import type { Page } from "playwright-core";
import { analyze } from "../../src/check/analyze.js";
import { parse } from "../../src/language/parser.js";
import { pageTexts } from "../../src/preview/page-texts.js";
import { type PictureOptions, picture } from "../../src/preview/picture.js";
import type { FromPage, ToPage, View } from "../../src/protocol/preview.js";

export interface Step {
  readonly name: string;
  /** Which page; else that of the preview. */
  readonly page?: "captures";
  run(page: Page): Promise<void>;
}

declare const posted: FromPage[];

export const OPEN = "client C\nserver S\nC -> S: SYN seq=x\nS -> C: SYN+ACK seq=y ack=x+1\n";

/** A handshake, and then data and its ACK, over and over; a heading before every 300 segments. */
export function longFlow(segments: number): string {
  const lines = [
    "client C",
    "server S",
    "== Opening ==",
    "C -> S: SYN seq=x",
    "S -> C: SYN+ACK seq=y ack=x+1",
  ];
  lines.push("C -> S: ACK seq=x+1 ack=y+1");
  for (let i = 3; i < segments; i += 2) {
    if (i % PHASE < 2) lines.push(`== Part ${Math.floor(i / PHASE) + 1} ==`);
    lines.push("C -> S: PSH+ACK len=10", "S -> C: ACK");
  }
  return `${lines.join("\n")}\n`;
}

const PHASE = 300;
let revision = 0;

export function viewOf(text: string, more: Partial<View> = {}, options: Partial<PictureOptions> = {}): View {
  const analysis = analyze(parse(text));
  const all = { locale: "en", states: true, notes: true, ...options } as const;
  const { sheets, ...drawn } = picture(analysis, 0, all);
  return {
    ...drawn,
    revision: ++revision,
    texts: pageTexts("en", analysis.flows.length === 0, "f"),
    sheets: Object.fromEntries(sheets),
    linesAbove: 0,
    unreadable: null,
    cursor: -1,
    flows: ["f"],
    flow: 0,
    following: true,
    states: all.states,
    notes: all.notes,
    autonumber: options.autonumber === true,
    otherNumbers: false,
    locked: false,
    state: { uri: "test:a", flow: -1, locked: false },
    ...more,
  };
}

export async function send(page: Page, message: ToPage): Promise<void> {
  await page.evaluate((one) => window.postMessage(one, "*"), message);
}

/** Shows it, and waits until it is shown. */
export async function show(page: Page, view: View): Promise<void> {
  await send(page, { type: "show", view });
  const shown = (wanted: string) => document.documentElement.dataset["revision"] === wanted;
  await page.waitForFunction(shown, String(view.revision));
}

export async function showText(page: Page, text: string, cursor = -1): Promise<void> {
  await show(page, viewOf(text, { cursor }));
}

export const told = (page: Page): Promise<FromPage[]> => page.evaluate(() => posted);

/** The row that says this, as it lies on the screen, in pixels. */
export function boxOf(page: Page, text: string): Promise<{ top: number; bottom: number } | null> {
  return page.evaluate((wanted) => {
    const one = [...document.querySelectorAll(".block .row")].find((row) => row.textContent === wanted);
    const box = one?.getBoundingClientRect();
    return box === undefined ? null : { top: box.top, bottom: box.bottom };
  }, text);
}

/** Waits until nothing more is drawn: what is in sight, and what is near it. */
export async function atRest(page: Page): Promise<void> {
  let last = "";
  for (;;) {
    const now = await page.evaluate(async () => {
      for (let i = 0; i < 6; i++) await new Promise((done) => requestAnimationFrame(done));
      const blocks = [...document.querySelectorAll<HTMLElement>(".block")];
      return JSON.stringify([
        document.querySelector("main")?.scrollTop,
        document.querySelector(".tcpflow-bench") === null,
        blocks.map((block) => [block.dataset["block"], block.style.top]),
      ]);
    });
    if (now === last && now.includes("true")) return;
    last = now;
  }
}

export async function scrollTo(page: Page, part: number): Promise<void> {
  await page.evaluate((where) => {
    const main = document.querySelector("main") as HTMLElement;
    main.scrollTop = (main.scrollHeight - main.clientHeight) * where;
  }, part);
  await atRest(page);
}

/** The rows that one sees now, from the top. */
export function rowsInView(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { top, bottom } = (document.querySelector("main") as HTMLElement).getBoundingClientRect();
    const rows = [...document.querySelectorAll(".block .row.messageText")];
    return rows
      .filter((row) => row.getBoundingClientRect().bottom > top && row.getBoundingClientRect().top < bottom)
      .map((row) => row.textContent ?? "");
  });
}

export function equal(found: unknown, expected: unknown): void {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  if (a !== b) throw new Error(`expected ${b}\n     got ${a}`);
}

export function near(found: number | undefined, expected: number | undefined, by: number): void {
  if (found === undefined || expected === undefined || Math.abs(found - expected) > by) {
    throw new Error(`expected ${expected} ± ${by}\n     got ${found}`);
  }
}

export function atMost(found: number, most: number): void {
  if (!(found <= most)) throw new Error(`expected at most ${most}\n     got ${found}`);
}
