/**
 * Judging the numbers a segment claims: seq against what the sender may send, ack against what it
 * has received (rules 17 to 22; RFC 9293 §3.4).
 */

import type { Expr, Span } from "../language/ast.js";
import type { End } from "../tcp/endpoint.js";
import { type Num, type Numbers, plus, ZERO } from "../tcp/number.js";
import { FIN, SYN } from "../tcp/segment.js";
import { type Connection, other, type Side } from "./connection.js";
import type { Judgement } from "./judgement.js";
import type { SeqReason } from "./reasons.js";
import { evaluate, isAmountAlone, isOneForAnother, type Match, match, says } from "./symbols.js";
import type { SymbolInfo } from "./trace.js";
import { writeExpr } from "./words.js";
import type { World } from "./world.js";
import { fieldSpan, type Written } from "./written.js";

/** A number that a line writes, and what is known of its place. */
export interface Claim {
  readonly expr: Expr;
  /** The segment that makes it: its place is asked only where there is something to say (bench). */
  readonly written: Written;
  readonly expected: Num;
  /** The side whose octets it numbers. */
  readonly space: Side;
  readonly field: "seq" | "ack";
}

export function spanOf({ field, written }: Claim): Span {
  return fieldSpan(written, field);
}

export interface Context {
  readonly world: World;
  readonly connection: Connection;
  /** The sender. */
  readonly side: Side;
  readonly judgement: Judgement;
}

/**
 * Compares a claim. true: it holds (or cannot be decided), and what it teaches - a symbol's value, a
 * free constant that becomes a number - is recorded. false: it is wrong, and the caller says how.
 */
export function holds(context: Context, claim: Claim): boolean {
  const { world, connection, judgement } = context;
  const m = match(world.numbers, world.symbols, claim.expr, claim.expected);
  switch (m.kind) {
    case "equal":
      forgetSkew(world, connection, claim);
      return true;
    case "undecided":
      world.undecided++;
      return true;
    case "settles":
      settle(context, claim, m);
      return true;
    case "defines":
      return defineSymbol(context, claim, m);
    case "two-new":
      judgement.report("symbol-two-new", claim.expr.span, { first: m.first, second: m.second });
      return true;
    default:
      return false;
  }
}

/** A number of a side in the words of the flow, relative where its plain numbers are; empty where it has none. */
export function sayOf({ world, connection }: Context, space: Side, n: Num): string {
  const base = connection.recovery.bases?.[space] ?? null;
  return world.say(base === null ? n : world.numbers.subtract(n, base), "");
}

/** `seq=f=v+1`: the name f for the right number, whether or not the sum beside it holds. */
export function nameAlias(context: Context, claim: Claim): void {
  const alias = claim.expr.alias;
  if (alias !== null) giveName(context, alias, claim.expected, "solved", claim.space);
}

/** Whether a written number is exactly this one, without teaching anything. */
export function isNumber(world: World, expr: Expr | null, n: Num | null): boolean {
  if (expr === null || n === null) return false;
  if (says(world.symbols, expr, n)) return true;
  const { value, unknown } = evaluate(world.numbers, world.symbols, expr);
  return unknown === "" && world.numbers.equal(value, n) === true;
}

/** The number written, where all of it is known. */
export function writtenValue(world: World, expr: Expr | null): Num | null {
  if (expr === null) return null;
  const { value, unknown } = evaluate(world.numbers, world.symbols, expr);
  return unknown === "" ? value : null;
}

/** A claim that is off by as much as an earlier wrong one in its sequence space is silent. */
export function isFollowUp(context: Context, claim: Claim, value: Num): boolean {
  const { world, connection } = context;
  const skew = connection.skew[claim.space];
  if (skew === null) return false;
  const off = world.numbers.subtract(value, claim.expected);
  if (world.numbers.equal(off, skew.by) !== true) return false;
  if (connection.recovery.idle !== null) world.silenced++;
  return true;
}

/** Remembers how far the writer is off, so that what follows from it is not reported again. */
export function rememberSkew(context: Context, claim: Claim, value: Num | null): void {
  if (value === null) return;
  const by = context.world.numbers.subtract(value, claim.expected);
  context.connection.skew[claim.space] = { by, at: claim.expected, field: claim.field };
}

/** A right number shows that the writer is right again; one that counts nothing of the wrong line says nothing of it. */
function forgetSkew({ numbers }: World, { skew }: Connection, { space, expected, field }: Claim): void {
  const known = skew[space];
  if (known === null) return;
  const order = numbers.compare(expected, known.at);
  if (order === -1 || (order === 0 && field === "ack" && known.field === "seq")) return;
  skew[space] = null;
}

/** A number of a side that is free to choose (its ISN, where a flow begins): what is written becomes it. */
export function chooseNumber(context: Context, expr: Expr, span: Span, free: Num): void {
  const { world, side, judgement } = context;
  const { value, unknown, second, sign } = evaluate(world.numbers, world.symbols, expr);
  if (second !== "") {
    judgement.report("symbol-two-new", expr.span, { first: unknown, second });
    return;
  }
  if (unknown !== "") {
    const rest = world.numbers.subtract(free, value);
    const solved = sign === 1 ? rest : world.numbers.subtract(ZERO, rest);
    giveName(context, { name: unknown, span: expr.span }, solved, "chosen", side);
  } else {
    const atom = world.numbers.resolve(free).terms;
    if (atom === null) return;
    warnSameLetter(context, expr, span, value);
    world.numbers.settle(atom[0] as number, value);
  }
  if (expr.alias !== null) giveName(context, expr.alias, free, "chosen", side);
}

function warnSameLetter(context: Context, expr: Expr, span: Span, value: Num): void {
  const { world, connection, side, judgement } = context;
  const peer = connection.ends[other(side)].tcb.iss;
  const term = expr.terms.find((t) => t.kind === "symbol");
  if (peer === null || term === undefined || term.kind !== "symbol") return;
  if (world.numbers.hasBase(world.numbers.resolve(world.numbers.subtract(value, peer)))) return;
  judgement.report("symbol-same-isn", span, {
    symbol: term.name,
    first: connection.names[other(side)],
    second: connection.names[side],
  });
}

function settle(context: Context, claim: Claim, m: Extract<Match, { kind: "settles" }>): void {
  context.connection.skew[claim.space] = null;
  becomeKnown(context, m, spanOf(claim));
}

/** From now on an unknown has a value; that a letter is a number is told. */
export function becomeKnown(
  { world, judgement }: Context,
  { atom, value: known }: Pick<Extract<Match, { kind: "settles" }>, "atom" | "value">,
  span: Span,
): void {
  world.numbers.settle(atom, known);
  if (known.terms !== null) return;
  const named = namedAs(world, atom);
  if (named === undefined) return;
  // `seq=x+5` names x five below the unknown.
  const value = plus(known, named.value.constant);
  judgement.report("symbol-becomes-number", span, { symbol: named.name, number: String(value.constant) }, [
    { span: named.span, line: named.line, reason: "defined" },
  ]);
}

/** The letter that stands for an unknown: for a starting number, or for a length. */
function namedAs(world: World, atom: number): SymbolInfo | undefined {
  const kind = world.numbers.kindOf(atom) === "base" ? "sequence" : "length";
  const first = world.symbols.with(atom);
  if (first === undefined || first.kind === kind) return first;
  return world.symbols.order.find(
    (s) => s.kind === kind && s.value.terms !== null && s.value.terms[0] === atom,
  );
}

/** A new symbol where the number is determined: a name for it, solved for. */
function defineSymbol(context: Context, claim: Claim, m: Extract<Match, { kind: "defines" }>): boolean {
  const { world, connection, judgement } = context;
  const space = claim.space;
  const number = world.say(m.value, "");
  const welcome = isWelcome(context) && (m.bare || claim.field === "ack");
  const fresh = number === "" || welcome;
  const amount = !m.bare && world.symbols.isAmount(m.symbol);
  const doubted = !m.bare && (amount || !mayNameInSum(context, claim.expr, m.value, fresh));
  let value = m.value;
  if (doubted) {
    judgement.report("symbol-unknown", spanOf(claim), {
      symbol: m.symbol,
      expected: world.say(claim.expected),
    });
    judgement.corrected = true;
    // Which number the letter was meant for, the following lines tell: `seq=u+1` for `seq=u`.
    if (judgement.nameWhole) value = claim.expected;
  } else if (m.bare && !fresh) {
    judgement.report("symbol-another-name", spanOf(claim), { symbol: m.symbol, other: number });
  }
  if (!(doubted && amount))
    giveName(context, { name: m.symbol, span: claim.expr.span, doubted }, value, "solved", space);
  connection.skew[space] = null;
  return true;
}

/** The numbers of a FIN, of its ACK, and what follows `...` are given letters in every textbook. */
function isWelcome(context: Context): boolean {
  const { connection, side, judgement } = context;
  const a = connection.ends[side].tcb;
  if ((judgement.flags & FIN) !== 0 || connection.elided) return true;
  return (a.peerFin || a.fin !== null) && judgement.len === ZERO;
}

/** In a sum a letter may name only what has no name: `ack=u+1` for a FIN whose seq nobody wrote. */
function mayNameInSum(context: Context, expr: Expr, value: Num, fresh: boolean): boolean {
  const { world } = context;
  const other = expr.terms.some(
    (t) => t.kind === "symbol" && world.symbols.all.get(t.name)?.kind === "sequence",
  );
  if (!fresh || other) return false;
  for (const info of world.symbols.order) {
    if (info.kind === "sequence" && world.numbers.equal(info.value, value) === true) return false;
  }
  return true;
}

export function giveName(
  { connection, world }: Context,
  letter: Pick<SymbolInfo, "name" | "span" | "doubted">,
  value: Num,
  how: SymbolInfo["how"],
  space: Side,
): void {
  if (world.symbols.all.has(letter.name)) return;
  const { name, span, doubted = false } = letter;
  const endpoint = connection.names[space];
  world.define({ name, kind: "sequence", value, span, how, endpoint, ...(doubted ? { doubted } : {}) });
}

/** `FIN seq=x`: a letter of the handshake alone, which is none of the close. false where this is not what is wrong. */
export function reportReused(context: Context, claim: Claim, value: Num | null): boolean {
  const { world, connection, judgement } = context;
  const { terms } = claim.expr;
  const only = terms.length === 1 ? terms[0] : undefined;
  const isn = connection.ends[claim.space].tcb.iss;
  if (only?.kind !== "symbol" || (judgement.flags & FIN) === 0 || isn === null || value === null)
    return false;
  if (world.numbers.equal(value, isn) !== true) return false;
  judgement.report("isn-reused", spanOf(claim), {
    from: connection.names[claim.space],
    symbol: only.name,
    expected: world.say(claim.expected, ""),
  });
  return true;
}

/**
 * After `...`: a number below what was sent before it. false where this is not what is wrong: where the number says
 * nothing of an amount that is left out, or the amount is no longer open, since a letter above stands for what is behind it.
 */
export function reportNegative(context: Context, claim: Claim, value: Num): boolean {
  const { world, judgement } = context;
  const { numbers } = world;
  const off = numbers.resolve(numbers.subtract(value, claim.expected));
  if (numbers.sign(off) !== -1) return false;
  const open = openAmounts(world, off);
  if (open.length === 0) return false;
  const least = world.say(numbers.without(numbers.resolve(claim.expected), open));
  judgement.report("elision-negative", spanOf(claim), { written: writeExpr(claim.expr), least });
  return true;
}

/** The amounts that `...` leaves out of a resolved number, and that no letter has anything to do with. */
function openAmounts({ numbers, symbols }: World, n: Num): readonly number[] {
  const open = numbers.atomsOf(n, "elided");
  if (open.length === 0) return open;
  const named = new Set<number>();
  for (const { value, doubted } of symbols.order)
    if (doubted !== true)
      for (const atom of numbers.atomsOf(numbers.resolve(value), "elided")) named.add(atom);
  return open.filter((atom) => !named.has(atom));
}

/** Why a seq is wrong, in terms of what the writer probably forgot. */
export function seqReason(world: World, end: End, peer: End, value: Num | null, expected: Num): SeqReason {
  if (value === null) return "ahead";
  const { numbers } = world;
  const { fin, sndUna, iss } = end.tcb;
  if (isAmountAlone(numbers, value)) return "amount";
  if (fin !== null && numbers.equal(value, fin) === true && numbers.compare(expected, fin) === 1)
    return "fin-counts";
  const last = end.sent.at(-1);
  if (
    last !== undefined &&
    numbers.equal(value, last.seq) === true &&
    numbers.equal(value, expected) === false &&
    numbers.compare(expected, value) !== -1
  ) {
    if ((last.flags & SYN) !== 0) return "syn-counts";
    return (last.flags & FIN) !== 0 && numbers.equal(last.len, ZERO) === true ? "fin-counts" : "data-counts";
  }
  if (!hasSent(numbers, end, value) && isOfPeer(world, peer, value, expected)) return "peer";
  if (end.lastWasPure && numbers.equal(value, plus(expected, 1)) === true) return "ack-takes-none";
  const order = numbers.compare(value, expected);
  if (order === undefined && isOneForAnother(numbers, numbers.resolve(numbers.subtract(value, expected))))
    return "length";
  if (order !== -1) return "ahead";
  if (iss !== null && numbers.compare(value, iss) === -1) return "before-isn";
  return sndUna !== null && numbers.compare(value, sndUna) === -1 ? "acked" : "behind";
}

/** The number is one of its own: of its SYN, of what it has sent, or the next. */
export function hasSent(
  numbers: Numbers,
  { sent, tcb: { iss, sndNxt } }: Pick<End, "sent" | "tcb">,
  value: Num,
): boolean {
  const first = iss ?? sent[0]?.seq ?? sndNxt;
  if (first === null || sndNxt === null) return false;
  const [low, high] = [numbers.compare(value, first), numbers.compare(value, sndNxt)];
  return (low === 0 || low === 1) && (high === 0 || high === -1);
}

/** The written number is one of the other direction. */
export function isOfPeer(world: World, peer: End, value: Num, expected: Num): boolean {
  const { numbers } = world;
  if (numbers.hasBase(numbers.resolve(numbers.subtract(value, expected)))) return true;
  const { sndNxt, iss } = peer.tcb;
  if (sndNxt !== null && numbers.equal(value, sndNxt) === true) return true;
  return iss !== null && numbers.equal(value, iss) === true;
}

/** Whether two written numbers stand in each other's place. */
export function areSwapped(
  world: World,
  seq: Expr | null,
  ack: Expr | null,
  seqExpected: Num,
  ackExpected: Num,
): boolean {
  return (
    world.numbers.equal(seqExpected, ackExpected) !== true &&
    isNumber(world, seq, ackExpected) &&
    isNumber(world, ack, seqExpected)
  );
}
