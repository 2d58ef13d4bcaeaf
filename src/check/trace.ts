/**
 * What an analysis yields: per flow the steps of the exchange, with what each side knew before and
 * after, and the findings. Everything shown to a person comes out of this, and only of this.
 */

import type { Document, Flow, Role, Span, Statement } from "../language/ast.js";
import type { Num, Numbers } from "../tcp/number.js";
import type { Tcb } from "../tcp/tcb.js";
import type { Code, FindingArgs, Severity } from "./codes.js";
import type { States } from "./states.js";

export interface Analysis {
  readonly document: Document;
  /** One for each flow of the document, in order. */
  readonly flows: readonly FlowTrace[];
  /** Of the syntax, the notation and the flows, by place in the text. */
  readonly findings: readonly Finding[];
}

/** Something to tell about the text. The sentence is made elsewhere, out of code and arguments. */
export type Finding = { [C in Code]: FindingOf<C> }[Code];

export interface FindingOf<C extends Code> {
  readonly code: C;
  readonly severity: Severity;
  readonly span: Span;
  readonly line: number;
  readonly args: FindingArgs[C];
  readonly related: readonly Related[];
}

/** A place that explains a finding. */
export interface Related {
  readonly span: Span;
  readonly line: number;
  readonly reason: RelatedReason;
}

export type RelatedReason =
  /** The segment whose octets the number counts. */
  | "counts"
  /** Where the symbol got its value. */
  | "defined"
  /** Where a symbol turned out to be a plain number. */
  | "became"
  /** The line the finding is an answer to. */
  | "answers"
  /** Where it was written first. */
  | "first"
  /** Where an end has left a state. */
  | "left"
  /** Before this line, at the latest, belongs what is missing. */
  | "belongs";

export interface FlowTrace {
  readonly flow: Flow;
  /** Declared ones first, then in order of appearance. */
  readonly endpoints: readonly EndpointInfo[];
  /** Pairs of endpoints that exchange segments, in order of appearance. */
  readonly connections: readonly ConnectionInfo[];
  readonly steps: readonly Step[];
  readonly symbols: SymbolTable;
  readonly findings: readonly Finding[];
  /** How many comparisons the unknowns would have decided. */
  readonly undecided: number;
  /** The unknowns of the flow; see `express` for numbers in words of the flow. */
  readonly numbers: Numbers;
}

export interface SymbolTable {
  readonly all: ReadonlyMap<string, SymbolInfo>;
  /** In the order in which they got their values. */
  readonly order: readonly SymbolInfo[];
  /** Names of length symbols by the unknown they stand for. */
  readonly lengthNames: ReadonlyMap<number, string>;
}

export interface EndpointInfo {
  readonly name: string;
  readonly role: Role;
  readonly label: string | null;
  /** Where it is declared, else where it stands first. */
  readonly span: Span;
  readonly declared: boolean;
}

export interface ConnectionInfo {
  /** Names; `a` is the client where there is one. */
  readonly a: string;
  readonly b: string;
}

export interface SymbolInfo {
  readonly name: string;
  readonly kind: "sequence" | "length";
  readonly value: Num;
  /** Where it was written first. */
  readonly span: Span;
  readonly line: number;
  /** Chosen freely there, or solved for. */
  readonly how: "chosen" | "solved";
  /** Whose octets it numbers or counts; null for a length nobody sent. */
  readonly endpoint: string | null;
  /** Index of the step that defined it; -1 for a declaration. */
  readonly step: number;
  /** It names nothing, and was only given the value that belongs in its place, for the lines below. */
  readonly doubted?: boolean;
}

export type StepKind = "segment" | "deliver" | "event" | "claim" | "elision" | "note" | "section";

/** `void`: drawn, but without effect, because nothing could make it legal. `stray`: an `old` one. */
export type Fate = "delivered" | "lost" | "in-flight" | "stray" | "void";

/** What both ends of a connection know. `a` and `b` as in `ConnectionInfo`. */
export interface Pair {
  readonly a: Tcb;
  readonly b: Tcb;
}

export interface Step {
  /** Its place among the steps of the flow. */
  readonly index: number;
  readonly kind: StepKind;
  readonly statement: Statement;
  readonly line: number;
  /** Index into `connections`; -1 where it concerns none. */
  readonly connection: number;
  /** What the ends knew before and after; null where it concerns no connection. */
  readonly before: Pair | null;
  readonly after: Pair | null;
  /** The state of every endpoint after the step, same keys in every step (`"S(C2)"` where it has several). */
  readonly states: States;
  /** Of a segment (null otherwise): what travels, as corrected. */
  readonly segment: StepSegment | null;
  readonly findings: readonly Finding[];
}

export interface StepSegment {
  readonly from: string;
  readonly to: string;
  readonly fate: Fate;
  /** A wrong number or flag was replaced by the right one. */
  readonly corrected: boolean;
  /** Control bits as in `tcp/segment.ts`. */
  readonly flags: number;
  readonly seq: Num;
  /** null without the ACK bit. */
  readonly ack: Num | null;
  readonly len: Num;
  /** The first octet of its data has been sent before, or its SYN or FIN has. */
  readonly retransmission: boolean;
  /** Indices of the steps in which it arrives, for one that stayed in flight. */
  readonly arrivals: readonly number[];
}
