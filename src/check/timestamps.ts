/** Timestamps that a segment claims: its own, and the one that it sends back (RFC 7323 §3.2, §4.3). */

import type { Segment } from "../language/ast.js";
import type { Arrival } from "../tcp/answer.js";
import type { End, Heard } from "../tcp/endpoint.js";
import { ACK, RST, SYN, type TcpSegment } from "../tcp/segment.js";
import { distance } from "../tcp/sequence.js";
import type { Context } from "./claims.js";
import { other } from "./connection.js";
import type { EchoReason } from "./reasons.js";
import type { Step } from "./trace.js";

/** RFC 7323 §3.2: TSval never goes back; TSecr echoes a TSval of the peer. */
export function judgeTimestamps(context: Context, line: Segment): void {
  const { connection, side, judgement } = context;
  const { ts } = line;
  if (ts === null) return;
  const { heard } = connection.ends[side];
  // Each connection may have an offset of its own (RFC 7323 §5.4).
  const begins = judgement.act === "open" && !judgement.retransmission;
  const clock = begins ? null : connection.ends[side].clock;
  const from = connection.names[side];
  const report = (value: number, bound: number, reason: "backwards" | EchoReason): void =>
    judgement.report("timestamp-wrong", ts.span, {
      from,
      value: String(value),
      bound: String(bound),
      reason,
    });
  if (clock !== null && distance(ts.value, clock) < 0) {
    if ((judgement.flags & RST) !== 0 && ts.value === 0)
      judgement.report("stack-differs", ts.span, { which: "reset-without-clock", endpoint: from });
    else report(ts.value, clock, "backwards");
  }
  if ((judgement.flags & ACK) === 0 || heard === null || heard.high === null) return;
  if (mayEcho(heard, ts.echo, judgement.flags)) return;
  if (hasNoClockYet(judgement.flags, ts)) {
    judgement.report("stack-differs", ts.span, { which: "syn-ack-without-clock", endpoint: from });
    return;
  }
  report(ts.echo, heard.high, echoReason(context, ts.echo));
}

/** One of the last that came, or one from before those that lies in their range. */
function mayEcho(heard: Heard, echo: number, flags: number): boolean {
  const { high, last } = heard;
  // A RST sends back what the segment had that it refuses.
  if (last.includes(echo)) return !isBelow(heard, echo) || (flags & RST) !== 0;
  if (distance(echo, high as number) > 0 || isBelow(heard, echo)) return false;
  return last.every((value) => distance(echo, value) < 0);
}

function isBelow({ low }: Heard, echo: number): boolean {
  return low !== null && distance(echo, low) < 0;
}

/** What became of the segment that had this TSval. */
function echoReason({ world, connection, side }: Context, echo: number): EchoReason {
  const { history } = world;
  const peer = connection.names[other(side)];
  const sent = history.findLast(({ statement, segment }) =>
    segment?.from === peer && segment.to === connection.names[side] && statement.type === "segment"
      ? statement.ts?.value === echo
      : false,
  );
  if (sent?.segment == null) return "echo";
  const { fate, arrivals } = sent.segment;
  if (fate === "lost") return "lost";
  if (fate === "in-flight" && arrivals.length === 0) return "in-flight";
  const seen = [sent, ...arrivals.flatMap((i) => history[i] ?? [])];
  const was = (code: "out-of-order" | "timestamp-old"): boolean =>
    seen.some(({ findings }: Step) => findings.some((finding) => finding.code === code));
  if (was("out-of-order")) return "not-recent";
  if (was("timestamp-old")) return "too-old";
  return isBelow(connection.ends[side].heard ?? UNHEARD, echo) ? "gone-by" : "echo";
}

/**
 * Notes the TSval of a segment that arrives. Where no line says it, or said those before, others may be echoed as well.
 * One behind a gap is not to be echoed, nor one that was dropped as too old (RFC 7323 §4.3).
 */
export function hear(end: End, { tsval, flags }: TcpSegment, arrival: Arrival): void {
  const { heard } = end;
  if (tsval !== undefined && heard !== null && (arrival === "out-of-order" || arrival === "too-old")) return;
  if (tsval === undefined) {
    if (heard !== null && (flags & RST) === 0) end.heard = UNHEARD;
    return;
  }
  if (heard === null) {
    end.heard = { low: (flags & SYN) === 0 ? null : tsval, high: tsval, last: [tsval] };
    return;
  }
  // TS.Recent does not go back, whoever takes the segment all the same.
  if (heard.last.includes(tsval) || (end.tsRecent !== null && distance(tsval, end.tsRecent) < 0)) return;
  const { low, high } = heard;
  end.heard = {
    low,
    high: high === null || distance(tsval, high) > 0 ? tsval : high,
    last: [...heard.last.slice(-MOST_HEARD), tsval],
  };
}

/** Notes the TSecr of a segment that is sent: TS.Recent does not go back (RFC 7323 §4.3), though in captures of bursts it does. */
export function echo(end: End, { flags }: TcpSegment, { echo: sent }: { readonly echo: number }): void {
  const { heard } = end;
  if (heard === null || (flags & (ACK | RST)) !== ACK || !heard.last.includes(sent)) return;
  end.heard = { ...heard, low: sent };
}

/** An answer is not late by more than these. */
const MOST_HEARD = 7;

export const UNHEARD: Heard = { low: null, high: null, last: [] };

/** The SYN,ACK of an old Windows. Its zeros are no time: whoever took them for one would refuse what comes behind (PAWS). */
export function hasNoClockYet(
  flags: number,
  { value, echo }: { readonly value: number; readonly echo: number },
): boolean {
  return (flags & (SYN | ACK)) === (SYN | ACK) && value === 0 && echo === 0;
}
