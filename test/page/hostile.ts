/** Captions, notes, titles and headings of every kind of text, in every view: shown as written, and nothing runs. */

import type { Page } from "playwright-core";
import { parse } from "../../src/language/parser.js";
import { HOSTILE } from "../diagram/labels.js";
import { at, connect } from "./panels.js";
import { equal, type Step } from "./support.js";

/** One that has no end on its line, or that is blank, is no caption. */
const CAPTIONS = HOSTILE.filter((label) => label.trim() !== "" && !/[()（）]/.test(label));

const quoted = (label: string) => `"${label.replace(/["\\]/g, "\\$&")}"`;

const FLOW = [
  `flow ${quoted(HOSTILE.join(" "))}`,
  `client C ${quoted(HOSTILE.slice(0, 40).join(""))}`,
  `server S ${quoted(HOSTILE.slice(-20).join(""))}`,
  "C -> S: SYN seq=x",
  "S -> C: SYN+ACK seq=y",
  "C -> S: ACK",
  ...CAPTIONS.flatMap((label) => [`C -> S: PSH+ACK len=1 (${label})`, `note C: ${label}`]),
  "",
].join("\n");

export const HOSTILE_STEPS: readonly Step[] = [
  {
    name: "captions and notes are shown as they are written",
    async run(page) {
      await page.setViewportSize({ width: 900, height: CAPTIONS.length * 140 });
      await connect(page, FLOW);
      const { captions, notes } = written();
      equal(captions.length > CAPTIONS.length * 0.8, true);
      await page.waitForFunction(
        (count) => new Set([...document.querySelectorAll('g[data-et="note"].row-note')]).size >= count,
        notes.length,
      );
      const rows = await textsOfRows(page);
      equal(
        captions.filter((caption) => !rows.some((row) => row.endsWith(plain(`(${caption})`)))),
        [],
      );
      equal(
        notes.filter((note) => !rows.includes(plain(note))),
        [],
      );
      equal(await whatRuns(page), []);
    },
  },
  {
    name: "whatever captions, notes and titles say, nothing runs in any view",
    async run(page) {
      await connect(page, FLOW);
      for (const tool of ["knowledge", "film", "machine", "text", "sequence"]) {
        await page.locator(`[data-tool="${tool}"]`).click();
        for (const step of [1, 4, 31, 60]) {
          await page.locator(".film-slider").fill(String(step));
          await at(page, step);
          equal(await whatRuns(page), []);
        }
      }
      await page.locator('[data-tool="find"]').click();
      await page.locator(".find-input").fill("<img src=x onerror=window.broken=1>");
      equal(await whatRuns(page), []);
    },
  },
];

/** What the language reads as captions and notes. */
function written(): { readonly captions: readonly string[]; readonly notes: readonly string[] } {
  const statements = parse(FLOW).flows[0]?.statements ?? [];
  return {
    captions: statements.flatMap((one) =>
      one.type === "segment" && one.caption !== null ? [one.caption.value] : [],
    ),
    notes: statements.flatMap((one) => (one.type === "note" ? [one.text.value] : [])),
  };
}

/** Long ones are broken into lines: blanks do not count. */
function plain(text: string): string {
  return text.replace(/\s+/g, "");
}

/** What is shown of each row, its lines put together. */
async function textsOfRows(page: Page): Promise<readonly string[]> {
  const rows = await page.evaluate(() =>
    [...document.querySelectorAll(".block.sheet")].flatMap((sheet) => {
      const texts = new Map<string, string>();
      for (const one of sheet.querySelectorAll("text[data-of], g[data-of]:not(.mark)")) {
        const of = one.getAttribute("data-of") ?? "";
        texts.set(of, (texts.get(of) ?? "") + one.textContent);
      }
      return [...texts.values()];
    }),
  );
  return rows.map(plain);
}

/** Elements and attributes that could load or do something, and what a script of the text would have left. */
function whatRuns(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const active = /^(?:script|img|iframe|object|embed|a|b|link|meta|foreignobject|image|use|math)$/;
    const odd = [...document.querySelectorAll("#app *")].filter(
      (element) =>
        active.test(element.tagName.toLowerCase()) ||
        [...element.attributes].some(({ name }) => /^on/i.test(name) || /href$|^src/i.test(name)),
    );
    return [
      ...odd.map((element) => element.outerHTML.slice(0, 200)),
      ...("broken" in window ? ["broken"] : []),
    ];
  });
}
