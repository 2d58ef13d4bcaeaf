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

/** What is where in the places of a segment. */
const START = 0;
const END = 1;
const FROM_START = 2;
const FROM_END = 3;
const ARROW_START = 4;
const ARROW_END = 5;
const TO_START = 6;
const TO_END = 7;
const FLAGS_START = 8;
const FLAGS_END = 9;
const SEQ_START = 10;
const ACK_START = 11;
const LEN_START = 12;
const PLACES = 13;

/** So many segments share an array for their places, which lives as long as one of them. */
const SHARED_BY = 64;

let shared = new Int32Array(SHARED_BY * PLACES);
let free = 0;

/** Where the places of one more segment begin in `shared`. */
function placesForOneMore(): number {
  if (free === shared.length) {
    shared = new Int32Array(SHARED_BY * PLACES);
    free = 0;
  }
  const first = free;
  free += PLACES;
  return first;
}

/**
 * Names, arrow, plain numbers and flags are kept by what they are made of, for a node less is less to carry, and where they
 * stand is kept where the garbage collector carries nothing (bench); what most segments lack is kept beside it.
 */
export class SegmentNode implements Segment {
  readonly type = "segment";
  readonly line: number;
  private readonly places: Int32Array;
  private readonly first: number;
  private readonly fromName: string;
  private readonly arrowKind: Arrow["kind"];
  private readonly reversed: boolean;
  private readonly toName: string;
  readonly at: Time | null;
  private readonly flagNames: readonly FlagName[];
  private readonly seqSymbol: string | null;
  private readonly seqAmount: number;
  private readonly ackSymbol: string | null;
  private readonly ackAmount: number;
  private readonly lenSymbol: string | null;
  private readonly lenAmount: number;
  private shownWindow: IntegerField | null;
  private readonly rest: Readonly<SegmentRest>;

  constructor(line: number, span: Span, from: NameNode, arrow: ArrowNode, to: NameNode, draft: SegmentDraft) {
    const first = placesForOneMore();
    const places = shared;
    const flags = draft.plainFlags();
    const seq = draft.plain("seq", draft.seq);
    const ack = draft.plain("ack", draft.ack);
    const len = draft.plain("len", draft.len);
    places[first + START] = span.start;
    places[first + END] = span.end;
    places[first + FROM_START] = from.start;
    places[first + FROM_END] = from.end;
    places[first + ARROW_START] = arrow.start;
    places[first + ARROW_END] = arrow.end;
    places[first + TO_START] = to.start;
    places[first + TO_END] = to.end;
    places[first + FLAGS_START] = flags.start;
    places[first + FLAGS_END] = flags.end;
    places[first + SEQ_START] = seq.start;
    places[first + ACK_START] = ack.start;
    places[first + LEN_START] = len.start;
    this.line = line;
    this.places = places;
    this.first = first;
    this.fromName = from.name;
    this.arrowKind = arrow.kind;
    this.reversed = arrow.reversed;
    this.toName = to.name;
    this.at = draft.at;
    this.flagNames = flags.names;
    this.seqSymbol = seq.symbol;
    this.seqAmount = seq.amount;
    this.ackSymbol = ack.symbol;
    this.ackAmount = ack.amount;
    this.lenSymbol = len.symbol;
    this.lenAmount = len.amount;
    this.shownWindow = draft.win;
    this.rest = draft.rest;
  }

  private place(which: number): number {
    return this.places[this.first + which] as number;
  }

  /** Another window than the one that was read. */
  showWindow(win: IntegerField | null): void {
    this.shownWindow = win;
  }

  get span(): Span {
    return { start: this.place(START), end: this.place(END) };
  }

  get from(): NameNode {
    return new NameNode(this.place(FROM_START), this.place(FROM_END), this.fromName);
  }

  get arrow(): ArrowNode {
    return new ArrowNode(this.place(ARROW_START), this.place(ARROW_END), this.arrowKind, this.reversed);
  }

  get to(): NameNode {
    return new NameNode(this.place(TO_START), this.place(TO_END), this.toName);
  }

  get flags(): Flags {
    const start = this.place(FLAGS_START);
    return start === NOWHERE ? this.rest.flags : new FlagList(start, this.place(FLAGS_END), this.flagNames);
  }

  get seq(): NumberField | null {
    const start = this.place(SEQ_START);
    return start === NOWHERE ? this.rest.seq : new PlainNumberField(start, this.seqSymbol, this.seqAmount);
  }

  get ack(): NumberField | null {
    const start = this.place(ACK_START);
    return start === NOWHERE ? this.rest.ack : new PlainNumberField(start, this.ackSymbol, this.ackAmount);
  }

  get len(): NumberField | null {
    const start = this.place(LEN_START);
    return start === NOWHERE ? this.rest.len : new PlainNumberField(start, this.lenSymbol, this.lenAmount);
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
