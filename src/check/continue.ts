/**
 * What may come next: the world at a place in a flow, in which further lines can be tried out.
 *
 * A line is tried in the world as it stands, which costs as much as the line itself. Only a line that could
 * change how the flow begins (a SYN, the first segment of two endpoints) has the flow set up anew with it.
 */

import type { Document, FlagName, Flow, Segment, Statement } from "../language/ast.js";
import { parse } from "../language/parser.js";
import type { Walk } from "./record.js";
import type { Finding } from "./trace.js";
import { perform, startWalk, walkTo } from "./walk.js";
import type { World } from "./world.js";

export interface Continuation {
  /** As it is after the lines before the place. Only to be read: `attempt` changes it, and changes it back. */
  readonly world: World;
  /** The lines before the place. */
  readonly before: readonly Statement[];
  /** The lines of the flow behind the place. */
  readonly after: readonly Statement[];
  readonly walk: Walk;
  /** The text of the flow up to the place; ends with a line end where it is not empty. */
  readonly text: string;
  /** The text that `after` was read from. */
  readonly document: string;
}

/** What came of a line that was tried out. */
export interface Attempt {
  /** Findings on the line itself. */
  readonly findings: readonly Finding[];
  /** The world after the line; to be used only before `attempt` returns. */
  readonly next: Continuation;
}

/** How many lines behind the place must stand when a line is put before them. */
const LOOK_AHEAD = 4;

/** How many of them may have a say in what a line does: where RFC 9293 leaves a choice, the next move decides. */
const CONTEXT = 24;

/** The place at the beginning of `line`, in `flow`; what stands on the line itself is left out. */
export function continueFlow(document: Document, flow: Flow | null, line: number): Continuation {
  const { text } = document;
  if (flow === null) return continueText("", [], text);
  const end = document.lineStarts[line] ?? text.length;
  const before = flow.statements.filter((s) => s.line < line);
  const after = flow.statements.filter((s) => s.line > line);
  const walk = startWalk({ ...flow, statements: [...before, ...after] }, text);
  walkTo(walk, before.length);
  const own = text.slice(flow.span.start, Math.max(flow.span.start, end));
  return { world: walk.world, before, after, walk, text: own, document: text };
}

function continueText(text: string, after: readonly Statement[], document: string): Continuation {
  const flow = parse(text).flows.at(-1) ?? NO_FLOW;
  const walk = startWalk(flow, text);
  walkTo(walk, flow.statements.length);
  return { world: walk.world, before: flow.statements, after, walk, text, document };
}

const NO_FLOW: Flow = { kind: "flow", header: null, line: 0, span: { start: 0, end: 0 }, statements: [] };

/** Tries a line out and gives what `then` makes of it; null where it cannot be read. */
export function attempt<T>(c: Continuation, line: string, then: (made: Attempt) => T): T | null {
  const document = parse(line);
  const statement = document.flows[0]?.statements[0];
  if (statement === undefined || document.problems.length > 0 || document.notations.length > 0) return null;
  return mayBegin(c, statement) ? attemptAnew(c, line, then) : attemptHere(c, line, statement, then);
}

/** Whether the line could change how the flow begins, as `setup.ts` reads it. */
function mayBegin(c: Continuation, statement: Statement): boolean {
  if (statement.type === "endpoint") return true;
  if (statement.type !== "segment") return !c.before.some((s) => s.type === "segment" && s.old === null);
  if (!c.before.some((s) => s.type === "segment" && s.old === null && isSamePair(s, statement))) return true;
  if (!hasFlag(statement, "SYN")) return false;
  const answers = hasFlag(statement, "ACK");
  return !rolesAreSettled(c, statement, answers) || (answers && c.before.some((s) => isReset(s, statement)));
}

/** A SYN makes a client and a server of ends that nothing has made anything else. */
function rolesAreSettled({ world }: Continuation, { from, to }: Segment, answers: boolean): boolean {
  const [opener, target] = answers ? [to, from] : [from, to];
  const ends = [world.endpoint(opener.name), world.endpoint(target.name)];
  if (ends.every((e) => e?.declared === true)) return true;
  return ends[0]?.role === "client" && ends[1]?.role === "server";
}

/** A RST by which this sender may have refused a SYN that it answers now. */
function isReset(s: Statement, { from }: Segment): boolean {
  return s.type === "segment" && s.from.name === from.name && hasFlag(s, "RST");
}

function hasFlag({ flags }: Segment, wanted: FlagName): boolean {
  return flags.names.includes(wanted);
}

function isSamePair(a: Segment, b: Segment): boolean {
  return (
    (a.from.name === b.from.name && a.to.name === b.to.name) ||
    (a.from.name === b.to.name && a.to.name === b.from.name)
  );
}

function attemptHere<T>(c: Continuation, line: string, statement: Statement, then: (made: Attempt) => T): T {
  return onTrial(c.world, () => {
    const findings = performAll(c, line, [statement, ...c.after.slice(0, CONTEXT)], 1);
    return then({ findings, next: { ...c, before: [...c.before, statement], text: `${c.text}${line}\n` } });
  });
}

/** Does something to the world, and takes it back. */
function onTrial<T>(world: World, act: () => T): T {
  const saved = world.mark();
  const { trial, cursor } = world;
  world.trial = true;
  try {
    return act();
  } finally {
    world.trial = trial;
    world.cursor = cursor;
    world.rollback(saved);
  }
}

/** Performs the first `count` of these statements, which are read from `text`; gives what they bring up. */
function performAll(
  { world, walk }: Continuation,
  text: string,
  statements: readonly Statement[],
  count: number,
): readonly Finding[] {
  world.found = [];
  const flow = { ...walk.flow, statements };
  for (let i = 0; i < count; i++) perform({ ...walk, text, flow, decisions: new Map() }, i);
  const { found } = world;
  world.found = [];
  return found;
}

function attemptAnew<T>(c: Continuation, line: string, then: (made: Attempt) => T): T | null {
  const text = `${c.text}${line}\n`;
  const next = continueText(text, c.after, c.document);
  const statement = next.before.at(-1);
  if (statement === undefined) return null;
  const all = allFindings(next);
  const own = all.filter((f) => f.line === statement.line);
  const others = all.filter((f) => f.line !== statement.line && f.severity === "error");
  const known = allFindings(c).filter((f) => f.severity === "error").length;
  return then({ findings: others.length > known ? all : own, next });
}

function allFindings({ walk }: Continuation): Finding[] {
  return [...walk.declarations, ...walk.steps.flatMap((s) => s.findings)];
}

/** What the next lines behind the place bring up that speaks against what stands before them. */
export function troubleBehind(c: Continuation): number {
  const { world, after, document } = c;
  if (after.length === 0) return 0;
  const found = onTrial(world, () => performAll(c, document, after, Math.min(after.length, LOOK_AHEAD)));
  return found.filter((f) => f.severity === "error" || f.code === "spurious-retransmission").length;
}
