/** `tshark -T fields -E header=y`: a table whose columns are called after the fields. */

import { textAt } from "../../language/at.js";
import type { SourceReading } from "../reader.js";
import { type Cell, type FieldRow, readFieldRows } from "./field-rows.js";

export function readFieldTable(lines: readonly string[], header: number): SourceReading {
  const head = textAt(lines, header);
  const separator = head.includes("\t") ? "\t" : (/[,;|]/.exec(head)?.[0] ?? " ");
  const names = split(head, separator);
  const rows: FieldRow[] = [];
  for (let line = header + 1; line < lines.length; line++) {
    const text = textAt(lines, line);
    if (text.trim() === "") continue;
    const cells = split(text, separator);
    const cell: Cell = (...wanted) => {
      const place = names.findIndex((name) => wanted.includes(name));
      return place < 0 ? "" : textAt(cells, place);
    };
    if (cell("tcp.srcport") !== "") rows.push({ line, cell });
  }
  return readFieldRows(rows, new Set(names), [header]);
}

function split(line: string, separator: string): readonly string[] {
  if (separator !== "," || !line.includes('"')) {
    return line.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
  }
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, bare]) =>
    (quoted ?? bare ?? "").trim(),
  );
}
