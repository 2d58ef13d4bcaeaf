/** The rows of a ladder as events at one end each, in the order in which they happened. */

import { textAt } from "../../language/at.js";
import { type CallWord, type LadderCall, readCall } from "./calls.js";
import { type LadderRow, type LadderSide, otherSide } from "./rows.js";

export type LadderEvent = DepartureEvent | ArrivalEvent | CallEvent | TimerEvent;

interface EventBase {
  readonly row: LadderRow;
  readonly at: number;
  /** Where it happened: an arrival is the receiver's. */
  readonly side: LadderSide;
  readonly connection: string;
}

export interface DepartureEvent extends EventBase {
  readonly kind: "departure";
}

export interface ArrivalEvent extends EventBase {
  readonly kind: "arrival";
  /** 0, or 1 for the copy that the network made. */
  readonly copy: number;
}

export interface CallEvent extends EventBase {
  readonly kind: "call";
  readonly call: LadderCall;
}

export interface TimerEvent extends EventBase {
  readonly kind: "timer";
  /** Whether a RST goes out at once. */
  readonly resets: boolean;
}

/** All events by time; those of one moment stay in the order of the table. */
export function eventsOf(rows: readonly LadderRow[]): readonly LadderEvent[] {
  const events = rows.flatMap(eventsOfRow).sort((a, b) => a.at - b.at || a.row.index - b.row.index);
  return withResets(callsFirst(withConnections(events)));
}

function eventsOfRow(row: LadderRow): readonly LadderEvent[] {
  const { side, connection } = row;
  if (row.kind !== "segment") {
    const base = { row, at: row.at ?? 0, side, connection };
    return [
      row.kind === "timer"
        ? { kind: "timer", ...base, resets: false }
        : { kind: "call", ...base, call: readCall(row.call) },
    ];
  }
  const arrivals: LadderEvent[] = row.arrivals.map((at, copy) => ({
    kind: "arrival",
    row,
    at,
    side: otherSide(side),
    connection,
    copy,
  }));
  return row.at === null ? arrivals : [{ kind: "departure", row, at: row.at, side, connection }, ...arrivals];
}

/** Which segment a call brings forth. */
const BRINGS: Partial<Record<CallWord, (row: LadderRow) => boolean>> = {
  open: (row) => has(row, "SYN"),
  send: (row) => (row.segment?.len ?? 0) > 0,
  close: (row) => has(row, "FIN"),
  abort: (row) => has(row, "RST"),
};

/**
 * A ladder of several connections does not always say whose a call was: of the one whose segment it brings forth, or
 * whose data it reads.
 */
function withConnections(events: readonly LadderEvent[]): readonly LadderEvent[] {
  const all = [...new Set(events.map((event) => event.connection).filter((name) => name !== ""))];
  const inbox: Inbox[] = [];
  return events.map((event, index) => {
    if (event.kind === "arrival") deliver(inbox, event);
    if (event.kind !== "call" || event.connection !== "") return event;
    if (all.length === 1) return { ...event, connection: textAt(all, 0) };
    return { ...event, connection: broughtForth(events, index, event) ?? read(inbox, event) ?? "" };
  });
}

function broughtForth(events: readonly LadderEvent[], from: number, call: CallEvent): string | undefined {
  const fits = BRINGS[call.call.word];
  if (fits === undefined) return undefined;
  const own = (event: LadderEvent) =>
    event.kind === "departure" && event.side === call.side && fits(event.row);
  return (events.slice(from).find(own) ?? events.slice(0, from).findLast(own))?.connection;
}

/** What lies in a connection for a program to read. */
interface Inbox {
  readonly side: LadderSide;
  readonly connection: string;
  unread: number;
  closed: boolean;
}

function deliver(inbox: Inbox[], { side, connection, row }: ArrivalEvent): void {
  const len = row.segment?.len ?? 0;
  const closed = has(row, "FIN");
  if (len > 0 || closed) inbox.push({ side, connection, unread: len, closed });
}

/** The oldest data that a call may have read, taken out of the inbox. */
function read(inbox: Inbox[], { side, call }: CallEvent): string | undefined {
  const found = inbox.findIndex(
    (box) => box.side === side && (call.word === "end" ? box.closed : box.unread > 0),
  );
  if (found < 0 || (call.word !== "end" && call.word !== "receive")) return undefined;
  return inbox.splice(found, 1)[0]?.connection;
}

/** How long a call may have been at work before it was written down. */
const LONGEST_CALL_MS = 5;

/** A call is written down when it returns, which may be after its segments have left: it is moved before them. */
function callsFirst(events: readonly LadderEvent[]): readonly LadderEvent[] {
  const ordered = [...events];
  const called = new Map<string, number>();
  const sent = new Set<string>();
  for (let i = 0; i < ordered.length; i++) {
    const event = ordered[i];
    if (event?.kind === "call") count(called, event);
    if (event?.kind !== "departure") continue;
    const late = lateCall(ordered, i, event, called, sent);
    if (late < 0) continue;
    const [call] = ordered.splice(late, 1);
    ordered.splice(i, 0, { ...(call as CallEvent), at: event.at });
    i--;
  }
  return ordered;
}

/** Where the call stands that brought a segment forth, if it is written down after it; else -1. */
function lateCall(
  events: readonly LadderEvent[],
  from: number,
  segment: DepartureEvent,
  called: Map<string, number>,
  sent: Set<string>,
): number {
  for (const word of ["open", "send", "close", "abort"] as const) {
    if (BRINGS[word]?.(segment.row) !== true) continue;
    const key = keyOf(segment, word);
    const copy = `${key} ${segment.row.segment?.seq}`;
    if (sent.has(copy)) continue;
    const left = called.get(key) ?? 0;
    if (left > 0) {
      sent.add(copy);
      called.set(key, left - (word === "send" ? (segment.row.segment?.len ?? 0) : 1));
      continue;
    }
    const late = events.findIndex((other, j) => j > from && isLate(other, segment, word));
    if (late >= 0) return late;
  }
  return -1;
}

function withResets(events: readonly LadderEvent[]): readonly LadderEvent[] {
  return events.map((event, index) => {
    if (event.kind !== "timer") return event;
    const next = events
      .slice(index + 1)
      .find((other) => other.kind === "departure" && isSameEnd(other, event));
    return { ...event, resets: next !== undefined && has(next.row, "RST") && isSoon(event, next) };
  });
}

function isSameEnd(one: LadderEvent, other: LadderEvent): boolean {
  return one.side === other.side && one.connection === other.connection;
}

function isSoon(one: LadderEvent, other: LadderEvent): boolean {
  return other.at - one.at <= LONGEST_CALL_MS;
}

/** A SEND accounts for its octets, any other call for one segment. */
function count(called: Map<string, number>, event: CallEvent): void {
  const { word, octets } = event.call;
  const key = keyOf(event, word);
  called.set(key, (called.get(key) ?? 0) + (word === "send" ? (octets ?? 0) : 1));
}

function isLate(other: LadderEvent, segment: DepartureEvent, word: CallWord): boolean {
  return (
    other.kind === "call" && keyOf(other, other.call.word) === keyOf(segment, word) && isSoon(segment, other)
  );
}

function keyOf(event: LadderEvent, word: CallWord): string {
  return `${event.side} ${event.connection} ${word}`;
}

function has(row: LadderRow, flag: string): boolean {
  return row.segment?.flags.includes(flag) ?? false;
}
