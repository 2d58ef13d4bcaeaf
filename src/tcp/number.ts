/**
 * Numbers of which not everything is known: a constant plus a sum of unknowns, modulo 2^32.
 *
 * An unknown (atom) is either a *base* (an initial sequence number, or the number at which a flow
 * that begins in the middle starts: any value) or an *amount* of octets (a length that is not
 * given: 1 or more; data that is not shown: 0 or more). Two different bases are never assumed
 * equal. Comparing answers `undefined` where the unknowns decide.
 */

import { signed, wrap } from "./sequence.js";

/** Immutable. `terms` is null for a plain number, else pairs (atom, coefficient) by rising atom. */
export class Num {
  /** The constant as 32 bits with a sign: the engine keeps a larger number in an object of its own (bench). */
  private readonly bits: number;
  readonly terms: readonly number[] | null;

  constructor(constant: number, terms: readonly number[] | null) {
    this.bits = constant | 0;
    this.terms = terms;
  }

  /** Modulo 2^32. */
  get constant(): number {
    return this.bits >>> 0;
  }
}

export type AtomKind =
  /** A starting number: any value modulo 2^32. */
  | "base"
  /** A length with a name of the writer's: 1 or more octets; a claim settles it where nothing else is unknown. */
  | "length"
  /** A length that nobody wrote: 1 or more octets; a claim may settle it. */
  | "unsaid"
  /** Data that is not shown (`...`): 0 or more octets; a claim may settle it. */
  | "elided"
  /** What a blank leaves open, `len=?`: 0 or more. */
  | "open";

export const ZERO = new Num(0, null);
export const ONE = new Num(1, null);

export function plain(n: number): Num {
  return n === 0 ? ZERO : numberOf(wrap(n), null);
}

/** `a` plus `octets` (which may be negative), modulo 2^32. */
export function plus(a: Num, octets: number): Num {
  return octets === 0 ? a : numberOf((a.constant + octets) >>> 0, a.terms);
}

/**
 * The numbers that were made last. What one end sends, the other one expects, acknowledges and goes on from, and many
 * segments are of one length: most numbers are wanted again a moment later, and need not be kept twice (bench).
 */
const recent: Num[] = Array.from({ length: 256 }, () => ONE);

function numberOf(constant: number, terms: readonly number[] | null): Num {
  const place = constant % recent.length;
  const known = recent[place] as Num;
  if (known.constant === constant && known.terms === terms) return known;
  const made = new Num(constant, terms);
  recent[place] = made;
  return made;
}

/** Whether the two are written alike. `ZERO` is like no other: it stands for no data at all. */
export function isSameNum(a: Num | null, b: Num | null): boolean {
  if (a === b) return true;
  if (a === null || b === null || a === ZERO || b === ZERO || a.constant !== b.constant) return false;
  const s = a.terms ?? [];
  const t = b.terms ?? [];
  return s.length === t.length && s.every((term, i) => term === t[i]);
}

/** Result of subtracting, ready to be asked. */
export type Order = -1 | 0 | 1 | undefined;

/** The unknowns of one flow, and what became known of them. All methods are total. */
export class Numbers {
  /** By atom: what kind of unknown it is, and what it turned out to be. Two lists, so that a copy is cheap. */
  private kinds: AtomKind[] = [];
  private values: (Num | null)[] = [];
  /** Atoms in the order in which they got a value, so that a trial can be undone. */
  private trail: number[] = [];
  /** What was summed last: nothing that is known, so nothing to compare or to copy. */
  #lastA: Num = ZERO;
  #lastB: Num = ZERO;
  #lastSum: Num = ZERO;

  atom(kind: AtomKind): Num {
    this.kinds.push(kind);
    this.values.push(null);
    return new Num(0, [this.kinds.length - 1, 1]);
  }

  kindOf(atom: number): AtomKind {
    return this.kinds[atom] as AtomKind;
  }

  add(a: Num, b: Num): Num {
    if (b.constant === 0 && b.terms === null) return a;
    // What an end sends, the other one receives: the same sum, which need not be kept twice (bench).
    if (a !== this.#lastA || b !== this.#lastB) {
      this.#lastSum = this.sum(a, b);
      this.#lastA = a;
      this.#lastB = b;
    }
    return this.#lastSum;
  }

  private sum(a: Num, b: Num): Num {
    if (b.terms === null) return plus(a, b.constant);
    if (a.terms === null) return plus(b, a.constant);
    return this.combine(a, b, 1);
  }

  subtract(a: Num, b: Num): Num {
    if (a.terms === b.terms) return plain((a.constant - b.constant) >>> 0);
    if (b.terms === null) return plus(a, -b.constant);
    return this.combine(a, b, -1);
  }

  /** `n` with everything that is known put in. */
  resolve(n: Num): Num {
    const terms = n.terms;
    if (terms === null) return n;
    for (let i = 0; i < terms.length; i += 2) {
      if (this.values[terms[i] as number] !== null) return this.substitute(n);
    }
    return n;
  }

  /**
   * The order of `a` and `b` in sequence space: 1 where `a` comes after `b`, `undefined` where the
   * unknowns decide. Numbers with different bases have no order.
   */
  compare(a: Num, b: Num): Order {
    if (a.terms === b.terms) return Math.sign(signed((a.constant - b.constant) >>> 0)) as Order;
    return this.sign(this.resolve(this.subtract(a, b)));
  }

  /** Whether `a` equals `b`; numbers with different bases never do. */
  equal(a: Num, b: Num): boolean | undefined {
    if (a.terms === b.terms) return a.constant === b.constant;
    const d = this.resolve(this.subtract(a, b));
    if (d.terms === null) return d.constant === 0;
    if (this.hasBase(d)) return false;
    const order = this.sign(d);
    return order === undefined ? undefined : order === 0;
  }

  /** The sign of a resolved difference: of a plain number as signed 32-bit, of a sum of amounts by their least values. */
  sign(d: Num): Order {
    if (d.terms === null) return Math.sign(signed(d.constant)) as Order;
    let least = signed(d.constant);
    let most = least;
    for (let i = 0; i < d.terms.length; i += 2) {
      const kind = this.kindOf(d.terms[i] as number);
      if (kind === "base") return undefined;
      const k = d.terms[i + 1] as number;
      const low = kind === "elided" || kind === "open" ? 0 : 1;
      if (k > 0) {
        least += k * low;
        most = Number.POSITIVE_INFINITY;
      } else {
        most += k * low;
        least = Number.NEGATIVE_INFINITY;
      }
    }
    if (least > 0) return 1;
    if (most < 0) return -1;
    return undefined;
  }

  hasBase(n: Num): boolean {
    return this.holds(n, "base");
  }

  /** Whether an unknown of this kind is in the resolved number. */
  holds(n: Num, kind: AtomKind): boolean {
    if (n.terms === null) return false;
    for (let i = 0; i < n.terms.length; i += 2) if (this.kindOf(n.terms[i] as number) === kind) return true;
    return false;
  }

  /** The unknowns of this kind in a resolved number. */
  atomsOf(n: Num, kind: AtomKind): readonly number[] {
    return (n.terms ?? []).filter((atom, i) => i % 2 === 0 && this.kindOf(atom) === kind);
  }

  /** A resolved number with some of its unknowns taken to be 0. */
  without(n: Num, atoms: readonly number[]): Num {
    const terms = (n.terms ?? []).filter((_, i, all) => !atoms.includes(all[i - (i % 2)] as number));
    return new Num(n.constant, terms.length === 0 ? null : terms);
  }

  /** From now on `atom` is `value`. The caller has made sure that it has no value yet. */
  settle(atom: number, value: Num): void {
    this.values[atom] = value;
    this.trail.push(atom);
  }

  /** A point to which `undo` returns; see there. */
  mark(): readonly [number, number] {
    return [this.atomCount, this.settledCount];
  }

  get atomCount(): number {
    return this.kinds.length;
  }

  get settledCount(): number {
    return this.trail.length;
  }

  /** Forgets every atom made and every value settled since `mark`. */
  undo(mark: readonly [number, number]): void {
    while (this.trail.length > mark[1]) this.values[this.trail.pop() as number] = null;
    this.kinds.length = mark[0];
    this.values.length = mark[0];
  }

  /** Becomes what `other` was at `mark`. */
  become(other: Numbers, mark: readonly [number, number]): void {
    this.kinds = other.kinds.slice(0, mark[0]);
    this.values = other.values.slice(0, mark[0]);
    this.trail = other.trail.slice(0, mark[1]);
    for (const atom of other.trail.slice(mark[1])) if (atom < mark[0]) this.values[atom] = null;
  }

  /** Whether all of this is what `other` was at `mark`. */
  isAt(other: Numbers, mark: readonly [number, number]): boolean {
    if (this.kinds.length !== mark[0] || this.trail.length !== mark[1]) return false;
    for (let i = 0; i < mark[0]; i++) if (this.kinds[i] !== other.kinds[i]) return false;
    for (let i = 0; i < mark[1]; i++) {
      const atom = this.trail[i] as number;
      if (atom !== other.trail[i] || !isSameNum(this.values[atom] ?? null, other.values[atom] ?? null))
        return false;
    }
    return true;
  }

  private substitute(n: Num): Num {
    let sum: Num = plain(n.constant);
    const terms = n.terms as readonly number[];
    for (let i = 0; i < terms.length; i += 2) {
      const atom = terms[i] as number;
      const k = terms[i + 1] as number;
      const value = this.values[atom] ?? null;
      const term = value === null ? new Num(0, [atom, 1]) : this.resolve(value);
      sum = this.combine(sum, term, k);
    }
    return sum;
  }

  /** a + k·b; merges the two sorted lists of terms. */
  private combine(a: Num, b: Num, k: number): Num {
    const constant = (a.constant + Math.imul(k, b.constant)) >>> 0;
    const s = a.terms ?? [];
    const t = b.terms ?? [];
    const out: number[] = [];
    let i = 0;
    let j = 0;
    while (i < s.length || j < t.length) {
      const x = i < s.length ? (s[i] as number) : Number.POSITIVE_INFINITY;
      const y = j < t.length ? (t[j] as number) : Number.POSITIVE_INFINITY;
      const atom = Math.min(x, y);
      let coefficient = 0;
      if (x === atom) {
        coefficient += s[i + 1] as number;
        i += 2;
      }
      if (y === atom) {
        coefficient += k * (t[j + 1] as number);
        j += 2;
      }
      if (coefficient !== 0) out.push(atom, coefficient);
    }
    return new Num(constant, out.length === 0 ? null : out);
  }
}
