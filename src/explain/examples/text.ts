/** Examples for lines that cannot be read, and for names. */

import { type Examples, HANDSHAKE, lines } from "./example.js";

export const TEXT_EXAMPLES = {
  "syntax-expected": {
    wrong: lines("C -> S: SYN seq="),
    right: lines("C -> S: SYN seq=x"),
    args: { expected: "expression", found: "", suggestion: "" },
  },
  "syntax-unknown-word": {
    wrong: lines("C -> S: SYM seq=x"),
    right: lines("C -> S: SYN seq=x"),
    args: { word: "SYM", expected: "flag", suggestion: "SYN" },
  },
  "syntax-duplicate-field": {
    wrong: lines("C -> S: SYN seq=x seq=y"),
    right: lines("C -> S: SYN seq=x"),
    args: { field: "seq" },
  },
  "syntax-number": {
    wrong: lines("C -> S: SYN seq=x mss=70000"),
    right: lines("C -> S: SYN seq=x mss=65535"),
    args: { text: "70000", field: "mss", max: "65535" },
  },
  "syntax-string": {
    wrong: lines('client C "Alice', "server S", "C -> S: SYN"),
    right: lines('client C "Alice"', "server S", "C -> S: SYN"),
    args: { text: '"Alice', escape: "" },
  },
  "syntax-field-as-symbol": {
    wrong: lines("C -> S: SYN seq=x", "S -> C: SYN+ACK seq=y ack=Seq+1"),
    right: lines("C -> S: SYN seq=x", "S -> C: SYN+ACK seq=y ack=x+1"),
    args: { word: "Seq", field: "ack" },
  },
  "syntax-ladder": {
    wrong: lines("C -> S: SYN", "| <--- SYN+ACK --- |"),
    right: lines("C -> S: SYN", "S -> C: SYN+ACK"),
    args: { text: "| <--- SYN+ACK --- |" },
  },
  "syntax-mermaid": {
    wrong: lines("participant C as Client", "C -> S: SYN"),
    right: lines('client C "Client"', "server S", "C -> S: SYN"),
    args: { text: "participant C as Client" },
  },
  "syntax-captured": {
    wrong: lines("IP 10.0.0.1.1234 > 10.0.0.2.80: Flags [S], seq 100, win 65535, length 0"),
    right: lines(
      'client C addr="10.0.0.1:1234"',
      'server S addr="10.0.0.2:80"',
      "C -> S: SYN seq=100 len=0 win=65535",
    ),
    args: {
      text: "IP 10.0.0.1.1234 > 10.0.0.2.80: Flags [S], seq 100, win 65535, length 0",
      tool: "tcpdump",
    },
  },
  "syntax-prose": {
    wrong: lines("C -> S: SYN", "Then the server answers at once", "S -> C: SYN+ACK"),
    right: lines("C -> S: SYN", "note: Then the server answers at once", "S -> C: SYN+ACK"),
    args: { text: "Then the server answers at once" },
  },
  "syntax-place": {
    wrong: lines("C -> S: SYN", 'answers "handshake.tcpflow"'),
    right: lines('answers "handshake.tcpflow"', "C -> S: SYN"),
    args: { statement: "answers" },
  },
  "syntax-caption": {
    wrong: lines("C -> S: SYN seq=x", "S -> C: SYN+ACK seq=y ack=x+1 (ack=x)"),
    right: lines("C -> S: SYN seq=x", "S -> C: SYN+ACK seq=y ack=x+1"),
    args: { text: "(ack=x)" },
  },
  notation: {
    wrong: lines("C → S: SYN"),
    right: lines("C -> S: SYN"),
    args: { typed: "→", canonical: "->" },
  },
  "endpoint-unknown": {
    wrong: lines("client Alice", "server Bob", "Alice -> Bop: SYN"),
    right: lines("client Alice", "server Bob", "Alice -> Bob: SYN"),
    args: { name: "Bop", suggestion: "Bob" },
  },
  "endpoint-self": {
    wrong: lines("C -> C: SYN"),
    right: lines("C -> S: SYN"),
    args: { name: "C" },
  },
  "endpoint-twice": {
    wrong: lines("client C", "server S", "server S", "C -> S: SYN"),
    right: lines("client C", "server S", "C -> S: SYN"),
    args: { name: "S" },
  },
  "role-reversed": {
    wrong: lines("client C", "server S", "S -> C: SYN seq=x", "C -> S: SYN+ACK seq=y ack=x+1"),
    right: lines("server C", "client S", "S -> C: SYN seq=x", "C -> S: SYN+ACK seq=y ack=x+1"),
    args: { server: "S", client: "C" },
  },
  "id-unknown": {
    wrong: lines("C ~> S: SYN as first", "deliver fist"),
    right: lines("C ~> S: SYN as first", "deliver first"),
    args: { id: "fist", suggestion: "first" },
  },
  "id-twice": {
    wrong: lines("C -> S: SYN as a", "S -> C: SYN+ACK as a"),
    right: lines("C -> S: SYN as a", "S -> C: SYN+ACK as b"),
    args: { id: "a" },
  },
  "deliver-lost": {
    wrong: lines("C -x S: SYN as a", "deliver a"),
    right: lines("C ~> S: SYN as a", "deliver a"),
    args: { id: "a" },
  },
  "deliver-nothing": {
    wrong: lines("C -> S: SYN", "deliver"),
    right: lines("C ~> S: SYN", "deliver"),
    args: {},
  },
  "symbol-unknown": {
    wrong: lines("C -> S: SYN seq=x", "S -> C: SYN+ACK seq=y ack=x+1", "C -> S: ACK seq=x+1 ack=z+1"),
    right: lines(...HANDSHAKE),
    args: { symbol: "z", expected: "y+1" },
  },
  "symbol-two-new": {
    wrong: lines("C -> S: SYN seq=x", "S -> C: SYN+ACK seq=y ack=p+q"),
    right: lines("C -> S: SYN seq=x", "S -> C: SYN+ACK seq=y ack=x+1"),
    args: { first: "p", second: "q" },
  },
  "symbol-as-length": {
    wrong: lines(...HANDSHAKE, "C -> S: PSH+ACK len=x"),
    right: lines(...HANDSHAKE, "C -> S: PSH+ACK len=n"),
    args: { symbol: "x" },
  },
  "symbol-same-isn": {
    wrong: lines("C -> S: SYN seq=x", "S -> C: SYN+ACK seq=x ack=x+1"),
    right: lines("C -> S: SYN seq=x", "S -> C: SYN+ACK seq=y ack=x+1"),
    args: { symbol: "x", first: "C", second: "S" },
  },
  "symbol-another-name": {
    wrong: lines("C -> S: SYN seq=x", "S -> C: SYN+ACK seq=y ack=x+1", "C -> S: ACK seq=u ack=y+1"),
    right: lines(...HANDSHAKE),
    args: { symbol: "u", other: "x+1" },
  },
  "symbol-becomes-number": {
    wrong: lines("C -> S: SYN seq=x", "S -> C: SYN+ACK seq=300 ack=101"),
    right: lines("C -> S: SYN seq=100", "S -> C: SYN+ACK seq=300 ack=101"),
    args: { symbol: "x", number: "100" },
  },
} as const satisfies Examples;
