/** Segments that a sentence mentions and does not send, and their neighbours that are sent. */

import { describe, expect, test } from "vitest";
import { convert } from "../../../src/convert/convert.js";
import { CONFIRMATION, withoutMentioned } from "../../../src/convert/prose/mentioned.js";
import { saidIn } from "../../../src/convert/said/said.js";

const SENT: readonly (readonly [sentence: string, flags: string])[] = [
  ["the server acknowledges the client's SYN with a SYN-ACK", "SYN+ACK"],
  ["the client acknowledges the SYN-ACK by sending an ACK", "ACK"],
  ["the client acknowledges receipt of the FIN with an ACK", "ACK"],
  ["the client acknowledges the server's FIN", "ACK"],
  ["it acknowledges by sending a FIN", "FIN"],
  ["B acknowledges with a SYN+ACK", "SYN+ACK"],
  ["sends the FIN after it has sent the ACK", "FIN"],
  ["sends an ACK (like the SYN, the FIN takes up a number)", "ACK"],
  ["sends an ACK since the FIN also consumes one sequence number", "ACK"],
  ["the server sends a SYN like this", "SYN"],
  ["发送 ACK 作为对 SYN 的应答", "ACK"],
  ["发送 ACK 确认客户端的 FIN 报文", "ACK"],
  ["对客户端的 FIN 报文进行确认，发送 ACK", "ACK"],
  ["发送 ACK，和 SYN 一样，每个 FIN 要消耗一个序号", "ACK"],
  ["发送 SYN+ACK，和数据一起", "SYN+ACK"],
  ["可以在 SYN 包中携带少量数据", ""],
  ["客户端在 SYN 包中携带数据", "SYN"],
];

describe("what is only mentioned", () => {
  test.each(SENT)("%s", (sentence, flags) => {
    expect(saidIn(withoutMentioned(sentence)).flags.join("+")).toBe(flags);
  });

  test("a number that is given is left where it stands", () => {
    expect(withoutMentioned("the ACK has seq=x, unlike FIN=1")).toContain("FIN=1");
  });
});

test.each([
  ["即发出确认", true],
  ["sends back an acknowledgment", true],
  ["发出确认号", false],
  ["sends an acknowledgment number", false],
])("%s: a confirmation, %s", (words, is) => {
  expect(CONFIRMATION.test(words)).toBe(is);
});

const FLOWS: readonly (readonly [text: string, lines: readonly string[]])[] = [
  [
    "A sends a SYN to B. B replies with a SYN-ACK. A sends an ACK.\nIf the other side does not answer, A could send a FIN.",
    ["A -> B: SYN", "B -> A: SYN+ACK", "A -> B: ACK"],
  ],
  [
    "The client sends a FIN to the server.\nThe server acknowledges the FIN.\nIf the server also wants to close, it sends a FIN to the client.",
    ["C -> S: FIN", "S -> C: ACK", "S -> C: FIN"],
  ],
  [
    "1. 客户端发送 FIN=1，seq=5。\n2. 服务器发送 ACK=1，确认号=(客户端的seq+1)。",
    ["C -> S: FIN seq=5", "S -> C: ACK ack=6"],
  ],
];

test.each(FLOWS)("%s", (text, lines) => {
  const outcome = convert(text);
  const written = outcome.kind === "refused" ? [] : outcome.text.split("\n");
  expect(written.filter((line) => / -[>x] .*:/.test(line) && !line.startsWith("note"))).toEqual(lines);
});
