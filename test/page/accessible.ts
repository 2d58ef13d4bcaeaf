/** axe-core over the page: every view in every theme, with the colours that VS Code gives it there. */

import { readFileSync } from "node:fs";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { captureTexts } from "../../src/messages/captures.js";
import type { ToCapturePage } from "../../src/protocol/captures.js";
import { connect } from "./panels.js";
import { equal, type Step, show, viewOf } from "./support.js";

const TEXT = `flow "Open and close"
client C "client"
server S
== Open ==
C -> S: SYN seq=x
S -> C: SYN+ACK seq=y ack=x
C -> S: ACK
note C: open
@1s C ~> S: PSH+ACK len=5 as a
@1.5s C -x S: PSH+ACK len=3
@2s C: timeout rto
C -> S: PSH+ACK seq=x+1 len=5
what is
S: close
S -> C: RST
`;

interface Theme {
  readonly classes: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** As VS Code's own themes set them, for the names that our style sheets use. */
const THEMES = JSON.parse(readFileSync("test/page/themes.json", "utf8")) as Readonly<Record<string, Theme>>;

const VIEWS: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  "the picture": async () => {},
  "what each side knows": (page) => press(page, "knowledge"),
  "the film": async (page) => {
    await press(page, "film");
    await page.locator(".film-slider").fill("3");
  },
  "the state machine": async (page) => {
    await press(page, "machine");
    await page.locator(".machine .token").first().waitFor();
  },
  "the search box": async (page) => {
    await press(page, "find");
    await page.locator(".find-input").fill("ack");
    await page.locator(".find-count", { hasText: /\d/ }).waitFor();
  },
  "relative numbers, with what they mean, and numbered segments": async (page) => {
    await show(page, viewOf(TEXT, { otherNumbers: true }, { autonumber: true, numbers: "relative" }));
    await page.locator(".legend:visible").waitFor();
  },
  "a paste that cannot be read": async (page) => {
    await show(page, { ...viewOf(TEXT, { unreadable: 0 }), blocks: [] });
    await page.locator(".empty-repair button").waitFor();
  },
  "the graph, and its table": async (page) => {
    await press(page, "graph");
    await page.locator(".graph-plot[data-points]").waitFor();
    await page.keyboard.press("End");
    await page.locator(".graph-button").click();
    await page.locator(".graph-points tr[aria-current]").waitFor();
  },
  "the words": async (page) => {
    await press(page, "text");
    await page.locator(".transcript-item").first().waitFor();
  },
};

/** The connections of a capture, with one that is wrong and something that could not be read. */
const LIST: ToCapturePage = {
  type: "list",
  texts: { language: "en", ...captureTexts("en").page },
  list: {
    title: "a.pcap",
    remarks: ["Frame 7 is cut short."],
    rows: [0, 1, 2].map((stream) => ({
      stream,
      ends: `10.0.0.${stream}:4000 – 10.0.0.9:80`,
      segments: 12,
      octets: 1400,
      lasted: 1.5,
      lastedText: "1.500 s",
      ended: "closed",
      wrong: stream === 1 ? "2 retransmissions" : "",
      wrongCount: stream === 1 ? 2 : 0,
    })),
  },
};

export const ACCESSIBLE: readonly Step[] = [
  {
    name: "nothing keeps anybody out of the connections of a capture, in any theme",
    page: "captures",
    async run(page) {
      await page.evaluate((one) => window.postMessage(one, "*"), LIST);
      await page.locator(".body .row").nth(1).click();
      await inEachTheme(page);
    },
  },
  ...Object.entries(VIEWS).map(
    ([view, open]): Step => ({
      name: `nothing keeps anybody out of ${view}, in any theme`,
      async run(page) {
        await connect(page, TEXT);
        await open(page);
        await inEachTheme(page);
      },
    }),
  ),
  {
    name: "what would keep somebody out is found",
    async run(page) {
      const light = THEMES["light"] as Theme;
      const faint = { "--vscode-descriptionForeground": "#ddd" };
      await dress(page, { ...light, variables: { ...light.variables, ...faint } });
      await connect(page, TEXT);
      await press(page, "knowledge");
      const { found } = await look(page, true);
      equal(
        found.map((one) => one.split(":")[0]),
        ["color-contrast"],
      );
    },
  },
];

async function inEachTheme(page: Page): Promise<void> {
  for (const [i, [name, theme]] of Object.entries(THEMES).entries()) {
    await dress(page, theme);
    // Themes differ in their colours alone: the rest is looked at once.
    const { found, measured } = await look(page, i === 0);
    equal(
      found.map((one) => `${name}: ${one}`),
      [],
    );
    // Else the colours were not looked at.
    equal(measured > 0, true);
  }
}

async function press(page: Page, tool: string): Promise<void> {
  await page.locator(`[data-tool="${tool}"]`).click();
}

async function dress(page: Page, { classes, variables }: Theme): Promise<void> {
  await page.evaluate(
    ([names, values]) => {
      document.body.className = names;
      for (const [name, value] of Object.entries(values))
        document.documentElement.style.setProperty(name, value);
    },
    [classes, variables] as const,
  );
}

/** What axe finds wrong, and how many texts it has measured the contrast of. */
async function look(page: Page, whole: boolean): Promise<{ found: string[]; measured: number }> {
  if (whole) await page.evaluate(axe.source);
  return page.evaluate(async (colours) => {
    const options = colours ? { runOnly: ["color-contrast", "link-in-text-block"] } : {};
    const run = (window as never as { axe: typeof axe }).axe.run(document, options);
    const { violations, passes } = await run;
    return {
      found: violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ; ")}`),
      measured: passes.find(({ id }) => id === "color-contrast")?.nodes.length ?? 0,
    };
  }, !whole);
}
