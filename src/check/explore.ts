/**
 * Looking back from a wrong line: whether another course at one of the last forks, or another meaning of a line above,
 * leaves fewer errors. If so the walk goes back there and takes what fits best.
 */

import type { Segment, Statement } from "../language/ast.js";
import { FIN } from "../tcp/segment.js";
import { type Above, doubtsAbove, HORIZON, speaksOfClosing, waysAbove } from "./above.js";
import {
  decide,
  errorsIf,
  errorsSince,
  goBackTo,
  MOST_WALKED,
  MOST_WALKED_IN_ALL,
  REACH,
} from "./courses.js";
import type { Decision, Walk } from "./record.js";
import { flagBits } from "./written.js";

/** More than one error: perhaps a line above is what is wrong. */
const SEVERAL = 2;

/**
 * The line at `index` is wrong, and leaves so many errors from there on, however it is read. true: something above may
 * leave fewer, and the walk goes back; it does so once for a line.
 */
export function explore(walk: Walk, index: number, errors: number, isBounded: boolean): boolean {
  if (walk.explored.has(index)) return false;
  const { lastMoved } = walk.world;
  const forks = walk.forks.filter(
    (f) => f.connection === lastMoved && f.index >= index - REACH && f.index < index,
  );
  const above = errors >= SEVERAL && !isBounded ? waysAbove(walk, index) : [];
  const doubts = isBounded ? [] : doubtsAbove(walk, index);
  if (forks.length === 0 && above.length === 0 && doubts.length === 0) return false;
  if (walk.walked > MOST_WALKED_IN_ALL) {
    noteCapped(walk, index);
    return false;
  }
  walk.explored.add(index);
  const search = new Search(walk, index, errors);
  for (const { index: at, scripts } of forks.reverse()) {
    // What a line leaves open once it is decided in part comes last.
    const open = scripts.slice();
    // An exchange is wrong where the last course ends that fits: of those that leave as many errors, one that goes further.
    for (const script of open) search.ask({ index: at, decision: { script } }, open, NONE_TO_SPARE);
  }
  for (const way of above) search.ask(way, [], demanded(walk, way, index));
  for (const way of doubts) search.ask(way, [], NONE_TO_SPARE);
  search.end();
  const { best } = search;
  if (best !== null) take(walk, best, index);
  goBackTo(walk, search.oldest);
  return true;
}

function noteCapped({ decisions }: Walk, index: number): void {
  decisions.set(index, { ...decisions.get(index), capped: true });
}

/** How many errors a way has to spare. */
function demanded(walk: Walk, { index: at, decision }: Above, index: number): number {
  // New data is what it says, unless that makes several lines wrong.
  if (decision.again === true) return 2;
  const statement = walk.flow.statements[at] as Statement;
  // A state that is claimed says for itself what was not meant.
  if (isStateClaim(walk, index)) return 1;
  const hasFin = statement.type === "segment" && (flagBits(statement.flagNames) & FIN) !== 0;
  const dropsFin = hasFin && decision.flags !== undefined && (decision.flags & FIN) === 0;
  // Where the lines speak of a close, a FIN is meant, and what is wrong behind it is more likely a number.
  return dropsFin && speaksOfClosing(walk, index, at + 1) && !closesAnew(walk, at, index) ? 2 : 1;
}

/** The line is data of who has sent the FIN above, and another FIN of the same end comes behind it. */
function closesAnew({ flow: { statements } }: Walk, at: number, index: number): boolean {
  const [above, data] = [statements[at], statements[index]];
  if (above?.type !== "segment" || data?.type !== "segment" || (data.len ?? data.payload) === null)
    return false;
  const isSame = (s: Statement): s is Segment =>
    s.type === "segment" && s.from.name === above.from.name && s.to.name === above.to.name;
  const behind = statements.slice(index + 1, index + 1 + HORIZON);
  return isSame(data) && behind.some((s) => isSame(s) && (flagBits(s.flagNames) & FIN) !== 0);
}

function isStateClaim({ flow }: Walk, index: number): boolean {
  const statement = flow.statements[index];
  return statement?.type === "local" && statement.what.kind === "state";
}

/** With what was decided of the line before, but for how it was read: it is another line now. */
function decisionOf({ decisions }: Walk, { index, decision }: Above): Decision {
  const { reading: _, ...before } = decisions.get(index) ?? {};
  return { ...before, ...decision };
}

function take(walk: Walk, way: Above, index: number): void {
  const { index: at, decision } = way;
  decide(walk, at, decisionOf(walk, way));
  if (decision.before === undefined) return;
  const tells = { ...decision.before, back: index - at };
  walk.decisions.set(index, { ...walk.decisions.get(index), tells });
}

/** Of a number that is hardly meant: as many errors are left as before, and this line is right. */
const NONE_TO_SPARE = 0;

class Search {
  best: Above | null = null;
  oldest: number;
  private fewest = 0;
  private walked = 0;

  constructor(
    private readonly walk: Walk,
    private readonly index: number,
    private readonly errors: number,
  ) {
    this.oldest = index;
  }

  ask(way: Above, open: (readonly boolean[])[], spares = 1): void {
    const { walk, index } = this;
    if (this.walked > MOST_WALKED) return;
    const { index: at } = way;
    const decision = decisionOf(walk, way);
    const before = errorsSince(walk, at);
    const limit = before + this.errors;
    const isLikelier = spares === NONE_TO_SPARE ? LITTLE / 2 : 0;
    const leaves = (errors: number): number => errors - limit - isLikelier;
    const isCourse = way.decision.script !== undefined;
    const areTooMany = (errors: number, told = 0, line = 0): boolean =>
      leaves(errors) >= this.fewest ||
      leaves(errors) > LITTLE - spares ||
      // What nobody wrote has to explain all of it.
      (decision.before !== undefined && leaves(errors) + this.errors > 1 + LITTLE) ||
      // A course in which the line, or one before it, is as wrong explains nothing, whatever it makes of what follows.
      (isCourse && line <= index && told > before);
    const errors = errorsIf(walk, at, decision, index + HORIZON, areTooMany, open);
    this.walked += index + HORIZON - at;
    this.oldest = Math.min(this.oldest, at);
    if (areTooMany(errors)) return;
    this.fewest = leaves(errors);
    this.best = way;
  }

  end(): void {
    this.walk.walked += this.walked;
    if (this.walked > MOST_WALKED) noteCapped(this.walk, this.index);
  }
}

/** What is silent counts a little: see `SILENCED`. */
const LITTLE = 0.5;
