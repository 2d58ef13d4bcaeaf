/**
 * What a foreign text claims, in its own words: ends, and what happens between and at them, in source order.
 *
 * Numbers are strings as they stand in the source (`100`, `x+1`, `f=v+1`); nothing is worked out and nothing put right
 * here. What a source says and this cannot hold is a remark, a note or a comment; what should have been a field and could
 * not be read is `unread`, and shows as a problem.
 */

import type { FlagName, Role, StateName } from "../language/ast.js";

export interface DrawnFlow {
  readonly kind: "drawn";
  readonly title: string | null;
  /** In the order in which they are declared. */
  readonly ends: readonly DrawnEnd[];
  /** What is said of all of it, above the first statement. */
  readonly comments?: readonly string[];
  readonly statements: readonly DrawnStatement[];
}

export interface DrawnEnd {
  /** What the statements call it: anything, but one end, one key. */
  readonly key: string;
  /** The name that it is to have if the language can write it; null: one by its role (C, S; A, B). */
  readonly name: string | null;
  /** What the source calls it, shown beside the name. */
  readonly label: string | null;
  /** null: whoever gets a SYN is a server, whoever sends the first one a client, else a peer. */
  readonly role: Role | null;
  /** `192.0.2.1:80`, `[2001:db8::1]:80` */
  readonly address: string | null;
  /** Further attributes as the language writes them: `state=ESTABLISHED`, `wscale=7`. */
  readonly attributes?: readonly string[];
}

export type DrawnStatement =
  | DrawnSegment
  | DrawnDelivery
  | DrawnClaim
  | DrawnEvent
  | DrawnElision
  | DrawnNote
  | DrawnSection
  | DrawnComment
  | DrawnUnread;

interface StatementBase {
  /** The line of the source that says it, from 0; that of the cause where it is worked out. */
  readonly line: number;
  /** Milliseconds since the flow began; left out where the source gives none. Times that go back become remarks. */
  readonly time?: number | null;
  /** What else the source says there: a comment behind the line. */
  readonly remark?: string | null;
}

export type Fate = "delivered" | "lost" | "in-flight";

export interface DrawnSegment extends StatementBase {
  readonly type: "segment";
  readonly from: string;
  readonly to: string;
  /** In the order written. Empty: the source names none; `none` says that there are none. */
  readonly flags: readonly FlagName[];
  readonly none?: boolean;
  /** Flags that are asked for: `?`. */
  readonly blank?: boolean;
  /** Flags that the source says are not set (`SYN=0`). */
  readonly cleared?: readonly FlagName[];
  readonly seq?: string | null;
  readonly ack?: string | null;
  readonly len?: string | null;
  readonly win?: string | null;
  readonly urg?: string | null;
  /** As the language writes them, in its order: `mss=1460`, `sackok`, `ts=1:2`, `sack=1..2`. */
  readonly options?: readonly string[];
  /** The data, where it is known. */
  readonly payload?: string | null;
  readonly fate: Fate;
  /** Out of an earlier connection, or forged. */
  readonly old?: boolean;
  /** By this a delivery names it. */
  readonly id?: string | null;
  readonly caption?: string | null;
  /** Fields that could not be read, as they stand. */
  readonly unread?: readonly string[];
}

/** In-flight segments arrive; no ids: all of them. */
export interface DrawnDelivery extends StatementBase {
  readonly type: "deliver";
  readonly ids: readonly string[];
}

export interface DrawnClaim extends StatementBase {
  readonly type: "claim";
  readonly ends: readonly string[];
  /** The other end, where `ends` is one that has several connections. */
  readonly of?: string | null;
  /** `?`: asked for. */
  readonly state: StateName | "?";
  readonly from?: StateName | "?" | null;
}

export interface DrawnEvent extends StatementBase {
  readonly type: "event";
  readonly end: string;
  readonly of?: string | null;
  /** As the language writes it: `close`, `send 5`, `timeout 2msl`. */
  readonly event: string;
}

/** Data that is not shown. */
export interface DrawnElision extends StatementBase {
  readonly type: "elision";
  readonly from?: string | null;
  readonly to?: string | null;
  readonly text?: string | null;
}

export interface DrawnNote extends StatementBase {
  readonly type: "note";
  /** Empty: over all ends. */
  readonly over: readonly string[];
  readonly text: string;
}

export interface DrawnSection extends StatementBase {
  readonly type: "section";
  readonly text: string;
}

/** Empty text: a blank line. */
export interface DrawnComment extends StatementBase {
  readonly type: "comment";
  readonly text: string;
}

/** A line that says something of TCP and could not be read: it stands as it is, as a visible problem. */
export interface DrawnUnread extends StatementBase {
  readonly type: "unread";
  readonly text: string;
}
