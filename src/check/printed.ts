/**
 * Numbers as tools print them, where they are not those of the header: Wireshark shows windows with their scale
 * applied, and who copies a capture by hand leaves out the scale, or takes over tcpdump's relative numbers.
 */

import type { Expr, Flow, Term } from "../language/ast.js";
import { LARGEST_16_BIT } from "../language/words.js";
import { type Num, plain } from "../tcp/number.js";
import { SYN } from "../tcp/segment.js";
import { signed } from "../tcp/sequence.js";
import type { Connection, FirstWindows, Printed, Side } from "./connection.js";
import { tellOnce, wasTold } from "./recovery.js";
import { UNWRITTEN } from "./words.js";
import type { World } from "./world.js";
import { flagBits } from "./written.js";

const NOTHING: FirstWindows = { syn: null, behind: null };
const NOT_PRINTED: Printed = { scaled: false, first: [NOTHING, NOTHING] };

/** Looks at the windows of all connections of a flow, in one pass. */
export function lookAtWindows(world: World, flow: Flow): void {
  for (const connection of world.connections) connection.printed = NOT_PRINTED;
  for (const s of flow.statements) {
    if (s.type !== "segment" || s.old !== null) continue;
    const value = s.win?.value ?? null;
    if (value === null) continue;
    const from = world.endpoint(s.fromName);
    const to = world.endpoint(s.toName);
    const connection = from === undefined || to === undefined ? undefined : world.connection(from, to);
    if (connection === undefined) continue;
    const side: Side = connection.endpoints[0] === from ? 0 : 1;
    const printed = connection.printed ?? NOT_PRINTED;
    const known = printed.first[side];
    if (value > LARGEST_16_BIT && !printed.scaled) connection.printed = { ...printed, scaled: true };
    if (known.behind !== null) continue;
    const syn = (flagBits(s.flagNames) & SYN) !== 0;
    if (syn ? known.syn !== null : known.syn === null) continue;
    const now = syn ? { ...known, syn: value } : { ...known, behind: value };
    const { scaled, first } = connection.printed ?? NOT_PRINTED;
    connection.printed = { scaled, first: side === 0 ? [now, first[1]] : [first[0], now] };
  }
}

/**
 * A window that shrinks to a fraction right behind a SYN without `wscale`, before anything could have filled it, is
 * one whose scale was left out.
 */
export function lacksScale(connection: Connection, side: Side): boolean {
  const { syn, behind } = connection.printed?.first[side] ?? NOTHING;
  if (syn === null || behind === null || behind === 0 || behind * FRACTION >= syn) return false;
  return connection.ends.some(({ offer }) => offer !== null && offer.wscale === null);
}

/** Many times smaller: no end takes back so much of what it has just offered. */
const FRACTION = 8;

const LACKS_SCALE = "wscale left out";

/** Whether the missing scale is still to be told. From then on no window of the connection is known. */
export function tellMissingScale(connection: Connection): boolean {
  return tellOnce(connection, LACKS_SCALE);
}

export function hasUnknownScale(connection: Connection): boolean {
  return wasTold(connection, LACKS_SCALE);
}

/** The shift count that makes the first window behind the SYN about as large as that of the SYN. */
export function likelyShift(connection: Connection, side: Side): number {
  const { syn, behind } = connection.printed?.first[side] ?? NOTHING;
  if (syn === null || behind === null || behind === 0) return USUAL_SHIFT;
  return Math.min(MOST, Math.max(0, Math.round(Math.log2(syn / behind))));
}

const USUAL_SHIFT = 7;
/** RFC 7323 §2.3 */
const MOST = 14;

/** A plain number counted from `base`; any other sum is what it says. */
export function countedFrom(expr: Expr | null, base: Num | null): Expr | null {
  if (expr === null || base === null || !isPlain(expr)) return expr;
  const { constant } = base;
  const beyond: Term = { sign: 1, span: UNWRITTEN, kind: "number", value: constant };
  return { span: expr.span, blank: false, alias: null, terms: [...expr.terms, beyond] };
}

export function isPlain(expr: Expr): boolean {
  return !expr.blank && expr.alias === null && expr.terms.every(({ kind }) => kind === "number");
}

/** From which number of each side the plain ones of a connection may be counted; null where nothing says it. */
export function possibleBases(world: World, connection: Connection): readonly [Num | null, Num | null] {
  const [a, b] = connection.ends;
  const known = [a.tcb.iss ?? b.tcb.irs, b.tcb.iss ?? a.tcb.irs].map((n) => plainOf(world, n));
  if (known[0] !== null || known[1] !== null) return [known[0] ?? null, known[1] ?? null];
  return basesOfMiddle(world, connection);
}

/** Of a flow that begins in the middle tcpdump shows the first segment as it is, and counts from there. */
function basesOfMiddle(world: World, connection: Connection): readonly [Num | null, Num | null] {
  // What is walked again has steps behind it that are not there yet.
  const first = world.history.find(
    (s) => s.connection === connection.index && s.segment !== null && s.index < world.step,
  )?.segment;
  if (first === null || first === undefined || first.ack === null) return [null, null];
  const seq = plainOf(world, first.seq);
  const ack = plainOf(world, first.ack);
  const acked = ack === null ? null : plainOf(world, plain(ack.constant - 1));
  return first.from === connection.names[0] ? [seq, acked] : [acked, seq];
}

function plainOf(world: World, n: Num | null): Num | null {
  const known = n === null ? null : world.numbers.resolve(n);
  return known !== null && known.terms === null && known.constant >= LEAST_BASE ? known : null;
}

/** What is off by less is rather counted wrongly: a SYN, a FIN or an octet is forgotten far more often than a kind of number. */
const LEAST_BASE = 10;

/** An ISN out of a capture is far from any number that is counted from it; one out of a textbook is not. */
export function isFarAway({ constant }: Num): boolean {
  return Math.abs(signed(constant)) >= FAR_AWAY;
}

/** From 0, on either side: the numbers wrap. */
const FAR_AWAY = 2 ** 20;
