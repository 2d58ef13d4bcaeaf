import { execFileSync } from "node:child_process";
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { analyze } from "../../../src/check/analyze.js";
import type { FlowTrace } from "../../../src/check/trace.js";
import { readCapture } from "../../../src/convert/captures/capture.js";
import type { CapturedSegment } from "../../../src/convert/captures/segment.js";
import { writeCapture } from "../../../src/convert/captures/write.js";
import { addressIn } from "../../../src/convert/wire/addresses.js";
import { wireSegments } from "../../../src/convert/wire/wire.js";
import { parse } from "../../../src/language/parser.js";
import { flagNames } from "../../../src/tcp/segment.js";

const EXAMPLES = path.resolve(import.meta.dirname, "../../../examples");
const examples = readdirSync(EXAMPLES, { recursive: true, encoding: "utf8" }).filter((file) =>
  file.endsWith(".tcpflow"),
);
const BEGAN = 1_700_000_000;

async function back(octets: Uint8Array): Promise<CapturedSegment[]> {
  const segments: CapturedSegment[] = [];
  const reading = await readCapture([octets], {
    segment: (one) => segments.push({ ...one, payload: one.payload.slice() }),
  });
  expect([reading.problem, reading.skipped]).toEqual([null, []]);
  return segments;
}

function traceOf(text: string): FlowTrace {
  return analyze(parse(text)).flows[0] as FlowTrace;
}

async function shown(text: string, at: string | null): Promise<string[]> {
  const segments = await back(writeCapture(wireSegments(traceOf(text), at), "pcap", BEGAN));
  return segments.map(({ ack, bits, length, seq }) => `${flagNames(bits).join("+")} ${seq} ${ack} ${length}`);
}

test.each(examples)("%s is read back as it was written, at every place and in both formats", async (file) => {
  for (const trace of analyze(parse(readFileSync(path.join(EXAMPLES, file), "utf8"))).flows) {
    for (const at of [null, ...trace.endpoints.map(({ name }) => name)]) {
      const wire = wireSegments(trace, at);
      for (const format of ["pcap", "pcapng"] as const) {
        const segments = await back(writeCapture(wire, format, BEGAN));
        expect(
          segments.map(({ ack, bits, options, payload, seq, urgent, window }) => ({
            ack,
            flags: bits,
            options,
            payload,
            seq,
            urgent,
            window,
          })),
        ).toEqual(
          wire.map(({ ack, flags, options, payload, seq, urgent, window }) => ({
            ack,
            flags,
            options,
            payload,
            seq,
            urgent,
            window,
          })),
        );
        const times = segments.map(
          ({ nanoseconds, seconds }) => (seconds - BEGAN) * 1000 + nanoseconds / 1e6,
        );
        for (const [i, time] of times.entries()) expect(time).toBeCloseTo(wire[i]?.time ?? -1, 2);
      }
    }
  }
});

describe("what is seen where", () => {
  const TEXT = [
    "client C state=ESTABLISHED snd=100 rcv=300",
    "server S state=ESTABLISHED",
    "C -x S: ACK seq=100 ack=300 len=10",
    "C ~> S: ACK seq=110 ack=300 len=5 as late",
    "S -> C: ACK seq=300 ack=100 len=7",
    "deliver late",
    "old C -> S: RST seq=5",
  ].join("\n");
  const lost = "ACK 100 300 10";
  const late = "ACK 110 300 5";
  const other = "ACK 300 100 7";

  test("at the sender: what it sends, whatever becomes of it, and what arrives", async () => {
    expect(await shown(TEXT, "C")).toEqual([lost, late, other]);
  });

  test("at the receiver: what arrives, when it arrives, forged segments too", async () => {
    expect(await shown(TEXT, "S")).toEqual([other, late, "RST 5 0 0"]);
  });

  test("in the middle: everything once", async () => {
    expect(await shown(TEXT, null)).toEqual([lost, late, other, "RST 5 0 0"]);
  });
});

describe("numbers", () => {
  test("letters get numbers that keep their distances; each start is another", async () => {
    const [syn, answer, third, data] = await shown(
      "C -> S: SYN seq=x\nS -> C: SYN+ACK seq=y ack=x+1\nC -> S: ACK\nC -> S: PSH+ACK len=n\nS -> C: ACK ack=x+1+n",
      null,
    );
    expect([syn, answer, third, data]).toEqual([
      "SYN 1000000 0 0",
      "SYN+ACK 2000000 1000001 0",
      "ACK 1000001 2000001 0",
      "PSH+ACK 1000001 2000001 100",
    ]);
  });

  test("a wrong number is on the wire as it is written", async () => {
    expect(await shown("C -> S: SYN seq=100\nS -> C: SYN+ACK seq=300 ack=100", null)).toEqual([
      "SYN 100 0 0",
      "SYN+ACK 300 100 0",
    ]);
  });

  test("times that are written stand; others are spread between them", () => {
    const text = "@0 C -> S: SYN\nS -> C: SYN+ACK\nC -> S: ACK\n@9ms C -> S: PSH+ACK len=1\nS -> C: ACK";
    expect(wireSegments(traceOf(text), null).map(({ time }) => time)).toEqual([0, 3, 6, 9, 19]);
  });
});

describe("addresses", () => {
  test.each([
    ["192.0.2.7:8080", [192, 0, 2, 7], 8080],
    ["192.0.2.7", [192, 0, 2, 7], 80],
    ["[2001:db8::1]:443", [32, 1, 13, 184, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], 443],
    ["::1", [...Array(15).fill(0), 1], 80],
  ])("%s", (text, octets, port) => {
    expect(addressIn(text)).toEqual({ octets, port });
  });

  test.each([
    "",
    "192.0.2",
    "256.0.0.1",
    "1.2.3.4:99999",
    "1::2::3",
    "[12345::]",
    "example.com:80",
    "1:2:3:4:5:6:7",
  ])("%j is none", (text) => expect(addressIn(text)).toBeNull());
});

/** Installed by what runs the tests; elsewhere what we write is only read back by us. */
const tshark = findTshark();

/** Of a file that holds the packets of several: the header of a pcap stands once, a pcapng may have any number of sections. */
const PCAP_HEADER = 24;

test.each(["pcap", "pcapng"] as const)(
  "tshark finds neither a malformed frame nor a false checksum in a %s",
  (format) => {
    if (tshark === null) return;
    const folder = mkdtempSync(path.join(tmpdir(), "tcpflow-capture-"));
    const written = path.join(folder, `all.${format}`);
    const expected: { file: string; frame: string }[] = [];
    try {
      writeFileSync(written, "");
      for (const file of examples) {
        for (const trace of analyze(parse(readFileSync(path.join(EXAMPLES, file), "utf8"))).flows) {
          const wire = wireSegments(trace, null);
          const octets = writeCapture(wire, format, BEGAN);
          // It takes a moment to start, and so reads all of them at once.
          const isFirst = expected.length === 0 || format === "pcapng";
          appendFileSync(written, isFirst ? octets : octets.subarray(PCAP_HEADER));
          for (const { from, payload, seq } of wire) {
            const v6 = from.octets.length === 16;
            expected.push({ file, frame: [seq, payload.length, 1, v6 ? "" : 1, ""].join("\t") });
          }
        }
      }
      const frames = tshark([
        ...["-r", written, "-o", "tcp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE", "-T", "fields"],
        ...FIELDS.flatMap((field) => ["-e", field]),
      ]);
      expect(frames.map((frame, i) => ({ file: expected[i]?.file, frame }))).toEqual(expected);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);

const FIELDS = ["tcp.seq_raw", "tcp.len", "tcp.checksum.status", "ip.checksum.status", "_ws.malformed"];

function findTshark(): ((args: string[]) => string[]) | null {
  const run = (args: string[]) =>
    execFileSync("tshark", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] })
      .split("\n")
      .slice(0, -1);
  try {
    run(["--version"]);
    return run;
  } catch {
    return null;
  }
}
