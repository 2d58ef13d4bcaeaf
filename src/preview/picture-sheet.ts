/** A piece of a picture that is drawn, and kept, as one. */

import type { Row } from "../diagram/row.js";

export interface PictureSheet {
  readonly section: boolean;
  readonly body: string;
  readonly rows: readonly PictureRow[];
}

export interface PictureRow {
  readonly name: string;
  /** Counted from the line of the block. */
  readonly line: number;
  readonly kind: Row["kind"];
  readonly tone: Row["tone"];
  readonly text: readonly string[];
  readonly at: readonly [number, number];
  readonly arrow: boolean;
  readonly beside: boolean;
  readonly print: string;
}
