/** Records of segments in JSON: one a line, in an array, or within other things. Their keys are read as the headings of a table. */

import { readFieldTable } from "../dumps/tshark-fields.js";
import type { Reader, Source, SourceReading } from "../reader.js";
import { readRows } from "../tables/table.js";

export const JSON_RECORDS: Reader = { name: "json", read: readJson };

const SURE = 0.9;

function readJson({ lines }: Source): SourceReading | null {
  if (!lines.some((line) => /(?:^|[{,])\s*"[^"]+"\s*:/.test(line))) return null;
  const records = recordsIn(lines);
  if (records.length === 0) return null;
  const fields = fieldTable(lines.length, records);
  if (fields !== null) return withFrame(fields, lines);
  const keys = [...new Set(records.flatMap(({ values }) => Object.keys(values)))];
  const rows = records.map(({ line, values }) => ({ line, cells: keys.map((key) => values[key] ?? "") }));
  const first = Math.min(...records.map(({ line }) => line));
  const last = Math.max(...records.map((record) => record.last));
  const reading = readRows({ first, last, ruled: true, header: keys, rows });
  return reading === null ? null : withFrame({ ...reading, sure: SURE }, lines);
}

/** Brackets, and keys of what holds the records, say nothing. */
const FRAME = /^[\s[\]{},]*$|^\s*"[^"]*"\s*:\s*[[{]\s*$|^\s*"_(?:index|type|score|id)"\s*:/;

function withFrame(reading: SourceReading, lines: readonly string[]): SourceReading {
  const frame = lines.flatMap((line, at) => (line.trim() !== "" && FRAME.test(line) ? [at] : []));
  return { ...reading, lines: new Set([...reading.lines, ...frame]) };
}

/** Keys that are the names of Wireshark's fields. */
function fieldTable(count: number, records: readonly JsonRecord[]): SourceReading | null {
  const named = records.map(({ line, last, values }) => ({
    line,
    last,
    values: Object.fromEntries(Object.entries(values).map(([key, value]) => [fieldName(key), value])),
  }));
  const [first] = named.filter(({ values }) => "tcp.srcport" in values);
  if (first === undefined || (first.line === 0 && named.length === 1)) return null;
  const keys = [...new Set(named.flatMap(({ values }) => Object.keys(values)))];
  const rows = Array.from({ length: count }, () => "");
  for (const { line, values } of named) rows[line] = keys.map((key) => values[key] ?? "").join("\t");
  // A row's line is its own; the header stands above them all.
  const reading = readFieldTable([keys.join("\t"), ...rows], 0);
  const lines = new Set([...reading.lines].filter((line) => line > 0).map((line) => line - 1));
  for (const { line, last } of named) for (let at = line; at <= last; at++) lines.add(at);
  return {
    ...reading,
    lines,
    unread: reading.unread == null ? null : reading.unread - 1,
    flows: reading.flows.map((flow) =>
      flow.kind === "observed"
        ? { ...flow, segments: flow.segments.map((one) => ({ ...one, line: one.line - 1 })) }
        : flow,
    ),
  };
}

/** `tcp_srcport` as Elasticsearch is given it. */
function fieldName(key: string): string {
  return key.replace(/^(frame|ip|ipv6|tcp)_(?:\1_)?/, "$1.");
}

interface JsonRecord {
  readonly line: number;
  readonly last: number;
  readonly values: Readonly<Record<string, string>>;
}

/** More than this is no page that somebody pastes. */
const MOST_CHARACTERS = 2_000_000;
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}\n]/g;

/** The innermost objects that hold plain values, each with the lines that it stands on. */
function recordsIn(lines: readonly string[]): readonly JsonRecord[] {
  const text = lines.join("\n");
  if (text.length > MOST_CHARACTERS) return [];
  const records: JsonRecord[] = [];
  let line = 0;
  let open: { readonly at: number; readonly line: number } | null = null;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (token === "\n") line++;
    else if (token === "{") open = { at: index, line };
    else if (token === "}" && open !== null) {
      const values = valuesOf(text.slice(open.at, index + 1));
      if (values !== null) records.push({ line: open.line, last: line, values });
      open = null;
    }
  }
  return records;
}

function valuesOf(text: string): Readonly<Record<string, string>> | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof parsed !== "object" || parsed === null) return null;
  const values: Record<string, string> = {};
  for (const [key, value] of Object.entries(parsed)) values[key] = cellOf(value);
  return Object.keys(values).length > 1 ? values : null;
}

/** Flags may be a list. */
function cellOf(value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => cellOf(one)).join("+");
  return value === null || value === undefined || typeof value === "object" ? "" : String(value);
}
