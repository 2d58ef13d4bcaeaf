/**
 * What a connection remembers of mistakes, so that one cause is told once and one mistake is one error
 * (rule 34): which causes were told, and the last line that was left without effect.
 */

import type { Num } from "../tcp/number.js";
import { FIN, RST, SYN } from "../tcp/segment.js";
import { isClosedOrClosing, type State } from "../tcp/state.js";

/** Replaced, never changed: snapshots share it. */
export interface Recovery {
  /** Causes that were told, and whatever else follows from them is silent. */
  readonly told: readonly string[];
  /** The last line without effect, until its connection goes on without a thought of it. */
  readonly idle: IdleLine | null;
  /** By side: what plain numbers are counted from, where they turned out to be relative; null while they are not. */
  readonly bases: readonly [Num | null, Num | null] | null;
  /** By side: how far the edges of the blocks of SACK that it sends are off since a wrong one. */
  readonly edges: readonly [Edges | null, Edges | null];
}

/** Of the left edge and of the right one. */
export type Edges = readonly [Num, Num];

/** A line that was drawn and left without effect. */
export interface IdleLine {
  readonly side: 0 | 1;
  readonly flags: number;
  /** The number behind its last octet, as its writer counts; null where that is not known. */
  readonly end: Num | null;
}

/** Where it is kept. */
interface Recovering {
  recovery: Recovery;
}

export const NO_RECOVERY: Recovery = { told: [], idle: null, bases: null, edges: [null, null] };

/** Whether a cause is to be told: once in a connection. */
export function tellOnce(connection: Recovering, cause: string): boolean {
  const { told } = connection.recovery;
  if (told.includes(cause)) return false;
  connection.recovery = { ...connection.recovery, told: [...told, cause] };
  return true;
}

export function wasTold(connection: Recovering, cause: string): boolean {
  return connection.recovery.told.includes(cause);
}

export function rememberIdle(connection: Recovering, idle: IdleLine | null): void {
  if (connection.recovery.idle === idle) return;
  connection.recovery = { ...connection.recovery, idle };
}

/** A state in which the line without effect would have left an end of the connection, had it had one. */
export function wouldLeadTo({ recovery }: Recovering, state: State | null): boolean {
  if (recovery.idle === null || state === null) return false;
  const { flags } = recovery.idle;
  if ((flags & RST) !== 0) return state === "CLOSED" || state === "LISTEN";
  if ((flags & SYN) !== 0) return OPENING.has(state);
  return (flags & FIN) !== 0 && isClosedOrClosing(state);
}

const OPENING: ReadonlySet<State> = new Set<State>(["SYN-SENT", "SYN-RECEIVED", "ESTABLISHED"]);
