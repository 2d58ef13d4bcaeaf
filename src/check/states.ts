/** The state of every endpoint after a step; of one with several connections, in each: by `S`, or `S(C2)`. */

import type { State } from "../tcp/state.js";

/**
 * What a step has changed, and a pointer to what was before it: of thousands of connections one moves. A full list is
 * made now and then, so that looking back has an end.
 */
export class States {
  readonly #own: ReadonlyMap<string, State>;
  readonly #before: States | null;
  readonly #depth: number;
  readonly #size: number;

  private constructor(own: ReadonlyMap<string, State>, before: States | null) {
    this.#own = own;
    this.#before = before;
    this.#depth = before === null ? 0 : before.#depth + 1;
    this.#size = before === null ? own.size : before.#size;
  }

  static of(states: Iterable<readonly [string, State]>): States {
    return new States(new Map(states), null);
  }

  get(key: string): State | undefined {
    for (let at: States | null = this; at !== null; at = at.#before) {
      const state = at.#own.get(key);
      if (state !== undefined) return state;
    }
    return undefined;
  }

  /** With these states in place of those before; itself where they are the same. */
  with(changed: ReadonlyMap<string, State>): States {
    const own = new Map([...changed].filter(([key, state]) => this.get(key) !== state));
    return own.size === 0 ? this : this.put(own);
  }

  /** The same where at least one of them is another. */
  put(own: ReadonlyMap<string, State>): States {
    const next = new States(own, this);
    return next.#depth < Math.max(LEAST_DEPTH, LINKS * next.#size) ? next : States.of(next.entries());
  }

  /** What is another state than in those, which came before. */
  changedFrom(earlier: States): [string, State][] {
    const changed = new Map<string, State>();
    for (let at: States | null = this; at !== earlier; at = at.#before) {
      if (at === null) return this.entries().filter(([key, state]) => earlier.get(key) !== state);
      for (const [key, state] of at.#own) if (!changed.has(key)) changed.set(key, state);
    }
    return [...changed].filter(([key, state]) => earlier.get(key) !== state);
  }

  /** In the order of the endpoints. */
  entries(): [string, State][] {
    const links: States[] = [];
    for (let at: States | null = this; at !== null; at = at.#before) links.push(at);
    const all = new Map<string, State>();
    for (const link of links.reverse()) for (const [key, state] of link.#own) all.set(key, state);
    return [...all];
  }

  /** As a plain object. */
  get all(): Readonly<Record<string, State>> {
    return Object.fromEntries(this.entries());
  }
}

const LEAST_DEPTH = 16;
/** For each name of a full list so many links before the next, which all of them pay for. */
const LINKS = 2;
