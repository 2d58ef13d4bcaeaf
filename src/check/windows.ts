/**
 * Windows (RFC 9293 §3.8.6): what an end advertises, what that allows the peer to send, and what is worth
 * telling about it. A window that nobody says is not held against what is sent.
 */

import type { Span } from "../language/ast.js";
import { LARGEST_16_BIT } from "../language/words.js";
import { type End, edit } from "../tcp/endpoint.js";
import { type Num, plain, plus, ZERO } from "../tcp/number.js";
import { ACK, MAX_SHIFT, RST, SYN } from "../tcp/segment.js";
import { type Context, writtenValue } from "./claims.js";
import { type Connection, other, type Side } from "./connection.js";
import type { Judgement } from "./judgement.js";
import { hasUnknownScale, lacksScale, likelyShift, tellMissingScale } from "./printed.js";
import { tellOnce, wasTold } from "./recovery.js";
import type { Finding, FindingOf } from "./trace.js";
import type { World } from "./world.js";
import type { Written } from "./written.js";

/**
 * The window in octets that a segment advertises, null where nothing says it; notes it at the sender.
 * Scaled where both SYNs offered `wscale`, never in a SYN (RFC 7323 §2.2).
 */
export function advertise(
  world: World,
  connection: Connection,
  side: Side,
  written: Written,
  judgement: Judgement,
): number | null {
  const end = connection.ends[side];
  if ((judgement.flags & RST) !== 0) return written.win;
  if (hasUnknownScale(connection) && written.win !== 0) {
    forgetWindows(connection);
    return null;
  }
  if (isScaledUnseen(connection, side, written, judgement.flags)) {
    if (end.tcb.rcvWnd !== null) edit(end).rcvWnd = null;
    end.promised = null;
    return null;
  }
  const lag = lagOf(world, end, judgement.ack);
  const most = judgement.findings.find(isWrongWindow)?.args.most;
  const window =
    most === undefined ? windowOf(connection, side, written, judgement.flags, lag) : Number(most);
  if (window === null) return null;
  edit(end).rcvWnd = Math.max(0, window - lag);
  // Behind a SYN,ACK the window is told in units of the scale, and so most often is a little less.
  const isScaledNext =
    (judgement.flags & SYN) !== 0 && end.peerOffer !== null && end.peerOffer.wscale !== null;
  if (judgement.ack !== null && !isScaledNext)
    promise(world, end, plus(judgement.ack, window), 2 ** agreedShift(connection, side, judgement.flags));
  return window;
}

function isWrongWindow(finding: Finding): finding is FindingOf<"window-wrong"> {
  return finding.code === "window-wrong";
}

/**
 * A flow that begins with the SYN+ACK does not show the scale of the client, which has one if the server answers to it. The
 * window of the SYN+ACK itself has none.
 */
function isScaledUnseen(connection: Connection, side: Side, { win }: Written, flags: number): boolean {
  if ((flags & SYN) !== 0) return false;
  const { offer, peerOffer } = connection.ends[side];
  return win !== null && win !== 0 && offer === null && peerOffer !== null && peerOffer.wscale !== null;
}

/** With a scale that nobody knows, no window is known. */
function forgetWindows(connection: Connection): void {
  for (const end of connection.ends) {
    if (end.tcb.rcvWnd !== null) edit(end).rcvWnd = null;
    if (end.tcb.sndWnd !== null) edit(end).sndWnd = null;
    end.promised = null;
  }
}

/** How many octets have arrived since an ACK left that lags behind: its window counts from there. */
function lagOf(world: World, { tcb }: End, ack: Num | null): number {
  const { rcvNxt, peerFin } = tcb;
  if (ack === null || rcvNxt === null || ack === rcvNxt) return 0;
  const passed = world.numbers.resolve(world.numbers.subtract(rcvNxt, ack));
  if (passed.terms !== null || world.numbers.sign(passed) !== 1) return 0;
  return passed.constant - (peerFin ? 1 : 0);
}

/** The octets a written `win=` stands for, else what the declaration leaves free, `lag` octets ago. */
function windowOf(
  connection: Connection,
  side: Side,
  written: Written,
  flags: number,
  lag: number,
): number | null {
  if (written.win !== null) return shifted(written.win, shiftOf(connection, side, flags));
  const buffer = connection.endpoints[side].start.window;
  if (buffer === null) return null;
  const { unread } = connection.ends[side];
  if (unread === null) return buffer;
  return unread.terms === null ? Math.max(0, buffer - Math.max(0, unread.constant - lag)) : null;
}

/** A product that the engine keeps as a fraction takes an object of its own for each segment (bench). */
function shifted(window: number, shift: number): number {
  return shift === 0 ? window : (window * 2 ** shift) >>> 0;
}

/** How far a written window is to be shifted: not where a tool has done so already. */
function shiftOf(connection: Connection, side: Side, flags: number): number {
  return connection.printed?.scaled === true ? 0 : agreedShift(connection, side, flags);
}

/** The shift count in force for what `side` sends; 0 in a SYN. */
function agreedShift(connection: Connection, side: Side, flags: number): number {
  if ((flags & SYN) !== 0) return 0;
  const { offer, peerOffer } = connection.ends[side];
  // Where the peer's SYN is not shown, its SYN+ACK has a scale because that SYN had one (RFC 7323 §1.3).
  if (offer === null || offer.wscale === null || peerOffer?.wscale === null) return 0;
  return Math.min(offer.wscale, MAX_SHIFT);
}

/** The edge as it was promised last; one that moved left by less than a unit of the scale is only rounded. */
function promise(world: World, end: End, edge: Num, unit: number): void {
  const { promised } = end;
  const rounded = promised !== null && world.numbers.compare(edge, promised) === -1;
  if (!rounded || world.numbers.compare(plus(edge, unit - 1), promised as Num) === -1) end.promised = edge;
}

/** Judges the window a segment advertises, and the peer's window for the data it carries. */
export function judgeWindow(context: Context, written: Written): void {
  const { connection, side, judgement } = context;
  if ((judgement.flags & RST) !== 0 || judgement.illegal) return;
  if (judgement.act === "send") judgeRoom(context, written);
  if (written.win === null || written.line === null) return;
  const hidden = hasUnknownScale(connection) && written.win !== 0;
  if (hidden || isScaledUnseen(connection, side, written, judgement.flags)) return;
  if (written.win > LARGEST_16_BIT) noteScaled(context, written);
  const end = connection.ends[side];
  const window = written.win * 2 ** shiftOf(connection, side, judgement.flags);
  judgeBuffer(context, written, window);
  judgeEdge(context, written, window);
  const from = connection.names[side];
  const synchronized = (judgement.flags & SYN) === 0;
  if (window === 0 && synchronized && end.tcb.rcvWnd !== 0) {
    judgement.report("zero-window", windowSpan(written), { from, to: connection.names[other(side)] });
  } else if (window > 0 && end.tcb.rcvWnd === 0 && end.spoken && synchronized) {
    judgement.report("window-update", windowSpan(written), { from, window: String(window) });
  }
}

function windowSpan({ line, span }: Written): Span {
  return line?.win?.span ?? span;
}

/** A number larger than the field: told once, as all windows of the connection are shown so. */
function noteScaled({ connection, side, judgement }: Context, written: Written): void {
  if (!tellOnce(connection, "scaled windows")) return;
  const wire = (written.win as number) / 2 ** agreedShift(connection, side, judgement.flags);
  judgement.report("window-scaled", windowSpan(written), {
    from: connection.names[side],
    written: String(written.win),
    wire: Number.isInteger(wire) && wire <= LARGEST_16_BIT ? String(wire) : "",
  });
}

/** Data must fit into what the peer has advertised; one octet may probe a zero window (§3.8.6.1). */
function judgeRoom(context: Context, written: Written): void {
  const { world, connection, side, judgement } = context;
  const { numbers } = world;
  const { sndWnd, sndUna, sndNxt, iss } = connection.ends[side].tcb;
  if (sndWnd === null || sndUna === null || judgement.len === ZERO) return;
  const dataEnd = numbers.add(judgement.seq, judgement.len);
  // What has been sent may be sent again, though the window has shrunk since; what it runs on into has to fit.
  if (judgement.retransmission && numbers.compare(dataEnd, sndNxt as Num) !== 1) return;
  // Nearly all data fits, wherever the window begins: nothing more is worked out for it (bench).
  if (numbers.compare(dataEnd, plus(sndUna, sndWnd)) !== 1) return;
  const edge = edgeOf(world, sndUna, sndWnd, iss);
  if (numbers.compare(dataEnd, edge) !== 1) return;
  const from = connection.names[side];
  const isNext = numbers.compare(judgement.seq, edge) !== 1;
  // An amount that only has a letter, or none, may be the one octet of a probe.
  const isOne = sndWnd === 0 && isNext ? numbers.equal(judgement.len, plain(1)) : false;
  if (isOne !== false) {
    if (isOne) judgement.report("window-probe", written.span, { from });
    return;
  }
  if (lacksScale(connection, other(side))) {
    reportMissingScale(context, written);
    return;
  }
  // What follows data that has exceeded the window does so as well.
  if (hasExceeded(connection, side) && numbers.compare(judgement.seq, edge) !== -1) return;
  tellOnce(connection, EXCEEDED[side]);
  judgement.report("window-exceeded", written.line?.len?.span ?? written.span, {
    from,
    to: connection.names[other(side)],
    len: world.say(judgement.len),
    window: String(sndWnd),
  });
}

/** §3.1: the window begins with the octet that the ACK awaits; behind a SYN that is not acknowledged, with the first. */
function edgeOf({ numbers }: World, sndUna: Num, sndWnd: number, iss: Num | null): Num {
  return plus(sndUna, iss !== null && numbers.equal(sndUna, iss) === true ? sndWnd + 1 : sndWnd);
}

/** What the peer's window has left for data that begins at `seq`, perhaps less than nothing; null where nothing says it. */
export function roomFor(world: World, connection: Connection, side: Side, seq: Num): Num | null {
  const { sndUna, sndWnd, iss } = connection.ends[side].tcb;
  if (sndUna === null || sndWnd === null) return null;
  return world.numbers.subtract(edgeOf(world, sndUna, sndWnd, iss), seq);
}

/** By side of the sender. */
const EXCEEDED = ["window exceeded by 0", "window exceeded by 1"] as const;

/** Whether that side has overlooked its peer's window, and was told so. */
export function hasExceeded(connection: Connection, side: Side): boolean {
  return wasTold(connection, EXCEEDED[side]);
}

/** The window is a fraction of what the SYN had: most probably its scale was not written down. */
function reportMissingScale({ connection, side, judgement }: Context, written: Written): void {
  if (!tellMissingScale(connection)) return;
  const from = other(side);
  judgement.report("wscale-missing", written.line?.len?.span ?? written.span, {
    from: connection.names[from],
    to: connection.names[side],
    window: String(connection.ends[side].tcb.sndWnd ?? ""),
    shift: String(likelyShift(connection, from)),
    other: String(likelyShift(connection, side)),
  });
}

/** `window=` and `receive`: no more may be offered than the buffer has left. */
function judgeBuffer(context: Context, written: Written, window: number): void {
  const { world, connection, side, judgement } = context;
  const { reads, start } = connection.endpoints[side];
  const buffer = start.window;
  // A new connection begins with an empty buffer, whatever waits in that of the old one.
  const opens = judgement.act === "open" && !judgement.retransmission;
  const unread = (opens ? null : connection.ends[side].unread) ?? (reads ? ZERO : null);
  if (buffer === null || unread === null || unread.terms !== null) return;
  const lag = lagOf(world, connection.ends[side], judgement.ack);
  const most = Math.min(buffer, Math.max(0, buffer - unread.constant + lag));
  if (window <= most) return;
  judgement.report("window-wrong", windowSpan(written), {
    from: connection.names[side],
    written: String(window),
    most: String(most),
  });
}

/** §3.8.6.2.1: the right edge should not move left; a scaled window is rounded down by less than one unit. */
function judgeEdge(context: Context, written: Written, window: number): void {
  const { world, connection, side, judgement } = context;
  const { promised } = connection.ends[side];
  if (promised === null || judgement.ack === null || (judgement.flags & (SYN | ACK)) !== ACK) return;
  // Told where data does not fit.
  if (lacksScale(connection, side)) return;
  const unit = 2 ** agreedShift(connection, side, judgement.flags);
  const shrinks = (ack: Num): boolean => world.numbers.compare(plus(ack, window + unit - 1), promised) === -1;
  // A window beside a wrong ack counts from there.
  const meant = judgement.corrected ? writtenValue(world, written.ack) : null;
  if (!shrinks(judgement.ack) || (meant !== null && !shrinks(meant))) return;
  judgement.report("window-shrunk", windowSpan(written), {
    from: connection.names[side],
    edge: world.say(plus(judgement.ack, window)),
    before: world.say(promised),
    least: leastWindow(world, judgement.ack, promised, unit),
  });
}

/** What the field must hold at least so that the right edge stays; empty where numbers are unknown. */
function leastWindow(world: World, ack: Num, promised: Num, unit: number): string {
  const room = world.numbers.resolve(world.numbers.subtract(promised, ack));
  return room.terms === null ? String(Math.ceil(room.constant / unit)) : "";
}

/** Octets that arrive at an end; where the flow says what is read (`reads`), the others wait in the buffer. */
export function countUnread(world: World, end: End, before: Num | null, reads: boolean): void {
  const after = end.tcb.rcvNxt;
  if (!reads || before === null || after === null) return;
  const fin = end.tcb.peerFin ? 1 : 0;
  const taken = world.numbers.resolve(plus(world.numbers.subtract(after, before), -fin));
  const unread = end.unread ?? ZERO;
  end.unread = world.numbers.sign(taken) === 1 ? world.numbers.add(unread, taken) : unread;
}
