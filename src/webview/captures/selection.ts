/** What is chosen in a list, and how mouse and keys change it. */

import type { CaptureRow } from "../../protocol/captures.js";

export interface Selection {
  /** Numbers of the chosen connections: they stay chosen while the list is filtered or sorted. */
  readonly chosen: ReadonlySet<number>;
  /** The row that the keys go on from, and the one from which a range is drawn. */
  readonly at: number;
  readonly anchor: number;
}

type Rows = readonly CaptureRow[];

export function selectedBy(
  rows: Rows,
  before: Selection,
  at: number,
  { more = false, range = false }: { readonly more?: boolean; readonly range?: boolean },
): Selection {
  const stream = rows[at]?.stream;
  if (stream === undefined) return { chosen: new Set(), at: 0, anchor: 0 };
  if (range) {
    const [from, to] = [Math.min(before.anchor, at), Math.max(before.anchor, at)];
    return { chosen: new Set(rows.slice(from, to + 1).map((row) => row.stream)), at, anchor: before.anchor };
  }
  if (!more) return { chosen: new Set([stream]), at, anchor: at };
  const chosen = new Set(before.chosen);
  if (!chosen.delete(stream)) chosen.add(stream);
  return { chosen, at, anchor: at };
}

export interface Key {
  readonly key: string;
  /** Rows that are seen at a time. */
  readonly page: number;
  /** Shift, and Ctrl or Cmd. */
  readonly range: boolean;
  readonly more: boolean;
}

/** After a key; null for one that means nothing here. */
export function moved(rows: Rows, before: Selection, { key, more, page, range }: Key): Selection | null {
  const last = Math.max(0, rows.length - 1);
  const { anchor, at } = before;
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: last,
  };
  if (key === "a" && more) return { chosen: new Set(rows.map(({ stream }) => stream)), at, anchor };
  if (key === " ") return selectedBy(rows, before, at, { more: true });
  const wanted = Object.hasOwn(steps, key) ? steps[key] : undefined;
  if (wanted === undefined) return null;
  return selectedBy(rows, before, Math.min(last, Math.max(0, wanted)), { range });
}
