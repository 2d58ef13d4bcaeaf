/**
 * The nodes that a long text is made of, kept small.
 *
 * Written out as the plain data of `ast.ts`, one segment is some forty objects, and the garbage collector
 * takes longer to carry them all than the parser to read them. These hold where they stand as numbers,
 * and make spans, sums and lists of flags when asked; readers see nothing but the interfaces of `ast.ts`.
 *
 * They have no common base, since the fields of a derived class take several times as long to set. What is
 * made is new each time, so two of them are compared by what they hold; and a copy by `...` lacks it.
 */

import type {
  Arrow,
  Expr,
  FastOpenField,
  FlagName,
  Flags,
  FlagWord,
  IntegerField,
  Name,
  NumberField,
  SackField,
  Segment,
  Span,
  Term,
  Text,
  Time,
  TimestampField,
} from "./ast.js";

export class NameNode implements Name {
  private readonly start: number;
  private readonly end: number;
  readonly name: string;

  constructor(start: number, end: number, name: string) {
    this.start = start;
    this.end = end;
    this.name = name;
  }

  moved(by: number): NameNode {
    return new NameNode(this.start + by, this.end + by, this.name);
  }

  get span(): Span {
    return { start: this.start, end: this.end };
  }
}

export class ArrowNode implements Arrow {
  private readonly start: number;
  private readonly end: number;
  readonly kind: Arrow["kind"];
  readonly reversed: boolean;

  constructor(start: number, end: number, kind: Arrow["kind"], reversed: boolean) {
    this.start = start;
    this.end = end;
    this.kind = kind;
    this.reversed = reversed;
  }

  moved(by: number): ArrowNode {
    return new ArrowNode(this.start + by, this.end + by, this.kind, this.reversed);
  }

  get span(): Span {
    return { start: this.start, end: this.end };
  }
}

/** Its fields are set as they are met. */
export class SegmentNode implements Segment {
  readonly type = "segment";
  readonly line: number;
  private start = 0;
  private end = 0;
  readonly at: Time | null;
  readonly old: Span | null;
  readonly from: Name;
  readonly to: Name;
  readonly arrow: Arrow;
  flags: Flags = NOT_WRITTEN;
  seq: NumberField | null = null;
  ack: NumberField | null = null;
  len: NumberField | null = null;
  payload: Text | null = null;
  win: IntegerField | null = null;
  urg: IntegerField | null = null;
  mss: IntegerField | null = null;
  wscale: IntegerField | null = null;
  sackok: Span | null = null;
  sack: SackField | null = null;
  ts: TimestampField | null = null;
  tfo: FastOpenField | null = null;
  id: Name | null = null;
  caption: Text | null = null;

  constructor(line: number, at: Time | null, old: Span | null, from: Name, arrow: Arrow, to: Name) {
    this.line = line;
    this.at = at;
    this.old = old;
    this.from = from;
    this.to = to;
    this.arrow = arrow;
  }

  /** Where a segment stands is known once it is read. */
  place(start: number, end: number): void {
    this.start = start;
    this.end = end;
  }

  get span(): Span {
    return { start: this.start, end: this.end };
  }
}

/** `seq=x`, `seq=100`, `seq=x+1`: the sum is a symbol, a number, or both with nothing but the sign between. */
export class PlainNumberField implements NumberField {
  private readonly start: number;
  private readonly end: number;
  private readonly valueStart: number;
  private readonly symbol: string | null;
  /** Of the number; 0 where there is none. */
  private readonly sign: 1 | -1 | 0;
  private readonly amount: number;

  constructor(
    start: number,
    end: number,
    valueStart: number,
    symbol: string | null,
    sign: 1 | -1 | 0,
    amount: number,
  ) {
    this.start = start;
    this.end = end;
    this.valueStart = valueStart;
    this.symbol = symbol;
    this.sign = sign;
    this.amount = amount;
  }

  moved(by: number): PlainNumberField {
    const { start, end, valueStart, symbol, sign, amount } = this;
    return new PlainNumberField(start + by, end + by, valueStart + by, symbol, sign, amount);
  }

  get span(): Span {
    return { start: this.start, end: this.end };
  }

  get key(): Span {
    return { start: this.start, end: this.start + KEY_LENGTH };
  }

  get value(): Expr {
    const { valueStart: start, end, symbol, sign, amount } = this;
    const span = { start, end };
    if (symbol === null) return sumOf(span, [{ sign: 1, span, kind: "number", value: amount }]);
    if (sign === 0) return sumOf(span, [{ sign: 1, span, kind: "symbol", name: symbol }]);
    const symbolEnd = start + symbol.length;
    return sumOf(span, [
      { sign: 1, span: { start, end: symbolEnd }, kind: "symbol", name: symbol },
      { sign, span: { start: symbolEnd + SIGN_LENGTH, end }, kind: "number", value: amount },
    ]);
  }
}

function sumOf(span: Span, terms: readonly Term[]): Expr {
  return { span, blank: false, terms, alias: null };
}

/** `seq`, `ack` and `len` are one as long as the other. */
const KEY_LENGTH = 3;
const SIGN_LENGTH = 1;

const NO_FLAGS: readonly FlagWord[] = [];

/** No flag word, nor anything in place of one. */
export const NOT_WRITTEN: Flags = { words: NO_FLAGS, cleared: NO_FLAGS, none: null, blank: null, span: null };

/** `SYN+ACK`: one word after the other, with nothing but a `+` between them. */
export class FlagList implements Flags {
  private readonly start: number;
  private readonly end: number;
  private readonly names: readonly FlagName[];

  constructor(start: number, end: number, names: readonly FlagName[]) {
    this.start = start;
    this.end = end;
    this.names = names;
  }

  moved(by: number): FlagList {
    return new FlagList(this.start + by, this.end + by, this.names);
  }

  get span(): Span {
    return { start: this.start, end: this.end };
  }

  get words(): readonly FlagWord[] {
    const words: FlagWord[] = [];
    let start = this.start;
    for (const flag of this.names) {
      const end = start + (flag === "NS" ? SHORT_FLAG : LONG_FLAG);
      words.push({ flag, span: { start, end } });
      start = end + SIGN_LENGTH;
    }
    return words;
  }

  get cleared(): readonly FlagWord[] {
    return NO_FLAGS;
  }

  get none(): null {
    return null;
  }

  get blank(): null {
    return null;
  }
}

/** `NS`, and `AE`, which is read as NS. */
export const SHORT_FLAG = 2;
export const LONG_FLAG = 3;
