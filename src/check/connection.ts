/** A connection of a flow as it is walked: its endpoints, both of its ends, what is on its way. */

import type { Role, Span } from "../language/ast.js";
import type { End } from "../tcp/endpoint.js";
import type { Num } from "../tcp/number.js";
import type { Offer, TcpSegment } from "../tcp/segment.js";
import type { State } from "../tcp/state.js";
import type { Recovery } from "./recovery.js";
import type { Pair } from "./trace.js";

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
  readonly start: DeclaredStart;
  /** A listener waits at this endpoint: a SYN opens a connection whenever none is there. */
  listening: boolean;
  /** The flow says what the application at it reads: what it does not read stays in the buffer. */
  reads: boolean;
  /** Its place among the endpoints of the flow. */
  readonly index: number;
  /** The connection it took part in last; -1 for none. */
  last: number;
}

/** What a declaration says about where an endpoint begins. */
export interface DeclaredStart {
  readonly state: State | null;
  readonly isn: Num | null;
  readonly snd: Num | null;
  readonly rcv: Num | null;
  readonly window: number | null;
  readonly mss: number | null;
  readonly syncookies: boolean;
  /** Keeps nothing that arrives beyond RCV.NXT (SHLD-31 advises against it). */
  readonly inorder: boolean;
  /** What its SYN is taken to offer where the flow begins behind it, or where the SYN does not say. */
  readonly options: Offer | null;
}

/** How far the writer's numbers are off since a wrong one, and where that one stood. */
export interface Skew {
  readonly by: Num;
  /** What it should have been. */
  readonly at: Num;
  readonly field: "seq" | "ack";
}

export interface Connection {
  readonly index: number;
  readonly names: readonly [string, string];
  readonly endpoints: readonly [Endpoint, Endpoint];
  readonly ends: [End, End];
  /** By side: how far the writer's numbers of that side's sequence space are off since a wrong one. */
  readonly skew: [Skew | null, Skew | null];
  /** What both ends knew when it was asked last. */
  last: Pair | null;
  /** How many connections of the two are over: a declared ISN is that of the first. */
  opened: number;
  /** A timestamp in it was wrong: what later ones are held against is not known any more. */
  clockDoubted: boolean;
  /** `...` stood in it: names for what follows are welcome. */
  elided: boolean;
  /** What is known of mistakes in it. */
  recovery: Recovery;
  /** What its windows as a whole say; settled before the first line. */
  printed: Printed | null;
  /** The epoch in which it was put into the journal last. */
  savedAt: number;
  /** Nothing but itself: most lines have to do with one. */
  readonly alone: Connection[];
}

export interface InFlight {
  readonly id: string | null;
  readonly connection: number;
  readonly from: Side;
  readonly segment: TcpSegment;
  readonly step: number;
  readonly line: number;
  readonly span: Span;
  /** `void`: of a line that has no effect, or could not be read; it is known by its name alone. */
  readonly fate: "delivered" | "lost" | "in-flight" | "void";
  arrivals: number;
}

/** What a look at all windows of a connection says of them. */
export interface Printed {
  /** One is larger than the field: they are shown with their scale applied. */
  readonly scaled: boolean;
  /** By side: the window of its first SYN, and that of the first segment behind it; null where not written. */
  readonly first: readonly [FirstWindows, FirstWindows];
}

export interface FirstWindows {
  readonly syn: number | null;
  readonly behind: number | null;
}
