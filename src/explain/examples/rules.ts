/** Examples for flags, states, events and answers. */

import { CLOSE, type Examples, HANDSHAKE, lines } from "./example.js";

const [SYN, SYN_ACK] = HANDSHAKE;

export const RULE_EXAMPLES = {
  "direction-wrong": {
    wrong: lines(SYN, SYN_ACK, "S -> C: ACK seq=x+1 ack=y+1"),
    right: lines(...HANDSHAKE),
    args: { from: "C", to: "S", segment: "ACK" },
  },
  "flag-missing": {
    wrong: lines(SYN, "S -> C: SYN seq=y"),
    right: lines(SYN, SYN_ACK),
    args: { flag: "ACK", from: "S", owed: "SYN+ACK" },
  },
  "flag-extra": {
    wrong: lines(SYN, SYN_ACK, "C -> S: SYN+ACK seq=x+1 ack=y+1"),
    right: lines(...HANDSHAKE),
    args: { flag: "SYN", from: "C", owed: "ACK" },
  },
  "flag-conflict": {
    wrong: lines(...HANDSHAKE, "C -> S: SYN+FIN"),
    right: lines(...HANDSHAKE, "C -> S: FIN+ACK"),
    args: { flags: "SYN+FIN", first: "SYN", second: "FIN" },
  },
  "flag-cleared": {
    wrong: lines(SYN, SYN_ACK, "C -> S: SYN=0 ACK=0 seq=x+1 ack=y+1"),
    right: lines(...HANDSHAKE),
    args: { flag: "ACK", segment: "ACK" },
  },
  "flag-ack-omitted": {
    wrong: lines(...HANDSHAKE, "C -> S: FIN seq=x+1"),
    right: lines(...HANDSHAKE, "C -> S: FIN+ACK seq=x+1"),
    args: { flags: "FIN" },
  },
  "state-wrong": {
    wrong: lines(SYN, "  S: ESTABLISHED"),
    right: lines(SYN, "  S: SYN-RECEIVED"),
    args: { endpoint: "S", claimed: "ESTABLISHED", actual: "SYN-RECEIVED", reason: "syn-unsent" },
    more: [
      {
        wrong: lines(...HANDSHAKE, "C -> S: FIN+ACK", "  C: FIN-WAIT-2"),
        args: { endpoint: "C", claimed: "FIN-WAIT-2", actual: "FIN-WAIT-1", reason: "fin-unacked" },
      },
    ],
  },
  "state-from-wrong": {
    wrong: lines(SYN, SYN_ACK, "  C: SYN-RECEIVED -> ESTABLISHED"),
    right: lines(SYN, SYN_ACK, "  C: SYN-SENT -> ESTABLISHED"),
    args: { endpoint: "C", claimed: "SYN-RECEIVED", actual: "SYN-SENT", to: "ESTABLISHED" },
  },
  "timeout-missing": {
    wrong: lines(...HANDSHAKE, ...CLOSE, "  C: CLOSED"),
    right: lines(...HANDSHAKE, ...CLOSE, "C: timeout 2msl", "  C: CLOSED"),
    args: { endpoint: "C" },
  },
  "segment-illegal": {
    wrong: lines(...HANDSHAKE, "C -> S: SYN seq=z"),
    right: lines(...HANDSHAKE, "C -> S: PSH+ACK"),
    args: { from: "C", to: "S", segment: "SYN", state: "ESTABLISHED", because: "state" },
  },
  "data-after-fin": {
    wrong: lines(...HANDSHAKE, "C -> S: FIN+ACK", "S -> C: ACK", "C -> S: PSH+ACK len=5"),
    right: lines(...HANDSHAKE, "C -> S: PSH+ACK len=5", "C -> S: FIN+ACK", "S -> C: ACK"),
    args: { from: "C", state: "FIN-WAIT-2" },
  },
  "segment-missing": {
    wrong: lines(SYN, "C -> S: ACK seq=x+1"),
    right: lines(...HANDSHAKE),
    args: { missing: "SYN+ACK", from: "S", to: "C" },
  },
  "event-illegal": {
    wrong: lines("client C", "server S", "C: send 10", "C -> S: SYN"),
    right: lines("client C", "server S", "C -> S: SYN", "C: send 10"),
    args: { endpoint: "C", event: "send", state: "CLOSED" },
  },
  "timeout-nothing": {
    wrong: lines(...HANDSHAKE, "C: timeout rto"),
    right: lines(...HANDSHAKE, "C -x S: PSH+ACK len=5", "C: timeout rto", "C -> S: PSH+ACK len=5"),
    args: { endpoint: "C", timer: "rto" },
  },
  "time-backwards": {
    wrong: lines("@1s C -> S: SYN", "@0.5s S -> C: SYN+ACK"),
    right: lines("@0.5s C -> S: SYN", "@1s S -> C: SYN+ACK"),
    args: { time: "500 ms", before: "1000 ms" },
  },
  "answer-missing": {
    wrong: lines(...HANDSHAKE, "C -> S: PSH+ACK len=100", "C: timeout rto"),
    right: lines(...HANDSHAKE, "C -> S: PSH+ACK len=100", "S -> C: ACK"),
    args: { from: "S", to: "C", answer: "ACK", for: "data", reason: "timely" },
  },
  "mss-exceeded": {
    wrong: lines(
      "client C",
      "server S mss=1460",
      "C -> S: SYN seq=x",
      "S -> C: SYN+ACK seq=y ack=x+1 mss=1460",
      "C -> S: ACK seq=x+1 ack=y+1",
      "C -> S: PSH+ACK len=2000",
    ),
    right: lines(
      "client C",
      "server S mss=1460",
      "C -> S: SYN seq=x",
      "S -> C: SYN+ACK seq=y ack=x+1 mss=1460",
      "C -> S: ACK seq=x+1 ack=y+1",
      "C -> S: ACK len=1460",
      "C -> S: PSH+ACK len=540",
      "S -> C: ACK",
    ),
    args: { from: "C", len: "2000", mss: "1460", options: "" },
  },
  "window-exceeded": {
    wrong: lines(
      "C -> S: SYN seq=x",
      "S -> C: SYN+ACK seq=y ack=x+1 win=1000",
      "C -> S: ACK seq=x+1 ack=y+1",
      "C -> S: PSH+ACK len=1200",
    ),
    right: lines(
      "C -> S: SYN seq=x",
      "S -> C: SYN+ACK seq=y ack=x+1 win=1000",
      "C -> S: ACK seq=x+1 ack=y+1",
      "C -> S: PSH+ACK len=1000",
    ),
    args: { from: "C", to: "S", len: "1200", window: "1000" },
  },
} as const satisfies Examples;
