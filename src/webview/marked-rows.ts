/** Marks and numbers of all rows of a view: the numbers are counted here, so that an edit sends none. */

import type { Drawn } from "../protocol/preview.js";
import { fill } from "./dom.js";
import type { MarkedRow, OverlayTexts } from "./marks-overlay.js";
import type { Model } from "./model.js";

const known = new WeakMap<Model<Drawn>, readonly MarkedRow[]>();

/** By the index of the row; made once for a model. */
export function markedRows(model: Model<Drawn>): readonly MarkedRow[] {
  const found = known.get(model) ?? countRows(model);
  known.set(model, found);
  return found;
}

function countRows({ rows, view }: Model<Drawn>): MarkedRow[] {
  const numbers = new Map<string, number>();
  for (const { id, info } of rows) {
    const counts = info.kind === "segment" || (info.kind === "broken" && info.arrow);
    if (counts) numbers.set(id, numbers.size + 1);
  }
  return rows.map(({ id }) => {
    const mark = view.marks[id];
    const number = numbers.get(mark?.departure ?? id) ?? null;
    const original = view.autonumber && mark?.repeats !== undefined ? numbers.get(mark.repeats) : undefined;
    return {
      mark: original === undefined ? mark : { ...mark, repeatsNumber: original },
      number: view.autonumber ? number : null,
    };
  });
}

export function overlayTexts({ view: { texts, linesAbove } }: Model<Drawn>): OverlayTexts {
  return {
    old: texts.old,
    repeats: ({ repeats = "", repeatsNumber }) =>
      repeatsNumber === undefined
        ? fill(texts.repeatsLine, Number.parseInt(repeats, 10) + linesAbove + 1)
        : fill(texts.repeats, repeatsNumber),
  };
}
