/** What people paste becomes a flow, in one step that undo takes back; plain text stays a choice away. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { runCommand } from "../../scripts/hosts/window.mjs";
import { analyze } from "../../src/check/analyze.js";
import { parse } from "../../src/language/parser.js";
import { messageAfter, quiet } from "./desk.js";
import { becomes, type Driven, type Step } from "./steps.js";

export const PASTED = "pasted.tcpflow";
export const PASTED_TEXT = 'flow "pasted"\n';

const TEXTS = {
  "what tcpdump prints": [
    "13:29:07.000125 IP 192.0.2.10.51000 > 198.51.100.7.443: Flags [S], seq 1000, win 64240, options [mss 1460], length 0",
    "13:29:07.020125 IP 198.51.100.7.443 > 192.0.2.10.51000: Flags [S.], seq 5000, ack 1001, win 65160, options [mss 1460], length 0",
    "13:29:07.040125 IP 192.0.2.10.51000 > 198.51.100.7.443: Flags [.], ack 1, win 64240, length 0",
  ],
  "a packet list of Wireshark": [
    "No.     Time           Source                Destination           Protocol Length Info",
    "      1 0.000000       192.0.2.10            198.51.100.7          TCP      58     51000 → 443 [SYN] Seq=0 Win=64240 Len=0 MSS=1460",
    "      2 0.020000       198.51.100.7          192.0.2.10            TCP      58     443 → 51000 [SYN, ACK] Seq=0 Ack=1 Win=65160 Len=0 MSS=1460",
    "      3 0.040000       192.0.2.10            198.51.100.7          TCP      54     51000 → 443 [ACK] Seq=1 Ack=1 Win=64240 Len=0",
  ],
  "a ladder with remarks in Chinese": [
    "客户端                              服务器",
    "  |                                  |",
    "  | -------- SYN seq=x ------------> |   第一次握手",
    "  |                                  |",
    "  | <-- SYN+ACK seq=y ack=x+1 ------ |   第二次握手",
    "  |                                  |",
    "  | --- ACK seq=x+1 ack=y+1 -------> |   第三次握手",
  ],
  "a table": [
    "| 步骤 | 方向 | 标志 | seq | ack |",
    "| --- | --- | --- | --- | --- |",
    "| 1 | 客户端 → 服务器 | SYN | 100 | - |",
    "| 2 | 服务器 → 客户端 | SYN, ACK | 300 | 101 |",
    "| 3 | 客户端 → 服务器 | ACK | 101 | 301 |",
  ],
} as const;

export function pasteSteps(): Step[] {
  return [EMPTY_CLIPBOARD, ...pastings()];
}

const EMPTY_CLIPBOARD: Step = {
  name: "of an empty clipboard no flow is made, and the message says what is empty",
  run: async (driven) => {
    const { page } = driven;
    await emptied(driven);
    await copy(page, "");
    const command = () => runCommand(page, "TCPFlow: New Flow from Clipboard");
    await messageAfter(page, command, "The clipboard holds no text");
    await quiet(page);
  },
};

function pastings(): Step[] {
  return Object.entries(TEXTS).flatMap(([name, lines]): Step[] => {
    const text = lines.join("\n");
    return [
      {
        name: `${name}, pasted, is a flow; undo takes it back in one step`,
        run: async (driven) => {
          await emptied(driven);
          await paste(driven.page, text);
          await becomes(["SYN", "SYN+ACK", "ACK"], async () => segmentsIn(textOf(driven)));
          await driven.page.keyboard.press("Control+z");
          await becomes(PASTED_TEXT, async () => savedText(driven));
        },
      },
      {
        name: `${name} is plain text by one key and one choice, or at once`,
        run: async (driven) => {
          const { page } = driven;
          await emptied(driven);
          await paste(page, text);
          await becomes(true, async () => segmentsIn(textOf(driven)).length > 0);
          await page.keyboard.press("Control+.");
          await page
            .locator(".action-widget", { hasText: /plain text|纯文本/i })
            .first()
            .waitFor();
          await page.keyboard.press("ArrowDown");
          await page.keyboard.press("Enter");
          await becomes(PASTED_TEXT + text, async () => textOf(driven));
          await emptied(driven);
          await runCommand(page, "Paste as Text");
          await becomes(PASTED_TEXT + text, async () => textOf(driven));
        },
      },
    ];
  });
}

/** Everything is deleted but the first line, and the cursor stands below it. */
async function emptied({ page, ...driven }: Driven): Promise<void> {
  // What the extension shows above a flow tells that it is awake.
  await page.locator(".codelens-decoration").first().waitFor();
  await page.locator(".monaco-editor .view-lines").first().click();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await page.keyboard.insertText(PASTED_TEXT);
  await becomes(PASTED_TEXT, async () => textOf({ page, ...driven }));
}

async function paste(page: Page, text: string): Promise<void> {
  await copy(page, text);
  await page.keyboard.press("Control+v");
}

async function copy(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
}

/** The flags of what is right: nothing where there is any error. */
function segmentsIn(text: string): string[] {
  const { flows } = analyze(parse(text));
  if (flows.some(({ findings }) => findings.some(({ severity }) => severity === "error"))) return [];
  const statements = flows.flatMap(({ flow }) => flow.statements);
  return statements.flatMap((one) =>
    one.type === "segment" ? [one.flags.words.map(({ flag }) => flag).join("+")] : [],
  );
}

/** What undo brings back to what was once saved, the editor saves only when it is asked to. */
async function savedText(driven: Driven): Promise<string> {
  await driven.page.keyboard.press("Control+s");
  return textOf(driven);
}

/** As it is saved, which the editor does after every change. */
function textOf({ workspace }: Driven): string {
  return readFileSync(path.join(workspace, PASTED), "utf8").replaceAll("\r", "");
}
