/** A teacher's way: out of a flow an exercise with its key, another one by chance, and a class of answers graded. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../../scripts/workspace.mjs";
import { misconceptionWords } from "../../src/exercise/misconceptions.js";
import { gradeTexts } from "../../src/messages/grade.js";
import { gradeFolderTexts } from "../../src/messages/grade-folder.js";
import type { Locale } from "../../src/messages/locale.js";
import { makingTexts } from "../../src/messages/making.js";
import { makingCommandTexts } from "../../src/messages/making-commands.js";
import { activeTab, choose, listed, quiet, runCommand, saved, until } from "./desk.js";
import { takePath } from "./file-dialog.js";
import { photographer } from "./shots.js";
import { becomes, contains, type Driven, type Step } from "./steps.js";

export const LECTURE = "monday.tcpflow";

export const LECTURE_TEXT = `flow "The handshake, and a question"
client C
server S

C -> S: SYN     seq=x
S -> C: SYN+ACK seq=y   ack=x+1
C -> S: ACK     seq=x+1 ack=y+1
C -> S: PSH+ACK seq=x+1 ack=y+1 "hello"
S -> C: ACK     seq=y+1 ack=x+6
`;

const TEMPLATE = "monday.exercise.tcpflow";
const KEY = "monday.exercise.key.tcpflow";
const CLASS = "class";
const SEED = "7";
/** What Excel takes for a sign that a file is UTF-8. */
const BYTE_ORDER_MARK = "\uFEFF";

export function teacherSteps(locale: Locale, shots?: string): Step[] {
  const shoot = photographer(shots);
  const making = makingTexts(locale);
  const texts = makingCommandTexts(locale);
  const title = (name: string) => `teacher, ${locale}: ${name}`;
  return [
    {
      name: title("out of a flow comes an exercise, with its key beside it"),
      run: async (driven) => {
        const { page } = driven;
        await page.locator(".monaco-editor .view-lines").first().click();
        await runCommand(page, "TCPFlow: Make an Exercise of This Flow…");
        await listed(page, making.kinds.fill.label);
        await shoot(page, "1-kind");
        await choose(page, making.kinds.fill.label);
        await listed(page, texts.of.ack);
        await shoot(page, "2-what");
        await page.locator(".quick-input-widget:visible .monaco-button", { hasText: "OK" }).click();
        await listed(page, texts.counts.all);
        // How many there are to choose.
        const said = await page
          .locator(".quick-input-widget:visible input[type=text]")
          .getAttribute("placeholder");
        await shoot(page, "2-how-many");
        await choose(page, texts.counts.all);
        await listed(page, texts.toFiles(TEMPLATE, KEY).label);
        await shoot(page, "3-where");
        await choose(page, texts.toFiles(TEMPLATE, KEY).label);
        await activeTab(page, TEMPLATE);
        await becomes(true, async () => saved(driven, KEY).includes("ack=x+6"));
        contains(saved(driven, TEMPLATE), "kind: fill", "?");
        const exchange = saved(driven, TEMPLATE)
          .split("\n")
          .filter((line) => /^\s*[CS]\b.*:/u.test(line));
        const blanks = exchange.join("\n").match(/\?/g)?.length ?? 0;
        if (said !== texts.chooseCount(blanks)) throw new Error(`${blanks} blanks, but: ${said}`);
        contains(saved(driven, KEY), `answers "${TEMPLATE}"`);
        await page
          .locator(".notification-list-item", { hasText: texts.made(TEMPLATE, KEY) })
          .first()
          .waitFor();
        await shoot(page, "4-made");
      },
    },
    {
      name: title("the key opens beside it"),
      run: async ({ page }) => {
        await page
          .locator(".notification-list-item .monaco-button", { hasText: texts.openKey })
          .first()
          .click();
        await activeTab(page, KEY);
        await shoot(page, "5-key");
      },
    },
    {
      name: title("a seed makes a random exercise, the same for a whole class"),
      run: async ({ page }) => {
        await quiet(page);
        await runCommand(page, "TCPFlow: New Random Exercise…");
        await choose(page, making.topics.handshake.label);
        await choose(page, making.kinds.fill.label);
        await choose(page, texts.difficulties[1].label);
        const input = page.locator(".quick-input-widget:visible input[type=text]");
        await becomes(true, async () => /^\d+$/.test(await input.inputValue()));
        await input.fill(SEED);
        await shoot(page, "6-seed");
        await input.press("Enter");
        await page
          .locator(".view-line", { hasText: `${making.topics.handshake.label}` })
          .first()
          .waitFor();
        await becomes(true, async () =>
          (await page.locator(".view-lines").allInnerTexts())
            .join("\n")
            .replaceAll("\u00a0", " ")
            .includes(`· ${SEED}`),
        );
        await shoot(page, "7-random");
      },
    },
    {
      name: title("a class is graded with the command line, as a table and for a spreadsheet"),
      run: async (driven) => {
        handIn(driven);
        const table = grade(driven, locale, "text");
        const { name } = misconceptionWords("syn-not-counted", locale);
        contains(table, gradeTexts(locale).misunderstood, name, ...STUDENTS.map(answerOf));
        const csv = grade(driven, locale, "csv");
        if (!csv.startsWith(BYTE_ORDER_MARK)) throw new Error("a spreadsheet would not read it as UTF-8");
        // A row for each: marks, of, percent, right, followed through, wrong, empty.
        contains(csv, "amy,9,9,100,9,0,0,0,", "bob,8,9,88.9,8,0,1,0,", "cai,0,9,0,0,0,0,9,");
        writeFileSync(path.join(driven.workspace, GRADES), table);
        await openByName(driven, GRADES);
        await shoot(driven.page, "8-graded");
      },
    },
    {
      name: title("the same class is graded in the window, and saved as a row for each student"),
      run: async (driven) => {
        const { page, workspace } = driven;
        const folder = gradeFolderTexts(locale);
        await takePath(page, {
          ask: () => runCommand(page, "TCPFlow: Grade a Folder…"),
          found: () =>
            page
              .locator(".tab.active", { hasText: folder.title(CLASS) })
              .first()
              .isVisible(),
          path: `${path.join(workspace, CLASS)}/`,
          what: "the table",
        });
        const lines = async () => (await page.locator(".view-lines").allInnerTexts()).join("\n");
        await becomes(true, async () => {
          const shown = await lines();
          return STUDENTS.every((one) => shown.includes(one));
        });
        await shoot(page, "9-graded-in-the-window");
        const csv = path.join(workspace, "grades.csv");
        await takePath(page, {
          ask: async () => {
            await page.locator(".codelens-decoration a:visible", { hasText: folder.saveCsv }).first().click();
            await choose(page, folder.rows.student);
          },
          found: async () => existsSync(csv) && readFileSync(csv, "utf8").startsWith(BYTE_ORDER_MARK),
          path: csv,
          what: "the file",
        });
        contains(readFileSync(csv, "utf8"), ...STUDENTS);
      },
    },
  ];
}

const STUDENTS = ["amy", "bob", "cai"];
const GRADES = "grades.txt";

function answerOf(student: string): string {
  return `${student}.answer.tcpflow`;
}

/** One that is right, one with the SYN's number forgotten, one that is empty. */
function handIn(driven: Driven): void {
  const key = saved(driven, KEY);
  const texts = [
    key,
    key.replace(/(SYN\+ACK.*ack=)x\+1/, "$1x"),
    `answers "${TEMPLATE}"\n${saved(driven, TEMPLATE)}`,
  ];
  const folder = path.join(driven.workspace, CLASS);
  mkdirSync(folder, { recursive: true });
  for (const [i, student] of STUDENTS.entries()) {
    writeFileSync(path.join(folder, answerOf(student)), texts[i] as string);
  }
}

/** What the command line prints; its exit status says that not all is right. */
function grade({ workspace }: Driven, locale: Locale, format: "text" | "csv"): string {
  const cli = path.join(ROOT, "dist", "cli.js");
  const words = ["grade", TEMPLATE, CLASS, "--format", format, "--lang", locale];
  const { status, stdout } = spawnSync(process.execPath, [cli, ...words], {
    cwd: workspace,
    encoding: "utf8",
  });
  if (status !== 1) throw new Error(`exit status ${status}: ${stdout}`);
  return stdout;
}

async function openByName({ page }: Driven, name: string): Promise<void> {
  const input = page.locator(".quick-input-widget:visible input[type=text]");
  await until(
    name,
    async () => {
      await page.keyboard.press("Control+p");
      await input.fill(name);
      await page.locator(".quick-input-list .monaco-list-row.focused", { hasText: name }).first().waitFor();
      await input.press("Enter");
    },
    () => page.locator(".tab.active", { hasText: name }).first().isVisible(),
  );
}
