/** Tables in text: Markdown with or without outer bars, boxes, tabs, columns of blanks. */

import { textAt } from "../../language/at.js";

export interface Grid {
  readonly first: number;
  readonly last: number;
  /** Drawn with a rule below its headings. */
  readonly ruled: boolean;
  readonly header: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

const RULE =
  /^\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*\|?)?\s*$|^[\s|:+┼├┤┌┐└┘┬┴╔╗╚╝╠╣╦╩╬═─━=-]*[-─━═=]{2,}[\s|:+┼├┤┌┐└┘┬┴╔╗╚╝╠╣╦╩╬═─━=-]*$|^\s*\\(?:hline|toprule|midrule|bottomrule|cline\{.*\})\s*$/u;
const FENCE = /^\s*(?:```|~~~)/;
/** A bar that parts cells; `\|` and a bar between letters are text. */
const BAR = /(?<!\\)[|│┃║](?![A-Za-z])|(?<![A-Za-z\\])[|│┃║]/u;

type Split = (line: string) => readonly string[] | null;

const SPLITS: readonly Split[] = [
  (line) => (BAR.test(line) ? trimmedEnds(line.split(new RegExp(BAR.source, "gu"))) : null),
  exactly,
  (line) => (line.includes("\t") ? line.split(/\t+/) : null),
  (line) => (line.split(",").length >= LEAST_VALUES && !BAR.test(line) ? valuesIn(line) : null),
  // LaTeX's rows end so.
  (line) =>
    /(?<!\\)&.*\\\\\s*(?:\\hline\s*)?$/.test(line)
      ? line.replace(/\\\\\s*(?:\\hline\s*)?$/, "").split(/(?<!\\)&/)
      : null,
  separated,
  (line) => (/\S\s{2,}\S/.test(line.trim()) && !BAR.test(line) ? line.trim().split(/\s{2,}/) : null),
];

/** A cell between two tabs may be empty, where the headings stand with one between each. */
function exactly(line: string): readonly string[] | null {
  return line.includes("\t") ? line.split("\t") : null;
}

const LEAST_COLUMNS = 2;
/** Commas part values only where they part many: sentences have some, too. */
const LEAST_VALUES = 4;

/** Values between commas, which may stand in quotes. */
function valuesIn(line: string): readonly string[] {
  return [...line.matchAll(/(?:^|,)(?:\s*"((?:[^"]|"")*)"\s*|([^,]*))/g)].map(([, quoted, bare]) =>
    (quoted?.replaceAll('""', '"') ?? bare ?? "").trim(),
  );
}
const LEAST_SEPARATED = 3;

/** Values with commas or semicolons between, some of them in quotes; a sentence has blanks behind its commas. */
function separated(line: string): readonly string[] | null {
  const sign = [";", ","].find((one) => line.split(one).length >= LEAST_SEPARATED);
  if (sign === undefined || new RegExp(`${sign} (?! )`).test(line.replace(/"[^"]*"/g, ""))) return null;
  const cell = sign === ";" ? /(?:^|;)(?:"((?:[^"]|"")*)"|([^;]*))/g : /(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g;
  return [...line.trim().matchAll(cell)].map(([, quoted, bare]) =>
    (quoted ?? bare ?? "").replace(/""/g, '"'),
  );
}

/** All tables of the text that have a header; those of bars first. */
export function gridsIn(lines: readonly string[]): readonly Grid[] {
  for (const split of SPLITS) {
    const grids = gridsBy(lines, split);
    if (grids.length > 0) return grids;
  }
  return [];
}

function gridsBy(lines: readonly string[], split: Split): readonly Grid[] {
  const grids: Grid[] = [];
  for (let at = 0; at < lines.length; at++) {
    const grid = gridFrom(lines, at, split);
    if (grid === null) continue;
    grids.push(grid);
    at = grid.last;
  }
  return grids;
}

function gridFrom(lines: readonly string[], begin: number, split: Split): Grid | null {
  let header: readonly string[] | null = null;
  let ruled = false;
  const rows: { line: number; cells: readonly string[] }[] = [];
  let last = begin;
  for (let at = begin; at < lines.length; at++) {
    const line = textAt(lines, at);
    if (FENCE.test(line)) break;
    if (RULE.test(line)) {
      if (header === null && !/^[\s+┌╔]/u.test(line)) return null;
      ruled ||= header !== null && rows.length === 0;
      last = at;
      continue;
    }
    const cells = line.trim() === "" ? null : split(line);
    if (cells === null || cells.length < LEAST_COLUMNS) break;
    if (header === null) header = cells.map((cell) => cell.trim());
    else rows.push({ line: at, cells: cells.map((cell) => cell.trim()) });
    last = at;
  }
  if (header === null || rows.length === 0) return null;
  const wider = rows.some(({ cells }) => cells.length > (header?.length ?? 0));
  // A column that counts the rows may have no heading.
  const [first = "", ...others] = header;
  const counted = first === "" && rows.every(({ cells }, at) => cells[0] === String(at + 1));
  if (split === exactly && (wider || [...(counted ? [] : [first]), ...others].includes(""))) return null;
  const words = header.flatMap((cell) => cell.split(/\s+/));
  // Headings that stand closer together than their columns.
  if (rows.every(({ cells }) => cells.length === words.length)) header = words;
  return { first: begin, last, ruled, header, rows };
}

/** Without the empty cells outside the outer bars. */
function trimmedEnds(cells: readonly string[]): readonly string[] {
  const from = cells[0]?.trim() === "" ? 1 : 0;
  const to = cells.length > 1 && cells.at(-1)?.trim() === "" ? cells.length - 1 : cells.length;
  return cells.slice(from, to);
}
