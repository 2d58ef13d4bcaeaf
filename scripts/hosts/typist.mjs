// Types in real windows, several at a time: test/drive/typist.ts.

import { writeFileSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "../workspace.mjs";
import { bundleDrive } from "./drive.mjs";
import { extensionUnderTest } from "./extensions.mjs";
import { installHost } from "./install.mjs";
import { keepEvidence } from "./results.mjs";
import { remoteUri, startServer } from "./server.mjs";
import { launchBrowser, newPage, openWorkbench } from "./window.mjs";

/** Small and still, so that nothing but typing takes time; what has to do with typing is as VS Code has it. */
const VIEWPORT = { height: 260, width: 520 };
const STILL = {
  "breadcrumbs.enabled": false,
  "editor.codeLens": false,
  "editor.cursorBlinking": "solid",
  "editor.folding": false,
  "editor.lightbulb.enabled": "off",
  "editor.minimap.enabled": false,
  "editor.stickyScroll.enabled": false,
  "files.autoSave": "off",
  "problems.decorations.enabled": false,
  "workbench.activityBar.location": "hidden",
  "workbench.reduceMotion": "on",
  // What VS Code does by itself in Markdown, in a block or not, is not about proposals; nor is where a long line breaks.
  "[markdown]": {
    "editor.autoClosingBrackets": "never",
    "editor.autoIndent": "none",
    "editor.wordWrap": "off",
  },
};

/** A share keeps this many windows busy; all of it mostly waits between two keys, so that there is room for more. */
const WINDOWS = { all: 6, share: 2 };

/** Of the texts of a share, which are to be typed again from the start. */
const HOPELESS = 4;

/** Every other window writes CRLF. */
const ENDS = ["\n", "\r\n"];

/**
 * The list by its keys, and then what the `seed` chooses, in the host `kind`: for so many `seconds` in all, or, where
 * these are not said, whatever there is to type.
 */
export async function runTypist({ kind, results, seconds, seed, version }) {
  const { allTypings, slipperyTypings, someTypings } = await bundleDrive();
  const { id } = extensionUnderTest();
  const settings = { ...STILL, ...(kind === "web" ? { "remote.extensionKind": { [id]: ["web"] } } : {}) };
  const outcome = { failed: [], figures: [], keys: 0, passed: 0 };
  const host = await installHost(version);
  const server = await startServer(host, { extensions: [extensionUnderTest()], settings });
  let browser;
  try {
    browser = await launchBrowser();
    const share = seconds !== undefined;
    const must = [...(await byHand({ kind, server })), ...slipperyTypings().map(typingJob)];
    const left = [...must, ...(share ? someTypings(seed) : allTypings(seed)).map(typingJob)];
    const endsAt = share ? Date.now() + seconds * 1000 : Number.POSITIVE_INFINITY;
    // Where the windows themselves do not come, nothing is gained by trying on.
    const isHopeless = () => outcome.failed.length >= (share ? HOPELESS : Number.POSITIVE_INFINITY);
    const goesOn = () =>
      left.length > 0 && !isHopeless() && (Date.now() < endsAt || outcome.passed < must.length);
    const desk = { browser, goesOn, left, outcome, results, server };
    const windows = Array.from({ length: share ? WINDOWS.share : WINDOWS.all }, (_, window) => window);
    // One window more types into a block of a Markdown file.
    const inBlock = [...slipperyTypings(), ...someTypings(seed + 1)].map(typingJob);
    const note = { ...desk, goesOn: () => inBlock.length > 0 && goesOn(), isNote: true, left: inBlock };
    await Promise.all([
      ...windows.map((window) => typeInWindow({ ...desk, window })),
      typeInWindow({ ...note, window: windows.length }),
    ]);
    outcome.figures.push(`${outcome.keys} keys typed, ${left.length} texts left`);
    return outcome;
  } finally {
    await browser?.close();
    await server.stop();
  }
}

function typingJob(typing) {
  return {
    keys: typing.text.length,
    run: async (desk) => (await bundleDrive()).typeOut(desk, typing),
    title: (titleOf) => titleOf(typing),
  };
}

/** What is done in any case. An extension host in the browser cannot be made to stand still from outside. */
async function byHand({ kind, server }) {
  const { STALLS, TAKINGS, take, typeWhileStalled } = await bundleDrive();
  const takings = TAKINGS.map((taking) => ({
    keys: taking.keys.length,
    run: (desk) => take(desk, taking),
    title: () => taking.name,
  }));
  const stalls = STALLS.map((stall) => ({
    keys: 0,
    run: (desk) => typeWhileStalled(desk, server.port, stall),
    title: () => `a host that stands still, ${stall.after} and ${stall.enter} ms`,
  }));
  return kind === "node" ? [...takings, ...stalls] : takings;
}

/** One window takes what is left to do, one after the other. */
async function typeInWindow({ browser, goesOn, isNote, left, outcome, results, server, window }) {
  const { titleOf } = await bundleDrive();
  let desk;
  for (let n = 0; goesOn(); n++) {
    const { keys, run, title } = left.shift();
    try {
      desk ??= await deskIn(browser, server, ENDS[window % ENDS.length], isNote);
      await run(desk);
      outcome.passed += 1;
      outcome.keys += keys;
    } catch (error) {
      const where = isNote ? "in a block: " : "";
      outcome.failed.push({ message: error.message, title: where + title(titleOf) });
      if (desk) await keepEvidence(results, { ...desk, logFile: server.logFile, name: `${window}-${n}` });
      // What is open there would be in the way.
      await desk?.page.close();
      desk = undefined;
    }
  }
}

/** A window with one empty file open in it, whose lines end with `eol`. */
async function deskIn(browser, server, eol, isNote) {
  const { awake, TYPED_FILE, TYPED_NOTE } = await bundleDrive();
  const workspace = temporaryFolder("typed");
  const name = isNote ? TYPED_NOTE : TYPED_FILE;
  const file = path.join(workspace, name);
  writeFileSync(file, eol);
  const lines = [];
  const page = await newPage(browser, { log: (line) => lines.push(line), viewport: VIEWPORT });
  const payload = [["openFile", remoteUri(server.port, file)]];
  await openWorkbench(page, server.url({ folder: workspace, payload }));
  await page.locator(".editor-group-container.active .monaco-editor").first().click();
  await page.keyboard.press("Control+b");
  const desk = { eol, file: name, lines, page, workspace };
  await awake(desk);
  return desk;
}
