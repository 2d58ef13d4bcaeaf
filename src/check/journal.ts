/** What a world was before lines changed it, so that they can be taken back: one entry for each thing that changed. */

import { cloneEnd, type End } from "../tcp/endpoint.js";
import type { Connection, Endpoint, InFlight, Skew } from "./connection.js";
import type { Recovery } from "./recovery.js";

/** What of a connection changes. */
export interface ConnectionState {
  readonly ends: [End, End];
  readonly skew: [Skew | null, Skew | null];
  readonly opened: number;
  readonly elided: boolean;
  readonly clockDoubted: boolean;
  readonly recovery: Recovery;
}

export function copyOf(c: Connection): ConnectionState {
  return {
    ends: [cloneEnd(c.ends[0]), cloneEnd(c.ends[1])],
    skew: [c.skew[0], c.skew[1]],
    opened: c.opened,
    elided: c.elided,
    clockDoubted: c.clockDoubted,
    recovery: c.recovery,
  };
}

/** The state is the connection's from now on. */
export function putBack(connection: Connection, state: ConnectionState): void {
  connection.ends[0] = state.ends[0];
  connection.ends[1] = state.ends[1];
  connection.skew[0] = state.skew[0];
  connection.skew[1] = state.skew[1];
  connection.opened = state.opened;
  connection.elided = state.elided;
  connection.clockDoubted = state.clockDoubted;
  connection.recovery = state.recovery;
}

type Entry =
  | { readonly connection: Connection; readonly state: ConnectionState }
  | { readonly endpoint: Endpoint; readonly listening: boolean; readonly last: number }
  | { readonly flying: InFlight; readonly arrivals: number };

/** So many entries that nobody asks for any more are thrown away together. */
const MOST_FORGOTTEN = 64;

export class Journal {
  private entries: Entry[] = [];
  /** How many entries stood before the first one. */
  private base = 0;
  /** Between two marks a connection is put down once. */
  private epoch = 0;

  /** A place to which `rollback` returns. */
  mark(): number {
    this.epoch++;
    return this.base + this.entries.length;
  }

  save(connection: Connection): void {
    if (connection.savedAt === this.epoch) return;
    connection.savedAt = this.epoch;
    this.entries.push({ connection, state: copyOf(connection) });
  }

  saveEndpoint(endpoint: Endpoint): void {
    const { listening, last } = endpoint;
    this.entries.push({ endpoint, listening, last });
  }

  saveFlight(flying: InFlight): void {
    this.entries.push({ flying, arrivals: flying.arrivals });
  }

  rollback(mark: number): void {
    this.epoch++;
    while (this.base + this.entries.length > mark) {
      const entry = this.entries.pop() as Entry;
      if ("connection" in entry) putBack(entry.connection, entry.state);
      else if ("endpoint" in entry) {
        entry.endpoint.listening = entry.listening;
        entry.endpoint.last = entry.last;
      } else entry.flying.arrivals = entry.arrivals;
    }
  }

  forgetBefore(mark: number): void {
    if (mark - this.base < MOST_FORGOTTEN) return;
    this.entries.splice(0, mark - this.base);
    this.base = mark;
  }

  clear(): void {
    this.epoch++;
    this.base += this.entries.length;
    this.entries = [];
  }
}
