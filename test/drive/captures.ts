/** A capture in the real VS Code: the list of its connections, and one of them as a flow, with the keyboard alone. */
import type { Locator, Page } from "playwright-core";
import { runCommand, webviewFrame } from "../../scripts/hosts/window.mjs";
import { analyze } from "../../src/check/analyze.js";
import { writeCapture } from "../../src/convert/captures/write.js";
import { wireSegments } from "../../src/convert/wire/wire.js";
import { parse } from "../../src/language/parser.js";
import { captureTexts } from "../../src/messages/captures.js";
import type { Locale } from "../../src/messages/locale.js";
import { photographer } from "./shots.js";
import { becomes, type Step } from "./steps.js";

export const CAPTURE = "three.pcap";

/** One that is read and closed, one in which a segment is lost, and one that is refused. */
const FLOWS = [
  `client C addr="10.0.0.1:40001"
server S addr="10.0.0.2:80"
@0 C -> S: SYN seq=x
@10ms S -> C: SYN+ACK seq=y
@20ms C -> S: ACK
@21ms C -> S: PSH+ACK "GET /"
@31ms S -> C: PSH+ACK "hello"
@41ms C -> S: FIN+ACK
@51ms S -> C: FIN+ACK
@61ms C -> S: ACK
`,
  `client C addr="10.0.0.1:40002"
server S addr="10.0.0.2:443"
@100ms C -> S: SYN seq=x
@110ms S -> C: SYN+ACK seq=y
@120ms C -> S: ACK
@121ms C -> S: PSH+ACK len=100
@122ms C -x S: PSH+ACK len=200
@130ms S -> C: ACK ack=x+101
@400ms C: timeout rto
@400ms C -> S: PSH+ACK seq=x+101 len=200
@410ms S -> C: ACK
`,
  `client C addr="10.0.0.1:40003"
server S addr="10.0.0.2:22"
S: crash
@500ms C -> S: SYN seq=x
@510ms S -> C: RST+ACK seq=0
`,
];

/** Seen at the client. */
export function captureOctets(): Uint8Array {
  const segments = FLOWS.flatMap((text) => {
    const [trace] = analyze(parse(text)).flows;
    return trace === undefined ? [] : wireSegments(trace, "C");
  });
  return writeCapture(segments, "pcap", BEGAN);
}

const BEGAN = 1_700_000_000;

export function captureSteps(locale: Locale, shots?: string): Step[] {
  const shoot = photographer(shots);
  const { ending } = captureTexts(locale);
  const title = (name: string) => `captures, ${locale}: ${name}`;
  return [
    {
      name: title("the file opens as the list of its connections: how each ended, and what is wrong"),
      run: async ({ page }) => {
        await openFromExplorer(page);
        await becomes(3, () => rows(page).count());
        await becomes([ending.closed, ending.open, ending.refused], async () =>
          (await rows(page).locator(".ended").allInnerTexts()).map((one) => one.trim()),
        );
        await becomes(true, async () => (await rows(page).nth(1).innerText()).includes("443"));
        await becomes(
          true,
          async () => (await rows(page).nth(1).locator(".wrong").innerText()).trim() !== "",
        );
        await shoot(page, "1-list");
      },
    },
    {
      name: title(
        "what is typed into the filter leaves one, and Enter and Enter make it a flow with its preview",
      ),
      run: async ({ page }) => {
        const filter = webviewFrame(page).locator(".filter");
        await filter.focus();
        await page.keyboard.type("443");
        await becomes(1, () => rows(page).count());
        await page.keyboard.press("Enter");
        await page.keyboard.press("Enter");
        await becomes(true, async () => (await text(page)).includes("10.0.0.2:443"));
        await becomes(true, async () => (await drawn(page)).some((one) => one.includes("len=200")));
        await becomes(0, () => page.locator(".squiggly-error").count());
        await shoot(page, "2-flow");
      },
    },
  ];
}

const rows = (page: Page): Locator => webviewFrame(page).locator(".body .row");

/** The list keeps its page behind the flow, so the preview's is another one. */
async function drawn(page: Page): Promise<string[]> {
  const texts = (index: number) =>
    webviewFrame(page, index).locator("svg text.messageText").allTextContents();
  return [...(await texts(0)), ...(await texts(1))];
}

/** VS Code draws blanks as no-break spaces. */
const text = async (page: Page): Promise<string> =>
  (await page.locator(".editor-instance .view-lines").first().innerText()).replaceAll("\u00a0", " ");

/** The window was begun with the file in it, before VS Code knew who opens such files. */
async function openFromExplorer(page: Page): Promise<void> {
  await page.getByText("not displayed in the text editor").waitFor({ timeout: OPENING_MS });
  // Until the extension is known VS Code opens the file as before: whoever meets that opens it again.
  await becomes(true, async () => {
    await runCommand(page, "View: Close All Editors");
    await page.locator(".explorer-folders-view .monaco-list-row", { hasText: CAPTURE }).first().dblclick();
    return webviewFrame(page)
      .locator(".grid")
      .waitFor({ timeout: AGAIN_MS })
      .then(
        () => true,
        () => false,
      );
  });
}

/** The host of a busy machine may take its time to wake up. */
const OPENING_MS = 100_000;
const AGAIN_MS = 15_000;
