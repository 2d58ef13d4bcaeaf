/** Five thousand exercises, a share in each test file. */

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { type Given, SHOWN, type Tally, tryMade, tryOne } from "./trial.js";

const LONG = process.env.TCPFLOW_LONG !== undefined;
const EXERCISES = 5_000;
/** Of these every so many-th is tried, unless there is time. */
const STRIDE = LONG ? 1 : 29;
/** Another slice of them with another seed. */
const FIRST = Number(process.env.TCPFLOW_SEED ?? 0) % STRIDE;
const FILES = 4;
const TIMEOUT = 3_600_000;

export function tryShare(file: number): void {
  test(`exercises of share ${file + 1} are solvable, and judged as brute force finds`, {
    timeout: TIMEOUT,
  }, () => {
    const tally: Tally = { exercises: 0, blanks: 0, candidates: 0, accepted: 0, wrong: [] };
    for (let i = 0; i < EXERCISES; i++) {
      if (Math.floor(i / STRIDE) % FILES !== file || i % STRIDE !== FIRST) continue;
      tryOne(i, tally);
    }
    const { exercises, blanks, candidates, accepted, wrong } = tally;
    console.log(
      `share ${file + 1}: ${exercises} exercises, ${blanks} blanks, ${candidates} candidates, ${accepted} accepted, ${wrong.length} disagreements`,
    );
    expect(wrong.slice(0, SHOWN).join("\n\n")).toBe("");
    expect(exercises).toBeGreaterThan(0);
    expect(candidates).toBeGreaterThan(accepted);
  });
}

/** These once were judged otherwise, template and key as they were then. */
const ONCE = path.join(import.meta.dirname, "once");

export function tryThoseOnceWrong(): void {
  const names = readdirSync(ONCE).filter((name) => name.endsWith(".key.tcpflow"));
  test.each(names.map((name) => name.replace(".key.tcpflow", "")))(
    "exercise %s is judged as brute force finds",
    {
      timeout: TIMEOUT,
    },
    (name) => {
      const tally: Tally = { exercises: 0, blanks: 0, candidates: 0, accepted: 0, wrong: [] };
      const read = (file: string) => readFileSync(path.join(ONCE, file), "utf8");
      const text = read(`${name}.tcpflow`);
      const kind = (/^kind: (\w+)$/m.exec(text)?.[1] ?? "fill") as Given["kind"];
      tryMade(Number(name), { text, key: read(`${name}.key.tcpflow`), name, kind }, tally);
      expect(tally.wrong.slice(0, SHOWN).join("\n\n")).toBe("");
    },
  );
}
