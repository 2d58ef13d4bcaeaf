/**
 * Symbols of a flow, and the comparing of what is written with what must be
 * (a *claim* with the *expected* number).
 */

import type { Expr, Statement } from "../language/ast.js";
import { PlainSum } from "../language/nodes.js";
import { type AtomKind, Num, type Numbers, plus, ZERO } from "../tcp/number.js";
import type { SymbolInfo } from "./trace.js";

export class Symbols {
  readonly all = new Map<string, SymbolInfo>();
  /** The letters that some line of the flow, above or below, uses for an amount of data; null until somebody asks. */
  amounts: ReadonlySet<string> | null = null;
  /** Names of length symbols by their atom. */
  readonly lengthNames = new Map<number, string>();
  /** The first symbol that has an unknown in it, by that unknown. */
  private readonly byAtom = new Map<number, SymbolInfo>();
  /** In the order of definition, so that a trial can be undone and the newest is found first. */
  readonly order: SymbolInfo[] = [];

  constructor(private readonly statements: readonly Statement[] = []) {}

  /** A letter for an amount of data is none for a number of the header, wherever it stands first. */
  isAmount(letter: string): boolean {
    this.amounts ??= amountsOf(this.statements);
    return this.amounts.has(letter);
  }

  define(info: SymbolInfo): void {
    this.all.set(info.name, info);
    this.order.push(info);
    const terms = info.value.terms;
    if (terms !== null && !this.byAtom.has(terms[0] as number)) this.byAtom.set(terms[0] as number, info);
    if (info.kind === "length" && terms !== null && terms.length === 2 && info.value.constant === 0) {
      this.lengthNames.set(terms[0] as number, info.name);
    }
  }

  /** The first symbol whose first unknown this is. */
  with(atom: number): SymbolInfo | undefined {
    return this.byAtom.get(atom);
  }

  undo(length: number): void {
    while (this.order.length > length) {
      const info = this.order.pop() as SymbolInfo;
      this.all.delete(info.name);
      const atom = info.value.terms?.[0];
      if (atom !== undefined && this.byAtom.get(atom) === info) this.byAtom.delete(atom);
      if (info.kind === "length" && info.value.terms !== null)
        this.lengthNames.delete(info.value.terms[0] as number);
    }
  }
}

export function amountsOf(statements: readonly Statement[]): ReadonlySet<string> {
  const letters = new Set<string>();
  for (const s of statements) {
    if (s.type !== "segment" || s.len === null) continue;
    for (const term of s.len.value.terms) if (term.kind === "symbol") letters.add(term.name);
  }
  return letters;
}

/** A letter alone. */
export function isLetter(expr: Expr | null): boolean {
  return expr?.terms.length === 1 && expr.terms[0]?.kind === "symbol";
}

/** A sum with its known part added up, and the one new symbol in it. */
export interface Evaluated {
  readonly value: Num;
  /** A symbol that has no value yet; "" where there is none. */
  readonly unknown: string;
  /** Its sign in the sum. */
  readonly sign: 1 | -1;
  /** A second new symbol; "" where there is none. */
  readonly second: string;
  /** The new symbol stands alone. */
  readonly bare: boolean;
}

export function evaluate(
  numbers: Numbers,
  symbols: { readonly all: ReadonlyMap<string, SymbolInfo> },
  expr: Expr,
): Evaluated {
  if (expr instanceof PlainSum) return evaluatePlain(symbols, expr);
  let value = ZERO;
  let unknown = "";
  let second = "";
  let sign: 1 | -1 = 1;
  const terms = expr.terms;
  for (let i = 0; i < terms.length; i++) {
    const term = terms[i] as Expr["terms"][number];
    if (term.kind === "number") {
      value = plus(value, term.sign * term.value);
      continue;
    }
    const info = symbols.all.get(term.name);
    if (info === undefined) {
      if (unknown !== "") second = term.name;
      else {
        unknown = term.name;
        sign = term.sign;
      }
    } else if (term.sign === 1) value = value === ZERO ? info.value : numbers.add(value, info.value);
    else value = numbers.subtract(value, info.value);
  }
  return { value, unknown, sign, second, bare: terms.length === 1 };
}

/** The same of what nearly every number is, without its terms: a flow of 10,000 segments has 30,000 of them (`npm run bench analysis`). */
function evaluatePlain(
  symbols: { readonly all: ReadonlyMap<string, SymbolInfo> },
  { symbol, amount }: PlainSum,
): Evaluated {
  const known = symbol === null ? ZERO : symbols.all.get(symbol)?.value;
  const value = plus(known ?? ZERO, amount);
  const unknown = known === undefined ? (symbol as string) : "";
  return { value, unknown, sign: 1, second: "", bare: symbol === null || amount === 0 };
}

export type Match =
  | { readonly kind: "equal" }
  | { readonly kind: "undecided" }
  /** Makes an unknown known: from now on `atom` is `value`. */
  | { readonly kind: "settles"; readonly atom: number; readonly value: Num }
  /** Gives a new symbol its value. */
  | { readonly kind: "defines"; readonly symbol: string; readonly value: Num; readonly bare: boolean }
  | { readonly kind: "two-new"; readonly first: string; readonly second: string }
  | { readonly kind: "differs"; readonly value: Num };

const EQUAL: Match = { kind: "equal" };
const UNDECIDED: Match = { kind: "undecided" };

/** Whether what stands there is plainly this number, which is found out without making it (bench); if not, it may be still. */
export function says(symbols: Pick<Symbols, "all">, expr: Expr, number: Num): boolean {
  if (!(expr instanceof PlainSum)) return false;
  const { amount, symbol } = expr;
  const base = symbol === null ? ZERO : symbols.all.get(symbol)?.value;
  if (base === undefined || base.terms !== number.terms) return false;
  return (base.constant + amount) >>> 0 === number.constant;
}

/** Compares a claim with the expected number. Changes nothing. */
export function match(numbers: Numbers, symbols: Symbols, expr: Expr, expected: Num): Match {
  if (says(symbols, expr, expected)) return EQUAL;
  const { value, unknown, second, sign, bare } = evaluate(numbers, symbols, expr);
  if (second !== "") return { kind: "two-new", first: unknown, second };
  if (unknown !== "") {
    const rest = numbers.subtract(expected, value);
    const solved = sign === 1 ? rest : numbers.subtract(ZERO, rest);
    return { kind: "defines", symbol: unknown, value: solved, bare };
  }
  if (isAmountAlone(numbers, value) && startsAtLetter(numbers, symbols, expected))
    return { kind: "differs", value };
  return matchValue(numbers, value, expected);
}

/** Amounts of data that the writer has named, and nothing that they are counted from. */
export function isAmountAlone(numbers: Numbers, value: Num): boolean {
  const { terms, constant } = numbers.resolve(value);
  if (terms === null || constant !== 0) return false;
  return terms.every((atom, i) => i % 2 === 1 || numbers.kindOf(atom) === "length");
}

/** A starting number in it has a letter: no amount alone is such a number (rule 17). */
function startsAtLetter(numbers: Numbers, symbols: Symbols, expected: Num): boolean {
  return numbers.atomsOf(numbers.resolve(expected), "base").some((atom) => symbols.with(atom) !== undefined);
}

/** The same for a number that is known in the flow's terms. */
export function matchValue(numbers: Numbers, value: Num, expected: Num): Match {
  if (value.terms === expected.terms) {
    return value.constant === expected.constant ? EQUAL : { kind: "differs", value };
  }
  const d = numbers.resolve(numbers.subtract(value, expected));
  if (d.terms === null) return d.constant === 0 ? EQUAL : { kind: "differs", value };
  const bases = count(numbers, d, "base");
  if (bases > 1) return { kind: "differs", value };
  if (bases === 1) return settleBase(numbers, d);
  return matchAmounts(numbers, d, value);
}

/**
 * One free constant, and otherwise nothing that the writer has named: the constant becomes what makes
 * the claim true, in terms of the amounts that nobody wrote.
 */
function settleBase(numbers: Numbers, d: Num): Match {
  const terms = d.terms as readonly number[];
  const at = terms.findIndex((atom, i) => i % 2 === 0 && numbers.kindOf(atom) === "base");
  const coefficient = terms[at + 1] as number;
  if (coefficient !== 1 && coefficient !== -1) return UNDECIDED;
  for (let i = 0; i < terms.length; i += 2)
    if (numbers.kindOf(terms[i] as number) === "length") return UNDECIDED;
  const rest = new Num(d.constant, without(terms, [at]));
  const value = coefficient === -1 ? rest : numbers.subtract(ZERO, rest);
  return { kind: "settles", atom: terms[at] as number, value };
}

/**
 * Only amounts of octets are unknown: one that nobody named may be settled by the claim. Of several
 * such, the newest is settled in terms of the others.
 */
function matchAmounts(numbers: Numbers, d: Num, value: Num): Match {
  const sign = numbers.sign(d);
  if (sign !== undefined && sign !== 0) return { kind: "differs", value };
  const terms = d.terms as readonly number[];
  const open: number[] = [];
  for (let i = 0; i < terms.length; i += 2) if (numbers.kindOf(terms[i] as number) !== "length") open.push(i);
  // A length that the writer has named becomes a number as a letter for an ISN does, where nothing else is unknown.
  if (open.length === 0 && terms.length === 2) open.push(0);
  const newest = open.at(-1);
  if (newest === undefined) return isOneForAnother(numbers, d) ? { kind: "differs", value } : UNDECIDED;
  const coefficient = terms[newest + 1] as number;
  if (open.some((i) => terms[i + 1] !== coefficient) || (coefficient !== 1 && coefficient !== -1))
    return UNDECIDED;
  // value - expected = rest + c·(sum of the open amounts) = 0, so that sum is -c·rest.
  const rest = new Num(d.constant, without(terms, open));
  const total = coefficient === -1 ? rest : numbers.subtract(ZERO, rest);
  let least = 0;
  for (const i of open) if (!mayBeNone(numbers.kindOf(terms[i] as number))) least++;
  const order = numbers.sign(plus(total, -least));
  if (order === -1) return { kind: "differs", value };
  if (order === undefined && !isSumOfLengths(total)) return UNDECIDED;
  let amount = total;
  for (const i of open.slice(0, -1)) amount = numbers.subtract(amount, new Num(0, [terms[i] as number, 1]));
  return { kind: "settles", atom: terms[newest] as number, value: amount };
}

/** One letter counted in place of another: two free constants that nothing relates are different (rule 17). */
export function isOneForAnother(numbers: Numbers, { constant, terms }: Num): boolean {
  if (constant !== 0 || terms?.length !== 4) return false;
  const [a, j, b, k] = terms as [number, number, number, number];
  return Math.abs(j) === 1 && k === -j && numbers.kindOf(a) === "length" && numbers.kindOf(b) === "length";
}

function mayBeNone(kind: AtomKind): boolean {
  return kind === "elided" || kind === "open";
}

function isSumOfLengths(amount: Num): boolean {
  if (amount.terms === null) return true;
  for (let i = 1; i < amount.terms.length; i += 2) if ((amount.terms[i] as number) < 0) return false;
  return (amount.constant | 0) >= 0;
}

function without(terms: readonly number[], open: readonly number[]): readonly number[] | null {
  const rest = terms.filter((_, i) => !open.includes(i) && !open.includes(i - 1));
  return rest.length === 0 ? null : rest;
}

function count(numbers: Numbers, n: Num, kind: "base"): number {
  const terms = n.terms ?? [];
  let sum = 0;
  for (let i = 0; i < terms.length; i += 2) if (numbers.kindOf(terms[i] as number) === kind) sum++;
  return sum;
}
