/** What stands at an offset of the text, for the features that speak of one place. */

import type { AttributeKey, EventName, FieldKey, Keyword } from "../../explain/facts.js";
import type {
  Attribute,
  Document,
  EndpointDeclaration,
  Event,
  Expr,
  FlagName,
  Flow,
  Local,
  Segment,
  Span,
  Statement,
  StateName,
  Timer,
} from "../../language/ast.js";

export type What =
  | { readonly kind: "flag"; readonly flag: FlagName }
  | { readonly kind: "field"; readonly field: FieldKey }
  | { readonly kind: "number"; readonly field: "seq" | "ack" | "len"; readonly symbol: string | null }
  | { readonly kind: "arrow" }
  | { readonly kind: "state"; readonly state: StateName }
  | { readonly kind: "event"; readonly event: EventName }
  | { readonly kind: "timer"; readonly timer: Timer }
  | { readonly kind: "endpoint"; readonly name: string }
  | { readonly kind: "attribute"; readonly key: AttributeKey; readonly symbol: string | null }
  | { readonly kind: "keyword"; readonly word: Keyword };

export interface HoverTarget {
  readonly flow: Flow;
  /** null on the flow's own heading. */
  readonly statement: Statement | null;
  readonly span: Span;
  readonly what: What;
}

/** The innermost thing at the offset; null where there is nothing to say. */
export function targetAt(document: Document, offset: number): HoverTarget | null {
  const flow = begunFlow(document, offset);
  if (flow === null) return null;
  const { header } = flow;
  if (header !== null && holds(header.span, offset)) {
    const word = firstWord(header.span, document.text);
    return holds(word, offset) ? { flow, statement: null, span: word, what: keyword(flow.kind) } : null;
  }
  const statement = flow.statements.find(({ span }) => holds(span, offset));
  if (statement === undefined) return null;
  for (const [span, what] of parts(statement, document.text)) {
    if (holds(span, offset)) return { flow, statement, span, what };
  }
  return null;
}

/** The flow that an offset belongs to: the last one that has begun there. */
export function begunFlow(document: Document, offset: number): Flow | null {
  return document.flows.filter(({ span }) => span.start <= offset).at(-1) ?? null;
}

type Part = readonly [Span, What];

const keyword = (word: Keyword): What => ({ kind: "keyword", word });

/** The cursor at either edge of a word is on it. */
function holds(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** What a statement consists of, smaller things before those that contain them. */
function parts(statement: Statement, text: string): Part[] {
  const time: Part[] = statement.at === null ? [] : [[statement.at.span, keyword("time")]];
  const start = statement.at === null ? statement.span.start : skipBlanks(text, statement.at.span.end);
  const first = firstWord({ start, end: statement.span.end }, text);
  switch (statement.type) {
    case "endpoint":
      return [[first, keyword(statement.role)], ...ofEndpoint(statement)];
    case "segment":
      return [...time, ...ofSegment(statement)];
    case "local":
      return [...time, ...ofLocal(statement)];
    case "deliver":
      return [
        ...time,
        [first, keyword("deliver")],
        ...statement.ids.map(({ span }): Part => [span, keyword("as")]),
      ];
    case "elision":
      return [...time, ...names(statement.from, statement.to), [first, keyword("elision")]];
    case "note":
      return [...time, ...names(...statement.over), [first, keyword("note")]];
    case "section":
      return [...time, [first, keyword("section")]];
    case "blank":
      return [...time, [statement.span, keyword("blank")]];
    case "broken":
      return [];
    default:
      return [[first, keyword(statement.type)]];
  }
}

function names(...all: readonly ({ readonly name: string; readonly span: Span } | null)[]): Part[] {
  return all.flatMap((n): Part[] => (n === null ? [] : [[n.span, { kind: "endpoint", name: n.name }]]));
}

function ofEndpoint(declaration: EndpointDeclaration): Part[] {
  return [...names(declaration.name), ...declaration.attributes.flatMap(ofAttribute)];
}

function ofAttribute(attribute: Attribute): Part[] {
  const { key, span } = attribute;
  const inner: Part[] = [];
  if (attribute.key === "state") inner.push(...ofState(attribute.state.state, attribute.state.span));
  if (attribute.key === "isn" || attribute.key === "snd" || attribute.key === "rcv") {
    for (const [at, symbol] of symbols(attribute.value)) inner.push([at, { kind: "attribute", key, symbol }]);
  }
  return [...inner, [span, { kind: "attribute", key, symbol: null }]];
}

function ofSegment(s: Segment): Part[] {
  const out: Part[] = names(s.from, s.to);
  const field = (span: Span | null, key: FieldKey) => {
    if (span !== null) out.push([span, { kind: "field", field: key }]);
  };
  if (s.old !== null) out.push([s.old, keyword("old")]);
  out.push([s.arrow.span, { kind: "arrow" }]);
  for (const { flag, span } of [...s.flags.words, ...s.flags.cleared])
    out.push([span, { kind: "flag", flag }]);
  if (s.flags.none !== null) out.push([s.flags.none, keyword("none")]);
  if (s.flags.blank !== null) out.push([s.flags.blank, keyword("blank")]);
  for (const key of ["seq", "ack", "len"] as const) {
    const number = s[key];
    if (number === null) continue;
    field(number.key, key);
    out.push(...ofExpr(number.value, key));
  }
  for (const key of ["win", "urg", "mss", "wscale", "sack", "ts", "tfo"] as const)
    field(s[key]?.span ?? null, key);
  field(s.sackok, "sackok");
  field(s.payload?.span ?? null, "data");
  if (s.id !== null) out.push([s.id.span, keyword("as")]);
  if (s.caption !== null) out.push([s.caption.span, keyword("caption")]);
  return out;
}

function ofExpr(expr: Expr, field: "seq" | "ack" | "len"): Part[] {
  if (expr.blank) return [[expr.span, keyword("blank")]];
  const inner = symbols(expr).map(([span, symbol]): Part => [span, { kind: "number", field, symbol }]);
  return [...inner, [expr.span, { kind: "number", field, symbol: null }]];
}

function symbols(expr: Expr): [Span, string][] {
  const all: [Span, string][] = expr.alias === null ? [] : [[expr.alias.span, expr.alias.name]];
  for (const term of expr.terms) if (term.kind === "symbol") all.push([term.span, term.name]);
  return all;
}

function ofLocal({ subjects, what }: Local): Part[] {
  const out: Part[] = subjects.flatMap(({ name, peer, span }): Part[] => [
    ...names(peer),
    ...names(name),
    [span, { kind: "endpoint", name: name.name }],
  ]);
  if (what.kind === "blank") out.push([what.span, keyword("blank")]);
  else if (what.kind === "event") out.push([what.span, ofEvent(what)]);
  else {
    if (what.from !== null) out.push(...ofState(what.from.state, what.from.span));
    out.push(...ofState(what.to.state, what.to.span));
  }
  return out;
}

function ofEvent(event: Event): What {
  return event.event === "timeout"
    ? { kind: "timer", timer: event.timer }
    : { kind: "event", event: event.event };
}

function ofState(state: StateName | null, span: Span): Part[] {
  return [[span, state === null ? keyword("blank") : { kind: "state", state }]];
}

function firstWord(span: Span, text: string): Span {
  let end = span.start;
  while (end < span.end && !/[\s:：]/.test(text.charAt(end))) end++;
  return { start: span.start, end };
}

function skipBlanks(text: string, offset: number): number {
  let at = offset;
  while (/[^\S\n]/.test(text.charAt(at))) at++;
  return at;
}
