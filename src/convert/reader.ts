/** What a reader of one foreign notation is given, and what it gives back. */

import type { DrawnFlow } from "./drawn.js";
import type { ObservedFlow } from "./observed.js";

/** Every notation that is told apart; its words are in `messages/convert.ts`. */
export type Notation =
  | "tcpdump"
  | "wireshark-list"
  | "wireshark-details"
  | "wireshark-graph"
  | "packet-trees"
  | "packetdrill"
  | "packet-lines"
  | "boxes"
  | "mermaid"
  | "plantuml"
  | "mscgen"
  | "latex"
  | "ladder"
  | "figure"
  | "table"
  | "json"
  | "yaml"
  | "log"
  | "list"
  | "prose";

export interface Source {
  /** Without their ends; tabs and blanks as they stand. */
  readonly lines: readonly string[];
}

export interface Reader {
  readonly name: Notation;
  /** The surest that a reading of it ever is; 1 where that is left out. What has a surer one is not read again. */
  readonly atMost?: number;
  /** Whether it is given lines that are longer than what anybody writes: those of a tool may be. */
  readonly long?: boolean;
  /** null where nothing in the source looks like this notation. Never throws. */
  read(source: Source): SourceReading | null;
}

export interface SourceReading {
  /**
   * 0 to 1. 0.9 and above: a form that nothing else has (`Flags [S.]`, `sequenceDiagram`); about 0.7: drawn and all
   * of it read; about 0.4: sentences. The surest reading is taken; of equals the one that understands more lines.
   */
  readonly sure: number;
  /** The lines that say something in this notation, and have been understood. The others stay as comments in their places. */
  readonly lines: ReadonlySet<number>;
  /** What lines that are comments say where they are not understood, without the marks of this notation. */
  readonly comments?: ReadonlyMap<number, string>;
  /** A line of this notation that could not be read: nothing is converted then, and it is named. */
  readonly unread?: number | null;
  /** The words of that line that were not understood, where that is known. */
  readonly part?: string | null;
  readonly flows: readonly (DrawnFlow | ObservedFlow)[];
}
