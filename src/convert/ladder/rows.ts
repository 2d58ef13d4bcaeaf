/** A ladder and what tshark says of its frames, read from their tab-separated tables. */

export type LadderSide = "A" | "B";

/** One line of the ladder. Times are milliseconds since it began. */
export interface LadderRow {
  /** The place in the table, from 0: what happened at the same moment is kept in this order. */
  readonly index: number;
  readonly kind: "app" | "timer" | "segment";
  /** When it happened, or the segment left; null for a segment that nobody sent. */
  readonly at: number | null;
  /** When the segment arrived, once or more often; empty when it was lost. */
  readonly arrivals: readonly number[];
  /** `40001-8080`: the port of A and the port of B, or empty where the table does not say. */
  readonly connection: string;
  /** Who called, whose timer ran out, or who sent. */
  readonly side: LadderSide;
  /** What was called, without the name of the caller. */
  readonly call: string;
  readonly states: Readonly<Record<LadderSide, string>>;
  readonly segment: LadderSegment | null;
}

export interface LadderSegment {
  readonly flags: readonly string[];
  readonly seq: number;
  readonly ack: number;
  readonly len: number;
  readonly win: number;
  readonly frame: LadderFrame | null;
}

/** What the ladder leaves out, as text; empty where the segment has no such field. */
export interface LadderFrame {
  readonly source: string;
  readonly target: string;
  readonly urgent: string;
  readonly mss: string;
  readonly wscale: string;
  readonly tsval: string;
  readonly tsecr: string;
  readonly sackLeft: string;
  readonly sackRight: string;
  readonly sackPermitted: boolean;
  /** `request`, or the cookie in hexadecimal; a cookie that is not listed is all zeros. */
  readonly fastOpen: string;
}

/** The captures taken at the two ends, as tshark lists them. */
export type Captures = Readonly<Record<LadderSide, string>>;

export function otherSide(side: LadderSide): LadderSide {
  return side === "A" ? "B" : "A";
}

/** Reads a ladder; each segment is looked up in the capture of its sender, or else of its receiver. */
export function readRows(ladder: string, captures: Captures): readonly LadderRow[] {
  const frames = { A: readFrames(captures.A), B: readFrames(captures.B) };
  return readTable(ladder).map((cells, index) => {
    const call = cells("dir_or_call");
    const side: LadderSide = call.startsWith("B") ? "B" : "A";
    const isSegment = cells("kind") === "seg";
    const sent = frames[side].get(cells("frame_sender_pcap"));
    const frame = sent ?? frames[otherSide(side)].get(cells("frame_receiver_pcap")) ?? null;
    return {
      index,
      kind: isSegment ? "segment" : cells("kind") === "timer" ? "timer" : "app",
      at: cells("t_send_ms") === "" ? null : Number(cells("t_send_ms")),
      arrivals: isSegment ? numbers(cells("t_recv_ms")) : [],
      connection: cells("conn"),
      side,
      call: isSegment ? "" : call.slice(call.indexOf(":") + 1).trim(),
      states: { A: cells("A_state"), B: cells("B_state") },
      segment: isSegment ? readSegment(cells, frame) : null,
    };
  });
}

function readSegment(cells: Cells, frame: LadderFrame | null): LadderSegment {
  return {
    flags: cells("flags")
      .split(",")
      .filter((flag) => flag !== ""),
    seq: Number(cells("seq")),
    ack: Number(cells("ack")),
    len: Number(cells("len")),
    win: Number(cells("win")),
    frame,
  };
}

function readFrames(capture: string): ReadonlyMap<string, LadderFrame> {
  const frames = new Map<string, LadderFrame>();
  for (const cells of readTable(capture)) {
    frames.set(cells("frame.number"), {
      source: address(cells("ip.src"), cells("ipv6.src")),
      target: address(cells("ip.dst"), cells("ipv6.dst")),
      urgent: cells("tcp.urgent_pointer"),
      mss: cells("tcp.options.mss_val"),
      wscale: cells("tcp.options.wscale.shift"),
      tsval: cells("tcp.options.timestamp.tsval"),
      tsecr: cells("tcp.options.timestamp.tsecr"),
      sackLeft: cells("tcp.options.sack_le"),
      sackRight: cells("tcp.options.sack_re"),
      sackPermitted: cells("tcp.options.sack_perm") !== "",
      fastOpen: fastOpenOf(cells),
    });
  }
  return frames;
}

/** tshark may say that a SYN carries a cookie without showing it. */
function fastOpenOf(cells: Cells): string {
  const cookie = cells("tcp.options.tfo.cookie");
  if (cookie !== "") return cookie;
  if (cells("tcp.options.tfo.request") !== "") return "request";
  return cells("tcp.analysis.tfo_syn") === "" ? "" : UNLISTED_COOKIE;
}

/** As long as Linux makes them. */
const UNLISTED_COOKIE = "0000000000000000";

/** An IPv6 address is bracketed, for a port follows. */
function address(four: string, six: string): string {
  return six === "" ? four : `[${six}]`;
}

/** The text of one line in the column of that name; empty where there is none. */
type Cells = (column: string) => string;

function readTable(table: string): readonly Cells[] {
  const [head = "", ...lines] = table.split(/\r?\n/);
  const columns = new Map(head.split("\t").map((name, index) => [name, index]));
  return lines
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const cells = line.split("\t");
      return (column) => cells[columns.get(column) ?? -1]?.trim() ?? "";
    });
}

function numbers(cell: string): readonly number[] {
  return cell
    .split("|")
    .filter((part) => part !== "")
    .map(Number);
}
