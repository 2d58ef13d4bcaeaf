/** Which rows are shown, and in which order. */

import type { CaptureRow } from "../../protocol/captures.js";

export const COLUMNS = ["stream", "ends", "segments", "octets", "lasted", "ended", "wrong"] as const;

export type ListColumn = (typeof COLUMNS)[number];

export interface ListOrder {
  readonly column: ListColumn;
  readonly down: boolean;
}

/** Each word of the filter must stand somewhere in the row, whatever its case. */
export function matching(rows: readonly CaptureRow[], filter: string): readonly CaptureRow[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = [row.stream, row.ends, row.ended, row.wrong].join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

export function sorted(rows: readonly CaptureRow[], { column, down }: ListOrder): readonly CaptureRow[] {
  const sign = down ? -1 : 1;
  const by = (row: CaptureRow) => (column === "wrong" ? row.wrongCount : row[column]);
  return [...rows].sort((a, b) => {
    const [x, y] = [by(a), by(b)];
    const order =
      typeof x === "number" ? x - (y as number) : x.localeCompare(String(y), undefined, { numeric: true });
    return sign * order || a.stream - b.stream;
  });
}
