/** A segment line as it is read; how it is kept see `segment-node.ts`. */

import type {
  FastOpenField,
  Flags,
  IntegerField,
  Name,
  NumberField,
  SackField,
  Span,
  Text,
  Time,
  TimestampField,
} from "./ast.js";
import { FlagList, NOT_WRITTEN, PlainIntegerField, PlainNumberField } from "./nodes.js";

/** What most segments are without; flags and numbers are here that are not written plainly. */
export class SegmentRest {
  flags: Flags = NOT_WRITTEN;
  seq: NumberField | null = null;
  ack: NumberField | null = null;
  len: NumberField | null = null;
  old: Span | null = null;
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
  payload: Text | null = null;
  win: IntegerField | null = null;
  rest: Readonly<SegmentRest> = NO_REST;

  /** Nothing is read yet: one draft serves all lines, for each is done with before the next is begun (bench). */
  begin(at: Time | null): this {
    this.at = at;
    this.flags = NOT_WRITTEN;
    this.seq = null;
    this.ack = null;
    this.len = null;
    this.payload = null;
    this.win = null;
    this.rest = NO_REST;
    return this;
  }

  /** The rest, to be written to. */
  get own(): SegmentRest {
    if (this.rest === NO_REST) this.rest = new SegmentRest();
    return this.rest;
  }

  /** The number, if it is a plain one; any other one goes to the rest, and so does a length with a name, which few have. */
  plain(field: "seq" | "ack" | "len"): PlainNumberField {
    const number = this[field];
    if (number instanceof PlainNumberField && (field !== "len" || number.symbol === null)) return number;
    if (number !== null) this.own[field] = number;
    return NO_NUMBER;
  }

  plainWindow(): PlainIntegerField {
    const { win } = this;
    if (win instanceof PlainIntegerField) return win;
    if (win !== null) this.own.win = win;
    return NO_INTEGER;
  }

  plainFlags(): FlagList {
    const { flags } = this;
    if (flags instanceof FlagList) return flags;
    if (flags !== NOT_WRITTEN) this.own.flags = flags;
    return NO_LIST;
  }
}

/** Where nothing stands. */
export const NOWHERE = -1;
const NO_NUMBER = new PlainNumberField(NOWHERE, null, 0);
export const NO_INTEGER = new PlainIntegerField(NOWHERE, NOWHERE, NOWHERE, null);
const NO_LIST = new FlagList(NOWHERE, NOWHERE, []);
export const NO_SPAN: Span = { start: NOWHERE, end: NOWHERE };
