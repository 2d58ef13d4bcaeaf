/**
 * The syntax tree of a `.tcpflow` document.
 *
 * Plain readonly data. Parsing never fails: a line that cannot be read is a `BrokenLine` in its
 * place and a `Problem`, and the lines around it are read as if it were not there.
 * All spans are half-open ranges of UTF-16 offsets into the document's text. Some are made when they are asked
 * for (see `nodes.ts`), so compare what is in them, and do not copy a node by `...`.
 */

import type { SyntaxCode } from "./syntax-code.js";

/** A half-open range of UTF-16 offsets into the text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Document {
  readonly text: string;
  /** Offset at which each line begins (line 0 first). LF, CRLF and a lone CR end a line. */
  readonly lineStarts: readonly number[];
  /** `answers "NAME.tcpflow"` on the first line of a student's copy. */
  readonly answers: AnswersLine | null;
  /** In text order. Empty where the text has no statement at all. */
  readonly flows: readonly Flow[];
  /** What could not be read, in text order. */
  readonly problems: readonly Problem[];
  /** What was understood, but is not the canonical form, in text order. */
  readonly notations: readonly NotationUse[];
}

export interface AnswersLine {
  readonly span: Span;
  readonly template: Text;
}

export interface Flow {
  readonly kind: "flow" | "exercise";
  /** The `flow "TITLE"` line; null for statements before the first one. */
  readonly header: FlowHeader | null;
  /** Line of the header, else of the first statement. */
  readonly line: number;
  /** From the header (or first statement) up to the next flow or the end of the text. */
  readonly span: Span;
  readonly statements: readonly Statement[];
}

export interface FlowHeader {
  readonly line: number;
  readonly span: Span;
  readonly title: Text | null;
}

/** A string, caption, heading or note: what it says, and where it stands (quotes and brackets included). */
export interface Text {
  /** After escapes. */
  readonly value: string;
  readonly span: Span;
}

export interface Name {
  readonly name: string;
  readonly span: Span;
}

interface StatementBase {
  readonly line: number;
  /** Without indentation, trailing blanks and comment; `@TIME` included. */
  readonly span: Span;
  /** `@TIME` before the statement. */
  readonly at: Time | null;
}

export interface Time {
  /** Since the flow began, in milliseconds. */
  readonly ms: number;
  readonly span: Span;
}

export type Statement =
  | EndpointDeclaration
  | Section
  | Note
  | Segment
  | Deliver
  | Local
  | Elision
  | ExerciseLine
  | AnswerOption
  | BlankLine
  | BrokenLine;

export type Role = "client" | "server" | "peer";

/** `client C "客户端" isn=100` */
export interface EndpointDeclaration extends StatementBase {
  readonly type: "endpoint";
  readonly role: Role;
  readonly name: Name;
  readonly label: Text | null;
  readonly attributes: readonly Attribute[];
}

export type Attribute =
  | { readonly key: "state"; readonly keySpan: Span; readonly span: Span; readonly state: StateWord }
  | { readonly key: "isn" | "snd" | "rcv"; readonly keySpan: Span; readonly span: Span; readonly value: Expr }
  | {
      readonly key: "window" | "mss" | "wscale";
      readonly keySpan: Span;
      readonly span: Span;
      readonly value: number;
    }
  | {
      readonly key: "sackok" | "ts" | "ecn" | "syncookies" | "inorder";
      readonly keySpan: Span;
      readonly span: Span;
    }
  | { readonly key: "addr"; readonly keySpan: Span; readonly span: Span; readonly value: Text };

/** `== TEXT ==` */
export interface Section extends StatementBase {
  readonly type: "section";
  readonly text: Text;
}

/** `note: TEXT`, `note C: TEXT`, `note C, S: TEXT`. No name: over all endpoints. */
export interface Note extends StatementBase {
  readonly type: "note";
  readonly over: readonly Name[];
  readonly text: Text;
}

export type FlagName = "SYN" | "ACK" | "FIN" | "RST" | "PSH" | "URG" | "ECE" | "CWR" | "NS";

export interface FlagWord {
  readonly flag: FlagName;
  readonly span: Span;
}

/** `A -> B: SYN+ACK seq=y ack=x+1` */
export interface Segment extends StatementBase {
  readonly type: "segment";
  /** The word `old`. */
  readonly old: Span | null;
  /** The sender, whichever way the arrow points. */
  readonly from: Name;
  readonly to: Name;
  readonly arrow: Arrow;
  readonly flags: Flags;
  /** What these say without where it stands, for who reads a long flow: a place is made anew each time it is asked for (bench). */
  readonly fromName: string;
  readonly toName: string;
  readonly flagNames: readonly FlagName[];
  readonly seq: NumberField | null;
  readonly ack: NumberField | null;
  readonly len: NumberField | null;
  readonly payload: Text | null;
  readonly win: IntegerField | null;
  readonly urg: IntegerField | null;
  readonly mss: IntegerField | null;
  readonly wscale: IntegerField | null;
  readonly sackok: Span | null;
  readonly sack: SackField | null;
  readonly ts: TimestampField | null;
  readonly tfo: FastOpenField | null;
  /** `as ID` */
  readonly id: Name | null;
  readonly caption: Text | null;
  /** What `seq=`, `ack=` or `len=` says, as in its field; null where there is none. */
  sum(field: "seq" | "ack" | "len"): Expr | null;
}

export interface Arrow {
  /** Canonical form with the sender on the left: arrives, is lost, stays in flight. */
  readonly kind: "->" | "-x" | "~>";
  /** Written with the sender on the right (`<-`). */
  readonly reversed: boolean;
  readonly span: Span;
}

export interface Flags {
  /** The flags claimed to be set, each once, in the order written. */
  readonly names: readonly FlagName[];
  /** The same, with where each stands. */
  readonly words: readonly FlagWord[];
  /** The flags claimed not to be set (`SYN=0`). */
  readonly cleared: readonly FlagWord[];
  /** `NONE`: a segment without flags. */
  readonly none: Span | null;
  /** `?` in place of the flags. */
  readonly blank: Span | null;
  /** From the first flag word to the last; null where no flag word is written. */
  readonly span: Span | null;
}

/** `seq=x+1`: `span` is the whole field, `key` its name. */
export interface NumberField {
  readonly key: Span;
  readonly span: Span;
  readonly value: Expr;
}

export interface IntegerField {
  readonly key: Span;
  readonly span: Span;
  /** null for a blank. */
  readonly value: number | null;
}

export interface SackField {
  readonly key: Span;
  readonly span: Span;
  readonly blocks: readonly { readonly left: Expr; readonly right: Expr }[];
}

export interface TimestampField {
  readonly key: Span;
  readonly span: Span;
  readonly value: number;
  readonly echo: number;
}

export interface FastOpenField {
  readonly key: Span;
  readonly span: Span;
  /** Hexadecimal cookie; null for a request without one. */
  readonly cookie: string | null;
}

/** A sum, or `?`. */
export interface Expr {
  readonly span: Span;
  /** `?`: then `terms` is empty. */
  readonly blank: boolean;
  readonly terms: readonly Term[];
  /** `seq=f=v+1`: the name f given to the number beside its value. */
  readonly alias: Name | null;
}

export type Term =
  | { readonly sign: 1 | -1; readonly span: Span; readonly kind: "number"; readonly value: number }
  | { readonly sign: 1 | -1; readonly span: Span; readonly kind: "symbol"; readonly name: string };

/** `deliver`, `deliver a, b`. No id: all in flight, in order. */
export interface Deliver extends StatementBase {
  readonly type: "deliver";
  readonly ids: readonly Name[];
}

/** `C: …`, `C, S: …`, `S(C2): …`: what happens or holds at one endpoint. */
export interface Local extends StatementBase {
  readonly type: "local";
  readonly subjects: readonly Subject[];
  readonly what: Event | StateClaim | LocalBlank;
}

export interface Subject {
  readonly name: Name;
  /** `C2` in `S(C2)`. */
  readonly peer: Name | null;
  readonly span: Span;
}

export type Timer = "rto" | "2msl" | "user" | "keepalive" | "persist" | "delack";

export type Event =
  | {
      readonly kind: "event";
      readonly span: Span;
      readonly event: "listen" | "unlisten" | "open" | "close" | "abort" | "crash";
    }
  | {
      readonly kind: "event";
      readonly span: Span;
      readonly event: "send" | "receive";
      /** Octets; null where all of it, or where a payload says it. */
      readonly amount: Expr | null;
      readonly payload: Text | null;
    }
  | { readonly kind: "event"; readonly span: Span; readonly event: "timeout"; readonly timer: Timer };

export type StateName =
  | "CLOSED"
  | "LISTEN"
  | "SYN-SENT"
  | "SYN-RECEIVED"
  | "ESTABLISHED"
  | "FIN-WAIT-1"
  | "FIN-WAIT-2"
  | "CLOSE-WAIT"
  | "CLOSING"
  | "LAST-ACK"
  | "TIME-WAIT";

export interface StateWord {
  /** null for a blank. */
  readonly state: StateName | null;
  readonly span: Span;
}

/** `C: ESTABLISHED`, `C: CLOSED -> SYN-SENT`. */
export interface StateClaim {
  readonly kind: "state";
  readonly span: Span;
  readonly from: StateWord | null;
  readonly to: StateWord;
}

/** `C: ?`: an event or a state, not yet said which. */
export interface LocalBlank {
  readonly kind: "blank";
  readonly span: Span;
}

/** `...`, `... C -> S "the rest"`: data that is not shown. */
export interface Elision extends StatementBase {
  readonly type: "elision";
  readonly from: Name | null;
  readonly to: Name | null;
  readonly text: Text | null;
}

/** `task: …`, `hint: …`, `kind: …` of an exercise; `answer: …` to its question, and in its key why options are right or wrong. */
export interface ExerciseLine extends StatementBase {
  readonly type: "task" | "hint" | "kind" | "answer" | "right" | "wrong";
  readonly text: Text;
}

/** `option A: …`: an answer to the question of an exercise, to choose from. */
export interface AnswerOption extends StatementBase {
  readonly type: "option";
  readonly name: Name;
  readonly text: Text;
}

/** `?` alone: a whole line that is still to be written. */
export interface BlankLine extends StatementBase {
  readonly type: "blank";
}

/** A line that could not be read; its `Problem` says why. */
export interface BrokenLine extends StatementBase {
  readonly type: "broken";
  readonly problem: Problem;
}

/** Why a line could not be read. `code` is a diagnostic code; `args` fill its message. */
export interface Problem {
  readonly code: SyntaxCode;
  readonly span: Span;
  readonly line: number;
  readonly args: Readonly<Record<string, string>>;
}

/** A notation of rule 16: understood, and normalized by writing `canonical` over `span`. */
export interface NotationUse {
  readonly span: Span;
  readonly line: number;
  /** The row of the notation table it comes from. */
  readonly row: string;
  readonly typed: string;
  readonly canonical: string;
  /** Some rows are rewritten by `format` without a warning (lower-case flags, `SYN ACK`, `SYN_RCVD`). */
  readonly warn: boolean;
}
