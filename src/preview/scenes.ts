/**
 * Where an exchange can be stopped and looked at: once before it begins, and after each line at which something
 * happens. Line by line, so that the cursor, a row of the picture and a step of the film are the same place.
 */

import type { FlowTrace, Step } from "../check/trace.js";
import type { Statement } from "../language/ast.js";

export interface Scene {
  readonly line: number;
  /** null for the beginning. */
  readonly statement: Statement | null;
  /** Its steps in the trace: from `first`, up to and with `last`. None before the first step, and for a line that makes none. */
  readonly first: number;
  readonly last: number;
  /** Heading of the section in which it stands. */
  readonly chapter: string | null;
}

export function scenes(trace: FlowTrace): readonly Scene[] {
  const known = made.get(trace);
  if (known !== undefined) return known;
  const fresh = makeScenes(trace);
  made.set(trace, fresh);
  return fresh;
}

/** The scene of a line of the text: its own, else the last one above it. */
export function sceneAt(all: readonly Scene[], line: number): number {
  let low = 0;
  let high = all.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((all[middle] as Scene).line <= line) low = middle;
    else high = middle - 1;
  }
  return low;
}

const made = new WeakMap<FlowTrace, readonly Scene[]>();

function makeScenes(trace: FlowTrace): Scene[] {
  const { flow, steps } = trace;
  const exercise = flow.kind === "exercise";
  const out: Scene[] = [{ line: flow.line, statement: null, first: 0, last: -1, chapter: null }];
  let chapter: string | null = null;
  let next = 0;
  for (const statement of flow.statements) {
    const first = next;
    while (next < steps.length && (steps[next] as Step).line <= statement.line) next++;
    if (statement.type === "section") chapter = statement.text.value;
    if (!happens(statement)) continue;
    const own = steps.slice(first, next);
    // In an exercise it must not show which claims hold, so each one is a scene.
    if (statement.type === "local" && statement.what.kind === "state" && !exercise && own.every(isIdle)) {
      continue;
    }
    out.push({ line: statement.line, statement, first, last: next - 1, chapter });
  }
  return out;
}

const HAPPENINGS: ReadonlySet<Statement["type"]> = new Set<Statement["type"]>([
  "segment",
  "deliver",
  "local",
  "elision",
  "note",
  "blank",
  "broken",
]);

function happens(statement: Statement): boolean {
  return HAPPENINGS.has(statement.type);
}

/** A claim that holds changes nothing, and its state is told already. */
function isIdle(step: Step): boolean {
  const { before, after } = step;
  const moved = before?.a.state !== after?.a.state || before?.b.state !== after?.b.state;
  return !moved && step.findings.length === 0;
}
