/** Capture files for tests, put together octet by octet: a second mind, which takes nothing from `src`. */

export type Bytes = readonly number[];

export const u16 = (n: number): Bytes => [(n >>> 8) & 0xff, n & 0xff];
export const u32 = (n: number): Bytes => [...u16(n >>> 16), ...u16(n & 0xffff)];
const le = (bytes: Bytes): Bytes => [...bytes].reverse();

export interface TcpParts {
  readonly sport?: number;
  readonly dport?: number;
  readonly seq?: number;
  readonly ack?: number;
  readonly flags?: number;
  readonly window?: number;
  readonly options?: Bytes;
  readonly data?: Bytes;
}

export function tcp({
  sport = 1000,
  dport = 80,
  seq = 1,
  ack = 0,
  flags = 2,
  window = 500,
  options = [],
  data = [],
}: TcpParts = {}): Bytes {
  const words = 5 + options.length / 4;
  return [
    ...u16(sport),
    ...u16(dport),
    ...u32(seq),
    ...u32(ack),
    ...u16((words << 12) | flags),
    ...u16(window),
    0,
    0,
    0,
    0,
    ...options,
    ...data,
  ];
}

export interface IpParts {
  readonly source?: Bytes;
  readonly destination?: Bytes;
  readonly protocol?: number;
  readonly ttl?: number;
  readonly id?: number;
  readonly fragment?: number;
  /** In place of the true one. */
  readonly total?: number;
}

export function ipv4(payload: Bytes, parts: IpParts = {}): Bytes {
  const {
    source = [192, 0, 2, 1],
    destination = [192, 0, 2, 2],
    protocol = 6,
    ttl = 64,
    id = 7,
    fragment = 0,
  } = parts;
  const total = parts.total ?? 20 + payload.length;
  return [
    0x45,
    0,
    ...u16(total),
    ...u16(id),
    ...u16(fragment),
    ttl,
    protocol,
    0,
    0,
    ...source,
    ...destination,
    ...payload,
  ];
}

const V6_A: Bytes = [0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
const V6_B: Bytes = [0x20, 1, 0xd, 0xb8, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2];

export function ipv6(payload: Bytes, next = 6): Bytes {
  return [0x60, 0, 0, 0, ...u16(payload.length), next, 64, ...V6_A, ...V6_B, ...payload];
}

export function ethernet(payload: Bytes, type = 0x0800, tags: Bytes = []): Bytes {
  return [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, ...tags, ...u16(type), ...payload];
}

export interface PcapOptions {
  readonly big?: boolean;
  readonly nano?: boolean;
  readonly link?: number;
  readonly version?: readonly [number, number];
}

export interface Record {
  readonly data: Bytes;
  readonly seconds?: number;
  readonly fraction?: number;
  /** On the wire. */
  readonly length?: number;
  /** In place of the true one. */
  readonly captured?: number;
}

export function pcap(
  records: readonly (Bytes | Record)[],
  { big = false, nano = false, link = 1, version = [2, 4] }: PcapOptions = {},
): Uint8Array {
  const o = big ? (b: Bytes) => b : le;
  const header = [
    ...o(u32(nano ? 0xa1b23c4d : 0xa1b2c3d4)),
    ...o(u16(version[0])),
    ...o(u16(version[1])),
    ...Array(8).fill(0),
    ...o(u32(65535)),
    ...o(u32(link)),
  ];
  const body = records
    .map(recordOf)
    .flatMap(({ captured, data, fraction = 0, length, seconds = 0 }) => [
      ...o(u32(seconds)),
      ...o(u32(fraction)),
      ...o(u32(captured ?? data.length)),
      ...o(u32(length ?? data.length)),
      ...data,
    ]);
  return Uint8Array.from([...header, ...body]);
}

function recordOf(one: Bytes | Record): Record {
  return "data" in one ? one : { data: one };
}

/** A block of pcapng. */
export function block(type: number, body: Bytes, big = false): Bytes {
  const o = big ? (b: Bytes) => b : le;
  const padded = [...body, ...Array((4 - (body.length % 4)) % 4).fill(0)];
  const length = o(u32(12 + padded.length));
  return [...o(u32(type)), ...length, ...padded, ...length];
}

export function sectionHeader(big = false): Bytes {
  const o = big ? (b: Bytes) => b : le;
  return block(0x0a0d0d0a, [...o(u32(0x1a2b3c4d)), ...o(u16(1)), ...o(u16(0)), ...Array(8).fill(0xff)], big);
}

export function option(code: number, value: Bytes, big = false): Bytes {
  const o = big ? (b: Bytes) => b : le;
  return [...o(u16(code)), ...o(u16(value.length)), ...value, ...Array((4 - (value.length % 4)) % 4).fill(0)];
}

export function interfaceBlock(link = 1, options: Bytes = [], big = false): Bytes {
  const o = big ? (b: Bytes) => b : le;
  return block(1, [...o(u16(link)), 0, 0, ...o(u32(0)), ...options], big);
}

export function packetBlock(
  data: Bytes,
  {
    index = 0,
    time = 0n,
    options = [],
    big = false,
    length = data.length,
  }: { index?: number; time?: bigint; options?: Bytes; big?: boolean; length?: number } = {},
): Bytes {
  const o = big ? (b: Bytes) => b : le;
  const padding = Array((4 - (data.length % 4)) % 4).fill(0);
  return block(
    6,
    [
      ...o(u32(index)),
      ...o(u32(Number(time >> 32n))),
      ...o(u32(Number(time & 0xffffffffn))),
      ...o(u32(data.length)),
      ...o(u32(length)),
      ...data,
      ...padding,
      ...options,
    ],
    big,
  );
}
