/** A scene with everything written that the check works out: every number, and the states that change. */

import type { Step } from "../../check/trace.js";
import { applyEdits, type TextEdit } from "../../language/edits.js";
import { type Checked, checked, isCleanText } from "../make-check.js";
import { numbersOf } from "../written-out.js";
import type { Random } from "./random.js";
import type { ExerciseScene } from "./scene.js";

export interface StateStyle {
  /** How many of the changes of state are claimed: 0 to 1. */
  readonly share: number;
  /** How many of these with the state before (`C: CLOSED -> SYN-SENT`). */
  readonly both: number;
}

/** The plain flow; null where the scene is none that the check finds right (it never should be). */
export function complete(scene: ExerciseScene, random: Random, style: StateStyle): string | null {
  const bare = `${HEADER}${[...scene.declarations, "", ...scene.lines].join("\n")}\n`;
  const made = isCleanText(bare) ? checked(bare) : null;
  if (made === null) return null;
  const changes: TextEdit[] = [];
  for (const step of made.trace.steps) {
    const numbers = numbersOf(made, step);
    if (numbers === null) return null;
    changes.push(...numbers, ...claimsAfter(made, step, random, style));
  }
  const full = applyEdits(bare, changes);
  return isCleanText(full) && tells(full) === tells(bare) ? full : null;
}

export const HEADER = 'flow "TCP"\n';

function claimsAfter(made: Checked, step: Step, random: Random, style: StateStyle): readonly TextEdit[] {
  const { before, after } = step;
  const pair = made.trace.connections[step.connection];
  if (before === null || after === null || pair === undefined) return [];
  const lines: string[] = [];
  for (const side of ["a", "b"] as const) {
    const from = before[side].state;
    const to = after[side].state;
    if (from === to || !random.chance(style.share)) continue;
    lines.push(`\n  ${pair[side]}: ${random.chance(style.both) ? `${from} -> ` : ""}${to}`);
  }
  const { end } = step.statement.span;
  return [{ span: { start: end, end }, text: lines.join("") }];
}

/** What travels, and where it leads. */
function tells(text: string): string {
  const steps = checked(text)?.trace.steps ?? [];
  return steps
    .flatMap(({ segment, states }) =>
      segment === null ? [] : `${segment.from} ${segment.flags} ${segment.fate} ${Object.values(states)}`,
    )
    .join("\n");
}
