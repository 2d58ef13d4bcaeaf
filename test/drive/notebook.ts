/** A notebook in the real VS Code: the blocks in its Markdown cells. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { runCommand, webviewFrame } from "../../scripts/hosts/window.mjs";
import { until } from "./desk.js";
import { becomes, type Step } from "./steps.js";

/** A file that is open when the window opens is shown as text; so the notebook comes later. */
export const BESIDE = "beside.txt";
export const BESIDE_TEXT = "beside a notebook\n";

const NAME = "flows.ipynb";
const CELL = [
  "# A cell",
  "",
  "```tcpflow",
  "C -> S: SYN seq=x",
  "S -> C: SYN+ACK seq=y ack=x",
  "```",
  "",
  "```text",
  "C -> S: SYN seq=x",
  "```",
].join("\n");
const NOTEBOOK = {
  cells: [{ cell_type: "markdown", metadata: {}, source: [CELL] }],
  metadata: {},
  nbformat: 4,
  nbformat_minor: 5,
};

export const NOTEBOOK_STEPS: readonly Step[] = [
  {
    name: "a block in a Markdown cell of a notebook is drawn, and what is wrong is told below it",
    run: async ({ page, workspace }) => {
      writeFileSync(path.join(workspace, NAME), JSON.stringify(NOTEBOOK));
      const row = page.locator(`.monaco-list-row[aria-label^="${NAME}"]`);
      await until(
        "the notebook",
        async () => {
          await runCommand(page, "View: Close All Editors");
          await row.click();
        },
        () => page.locator(".notebook-editor").first().isVisible(),
      );
      const cell = webviewFrame(page);
      await becomes(2, () => cell.locator(".tcpflow-picture svg .messageText").count());
      await becomes(1, () => cell.locator(".tcpflow-picture svg .tone-wrong.messageText").count());
      await cell.locator(".tcpflow-error", { hasText: "line 5:" }).waitFor();
      await becomes(1, () => cell.locator(".tcpflow-picture").count());
    },
  },
  {
    name: "its picture follows the theme",
    run: async ({ page }) => {
      const line = webviewFrame(page).locator(".tcpflow-picture .messageLine0").first();
      const colour = () => line.evaluate((element: Element) => getComputedStyle(element).stroke);
      const before = await colour();
      await runCommand(page, "Preferences: Toggle between Light/Dark Themes");
      await becomes(true, async () => (await colour()) !== before);
    },
  },
];
