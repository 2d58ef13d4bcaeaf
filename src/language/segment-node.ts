/** A segment line: as it is read, and as it is kept, which is small (see `nodes.ts`). */

import type {
  Arrow,
  FastOpenField,
  FlagName,
  Flags,
  IntegerField,
  Name,
  NumberField,
  SackField,
  Segment,
  Span,
  Text,
  Time,
  TimestampField,
} from "./ast.js";
import { ArrowNode, FlagList, NameNode, NOT_WRITTEN, PlainNumberField } from "./nodes.js";

/** What most segments are without; flags and numbers are here that are not written plainly. */
export class SegmentRest {
  flags: Flags = NOT_WRITTEN;
  seq: NumberField | null = null;
  ack: NumberField | null = null;
  len: NumberField | null = null;
  old: Span | null = null;
  payload: Text | null = null;
  urg: IntegerField | null = null;
  mss: IntegerField | null = null;
  wscale: IntegerField | null = null;
  sackok: Span | null = null;
  sack: SackField | null = null;
  ts: TimestampField | null = null;
  tfo: FastOpenField | null = null;
  id: Name | null = null;
  caption: Text | null = null;
}

/** All that are without share it. */
const NO_REST: Readonly<SegmentRest> = new SegmentRest();

/** A segment line as it is read: its fields are set as they are met. */
export class SegmentDraft {
  at: Time | null = null;
  flags: Flags = NOT_WRITTEN;
  seq: NumberField | null = null;
  ack: NumberField | null = null;
  len: NumberField | null = null;
  win: IntegerField | null = null;
  rest: Readonly<SegmentRest> = NO_REST;

  /** The rest, to be written to. */
  get own(): SegmentRest {
    if (this.rest === NO_REST) this.rest = new SegmentRest();
    return this.rest;
  }

  /** The number, if it is a plain one; any other one goes to the rest. */
  plain(field: "seq" | "ack" | "len", number: NumberField | null): PlainNumberField {
    if (number instanceof PlainNumberField) return number;
    if (number !== null) this.own[field] = number;
    return NO_NUMBER;
  }

  plainFlags(): FlagList {
    const { flags } = this;
    if (flags instanceof FlagList) return flags;
    if (flags !== NOT_WRITTEN) this.own.flags = flags;
    return NO_LIST;
  }
}

/** Where nothing stands. */
const NOWHERE = -1;
const NO_NUMBER = new PlainNumberField(NOWHERE, null, 0);
const NO_LIST = new FlagList(NOWHERE, NOWHERE, []);

/**
 * Names, arrow, plain numbers and flags are kept by what they are made of, for a node less is less to carry (bench); what
 * most segments lack is kept beside it.
 */
export class SegmentNode implements Segment {
  readonly type = "segment";
  readonly line: number;
  private readonly start: number;
  private readonly end: number;
  private readonly fromStart: number;
  private readonly fromEnd: number;
  private readonly fromName: string;
  private readonly arrowStart: number;
  private readonly arrowEnd: number;
  private readonly arrowKind: Arrow["kind"];
  private readonly reversed: boolean;
  private readonly toStart: number;
  private readonly toEnd: number;
  private readonly toName: string;
  readonly at: Time | null;
  private readonly flagsStart: number;
  private readonly flagsEnd: number;
  private readonly flagNames: readonly FlagName[];
  private readonly seqStart: number;
  private readonly seqSymbol: string | null;
  private readonly seqAmount: number;
  private readonly ackStart: number;
  private readonly ackSymbol: string | null;
  private readonly ackAmount: number;
  private readonly lenStart: number;
  private readonly lenSymbol: string | null;
  private readonly lenAmount: number;
  private shownWindow: IntegerField | null;
  private readonly rest: Readonly<SegmentRest>;

  constructor(line: number, span: Span, from: Name, arrow: Arrow, to: Name, draft: SegmentDraft) {
    this.line = line;
    this.start = span.start;
    this.end = span.end;
    this.fromStart = from.span.start;
    this.fromEnd = from.span.end;
    this.fromName = from.name;
    this.arrowStart = arrow.span.start;
    this.arrowEnd = arrow.span.end;
    this.arrowKind = arrow.kind;
    this.reversed = arrow.reversed;
    this.toStart = to.span.start;
    this.toEnd = to.span.end;
    this.toName = to.name;
    this.at = draft.at;
    const flags = draft.plainFlags();
    this.flagsStart = flags.start;
    this.flagsEnd = flags.end;
    this.flagNames = flags.names;
    const seq = draft.plain("seq", draft.seq);
    this.seqStart = seq.start;
    this.seqSymbol = seq.symbol;
    this.seqAmount = seq.amount;
    const ack = draft.plain("ack", draft.ack);
    this.ackStart = ack.start;
    this.ackSymbol = ack.symbol;
    this.ackAmount = ack.amount;
    const len = draft.plain("len", draft.len);
    this.lenStart = len.start;
    this.lenSymbol = len.symbol;
    this.lenAmount = len.amount;
    this.shownWindow = draft.win;
    this.rest = draft.rest;
  }

  /** Another window than the one that was read. */
  showWindow(win: IntegerField | null): void {
    this.shownWindow = win;
  }

  get span(): Span {
    return { start: this.start, end: this.end };
  }

  get from(): NameNode {
    return new NameNode(this.fromStart, this.fromEnd, this.fromName);
  }

  get arrow(): ArrowNode {
    return new ArrowNode(this.arrowStart, this.arrowEnd, this.arrowKind, this.reversed);
  }

  get to(): NameNode {
    return new NameNode(this.toStart, this.toEnd, this.toName);
  }

  get flags(): Flags {
    const { flagNames, flagsEnd, flagsStart, rest } = this;
    return flagsStart === NOWHERE ? rest.flags : new FlagList(flagsStart, flagsEnd, flagNames);
  }

  get seq(): NumberField | null {
    const { rest, seqAmount, seqStart, seqSymbol } = this;
    return seqStart === NOWHERE ? rest.seq : new PlainNumberField(seqStart, seqSymbol, seqAmount);
  }

  get ack(): NumberField | null {
    const { ackAmount, ackStart, ackSymbol, rest } = this;
    return ackStart === NOWHERE ? rest.ack : new PlainNumberField(ackStart, ackSymbol, ackAmount);
  }

  get len(): NumberField | null {
    const { lenAmount, lenStart, lenSymbol, rest } = this;
    return lenStart === NOWHERE ? rest.len : new PlainNumberField(lenStart, lenSymbol, lenAmount);
  }

  get old(): Span | null {
    return this.rest.old;
  }

  get payload(): Text | null {
    return this.rest.payload;
  }

  get win(): IntegerField | null {
    return this.shownWindow;
  }

  get urg(): IntegerField | null {
    return this.rest.urg;
  }

  get mss(): IntegerField | null {
    return this.rest.mss;
  }

  get wscale(): IntegerField | null {
    return this.rest.wscale;
  }

  get sackok(): Span | null {
    return this.rest.sackok;
  }

  get sack(): SackField | null {
    return this.rest.sack;
  }

  get ts(): TimestampField | null {
    return this.rest.ts;
  }

  get tfo(): FastOpenField | null {
    return this.rest.tfo;
  }

  get id(): Name | null {
    return this.rest.id;
  }

  get caption(): Text | null {
    return this.rest.caption;
  }
}
