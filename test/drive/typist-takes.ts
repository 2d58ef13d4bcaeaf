/** The list of proposals by its keys: what is chosen is taken, with what the keyboard of TypeScript takes it with. */
import type { Page } from "playwright-core";
import { ASK, DOWN, ENTER, keyboard, TAB, UP } from "./keyboard.js";
import { becomes } from "./steps.js";
import { type Desk, empty, press, saved } from "./typist.js";

/** What is typed, with waits for the list, and what then stands. */
export interface Taking {
  readonly name: string;
  readonly keys: readonly (string | Wait)[];
  readonly stands: string;
}

/** The list stands, this is the first line in it, and something is chosen in it or not. */
interface Wait {
  readonly first: string;
  readonly chosen: boolean;
}

/** As quick as a hand. */
const HAND_MS = 40;

const SYN = "C -> S: SYN seq=x\n";
const SYN_ACK = "S -> C: SYN+ACK seq=y ack=x+1";
const LAST_ACK = "C -> S: ACK seq=x+1 ack=y+1";
const OPEN: Wait = { chosen: false, first: SYN_ACK };
const CHOSEN: Wait = { chosen: true, first: SYN_ACK };

export const TAKINGS: readonly Taking[] = [
  {
    name: "the list of a new line has nothing chosen: Enter leaves the line empty",
    keys: [...SYN, OPEN, ENTER, "S"],
    stands: `${SYN}\nS`,
  },
  { name: "Down chooses, Enter takes", keys: [...SYN, OPEN, DOWN, CHOSEN, ENTER], stands: SYN + SYN_ACK },
  {
    name: "Down, Down and Up choose the first, Enter takes",
    keys: [...SYN, OPEN, DOWN, DOWN, UP, CHOSEN, ENTER],
    stands: SYN + SYN_ACK,
  },
  {
    name: "Ctrl+Space chooses, Enter takes",
    keys: [...SYN, OPEN, ASK, CHOSEN, ENTER],
    stands: SYN + SYN_ACK,
  },
  { name: "Ctrl+Space chooses, Tab takes", keys: [...SYN, OPEN, ASK, CHOSEN, TAB], stands: SYN + SYN_ACK },
  {
    name: "Tab takes the first where a line is begun",
    keys: [...SYN, OPEN, "S", OPEN, TAB],
    stands: SYN + SYN_ACK,
  },
  {
    name: "what was chosen and then typed over is not taken by Enter",
    keys: [...SYN, OPEN, ASK, CHOSEN, "S", OPEN, ENTER, "S"],
    stands: `${SYN}S\nS`,
  },
  {
    name: "nor what an arrow chose",
    keys: [...SYN, OPEN, "S", OPEN, DOWN, CHOSEN, " ", OPEN, ENTER, "S"],
    stands: `${SYN}S \nS`,
  },
  {
    name: "what is taken is followed by what is typed",
    keys: [
      ...[...SYN, OPEN, ASK, CHOSEN, ENTER],
      ...[ENTER, { chosen: false, first: LAST_ACK }, ASK, { chosen: true, first: LAST_ACK }, ENTER, ENTER],
    ],
    stands: `${SYN}${SYN_ACK}\n${LAST_ACK}\n`,
  },
];

export async function take(desk: Desk, { keys: all, stands }: Taking): Promise<void> {
  await empty(desk);
  const keys = await keyboard(desk.page);
  for (const key of all) {
    if (typeof key === "string") await press(desk.page, keys, [key], HAND_MS);
    else {
      await becomes(key, () => shown(desk.page));
      await desk.page.waitForTimeout(LOOK_MS);
    }
  }
  await keys.leave();
  await becomes(stands.replaceAll("\n", desk.eol), () => saved(desk));
}

/** Nobody presses Enter before having seen what is chosen. */
const LOOK_MS = 250;

/** An error as long as there is no list. */
async function shown(page: Page): Promise<Wait> {
  const rows = page.locator(".suggest-widget.visible .monaco-list-row");
  const label = await rows.first().locator(".label-name").innerText({ timeout: HAND_MS });
  const chosen = (await rows.and(page.locator(".focused")).count()) > 0;
  return { chosen, first: label.replaceAll("\u00a0", " ") };
}
