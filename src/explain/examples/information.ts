/** Examples for what is worth knowing, and for how a flow ends. */

import { CLOSE, type Examples, HANDSHAKE, lines } from "./example.js";

const [SYN, SYN_ACK] = HANDSHAKE;

const LOST_AND_THREE_MORE = [
  ...HANDSHAKE,
  "C -x S: ACK seq=x+1 len=100",
  "C -> S: ACK seq=x+101 len=100",
  "S -> C: ACK ack=x+1",
  "C -> S: ACK seq=x+201 len=100",
  "S -> C: ACK ack=x+1",
  "C -> S: ACK seq=x+301 len=100",
  "S -> C: ACK ack=x+1",
] as const;

const IN_ORDER = lines(...HANDSHAKE, "C -> S: ACK seq=x+1 len=100", "S -> C: ACK ack=x+101");

export const INFORMATION_EXAMPLES = {
  retransmission: {
    wrong: lines("C -x S: SYN seq=x", "C: timeout rto", SYN, SYN_ACK),
    right: lines(SYN, SYN_ACK),
    args: { from: "C", segment: "SYN" },
  },
  "spurious-retransmission": {
    wrong: lines(
      ...HANDSHAKE,
      "C -> S: PSH+ACK seq=x+1 len=5",
      "S -x C: ACK",
      "C: timeout rto",
      "C -> S: PSH+ACK seq=x+1 len=5",
      "S -> C: ACK",
    ),
    right: lines(...HANDSHAKE, "C -> S: PSH+ACK seq=x+1 len=5", "S -> C: ACK"),
    args: { from: "C", segment: "data" },
  },
  "fast-retransmission": {
    wrong: lines(...LOST_AND_THREE_MORE, "C -> S: ACK seq=x+1 len=100", "S -> C: ACK ack=x+401"),
    right: IN_ORDER,
    args: { from: "C", segment: "data" },
    also: ["out-of-order", "duplicate-ack"],
  },
  "duplicate-ack": {
    wrong: lines(...LOST_AND_THREE_MORE.slice(0, 6)),
    right: IN_ORDER,
    args: { from: "S", ack: "x+1" },
    also: ["out-of-order"],
  },
  "out-of-order": {
    wrong: lines(
      ...HANDSHAKE,
      "C ~> S: ACK seq=x+1 len=100 as first",
      "C -> S: ACK seq=x+101 len=100",
      "deliver first",
      "S -> C: ACK ack=x+201",
    ),
    right: IN_ORDER,
    args: { from: "C", expected: "x+1", endpoint: "S", fate: "kept" },
  },
  "duplicate-arrival": {
    wrong: lines(
      ...HANDSHAKE,
      "C -> S: ACK seq=x+1 len=100 as a",
      "S -> C: ACK ack=x+101",
      "deliver a",
      "S -> C: ACK ack=x+101",
    ),
    right: IN_ORDER,
    args: { id: "a", endpoint: "S" },
  },
  "keep-alive": {
    wrong: lines(
      ...HANDSHAKE,
      "C: timeout keepalive",
      "C -> S: ACK seq=x ack=y+1",
      "S -> C: ACK seq=y+1 ack=x+1",
    ),
    right: lines(...HANDSHAKE),
    args: { from: "C" },
  },
  "ack-lags": {
    wrong: lines(
      ...HANDSHAKE,
      "C -> S: ACK seq=x+1 len=100",
      "C -> S: ACK seq=x+101 len=100",
      "S -> C: ACK ack=x+101",
      "S -> C: ACK ack=x+201",
    ),
    right: IN_ORDER,
    args: { from: "S", ack: "x+101", current: "x+201" },
  },
  "begins-in-the-middle": {
    wrong: lines("C -> S: PSH+ACK seq=u ack=v len=5", "S -> C: ACK seq=v ack=u+5"),
    right: lines(...HANDSHAKE),
    args: { client: "C", server: "S", state: "ESTABLISHED" },
  },
  "begins-with-syn-ack": {
    wrong: lines("S -> C: SYN+ACK seq=y ack=x+1", "C -> S: ACK seq=x+1 ack=y+1"),
    right: lines(...HANDSHAKE),
    args: { client: "C", server: "S" },
  },
  "simultaneous-open": {
    wrong: lines(
      "peer A",
      "peer B",
      "A ~> B: SYN seq=100 as a",
      "B -> A: SYN seq=300",
      "deliver a",
      "A ~> B: SYN+ACK seq=100 ack=301 as b",
      "B -> A: SYN+ACK seq=300 ack=101",
      "deliver b",
    ),
    right: lines(...HANDSHAKE),
    args: { endpoint: "A" },
  },
  "simultaneous-close": {
    wrong: lines(
      "peer A state=ESTABLISHED snd=100 rcv=300",
      "peer B state=ESTABLISHED",
      "A ~> B: FIN+ACK seq=100 ack=300 as a",
      "B -> A: FIN+ACK seq=300 ack=100",
      "deliver a",
      "A ~> B: ACK seq=101 ack=301 as b",
      "B -> A: ACK seq=301 ack=101",
      "deliver b",
    ),
    right: lines(
      "peer A state=ESTABLISHED snd=100 rcv=300",
      "peer B state=ESTABLISHED",
      "A -> B: FIN+ACK seq=100 ack=300",
      "B -> A: FIN+ACK seq=300 ack=101",
      "A -> B: ACK seq=101 ack=301",
    ),
    args: { endpoint: "A" },
  },
  "challenge-ack": {
    wrong: lines(
      "client C state=ESTABLISHED snd=100 rcv=300",
      "server S state=ESTABLISHED",
      "old C -> S: SYN seq=400",
      "S -> C: ACK seq=300 ack=100",
    ),
    right: lines(
      "client C state=ESTABLISHED snd=100 rcv=300",
      "server S state=ESTABLISHED",
      "S -> C: ACK seq=300",
    ),
    args: { from: "S", to: "C" },
  },
  "connection-reset": {
    wrong: lines(...HANDSHAKE, "C -> S: RST seq=x+1"),
    right: lines(...HANDSHAKE),
    args: { endpoint: "S", from: "C", next: "CLOSED", by: "seq" },
    more: [
      {
        wrong: lines("client C", "peer S", SYN, "S -> C: RST+ACK seq=0 ack=x+1"),
        args: { endpoint: "C", from: "S", next: "CLOSED", by: "ack" },
      },
    ],
  },
  "time-wait-reopened": {
    wrong: lines(
      ...["client C", "server S", "S: listen"],
      ...HANDSHAKE,
      "S -> C: FIN+ACK seq=v ack=u",
      "C -> S: FIN+ACK seq=u ack=v+1",
      "S -> C: ACK seq=v+1 ack=u+1",
      "C -> S: SYN seq=u+1000",
      "S -> C: SYN+ACK seq=z ack=u+1001",
    ),
    right: lines(...HANDSHAKE, ...CLOSE),
    args: { endpoint: "S", by: "number" },
  },
  "timestamp-old": {
    wrong: lines(
      "C -> S: SYN seq=x ts=10:0",
      "S -> C: SYN+ACK seq=y ack=x+1 ts=70:10",
      "C -> S: ACK seq=x+1 ack=y+1 ts=20:70",
      "old C -> S: ACK seq=x+1 ack=y+1 len=5 ts=5:70",
      "S -> C: ACK ack=x+1 ts=80:20",
    ),
    right: lines(
      "C -> S: SYN seq=x ts=10:0",
      "S -> C: SYN+ACK seq=y ack=x+1 ts=70:10",
      "C -> S: ACK seq=x+1 ack=y+1 ts=20:70",
    ),
    args: { endpoint: "S", value: "5", recent: "20" },
  },
  "no-effect": {
    wrong: lines(SYN, "old S -> C: RST seq=90", SYN_ACK),
    right: lines(SYN, SYN_ACK),
    args: { to: "C", segment: "RST", state: "SYN-SENT" },
  },
  "never-delivered": {
    wrong: lines("C ~> S: SYN seq=x"),
    right: lines("C ~> S: SYN seq=x", "deliver"),
    args: { from: "C", to: "S" },
  },
  "blank-answer": {
    wrong: lines(SYN, "S -> C: SYN+ACK seq=y ack=?"),
    right: lines(SYN, SYN_ACK),
    args: { answer: "x+1" },
  },
  "more-informations": {
    wrong: lines(
      ...Array.from({ length: 51 }, (_, i) => [
        `flow "${i + 1}"`,
        "C -x S: SYN seq=x",
        "C: timeout rto",
        "C -x S: SYN seq=x",
        "C: timeout rto",
        "C -> S: SYN seq=x",
      ]).flat(),
    ),
    right: lines(SYN, SYN_ACK),
    args: { count: "3" },
    also: ["retransmission"],
  },
  "outcomes-untried": {
    wrong: lines(
      "client C state=ESTABLISHED snd=100 rcv=300",
      "server S state=ESTABLISHED",
      "old C ~> S: RST seq=150 as a",
      ...Array.from({ length: 12 }, () => "deliver a, a, a, a, a, a, a, a, a, a, a, a"),
      "S -> C: ACK seq=300 ack=101",
    ),
    right: lines(...HANDSHAKE),
    args: {},
    also: ["ack-beyond", "challenge-ack", "duplicate-arrival", "more-informations"],
  },
  // No text is known to bring it up: the finding is shown with the simplest flow.
  "internal-fault": {
    wrong: lines(SYN, SYN_ACK),
    right: lines(SYN, SYN_ACK),
    args: { message: "…" },
  },
  "ends-in": {
    wrong: lines(...HANDSHAKE, "C -> S: FIN+ACK", "S -> C: ACK"),
    right: lines(...HANDSHAKE),
    args: { endpoint: "C", state: "FIN-WAIT-2" },
  },
  "half-open": {
    wrong: lines(...HANDSHAKE, "C: crash"),
    right: lines(...HANDSHAKE),
    args: { endpoint: "S", state: "ESTABLISHED", other: "C" },
  },
} as const satisfies Examples;
