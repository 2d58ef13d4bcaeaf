import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CaptureReading, readCapture } from "../../../src/convert/captures/capture.js";
import type { CapturedSegment } from "../../../src/convert/captures/segment.js";
import { flagNames } from "../../../src/tcp/segment.js";
import {
  type Bytes,
  block,
  ethernet,
  interfaceBlock,
  ipv4,
  ipv6,
  option,
  packetBlock,
  pcap,
  sectionHeader,
  tcp,
  u16,
  u32,
} from "./build.js";

const SYN = tcp({ seq: 100, options: [2, 4, 5, 0xb4, 4, 2, 8, 10, 0, 0, 0, 9, 0, 0, 0, 0, 1, 3, 3, 7] });
const PLAIN = ethernet(ipv4(SYN));

async function read(
  octets: Uint8Array,
  size = octets.length,
): Promise<{ reading: CaptureReading; segments: CapturedSegment[] }> {
  const segments: CapturedSegment[] = [];
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < octets.length; at += size) pieces.push(octets.slice(at, at + size));
  const reading = await readCapture(pieces, {
    segment: (segment) => segments.push({ ...segment, payload: segment.payload.slice() }),
  });
  return { reading, segments };
}

async function only(octets: Uint8Array): Promise<CapturedSegment> {
  const { reading, segments } = await read(octets);
  expect([reading.problem, reading.skipped, segments.length]).toEqual([null, [], 1]);
  return segments[0] as CapturedSegment;
}

const gre = (flags: number, type: number, extra: Bytes, payload: Bytes): Bytes => [
  ...u16(flags),
  ...u16(type),
  ...extra,
  ...payload,
];
const udp = (port: number, payload: Bytes): Bytes => [
  ...u16(5000),
  ...u16(port),
  ...u16(8 + payload.length),
  0,
  0,
  ...payload,
];

const inUdp = (port: number, payload: Bytes): Bytes => ethernet(ipv4(udp(port, payload), { protocol: 17 }));
const inGre = (flags: number, type: number, extra: Bytes, payload: Bytes): Bytes =>
  ethernet(ipv4(gre(flags, type, extra, payload), { protocol: 47 }));
const zeros = (length: number): Bytes => Array<number>(length).fill(0);
const snap = (payload: Bytes): Bytes => [0xaa, 0xaa, 3, 0, 0, 0, 8, 0, ...payload];
const wireless = (control: Bytes, rest: number): Bytes => [...control, ...zeros(rest), ...snap(ipv4(SYN))];

const TUNNELS: readonly [name: string, frame: Bytes, link?: number][] = [
  ["behind an E-Tag", ethernet([0x10, 0, 0, 0xd3, 0, 0, 8, 0, ...ipv4(SYN)], 0x893f)],
  ["behind a VN-Tag", ethernet([0, 1, 0, 2, 8, 0, ...ipv4(SYN)], 0x8926)],
  ["in SNAP", ethernet(snap(ipv4(SYN)), 68)],
  ["in PPPoE with a protocol of one octet", ethernet([0x11, 0, 0, 1, 0, 61, 0x21, ...ipv4(SYN)], 0x8864)],
  ["in PPP behind MPLS labels", [0xff, 3, 2, 0x81, 0, 1, 1, 64, ...ipv4(SYN)], 50],
  ["in PPPoE alone", [0x11, 0, 0, 1, 0, 82, 0, 0x57, ...ipv6(SYN)], 51],
  ["on FDDI", [0x50, ...zeros(12), ...snap(ipv4(SYN))], 10],
  ["behind an I-Tag", ethernet([...zeros(16), 8, 0, ...ipv4(SYN)], 0x88e7)],
  ["in Cisco's HDLC among PPP", [0x8f, 0, 8, 0, ...ipv4(SYN)], 9],
  ["in Cisco's HDLC", [0x0f, 0, 8, 0, ...ipv4(SYN)], 104],
  ["in IEEE 802.11", wireless([8, 1], 22), 105],
  ["in IEEE 802.11 between access points", wireless([8, 3], 28), 105],
  ["in IEEE 802.11 with quality of service", wireless([0x88, 2], 24), 105],
  ["behind radiotap", [0, 0, 10, 0, ...zeros(6), ...wireless([8, 1], 22)], 127],
  ["in a log of netfilter", [2, 0, 0, 0, 5, 0, 10, 0, 65, 0, 0, 0, 60, 0, 9, 0, ...ipv4(SYN)], 239],
  ["in ERSPAN I", inGre(0, 0x88be, [], PLAIN)],
  ["in ERSPAN II", inGre(0x1000, 0x88be, [...zeros(4), 0x10, ...zeros(7)], PLAIN)],
  ["in ERSPAN III", inGre(0x1000, 0x22eb, [...zeros(4), 0x20, ...zeros(11)], PLAIN)],
  [
    "in ERSPAN III with a second header",
    inGre(0x1000, 0x22eb, [...zeros(4), 0x20, ...zeros(10), 1, ...zeros(8)], PLAIN),
  ],
  ["in PPTP", inGre(0x3081, 0x880b, [0, 62, 0, 1, ...zeros(8), 0xff, 3, 0, 0x21], ipv4(SYN))],
  ["in MPLS in IP", ethernet(ipv4([0, 1, 1, 64, ...ipv4(SYN)], { protocol: 137 }))],
  ["in GRE in UDP", inUdp(4754, gre(0, 0x0800, [], ipv4(SYN)))],
  ["in MPLS in UDP", inUdp(6635, [0, 1, 1, 64, ...ipv4(SYN)])],
  ["in Linux's first VXLAN", inUdp(8472, [8, ...zeros(7), ...PLAIN])],
  ["in VXLAN-GPE", inUdp(4790, [0x0c, 0, 0, 3, ...zeros(4), ...PLAIN])],
  ["in IP in VXLAN-GPE", inUdp(4790, [0x0c, 0, 0, 1, ...zeros(4), ...ipv4(SYN)])],
  ["in Geneve", inUdp(6081, [1, 0, 0x65, 0x58, ...zeros(8), ...PLAIN])],
  ["in IP in Geneve", inUdp(6081, [0, 0, 8, 0, ...zeros(4), ...ipv4(SYN)])],
  ["in LISP", inUdp(4341, [...zeros(8), ...ipv4(SYN)])],
  ["in GTP", inUdp(2152, [0x30, 255, 0, 60, 0, 0, 0, 1, ...ipv4(SYN)])],
  ["in GTP with a number", inUdp(2152, [0x32, 255, 0, 64, 0, 0, 0, 1, 0, 7, 0, 0x85, ...ipv4(SYN)])],
  [
    "in GTP with an extension",
    inUdp(2152, [0x34, 255, 0, 68, 0, 0, 0, 1, 0, 0, 0, 0x85, 1, 0, 9, 0, ...ipv4(SYN)]),
  ],
  ["in Teredo", inUdp(3544, ipv6(SYN))],
  ["in Teredo with authentication and origin", inUdp(3544, [0, 1, ...zeros(11), ...zeros(8), ...ipv6(SYN)])],
  ["in L2TP", inUdp(1701, [0x48, 2, 0, 76, 0, 1, 0, 1, ...zeros(4), 0xff, 3, 0, 0x21, ...ipv4(SYN)])],
  ["in L2TP with an offset", inUdp(1701, [2, 2, 0, 1, 0, 1, 0, 2, 9, 9, 0, 0x21, ...ipv4(SYN)])],
];

describe("a TCP segment is found", () => {
  const ways: readonly [name: string, octets: Uint8Array][] = [
    ["little-endian pcap", pcap([PLAIN])],
    ["big-endian pcap", pcap([PLAIN], { big: true })],
    ["pcap with nanoseconds", pcap([PLAIN], { nano: true })],
    ["an old pcap of version 2.3", pcap([PLAIN], { version: [2, 3] })],
    ["behind a VLAN tag", pcap([ethernet(ipv4(SYN), 0x0800, [0x81, 0, 0, 7])])],
    ["behind QinQ", pcap([ethernet(ipv4(SYN), 0x0800, [0x88, 0xa8, 0, 7, 0x81, 0, 0, 8])])],
    ["behind MPLS labels", pcap([ethernet([0, 1, 0, 64, 0, 2, 1, 64, ...ipv4(SYN)], 0x8847)])],
    ["in PPPoE", pcap([ethernet([0x11, 0, 0, 1, 0, 62, 0, 0x21, ...ipv4(SYN)], 0x8864)])],
    [
      "in Linux cooked v1",
      pcap([[0, 0, 0, 1, 0, 6, 1, 2, 3, 4, 5, 6, 0, 0, 8, 0, ...ipv4(SYN)]], { link: 113 }),
    ],
    [
      "in Linux cooked v2",
      pcap([[8, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 6, 1, 2, 3, 4, 5, 6, 0, 0, ...ipv4(SYN)]], { link: 276 }),
    ],
    ["on BSD's loopback", pcap([[2, 0, 0, 0, ...ipv4(SYN)]], { link: 0 })],
    ["on OpenBSD's loopback", pcap([[0, 0, 0, 2, ...ipv4(SYN)]], { link: 108 })],
    ["in PPP behind its address", pcap([[0xff, 3, 0, 0x21, ...ipv4(SYN)]], { link: 9 })],
    ["in PPP without an address", pcap([[0, 0x21, ...ipv4(SYN)]], { link: 9 })],
    ["in IPv6 in PPP", pcap([[0xff, 3, 0, 0x57, ...ipv6(SYN)]], { link: 9 })],
    ["in raw IP", pcap([ipv4(SYN)], { link: 101 })],
    ["in raw IP of an older number", pcap([ipv4(SYN)], { link: 12 })],
    ["in raw IPv6", pcap([ipv6(SYN)], { link: 229 })],
    [
      "in IPv6 behind hop-by-hop and routing",
      pcap([ethernet(ipv6([43, 0, 1, 4, 0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0, ...SYN], 0), 0x86dd)]),
    ],
    ["in an atomic fragment of IPv6", pcap([ethernet(ipv6([6, 0, 0, 0, 0, 0, 0, 1, ...SYN], 44), 0x86dd)])],
    [
      "behind an authentication header",
      pcap([ethernet(ipv6([6, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ...SYN], 51), 0x86dd)]),
    ],
    ["in IP in IP", pcap([ethernet(ipv4(ipv4(SYN), { protocol: 4 }))])],
    ["in IPv6 in IPv4", pcap([ethernet(ipv4(ipv6(SYN), { protocol: 41 }))])],
    [
      "in GRE with key and sequence",
      pcap([ethernet(ipv4(gre(0x3000, 0x0800, Array(8).fill(0), ipv4(SYN)), { protocol: 47 }))]),
    ],
    [
      "in GRE with a checksum",
      pcap([ethernet(ipv4(gre(0x8000, 0x0800, Array(4).fill(0), ipv4(SYN)), { protocol: 47 }))]),
    ],
    ["in Ethernet in GRE", pcap([ethernet(ipv4(gre(0, 0x6558, [], PLAIN), { protocol: 47 }))])],
    ["in VXLAN", pcap([ethernet(ipv4(udp(4789, [8, 0, 0, 0, 0, 0, 1, 0, ...PLAIN]), { protocol: 17 }))])],
    ...TUNNELS.map(([name, frame, link]): [string, Uint8Array] => [name, pcap([frame], { link: link ?? 1 })]),
    ["with the length left to the network card", pcap([ethernet(ipv4(SYN, { total: 0 }))])],
    ["behind padding of Ethernet", pcap([[...PLAIN, ...Array(6).fill(0xee)]])],
    ["in pcapng", Uint8Array.from([...sectionHeader(), ...interfaceBlock(), ...packetBlock(PLAIN)])],
    [
      "in big-endian pcapng",
      Uint8Array.from([
        ...sectionHeader(true),
        ...interfaceBlock(1, [], true),
        ...packetBlock(PLAIN, { big: true }),
      ]),
    ],
    [
      "in a simple packet block",
      Uint8Array.from([
        ...sectionHeader(),
        ...interfaceBlock(),
        ...block(3, [PLAIN.length, 0, 0, 0, ...PLAIN]),
      ]),
    ],
    [
      "in a packet block of the first drafts",
      Uint8Array.from([
        ...sectionHeader(),
        ...interfaceBlock(),
        ...block(2, [
          ...[0, 0, 0, 0],
          ...Array(8).fill(0),
          ...[PLAIN.length, 0, 0, 0, PLAIN.length, 0, 0, 0],
          ...PLAIN,
        ]),
      ]),
    ],
    [
      "in the second section",
      Uint8Array.from([
        ...sectionHeader(),
        ...sectionHeader(true),
        ...interfaceBlock(1, [], true),
        ...packetBlock(PLAIN, { big: true }),
      ]),
    ],
    [
      "behind blocks that nobody knows",
      Uint8Array.from([
        ...sectionHeader(),
        ...block(0x0bad, [1, 2, 3, 4]),
        ...interfaceBlock(),
        ...packetBlock(PLAIN),
      ]),
    ],
    ["compressed", gzipSync(pcap([PLAIN]))],
  ];
  test.each(ways)("%s", async (_, octets) => {
    const segment = await only(octets);
    expect(flagNames(segment.bits)).toEqual(["SYN"]);
    expect(segment).toMatchObject({
      seq: 100,
      length: 0,
      window: 500,
      source: { port: 1000 },
      destination: { port: 80 },
    });
    expect(segment.options).toEqual({ mss: 1460, sackok: true, ts: [9, 0], wscale: 7 });
  });
});

describe("frames that hold none are named", () => {
  const frames: readonly [why: string, frame: Bytes, link?: number][] = [
    ["ARP", ethernet([], 0x0806)],
    ["UDP", ethernet(ipv4(udp(53, []), { protocol: 17 }))],
    ["ICMPv6", ethernet(ipv6([], 58), 0x86dd)],
    ["IP fragment", ethernet(ipv4(SYN, { fragment: 0x2000 }))],
    ["IP fragment", ethernet(ipv4(SYN, { fragment: 100 }))],
    ["IP fragment", ethernet(ipv6([6, 0, 0, 9, 0, 0, 0, 1, ...SYN], 44), 0x86dd)],
    ["EtherType 0x88cc", ethernet([], 0x88cc)],
    ["IEEE 802.3", ethernet([], 38)],
    ["link type 250", [0, 0], 250],
    ["cut short", [1, 2, 3]],
    ["cut short", ethernet([0, 7, 8], 0x8100)],
    ["cut short", ethernet(ipv4(SYN).slice(0, 19))],
    ["cut short", ethernet(ipv6(SYN).slice(0, 39), 0x86dd)],
    ["cut short", ethernet(ipv6([6, 0, 0, 0, 0, 0, 0], 0), 0x86dd)],
    ["cut short", ethernet(ipv6([6, 9, 0, 0, 0, 0, 0, 0], 0), 0x86dd)],
    ["cut short", ethernet(ipv4([0, 0, 8], { protocol: 47 }))],
    ["cut short", ethernet([0, 1, 0, 64], 0x8847)],
    ["cut short", [2, 0, 0], 0],
    ["cut short", [2, 0, 0, 0], 0],
    ["cut short", [0xff, 3, 0], 9],
    ["PPP", [0xff, 3, 0xc0, 0x21, 1, 1], 9],
    ["GRE", inGre(2, 0x0800, [], ipv4(SYN))],
    ["GRE", inGre(0x2001, 0x880b, zeros(4), [])],
    ["cut short", inGre(0, 0x88be, zeros(8), [])],
    ["GTP", inUdp(2152, [0x32, 1, 0, 4, ...zeros(8)])],
    ["GTP", inUdp(2152, [0x34, 255, 0, 68, 0, 0, 0, 1, 0, 0, 0, 0x85, 0, 0, 0, 0, ...ipv4(SYN)])],
    ["L2TP", inUdp(1701, [0xc8, 2, ...zeros(14)])],
    ["UDP", inUdp(3544, ipv4(SYN))],
    ["UDP", inUdp(4790, [0x0c, 0, 0, 4, ...zeros(4), ...ipv4(SYN)])],
    ["IEEE 802.11", wireless([8, 0x41], 22), 105],
    ["IEEE 802.11", wireless([0x80, 0], 22), 105],
    ["no IP", [2, 0, 0, 0, 0, 0, 9, 0, ...ipv4(SYN)], 239],
    ["UDP", ethernet(ipv4(udp(4789, [8, 0, 0, 0]), { protocol: 17 }))],
    ["IP header of a false length", ethernet([0x41, ...ipv4(SYN).slice(1)])],
    ["no IP", ethernet([0x55, ...ipv4(SYN).slice(1)])],
    ["no IP", ethernet(ipv4(SYN), 0x86dd)],
    ["IP packet of a false length", ethernet(ipv4(SYN, { total: 10 }))],
    ["TCP header cut short", ethernet(ipv4(SYN.slice(0, 12), { total: 60 }))],
    ["TCP header of a false length", ethernet(ipv4([...SYN.slice(0, 12), 0x20, ...SYN.slice(13)]))],
    [
      "tunnels in tunnels",
      ethernet([1, 2, 3, 4, 5, 6].reduce<Bytes>((inner) => ipv4(inner, { protocol: 4 }), SYN)),
    ],
    ["no IP", [0x10, 0], 101],
  ];
  test.each(frames)("%s", async (why, frame, link = 1) => {
    const { reading, segments } = await read(pcap([frame, frame], { link }));
    expect(segments).toEqual([]);
    expect(reading.skipped).toEqual([{ why, count: 2, frames: [1, 2] }]);
  });
});

describe("a damaged block of pcapng ends the reading, and keeps what came before", () => {
  const good = [...sectionHeader(), ...interfaceBlock(), ...packetBlock(PLAIN)];
  const blocks: readonly [name: string, damaged: Bytes, problem: object][] = [
    ["a packet block without its fields", block(6, [0, 0, 0, 0]), { code: "false-length", frame: 2 }],
    [
      "one of the first drafts without its fields",
      block(2, [0, 0, 0, 0]),
      { code: "false-length", frame: 2 },
    ],
    [
      "a packet that is longer than its block",
      block(6, [...Array(12).fill(0), 200, 0, 0, 0, 200, 0, 0, 0, 1, 2, 3, 4]),
      { code: "false-length", frame: 2, length: 200 },
    ],
    [
      "a packet of an interface that is not there",
      packetBlock(PLAIN, { index: 3 }),
      { code: "unknown-interface", index: 3 },
    ],
  ];
  test.each(blocks)("%s", async (_, damaged, problem) => {
    const { reading, segments } = await read(Uint8Array.from([...good, ...damaged, ...packetBlock(PLAIN)]));
    expect(segments).toHaveLength(1);
    expect(reading.problem).toMatchObject(problem);
  });

  test("a simple packet needs an interface, and no more of it is there than the interface keeps", async () => {
    const simple = block(3, [PLAIN.length, 0, 0, 0, ...PLAIN]);
    const alone = await read(Uint8Array.from([...sectionHeader(), ...simple]));
    expect(alone.reading.problem).toMatchObject({ code: "unknown-interface", index: 0 });
    const limited = block(1, [1, 0, 0, 0, 60, 0, 0, 0]);
    const { reading } = await read(
      Uint8Array.from([
        ...sectionHeader(),
        ...limited,
        ...block(3, [PLAIN.length, 0, 0, 0, ...PLAIN.slice(0, 60)]),
      ]),
    );
    expect(reading.problem).toBeNull();
  });
});

describe("what is beside the octets", () => {
  test("data: by IP's length, however much of it was captured", async () => {
    const whole = ethernet(ipv4(tcp({ flags: 0x18, data: [72, 105, 33] })));
    const cut = { data: whole.slice(0, -2), length: whole.length };
    const { segments } = await read(pcap([whole, cut]));
    expect(segments.map(({ length, payload }) => [length, [...payload]])).toEqual([
      [3, [72, 105, 33]],
      [3, [72]],
    ]);
  });

  test("no more data than were on the wire, whatever IP says", async () => {
    const lie = ethernet(ipv4(tcp({ flags: 0x18, data: [72, 105, 33] }), { total: 20_000 }));
    const { segments } = await read(pcap([lie, { data: lie.slice(0, -2), length: lie.length }]));
    expect(segments.map(({ length, payload }) => [length, [...payload]])).toEqual([
      [3, [72, 105, 33]],
      [3, [72]],
    ]);
  });

  test("no more data than what carries them has room for", async () => {
    const inner = ipv4(tcp({ flags: 0x18, data: [72, 105, 33] }), { total: 49 });
    const frames = [
      ethernet([0x11, 0, 0, 1, 0, 45, 0, 0x21, ...inner, ...zeros(6)], 0x8864),
      [...ethernet(ipv4(inner, { protocol: 4 })), ...zeros(6)],
      [...inUdp(4341, [...zeros(8), ...inner]), ...zeros(6)],
    ];
    const { segments } = await read(pcap(frames));
    expect(segments.map(({ length, payload }) => [length, [...payload]])).toEqual(
      frames.map(() => [3, [72, 105, 33]]),
    );
  });

  test("times, in the units and with the offset of their interface", async () => {
    const nano = interfaceBlock(1, [...option(9, [9]), ...option(14, [5, 0, 0, 0, 0, 0, 0, 0])]);
    const binary = interfaceBlock(1, option(9, [0x80 | 10]));
    const octets = Uint8Array.from([
      ...sectionHeader(),
      ...interfaceBlock(),
      ...nano,
      ...binary,
      ...packetBlock(PLAIN, { time: 1_700_000_000_123_456n }),
      ...packetBlock(PLAIN, { index: 1, time: 1_700_000_000_123_456_789n }),
      ...packetBlock(PLAIN, { index: 2, time: 1024n * 3n + 512n }),
    ]);
    const { segments } = await read(octets);
    expect(segments.map(({ nanoseconds, seconds }) => [seconds, nanoseconds])).toEqual([
      [1_700_000_000, 123_456_000],
      [1_700_000_005, 123_456_789],
      [3, 500_000_000],
    ]);
  });

  test("comments and names", async () => {
    const names = block(4, [...option(1, [192, 0, 2, 2, ...Buffer.from("server\0")]), 0, 0, 0, 0]);
    const octets = Uint8Array.from([
      ...sectionHeader(),
      ...interfaceBlock(),
      ...names,
      ...packetBlock(PLAIN, { options: option(1, [...Buffer.from("第一个")]) }),
    ]);
    const { reading, segments } = await read(octets);
    expect(segments[0]?.comment).toBe("第一个");
    expect([...reading.names]).toEqual([["192.0.2.2", "server"]]);
  });

  test("an address of IPv6 as RFC 5952 writes it", async () => {
    const segment = await only(pcap([ipv6(SYN)], { link: 101 }));
    expect([segment.source.address, segment.destination.address]).toEqual(["2001:db8::1", "2001:db8:0:1::2"]);
  });

  test("SACK blocks, cookies of Fast Open, and options that lie about their length", async () => {
    const sack = tcp({ flags: 0x10, options: [1, 1, 5, 18, ...u32(1), ...u32(5), ...u32(9), ...u32(12)] });
    const cookie = tcp({ options: [34, 6, 0xab, 0xcd, 1, 2, 1, 1] });
    const early = tcp({ options: [254, 4, 0xf9, 0x89] });
    const lie = tcp({ options: [2, 4, 5, 0xb4, 8, 200, 0, 0] });
    const { segments } = await read(pcap([sack, cookie, early, lie].map((one) => ethernet(ipv4(one)))));
    expect(segments.map(({ options }) => options)).toEqual([
      {
        sack: [
          [1, 5],
          [9, 12],
        ],
      },
      { tfo: "abcd0102" },
      { tfo: "" },
      { mss: 1460 },
    ]);
  });
});

describe("a file that is not as it should be", () => {
  const two = pcap([PLAIN, PLAIN]);
  const files: readonly [name: string, octets: Uint8Array, problem: object, frames: number][] = [
    ["empty", new Uint8Array(0), { code: "empty-file" }, 0],
    ["shorter than any magic", Uint8Array.from([0xd4, 0xc3]), { code: "not-a-capture" }, 0],
    ["a text", new TextEncoder().encode("C -> S: SYN\n"), { code: "not-a-capture" }, 0],
    ["cut in the file's header", two.slice(0, 20), { code: "cut-short", frame: 1 }, 0],
    ["cut in a frame", two.slice(0, -5), { code: "cut-short", frame: 2 }, 1],
    ["cut in a frame's header", two.slice(0, 24 + 16 + PLAIN.length + 3), { code: "cut-short", frame: 2 }, 1],
    [
      "a frame of a gigabyte",
      pcap([PLAIN, { data: PLAIN, captured: 1 << 30 }]),
      { code: "false-length", frame: 2, length: 1 << 30 },
      1,
    ],
    [
      "of an unknown version",
      pcap([PLAIN], { version: [9, 1] }),
      { code: "unknown-version", version: "9.1" },
      0,
    ],
    [
      "a block of length 8",
      Uint8Array.from([...sectionHeader(), ...interfaceBlock(), 6, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0]),
      { code: "false-length", frame: 1, length: 8 },
      0,
    ],
    [
      "of an interface that is not there",
      Uint8Array.from([...sectionHeader(), ...packetBlock(PLAIN, { index: 3 })]),
      { code: "unknown-interface", frame: 1, index: 3 },
      0,
    ],
    [
      "compressed and cut",
      gzipSync(pcap(Array(500).fill(PLAIN))).subarray(0, 60),
      { code: "bad-compression" },
      0,
    ],
  ];
  test.each(files)("%s", async (_, octets, problem, frames) => {
    const { reading } = await read(octets);
    expect(reading.problem).toEqual(problem);
    if (frames > 0) expect(reading.frames).toBe(frames);
  });

  test("lengths before and behind a block that differ", async () => {
    const octets = [...sectionHeader(), ...interfaceBlock(), ...packetBlock(PLAIN)];
    octets[octets.length - 4] = 1;
    expect((await read(Uint8Array.from(octets))).reading.problem).toMatchObject({
      code: "false-length",
      frame: 1,
    });
  });
});

test("it makes no difference in what pieces a file comes", async () => {
  const files = [
    pcap([PLAIN, ethernet([], 0x0806), PLAIN]),
    Uint8Array.from([...sectionHeader(), ...interfaceBlock(), ...packetBlock(PLAIN), ...packetBlock(PLAIN)]),
    gzipSync(pcap([PLAIN, PLAIN])),
  ];
  for (const octets of files) {
    const whole = await read(octets);
    for (const size of [1, 2, 3, 7, 16, 41]) expect(await read(octets, size)).toEqual(whole);
  }
});

test("progress is told between pieces, and can cancel", async () => {
  const octets = pcap(Array(50).fill(PLAIN));
  const told: number[] = [];
  const pieces = [octets.slice(0, 500), octets.slice(500, 1000), octets.slice(1000)];
  const reading = await readCapture(pieces, {
    segment: () => undefined,
    progress: (read) => {
      told.push(read);
      return told.length === 2;
    },
  });
  expect([told, reading.cancelled, reading.problem]).toEqual([[500, 1000], true, null]);
});

test("whatever is done to a file, reading it ends without throwing", async () => {
  const files = [
    pcap([
      PLAIN,
      ethernet(ipv6(SYN), 0x86dd),
      ethernet(ipv4(gre(0x3000, 0x0800, Array(8).fill(0), ipv4(SYN)), { protocol: 47 })),
    ]),
    pcap(TUNNELS.filter(([, , link]) => link === undefined).map(([, frame]) => frame)),
    ...TUNNELS.filter(([, , link]) => link !== undefined).map(([, frame, link = 1]) =>
      pcap([frame], { link }),
    ),
    Uint8Array.from([
      ...sectionHeader(),
      ...interfaceBlock(1, option(9, [9])),
      ...packetBlock(PLAIN, { options: option(1, [65, 66]) }),
    ]),
    gzipSync(pcap([PLAIN])),
  ];
  const runs = process.env["TCPFLOW_LONG"] ? 100_000 : 1500;
  await fc.assert(
    fc.asyncProperty(
      fc.nat(files.length - 1),
      fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 6 }),
      fc.nat(400),
      async (which, changes, cut) => {
        const octets = Uint8Array.from(files[which] as Uint8Array);
        for (const [at, value] of changes) octets[at % octets.length] = value;
        const { reading, segments } = await read(octets.slice(0, octets.length - (cut % octets.length)), 64);
        expect(segments.length).toBeLessThanOrEqual(reading.frames);
      },
    ),
    { numRuns: runs },
  );
});
