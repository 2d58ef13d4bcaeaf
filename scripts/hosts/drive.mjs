// Drives the packaged extension in a browser: test/drive/.

import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { packageExtension } from "../package.mjs";
import { ROOT, temporaryFolder } from "../workspace.mjs";
import { extensionUnderTest } from "./extensions.mjs";
import { installHost } from "./install.mjs";
import { keepEvidence } from "./results.mjs";
import { remoteUri, startServer } from "./server.mjs";
import { addWebMarkdown, WEB_MARKDOWN } from "./web-markdown.mjs";
import { launchBrowser, newPage, openWorkbench } from "./window.mjs";

const STEP_TIMEOUT_MS = 240_000;

/**
 * What a person meets on one `way` in the host `kind`: each of its scenes in a window of its own. Answers
 * `{ passed, failed: [{ title, message }] }`.
 */
export async function runProduct({ kind, results, version, way }) {
  const { scenes } = await bundleDrive();
  return runScenes(
    scenes(process.env).filter(({ host = "node", name }) => host === kind && name.startsWith(way)),
    { results, version },
  );
}

/** The preview, in the host `kind`. */
export async function runPreview({ kind, results, version }) {
  const { previewScenes } = await bundleDrive();
  return runScenes(
    previewScenes(process.env).filter(({ host }) => host === kind),
    { results, version },
  );
}

/** All on one server: they are of the same host, and trusted alike. */
async function runScenes(scenes, { results, version }) {
  const outcome = { failed: [], figures: [], passed: 0 };
  if (scenes.length === 0) return outcome;
  const host = await installHost(version);
  let server;
  let browser;
  try {
    if (scenes[0].host === "web") await addWebMarkdown(host);
    server = await startServer(host, { settings: userSettings(scenes[0]), vsix: packVsix() });
    browser = await launchBrowser();
    for (const scene of scenes) {
      const began = Date.now();
      const { failed, passed } = await runScene(scene, { browser, results, server });
      outcome.figures.push(`${scene.name}: ${((Date.now() - began) / 1000).toFixed(1)} s`);
      outcome.passed += passed;
      outcome.failed.push(...failed);
    }
    return outcome;
  } finally {
    await browser?.close();
    await server?.stop();
  }
}

function userSettings({ host, untrusted }) {
  const { id } = extensionUnderTest();
  return {
    ...(host === "web" ? { "remote.extensionKind": { [id]: ["web"], ...WEB_MARKDOWN } } : {}),
    ...(untrusted ? { "security.workspace.trust.enabled": true, ...UNASKED } : {}),
  };
}

/** A folder that is not trusted is opened as it is. */
const UNASKED = {
  "security.workspace.trust.banner": "never",
  "security.workspace.trust.startupPrompt": "never",
};

/** `settings` are those of its folder, in which the one `file` lies that is open. */
async function runScene({ file, name, settings, steps, text }, { browser, results, server }) {
  const workspace = temporaryFolder("workspace");
  writeFileSync(path.join(workspace, file), text);
  mkdirSync(path.join(workspace, ".vscode"));
  writeFileSync(path.join(workspace, ".vscode", "settings.json"), JSON.stringify(settings));
  const lines = [];
  const page = await newPage(browser, { log: (line) => lines.push(line) });
  try {
    const payload = [["openFile", remoteUri(server.port, path.join(workspace, file))]];
    await openWorkbench(page, server.url({ folder: workspace, payload }));
    const { logFile } = server;
    return await runSteps(steps, { lines, logFile, page, results: path.join(results, name), workspace });
  } finally {
    await page.close();
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

let packed;

/** The .vsix as it would be published, made once by the tool that publishes; that builds what is in dist/ anew. */
export function packVsix() {
  if (packed !== undefined) return packed;
  const file = path.join(ROOT, "out", "tcpflow.vsix");
  mkdirSync(path.dirname(file), { recursive: true });
  packageExtension(file);
  packed = file;
  return packed;
}

let bundled;

/** The bundle is made once: windows that run beside one another would write over it. */
export function bundleDrive() {
  bundled ??= bundleOnce();
  return bundled;
}

async function bundleOnce() {
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
