/** What is taken away out of the real VS Code, opened in a browser and measured. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { runCommand, webviewFrame } from "../../scripts/hosts/window.mjs";
import { takePath } from "./file-dialog.js";
import { untilTrue } from "./preview-support.js";
import { becomes, contains, type Driven, type Step } from "./steps.js";

const LABEL = "客户端";
const CAPTION = "request 1 请求";

export const copySteps: readonly Step[] = [
  {
    name: "copied as Mermaid, Markdown and SVG, it is on the clipboard, whole",
    run: async ({ page }) => {
      await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
      await copied(page, "Mermaid", /^sequenceDiagram\n/);
      await copied(page, "Markdown", /```mermaid\nsequenceDiagram\n/);
      await copied(page, "SVG", /^<svg [\s\S]*<\/svg>\s*$/);
    },
  },
  {
    name: "copied as PNG, an image is on the clipboard",
    run: async ({ page }) => {
      await runCommand(page, "TCPFlow: Copy as PNG");
      await becomes(["image/png"], () =>
        page.evaluate(async () => (await navigator.clipboard.read()).flatMap((item) => item.types)),
      );
    },
  },
];

export const exportSteps: readonly Step[] = [
  {
    name: "exported as SVG it is a picture by itself: every text whole and in it, nothing else asked for",
    run: async (driven) => {
      const file = await exported(driven, "SVG", "svg");
      const { page, close } = await opened(driven, file);
      const seen = await page.evaluate(measureSvg);
      expectWhole(seen);
      await close();
    },
  },
  {
    name: "exported for printing it is a page with pictures and sentences, without a script",
    run: async (driven) => {
      const file = await exported(driven, "HTML", "html");
      const { page, close } = await opened(driven, file);
      expectWhole(await page.evaluate(measureSvg));
      const steps = await page.locator("li .words").count();
      if (steps < LEAST_STEPS) throw new Error(`${steps} steps in words`);
      await close();
    },
  },
  {
    name: "exported as PNG it is an image with something on it",
    run: async (driven) => {
      const file = await exported(driven, "PNG", "png");
      const url = `data:image/png;base64,${readFileSync(file).toString("base64")}`;
      const { colours, height, width } = await driven.page.evaluate(decode, url);
      if (width < LEAST_PX || height < LEAST_PX || colours < LEAST_COLOURS) {
        throw new Error(`${width} × ${height} with ${colours} colours`);
      }
    },
  },
  {
    name: "exported as Markdown and as Mermaid it is text",
    run: async (driven) => {
      contains(readFileSync(await exported(driven, "Markdown", "md"), "utf8"), "```mermaid", LABEL, CAPTION);
      const mermaid = readFileSync(await exported(driven, "Mermaid", "mmd"), "utf8");
      contains(mermaid, "sequenceDiagram", LABEL, CAPTION);
    },
  },
  {
    name: "asked for in the menu of the explorer, it is exported as well",
    run: async ({ page, workspace }) => {
      const file = path.join(workspace, "from-the-explorer.mmd");
      const { input, row } = quickInput(page);
      await takePath(page, {
        ask: () =>
          untilTrue(
            async () => {
              await page.keyboard.press("Control+Shift+e");
              const entry = page.locator(".explorer-viewlet .monaco-list-row", { hasText: FILE }).first();
              await entry.click({ button: "right", timeout: LIST_MS });
              await page
                .locator(".monaco-menu .action-label", { hasText: "Export Diagram…" })
                .click({ timeout: LIST_MS });
              // There is no cursor in the explorer that would say which flow is meant.
              await row(FLOW).or(row(".mmd")).first().waitFor({ timeout: LIST_MS });
              if (await row(FLOW).isVisible()) await row(FLOW).click({ timeout: LIST_MS });
              await row(".mmd").click({ timeout: LIST_MS });
              return true;
            },
            async () => "no list of forms",
          ),
        found: async () => existsSync(file) && readFileSync(file).length > 0 && !(await input.isVisible()),
        path: file,
        what: file,
      });
      contains(readFileSync(file, "utf8"), "sequenceDiagram", LABEL, CAPTION);
    },
  },
];

/** Of the folder's files, and of the flows in it. */
const FILE = "preview.tcpflow";
const FLOW = "handshake and data";

const LEAST_STEPS = 40;
const LEAST_PX = 200;
const LEAST_COLOURS = 4;
/** Of a text, beyond the edge of its picture: what a font adds to the box of a glyph. */
const OVERHANG_PX = 1;

async function copied(page: Page, format: string, expected: RegExp): Promise<void> {
  await page.evaluate(() => navigator.clipboard.writeText(""));
  await runCommand(page, `TCPFlow: Copy as ${format}`);
  const now = () => page.evaluate(() => navigator.clipboard.readText());
  await untilTrue(async () => expected.test(await now()), now);
  contains(await now(), LABEL, CAPTION);
}

/** Through the preview's own button and the dialogs. */
export async function exported(
  { page, workspace }: Driven,
  format: string,
  ending: string,
  name = "exported",
): Promise<string> {
  const file = path.join(workspace, `${name}.${ending}`);
  const { input, row } = quickInput(page);
  await takePath(page, {
    // A list that loses the focus while it opens is gone: then all of it is asked for again.
    ask: () =>
      untilTrue(
        async () => {
          await webviewFrame(page).locator('[data-tool="export"]').click();
          await row(`.${ending}`).click({ timeout: LIST_MS });
          return true;
        },
        async () => `no list with .${ending}`,
      ),
    found: async () => existsSync(file) && readFileSync(file).length > 0 && !(await input.isVisible()),
    path: file,
    what: `${format}: ${file}`,
  });
  return file;
}

const LIST_MS = 3000;

function quickInput(page: Page) {
  return {
    input: page.locator(".quick-input-widget:visible input[type=text]"),
    row: (text: string) => page.locator(".quick-input-list .monaco-list-row", { hasText: text }).first(),
  };
}

/** In a page of its own, that may ask for nothing. */
export async function opened({ page }: Driven, file: string) {
  const context = await page.context().browser()?.newContext();
  if (!context) throw new Error("no browser");
  const other = await context.newPage();
  const asked: string[] = [];
  const address = `file://${file}`;
  other.on("request", (request) => {
    if (request.url() !== address) asked.push(request.url());
  });
  await other.goto(address);
  const close = async () => {
    await context.close();
    if (asked.length > 0) throw new Error(`asked for ${asked.join(", ")}`);
  };
  return { close, page: other };
}

/** Of all pictures of a page: texts, how far they stand out, and what should not be there. */
function measureSvg() {
  const pictures = [...document.querySelectorAll("svg")];
  let out = 0;
  let area = 0;
  const texts: string[] = [];
  for (const picture of pictures) {
    const edge = picture.getBoundingClientRect();
    area += edge.width * edge.height;
    for (const text of picture.querySelectorAll("text")) {
      if ((text.textContent ?? "").trim() === "") continue;
      const box = text.getBoundingClientRect();
      texts.push(text.textContent ?? "");
      out = Math.max(
        out,
        edge.left - box.left,
        edge.top - box.top,
        box.right - edge.right,
        box.bottom - edge.bottom,
      );
    }
  }
  const foreign = document.querySelectorAll("script, foreignObject, iframe, image, [onload]").length;
  return { area, foreign, out, texts };
}

function expectWhole({ area, foreign, out, texts }: ReturnType<typeof measureSvg>): void {
  if (area < LEAST_PX * LEAST_PX || foreign > 0 || out > OVERHANG_PX) {
    throw new Error(`${area} px², ${foreign} foreign elements, a text ${out} px outside`);
  }
  contains(texts.join("\n"), LABEL, CAPTION, "SYN+ACK seq=y ack=x+1");
}

export async function decode(url: string) {
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  const context = canvas.getContext("2d");
  context?.drawImage(image, 0, 0);
  const { data } = context?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
  const colours = new Set<number>();
  for (let i = 0; i + 2 < data.length; i += 4) {
    colours.add(((data[i] as number) << 16) | ((data[i + 1] as number) << 8) | (data[i + 2] as number));
  }
  return { colours: colours.size, height: canvas.height, width: canvas.width };
}
