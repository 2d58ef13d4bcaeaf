/** A ladder of a real exchange as a flow: what left and arrived when, with every number and state claimed. */

import { readTimer } from "./calls.js";
import { type Endpoints, endpointsOf } from "./endpoints.js";
import { type CallEvent, eventsOf, type LadderEvent } from "./events.js";
import { showsReads } from "./reads.js";
import { type Captures, type LadderRow, otherSide, readRows } from "./rows.js";
import { type Agreed, agreedIn, writeSegment } from "./segment.js";
import { claimableSamples, isSample } from "./states.js";

export interface LadderFlow {
  readonly text: string;
  /** How many states the ladder gives, and how many of them the flow claims. */
  readonly sampled: number;
  readonly claimed: number;
}

/** Writes the flow. `captures` are tshark's lists of the frames at both ends. */
export function flowOfLadder(title: string, ladder: string, captures: Captures): LadderFlow {
  const rows = readRows(ladder, captures);
  const events = eventsOf(rows);
  const writer: Writer = {
    endpoints: endpointsOf(rows, events),
    agreed: agreedIn(rows),
    reads: showsReads(events),
    claimable: claimableSamples(events),
    names: new Map(),
    closed: new Set(),
    states: new Map(),
    claimed: 0,
  };
  const lines = [`flow "${title}"`, ...writer.endpoints.declarations, ""];
  for (let i = 0; i < events.length; i++) {
    const event = events[i];
    const next = events[i + 1];
    if (event === undefined) continue;
    // What arrives before anything else happens has an arrow of its own.
    const direct = event.kind === "departure" && next?.kind === "arrival" && next.row === event.row;
    lines.push(...writeEvent(writer, event, direct));
    if (direct) i++;
    lines.push(...claims(writer, direct ? [event, next] : [event]));
  }
  const sampled = rows.flatMap(({ states }) => [states.A, states.B].filter(isSample)).length;
  return { text: `${lines.join("\n")}\n`, sampled, claimed: writer.claimed };
}

interface Writer {
  readonly endpoints: Endpoints;
  readonly agreed: Agreed;
  readonly reads: boolean;
  readonly claimable: ReadonlySet<LadderEvent>;
  /** What the segments are called for `deliver`. */
  readonly names: Map<LadderRow, string>;
  /** The ends whose program has closed them. */
  readonly closed: Set<string>;
  /** The last sample of each end. */
  readonly states: Map<string, string>;
  claimed: number;
}

function writeEvent(writer: Writer, event: LadderEvent, direct: boolean): readonly string[] {
  const at = `@${event.at}ms `;
  switch (event.kind) {
    case "departure":
      return [at + writeDeparture(writer, event.row, direct)];
    case "arrival":
      if (event.row.at === null && event.copy === 0) return [at + writeInjected(writer, event.row)];
      return [`${at}deliver ${writer.names.get(event.row)}`];
    case "call":
      return writeCall(writer, event).map((line) => at + line);
    case "timer": {
      const ended = event.row.states[event.side] === "CLOSED" && !event.resets;
      const timer = readTimer(event.row.call, writer.states.get(endOf(event)) ?? "", ended);
      return [`${at}${writer.endpoints.subject(event.side, event.connection)}: timeout ${timer}`];
    }
  }
}

function writeDeparture(writer: Writer, row: LadderRow, direct: boolean): string {
  const arrow = row.arrivals.length === 0 ? "-x" : direct ? "->" : "~>";
  return writeArrow(writer, row, arrow) + nameFor(writer, row, !direct || row.arrivals.length > 1);
}

function writeInjected(writer: Writer, row: LadderRow): string {
  return `old ${writeArrow(writer, row, "->")}${nameFor(writer, row, row.arrivals.length > 1)}`;
}

function writeArrow(writer: Writer, row: LadderRow, arrow: string): string {
  const { endpoints, agreed } = writer;
  const { side, connection, segment } = row;
  // A SYN begins a connection, which can be closed anew.
  if (segment?.flags.includes("SYN"))
    for (const end of ["A", "B"]) writer.closed.delete(`${end} ${connection}`);
  const from = endpoints.name(side, connection);
  const to = endpoints.name(otherSide(side), connection);
  return `${from} ${arrow} ${to}: ${segment === null ? "" : writeSegment(segment, connection, agreed)}`;
}

/** A segment that is delivered by name is called after its sender: a1, a2, b1. */
function nameFor(writer: Writer, row: LadderRow, wanted: boolean): string {
  if (!wanted || row.arrivals.length === 0) return "";
  const own = [...writer.names.keys()].filter(({ side }) => side === row.side).length;
  const name = `${row.side.toLowerCase()}${own + 1}`;
  writer.names.set(row, name);
  return ` as ${name}`;
}

function writeCall(writer: Writer, event: CallEvent): readonly string[] {
  const { call, side, connection, row } = event;
  const subject = writer.endpoints.subject(side, connection);
  const name = writer.endpoints.name(side, connection);
  const text = row.call.replaceAll("->", ":").replace(/ +:/g, ":");
  const told = [connection === "" ? `note: ${side}: ${text}` : `note ${name}: ${text}`];
  const end = endOf(event);
  if (connection === "" && call.word !== "listen") return told;
  switch (call.word) {
    case "listen":
      return [`${name}: listen`];
    case "open":
    case "crash":
      return [`${subject}: ${call.word}`];
    case "send":
      return [`${subject}: send ${call.octets}`];
    case "receive":
      return writer.reads ? [`${subject}: receive ${call.octets}`] : told;
    case "end":
      return writer.reads && row.states[side] !== "CLOSED" ? [`${subject}: receive`] : told;
    case "abort":
      return [`${subject}: abort`];
    case "close":
      // To close the socket of a side that was shut down before is no CLOSE to TCP.
      if (writer.closed.has(end)) return told;
      writer.closed.add(end);
      return [`${subject}: close`];
    default:
      return told;
  }
}

function claims(writer: Writer, events: readonly LadderEvent[]): readonly string[] {
  for (const event of events) {
    const state = event.row.states[event.side];
    if (isSample(state)) writer.states.set(endOf(event), state);
  }
  const made = events
    .filter((event) => writer.claimable.has(event))
    .map((event) => ({
      subject: writer.endpoints.subject(event.side, event.connection),
      state: event.row.states[event.side],
    }));
  writer.claimed += made.length;
  const [one, two] = made;
  if (one && two && one.state === two.state)
    return [`  ${[one.subject, two.subject].sort().join(", ")}: ${one.state}`];
  return made.map(({ subject, state }) => `  ${subject}: ${state}`);
}

function endOf({ side, connection }: LadderEvent): string {
  return `${side} ${connection}`;
}
