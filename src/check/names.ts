/** Endpoints, symbols and ids: where each of them stands. Every flow has its own, of each kind its own. */

import type { Document, Span, Statement } from "../language/ast.js";
import { statementAt } from "../language/text.js";
import { type Token, tokensOf } from "../language/tokens.js";
import type { Analysis, FlowTrace } from "./trace.js";

export type NameKind = "endpoint" | "symbol" | "id";

export interface Occurrence {
  readonly span: Span;
  /** It is declared, defined or given here, rather than used. */
  readonly declares: boolean;
}

export interface Named {
  readonly kind: NameKind;
  readonly name: string;
  /** The place among the flows of the document. */
  readonly flow: number;
  /** Where the cursor is on it. */
  readonly span: Span;
}

/** The name at an offset, either edge included; null where there is none. */
export function namedAt(analysis: Analysis, offset: number): Named | null {
  const { document, flows } = analysis;
  const statement = statementAt(document, offset);
  if (statement === null) return null;
  const flow = flows.findIndex((trace) => trace.flow.statements.includes(statement));
  const found = namesOf(statement, document.text).find(
    ({ span }) => span.start <= offset && offset <= span.end,
  );
  return found === undefined ? null : { ...found, flow };
}

/** Every place of the name in its flow, in text order. */
export function occurrences(analysis: Analysis, { kind, name, flow }: Omit<Named, "span">): Occurrence[] {
  return namesIn(analysis, flow).find((one) => one.kind === kind && one.name === name)?.occurrences ?? [];
}

export interface NameEntry {
  readonly kind: NameKind;
  readonly name: string;
  /** In text order. */
  readonly occurrences: Occurrence[];
}

/** All names of a flow. */
export function namesIn(analysis: Analysis, flow: number): NameEntry[] {
  const trace = analysis.flows[flow];
  if (trace === undefined) return [];
  const entries = new Map<string, NameEntry>();
  const declares = declarations(trace, analysis.document.text);
  for (const statement of trace.flow.statements) {
    for (const name of namesOf(statement, analysis.document.text)) {
      const key = `${name.kind} ${name.name}`;
      const entry = entries.get(key) ?? { kind: name.kind, name: name.name, occurrences: [] };
      entries.set(key, entry);
      entry.occurrences.push({ span: name.span, declares: declares(statement, name) });
    }
  }
  return [...entries.values()];
}

/** Tells of a name of the flow whether it is declared where it stands. */
export function declarations(
  trace: FlowTrace,
  text: string,
): (statement: Statement, name: NameToken) => boolean {
  const declared = new Set(trace.endpoints.filter((info) => info.declared).map((info) => info.name));
  const firsts = new Map<string, number>();
  const isFirst = ({ kind, name, span }: NameToken): boolean => {
    const key = `${kind} ${name}`;
    const first = firsts.get(key) ?? firstPlace(trace.flow.statements, text, kind, name);
    firsts.set(key, first);
    return first === span.start;
  };
  return (statement, name) => {
    if (name.kind === "id") return statement.type === "segment";
    if (name.kind === "endpoint")
      return declared.has(name.name) ? statement.type === "endpoint" : isFirst(name);
    // Where the check found its value: it passes over segments that have no effect.
    const defined = trace.symbols.all.get(name.name)?.span;
    return defined === undefined
      ? isFirst(name)
      : defined.start <= name.span.start && name.span.end <= defined.end;
  };
}

function firstPlace(statements: readonly Statement[], text: string, kind: NameKind, name: string): number {
  for (const statement of statements) {
    const found = namesOf(statement, text).find((one) => one.kind === kind && one.name === name);
    if (found !== undefined) return found.span.start;
  }
  return -1;
}

/** Where a name stands in a flow of a text that is not analysed. */
export function placesIn(document: Document, { kind, name, flow }: Omit<Named, "span">): Span[] {
  const statements = document.flows[flow]?.statements ?? [];
  return statements
    .flatMap((statement) => namesOf(statement, document.text))
    .filter((one) => one.kind === kind && one.name === name)
    .map(({ span }) => span);
}

/** Where a cursor on the name should go: to its declaration, else to where it stands first. */
export function definition(analysis: Analysis, offset: number): Span | null {
  const named = namedAt(analysis, offset);
  if (named === null) return null;
  const declaring = occurrences(analysis, named).filter((one) => one.declares);
  // An id may be given again once its segment has arrived: the one given last before this place is meant.
  const before = declaring.filter(({ span }) => span.start <= offset);
  return (before.at(-1) ?? declaring[0])?.span ?? null;
}

export type NameToken = Omit<Named, "flow">;

/** In text order. */
function namesOf(statement: Statement, text: string): NameToken[] {
  return tokensOf(statement, text)
    .flatMap((token) => nameOf(token, text) ?? [])
    .sort((a, b) => a.span.start - b.span.start);
}

/** null for what is no name. A word such as 双方 stands for names that are not written there. */
export function nameOf(token: Token, text: string): NameToken | null {
  if (token.kind !== "endpoint" && token.kind !== "id" && token.kind !== "symbol") return null;
  const { kind, span } = token;
  const name = kind === "symbol" ? token.name : token.name.name;
  const written = text.slice(span.start, span.end);
  // Full-width letters are read as what they look like.
  return written === name || written.normalize("NFKC") === name ? { kind, name, span } : null;
}
