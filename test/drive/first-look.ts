/** What somebody sees who has just installed it: the walkthrough, and the extension's own page. */
import type { Frame, Page } from "playwright-core";
import manifest from "../../package.json";
import texts from "../../package.nls.json";
import { runCommand, until } from "./desk.js";
import { photographer } from "./shots.js";
import { becomes, type Step } from "./steps.js";

const WALKTHROUGH = {
  title: texts["walkthrough.title"],
  steps: manifest.contributes.walkthroughs.flatMap(({ steps }) =>
    steps.map(({ id }) => texts[`walkthrough.${id}.title` as keyof typeof texts]),
  ),
};

export function firstLookSteps(shots?: string): Step[] {
  const shoot = photographer(shots);
  return [
    {
      name: "the walkthrough opens, with each of its steps",
      run: async ({ page }) => {
        // An editor that opens late takes the focus, and closes any list.
        await page.locator(".view-lines .view-line").first().waitFor();
        // Nothing else is open for somebody who has just come.
        await closeAll(page);
        const input = page.locator(".quick-input-widget:visible input[type=text]");
        await page.keyboard.press("F1");
        const row = (title: string) => page.locator(".quick-input-list .monaco-list-row", { hasText: title });
        const choose = async (typed: string, title: string) => {
          await input.fill(typed + title);
          await row(title).and(page.locator(".focused")).first().waitFor();
          await page.keyboard.press("Enter");
        };
        await choose(">", "Welcome: Open Walkthrough...");
        // The list of commands gives way to that of walkthroughs.
        await row(WALKTHROUGH.title).first().waitFor();
        await choose("", WALKTHROUGH.title);
        const titles = page.locator(".gettingStartedContainer .step-title:visible");
        await becomes(WALKTHROUGH.steps, () => titles.allInnerTexts());
      },
    },
    {
      name: "after Go to the Mistake the keyboard is in the editor: Ctrl+. opens the fixes",
      run: async ({ page }) => {
        const container = page.locator(".gettingStartedContainer");
        await container
          .locator(".step-title", { hasText: texts["walkthrough.understand.title"] })
          .first()
          .click();
        const button = (label: string) => container.locator(".monaco-button", { hasText: label }).first();
        await button("Open a Flow with a Mistake").click();
        await page.locator(".cdr.squiggly-error").first().waitFor();
        // Where a second group is left, the flow has opened over the walkthrough.
        await page.locator(".tab", { hasText: "Welcome" }).first().click();
        await button("Go to the Mistake").click();
        await page.locator(".editor-group-container.active .monaco-editor.focused").first().waitFor();
        const fixes = page.locator(".action-widget:visible .monaco-list-row.action").first();
        // The editor has the focus a moment before its cursor is at the mistake.
        await until(
          "the fixes",
          () => page.keyboard.press("Control+."),
          () => fixes.isVisible(),
        );
        await shoot(page, "walkthrough-fixes");
        await page.keyboard.press("Escape");
      },
    },
    {
      name: "on the extension's page no picture is missing, and its links lead to both languages",
      run: async ({ page }) => {
        await closeAll(page);
        await runCommand(page, "Extensions: Show Installed Extensions");
        await page.locator(".extensions-list .monaco-list-row", { hasText: "TCPFlow" }).first().click();
        const readme = await readmeOf(page);
        await becomes([], () => readme.locator("img").evaluateAll(missing));
        await shoot(page, "details");
        for (const [language, heading] of HEADINGS) {
          await readme.locator("a", { hasText: language }).first().click();
          await becomes(true, () => readme.locator("h2", { hasText: heading }).first().evaluate(isInSight));
          await shoot(page, `details-${heading}`);
          await readme
            .locator("h1")
            .first()
            .evaluate((top: Element) => top.scrollIntoView());
        }
      },
    },
  ];
}

/** What the links of the page are called, and where they lead. */
const HEADINGS = [
  ["简体中文", "开始"],
  ["English", "Start"],
] as const;

/** The frame in which the README stands. */
async function readmeOf(page: Page): Promise<Frame> {
  let found: Frame | undefined;
  await becomes(true, async () => {
    for (const frame of page.frames()) {
      const has = await frame
        .locator("h1", { hasText: "TCPFlow" })
        .count()
        .catch(() => 0);
      if (has > 0) found = frame;
    }
    return found !== undefined;
  });
  return found as Frame;
}

/** Nothing of it is wanted any more. */
async function closeAll(page: Page): Promise<void> {
  await runCommand(page, "View: Close All Editor Groups");
  const button = page.locator(".monaco-dialog-box .monaco-button", { hasText: "Don't Save" });
  const asked = await button.waitFor({ timeout: 3_000 }).then(
    () => true,
    () => false,
  );
  if (asked) await button.click();
}

/** Pictures that are announced and do not come. */
const missing = (images: Element[]) =>
  images.filter((image) => (image as HTMLImageElement).naturalWidth === 0).map((image) => image.outerHTML);

function isInSight(heading: Element): boolean {
  const { bottom, top } = heading.getBoundingClientRect();
  return bottom > 0 && top < innerHeight / 2;
}
