/** What stands round the picture: what each side knows, the film, the state machine, the words. */

import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { analyze } from "../../src/check/analyze.js";
import { parse } from "../../src/language/parser.js";
import type { Locale } from "../../src/messages/locale.js";
import { graphView } from "../../src/preview/graph.js";
import { pageTexts } from "../../src/preview/page-texts.js";
import { machineView, sceneView, transcriptView } from "../../src/preview/panels.js";
import type { FromPage } from "../../src/protocol/preview.js";
import { equal, type Step, send, show, told, viewOf } from "./support.js";

declare const posted: FromPage[];

const OPEN =
  "client C\nserver S\nC -> S: SYN seq=x\nS -> C: SYN+ACK seq=y ack=x+1\nC -> S: ACK seq=x+1 ack=y+1\n";
const CROSSED = readFileSync("examples/rfc9293/figure-13-simultaneous-close-sequence.tcpflow", "utf8");
const CRASH = readFileSync("examples/rfc9293/figure-09-half-open-connection-discovery.tcpflow", "utf8");
const SEGMENTS = 10_000;

export const PANELS: readonly Step[] = [
  {
    name: "each way to step marks the row, says what happens and shows what changed",
    async run(page) {
      await connect(page, OPEN);
      await page.locator('[data-tool="knowledge"]').click();
      equal(await position(page), "Beginning");
      await page.locator(".film button").nth(2).click();
      await at(page, 1);
      equal(await page.locator(".band.marked").count(), 1);
      equal(await page.locator(".caption-title").textContent(), "C → S: SYN seq=x");
      equal(
        await page.locator(".caption-text").textContent(),
        "C asks S for a connection; its own numbers begin at x. C goes from CLOSED to SYN-SENT, S from LISTEN to SYN-RECEIVED.",
      );
      await page.keyboard.press("ArrowRight");
      await at(page, 2);
      equal(await cells(page, "SND.UNA"), ["x → x+1 (was x)", "y"]);
      equal(await page.locator(".tcb .changed strong").allTextContents(), [
        "ESTABLISHED",
        "x+1",
        "y+1",
        "y+1",
        "nothing",
        "SYN",
      ]);
      await page.locator(".film-slider").fill("3");
      await at(page, 3);
      await page.locator(".film button").first().click();
      await at(page, 2);
      equal(await page.locator(".film-slider").getAttribute("aria-valuetext"), "Step 2 of 3");
    },
  },
  {
    name: "keys that come faster than the panel answers are a step each, and a row that is clicked then stays marked",
    async run(page) {
      await connect(page, OPEN, "en", SLOW);
      await page.locator('[data-tool="knowledge"]').click();
      for (const key of ["ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft"])
        await page.keyboard.press(key);
      await settled(page);
      await at(page, 2);
      await page.keyboard.press("ArrowRight");
      await page.locator(".messageText").first().click();
      await settled(page);
      await at(page, 1);
      const band = await page.locator(".band.marked").boundingBox();
      const row = await page.locator(".messageText").first().boundingBox();
      equal(band !== null && row !== null && row.y > band.y && row.y < band.y + band.height, true);
      equal((await told(page)).filter(({ type }) => type === "step" || type === "marked").length, 6);
    },
  },
  {
    name: "a row that is clicked is the step that is told",
    async run(page) {
      await connect(page, OPEN);
      await page.locator('[data-tool="knowledge"]').click();
      await page.locator(".messageText").nth(1).click();
      await at(page, 2);
      equal(
        (await told(page)).filter(({ type }) => type === "marked" || type === "step"),
        [{ type: "marked", line: 3, request: 1 }],
      );
    },
  },
  {
    name: "the last arrow that is shown is not cut off, and nothing of the next is seen",
    async run(page) {
      await connect(page, `${OPEN}C -> S: PSH+ACK len=3\nS: timeout delack\nS -> C: ACK\n`);
      await page.locator('[data-tool="film"]').click();
      await page.locator(".film-slider").fill("4");
      await at(page, 4);
      equal((await visible(page)).at(-1), "PSH+ACK seq=x+1 ack=y+1 len=3");
      const room = await page.evaluate(() => {
        const lines = [...document.querySelectorAll("line.row-segment:not(.concealed)")];
        const last = Math.max(...lines.map((line) => line.getBoundingClientRect().bottom));
        return (document.querySelector(".curtain")?.getBoundingClientRect().top ?? 0) - last;
      });
      equal(room >= 6, true);
    },
  },
  {
    name: "in film mode later rows cannot be seen, and keys step, open the line, and end it",
    async run(page) {
      await connect(page, OPEN);
      await page.locator('[data-tool="film"]').click();
      await page.keyboard.press("End");
      await at(page, 3);
      await page.locator(".curtain").waitFor({ state: "hidden" });
      await page.keyboard.press("Home");
      await at(page, 0);
      equal(await visible(page), ["CLOSED", "LISTEN"]);
      await page.keyboard.press("ArrowDown");
      await at(page, 1);
      equal(await visible(page), ["CLOSED", "LISTEN", "SYN seq=x", "SYN-SENT", "SYN-RECEIVED"]);
      await page.keyboard.press("PageDown");
      await at(page, 3);
      await page.keyboard.press("ArrowUp");
      await at(page, 2);
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => posted.some(({ type }) => type === "reveal"));
      equal(
        (await told(page)).find(({ type }) => type === "reveal"),
        { type: "reveal", line: 3, focus: true },
      );
      await page.keyboard.press("Escape");
      await page.locator("body:not(.revealing)").waitFor();
      equal(await page.locator(".curtain").isHidden(), true);
    },
  },
  {
    name: "the film plays to its end, and stops there",
    async run(page) {
      await connect(page, OPEN);
      await page.locator('[data-tool="film"]').click();
      await page.locator(".film-speed").selectOption("4");
      const play = page.locator(".film button").nth(1);
      await play.click();
      equal(await play.getAttribute("aria-pressed"), "true");
      await at(page, 3);
      await page.locator('.film button[aria-label="Play"][aria-pressed="false"]').waitFor();
    },
  },
  {
    name: "the marked step is read aloud, politely, and only when it moves",
    async run(page) {
      await connect(page, OPEN);
      await page.locator('[data-tool="knowledge"]').click();
      const live = page.locator('[role="status"][aria-live="polite"]');
      equal(await live.textContent(), "");
      await page.keyboard.press("ArrowRight");
      await at(page, 1);
      const said = (await live.textContent()) ?? "";
      equal(said.includes("Step 1 of 3.") && said.includes("C sends SYN to S, sequence number x."), true);
    },
  },
  {
    name: "what is open stays open over a reload, and what is closed stays closed",
    async run(page) {
      await connect(page, OPEN);
      equal(await page.locator(".knowledge").isHidden(), true);
      await page.locator('[data-tool="knowledge"]').click();
      await page.locator('[data-tool="machine"]').click();
      await page.waitForFunction(
        () => (window as never as { kept?: { panels?: { view?: string } } }).kept?.panels?.view === "machine",
      );
      await page.reload();
      await connect(page, OPEN);
      await page.locator(".machine svg").waitFor();
      equal(await page.locator(".knowledge").isVisible(), true);
      equal(await page.locator('[data-tool="machine"]').getAttribute("aria-pressed"), "true");
    },
  },
  {
    name: "the state machine is drawn once; paths and places follow the step",
    async run(page) {
      await connect(page, CROSSED);
      await page.locator('[data-tool="machine"]').click();
      await page.locator(".machine .token").first().waitFor();
      equal(await page.locator(".machine .state-box").count(), 12);
      equal(await page.locator(".machine .figure-edge").count(), 21);
      equal(await places(page), ["ESTABLISHED", "ESTABLISHED"]);
      await page.evaluate(() => document.querySelector(".machine svg")?.setAttribute("data-old", "yes"));
      for (const [step, a, b] of [
        [1, "FIN-WAIT-1", "ESTABLISHED"],
        [2, "FIN-WAIT-1", "FIN-WAIT-1"],
        [4, "CLOSING", "FIN-WAIT-1"],
        [5, "CLOSING", "CLOSING"],
        [8, "TIME-WAIT", "TIME-WAIT"],
        [10, "CLOSED (end)", "CLOSED (end)"],
      ] as const) {
        await page.locator(".film-slider").fill(String(step));
        await at(page, step);
        equal([step, ...(await places(page))], [step, a, b]);
      }
      equal(await page.locator(".machine svg[data-old]").count(), 1);
      equal(await page.locator(".machine .badge").allTextContents(), [
        "1",
        "2",
        "3",
        "4",
        "1",
        "2",
        "3",
        "4",
      ]);
      equal(await page.locator(".hop.now").allTextContents(), ["4. TIME-WAIT → CLOSED (Timeout=2MSL)"]);
    },
  },
  {
    name: "a change that the figure does not have runs beside it; in film mode nothing is told ahead",
    async run(page) {
      await connect(page, CRASH);
      await page.locator('[data-tool="machine"]').click();
      await page.locator(".machine .trace").first().waitFor();
      equal(await page.locator(".machine .trace.beside-figure").count(), 2);
      equal((await page.locator(".machine .badge").allTextContents()).includes("1 CRASH"), true);
      await page.locator('[data-tool="film"]').click();
      await page.locator(".film-slider").fill("0");
      await at(page, 0);
      equal(await page.locator(".machine .trace").count(), 0);
      equal(await page.locator(".hop").count(), 0);
    },
  },
  {
    name: "the words can be walked through, and lead to their lines",
    async run(page) {
      await connect(page, OPEN);
      await page.locator('[data-tool="text"]').click();
      await page.locator(".transcript-item").first().waitFor();
      equal(await page.locator(".transcript-step").allTextContents(), [
        "The beginning",
        "C sends SYN to S, sequence number x.",
        "S sends SYN+ACK to C, sequence number y, acknowledgment number x+1.",
        "C sends ACK to S, sequence number x+1, acknowledgment number y+1.",
      ]);
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      await at(page, 2);
      const focused = () => page.evaluate(() => document.activeElement?.closest("li")?.dataset["scene"]);
      await page.waitForFunction(() => document.activeElement?.closest("li")?.dataset["scene"] === "2");
      equal(await focused(), "2");
      equal(await page.locator('[aria-current="step"]').getAttribute("aria-posinset"), "2");
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => posted.some(({ type }) => type === "reveal"));
      equal(
        (await told(page)).find(({ type }) => type === "reveal"),
        { type: "reveal", line: 3, focus: true },
      );
    },
  },
  {
    name: "in the words, too, keys that come faster than the panel answers are a step each",
    async run(page) {
      await connect(page, OPEN, "en", SLOW);
      await page.locator('[data-tool="text"]').click();
      await page.locator(".transcript-item").first().waitFor();
      for (const key of ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"]) await page.keyboard.press(key);
      await settled(page);
      await at(page, 2);
      await page.waitForFunction(() => document.activeElement?.closest("li")?.dataset["scene"] === "2");
      equal((await told(page)).filter(({ type }) => type === "step").length, 4);
    },
  },
  {
    name: "of ten thousand steps few are in the page, and every one can be reached",
    async run(page) {
      await connect(page, OPEN + "C -> S: PSH+ACK len=1\nS -> C: ACK\n".repeat(SEGMENTS / 2));
      await page.locator('[data-tool="text"]').click();
      await page.locator('.transcript-item[data-scene="0"]').waitFor();
      await page.keyboard.press("End");
      await page.locator('.transcript-item[data-scene="10003"][aria-current]').waitFor();
      equal((await page.locator(".transcript-item").count()) <= 50, true);
      await page.locator(".film-slider").fill("5000");
      await page.locator('.transcript-item[data-scene="5000"][aria-current]').waitFor();
      await page.locator(".transcript .more").last().click();
      await page.locator('.transcript-item[data-scene="5080"]').waitFor();
      await page.locator(".transcript .more").first().click();
      await page.locator('.transcript-item[data-scene="5000"]').waitFor();
      equal((await page.locator(".transcript-item").count()) <= 50, true);
    },
  },
  {
    name: "whoever listens hears the words and not the picture, shown or not",
    async run(page) {
      await connect(page, OPEN);
      await page.locator(".transcript-item").first().waitFor({ state: "attached" });
      const pictures = await page.evaluate(
        () =>
          [...document.querySelectorAll("svg")].filter((svg) => svg.closest('[aria-hidden="true"]') === null)
            .length,
      );
      equal(pictures, 0);
      const list = page.getByRole("list").filter({ hasText: "C sends SYN to S" });
      equal(await list.count(), 1);
      equal(
        await page.locator(".transcript").evaluate((transcript) => getComputedStyle(transcript).clipPath),
        "inset(50%)",
      );
    },
  },
  {
    name: "an exercise keeps its answers in every view",
    async run(page) {
      const text = 'exercise "e"\nclient C\nserver S\nC -> S: SYN seq=4711\nS -> C: ? seq=y ack=?\nC: ?\n';
      await connect(page, text);
      for (const view of ["machine", "text", "sequence"]) {
        await page.locator(`[data-tool="${view}"]`).click();
        if (view === "machine") await page.locator('[data-tool="knowledge"]').click();
        for (const step of ["0", "1", "2", "3"]) {
          await page.locator(".film-slider").fill(step);
          await at(page, Number(step));
          const all = await page.evaluate(() => {
            const copy = document.body.cloneNode(true) as HTMLElement;
            // The figure itself is the same for all flows.
            for (const figure of copy.querySelectorAll(".machine svg, script, style")) figure.remove();
            return copy.textContent ?? "";
          });
          equal(/4712|SYN\+ACK|SYN-SENT|SYN-RECEIVED|ESTABLISHED/.exec(all)?.[0], undefined);
        }
      }
      equal(await page.locator(".machine .trace, .machine .token").count(), 0);
      equal(
        (await page.locator(".knowledge .silent").textContent())?.startsWith("This is an exercise."),
        true,
      );
    },
  },
  {
    name: "the panel stands below the picture where the page is narrow, and nothing overlaps",
    async run(page) {
      await page.setViewportSize({ width: 420, height: 800 });
      await connect(page, OPEN);
      await page.locator('[data-tool="knowledge"]').click();
      const boxes = await page.evaluate(() =>
        [".bar", ".view", ".side", ".film"].map((name) => {
          const { top, bottom } = (document.querySelector(name) as Element).getBoundingClientRect();
          return [Math.round(top), Math.round(bottom)] as const;
        }),
      );
      for (const [i, [top]] of boxes.entries()) equal(top >= (boxes[i - 1]?.[1] ?? 0), true);
      equal((boxes.at(-1)?.[1] ?? 0) <= 800, true);
    },
  },
  {
    name: "in Chinese everything is said in Chinese",
    async run(page) {
      await connect(page, OPEN, "zh-cn");
      await page.locator('[data-tool="knowledge"]').click();
      await page.keyboard.press("ArrowRight");
      await at(page, 1);
      equal(
        await page.locator(".caption-text").textContent(),
        "C 请求与 S 建立连接，自己的序号从 x 开始。C 从 CLOSED 进入 SYN-SENT，S 从 LISTEN 进入 SYN-RECEIVED。",
      );
      equal(await page.locator(".knowledge .panel-title").textContent(), "双方所知");
      equal(await page.locator('[data-tool="knowledge"]').getAttribute("aria-label"), "双方所知");
    },
  },
];

/** Shows the text, and answers what the page asks as the panel does. */
export async function connect(page: Page, text: string, locale: Locale = "en", delay = 0): Promise<void> {
  const analysis = analyze(parse(text));
  const scene = (place: { line: number } | { index: number }, stepped: boolean, answers: number) => {
    const view = sceneView(analysis, 0, place, "1", locale);
    return view === null ? undefined : send(page, { type: "scene", scene: { ...view, stepped, answers } });
  };
  const answer = async (message: FromPage) => {
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
    const about = ["1", locale] as const;
    if (message.type === "step") await scene({ index: message.index }, true, message.request);
    if (message.type === "marked") await scene({ line: message.line }, false, message.request);
    if (message.type === "tell") {
      const transcript = transcriptView(analysis, 0, message.from, ...about);
      if (transcript !== null) await send(page, { type: "transcript", transcript });
    }
    if (message.type === "paths") {
      const machine = machineView(analysis, 0, ...about);
      if (machine !== null) await send(page, { type: "machine", machine });
    }
    if (message.type === "plot") {
      const graph = graphView(analysis, 0, ...about);
      if (graph !== null) await send(page, { type: "graph", graph });
    }
  };
  const known = await page.evaluate(() => "panelAnswers" in window);
  if (!known) await page.exposeFunction("panelAnswers", answer);
  await page.evaluate(() => {
    const keep = posted.push.bind(posted);
    const { panelAnswers } = window as never as { panelAnswers: (message: FromPage) => void };
    posted.push = (...messages) => {
      for (const message of messages) panelAnswers(message);
      return keep(...messages);
    };
  });
  await show(page, viewOf(text, { texts: pageTexts(locale, false, "f") }));
  await scene({ index: 0 }, false, 0);
  await page.locator(".caption-title").waitFor({ state: "attached" });
  await page.locator(".transcript-item").first().waitFor({ state: "attached" });
}

export async function at(page: Page, step: number): Promise<void> {
  await page.waitForFunction(
    (wanted) =>
      (document.querySelector(".film-slider") as HTMLInputElement).value === String(wanted) &&
      document.querySelector(".transcript [aria-current]")?.getAttribute("data-scene") === String(wanted),
    step,
  );
}

/** Longer than it takes to press a few keys. */
export const SLOW = 400;

/** All that the page asked has been answered. */
export async function settled(page: Page): Promise<void> {
  await page.waitForTimeout(2 * SLOW);
}

async function position(page: Page): Promise<string | null> {
  return page.locator(".film-position").textContent();
}

async function cells(page: Page, fact: string): Promise<string[]> {
  return page.locator(".tcb tr", { hasText: fact }).locator("td").allTextContents();
}

/** The states in which both ends are in the picture. */
async function places(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const boxes = [...document.querySelectorAll<SVGGElement>(".machine .node.here")];
    return [...document.querySelectorAll(".machine .token")].map((token) => {
      const mark = token.getBoundingClientRect();
      const over = boxes.find((box) => {
        const { left, right, top, bottom } = box.getBoundingClientRect();
        return mark.right > left && mark.left < right && mark.bottom > top && mark.top < bottom;
      });
      return over?.dataset["node"] ?? "";
    });
  });
}

/** What of the rows in the page is not covered, from the top. */
async function visible(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const curtain = document.querySelector(".curtain")?.getBoundingClientRect();
    const edge = curtain === undefined || curtain.height === 0 ? Number.POSITIVE_INFINITY : curtain.top;
    return [...document.querySelectorAll(".block text")]
      .map((text) => ({
        text: text.textContent ?? "",
        box: text.getBoundingClientRect(),
        shown: getComputedStyle(text).visibility !== "hidden",
      }))
      .filter(({ box, shown }) => shown && box.height > 0 && box.top < edge)
      .sort((a, b) => a.box.top - b.box.top || a.box.left - b.box.left)
      .map(({ text }) => text);
  });
}
