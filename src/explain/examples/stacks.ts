/** One example for every habit of real stacks that is not the letter of the RFC. */

import { CLOSE, type Examples, HANDSHAKE, lines } from "./example.js";

const [SYN, SYN_ACK, THIRD] = HANDSHAKE;

export const STACK_EXAMPLES = {
  "stack-differs": {
    wrong: lines(...HANDSHAKE, "  S: SYN-RECEIVED", SYN_ACK),
    right: lines(...HANDSHAKE),
    args: { which: "full-accept-queue", endpoint: "S" },
    also: ["retransmission"],
    more: [
      {
        wrong: lines(...HANDSHAKE, ...CLOSE, "old S -> C: RST seq=w+1", "  C: TIME-WAIT"),
        args: { which: "time-wait-ignores-reset", endpoint: "C" },
      },
      {
        wrong: lines(...HANDSHAKE, "C -> S: FIN+ACK", "S -> C: ACK", "  C: FIN-WAIT-2 -> CLOSED"),
        args: { which: "fin-wait-2-timeout", endpoint: "C" },
      },
      {
        wrong: lines(...HANDSHAKE, "C -> S: RST+ACK seq=x+1 ack=y+1"),
        args: { which: "abort-with-ack", endpoint: "C" },
        also: ["connection-reset"],
      },
      {
        wrong: lines(
          SYN,
          "S -> C: SYN+ACK seq=y ack=x+1 win=1000",
          THIRD,
          "C -> S: PSH+ACK seq=x+1 len=1000",
          "S -> C: ACK ack=x+1001 win=0",
          "C -> S: ACK seq=x+1000",
          "S -> C: ACK ack=x+1001 win=0",
        ),
        args: { which: "empty-probe", endpoint: "C" },
        also: ["zero-window"],
      },
      {
        wrong: lines(
          "client C",
          "server S syncookies",
          SYN,
          "  S: LISTEN",
          SYN_ACK,
          THIRD,
          "  S: ESTABLISHED",
        ),
        args: { which: "syn-cookies", endpoint: "S" },
      },
      {
        wrong: lines(
          "C -> S: SYN seq=x tfo=c0ffee len=100",
          "S -> C: SYN+ACK seq=y ack=x+101",
          "S -> C: PSH+ACK seq=y+1 ack=x+101 len=500",
          "C -> S: ACK seq=x+101 ack=y+501",
        ),
        args: { which: "fast-open-data", endpoint: "S" },
      },
      {
        wrong: lines("client C", "server S", "old C -> S: SYN+FIN seq=z", "  S: LISTEN", SYN, SYN_ACK),
        args: { which: "syn-fin-dropped", endpoint: "S" },
      },
    ],
  },
} as const satisfies Examples;
