/** The reference page that ships with the extension: header, flags and states, out of what the hovers say. */

import type { Timer } from "../language/ast.js";
import { type Both, type Locale, pick } from "../messages/locale.js";
import { REFERENCE } from "../messages/reference.js";
import { FLAG_NAMES } from "../tcp/segment.js";
import { STATES } from "../tcp/state.js";
import { rfcLink, rfcName } from "./diagnostic.js";
import {
  ARROWS,
  EVENTS,
  FIELD_KEYS,
  type FieldFact,
  type FieldKey,
  fieldFact,
  flagFact,
  maskText,
  stateFact,
  TIMERS,
} from "./facts.js";

/** Below the extension's folder. */
export function referenceFile(locale: Locale): string {
  return locale === "en" ? "docs/reference.md" : `docs/reference.${locale}.md`;
}

/** The whole page, as Markdown. */
export function referenceDocument(locale: Locale): string {
  const text = pick(REFERENCE, locale);
  const chapters = [
    [text.header, header],
    [text.options, options],
    [text.flags, flags],
    [text.states, states],
    [text.events, events],
    [text.timers, timers],
    [text.arrows, arrows],
  ] as const;
  const contents = chapters.map(([title]) => `[${title}](#${anchor(title)})`).join(" · ");
  const body = chapters.flatMap(([title, chapter]) => [`## ${title}`, ...chapter(locale)]);
  return `${[`# ${text.title}`, text.generated, text.intro, `${text.contents}${contents}`, ...body].join("\n\n")}\n`;
}

/** The heading's fragment, as Markdown renderers make it. */
function anchor(title: string): string {
  return title.toLowerCase().replaceAll(" ", "-");
}

function header(locale: Locale): string[] {
  const { columns, headerIntro } = pick(REFERENCE, locale);
  const rows = FIELD_KEYS.flatMap((key) => {
    const fact = fieldFact(key);
    if (fact.option !== null) return [];
    const { name, meaning } = pick(fact.text, locale);
    return [[`**${name}**`, written(key), String(fact.bits ?? "–"), meaning, source(fact.section)]];
  });
  const { field, inFlow, bits, meaning, rfc } = columns;
  return [headerIntro, fence(headerFigure()), table([field, inFlow, bits, meaning, rfc], rows)];
}

function options(locale: Locale): string[] {
  const { columns, optionsIntro } = pick(REFERENCE, locale);
  const rows = FIELD_KEYS.flatMap((key) => {
    const fact = fieldFact(key);
    if (fact.option === null) return [];
    const { name, meaning } = pick(fact.text, locale);
    return [[`**${name}**`, written(key), String(fact.option), meaning, source(fact.section)]];
  });
  const { field, inFlow, kind, meaning, rfc } = columns;
  return [optionsIntro, table([field, inFlow, kind, meaning, rfc], rows)];
}

function flags(locale: Locale): string[] {
  const { columns, flagsIntro } = pick(REFERENCE, locale);
  const { flag, bit, mask, meaning } = columns;
  const rows = BY_BIT.map((name) => {
    const fact = flagFact(name);
    const said = pick(fact.text, locale);
    const about = [`**${name}**`, String(fact.bit), `\`${maskText(fact.mask)}\``];
    return [...about, `${said.name}${locale === "en" ? ". " : "。"}${said.when}`];
  });
  return [flagsIntro, table([flag, bit, mask, meaning], rows)];
}

/** From left to right in the header. */
const BY_BIT = FLAG_NAMES.toSorted((a, b) => flagFact(a).bit - flagFact(b).bit);

function states(locale: Locale): string[] {
  const text = pick(REFERENCE, locale);
  const { state, ss, who } = text.columns;
  const overview = STATES.map((name) => {
    const fact = stateFact(name);
    return [`[${name}](#${anchor(name)})`, `\`${fact.ss}\``, pick(fact.text, locale).who];
  });
  const each = STATES.flatMap((name) => {
    const { meaning, leave, many } = pick(stateFact(name).text, locale);
    return [`### ${name}`, meaning, `- ${text.leave}${leave}\n- ${text.many}${many}`];
  });
  return [text.statesIntro, table([state, ss, who], overview), ...each];
}

function events(locale: Locale): string[] {
  const { columns, eventsIntro } = pick(REFERENCE, locale);
  return [eventsIntro, words([columns.event, columns.meaning], EVENTS, (name) => `C: ${name}`, locale)];
}

function timers(locale: Locale): string[] {
  const { timer, meaning } = pick(REFERENCE, locale).columns;
  return [words([timer, meaning], TIMERS, (name: Timer) => `C: timeout ${name}`, locale)];
}

function arrows(locale: Locale): string[] {
  const { columns, arrowsIntro } = pick(REFERENCE, locale);
  return [arrowsIntro, words([columns.arrow, columns.meaning], ARROWS, (arrow) => `C ${arrow} S`, locale)];
}

function words<K extends string>(
  columns: readonly string[],
  texts: Readonly<Record<K, Both<string>>>,
  example: (key: K) => string,
  locale: Locale,
): string {
  const keys = Object.keys(texts) as K[];
  return table(
    columns,
    keys.map((key) => [`\`${example(key)}\``, pick(texts[key], locale)]),
  );
}

/** What one writes for it; nothing for a field that a flow does not have. */
function written(key: FieldKey): string {
  return WRITTEN[key] === undefined ? "" : `\`${WRITTEN[key]}\``;
}

/** How a flow has it. */
export const WRITTEN: Readonly<Partial<Record<FieldKey, string>>> = {
  seq: "seq=x",
  ack: "ack=y+1",
  flags: "SYN+ACK",
  win: "win=65535",
  urg: "urg=1",
  data: '"GET /"',
  len: "len=100",
  mss: "mss=1460",
  wscale: "wscale=7",
  sackok: "sackok",
  sack: "sack=201..301",
  ts: "ts=1000:2000",
  tfo: "tfo=0a1b2c3d",
};

function source(section: FieldFact["section"]): string {
  return `[${rfcName(section)}](${rfcLink(section)})`;
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((c) => c.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(columns), `|${columns.map(() => " --- |").join("")}`, ...rows.map(line)].join("\n");
}

const fence = (text: string) => `\`\`\`text\n${text}\n\`\`\``;

const ROW_BITS = 32;
const DECIMAL = 10;

/** Figure 1 of RFC 9293, drawn from the widths; a field without a fixed width takes a row. */
function headerFigure(): string {
  const bits = Array.from({ length: ROW_BITS }, (_, bit) => bit);
  const tens = bits.map((bit) => (bit % DECIMAL === 0 ? String(bit / DECIMAL) : " ")).join(" ");
  const ones = bits.map((bit) => String(bit % DECIMAL)).join(" ");
  const rule = `+${"-+".repeat(ROW_BITS)}`;
  const lines = [` ${tens}`.trimEnd(), ` ${ones}`, rule];
  let row = "|";
  let filled = 0;
  for (const [key, label] of Object.entries(FIGURE) as [FieldKey, string][]) {
    const width = fieldFact(key).bits ?? ROW_BITS;
    row += `${centred(label, width * 2 - 1)}|`;
    filled += width;
    if (filled < ROW_BITS) continue;
    lines.push(row, rule);
    row = "|";
    filled = 0;
  }
  return lines.join("\n");
}

/** Short enough for the widths. */
const FIGURE: Readonly<Partial<Record<FieldKey, string>>> = {
  sourcePort: "Source Port",
  destinationPort: "Destination Port",
  seq: "Sequence Number",
  ack: "Acknowledgment Number",
  dataOffset: "Offset",
  reserved: "Rsrvd",
  flags: flagLetters(),
  win: "Window",
  checksum: "Checksum",
  urg: "Urgent Pointer",
  options: "[Options]",
  data: "Data",
};

/** `C|E|U|A|P|R|S|F`. */
function flagLetters(): string {
  const first = ROW_BITS / 2 - (fieldFact("flags").bits ?? 0);
  return BY_BIT.filter((name) => flagFact(name).bit >= first)
    .map((name) => name.charAt(0))
    .join("|");
}

function centred(label: string, width: number): string {
  const left = Math.floor((width - label.length) / 2);
  return `${" ".repeat(left)}${label}${" ".repeat(width - label.length - left)}`;
}
