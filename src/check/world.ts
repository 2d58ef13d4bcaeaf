/**
 * The state of one flow while it is walked: endpoints, connections, segments in flight, symbols.
 *
 * A world can be taken back: `mark` before, `rollback` after. That is how another course is tried, and how a mistake
 * is recovered from. What a line is about to change is put into the journal first (`touch`), so that a mark costs nothing
 * until something changes, however many connections there are. `snapshot` is a copy of it all, for keeps.
 */

import type { Span, Statement } from "../language/ast.js";
import { cloneEnd, newEnd } from "../tcp/endpoint.js";
import { type Num, Numbers } from "../tcp/number.js";
import { CLOSED_TCB, LISTEN_TCB, type Tcb, tcbWith } from "../tcp/tcb.js";
import { CODES, type Code, type FindingArgs, type Severity } from "./codes.js";
import type { Connection, Endpoint, InFlight, Skew } from "./connection.js";
import { Course, NOTHING_DECIDED } from "./course.js";
import { expressWith } from "./express.js";
import { type ConnectionState, copyOf, Journal, putBack } from "./journal.js";
import { NO_RECOVERY, type Recovery } from "./recovery.js";
import { Symbols } from "./symbols.js";
import type { Finding, Related, RelatedReason, Step, SymbolInfo } from "./trace.js";

export class World {
  readonly numbers = new Numbers();
  readonly symbols: Symbols;
  readonly endpoints: Endpoint[] = [];
  readonly connections: Connection[] = [];
  /** Named segments, and those in flight, in the order sent. */
  readonly flight: InFlight[] = [];
  /** The connection in which something happened last; -1 before. */
  lastMoved = -1;
  /** Findings of the step under way. */
  found: Finding[] = [];
  /** The statement under way, by its place in the flow. */
  cursor = 0;
  /** Index of the step under way, and its line. */
  step = 0;
  line = 0;
  undecided = 0;
  /** A line that could not be read stands just above: it may have been the segment that is missing. */
  afterBroken = false;
  /** What was not told because it follows from a line that was left without effect. */
  silenced = 0;
  /** `@TIME` of the last line that had one, in milliseconds. */
  time = 0;
  /** The steps so far, to point back at. */
  history: readonly Step[] = [];
  /** Which of several outcomes the line under way takes, and what was asked of it so far. */
  readonly course = new Course();
  private readonly memory: Memory = {
    atoms: 0,
    settled: 0,
    symbols: 0,
    undecided: 0,
    recovery: NO_RECOVERY,
    skew: [null, null],
  };
  /** Trying out: no alternatives are tried inside, and only errors count. */
  trial = false;
  private readonly journal = new Journal();
  /** The connections that the statement under way has to do with. */
  touched: readonly Connection[] = NO_CONNECTION;
  /** A declaration says from which network address an endpoint sends. */
  hasAddresses = false;
  private readonly byName = new Map<string, Endpoint>();
  private readonly degrees: number[] = [];
  private readonly byPair = new Map<number, Connection>();

  constructor(statements: readonly Statement[] = []) {
    this.symbols = new Symbols(statements);
  }

  report<C extends Code>(code: C, span: Span, args: FindingArgs[C], related: readonly Related[] = []): void {
    const severity: Severity = CODES[code].severity;
    this.found.push({ code, severity, span, line: this.line, args, related } as unknown as Finding);
  }

  /** `n` in the flow's words; `fallback`, else nothing, where nobody has named it. */
  say(n: Num | null, fallback = ""): string {
    return n === null ? fallback : (expressWith(this.numbers, this.symbols, n) ?? fallback);
  }

  /** Points back at the line of a step; empty where there is none. */
  pointTo(step: number | undefined, reason: RelatedReason): readonly Related[] {
    const from = step === undefined ? undefined : this.history[step];
    return from === undefined ? [] : [{ span: from.statement.span, line: from.line, reason }];
  }

  define(info: Omit<SymbolInfo, "step" | "line"> & { readonly line?: number }): void {
    const { name, kind, value, span, how, endpoint, doubted } = info;
    const symbol = { name, kind, value, span, line: info.line ?? this.line, how, endpoint, step: this.step };
    this.symbols.define(doubted === undefined ? symbol : { ...symbol, doubted });
  }

  endpoint(name: string): Endpoint | undefined {
    // Most flows have two, which are found before a hash is looked up (bench).
    const [first, second] = this.endpoints;
    if (first?.name === name) return first;
    return second?.name === name ? second : this.byName.get(name);
  }

  addEndpoint(endpoint: Endpoint): void {
    this.endpoints.push(endpoint);
    this.byName.set(endpoint.name, endpoint);
  }

  connection(one: Endpoint, other: Endpoint): Connection | undefined {
    return this.byPair.get(pairKey(one, other));
  }

  /** The connection of the two, made where there is none yet. */
  connect(from: Endpoint, to: Endpoint): Connection {
    const known = this.connection(from, to);
    if (known !== undefined) return known;
    const first = from.role === "server" || (to.role === "client" && from.role !== "client") ? to : from;
    return this.addConnection(first, first === from ? to : from);
  }

  addConnection(first: Endpoint, second: Endpoint): Connection {
    const connection: Connection = {
      index: this.connections.length,
      names: [first.name, second.name],
      endpoints: [first, second],
      ends: [newEnd(startingTcb(first)), newEnd(startingTcb(second))],
      skew: [null, null],
      last: null,
      opened: 0,
      elided: false,
      clockDoubted: false,
      recovery: NO_RECOVERY,
      printed: null,
      savedAt: -1,
      alone: [],
    };
    connection.alone.push(connection);
    this.connections.push(connection);
    for (const { index } of [first, second]) this.degrees[index] = (this.degrees[index] ?? 0) + 1;
    this.byPair.set(pairKey(first, second), connection);
    return connection;
  }

  /** A statement is about to be performed, with these outcomes. */
  begin(statement: Statement, index: number, script: readonly boolean[] = NOTHING_DECIDED): void {
    this.line = statement.line;
    this.cursor = index;
    this.course.begin(script);
    this.touched = NO_CONNECTION;
  }

  /** The statement under way has to do with a connection. */
  touch(connection: Connection): void {
    this.journal.save(connection);
    this.lastMoved = connection.index;
    this.touched = this.touched.length === 0 ? connection.alone : [...this.touched, connection];
  }

  /** An endpoint is about to take part in a connection. */
  takesPart(endpoint: Endpoint, connection: Connection): void {
    if (endpoint.last === connection.index) return;
    this.journal.saveEndpoint(endpoint);
    endpoint.last = connection.index;
  }

  setListening(endpoint: Endpoint, listening: boolean): void {
    if (endpoint.listening === listening) return;
    this.journal.saveEndpoint(endpoint);
    endpoint.listening = listening;
  }

  /** A segment in flight arrives, once more perhaps. */
  countArrival(flying: InFlight): void {
    this.journal.saveFlight(flying);
    flying.arrivals++;
  }

  /** Remembers what claims have taught so far in a connection, for a `forget` before the next line. */
  remember(connection: Connection): void {
    const { memory, numbers } = this;
    memory.atoms = numbers.atomCount;
    memory.settled = numbers.settledCount;
    memory.symbols = this.symbols.order.length;
    memory.undecided = this.undecided;
    memory.recovery = connection.recovery;
    memory.skew[0] = connection.skew[0];
    memory.skew[1] = connection.skew[1];
  }

  /** Back to what the last `remember` kept. */
  forget(connection: Connection): void {
    const { memory } = this;
    this.numbers.undo([memory.atoms, memory.settled]);
    this.symbols.undo(memory.symbols);
    this.undecided = memory.undecided;
    connection.recovery = memory.recovery;
    connection.skew[0] = memory.skew[0];
    connection.skew[1] = memory.skew[1];
  }

  /** The world as it is, for a `rollback`. */
  mark(): WorldMark {
    const journal = this.journal.mark();
    for (const connection of this.touched) this.journal.save(connection);
    return {
      journal,
      touched: this.touched,
      mark: this.numbers.mark(),
      symbols: this.symbols.order.length,
      connections: this.connections.length,
      flight: this.flight.length,
      lastMoved: this.lastMoved,
      found: this.found.slice(),
      step: this.step,
      line: this.line,
      undecided: this.undecided,
      time: this.time,
      afterBroken: this.afterBroken,
      silenced: this.silenced,
    };
  }

  /** Back to the mark, which stands for another `rollback`; later marks do not. */
  rollback(m: WorldMark): void {
    this.journal.rollback(m.journal);
    for (const connection of m.touched) this.journal.save(connection);
    this.touched = m.touched;
    this.numbers.undo(m.mark);
    this.symbols.undo(m.symbols);
    this.dropConnections(m.connections);
    this.flight.length = m.flight;
    this.lastMoved = m.lastMoved;
    this.found = m.found.slice();
    this.step = m.step;
    this.line = m.line;
    this.undecided = m.undecided;
    this.time = m.time;
    this.afterBroken = m.afterBroken;
    this.silenced = m.silenced;
  }

  /** Marks before this one will not be asked for any more. */
  forgetBefore(m: WorldMark): void {
    this.journal.forgetBefore(m.journal);
  }

  snapshot(): Snapshot {
    return {
      mark: this.numbers.mark(),
      symbols: this.symbols.order.length,
      connections: this.connections.map(copyOf),
      endpoints: this.endpoints.map(({ listening, last }) => ({ listening, last })),
      flight: this.flight.map((f) => ({ ...f })),
      lastMoved: this.lastMoved,
      found: this.found.slice(),
      step: this.step,
      line: this.line,
      undecided: this.undecided,
      time: this.time,
      afterBroken: this.afterBroken,
      silenced: this.silenced,
    };
  }

  /** Becomes `snapshot`, which may be restored again. Marks are over. */
  restore(s: Snapshot): void {
    this.journal.clear();
    this.numbers.undo(s.mark);
    this.symbols.undo(s.symbols);
    this.dropConnections(s.connections.length);
    s.connections.forEach((saved, i) => {
      const { ends, skew, ...rest } = saved;
      putBack(this.connections[i] as Connection, {
        ...rest,
        ends: [cloneEnd(ends[0]), cloneEnd(ends[1])],
        skew: [skew[0], skew[1]],
      });
    });
    s.endpoints.forEach((saved, i) => {
      Object.assign(this.endpoints[i] as Endpoint, saved);
    });
    this.flight.length = 0;
    for (const flying of s.flight) this.flight.push({ ...flying });
    this.lastMoved = s.lastMoved;
    this.found = s.found.slice();
    this.step = s.step;
    this.line = s.line;
    this.undecided = s.undecided;
    this.time = s.time;
    this.afterBroken = s.afterBroken;
    this.silenced = s.silenced;
  }

  /** How many connections an endpoint has, over or not. */
  degreeOf({ index }: Endpoint): number {
    return this.degrees[index] ?? 0;
  }

  private dropConnections(length: number): void {
    while (this.connections.length > length) {
      const { endpoints } = this.connections.pop() as Connection;
      for (const { index } of endpoints) this.degrees[index] = (this.degrees[index] ?? 1) - 1;
      this.byPair.delete(pairKey(...endpoints));
    }
  }
}

const NO_CONNECTION: readonly Connection[] = [];

/** The same for both orders of the two. */
function pairKey(one: Endpoint, other: Endpoint): number {
  return Math.min(one.index, other.index) * MOST_ENDPOINTS + Math.max(one.index, other.index);
}

const MOST_ENDPOINTS = 2 ** 26;

/** One for a world, written anew before every segment: making one each time would cost as much as the rest. */
interface Memory {
  atoms: number;
  settled: number;
  symbols: number;
  undecided: number;
  recovery: Recovery;
  readonly skew: [Skew | null, Skew | null];
}

export interface WorldMark {
  readonly journal: number;
  readonly touched: readonly Connection[];
  readonly mark: readonly [number, number];
  readonly symbols: number;
  readonly connections: number;
  readonly flight: number;
  readonly lastMoved: number;
  readonly found: readonly Finding[];
  readonly step: number;
  readonly line: number;
  readonly undecided: number;
  readonly time: number;
  readonly afterBroken: boolean;
  readonly silenced: number;
}

export interface Snapshot extends Omit<WorldMark, "journal" | "touched" | "connections" | "flight"> {
  readonly connections: readonly ConnectionState[];
  readonly endpoints: readonly Pick<Endpoint, "listening" | "last">[];
  readonly flight: readonly InFlight[];
}

/** The TCB of an endpoint for which nothing has happened yet. */
export function startingTcb(endpoint: Endpoint): Tcb {
  const tcb = endpoint.listening ? LISTEN_TCB : CLOSED_TCB;
  return endpoint.start.window === null ? tcb : tcbWith(tcb, { rcvWnd: endpoint.start.window });
}
