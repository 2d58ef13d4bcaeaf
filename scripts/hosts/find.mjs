// Programs of this machine: a browser of the Chromium family, ripgrep, an opener for addresses.

import { accessSync, constants, statSync } from "node:fs";
import path from "node:path";

const BROWSERS_ON_PATH = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
];

const BROWSERS_ON_MAC = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

const DESKTOPS_ON_MAC = ["/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code"];

const BROWSERS_BELOW_PROGRAM_FILES = [
  ["Google", "Chrome", "Application", "chrome.exe"],
  ["Microsoft", "Edge", "Application", "msedge.exe"],
];

/** `CHROME_PATH`, else a browser that playwright-core can drive, else undefined. */
export function findBrowser() {
  const named = process.env.CHROME_PATH;
  if (named) return isProgram(named) ? named : undefined;
  const fixed = process.platform === "darwin" ? BROWSERS_ON_MAC : windowsBrowsers();
  return findProgram(BROWSERS_ON_PATH) ?? fixed.find(isProgram);
}

/** `VSCODE_PATH`, else an installed desktop VS Code, else undefined. */
export function findDesktop() {
  const named = process.env.VSCODE_PATH;
  if (named) return named;
  return findProgram(["code", "code-insiders"], ".cmd") ?? DESKTOPS_ON_MAC.find(isProgram);
}

/** What to tell a person whose machine has no browser for us. */
export function explainNoBrowser() {
  const lines = ["No browser found that can be driven (Chromium, Google Chrome or Microsoft Edge)."];
  if (process.env.CHROME_PATH)
    lines.push(`CHROME_PATH is "${process.env.CHROME_PATH}", which is no program.`);
  if (process.platform === "linux") lines.push("On Debian or Ubuntu: sudo apt-get install chromium");
  lines.push("Or say where one is: CHROME_PATH=/path/to/chrome");
  return lines.join("\n");
}

/** The first of `names` that is on PATH; on Windows a program's name ends with `ending`. */
export function findProgram(names, ending = ".exe") {
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter(Boolean);
  const suffix = process.platform === "win32" ? ending : "";
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name + suffix))).find(isProgram);
}

function windowsBrowsers() {
  const roots = ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"]
    .map((name) => process.env[name])
    .filter(Boolean);
  return roots.flatMap((root) => BROWSERS_BELOW_PROGRAM_FILES.map((parts) => path.join(root, ...parts)));
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
