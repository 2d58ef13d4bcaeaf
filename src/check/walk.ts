/** Walks the statements of a flow, one after the other. */

import { asMeant, possibleEvents } from "../language/as-meant.js";
import type { BrokenLine, Elision, Flow, Local, StateClaim, Statement, Time } from "../language/ast.js";
import { isOwed } from "../tcp/endpoint.js";
import { ACK } from "../tcp/segment.js";
import { answerState } from "./blanks.js";
import { addName } from "./carry-out.js";
import type { Connection } from "./connection.js";
import { NOTHING_DECIDED } from "./course.js";
import { keepBase, keepFork } from "./courses.js";
import { performDeliver } from "./delivery.js";
import { elide } from "./elision.js";
import { claimHolds, findEndpoint, findPlace, happen, implied, type LocalEnd, reportClaim } from "./local.js";
import { type Decision, flush, pairOf, record, type Walk } from "./record.js";
import { recoverClaim, reportMissing, supply } from "./recover.js";
import { wouldLeadTo } from "./recovery.js";
import { performSegment } from "./segments.js";
import { setUp } from "./setup.js";
import type { Missing } from "./supply.js";
import type { Step } from "./trace.js";
import { lookBack, MAX_TRIALS, NO_SEGMENT, tryOut } from "./trial.js";
import type { World } from "./world.js";

/** A walk that stands before the first statement of a flow, whose text is `text`. */
export function startWalk(flow: Flow, text: string): Walk {
  const setup = setUp(flow, text);
  const { world } = setup;
  const steps: Step[] = [];
  const declarations = world.found;
  world.history = steps;
  world.found = [];
  return {
    world,
    flow,
    text,
    setup,
    perform,
    declarations,
    steps,
    trials: 0,
    forks: [],
    explored: new Set(),
    misfit: false,
    decisions: new Map(),
    decidedTo: Number.POSITIVE_INFINITY,
    bases: [],
    resume: -1,
    walked: 0,
    additions: [],
  };
}

/**
 * Performs the statements from `start` (the first) up to `end`, going back wherever a line turns out to be meant
 * otherwise. Asks before each of them, and at the end, whether to stop there.
 */
export function walkTo(
  walk: Walk,
  end: number,
  start = 0,
  stopsAt: (index: number) => boolean = goesOn,
): void {
  let i = start;
  for (; i < end; i++) {
    if (stopsAt(i)) break;
    keepBase(walk, i);
    perform(walk, i);
    if (walk.resume < 0) {
      keepFork(walk, i);
      continue;
    }
    i = walk.resume - 1;
    walk.resume = -1;
  }
  if (i >= end) stopsAt(end);
  walk.world.found = [];
}

/** What is performed, or told, before a line since nobody wrote it. */
function performUnwritten(walk: Walk, { span }: Statement, { before, tells }: Decision): void {
  const { world } = walk;
  if (before !== undefined) {
    const connection = world.connections[before.connection];
    // On a trial another course may be taken above, on which there is no such connection.
    if (connection !== undefined) world.touch(connection);
    const fits = connection !== undefined && isAsked(connection, before.missing);
    if (!fits || !supply(walk, connection, before.missing, span)) walk.misfit = true;
  }
  const connection = world.connections[tells?.connection ?? -1];
  if (tells === undefined || connection === undefined) return;
  const { statements } = walk.flow;
  const behind = statements[world.cursor - tells.back] as Statement;
  reportMissing(walk, connection, tells.missing, span, behind);
}

/** What is to be an answer answers something. */
function isAsked({ ends }: Connection, { due, side, flags }: Missing): boolean {
  return !due || flags !== ACK || isOwed(ends[side], "ACK");
}

function goesOn(): boolean {
  return false;
}

/** Performs the statement at `index`; records a step unless the world is on trial. */
export function perform(walk: Walk, index: number): void {
  const { world } = walk;
  const statement = walk.flow.statements[index] as Statement;
  const decided = walk.decisions.size === 0 ? undefined : walk.decisions.get(index);
  world.begin(statement, index, decided?.script ?? NOTHING_DECIDED);
  const { at } = statement;
  if (at !== null) tick(world, at);
  if (decided !== undefined) performUnwritten(walk, statement, decided);
  performStatement(walk, statement, index);
}

function performStatement(walk: Walk, statement: Statement, index: number): void {
  const { world } = walk;
  switch (statement.type) {
    case "segment":
      performSegment(walk, statement, index);
      break;
    case "local":
      performLocal(walk, statement, index);
      break;
    case "deliver":
      performDeliver(walk, statement, index);
      break;
    case "elision":
      performElision(walk, statement, index);
      break;
    case "note":
      for (const name of statement.over) findEndpoint(world, name);
      record(walk, statement, "note", null, null, null);
      break;
    case "section":
      record(walk, statement, "section", null, null, null);
      break;
    case "broken":
      performBroken(walk, statement, index);
      break;
    default:
      flush(walk);
  }
}

/**
 * A line that could not be read does nothing, unless the lines below are wrong without it and are not, or less so, if it
 * is taken as it was probably meant: one mistake is one error (rule 34).
 */
function performBroken(walk: Walk, line: BrokenLine, index: number): void {
  const { world, decisions, decidedTo } = walk;
  world.afterBroken = true;
  const decided = index <= decidedTo ? decisions.get(index)?.meant : undefined;
  if (decided === undefined ? !world.trial : decided !== null) {
    const statement = decided ?? decide(walk, line, index);
    if (statement !== null) performAsMeant(walk, statement, index);
  }
  const id = AS_ID.exec(walk.text.slice(line.span.start, line.span.end))?.[1];
  if (id !== undefined) addName(world, id, line);
  flush(walk);
}

/** A name for `deliver`, in a line that could not be read. */
const AS_ID = /\bas\s+([\p{L}_][\p{L}\p{N}_]*)/u;

function decide(walk: Walk, line: BrokenLine, index: number): Statement | null {
  const { decisions } = walk;
  const probable = asMeant(line, walk.text);
  const ways = probable === null ? possibleEvents(line, walk.text) : [probable];
  const meant = ways.length > 0 && ++walk.trials <= MAX_TRIALS ? bestMeant(walk, ways, index) : null;
  decisions.set(index, { ...decisions.get(index), meant });
  return meant;
}

/** The first of those with which the lines below have the fewest errors; null where they have no fewer than without. */
function bestMeant(walk: Walk, ways: readonly Statement[], index: number): Statement | null {
  const { world } = walk;
  const before = world.mark();
  let fewest = tryOut(walk, index, () => NO_SEGMENT);
  world.rollback(before);
  let best: Statement | null = null;
  for (const statement of ways) {
    if (fewest === 0) break;
    const errors = tryOut(walk, index, () => {
      performAsMeant(walk, statement, index);
      return NO_SEGMENT;
    });
    world.rollback(before);
    if (errors >= fewest) continue;
    fewest = errors;
    best = statement;
  }
  return best;
}

/** Nothing is told of such a line, and it makes no step to which an answer that is missing could be put down. */
function performAsMeant(walk: Walk, statement: Statement, index: number): void {
  const { world } = walk;
  const { trial, step, found } = world;
  world.trial = true;
  world.step = -1;
  world.found = [];
  performStatement(walk, statement, index);
  world.trial = trial;
  world.step = step;
  world.found = found;
}

/** Milliseconds that two spellings of the same time may differ by. */
const ROUNDING = 1e-6;

/** Time never runs backwards. */
function tick(world: World, at: Time): void {
  if (at.ms < world.time - ROUNDING)
    world.report("time-backwards", at.span, { time: `${at.ms} ms`, before: `${world.time} ms` });
  else world.time = at.ms;
}

function performLocal(walk: Walk, line: Local, index: number): void {
  const { world } = walk;
  const places: LocalEnd[] = [];
  for (const subject of line.subjects) {
    const place = findPlace(world, subject);
    if (place !== null) places.push(place);
  }
  const connection = places[0]?.connection ?? null;
  for (const place of places) if (place.connection !== null) world.touch(place.connection);
  const before = connection === null ? null : pairOf(connection);
  const what = line.what;
  if (what.kind === "event") {
    for (const place of places) happen(world, what, place, walk.text);
    if (lookBack(walk, index)) return;
  } else if (what.kind === "state") {
    const checked = places;
    for (const place of checked) implied(world, place, what);
    const wrong = checked.filter((p) => !claimHolds(p, what) && !followsIdleLine(world, p, what));
    if (walk.flow.kind === "flow") answerState(world, what, checked);
    if (wrong.length > 0) {
      // One claim about several ends is one mistake.
      const report = (): void => reportClaim(world, wrong[0] as LocalEnd, what);
      recoverClaim(walk, index, wrong, report, () => wrong.every((p) => claimHolds(p, what)));
      if (walk.resume >= 0) return;
    }
  }
  record(walk, line, what.kind === "state" ? "claim" : "event", connection, before, null);
}

/** The state would be right if a line above, which was left without effect, had had one: that has been told. */
function followsIdleLine(world: World, { connection }: LocalEnd, { to }: StateClaim): boolean {
  if (connection === null || !wouldLeadTo(connection, to.state)) return false;
  world.silenced++;
  return true;
}

function performElision(walk: Walk, line: Elision, index: number): void {
  const { world } = walk;
  const names = [line.from, line.to].filter((n) => n !== null);
  const ends = names.map((name) => findEndpoint(world, name));
  if (ends.includes(null)) {
    record(walk, line, "elision", null, null, null);
    return;
  }
  const connection = elidedConnection(world, ends as NonNullable<(typeof ends)[number]>[]);
  if (connection !== null) world.touch(connection);
  const before = connection === null ? null : pairOf(connection);
  if (connection !== null) elide(world, connection, line);
  if (lookBack(walk, index)) return;
  record(walk, line, "elision", connection, before, null);
}

function elidedConnection(world: World, ends: World["endpoints"]): Connection | null {
  if (ends.length === 2) {
    return (
      world.connections.find(
        (c) => c.endpoints.includes(ends[0] as never) && c.endpoints.includes(ends[1] as never),
      ) ?? null
    );
  }
  return world.connections[world.lastMoved] ?? world.connections[0] ?? null;
}
