/**
 * Keys that overtake a choice: Ctrl+Space, and then the extension host stands still, as on a busy machine, while the line is
 * typed on. It chooses when it comes to itself, and Enter comes right behind.
 */
import { execFileSync } from "node:child_process";
import { ASK, ENTER, keyboard } from "./keyboard.js";
import { type Desk, empty, press, saved } from "./typist.js";

/** Milliseconds from Ctrl+Space to where it stands still, and from where it goes on to Enter. */
export interface Stall {
  readonly after: number;
  readonly enter: number;
}

const EARLY_AND_LATE = [40, 65, 90];

export const STALLS: readonly Stall[] = EARLY_AND_LATE.flatMap((after) =>
  [0, 8].map((enter) => ({ after, enter })),
);

const BEFORE = "client";
const BEHIND = " client";
const NEXT = "server S";

/** Long enough for the keys that come meanwhile. */
const STILL_MS = 120;

/** Until the list of what was typed before has come. */
const LIST_MS = 300;

export async function typeWhileStalled(desk: Desk, port: number, { after, enter }: Stall): Promise<void> {
  const { page } = desk;
  const host = extensionHost(port);
  await empty(desk);
  const keys = await keyboard(page);
  await press(page, keys, [...BEFORE], 0);
  await page.waitForTimeout(LIST_MS);
  await keys.press(ASK);
  await page.waitForTimeout(after);
  process.kill(host, "SIGSTOP");
  try {
    await press(page, keys, [...BEHIND], 0);
    await page.waitForTimeout(STILL_MS);
  } finally {
    process.kill(host, "SIGCONT");
  }
  await page.waitForTimeout(enter);
  await press(page, keys, [ENTER, ...NEXT], 0);
  await keys.leave();
  const [stands, typed] = [await saved(desk), `${BEFORE}${BEHIND}${desk.eol}${NEXT}`];
  if (stands !== typed)
    throw new Error(`typed ${JSON.stringify(typed)}\n     stands ${JSON.stringify(stands)}`);
}

/** Of the window on this server. */
function extensionHost(port: number): number {
  const all = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" }).split("\n");
  const rows = all.map((row) => row.trim().split(/\s+/u));
  const serving = rows.filter((row) => row.join(" ").includes(`--port ${port} `)).map(([pid]) => pid);
  const found = rows.find((row) => serving.includes(row[1]) && row.includes("--type=extensionHost"));
  if (found === undefined) throw new Error(`no extension host on port ${port}`);
  return Number(found[0]);
}
