/** Plain numbers for all that a flow leaves open: a wire carries no letters. */

import { evaluate } from "../../check/symbols.js";
import type { FlowTrace } from "../../check/trace.js";
import type { Expr } from "../../language/ast.js";
import type { Num } from "../../tcp/number.js";

/** The first ISN that is chosen for a letter, and how far apart further ones are: easy to tell apart when read. */
const FIRST_START = 1_000_000;
const BETWEEN_STARTS = 1_000_000;
/** Octets, for an amount that nobody says. */
const AMOUNT = 100;

export class Concrete {
  private readonly chosen = new Map<number, number>();
  private starts = 0;

  constructor(private readonly trace: FlowTrace) {}

  /** Modulo 2^32. */
  of(n: Num): number {
    const { constant, terms } = this.trace.numbers.resolve(n);
    let value = constant;
    for (let i = 0; terms !== null && i < terms.length; i += 2)
      value = (value + Math.imul(this.atom(terms[i] as number), terms[i + 1] as number)) >>> 0;
    return value >>> 0;
  }

  /** What is written; `fallback` where it is a blank, or a letter in it has no value. */
  written(expr: Expr | null | undefined, fallback: Num): number {
    if (expr === null || expr === undefined || expr.blank) return this.of(fallback);
    const { unknown, value } = evaluate(this.trace.numbers, this.trace.symbols, expr);
    return this.of(unknown === "" ? value : fallback);
  }

  /** null where a letter in it has no value. */
  sum(expr: Expr): number | null {
    const { unknown, value } = evaluate(this.trace.numbers, this.trace.symbols, expr);
    return unknown === "" && !expr.blank ? this.of(value) : null;
  }

  private atom(atom: number): number {
    const known = this.chosen.get(atom);
    if (known !== undefined) return known;
    const value = this.choose(atom);
    this.chosen.set(atom, value);
    return value;
  }

  private choose(atom: number): number {
    switch (this.trace.numbers.kindOf(atom)) {
      case "base":
        return FIRST_START + BETWEEN_STARTS * this.starts++;
      // Data that is not shown: no segment could carry it.
      case "elided":
      case "open":
        return 0;
      default:
        return AMOUNT;
    }
  }
}
