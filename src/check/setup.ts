/** How a flow begins: its endpoints, their roles, and what each end knows before the first line (rules 4 to 7). */

import { asMeant } from "../language/as-meant.js";
import type { BrokenLine, Flow, Segment, Statement } from "../language/ast.js";
import { type End, edit } from "../tcp/endpoint.js";
import { type Num, plus, ZERO } from "../tcp/number.js";
import { ACK, FIN, RST, SYN } from "../tcp/segment.js";
import type { State } from "../tcp/state.js";
import { LISTEN_TCB, type Tcb, tcbWith } from "../tcp/tcb.js";
import { type Connection, type Endpoint, other, type Side } from "./connection.js";
import { declare, infer, isMiddle } from "./endpoints.js";
import { closeRefused, closeUntilListen, listenInstead, listenWhereTurned } from "./listeners.js";
import { Mentions } from "./mentions.js";
import { lookAtWindows } from "./printed.js";
import { matchValue } from "./symbols.js";
import { startingTcb, World } from "./world.js";
import { flagBits } from "./written.js";

/** What settles how a connection begins. */
export interface Beginning {
  /** The first segment between the two that is not `old`. */
  readonly first: Segment | null;
  readonly kind: "none" | "syn" | "syn-ack" | "reset" | "middle";
  /** States claimed before the first segment, by side. */
  readonly claimed: readonly [State | null, State | null];
}

export interface Setup {
  readonly world: World;
  /** By connection. */
  readonly beginnings: readonly Beginning[];
}

export function setUp(flow: Flow, text: string): Setup {
  const world = new World(flow.statements);
  // An end that is asked for its last ACK has not given up: a RST in its place is a mistake (rule 38).
  if (flow.kind === "exercise") world.course.ruleOut("fin-wait-2-refuses");
  const declared = flow.statements.some((s) => s.type === "endpoint");
  if (declared) for (const s of flow.statements) declareAsMeant(world, s, text);
  else infer(world, flow);
  noteReaders(world, flow);
  const beginnings: Beginning[] = [];
  const first = flow.statements.find((s) => s.type === "segment" || (s.type === "broken" && sends(s, text)));
  const unread = first?.type === "broken" ? asMeant(first, text) : null;
  if (unread?.type === "segment") meet(world, unread, beginnings);
  for (const statement of flow.statements) {
    if (statement.type === "segment") meet(world, statement, beginnings);
  }
  if (world.connections.length === 0 && world.endpoints.length === 2) {
    world.connect(world.endpoints[0] as Endpoint, world.endpoints[1] as Endpoint);
    beginnings.push({ first: null, kind: "none", claimed: [null, null] });
  }
  lookAtWindows(world, flow);
  const mentions = new Mentions(flow);
  if (flow.statements.some((s) => s.type === "segment" && s.flagNames.includes("RST")))
    for (const connection of world.connections) closeRefused(flow, mentions, connection);
  closeUntilListen(flow, world);
  if (declared)
    world.connections.forEach((c, i) => {
      const begun = (beginnings[i] as Beginning).first;
      // Of a line that cannot be read nobody knows for sure who sent it.
      listenInstead(world, mentions, c, begun === unread ? null : begun);
      listenWhereTurned(flow, c, begun);
    });
  const settled = world.connections.map((c, i) => begin(world, mentions, c, beginnings[i] as Beginning));
  return { world, beginnings: settled };
}

/** Whether a line that cannot be read seems to be a segment. */
function sends({ span }: BrokenLine, text: string): boolean {
  return /->|<-|~>|<~|-x /.test(text.slice(span.start, span.end));
}

/** A declaration that cannot be read declares its endpoint all the same: every line that names it would be wrong. */
function declareAsMeant(world: World, statement: Statement, text: string): void {
  if (statement.type !== "broken") {
    declare(world, statement);
    return;
  }
  const { problem, span } = statement;
  if (!ROLE.test(problem.args.suggestion ?? "") && !ROLE.test(text.slice(span.start, span.end))) return;
  const meant = asMeant(statement, text);
  if (meant?.type !== "endpoint" || world.endpoint(meant.name.name) !== undefined) return;
  const found = world.found.length;
  declare(world, meant);
  world.found.length = found;
}

const ROLE = /^(?:client|server|peer)\b/;

/** Without `receive` the application reads at once. */
function noteReaders(world: World, flow: Flow): void {
  for (const s of flow.statements) {
    if (s.type !== "local" || s.what.kind !== "event" || s.what.event !== "receive") continue;
    for (const subject of s.subjects) {
      const endpoint = world.endpoint(subject.name.name);
      if (endpoint !== undefined) endpoint.reads = true;
    }
  }
}

/** Makes the connection of a segment's two ends, and notes what it begins with. */
function meet(world: World, segment: Segment, beginnings: Beginning[]): void {
  const from = world.endpoint(segment.fromName);
  const to = world.endpoint(segment.toName);
  if (from === undefined || to === undefined || from === to || world.connection(from, to) !== undefined)
    return;
  const bits = flagBits(segment.flagNames);
  // An old SYN comes before the handshake; any other old segment says nothing of how the flow begins.
  if (segment.old !== null && (bits & SYN) === 0) return;
  world.connect(from, to);
  if (segment.old !== null) {
    beginnings.push({ first: null, kind: "syn", claimed: [null, null] });
    return;
  }
  // A declared client does not begin with the answer of a server: its ACK is one flag too many.
  const turned = from.role === "client" && to.role === "server" && from.declared && to.declared;
  const kind =
    (bits & SYN) !== 0
      ? (bits & ACK) !== 0 && !turned
        ? "syn-ack"
        : "syn"
      : (bits & RST) !== 0
        ? "reset"
        : "middle";
  const plainKind = segment.flags.blank !== null ? "none" : kind;
  beginnings.push({ first: segment, kind: plainKind, claimed: [null, null] });
}

/** Gives both ends of a connection the TCBs they begin with. */
function begin(world: World, mentions: Mentions, connection: Connection, beginning: Beginning): Beginning {
  const { endpoints } = connection;
  const declared = endpoints.some((e) => e.start.state !== null);
  const before = declared
    ? { claimed: NOT_CLAIMED, events: false }
    : lookBefore(mentions, connection, beginning.first);
  const middle =
    beginning.kind === "middle" ||
    (beginning.kind === "none" && before.claimed.some(isClaimedMiddle)) ||
    (beginning.kind === "reset" && before.claimed.every(isClaimedMiddle));
  const states: [State | null, State | null] = [endpoints[0].start.state, endpoints[1].start.state];
  if (!declared && !before.events && middle) {
    states[0] = before.claimed[0] ?? "ESTABLISHED";
    states[1] = before.claimed[1] ?? "ESTABLISHED";
  }
  if (!declared && !before.events && beginning.kind === "syn-ack") {
    beginWithSynAck(world, connection, beginning.first as Segment);
    return beginning;
  }
  if (states[0] === null && states[1] === null) {
    const kind = beginning.kind === "syn-ack" || beginning.kind === "middle" ? "none" : beginning.kind;
    return { ...beginning, kind, claimed: before.claimed };
  }
  const completes =
    beginning.kind === "syn-ack" && completeHandshake(connection, beginning.first as Segment, states);
  beginInStates(world, connection, states);
  if (completes) return beginning;
  const kind = declared || before.claimed.every((s) => s !== null) ? "none" : "middle";
  return { ...beginning, kind, claimed: before.claimed };
}

/** Whether of the two that such a flow begins in one state is declared: then the other end is in the other. */
function completeHandshake(
  { names }: Connection,
  first: Segment,
  states: [State | null, State | null],
): boolean {
  const server = names[0] === first.from.name ? 0 : 1;
  const client = other(server);
  if (states[server] === null && states[client] === "SYN-SENT") states[server] = "SYN-RECEIVED";
  else if (states[client] === null && states[server] === "SYN-RECEIVED") states[client] = "SYN-SENT";
  else return false;
  return true;
}

function isClaimedMiddle(state: State | null): boolean {
  return state !== null && isMiddle(state);
}

const NOT_CLAIMED: readonly [null, null] = [null, null];

/** States claimed and events written before the first segment of the connection. */
function lookBefore(
  mentions: Mentions,
  connection: Connection,
  first: Segment | null,
): { claimed: readonly [State | null, State | null]; events: boolean } {
  const line = first === null ? Number.POSITIVE_INFINITY : first.line;
  const [a, b] = connection.names;
  return {
    claimed: [mentions.claimBefore(a, b, line), mentions.claimBefore(b, a, line)],
    events: mentions.hasEventBefore(a, b, line) || mentions.hasEventBefore(b, a, line),
  };
}

/** The number spaces of both directions, as far as the declarations say; unknown otherwise. */
function beginInStates(
  world: World,
  connection: Connection,
  states: readonly [State | null, State | null],
): void {
  const starts = [connection.endpoints[0].start, connection.endpoints[1].start] as const;
  const send = [0, 1].map((side) => {
    const own = starts[side as Side];
    if (own.snd !== null) return own.snd;
    const isn = own.isn !== null && states[side as Side] === "SYN-SENT" ? plus(own.isn, 1) : null;
    return isn ?? starts[other(side as Side)].rcv ?? world.numbers.atom("base");
  }) as [Num, Num];
  for (const side of [0, 1] as const) {
    const state = states[side];
    if (state === null) continue;
    agree(world, starts[side].rcv, send[other(side)]);
    const receive = starts[side].rcv ?? send[other(side)];
    const end = connection.ends[side];
    end.tcb = tcbIn(state, send[side], receive, startingTcb(connection.endpoints[side]));
    end.spoken = isMiddle(state);
    end.mayHaveHeard = end.spoken;
    // What the peer is declared to announce it has announced before the flow begins.
    if (end.spoken) edit(end).sndWnd = starts[other(side)].window;
    if (end.spoken) rememberOffers(connection, side);
    rememberFin(end);
  }
}

/**
 * A declared `wscale` is in force where the flow begins behind the SYNs, though only one end may say its own. Whatever else
 * they agreed on nobody shows.
 */
function rememberOffers(connection: Connection, side: Side): void {
  const end = connection.ends[side];
  const own = connection.endpoints[side].start.options;
  const peer = connection.endpoints[other(side)].start.options;
  const wscale = own?.wscale ?? peer?.wscale ?? null;
  if (wscale === null) return;
  end.offer = { mss: own?.mss ?? null, wscale, ...TAKEN_FOR_AGREED };
  end.peerOffer = { mss: peer?.mss ?? null, wscale: peer?.wscale ?? wscale, ...TAKEN_FOR_AGREED };
}

const TAKEN_FOR_AGREED = { sackok: true, ts: true, ecn: true } as const;

/** A FIN that was sent before the flow begins, and is not acknowledged, may have to be sent again. */
function rememberFin(end: End): void {
  const { fin, state } = end.tcb;
  if (fin === null || OWN_FIN_SENT[state] !== "waiting") return;
  end.sent.push({ seq: fin, len: ZERO, flags: FIN | ACK, payload: null, lost: false, step: BEFORE_THE_FLOW });
}

/** The step of what was sent before the flow begins. */
const BEFORE_THE_FLOW = -1;

/** `snd=u` on one side and `rcv=100` on the other: u is 100. Two plain numbers may differ (half-open). */
function agree(world: World, declared: Num | null, sent: Num): void {
  if (declared === null) return;
  const m = matchValue(world.numbers, declared, sent);
  if (m.kind === "settles") world.numbers.settle(m.atom, m.value);
}

/** A TCB in `state` with this SND.NXT and RCV.NXT; states after a FIN count it. */
function tcbIn(state: State, sndNxt: Num, rcvNxt: Num, base: Tcb): Tcb {
  if (state === "CLOSED") return base;
  if (state === "LISTEN") return tcbWith(LISTEN_TCB, { rcvWnd: base.rcvWnd });
  const tcb = tcbWith(base, { state, sndNxt, sndUna: sndNxt });
  if (state === "SYN-SENT") return tcbWith(tcb, { iss: plus(sndNxt, -1), sndUna: plus(sndNxt, -1) });
  const ready = tcbWith(tcb, { rcvNxt, lastAck: rcvNxt });
  if (state === "SYN-RECEIVED") {
    return tcbWith(ready, {
      iss: plus(sndNxt, -1),
      irs: plus(rcvNxt, -1),
      sndUna: plus(sndNxt, -1),
      passive: true,
    });
  }
  const finSent = OWN_FIN_SENT[state];
  return tcbWith(ready, {
    fin: finSent === undefined ? null : plus(sndNxt, -1),
    sndUna: finSent === "waiting" ? plus(sndNxt, -1) : sndNxt,
    peerFin: state === "CLOSE-WAIT" || state === "CLOSING" || state === "LAST-ACK" || state === "TIME-WAIT",
  });
}

/** States in which the own FIN is out: waiting for its ACK, or acknowledged. */
const OWN_FIN_SENT: Partial<Record<State, "waiting" | "acknowledged">> = {
  "FIN-WAIT-1": "waiting",
  CLOSING: "waiting",
  "LAST-ACK": "waiting",
  "FIN-WAIT-2": "acknowledged",
  "TIME-WAIT": "acknowledged",
};

/** The SYN was sent before the flow begins: its number is what the SYN,ACK acknowledges. */
function beginWithSynAck(world: World, connection: Connection, first: Segment): void {
  const server = (connection.names[0] === first.from.name ? 0 : 1) as Side;
  const client = other(server);
  const starts = connection.endpoints;
  const irs = starts[client].start.isn ?? world.numbers.atom("base");
  const iss = starts[server].start.isn ?? world.numbers.atom("base");
  const passive: End = connection.ends[server];
  passive.tcb = tcbWith(LISTEN_TCB, {
    rcvWnd: startingTcb(starts[server]).rcvWnd,
    state: "SYN-RECEIVED",
    previous: "LISTEN",
    irs,
    rcvNxt: plus(irs, 1),
    iss,
    sndUna: iss,
    sndNxt: iss,
  });
  passive.owed = [{ kind: "SYN+ACK", seq: null, ack: plus(irs, 1), cause: -1, abort: false }];
  const active = connection.ends[client];
  active.tcb = tcbWith(active.tcb, {
    state: "SYN-SENT",
    previous: "CLOSED",
    passive: false,
    iss: irs,
    sndUna: irs,
    sndNxt: plus(irs, 1),
  });
  active.spoken = true;
  active.sent.push({ seq: irs, len: ZERO, flags: SYN, payload: null, lost: false, step: BEFORE_THE_FLOW });
}
