/** Examples for sequence numbers, acknowledgment numbers and lengths. */

import { type Examples, HANDSHAKE, lines } from "./example.js";

const [SYN, SYN_ACK] = HANDSHAKE;

export const NUMBER_EXAMPLES = {
  "seq-wrong": {
    wrong: lines(SYN, SYN_ACK, "C -> S: ACK seq=x ack=y+1"),
    right: lines(...HANDSHAKE),
    args: { from: "C", to: "S", written: "x", expected: "x+1", reason: "syn-counts" },
  },
  "numbers-relative": {
    wrong: lines(
      "C -> S: SYN seq=2892897554",
      "S -> C: SYN+ACK seq=2134080001 ack=2892897555",
      "C -> S: ACK ack=1",
      "C -> S: PSH+ACK seq=1 ack=1 len=38",
    ),
    right: lines(
      "C -> S: SYN seq=2892897554",
      "S -> C: SYN+ACK seq=2134080001 ack=2892897555",
      "C -> S: ACK ack=2134080002",
      "C -> S: PSH+ACK seq=2892897555 ack=2134080002 len=38",
    ),
    args: { from: "C", written: "ack=1", expected: "ack=2134080002", base: "2134080001" },
  },
  "isn-reused": {
    wrong: lines(...HANDSHAKE, "C -> S: FIN+ACK seq=x"),
    right: lines(...HANDSHAKE, "C -> S: FIN+ACK seq=u"),
    args: { from: "C", symbol: "x", expected: "x+1" },
  },
  "isn-not-beyond": {
    wrong: lines(
      "C -> S: SYN seq=1000",
      "S -> C: SYN+ACK seq=5000 ack=1001",
      "C -> S: ACK",
      "S -> C: FIN+ACK seq=5001 ack=1001",
      "C -> S: FIN+ACK seq=1001 ack=5002",
      "S -> C: ACK seq=5002 ack=1002",
      "C -> S: SYN seq=9000",
      "S -> C: SYN+ACK seq=4000 ack=9001",
    ),
    right: lines(...HANDSHAKE),
    args: { from: "S", written: "4000", expected: "5002" },
  },
  "seq-ack-swapped": {
    wrong: lines(SYN, SYN_ACK, "C -> S: ACK seq=y+1 ack=x+1"),
    right: lines(...HANDSHAKE),
    args: { from: "C", seq: "x+1", ack: "y+1" },
  },
  "data-differs": {
    wrong: lines(...HANDSHAKE, 'C: send "GET /a"', 'C -> S: PSH+ACK seq=x+1 "GET /b"'),
    right: lines(...HANDSHAKE, 'C: send "GET /a"', 'C -> S: PSH+ACK seq=x+1 "GET /a"'),
    args: { from: "C", expected: '"GET /a"' },
  },
  "retransmission-differs": {
    wrong: lines(
      ...HANDSHAKE,
      'C -x S: PSH+ACK seq=x+1 "GET /a"',
      "C: timeout rto",
      'C -> S: PSH+ACK seq=x+1 "GET /b"',
    ),
    right: lines(
      ...HANDSHAKE,
      'C -x S: PSH+ACK seq=x+1 "GET /a"',
      "C: timeout rto",
      'C -> S: PSH+ACK seq=x+1 "GET /a"',
    ),
    args: { from: "C", seq: "x+1", what: "octets" },
  },
  "ack-beyond": {
    wrong: lines(SYN, SYN_ACK, "C -> S: ACK seq=x+1 ack=y+2"),
    right: lines(...HANDSHAKE),
    args: { from: "C", to: "S", written: "y+2", expected: "y+1" },
  },
  "ack-not-arrived": {
    wrong: lines(...HANDSHAKE, "C -x S: PSH+ACK len=5", "S -> C: ACK ack=x+6"),
    right: lines(...HANDSHAKE, "C -> S: PSH+ACK len=5", "S -> C: ACK ack=x+6"),
    args: { from: "S", to: "C", written: "x+6", expected: "x+1", reason: "gap" },
  },
  "ack-behind": {
    wrong: lines(SYN, SYN_ACK, "C -> S: ACK seq=x+1 ack=y"),
    right: lines(...HANDSHAKE),
    args: { from: "C", to: "S", written: "y", expected: "y+1", lag: "", reason: "syn-counts" },
  },
  "ack-foreign": {
    wrong: lines(SYN, "S -> C: SYN+ACK seq=y ack=y+1"),
    right: lines(SYN, SYN_ACK),
    args: { from: "S", to: "C", written: "y+1", expected: "x+1", reason: "direction" },
  },
  "ack-without-flag": {
    wrong: lines("C -> S: SYN seq=x ack=1"),
    right: lines("C -> S: SYN seq=x"),
    args: { flags: "SYN", ack: "1" },
  },
  "urg-without-flag": {
    wrong: lines(...HANDSHAKE, "C -> S: PSH+ACK len=5 urg=2"),
    right: lines(...HANDSHAKE, "C -> S: PSH+URG+ACK len=5 urg=2"),
    args: { flags: "PSH+ACK", urg: "2" },
  },
  "len-wrong": {
    wrong: lines(...HANDSHAKE, 'C -> S: PSH+ACK len=4 "hello"'),
    right: lines(...HANDSHAKE, 'C -> S: PSH+ACK len=5 "hello"'),
    args: { written: "4", expected: "5", reason: "payload" },
  },
  "sack-wrong": {
    wrong: lines(
      "C -> S: SYN seq=100 sackok",
      "S -> C: SYN+ACK seq=300 ack=101 sackok",
      "C -> S: ACK",
      "C -x S: PSH+ACK len=100",
      "C -> S: PSH+ACK len=100",
      "S -> C: ACK ack=101 sack=301..201",
    ),
    right: lines(
      "C -> S: SYN seq=100 sackok",
      "S -> C: SYN+ACK seq=300 ack=101 sackok",
      "C -> S: ACK",
      "C -x S: PSH+ACK len=100",
      "C -> S: PSH+ACK len=100",
      "S -> C: ACK ack=101 sack=201..301",
    ),
    args: { block: "301..201", reason: "order", expected: "" },
  },
  "elision-negative": {
    wrong: lines(
      "C -> S: SYN seq=100",
      "S -> C: SYN+ACK seq=300 ack=101",
      "C -> S: ACK",
      "...",
      "C -> S: FIN+ACK seq=90",
    ),
    right: lines(
      "C -> S: SYN seq=100",
      "S -> C: SYN+ACK seq=300 ack=101",
      "C -> S: ACK",
      "...",
      "C -> S: FIN+ACK seq=190",
    ),
    args: { written: "90", least: "101" },
  },
  "elision-nobody": {
    wrong: lines("C -> S: SYN seq=x", "..."),
    right: lines(...HANDSHAKE, "..."),
    args: { from: "C", state: "SYN-SENT" },
  },
} as const satisfies Examples;
