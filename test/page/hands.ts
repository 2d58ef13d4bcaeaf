/** The page in a user's hands: the keyboard in the toolbar, a picture that fits, a film that never shows nothing. */

import type { Page } from "playwright-core";
import { at, connect } from "./panels.js";
import { atMost, atRest, equal, longFlow, type Step, show, showText, told, viewOf } from "./support.js";

const CAPTION = "the whole of a sentence stands here as a caption, and it is a long one";
const LONG_LABELS = `client C "a client with a name of many words"
server S "and a server"
C -> S: SYN seq=x (${CAPTION})
S -> C: SYN+ACK seq=y ack=x+1 mss=1460 wscale=7 sackok win=65535 (${CAPTION})
note S: ${CAPTION}
C -> S: ACK
`;
const WIDTHS = [380, 1200];

const tool = (page: Page, name: string) => page.locator(`[data-tool="${name}"]`);

const focused = (page: Page) =>
  page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset["tool"] ?? "");

export const HANDS: readonly Step[] = [
  {
    name: "the toolbar is one stop of the Tab key, and arrow keys go from button to button",
    async run(page) {
      await connect(page, LONG_LABELS);
      const stops = () => page.locator('.tools button[tabindex="0"]').count();
      equal(await stops(), 1);
      await tool(page, "sequence").focus();
      await page.keyboard.press("ArrowRight");
      equal([await focused(page), await stops()], ["machine", 1]);
      await page.keyboard.press("ArrowLeft");
      await page.keyboard.press("ArrowLeft");
      equal(
        await focused(page),
        await page.locator(".tools button:visible").last().getAttribute("data-tool"),
      );
      await page.keyboard.press("Home");
      equal(await focused(page), "sequence");
      await page.keyboard.press("End");
      await page.keyboard.press("Tab");
      equal(await focused(page), "");
      await page.keyboard.press("Shift+Tab");
      equal(await stops(), 1);
      equal(await page.locator(".tools").getAttribute("aria-label"), "Preview");
      // In the words nothing is zoomed: the arrow keys pass those buttons over.
      await tool(page, "text").click();
      await tool(page, "fold").or(tool(page, "autonumber")).first().focus();
      await page.keyboard.press("ArrowRight");
      equal(await focused(page), "find");
    },
  },
  {
    name: "the name of a toggle stays, and its state is told beside it",
    async run(page) {
      const names = () =>
        page
          .locator("[aria-pressed], .fold")
          .evaluateAll((all) => all.map((one) => one.getAttribute("aria-label") ?? one.textContent));
      const text = longFlow(40);
      await connect(page, text);
      const before = await names();
      for (const name of ["fold", "knowledge", "film"]) await tool(page, name).click();
      await page.locator(".film button[aria-label=Play]").click();
      await show(page, viewOf(text, { locked: true, states: false, notes: false, autonumber: true }));
      equal(await names(), before);
      equal(await tool(page, "lock").getAttribute("aria-pressed"), "true");
      equal(await tool(page, "fold").getAttribute("aria-pressed"), "true");
    },
  },
  ...WIDTHS.map(
    (width): Step => ({
      name: `fit to width fits at ${width} px, with long labels as well`,
      async run(page) {
        await page.setViewportSize({ width, height: 700 });
        await showText(page, LONG_LABELS);
        await atRest(page);
        const beyond = () =>
          page.evaluate(() => {
            const main = document.querySelector("main") as HTMLElement;
            const right = main.getBoundingClientRect().left + main.clientWidth;
            const texts = [...main.querySelectorAll("svg text, svg rect.note")];
            const farthest = Math.max(...texts.map((one) => one.getBoundingClientRect().right));
            return Math.max(main.scrollWidth - main.clientWidth, farthest - right);
          });
        atMost(await beyond(), 0.5);
        await tool(page, "zoom-in").click();
        for (let i = 0; i < 6; i++) await tool(page, "zoom-in").click();
        await tool(page, "fit").click();
        await atRest(page);
        atMost(await beyond(), 0.5);
      },
    }),
  ),
  {
    name: "the film shows the top at the beginning, wherever one was, and never nothing",
    async run(page) {
      await connect(page, longFlow(400));
      await page.locator(".stack").focus();
      await page.keyboard.press("End");
      await atRest(page);
      await tool(page, "film").click();
      await page.keyboard.press("End");
      await atRest(page);
      const inSight = () =>
        page.evaluate(() => {
          const main = (document.querySelector("main") as HTMLElement).getBoundingClientRect();
          return [...document.querySelectorAll(".block .row:not(.concealed)")].filter((row) => {
            const box = row.getBoundingClientRect();
            return box.bottom > main.top && box.top < main.bottom;
          }).length;
        });
      equal((await inSight()) > 0, true);
      await page.keyboard.press("Home");
      await at(page, 0);
      await atRest(page);
      equal(await page.evaluate(() => (document.querySelector("main") as HTMLElement).scrollTop), 0);
      equal((await inSight()) > 0, true);
      for (let step = 1; step <= 30; step += 1) {
        await page.keyboard.press("ArrowDown");
        await at(page, step);
        // Scrolled as far as it goes, one still sees something.
        await page.evaluate(() => (document.querySelector("main") as HTMLElement).scrollBy(0, 100_000));
        await atRest(page);
        equal([step, (await inSight()) > 0], [step, true]);
      }
      await page.keyboard.press("Escape");
      await atRest(page);
      equal(await page.locator(".concealed").count(), 0);
    },
  },
  {
    name: "turned on in the toolbar, the film has the keyboard at once",
    async run(page) {
      await connect(page, longFlow(20));
      await tool(page, "film").focus();
      await page.keyboard.press("Enter");
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("ArrowRight");
      await at(page, 2);
    },
  },
  {
    name: "the search marks the words that it finds, in every row and heading, and takes the marks away",
    async run(page) {
      await showText(page, `== The ACK ==\n${LONG_LABELS}`);
      await page.keyboard.press("Control+f");
      await page.locator(".find-input").fill("syn+ack");
      await page.locator(".found-text").first().waitFor();
      const boxes = await page.evaluate(() => {
        const text = [...document.querySelectorAll("svg text")].find((one) =>
          one.textContent?.startsWith("SYN+ACK"),
        ) as SVGTextElement;
        const box = (document.querySelector(".found-text") as Element).getBoundingClientRect();
        const whole = text.getBoundingClientRect();
        return [box.left - whole.left, box.width / whole.width, box.top - whole.top];
      });
      atMost(Math.abs(boxes[0] ?? 99), 2);
      equal((boxes[1] ?? 0) > 0.02 && (boxes[1] ?? 1) < 0.5, true);
      atMost(Math.abs(boxes[2] ?? 99), 4);
      await page.locator(".find-input").fill("ack");
      await page.locator(".found-words").first().waitFor();
      equal(await page.locator(".found-words").allTextContents(), ["ACK"]);
      equal(await page.locator(".section-title").first().textContent(), "The ACK");
      // SYN+ACK, ack=, sackok; ACK, ack=
      equal(await page.locator(".found-text").count(), 5);
      await page.keyboard.press("Escape");
      equal(await page.locator(".found-text, .found-words").count(), 0);
      equal(await page.locator(".section-title").first().textContent(), "The ACK");
    },
  },
  {
    name: "read as text, the first step is number 1, on every page of a long list",
    async run(page) {
      await connect(page, longFlow(300));
      await tool(page, "text").click();
      const numbers = () =>
        page.locator(".transcript-item").evaluateAll((all) => all.map((one) => (one as HTMLLIElement).value));
      equal((await numbers()).slice(1, 4), [1, 2, 3]);
      const marks = await page
        .locator(".transcript-step")
        .evaluateAll((all) => all.slice(0, 2).map((one) => getComputedStyle(one, "::before").content));
      equal([marks[0], marks[1]?.includes("list-item")], ["none", true]);
      equal(await page.locator(".transcript-shown").textContent(), "Steps 1 to 49 of 301");
      await page.locator(".transcript .more:visible").last().click();
      await page.locator(".transcript-shown", { hasText: "Steps 50 to 99 of 301" }).waitFor();
      equal((await numbers()).slice(0, 3), [50, 51, 52]);
    },
  },
  {
    name: "a paste that cannot be read says what to do, and leads there",
    async run(page) {
      const view = viewOf("12:00:01 IP a.1 > b.2: Flags [S], seq 1\n", { unreadable: 0 });
      const texts = { ...view.texts, empty: "This cannot be read.", repair: "Show What Can Be Done" };
      await show(page, { ...view, blocks: [], texts });
      await page.getByRole("button", { name: "Show What Can Be Done" }).click();
      equal(
        (await told(page)).filter(({ type }) => type === "repair"),
        [{ type: "repair", line: 0 }],
      );
      await showText(page, "client C\n");
      equal(await page.locator(".empty-repair").count(), 0);
    },
  },
];
