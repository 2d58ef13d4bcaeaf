/** A browser of the Chromium family on this machine, which draws what a person would see in the preview. */

import { spawn } from "node:child_process";
import { accessSync, constants, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Host } from "./host.js";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];
const ON_MAC = ["Google Chrome", "Microsoft Edge", "Chromium"].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);
const ON_WINDOWS = ["Google\\Chrome\\Application\\chrome.exe", "Microsoft\\Edge\\Application\\msedge.exe"];

/** `CHROME_PATH`, else what is on the PATH, else where such browsers are installed; null for none. */
export function findBrowser({ env }: Pick<Host, "env">): string | null {
  const named = env["CHROME_PATH"];
  if (named !== undefined && named !== "") return isProgram(named) ? named : null;
  const folders = (env["PATH"] ?? "").split(path.delimiter).filter((folder) => folder !== "");
  const programs = ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"].flatMap((name) => env[name] ?? []);
  const candidates = [
    ...NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))),
    ...(process.platform === "darwin" ? ON_MAC : []),
    ...ON_WINDOWS.flatMap((name) => programs.map((folder) => path.join(folder, name))),
  ];
  return candidates.find(isProgram) ?? null;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Milliseconds of the page's own time, which does not pass while it works; and of ours. */
const PAGE_TIME = 60_000;
const PATIENCE = 120_000;

/** What stands in a page once it is through; empty where the browser fails. No window opens, and nothing is fetched. */
export async function pageAfterwards(browser: string, file: string): Promise<string> {
  const profile = mkdtempSync(path.join(tmpdir(), "tcpflow-browser-"));
  const asRoot = process.getuid?.() === 0;
  const flags = [
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    `--user-data-dir=${profile}`,
    `--virtual-time-budget=${PAGE_TIME}`,
    // Chromium does not start for root with its sandbox on.
    ...(asRoot ? ["--no-sandbox"] : []),
    "--dump-dom",
    pathToFileURL(file).href,
  ];
  try {
    return await outputOf(browser, flags);
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

function outputOf(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "ignore"], timeout: PATIENCE });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("error", () => resolve(""));
    child.on("close", () => resolve(Buffer.concat(chunks).toString("utf8")));
  });
}
