/** The time–sequence graph: what is drawn of a flow, the keys and the mouse in it, and its table. */

import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { analyze } from "../../src/check/analyze.js";
import { parse } from "../../src/language/parser.js";
import { sceneView } from "../../src/preview/panels.js";
import type { FromPage } from "../../src/protocol/preview.js";
import { at, connect, SLOW, settled } from "./panels.js";
import { equal, type Step, send, told } from "./support.js";

const SLOW_START = readFileSync("examples/slow-start.tcpflow", "utf8");
const LOSS = `client C
server S
@0 C -> S: SYN seq=x
@10ms S -> C: SYN+ACK seq=y ack=x+1 win=500
@20ms C -> S: ACK
@30ms C -> S: PSH+ACK len=100
@40ms C -x S: PSH+ACK len=100
@50ms S -> C: ACK ack=x+101 win=500
@300ms C: timeout rto
@300ms C -> S: PSH+ACK seq=x+101 len=100
@310ms S -> C: ACK ack=x+201 win=500
`;

export const GRAPH: readonly Step[] = [
  {
    name: "the graph is drawn with all of its points, in the colours of the theme, and again when that changes",
    async run(page) {
      await useColours(page, "#1a85ff");
      await open(page, SLOW_START);
      equal(await page.locator(".graph-direction").inputValue(), "S → C");
      equal(await page.locator(".graph-plot").getAttribute("data-points"), "0 105");
      equal(await hasColour(page, [26, 133, 255]), true);
      await useColours(page, "#00aa44");
      await page.waitForFunction(() => true);
      await painted(page);
      equal([await hasColour(page, [26, 133, 255]), await hasColour(page, [0, 170, 68])], [false, true]);
    },
  },
  {
    name: "graph: arrow keys walk from point to point and to what is remarkable, and Enter leads to the line",
    async run(page) {
      await open(page, LOSS);
      equal(await reading(page), "C → S");
      await page.keyboard.press("ArrowRight");
      equal((await reading(page)).split(" · ").slice(0, 2), ["0", "SYN 0..1"]);
      await page.keyboard.press("ArrowRight");
      equal((await reading(page)).includes("ACK up to 1 "), true);
      await page.keyboard.press("ArrowDown");
      equal(
        await reading(page),
        "40 ms · segment 101..201 (100 octets), lost · in flight: 200 · window: 500 · line 7",
      );
      await at(page, 5);
      await page.keyboard.press("ArrowDown");
      equal((await reading(page)).includes("sent again"), true);
      await page.keyboard.press("ArrowUp");
      equal((await reading(page)).includes("lost"), true);
      await page.keyboard.press("End");
      equal((await reading(page)).includes("line 11"), true);
      await page.keyboard.press("ArrowRight");
      equal((await reading(page)).includes("line 11"), true);
      await page.keyboard.press("Enter");
      await page.keyboard.press("Shift+Enter");
      const revealed = (await told(page)).filter(({ type }) => type === "reveal");
      equal(revealed, [
        { type: "reveal", line: 10, focus: false },
        { type: "reveal", line: 10, focus: true },
      ]);
      // Whoever listens hears the point as the value of a slider.
      const slider = page.getByRole("slider", { name: /Time–sequence graph from C to S/ });
      equal(await slider.getAttribute("aria-valuetext"), await reading(page));
      equal(await slider.getAttribute("aria-valuenow"), await slider.getAttribute("aria-valuemax"));
    },
  },
  {
    name: "graph: keys that come faster than the panel answers are a point each",
    async run(page) {
      await open(page, LOSS, SLOW);
      for (const key of ["ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft", "ArrowLeft", "ArrowDown"])
        await page.keyboard.press(key);
      const reached = await reading(page);
      equal(reached.includes("lost · in flight: 200"), true);
      await settled(page);
      equal(await reading(page), reached);
      await at(page, 5);
    },
  },
  {
    name: "graph: a click on a point marks its step and leads to its line; pointing at it tells what it is",
    async run(page) {
      await open(page, LOSS);
      await page.keyboard.press("ArrowDown");
      const place = await placeOfMark(page);
      await page.keyboard.press("Home");
      await page.mouse.move(place.x + 3, place.y);
      await page.locator(".graph-card:visible", { hasText: "segment 101..201 (100 octets), lost" }).waitFor();
      await page.mouse.click(place.x + 3, place.y);
      await at(page, 5);
      equal(
        (await told(page)).findLast(({ type }) => type === "reveal"),
        { type: "reveal", line: 6, focus: false },
      );
      await page.mouse.move(place.x + 60, place.y - 60);
      await page.locator(".graph-card").waitFor({ state: "hidden" });
    },
  },
  {
    name: "the step that is marked elsewhere is marked in the graph",
    async run(page) {
      await open(page, LOSS);
      await page.locator(".film-slider").fill("5");
      await at(page, 5);
      equal((await reading(page)).includes("lost · in flight: 200"), true);
      await page.locator(".film-slider").fill("0");
      await at(page, 0);
      equal(await reading(page), "C → S");
    },
  },
  {
    name: "graph: the line below speaks of the step that is marked, as the film counts it, wherever its points are",
    async run(page) {
      const lost = 'client C\nserver S\nC -> S: SYN seq=x\nnote C: "wait"\nS -x C: SYN+ACK\nC: timeout rto\n';
      await open(page, `${lost}C -> S: SYN seq=x\n`);
      const said: string[] = [];
      for (const step of [1, 2, 3, 4, 5]) {
        await page.locator(".film-slider").fill(String(step));
        await at(page, step);
        said.push(await reading(page));
      }
      equal(said, [
        "step 1 · SYN 0..1 · in flight: 1 · line 3",
        "step 2 · in flight: 1 · line 4",
        "step 3 · in flight: 1 · line 5",
        "step 4 · in flight: 1 · line 6",
        "step 5 · SYN 0..1, sent again · in flight: 1 · line 7",
      ]);
      await page.locator(".film-slider").fill("3");
      await at(page, 3);
      const slider = page.getByRole("slider", { name: /Time–sequence graph from C to S/ });
      equal(await slider.getAttribute("aria-valuetext"), said[2]);
    },
  },
  {
    name: "graph: in film mode nothing is drawn or told of what is still to come, and keys are steps",
    async run(page) {
      await open(page, LOSS);
      await page.locator(".graph-button").click();
      equal(await page.locator(".graph-points tbody tr").count(), 7);
      await page.locator('[data-tool="film"]').click();
      await page.locator(".film-slider").fill("4");
      await at(page, 4);
      await painted(page);
      equal(await page.locator(".graph-plot").getAttribute("data-points"), "0 3");
      equal(await page.locator(".graph-points tbody tr").count(), 3);
      await page.locator(".graph-plot").focus();
      await page.keyboard.press("ArrowRight");
      await at(page, 5);
      equal(await page.locator(".graph-points tbody tr").count(), 4);
    },
  },
  {
    name: "graph: keys, wheel and mouse zoom and pan, and what is marked comes into sight",
    async run(page) {
      await open(page, SLOW_START);
      const all = await inSight(page);
      for (let i = 0; i < 12; i++) await page.keyboard.press("+");
      await painted(page);
      const few = await inSight(page);
      equal(few < all / 3, true);
      await page.locator('[data-tool="fit"][aria-pressed="false"]').waitFor();
      await page.keyboard.press("End");
      await painted(page);
      const last = (await page.locator(".graph-plot").getAttribute("data-points"))?.split(" ")[1];
      equal(last, String(all));
      const box = await boxOfPlot(page);
      await page.mouse.move(box.x + 300, box.y + 100);
      await page.mouse.down();
      await page.mouse.move(box.x + 500, box.y + 100, { steps: 4 });
      await page.mouse.up();
      await painted(page);
      equal(
        (await page.locator(".graph-plot").getAttribute("data-points"))?.split(" ")[1] === String(all),
        false,
      );
      // What was dragged was not clicked.
      equal(
        (await told(page)).some(({ type }) => type === "reveal"),
        false,
      );
      await page.locator('[data-tool="fit"]').click();
      await painted(page);
      equal(await inSight(page), all);
      await page.mouse.move(box.x + 300, box.y + 100);
      await page.keyboard.down("Control");
      await page.mouse.wheel(0, -100);
      await page.keyboard.up("Control");
      await page.locator('[data-tool="fit"][aria-pressed="false"]').waitFor();
    },
  },
  {
    name: "graph: where the marked line has no point of its own, one can look elsewhere",
    async run(page) {
      await open(page, `${SLOW_START}note: the end\n`);
      for (let i = 0; i < 12; i++) await page.keyboard.press("+");
      await page.locator(".film-slider").fill("101");
      await at(page, 101);
      await painted(page);
      const there = await page.locator(".graph-plot").getAttribute("data-points");
      await page.locator(".graph-plot").focus();
      for (let i = 0; i < 20; i++) await page.keyboard.press("<");
      // What is kept is kept a moment later.
      await page.waitForTimeout(300);
      await painted(page);
      equal((await page.locator(".graph-plot").getAttribute("data-points")) === there, false);
    },
  },
  {
    name: "graph: the same stands in a table, whose rows lead to their lines",
    async run(page) {
      await open(page, LOSS);
      await page.locator(".graph-button").click();
      equal(await page.getByRole("table", { name: "Time–sequence graph: C → S" }).count(), 1);
      const cells = await page.locator(".graph-points tr").nth(4).locator("td").allTextContents();
      equal(cells, ["40 ms", "7", "segment 101..201 (100 octets), lost", "200"]);
      await page.locator(".graph-go").nth(3).focus();
      await at(page, 5);
      equal(await page.locator(".graph-points tr[aria-current]").count(), 1);
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => posted.some(({ type }) => type === "reveal"));
      equal(
        (await told(page)).find(({ type }) => type === "reveal"),
        { type: "reveal", line: 6, focus: true },
      );
    },
  },
  {
    name: "graph: of ten thousand points few are in the table, and every one can be reached",
    async run(page) {
      await open(page, `${LOSS}${"C -> S: PSH+ACK len=1\nS -> C: ACK\n".repeat(5000)}`);
      await page.locator(".graph-button").click();
      equal(await page.locator(".graph-points tbody tr").count(), 100);
      await page.locator(".graph-table .more").last().click();
      await page.locator(".graph-shown", { hasText: "Points 101 to 200 of 10007" }).waitFor();
      await page.locator(".graph-plot").focus();
      await page.keyboard.press("End");
      await page.locator(".graph-shown", { hasText: "of 10007" }).waitFor();
      equal(await page.locator(".graph-points tr[aria-current] td").nth(1).textContent(), "10011");
    },
  },
  {
    name: "graph: series are hidden and shown, directions and steps are chosen, and all of it is kept over a reload",
    async run(page) {
      await open(page, LOSS);
      equal(await page.locator(".graph-series:visible").allTextContents(), [
        "segment",
        "lost, or sent again",
        "acknowledged (SND.UNA)",
        "edge of the window",
        "in flight",
        "window (SND.WND)",
      ]);
      await page.locator('.graph-series[data-series="edge"]').click();
      await page.locator(".graph-axis").selectOption("steps");
      await page.locator(".graph-direction").selectOption("S → C");
      await page.keyboard.press("Tab");
      await page.locator(".graph-plot").focus();
      await page.keyboard.press("Home");
      equal((await reading(page)).startsWith("step 2 · SYN 0..1"), true);
      await page.reload();
      await connect(page, LOSS);
      await page.locator(".graph-plot[data-points]").waitFor();
      equal(await page.locator('[data-tool="graph"]').getAttribute("aria-pressed"), "true");
      equal(await page.locator(".graph-direction").inputValue(), "S → C");
      equal(await page.locator(".graph-axis").inputValue(), "steps");
      equal(await page.locator('.graph-series[data-series="edge"]').getAttribute("aria-pressed"), "false");
    },
  },
  {
    name: "graph: while somebody writes it is asked for once, when he pauses",
    async run(page) {
      await open(page, LOSS);
      const asked = async () => (await told(page)).filter(({ type }) => type === "plot").length;
      equal(await asked(), 1);
      const analysis = analyze(parse(LOSS));
      for (const version of ["2", "3", "4"]) {
        const scene = sceneView(analysis, 0, { index: 0 }, version, "en");
        if (scene !== null)
          await send(page, { type: "scene", scene: { ...scene, stepped: false, answers: 0 } });
      }
      await page.waitForFunction(() => posted.filter(({ type }) => type === "plot").length > 1);
      await page.waitForTimeout(500);
      equal(await asked(), 2);
    },
  },
  {
    name: "graph: a flow without times is drawn by steps, and what is not known is said",
    async run(page) {
      await open(
        page,
        "client C\nserver S\nC -> S: SYN seq=x\nS -> C: SYN+ACK\nC -> S: PSH+ACK\nS -> C: ACK\n",
      );
      equal(await page.locator(".graph-axis").isHidden(), true);
      equal((await page.locator(".graph-notes li").allTextContents()).length, 3);
      await page.keyboard.press("End");
      equal((await reading(page)).startsWith("step 4 · ACK up to 2"), true);
    },
  },
  {
    name: "of an exercise the graph shows nothing, and says why",
    async run(page) {
      await connect(page, `exercise "e"\n${LOSS.replace("len=100", "len=?")}`);
      await page.locator('[data-tool="graph"]').click();
      await page.locator(".graph .silent:visible").waitFor();
      equal(await page.locator(".graph-plot").isHidden(), true);
      equal(
        await page.locator(".graph select:visible, .graph button:visible, .graph table:visible").count(),
        0,
      );
      const said = await page.locator(".graph").innerText();
      equal(said.replace("Time–sequence graph", "").trim().startsWith("This is an exercise."), true);
      equal(/\d/.exec(said)?.[0], undefined);
    },
  },
  {
    name: "in Chinese the graph speaks Chinese",
    async run(page) {
      await connect(page, LOSS, "zh-cn");
      await page.locator('[data-tool="graph"]').click();
      await page.locator(".graph-plot[data-points]").waitFor();
      equal(await page.locator('[data-tool="graph"]').getAttribute("aria-label"), "时间–序号图");
      await page.keyboard.press("ArrowDown");
      equal(
        await reading(page),
        "40 ms · 报文段 101..201（100 字节），丢失 · 在途：200 · 窗口：500 · 第 7 行",
      );
    },
  },
  {
    name: "as an SVG the graph needs nothing else, names what is in it, and says no more than is shown",
    async run(page) {
      await useColours(page, "#1a85ff");
      await open(page, LOSS);
      await page.locator('.graph-series[data-series="window"]').click();
      await page.locator('[data-tool="export"]').click();
      equal((await told(page)).at(-1), { type: "ask", what: "graph" });
      const title = `<a> & "b"`;
      const { svg, width, height } = await drawn(page, title);
      equal(
        /<style|class=|\bid=|foreignObject|var\(|url\(|href|<script|NaN|undefined/.exec(svg)?.[0],
        undefined,
      );
      const found = await page.evaluate((markup) => {
        const made = new DOMParser().parseFromString(markup, "image/svg+xml");
        return {
          texts: [...made.querySelectorAll("text")].map((text) => text.textContent ?? ""),
          title: made.querySelector("title")?.textContent,
          broken: made.querySelector("parsererror") !== null,
        };
      }, svg);
      equal([found.broken, found.title], [false, `${title}: C → S`]);
      for (const said of ["segment", "lost, or sent again", "time (ms)", "SYN"])
        equal([said, found.texts.includes(said)], [said, true]);
      equal(found.texts.includes("window (SND.WND)"), false);
      // The light colours, whatever theme is on.
      equal(svg.includes('fill="#ffffff"'), true);
      const size = await page.evaluate(async (markup) => {
        const image = new Image();
        image.src = URL.createObjectURL(new Blob([markup], { type: "image/svg+xml" }));
        await image.decode();
        return [image.naturalWidth, image.naturalHeight];
      }, svg);
      equal(size, [width, height]);
    },
  },
  {
    name: "a graph that was never shown can be taken away as well",
    async run(page) {
      await connect(page, LOSS);
      equal((await drawn(page, "t")).svg.includes("SYN"), true);
    },
  },
];

declare const posted: FromPage[];

/** With the graph shown, and the keyboard in it. */
async function open(page: Page, text: string, delay = 0): Promise<void> {
  await connect(page, text, "en", delay);
  await page.locator('[data-tool="graph"]').click();
  await page.locator(".graph-plot[data-points]").waitFor();
  await page.locator(".graph-plot:focus").waitFor();
}

async function reading(page: Page): Promise<string> {
  return ((await page.locator(".graph-reading").textContent()) ?? "").replaceAll("\u2009", "");
}

/** Two frames later all is painted that was to be painted. */
async function painted(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let i = 0; i < 3; i++) await new Promise((done) => requestAnimationFrame(done));
  });
}

async function inSight(page: Page): Promise<number> {
  await painted(page);
  const [first = 0, last = 0] = ((await page.locator(".graph-plot").getAttribute("data-points")) ?? "")
    .split(" ")
    .map(Number);
  return last - first;
}

async function boxOfPlot(page: Page): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await page.locator(".graph-plot").boundingBox();
  if (box === null) throw new Error("no graph");
  return box;
}

async function useColours(page: Page, blue: string): Promise<void> {
  await page.evaluate((value) => {
    const { style } = document.documentElement;
    style.setProperty("--vscode-editor-background", "#ffffff");
    // With nothing of the ink in it, a colour is the one that is looked for.
    style.setProperty("--vscode-editor-foreground", value);
    style.setProperty("--vscode-charts-blue", value);
  }, blue);
}

/** Whether this colour is on the canvas. */
async function hasColour(page: Page, [r, g, b]: readonly [number, number, number]): Promise<boolean> {
  await painted(page);
  return page.evaluate(
    ([red, green, blue]) => {
      const canvas = document.querySelector(".graph-plot canvas") as HTMLCanvasElement;
      const { data } = (canvas.getContext("2d") as CanvasRenderingContext2D).getImageData(
        0,
        0,
        canvas.width,
        canvas.height,
      );
      for (let i = 0; i < data.length; i += 4)
        if (data[i] === red && data[i + 1] === green && data[i + 2] === blue && data[i + 3] === 255)
          return true;
      return false;
    },
    [r, g, b] as const,
  );
}

/** The middle of the box round the marked point, found by its colour, which nothing else has. */
async function placeOfMark(page: Page): Promise<{ x: number; y: number }> {
  await page.evaluate(() => {
    document.documentElement.style.setProperty("--graph-mark", "#ff00ff");
  });
  await painted(page);
  return page.evaluate(() => {
    const canvas = document.querySelector(".graph-plot canvas") as HTMLCanvasElement;
    const context = canvas.getContext("2d") as CanvasRenderingContext2D;
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    // The box is wider than the line through it.
    let [left, right, top, bottom] = [canvas.width, 0, canvas.height, 0];
    for (let i = 0; i < data.length; i += 4) {
      if (data[i] !== 255 || data[i + 1] !== 0 || data[i + 2] !== 255) continue;
      const x = (i / 4) % canvas.width;
      [left, right] = [Math.min(left, x), Math.max(right, x)];
    }
    for (let i = 0; i < data.length; i += 4) {
      const [x, y] = [(i / 4) % canvas.width, Math.floor(i / 4 / canvas.width)];
      if (x < left || x > left + 1 || data[i] !== 255 || data[i + 1] !== 0 || data[i + 2] !== 255) continue;
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
    }
    const box = canvas.getBoundingClientRect();
    const scale = canvas.width / box.width;
    return { x: box.left + (left + right) / 2 / scale, y: box.top + (top + bottom) / 2 / scale };
  });
}

async function drawn(page: Page, title: string): Promise<{ svg: string; width: number; height: number }> {
  await send(page, { type: "graphPicture", request: 9, light: true, title });
  await page.waitForFunction(() => posted.some(({ type }) => type === "graphDrawn"));
  const answer = (await told(page)).find(({ type }) => type === "graphDrawn");
  if (answer?.type !== "graphDrawn" || answer.picture === null) throw new Error("nothing is drawn");
  return answer.picture;
}
