/**
 * The state of one flow while it is walked: endpoints, connections, segments in flight, symbols.
 *
 * A world can be tried out: `snapshot` before, `restore` after. That is how a mistake is mended -
 * the way of reading it that leaves the fewest errors in the lines that follow is taken.
 */

import type { Role, Span, Statement } from "../language/ast.js";
import { cloneEnd, type End, newEnd, type Offer } from "../tcp/endpoint.js";
import { type Num, Numbers } from "../tcp/number.js";
import type { TcpSegment } from "../tcp/segment.js";
import type { State } from "../tcp/state.js";
import { CLOSED_TCB, LISTEN_TCB, type Tcb } from "../tcp/tcb.js";
import { CODES, type Code, type FindingArgs, type Severity } from "./codes.js";
import { expressWith } from "./express.js";
import { Symbols } from "./symbols.js";
import type { Finding, Pair, Related, RelatedReason, Step, SymbolInfo } from "./trace.js";

export type Side = 0 | 1;

export function other(side: Side): Side {
  return side === 0 ? 1 : 0;
}

export interface Endpoint {
  readonly name: string;
  readonly role: Role;
  readonly label: string | null;
  readonly span: Span;
  readonly line: number;
  readonly declared: boolean;
  readonly start: Start;
  /** A listener waits at this endpoint: a SYN opens a connection whenever none is there. */
  listening: boolean;
  /** The flow says what the application at it reads: what it does not read stays in the buffer. */
  reads: boolean;
  /** Its place among the endpoints of the flow. */
  readonly index: number;
}

/** What a declaration says about where an endpoint begins. */
export interface Start {
  readonly state: State | null;
  readonly isn: Num | null;
  readonly snd: Num | null;
  readonly rcv: Num | null;
  readonly window: number | null;
  readonly mss: number | null;
  readonly syncookies: boolean;
  /** What its SYN is taken to offer where the flow begins behind it, or where the SYN does not say. */
  readonly options: Offer | null;
}

export interface Connection {
  readonly index: number;
  readonly names: readonly [string, string];
  readonly endpoints: readonly [Endpoint, Endpoint];
  readonly ends: [End, End];
  /** By side: how far the writer's numbers of that side's sequence space are off since a wrong one. */
  readonly skew: [Num | null, Num | null];
  /** What both ends knew when it was asked last. */
  last: Pair | null;
  /** A line has happened in it. */
  begun: boolean;
  /** How many connections of the two are over: a declared ISN is that of the first. */
  opened: number;
  /** A timestamp in it was wrong: what later ones are held against is not known any more. */
  clockDoubted: boolean;
  /** `...` stood in it: names for what follows are welcome. */
  elided: boolean;
}

export interface InFlight {
  readonly id: string | null;
  readonly connection: number;
  readonly from: Side;
  readonly segment: TcpSegment;
  readonly step: number;
  readonly line: number;
  readonly span: Span;
  readonly fate: "delivered" | "lost" | "in-flight";
  arrivals: number;
}

export class World {
  readonly numbers = new Numbers();
  readonly symbols = new Symbols();
  readonly endpoints: Endpoint[] = [];
  readonly connections: Connection[] = [];
  /** Named segments, and those in flight, in the order sent. */
  flight: InFlight[] = [];
  /** Connection an endpoint took part in last, by endpoint index. */
  readonly lastConnection: number[] = [];
  /** Findings of the step under way. */
  found: Finding[] = [];
  /** The statements of the flow, and the one under way: what comes next may decide what an arrival does. */
  statements: readonly Statement[] = [];
  cursor = 0;
  /** Index of the step under way, and its line. */
  step = 0;
  line = 0;
  undecided = 0;
  /** A line that could not be read stands just above: it may have been the segment that is missing. */
  afterBroken = false;
  /** Wrong numbers that were not told, because they follow from one that was. */
  silenced = 0;
  /** `@TIME` of the last line that had one, in milliseconds. */
  time = 0;
  /** The steps so far, to point back at. */
  history: readonly Step[] = [];
  private readonly memory: Memory = { atoms: 0, settled: 0, symbols: 0, undecided: 0, skew: [null, null] };
  /** Trying out: no alternatives are tried inside, and only errors count. */
  trial = false;

  report<C extends Code>(code: C, span: Span, args: FindingArgs[C], related: readonly Related[] = []): void {
    const severity: Severity = CODES[code].severity;
    this.found.push({ code, severity, span, line: this.line, args, related } as unknown as Finding);
  }

  /** `n` in the flow's words; `fallback` where nobody has named it. */
  say(n: Num | null, fallback = "?"): string {
    return n === null ? fallback : (expressWith(this.numbers, this.symbols, n) ?? fallback);
  }

  /** Points back at the line of a step; empty where there is none. */
  pointTo(step: number | undefined, reason: RelatedReason): readonly Related[] {
    const from = step === undefined ? undefined : this.history[step];
    return from === undefined ? [] : [{ span: from.statement.span, line: from.line, reason }];
  }

  define(info: Omit<SymbolInfo, "step" | "line"> & { readonly line?: number }): void {
    this.symbols.define({ ...info, line: info.line ?? this.line, step: this.step });
  }

  endpoint(name: string): Endpoint | undefined {
    for (const e of this.endpoints) if (e.name === name) return e;
    return undefined;
  }

  connection(one: Endpoint, other: Endpoint): Connection | undefined {
    for (const c of this.connections) {
      const [first, second] = c.endpoints;
      if ((first === one && second === other) || (second === one && first === other)) return c;
    }
    return undefined;
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
      begun: false,
      opened: 0,
      elided: false,
      clockDoubted: false,
    };
    this.connections.push(connection);
    return connection;
  }

  /** Remembers what claims have taught so far in a connection, for a `forget` before the next line. */
  remember(connection: Connection): void {
    const { memory, numbers } = this;
    memory.atoms = numbers.atomCount;
    memory.settled = numbers.settledCount;
    memory.symbols = this.symbols.order.length;
    memory.undecided = this.undecided;
    memory.skew[0] = connection.skew[0];
    memory.skew[1] = connection.skew[1];
  }

  /** Back to what the last `remember` kept. */
  forget(connection: Connection): void {
    const { memory } = this;
    this.numbers.undo([memory.atoms, memory.settled]);
    this.symbols.undo(memory.symbols);
    this.undecided = memory.undecided;
    connection.skew[0] = memory.skew[0];
    connection.skew[1] = memory.skew[1];
  }

  snapshot(): Snapshot {
    return {
      mark: this.numbers.mark(),
      symbols: this.symbols.order.length,
      connections: this.connections.map((c) => ({
        ends: [cloneEnd(c.ends[0]), cloneEnd(c.ends[1])],
        skew: [c.skew[0], c.skew[1]],
        begun: c.begun,
        opened: c.opened,
        elided: c.elided,
        clockDoubted: c.clockDoubted,
      })),
      listening: this.endpoints.map((e) => e.listening),
      flight: this.flight.map((f) => ({ ...f })),
      last: this.lastConnection.slice(),
      found: this.found,
      step: this.step,
      line: this.line,
      undecided: this.undecided,
      time: this.time,
      afterBroken: this.afterBroken,
      silenced: this.silenced,
    };
  }

  /** Back to `snapshot`, which may be restored again. */
  restore(s: Snapshot): void {
    this.numbers.undo(s.mark);
    this.symbols.undo(s.symbols);
    this.connections.length = s.connections.length;
    s.connections.forEach((saved, i) => {
      const c = this.connections[i] as Connection;
      c.ends[0] = cloneEnd(saved.ends[0]);
      c.ends[1] = cloneEnd(saved.ends[1]);
      c.skew[0] = saved.skew[0];
      c.skew[1] = saved.skew[1];
      c.begun = saved.begun;
      c.opened = saved.opened;
      c.elided = saved.elided;
      c.clockDoubted = saved.clockDoubted;
    });
    s.listening.forEach((l, i) => {
      (this.endpoints[i] as Endpoint).listening = l;
    });
    this.flight = s.flight.map((f) => ({ ...f }));
    this.lastConnection.length = 0;
    this.lastConnection.push(...s.last);
    this.found = s.found.slice();
    this.step = s.step;
    this.line = s.line;
    this.undecided = s.undecided;
    this.time = s.time;
    this.afterBroken = s.afterBroken;
    this.silenced = s.silenced;
  }
}

/** One for a world, written anew before every segment: making one each time would cost as much as the rest. */
interface Memory {
  atoms: number;
  settled: number;
  symbols: number;
  undecided: number;
  readonly skew: [Num | null, Num | null];
}

export interface Snapshot {
  readonly mark: readonly [number, number];
  readonly symbols: number;
  readonly connections: readonly {
    readonly ends: readonly [End, End];
    readonly skew: readonly [Num | null, Num | null];
    readonly begun: boolean;
    readonly opened: number;
    readonly elided: boolean;
    readonly clockDoubted: boolean;
  }[];
  readonly listening: readonly boolean[];
  readonly flight: readonly InFlight[];
  readonly last: readonly number[];
  readonly found: Finding[];
  readonly step: number;
  readonly line: number;
  readonly undecided: number;
  readonly time: number;
  readonly afterBroken: boolean;
  readonly silenced: number;
}

/** The TCB of an endpoint for which nothing has happened yet. */
export function startingTcb(endpoint: Endpoint): Tcb {
  const tcb = endpoint.listening ? LISTEN_TCB : CLOSED_TCB;
  return endpoint.start.window === null ? tcb : { ...tcb, rcvWnd: endpoint.start.window };
}
