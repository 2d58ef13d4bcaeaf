/**
 * How each thing that a walk keeps is compared with what it was before an edit, and moved to where it is now. A type
 * whose fields are not all named here does not compile: so a new field cannot be forgotten.
 */

import type { Span } from "../language/ast.js";
import type { End, Heard, OctetRange, Owed, Queue, Sent } from "../tcp/endpoint.js";
import { isSameNum, type Num } from "../tcp/number.js";
import type { Offer, TcpSegment } from "../tcp/segment.js";
import type { Lasting, Tcb } from "../tcp/tcb.js";
import type { DeclaredStart, Endpoint, FirstWindows, InFlight, Printed, Skew } from "./connection.js";
import type { ConnectionState } from "./journal.js";
import type { IdleLine, Recovery } from "./recovery.js";
import type { Shift } from "./shift.js";
import type { SymbolInfo } from "./trace.js";
import type { Snapshot } from "./world.js";

export interface KeptKind<T> {
  /** Whether `old` is `now`, but for the places and steps in it, which have moved. */
  same(old: T, now: T, shift: Shift): boolean;
  /** `old` as it is now; undefined where it has to do with what is no more. */
  moved(old: T, shift: Shift): T | undefined;
}

type Shape<T> = { readonly [K in keyof T]-?: KeptKind<T[K]> };

/** The same wherever it stands. */
function plain<T extends string | number | boolean | null | undefined>(): KeptKind<T> {
  return { same: (old, now) => old === now, moved: (old) => old };
}

/** Counts up through the flow: what matters is how much it has grown, and that its owner sees to. */
const counter: KeptKind<number> = { same: () => true, moved: (old) => old };

/** Compared and moved by its owner. */
function elsewhere<T>(): KeptKind<T> {
  return { same: () => true, moved: (old) => old };
}

const number: KeptKind<Num> = { same: isSameNum, moved: (old) => old };
const numberOrNull: KeptKind<Num | null> = { same: isSameNum, moved: (old) => old };

const line: KeptKind<number> = {
  same: (old, now, shift) => shift.line(old) === now,
  moved: (old, shift) => shift.line(old) ?? undefined,
};

/** What was before the flow has no step in it. */
const step: KeptKind<number> = {
  same: (old, now, shift) => (old < 0 ? old : shift.step(old)) === now,
  moved: (old, shift) => (old < 0 ? old : (shift.step(old) ?? undefined)),
};

const span: KeptKind<Span> = {
  same: (old, now, shift) => {
    const there = shift.span(old);
    return there !== null && there.start === now.start && there.end === now.end;
  },
  moved: (old, shift) => shift.span(old) ?? undefined,
};

function orNull<T extends object>(kind: KeptKind<T>): KeptKind<T | null> {
  return {
    same: (old, now, shift) => (old === null || now === null ? old === now : kind.same(old, now, shift)),
    moved: (old, shift) => (old === null ? null : kind.moved(old, shift)),
  };
}

function optional<T extends object>(kind: KeptKind<T>): KeptKind<T | null | undefined> {
  const known = orNull(kind);
  return {
    same: (old, now, shift) => known.same(old ?? null, now ?? null, shift),
    moved: (old, shift) => known.moved(old ?? null, shift),
  };
}

function object<T extends object>(shape: Shape<T>): KeptKind<T> {
  const keys = Object.keys(shape) as (keyof T)[];
  return {
    same: (old, now, shift) => keys.every((key) => shape[key].same(old[key], now[key], shift)),
    moved: (old, shift) => {
      const copy = { ...old };
      for (const key of keys) {
        const there = shape[key].moved(old[key], shift);
        if (there === undefined && old[key] !== undefined) return undefined;
        copy[key] = there as T[keyof T];
      }
      return copy;
    },
  };
}

/** An object that knows no places. */
function data<T extends object>(shape: Shape<T>): KeptKind<T> {
  const { same } = object(shape);
  return { same: (old, now, shift) => old === now || same(old, now, shift), moved: (old) => old };
}

function list<L extends readonly unknown[]>(kind: KeptKind<L[number]>): KeptKind<L> {
  return {
    same: (old, now, shift) =>
      old.length === now.length && old.every((one, i) => kind.same(one, now[i], shift)),
    moved: (old, shift) => {
      const there = old.map((one) => kind.moved(one, shift));
      return there.some((one, i) => one === undefined && old[i] !== undefined)
        ? undefined
        : (there as unknown as L);
    },
  };
}

const LASTING = data<Lasting>({
  state: plain(),
  previous: plain(),
  passed: plain(),
  passive: plain(),
  iss: numberOrNull,
  irs: numberOrNull,
  maxSndWnd: plain(),
  fin: numberOrNull,
  peerFin: plain(),
  reset: plain(),
});

const OWN = data<Omit<Tcb, keyof Lasting>>({
  lasting: LASTING,
  sndUna: numberOrNull,
  sndNxt: numberOrNull,
  sndWnd: plain(),
  sndWl1: numberOrNull,
  sndWl2: numberOrNull,
  rcvNxt: numberOrNull,
  rcvWnd: plain(),
  lastAck: numberOrNull,
});

/** What it says of what lasts stands in `lasting`. */
const TCB: KeptKind<Tcb> = { same: OWN.same, moved: (old) => old };

const SENT = object<Sent>({
  seq: number,
  len: number,
  flags: plain(),
  payload: plain(),
  lost: plain(),
  step,
  named: plain(),
});

const PIECE = data<OctetRange>({ seq: number, len: number, fin: plain() });

const OWED = object<Owed>({
  kind: plain(),
  seq: numberOrNull,
  ack: numberOrNull,
  cause: step,
  abort: plain(),
});

const OFFER = data<Offer>({ mss: plain(), wscale: plain(), sackok: plain(), ts: plain(), ecn: plain() });

const SEGMENT = data<TcpSegment>({
  flags: plain(),
  seq: number,
  ack: numberOrNull,
  len: number,
  win: plain(),
  payload: plain(),
  tsval: plain(),
  tsecr: plain(),
  fastOpen: plain(),
  offer: optional(OFFER),
});

const END = object<End>({
  tcb: TCB,
  owned: elsewhere(),
  sent: list(SENT),
  ahead: list(PIECE),
  held: list<readonly TcpSegment[]>(SEGMENT),
  latest: orNull(list<readonly Num[]>(number)),
  unanswered: list<readonly OctetRange[]>(PIECE),
  again: list<readonly OctetRange[]>(PIECE),
  points: list(number),
  owed: list(OWED),
  owedBefore: list(OWED),
  queued: orNull(data<Queue>({ amount: number, octets: list<readonly number[]>(plain()) })),
  expired: plain(),
  closing: plain(),
  spoken: plain(),
  mayHaveHeard: plain(),
  lastWasPure: plain(),
  duplicateAcks: plain(),
  probing: plain(),
  offer: orNull(OFFER),
  peerOffer: orNull(OFFER),
  promised: numberOrNull,
  unread: numberOrNull,
  fastOpen: plain(),
  queueFull: plain(),
  clock: plain(),
  heard: orNull(data<Heard>({ low: plain(), high: plain(), last: list<readonly number[]>(plain()) })),
  tsRecent: plain(),
  leastIss: numberOrNull,
});

const CONNECTION = object<ConnectionState>({
  ends: list(END),
  skew: list(orNull(data<Skew>({ by: number, at: number, field: plain() }))),
  opened: plain(),
  elided: plain(),
  clockDoubted: plain(),
  recovery: data<Recovery>({
    told: list(plain<string>()),
    idle: orNull(data<IdleLine>({ side: plain(), flags: plain(), end: numberOrNull })),
    bases: orNull(list(numberOrNull)),
    edges: list(orNull(list(number))),
  }),
});

const IN_FLIGHT = object<InFlight>({
  id: plain(),
  connection: plain(),
  from: plain(),
  segment: SEGMENT,
  step,
  line,
  span,
  fate: plain(),
  arrivals: plain(),
});

export const WORLD = object<Snapshot>({
  mark: list(plain<number>()),
  symbols: plain(),
  connections: list(CONNECTION),
  endpoints: list(data({ listening: plain(), last: plain() })),
  flight: list(IN_FLIGHT),
  lastMoved: plain(),
  // There are none between two lines, but where a flow begins.
  found: elsewhere(),
  step,
  // Every line sets its own.
  line: elsewhere(),
  undecided: counter,
  time: plain(),
  afterBroken: plain(),
  silenced: counter,
});

const START = data<DeclaredStart>({
  state: plain(),
  isn: numberOrNull,
  snd: numberOrNull,
  rcv: numberOrNull,
  window: plain(),
  mss: plain(),
  syncookies: plain(),
  inorder: plain(),
  options: orNull(OFFER),
});

export const ENDPOINT = object<Endpoint>({
  name: plain(),
  role: plain(),
  label: plain(),
  span,
  line,
  declared: plain(),
  start: START,
  listening: plain(),
  reads: plain(),
  index: plain(),
  last: plain(),
});

const FIRST_WINDOWS = data<FirstWindows>({ syn: plain(), behind: plain() });

export const PRINTED = orNull(data<Printed>({ scaled: plain(), first: list(FIRST_WINDOWS) }));

const SYMBOL_SHAPE: Shape<Omit<SymbolInfo, "span">> = {
  name: plain(),
  kind: plain(),
  value: number,
  how: plain(),
  endpoint: plain(),
  line,
  step,
  doubted: plain(),
};

/** All of a symbol but its place. */
export const SYMBOL_VALUE = object(SYMBOL_SHAPE);

export const SYMBOL = object<SymbolInfo>({ ...SYMBOL_SHAPE, span });

export function areSame<T>(kind: KeptKind<T>, old: readonly T[], now: readonly T[], shift: Shift): boolean {
  return list<readonly T[]>(kind).same(old, now, shift);
}
