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
  | "keep-alive";

export type StateReason =
  | "none"
  | "left"
  | "reset"
  | "not-closed"
  | "not-refused"
  | "not-listening"
  | "not-opened"
  | "no-own-syn"
  | "answered-syn"
  | "no-peer-syn"
  | "syn-ack-came"
  | "no-syn-ack"
  | "syn-unacked"
  | "no-own-fin"
  | "fin-unacked"
  | "fin-acked"
  | "no-peer-fin"
  | "peer-fin-came"
  | "closed-first"
  | "closed-second";

/** Of a block of SACK. */
export type BlockReason =
  | "order"
  | "acked"
  | "not-received"
  | "too-many"
  | "not-first"
  | "right-edge"
  | "not-twice"
  | "touches";

/** Of a blank: why nobody can say yet which number or amount belongs there. */
export type Freedom = "isn" | "beyond" | "any" | "len" | "open";
