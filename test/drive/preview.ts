/** The preview in the real VS Code: cursor and click, edits, search, steps, themes, a reload of the window. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { FrameLocator, Locator, Page } from "playwright-core";
import { runCommand, webviewFrame } from "../../scripts/hosts/window.mjs";
import { copySteps, exportSteps } from "./preview-exports.js";
import { graphSteps } from "./preview-graph.js";
import { clickUntil, openFile, pressed, putCursor, tool, untilTrue } from "./preview-support.js";
import { becomes, type Driven, type Step } from "./steps.js";

export const FILE = "preview.tcpflow";
const LONG = "long.tcpflow";
const READONLY = "readonly.tcpflow";

const DATA_SEGMENTS = 40;
const LONG_SEGMENTS = 10_000;
const NEEDLE = 7001;

export const TEXT = `flow "handshake and data"
client C "客户端"
server S "server"

== Handshake ==
C -> S: SYN seq=x
S -> C: SYN+ACK seq=y ack=x+1
C -> S: ACK seq=x+1 ack=y+1

== Data ==
${Array.from({ length: DATA_SEGMENTS }, (_, i) => `C -> S: PSH+ACK len=10 (request ${i + 1} 请求)`).join("\n")}
S -> C: ACK

flow "refused"
client A
server B
B: CLOSED
A -> B: SYN seq=p
B -> A: RST+ACK seq=0 ack=p+1
`;

/** Of the folder. The file is read where it lies, and what is written there is seen in the editor. */
export const SETTINGS = {
  "files.autoSave": "afterDelay",
  "files.autoSaveDelay": 50,
  "files.readonlyInclude": { [`**/${READONLY}`]: true },
  "workbench.colorTheme": "Default Light Modern",
};

export function longText(): string {
  const lines = ["client C", "server S", "C -> S: SYN seq=x", "S -> C: SYN+ACK seq=y ack=x+1"];
  lines.push("C -> S: ACK seq=x+1 ack=y+1");
  for (let i = lines.length; i < LONG_SEGMENTS; i++) {
    const caption = i === NEEDLE ? " (needle)" : "";
    lines.push(i % 2 === 0 ? "S -> C: ACK" : `C -> S: PSH+ACK len=10${caption}`);
  }
  return `${lines.join("\n")}\n`;
}

/** A window that shares its machine opens its first editor late. */
const OPENING_MS = 100_000;

/** A row below it stays where it is, in pixels. */
const SAME_PX = 1;

/** `untrusted`: the window is in restricted mode, and says so. */
export function previewSteps(host: string, untrusted: boolean): Step[] {
  const steps: Step[] = [
    ...(untrusted ? [RESTRICTED] : []),
    ...followingSteps,
    ...editingSteps,
    ...steppingSteps,
    ...copySteps,
    ...exportSteps,
    ...graphSteps,
    themeStep,
    reloadStep,
    ...otherDocuments,
    longStep,
  ];
  return steps.map(({ name, run }) => ({ name: `${host}: ${name}`, run }));
}

const RESTRICTED: Step = {
  name: "the window is in restricted mode",
  run: ({ page }) =>
    page.locator(".statusbar-item", { hasText: "Restricted Mode" }).first().waitFor({ timeout: OPENING_MS }),
};

const followingSteps: readonly Step[] = [
  {
    name: "the preview opens beside the text, with all of the flow in sight drawn",
    run: async ({ page }) => {
      await page.locator(".view-lines .view-line").first().click({ timeout: OPENING_MS });
      await runCommand(page, "TCPFlow: Open Preview to the Side");
      await arrow(page, "SYN seq=x").waitFor();
      await arrow(page, "request 1 请求").waitFor();
    },
  },
  {
    name: "the line of the cursor is the marked message",
    run: async ({ page }) => {
      await putCursor(page, 7);
      await becomes(["SYN+ACK seq=y ack=x+1"], () => marked(page));
      await putCursor(page, 6);
      await becomes(["SYN seq=x"], () => marked(page));
    },
  },
  {
    name: "a click on a message puts the cursor on its line",
    run: async ({ page }) => {
      await arrow(page, "ACK seq=x+1 ack=y+1").click();
      await becomes(["8"], () => page.locator(".line-numbers.active-line-number").allTextContents());
    },
  },
];

const editingSteps: readonly Step[] = [
  {
    name: "a line put in above the marked message leaves it where it is, to the pixel",
    run: async (driven) => {
      const { page } = driven;
      const line = lineOf(driven, "(request 30 ");
      await putCursor(page, line + 1);
      const message = arrow(page, "request 30 请求");
      const before = await settledTop(message);
      await page.keyboard.press("Home");
      await page.keyboard.insertText("C -> S: PSH+ACK len=7 (put in)\n");
      await arrow(page, "(put in)").waitFor();
      await stays(message, before);
    },
  },
  {
    name: "lines that appear far above, out of sight, leave it where it is as well",
    run: async (driven) => {
      const { page } = driven;
      const message = arrow(page, "request 30 请求");
      const before = await settledTop(message);
      await saved(driven, "(put in)");
      const text = textOf(driven);
      const more = "C -> S: PSH+ACK len=3 (far above)\n".repeat(3);
      const file = path.join(driven.workspace, FILE);
      writeFileSync(file, text.replace("C -> S: PSH+ACK len=10 (request 1 ", `${more}$&`));
      // Their 9 octets are counted in what is marked.
      await becomes(true, async () => (await marked(page)).some((text) => text.includes("seq=x+307 ")));
      await stays(message, before);
      const line = lineOf(driven, "(request 30 ");
      await becomes(`${line + 1}`, async () => lineOfMessage(page, "request 30 请求"));
      await stays(message, before);
    },
  },
  {
    name: "a line that cannot be read is shown with the reason, and the rest stays",
    run: async ({ page }) => {
      await putCursor(page, 7, "End");
      await page.keyboard.insertText("\nS -> C this is not fin");
      const frame = webviewFrame(page);
      await frame.locator("svg text", { hasText: "this is not fin" }).first().waitFor();
      await becomes(true, async () => (await frame.locator("svg text", { hasText: "✗" }).count()) > 0);
      await arrow(page, "SYN+ACK seq=y ack=x+1").waitFor();
      await arrow(page, "ACK seq=x+1 ack=y+1").waitFor();
      await becomes([], async () => {
        const left = await frame.locator("svg text", { hasText: "this is not fin" }).count();
        if (left > 0) await undo(page);
        return left > 0 ? ["the broken line"] : [];
      });
    },
  },
];

const steppingSteps: readonly Step[] = [
  {
    name: "the arrow keys step through the exchange, and what each side knows goes with it, and the editor's line",
    run: async ({ page }) => {
      await putCursor(page, 6);
      await becomes(["SYN seq=x"], () => marked(page));
      const frame = webviewFrame(page);
      await clickUntil(tool(frame, "knowledge"), () => frame.locator(".tcb").first().isVisible());
      const states = frame.locator(".tcb tbody tr").first().locator("td");
      await becomes(true, async () => (await states.first().textContent())?.includes("SYN-SENT") === true);
      await frame.locator(".stack").focus();
      await page.keyboard.press("ArrowRight");
      await becomes(["SYN+ACK seq=y ack=x+1"], () => marked(page));
      await becomes(true, async () => (await states.first().textContent())?.includes("ESTABLISHED") === true);
      const line = () => page.locator(".line-numbers.active-line-number").allTextContents();
      await becomes(["7"], line);
      await page.keyboard.press("ArrowLeft");
      await becomes(["6"], line);
      await page.keyboard.press("ArrowRight");
      await becomes(["7"], line);
      await becomes(["SYN+ACK seq=y ack=x+1"], () => marked(page));
      await clickUntil(tool(frame, "machine"), () => frame.locator(".machine .token").first().isVisible());
      await becomes(["C", "S"], () => frame.locator(".machine .token").allTextContents());
      await clickUntil(tool(frame, "text"), () => pressed(frame, "text"));
      await becomes(true, async () =>
        (await frame.locator(".transcript").innerText()).includes("C sends SYN to S"),
      );
      await clickUntil(tool(frame, "sequence"), () => pressed(frame, "sequence"));
    },
  },
];

const themeStep: Step = {
  name: "another theme gives the picture other colours, and draws nothing anew",
  run: async ({ page, workspace }) => {
    const text = arrow(page, "SYN seq=x");
    const frame = webviewFrame(page);
    await putCursor(page, 6);
    await text.waitFor();
    const colours = () =>
      text.evaluate((one) => [getComputedStyle(one).fill, getComputedStyle(document.body).backgroundColor]);
    const light = await colours();
    await frame
      .locator(".sheet svg")
      .first()
      .evaluate((svg: Element) => svg.setAttribute("data-seen", "before"));
    const settings = path.join(workspace, ".vscode", "settings.json");
    for (const theme of ["Default Dark Modern", "Default High Contrast"]) {
      writeFileSync(settings, JSON.stringify({ ...SETTINGS, "workbench.colorTheme": theme }));
      const kind = theme.includes("Contrast") ? "vscode-high-contrast" : "vscode-dark";
      await frame.locator(`body.${kind}`).waitFor();
      await becomes(true, async () => (await colours()).every((one, i) => one !== light[i]));
    }
    await frame.locator(".sheet svg[data-seen=before]").first().waitFor();
  },
};

const reloadStep: Step = {
  name: "after a reload it shows the same flow at the same place, in the same form, locked as it was",
  run: async ({ page }) => {
    const frame = webviewFrame(page);
    await clickUntil(tool(frame, "zoom-in"), async () => !(await pressed(frame, "fit")));
    await tool(frame, "numbers").click();
    await choose(page, "Relative numbers");
    await arrow(page, "SYN seq=0").waitFor();
    await frame.locator(".legend:visible").waitFor();
    // One looks at the middle, while the cursor is somewhere else.
    await frame.locator(".scroller").evaluate((scroller: Element) => {
      scroller.scrollTop = scroller.scrollHeight / 2;
    });
    // With other numbers all of it is drawn anew.
    let top = await firstInSight(frame);
    await untilTrue(
      async () => {
        const before = top;
        top = await firstInSight(frame);
        return top.text !== "" && JSON.stringify(top) === JSON.stringify(before);
      },
      async () => "nothing is drawn in the middle",
    );
    await clickUntil(tool(frame, "lock"), () => pressed(frame, "lock"));
    await page.locator(".tab", { hasText: "[Preview]" }).first().waitFor();
    const before = await lookOf(frame);
    await reload(page);
    const look = async () => JSON.stringify(await lookOf(webviewFrame(page)));
    await untilTrue(
      async () => (await look()) === JSON.stringify(before),
      async () => `expected ${JSON.stringify(before)}\n     got ${await look()}`,
      OPENING_MS,
    );
    await untilTrue(
      async () => {
        const now = await firstInSight(webviewFrame(page));
        return now.text === top.text && Math.abs(now.top - top.top) <= SAME_PX;
      },
      () => firstInSight(webviewFrame(page)).then((now) => `${JSON.stringify(top)} → ${JSON.stringify(now)}`),
    );
    const after = webviewFrame(page);
    await clickUntil(tool(after, "lock"), async () => !(await pressed(after, "lock")));
    await clickUntil(tool(after, "knowledge"), async () => !(await pressed(after, "knowledge")));
  },
};

const otherDocuments: readonly Step[] = [
  {
    name: "a document that is only read has its preview",
    run: async ({ page, workspace }) => {
      writeFileSync(path.join(workspace, READONLY), "client C\nserver S\nC -> S: SYN seq=r\n");
      await openFile(page, READONLY);
      await becomes(true, async () => (await arrows(page)).some((text) => /^SYN seq=/.test(text)));
      await becomes(true, async () => (await title(page)).includes(READONLY));
    },
  },
  {
    name: "so has one that is not saved anywhere",
    run: async ({ page }) => {
      // It has no list to choose from.
      await runCommand(page, "TCPFlow: New Exercise");
      await untilTrue(
        async () => (await title(page)).includes("Untitled"),
        () => title(page),
      );
      await becomes(true, async () => (await arrows(page)).length > 0);
    },
  },
];

const longStep: Step = {
  name: "in 10,000 segments the search finds one that is not drawn, and brings it into sight",
  run: async ({ page, workspace }) => {
    writeFileSync(path.join(workspace, LONG), longText());
    await openFile(page, LONG);
    await becomes(true, async () => (await title(page)).includes(LONG));
    const frame = webviewFrame(page);
    // The numbers are as they were chosen.
    await arrow(page, "SYN seq=0").waitFor();
    await becomes(0, () => frame.locator("svg text", { hasText: "(needle)" }).count());
    const input = frame.locator(".find-input");
    await untilTrue(
      async () => {
        await frame.locator(".stack").focus();
        await page.keyboard.press("Control+f");
        return input.isVisible();
      },
      async () => "no search box",
    );
    await input.fill("needle");
    await becomes("1 of 1", async () => (await frame.locator(".find-count").textContent()) ?? "");
    const hit = frame.locator("svg text", { hasText: "(needle)" }).first();
    await hit.waitFor();
    await untilTrue(
      async () => {
        const [box, room] = [await hit.boundingBox(), await frame.locator(".scroller").boundingBox()];
        return !!box && !!room && box.y >= room.y && box.y + box.height <= room.y + room.height;
      },
      async () => JSON.stringify(await hit.boundingBox()),
    );
    await page.keyboard.press("Escape");
  },
};

/** The address of this window also says which file to open, and then nothing else is restored. */
async function reload(page: Page): Promise<void> {
  await page.evaluate(() => {
    const address = new URL(location.href);
    address.searchParams.delete("payload");
    history.replaceState(null, "", address);
    document.body.dataset["before"] = "reload";
  });
  await runCommand(page, "Developer: Reload Window").catch(() => {});
  await becomes(true, () => page.evaluate(() => document.body.dataset["before"] === undefined));
  await page.locator(".tab", { hasText: "[Preview]" }).first().waitFor({ timeout: OPENING_MS });
}

/** All that is to survive a reload, but for the place. */
async function lookOf(frame: FrameLocator) {
  const svg = frame.locator(".sheet svg").first();
  const attributes = (names: readonly string[]) =>
    Promise.all(names.map((name) => tool(frame, name).getAttribute("aria-pressed")));
  return {
    legend: await frame.locator(".legend").textContent(),
    pressed: await attributes(["sequence", "knowledge", "lock", "fit", "numbers"]),
    side: await frame.locator(".side").isVisible(),
    title: await frame.locator(".bar .flows").evaluate((one) => (one as HTMLSelectElement).value),
    width: await svg.getAttribute("width"),
  };
}

/** The first message whose whole text is below the boxes of the endpoints, and where. */
function firstInSight(frame: FrameLocator): Promise<{ text: string; top: number }> {
  return frame.locator(".scroller").evaluate((scroller) => {
    const edge = scroller.getBoundingClientRect().top + (scroller.querySelector(".names")?.clientHeight ?? 0);
    for (const one of scroller.querySelectorAll("svg text.messageText")) {
      const { top } = one.getBoundingClientRect();
      if (top >= edge) return { text: one.textContent ?? "", top };
    }
    return { text: "", top: 0 };
  });
}

const arrow = (page: Page, text: string): Locator =>
  webviewFrame(page).locator("svg text.messageText", { hasText: text }).first();

const arrows = (page: Page): Promise<string[]> =>
  webviewFrame(page).locator("svg text.messageText").allTextContents();

const marked = (page: Page): Promise<string[]> =>
  webviewFrame(page).locator("svg text.messageText.marked").allTextContents();

const title = async (page: Page) =>
  (await page
    .locator(".tab", { hasText: /Preview\]? / })
    .first()
    .textContent()) ?? "";

async function undo(page: Page): Promise<void> {
  await page.locator(".editor-instance .view-lines").first().click();
  await page.keyboard.press("Control+z");
}

async function choose(page: Page, label: string): Promise<void> {
  await page.locator(".quick-input-list .monaco-list-row", { hasText: label }).first().click();
}

const textOf = ({ workspace }: Driven) =>
  readFileSync(path.join(workspace, FILE), "utf8").replaceAll("\r", "");

const lineOf = (driven: Driven, part: string) =>
  textOf(driven)
    .split("\n")
    .findIndex((line) => line.includes(part));

const saved = (driven: Driven, part: string) => becomes(true, async () => textOf(driven).includes(part));

/** Where it stands when nothing moves any more. A mark draws a halo round it, which does not count. */
async function settledTop(message: Locator): Promise<number> {
  let last = Number.NaN;
  await untilTrue(
    async () => {
      const top = await message.evaluate((text: Element) => text.getBoundingClientRect().top);
      const same = top === last;
      last = top;
      return same;
    },
    async () => "it never stands still",
  );
  return last;
}

async function stays(message: Locator, before: number): Promise<void> {
  const now = await settledTop(message);
  if (Math.abs(now - before) > SAME_PX) throw new Error(`it moved from ${before} to ${now}`);
}

/** Where a click on it goes. */
async function lineOfMessage(page: Page, text: string): Promise<string> {
  await arrow(page, text).click();
  return (await page.locator(".line-numbers.active-line-number").allTextContents()).join();
}
