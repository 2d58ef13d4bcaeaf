/** Where the lines of a text stand after changes to it. */

import type { TextDocumentContentChangeEvent } from "vscode";

/** Lines from `from` on have moved by `by`. */
export interface LineShift {
  readonly from: number;
  readonly by: number;
}

/** Of one change event: its changes are of the text before it, and do not overlap. */
export function movesOf(changes: readonly TextDocumentContentChangeEvent[]): LineShift[] {
  return changes
    .map(({ range: { start, end }, text }) => ({
      // A line before which something is put in moves, one behind whose end it is put in does not.
      from: end.line + (end.character === 0 ? 0 : 1),
      by: text.split("\n").length - 1 - (end.line - start.line),
    }))
    .sort((a, b) => b.from - a.from);
}

/** The line that `line` is now; one that was deleted is the one that stands where it stood. */
export function movedLine(line: number, moves: readonly LineShift[]): number {
  return moves.reduce((at, { from, by }) => (at >= from ? Math.max(0, at + by) : at), line);
}
