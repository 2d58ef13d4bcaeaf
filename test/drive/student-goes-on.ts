/** A student goes on: what was revealed does not count and can be done again, and the next exercise always comes. */
import { exerciseTexts } from "../../src/messages/exercise.js";
import { lessonsTexts } from "../../src/messages/lessons.js";
import type { Locale } from "../../src/messages/locale.js";
import {
  activeTab,
  answerDialog,
  goBehind,
  lineSaved,
  messageAfter,
  quiet,
  row,
  runCommand,
  saved,
  until,
} from "./desk.js";
import { photographer } from "./shots.js";
import { becomes, type Driven, type Step } from "./steps.js";

const LESSON_ANSWER = "01-three-way-handshake.answer.tcpflow";
const NEXT_LESSON = "02-why-three.tcpflow";
const NEXT_ANSWER = "02-why-three.answer.tcpflow";
/** In the exercise of the states, and in that of the order. */
const STATES = 7;
const LINES = 5;
const OPEN_STATE = "  S: SYN-RECEIVED -> ?";

/** What the exercises of the first lesson are called in either language. */
const TITLES: Readonly<Record<Locale, { readonly states: string; readonly order: string }>> = {
  en: { states: "Who is in which state?", order: "Put the handshake in order" },
  "zh-cn": { states: "各在什么状态？", order: "把三次握手排好顺序" },
};

export function goingOnSteps(locale: Locale, name: (step: string) => string, shots?: string): Step[] {
  const shoot = photographer(shots);
  const texts = exerciseTexts(locale);
  const view = lessonsTexts(locale);
  const titles = TITLES[locale];
  const check = (driven: Driven, ...parts: string[]) =>
    messageAfter(driven.page, () => runCommand(driven.page, "TCPFlow: Check Answers"), ...parts);
  const spoken = (driven: Driven, title: string) => () => row(driven.page, title).getAttribute("aria-label");
  return [
    {
      name: name("Next Exercise goes on with the first one of the lessons that is not solved"),
      run: async (driven) => {
        await quiet(driven.page);
        await runCommand(driven.page, "TCPFlow: Next Exercise");
        await cursorIn(driven, LESSON_ANSWER, "kind: state");
        await shoot(driven.page, "17-next");
      },
    },
    {
      name: name("all of it revealed, it is right and does not count"),
      run: async (driven) => {
        const { page } = driven;
        await runCommand(page, "TCPFlow: Reveal All Answers");
        await shoot(page, "18-reveal-all");
        await answerDialog(page, texts.reveal);
        await lineSaved(driven, LESSON_ANSWER, OPEN_STATE.replace("?", "ESTABLISHED"));
        await check(driven, texts.solvedRevealed(titles.states, STATES, STATES));
        await becomes(view.revealed(titles.states), spoken(driven, titles.states));
        await shoot(page, "19-does-not-count");
      },
    },
    {
      name: name("the message of the check leads on to the next one, and a wrong order is told"),
      run: async (driven) => {
        const { page } = driven;
        const button = page.locator(".notification-list-item .monaco-button", {
          hasText: texts.nextExercise,
        });
        await button.first().click();
        await cursorIn(driven, LESSON_ANSWER, "kind: order");
        await check(driven, texts.order(titles.order, 0, LINES));
        await shoot(page, "20-wrong-order");
      },
    },
    {
      name: name("Next Exercise leaves what is not solved behind, up to the last one of the lesson"),
      run: async (driven) => {
        const { page } = driven;
        await quiet(page);
        await runCommand(page, "TCPFlow: Next Exercise");
        await cursorIn(driven, LESSON_ANSWER, "kind: choice");
        await shoot(page, "20-last-of-lesson");
      },
    },
    {
      name: name("and from there it goes into the next lesson: to its page first"),
      run: async (driven) => {
        const { page } = driven;
        await quiet(page);
        await runCommand(page, "TCPFlow: Next Exercise");
        await activeTab(page, NEXT_LESSON.replace(".tcpflow", ".md"));
        await shoot(page, "21-next-page");
        await runCommand(page, "TCPFlow: Next Exercise");
        await cursorIn(driven, NEXT_ANSWER, "kind: ");
        await becomes(true, async () => saved(driven, NEXT_ANSWER).startsWith(`answers "${NEXT_LESSON}"\n`));
        await shoot(page, "21-next-lesson");
      },
    },
    {
      name: name("what was revealed is reset, and stands to be done again"),
      run: async (driven) => {
        const { page } = driven;
        await page.locator(".tab", { hasText: LESSON_ANSWER }).first().click();
        await activeTab(page, LESSON_ANSWER);
        await goBehind(driven, LESSON_ANSWER, "kind: state");
        await runCommand(page, "TCPFlow: Reset Exercise");
        await answerDialog(page, texts.reset);
        await lineSaved(driven, LESSON_ANSWER, OPEN_STATE);
        await becomes(view.open(titles.states), spoken(driven, titles.states));
        await check(driven, texts.result(titles.states, 0, 0, STATES));
        await shoot(page, "22-reset");
      },
    },
  ];
}

/** The editor of the file is active, and its cursor is in the exercise with this line. */
async function cursorIn(driven: Driven, file: string, line: string): Promise<void> {
  const { page } = driven;
  await activeTab(page, file);
  const place = page.locator("[id='status.editor.selection']");
  await until(
    `the cursor in the exercise with ${line}`,
    async () => {},
    async () => {
      const cursor = Number(/\d+/.exec(await place.innerText())?.[0]);
      const lines = saved(driven, file).split("\n");
      const exercise = lines.slice(0, cursor).findLastIndex((one) => one.startsWith("exercise "));
      return (
        lines
          .slice(exercise)
          .find((one) => one.startsWith("kind: "))
          ?.startsWith(line) === true
      );
    },
  );
}
