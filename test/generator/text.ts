/** Segment text: what joins up with RCV.NXT, and what waits behind a hole (RFC 9293 §3.10.7.4, seventh and eighth). */

import { change, type End, forgetConnection, type Packet, type Piece } from "./endpoint.js";

export function takeText(end: End, p: Packet, window: number): void {
  switch (end.state) {
    case "ESTABLISHED":
      break;
    case "FIN-WAIT-1":
    case "FIN-WAIT-2":
      if (p.len > 0 && end.decide("data after CLOSE", [true, false])) break;
      if (p.len === 0) break;
      abandon(end);
      return;
    default:
      // A FIN here is one that RCV.NXT has gone over; it is acknowledged.
      return;
  }
  end.owes = true;
  const piece = trimmed(end, p, window);
  const held = end.held.filter((other) => other.start < piece.end && piece.start < other.end);
  const known = held.find((other) => other.start <= piece.start && piece.end <= other.end);
  if (known !== undefined && p.len > 0) end.twice = { start: piece.start, end: piece.end };
  else if (p.seq < end.rcv) end.twice = { start: p.seq, end: end.rcv };
  if (!end.keeps && p.seq > end.rcv) return;
  end.held.push(piece);
  end.newest = p.seq > end.rcv ? p.seq : null;
  absorb(end);
}

/** MAY-1: nobody reads it any more, so that the connection is reset. */
function abandon(end: End): void {
  const reset = { seq: end.nxt, ack: end.rcv, abort: true };
  forgetConnection(end, "CLOSED");
  end.resets.push(reset);
}

/** "Trimming off any portions that lie outside the window (including SYN and FIN)." */
function trimmed(end: End, p: Packet, window: number): Piece {
  const whole = { start: p.seq, end: p.seq + p.len, fin: p.fin };
  const edge = end.rcv + window;
  if (whole.end + (p.fin ? 1 : 0) <= edge) return whole;
  if (!end.decide("data beyond the window", [true, false])) return whole;
  return { start: p.seq, end: Math.min(whole.end, edge), fin: false };
}

/** Takes what joins up with RCV.NXT. */
export function absorb(end: End): void {
  end.held.sort((a, b) => a.start - b.start);
  const before = end.rcv;
  for (const piece of end.held) {
    if (piece.start > end.rcv) break;
    if (piece.end > end.rcv) step(end, piece.end);
    if (piece.fin && piece.end === end.rcv) {
      step(end, piece.end + 1);
      takeFin(end);
    }
  }
  if (end.rcv === before) return;
  end.owes = true;
  end.held = end.held.filter((piece) => piece.end > end.rcv);
  end.jumped.pop();
  end.points.push(end.rcv);
}

function step(end: End, to: number): void {
  end.rcv = to;
  end.jumped.push(to);
}

function takeFin(end: End): void {
  if (end.state === "ESTABLISHED") {
    change(end, "CLOSE-WAIT");
  } else if (end.state === "FIN-WAIT-1") {
    change(end, "CLOSING");
  } else if (end.state === "FIN-WAIT-2") {
    change(end, "TIME-WAIT");
  }
}

/** What an acknowledgment reports beyond itself (RFC 2018 §4): the block that arrived last stands first. */
export function blocksOf(
  end: End,
): { readonly start: number; readonly end: number; readonly fin: boolean }[] {
  const blocks: { start: number; end: number; fin: boolean }[] = [];
  for (const piece of [...end.held].sort((a, b) => a.start - b.start)) {
    const last = blocks.at(-1);
    if (last !== undefined && piece.start <= last.end) {
      last.end = Math.max(last.end, piece.end);
      last.fin ||= piece.fin;
    } else blocks.push({ ...piece });
  }
  const first = blocks.filter((b) => end.newest !== null && b.start <= end.newest && end.newest < b.end);
  return [...first, ...blocks.filter((b) => !first.includes(b))];
}
