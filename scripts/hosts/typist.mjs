// Types in real windows, several at a time: test/drive/typist.ts.

import { writeFileSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "../workspace.mjs";
import { bundleDrive } from "./drive.mjs";
import { extensionUnderTest } from "./extensions.mjs";
import { installHost } from "./install.mjs";
import { keepEvidence } from "./results.mjs";
import { startServer } from "./server.mjs";
import { launchBrowser, newPage, openWorkbench } from "./window.mjs";

/** Small and still, so that nothing but typing takes time; what has to do with typing is as VS Code has it. */
const VIEWPORT = { height: 420, width: 760 };
const STILL = {
  "breadcrumbs.enabled": false,
  "editor.cursorBlinking": "solid",
  "editor.minimap.enabled": false,
  "editor.stickyScroll.enabled": false,
  "files.autoSave": "off",
  "workbench.activityBar.location": "hidden",
  "workbench.reduceMotion": "on",
};

const WINDOWS = 3;

/** These `shares` of what there is to type, which the `seed` chooses, in the host `kind`. */
export async function runTypist({ kind, results, seed, shares, version }) {
  const { typings } = await bundleDrive();
  const { id } = extensionUnderTest();
  const settings = { ...STILL, ...(kind === "web" ? { "remote.extensionKind": { [id]: ["web"] } } : {}) };
  const outcome = { failed: [], figures: [], passed: 0 };
  const left = typings(shares, seed);
  const host = await installHost(version);
  const server = await startServer(host, { extensions: [extensionUnderTest()], settings });
  let browser;
  try {
    browser = await launchBrowser();
    await Promise.all(
      Array.from({ length: WINDOWS }, (_, window) =>
        typeInWindow({ browser, left, outcome, results, server, window }),
      ),
    );
    return outcome;
  } finally {
    await browser?.close();
    await server.stop();
  }
}

/** One window takes what is left to type, text after text. */
async function typeInWindow({ browser, left, outcome, results, server, window }) {
  const { titleOf, typeOut } = await bundleDrive();
  const workspace = temporaryFolder("typed");
  // All at once, so that the window knows them when it is asked for one.
  const nameOf = (n) => `typed-${n}.tcpflow`;
  for (let n = 0; n < left.length; n++) writeFileSync(path.join(workspace, nameOf(n)), "");
  let page;
  for (let n = 0; left.length > 0; n++) {
    const typing = left.shift();
    const name = nameOf(n);
    const lines = [];
    try {
      page ??= await windowOn(browser, server, workspace, lines);
      await typeOut({ page, workspace }, name, typing);
      outcome.passed += 1;
    } catch (error) {
      outcome.failed.push({ message: error.message, title: titleOf(typing) });
      if (page) await keepEvidence(results, { lines, logFile: server.logFile, name: `${window}-${n}`, page });
      // What is open there would be in the way.
      await page?.close();
      page = undefined;
    }
  }
}

async function windowOn(browser, server, workspace, lines) {
  const page = await newPage(browser, { log: (line) => lines.push(line), viewport: VIEWPORT });
  await openWorkbench(page, server.url({ folder: workspace }));
  await page.keyboard.press("Control+b");
  return page;
}
