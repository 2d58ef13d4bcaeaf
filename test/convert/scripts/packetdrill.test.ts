/** What only scripts have: times in ranges, calls over several lines, what an application reads, more than one socket. */

import { describe, expect, test } from "vitest";
import { analyze } from "../../../src/check/analyze.js";
import { convert } from "../../../src/convert/convert.js";
import { scriptOf } from "../../../src/convert/scripts/lines.js";
import { isSegment, readScriptPacket } from "../../../src/convert/scripts/packet.js";
import { parse } from "../../../src/language/parser.js";

function flowOf(...lines: string[]): string[] {
  const outcome = convert(lines.join("\n"));
  if (outcome.kind === "refused") throw new Error(`line ${outcome.line}`);
  expect(outcome.notation).toBe("packetdrill");
  return outcome.text.split("\n").filter((line) => line !== "");
}

const HANDSHAKE = [
  "+0 < S 0:0(0) win 1000 <mss 1460>",
  "+0 > S. 0:0(0) ack 1 <mss 1460>",
  "+0 < . 1:1(0) ack 1 win 1000",
];

describe("times", () => {
  test.each([
    ["0.5", { from: { relative: false, ms: 500 }, until: null, range: null }],
    ["+.1~+.2", { from: { relative: true, ms: 100 }, until: null, range: "~+.2" }],
    ["+0...0.2", { from: { relative: true, ms: 0 }, until: { relative: false, ms: 200 }, range: null }],
    ["+ 1.5", { from: { relative: true, ms: 1500 }, until: null, range: null }],
    ["*", { from: null, until: null, range: null }],
  ])("%s", (written, when) => {
    expect(scriptOf([`${written} > . 1:1(0) ack 1`]).entries[0]?.when).toEqual(when);
  });

  test("a read that waits is done when it returns", () => {
    const lines = flowOf(
      ...HANDSHAKE,
      "+0 accept(3, ..., ...) = 4",
      "+0...0.3 read(4, ..., 100) = 50",
      "+.2 < P. 1:51(50) ack 1 win 1000",
      "+.2 > . 1:1(0) ack 51",
    );
    expect(lines.slice(-3)).toEqual([
      "@200ms C -> S: PSH+ACK seq=1 ack=1 len=50 win=1000",
      "@300ms S: receive 50  # read(4, ..., 100) = 50",
      "@400ms S -> C: ACK seq=1 ack=51 len=0",
    ]);
  });
});

describe("packets", () => {
  test.each([
    ["< S 0:0(0) win 5 <mss 1460,nop,wscale 7>", ["SYN"], 0, null, 0],
    ["> SEW 0:0(0) <mss 1460>", ["SYN", "ECE", "CWR"], 0, null, 0],
    ["> FP. 1:11(10) ack 5", ["FIN", "PSH", "ACK"], 1, 5, 10],
    ["< [ce] . 1:1(0) ack 9 win 5", ["ACK"], 1, 9, 0],
    ["> (ttl 4) R 7:7(0)", ["RST"], 7, null, 0],
    ["< - 1:1(0) win 5", [], 1, null, 0],
    ["> S. ...(0) ack 4", ["SYN", "ACK"], null, 4, 0],
    ["> R. 0:0(0)! ack 3!", ["RST", "ACK"], 0, 3, 0],
    ["< A. 1:1(0) ack 1 win 5", ["NS", "ACK"], 1, 1, 0],
  ])("%s", (text, flags, seq, ack, len) => {
    expect(readScriptPacket(text)?.segment).toMatchObject({ flags, seq, ack, len });
  });

  test.each(["< icmp unreachable frag_needed mtu 1200 [1:1001(1000)]", "> udp (100)"])(
    "%s is none of TCP",
    (text) => {
      expect(isSegment(text)).toBe(false);
    },
  );

  test("options that a flow has no place for stay as words", () => {
    expect(readScriptPacket("< S 0:0(0) win 1 <mss 1460,md5 valid,FO abcd1234>")).toMatchObject({
      segment: { options: { mss: 1460, tfo: "abcd1234" } },
      words: "<md5 valid>",
    });
  });

  test("a length that contradicts its range shows as a problem", () => {
    const text = flowOf(...HANDSHAKE, "+0 > P. 1:101(90) ack 1").join("\n");
    expect(text).toContain("len=100 length=90");
    expect(parse(text).problems).toHaveLength(1);
  });
});

/** What nobody says is not made up, and what hangs on it stays as words. */
describe("options that a script leaves to the end under test", () => {
  test("a server: whether it took up what the SYN offers is not known", () => {
    const lines = flowOf(
      "+0 < S 0:0(0) win 20000 <mss 1000,sackOK,TS val 100 ecr 0,nop,wscale 7>",
      "+0 > S. 0:0(0) ack 1 <...>",
      "+.1 < . 1:1(0) ack 1 win 257 <nop,nop,TS val 200 ecr 700>",
      "+0 > P. 1:11(10) ack 1",
      "+.1 < . 1:1(0) ack 11 win 257 <nop,nop,TS val 300 ecr 800>",
    );
    expect(lines.slice(2)).toEqual([
      "@0 C -> S: SYN seq=0 len=0 win=20000 mss=1000 wscale=7 sackok ts=100:0",
      "@0 S -> C: SYN+ACK seq=0 ack=1 len=0",
      "@100ms C -> S: ACK seq=1 ack=1 len=0  # win 257 TS val 200 ecr 700",
      "@100ms S -> C: PSH+ACK seq=1 ack=1 len=10",
      "@200ms C -> S: ACK seq=1 ack=11 len=0  # win 257 TS val 300 ecr 800",
    ]);
  });

  test("a client: what the answer takes up it has offered", () => {
    const lines = flowOf(
      "+0 connect(3, ..., ...) = 0",
      "+0 > S 0:0(0) <...>",
      "+.1 < S. 0:0(0) ack 1 win 20000 <mss 1000,sackOK,TS val 700 ecr 100,nop,wscale 7>",
      "+0 > . 1:1(0) ack 1 <...>",
      "+0 > P. 1:11(10) ack 1 <...>",
      "+.1 < . 1:1(0) ack 11 win 257 <nop,nop,TS val 800 ecr 200>",
    );
    expect(lines.slice(3)).toEqual([
      "@0 C -> S: SYN seq=0 len=0 sackok",
      "@100ms S -> C: SYN+ACK seq=0 ack=1 len=0 win=20000 mss=1000 sackok  # wscale 7 TS val 700 ecr 100",
      "@100ms C -> S: ACK seq=1 ack=1 len=0",
      "@100ms C -> S: PSH+ACK seq=1 ack=1 len=10",
      "@200ms S -> C: ACK seq=1 ack=11 len=0  # win 257 TS val 800 ecr 200",
    ]);
    expect(analyze(parse(lines.join("\n"))).findings.filter(({ severity }) => severity === "error")).toEqual(
      [],
    );
  });

  test("a client whose answer takes up nothing has offered nothing that is known", () => {
    const lines = flowOf(
      "+0 connect(3, ..., ...) = 0",
      "+0 > S 0:0(0) <...>",
      "+.1 < S. 0:0(0) ack 1 win 20000 <mss 1000>",
      "+0 > . 1:1(0) ack 1",
    );
    expect(lines.slice(3)).toEqual([
      "@0 C -> S: SYN seq=0 len=0",
      "@100ms S -> C: SYN+ACK seq=0 ack=1 len=0 win=20000 mss=1000",
      "@100ms C -> S: ACK seq=1 ack=1 len=0",
    ]);
  });

  test("each SYN,ACK that is sent again", () => {
    const lines = flowOf(
      "+0 < S 0:0(0) win 20000 <mss 1000,sackOK,nop,wscale 7>",
      "+0 > S. 0:0(0) ack 1 <...>",
      "+1 > S. 0:0(0) ack 1 <...>",
      "+.1 < . 1:1(0) ack 1 win 257",
      "+0 > P. 1:1001(1000) ack 1",
      "+0 > P. 1001:2001(1000) ack 1",
      "+.1 < . 1:1(0) ack 1 win 257 <sack 1001:2001,nop,nop>",
    );
    expect(lines.filter((line) => line.includes("SYN+ACK"))).toEqual([
      "@0 S -x C: SYN+ACK seq=0 ack=1 len=0 sackok",
      "@1s S -> C: SYN+ACK seq=0 ack=1 len=0 sackok",
    ]);
  });
});

describe("calls", () => {
  test("over several lines, and of other interfaces, are comments", () => {
    const lines = flowOf(
      ...HANDSHAKE,
      "+0 recvmsg(4, {msg_name(...)=...,",
      "               msg_iov(1)=[{...,0}],",
      "               msg_flags=MSG_ERRQUEUE}, MSG_ERRQUEUE) = 0",
      "+0 `sysctl -q net.ipv4.tcp_sack`",
      "+0 > P. 1:11(10) ack 1",
    );
    expect(lines.filter((line) => line.startsWith("#"))).toEqual([
      "# +0 recvmsg(4, {msg_name(...)=...,",
      "# msg_iov(1)=[{...,0}],",
      "# msg_flags=MSG_ERRQUEUE}, MSG_ERRQUEUE) = 0",
      "# +0 `sysctl -q net.ipv4.tcp_sack`",
    ]);
  });

  test("data that opens a connection is two events", () => {
    const lines = flowOf(
      "0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3",
      "+0 sendto(3, ..., 10, MSG_FASTOPEN, ..., ...) = 10",
      "+0 > S 0:10(10) <mss 1460,FO abcd1234>",
      "+0 < S. 0:0(0) ack 11 win 1000 <mss 1460>",
      "+0 > . 11:11(0) ack 1",
    );
    expect(lines.filter((line) => /C: (open|send)/.test(line))).toEqual([
      "@0 C: open",
      "@0 C: send 10  # sendto(3, ..., 10, MSG_FASTOPEN, ..., ...) = 10",
    ]);
    expect(analyze(parse(lines.join("\n"))).findings.filter(({ severity }) => severity === "error")).toEqual(
      [],
    );
  });

  test("a shutdown closes, and the close behind it is a comment", () => {
    const lines = flowOf(
      ...HANDSHAKE,
      "+0 accept(3, ..., ...) = 4",
      "+0 shutdown(4, SHUT_WR) = 0",
      "+0 > F. 1:1(0) ack 1",
      "+0 < . 1:1(0) ack 2 win 1000",
      "+0 close(4) = 0",
    );
    expect(lines.filter((line) => /shutdown|close/.test(line))).toEqual([
      "@0 S: close  # shutdown(4, SHUT_WR) = 0",
      "# +0 close(4) = 0",
    ]);
  });

  test("another socket is another connection", () => {
    const one = [
      "+0 connect(3, ..., ...) = -1 EINPROGRESS (Operation now in progress)",
      "+0 > S 0:0(0) <mss 1460>",
      "+0 < R. 0:0(0) ack 1 win 0",
    ];
    const lines = flowOf(
      "0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3",
      ...one,
      "+1 socket(..., SOCK_STREAM, IPPROTO_TCP) = 4",
      ...one.map((line) => line.replace("connect(3", "connect(4")),
    );
    expect(lines.filter((line) => line.startsWith("flow"))).toHaveLength(2);
  });
});

test("a segment that no peer sends is set apart where the answer refuses it", () => {
  const lines = flowOf(
    ...HANDSHAKE,
    "+1 < S 900:900(0) win 1000 <mss 1460>",
    "+0 > . 1:1(0) ack 1",
    "+1 < P. 1:11(10) ack 1 win 1000",
    "+0 > . 1:1(0) ack 11",
  );
  expect(lines).toContain("@1s old C -> S: SYN seq=900 len=0 win=1000 mss=1460");
  expect(analyze(parse(lines.join("\n"))).findings.filter(({ severity }) => severity === "error")).toEqual(
    [],
  );
});
