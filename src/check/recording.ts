/** The trace of a flow, and what is kept of its walk so that after an edit only a part of it has to be walked again. */

import type { Document, Flow } from "../language/ast.js";
import type { LineChange } from "../language/reparse.js";
import { HORIZON } from "./above.js";
import { traceOf } from "./analyze.js";
import {
  areSamePairs,
  type Checkpoint,
  checkpointOf,
  goTo,
  indexOf,
  isBefore,
  type Walked,
  weightOf,
} from "./checkpoint.js";
import type { Endpoint, Printed } from "./connection.js";
import { traceOfFault } from "./fault.js";
import { join, meets } from "./join.js";
import { areSame, ENDPOINT, PRINTED, SYMBOL, WORLD } from "./kinds.js";
import type { Walk } from "./record.js";
import type { Beginning } from "./setup.js";
import { type Shift, shiftOf } from "./shift.js";
import { amountsOf, Symbols } from "./symbols.js";
import type { FlowTrace, SymbolInfo } from "./trace.js";
import { startWalk, walkTo } from "./walk.js";

export interface Recording extends Walked {
  readonly trace: FlowTrace;
  /** null where the check has failed on the flow: nothing is taken over from it. */
  readonly start: Start | null;
}

/** How a flow begins, which any of its lines may have a say in. */
interface Start {
  readonly endpoints: readonly Endpoint[];
  readonly beginnings: readonly Beginning[];
  /** By connection: what its windows as a whole say. */
  readonly printed: readonly (Printed | null)[];
  readonly symbols: readonly SymbolInfo[];
  readonly checkpoint: Checkpoint;
}

/** Analyses a flow. */
export function recordFlow(document: Document, flow: Flow, spacing: Spacing): Recording {
  let walk: Walk | null = null;
  try {
    walk = startWalk(flow, document.text);
    return recordWalk(walk, startOf(walk), spacing, [], null);
  } catch (error) {
    const trace = traceOfFault(flow, error, walk);
    const { numbers } = trace;
    const nothing = { checkpoints: [], steps: [], additions: [], explored: [] };
    return { trace, start: null, ...nothing, numbers, symbols: new Symbols() };
  }
}

/** What `recordFlow` would make of a flow, made out of what it was `before` a change of the document. */
export function reviseFlow(
  old: Recording,
  before: Document,
  document: Document,
  flow: Flow,
  change: LineChange,
  spacing: Spacing,
): Recording {
  if (old.trace.flow === flow) return old;
  try {
    const shift = old.start === null ? null : shiftOf(before, old.trace, flow, change);
    if (shift !== null) return revise(old, shift, document, flow, spacing);
  } catch {
    // Walked from its beginning it may still succeed.
  }
  return recordFlow(document, flow, spacing);
}

function revise(old: Recording, shift: Shift, document: Document, flow: Flow, spacing: Spacing): Recording {
  const walk = startWalk(flow, document.text);
  const start = startOf(walk);
  if (!beginsAlike(old, walk, start, shift)) return recordWalk(walk, start, spacing, [], null);
  const kept = old.checkpoints.filter((checkpoint) => isBefore(checkpoint, shift.head));
  const from = kept.at(-1);
  if (from !== undefined) goTo(walk, from, old);
  return recordWalk(walk, start, spacing, kept, { old, shift });
}

function startOf(walk: Walk): Start {
  const { world, setup } = walk;
  return {
    endpoints: world.endpoints.map((endpoint) => ({ ...endpoint })),
    beginnings: setup.beginnings,
    printed: world.connections.map(({ printed }) => printed),
    symbols: world.symbols.order.slice(),
    checkpoint: checkpointOf(walk, 0),
  };
}

function beginsAlike(old: Recording, walk: Walk, now: Start, shift: Shift): boolean {
  const { world } = walk;
  if (old.start === null) return false;
  const { endpoints, beginnings, printed, symbols, checkpoint } = old.start;
  return (
    world.numbers.isAt(old.numbers, checkpoint.world.mark) &&
    areSame(ENDPOINT, endpoints, now.endpoints, shift) &&
    areSame(PRINTED, printed, now.printed, shift) &&
    areSame(SYMBOL, symbols, now.symbols, shift) &&
    areSameAmounts(old.symbols.amounts, walk.flow) &&
    areSamePairs(checkpoint.pairs, now.checkpoint.pairs) &&
    WORLD.same(checkpoint.world, now.checkpoint.world, shift) &&
    beginnings.length === now.beginnings.length &&
    beginnings.every((beginning, i) => isSameBeginning(beginning, now.beginnings[i] as Beginning, shift))
  );
}

/** Which letters are amounts any line has a say in; it matters where somebody has asked. */
function areSameAmounts(old: ReadonlySet<string> | null, { statements }: Flow): boolean {
  if (old === null) return true;
  const now = amountsOf(statements);
  return old.size === now.size && [...old].every((letter) => now.has(letter));
}

function isSameBeginning(old: Beginning, now: Beginning, shift: Shift): boolean {
  const line = old.first === null ? null : shift.line(old.first.line);
  return (
    old.kind === now.kind &&
    line === (now.first?.line ?? null) &&
    (old.first === null) === (now.first === null) &&
    old.claimed.every((state, i) => state === now.claimed[i])
  );
}

/** How far checkpoints are apart. */
export interface Spacing {
  /** So many statements at least, */
  readonly least: number;
  /** and so many more for each thing that the first of two keeps: what all of them keep grows as the flow does. */
  readonly forEach: number;
}

export const SPACING: Spacing = { least: 64, forEach: 1 };

/** Where the walk does not stand as the one before, it is asked after twice as many checkpoints again, up to so many. */
const MOST_PATIENCE = 8;

/** Walks on behind the last checkpoint that is kept, to the end or until it stands where an earlier walk stood. */
function recordWalk(
  walk: Walk,
  start: Start,
  spacing: Spacing,
  kept: readonly Checkpoint[],
  earlier: { readonly old: Recording; readonly shift: Shift } | null,
): Recording {
  const from = kept.at(-1)?.index ?? 0;
  const checkpoints = [...kept];
  const end = walk.flow.statements.length;
  const meetings = earlier === null ? NOWHERE : meetingsOf(earlier.old, earlier.shift);
  let due = dueAfter(kept.at(-1), spacing);
  let since = walk.steps.length;
  let last = from - 1;
  let wait = 0;
  let patience = 1;
  /** Both walks are the same from here on, unless one of them goes back beyond. */
  let met = Number.POSITIVE_INFINITY;
  walkTo(walk, end, from, (index) => {
    if (index <= last) {
      // The walk has gone back: what was kept from there on is over.
      while ((checkpoints.at(-1)?.index ?? -1) >= index) checkpoints.pop();
      due = dueAfter(checkpoints.at(-1), spacing);
      since = Math.min(since, walk.steps.length);
      if (index < met) met = Number.POSITIVE_INFINITY;
    }
    last = index;
    const meeting = meetings.get(index);
    const asks = earlier !== null && meeting !== undefined && --wait < 0;
    if (index < due && index < end && !asks) return false;
    const now = checkpointOf(walk, index);
    if (index >= due || index === end) {
      checkpoints.push(now);
      due = dueAfter(now, spacing);
    }
    if (!asks) return false;
    const { old, shift } = earlier;
    if (!meets(walk, now, since, meeting, old, shift)) met = Number.POSITIVE_INFINITY;
    else met = Math.min(met, index);
    const oldest = Math.min(now.oldest, indexOf(meeting.oldest, shift) ?? 0);
    if (met !== Number.POSITIVE_INFINITY && (oldest < met || looksBack(old, meeting))) return false;
    const behind = met === Number.POSITIVE_INFINITY ? null : join(walk, now, meeting, old, shift);
    if (behind === null) {
      wait = patience;
      patience = Math.min(2 * patience, MOST_PATIENCE);
      return false;
    }
    if (checkpoints.at(-1) !== now) checkpoints.push(now);
    checkpoints.push(...behind);
    return true;
  });
  const { steps, additions, world } = walk;
  return {
    trace: traceOf(walk),
    start,
    checkpoints,
    steps,
    additions,
    explored: [...walk.explored].sort((a, b) => a - b),
    numbers: world.numbers,
    symbols: world.symbols,
  };
}

/** Whether a line behind the checkpoint has looked at those above it, which are others now. */
function looksBack({ explored }: Recording, { index }: Checkpoint): boolean {
  return explored.some((at) => at >= index && at < index + HORIZON);
}

function dueAfter(checkpoint: Checkpoint | undefined, { least, forEach }: Spacing): number {
  return checkpoint === undefined ? least : checkpoint.index + least + forEach * weightOf(checkpoint);
}

const NOWHERE: ReadonlyMap<number, Checkpoint> = new Map();

/** The checkpoints of the earlier walk below the edited lines, by where they are now. */
function meetingsOf(
  { checkpoints }: Recording,
  { oldTail, newTail }: Shift,
): ReadonlyMap<number, Checkpoint> {
  const below = checkpoints.slice(0, -1).filter(({ index }) => index >= oldTail);
  return new Map(below.map((checkpoint) => [checkpoint.index - oldTail + newTail, checkpoint]));
}
