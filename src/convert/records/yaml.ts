/** Records of segments in YAML: a list whose items have a key a line, `- from: client`. Their keys are read as headings. */

import type { Reader, Source, SourceReading } from "../reader.js";
import { readRows } from "../tables/table.js";

const SURE = 0.88;

export const YAML: Reader = { name: "yaml", atMost: SURE, read: readYaml };

const ITEM = /^(?<blank>\s*)-\s+(?<key>[\p{L}_][\p{L}\p{N}_ -]{0,23}):(?:\s+(?<value>.*))?$/u;
const PAIR = /^(?<blank>\s+)(?<key>[\p{L}_][\p{L}\p{N}_ -]{0,23}):(?:\s+(?<value>.*))?$/u;
const LEAST_KEYS = 3;

interface Item {
  readonly line: number;
  last: number;
  readonly values: Record<string, string>;
}

function readYaml({ lines }: Source): SourceReading | null {
  const items: Item[] = [];
  let open: Item | null = null;
  lines.forEach((line, at) => {
    const item = ITEM.exec(line)?.groups;
    const pair = item ?? PAIR.exec(line)?.groups;
    if (item !== undefined) {
      open = { line: at, last: at, values: {} };
      items.push(open);
    }
    if (pair === undefined || open === null) {
      if (line.trim() !== "") open = null;
      return;
    }
    open.values[pair.key ?? ""] = scalarOf(pair.value ?? "");
    open.last = at;
  });
  const whole = items.filter(({ values }) => Object.keys(values).length >= LEAST_KEYS);
  const [first] = whole;
  if (first === undefined || whole.length < 2) return null;
  const keys = [...new Set(whole.flatMap(({ values }) => Object.keys(values)))];
  const rows = whole.map(({ line, values }) => ({ line, cells: keys.map((key) => values[key] ?? "") }));
  const last = whole.at(-1)?.last ?? first.last;
  const reading = readRows({ first: first.line, last, ruled: true, header: keys, rows });
  return reading === null ? null : { ...reading, sure: SURE };
}

/** `[SYN, ACK]`, `"SYN"`, `1  # a remark` */
function scalarOf(text: string): string {
  const plain = text.replace(/\s+#.*$/, "").trim();
  const list = /^\[(.*)\]$/.exec(plain)?.[1];
  return list === undefined
    ? plain.replace(/^(["'])(.*)\1$/, "$2")
    : list
        .split(",")
        .map((one) => one.trim().replace(/^(["'])(.*)\1$/, "$2"))
        .join("+");
}
