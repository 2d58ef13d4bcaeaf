/**
 * RFC 9293 §3.10.7, SEGMENT ARRIVES, with RFC 5961. Where the text leaves a choice, or two readings, a comment says
 * "Reading:" and which one was taken.
 */

import { type Answer, add, le, leave, lt, type Segment, type Tcb, type Text } from "./tcb.js";

/** Lets a segment arrive; returns what is sent in reply. */
export function segmentArrives(tcb: Tcb, seg: Segment, iss: number): Answer[] {
  if (tcb.state === "CLOSED") return closed(seg);
  if (tcb.state === "LISTEN") return listen(tcb, seg, iss);
  if (tcb.state === "SYN-SENT") return synSent(tcb, seg);
  return otherStates(tcb, seg);
}

/** 3.10.7.1 */
function closed(seg: Segment): Answer[] {
  if (seg.rst) return [];
  return [resetFor(seg)];
}

/** 3.10.7.2 */
function listen(tcb: Tcb, seg: Segment, iss: number): Answer[] {
  // First, check for a RST
  if (seg.rst) return [];
  // Second, check for an ACK
  if (seg.ackBit) return [resetFor(seg)];
  // Third, check for a SYN
  if (seg.syn) {
    tcb.rcvNxt = add(seg.seq, 1);
    tcb.irs = seg.seq;
    tcb.iss = iss;
    tcb.sndNxt = add(iss, 1);
    tcb.sndUna = iss;
    setWindow(tcb, seg);
    tcb.state = "SYN-RECEIVED";
    holdTextOfSyn(tcb, seg);
    return [{ control: "SYN,ACK", seq: iss, ack: tcb.rcvNxt }];
  }
  // Fourth, other data or control
  return [];
}

/** 3.10.7.3 */
function synSent(tcb: Tcb, seg: Segment): Answer[] {
  // First, check the ACK bit
  if (seg.ackBit && (le(seg.ack, tcb.iss) || lt(tcb.sndNxt, seg.ack))) return seg.rst ? [] : [resetFor(seg)];
  // Second, check the RST bit
  if (seg.rst) {
    if (seg.ackBit) leave(tcb, "CLOSED");
    return [];
  }
  // Fourth, check the SYN bit
  if (seg.syn) {
    tcb.rcvNxt = add(seg.seq, 1);
    tcb.irs = seg.seq;
    // Reading: the variables of the window are set whether our SYN has been ACKed or not (RFC 1122 §4.2.2.20 (c)).
    setWindow(tcb, seg);
    if (seg.ackBit) tcb.sndUna = seg.ack;
    if (lt(tcb.iss, tcb.sndUna)) {
      tcb.state = "ESTABLISHED";
      // "Continue processing at the sixth step"; the ACK of the SYN is saved where the text makes one anyway.
      const answers = textAndFin(tcb, { ...seg, seq: add(seg.seq, 1) });
      return answers.length > 0 ? answers : [ackOf(tcb)];
    }
    tcb.state = "SYN-RECEIVED";
    holdTextOfSyn(tcb, seg);
    return [{ control: "SYN,ACK", seq: tcb.iss, ack: tcb.rcvNxt }];
  }
  // Fifth, if neither of the SYN or RST bits is set
  return [];
}

/** 3.10.7.4 */
function otherStates(tcb: Tcb, seg: Segment): Answer[] {
  // Reading: Figure 7 has each side's SYN,ACK repeat the ISN and establish the connection, though it lies before
  // RCV.NXT. Any other repetition of the SYN is an old segment, also when it brings text beyond RCV.NXT.
  if (tcb.state === "SYN-RECEIVED" && seg.syn && !seg.rst && seg.seq === tcb.irs) {
    if (!seg.ackBit || le(seg.ack, tcb.sndUna) || lt(tcb.sndNxt, seg.ack)) return [ackOf(tcb)];
    return fifthCheck(tcb, { ...seg, seq: add(seg.seq, 1), syn: false });
  }
  // First, check sequence number
  if (!acceptable(tcb, seg)) {
    if (seg.rst) return [];
    // "If the RCV.WND is zero, no segments will be acceptable, but special allowance should be made to accept valid
    // ACKs." Reading: of segments at RCV.NXT, and valid is what the fifth check takes, so that a probe brings its window.
    const allowed = tcb.rcvWnd === 0 && seg.seq === tcb.rcvNxt && !seg.syn && seg.ackBit;
    const isNew = lt(tcb.sndUna, seg.ack) && le(seg.ack, tcb.sndNxt);
    if (allowed && (isNew || (tcb.state !== "SYN-RECEIVED" && seg.ack === tcb.sndUna))) {
      const answers = fifthCheck(tcb, { ...seg, len: 0, fin: false });
      return inState(tcb, "CLOSED") || answers.length > 0 ? answers : [ackOf(tcb)];
    }
    return [ackOf(tcb)];
  }
  // Second, check the RST bit (RFC 5961)
  if (seg.rst) {
    if (seg.seq !== tcb.rcvNxt) return [ackOf(tcb)];
    leave(tcb, tcb.state === "SYN-RECEIVED" && tcb.passive ? "LISTEN" : "CLOSED");
    return [];
  }
  // Fourth, check the SYN bit
  if (seg.syn) {
    if (tcb.state === "SYN-RECEIVED" && tcb.passive) {
      leave(tcb, "LISTEN");
      return [];
    }
    return [ackOf(tcb)];
  }
  return fifthCheck(tcb, idealized(tcb, seg));
}

/**
 * "Trimming off any portions that lie outside the window (including SYN and FIN)": here those behind it. Reading: where
 * text is taken; a FIN that comes behind the peer's FIN is acknowledged wherever it lies.
 */
function idealized(tcb: Tcb, seg: Segment): Segment {
  const room = (add(tcb.rcvNxt, tcb.rcvWnd) - seg.seq) | 0;
  const takes = inState(tcb, "SYN-RECEIVED", "ESTABLISHED", "FIN-WAIT-1", "FIN-WAIT-2");
  if (!takes || lengthOf(seg) <= room) return seg;
  return { ...seg, len: Math.min(seg.len, room), fin: false };
}

/** Table 6 */
function acceptable(tcb: Tcb, seg: Segment): boolean {
  const length = lengthOf(seg);
  const end = add(tcb.rcvNxt, tcb.rcvWnd);
  const inWindow = (n: number): boolean => le(tcb.rcvNxt, n) && lt(n, end);
  if (length === 0 && tcb.rcvWnd === 0) return seg.seq === tcb.rcvNxt;
  if (length === 0) return inWindow(seg.seq);
  if (tcb.rcvWnd === 0) return false;
  return inWindow(seg.seq) || inWindow(add(seg.seq, length - 1));
}

/** Fifth, check the ACK field */
function fifthCheck(tcb: Tcb, seg: Segment): Answer[] {
  if (!seg.ackBit) return [];
  if (tcb.state === "SYN-RECEIVED") {
    // Reading: the state's own rule, a RST, and not RFC 5961's range, which is about injected data.
    if (le(seg.ack, tcb.sndUna) || lt(tcb.sndNxt, seg.ack)) return [resetFor(seg)];
    tcb.state = "ESTABLISHED";
    tcb.sndUna = seg.ack;
    setWindow(tcb, seg);
    return textAndFin(tcb, seg);
  }
  // RFC 5961 section 5
  if (lt(seg.ack, add(tcb.sndUna, -tcb.maxSndWnd)) || lt(tcb.sndNxt, seg.ack)) return [ackOf(tcb)];
  tcb.maxSndWnd = Math.max(tcb.maxSndWnd, seg.wnd);
  if (lt(tcb.sndUna, seg.ack)) tcb.sndUna = seg.ack;
  // "If SND.UNA =< SEG.ACK =< SND.NXT, the send window should be updated."
  if (le(tcb.sndUna, seg.ack) && isNewer(tcb, seg)) setWindow(tcb, seg);
  const finAcked = tcb.fin !== null && lt(tcb.fin, tcb.sndUna);
  switch (tcb.state) {
    case "FIN-WAIT-1":
      if (finAcked) tcb.state = "FIN-WAIT-2";
      break;
    case "CLOSING":
      // "Otherwise, ignore the segment."
      if (!finAcked) return [];
      tcb.state = "TIME-WAIT";
      break;
    case "LAST-ACK":
      if (!finAcked) break;
      leave(tcb, "CLOSED");
      return [];
    default:
      // Reading: in TIME-WAIT "the only thing that can arrive is a retransmission of the remote FIN. Acknowledge it"
      // speaks of FINs (eighth check). Two ends that acknowledged each other's ACKs would never stop.
      break;
  }
  return textAndFin(tcb, seg);
}

/** Sixth to eighth: URG only signals the user; then the segment text and the FIN bit. */
function textAndFin(tcb: Tcb, seg: Segment): Answer[] {
  // Text of a SYN is "processed later": once the own SYN is acknowledged, so that this point is reached.
  const before = tcb.rcvNxt;
  takeHeld(tcb);
  const owed = tcb.rcvNxt === before ? [] : [ackOf(tcb)];
  if (seg.len === 0 && !seg.fin) return owed;
  if (!inState(tcb, "ESTABLISHED", "FIN-WAIT-1", "FIN-WAIT-2")) {
    // "Ignore the segment text." Reading: a FIN here can only be the one that RCV.NXT has gone over; it is
    // acknowledged, takes no further number, and the state remains.
    return seg.fin ? [ackOf(tcb)] : owed;
  }
  // "Segments with higher beginning sequence numbers SHOULD be held for later processing."
  // Reading: the ACK field of what is held has been counted at once.
  hold(tcb, { seq: seg.seq, len: seg.len, fin: seg.fin });
  takeHeld(tcb);
  return [ackOf(tcb)];
}

function hold(tcb: Tcb, text: Text): void {
  const place = tcb.held.findIndex((other) => lt(text.seq, other.seq));
  tcb.held.splice(place < 0 ? tcb.held.length : place, 0, text);
}

/** Text and FIN that came with a SYN wait until the connection is established. */
function holdTextOfSyn(tcb: Tcb, seg: Segment): void {
  if (seg.len > 0 || seg.fin) hold(tcb, { seq: add(seg.seq, 1), len: seg.len, fin: seg.fin });
}

/** "Processed in SEG.SEQ order"; of what straddles RCV.NXT only the new part. */
function takeHeld(tcb: Tcb): void {
  while (inState(tcb, "ESTABLISHED", "FIN-WAIT-1", "FIN-WAIT-2")) {
    const text = tcb.held[0];
    if (text === undefined || lt(tcb.rcvNxt, text.seq)) return;
    tcb.held.shift();
    const end = add(text.seq, text.len);
    if (lt(end, tcb.rcvNxt)) continue;
    tcb.rcvNxt = end;
    if (text.fin) takeFin(tcb);
  }
}

/** Eighth, check the FIN bit */
function takeFin(tcb: Tcb): void {
  tcb.rcvNxt = add(tcb.rcvNxt, 1);
  if (tcb.state === "ESTABLISHED") tcb.state = "CLOSE-WAIT";
  else if (tcb.state === "FIN-WAIT-1") tcb.state = "CLOSING";
  else if (tcb.state === "FIN-WAIT-2") tcb.state = "TIME-WAIT";
}

/** SND.WL1 < SEG.SEQ, or equal and SND.WL2 =< SEG.ACK */
function isNewer(tcb: Tcb, seg: Segment): boolean {
  if (tcb.sndWl1 === null || lt(tcb.sndWl1, seg.seq)) return true;
  return tcb.sndWl1 === seg.seq && (tcb.sndWl2 === null || le(tcb.sndWl2, seg.ack));
}

function setWindow(tcb: Tcb, seg: Segment): void {
  tcb.sndWnd = seg.wnd;
  tcb.sndWl1 = seg.seq;
  tcb.sndWl2 = seg.ackBit ? seg.ack : null;
  // "The largest window that the local sender has ever received from its peer."
  tcb.maxSndWnd = Math.max(tcb.maxSndWnd, seg.wnd);
}

function inState(tcb: Tcb, ...states: readonly Tcb["state"][]): boolean {
  return states.includes(tcb.state);
}

/** <SEQ=SEG.ACK><CTL=RST>, or <SEQ=0><ACK=SEG.SEQ+SEG.LEN><CTL=RST,ACK> */
function resetFor(seg: Segment): Answer {
  if (seg.ackBit) return { control: "RST", seq: seg.ack };
  return { control: "RST,ACK", seq: 0, ack: add(seg.seq, lengthOf(seg)) };
}

/** <SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK> */
function ackOf(tcb: Tcb): Answer {
  return { control: "ACK", seq: tcb.sndNxt, ack: tcb.rcvNxt };
}

function lengthOf(seg: Segment): number {
  return seg.len + (seg.syn ? 1 : 0) + (seg.fin ? 1 : 0);
}
