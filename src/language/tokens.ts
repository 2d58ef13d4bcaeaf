/** The tokens of a statement, each with the part of the tree it belongs to. */

import type {
  Arrow,
  Attribute,
  Event,
  Expr,
  FlagWord,
  Local,
  Name,
  NumberField,
  Segment,
  Span,
  Statement,
  StateWord,
  Subject,
  Term,
  Text,
  Timer,
} from "./ast.js";
import { isBlank, wordEnd } from "./chars.js";
import { isOpenAnswer } from "./words.js";

/** The fields whose value is a sum, and the places where else a sum may stand. */
export type ExprPlace = "seq" | "ack" | "len" | "sack" | "send" | "receive" | "isn" | "snd" | "rcv";

export type Token = { readonly span: Span } & (
  | { readonly kind: "flag"; readonly flag: FlagWord; readonly cleared: boolean }
  | { readonly kind: "none" }
  | { readonly kind: "blank" }
  | { readonly kind: "state"; readonly word: StateWord; readonly side: "from" | "to" | "start" }
  /** The key of a number or integer field: `seq`, `win`. */
  | { readonly kind: "field"; readonly field: string }
  | { readonly kind: "symbol"; readonly name: string; readonly expr: Expr; readonly place: ExprPlace }
  | { readonly kind: "number"; readonly value: number; readonly expr: Expr; readonly place: ExprPlace }
  /** The value of a field that holds no sum: `win=1000`. */
  | { readonly kind: "value"; readonly field: string }
  | { readonly kind: "option"; readonly option: string }
  | { readonly kind: "arrow"; readonly arrow: Arrow }
  | { readonly kind: "endpoint"; readonly name: Name }
  | { readonly kind: "event"; readonly event: Event["event"] }
  | { readonly kind: "timer"; readonly timer: Timer }
  | { readonly kind: "attribute"; readonly attribute: Attribute }
  | { readonly kind: "id"; readonly name: Name }
  | { readonly kind: "keyword"; readonly word: string }
  | {
      readonly kind: "text";
      readonly text: Text;
      readonly role: "payload" | "caption" | "label" | "note" | "heading" | "address";
    }
  | { readonly kind: "time"; readonly ms: number }
);

/** In no particular order; a token may lie within another (a term within nothing but its sum's field). */
export function tokensOf(statement: Statement, text: string): readonly Token[] {
  const tokens: Token[] = [];
  if (statement.at !== null) tokens.push({ kind: "time", span: statement.at.span, ms: statement.at.ms });
  switch (statement.type) {
    case "segment":
      addSegment(statement, text, tokens);
      break;
    case "local":
      addLocal(statement, text, tokens);
      break;
    case "endpoint":
      addKeyword(statement, text, tokens);
      addName(statement.name, tokens);
      addText(statement.label, "label", tokens);
      for (const attribute of statement.attributes) addAttribute(attribute, tokens);
      break;
    case "section":
      addText(statement.text, "heading", tokens);
      break;
    case "note":
      addKeyword(statement, text, tokens);
      for (const name of statement.over) addName(name, tokens);
      addText(statement.text, "note", tokens);
      break;
    case "deliver":
      addKeyword(statement, text, tokens);
      for (const name of statement.ids) tokens.push({ kind: "id", span: name.span, name });
      break;
    case "elision":
      tokens.push({ kind: "keyword", span: wordSpan(statement, text), word: "..." });
      if (statement.from !== null) addName(statement.from, tokens);
      if (statement.to !== null) addName(statement.to, tokens);
      addText(statement.text, "caption", tokens);
      break;
    case "task":
    case "hint":
    case "kind":
    case "right":
    case "wrong":
      addKeyword(statement, text, tokens);
      addText(statement.text, "note", tokens);
      break;
    case "answer":
      addKeyword(statement, text, tokens);
      if (isOpenAnswer(statement.text.value)) tokens.push({ kind: "blank", span: statement.text.span });
      else addText(statement.text, "note", tokens);
      break;
    case "option":
      addKeyword(statement, text, tokens);
      addText(statement.text, "note", tokens);
      break;
    case "blank":
      tokens.push({ kind: "blank", span: statement.span });
      break;
    case "broken":
      break;
  }
  return tokens;
}

function addSegment(segment: Segment, text: string, tokens: Token[]): void {
  const { flags } = segment;
  if (segment.old !== null) tokens.push({ kind: "keyword", span: segment.old, word: "old" });
  addName(segment.from, tokens);
  addName(segment.to, tokens);
  tokens.push({ kind: "arrow", span: segment.arrow.span, arrow: segment.arrow });
  for (const flag of flags.words) tokens.push({ kind: "flag", span: flag.span, flag, cleared: false });
  for (const flag of flags.cleared) tokens.push({ kind: "flag", span: flag.span, flag, cleared: true });
  if (flags.none !== null) tokens.push({ kind: "none", span: flags.none });
  if (flags.blank !== null) tokens.push({ kind: "blank", span: flags.blank });
  addNumberField(segment.seq, "seq", tokens);
  addNumberField(segment.ack, "ack", tokens);
  addNumberField(segment.len, "len", tokens);
  for (const field of ["win", "urg", "mss", "wscale", "ts", "tfo"] as const)
    addPlainField(segment, field, text, tokens);
  if (segment.sackok !== null) tokens.push({ kind: "option", span: segment.sackok, option: "sackok" });
  if (segment.sack !== null) {
    tokens.push({ kind: "option", span: segment.sack.key, option: "sack" });
    for (const { left, right } of segment.sack.blocks) {
      addExpr(left, "sack", tokens);
      addExpr(right, "sack", tokens);
    }
  }
  if (segment.id !== null) tokens.push({ kind: "id", span: segment.id.span, name: segment.id });
  addText(segment.payload, "payload", tokens);
  addText(segment.caption, "caption", tokens);
}

const OPTIONS: readonly string[] = ["mss", "wscale", "ts", "tfo"];

function addPlainField(
  segment: Segment,
  field: "win" | "urg" | "mss" | "wscale" | "ts" | "tfo",
  text: string,
  tokens: Token[],
): void {
  const found = segment[field];
  if (found === null) return;
  const { key, span } = found;
  tokens.push(
    OPTIONS.includes(field)
      ? { kind: "option", span: key, option: field }
      : { kind: "field", span: key, field },
  );
  let start = key.end;
  while (start < span.end && (isBlank(text.charCodeAt(start)) || text.charAt(start) === "=")) start++;
  if (start < span.end) tokens.push({ kind: "value", span: { start, end: span.end }, field });
}

function addNumberField(field: NumberField | null, place: ExprPlace, tokens: Token[]): void {
  if (field === null) return;
  tokens.push({ kind: "field", span: field.key, field: place });
  addExpr(field.value, place, tokens);
}

function addExpr(expr: Expr, place: ExprPlace, tokens: Token[]): void {
  if (expr.blank) tokens.push({ kind: "blank", span: expr.span });
  const { alias } = expr;
  if (alias !== null) tokens.push({ kind: "symbol", span: alias.span, name: alias.name, expr, place });
  for (const term of expr.terms) tokens.push(termToken(term, expr, place));
}

function termToken(term: Term, expr: Expr, place: ExprPlace): Token {
  const { span } = term;
  return term.kind === "symbol"
    ? { kind: "symbol", span, name: term.name, expr, place }
    : { kind: "number", span, value: term.value, expr, place };
}

function addLocal({ subjects, what }: Local, text: string, tokens: Token[]): void {
  for (const subject of subjects) addSubject(subject, tokens);
  if (what.kind === "blank") {
    tokens.push({ kind: "blank", span: what.span });
  } else if (what.kind === "state") {
    const { from, to } = what;
    if (from !== null) tokens.push({ kind: "state", span: from.span, word: from, side: "from" });
    tokens.push({ kind: "state", span: to.span, word: to, side: "to" });
  } else {
    addEvent(what, text, tokens);
  }
}

function addSubject({ name, peer }: Subject, tokens: Token[]): void {
  addName(name, tokens);
  if (peer !== null) addName(peer, tokens);
}

function addEvent(event: Event, text: string, tokens: Token[]): void {
  const { start, end } = event.span;
  const eventEnd = Math.min(end, wordEnd(text, start, end));
  tokens.push({ kind: "event", span: { start, end: eventEnd }, event: event.event });
  if (event.event === "timeout") {
    let timerStart = eventEnd;
    while (timerStart < end && isBlank(text.charCodeAt(timerStart))) timerStart++;
    if (timerStart < end)
      tokens.push({ kind: "timer", span: { start: timerStart, end }, timer: event.timer });
    else tokens.push({ kind: "timer", span: event.span, timer: event.timer });
  } else if (event.event === "send" || event.event === "receive") {
    if (event.amount !== null) addExpr(event.amount, event.event, tokens);
    addText(event.payload, "payload", tokens);
  }
}

function addAttribute(attribute: Attribute, tokens: Token[]): void {
  tokens.push({ kind: "attribute", span: attribute.keySpan, attribute });
  if (attribute.key === "state") {
    tokens.push({ kind: "state", span: attribute.state.span, word: attribute.state, side: "start" });
  } else if (attribute.key === "isn" || attribute.key === "snd" || attribute.key === "rcv") {
    addExpr(attribute.value, attribute.key, tokens);
  } else if (attribute.key === "addr") {
    addText(attribute.value, "address", tokens);
  }
}

function addName(name: Name, tokens: Token[]): void {
  tokens.push({ kind: "endpoint", span: name.span, name });
}

function addText(text: Text | null, role: Extract<Token, { kind: "text" }>["role"], tokens: Token[]): void {
  if (text !== null) tokens.push({ kind: "text", span: text.span, text, role });
}

function addKeyword(statement: Statement, text: string, tokens: Token[]): void {
  const span = wordSpan(statement, text);
  tokens.push({ kind: "keyword", span, word: text.slice(span.start, span.end) });
}

/** The statement's first word, `@TIME` passed over. */
function wordSpan({ at, span }: Statement, text: string): Span {
  let start = at === null ? span.start : at.span.end;
  while (start < span.end && isBlank(text.charCodeAt(start))) start++;
  let end = wordEnd(text, start, span.end);
  while (end < span.end && text.charAt(end) === "." && end - start < 3) end++;
  return { start, end };
}
