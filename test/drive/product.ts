/** The packaged extension, from a squiggle to the picture, as a person meets it. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import manifest from "../../package.json";
import texts from "../../package.nls.json";
import { goTo, runCommand, webviewFrame } from "../../scripts/hosts/window.mjs";
import { hoverShows, underlined } from "./editor.js";
import { becomes, contains, type Step } from "./steps.js";

/** Wrong in its last line: the server's SYN took one number, so the acknowledgment is y+1. */
export const TEXT = `flow "handshake"
client C
server S

C -> S: SYN seq=x
S -> C: SYN+ACK seq=y ack=x+1
C -> S: ACK seq=x+1 ack=y
`;

const LAST_LINE = "C -> S: ACK seq=x+1 ack=y";
const LAST_LINE_NUMBER = 7;

/** An editor that is busy shows a hover late. */
const HOVER_MS = 5_000;

/** Stands before what is wrong in the picture. */
const WRONG = "✗";

export const STEPS: readonly Step[] = [
  {
    name: "a squiggle stands under the wrong number, and only there",
    run: ({ page }) =>
      becomes(["ack=y"], () => underlined(page, "error", LAST_LINE, ["ack=y", "seq=x+1", "ACK", "y"])),
  },
  {
    name: "its hover names the code, what was expected and the RFC",
    run: ({ page }) => hoverShows(page, LAST_LINE, "ack=y", ["ack-behind", "y+1", "RFC 9293"]),
  },
  {
    name: "the hover over a right number derives it",
    run: ({ page }) => hoverShows(page, LAST_LINE, "x+1", ["x+1", "SYN"]),
  },
  {
    name: "the status item of the language counts what is wrong",
    run: async ({ page }) => {
      await page.keyboard.press("Escape");
      const hover = page.locator(".hover-language-status").first();
      await becomes(true, async () => {
        await page.mouse.move(0, 0);
        await page.locator(".statusbar-item[id='status.languageStatus']").first().hover();
        await hover.waitFor({ timeout: HOVER_MS });
        return (await hover.innerText()).includes("1 error");
      });
      await page.mouse.move(0, 0);
    },
  },
  {
    name: "the preview opens beside the text and draws its segments",
    run: async ({ page }) => {
      await runCommand(page, "TCPFlow: Open Preview to the Side");
      await becomes(["SYN seq=x", "SYN+ACK seq=y ack=x+1", "ACK seq=x+1 ack=y"], () => messages(page));
      contains((await reasons(page)).join("\n"), "ack=y", "y+1");
    },
  },
  {
    name: "an edit takes the squiggle away and redraws the picture",
    run: async ({ page }) => {
      await page.locator(".view-lines").first().click();
      await goTo(page, LAST_LINE_NUMBER, LAST_LINE.length + 1);
      await page.keyboard.type("+1");
      await becomes(["SYN seq=x", "SYN+ACK seq=y ack=x+1", "ACK seq=x+1 ack=y+1"], () => messages(page));
      await becomes([], () => reasons(page));
      await becomes(0, () => page.locator(".cdr.squiggly-error").count());
    },
  },
  {
    name: "what each side knows stands beside the picture, at the cursor and step by step",
    run: async ({ page }) => {
      const frame = webviewFrame(page);
      await frame.locator('[data-tool="knowledge"]').click();
      await becomes("C → S: ACK seq=x+1 ack=y+1", () => frame.locator(".caption-title").textContent());
      await frame.locator("body").press("ArrowLeft");
      await becomes("S → C: SYN+ACK seq=y ack=x+1", () => frame.locator(".caption-title").textContent());
      const states = frame.locator(".tcb tbody tr").first().locator("td");
      await becomes(["SYN-SENT → ESTABLISHED (was SYN-SENT)", "SYN-RECEIVED"], () =>
        states.allTextContents(),
      );
      await frame.locator('[data-tool="machine"]').click();
      await becomes(["C", "S"], () => frame.locator(".machine .token").allTextContents());
      for (const tool of ["sequence", "knowledge"]) await frame.locator(`[data-tool="${tool}"]`).click();
    },
  },
  {
    name: "the picture is exported as an image, where the dialog says",
    run: async ({ page, workspace }) => {
      await webviewFrame(page).locator('[data-tool="export"]').click();
      await choose(page, "PNG");
      await choose(page, "Light theme");
      const name = page.locator(".quick-input-widget:visible input[type=text]");
      await becomes(true, async () => (await name.inputValue()).endsWith(".png"));
      const file = path.join(workspace, "exported.png");
      await name.fill(file);
      // A dialog that is still looking at the folder takes no notice of the key.
      await becomes("PNG", async () => {
        if (await name.isVisible()) await name.press("Enter");
        return (await readFile(file)).subarray(1, PNG_NAME_ENDS).toString("latin1");
      });
    },
  },
  {
    name: "a click on a message puts the cursor on its line, which marks the message",
    run: async ({ page }) => {
      await webviewFrame(page).locator("svg text.messageText").nth(1).click();
      await becomes(["6"], () => page.locator(".line-numbers.active-line-number").allTextContents());
      await becomes(["SYN+ACK seq=y ack=x+1"], () =>
        webviewFrame(page).locator("svg text.messageText.marked").allTextContents(),
      );
    },
  },
  {
    name: "pointing at a message explains it as the editor does",
    run: async ({ page }) => {
      await webviewFrame(page).locator("svg text.messageText").first().hover();
      const card = webviewFrame(page).locator(".card:not([hidden])");
      await becomes(true, async () => (await card.textContent())?.includes("SYN-SENT") === true);
    },
  },
  {
    name: "the search of the picture opens with its keys, and finds",
    run: async ({ page }) => {
      await webviewFrame(page).locator(".stack").focus();
      await page.keyboard.press("Control+f");
      await page.keyboard.type("syn+ack");
      await becomes(
        "1 of 1",
        async () => (await webviewFrame(page).locator(".find-count").textContent()) ?? "",
      );
      await page.keyboard.press("Escape");
    },
  },
  {
    name: "locked and zoomed, the preview is so after a reload of the window",
    run: async ({ page }) => {
      await becomes(true, async () => (await page.locator(".tab.dirty").count()) === 0 || (await save(page)));
      await webviewFrame(page).locator('[data-tool="lock"]').click();
      await page.locator(".tab", { hasText: "[Preview]" }).first().waitFor();
      const width = () => webviewFrame(page).locator(".sheet svg").first().getAttribute("width");
      const fitting = await width();
      await webviewFrame(page).locator('[data-tool="zoom-in"]').click();
      await becomes(true, async () => (await width()) !== fitting);
      const zoomed = await width();
      // The address of this window also says which file to open, and then nothing else is restored.
      await page.evaluate(() => {
        const address = new URL(location.href);
        address.searchParams.delete("payload");
        history.replaceState(null, "", address);
      });
      await runCommand(page, "Developer: Reload Window").catch(() => {});
      await page.locator(".tab", { hasText: "[Preview]" }).first().waitFor();
      await becomes(zoomed, width);
    },
  },
  {
    name: "the walkthrough opens, with each of its steps",
    run: async ({ page }) => {
      const input = page.locator(".quick-input-widget:visible input[type=text]");
      await page.keyboard.press("F1");
      const row = (title: string) => page.locator(".quick-input-list .monaco-list-row", { hasText: title });
      const choose = async (typed: string, title: string) => {
        await input.fill(typed + title);
        await row(title).and(page.locator(".focused")).first().waitFor();
        await page.keyboard.press("Enter");
      };
      await choose(">", "Welcome: Open Walkthrough...");
      // The list of commands gives way to that of walkthroughs.
      await row(WALKTHROUGH.title).first().waitFor();
      await choose("", WALKTHROUGH.title);
      const titles = page.locator(".gettingStartedContainer .step-title:visible");
      await becomes(WALKTHROUGH.steps, () => titles.allInnerTexts());
    },
  },
];

const WALKTHROUGH = {
  title: texts["walkthrough.title"],
  steps: manifest.contributes.walkthroughs.flatMap(({ steps }) =>
    steps.map(({ id }) => texts[`walkthrough.${id}.title` as keyof typeof texts]),
  ),
};

/** Where the name of the format ends in a PNG file. */
const PNG_NAME_ENDS = 4;

/** The entry of the list that is open, by the beginning of its name. */
async function choose(page: Page, label: string): Promise<void> {
  await page.locator(".quick-input-list .monaco-list-row", { hasText: label }).first().click();
}

/** The texts on the arrows of the picture, from the top; without what is said about a wrong one. */
async function messages(page: Page): Promise<string[]> {
  const texts: string[] = await webviewFrame(page).locator("svg text.messageText").allTextContents();
  return texts.filter((text) => !text.startsWith(WRONG)).map((text) => text.replace(` ${WRONG}`, ""));
}

/** What the picture says about wrong segments. */
async function reasons(page: Page): Promise<string[]> {
  const texts: string[] = await webviewFrame(page).locator("svg text").allTextContents();
  return texts.filter((text) => text.startsWith(WRONG));
}

/** Not yet saved, then. */
async function save(page: Page): Promise<boolean> {
  await runCommand(page, "File: Save All Files");
  return false;
}
