/** The packaged extension, from a squiggle to the picture, as a person meets it. The preview has a drive of its own. */
import type { Page } from "playwright-core";
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
    name: "pointing at a message explains it as the editor does",
    run: async ({ page }) => {
      await webviewFrame(page).locator("svg text.messageText").first().hover();
      const card = webviewFrame(page).locator(".card:not([hidden])");
      await becomes(true, async () => (await card.textContent())?.includes("SYN-SENT") === true);
    },
  },
];

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
