/** The newer file format: sections of blocks, each with its type, its length before and behind, and options. */

import { type CaptureFormat, type CaptureProblem, type FrameVisitor, LONGEST_FRAME } from "./frame.js";
import { addressText } from "./network.js";

/** Reads the same in both byte orders. */
export const SECTION_HEADER = 0x0a0d0d0a;
const INTERFACE_DESCRIPTION = 1;
const OBSOLETE_PACKET = 2;
const SIMPLE_PACKET = 3;
const NAME_RESOLUTION = 4;
const ENHANCED_PACKET = 6;

const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
/** Type, length, and the length again. */
const SHORTEST_BLOCK = 12;
/** A block holds one frame, or a table of names; much more than that is a lie. */
const LONGEST_BLOCK = 64 * LONGEST_FRAME;

const OPTION_END = 0;
const OPTION_COMMENT = 1;
const OPTION_TIME_RESOLUTION = 9;
const OPTION_TIME_OFFSET = 14;

const RECORD_END = 0;
const RECORD_IPV4 = 1;
const RECORD_IPV6 = 2;

interface Interface {
  readonly linkType: number;
  readonly snapLength: number;
  /** Units in a second. */
  readonly resolution: bigint;
  /** Seconds to be added. */
  readonly offset: number;
}

const MICROSECONDS = 1_000_000n;
const NANOSECONDS = 1_000_000_000n;
const HIGH_WORD = 32n;

export class Pcapng implements CaptureFormat {
  problem: CaptureProblem | null = null;
  nextFrame = 1;
  readonly names = new Map<string, string>();
  private little = true;
  private interfaces: Interface[] = [];

  constructor(private readonly visit: FrameVisitor) {}

  take(octets: Uint8Array, from: number): number {
    const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
    let at = from;
    while (this.problem === null && octets.length - at >= SHORTEST_BLOCK) {
      if (view.getUint32(at) === SECTION_HEADER && !this.beginSection(view, at)) break;
      const length = view.getUint32(at + 4, this.little);
      if (length < SHORTEST_BLOCK || length % 4 !== 0 || length > LONGEST_BLOCK) {
        this.fail(length);
        break;
      }
      const end = at + length;
      if (end > octets.length) break;
      if (view.getUint32(end - 4, this.little) !== length) {
        this.fail(length);
        break;
      }
      this.block(view, octets, at, end - 4);
      at = end;
    }
    return at;
  }

  private fail(length: number): void {
    this.problem = { code: "false-length", frame: this.nextFrame, length };
  }

  /** Each section may have the other byte order, and has interfaces of its own. */
  private beginSection(view: DataView, at: number): boolean {
    const magic = view.getUint32(at + 8);
    this.little = magic !== BYTE_ORDER_MAGIC;
    if (this.little && view.getUint32(at + 8, true) !== BYTE_ORDER_MAGIC) {
      this.problem = { code: "not-a-capture" };
      return false;
    }
    this.interfaces = [];
    return true;
  }

  /** `end` is where the second length stands. */
  private block(view: DataView, octets: Uint8Array, at: number, end: number): void {
    switch (view.getUint32(at, this.little)) {
      case INTERFACE_DESCRIPTION:
        if (end - at >= 16) this.describe(view, at, end);
        break;
      case ENHANCED_PACKET:
        if (end - at >= 28) this.packet(view, octets, at, end, view.getUint32(at + 8, this.little));
        else this.fail(end - at);
        break;
      case OBSOLETE_PACKET:
        if (end - at >= 28) this.packet(view, octets, at, end, view.getUint16(at + 8, this.little));
        else this.fail(end - at);
        break;
      case SIMPLE_PACKET:
        if (end - at >= 12) this.simplePacket(view, octets, at, end);
        else this.fail(end - at);
        break;
      case NAME_RESOLUTION:
        this.resolveNames(view, octets, at + 8, end);
        break;
    }
  }

  private describe(view: DataView, at: number, end: number): void {
    let resolution = MICROSECONDS;
    let offset = 0;
    this.options(view, at + 16, end, (code, from, length) => {
      if (code === OPTION_TIME_RESOLUTION && length >= 1) resolution = resolutionOf(view.getUint8(from));
      if (code === OPTION_TIME_OFFSET && length >= 8) offset = Number(view.getBigInt64(from, this.little));
    });
    this.interfaces.push({
      linkType: view.getUint16(at + 8, this.little),
      snapLength: view.getUint32(at + 12, this.little),
      resolution,
      offset,
    });
  }

  private packet(view: DataView, octets: Uint8Array, at: number, end: number, index: number): void {
    const port = this.interfaces[index];
    if (port === undefined) {
      this.problem = { code: "unknown-interface", frame: this.nextFrame, index };
      return;
    }
    const captured = view.getUint32(at + 20, this.little);
    const start = at + 28;
    if (captured > LONGEST_FRAME || start + captured > end) {
      this.fail(captured);
      return;
    }
    let comment: string | null = null;
    this.options(view, start + padded(captured), end, (code, from, length) => {
      if (code === OPTION_COMMENT) comment = textOf(octets, from, length);
    });
    const high = view.getUint32(at + 12, this.little);
    const low = view.getUint32(at + 16, this.little);
    const length = Math.max(view.getUint32(at + 24, this.little), captured);
    const common = { linkType: port.linkType, octets, start, end: start + captured, length, comment };
    this.visit({ number: this.nextFrame++, ...timeOf(high, low, port), ...common });
  }

  /** It has no time and no interface: it is of the first one. */
  private simplePacket(view: DataView, octets: Uint8Array, at: number, end: number): void {
    const port = this.interfaces[0];
    if (port === undefined) {
      this.problem = { code: "unknown-interface", frame: this.nextFrame, index: 0 };
      return;
    }
    const length = view.getUint32(at + 8, this.little);
    const start = at + 12;
    const limit = port.snapLength === 0 ? length : Math.min(length, port.snapLength);
    const captured = Math.min(limit, end - start);
    if (length > LONGEST_FRAME && limit === length) {
      this.fail(length);
      return;
    }
    this.visit({
      number: this.nextFrame++,
      seconds: 0,
      nanoseconds: 0,
      linkType: port.linkType,
      octets,
      start,
      end: start + captured,
      length,
      comment: null,
    });
  }

  private options(
    view: DataView,
    from: number,
    end: number,
    found: (code: number, at: number, length: number) => void,
  ): void {
    for (let at = from; at + 4 <= end; ) {
      const code = view.getUint16(at, this.little);
      const length = view.getUint16(at + 2, this.little);
      if (code === OPTION_END || at + 4 + length > end) return;
      found(code, at + 4, length);
      at += 4 + padded(length);
    }
  }

  private resolveNames(view: DataView, octets: Uint8Array, from: number, end: number): void {
    for (let at = from; at + 4 <= end; ) {
      const kind = view.getUint16(at, this.little);
      const length = view.getUint16(at + 2, this.little);
      if (kind === RECORD_END || at + 4 + length > end) return;
      const size = kind === RECORD_IPV4 ? 4 : 16;
      if ((kind === RECORD_IPV4 || kind === RECORD_IPV6) && length > size) {
        const address = addressText(octets, at + 4, size);
        const name = textOf(octets, at + 4 + size, length - size).split("\0")[0] ?? "";
        if (name !== "") this.names.set(address, name);
      }
      at += 4 + padded(length);
    }
  }
}

/** The high bit tells whether the rest is a power of two or of ten. */
function resolutionOf(value: number): bigint {
  const exponent = BigInt(value & 0x7f);
  return (value & 0x80) === 0 ? 10n ** exponent : 2n ** exponent;
}

function timeOf(high: number, low: number, { resolution, offset }: Interface) {
  if (resolution === MICROSECONDS) {
    const microseconds = high * 2 ** 32 + low;
    const seconds = Math.floor(microseconds / 1e6);
    return { seconds: seconds + offset, nanoseconds: (microseconds - seconds * 1e6) * 1000 };
  }
  const units = (BigInt(high) << HIGH_WORD) | BigInt(low);
  const seconds = units / resolution;
  const nanoseconds = ((units - seconds * resolution) * NANOSECONDS) / resolution;
  return { seconds: Number(seconds) + offset, nanoseconds: Number(nanoseconds) };
}

function padded(length: number): number {
  return (length + 3) & ~3;
}

function textOf(octets: Uint8Array, at: number, length: number): string {
  return new TextDecoder().decode(octets.subarray(at, at + length));
}
