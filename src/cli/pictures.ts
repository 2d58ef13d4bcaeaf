/** Flows as SVG: the page of the preview draws them in a browser without a window, and hands them out as for an export. */

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Analysis } from "../check/trace.js";
import { cliTexts } from "../messages/cli.js";
import type { Locale } from "../messages/locale.js";
import { type Sketch, svgOf, wholeStrip } from "../preview/export/sketch.js";
import { flowTitle } from "../preview/export/table.js";
import { pageTexts } from "../preview/page-texts.js";
import { picture } from "../preview/picture.js";
import { findBrowser, pageAfterwards } from "./browser.js";
import type { Invocation } from "./call.js";
import { CannotRun } from "./host.js";

export interface PictureOrder {
  readonly analysis: Analysis;
  readonly flow: number;
}

/** The markup of each, in their order. Throws `CannotRun` where there is no browser, or it draws nothing. */
export async function drawPictures(
  orders: readonly PictureOrder[],
  { host, locale }: Invocation,
): Promise<readonly string[]> {
  const texts = cliTexts(locale);
  const browser = findBrowser(host);
  if (browser === null) throw new CannotRun(texts.noBrowser(host.env["CHROME_PATH"] ?? ""));
  const folder = await mkdtemp(path.join(tmpdir(), "tcpflow-pictures-"));
  try {
    const file = path.join(folder, "page.html");
    const views = orders.map(({ analysis, flow }, i) => viewOf(analysis, flow, i + 1, locale));
    await writeFile(file, await pageOf(views, host.assets));
    const made = resultIn(await pageAfterwards(browser, file));
    return orders.map(({ analysis, flow }, i) => {
      const sketch = made?.[i];
      if (sketch === undefined || sketch === null) throw new CannotRun(texts.browserFailed(browser));
      const language = locale === "zh-cn" ? "zh-CN" : "en";
      return svgOf(sketch, wholeStrip(sketch), flowTitle(analysis, flow, locale), language).markup;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** As the panel sends it. */
function viewOf(analysis: Analysis, flow: number, revision: number, locale: Locale) {
  const options = { locale, states: true, notes: true };
  const { sheets, ...drawn } = picture(analysis, flow, options);
  return {
    ...drawn,
    revision,
    texts: pageTexts(locale, false, ""),
    sheets: Object.fromEntries(sheets),
    linesAbove: 0,
    unreadable: null,
    cursor: -1,
    flows: [""],
    flow: 0,
    following: false,
    states: true,
    notes: true,
    autonumber: false,
    otherNumbers: false,
    locked: true,
    state: { uri: `flow:${revision}`, flow: 0, locked: true },
  };
}

const NONCE = "tcpflow";
const RESULT = "tcpflow-result";

/** The page, and what stands in for the panel: it shows each view, asks for its picture and keeps that. */
async function pageOf(views: readonly object[], assets: string): Promise<string> {
  const [script, style] = await Promise.all(
    ["webview.js", "webview.css"].map((name) => readFile(path.join(assets, name), "utf8")),
  );
  const policy = `default-src 'none'; script-src 'nonce-${NONCE}'; style-src 'unsafe-inline'; img-src blob:`;
  // Nothing of it can close its element.
  const data = JSON.stringify(views).replaceAll("<", "\\u003c");
  const own = (text = "") => `<script nonce="${NONCE}">${text.replaceAll("</script", "<\\/script")}</script>`;
  return `<!DOCTYPE html><html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}"><style>${style}</style></head>
<body class="vscode-light"><div id="app"></div>
${own(`const views = ${data};\n${PANEL}`)}
${own(script)}</body></html>`;
}

const PANEL = `
const made = [];
let shows = false;
function show() {
  const at = made.length;
  if (at === views.length) {
    const octets = new TextEncoder().encode(JSON.stringify(made));
    const result = document.createElement("pre");
    result.id = "${RESULT}";
    result.textContent = btoa(Array.from(octets, (octet) => String.fromCharCode(octet)).join(""));
    document.body.append(result);
    return;
  }
  const view = views[at];
  window.postMessage({ type: "show", view });
  window.postMessage({ type: "sketch", request: at, from: 0, count: view.blocks.length, light: true });
}
function acquireVsCodeApi() {
  return {
    getState: () => undefined,
    setState: () => undefined,
    postMessage(message) {
      if (message.type === "ready" && !shows) {
        shows = true;
        show();
      }
      if (message.type !== "sketched" && message.type !== "exportFailed") return;
      made.push(message.part ?? null);
      show();
    },
  };
}
`;

/** null where the page has not come to its end. */
function resultIn(page: string): readonly (Sketch | null)[] | null {
  const found = new RegExp(`<pre id="${RESULT}">([A-Za-z0-9+/=]*)</pre>`).exec(page)?.[1];
  return found === undefined ? null : JSON.parse(Buffer.from(found, "base64").toString("utf8"));
}
