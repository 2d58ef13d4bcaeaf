/**
 * Three lessons with the keyboard alone: the page, one of its exercises, back to the page, and on to the next lesson. Last, the
 * page of a mistake in a flow of one's own.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { FrameLocator, Page } from "playwright-core";
import { runCommand, webviewFrame } from "../../scripts/hosts/window.mjs";
import { ROOT } from "../../scripts/workspace.mjs";
import { exerciseTexts } from "../../src/messages/exercise.js";
import { LESSON_TOPICS } from "../../src/messages/lessons.js";
import { type Locale, pick } from "../../src/messages/locale.js";
import { codePageStep, WITH_A_MISTAKE } from "./code-page.js";
import { activeTab, blankSelected, drawn, row, saved, until, writeHere } from "./desk.js";
import { photographer } from "./shots.js";
import { becomes, type Step } from "./steps.js";

export const PAGES_FILE = "notes.tcpflow";
export const PAGES_TEXT = WITH_A_MISTAKE;

interface Lesson {
  readonly id: string;
  /** The line of the first blank of its first exercise, and what is written there. */
  readonly line: string;
  readonly answer: string;
}

const THREE: readonly Lesson[] = [
  { id: "01-three-way-handshake", line: "S -> C: SYN+ACK seq=y ack=?", answer: "x+1" },
  { id: "02-why-three", line: "  C: ?", answer: "ESTABLISHED" },
  { id: "03-old-syn", line: "S -> C:     SYN+ACK seq=100  ack=?", answer: "5001" },
];

/** More links than a page has. */
const MOST_TABS = 12;

export function pagesSteps(locale: Locale, shots?: string): Step[] {
  const shoot = photographer(shots);
  const title = (name: string) => `lessons, ${locale}: ${name}`;
  const steps = THREE.flatMap(({ answer, id, line }, i): Step[] => {
    const copy = `${id}.answer.tcpflow`;
    const text = pageText(locale, id);
    return [
      {
        name: title(`${id} is read as a page with its pictures`),
        run: async ({ page }) => {
          if (i === 0) await openFirst(page, locale);
          await activeTab(page, `${id}.md`);
          await becomes(titleOf(text), async () =>
            (await rendered(page)).locator(".markdown-body h1").innerText(),
          );
          const blocks = text.match(/^```tcpflow/gmu)?.length ?? 0;
          await becomes(blocks, async () =>
            (await rendered(page)).locator(".tcpflow-picture > #app").count(),
          );
          await becomes(0, async () => (await rendered(page)).locator(".tcpflow-findings").count());
          await shoot(page, `${i + 1}-page`);
          await (await rendered(page)).locator("h2").last().scrollIntoViewIfNeeded();
          await shoot(page, `${i + 1}-page-end`);
        },
      },
      {
        name: title(`a link of ${id} begins its exercise, at its first blank and beside its picture`),
        run: async (driven) => {
          const { page } = driven;
          const [, first = ""] = /\[([^\]]+)\]\([^)]*\.tcpflow#/u.exec(text) ?? [];
          await follow(page, first);
          await activeTab(page, copy);
          await blankSelected(page);
          await becomes(true, async () => (await drawn(page)).some((one) => one.includes("SYN")));
          await becomes(0, () => page.locator(".tab", { hasText: `${id}.tcpflow` }).count());
          await becomes(true, async () => saved(driven, copy).startsWith(`answers "${id}.tcpflow"\n`));
          await shoot(page, `${i + 1}-exercise`);
          await writeHere(driven, copy, answer, line.replace("?", answer));
        },
      },
      {
        name: title(`the copy of ${id} leads back to its page`),
        run: async ({ page }) => {
          const lens = page.locator(".codelens-decoration a", { hasText: exerciseTexts(locale).readTheory });
          await page.keyboard.press("Control+Home");
          await lens.first().waitFor();
          await shoot(page, `${i + 1}-lens`);
          await page.keyboard.press("Control+PageUp");
          await activeTab(page, `${id}.md`);
        },
      },
      ...(THREE[i + 1] === undefined
        ? []
        : [
            {
              name: title(`from the page of ${id} a link leads to the next lesson`),
              run: async ({ page }: { readonly page: Page }) => {
                const next = THREE[i + 1]?.id ?? "";
                await follow(page, titleOf(pageText(locale, next)));
                await activeTab(page, `${next}.md`);
              },
            },
          ]),
    ];
  });
  return [...steps, codePageStep(PAGES_FILE, locale, title, shoot)];
}

function titleOf(text: string): string {
  return /^# (.*)$/mu.exec(text)?.[1] ?? "";
}

function pageText(locale: Locale, id: string): string {
  return readFileSync(path.join(ROOT, "lessons", locale, `${id}.md`), "utf8");
}

/** The first row below the first topic of the view. */
async function openFirst(page: Page, locale: Locale): Promise<void> {
  await until(
    "the page of the first lesson",
    async () => {
      await runCommand(page, "TCPFlow: Focus on Lessons View");
      await row(page, pick(LESSON_TOPICS.open, locale)).waitFor();
      await page.keyboard.press("Home");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
    },
    () => page.locator(".tab.active", { hasText: `${THREE[0]?.id}.md` }).isVisible(),
  );
}

/** Which of the frames in sight shows the page: the picture of an exercise may stand beside it. */
async function rendered(page: Page): Promise<FrameLocator> {
  let found: FrameLocator | undefined;
  await until(
    "a rendered page",
    async () => {},
    async () => {
      const frames = await page.locator("iframe.webview.ready").count();
      for (let i = 0; i < frames; i++) {
        const frame = webviewFrame(page, i);
        if ((await frame.locator(".markdown-body h1").count()) > 0) found = frame;
      }
      return found !== undefined;
    },
  );
  return found as FrameLocator;
}

/** With the tabulator to the link of this text, and into it. */
async function follow(page: Page, text: string): Promise<void> {
  const inPage = async <T>(look: (body: Element) => T) =>
    (await rendered(page)).locator("body").evaluate(look as (body: HTMLElement | SVGElement) => T);
  const focused = () => inPage((body) => body.ownerDocument.activeElement?.textContent ?? "");
  await until(
    `the link ${text}`,
    async () => {
      if (!(await inPage((body) => body.ownerDocument.hasFocus()))) {
        await page.keyboard.press("Control+1");
        await becomes(true, () => inPage((body) => body.ownerDocument.hasFocus()));
      }
      for (let i = 0; i < MOST_TABS && (await focused()) !== text; i++) await page.keyboard.press("Tab");
    },
    async () => (await focused()) === text,
  );
  await page.keyboard.press("Enter");
}
