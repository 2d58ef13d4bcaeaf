/** The classic file format of libpcap: a header of 24 octets, then frames with 16 octets before each. */

import { type CaptureFormat, type CaptureProblem, type FrameVisitor, LONGEST_FRAME } from "./frame.js";

const FILE_HEADER = 24;
const RECORD_HEADER = 16;
const LITTLE = true;

/** The first four octets, read big-endian, of every variant. */
const MAGICS: ReadonlyMap<number, { readonly little: boolean; readonly nanoseconds: boolean }> = new Map([
  [0xa1b2c3d4, { little: false, nanoseconds: false }],
  [0xd4c3b2a1, { little: true, nanoseconds: false }],
  [0xa1b23c4d, { little: false, nanoseconds: true }],
  [0x4d3cb2a1, { little: true, nanoseconds: true }],
]);

const NANOSECONDS_IN_MICROSECOND = 1000;
/** Above these the field holds other things: FCS length and reserved bits. */
const LINK_TYPE_BITS = 0x0fffffff;

export function isPcap(magic: number): boolean {
  return MAGICS.has(magic);
}

export class Pcap implements CaptureFormat {
  problem: CaptureProblem | null = null;
  nextFrame = 1;
  readonly names = new Map<string, string>();
  private little = LITTLE;
  private fraction = NANOSECONDS_IN_MICROSECOND;
  private linkType = -1;

  constructor(private readonly visit: FrameVisitor) {}

  take(octets: Uint8Array, from: number): number {
    const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
    let at = from;
    if (this.linkType < 0) {
      if (octets.length - at < FILE_HEADER) return at;
      this.begin(view, at);
      at += FILE_HEADER;
    }
    while (this.problem === null && octets.length - at >= RECORD_HEADER) {
      const captured = view.getUint32(at + 8, this.little);
      if (captured > LONGEST_FRAME) {
        this.problem = { code: "false-length", frame: this.nextFrame, length: captured };
        break;
      }
      const start = at + RECORD_HEADER;
      const end = start + captured;
      if (end > octets.length) break;
      const length = view.getUint32(at + 12, this.little);
      this.visit({
        number: this.nextFrame++,
        seconds: view.getUint32(at, this.little),
        nanoseconds: view.getUint32(at + 4, this.little) * this.fraction,
        linkType: this.linkType,
        octets,
        start,
        end,
        length: Math.max(length, captured),
        comment: null,
      });
      at = end;
    }
    return at;
  }

  private begin(view: DataView, at: number): void {
    const kind = MAGICS.get(view.getUint32(at));
    this.little = kind?.little ?? LITTLE;
    if (kind?.nanoseconds) this.fraction = 1;
    const major = view.getUint16(at + 4, this.little);
    const minor = view.getUint16(at + 6, this.little);
    // Versions before 2.3 had the two lengths of a frame the other way round; nothing has written one for decades.
    if (major !== 2 || minor < 3) this.problem = { code: "unknown-version", version: `${major}.${minor}` };
    this.linkType = view.getUint32(at + 20, this.little) & LINK_TYPE_BITS;
  }
}
