/** A capture that begins with a keep-alive: its number is one below SND.NXT, which nothing before it has shown. */

import type { Side } from "../../check/connection.js";
import { wrap } from "../../tcp/sequence.js";
import type { Seen } from "./seen.js";
import type { ObservedSegment } from "./segment.js";

interface Sent {
  readonly segment: ObservedSegment;
  readonly side: Side;
}

/** Whether the first segments are keep-alives: the answer acknowledges one octet more than they show (RFC 9293 §3.8.4). */
export function beginsWithProbe<T>(all: readonly T[], sentOf: (one: T) => Sent): boolean {
  const sent = all.slice(0, MOST_PROBES).map(sentOf);
  const [first] = sent;
  const until = sent.findIndex(({ side }) => side !== first?.side);
  const answer = sent[until]?.segment;
  if (first === undefined || answer === undefined || first.segment.seq === null) return false;
  const { seq } = first.segment;
  if (!sent.slice(0, until).every(({ segment }) => isBareAck(segment) && segment.seq === seq)) return false;
  const isAnswer = answer.flags?.includes("ACK") === true && !answer.flags.includes("SYN");
  return isAnswer && answer.ack === wrap(seq + 1);
}

export function asSent({ source, way }: Seen): Sent {
  return { segment: source, side: way };
}

function isBareAck({ flags, len }: ObservedSegment): boolean {
  return len === 0 && flags?.length === 1 && flags[0] === "ACK";
}

/** One that is not answered is sent some ten times. */
const MOST_PROBES = 16;
