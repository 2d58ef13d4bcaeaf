/**
 * An analysis that is made out of the one before, after an edit, is the analysis of the text: nobody can tell them
 * apart, however the text was written and edited, and the one before is still what it was.
 */

import { expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { SPACING } from "../../src/check/recording.js";
import { firstVersion, nextVersion, type Version } from "../../src/check/revise.js";
import type { Analysis } from "../../src/check/trace.js";
import { parse } from "../../src/language/parser.js";
import { randomFrom } from "../generator/random.js";
import { difference } from "./difference.js";
import { edited, longText } from "./edits.js";

const LONG = process.env.TCPFLOW_LONG !== undefined;
const FIRST = Number(process.env.TCPFLOW_SEED ?? 1);
/** As many as tell each mutant of a mutation run, which asks for them often. */
const SHORT = process.env.TCPFLOW_SHORT !== undefined;
const TEXTS = LONG ? 2_000 : SHORT ? 2 : 12;
const EDITS_A_TEXT = 20;
const TIMEOUT = 3_600_000;
/**
 * Of the steps of an edited text, as many are those of the text before, and not walked again. They are few, for a wrong
 * line may have one decided that stands dozens of lines above it, and these texts are short.
 */
const LEAST_REUSED = 0.14;

/** Many checkpoints, so that short texts have as many as long ones do otherwise. */
const DENSE = { least: 3, forEach: 0 };

test("after any edit the analysis is that of the text", { timeout: TIMEOUT }, () => {
  let steps = 0;
  let reused = 0;
  for (let seed = FIRST; seed < FIRST + TEXTS; seed++) {
    const random = randomFrom(seed);
    const spacing = random.chance(0.8) ? DENSE : SPACING;
    let text = longText(random);
    let version = firstVersion(text, spacing);
    const versions: [string, Version][] = [[text, version]];
    for (let i = 1; i <= EDITS_A_TEXT; i++) {
      const after = edited(text, random);
      const known = new Set(version.analysis.flows.flatMap((trace) => trace.steps.map((step) => step.after)));
      version = nextVersion(version, after, spacing);
      const found = difference(version.analysis, whole(after));
      if (found !== "") expect.fail(`${found}\n${where(seed, i, text, after)}`);
      expectOneTree(version.analysis);
      versions.push([after, version]);
      for (const step of version.analysis.flows.flatMap((trace) => trace.steps)) {
        steps++;
        if (step.after !== null && known.has(step.after)) reused++;
      }
      text = after;
    }
    const [early, old] = random.pick(versions);
    expect(difference(old.analysis, whole(early)), `seed ${seed}: an old analysis has changed`).toBe("");
  }
  console.log(
    `${TEXTS * EDITS_A_TEXT} edits, ${steps} steps, ${((100 * reused) / steps).toFixed(0)} % of them reused`,
  );
  // A version that was made anew each time would be right as well.
  expect(reused / steps).toBeGreaterThan(LEAST_REUSED);
});

/** Features find a step by its statement, and a trace by its flow: they have to be those of the document. */
function expectOneTree({ document, flows }: Analysis): void {
  expect(flows.length).toBe(document.flows.length);
  for (const [i, trace] of flows.entries()) {
    expect(trace.flow === document.flows[i]).toBe(true);
    const statements = new Set(trace.flow.statements);
    expect(trace.steps.every(({ statement }) => statements.has(statement))).toBe(true);
  }
}

function whole(text: string): unknown {
  return analyze(parse(text));
}

function where(seed: number, edit: number, before: string, after: string): string {
  const a = before.split("\n");
  const b = after.split("\n");
  const first = a.findIndex((line, i) => line !== b[i]);
  const shown = (lines: readonly string[]): string =>
    lines.slice(Math.max(0, first - 1), first + 3).join("\n");
  return `seed ${seed}, edit ${edit}, line ${first}:\n${shown(a)}\n=>\n${shown(b)}`;
}
