/** Selective acknowledgments (RFC 2018, RFC 2883): a block names octets that arrived behind a gap. */

import type { Expr, Segment, Span } from "../language/ast.js";
import type { End, OctetRange } from "../tcp/endpoint.js";
import { type Num, type Numbers, plus } from "../tcp/number.js";
import { becomeKnown, type Context, writtenValue } from "./claims.js";
import { other } from "./connection.js";
import { countedFrom } from "./printed.js";
import type { BlockReason } from "./reasons.js";
import { duplicateAt, endOf, isDuplicate, wrongDuplicate } from "./sack-duplicate.js";
import { answeredBy, fills } from "./sack-run.js";
import { matchValue } from "./symbols.js";
import { writeExpr } from "./words.js";

export function judgeSack(context: Context, line: Segment): void {
  const { world, connection, side, judgement } = context;
  const { sack } = line;
  if (sack === null || judgement.ack === null) return;
  const end = connection.ends[side];
  // Without a number from the peer there is nothing that a block could lie in.
  if (end.tcb.rcvNxt === null) return;
  const edges = sack.blocks.map((block) => edgesOf(context, block));
  if (judgeTouching(context, sack.blocks, edges)) return;
  const room = line.ts === null ? MOST_BLOCKS : MOST_BESIDE_TIMESTAMPS;
  sack.blocks.forEach((block, i) => {
    if (i === room) {
      const span: Span = { start: block.left.span.start, end: sack.span.end };
      judgement.report("sack-wrong", span, { block: writeBlock(block), reason: "too-many", expected: "" });
    }
    if (i >= room) return;
    if (block.left.blank || block.right.blank) return;
    const [left, right] = edges[i] as Edges;
    if (left === null || right === null) {
      world.undecided++;
      return;
    }
    const span: Span = { start: block.left.span.start, end: block.right.span.end };
    const written = writeBlock(block);
    const isFirst = i === 0;
    const reason = wrongBlock(context, end, left, right, isFirst);
    const meant = reason === null ? ([left, right] as const) : asMeant(context, end, left, right, isFirst);
    if (reason === null) {
      learnAmounts(context, end, left, right, span);
      rememberEdges(context, null);
      if (isFirst) judgement.answered = answeredBy(world.numbers, end, left, right) ?? 0;
    }
    if (meant === null)
      judgement.report("sack-wrong", span, {
        block: written,
        ...better(context, end, left, right, reason as BlockReason),
      });
    else if (isFirst) judgeFirst(context, end, meant, span, written);
  });
}

type Block = { readonly left: Expr; readonly right: Expr };
/** null where it is not known. */
type Edges = readonly [Num | null, Num | null];

function edgesOf({ connection, side, world }: Context, { left, right }: Block): Edges {
  if (left.blank || right.blank) return [null, null];
  const base = connection.recovery.bases?.[other(side)] ?? null;
  return [writtenValue(world, countedFrom(left, base)), writtenValue(world, countedFrom(right, base))];
}

/** RFC 2018 §3: the octets just below a block and just above it have not been received. True where two touch. */
function judgeTouching(context: Context, blocks: readonly Block[], edges: readonly Edges[]): boolean {
  const { world, judgement } = context;
  const isSame = (a: Num | null, b: Num | null): boolean =>
    a !== null && b !== null && world.numbers.equal(a, b) === true;
  for (const [i, block] of blocks.entries()) {
    const [left, right] = edges[i] as Edges;
    const [from, to] = edges.slice(0, i).find(([a, b]) => isSame(left, b) || isSame(right, a)) ?? [];
    if (!left || !right || !from || !to) continue;
    const [low, high] = isSame(left, to) ? [from, right] : [left, to];
    const expected = `${world.say(low)}..${world.say(high)}`;
    const span: Span = { start: block.left.span.start, end: block.right.span.end };
    judgement.report("sack-wrong", span, { block: writeBlock(block), reason: "touches", expected });
    return true;
  }
  return false;
}

/**
 * RFC 2018 §4: the first block MUST be the one with the segment that called forth this ACK, unless that segment took
 * RCV.NXT on. One that lies below RCV.NXT, or within what is held, reports a duplicate (RFC 2883).
 */
function judgeFirst(
  context: Context,
  end: End,
  [left, right]: readonly [Num, Num],
  span: Span,
  block: string,
): void {
  const { world, judgement } = context;
  const { numbers } = world;
  const newest = end.latest?.at(-1);
  if (newest === undefined || end.latest === null) return;
  const lies = (n: Num): boolean => numbers.compare(n, left) !== -1 && numbers.compare(n, right) === -1;
  const mayLie = (n: Num): boolean => lies(n) || numbers.compare(n, left) === undefined;
  if (end.latest.some(mayLie) || numbers.compare(right, end.tcb.rcvNxt as Num) !== 1) return;
  const run = runAround(context, end, newest);
  const expected = `${world.say(run[0])}..${world.say(run[1])}`;
  judgement.report("sack-wrong", span, { block, reason: "not-first", expected });
}

/** The run of octets behind the gap in which a segment lies that begins at `seq`. */
function runAround({ world }: Context, { ahead }: End, seq: Num): readonly [Num, Num] {
  const { numbers } = world;
  const touches = (a: Num, b: Num): boolean => (numbers.compare(a, b) ?? 1) !== 1;
  let [left, right] = [seq, seq];
  for (const { seq: from, len } of ahead) {
    const to = numbers.add(from, len);
    if (touches(from, right) && touches(right, to)) right = to;
  }
  for (const { seq: from, len } of ahead.toReversed()) {
    if (touches(left, numbers.add(from, len)) && touches(from, left)) left = from;
  }
  return [left, right];
}

/** RFC 2018 §3: what the 40 octets of options have room for, with and without timestamps. */
const MOST_BLOCKS = 4;
const MOST_BESIDE_TIMESTAMPS = 3;

function writeBlock(block: Block): string {
  return `${writeExpr(block.left)}..${writeExpr(block.right)}`;
}

/** The run that is probably meant, and what of it is wrong; from then on as much is no new mistake. */
function better(
  context: Context,
  end: End,
  left: Num,
  right: Num,
  reason: BlockReason,
): { reason: BlockReason; expected: string } {
  const { world } = context;
  const { numbers } = world;
  const run = reason === "order" ? null : runMeant(context, end, left, right, reason);
  if (run === null) return { reason, expected: "" };
  rememberEdges(context, [numbers.subtract(left, run[0]), numbers.subtract(right, run[1])]);
  const expected = `${world.say(run[0])}..${world.say(run[1])}`;
  return { reason: reason === "not-received" ? edgeReason(context, run, left, right) : reason, expected };
}

/** Of the runs that arrived behind a gap the one that begins or ends with the block, else the only one that it touches. */
function runMeant(
  context: Context,
  end: End,
  left: Num,
  right: Num,
  reason: BlockReason,
): readonly [Num, Num] | null {
  if (reason === "twice") return duplicateAt(context, end, left, right);
  const { numbers } = context.world;
  const behind = ({ seq, len }: OctetRange): Num => numbers.add(seq, len);
  const begins = end.ahead.find(({ seq }) => numbers.equal(seq, left) === true);
  const ends = begins ?? end.ahead.find((piece) => numbers.equal(behind(piece), right) === true);
  if (ends !== undefined) return runAround(context, end, ends.seq);
  const overlaps = (piece: OctetRange): boolean =>
    (numbers.compare(piece.seq, right) ?? -1) === -1 && (numbers.compare(behind(piece), left) ?? 1) === 1;
  const runs = end.ahead
    .filter((piece) => isForeign(numbers, left, piece.seq) || overlaps(piece))
    .map(({ seq }) => runAround(context, end, seq));
  const [first] = runs;
  return first !== undefined && runs.every(([from]) => numbers.equal(from, first[0]) === true) ? first : null;
}

/** Octets that did not arrive are worse than an edge that is wrong. */
function edgeReason(
  { world: { numbers } }: Context,
  [from, to]: readonly [Num, Num],
  left: Num,
  right: Num,
): BlockReason {
  if (numbers.equal(plus(right, 1), to) === true && numbers.compare(left, from) !== -1) return "right-edge";
  const isOneBelow = numbers.equal(plus(left, 1), from) === true;
  if (numbers.equal(right, to) === true && (isOneBelow || numbers.compare(left, from) === 1))
    return "left-edge";
  return numbers.compare(left, from) !== -1 && numbers.compare(right, to) !== 1 ? "whole" : "not-received";
}

/**
 * The edges without what the writer is off by: in the numbers that they count, or, since an earlier block, at the edges
 * themselves. null where they are wrong all the same.
 */
function asMeant(
  context: Context,
  end: End,
  left: Num,
  right: Num,
  isFirst: boolean,
): readonly [Num, Num] | null {
  const { connection, side, world } = context;
  const { numbers } = world;
  const skew = connection.skew[other(side)];
  for (const off of [skew === null ? null : ([skew.by, skew.by] as const), connection.recovery.edges[side]]) {
    if (off === null) continue;
    const meant = [numbers.subtract(left, off[0]), numbers.subtract(right, off[1])] as const;
    if (wrongBlock(context, end, ...meant, isFirst) === null) return meant;
  }
  return null;
}

function rememberEdges({ connection, side }: Context, off: readonly [Num, Num] | null): void {
  const { recovery } = connection;
  if (off === recovery.edges[side]) return;
  const { edges } = recovery;
  connection.recovery = { ...recovery, edges: side === 0 ? [off, edges[1]] : [edges[0], off] };
}

/** null where the block makes sense, or where unknown numbers would decide. */
function wrongBlock(context: Context, end: End, left: Num, right: Num, first: boolean): BlockReason | null {
  const { numbers } = context.world;
  const order = numbers.compare(right, left);
  if (order === -1 || order === 0) return "order";
  const rcvNxt = end.tcb.rcvNxt as Num;
  if (isForeign(numbers, left, rcvNxt) || isForeign(numbers, right, rcvNxt)) return "peer";
  const below = numbers.compare(left, context.judgement.ack as Num);
  if (below === undefined && numbers.compare(right, rcvNxt) !== 1) return null;
  // RFC 2883: the first block may report a duplicate, below what is acknowledged or within another block.
  if (numbers.compare(right, rcvNxt) !== 1) {
    if (below !== -1) return null;
    return first ? wrongDuplicate(context, end, left, right) : "acked";
  }
  if (below === -1) return first && duplicateAt(context, end, left, right) !== null ? "twice" : "acked";
  // RCV.NXT itself is what has not arrived: no block begins there.
  if (numbers.equal(left, rcvNxt) === true) return "not-received";
  if (!covers(context, end, left, right)) return "not-received";
  // Of a part of a run only a duplicate is told, and by the first block alone.
  if (first && isDuplicate(numbers, end, left, right)) return null;
  return answeredBy(numbers, end, left, right) === null ? "whole" : null;
}

/** Counted from another starting number, which nothing relates to this one (rule 17). */
function isForeign(numbers: Numbers, edge: Num, rcvNxt: Num): boolean {
  return numbers.atomsOf(numbers.resolve(numbers.subtract(edge, rcvNxt)), "base").length > 1;
}

/** An edge of a block is a claim of where a segment ends or begins: it may tell how much one carried. */
function learnAmounts(context: Context, end: End, left: Num, right: Num, span: Span): void {
  const { numbers } = context.world;
  if (numbers.compare(right, end.tcb.rcvNxt as Num) !== 1) return;
  const ends = end.ahead.flatMap((piece) => [numbers.add(piece.seq, piece.len), endOf(numbers, piece)]);
  for (const [edge, places] of [
    [left, end.ahead.map(({ seq }) => seq)],
    [right, ends],
  ] as const) {
    if (places.some((place) => numbers.equal(place, edge) === true)) continue;
    const open = places.filter((place) => numbers.equal(place, edge) === undefined);
    const [first] = open;
    if (first === undefined || open.some((place) => numbers.equal(place, first) !== true)) continue;
    const match = matchValue(numbers, edge, first);
    if (match.kind === "settles") becomeKnown(context, match, span);
  }
}

/**
 * Whether [left, right) is a run that arrived behind the gap. It begins and ends where segments did: RFC 2018
 * §3 wants the edges of the block, and a run may have grown since an ACK left. It is one of data: some stacks count
 * the number of a FIN at its end, some do not.
 */
function covers(context: Context, end: End, left: Num, right: Num): boolean {
  const { numbers } = context.world;
  const edges = (n: Num, of: (piece: OctetRange) => Num): boolean =>
    end.ahead.some((piece) => numbers.equal(of(piece), n) !== false);
  const isEnd =
    edges(right, (piece) => endOf(numbers, piece)) || edges(right, ({ seq, len }) => numbers.add(seq, len));
  if (!edges(left, (piece) => piece.seq) || !isEnd) return false;
  return fills(numbers, end.ahead, left, right);
}
