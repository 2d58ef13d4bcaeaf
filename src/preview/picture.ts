/** What the preview shows of a flow: sheets of rows, each as Mermaid text. */

import type { Analysis, FlowTrace } from "../check/trace.js";
import { marksOf, type RowMark, textWithMarks } from "../diagram/marks.js";
import { headOf, isArrow, lineOf, mermaid, placeOf } from "../diagram/mermaid.js";
import { type NumberMode, numberForm } from "../diagram/numbers.js";
import type { Row, RowOptions } from "../diagram/row.js";
import { rows } from "../diagram/rows.js";
import { contentKey, cutSheets } from "../diagram/sheets.js";
import { type ExplainedFinding, explainCode } from "../explain/diagnostic.js";
import { textAt } from "../language/at.js";
import { hashOf } from "../language/hash.js";
import type { Locale } from "../messages/locale.js";
import {
  createPictureMemory,
  keepSheets,
  nameOf,
  type PictureMemory,
  type RememberedSheet,
  recollect,
  rememberedSheet,
  remembering,
} from "./picture-memory.js";
import type { PictureRow, PictureSheet } from "./picture-sheet.js";

export interface PictureOptions {
  readonly locale: Locale;
  readonly states: boolean;
  readonly notes: boolean;
  /** How numbers are shown; as written where it is left out. */
  readonly numbers?: NumberMode;
  /** Every segment with its number. */
  readonly autonumber?: boolean;
}

/** As `View` of the protocol has it. */
export interface Picture {
  /** Mermaid text that opens every sheet. */
  readonly head: string;
  /** Empty where there is nothing to draw. */
  readonly blocks: readonly { readonly key: string; readonly line: number }[];
  /** By key. */
  readonly sheets: ReadonlyMap<string, PictureSheet>;
  /** What is drawn round the rows, by their ids. */
  readonly marks: Readonly<Record<string, PictureMark>>;
  /** What a reader must know about the numbers; null for nothing. */
  readonly legend: string | null;
}

/** As `PageMark` of the protocol has it; what is not there is left out. */
export interface PictureMark {
  readonly shape?: "lost" | "departs" | "arrives" | "stray";
  readonly time?: string;
  readonly since?: string;
  readonly flight?: string;
  readonly colour?: number;
  readonly repeats?: string;
  readonly departure?: string;
}

/** The index of the flow at this line; the first one where there is none. */
export function flowIndexAt(analysis: Analysis, line: number): number {
  let found = 0;
  analysis.flows.forEach((trace, i) => {
    if (trace.flow.line <= line) found = i;
  });
  return found;
}

/** With the memory of the picture before, where there is one: then only what has changed is made anew. */
export function picture(
  analysis: Analysis,
  flowIndex: number,
  options: PictureOptions,
  memory: PictureMemory = createPictureMemory(),
): Picture {
  const trace = analysis.flows[flowIndex];
  if (trace === undefined) return NOTHING;
  const { endpoints } = trace;
  const lines = analysis.document.text.split(LINE_END);
  recollect(memory, circumstancesOf(trace, options));
  const all = rows(trace, remembering(rowOptions(analysis, trace, options), memory, lines));
  const drawn = all.filter((row) => placeOf(row, endpoints) !== null);
  const sheets = new Map<string, PictureSheet>();
  const kept: RememberedSheet[] = [];
  const blocks = cutSheets(drawn).map((slice) => {
    const known = rememberedSheet(memory, slice, lines) ?? newSheet(slice, trace, lines);
    kept.push(known);
    sheets.set(known.key, known.sheet);
    return { key: known.key, line: firstLine(slice) };
  });
  keepSheets(memory, kept);
  const marks = marksOf(trace, all, analysis.document.text, false);
  return {
    head: headOf(endpoints),
    blocks,
    sheets,
    marks: pictureMarks(drawn, marks),
    legend: numbersLegend(analysis, flowIndex, options),
  };
}

/** What a row says depends on it, and is not of its line. */
function circumstancesOf({ endpoints, flow }: FlowTrace, options: PictureOptions): string {
  const names = endpoints.map(({ name }) => name);
  return JSON.stringify([flow.kind, options.locale, options.numbers ?? "written", names]);
}

function newSheet(slice: readonly Row[], trace: FlowTrace, lines: readonly string[]): RememberedSheet {
  const line = firstLine(slice);
  const written = slice.map((row) => textAt(lines, row.line));
  const sheet: PictureSheet = {
    section: slice[0]?.kind === "section",
    body: slice.map((row) => lineOf(row, trace.endpoints)).join(""),
    rows: slice.map((row, i) => rowInfo(row, line, trace, written[i] as string)),
  };
  return { key: contentKey(JSON.stringify(sheet)), sheet, rows: slice, written };
}

function firstLine(slice: readonly Row[]): number {
  return slice.reduce((least, { line }) => Math.min(least, line), Number.POSITIVE_INFINITY);
}

const NOTHING: Picture = { head: "", blocks: [], sheets: new Map(), marks: {}, legend: null };

/** The page counts numbers by itself, so a plain row has no mark. */
function pictureMarks(
  drawn: readonly Row[],
  marks: ReadonlyMap<string, RowMark>,
): Record<string, PictureMark> {
  const found: Record<string, PictureMark> = {};
  for (const row of drawn) {
    const mark = marks.get(row.id);
    if (isPlain(row, mark)) continue;
    const made = pictureMark(row, mark);
    if (Object.keys(made).length > 0) found[row.id] = made;
  }
  return found;
}

/** Nearly every row is. */
function isPlain(row: Row, mark: RowMark | undefined): boolean {
  if (isArrow(row) && row.arrow !== "delivered") return false;
  if (mark === undefined) return true;
  return mark.time === null && mark.flight === null && mark.repeats === null;
}

function pictureMark(row: Row, mark: RowMark | undefined): PictureMark {
  const { time = null, flight = null, repeats = null } = mark ?? {};
  const shape = isArrow(row) && row.arrow !== "delivered" && row.arrow !== "both" ? row.arrow : undefined;
  const departure = isArrow(row) ? row.departure : undefined;
  return {
    ...(shape === undefined || row.kind === "elision" ? {} : { shape }),
    ...(time === null ? {} : { time: time.at }),
    ...(time === null || time.since === null ? {} : { since: time.since }),
    ...(flight === null ? {} : { flight: flight.badge, colour: flight.colour }),
    ...(repeats === null ? {} : { repeats: repeats.row }),
    ...(departure === undefined ? {} : { departure }),
  };
}

const LINE_END = /\r\n|[\n\r]/;

function rowInfo(row: Row, line: number, trace: FlowTrace, written: string): PictureRow {
  const name = nameOf(row);
  return {
    name,
    line: row.line - line,
    kind: row.kind,
    tone: row.tone,
    text: row.text,
    at: placeOf(row, trace.endpoints) ?? [0, 0],
    arrow: isArrow(row),
    beside: "beside" in row && row.beside,
    print: hashOf(`${name} ${written}`).toString(RADIX),
  };
}

const RADIX = 36;

/** The whole flow as Mermaid text, for other tools. */
export function flowAsMermaid(analysis: Analysis, flowIndex: number, options: PictureOptions): string {
  const trace = analysis.flows[flowIndex];
  if (trace === undefined) return "";
  const all = flowRows(analysis, trace, options);
  const marks = marksOf(trace, all, analysis.document.text);
  const textOf = (row: Row) => textWithMarks(row, marks.get(row.id), options.autonumber === true);
  return mermaid(all, { endpoints: trace.endpoints, textOf });
}

/** Whether there is anything to see of it. */
export function showsRows(analysis: Analysis, flowIndex: number, options: PictureOptions): boolean {
  const trace = analysis.flows[flowIndex];
  if (trace === undefined) return false;
  return flowRows(analysis, trace, options).some((row) => placeOf(row, trace.endpoints) !== null);
}

export function flowRows(analysis: Analysis, trace: FlowTrace, options: PictureOptions): Row[] {
  return rows(trace, rowOptions(analysis, trace, options));
}

function rowOptions(analysis: Analysis, trace: FlowTrace, options: PictureOptions): RowOptions {
  const open = trace.flow.kind !== "exercise";
  const form = numberForm(trace, options.numbers ?? "written");
  return {
    ...options,
    text: analysis.document.text,
    express: form.value,
    restate: form.restate,
    // Of the code alone: a line's number would be out of date in a picture that goes elsewhere, or is kept.
    reason: ({ code, args }) => reasonOf(explainCode(code, args, options.locale), open, options.locale),
    problem: ({ problem: { code, args } }) =>
      reasonOf(explainCode(code, args as never, options.locale), open, options.locale),
  };
}

/** Short: what is wrong; with what belongs there unless that is for a student to find. */
function reasonOf({ what, expected }: ExplainedFinding, open: boolean, locale: Locale): string {
  if (!open || expected === null) return what;
  const end = /[.。]$/;
  return locale === "zh-cn"
    ? `${what.replace(end, "")}：${expected}`
    : `${what.replace(end, "")}: ${expected}`;
}

/** What a reader must know about the numbers of the picture; null for nothing. */
export function numbersLegend(
  analysis: Analysis,
  flowIndex: number,
  { numbers = "written", locale }: PictureOptions,
): string | null {
  const trace = analysis.flows[flowIndex];
  return trace === undefined ? null : numberForm(trace, numbers).legend(locale);
}
