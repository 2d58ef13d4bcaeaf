/** A random walk through the state machine: any event, any segment, legal or not. */

import type { Random } from "../generator/random.js";
import { add, type Segment, type Tcb } from "./tcb.js";

export type Step =
  | { readonly kind: "segment"; readonly segment: Segment; readonly iss: number }
  | { readonly kind: "open"; readonly iss: number; readonly octets: number }
  | { readonly kind: "send"; readonly octets: number }
  | { readonly kind: "window"; readonly rcvWnd: number }
  | { readonly kind: "timeout"; readonly timer: "user" | "rto" | "2msl" }
  | { readonly kind: "listen" | "segmentize" | "close" | "abort" };

export const RCV_WND = 1000;
const TWO_32 = 2 ** 32;
const TEXT = 20;
/** Far enough to be out of every window, near enough to have an order. */
const FAR = 2 ** 30;

export function nextStep(random: Random, tcb: Tcb): Step {
  if (tcb.state === "CLOSED" && random.chance(0.5)) return openSomehow(random);
  const kind = random.weigh([
    [120, "segment"],
    [10, "send"],
    [10, "segmentize"],
    [10, "close"],
    [3, "rto"],
    [6, "window"],
    [2, "open"],
    [1, "listen"],
    [1, "abort"],
    [1, "2msl"],
    [0.5, "user"],
  ] as const);
  switch (kind) {
    case "segment":
      return { kind, segment: anySegment(random, tcb), iss: anyNumber(random) };
    case "send":
      // After CLOSE there is no SEND, though the RFC's states do not say so where the CLOSE is still queued.
      if (tcb.closing) return { kind: "segmentize" };
      return { kind, octets: random.int(1, TEXT) };
    case "open":
    case "listen":
      return openSomehow(random);
    case "window":
      // It grows, shrinks (SHLD-14 advises against it) and closes.
      return {
        kind,
        rcvWnd: random.weigh([
          [2, RCV_WND],
          [1, tcb.rcvWnd === 0 ? RCV_WND : 0],
          [2, random.int(1, RCV_WND)],
        ]),
      };
    case "rto":
    case "2msl":
    case "user":
      return { kind: "timeout", timer: kind };
    default:
      return { kind };
  }
}

function openSomehow(random: Random): Step {
  if (random.chance(0.5)) return { kind: "listen" };
  return { kind: "open", iss: anyNumber(random), octets: random.chance(0.3) ? random.int(1, TEXT) : 0 };
}

/** Control bits of every sort, the usual ones oftener; numbers at and around every edge that the receiver has. */
function anySegment(random: Random, tcb: Tcb): Segment {
  const [syn, ackBit, fin, rst] = random.weigh([
    [40, [false, true, false, false]],
    [12, [false, true, true, false]],
    [10, [true, true, false, false]],
    [10, [true, false, false, false]],
    [4, [false, true, false, true]],
    [4, [false, false, false, true]],
    [20, [random.chance(0.5), random.chance(0.5), random.chance(0.5), random.chance(0.3)]],
  ] as const);
  const wnd = random.weigh([
    [1, 0],
    [4, random.int(1, RCV_WND)],
  ]);
  const len = random.chance(0.3) ? random.int(1, TEXT) : 0;
  return { seq: seqNear(random, tcb), ack: ackNear(random, tcb), len, wnd, syn, ackBit, fin, rst };
}

function seqNear(random: Random, tcb: Tcb): number {
  const near = random.int(-TEXT - 2, TEXT + 2);
  return random.weigh([
    [20, tcb.rcvNxt],
    [8, add(tcb.rcvNxt, near)],
    [3, tcb.irs],
    [1, add(tcb.irs, near)],
    [2, add(tcb.rcvNxt, tcb.rcvWnd + random.int(-TEXT, 2))],
    [1, add(tcb.rcvNxt, random.int(-FAR, FAR))],
  ]);
}

function ackNear(random: Random, tcb: Tcb): number {
  const outstanding = (tcb.sndNxt - tcb.sndUna) >>> 0;
  return random.weigh([
    [10, tcb.sndNxt],
    [5, tcb.sndUna],
    [5, add(tcb.sndUna, random.int(0, outstanding))],
    [2, add(tcb.sndNxt, random.int(1, TEXT))],
    [2, add(tcb.sndUna, -random.int(1, TEXT))],
    [1, add(tcb.sndUna, -tcb.maxSndWnd + random.int(-2, 2))],
    [1, tcb.iss],
    [1, tcb.fin ?? tcb.iss],
    [1, add(tcb.sndNxt, random.int(-FAR, FAR))],
  ]);
}

/** Often close to where the numbers begin again. */
function anyNumber(random: Random): number {
  return random.chance(0.5) ? random.int(0, TWO_32 - 1) : add(0, random.int(-3 * TEXT, 0));
}
