/** The exchange in rows and columns, for Markdown and for paper. */

import type { Analysis } from "../../check/trace.js";
import { marksOf, type RowMark } from "../../diagram/marks.js";
import type { Row } from "../../diagram/row.js";
import { exportTexts } from "../../messages/export.js";
import type { Locale } from "../../messages/locale.js";
import { previewTexts } from "../../messages/preview.js";
import { flowRows, type PictureOptions } from "../picture.js";

export interface ExchangeTable {
  readonly columns: readonly string[];
  readonly rows: readonly ExchangeRow[];
}

export interface ExchangeRow {
  readonly kind: Row["kind"];
  readonly tone: Row["tone"];
  /** One for each column; of a heading the last alone is not empty. */
  readonly cells: readonly string[];
}

export function flowTitle(analysis: Analysis, flowIndex: number, locale: Locale): string {
  const title = analysis.flows[flowIndex]?.flow.header?.title?.value ?? "";
  return title.trim() === "" ? previewTexts(locale).untitled(flowIndex + 1) : title;
}

/** The column of the times is there only where there are any. */
export function exchangeTable(analysis: Analysis, flowIndex: number, options: PictureOptions): ExchangeTable {
  const texts = exportTexts(options.locale);
  const trace = analysis.flows[flowIndex];
  if (trace === undefined) return { columns: [], rows: [] };
  const all = flowRows(analysis, trace, options);
  const marks = marksOf(trace, all, analysis.document.text);
  const timed = [...marks.values()].some((mark) => mark.time !== null);
  const rows = all.map((row): ExchangeRow => {
    const mark = marks.get(row.id);
    const cells = [
      mark?.number == null ? "" : String(mark.number),
      ...(timed ? [timeCell(mark)] : []),
      whoCell(row),
      whatCell(row, mark),
    ];
    return { kind: row.kind, tone: row.tone, cells };
  });
  return {
    columns: [texts.number, ...(timed ? [texts.time] : []), texts.who, texts.what],
    rows,
  };
}

function timeCell(mark: RowMark | undefined): string {
  const time = mark?.time ?? null;
  if (time === null) return "";
  return time.since === null ? time.at : `${time.at} (${time.since})`;
}

const ARROWS = { arrives: "→", both: "↔", delivered: "→", departs: "⇢", lost: "⇸", stray: "→" } as const;

function whoCell(row: Row): string {
  if ("from" in row) return `${row.from} ${ARROWS[row.arrow]} ${row.to}`;
  return row.over.join(", ");
}

function whatCell(row: Row, mark: RowMark | undefined): string {
  if (row.kind === "note") return unwrapped(row.text);
  const [first = "", ...rest] = row.text;
  const repeats = mark?.repeats ?? null;
  return [repeats === null ? first : `${first} ↻ #${repeats.number}`, ...rest].join("\n");
}

/** Notes were broken to fit the picture: at blanks, and between Chinese characters. */
function unwrapped(lines: readonly string[]): string {
  return lines.reduce(
    (text, line) => (WIDE_END.test(text) || text === "" ? text + line : `${text} ${line}`),
    "",
  );
}

const WIDE_END = /[\u2e80-\uffef]$/;
