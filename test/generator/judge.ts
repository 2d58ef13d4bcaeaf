/** The law of departure: may this end send that packet now? (RFC 9293 §3.10, `docs/language.md` for what is granted to writers.) */

import { type End, endOf, maySendData, type Packet, type Reset } from "./endpoint.js";
import { blocksOf } from "./text.js";

export type Opinion = "legal" | "false" | "unclear";

export const worst = (...opinions: readonly Opinion[]): Opinion =>
  opinions.includes("false") ? "false" : opinions.includes("unclear") ? "unclear" : "legal";

export function judge(end: End, p: Packet, hasPayload: boolean): Opinion {
  if (p.syn && p.fin) return "false";
  if (p.syn) return p.ack === null ? judgeSyn(end, p) : judgeSynAck(end, p);
  switch (end.state) {
    case "CLOSED":
    case "LISTEN":
    case "SYN-SENT":
      return "false";
    case "SYN-RECEIVED":
      return judgeEarly(end, p);
    default:
      return worst(judgeSeq(end, p, hasPayload), judgeAck(end, p), judgeRoom(end, p));
  }
}

/** In SYN-RECEIVED the SYN+ACK comes first; what has been sent of it may be said again by an ACK. */
function judgeEarly(end: End, p: Packet): Opinion {
  if (end.fresh || end.nxt === end.iss) return "false";
  if (p.len > 0)
    return end.early ? worst(judgeSeq(end, p, false), judgeAck(end, p), judgeRoom(end, p)) : "false";
  if (p.fin) return "unclear";
  if (end.lastAck === null) return "false";
  const answers = end.owes || end.challenged;
  return p.seq === end.nxt && p.ack === end.rcv ? (answers ? "legal" : "unclear") : "false";
}

/** What a RST may be now: an answer that is owed, else an ABORT (§3.10.5). */
export function resetsOf(end: End): readonly Reset[] | "unclear" | "none" {
  if (end.resets.length > 0) return end.resets;
  switch (end.state) {
    case "SYN-RECEIVED":
      return end.fresh ? "unclear" : [{ seq: end.nxt, ack: end.rcv, abort: true }];
    case "ESTABLISHED":
    case "FIN-WAIT-1":
    case "FIN-WAIT-2":
    case "CLOSE-WAIT":
      return [{ seq: end.nxt, ack: end.rcv, abort: true }];
    case "CLOSED":
    case "LISTEN":
    case "SYN-SENT":
      return "none";
    default:
      return "unclear";
  }
}

function judgeSyn(end: End, p: Packet): Opinion {
  if (end.state === "CLOSED") return end.listening ? "unclear" : p.seq === end.iss ? "legal" : "false";
  const again = p.seq === end.iss && endOf(p) === end.nxt;
  if (p.len > 0 && !again) return "unclear";
  if (end.state === "SYN-SENT") return p.seq === end.iss ? "legal" : "false";
  // A listener may open actively (§3.10.1), and one that opened so may repeat its SYN.
  if (end.state === "LISTEN" || (end.state === "SYN-RECEIVED" && !end.passive)) return "unclear";
  return "false";
}

function judgeSynAck(end: End, p: Packet): Opinion {
  if (end.state === "SYN-RECEIVED") {
    if (p.len > 0 || p.seq !== end.iss) return "false";
    if (p.ack === end.rcv) return "legal";
    // Data on the SYN may be acknowledged at once, or in part.
    return (p.ack as number) > end.rcv && (p.ack as number) <= (end.synText?.end ?? 0) ? "legal" : "false";
  }
  if (["CLOSED", "LISTEN", "SYN-SENT"].includes(end.state)) return "false";
  return p.seq === end.iss ? "unclear" : "false";
}

function judgeSeq(end: End, p: Packet, hasPayload: boolean): Opinion {
  if (endOf(p) === p.seq) {
    if (p.seq === end.nxt) return "legal";
    if (p.seq !== end.nxt - 1 || !isKeepAlive(end, p)) return "false";
    return isProbe(end) ? "legal" : "unclear";
  }
  if (p.seq > end.nxt) return "false";
  if (p.seq === end.nxt)
    return maySendData(end) || (end.state === "SYN-RECEIVED" && end.early) ? "legal" : "false";
  if (p.seq === end.nxt - 1 && p.len === 1 && !p.fin && isKeepAlive(end, p))
    return isProbe(end) && end.starts.length > 0 ? "legal" : "unclear";
  if (p.seq < end.iss + 1) return "false";
  if (end.state === "FIN-WAIT-2" || end.state === "TIME-WAIT") return "unclear";
  return judgeAgain(end, p, hasPayload);
}

/** RFC 9293 §3.8.4: a probe repeats what was said last, and nothing is outstanding. */
function isKeepAlive(end: End, p: Packet): boolean {
  return maySendData(end) && end.una === end.nxt && p.ack === end.lastAck;
}

/** Where an answer is due, a number one too low is hardly meant as a probe. */
const isProbe = (end: End): boolean => !end.owes && !end.challenged;

function judgeAgain(end: End, p: Packet, hasPayload: boolean): Opinion {
  const dataEnd = p.seq + p.len;
  // What is known to be acknowledged is sent no more.
  if (endOf(p) <= end.una) return "false";
  if (p.seq < end.una) return "unclear";
  const isOld = end.starts.includes(p.seq);
  if (p.fin && end.fin !== null) return dataEnd !== end.fin ? "false" : isOld ? "legal" : "unclear";
  if (p.fin) return dataEnd >= end.nxt && isOld && maySendData(end) ? "unclear" : "false";
  const within = dataEnd <= (end.fin ?? end.nxt);
  if (within) return hasPayload && !isOld ? "unclear" : "legal";
  if (end.fin !== null) return "false";
  return isOld && maySendData(end) ? "legal" : "false";
}

function judgeAck(end: End, p: Packet): Opinion {
  const { ack } = p;
  if (ack === null || ack === end.rcv) return "legal";
  if (ack > end.rcv) return "false";
  if (ack > (end.lastAck ?? Number.NEGATIVE_INFINITY) && end.points.includes(ack)) return "legal";
  return end.jumped.includes(ack) ? "unclear" : "false";
}

/** Data stays in the window that was granted; one octet beyond a closed one is a probe (§3.8.6.1). */
function judgeRoom(end: End, p: Packet): Opinion {
  const { granted } = end;
  const stop = p.seq + p.len;
  if (p.fin && granted !== null && stop >= granted) return "unclear";
  if (p.len === 0 || granted === null || stop <= granted) return "legal";
  if (p.len === 1) return p.seq === granted && end.una === granted ? "legal" : "unclear";
  return p.seq < end.nxt ? "unclear" : "false";
}

type Block = { readonly start: number; readonly end: number };

/** SACK blocks name what is held, whole (RFC 2018 §3); the first may be what arrived twice (RFC 2883). */
export function judgeBlocks(end: End, blocks: readonly Block[], stamped: boolean): Opinion {
  if (blocks.length > (stamped ? MOST_BLOCKS_WITH_STAMP : MOST_BLOCKS)) return "false";
  const [first, ...rest] = blocks;
  if (first === undefined) return "unclear";
  const { twice } = end;
  const isTwice = twice !== null && first.start === twice.start && first.end === twice.end;
  if (isTwice) return worst(...rest.map((b) => judgeBlock(end, b)));
  const opinions = blocks.map((b) => judgeBlock(end, b));
  // Below the acknowledgment, or within another block, the first may report what arrived twice before.
  if (first.start < first.end && first.end <= end.rcv) opinions[0] = "unclear";
  const held = blocksOf(end);
  const inOrder = blocks.every((b, i) => b.start === held[i]?.start);
  return worst(...opinions, inOrder ? "legal" : "unclear");
}

const MOST_BLOCKS = 4;
const MOST_BLOCKS_WITH_STAMP = 3;

function judgeBlock(end: End, b: Block): Opinion {
  const held = blocksOf(end);
  if (b.start >= b.end) return "false";
  const stops = (h: Block & { readonly fin: boolean }): boolean =>
    h.end === b.end || (h.fin && h.end + 1 === b.end);
  if (held.some((h) => h.start === b.start && stops(h))) return "legal";
  return held.some((h) => h.start <= b.start && b.end <= h.end) ? "unclear" : "false";
}
