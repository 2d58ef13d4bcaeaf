/** One example for every habit of real stacks that is not the letter of the RFC. */

import { CLOSE, type Examples, HANDSHAKE, lines } from "./example.js";

const [SYN, SYN_ACK, THIRD] = HANDSHAKE;
/** Times and these make a capture. */
const ADDRESSES = ['client C addr="192.0.2.1:50000"', 'server S addr="198.51.100.2:80"'];

export const STACK_EXAMPLES = {
  "stack-differs": {
    wrong: lines(...HANDSHAKE, "  S: SYN-RECEIVED", SYN_ACK),
    right: lines(...HANDSHAKE),
    args: { which: "full-accept-queue", endpoint: "S" },
    also: ["retransmission"],
    more: [
      {
        wrong: lines(SYN, "  S: LISTEN", "C: timeout rto", ...HANDSHAKE),
        args: { which: "syn-dropped", endpoint: "S" },
        also: ["retransmission"],
      },
      {
        wrong: lines(...HANDSHAKE, ...CLOSE, "old S -> C: RST seq=w+1", "  C: TIME-WAIT"),
        args: { which: "time-wait-ignores-reset", endpoint: "C" },
      },
      {
        wrong: lines(...HANDSHAKE, "C -> S: FIN+ACK", "S -> C: ACK", "  C: FIN-WAIT-2 -> CLOSED"),
        args: { which: "fin-wait-2-timeout", endpoint: "C" },
      },
      {
        wrong: lines(
          ...HANDSHAKE,
          "C -> S: FIN+ACK seq=x+1",
          "S -> C: ACK ack=x+2",
          "S -> C: FIN+ACK seq=y+1 ack=x+2",
          "C -> S: RST seq=x+2",
        ),
        args: { which: "fin-wait-2-refuses", endpoint: "C" },
        also: ["connection-reset"],
      },
      {
        wrong: lines(...HANDSHAKE, "C -> S: RST+ACK seq=x+1 ack=y+1"),
        args: { which: "abort-with-ack", endpoint: "C" },
        also: ["connection-reset"],
      },
      {
        wrong: lines(
          ...HANDSHAKE,
          "C: crash",
          "S -> C: PSH+ACK seq=y+1 ack=x+1 len=5",
          "C -> S: RST+ACK seq=x+1",
        ),
        args: { which: "reset-with-ack", endpoint: "C" },
        also: ["connection-reset"],
      },
      {
        wrong: lines("peer C", "peer S", "C -> S: SYN seq=x", "S -> C: RST seq=0"),
        args: { which: "reset-without-ack", endpoint: "S" },
        also: ["no-effect"],
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
      {
        wrong: lines(...HANDSHAKE, "old C -> S: RST seq=x+100", "  S: CLOSED"),
        args: { which: "rst-in-window-resets", endpoint: "S" },
        also: ["connection-reset"],
      },
      {
        wrong: lines(...HANDSHAKE, "old C -> S: SYN seq=x+100", "  S: CLOSED", "S -> C: RST seq=y+1"),
        args: { which: "syn-in-window-resets", endpoint: "S" },
        also: ["connection-reset"],
      },
      {
        wrong: lines(
          SYN,
          "S -x C: SYN+ACK seq=y ack=x+1",
          "old C -> S: SYN seq=x+100",
          "S -> C: RST+ACK seq=0 ack=x+101",
        ),
        args: { which: "syn-received-sends-reset", endpoint: "S" },
        also: ["connection-reset", "no-effect"],
      },
      {
        wrong: lines(
          "C -> S: SYN seq=x ts=10:0",
          "S -> C: SYN+ACK seq=y ack=x+1 ts=70:10",
          "C -> S: ACK seq=x+1 ack=y+1 ts=20:70",
          "old C -> S: ACK seq=x+1 ack=y+1 len=5 ts=5:70",
          "S -> C: ACK ack=x+6 ts=80:20",
        ),
        args: { which: "no-paws", endpoint: "S" },
      },
      {
        wrong: lines(
          "C -> S: SYN seq=x win=300",
          "S -> C: SYN+ACK seq=y ack=x+1 win=300",
          "C -> S: ACK seq=x+1 ack=y+1 win=300",
          "C -> S: PSH+ACK seq=x+1 ack=y+1 len=300 win=300",
          "S -> C: ACK seq=y+1 ack=x+301 win=300",
          "C -> S: PSH+ACK seq=x+301 ack=y+1 len=100 win=300",
          "S -> C: ACK seq=y+1 ack=x+401 win=300",
          "old S -> C: ACK seq=y+1 ack=x+1 len=5 win=300",
          "C -> S: ACK seq=x+401 ack=y+6 win=300",
        ),
        args: { which: "old-ack-taken", endpoint: "C" },
      },
      {
        wrong: lines(
          ...HANDSHAKE,
          "C -> S: PSH+ACK seq=x+1 len=10",
          "S -> C: ACK ack=x+11",
          "old S -> C: PSH+ACK seq=y+1 ack=x-50 len=5",
          "C -> S: ACK ack=y+1",
        ),
        args: { which: "old-ack-discarded", endpoint: "C" },
      },
      {
        wrong: lines(
          ...HANDSHAKE,
          "S -> C: ACK ack=x+1 win=1000",
          "C ~> S: ACK seq=x+1 len=800 as d",
          "S -> C: ACK ack=x+1 win=500",
          "deliver d",
          "S -> C: ACK ack=x+801 win=0",
        ),
        args: { which: "window-not-trimmed", endpoint: "S" },
        also: ["window-shrunk", "zero-window"],
      },
      {
        wrong: lines(
          "peer A state=ESTABLISHED snd=100 rcv=300",
          "peer B state=ESTABLISHED",
          "A ~> B: FIN+ACK seq=100 ack=300 as a",
          "B -> A: FIN+ACK seq=300 ack=100",
          "deliver a",
          "B -x A: ACK seq=301 ack=101",
          "A -> B: FIN+ACK seq=100 ack=301",
          "  B: TIME-WAIT",
        ),
        args: { which: "old-segment-acknowledges", endpoint: "B" },
        also: ["simultaneous-close", "spurious-retransmission"],
      },
      {
        wrong: lines(
          "C -> S: SYN seq=x ts=1:0",
          "old S -> C: SYN+ACK seq=z ack=x+1 ts=1000:9999",
          "C -> S: RST seq=x+1",
          "  C: SYN-SENT",
        ),
        args: { which: "foreign-echo-refused", endpoint: "C" },
        also: ["connection-reset"],
      },
      {
        wrong: lines("C -> S: SYN seq=x ts=10:0", "S -> C: SYN+ACK seq=y ack=x+1 ts=0:0"),
        args: { which: "syn-ack-without-clock", endpoint: "S" },
      },
      {
        wrong: lines(
          "C -> S: SYN seq=x ts=10:0",
          "S -> C: SYN+ACK seq=y ack=x+1 ts=70:10",
          "C -> S: ACK ts=20:70",
          "C -> S: RST ts=0:70",
        ),
        args: { which: "reset-without-clock", endpoint: "C" },
        also: ["connection-reset"],
      },
      {
        wrong: lines(...HANDSHAKE, ...CLOSE, "old S -> C: SYN seq=w+1000", "C -> S: ACK", "  C: TIME-WAIT"),
        args: { which: "time-wait-stays", endpoint: "C" },
        also: ["challenge-ack"],
      },
      {
        wrong: lines("C -> S: SYN seq=x len=10", "S -> C: SYN+ACK seq=y ack=x+11"),
        args: { which: "syn-data-acknowledged", endpoint: "S" },
      },
      {
        wrong: lines(
          "C -> S: SYN seq=x len=10",
          "S -> C: SYN+ACK seq=y ack=x+1",
          "C -> S: ACK seq=x+11 ack=y+1",
          "S -> C: ACK ack=x+1",
        ),
        args: { which: "syn-data-dropped", endpoint: "S" },
      },
      {
        wrong: lines(
          ...ADDRESSES,
          ...HANDSHAKE,
          "C -> S: FIN+ACK seq=x+1",
          "S -> C: ACK ack=x+2",
          "S -> C: FIN+ACK seq=y+1 ack=x+2",
          "@9ms S -> C: RST+ACK seq=y+2 ack=x+2",
        ),
        args: { which: "abort-after-fins", endpoint: "S" },
        also: ["connection-reset"],
      },
      {
        wrong: lines(
          ...ADDRESSES,
          "C -> S: SYN seq=x",
          "S -> C: SYN+ACK seq=y ack=x+1 mss=1460",
          THIRD,
          "@0.3ms C -> S: PSH+ACK len=4380",
        ),
        args: { which: "offloaded", endpoint: "C" },
      },
    ],
  },
} as const satisfies Examples;
