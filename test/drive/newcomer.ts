/** From an empty file to a closed connection by accepting what is proposed; then a mistake, corrected by its fix. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { goTo } from "../../scripts/hosts/window.mjs";
import { analyze } from "../../src/check/analyze.js";
import type { Analysis } from "../../src/check/trace.js";
import { parse } from "../../src/language/parser.js";
import { hoverShows } from "./editor.js";
import type { NewcomerTexts } from "./newcomer-texts.js";
import { photographer } from "./shots.js";
import { becomes, contains, type Driven, type Step } from "./steps.js";

const FILE = "first.tcpflow";

/** More lines than a whole connection takes: what is proposed leads to its end. */
const MAX_LINES = 20;
const DATA_SEGMENTS = 2;

/** How often the list is asked for; a busy editor closes it again. */
const TRIES = 10;
const PATIENCE_MS = 3_000;

/** The end of the segment that is broken: its acknowledgment loses the octet of the SYN. */
const ENDING = "ack=y+1";
const BROKEN = "ack=y";

/** `shots`: the folder for pictures of the way, if they are wanted. */
export function newcomerSteps(texts: NewcomerTexts, language: string, shots?: string): Step[] {
  const shoot = photographer(shots);
  let whole = "";
  let broken = 0;
  const title = (name: string) => `${language}: ${name}`;
  return [
    {
      name: title("on an empty file a whole beginning is proposed, and explained"),
      run: async ({ page }) => {
        await page.locator(".monaco-editor .view-lines").first().click();
        await openList(page);
        await shoot(page, "1-empty");
        await becomes(true, async () => (await focusedRow(page).innerText()).includes(texts.due));
        await explained(page, texts.about);
        await shoot(page, "2-empty-explained");
        await foldAway(page);
      },
    },
    {
      name: title("accepting goes on to a closed connection with data, and no digit is typed"),
      run: async (driven) => {
        let misses = 0;
        for (let i = 0; i < MAX_LINES && !isClosed(analysisOf(driven)); i++) {
          if (i > 0) await newLine(driven);
          await shoot(driven.page, `3-line-${i + 1}`);
          while (!(await accept(driven)))
            if (++misses > MAX_MISSES) throw new Error(`Enter takes nothing:\n${textOf(driven)}`);
        }
        const analysis = analysisOf(driven);
        await shoot(driven.page, "4-closed");
        whole = textOf(driven);
        if (!isClosed(analysis)) throw new Error(`not closed:\n${whole}`);
        if (dataIn(analysis) < DATA_SEGMENTS) throw new Error(`without data:\n${whole}`);
        const complaints = analysis.findings.filter(({ severity }) => severity !== "hint");
        if (complaints.length > 0) throw new Error(`${complaints.map(({ code }) => code)}:\n${whole}`);
      },
    },
    {
      name: title("a number that is broken gets a squiggle"),
      run: async (driven) => {
        const { page } = driven;
        const lines = whole.split("\n");
        broken = lines.findIndex((line) => line.endsWith(ENDING));
        const line = lines[broken] ?? "";
        await goTo(page, broken + 1, line.length + 1);
        for (let i = BROKEN.length; i < ENDING.length; i++) await page.keyboard.press("Backspace");
        await page.keyboard.press("Escape");
        await becomes(lines.with(broken, `${line.slice(0, -ENDING.length)}${BROKEN}`).join("\n"), async () =>
          textOf(driven),
        );
        await page.locator(".cdr.squiggly-error").first().waitFor();
        await becomes(1, () => page.locator(".cdr.squiggly-error").count());
        await shoot(page, "5-broken");
        await hoverShows(page, `${line.slice(0, -ENDING.length)}${BROKEN}`, BROKEN, [texts.wrong]);
        await shoot(page, "6-why");
      },
    },
    {
      name: title("its first fix corrects it, and nothing else"),
      run: async (driven) => {
        const { page } = driven;
        const line = whole.split("\n")[broken] ?? "";
        await page.keyboard.press("Escape");
        await goTo(page, broken + 1, line.length - ENDING.length + BROKEN.length);
        const fix = page.locator(".action-widget:visible .monaco-list-row.action").first();
        await until(page, "the quick fixes", () => page.keyboard.press("Control+."), fix);
        contains((await fix.innerText()).replaceAll("\u00a0", " "), `${texts.fix}y+1`);
        await shoot(page, "7-fixes");
        await page.keyboard.press("Enter");
        await becomes(whole, async () => textOf(driven));
        await becomes(0, () => page.locator(".cdr.squiggly-error").count());
        await shoot(page, "8-corrected");
      },
    },
  ];
}

/** The list of proposals, with the first of them chosen: by itself, or because it is asked for. */
async function openList(page: Page): Promise<void> {
  await until(page, "the proposals", ask(page), focusedRow(page));
}

const ask = (page: Page) => () => page.keyboard.press("Control+Space");
const focusedRow = (page: Page) => page.locator(".suggest-widget.visible .monaco-list-row.focused").first();

/** Presses until the element is there, or gone: what has opened may have been closed by what came in late. */
async function until(
  page: Page,
  what: string,
  press: () => Promise<void>,
  element: Locator,
  state: "visible" | "hidden" = "visible",
): Promise<void> {
  for (let i = 0; i < TRIES; i++) {
    if ((await element.isVisible()) === (state === "visible")) return;
    await press();
    const reached = element.waitFor({ state, timeout: PATIENCE_MS });
    if (
      await reached.then(
        () => true,
        () => false,
      )
    )
      return;
  }
  throw new Error(`no sign of ${what} on\n${await page.locator(".view-lines").first().innerText()}`);
}

/** Ctrl+Space on an open list shows what is said of the proposal. */
async function explained(page: Page, part: string): Promise<void> {
  const details = page.locator(".suggest-details:visible").first();
  await until(page, "the explanation", ask(page), details);
  await becomes(true, async () => (await details.innerText()).includes(part));
}

/** A newcomer sees the list without it, as it comes. */
async function foldAway(page: Page): Promise<void> {
  await until(
    page,
    "the end of the explanation",
    ask(page),
    page.locator(".suggest-details").first(),
    "hidden",
  );
}

/** Whoever takes a proposal has seen it: sooner than anybody reads, Enter is still a new line. */
const GLANCE_MS = 400;

/**
 * In so many lines Enter may begin a new one, and is tried again: VS Code makes a list anew, with nothing chosen, when another
 * extension begins to propose, and on a busy machine the key may come before the choice is there again.
 */
const MAX_MISSES = 2;

/** Enter on the first proposal. Answers whether that was taken, or a line begun. */
async function accept(driven: Driven): Promise<boolean> {
  const before = textOf(driven);
  await openList(driven.page);
  await driven.page.waitForTimeout(GLANCE_MS);
  await openList(driven.page);
  await driven.page.keyboard.press("Enter");
  await becomes(true, async () => textOf(driven) !== before);
  return textOf(driven).trim() !== before.trim();
}

async function newLine(driven: Driven): Promise<void> {
  await driven.page.keyboard.press("Enter");
  await becomes(true, async () => textOf(driven).endsWith("\n"));
}

/** As it is saved, which the editor does after every change. */
function textOf({ workspace }: Driven): string {
  return readFileSync(path.join(workspace, FILE), "utf8").replaceAll("\r", "");
}

function analysisOf(driven: Driven): Analysis {
  return analyze(parse(textOf(driven)));
}

function isClosed({ flows }: Analysis): boolean {
  const states = Object.values(flows[0]?.steps.at(-1)?.states.all ?? {});
  const over = states.every((state) => state === "CLOSED" || state === "LISTEN");
  return over && flows[0]?.steps.some(({ segment }) => segment !== null) === true;
}

function dataIn({ flows }: Analysis): number {
  const data = flows[0]?.flow.statements.filter((s) => s.type === "segment" && (s.payload ?? s.len) !== null);
  return data?.length ?? 0;
}
