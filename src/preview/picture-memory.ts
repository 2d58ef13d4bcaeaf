/**
 * What a picture is made of again after an edit: of 10,000 rows one differs, and the others need not be put into
 * words, hashed and written anew. Whatever is taken from here is compared with what it would be made of now, so
 * that a picture with a memory is the one without, only sooner.
 */

import type { Step, StepSegment } from "../check/trace.js";
import type { ArrowRow, Row, RowOptions } from "../diagram/row.js";
import type { Segment } from "../language/ast.js";
import { textAt } from "../language/at.js";
import type { PictureSheet } from "./picture-sheet.js";

export interface PictureMemory {
  /** Under which circumstances it was made; under others it is forgotten. */
  circumstances: string;
  segments: WeakMap<StepSegment, RememberedRow>;
  /** By what the first row says. */
  sheets: ReadonlyMap<string, readonly RememberedSheet[]>;
}

interface RememberedRow {
  readonly row: ArrowRow;
  /** The line of the text. */
  readonly written: string;
  /** The numbers that went into its label, in the order in which they were asked for. */
  readonly asked: readonly Asked[];
}

interface Asked {
  readonly restated: boolean;
  readonly which: "seq" | "ack" | "len";
  readonly value: string | null;
}

export interface RememberedSheet {
  readonly key: string;
  readonly sheet: PictureSheet;
  readonly rows: readonly Row[];
  /** The lines of the text, row by row. */
  readonly written: readonly string[];
}

export function createPictureMemory(): PictureMemory {
  return { circumstances: "", segments: new WeakMap(), sheets: new Map() };
}

/** Forgets all that was made under other circumstances. */
export function recollect(memory: PictureMemory, circumstances: string): void {
  if (memory.circumstances === circumstances) return;
  memory.circumstances = circumstances;
  memory.segments = new WeakMap();
  memory.sheets = new Map();
}

/** The options with a memory for the rows of segments. A step keeps its `segment` while other lines are edited. */
export function remembering(
  options: RowOptions,
  memory: PictureMemory,
  lines: readonly string[],
): RowOptions {
  let asked: Asked[] = [];
  let whole = true;
  const { express, restate } = options;
  return {
    ...options,
    express(step, which) {
      const value = express(step, which);
      asked.push({ restated: false, which, value });
      return value;
    },
    restate(step, which, field) {
      const value = restate?.(step, which, field) ?? null;
      // A SACK block is asked about by the words for an acknowledgment number, and is not one.
      if (field === (step.statement as Segment)[which]) asked.push({ restated: true, which, value });
      else whole = false;
      return value;
    },
    remembered(step, make) {
      const { segment, findings, line } = step;
      if (segment === null || findings.some(({ severity }) => severity === "error")) return make();
      const written = textAt(lines, line);
      const known = memory.segments.get(segment);
      if (known !== undefined && known.written === written && saysTheSame(known.asked, step, options)) {
        const { row } = known;
        return row.line === line ? row : { ...row, id: `${line}:segment`, line };
      }
      asked = [];
      whole = true;
      const row = make();
      if (whole) memory.segments.set(segment, { row, written, asked });
      return row;
    },
  };
}

/** A line far away may have given a number another name. */
function saysTheSame(asked: readonly Asked[], step: Step, { express, restate }: RowOptions): boolean {
  return asked.every(({ restated, which, value }) => {
    if (!restated) return express(step, which) === value;
    const field = (step.statement as Segment)[which];
    return field !== null && (restate?.(step, which, field) ?? null) === value;
  });
}

/** A sheet of the same rows in the same lines, wherever in the text they stand. */
export function rememberedSheet(
  memory: PictureMemory,
  rows: readonly Row[],
  lines: readonly string[],
): RememberedSheet | undefined {
  return memory.sheets
    .get(signOf(rows))
    ?.find(
      (one) => one.rows.length === rows.length && rows.every((row, i) => isSame(row, i, one, rows, lines)),
    );
}

/** What the next picture may take from this one. */
export function keepSheets(memory: PictureMemory, sheets: readonly RememberedSheet[]): void {
  const kept = new Map<string, RememberedSheet[]>();
  for (const one of sheets) {
    const sign = signOf(one.rows);
    const others = kept.get(sign);
    if (others === undefined) kept.set(sign, [one]);
    else if (!others.some(({ key }) => key === one.key)) others.push(one);
  }
  memory.sheets = kept;
}

const signOf = (rows: readonly Row[]) => rows[0]?.text.join("\n") ?? "";

function isSame(
  row: Row,
  i: number,
  { rows, written }: RememberedSheet,
  all: readonly Row[],
  lines: readonly string[],
): boolean {
  const old = rows[i] as Row;
  const moved = row.line - (all[0] as Row).line === old.line - (rows[0] as Row).line;
  return moved && written[i] === textAt(lines, row.line) && (row === old || looksSame(row, old));
}

function looksSame(a: Row, b: Row): boolean {
  if (a.kind !== b.kind || a.tone !== b.tone || !equal(a.text, b.text)) return false;
  if (nameOf(a) !== nameOf(b)) return false;
  if ("from" in a) return "from" in b && a.from === b.from && a.to === b.to && a.arrow === b.arrow;
  return !("from" in b) && a.beside === b.beside && equal(a.over, b.over);
}

/** Of its id, what is not the line. */
export function nameOf({ id }: Row): string {
  return id.slice(id.indexOf(":") + 1);
}

function equal(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((one, i) => one === b[i]));
}
