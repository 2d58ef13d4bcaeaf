/** Lines of tables: cells between tabs, or in quotes with commas between. */

/** null where the line has neither. */
export function cellsOf(line: string): readonly string[] | null {
  if (line.includes("\t")) {
    const cells = line.split("\t").map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
    return cells.filter((cell) => !ARROW.test(cell));
  }
  if (!/^\s*"/.test(line) || !line.includes('",')) return null;
  return quotedCells(line.trim());
}

const ARROW = /^(?:→|->|➜)$/;

function quotedCells(line: string): readonly string[] {
  const cells: string[] = [];
  for (const [, quoted, bare] of line.matchAll(/"((?:[^"]|"")*)"|([^,]+)/g)) {
    cells.push((quoted ?? bare ?? "").replace(/""/g, '"').trim());
  }
  return cells;
}

/** `No. Time Source Destination Protocol Length Info`, whatever lies between. */
export function isListHeader(line: string): boolean {
  return /\bTime\b.*\bSource\b.*\bDestination\b/i.test(line) || line.includes("_ws.col.");
}

/** A header of `tshark -T fields`. */
export function hasFieldNames(line: string): boolean {
  return /(?:^|[\s",;|])tcp\.(?:flags|seq|seq_raw)\b/.test(line) && /(?:^|[\s",;|])tcp\.srcport\b/.test(line);
}
