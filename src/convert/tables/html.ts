/** Tables of a web page: `<tr><td>1</td><td>Client</td>…</tr>`, over as many lines as they take. */

import { textAt } from "../../language/at.js";
import type { Reader, Source, SourceReading } from "../reader.js";
import { plainText } from "../said/text.js";
import { readRows } from "./table.js";

export const HTML_TABLE: Reader = { name: "table", read: readHtml };

const SURE = 0.87;
const LONGEST = 200_000;
const ROW = /<tr\b[^>]*>([\s\S]*?)(?=<\/tr>|<tr\b|<\/table>|$)/gi;
const CELL = /<t[dh]\b[^>]*>([\s\S]*?)(?=<\/t[dh]>|<t[dh]\b|<\/tr>|$)/gi;

function readHtml({ lines }: Source): SourceReading | null {
  const first = lines.findIndex((line) => /<table\b|<tr\b/i.test(line));
  if (first < 0) return null;
  const end = lines.findIndex((line, at) => at >= first && /<\/table>/i.test(line));
  const last = end < 0 ? lines.findLastIndex((line) => /<\/?t[rdh]\b/i.test(line)) : end;
  const text = lines.slice(first, last + 1).join("\n");
  if (text.length > LONGEST) return null;
  const rows = [...text.matchAll(ROW)].map((row) => ({
    line: first + text.slice(0, row.index).split("\n").length - 1,
    cells: [...textAt(row, 1).matchAll(CELL)].map(([, cell = ""]) =>
      plainText(cell.replace(/<[^<>]*>/g, " ")).trim(),
    ),
  }));
  const [header, ...others] = rows.filter(({ cells }) => cells.length > 1);
  if (header === undefined || others.length === 0) return null;
  const reading = readRows({ first, last, ruled: true, header: header.cells, rows: others });
  return reading === null ? null : { ...reading, sure: SURE };
}
