/** A segment line as it is kept, which is small (see `nodes.ts`). */

import type {
  Arrow,
  Expr,
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
import {
  ArrowNode,
  FlagList,
  NameNode,
  PlainIntegerField,
  PlainNumberField,
  PlainSum,
  TimeNode,
  VALUE_START,
} from "./nodes.js";
import { NO_INTEGER, NO_SPAN, NOWHERE, type SegmentDraft, type SegmentRest } from "./segment-draft.js";

/** A value that a blank leaves open. */
const LEFT_OPEN = -1;

/** What is where among the integers of a segment: places in the text, unless it says otherwise. */
const START = 0;
const END = 1;
const FROM_START = 2;
const FROM_END = 3;
const ARROW_START = 4;
const ARROW_END = 5;
/** Index into `ARROWS`. */
const ARROW = 6;
const TO_START = 7;
const TO_END = 8;
const FLAGS_START = 9;
const FLAGS_END = 10;
const SEQ_START = 11;
const ACK_START = 12;
const LEN_START = 13;
const LINE = 14;
const EACH = 15;

/** What is where among its amounts. */
const SEQ = 0;
const ACK = 1;
const LEN = 2;
const AMOUNTS = 3;

/** The same of what one without window, data and time does without. */
const WIN_START = 0;
const WIN_KEY_END = 1;
const WIN_END = 2;
/** Octets. */
const WIN_VALUE = 3;
const PAYLOAD_START = 4;
const PAYLOAD_END = 5;
const AT_START = 6;
const AT_END = 7;
const MORE = 8;

const ARROWS: readonly Pick<Arrow, "kind" | "reversed">[] = (["->", "~>", "-x"] as const).flatMap((kind) => [
  { kind, reversed: false },
  { kind, reversed: true },
]);

function arrowOf({ kind, reversed }: Arrow): number {
  const first = kind === "->" ? 0 : kind === "~>" ? 2 : 4;
  return reversed ? first + 1 : first;
}

/** So many segments share the arrays of a shelf, which lives as long as one of them. */
const ON_A_SHELF = 64;

class Shelf {
  readonly integers = new Int32Array(ON_A_SHELF * EACH);
  /** Of the plain numbers, with their signs: these go beyond 32 bits. */
  readonly amounts = new Float64Array(ON_A_SHELF * AMOUNTS);
  /** Of those with a window, data or a time; null where none has any. */
  side: SideShelf | null = null;
  taken = 0;
}

/** The slots are those of the shelf. */
class SideShelf {
  readonly integers = new Int32Array(ON_A_SHELF * MORE).fill(NOWHERE);
  /** Milliseconds. */
  readonly times = new Float64Array(ON_A_SHELF);
}

let shelf = new Shelf();

function putAside(slot: number, win: PlainIntegerField, payload: Text | null, at: Time | null): void {
  shelf.side ??= new SideShelf();
  const { integers, times } = shelf.side;
  const first = slot * MORE;
  integers[first + WIN_START] = win.start;
  integers[first + WIN_KEY_END] = win.keyEnd;
  integers[first + WIN_END] = win.end;
  integers[first + WIN_VALUE] = win.value ?? LEFT_OPEN;
  const octets = payload === null ? NO_SPAN : payload.span;
  integers[first + PAYLOAD_START] = octets.start;
  integers[first + PAYLOAD_END] = octets.end;
  const time = at === null ? NO_SPAN : at.span;
  integers[first + AT_START] = time.start;
  integers[first + AT_END] = time.end;
  if (at !== null) times[slot] = at.ms;
}

/** Sender and receiver. A text has few, so that two are kept at hand for all its segments. */
interface Ends {
  readonly from: string;
  readonly to: string;
}

let lastEnds: Ends = { from: "", to: "" };
let endsBefore: Ends = lastEnds;

function endsOf(from: string, to: string): Ends {
  if (lastEnds.from === from && lastEnds.to === to) return lastEnds;
  const known = endsBefore.from === from && endsBefore.to === to ? endsBefore : { from, to };
  endsBefore = lastEnds;
  lastEnds = known;
  return known;
}

/**
 * Names, arrow, plain numbers and flags are kept by what they are made of, for a node less is less to carry, and where they
 * stand is kept where the garbage collector carries nothing (bench); what most segments lack is kept beside it.
 */
export class SegmentNode implements Segment {
  private readonly shelf: Shelf;
  private readonly slot: number;
  private readonly ends: Ends;
  private readonly listed: readonly FlagName[];
  private readonly seqSymbol: string | null;
  private readonly ackSymbol: string | null;
  private readonly payloadText: string | null;
  private rest: Readonly<SegmentRest>;

  constructor(
    line: number,
    start: number,
    end: number,
    from: NameNode,
    arrow: ArrowNode,
    to: NameNode,
    draft: SegmentDraft,
  ) {
    if (shelf.taken === ON_A_SHELF) shelf = new Shelf();
    const slot = shelf.taken++;
    const flags = draft.plainFlags();
    const seq = draft.plain("seq");
    const ack = draft.plain("ack");
    const len = draft.plain("len");
    const win = draft.plainWindow();
    const { at, payload } = draft;
    if (win !== NO_INTEGER || payload !== null || at !== null) putAside(slot, win, payload, at);
    this.shelf = shelf;
    this.slot = slot;
    this.ends = endsOf(from.name, to.name);
    this.listed = flags.names;
    this.seqSymbol = seq.symbol;
    this.ackSymbol = ack.symbol;
    this.payloadText = payload === null ? null : payload.value;
    this.rest = draft.rest;
    const { amounts, integers } = shelf;
    amounts[slot * AMOUNTS + SEQ] = seq.amount;
    amounts[slot * AMOUNTS + ACK] = ack.amount;
    amounts[slot * AMOUNTS + LEN] = len.amount;
    const first = slot * EACH;
    integers[first + LINE] = line;
    integers[first + START] = start;
    integers[first + END] = end;
    integers[first + FROM_START] = from.start;
    integers[first + FROM_END] = from.end;
    integers[first + ARROW_START] = arrow.start;
    integers[first + ARROW_END] = arrow.end;
    integers[first + ARROW] = arrowOf(arrow);
    integers[first + TO_START] = to.start;
    integers[first + TO_END] = to.end;
    integers[first + FLAGS_START] = flags.start;
    integers[first + FLAGS_END] = flags.end;
    integers[first + SEQ_START] = seq.start;
    integers[first + ACK_START] = ack.start;
    integers[first + LEN_START] = len.start;
  }

  private integer(which: number): number {
    return this.shelf.integers[this.slot * EACH + which] as number;
  }

  private amount(which: number): number {
    return this.shelf.amounts[this.slot * AMOUNTS + which] as number;
  }

  /** Of the side shelf, where there is one. */
  private sideInteger(which: number): number {
    const { side } = this.shelf;
    return side === null ? NOWHERE : (side.integers[this.slot * MORE + which] as number);
  }

  /** Another window than the one that was read, in octets; null for none. */
  showWindow(octets: number | null): void {
    const { rest } = this;
    const { side } = this.shelf;
    const first = this.slot * MORE;
    if (rest.win !== null)
      this.rest = { ...rest, win: octets === null ? null : { ...rest.win, value: octets } };
    else if (side === null) return;
    else if (octets === null) side.integers[first + WIN_START] = NOWHERE;
    else side.integers[first + WIN_VALUE] = octets;
  }

  get type(): "segment" {
    return "segment";
  }

  get line(): number {
    return this.integer(LINE);
  }

  get span(): Span {
    return { start: this.integer(START), end: this.integer(END) };
  }

  get fromName(): string {
    return this.ends.from;
  }

  get toName(): string {
    return this.ends.to;
  }

  get from(): NameNode {
    return new NameNode(this.integer(FROM_START), this.integer(FROM_END), this.fromName);
  }

  get arrow(): ArrowNode {
    const { kind, reversed } = ARROWS[this.integer(ARROW)] as Pick<Arrow, "kind" | "reversed">;
    return new ArrowNode(this.integer(ARROW_START), this.integer(ARROW_END), kind, reversed);
  }

  get to(): NameNode {
    return new NameNode(this.integer(TO_START), this.integer(TO_END), this.toName);
  }

  get flags(): Flags {
    const start = this.integer(FLAGS_START);
    if (start === NOWHERE) return this.rest.flags;
    return new FlagList(start, this.integer(FLAGS_END), this.listed);
  }

  get flagNames(): readonly FlagName[] {
    return this.integer(FLAGS_START) === NOWHERE ? this.rest.flags.names : this.listed;
  }

  get seq(): NumberField | null {
    const start = this.integer(SEQ_START);
    return start === NOWHERE ? this.rest.seq : new PlainNumberField(start, this.seqSymbol, this.amount(SEQ));
  }

  get ack(): NumberField | null {
    const start = this.integer(ACK_START);
    return start === NOWHERE ? this.rest.ack : new PlainNumberField(start, this.ackSymbol, this.amount(ACK));
  }

  get len(): NumberField | null {
    const start = this.integer(LEN_START);
    return start === NOWHERE ? this.rest.len : new PlainNumberField(start, null, this.amount(LEN));
  }

  sum(field: "seq" | "ack" | "len"): Expr | null {
    const start = this.integer(field === "seq" ? SEQ_START : field === "ack" ? ACK_START : LEN_START);
    if (start === NOWHERE) return this.rest[field]?.value ?? null;
    const at = start + VALUE_START;
    if (field === "seq") return new PlainSum(at, this.seqSymbol, this.amount(SEQ));
    if (field === "ack") return new PlainSum(at, this.ackSymbol, this.amount(ACK));
    return new PlainSum(at, null, this.amount(LEN));
  }

  get old(): Span | null {
    return this.rest.old;
  }

  get at(): TimeNode | null {
    const start = this.sideInteger(AT_START);
    const { side } = this.shelf;
    if (side === null || start === NOWHERE) return null;
    return new TimeNode(start, this.sideInteger(AT_END), side.times[this.slot] as number);
  }

  get payload(): Text | null {
    const value = this.payloadText;
    if (value === null) return null;
    return { value, span: { start: this.sideInteger(PAYLOAD_START), end: this.sideInteger(PAYLOAD_END) } };
  }

  get win(): IntegerField | null {
    const start = this.sideInteger(WIN_START);
    if (start === NOWHERE) return this.rest.win;
    const value = this.sideInteger(WIN_VALUE);
    return new PlainIntegerField(
      start,
      this.sideInteger(WIN_KEY_END),
      this.sideInteger(WIN_END),
      value === LEFT_OPEN ? null : value,
    );
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
