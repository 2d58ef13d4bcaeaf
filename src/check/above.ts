/**
 * What a line above a wrong one may have been meant as: with a flag more or fewer, behind a segment that somebody forgot
 * to write, or sent again. The lines are legal as they stand; only what follows shows them to be wrong.
 */

import type { Segment, Statement } from "../language/ast.js";
import { type Num, ZERO } from "../tcp/number.js";
import { ACK, FIN, PSH, RST, SYN } from "../tcp/segment.js";
import { isClosedOrClosing } from "../tcp/state.js";
import { isNumber } from "./claims.js";
import { type Connection, other, type Side } from "./connection.js";
import type { Decision, Walk } from "./record.js";
import { type Missing, missingAck, missingFin, missingReset } from "./supply.js";
import type { Step } from "./trace.js";
import { opensTheWrongWay } from "./turned-opening.js";
import { writeExpr } from "./words.js";
import { flagBits } from "./written.js";

/** How many of the statements behind a line are asked which reading of it, or which course, is right. */
export const HORIZON = 12;

export interface Above {
  readonly index: number;
  readonly decision: Decision;
}

/** Ways to perform a line above the one at `index`, likeliest first: what is written otherwise, then what is not written. */
export function waysAbove(walk: Walk, index: number): readonly Above[] {
  const { world, flow } = walk;
  const connection = world.connections[world.lastMoved];
  if (connection === undefined) return [];
  const closes = speaksOfClosing(walk, index);
  const opens = speaksOfOpening(walk, index);
  const likely: Above[] = [];
  const unwritten: Above[] = [];
  const unlikely: Above[] = [];
  for (let at = index - 1; at >= Math.max(0, index - HORIZON); at--) {
    const statement = flow.statements[at] as Statement;
    if (!concerns(statement, connection)) continue;
    const add = (list: Above[], decision: Decision): void => void list.push({ index: at, decision });
    const mayClose = (side: Side, from: number): boolean =>
      closes && !goesOn(flow.statements.slice(from, index), connection, side);
    for (const flags of otherFlags(statement, mayClose(senderOf(statement, connection), at + 1)))
      add((flags & FIN) === 0 || isIdle(walk, statement) ? likely : unlikely, { flags });
    if (maySendAgain(statement)) add(likely, { again: true });
    const closing = SIDES.filter((side) => mayClose(side, at));
    for (const missing of [...lastAck(statement, connection), ...missingBefore(closing, opens)])
      add(unwritten, { before: { connection: connection.index, missing } });
  }
  return [...likely, ...unwritten, ...unlikely];
}

/**
 * Lines above that are legal and hardly meant: a retransmission that begins where no segment began, a keep-alive that no
 * timer has asked for, a RST without the ACK that would make it refuse a SYN, an ACK that lags behind, a SYN of a declared
 * server. A line behind them that contradicts need not be wrong for that.
 */
export function doubtsAbove(walk: Walk, index: number): readonly Above[] {
  const { world, flow, steps } = walk;
  const doubts: Above[] = [];
  for (let i = steps.length - 1; i >= 0; i--) {
    const { line, segment, connection, findings } = steps[i] as Step;
    if (line < (flow.statements[Math.max(0, index - HORIZON)] as Statement).line) break;
    if (segment === null || connection !== world.lastMoved) continue;
    const at = flow.statements.findLastIndex((statement) => statement.line === line);
    if (findings.some(({ args }) => "which" in args && args.which === "reset-without-ack"))
      doubts.push({ index: at, decision: { flags: RST | ACK } });
    // Below an ACK a wrong ack is rather wrong itself.
    const lags =
      flow.statements[index]?.type !== "segment" && findings.some(({ code }) => code === "ack-lags");
    if (lags && !isCaughtUp(walk, index, segment.from))
      doubts.push({ index: at, decision: { current: true } });
    if (opensAsServer(walk, steps[i] as Step, at)) doubts.push({ index: at, decision: { turned: true } });
    if (!segment.retransmission) continue;
    const isKeepAlive = findings.some(({ code }) => code === "keep-alive");
    if (isKeepAlive && !isAskedFor(walk, at)) doubts.push({ index: at, decision: { next: true } });
    else if (!isKeepAlive && beginsInside(walk, i)) doubts.push({ index: at, decision: { again: true } });
  }
  return doubts;
}

/** The ACK that does not lag follows, and nothing else would call it forth: so the one above has lagged. */
function isCaughtUp({ world, flow }: Walk, index: number, from: string): boolean {
  const connection = world.connections[world.lastMoved] as Connection;
  const { rcvNxt } = connection.ends[from === connection.names[0] ? 0 : 1].tcb;
  const next = flow.statements
    .slice(index + 1, index + 1 + HORIZON)
    .find((s) => s.type === "segment" && concerns(s, connection));
  if (next?.type !== "segment" || next.from.name !== from || !isPureAck(next)) return false;
  return isNumber(world, next.ack?.value ?? null, rcvNxt);
}

/**
 * A SYN from an end that is the server to one that is its client, as they are declared or as what comes behind it has it,
 * and no OPEN before it. Of two peers either may be the server.
 */
function opensAsServer({ world, flow }: Walk, { segment, before, connection }: Step, at: number): boolean {
  if (segment?.flags !== SYN) return false;
  const { endpoints } = world.connections[connection] as Connection;
  const side = segment.from === endpoints[0].name ? 0 : 1;
  const server = endpoints[side];
  const client = endpoints[other(side)];
  const arePeers = server.role === "peer" && client.role === "peer";
  if (!arePeers && (server.role !== "server" || client.role !== "client")) return false;
  if ((arePeers || !server.declared) && !opensTheWrongWay(flow.statements, at)) return false;
  return before?.[side === 0 ? "a" : "b"].state === "LISTEN";
}

/** A timer has run out right before, or it is answered, or sent once more: it is no other segment. */
function isAskedFor({ flow: { statements } }: Walk, at: number): boolean {
  const before = statements[at - 1];
  if (before?.type === "local" && before.what.kind === "event" && before.what.event === "timeout")
    return true;
  const probe = statements[at];
  if (probe?.type !== "segment" || !isPureAck(probe)) return false;
  const isOther = (s: Statement): s is Segment => s.type === "segment" && s.old === null;
  const last = statements.slice(Math.max(0, at - HORIZON), at).findLast(isOther);
  const next = statements.slice(at + 1, at + 1 + HORIZON).find(isOther);
  // To an ACK that takes no number nobody answers by another.
  if (next !== undefined && isPureAck(next) && next.from.name === probe.to.name)
    return next.to.name === probe.from.name;
  return [last, next].some((s) => s !== undefined && isSame(s, probe));
}

/** The same pure ACK once more. */
function isSame(one: Segment, probe: Segment): boolean {
  if (!isPureAck(one) || one.from.name !== probe.from.name || one.to.name !== probe.to.name) return false;
  return one.seq !== null && probe.seq !== null && writeExpr(one.seq.value) === writeExpr(probe.seq.value);
}

function isPureAck({ flagNames, len, payload }: Segment): boolean {
  return flagBits(flagNames) === ACK && len === null && payload === null;
}

/** Neither at SND.UNA nor at the number of a segment that was sent before. */
function beginsInside({ world, steps }: Walk, at: number): boolean {
  const { segment, before, connection } = steps[at] as Step;
  if (segment === null || segment.seq === null || before === null) return false;
  const { seq, from } = segment;
  const { sndUna } = before[from === world.connections[connection]?.names[0] ? "a" : "b"];
  if (sndUna === null || world.numbers.equal(seq, sndUna) !== false) return false;
  return !steps
    .slice(0, at)
    .some(
      (step) => step.segment?.from === from && world.numbers.equal(step.segment.seq as Num, seq) !== false,
    );
}

/** An ACK that acknowledges nothing new, and that nothing has asked for: what would it be for? */
function isIdle({ steps, world }: Walk, { line }: Statement): boolean {
  const at = steps.findLastIndex((step) => step.line === line);
  const { segment, before, connection } = steps[at] ?? NO_STEP;
  if (segment === null || before === null || segment.flags !== ACK || segment.len !== ZERO) return false;
  const known = before[segment.from === world.connections[connection]?.names[0] ? "a" : "b"].lastAck;
  if (known === null || segment.ack === null || world.numbers.equal(known, segment.ack) !== true)
    return false;
  for (let i = at - 1; i >= 0; i--) {
    const step = steps[i] as Step;
    if (step.connection !== connection || step.segment === null) continue;
    if (step.segment.from === segment.from) return true;
    if (step.segment.len !== ZERO || (step.segment.flags & (SYN | FIN)) !== 0) return false;
  }
  return true;
}

const NO_STEP = { segment: null, before: null, connection: -1 };

function concerns(statement: Statement, { names }: Connection): boolean {
  const isEnd = (name: string): boolean => names.includes(name);
  switch (statement.type) {
    case "segment":
      return isEnd(statement.from.name) && isEnd(statement.to.name);
    case "local":
      return statement.subjects.some(({ name }) => isEnd(name.name));
    default:
      return statement.type === "deliver" || statement.type === "elision";
  }
}

/** A FIN or RST too many; a FIN too few. */
function otherFlags(statement: Statement, closes: boolean): readonly number[] {
  if (statement.type !== "segment" || statement.old !== null || statement.flags.blank !== null) return [];
  const flags = flagBits(statement.flagNames);
  if ((flags & SYN) !== 0) return [];
  const meant = flags & ~(FIN | RST);
  if (meant !== flags) return meant === 0 ? [] : [meant];
  return closes ? [flags | FIN | ACK] : [];
}

/** The end sends data or a FIN in these lines: that it had closed before them would make those wrong. */
function goesOn(lines: readonly Statement[], { names }: Connection, side: Side): boolean {
  return lines.some(
    (s) =>
      s.type === "segment" &&
      s.old === null &&
      s.from.name === names[side] &&
      s.to.name === names[other(side)] &&
      (s.len !== null || s.payload !== null || (flagBits(s.flagNames) & (FIN | PSH)) !== 0),
  );
}

/** Data with a number of its own: it may be what was lost, under a wrong number. */
function maySendAgain(statement: Statement): boolean {
  if (statement.type !== "segment" || statement.old !== null || statement.seq === null) return false;
  return statement.len !== null || statement.payload !== null;
}

/** Who leaves TIME-WAIT may owe the last ACK of the close still: the peer waits for it, whatever comes then. */
function lastAck(statement: Statement, { names }: Connection): readonly Missing[] {
  if (statement.type !== "local") return [];
  const { what, subjects } = statement;
  const ends =
    what.kind === "event"
      ? what.event === "timeout" && what.timer === "2msl"
      : what.kind === "state" && what.to.state === "CLOSED";
  return ends
    ? SIDES.filter((side) => subjects.some(({ name }) => name.name === names[side])).map(missingAck)
    : [];
}

const SIDES: readonly Side[] = [0, 1];

function missingBefore(closing: readonly Side[], opens: boolean): readonly Missing[] {
  return [...closing.map(missingFin), ...(opens ? SIDES.map(missingReset) : [])];
}

function senderOf(statement: Statement, { names }: Connection): Side {
  return statement.type === "segment" && statement.from.name === names[0] ? 0 : 1;
}

/** Whether lines near a place speak of a close: a FIN, a state or an event that belongs to one. */
export function speaksOfClosing(walk: Walk, index: number, from = index - HORIZON): boolean {
  return someNear(walk, index, from, (statement) => {
    if (statement.type === "segment") return (flagBits(statement.flagNames) & FIN) !== 0;
    if (statement.type !== "local") return false;
    const { what } = statement;
    if (what.kind === "state") return what.to.state !== null && isClosedOrClosing(what.to.state);
    return what.kind === "event" && (what.event === "close" || what.event === "timeout");
  });
}

/** Whether lines near a place speak of a connection that is opened, or is gone. */
function speaksOfOpening(walk: Walk, index: number): boolean {
  return someNear(walk, index, index - HORIZON, (statement) => {
    if (statement.type === "segment") return (flagBits(statement.flagNames) & (SYN | RST)) !== 0;
    if (statement.type !== "local") return false;
    const { what } = statement;
    return what.kind === "state" && (what.to.state === "CLOSED" || what.to.state === "LISTEN");
  });
}

function someNear(
  { flow: { statements } }: Walk,
  index: number,
  from: number,
  test: (statement: Statement) => boolean,
): boolean {
  const end = Math.min(statements.length, index + 1 + HORIZON);
  for (let i = Math.max(0, from); i < end; i++) if (test(statements[i] as Statement)) return true;
  return false;
}
