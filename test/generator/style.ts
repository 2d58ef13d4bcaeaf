/** How one flow is written: which numbers, how many of them, and with what around them. */

import type { Event, Exchange } from "./exchange.js";
import type { Looks } from "./lines.js";
import { modulo } from "./lines.js";
import type { Random } from "./random.js";

export interface Style {
  readonly looks: Looks;
  readonly title: string | null;
  readonly declared: "roles" | "peers" | "none";
  /** The second peer must say that it listens. */
  readonly listens: boolean;
  /** Initial sequence numbers of the first connection. */
  readonly bases: readonly [number, number];
  /** Whether the numbers of each side are symbols. */
  readonly symbolic: readonly [boolean, boolean];
  /** Letters that turn out to be numbers: some are written as plain numbers later. */
  readonly turns: boolean;
  readonly isn: readonly [boolean, boolean];
  /** snd= and rcv= of a flow that begins in the middle. */
  readonly startNumbers: boolean;
  /** Each RECEIVE of the application is written, and the size of the buffers. */
  readonly receives: boolean;
  /** Lengths as symbols. */
  readonly lengths: "numbers" | "symbols" | "some symbols";
  /** Some lengths are left out, so that they are unknown. */
  readonly unsaid: boolean;
  /** The share of the numbers that are written where they need not be. */
  readonly density: number;
  /** A number that is not SND.NXT or RCV.NXT comes later: the first of its side must be written. */
  readonly anchors: boolean;
  readonly closeLetters: boolean;
  readonly states: number;
  readonly events: number;
  readonly decoration: number;
  readonly reversed: number;
  readonly commas: number;
  readonly spellings: number;
  readonly flagless: number;
  readonly shorthand: boolean;
  readonly times: boolean;
}

const NAMES = [
  ["C", "S"],
  ["C", "S"],
  ["A", "B"],
  ["Client", "Server"],
  ["client", "server"],
  ["客户端", "服务器"],
  ["主机_1", "主机_2"],
  ["x", "y"],
] as const;

const TITLES = [
  "TCP connection",
  "三次握手与四次挥手",
  "a flow # not a comment",
  "one: two -> three",
  "x",
] as const;

export function makeStyle(r: Random, x: Exchange, events: readonly Event[]): Style {
  const connections = (events[events.length - 1]?.connection ?? 0) + 1;
  const { exact } = x;
  const declared =
    x.start === "half-closed" || x.start === "ears" || exact
      ? "roles"
      : r.weigh([
          [60, "roles"],
          [8, "peers"],
          [32, "none"],
        ] as const);
  const peers =
    x.start === "deaf" ? "peers" : x.start === "peers" ? (declared === "none" ? "none" : "peers") : declared;
  const roles = peers === "peers" && connections > 1 && x.start === "closed" ? "roles" : peers;
  // Numbers of two connections of one end can be compared only if they are given.
  const plain = x.wild && (connections > 1 || events.some((e) => e.kind === "segment" && e.opens && e.old));
  const symbolic = plain
    ? ([false, false] as const)
    : r.weigh<readonly [boolean, boolean]>([
        [45, [false, false]],
        [40, [true, true]],
        [8, [true, false]],
        [7, [false, true]],
      ]);
  const anchors = exact || needsAnchors(events);
  return {
    looks: makeLooks(r),
    title: r.chance(0.7) ? r.pick(TITLES) : null,
    declared: roles,
    listens: roles === "peers" && x.start === "closed",
    bases: [isn(r), isn(r)],
    symbolic,
    turns: !anchors && r.chance(0.04),
    // Of a server with several clients it would be the first connection's, whichever that is.
    isn: [roles !== "none" && r.chance(0.25), roles !== "none" && x.company.length === 0 && r.chance(0.25)],
    startNumbers: roles !== "none" && (exact || r.chance(0.7)),
    receives: r.chance(0.5),
    lengths: exact
      ? "numbers"
      : r.weigh([
          [75, "numbers"],
          [17, "symbols"],
          [8, "some symbols"],
        ] as const),
    unsaid: !anchors && r.chance(0.15),
    density: r.pick([1, 1, 0.9, 0.7, 0.4, 0.1, 0]),
    anchors,
    closeLetters: r.chance(0.6),
    states: r.pick([1, 0.7, 0.3, 0]),
    events: r.pick([1, 0.7, 0.2]),
    decoration: r.pick([0, 0, 0.3, 1]),
    reversed: r.pick([0, 0, 0.3, 1]),
    commas: r.pick([0, 0, 0, 1]),
    spellings: r.chance(0.05) ? 0.5 : 0,
    flagless: r.chance(0.08) ? 0.5 : 0,
    shorthand: r.chance(0.05),
    times: x.company.length === 0 && r.chance(0.05),
  };
}

function makeLooks(r: Random): Looks {
  return {
    names: r.pick(NAMES),
    others: [],
    blanks: r.chance(0.1),
    hex: r.chance(0.02),
    ending: r.chance(0.05) ? "\r\n" : "\n",
    bom: r.chance(0.02),
  };
}

const NEAR_THE_END = 3000;

export function isn(r: Random): number {
  return r.weigh([
    [30, modulo(-r.int(1, NEAR_THE_END))],
    [20, r.pick([100, 300, 1000, 5000])],
    [10, r.int(0, 3)],
    [40, r.int(0, 2 ** 32 - 1)],
  ]);
}

function needsAnchors(events: readonly Event[]): boolean {
  return events.some((e) => e.kind === "segment" && (!e.omitAck || (e.again && e.omitSeq !== "always")));
}
