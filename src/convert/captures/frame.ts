/** Frames of a capture file, whatever its format, and what can be wrong with the file. */

export interface CapturedFrame {
  /** From 1, as tools count. */
  readonly number: number;
  /** Since 1970; 0 where the file gives no time. */
  readonly seconds: number;
  readonly nanoseconds: number;
  /** LINKTYPE_ of the pcap registry: 1 is Ethernet. */
  readonly linkType: number;
  /** The frame stands in here from `start` to `end`; the rest belongs to others. Valid while it is visited. */
  readonly octets: Uint8Array;
  readonly start: number;
  readonly end: number;
  /** How long it was on the wire; more than is here where the capture cut it short. */
  readonly length: number;
  readonly comment: string | null;
}

/** What ended the reading before the file did; the frames before it are good. Words: `messages/captures.ts`. */
export type CaptureProblem =
  /** The first octets are those of no capture file. */
  | { readonly code: "not-a-capture" }
  | { readonly code: "empty-file" }
  /** The file ends within the frame. */
  | { readonly code: "cut-short"; readonly frame: number }
  /** A length that cannot be: of the frame, or of the block that holds it. */
  | { readonly code: "false-length"; readonly frame: number; readonly length: number }
  /** A frame speaks of an interface that the file has not described. */
  | { readonly code: "unknown-interface"; readonly frame: number; readonly index: number }
  | { readonly code: "unknown-version"; readonly version: string }
  | { readonly code: "bad-compression" };

/**
 * One file format, read from octets that come in pieces. `take` reads what is whole from `at` on and answers where it
 * stopped; it is called again with that rest and more behind it.
 */
export interface CaptureFormat {
  take(octets: Uint8Array, at: number): number;
  /** Set once nothing more can be read. */
  readonly problem: CaptureProblem | null;
  /** The frame that would come next. */
  readonly nextFrame: number;
  /** Host names that the file gives for addresses. */
  readonly names: ReadonlyMap<string, string>;
}

export type FrameVisitor = (frame: CapturedFrame) => void;

/** No packet is longer, offloaded giants included; a length above it is a lie (tshark has the same limit). */
export const LONGEST_FRAME = 262_144;
