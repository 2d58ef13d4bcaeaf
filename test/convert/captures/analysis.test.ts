import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { readCapture } from "../../../src/convert/captures/capture.js";
import { Connections, type FramePlace } from "../../../src/convert/captures/connections.js";
import { ethernet, ipv4, pcap, tcp } from "./build.js";

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
