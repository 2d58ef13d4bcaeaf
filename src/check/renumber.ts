/** Readings of a wrong segment whose numbers are another kind of number: relative ones, or those of a retransmission. */

import type { Expr } from "../language/ast.js";
import { firstUnacknowledged } from "../tcp/endpoint.js";
import { type Num, ZERO } from "../tcp/number.js";
import { FIN, SYN } from "../tcp/segment.js";
import { carryOut } from "./carry-out.js";
import { writtenValue } from "./claims.js";
import { type Connection, other, type Side } from "./connection.js";
import { judge } from "./departure.js";
import { countedFrom, isFarAway, isPlain, possibleBases } from "./printed.js";
import type { Walk } from "./record.js";
import { refusedProbe } from "./retransmission.js";
import type { StepSegment } from "./trace.js";
import { writeExpr } from "./words.js";
import type { World } from "./world.js";
import { carriesData, fieldSpan, type Written } from "./written.js";
import type { WrongSegment } from "./wrong-segment.js";

/** Whether the plain numbers of the line may count from the ISNs, or from the first numbers of a flow. */
export function mayBeRelative(
  world: World,
  { connection, side, written }: WrongSegment,
): "surely" | "perhaps" | false {
  if (connection.recovery.bases !== null) return false;
  const [a, b] = possibleBases(world, connection);
  const used = [
    written.seq === null ? null : side === 0 ? a : b,
    written.ack === null ? null : side === 0 ? b : a,
  ];
  const known = used.filter((n) => n !== null);
  if (known.length === 0) return false;
  return known.every(isFarAway) ? "surely" : "perhaps";
}

/** The same with numbers that tcpdump prints: the first ones as they are, then relative to them. */
export function asRelative(walk: Walk, wrong: WrongSegment): StepSegment | null {
  const { world } = walk;
  const { connection, side, written, line } = wrong;
  const bases = possibleBases(world, connection);
  const { recovery } = connection;
  connection.recovery = { ...recovery, bases };
  const counted = asCounted(connection, side, written);
  const again = judge(world, connection, side, counted, wrong.flags);
  if (again.illegal || again.errors > 0) return null;
  const seq = counted.seq !== written.seq;
  const [expr, span, name, n, base] = seq
    ? ([written.seq, fieldSpan(written, "seq"), "seq", again.seq, bases[side]] as const)
    : ([written.ack, fieldSpan(written, "ack"), "ack", again.ack, bases[other(side)]] as const);
  if (expr === null || n === null || base === null) return null;
  again.corrected = true;
  world.report("numbers-relative", span, {
    from: connection.names[side],
    written: `${name}=${writeExpr(expr)}`,
    expected: `${name}=${world.say(n, "")}`,
    base: world.say(base, ""),
  });
  const segment = carryOut(walk, connection, side, counted, again, line);
  // A SYN,ACK whose ack is relative already brings the ISN from which the rest counts.
  if ((again.flags & SYN) !== 0)
    connection.recovery = { ...connection.recovery, bases: possibleBases(world, connection) };
  return segment;
}

/** The oldest segment that is not acknowledged carries as much; behind a FIN it is meant where it has to be sent again. */
export function isSentAgain(world: World, { connection, side, written, judgement }: WrongSegment): boolean {
  const { numbers } = world;
  const end = connection.ends[side];
  const first = firstUnacknowledged(numbers, end);
  if (first === null || written.seq === null || !carriesData(written)) return false;
  // What is sent next begins with the octet of a probe that was refused, however much it is.
  if (refusedProbe({ world, connection, side, judgement }, written) !== null) return true;
  const isDue = end.expired || first.lost;
  if (judgement.illegal && (end.tcb.fin === null || first.len === ZERO || !isDue)) return false;
  return written.len === null || numbers.equal(written.len, first.len) === true;
}

/** Octets that the sender knows to be acknowledged stand there once more: a line that was copied. */
export function isCopied({ numbers }: World, wrong: WrongSegment, value: Num | null): boolean {
  const { connection, side, written, judgement } = wrong;
  const { sndNxt, sndUna } = connection.ends[side].tcb;
  if (value === null || sndNxt === null || sndUna === null || judgement.illegal) return false;
  if (written.len === null || (judgement.flags & (SYN | FIN)) !== 0) return false;
  return (
    numbers.compare(value, sndUna) === -1 && numbers.compare(numbers.add(value, written.len), sndNxt) !== 1
  );
}

/** The octets of a line that was copied are not sent a second time under new numbers: nothing counts them. */
export function asCopied(walk: Walk, wrong: WrongSegment): StepSegment | null {
  const { world } = walk;
  const { connection, side, written, line } = wrong;
  const value = writtenValue(world, written.seq);
  const again = judge(world, connection, side, { ...written, ack: null }, wrong.flags);
  const first = again.findings.findIndex(({ severity }) => severity === "error");
  if (again.illegal || first < 0 || value === null) return null;
  // Of a line that does not belong there only the first thing that is wrong is told.
  again.findings.splice(first + 1);
  again.retransmission = true;
  again.seq = value;
  connection.skew[side] = null;
  return carryOut(walk, connection, side, written, again, line);
}

/** Data that is sent again under a number that is not the one it had. */
export function asSentAgain(walk: Walk, wrong: WrongSegment): StepSegment | null {
  const { world } = walk;
  const { connection, side, written, line } = wrong;
  connection.ends[side].expired = true;
  const again = judge(world, connection, side, { ...written, seq: null }, wrong.flags);
  if (again.illegal || again.errors > 0 || !again.retransmission || written.seq === null) return null;
  again.corrected = true;
  const value = writtenValue(world, written.seq);
  if (value !== null) {
    const by = world.numbers.subtract(value, again.seq);
    connection.skew[side] = { by, at: again.seq, field: "seq" };
  }
  world.report("seq-wrong", fieldSpan(written, "seq"), {
    from: connection.names[side],
    to: connection.names[other(side)],
    written: writeExpr(written.seq),
    expected: world.say(again.seq, ""),
    reason: "data-again",
  });
  return carryOut(walk, connection, side, written, again, line);
}

/** The numbers of a segment of a connection whose plain numbers are relative. */
export function asCounted(connection: Connection, side: Side, written: Written): Written {
  const bases = connection.recovery.bases ?? [null, null];
  const own = bases[side];
  // The SYN,ACK that comes again has its ISN as before, however its ack is counted.
  const isIsn = (written.flags & SYN) !== 0 && own !== null && sumOf(written.seq) === own.constant;
  return {
    ...written,
    seq: isIsn ? written.seq : countedFrom(written.seq, own),
    ack: countedFrom(written.ack, bases[other(side)]),
  };
}

/** Of plain numbers. */
function sumOf(expr: Expr | null): number | null {
  if (expr === null || !isPlain(expr)) return null;
  let sum = 0;
  for (const term of expr.terms) if (term.kind === "number") sum += term.sign * term.value;
  return sum;
}

/** A line of numbers as the header has them may stand among relative ones, where the two cannot be taken for each other. */
export function mayBeAbsolute({ recovery: { bases } }: Connection): boolean {
  return bases?.some((n) => n !== null && isFarAway(n)) === true;
}
