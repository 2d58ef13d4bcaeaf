/** The state of every endpoint after a step; of one with several connections, in each: by `S`, or `S(C2)`. */

import type { State } from "../tcp/state.js";

/** A state behind each key, one after the other: a thousand lists of two take half the room of as many maps (bench). */
export type Changes = readonly (string | State)[];

/**
 * What a step has changed, and a pointer to what was before it: of thousands of connections one moves. A full list is
 * made now and then, so that looking back has an end.
 */
export class States {
  /** All of them, or those alone that are others than before. */
  readonly #own: ReadonlyMap<string, State> | Changes;
  readonly #before: States | null;
  readonly #depth: number;
  readonly #size: number;

  private constructor(own: ReadonlyMap<string, State> | Changes, before: States | null) {
    this.#own = own;
    this.#before = before;
    this.#depth = before === null ? 0 : before.#depth + 1;
    this.#size = before === null ? (own as ReadonlyMap<string, State>).size : before.#size;
  }

  static of(states: Iterable<readonly [string, State]>): States {
    return new States(new Map(states), null);
  }

  get(key: string): State | undefined {
    for (let at: States | null = this; at !== null; at = at.#before) {
      const state = ownState(at.#own, key);
      if (state !== undefined) return state;
    }
    return undefined;
  }

  /** With these states in place of those before; itself where they are the same. */
  with(changed: Changes): States {
    const own: (string | State)[] = [];
    for (const [key, state] of pairsOf(changed)) if (this.get(key) !== state) own.push(key, state);
    return own.length === 0 ? this : this.put(own);
  }

  /** The same where at least one of them is another. */
  put(own: Changes): States {
    const next = new States(own, this);
    return next.#depth < LEAST_DEPTH || next.#depth < next.#size ? next : States.of(next.entries());
  }

  /** What is another state than in those, which came before. */
  changedFrom(earlier: States): [string, State][] {
    const changed = new Map<string, State>();
    for (let at: States | null = this; at !== earlier; at = at.#before) {
      if (at === null) return this.entries().filter(([key, state]) => earlier.get(key) !== state);
      for (const [key, state] of pairsOf(at.#own)) if (!changed.has(key)) changed.set(key, state);
    }
    return [...changed].filter(([key, state]) => earlier.get(key) !== state);
  }

  /** In the order of the endpoints. */
  entries(): [string, State][] {
    const links: States[] = [];
    for (let at: States | null = this; at !== null; at = at.#before) links.push(at);
    const all = new Map<string, State>();
    for (const link of links.reverse()) for (const [key, state] of pairsOf(link.#own)) all.set(key, state);
    return [...all];
  }

  /** As a plain object. */
  get all(): Readonly<Record<string, State>> {
    return Object.fromEntries(this.entries());
  }
}

const LEAST_DEPTH = 16;

function ownState(own: ReadonlyMap<string, State> | Changes, key: string): State | undefined {
  if (!isList(own)) return own.get(key);
  for (let i = 0; i < own.length; i += 2) if (own[i] === key) return own[i + 1] as State;
  return undefined;
}

function pairsOf(own: ReadonlyMap<string, State> | Changes): readonly (readonly [string, State])[] {
  if (!isList(own)) return [...own];
  return own.flatMap((key, i) => (i % 2 === 0 ? [[key, own[i + 1] as State] as const] : []));
}

function isList(own: ReadonlyMap<string, State> | Changes): own is Changes {
  return Array.isArray(own);
}
