/** A segment in other spellings, as far as it has been read. */

import type { FlagName, Span } from "./ast.js";
import type { NotationEdit } from "./notation-edit.js";
import type { NotationRow } from "./notation-table.js";

/** What is gathered on the way through a segment's text. */
export interface Body {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly edits: NotationEdit[];
  readonly items: FlagItem[];
  /** Flags that are set by what stands in brackets, or by `ACK=x+1`. */
  readonly implied: Implied[];
  /** The fields met so far, canonical names. */
  readonly fields: Set<string>;
  /** `ack=1`: a number, unless another one is found. */
  readonly ackOnes: FlagItem[];
  acks: number;
  /** Whether its arrow says that it arrives, so that a word may say that it does not. */
  readonly mayBeLost: boolean;
  /** Where a word says that it is lost. */
  lost: Span | null;
}

export interface Implied {
  readonly flag: FlagName;
  /** True where the flag counts only beside others: `ACK=x+1` alone is read as ACK anyway. */
  readonly besideOthers: boolean;
}

/** A flag said to be set, by its word or by `SYN=1`. */
export interface FlagItem {
  readonly flag: FlagName;
  readonly start: number;
  readonly end: number;
  readonly row: NotationRow | "bit" | null;
}
