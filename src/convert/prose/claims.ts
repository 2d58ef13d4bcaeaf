/** States that sentences claim of those who are spoken of, and waits. */

import type { DrawnSegment, DrawnStatement } from "../drawn.js";
import { Cast } from "../said/cast.js";
import { type NamedState, namedStates } from "../said/states.js";
import { TWO_MSL, toldOf, WAIT_2MSL } from "../said/told.js";
import { CHECKS, type ProseActor, subjectsIn } from "./clauses.js";
import { repeats } from "./merging.js";
import type { Pending } from "./pending.js";
import { PRONOUN, SMALL_STATE, stripped, WAS } from "./signs.js";

/** Who is spoken of, and what has been told of them so far. */
export abstract class Claims {
  readonly cast = new Cast();
  readonly statements: DrawnStatement[] = [];
  segments = 0;
  /** What a heading says of the segment that its step tells. */
  protected headed: readonly string[] = [];
  /** What is sent in this step, and has not been said yet. */
  protected unsaid: Pending | null = null;
  protected subject: string | null = null;
  /** Both were the subject of the clause before. */
  protected together = false;

  constructor(protected readonly letters: boolean) {}

  /** What was sent before a state was reached stands before it. */
  protected abstract beforeClaim(): void;

  protected lastSegment(): DrawnSegment | undefined {
    return this.statements.filter((one): one is DrawnSegment => one.type === "segment").at(-1);
  }

  /** What a clause says of states, and of a wait. */
  protected claim(clause: string, subjects: readonly ProseActor[] | "both", line: number): void {
    const small = SMALL_STATE.exec(clause)?.groups?.state;
    const words = small === undefined ? clause : clause.replace(small, small.toUpperCase());
    const states = namedStates(words);
    const both = subjects === "both" || (this.together && subjects.length === 0);
    const waits = TWO_MSL.test(clause) && !CHECKS.test(clause) && (both || this.subject !== null);
    if (states.length === 0 && !waits) return;
    this.beforeClaim();
    const listens = states.every(({ state }) => state === "LISTEN" || state === "CLOSED");
    if (this.segments === 0 && !listens) return;
    const waiting = both ? this.cast.keys : this.subject === null ? [] : [this.subject];
    // `stays in TIME-WAIT for 2MSL before it is CLOSED`: the wait is between two states.
    const between = waits && (states[0]?.index ?? Number.POSITIVE_INFINITY) < words.search(TWO_MSL);
    if (waits && !between)
      for (const end of waiting)
        this.statements.push({ type: "event", line, end, event: WAIT_2MSL, remark: null });
    if (states.length === 0) return;
    const owners = both ? this.cast.keys : this.ownersOf(words, states[0]?.index ?? 0);
    if (owners.length === 0 || this.wasBefore(words, states, owners, line)) return;
    const told = toldOf(both ? stripped(words) : words, owners, this.cast, line);
    let waited = !between;
    for (const statement of told) {
      if (statement.type !== "claim" || repeats(this.statements, statement)) continue;
      this.statements.push({ ...statement, ends: owners, remark: null });
      if (!waited)
        for (const end of owners)
          this.statements.push({ type: "event", line, end, event: WAIT_2MSL, remark: null });
      waited = true;
    }
  }

  /** `The server, which was in the LISTEN state, replies`: that was before anything was sent. */
  private wasBefore(
    words: string,
    states: readonly NamedState[],
    ends: readonly string[],
    line: number,
  ): boolean {
    const [first, more] = states;
    if (first === undefined || more !== undefined || !WAS.test(words.slice(0, first.index))) return false;
    const place = this.statements.findIndex(({ type }) => type === "segment");
    const opens = first.state === "LISTEN" || first.state === "CLOSED";
    if (opens && place >= 0)
      this.statements.splice(place, 0, { type: "claim", line, ends, state: first.state });
    return true;
  }

  private ownersOf(words: string, at: number): readonly string[] {
    const before = subjectsIn(words.slice(0, at), this.letters);
    if (before === "both") return this.cast.keys;
    const name = before.at(-1)?.name;
    const owner = name === undefined || PRONOUN.test(name) ? this.subject : this.cast.meet(name);
    return owner === null ? [] : [owner];
  }
}
