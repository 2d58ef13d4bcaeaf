/**
 * The table of diagnostic codes. A code is for ever: it is never given another meaning.
 *
 * Each entry says how grave it is and which section of which RFC it rests on; the sentences are in
 * `messages/`, keyed by the same code and typed by `FindingArgs`.
 */

import type { ExpectedWhat } from "../language/syntax-code.js";
import type { DeviationName } from "../tcp/outcomes.js";
import type { BlockReason, EchoReason, Freedom, SeqReason, StateReason } from "./reasons.js";

export type Severity = "error" | "warning" | "information" | "hint";

/** Numbers are given as the flow writes them (`x+1`), states and flags by their names. */
export interface FindingArgs {
  // The text
  "syntax-expected": { expected: ExpectedWhat; found: string; suggestion: string };
  "syntax-unknown-word": { word: string; expected: ExpectedWhat; suggestion: string };
  "syntax-duplicate-field": { field: string };
  "syntax-number": { text: string; field: string; max: string };
  "syntax-string": { text: string; escape: string };
  "syntax-field-as-symbol": { word: string; field: string };
  "syntax-ladder": { text: string };
  "syntax-mermaid": { text: string };
  "syntax-captured": { text: string; tool: string };
  "syntax-prose": { text: string };
  "syntax-place": { statement: string };
  "syntax-caption": { text: string };
  notation: { typed: string; canonical: string };

  // Names
  "endpoint-unknown": { name: string; suggestion: string };
  /** `C -> C` */
  "endpoint-self": { name: string };
  "endpoint-twice": { name: string };
  /** The declared server opens, and the declared client answers as a listener does. */
  "role-reversed": { server: string; client: string };
  /** An id after `deliver` that no segment in flight has. */
  "id-unknown": { id: string; suggestion: string };
  "id-twice": { id: string };
  "deliver-lost": { id: string };
  "deliver-nothing": Record<string, never>;

  // Sequence numbers
  /**
   * seq is not SND.NXT. reason:
   * - `syn-counts`: the writer forgot that the SYN took one number
   * - `fin-counts`: … that the FIN took one
   * - `ack-takes-none`: the writer counted a pure ACK
   * - `data-counts`: the octets of the last segment were not counted
   * - `peer`: it is a number of the other direction
   * - `behind`: it was sent before, and this is no retransmission of it
   * - `acked`: the sender knows it to be acknowledged
   * - `ahead`: it skips numbers
   * - `isn-declared`: a SYN has another number than the one that is declared
   * - `syn-again`, `fin-again`: a SYN, or a FIN, that is sent again has another number
   * - `data-again`: data that is sent again has another number
   * - `reset-answer`: a RST that answers a segment with ACK takes SEG.ACK
   * - `reset-zero`: one that answers a segment without ACK takes 0
   * - `reset-abort`: an ABORT takes SND.NXT
   * - `not-front`: the retransmission timer sends the oldest unacknowledged octets first
   * - `keep-alive`: its timer has expired, and the probe begins one below SND.NXT
   * - `before-isn`: it lies before the ISN, so no octet of this connection has it
   * - `range`: the first and the last number of the data; `octets` is how many it has
   */
  "seq-wrong": {
    from: string;
    to: string;
    written: string;
    expected: string;
    reason: SeqReason;
    octets?: string;
  };
  /** `FIN seq=x` where x is the ISN: a letter of the handshake used again. */
  "isn-reused": { from: string; symbol: string; expected: string };
  "isn-not-beyond": { from: string; written: string; expected: string };
  /** seq holds what ack should be, and the other way round. */
  "seq-ack-swapped": { from: string; seq: string; ack: string };
  /** Other octets than those that were given to SEND. expected: as a string of the language. */
  "data-differs": { from: string; expected: string };
  /** A retransmission that does not repeat what was sent there. what: `octets`, `start`, or `end`: the FIN has moved. */
  "retransmission-differs": { from: string; seq: string; what: "octets" | "start" | "end" };
  /** ack is beyond what the peer has sent. reason: `syn-counts`/`fin-counts`: one too many, nothing took it; `ahead`. */
  "ack-beyond": { from: string; to: string; written: string; expected: string };
  /** ack covers what the peer sent, but what has not arrived (lost, or still in flight), or a SYN that is only challenged. */
  "ack-not-arrived": {
    from: string;
    to: string;
    written: string;
    expected: string;
    reason: "gap" | "challenge";
  };
  /**
   * ack is below RCV.NXT. reason: what it forgets (`syn-counts`, `fin-counts`, `data-counts`), or `acked`: acknowledged
   * already. lag: where RCV.NXT has been, nearest to what is written, if an ACK from there may still come; else empty.
   */
  "ack-behind": {
    from: string;
    to: string;
    written: string;
    expected: string;
    lag: string;
    reason: "syn-counts" | "fin-counts" | "data-counts" | "acked";
  };
  /** ack is a number of the other direction (its own), or of no direction. */
  "ack-foreign": {
    from: string;
    to: string;
    written: string;
    expected: string;
    reason: "direction" | "length" | "amount";
  };
  /** ack= is written, and the ACK flag is not there. */
  "ack-without-flag": { flags: string; ack: string };
  "urg-without-flag": { flags: string; urg: string };
  "len-wrong": { written: string; expected: string; reason: "payload" | "flags" };
  /** SACK blocks that make no sense. */
  /** expected: the block that stands first, where it is another one. */
  "sack-wrong": { block: string; reason: BlockReason; expected: string };

  /** An option where it may not stand. reason: `syn-only`, `not-on-syn`, `not-agreed`: the SYNs did not both offer it; `not-offered`: that of the peer did not; `needs-ack`. */
  "option-misplaced": {
    option: string;
    from: string;
    reason: "syn-only" | "not-on-syn" | "not-agreed" | "not-offered" | "needs-ack";
  };
  /** An option's value above what it may be. */
  "option-too-large": { option: string; from: string; value: string; most: string };
  /**
   * reason: `backwards`: TSval below one sent before; `echo`: TSecr is none the peer has sent; `not-recent`: it is one that
   * is not to be echoed, as its segment lies behind a gap; `gone-by`: a later one was echoed before.
   */
  "timestamp-wrong": {
    from: string;
    value: string;
    bound: string;
    reason: "backwards" | EchoReason;
  };
  /** ECE or CWR though the SYNs did not agree on ECN. */
  "ecn-not-agreed": { from: string; flag: string };
  /** A window larger than its field: shown with its scale applied. wire: what the field holds; empty where unknown. */
  "window-scaled": { from: string; written: string; wire: string };
  /** The SYNs lack the `wscale` without which `from`'s windows make no sense. shift, other: what they probably had. */
  "wscale-missing": { from: string; to: string; window: string; shift: string; other: string };
  /** Plain numbers that count from the ISN, behind SYNs that have the numbers of the header. */
  "numbers-relative": { from: string; written: string; expected: string; base: string };
  /** More window than the receive buffer has left (`window=` and what was not read). */
  "window-wrong": { from: string; written: string; most: string };
  /** The right edge moved left. */
  "window-shrunk": { from: string; edge: string; before: string; least: string };

  // Symbols
  "symbol-unknown": { symbol: string; expected: string };
  "symbol-two-new": { first: string; second: string };
  "symbol-as-length": { symbol: string };
  "symbol-same-isn": { symbol: string; first: string; second: string };
  "symbol-another-name": { symbol: string; other: string };
  "symbol-becomes-number": { symbol: string; number: string };
  "elision-negative": { written: string; least: string };
  /** `...` where nobody may send. */
  "elision-nobody": { from: string; state: string };

  // Flags
  /** It is a segment of `from`, drawn as one of `to`. */
  "direction-wrong": { from: string; to: string; segment: string };
  /** A flag is missing that the owed segment has. owed: e.g. `SYN+ACK`. state: in which a RST is all that may be sent. */
  "flag-missing": { flag: string; from: string; owed: string; state?: "CLOSED" | "LISTEN" };
  "flag-extra": { flag: string; from: string; owed: string };
  /** Flags that never stand together: SYN with FIN or RST, … */
  "flag-conflict": { flags: string; first: string; second: string };
  /** `SYN=0` and SYN, or a flag claimed not to be set that must be. */
  "flag-cleared": { flag: string; segment: string };
  /** After the handshake FIN, PSH, URG or data without ACK: read with ACK. */
  "flag-ack-omitted": { flags: string };

  // States
  /** reason: see `state-reason.ts`. */
  "state-wrong": { endpoint: string; claimed: string; actual: string; reason: StateReason };
  /** `A: S1 -> S2`: A is in S2, but did not come from S1. */
  "state-from-wrong": { endpoint: string; claimed: string; actual: string; to: string };
  /** TIME-WAIT is left by its timer only: `timeout 2msl` is missing. */
  "timeout-missing": { endpoint: string };
  /** This segment may not be sent in this state. segment: `SYN`, `data`, `FIN`, `ACK`, … */
  "segment-illegal": {
    from: string;
    to: string;
    segment: string;
    state: string;
    /**
     * `syn-ack-owed`: before anything else it answers the SYN. `unasked`: there is nothing that its ACK would answer.
     * `gone`: a RST has nothing to reset or to answer.
     */
    because: "state" | "syn-ack-owed" | "unasked" | "gone";
  };
  "data-after-fin": { from: string; state: string };
  /** The line presupposes a segment that is not there. because: what the line is. */
  "segment-missing": { missing: string; from: string; to: string };
  /** An event or user call that the state does not allow. */
  "event-illegal": { endpoint: string; event: string; state: string };
  "timeout-nothing": { endpoint: string; timer: string };
  "time-backwards": { time: string; before: string };

  // Answers
  "answer-missing": {
    from: string;
    to: string;
    answer: string;
    for: string;
    reason: "timely" | "unacceptable";
  };
  /** mss: what a segment may carry; options: how much of it they take, empty where none. */
  "mss-exceeded": { from: string; len: string; mss: string; options: string };
  "window-exceeded": { from: string; to: string; len: string; window: string };

  // Worth knowing
  retransmission: { from: string; segment: string };
  /** gone: the receiver is CLOSED, or listens for another connection, and knows this one no more. */
  "spurious-retransmission": { from: string; segment: string; gone?: boolean };
  "fast-retransmission": { from: string; segment: string };
  "duplicate-ack": { from: string; ack: string };
  "out-of-order": { from: string; expected: string; endpoint: string; fate: "kept" | "dropped" };
  "duplicate-arrival": { id: string; endpoint: string };
  "keep-alive": { from: string };
  "ack-lags": { from: string; ack: string; current: string };
  "begins-in-the-middle": { client: string; server: string; state: string };
  "begins-with-syn-ack": { client: string; server: string };
  "simultaneous-open": { endpoint: string };
  "simultaneous-close": { endpoint: string };
  "challenge-ack": { from: string; to: string };
  "zero-window": { from: string; to: string };
  "window-probe": { from: string };
  "window-update": { from: string; window: string };
  /** After its timer a segment without data at SND.NXT, which nobody answers. */
  "probe-unanswered": { from: string; to: string };
  /** The connection is gone: a RST that fits, or a SYN where none belongs (RFC 9293 §3.10.7). */
  "connection-reset": { endpoint: string; from: string; next: string; by: "seq" | "ack" | "syn" };
  /** A SYN reopened it out of TIME-WAIT (MAY-2). */
  "time-wait-reopened": { endpoint: string; by: "number" | "timestamp" };
  "timestamp-old": { endpoint: string; value: string; recent: string };
  /** Neither behaviour is wrong: the RFC's letter, and what a real stack does. which: see `tcp/outcomes.ts`. */
  "stack-differs": { which: DeviationName; endpoint: string };
  "no-effect": { to: string; segment: string; state: string };
  "never-delivered": { from: string; to: string };
  /** In a plain flow, `?`: what belongs there. free: why nobody can say it yet; from, beyond: whose ISN it counts from. */
  "blank-answer": { answer: string; free?: Freedom; from?: string; beyond?: string };
  "more-informations": { count: string };
  /** A line is wrong by all courses that were tried, and some were not; see `courses.ts`. */
  "outcomes-untried": Record<string, never>;
  /** The check itself has failed; see `fault.ts`. */
  "internal-fault": { message: string };

  // How it ends
  "ends-in": { endpoint: string; state: string };
  "half-open": { endpoint: string; state: string; other: string };
}

export type Code = keyof FindingArgs;

export interface CodeInfo {
  readonly severity: Severity;
  /** `9293 3.4`: number and section; null for rules of the language itself. */
  readonly rfc: string | null;
}

const error = (rfc: string | null): CodeInfo => ({ severity: "error", rfc });
const warning = (rfc: string | null): CodeInfo => ({ severity: "warning", rfc });
const information = (rfc: string | null): CodeInfo => ({ severity: "information", rfc });
const hint = (rfc: string | null): CodeInfo => ({ severity: "hint", rfc });

export const CODES: Readonly<Record<Code, CodeInfo>> = {
  "syntax-expected": error(null),
  "syntax-unknown-word": error(null),
  "syntax-duplicate-field": error(null),
  "syntax-number": error(null),
  "syntax-string": error(null),
  "syntax-field-as-symbol": error(null),
  "syntax-ladder": error(null),
  "syntax-mermaid": error(null),
  "syntax-captured": error(null),
  "syntax-prose": error(null),
  "syntax-place": error(null),
  "syntax-caption": warning(null),
  notation: warning(null),
  "endpoint-unknown": error(null),
  "endpoint-self": error(null),
  "endpoint-twice": error(null),
  "role-reversed": warning("9293 3.10.1"),
  "id-unknown": error(null),
  "id-twice": error(null),
  "deliver-lost": error(null),
  "deliver-nothing": error(null),
  "seq-wrong": error("9293 3.4"),
  "isn-reused": error("9293 3.4"),
  "isn-not-beyond": error("9293 3.6.1"),
  "seq-ack-swapped": error("9293 3.4"),
  "data-differs": error("9293 3.10.2"),
  "retransmission-differs": error("9293 3.8"),
  "ack-beyond": error("9293 3.10.7.4"),
  "ack-not-arrived": error("9293 3.4"),
  "ack-behind": error("9293 3.4"),
  "ack-foreign": error("9293 3.4"),
  "ack-without-flag": error("9293 3.1"),
  "urg-without-flag": error("9293 3.1"),
  "len-wrong": error(null),
  "sack-wrong": error("2018 3"),
  "option-misplaced": error("9293 3.2"),
  "option-too-large": error("7323 2.3"),
  "timestamp-wrong": error("7323 3.2"),
  "ecn-not-agreed": warning("3168 6.1.1"),
  "window-scaled": warning("7323 2.2"),
  "wscale-missing": error("7323 2.2"),
  "numbers-relative": error("9293 3.4"),
  "window-wrong": error("9293 3.8.6"),
  "window-shrunk": warning("9293 3.8.6"),
  "symbol-unknown": error(null),
  "symbol-two-new": error(null),
  "symbol-as-length": error(null),
  "symbol-same-isn": warning("9293 3.4.1"),
  "symbol-another-name": information(null),
  "symbol-becomes-number": information(null),
  "elision-negative": error(null),
  "elision-nobody": error("9293 3.10.2"),
  "direction-wrong": error("9293 3.10"),
  "flag-missing": error("9293 3.10.7"),
  "flag-extra": error("9293 3.10.7"),
  "flag-conflict": error("9293 3.1"),
  "flag-cleared": error("9293 3.1"),
  "flag-ack-omitted": warning("9293 3.1"),
  "state-wrong": error("9293 3.3.2"),
  "state-from-wrong": error("9293 3.3.2"),
  "timeout-missing": error("9293 3.6.1"),
  "segment-illegal": error("9293 3.10"),
  "data-after-fin": error("9293 3.6"),
  "segment-missing": error("9293 3.10"),
  "event-illegal": error("9293 3.10"),
  "timeout-nothing": error("9293 3.8"),
  "time-backwards": error(null),
  "answer-missing": warning("9293 3.8.6.3"),
  "mss-exceeded": warning("9293 3.7.1"),
  "window-exceeded": error("9293 3.8.6"),
  retransmission: information("9293 3.8.1"),
  "spurious-retransmission": information("9293 3.8.1"),
  "fast-retransmission": information("5681 3.2"),
  "duplicate-ack": information("5681 2"),
  "out-of-order": information("9293 3.10.7.4"),
  "duplicate-arrival": information("9293 3.10.7.4"),
  "keep-alive": information("9293 3.8.4"),
  "ack-lags": information("9293 3.4"),
  "begins-in-the-middle": information(null),
  "begins-with-syn-ack": information(null),
  "simultaneous-open": information("9293 3.5"),
  "simultaneous-close": information("9293 3.6"),
  "challenge-ack": information("9293 3.10.7.4"),
  "zero-window": information("9293 3.8.6.1"),
  "window-probe": information("9293 3.8.6.1"),
  "window-update": information("9293 3.8.6"),
  "probe-unanswered": information("9293 3.8.6.1"),
  "connection-reset": information("9293 3.10.7.4"),
  "time-wait-reopened": information("9293 3.6.1"),
  "timestamp-old": information("7323 5.3"),
  "stack-differs": information(null),
  "no-effect": information("9293 3.10.7"),
  "never-delivered": information(null),
  "blank-answer": information(null),
  "more-informations": information(null),
  "outcomes-untried": hint(null),
  "internal-fault": warning(null),
  "ends-in": hint("9293 3.3.2"),
  "half-open": hint("9293 3.5.1"),
};
