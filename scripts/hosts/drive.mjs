// Drives the packaged extension in a browser: test/drive/.

import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { ROOT, temporaryFolder } from "../workspace.mjs";
import { installHost } from "./install.mjs";
import { keepEvidence } from "./results.mjs";
import { remoteUri, startServer } from "./server.mjs";
import { launchBrowser, newPage, openWorkbench } from "./window.mjs";

const STEP_TIMEOUT_MS = 60_000;

/** The product in a window of its own. Answers `{ passed, failed: [{ title, message }] }`. */
export async function runProduct({ results, version }) {
  const { STEPS, TEXT } = await bundleDrive();
  const host = await installHost(version);
  const workspace = temporaryFolder("workspace");
  const file = path.join(workspace, "drive.tcpflow");
  writeFileSync(file, TEXT);
  let server;
  let browser;
  try {
    server = await startServer(host, { vsix: packVsix() });
    browser = await launchBrowser();
    const lines = [];
    const page = await newPage(browser, { log: (line) => lines.push(line) });
    const payload = [["openFile", remoteUri(server.port, file)]];
    await openWorkbench(page, server.url({ folder: workspace, payload }));
    return await runSteps(STEPS, { lines, logFile: server.logFile, page, results, workspace });
  } finally {
    await browser?.close();
    await server?.stop();
  }
}

/** `npm start`, from outside. */
export async function runStart({ results }) {
  const { START_STEPS, stopStarted } = await bundleDrive();
  const browser = await launchBrowser();
  try {
    const lines = [];
    const page = await newPage(browser, { log: (line) => lines.push(line) });
    return await runSteps(START_STEPS, { lines, page, results, workspace: "" });
  } finally {
    stopStarted();
    await browser.close();
  }
}

async function runSteps(steps, { lines, logFile, page, results, workspace }) {
  const outcome = { failed: [], passed: 0 };
  for (const { name, run } of steps) {
    if (outcome.failed.length > 0) {
      outcome.failed.push({ message: "not run, after the failure before it", title: name });
      continue;
    }
    try {
      await within(STEP_TIMEOUT_MS, run({ page, workspace }));
      outcome.passed += 1;
    } catch (error) {
      outcome.failed.push({ message: error.message, title: name });
      await keepEvidence(results, { lines, logFile, page });
    }
  }
  return outcome;
}

function within(milliseconds, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end after ${milliseconds / 1000} s`)), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** The .vsix as it would be published, made by the tool that publishes. */
function packVsix() {
  const file = path.join(ROOT, "out", "tcpflow.vsix");
  mkdirSync(path.dirname(file), { recursive: true });
  const vsce = path.join(
    path.dirname(createRequire(import.meta.url).resolve("@vscode/vsce/package.json")),
    "vsce",
  );
  const flags = ["--no-dependencies", "--no-rewrite-relative-links", "--allow-missing-repository"];
  execFileSync(process.execPath, [vsce, "package", ...flags, "--out", file], { cwd: ROOT, stdio: "pipe" });
  return file;
}

async function bundleDrive() {
  const outfile = path.join(ROOT, "out", "test-drive", "index.mjs");
  await build({
    absWorkingDir: ROOT,
    bundle: true,
    entryPoints: ["test/drive/index.ts"],
    format: "esm",
    logLevel: "warning",
    outfile,
    packages: "external",
    plugins: [scriptsStayOutside()],
    platform: "node",
    target: "node20",
  });
  return import(pathToFileURL(outfile).href);
}

/** scripts/ find their files by where they lie, so they are imported from there. */
function scriptsStayOutside() {
  return {
    name: "scripts-stay-outside",
    setup(step) {
      step.onResolve({ filter: /[\\/]scripts[\\/].*\.mjs$/ }, ({ path: wanted, resolveDir }) => ({
        external: true,
        path: pathToFileURL(path.resolve(resolveDir, wanted)).href,
      }));
    },
  };
}
