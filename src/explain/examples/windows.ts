/** Examples for windows, options, timestamps and ECN. */

import { type Examples, HANDSHAKE, lines } from "./example.js";

const [SYN, SYN_ACK] = HANDSHAKE;

/** S has 1000 octets of room, and C fills them. */
const FULL = [
  "client C",
  "server S window=1000",
  "C -> S: SYN seq=x",
  "S -> C: SYN+ACK seq=y ack=x+1 win=1000",
  "C -> S: ACK seq=x+1 ack=y+1",
  "C -> S: PSH+ACK seq=x+1 len=1000",
] as const;

const CLOSED_WINDOW = [...FULL, "S -> C: ACK ack=x+1001 win=0"] as const;

const TIMESTAMPS = [
  "C -> S: SYN seq=x ts=10:0",
  "S -> C: SYN+ACK seq=y ack=x+1 ts=500:10",
  "C -> S: ACK seq=x+1 ack=y+1 ts=20:500",
] as const;

export const WINDOW_EXAMPLES = {
  "option-misplaced": {
    wrong: lines(SYN, SYN_ACK, "C -> S: ACK seq=x+1 ack=y+1 mss=1460"),
    right: lines("C -> S: SYN seq=x mss=1460", SYN_ACK, "C -> S: ACK seq=x+1 ack=y+1"),
    args: { option: "mss", from: "C", reason: "syn-only" },
    more: [
      {
        wrong: lines(SYN, "S -> C: SYN+ACK seq=y ack=x+1 sackok sack=x+1..x+5"),
        args: { option: "sack", from: "S", reason: "not-on-syn" },
      },
      {
        wrong: lines(
          "C -> S: SYN seq=x ts=10:0",
          "S -> C: SYN+ACK seq=y ack=x+1",
          "C -> S: ACK seq=x+1 ack=y+1 ts=20:0",
        ),
        args: { option: "ts", from: "C", reason: "not-agreed" },
      },
      {
        wrong: lines(SYN, SYN_ACK, "C -> S: RST seq=x+1 sack=y+5..y+9"),
        args: { option: "sack", from: "C", reason: "needs-ack" },
      },
    ],
  },
  "window-scaled": {
    wrong: lines(
      "C -> S: SYN seq=x win=64240 wscale=8",
      "S -> C: SYN+ACK seq=y ack=x+1 win=65535 wscale=7",
      "C -> S: ACK seq=x+1 ack=y+1 win=262144",
    ),
    right: lines(
      "C -> S: SYN seq=x win=64240 wscale=8",
      "S -> C: SYN+ACK seq=y ack=x+1 win=65535 wscale=7",
      "C -> S: ACK seq=x+1 ack=y+1 win=1024",
    ),
    args: { from: "C", written: "262144", wire: "1024" },
  },
  "wscale-missing": {
    wrong: lines(
      "C -> S: SYN seq=0 win=64240",
      "S -> C: SYN+ACK seq=0 ack=1 win=65160",
      "C -> S: ACK seq=1 ack=1 win=502",
      "S -> C: PSH+ACK seq=1 ack=1 len=1448 win=509",
    ),
    right: lines(
      "C -> S: SYN seq=0 win=64240 wscale=7",
      "S -> C: SYN+ACK seq=0 ack=1 win=65160 wscale=7",
      "C -> S: ACK seq=1 ack=1 win=502",
      "S -> C: PSH+ACK seq=1 ack=1 len=1448 win=509",
    ),
    args: { from: "C", to: "S", window: "502", shift: "7", other: "7" },
  },
  "option-too-large": {
    wrong: lines("C -> S: SYN seq=x wscale=15", "S -> C: SYN+ACK seq=y ack=x+1 wscale=7"),
    right: lines("C -> S: SYN seq=x wscale=14", "S -> C: SYN+ACK seq=y ack=x+1 wscale=7"),
    args: { option: "wscale", from: "C", value: "15", most: "14" },
  },
  "timestamp-wrong": {
    wrong: lines(...TIMESTAMPS, "C -> S: PSH+ACK len=5 ts=15:500"),
    right: lines(...TIMESTAMPS, "C -> S: PSH+ACK len=5 ts=25:500"),
    args: { from: "C", value: "15", bound: "20", reason: "backwards" },
    more: [
      {
        wrong: lines(...TIMESTAMPS, "C -> S: PSH+ACK len=5 ts=25:600"),
        args: { from: "C", value: "600", bound: "500", reason: "echo" },
      },
      {
        wrong: lines(
          ...TIMESTAMPS,
          "S -> C: PSH+ACK len=5 ts=510:20",
          "C -> S: ACK ts=25:510",
          "C -> S: PSH+ACK len=5 ts=30:500",
        ),
        args: { from: "C", value: "500", bound: "510", reason: "gone-by" },
      },
    ],
  },
  "ecn-not-agreed": {
    wrong: lines(...HANDSHAKE, "C -> S: PSH+ACK len=5", "S -> C: ACK+ECE ack=x+6"),
    right: lines(
      "C -> S: SYN+ECE+CWR seq=x",
      "S -> C: SYN+ACK+ECE seq=y ack=x+1",
      "C -> S: ACK seq=x+1 ack=y+1",
      "C -> S: PSH+ACK len=5",
      "S -> C: ACK+ECE ack=x+6",
    ),
    args: { from: "S", flag: "ECE" },
  },
  "window-wrong": {
    wrong: lines(...FULL, "S: receive 400", "S -> C: ACK ack=x+1001 win=600"),
    right: lines(...FULL, "S: receive 400", "S -> C: ACK ack=x+1001 win=400"),
    args: { from: "S", written: "600", most: "400" },
  },
  "window-shrunk": {
    wrong: lines(
      "C -> S: SYN seq=x",
      "S -> C: SYN+ACK seq=y ack=x+1 win=1000",
      "C -> S: ACK seq=x+1 ack=y+1",
      "C -> S: PSH+ACK len=100",
      "S -> C: ACK ack=x+101 win=500",
    ),
    right: lines(
      "C -> S: SYN seq=x",
      "S -> C: SYN+ACK seq=y ack=x+1 win=1000",
      "C -> S: ACK seq=x+1 ack=y+1",
      "C -> S: PSH+ACK len=100",
      "S -> C: ACK ack=x+101 win=900",
    ),
    args: { from: "S", edge: "x+601", before: "x+1001", least: "900" },
  },
  "zero-window": {
    wrong: lines(...CLOSED_WINDOW),
    right: lines(...FULL, "S -> C: ACK ack=x+1001 win=1000"),
    args: { from: "S", to: "C" },
  },
  "window-probe": {
    wrong: lines(
      ...CLOSED_WINDOW,
      "C: timeout persist",
      "C -> S: ACK seq=x+1001 len=1",
      "S -> C: ACK ack=x+1001 win=0",
    ),
    right: lines(...FULL, "S -> C: ACK ack=x+1001 win=1000", "C -> S: ACK seq=x+1001 len=1"),
    args: { from: "C" },
    also: ["zero-window"],
  },
  "probe-unanswered": {
    wrong: lines(...HANDSHAKE, "C: timeout keepalive", "C -> S: ACK seq=x+1 ack=y+1"),
    right: lines(...HANDSHAKE),
    args: { from: "C", to: "S" },
  },
  "window-update": {
    wrong: lines(...CLOSED_WINDOW, "S -> C: ACK ack=x+1001 win=1000"),
    right: lines(...FULL, "S -> C: ACK ack=x+1001 win=1000"),
    args: { from: "S", window: "1000" },
    also: ["zero-window"],
  },
} as const satisfies Examples;
