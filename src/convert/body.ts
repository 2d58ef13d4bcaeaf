/** The flags and fields of a segment out of foreign words. */

import type { Segment } from "../language/ast.js";
import { withNotationsApplied } from "../language/format.js";
import { parse } from "../language/parser.js";
import { printSegment } from "../language/print.js";

/** `SYN(seq = x), ACK=x+1` between two ends as a canonical line; null where there is no segment in it. */
export function segmentLine(from: string, arrow: string, to: string, words: string): string | null {
  for (const body of [words, words.replace(SEGMENT_WORDS, " "), gleaned(words)]) {
    const line = canonical(`${from} ${arrow} ${to}: ${body.trim()}`);
    if (line !== null) return line;
  }
  return null;
}

const SEGMENT_WORDS = /报文段|报文|数据包|包\b|\b(?:segment|packet)s?\b/gi;

/** The line in canonical form, where it is a segment and nothing in it is unknown. */
export function canonical(line: string): string | null {
  const first = parse(line);
  if (first.problems.length > 0) return null;
  const text = withNotationsApplied(first);
  const document = parse(text);
  const statement = document.flows[0]?.statements[0];
  if (statement?.type !== "segment" || document.problems.length > 0 || isEmpty(statement)) return null;
  const { head, flags, seq, ack, rest } = printSegment(statement, text);
  return [head, flags, seq, ack, rest].filter((part) => part !== "").join(" ");
}

function isEmpty({ flags, seq, ack, len, payload }: Segment): boolean {
  return flags.words.length === 0 && [seq, ack, len, payload].every((part) => part === null);
}

const FLAG = "SYN|ACK|FIN|RST|PSH|URG|ECE|CWR";
const IS = "(?:仍|仍然|依旧|也)?\\s*(?:设置为|设为|置为|置|为|等于|是|=|is|set to)\\s*=?\\s*";
const SUM = "[A-Za-z0-9_]+(?:\\s*[+-]\\s*[A-Za-z0-9_]+)*";
const FOUND = new RegExp(
  [
    `(?<bit>${FLAG}|find)\\s*(?:标识位|标记位|标志位|标识|标记|标志|位|bit)?\\s*${IS}(?<value>[01])(?![\\w+-]|\\s*[+-])`,
    `(?<field>ack\\s*num|seq|ack|len|win|确认序号|确认号|序列号|序号|长度|窗口)\\s*(?:的)?(?:数值|值)?\\s*${IS}(?<sum>${SUM})`,
    `(?<flag>\\b(?:${FLAG})\\b)`,
  ].join("|"),
  "giu",
);

const FIELDS: Readonly<Record<string, string>> = {
  acknum: "ack",
  确认序号: "ack",
  确认号: "ack",
  序列号: "seq",
  序号: "seq",
  长度: "len",
  窗口: "win",
};

/** ACK last: `SYN+ACK`, `FIN+ACK`. */
const USUAL_ORDER: readonly string[] = ["SYN", "FIN", "RST", "PSH", "URG", "ECE", "CWR", "ACK"];

/** The flags and fields that a text names, one after the other, without the words between them. */
export function gleaned(words: string): string {
  const text = plain(words);
  const bits: string[] = [];
  const cleared: string[] = [];
  const named: string[] = [];
  const fields = new Map<string, string>();
  for (const { groups } of text.matchAll(FOUND)) {
    const { bit, value, field, sum, flag } = groups ?? {};
    if (bit !== undefined) {
      const name = bit.toLowerCase() === "find" ? "FIN" : bit.toUpperCase();
      if (value === "0") cleared.push(name);
      else bits.push(name);
    } else if (field !== undefined && sum !== undefined) {
      const key = field.toLowerCase().replace(/\s/g, "");
      const name = FIELDS[key] ?? key;
      if (!fields.has(name)) fields.set(name, sum.replace(/\s/g, ""));
      if (field === "ACK") named.push("ACK");
    } else if (flag !== undefined && flag === flag.toUpperCase()) named.push(flag);
  }
  const said = new Set(bits.length > 0 ? bits : named);
  const flags = USUAL_ORDER.filter((flag) => said.has(flag) && !cleared.includes(flag));
  const numbers = [...fields].map(([name, sum]) => `${name}=${sum}`);
  const unset = [...new Set(cleared)].map((flag) => `${flag}=0`);
  return [flags.join("+"), ...unset, ...numbers].join(" ").trim();
}

/** Whether a text gives a number or a bit, and does not only speak of flags. */
export function tellsNumbers(words: string): boolean {
  return [...plain(words).matchAll(FOUND)].some(({ groups }) => groups?.flag === undefined);
}

/** Without the marks of Markdown, and with ASCII signs. */
export function plain(words: string): string {
  return words
    .replace(/\*\*|`/g, "")
    .replace(/[（]/g, "(")
    .replace(/[）]/g, ")")
    .replace(/[＝]/g, "=")
    .replace(/[＋]/g, "+")
    .replace(/[：]/g, ":");
}
