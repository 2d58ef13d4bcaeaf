// VS Code's own Markdown extension as browsers run it. A server holds the part that runs in Node alone, and its preview
// asks only extensions of its own host what they draw: without this nothing of ours, in the web host, could be seen there.

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { copyFile, mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { npm } from "./install.mjs";

const PACKAGE = "@codingame/monaco-vscode-markdown-language-features-default-extension";
const FILES = ["extension.js", "serverWorkerMain.js"];

/** Of the setting `remote.extensionKind`. */
export const WEB_MARKDOWN = { "vscode.markdown-language-features": ["web"] };

/** Puts it into `host` (of installHost), once. */
export async function addWebMarkdown({ server, version }) {
  const extension = path.join(server, "extensions", "markdown-language-features");
  const browser = path.join(extension, "dist", "browser");
  if (existsSync(browser)) return;
  const partial = mkdtempSync(path.join(extension, "dist", "browser.partial-"));
  try {
    await npm(partial, ["pack", "--silent", `${PACKAGE}@${version.webMarkdown}`]);
    const archive = readdirSync(partial).find((name) => name.endsWith(".tgz"));
    execFileSync("tar", ["-xzf", archive], { cwd: partial });
    const resources = path.join(partial, "package", "resources");
    const versions = [extension, resources].map((folder) => versionIn(folder));
    if (versions[0] !== versions[1])
      throw new Error(`${PACKAGE}@${version.webMarkdown} is Markdown ${versions[1]}, not ${versions[0]}`);
    const made = path.join(partial, "browser");
    await mkdir(made);
    for (const name of FILES) await copyFile(path.join(resources, name), path.join(made, name));
    await rename(made, browser);
  } finally {
    await rm(partial, { force: true, recursive: true });
  }
}

function versionIn(folder) {
  return JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")).version;
}
