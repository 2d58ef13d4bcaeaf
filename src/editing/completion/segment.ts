/** Inside a segment, behind its colon: flags that may join, and fields with their values. */

import { type FieldKey, fieldFact, flagFact } from "../../explain/facts.js";
import type { FlagName, Segment } from "../../language/ast.js";
import { matchIn, textAt } from "../../language/at.js";
import { parse } from "../../language/parser.js";
import { FLAG_NAMES } from "../../language/words.js";
import { completionTexts } from "../../messages/completion.js";
import { pick } from "../../messages/locale.js";
import { nextLines } from "./next.js";
import { optionsOf } from "./options.js";
import { type Completion, type Here, type LineSoFar, word } from "./place.js";
import { freshId, holds, isWanted, valuesOf } from "./values.js";

type SegmentLine = Extract<LineSoFar, { kind: "segment" }>;

/** Flags as they are written together, what is most often wanted first. */
const FLAG_SETS: readonly (readonly FlagName[])[] = [
  ["SYN"],
  ["SYN", "ACK"],
  ["ACK"],
  ["PSH", "ACK"],
  ["FIN", "ACK"],
  ["RST"],
  ["RST", "ACK"],
];

export function insideSegment(here: Here, line: SegmentLine): Completion[] {
  const typed = matchIn(line.tail, /[^\s,]*$/u);
  const done = line.tail.slice(0, line.tail.length - typed.length).trim();
  const written = readTail(line.prefix, done);
  if (written === null) return [];
  const value = /^([a-z]+)=(.*)$/u.exec(typed);
  if (value !== null) return values(here, line, done, textAt(value, 1), textAt(value, 2));
  const plus = typed.lastIndexOf("+");
  if (plus >= 0) return joining(here, line, done, typed.slice(0, plus), typed.slice(plus + 1));
  const flagless = written === "empty" || !hasFlags(written);
  const sets = flagless ? flagSets(here, line, done, typed) : [];
  const tails = done === "" ? wholeTails(here, line, typed) : [];
  return [...tails, ...sets, ...fields(here, line, done, typed, written === "empty" ? null : written)];
}

/** The part of the segment that is complete; null where it cannot be read. */
function readTail(prefix: string, done: string): Segment | "empty" | null {
  if (done === "") return "empty";
  const statement = parse(`${prefix} ${done}`).flows[0]?.statements[0];
  return statement?.type === "segment" ? statement : null;
}

function hasFlags({ flags }: Segment): boolean {
  return flags.names.length > 0 || flags.none !== null || flags.blank !== null;
}

/** What the sender would send next, from the colon on. */
function wholeTails(here: Here, line: SegmentLine, typed: string): Completion[] {
  if (here.exercise || !here.atEnd) return [];
  const { from, to, prefix } = line;
  const own = nextLines(here.c).filter(({ move, text }) => {
    return move.from === from && move.to === to && text.includes(" -> ");
  });
  return own.flatMap((next): Completion[] => {
    const tail = next.text.slice(next.text.indexOf(": ") + 2);
    if (!holds(here, `${prefix} ${tail}`)) return [];
    const { group, line: sentences } = completionTexts(here.locale);
    const about = { detail: group[next.move.group], documentation: sentences[next.move.kind](from, to) };
    return [{ ...word(here, "line", tail, typed, about) }];
  });
}

/** The sets of flags with which the line would hold. */
function flagSets(here: Here, { from, prefix }: SegmentLine, done: string, typed: string): Completion[] {
  const fitting = flagSetsOf(here, from).filter((flags) =>
    isWanted(here, `${prefix} ${flags.join("+")} ${done}`.trimEnd()),
  );
  return fitting.map((flags) => flagItem(here, flags, typed));
}

/** A server does not open by itself. */
function flagSetsOf({ c, exercise }: Here, from: string): typeof FLAG_SETS {
  const waits = !exercise && c.world.endpoint(from)?.role === "server";
  return waits ? FLAG_SETS.filter((flags) => flags.join("+") !== "SYN") : FLAG_SETS;
}

/** Whether the sender could put any segment behind this colon. */
export function maySend(here: Here, from: string, prefix: string): boolean {
  return flagSetsOf(here, from).some((flags) => holds(here, `${prefix} ${flags.join("+")}`));
}

function flagItem(here: Here, flags: readonly FlagName[], typed: string): Completion {
  const facts = flags.map((flag) => `**${flag}**: ${pick(flagFact(flag).text, here.locale).when}`);
  return word(here, "flag", flags.join("+"), typed, {
    detail: completionTexts(here.locale).flag,
    documentation: facts.join("\n\n"),
  });
}

/** One flag more, behind a `+`. */
function joining(
  here: Here,
  { prefix }: SegmentLine,
  done: string,
  base: string,
  typed: string,
): Completion[] {
  const present = base.toUpperCase().split("+");
  const others = FLAG_NAMES.filter((flag) => !present.includes(flag));
  const able = others.filter((flag) => canJoin(present, flag));
  const fitting = able.filter((flag) => holds(here, `${prefix} ${done} ${base}+${flag}`));
  return fitting.map((flag) => flagItem(here, [flag], typed));
}

/** A RST goes alone or with ACK; that SYN, FIN and RST exclude one another is found by trying. */
function canJoin(present: readonly string[], flag: FlagName): boolean {
  if (present.includes("RST")) return flag === "ACK";
  return flag !== "RST" || present.every((word) => word === "ACK");
}

const NUMBERS = ["seq", "ack", "len", "win"] as const;

/** Data on a SYN is legal, and seldom meant. */
const NUMBERS_OF_SYN = ["seq", "ack", "win"] as const;

/** Fields that are not written yet, each with the value that holds. */
function fields(
  here: Here,
  line: SegmentLine,
  done: string,
  typed: string,
  written: Segment | null,
): Completion[] {
  const items: Completion[] = [];
  const isSyn = written?.flags.names.includes("SYN") === true;
  for (const key of isSyn ? NUMBERS_OF_SYN : NUMBERS) {
    if (written !== null && (written[key] !== null || (key === "len" && written.payload !== null))) continue;
    if (here.exercise) items.push(fieldItem(here, key, `${key}=`, typed));
    else
      for (const value of valuesOf(here, line, done, key))
        items.push(fieldItem(here, key, `${key}=${value}`, typed));
  }
  const payload = '"data"';
  if (!here.exercise && !isSyn && written !== null && written.payload === null && written.len === null) {
    if (holds(here, `${line.prefix} ${done} ${payload}`)) items.push(fieldItem(here, "data", payload, typed));
  }
  for (const [key, text] of optionsOf(here, line, written)) {
    if (!holds(here, `${line.prefix} ${done} ${text}`)) continue;
    items.push(fieldItem(here, key, here.exercise ? text.replace(/=.*/, "=") : text, typed));
  }
  if (written !== null && written.id === null) items.push(...nameForDelivery(here, line, done, typed));
  return items;
}

function fieldItem(here: Here, key: FieldKey, text: string, typed: string): Completion {
  const { name, meaning } = pick(fieldFact(key).text, here.locale);
  return word(here, "field", text, typed, {
    detail: completionTexts(here.locale).field,
    documentation: `**${name}**  \n${meaning}`,
  });
}

function nameForDelivery(here: Here, { prefix }: SegmentLine, done: string, typed: string): Completion[] {
  const text = `as ${freshId(here)}`;
  if (prefix.includes("-x") || prefix.includes("x-") || !holds(here, `${prefix} ${done} ${text}`)) return [];
  return [word(here, "id", text, typed, { detail: completionTexts(here.locale).idNew })];
}

/** Behind `seq=`: the number that belongs there. */
function values(here: Here, line: SegmentLine, done: string, key: string, typed: string): Completion[] {
  if (here.exercise) return [];
  return valuesOf(here, line, done, key).map((value) => {
    const fact = key in FIELDS_WITH_VALUES ? pick(fieldFact(key as FieldKey).text, here.locale) : null;
    return word(here, "value", value, typed, { documentation: fact?.meaning ?? "" });
  });
}

const FIELDS_WITH_VALUES = { seq: true, ack: true, len: true, win: true, mss: true, wscale: true };
