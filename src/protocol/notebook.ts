/** The messages between the page of a notebook, in its Markdown cells, and the extension. Types only. */

/** A fence of a cell, which may be a block of ours. */
export interface CellFence {
  readonly type: "fence";
  /** Counts up in its page. */
  readonly id: number;
  readonly info: string;
  readonly text: string;
  /** Of the cell, from 0: the one that opens it. */
  readonly line: number;
}

/** What it is rendered as; a fence that is no block of ours has no answer. */
export interface CellBlock {
  readonly type: "block";
  readonly id: number;
  readonly html: string;
}
