/** A line as its parts, each with a name: what a template and an answer are compared by. */

import type {
  Attribute,
  Expr,
  IntegerField,
  Local,
  NumberField,
  Segment,
  Span,
  Statement,
} from "../language/ast.js";
import { printExpr, printFlags, printSubject, printWhat } from "../language/print.js";
import { isOpenAnswer } from "../language/words.js";

/** One part of a line. `text` is canonical, so that spelling and order make no difference; null for a blank. */
export interface Slot {
  readonly key: SlotKey;
  readonly text: string | null;
  readonly span: Span;
}

export type SlotKey =
  | "at"
  | "line"
  | "old"
  | "from"
  | "to"
  | "arrow"
  | "flags"
  | "cleared"
  | "seq"
  | "ack"
  | "len"
  | "payload"
  | "win"
  | "urg"
  | "mss"
  | "wscale"
  | "sackok"
  | "sack"
  | "ts"
  | "tfo"
  | "id"
  | "subjects"
  | "what"
  | "state-from"
  | "state"
  | "event"
  | "amount"
  | "role"
  | "name"
  | "attribute-state"
  | "isn"
  | "snd"
  | "rcv"
  | "window"
  | "ecn"
  | "syncookies"
  | "inorder"
  | "addr"
  | "ids"
  | "way"
  | "kind"
  | "answer";

/** What a line says that counts. Labels, captions, comments and the text of an elision do not. */
export function slotsOf(statement: Statement, text: string): readonly Slot[] {
  const { at } = statement;
  return [...(at === null ? [] : [slot("at", String(at.ms), at.span)]), ...untimed(statement, text)];
}

/** Where a statement stands without its `@TIME`. */
export function bodyOf(statement: Statement, text: string): Span {
  const { at, span } = statement;
  let start = at === null ? span.start : at.span.end;
  while (start < span.end && /\s/.test(text.charAt(start))) start++;
  return { start, end: span.end };
}

function untimed(statement: Statement, text: string): readonly Slot[] {
  const { span } = statement;
  switch (statement.type) {
    case "segment":
      return ofSegment(statement, text);
    case "local":
      return ofLocal(statement);
    case "endpoint":
      return [
        slot("role", statement.role, span),
        slot("name", statement.name.name, statement.name.span),
        ...statement.attributes.map(ofAttribute),
      ];
    case "deliver":
      return [slot("ids", statement.ids.map(({ name }) => name).join(","), span)];
    case "elision":
      return [slot("way", `${statement.from?.name ?? ""}>${statement.to?.name ?? ""}`, span)];
    case "blank":
      return [slot("line", null, bodyOf(statement, text))];
    case "kind":
      return [slot("kind", statement.text.value, statement.text.span)];
    case "answer": {
      const { value, span: place } = statement.text;
      return [slot("answer", isOpenAnswer(value) ? null : value, place)];
    }
    case "option":
      return [
        slot("name", statement.name.name, statement.name.span),
        slot("line", statement.text.value, statement.text.span),
      ];
    default:
      return [];
  }
}

function slot(key: SlotKey, text: string | null, span: Span): Slot {
  return { key, text, span };
}

function ofSegment(s: Segment, text: string): Slot[] {
  const { flags } = s;
  const slots: Slot[] = [
    slot("from", s.from.name, s.from.span),
    slot("to", s.to.name, s.to.span),
    slot("arrow", s.arrow.kind, s.arrow.span),
  ];
  if (s.old !== null) slots.push(slot("old", "old", s.old));
  const place = flags.span ?? flags.none;
  if (flags.blank !== null) slots.push(slot("flags", null, flags.blank));
  else if (place !== null && (flags.names.length > 0 || flags.none !== null)) {
    const words = [...flags.names].sort();
    slots.push(slot("flags", flags.none === null ? words.join("+") : "NONE", place));
  }
  if (place !== null && flags.cleared.length > 0) {
    const cleared = printFlags({ ...NO_FLAGS, cleared: flags.cleared });
    slots.push(slot("cleared", cleared, place));
  }
  for (const key of ["seq", "ack", "len"] as const) slots.push(...ofNumber(key, s[key]));
  if (s.payload !== null) slots.push(slot("payload", s.payload.value, s.payload.span));
  for (const key of ["win", "urg", "mss", "wscale"] as const) slots.push(...ofInteger(key, s[key], text));
  if (s.sackok !== null) slots.push(slot("sackok", "sackok", s.sackok));
  if (s.sack !== null) {
    const { blocks } = s.sack;
    const open = blocks.some(({ left, right }) => left.blank || right.blank);
    const said = blocks.map(({ left, right }) => `${printExpr(left)}..${printExpr(right)}`).join(",");
    slots.push(slot("sack", open ? null : said, valueSpan(s.sack.span, text)));
  }
  if (s.ts !== null) slots.push(slot("ts", `${s.ts.value}:${s.ts.echo}`, s.ts.span));
  if (s.tfo !== null) slots.push(slot("tfo", s.tfo.cookie ?? "", s.tfo.span));
  if (s.id !== null) slots.push(slot("id", s.id.name, s.id.span));
  return slots;
}

const NO_FLAGS: Segment["flags"] = { names: [], words: [], cleared: [], none: null, blank: null, span: null };

function ofNumber(key: "seq" | "ack" | "len", field: NumberField | null): Slot[] {
  return field === null ? [] : [ofExpr(key, field.value)];
}

function ofExpr(key: SlotKey, expr: Expr): Slot {
  return slot(key, expr.blank ? null : printExpr(expr), expr.span);
}

function ofInteger(key: SlotKey, field: IntegerField | null, text: string): Slot[] {
  if (field === null) return [];
  return [slot(key, field.value === null ? null : String(field.value), valueSpan(field.span, text))];
}

/** Behind the `=` of `win = 100`. */
function valueSpan(span: Span, text: string): Span {
  const [key = ""] = /^[^=＝]*[=＝]\s*/.exec(text.slice(span.start, span.end)) ?? [];
  return { start: span.start + key.length, end: span.end };
}

function ofLocal({ subjects, what }: Local): Slot[] {
  const who = subjects.map(printSubject).sort().join(",");
  const start = subjects[0]?.span.start ?? what.span.start;
  const named = slot("subjects", who, { start, end: subjects.at(-1)?.span.end ?? start });
  const whole = slot("what", what.kind === "blank" ? null : printWhat(what), what.span);
  if (what.kind === "blank") return [named, whole];
  if (what.kind === "state") {
    const from = what.from === null ? [] : [slot("state-from", what.from.state, what.from.span)];
    return [named, whole, ...from, slot("state", what.to.state, what.to.span)];
  }
  const word = what.event === "timeout" ? `timeout ${what.timer}` : what.event;
  const slots = [named, whole, slot("event", word, what.span)];
  if ("amount" in what && what.amount !== null) slots.push(ofExpr("amount", what.amount));
  if ("payload" in what && what.payload !== null) {
    slots.push(slot("payload", what.payload.value, what.payload.span));
  }
  return slots;
}

function ofAttribute(attribute: Attribute): Slot {
  const { span } = attribute;
  switch (attribute.key) {
    case "state":
      return slot("attribute-state", attribute.state.state, attribute.state.span);
    case "isn":
    case "snd":
    case "rcv":
      return ofExpr(attribute.key, attribute.value);
    case "window":
    case "mss":
    case "wscale":
      return slot(attribute.key, String(attribute.value), span);
    case "addr":
      return slot("addr", attribute.value.value, span);
    default:
      return slot(attribute.key, attribute.key, span);
  }
}
