/** Lines of tables: cells between tabs, or in quotes with commas between. */

/** null where the line has neither. */
export function cellsOf(line: string): readonly string[] | null {
  if (line.includes("\t")) {
    const cells = line.split("\t").map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
    return cells.filter((cell) => !ARROW.test(cell));
  }
  if (/^\s*"/.test(line) && line.includes('",')) return quotedCells(line.trim(), ",");
  const separator = BARE.exec(line)?.[1];
  return separator === undefined ? null : quotedCells(line.trim(), separator);
}

/** A row of values that are not all in quotes: its number, its time, and four more. */
const BARE = /^\s*"?[\w.:-]+"?([,;])(?:"[^"]*"|[^\s",;][^",;]*)?\1(?:(?:"[^"]*"|[^",;]*)\1){3}/;

const ARROW = /^(?:→|->|➜)$/;

function quotedCells(line: string, separator: string): readonly string[] {
  const cells: string[] = [];
  const cell = separator === ";" ? /"((?:[^"]|"")*)"|([^;]+)/g : /"((?:[^"]|"")*)"|((?:\[[^\]]*\]|[^,])+)/g;
  for (const [, quoted, bare] of line.matchAll(cell)) {
    cells.push((quoted ?? bare ?? "").replace(/""/g, '"').trim());
  }
  return cells;
}

/** `No. Time Source Destination Protocol Length Info`, whatever lies between. */
export function isListHeader(line: string): boolean {
  return /\bTime\b.*\bSource\b.*\bDestination\b/i.test(line) || line.includes("_ws.col.");
}

/** A header of `tshark -T fields`; the command that asks for the fields is none. */
export function hasFieldNames(line: string): boolean {
  if (/\s-e\s/.test(line)) return false;
  return /(?:^|[\s",;|])tcp\.(?:flags|seq|seq_raw)\b/.test(line) && /(?:^|[\s",;|])tcp\.srcport\b/.test(line);
}
