/** A student's way: from the view of lessons to exercises that are solved, and nothing is told on the way. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { goTo, webviewFrame } from "../../scripts/hosts/window.mjs";
import { ROOT } from "../../scripts/workspace.mjs";
import { misconceptionWords } from "../../src/exercise/misconceptions.js";
import { exerciseTexts } from "../../src/messages/exercise.js";
import { LESSON_TOPICS, lessonsTexts } from "../../src/messages/lessons.js";
import { type Locale, pick } from "../../src/messages/locale.js";
import {
  activeTab,
  answerDialog,
  blankSelected,
  clickLens,
  drawn,
  goBehind,
  messageAfter,
  quiet,
  row,
  runCommand,
  saved,
  selectBlank,
  tellsNone,
  until,
  writeHere,
} from "./desk.js";
import { hoverShows } from "./editor.js";
import { photographer } from "./shots.js";
import { becomes, type Driven, type Step } from "./steps.js";
import { goingOnSteps } from "./student-goes-on.js";

export const HOMEWORK = "homework.tcpflow";

/** No answer of the first exercise stands anywhere in it. */
export const HOMEWORK_TEXT = `exercise "Three numbers"
task: What do both sides expect next?
kind: fill
hint: A SYN takes one sequence number.
client C
server S
C -> S: SYN seq=700100
S -> C: SYN+ACK seq=400200 ack=?
C -> S: ACK seq=? ack=?

exercise "One mistake"
task: Something is wrong here. Put it right.
kind: find
client C
server S
C -> S: SYN seq=500
S -> C: SYN+ACK seq=900 ack=500
C -> S: ACK seq=501 ack=901

exercise "Out of order"
task: Put the lines in order.
kind: order
client C
server S
S -> C: SYN+ACK seq=30 ack=11
C -> S: SYN seq=10
C -> S: ACK seq=11 ack=31
`;

const HOMEWORK_ANSWER = "homework.answer.tcpflow";
/** What belongs into the blanks of the first exercise. */
const SENTINELS = ["700101", "400201"];

const LESSON = "01-three-way-handshake.tcpflow";
const LESSON_ANSWER = "01-three-way-handshake.answer.tcpflow";
/** What its first exercise says, blank after blank, and what is written there: the first answer is wrong. */
const WRITTEN = [
  { blank: "S -> C: SYN+ACK seq=y ack=?", answer: "x" },
  { blank: "C -> S: ACK     seq=? ack=?", answer: "x+1" },
  { blank: "C -> S: ACK     seq=x+1 ack=?", answer: "y+1" },
  { blank: 'C -> S: PSH+ACK seq=? ack=y+1 "hello"', answer: "x+1" },
  { blank: "S -> C: ACK     seq=? ack=?", answer: "y+1" },
  { blank: "S -> C: ACK     seq=y+1 ack=?", answer: "x+6" },
];
const WRONG_LINE = "S -> C: SYN+ACK seq=y ack=x";

/** What the lesson is called in either language. */
const TITLES: Readonly<Record<Locale, { readonly lesson: string; readonly exercise: string }>> = {
  en: { lesson: "The three-way handshake", exercise: "Fill in the numbers" },
  "zh-cn": { lesson: "三次握手", exercise: "填写序号和确认号" },
};

export function studentSteps(locale: Locale, shots?: string): Step[] {
  const shoot = photographer(shots);
  const texts = exerciseTexts(locale);
  const view = lessonsTexts(locale);
  const titles = TITLES[locale];
  const title = (name: string) => `student, ${locale}: ${name}`;
  const check = (driven: Driven, ...parts: string[]) =>
    messageAfter(driven.page, () => clickLens(driven.page, texts.check), ...parts);
  return [
    {
      name: title("the activity bar leads to the lessons, by topic"),
      run: async ({ page }) => {
        await page.locator(".activitybar .action-item a[aria-label^='TCPFlow']").first().click();
        await row(page, pick(LESSON_TOPICS.open, locale)).waitFor();
        await row(page, titles.lesson).waitFor();
        await shoot(page, "1-lessons");
      },
    },
    {
      name: title("a lesson opens as a page"),
      run: async ({ page }) => {
        await row(page, titles.lesson).click();
        await activeTab(page, LESSON.replace(".tcpflow", ".md"));
        await becomes(true, async () =>
          (await webviewFrame(page).locator(".markdown-body h1").innerText()).includes(titles.lesson),
        );
        await shoot(page, "2-lesson");
      },
    },
    {
      name: title("an exercise begins in a copy, at its first blank"),
      run: async (driven) => {
        const { page } = driven;
        await until(
          "the exercises of the lesson",
          () => row(page, titles.lesson).locator(".monaco-tl-twistie").click(),
          () => row(page, titles.exercise).isVisible(),
        );
        await row(page, titles.exercise).hover();
        await shoot(page, "3-exercise");
        await row(page, titles.exercise).locator(".action-label").first().click();
        await activeTab(page, LESSON_ANSWER);
        await becomes(true, async () => saved(driven, LESSON_ANSWER).startsWith(`answers "${LESSON}"\n`));
        await shoot(page, "4-begun");
      },
    },
    {
      name: title("the blanks are filled in, one after the other"),
      run: async (driven) => {
        const { page } = driven;
        for (const [i, { answer, blank }] of WRITTEN.entries()) {
          if (i === 1) await runCommand(page, "TCPFlow: Next Blank");
          if (i > 1) await selectBlank(driven, LESSON_ANSWER, blank);
          await blankSelected(page);
          await writeHere(driven, LESSON_ANSWER, answer, blank.replace("?", answer));
        }
      },
    },
    {
      name: title("a check names the misconception on its blank, and among the problems"),
      run: async (driven) => {
        const { page } = driven;
        await check(driven, texts.result(titles.exercise, WRITTEN.length - 1, 1, 0));
        await shoot(page, "5-checked");
        await quiet(page);
        const { message } = misconceptionWords("syn-not-counted", locale);
        // It is told once: the squiggle of the live check gives way.
        await becomes(0, () => page.locator(".cdr.squiggly-error").count());
        await hoverShows(page, WRONG_LINE, "x", [message]);
        await shoot(page, "6-misconception");
        await page.keyboard.press("Escape");
        await until(
          "the problems",
          () => runCommand(page, "Problems: Focus on Problems View"),
          () => page.locator(".markers-panel .monaco-list-row", { hasText: message }).first().isVisible(),
        );
        await shoot(page, "7-problems");
        await runCommand(page, "View: Hide Panel");
      },
    },
    {
      name: title("a hint helps, and the lesson counts what is solved"),
      run: async (driven) => {
        const { page } = driven;
        await messageAfter(page, () => clickLens(page, texts.hint), texts.hintNumber(1, 2, "").trim());
        await shoot(page, "8-hint");
        await quiet(page);
        await goBehind(driven, LESSON_ANSWER, WRONG_LINE);
        await writeHere(driven, LESSON_ANSWER, "+1", `${WRONG_LINE}+1`);
        await check(driven, texts.solved(titles.exercise));
        await becomes(view.solved(titles.exercise), () =>
          row(page, titles.exercise).getAttribute("aria-label"),
        );
        await becomes(view.spoken(titles.lesson, 1, exercisesOf(locale)), () =>
          row(page, titles.lesson).getAttribute("aria-label"),
        );
        await shoot(page, "9-solved");
      },
    },
    ...homeworkSteps(locale, title, shots),
    ...goingOnSteps(locale, title, shots),
  ];
}

/** How many there are in the lesson. */
function exercisesOf(locale: Locale): number {
  const folder = locale === "en" ? "en" : "zh-cn";
  const text = readFileSync(path.join(ROOT, "lessons", folder, LESSON), "utf8");
  return text.match(/^exercise\b/gmu)?.length ?? 0;
}

/** Exercises of the folder: what the student is not told, mistakes, an order, an answer revealed. */
function homeworkSteps(locale: Locale, title: (name: string) => string, shots?: string): Step[] {
  const shoot = photographer(shots);
  const texts = exerciseTexts(locale);
  const check = (driven: Driven, ...parts: string[]) =>
    messageAfter(driven.page, () => runCommand(driven.page, "TCPFlow: Check Answers"), ...parts);
  return [
    {
      name: title("an exercise of the folder shows its blanks, and no answer anywhere"),
      run: async (driven) => {
        const { page } = driven;
        await quiet(page);
        await openFile(driven, HOMEWORK);
        await clickLens(page, texts.start);
        await activeTab(page, HOMEWORK_ANSWER);
        const blanks = ["SYN seq=700100", "SYN+ACK seq=400200 ack=?", "ACK seq=? ack=?"];
        await becomes(blanks, () => drawn(page));
        await tellsNone(page, SENTINELS);
        await webviewFrame(page).locator('[data-tool="knowledge"]').click();
        await webviewFrame(page).locator(".side").waitFor();
        await hoverShows(page, "S -> C: SYN+ACK seq=400200 ack=?", "ack=?", ["RFC 9293 §3.1"]);
        await tellsNone(page, SENTINELS);
        await shoot(page, "10-nothing-told");
        await webviewFrame(page).locator('[data-tool="knowledge"]').click();
        await page.keyboard.press("Escape");
      },
    },
    {
      name: title("mistakes to be found do not show themselves, and count when they are corrected"),
      run: async (driven) => {
        const { page } = driven;
        const line = "S -> C: SYN+ACK seq=900 ack=500";
        await goBehind(driven, HOMEWORK_ANSWER, line);
        await becomes(["SYN seq=500", "SYN+ACK seq=900 ack=500", "ACK seq=501 ack=901"], () => drawn(page));
        await becomes(0, () => page.locator(".cdr.squiggly-error").count());
        await shoot(page, "11-find");
        await check(driven, texts.mistakes("One mistake", 1, 0));
        await goBehind(driven, HOMEWORK_ANSWER, line);
        await page.keyboard.press("Backspace");
        await writeHere(driven, HOMEWORK_ANSWER, "1", line.replace(/0$/, "1"));
        await check(driven, texts.solved("One mistake"));
        await shoot(page, "12-found");
      },
    },
    {
      name: title("lines out of order are moved, and the check says how far they are right"),
      run: async (driven) => {
        const { page } = driven;
        const line = "C -> S: SYN seq=10";
        await quiet(page);
        await goBehind(driven, HOMEWORK_ANSWER, line);
        await becomes(["SYN+ACK seq=30 ack=11", "SYN seq=10", "ACK seq=11 ack=31"], () => drawn(page));
        await becomes(0, () => page.locator(".cdr.squiggly-error").count());
        await check(driven, texts.order("Out of order", 0, 3));
        await shoot(page, "13-order");
        await goBehind(driven, HOMEWORK_ANSWER, line);
        await page.keyboard.press("Alt+ArrowUp");
        await becomes(["SYN seq=10", "SYN+ACK seq=30 ack=11", "ACK seq=11 ack=31"], () => drawn(page));
        await check(driven, texts.solved("Out of order"));
        await shoot(page, "14-ordered");
      },
    },
    {
      name: title("an answer is revealed, and all blanks are emptied again"),
      run: async (driven) => {
        const { page } = driven;
        await quiet(page);
        const line = "S -> C: SYN+ACK seq=400200 ack=?";
        await goBehind(driven, HOMEWORK_ANSWER, line, "ack=");
        await runCommand(page, "TCPFlow: Reveal Answer");
        await becomes(true, async () => saved(driven, HOMEWORK_ANSWER).includes("ack=700101"));
        await page.locator(".notification-list-item", { hasText: texts.revealedNow }).first().waitFor();
        await shoot(page, "15-revealed");
        await runCommand(page, "TCPFlow: Reset Exercise");
        await shoot(page, "16-reset");
        await answerDialog(page, texts.reset);
        await becomes(true, async () => saved(driven, HOMEWORK_ANSWER).includes(line));
      },
    },
  ];
}

async function openFile({ page }: Driven, name: string): Promise<void> {
  await page.locator(".tab", { hasText: name }).first().click();
  await activeTab(page, name);
  await goTo(page, 1);
}
