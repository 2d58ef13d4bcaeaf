/** What has been drawn: the pictures used last, and the sizes of all. A key says with what lanes a sheet was drawn. */

import type { Sheet } from "../protocol/preview.js";
import type { Drawing } from "./draw.js";
import type { BlockSize } from "./layout.js";

export interface DrawingCache {
  drawn(key: string): Drawing | undefined;
  /** Known from the first time it was drawn, though the drawing be gone. */
  size(key: string): BlockSize | undefined;
  /** Why it cannot be drawn, if that was tried. */
  failure(key: string): string | undefined;
  keep(key: string, drawing: Drawing): void;
  fail(key: string, reason: string): void;
  /** The same for sheets that look the same. */
  look(sheet: Sheet): string;
}

/** Far more than are in view; a drawing is some hundred kilobytes. */
const KEPT = 80;
const SIZES_KEPT = 20_000;

export function createDrawingCache(): DrawingCache {
  const drawings = new Map<string, Drawing>();
  const sizes = new Map<string, BlockSize>();
  const failures = new Map<string, string>();
  const looks = new WeakMap<Sheet, string>();
  return {
    drawn(key) {
      const found = drawings.get(key);
      if (found === undefined) return undefined;
      // Used last, dropped last.
      drawings.delete(key);
      drawings.set(key, found);
      return found;
    },
    size: (key) => sizes.get(key),
    failure: (key) => failures.get(key),
    keep(key, drawing) {
      drawings.set(key, drawing);
      if (sizes.size > SIZES_KEPT) sizes.clear();
      sizes.set(key, { height: drawing.height, rows: drawing.rows });
      for (const oldest of drawings.keys()) {
        if (drawings.size <= KEPT) break;
        drawings.delete(oldest);
      }
    },
    fail(key, reason) {
      failures.set(key, reason);
    },
    look(sheet) {
      let found = looks.get(sheet);
      if (found === undefined) {
        const rows = sheet.rows.map((row) => `${row.kind} ${row.tone} ${row.beside}`).join();
        found = sheet.section ? `== ${sheet.rows[0]?.text.join(" ")}` : `${sheet.body}\n${rows}`;
        looks.set(sheet, found);
      }
      return found;
    },
  };
}
