// A picture of the product: a real VS Code with the extension in it, made to show something.
//   node scripts/shot.mjs OUT.png [FILE] [STEP]...
//   npm run shot -- media/preview.png examples/tcp-connection.tcpflow --preview
// Steps, in order:
//   --preview               open the preview beside the text, and wait for its picture
//   --open FILE             open another file
//   --go LINE[:COLUMN]      put the cursor there (from 1)
//   --type TEXT             type at the cursor        --key KEY     press a key: Control+Space, Enter, F8
//   --clipboard FILE        put what is in a file on the clipboard: then --key Control+v
//   --command TITLE         run a command from the palette, by its title: "View: Toggle Word Wrap"
//   --hover LINE:COLUMN     hold the mouse over that character, and wait for the hover
//   --wait SELECTOR         wait until the window has such an element; --wait-preview SELECTOR: the preview
//   --click SELECTOR        click in the window; --click-preview SELECTOR: in the preview
//   --hover-preview X:Y     hold the mouse over that place of the graph in the preview, in hundredths of its size
//   --shot OTHER.png        another picture on the way
//   --pdf OTHER.pdf         VS Code's Markdown preview as it is printed: what it shows, on paper
// Options, anywhere:
//   --theme dark|light|hc|hc-light (light)   --size 1400x900   --setting NAME=JSON   --host oldest|current
//   --no-build              with what is in dist/
// FILE is opened in a copy of its folder, so typing changes nothing.

import { cpSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { build } from "../esbuild.mjs";
import { extensionUnderTest } from "./hosts/extensions.mjs";
import { installHost } from "./hosts/install.mjs";
import { remoteUri, startServer } from "./hosts/server.mjs";
import { ALL, CURRENT } from "./hosts/versions.mjs";
import * as windows from "./hosts/window.mjs";
import { temporaryFolder } from "./workspace.mjs";

const THEMES = {
  dark: "Default Dark Modern",
  hc: "Default High Contrast",
  "hc-light": "Default High Contrast Light",
  light: "Default Light Modern",
};

/** Takes a value, and is no step. */
const OPTIONS = ["--theme", "--size", "--setting", "--host"];
const WITHOUT_VALUE = ["--preview", "--no-build"];

const STEPS = {
  "--clipboard": ({ page }, file) => clipboard(page, file),
  "--click": ({ page }, selector) => page.locator(selector).first().click(),
  "--click-preview": ({ page }, selector) => windows.webviewFrame(page).locator(selector).first().click(),
  "--command": ({ page }, title) => windows.runCommand(page, title),
  "--go": ({ page }, place) => windows.goTo(page, ...place.split(":").map(Number)),
  "--hover": ({ page }, place) => hover(page, ...place.split(":").map(Number)),
  "--hover-preview": ({ page }, place) => hoverPreview(page, ...place.split(":").map(Number)),
  "--key": ({ page }, key) => page.keyboard.press(key),
  "--open": ({ page }, file) => openFile(page, file),
  "--pdf": ({ page }, file) => printMarkdown(page, file),
  "--preview": ({ page }) => preview(page),
  "--shot": ({ page }, file) => shoot(page, file),
  "--type": ({ page }, text) => page.keyboard.type(text),
  "--wait": ({ page }, selector) => page.locator(selector).first().waitFor(),
  "--wait-preview": ({ page }, selector) => windows.webviewFrame(page).locator(selector).first().waitFor(),
};

await main(parse(process.argv.slice(2))).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});

async function main({ file, options, out, settings, steps }) {
  if (!out)
    throw new Error(
      "Usage: node scripts/shot.mjs OUT.png [FILE] [STEP]... (the steps are listed in the file)",
    );
  if (!options["--no-build"]) await build();
  const version = ALL.find(({ name }) => name === options["--host"]) ?? CURRENT;
  const [width, height] = (options["--size"] ?? "1400x900").split("x").map(Number);
  const folder = temporaryFolder("shot");
  const workspace = path.join(folder, file ? path.basename(path.dirname(path.resolve(file))) : "empty");
  if (file) cpSync(path.dirname(path.resolve(file)), workspace, { recursive: true });
  else mkdirSync(workspace);
  const theme = { "workbench.colorTheme": THEMES[options["--theme"] ?? "light"] };
  const server = await startServer(await installHost(version), {
    extensions: [extensionUnderTest()],
    settings: { ...theme, ...settings },
  });
  let browser;
  try {
    browser = await windows.launchBrowser();
    const page = await windows.newPage(browser, { viewport: { height, width } });
    const payload = file
      ? [["openFile", remoteUri(server.port, path.join(workspace, path.basename(file)))]]
      : [];
    await windows.openWorkbench(page, server.url({ folder: workspace, payload }));
    if (file) await editorReady(page, file);
    for (const { name, value } of steps) {
      await STEPS[name]({ page }, value).catch(async (error) => {
        await shoot(page, out);
        throw new Error(`${name} ${value ?? ""}: ${error.message.split("\n")[0]} (see ${out})`);
      });
    }
    await shoot(page, out);
  } finally {
    await browser?.close();
    await server.stop();
  }
}

function parse(words) {
  const parsed = { options: {}, settings: {}, steps: [] };
  const plain = [];
  while (words.length > 0) {
    const name = words.shift();
    if (!name.startsWith("--")) plain.push(name);
    else if (name === "--no-build") parsed.options[name] = true;
    else if (name === "--setting") {
      const [key, json] = words.shift().split(/=(.*)/s);
      parsed.settings[key] = JSON.parse(json);
    } else if (OPTIONS.includes(name)) parsed.options[name] = words.shift();
    else if (!(name in STEPS)) throw new Error(`unknown step ${name}`);
    else parsed.steps.push({ name, value: WITHOUT_VALUE.includes(name) ? undefined : words.shift() });
  }
  return { ...parsed, file: plain[1], out: plain[0] };
}

async function shoot(page, file) {
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  await windows.settled(page);
  await page.screenshot({ path: file });
  console.log(file);
}

async function editorReady(page, file) {
  await page
    .locator(".tab.active", { hasText: path.basename(file) })
    .first()
    .waitFor();
  await page.locator(".view-lines .view-line").first().waitFor();
}

async function openFile(page, file) {
  await page.keyboard.press("Control+p");
  const input = page.locator(".quick-input-widget:visible input[type=text]");
  await input.fill(path.basename(file));
  await page
    .locator(".quick-input-list .monaco-list-row", { hasText: path.basename(file) })
    .first()
    .waitFor();
  await page.keyboard.press("Enter");
  await editorReady(page, file);
}

async function clipboard(page, file) {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate((text) => navigator.clipboard.writeText(text), readFileSync(file, "utf8"));
}

async function preview(page) {
  await windows.runCommand(page, "TCPFlow: Open Preview to the Side");
  await windows.webviewFrame(page).locator("svg").first().waitFor();
}

/** A frame is printed as far as it is seen; so what it shows becomes a page of its own, with all of its styles. */
async function printMarkdown(page, file) {
  const { html, links } = await windows.webviewFrame(page).locator("html").evaluate(wholePage);
  const sheet = await page.context().browser().newPage();
  await sheet.setContent(html);
  for (const link of links) {
    const sheetFile = decodeURIComponent(new URL(link).pathname);
    if (existsSync(sheetFile)) await sheet.addStyleTag({ path: sheetFile });
  }
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  await sheet.pdf({ format: "A4", path: file, printBackground: true });
  await sheet.close();
  console.log(file);
}

/** Runs in the frame. */
function wholePage(root) {
  const rules = ({ cssRules, media }) => {
    const text = [...cssRules].map(({ cssText }) => cssText).join("\n");
    return `<style media="${media.mediaText}">${text}</style>`;
  };
  const copy = root.cloneNode(true);
  const places = copy.querySelectorAll("*");
  root.querySelectorAll("*").forEach((element, i) => {
    const shadow = element.shadowRoot;
    if (shadow === null) return;
    const inside = shadow.adoptedStyleSheets.map(rules).join("") + shadow.innerHTML;
    places[i].innerHTML = `<template shadowrootmode="open">${inside}</template>`;
  });
  for (const one of copy.querySelectorAll("script, link, style, meta")) one.remove();
  const own = [...document.styleSheets].filter(({ href }) => href === null);
  copy.querySelector("head").innerHTML = own.map(rules).join("");
  const links = [...document.querySelectorAll("link[rel=stylesheet]")].map(({ href }) => href);
  return { html: copy.outerHTML, links };
}

async function hoverPreview(page, x, y) {
  const box = await windows.webviewFrame(page).locator(".graph-plot").first().boundingBox();
  await page.mouse.move(box.x + (box.width * x) / 100 - 3, box.y + (box.height * y) / 100);
  await page.mouse.move(box.x + (box.width * x) / 100, box.y + (box.height * y) / 100);
}

async function hover(page, line, column = 1) {
  await windows.goTo(page, line, column);
  const cursor = await page.locator(".monaco-editor.focused .cursor").first().boundingBox();
  await page.mouse.move(0, 0);
  await page.mouse.move(cursor.x + cursor.width + 2, cursor.y + cursor.height / 2);
  await page.locator(".monaco-hover:visible").filter({ hasText: /\S/ }).first().waitFor();
}
