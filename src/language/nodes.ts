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
  FlagName,
  Flags,
  FlagWord,
  IntegerField,
  Name,
  NumberField,
  Span,
  Term,
  Time,
} from "./ast.js";

export class NameNode implements Name {
  readonly start: number;
  readonly end: number;
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
  readonly start: number;
  readonly end: number;
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

/**
 * `seq=x`, `seq=100`, `seq=x+1`: the sum is a symbol, a number, or both with nothing but the sign between. No blank anywhere,
 * no `+0` and no zero in front, so that what is held says how long it is.
 */
export class PlainNumberField implements NumberField {
  readonly start: number;
  readonly symbol: string | null;
  /** With its sign; behind a symbol 0 where there is no number. */
  readonly amount: number;

  constructor(start: number, symbol: string | null, amount: number) {
    this.start = start;
    this.symbol = symbol;
    this.amount = amount;
  }

  moved(by: number): PlainNumberField {
    return new PlainNumberField(this.start + by, this.symbol, this.amount);
  }

  get span(): Span {
    const { start, symbol, amount } = this;
    return { start, end: start + VALUE_START + lengthOf(symbol, amount) };
  }

  get key(): Span {
    return { start: this.start, end: this.start + KEY_LENGTH };
  }

  get value(): PlainSum {
    return new PlainSum(this.start + VALUE_START, this.symbol, this.amount);
  }
}

/** `win=6000`: the key, and whatever stands between it and the number. */
export class PlainIntegerField implements IntegerField {
  readonly start: number;
  readonly keyEnd: number;
  readonly end: number;
  readonly value: number | null;

  constructor(start: number, keyEnd: number, end: number, value: number | null) {
    this.start = start;
    this.keyEnd = keyEnd;
    this.end = end;
    this.value = value;
  }

  moved(by: number): PlainIntegerField {
    return new PlainIntegerField(this.start + by, this.keyEnd + by, this.end + by, this.value);
  }

  get span(): Span {
    return { start: this.start, end: this.end };
  }

  get key(): Span {
    return { start: this.start, end: this.keyEnd };
  }
}

/** `@12.5ms` */
export class TimeNode implements Time {
  private readonly start: number;
  private readonly end: number;
  readonly ms: number;

  constructor(start: number, end: number, ms: number) {
    this.start = start;
    this.end = end;
    this.ms = ms;
  }

  moved(by: number): TimeNode {
    return new TimeNode(this.start + by, this.end + by, this.ms);
  }

  get span(): Span {
    return { start: this.start, end: this.end };
  }
}

/** `x`, `100`, `x+1`. Its parts stand open, so that a reader in a hurry need not have the terms made. */
export class PlainSum implements Expr {
  private readonly start: number;
  readonly symbol: string | null;
  /** With its sign; behind a symbol 0 where there is no number. */
  readonly amount: number;

  constructor(start: number, symbol: string | null, amount: number) {
    this.start = start;
    this.symbol = symbol;
    this.amount = amount;
  }

  get span(): Span {
    const { start, symbol, amount } = this;
    return { start, end: start + lengthOf(symbol, amount) };
  }

  get blank(): boolean {
    return false;
  }

  get alias(): null {
    return null;
  }

  get terms(): readonly Term[] {
    const { span, symbol, amount } = this;
    if (symbol === null) return [{ sign: 1, span, kind: "number", value: amount }];
    if (amount === 0) return [{ sign: 1, span, kind: "symbol", name: symbol }];
    const { start, end } = span;
    const symbolEnd = start + symbol.length;
    const sign = amount < 0 ? -1 : 1;
    return [
      { sign: 1, span: { start, end: symbolEnd }, kind: "symbol", name: symbol },
      { sign, span: { start: symbolEnd + SIGN_LENGTH, end }, kind: "number", value: Math.abs(amount) },
    ];
  }
}

/** How many characters a plain sum has: worked out where somebody asks for its place, which a check of right lines does not. */
function lengthOf(symbol: string | null, amount: number): number {
  if (symbol !== null && amount === 0) return symbol.length;
  const digits = String(Math.abs(amount)).length;
  return symbol === null ? digits : symbol.length + SIGN_LENGTH + digits;
}

/** `seq`, `ack` and `len` are one as long as the other. */
const KEY_LENGTH = 3;
/** Past the key and its `=`, with no blank between. */
export const VALUE_START = KEY_LENGTH + 1;
const SIGN_LENGTH = 1;

const NO_FLAGS: readonly FlagWord[] = [];

/** No flag word, nor anything in place of one. */
export const NOT_WRITTEN: Flags = {
  names: [],
  words: NO_FLAGS,
  cleared: NO_FLAGS,
  none: null,
  blank: null,
  span: null,
};

/** `SYN+ACK`: one word after the other, with nothing but a `+` between them. */
export class FlagList implements Flags {
  readonly start: number;
  readonly end: number;
  readonly names: readonly FlagName[];

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
    let start = this.start;
    return this.names.map((flag) => {
      const end = start + (flag === "NS" ? SHORT_FLAG : LONG_FLAG);
      const span = { start, end };
      start = end + SIGN_LENGTH;
      return { flag, span };
    });
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
