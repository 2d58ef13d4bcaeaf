/**
 * The marked row: one for the cursor of the editor, for clicks, and for stepping. Whoever moved last decides;
 * a cursor that only follows the mark does not.
 */

import { type Model, rowAtLine } from "./model.js";
import type { Stack } from "./stack.js";

export interface Marking {
  row(): number;
  /** By a click, a step, a search: brings it into view. */
  set(row: number): void;
  cursor(line: number): void;
  /** A new view is shown; the stack has followed the marked row, or has come to its place in another flow. */
  viewChanged(model: Model, before: Model | null): void;
  onChange(listener: (row: number) => void): void;
}

export function createMarking(stack: Stack): Marking {
  const listeners: ((row: number) => void)[] = [];
  let byCursor = true;
  /** Somebody stepped to the beginning, where no row is marked. */
  let atBeginning = false;
  let cursor = -1;
  const put = (row: number) => {
    const changed = row !== stack.marked();
    stack.mark(row);
    if (changed) for (const listener of listeners) listener(row);
  };
  return {
    row: () => stack.marked(),
    set(row) {
      byCursor = false;
      atBeginning = row < 0;
      put(row);
      stack.reveal(row);
    },
    cursor(line) {
      const model = stack.model();
      cursor = line;
      if (model === null) return;
      const row = rowAtLine(model.rows, line);
      // The editor went where the mark is already, or to another line of the same row.
      if (model.rows[row]?.line === model.rows[stack.marked()]?.line && row >= 0) return;
      byCursor = true;
      atBeginning = false;
      put(row);
      stack.reveal(row);
    },
    viewChanged(model, before) {
      const { flow, state } = model.view;
      if (flow !== before?.view.flow || state.uri !== before.view.state.uri) atBeginning = false;
      const moved = before !== null && model.view.cursor !== cursor;
      cursor = model.view.cursor;
      const row = rowAtLine(model.rows, cursor);
      const same = model.rows[row]?.line === model.rows[stack.marked()]?.line;
      if ((byCursor || (stack.marked() < 0 && !atBeginning)) && !(same && stack.marked() >= 0)) put(row);
      if (byCursor && moved) stack.reveal(stack.marked());
      for (const listener of listeners) listener(stack.marked());
    },
    onChange(listener) {
      listeners.push(listener);
    },
  };
}
