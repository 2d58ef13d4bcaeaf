/** Two captures of one connection, taken where TTLs, clocks and gaps tell more or less of which is which. */

import { describe, expect, test } from "vitest";
import { analyze } from "../../../src/check/analyze.js";
import { mergedText } from "../../../src/convert/captures/flows.js";
import { importCapture } from "../../../src/convert/captures/import.js";
import { parse } from "../../../src/language/parser.js";
import { captureTexts } from "../../../src/messages/captures.js";
import { ethernet, ipv4, pcap, type Record, type TcpParts, tcp } from "./build.js";

type End = "C" | "S";

/** A packet: who sends it, when it leaves and when it arrives, in milliseconds; null for one that does not, or is not seen. */
interface Packet {
  readonly from: End;
  readonly left: number | null;
  readonly came: number | readonly number[] | null;
  readonly parts: TcpParts;
}

const [SYN, ACK, PSH] = [2, 16, 8];
const packet = (from: End, left: Packet["left"], came: Packet["came"], parts: TcpParts): Packet => ({
  from,
  left,
  came,
  parts,
});

const HANDSHAKE: readonly Packet[] = [
  packet("C", 0, 20, { seq: 100, flags: SYN }),
  packet("S", 21, 41, { seq: 300, ack: 101, flags: SYN | ACK }),
  packet("C", 42, 62, { seq: 101, ack: 301, flags: ACK }),
];
const DATA: readonly Packet[] = [
  packet("C", 50, 70, { seq: 101, ack: 301, flags: PSH | ACK, data: [65, 66, 67, 68, 69] }),
  packet("S", 71, 91, { seq: 301, ack: 106, flags: ACK }),
];

interface Options {
  /** How many routers stand between the ends: each takes one from the TTL. */
  readonly routers?: number;
  /** By how many milliseconds the clock of the server is ahead. */
  readonly ahead?: number;
}

/** What is captured at one end. */
async function seenAt(end: End, packets: readonly Packet[], { routers = 2, ahead = 0 }: Options) {
  const clock = end === "S" ? 1000 + ahead : 1000;
  const seen = packets.flatMap(({ from, left, came, parts }, id) => {
    const times = from === end ? [left] : [came].flat();
    return times.flatMap((time) => (time === null ? [] : [{ time: clock + time, from, parts, id }]));
  });
  const records = seen
    .sort((a, b) => a.time - b.time)
    .map(({ time, from, parts, id }): Record => {
      const ports = from === "C" ? { sport: 1000, dport: 80 } : { sport: 80, dport: 1000 };
      const hosts = from === "C" ? {} : { source: [192, 0, 2, 2], destination: [192, 0, 2, 1] };
      const ttl = from === end ? 64 : 64 - routers;
      return {
        data: ethernet(ipv4(tcp({ ...parts, ...ports }), { ...hosts, ttl, id: id + 1 })),
        seconds: Math.floor(time / 1000),
        fraction: Math.round((time % 1000) * 1000),
      };
    });
  return (await importCapture([pcap(records)], null)).imported;
}

/** The lines of the one flow that both captures make, whichever is named first. */
async function merged(packets: readonly Packet[], options: Options = {}): Promise<readonly string[]> {
  const [client, server] = [await seenAt("C", packets, options), await seenAt("S", packets, options)];
  const said = { file: "c", other: "s", numbers: "absolute", texts: captureTexts("en") } as const;
  const text = mergedText(client, server, said);
  expect(mergedText(server, client, said)).toBe(text);
  const lines = text.split("\n").filter((line) => /^@|^(?:old )?[CS] [-~]|^deliver/.test(line));
  expect(text.match(/^flow /gm)).toHaveLength(1);
  expect(analyze(parse(text)).findings.filter(({ severity }) => severity === "error")).toEqual([]);
  return lines.map((line) => line.replace(/ (?:win|mss)=\d+/g, "").replace(/ len=0/, ""));
}

/** The data leaves before the ACK has arrived. */
const FLOW = [
  "@0 C -> S: SYN seq=100",
  "@21ms S -> C: SYN+ACK seq=300 ack=101",
  "@42ms C ~> S: ACK seq=101 ack=301 as c1",
  '@50ms C ~> S: PSH+ACK seq=101 ack=301 len=5 "ABCDE" as c2',
  "@62ms deliver c1",
  "@70ms deliver c2",
  "@71ms S -> C: ACK seq=301 ack=106",
];
const withoutTimes = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => line.replace(/^@\S+ /, ""));

describe("which capture is whose", () => {
  test("TTLs tell, where routers are between", async () => {
    expect(await merged([...HANDSHAKE, ...DATA])).toEqual(FLOW);
  });

  test("who answers at once, where there is none", async () => {
    expect(await merged([...HANDSHAKE, ...DATA], { routers: 0 })).toEqual(FLOW);
  });

  test("who sees a segment first, where nobody answers", async () => {
    const syns = [HANDSHAKE[0] as Packet, packet("C", 1000, 1020, { seq: 100, flags: SYN })];
    expect(await merged(syns, { routers: 0 })).toEqual(["@0 C -> S: SYN seq=100", "@1s C -> S: SYN seq=100"]);
  });
});

describe("whatever the clock of the server says, nothing arrives before it left", () => {
  test.each([5000, -5000, 90])("%i ms ahead", async (ahead) => {
    expect(withoutTimes(await merged([...HANDSHAKE, ...DATA], { ahead }))).toEqual(withoutTimes(FLOW));
  });
});

describe("what only one of them has seen", () => {
  test("a segment that left and never came is lost", async () => {
    const lost = packet("C", 50, null, { seq: 101, ack: 301, flags: PSH | ACK, data: [65] });
    const again = packet("C", 300, 320, { seq: 101, ack: 301, flags: PSH | ACK, data: [65] });
    expect((await merged([...HANDSHAKE, lost, again])).slice(-3)).toEqual([
      '@50ms C -x S: PSH+ACK seq=101 ack=301 len=1 "A"',
      "@62ms deliver c1",
      '@300ms C -> S: PSH+ACK seq=101 ack=301 len=1 "A"',
    ]);
  });

  test("a segment that the network doubles arrives twice", async () => {
    const lines = await merged([...HANDSHAKE, { ...(DATA[0] as Packet), came: [70, 80] }, DATA[1] as Packet]);
    expect(lines.filter((line) => line.includes("c2"))).toEqual([
      FLOW[3],
      "@70ms deliver c2",
      "@80ms deliver c2",
    ]);
  });

  test("a segment that nobody sent is old or forged", async () => {
    const forged = packet("C", null, 65, { seq: 900, ack: 301, flags: ACK });
    expect((await merged([...HANDSHAKE, forged])).at(-1)).toBe("@65ms old C -> S: ACK seq=900 ack=301");
  });
});
