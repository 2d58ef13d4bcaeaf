/** A segment that is wrong as it is written, for whoever reads it in another way. */

import type { Segment } from "../language/ast.js";
import type { Connection, Side } from "./connection.js";
import type { Judgement } from "./judgement.js";
import type { Written } from "./written.js";

export interface WrongSegment {
  readonly connection: Connection;
  readonly side: Side;
  readonly written: Written;
  /** Flags read instead of the written ones; null for these. */
  readonly flags: number | null;
  /** At first reading. What it taught is forgotten again. */
  readonly judgement: Judgement;
  readonly line: Segment;
  readonly index: number;
}
