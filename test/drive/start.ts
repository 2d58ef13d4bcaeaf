/** `npm start` from outside: it serves, it shows what it promises, and it leaves nothing behind. */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import type { Page } from "playwright-core";
import { openWorkbench, webviewFrame } from "../../scripts/hosts/window.mjs";
import { ROOT } from "../../scripts/workspace.mjs";
import { becomes, type Step } from "./steps.js";

const ADDRESS = /http:\/\/127\.0\.0\.1:\d+\/\S*/;

let started: ReturnType<typeof spawn> | undefined;
let address = "";

export const START_STEPS: readonly Step[] = [
  {
    name: "npm start prints an address at which VS Code answers",
    run: async () => {
      const child = spawn(process.execPath, ["scripts/start.mjs", "--no-open", "--no-build"], { cwd: ROOT });
      started = child;
      address = await addressFrom(child);
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(`HTTP ${answer.status} from ${address}`);
    },
  },
  {
    name: "an English browser is shown the English example, with its preview beside it",
    run: ({ page }) => shows(page, "tcp-connection.tcpflow", "Three-way handshake", "Preview"),
  },
  {
    name: "a Chinese browser the Chinese one",
    run: async ({ page }) => {
      const browser = page.context().browser();
      if (!browser) throw new Error("the window has no browser");
      const chinese = await browser.newPage({ locale: "zh-CN" });
      await shows(chinese, "tcp-connection.zh-cn.tcpflow", "三次握手", "预览");
      await chinese.close();
    },
  },
  {
    name: "Ctrl+C ends it, with every process and every folder of its own",
    run: async ({ page }) => {
      await page.goto("about:blank");
      const child = started;
      if (!child) throw new Error("it was not started");
      const folder = new URL(address).searchParams.get("folder") ?? "";
      if (!existsSync(folder)) throw new Error(`${folder} is not there`);
      const ended = once(child, "exit");
      child.kill("SIGINT");
      const [code] = await ended;
      if (code !== 0) throw new Error(`exit status ${code}`);
      await becomes([], async () => processesWith(new URL(address).port));
      if (existsSync(folder)) throw new Error(`${folder} is still there`);
    },
  },
];

/** The example, and the tools of its preview in the same language. */
async function shows(page: Page, name: string, heading: string, tools: string): Promise<void> {
  await openWorkbench(page, address);
  await page.locator(`.tab.active[data-resource-name="${name}"]`).first().waitFor();
  const preview = webviewFrame(page);
  await becomes(true, async () => (await preview.locator("svg text.messageText").count()) > 0);
  await preview.locator(".section-title", { hasText: heading }).first().waitFor();
  await preview.locator(`[role=toolbar][aria-label="${tools}"]`).first().waitFor();
}

/** For the end of a run that failed in the middle. */
export function stopStarted(): void {
  if (started?.exitCode === null) started.kill("SIGTERM");
}

async function addressFrom(child: NonNullable<typeof started>): Promise<string> {
  let printed = "";
  child.stderr?.on("data", (chunk) => {
    printed += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on("exit", (code) => reject(new Error(`npm start ended with ${code}:\n${printed}`)));
    child.stdout?.on("data", (chunk) => {
      printed += chunk;
      const found = ADDRESS.exec(printed);
      if (found) resolve(found[0]);
    });
  });
}

/** Command lines of the servers on this port that still run. */
function processesWith(port: string): string[] {
  const all = execFileSync("ps", ["-A", "-o", "args="], { encoding: "utf8" }).split("\n");
  return all.filter((args) => args.includes("server-main.js") && args.includes(`--port ${port} `));
}
