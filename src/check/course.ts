/**
 * Courses of a flow: where the RFC allows an end several outcomes (`tcp/outcomes.ts`), every one of them stays possible
 * until something written rules it out (rule 31). The walk takes the default, and remembers what else
 * was possible; a line that does not fit makes it go back and take what fits (`courses.ts`).
 */

import type { Outcome } from "../tcp/outcomes.js";

/** The outcomes of the line under way, in the order in which they are asked for. */
export class Course {
  /** Whether each of the first outcomes is taken; none of those behind is. */
  private script: readonly boolean[] = NOTHING_DECIDED;
  private asked = 0;
  /** Those that were taken. */
  readonly taken: Outcome[] = [];
  /** Possible nowhere in this flow. */
  private never: Outcome | null = null;

  ruleOut(outcome: Outcome): void {
    this.never = outcome;
  }

  /** A line is about to be read. */
  begin(script: readonly boolean[]): void {
    this.script = script;
    if (this.asked > 0) this.restart();
  }

  /** The line is about to be read in another way. */
  restart(): void {
    this.asked = 0;
    this.taken.length = 0;
  }

  /** Whether this outcome, which the RFC allows beside its default, is the one. */
  readonly may = (outcome: Outcome): boolean => {
    if (outcome === this.never) return false;
    const taken = this.script[this.asked++] ?? false;
    if (taken) this.taken.push(outcome);
    return taken;
  };

  /** The scripts that differ from this one at one outcome, which it leaves open. */
  alternatives(): readonly (readonly boolean[])[] {
    const others: boolean[][] = [];
    for (let i = this.script.length; i < this.asked; i++) {
      const script = this.script.slice();
      while (script.length < i) script.push(false);
      others.push([...script, true]);
    }
    return others;
  }

  /** Whether the line has left nothing open. */
  get isSettled(): boolean {
    return this.asked <= this.script.length;
  }
}

export const NOTHING_DECIDED: readonly boolean[] = [];
