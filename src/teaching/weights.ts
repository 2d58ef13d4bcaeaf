/** How much each blank counts: a table of a teacher's, whose rows name templates, exercises and blanks. */

import { readCsv } from "./csv.js";

/** How marks are given. */
export interface Scale {
  readonly weights: readonly Weight[];
  /** The share of a mark, 0 to 1, for what is right after an earlier mistake of one's own. */
  readonly followThrough: number;
}

/** What is null holds for all of them. */
export interface Weight {
  readonly template: string | null;
  /** Its title, or its number in the file. */
  readonly exercise: string | null;
  /** From 1. */
  readonly blank: number | null;
  readonly weight: number;
}

/** Each blank counts one, and so does what is right after an earlier mistake: a mistake costs once. */
export const EVEN: Scale = { weights: [], followThrough: 1 };

/** The weight of a blank (by its place from 0): that of the row that says most about it, the last of several. */
export function weightOf(
  { weights }: Scale,
  template: string,
  exercise: { readonly title: string; readonly index: number },
  blank: number,
): number {
  const number = String(exercise.index + 1);
  const fitting = weights.filter(
    (one) =>
      (one.template === null || one.template === template || `${one.template}.tcpflow` === template) &&
      (one.exercise === null || one.exercise === exercise.title || one.exercise === number) &&
      (one.blank === null || one.blank === blank + 1),
  );
  const closest = Math.max(...fitting.map(closeness));
  return fitting.findLast((one) => closeness(one) === closest)?.weight ?? 1;
}

function closeness({ template, exercise, blank }: Weight): number {
  return (blank === null ? 0 : 4) + (exercise === null ? 0 : 2) + (template === null ? 0 : 1);
}

/** Of a CSV file with the columns weight and any of template, exercise, blank. The number of a line that cannot be read. */
export function readWeights(text: string): readonly Weight[] | { readonly line: number } {
  const [head, ...rows] = readCsv(text);
  const names = (head ?? []).map((name) => COLUMNS[name.trim().toLowerCase()]);
  const at = (row: readonly string[], name: Column): string | null =>
    row[names.indexOf(name)]?.trim() || null;
  if (!names.includes("weight")) return { line: 1 };
  const weights: Weight[] = [];
  for (const [i, row] of rows.entries()) {
    if (row.every((cell) => cell.trim() === "")) continue;
    const weight = Number(at(row, "weight") ?? Number.NaN);
    const blank = at(row, "blank") === null ? null : Number(at(row, "blank"));
    const isBlank = blank === null || (Number.isInteger(blank) && blank > 0);
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY) || !isBlank) return { line: i + 2 };
    weights.push({ template: at(row, "template"), exercise: at(row, "exercise"), blank, weight });
  }
  return weights;
}

type Column = "template" | "exercise" | "blank" | "weight";

const COLUMNS: Readonly<Record<string, Column>> = {
  template: "template",
  exercise: "exercise",
  blank: "blank",
  weight: "weight",
  模板: "template",
  练习: "exercise",
  空: "blank",
  分值: "weight",
};
