/**
 * Options and ECN: where they may stand, and what both ends agreed on (RFC 9293 §3.2, RFC 7323, RFC 2018,
 * RFC 7413, RFC 3168).
 */

import type { Segment, Span } from "../language/ast.js";
import { plain } from "../tcp/number.js";
import {
  ACK,
  CWR,
  ECE,
  flagsText,
  MAX_SHIFT,
  NS,
  type Offer,
  RST,
  SYN,
  type TcpSegment,
  TIMESTAMP_OCTETS,
} from "../tcp/segment.js";
import type { Context } from "./claims.js";
import { type Connection, other, type Side } from "./connection.js";
import type { Judgement } from "./judgement.js";
import { tellOnce } from "./recovery.js";
import { judgeSack } from "./sack.js";
import { echo, hasNoClockYet, judgeTimestamps } from "./timestamps.js";
import type { World } from "./world.js";
import { flagsSpan, isCaptured, type Written } from "./written.js";

/** A SYN with a Fast Open cookie. */
export function hasCookie(line: Segment | null): boolean {
  return line !== null && line.tfo !== null && line.tfo.cookie !== null;
}

/** Judges the options of a segment. */
export function judgeOptions(context: Context, written: Written): void {
  const { line } = written;
  const { connection, side, judgement } = context;
  if (line === null || judgement.illegal) return;
  if (hasOption(line)) judgePlaces(context, line);
  judgeScale(context, line);
  if (!connection.clockDoubted && agreed(connection, side, "ts") !== false) judgeTimestamps(context, line);
  if (line.sack !== null && mayCarryBlocks(judgement.flags)) judgeSack(context, line);
  judgeEcn(context, written);
  judgeMss(context, written);
}

function hasOption({ mss, wscale, sackok, tfo, ts, sack }: Segment): boolean {
  return (mss ?? wscale ?? sackok ?? tfo ?? ts ?? sack) !== null;
}

/** MSS, window scale and SACK-permitted belong to SYNs, SACK blocks to all others. */
function judgePlaces(context: Context, line: Segment): void {
  const { judgement, connection, side } = context;
  const syn = (judgement.flags & SYN) !== 0;
  const from = connection.names[side];
  const report = (option: string, span: Span, reason: "syn-only" | "not-on-syn" | "needs-ack"): void =>
    judgement.report("option-misplaced", span, { option, from, reason });
  // That the SYNs did not agree on it is one mistake, however many segments use it.
  const disagree = (
    option: string,
    span: Span,
    reason: "not-agreed" | "not-offered" = "not-agreed",
  ): void => {
    if (tellOnce(connection, option)) judgement.report("option-misplaced", span, { option, from, reason });
  };
  if (!syn) {
    if (line.mss !== null) report("mss", line.mss.span, "syn-only");
    if (line.wscale !== null) report("wscale", line.wscale.span, "syn-only");
    if (line.sackok !== null) report("sackok", line.sackok, "syn-only");
    if (line.tfo !== null) report("tfo", line.tfo.span, "syn-only");
  }
  const asked = connection.ends[side].peerOffer;
  if (syn && (judgement.flags & ACK) !== 0 && asked !== null && connection.ends[side].tcb.passive) {
    // RFC 7323 §2.2, §3.2: a SYN,ACK may only take up what the SYN offered.
    if (line.wscale !== null && asked.wscale === null) disagree("wscale", line.wscale.span);
    if (line.ts !== null && !asked.ts) disagree("ts", line.ts.span);
  }
  if (line.sack !== null) {
    if (syn) report("sack", line.sack.span, "not-on-syn");
    else if ((judgement.flags & ACK) === 0) report("sack", line.sack.span, "needs-ack");
    // RFC 2018 §4: who has received SACK-permitted may send blocks, whatever its own SYN said.
    else if (asked !== null && !asked.sackok) disagree("sack", line.sack.span, "not-offered");
  }
  if (line.ts !== null && !syn && (judgement.flags & RST) === 0 && agreed(connection, side, "ts") === false) {
    disagree("ts", line.ts.span);
  }
}

function mayCarryBlocks(flags: number): boolean {
  return (flags & (SYN | ACK)) === ACK;
}

/** RFC 7323 §2.3: the shift count is at most 14; a larger one is taken for 14. */
function judgeScale({ judgement, connection, side }: Context, line: Segment): void {
  const shift = line.wscale?.value ?? 0;
  if (line.wscale === null || shift <= MAX_SHIFT) return;
  judgement.report("option-too-large", line.wscale.span, {
    option: "wscale",
    from: connection.names[side],
    value: String(shift),
    most: String(MAX_SHIFT),
  });
}

/** Whether both SYNs offered an option, as this end knows them; undefined where one of them is not shown. */
function agreed(connection: Connection, side: Side, option: "sackok" | "ts" | "ecn"): boolean | undefined {
  const { offer, peerOffer } = connection.ends[side];
  if (offer === null || peerOffer === null) return undefined;
  return offer[option] && peerOffer[option];
}

/** The timestamps of a segment that its receiver reads; null where they are not agreed on, or were wrong before. */
export function timestampsOf(
  connection: Connection,
  side: Side,
  line: Segment | null,
  judgement: Pick<Judgement, "flags" | "findings">,
): { readonly value: number; readonly echo: number } | null {
  if (line === null || line.ts === null || connection.clockDoubted) return null;
  if ((judgement.flags & SYN) === 0 && agreed(connection, side, "ts") === false) return null;
  if (hasNoClockYet(judgement.flags, line.ts)) return null;
  return judgement.findings.some((f) => f.code === "timestamp-wrong") ? null : line.ts;
}

/** RFC 3168 §6.1.1. Flags of Accurate ECN (RFC 9768), which uses AE, are not judged. */
function judgeEcn(context: Context, written: Written): void {
  const { connection, side, judgement } = context;
  const { flags } = judgement;
  if ((flags & (ECE | CWR)) === 0 || (flags & (RST | NS)) !== 0) return;
  const { peerOffer } = connection.ends[side];
  // "Otherwise, it MUST NOT send an ECN-setup SYN-ACK packet."
  const isAnswer = (flags & (SYN | ACK)) === (SYN | ACK);
  const unasked = isAnswer && peerOffer !== null && !peerOffer.ecn;
  if (!unasked && ((flags & SYN) !== 0 || agreed(connection, side, "ecn") !== false)) return;
  judgement.report("ecn-not-agreed", flagsSpan(written), {
    from: connection.names[side],
    flag: flagsText(flags & (ECE | CWR)),
  });
}

/**
 * §3.7.1: not more than the MSS the peer's SYN said (or its declaration), less what the options of the segment take. A capture
 * may show what the network card has yet to cut, or has joined.
 */
function judgeMss(context: Context, written: Written): void {
  const { world, connection, side, judgement } = context;
  const said = mssFor(connection, side);
  if (said === null || (judgement.flags & SYN) !== 0) return;
  const mss = said - optionOctets(written.line);
  if (world.numbers.compare(judgement.len, plain(mss)) !== 1) return;
  // Where a capture shows segments that were joined, it shows many.
  if (!tellOnce(connection, `mss ${connection.names[side]}`)) return;
  const from = connection.names[side];
  const span = written.line?.len?.span ?? written.span;
  if (isCaptured(world, written.line)) {
    judgement.report("stack-differs", span, { which: "offloaded", endpoint: from });
    return;
  }
  judgement.report("mss-exceeded", span, {
    from,
    len: world.say(judgement.len),
    mss: String(mss),
    options: mss === said ? "" : String(said - mss),
  });
}

/** What the peer has announced, or declares; null where nothing says it. */
function mssFor(connection: Connection, side: Side): number | null {
  return connection.ends[side].peerOffer?.mss ?? connection.endpoints[other(side)].start.mss;
}

/** Octets of each piece into which a longer segment is cut on its way; null where nothing says how many these are. */
export function pieceOf(connection: Connection, side: Side, { tsval }: TcpSegment): number | null {
  const said = mssFor(connection, side);
  const piece = said === null ? 0 : said - (tsval === undefined ? 0 : TIMESTAMP_OCTETS);
  return piece > 0 ? piece : null;
}

/** What timestamps and SACK blocks take of a segment, in whole words of the header (RFC 7323 §3.2, RFC 2018 §3). */
function optionOctets(line: Segment | null): number {
  if (line === null) return 0;
  const octets = (line.ts === null ? 0 : 10) + (line.sack === null ? 0 : 2 + 8 * line.sack.blocks.length);
  return Math.ceil(octets / 4) * 4;
}

/** What a segment that is sent says of its sender, to be held against what follows. */
export function recordOptions(
  world: World,
  connection: Connection,
  side: Side,
  judgement: Judgement,
  segment: TcpSegment,
  written: Written,
): void {
  const { line } = written;
  const end = connection.ends[side];
  if (segment.offer !== undefined) end.offer = segment.offer;
  if (line?.ts && !hasNoClockYet(segment.flags, line.ts)) {
    end.clock = line.ts.value;
    if (!isCaptured(world, line)) echo(end, segment, line.ts);
  }
  if (judgement.findings.some((f) => f.code === "timestamp-wrong")) connection.clockDoubted = true;
}

/** What a SYN offers, by its line or else by the declaration; one that is sent again offers the same. */
export function offerOf(
  connection: Connection,
  side: Side,
  { line }: Pick<Written, "line">,
  { flags, retransmission }: Pick<Judgement, "flags" | "retransmission">,
): Offer | null | undefined {
  if ((flags & SYN) === 0) return undefined;
  if (retransmission) return connection.ends[side].offer;
  const declared = connection.endpoints[side].start.options;
  const answer = (flags & ACK) !== 0;
  const ecn = (flags & ECE) !== 0 && (answer ? (flags & CWR) === 0 : (flags & CWR) !== 0);
  const written = (key: "mss" | "wscale"): number | null => line?.[key]?.value ?? declared?.[key] ?? null;
  return {
    mss: written("mss"),
    wscale: written("wscale"),
    sackok: line?.sackok != null || (declared?.sackok ?? false),
    ts: line?.ts != null || (declared?.ts ?? false),
    ecn: ecn || (declared?.ecn ?? false),
  };
}
