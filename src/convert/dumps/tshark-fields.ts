/** `tshark -T fields`: a table whose columns are called after the fields, in its header or in the command that printed it. */

import { textAt } from "../../language/at.js";
import type { SourceReading } from "../reader.js";
import { type Cell, type FieldRow, readFieldRows } from "./field-rows.js";

export function readFieldTable(lines: readonly string[], header: number): SourceReading {
  const head = textAt(lines, header);
  const separator = head.includes("\t") ? "\t" : (/[,;|]/.exec(head)?.[0] ?? " ");
  return rowsBelow(lines, header, { names: split(head, separator), separator }, [header]);
}

const FIELDS = /\s-T\s*fields(?=\s)/;
const GOES_ON = /\\\s*$/;

/** Below a command without `-E header=y`; null where none of the lines is one. */
export function readCommandTable(lines: readonly string[]): SourceReading | null {
  const first = lines.findIndex(
    (line) => FIELDS.test(line) || (/\btshark\b/.test(line) && GOES_ON.test(line)),
  );
  if (first < 0) return null;
  let last = first;
  while (GOES_ON.test(textAt(lines, last))) last++;
  const command = lines.slice(first, last + 1).join(" ");
  const names = [...command.matchAll(/\s-e\s*["']?([\w.]+)/g)].map((match) => textAt(match, 1));
  if (!FIELDS.test(command) || !names.includes("tcp.srcport")) return null;
  const said = /\s-E\s*separator=["']?(\/?[^"'\s])/.exec(command)?.[1];
  const tabs = lines.slice(last + 1).some((line) => line.includes("\t"));
  const separator = said === "/s" || (said === undefined && !tabs) ? " " : (said ?? "\t").replace("/t", "\t");
  const reading = rowsBelow(lines, last, { names, separator }, []);
  return reading.unread == null &&
    reading.flows.every(({ kind }) => kind === "observed") &&
    reading.lines.size > 0
    ? reading
    : null;
}

interface Columns {
  readonly names: readonly string[];
  readonly separator: string;
}

function rowsBelow(
  lines: readonly string[],
  header: number,
  { names, separator }: Columns,
  understood: readonly number[],
): SourceReading {
  const rows: FieldRow[] = [];
  for (let line = header + 1; line < lines.length; line++) {
    const text = textAt(lines, line);
    if (text.trim() === "") continue;
    const cells = split(separator === " " ? text.trim().replace(/\s+/g, " ") : text, separator);
    const cell: Cell = (...wanted) => {
      const place = names.findIndex((name) => wanted.includes(name));
      return place < 0 ? "" : textAt(cells, place);
    };
    if (/^\d+$/.test(cell("tcp.srcport"))) rows.push({ line, cell });
  }
  return readFieldRows(rows, new Set(names), understood);
}

function split(line: string, separator: string): readonly string[] {
  if (separator !== "," || !line.includes('"')) {
    return line.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
  }
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, bare]) =>
    (quoted ?? bare ?? "").trim(),
  );
}
