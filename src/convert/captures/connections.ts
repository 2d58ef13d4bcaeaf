/** The connections of a capture, in the order in which they begin, as `tcp.stream` of tshark counts them. */

import type { Side } from "../../check/connection.js";
import { ACK, FIN, RST, SYN } from "../../tcp/segment.js";
import { wrap } from "../../tcp/sequence.js";
import { type AnalysisName, ConnectionAnalysis } from "./analysis.js";
import type { CapturedEnd, CapturedSegment } from "./segment.js";

export interface CapturedConnection {
  /** From 0. */
  readonly stream: number;
  /** Whoever was seen to send first, and the other. */
  readonly ends: readonly [CapturedEnd, CapturedEnd];
  /** Segments; octets of data sent by each end, with what was sent again. */
  segments: number;
  readonly octets: [number, number];
  /** Seconds since 1970. */
  readonly began: number;
  lasted: number;
  readonly firstFrame: number;
  lastFrame: number;
  ending: Ending;
  /** It was seen from its SYN on. */
  readonly fromSyn: boolean;
  /** How often each remark was made. */
  readonly remarks: Map<AnalysisName, number>;
}

/** `refused`: a RST answers the SYN; `half-closed`: one end has sent a FIN. */
export type Ending = "open" | "half-closed" | "closed" | "reset" | "refused" | "unanswered";

export interface FramePlace {
  readonly connection: CapturedConnection;
  /** Which of its ends has sent the segment. */
  readonly side: Side;
  readonly remarks: readonly AnalysisName[];
}

interface Tracked {
  readonly connection: CapturedConnection;
  readonly analysis: ConnectionAnalysis;
  /** Of each end; where its SYN was not seen, as if it stood before what it first sends, or has acknowledged. */
  readonly isn: [number | null, number | null];
  readonly fins: [boolean, boolean];
  answered: boolean;
}

export class Connections {
  readonly all: CapturedConnection[] = [];
  private readonly byEnds = new Map<CapturedEnd, Map<CapturedEnd, Tracked>>();

  add(segment: CapturedSegment): FramePlace {
    const { bits, destination, source } = segment;
    const time = segment.seconds + segment.nanoseconds / 1e9;
    const known = this.byEnds.get(source)?.get(destination);
    const reused = known !== undefined && beginsAnew(segment, known);
    const tracked = known === undefined || reused ? this.begin(segment, time) : known;
    const { connection, isn } = tracked;
    const side = connection.ends[0] === source ? 0 : 1;
    const otherIsn = (bits & SYN) !== 0 && isn[side] !== null && isn[side] !== segment.seq;
    if (otherIsn) isn[side] = segment.seq;
    isn[side] ??= (bits & SYN) !== 0 ? segment.seq : wrap(segment.seq - 1);
    if ((bits & ACK) !== 0) isn[side === 0 ? 1 : 0] ??= wrap(segment.ack - 1);
    const remarks = tracked.analysis.add(segment, side, time);
    const all = reused || otherIsn ? (["reused-ports", ...remarks] as const) : remarks;
    count(tracked, segment, side, time, all);
    return { connection, side, remarks: all };
  }

  private begin(segment: CapturedSegment, time: number): Tracked {
    const { bits, destination, frame, source } = segment;
    const connection: CapturedConnection = {
      stream: this.all.length,
      ends: [source, destination],
      segments: 0,
      octets: [0, 0],
      began: time,
      lasted: 0,
      firstFrame: frame,
      lastFrame: frame,
      ending: "open",
      fromSyn: (bits & SYN) !== 0,
      remarks: new Map(),
    };
    const tracked: Tracked = {
      connection,
      analysis: new ConnectionAnalysis(),
      isn: [null, null],
      fins: [false, false],
      answered: false,
    };
    this.all.push(connection);
    this.keep(source, destination, tracked);
    this.keep(destination, source, tracked);
    return tracked;
  }

  private keep(from: CapturedEnd, to: CapturedEnd, tracked: Tracked): void {
    const peers = this.byEnds.get(from) ?? new Map<CapturedEnd, Tracked>();
    peers.set(to, tracked);
    this.byEnds.set(from, peers);
  }
}

/** A SYN between ends that had a connection, with another ISN: the ports are used again. */
function beginsAnew({ bits, seq, source }: CapturedSegment, { connection, isn }: Tracked): boolean {
  if ((bits & (SYN | ACK)) !== SYN) return false;
  const own = isn[connection.ends[0] === source ? 0 : 1];
  return own !== null && own !== seq;
}

function count(
  tracked: Tracked,
  { bits, frame, length }: CapturedSegment,
  side: Side,
  time: number,
  remarks: readonly AnalysisName[],
): void {
  const { connection, fins } = tracked;
  connection.segments++;
  connection.octets[side] += length;
  connection.lasted = time - connection.began;
  connection.lastFrame = frame;
  for (const name of remarks) connection.remarks.set(name, (connection.remarks.get(name) ?? 0) + 1);
  if ((bits & FIN) !== 0) fins[side] = true;
  if (side === 1 && (bits & RST) === 0) tracked.answered = true;
  connection.ending = endingAfter(tracked, side, bits);
}

function endingAfter({ answered, connection, fins }: Tracked, side: Side, bits: number): Ending {
  const before = connection.ending;
  if ((bits & RST) !== 0) return connection.fromSyn && side === 1 && !answered ? "refused" : "reset";
  if (before === "reset" || before === "refused") return before;
  if (fins[0] && fins[1]) return "closed";
  if (fins[0] || fins[1]) return "half-closed";
  return connection.fromSyn && !answered ? "unanswered" : "open";
}
