/** What was made of a segment at its departure: its flags and numbers, and its findings. */

import type { Span } from "../language/ast.js";
import type { Owed } from "../tcp/endpoint.js";
import { type Num, ZERO } from "../tcp/number.js";
import { CODES, type Code, type FindingArgs } from "./codes.js";
import type { Finding, Related } from "./trace.js";

/** What the departure does to the sender. */
export type Act =
  /** Sends the SYN of an active OPEN. */
  | "open"
  /** Sends (or repeats) the SYN,ACK. */
  | "answer-syn"
  /** Sends data, an ACK, a FIN. */
  | "send"
  /** Sends a RST that ends the connection, or that answers a stray segment. */
  | "abort"
  | "refuse"
  /** An `old` segment: the sender knows nothing of it. */
  | "stray";

export class Judgement {
  act: Act = "send";
  flags: number;
  seq: Num = ZERO;
  ack: Num | null = null;
  len: Num = ZERO;
  /** The ack with which it travels where that is not `ack`: too low, but a number that the peer takes. */
  carriedAck: Num | null = null;
  retransmission = false;
  /** A number was replaced by the right one, or a flag. */
  corrected = false;
  /** The state does not allow such a segment: nothing can be recorded. */
  illegal = false;
  /** A letter in a wrong sum is taken for the whole number, not for its part of the sum. */
  nameWhole = false;
  errors = 0;
  /** The owed answer this is. */
  answers: Owed | null = null;
  /** Of the segments behind a gap that no ACK has answered, how many its first SACK block does; null where it has none. */
  answered: number | null = null;
  readonly findings: Finding[] = [];

  constructor(
    flags: number,
    readonly line: number,
  ) {
    this.flags = flags;
  }

  report<C extends Code>(code: C, span: Span, args: FindingArgs[C], related: readonly Related[] = []): void {
    const { severity } = CODES[code];
    if (severity === "error") this.errors++;
    this.findings.push({ code, severity, span, line: this.line, args, related } as unknown as Finding);
  }

  forbid<C extends Code>(code: C, span: Span, args: FindingArgs[C]): this {
    this.illegal = true;
    this.report(code, span, args);
    return this;
  }
}
