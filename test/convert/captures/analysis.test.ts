import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { readCapture } from "../../../src/convert/captures/capture.js";
import { Connections, type FramePlace } from "../../../src/convert/captures/connections.js";
import { ethernet, ipv4, pcap, type Record, type TcpParts, tcp } from "./build.js";

const DATA = path.join(import.meta.dirname, "data");

/** Where we know better: the segment runs on beyond what was sent before, so its end has been seen. */
const WISER: ReadonlySet<string> = new Set(["ack-too-new-server 9"]);

const rows = readFileSync(path.join(DATA, "tshark.tsv"), "utf8")
  .split("\n")
  .filter((row) => row !== "" && !row.startsWith("#"))
  .map((row) => row.split("\t") as [string, string, string, string]);

describe("the frames of real connections are called what tshark calls them", () => {
  test.each([...new Set(rows.map(([name]) => name))])("%s", async (name) => {
    const places = await placesIn(readFileSync(path.join(DATA, `${name}.pcap.gz`)));
    const own = rows.filter((row) => row[0] === name);
    // An IPv6 capture holds frames that are no TCP.
    expect(places.size).toBe(own.length);
    const expected = own.filter(([, frame]) => !WISER.has(`${name} ${frame}`));
    expect(expected.map(([, frame]) => said(frame, places.get(Number(frame))))).toEqual(
      expected.map(([, frame, stream, names]) => `${frame} of ${stream}: ${names}`),
    );
  });
});

/** Captures beside the checkout, where there are any: more of the same kind. */
const MORE = path.resolve(import.meta.dirname, "../../../../shared/captures");

test("of every capture at hand, 98 % of the flagged frames have the same names, and no other frame has one", async () => {
  const files = existsSync(MORE) ? readdirSync(MORE).filter((file) => file.endsWith(".pcap")) : [];
  let [flagged, same, falsely] = [0, 0, 0];
  for (const file of files) {
    const table = path.join(MORE, file.replace(/\.pcap$/, ".tshark.tsv"));
    const [head = [], ...frames] = readFileSync(table, "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => line.split("\t"));
    const places = await placesIn(readFileSync(path.join(MORE, file)));
    for (const cells of frames) {
      const cell = (name: string) => cells[head.indexOf(name)] ?? "";
      const names = namesIn(cell("_ws.expert.message"));
      const ours = [...(places.get(Number(cell("frame.number")))?.remarks ?? [])].sort().join(",");
      if (cell("tcp.analysis.flags") === "" && names === "") falsely += ours === "" ? 0 : 1;
      else {
        flagged++;
        if (names === ours) same++;
      }
    }
  }
  if (files.length > 0) console.log(`${flagged} flagged frames, ${same} the same, ${falsely} others flagged`);
  expect(same).toBeGreaterThanOrEqual(flagged * 0.98);
  expect(falsely).toBe(0);
});

describe("connections", () => {
  const frame = (parts: object, reverse = false) => {
    const ports = reverse ? { sport: 80, dport: 1000 } : {};
    const ends = reverse ? { source: [192, 0, 2, 2], destination: [192, 0, 2, 1] } : {};
    return ethernet(ipv4(tcp({ ...parts, ...ports }), ends));
  };
  const endings: readonly [ending: string, frames: number[][]][] = [
    ["unanswered", [[...frame({ flags: 2 })]]],
    ["open", [[...frame({ flags: 2 })], [...frame({ flags: 0x12, ack: 2 }, true)]]],
    ["refused", [[...frame({ flags: 2 })], [...frame({ flags: 0x14, seq: 0, ack: 2 }, true)]]],
    ["half-closed", [[...frame({ flags: 0x10 })], [...frame({ flags: 0x11 })]]],
    ["closed", [[...frame({ flags: 0x11 })], [...frame({ flags: 0x11 }, true)]]],
    ["reset", [[...frame({ flags: 0x10 })], [...frame({ flags: 0x04 })]]],
  ];
  test.each(endings)("that end %s are told so", async (ending, frames) => {
    const connections = new Connections();
    await readCapture([pcap(frames)], { segment: (segment) => void connections.add(segment) });
    expect(connections.all.map((one) => one.ending)).toEqual([ending]);
  });

  test("a SYN with another ISN between the same ports begins another one", async () => {
    const frames = [frame({ flags: 2, seq: 5 }), frame({ flags: 2, seq: 5 }), frame({ flags: 2, seq: 900 })];
    const places = await placesIn(pcap(frames));
    expect([...places.values()].map(({ connection, remarks }) => [connection.stream, remarks])).toEqual([
      [0, []],
      [0, ["retransmission"]],
      [1, ["reused-ports"]],
    ]);
  });
});

/** What is sent, by which end, and in which millisecond (else one after the other, 10 ms apart). */
type Sent = TcpParts & { readonly by?: "C" | "S"; readonly ms?: number };

const SYN = 0x02;
const SYN_ACK = 0x12;
const ACK = 0x10;
const RST = 0x04;
const data = (length: number) => Array<number>(length).fill(65);
const SCALED = [3, 3, 2, 0];

describe("by tshark's rules, where no capture at hand comes by", () => {
  const cases: readonly [name: string, sent: readonly Sent[], remarks: readonly string[]][] = [
    [
      "what begins with the octet of a probe is no retransmission",
      [
        { flags: ACK, seq: 10, data: data(1) },
        { flags: ACK, seq: 10, data: data(5) },
      ],
      ["", ""],
    ],
    [
      "a RST between two SYNs is no beginning of new data",
      [
        { flags: SYN, seq: 1 },
        { flags: RST, seq: 5000 },
        { flags: SYN, seq: 1 },
        { flags: ACK, seq: 2, data: data(5) },
      ],
      ["", "", "retransmission", ""],
    ],
    [
      "a RST of number 0 says nothing of what comes next",
      [
        { flags: SYN, seq: 700 },
        { by: "S", flags: RST | ACK, seq: 0, ack: 701 },
        { by: "S", flags: ACK, seq: 900, ack: 701 },
      ],
      ["", "", ""],
    ],
    [
      "data that were acknowledged before they were seen were sent without need",
      [
        { flags: ACK, seq: 10, ack: 1 },
        { by: "S", flags: ACK, seq: 1, ack: 20 },
        { flags: ACK, seq: 10, ack: 1, data: data(10) },
      ],
      ["", "ack-lost-segment", "retransmission,spurious-retransmission"],
    ],
    [
      "acknowledgments of what was not seen are told once for each ACK of the other end",
      [
        { flags: ACK, seq: 10, ack: 1 },
        { by: "S", flags: ACK, seq: 1, ack: 20, data: data(1) },
        { by: "S", flags: ACK, seq: 2, ack: 30, data: data(1) },
        { flags: ACK, seq: 10, ack: 3 },
        { by: "S", flags: ACK, seq: 3, ack: 40, data: data(1) },
      ],
      ["", "ack-lost-segment", "", "", "ack-lost-segment"],
    ],
    [
      "what came behind a gap counts as seen once its ACK was told",
      [
        { flags: ACK, seq: 10, ack: 1 },
        { flags: ACK, seq: 20, ack: 1, data: data(10) },
        { by: "S", flags: ACK, seq: 1, ack: 25, data: data(1) },
        { by: "S", flags: ACK, seq: 2, ack: 30, data: data(1) },
      ],
      ["", "lost-segment", "ack-lost-segment", ""],
    ],
    [
      "a retransmission from before the first gap fills no later one",
      [
        { flags: ACK, seq: 10, ack: 1, data: data(10) },
        { flags: ACK, seq: 30, ack: 1, data: data(10) },
        { flags: ACK, seq: 10, ack: 1, data: data(10), ms: 900 },
        { by: "S", flags: ACK, seq: 1, ack: 30, data: data(1), ms: 910 },
      ],
      ["", "lost-segment", "retransmission", "ack-lost-segment"],
    ],
    [
      "a retransmission that runs on is seen to its end, though tshark does not",
      [
        { flags: ACK, seq: 10, ack: 1, data: data(10) },
        { flags: ACK, seq: 12, ack: 1, data: data(18), ms: 900 },
        { by: "S", flags: ACK, seq: 1, ack: 30, data: data(1), ms: 910 },
      ],
      ["", "retransmission", ""],
    ],
    [
      "duplicate ACKs count until another number is acknowledged, data between them or not",
      [
        { flags: ACK, seq: 10, ack: 1, data: data(10) },
        { by: "S", flags: ACK, seq: 1, ack: 10 },
        { by: "S", flags: ACK, seq: 1, ack: 10 },
        { by: "S", flags: ACK, seq: 1, ack: 10 },
        { by: "S", flags: ACK, seq: 1, ack: 10, data: data(4) },
        { flags: ACK, seq: 10, ack: 5, data: data(10) },
      ],
      ["", "", "duplicate-ack", "duplicate-ack", "", "fast-retransmission,retransmission"],
    ],
    [
      "what comes from before is not reordered within no time",
      [
        { flags: ACK, seq: 10, data: data(10) },
        { flags: ACK, seq: 30, data: data(10), ms: 20 },
        { flags: ACK, seq: 20, data: data(10), ms: 15 },
      ],
      ["", "lost-segment", "retransmission"],
    ],
    [
      "the ACK of a handshake gives the round trip, its SYN+ACK seen or not",
      [
        { flags: SYN, seq: 9 },
        { flags: ACK, seq: 10, ack: 1, ms: 50 },
        { flags: ACK, seq: 20, ack: 1, data: data(10), ms: 100 },
        { flags: ACK, seq: 10, ack: 1, data: data(10), ms: 140 },
      ],
      ["", "", "lost-segment", "out-of-order"],
    ],
    [
      "an end that may not scale its window does not",
      [
        { flags: SYN, seq: 9, options: SCALED, window: 5 },
        { by: "S", flags: SYN_ACK, seq: 1, ack: 10, window: 5 },
        { flags: ACK, seq: 10, ack: 2, window: 5 },
        { by: "S", flags: ACK, seq: 2, ack: 10, window: 5, data: data(5) },
      ],
      ["", "", "", "window-full"],
    ],
    [
      "an end that scales its window does",
      [
        { flags: SYN, seq: 9, options: SCALED, window: 5 },
        { by: "S", flags: SYN_ACK, seq: 1, ack: 10, options: SCALED, window: 5 },
        { flags: ACK, seq: 10, ack: 2, window: 5 },
        { by: "S", flags: ACK, seq: 2, ack: 10, window: 5, data: data(20) },
      ],
      ["", "", "", "window-full"],
    ],
    [
      "the ACK of a server that answers with another number shows its own",
      [
        { flags: ACK, seq: 9, ack: 100 },
        { by: "S", flags: SYN_ACK, seq: 300, ack: 9 },
        { by: "S", flags: SYN_ACK, seq: 300, ack: 9, ms: 500 },
      ],
      ["", "reused-ports", "retransmission"],
    ],
  ];
  test.each(cases)("%s", async (_, sent, remarks) => {
    const places = await placesIn(pcap(sent.map(recordOf)));
    expect([...places.values()].map((place) => [...place.remarks].sort().join(","))).toEqual(remarks);
  });
});

function recordOf({ by = "C", ms, ...parts }: Sent, index: number): Record {
  const ports = by === "S" ? { sport: 80, dport: 1000 } : {};
  const ends = by === "S" ? { source: [192, 0, 2, 2], destination: [192, 0, 2, 1] } : {};
  return {
    data: ethernet(ipv4(tcp({ ...parts, ...ports }), ends)),
    seconds: 5,
    fraction: (ms ?? index * 10) * 1000,
  };
}

async function placesIn(octets: Uint8Array): Promise<Map<number, FramePlace>> {
  const connections = new Connections();
  const places = new Map<number, FramePlace>();
  await readCapture([octets], {
    segment: (segment) => void places.set(segment.frame, connections.add(segment)),
  });
  return places;
}

function said(frame: string, place: FramePlace | undefined): string {
  return `${frame} of ${place?.connection.stream}: ${[...(place?.remarks ?? [])].sort().join(",")}`;
}

const WORDS: readonly [RegExp, string][] = [
  [/fast retransmission/i, "fast-retransmission"],
  [/spurious retransmission/i, "spurious-retransmission"],
  [/is a \(suspected\) retransmission/i, "retransmission"],
  [/out-of-order/i, "out-of-order"],
  [/duplicate ack/i, "duplicate-ack"],
  [/previous segment\(s\) not captured/i, "lost-segment"],
  [/acked segment that wasn't captured/i, "ack-lost-segment"],
  [/(?<!ack to a )tcp keep-alive segment/i, "keep-alive"],
  [/ack to a tcp keep-alive/i, "keep-alive-ack"],
  [/tcp zero window segment/i, "zero-window"],
  [/(?<!ack to a )tcp zero window probe/i, "zero-window-probe"],
  [/ack to a tcp zero window probe/i, "zero-window-probe-ack"],
  [/window specified by the receiver is now completely full/i, "window-full"],
  [/window update/i, "window-update"],
  [/new tcp session is started with the same ports/i, "reused-ports"],
];

function namesIn(message: string): string {
  return WORDS.flatMap(([words, name]) => (words.test(message) ? [name] : []))
    .sort()
    .join(",");
}
