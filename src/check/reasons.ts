/** Why something is wrong, for the codes that have more than one reason; the sentences are in `messages/`. */

export type SeqReason =
  | "syn-counts"
  | "fin-counts"
  | "ack-takes-none"
  | "data-counts"
  | "peer"
  | "behind"
  | "acked"
  | "ahead"
  | "syn-again"
  | "data-again"
  | "fin-again"
  | "isn-declared"
  | "reset-answer"
  | "reset-zero"
  | "reset-abort"
  | "not-front"
  | "before-isn"
  | "length"
  | "amount"
  | "range"
  | "keep-alive";

export type StateReason =
  | "none"
  | "left"
  | "reset"
  | "aborted"
  | "timed-out"
  | "crashed"
  | "closed-early"
  | "closed-both"
  | "listens"
  | "listener-closed"
  | "not-listening"
  | "not-opened"
  | "refused-syn"
  | "no-own-syn"
  | "not-refused"
  | "no-syn-ack"
  | "no-peer-syn"
  | "peer-syn"
  | "answered-syn"
  | "syn-unsent"
  | "syn-unacked"
  | "syn-ack-came"
  | "handshake-over"
  | "fin-in-handshake"
  | "not-closed"
  | "no-own-fin"
  | "own-fin"
  | "called-close"
  | "fin-unacked"
  | "fin-acked"
  | "fin-acked-already"
  | "no-peer-fin"
  | "peer-fin-ahead"
  | "peer-fin"
  | "peer-fin-came"
  | "fin-and-ack"
  | "closed-first"
  | "called-close-first"
  | "peer-first"
  | "closed-second";

/** Of a block of SACK. */
export type BlockReason =
  | "order"
  | "acked"
  | "not-received"
  | "too-many"
  | "not-first"
  | "right-edge"
  | "left-edge"
  | "whole"
  | "not-twice"
  | "twice"
  | "peer"
  | "touches";

/** Of a TSecr that is not to be sent back: what became of the segment that had it. */
export type EchoReason = "echo" | "gone-by" | "not-recent" | "too-old" | "lost" | "in-flight";

/** Of a blank: why nobody can say yet which number or amount belongs there. */
export type Freedom = "isn" | "beyond" | "any" | "len" | "open";
