// Runs test/host/ inside the extension host of one VS Code, and collects what its reporter prints.

import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { ROOT, temporaryFolder } from "../workspace.mjs";
import { extensionUnderTest } from "./extensions.mjs";
import { installHost } from "./install.mjs";
import { keepEvidence } from "./results.mjs";
import { remoteUri, startServer } from "./server.mjs";
import { launchBrowser, newPage, openWorkbench } from "./window.mjs";

const TIMEOUT_MS = 900_000;
const SUITES = "test/host/index.ts";

/** As test/host/setup.ts prints it. */
const MARK = "TCPFLOW-TEST ";

/**
 * `kind`: "node" or "web". Answers `{ passed, failed: [{ title, message }], figures }`, the last being what was
 * measured; evidence goes to `results`.
 */
export async function runSuites({ entry = SUITES, kind, results, version }) {
  const host = await installHost(version);
  const suite = await bundleSuites(entry);
  const { id } = extensionUnderTest();
  const settings = kind === "web" ? { "remote.extensionKind": { [id]: ["web"] } } : {};
  const server = await startServer(host, { forTests: true, settings });
  const workspace = temporaryFolder("workspace");
  const url = server.url({
    folder: workspace,
    payload: [
      ["extensionDevelopmentPath", remoteUri(server.port, ROOT)],
      ["extensionTestsPath", remoteUri(server.port, suite)],
    ],
  });
  let browser;
  try {
    browser = await launchBrowser();
    return await runInWindow(browser, url, { logFile: server.logFile, results });
  } finally {
    await browser?.close();
    await server.stop();
  }
}

const bundles = new Map();

/** Each is made once: windows that run beside one another would write over it. */
export function bundleSuites(entry = SUITES) {
  const made = bundles.get(entry) ?? bundleOnce(entry);
  bundles.set(entry, made);
  return made;
}

/** Below the repository: VS Code runs a suite in the host of the extension whose folder it lies in. */
async function bundleOnce(entry) {
  const outfile = path.join(ROOT, "out", "test-host", "index.js");
  await build({
    absWorkingDir: ROOT,
    bundle: true,
    entryPoints: [entry],
    external: ["vscode"],
    format: "cjs",
    loader: { ".md": "text" },
    logLevel: "warning",
    logOverride: { "empty-import-meta": "silent" },
    outfile,
    platform: "browser",
    target: "es2022",
  });
  mkdirSync(path.dirname(outfile), { recursive: true });
  writeFileSync(path.join(path.dirname(outfile), "package.json"), '{ "type": "commonjs" }\n');
  return outfile;
}

async function runInWindow(browser, url, { logFile, results }) {
  const lines = [];
  const outcome = { failed: [], figures: [], passed: 0 };
  const page = await newPage(browser, { log: (line) => lines.push(line) });
  const ended = new Promise((resolve) => {
    // The suites say themselves when they end; a window that ends without that has failed to run them.
    page.exposeFunction("codeAutomationExit", () => resolve("the window ended before the tests did"));
    page.exposeFunction("codeAutomationLog", (type, args) => {
      const text = args.map(String).join(" ");
      lines.push(`[${type}] ${text}`);
      const result = parseResult(text);
      if (result?.kind === "passed") outcome.passed += 1;
      if (result?.kind === "failed") outcome.failed.push(result);
      if (result?.kind === "figure") outcome.figures.push(result.text);
      if (result?.kind === "end") resolve(undefined);
    });
  });
  await openWorkbench(page, url);
  const trouble = await Promise.race([ended, timeout()]);
  if (trouble) outcome.failed.push(problem(trouble));
  else if (outcome.passed + outcome.failed.length === 0) outcome.failed.push(problem("no test ran"));
  if (outcome.failed.length > 0) await keepEvidence(results, { lines, logFile, page });
  return outcome;
}

function parseResult(text) {
  const at = text.indexOf(MARK);
  return at < 0 ? undefined : JSON.parse(text.slice(at + MARK.length));
}

const problem = (message) => ({ message, title: "the run as a whole" });

const timeout = () =>
  new Promise((resolve) => setTimeout(resolve, TIMEOUT_MS, `no end after ${TIMEOUT_MS / 1000} s`).unref());
