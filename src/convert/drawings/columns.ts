/** Where things stand in a line of a drawing: columns as a terminal shows them, Chinese characters two wide. */

import { numberAt } from "../../language/at.js";
import { displayWidth } from "../../language/width.js";

/** What stands between two columns apart from blanks, and where it begins and ends. */
export interface Cell {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Words with two blanks or more between them, or a tab; a wide blank is one. */
export function cellsOf(line: string): readonly Cell[] {
  const cells: Cell[] = [];
  for (const match of line.matchAll(/\S+(?:[ \u3000]\S+)*/gu)) {
    const from = widthOf(line.slice(0, match.index));
    cells.push({ text: match[0], from, to: from + widthOf(match[0]) });
  }
  return cells;
}

const TAB = 8;

/** Tabs lead to the next multiple of eight. */
export function widthOf(text: string): number {
  if (!text.includes("\t")) return displayWidth(text);
  let width = 0;
  for (const part of text.split(/(\t)/)) {
    width = part === "\t" ? (Math.floor(width / TAB) + 1) * TAB : width + displayWidth(part);
  }
  return width;
}

/** The index of the column that is nearest to the middle of a cell. */
export function nearest(columns: readonly number[], { from, to }: Cell): number {
  const middle = (from + to) / 2;
  let best = 0;
  columns.forEach((column, index) => {
    if (Math.abs(column - middle) < Math.abs(numberAt(columns, best) - middle)) best = index;
  });
  return best;
}
