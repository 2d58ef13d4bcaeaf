/** What may be proposed next, and for whom. */

import type { Connection, Side } from "../../check/connection.js";
import type { Continuation } from "../../check/continue.js";
import type { ProposalKind } from "../../messages/completion.js";
import type { End } from "../../tcp/endpoint.js";

export type MoveKind = ProposalKind;

export type Group = "owed" | "data" | "close" | "more";

export interface Move {
  readonly kind: MoveKind;
  readonly group: Group;
  readonly from: string;
  /** Empty where it concerns one end only. */
  readonly to: string;
  /** The same line in several ways; the first that holds is taken. */
  readonly texts: readonly string[];
}

/** One end of a connection, as its next line is made. */
export interface TurnTaker {
  readonly c: Continuation;
  readonly connection: Connection;
  readonly side: Side;
  readonly end: End;
  readonly peer: End;
  readonly me: string;
  readonly you: string;
}
