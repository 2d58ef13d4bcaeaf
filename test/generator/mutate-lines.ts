/** Mistakes of whole lines, and of two lines that belong together. */

import { addNumber, type Change, indices, pick, pickSegment, replace, segmentAt } from "./change.js";
import { other } from "./endpoint.js";
import type { Content, Line, SegmentLine, Sum } from "./lines.js";
import type { Random } from "./random.js";
import type { Reading } from "./referee.js";
import type { WrittenFlow } from "./write.js";

/** Beside those of one number, flag or state. */
export const LINE_MUTATIONS = [
  "two numbers wrong",
  "len wrong",
  "delivery wrong",
  "event inserted",
  "line repeated",
  "urg without URG",
] as const;

export type LineMutation = (typeof LINE_MUTATIONS)[number];

export function changeLine(
  flow: WrittenFlow,
  kind: LineMutation,
  r: Random,
  reading: Reading,
): Change | null {
  switch (kind) {
    case "two numbers wrong":
      return spoilTwo(flow, r, reading);
    case "len wrong":
      return spoilLength(flow, r);
    case "delivery wrong":
      return spoilDelivery(flow, r);
    case "event inserted":
      return insertEvent(flow, r);
    case "line repeated":
      return repeatLine(flow, r);
    case "urg without URG":
      return addPointer(flow, r);
  }
}

/** A number is wrong, and the one that follows from it is wrong by as much: one mistake. */
function spoilTwo(flow: WrittenFlow, r: Random, reading: Reading): Change | null {
  const determined = (at: number, field: "seq" | "ack"): boolean => reading.determined.has(`${at}:${field}`);
  const field = r.pick(["seq", "ack"] as const);
  const at = pickSegment(flow, r, (_, i) => determined(i, field));
  if (at === null) return null;
  const line = segmentAt(flow, at);
  const echo = field === "seq" ? "ack" : "seq";
  const next = flow.lines.findIndex(
    ({ content: c, pair }, i) =>
      i > at && pair === flow.lines[at]?.pair && c.kind === "segment" && c.from === other(line.from),
  );
  if (next < 0 || !determined(next, echo)) return null;
  // A right number in between shows that the writer knows better: then there are two mistakes.
  const between = Array.from({ length: next - at - 1 }, (_, i) => at + 1 + i);
  if (between.some((i) => flow.lines[i]?.pair === flow.lines[at]?.pair && determined(i, field))) return null;
  const by = r.pick([1, -1, 10, 100]);
  const spoilt = (content: SegmentLine, f: "seq" | "ack"): SegmentLine => ({
    ...content,
    [f]: addNumber(content[f] as Sum, by),
  });
  const first = replace(flow, at, spoilt(line, field), `${field} ${by}, and what follows from it`);
  const second = spoilt(segmentAt(flow, next), echo);
  return { ...first, lines: first.lines.map((l, i) => (i === next ? { ...l, content: second } : l)) };
}

/** So many octets more or fewer than the numbers below say. */
function spoilLength(flow: WrittenFlow, r: Random): Change | null {
  const at = pickSegment(
    flow,
    r,
    (c) => !c.old && c.len !== null && c.unsaid > 1 && c.len.every(({ symbol }) => symbol === null),
  );
  if (at === null) return null;
  const line = segmentAt(flow, at);
  const by = r.pick([1, -1, 10]);
  const length = Math.max(1, line.unsaid + by);
  return replace(
    flow,
    at,
    { ...line, len: [{ sign: 1, symbol: null, value: length }], unsaid: length },
    `len ${by}`,
  );
}

/** It is delivered by another name, or was lost. */
function spoilDelivery(flow: WrittenFlow, r: Random): Change | null {
  const at = pick(
    r,
    indices(flow, ({ content: c }) => c.kind === "deliver" && !c.bare),
  );
  if (at === null) return null;
  const { ids } = (flow.lines[at] as Line).content as Extract<Content, { kind: "deliver" }>;
  const id = r.pick(ids);
  if (r.chance(0.5)) {
    const content: Content = { kind: "deliver", ids: ids.map((i) => (i === id ? `${id}x` : i)), bare: false };
    return { lines: flow.lines.map((l, i) => (i === at ? { ...l, content } : l)), at, what: `${id} renamed` };
  }
  const lines = flow.lines.map((l): Line => {
    const { content: c } = l;
    return c.kind === "segment" && c.id === id ? { ...l, content: { ...c, fate: "lost", showId: true } } : l;
  });
  return { lines, at, what: `${id} lost` };
}

const EVENTS = [
  "timeout 2msl",
  "timeout rto",
  "close",
  "abort",
  "listen",
  "unlisten",
  "timeout user",
] as const;

/** Something happens where it cannot. */
function insertEvent(flow: WrittenFlow, r: Random): Change | null {
  return insert(
    flow,
    r,
    { kind: "local", side: r.pick([0, 1] as const), what: r.pick(EVENTS) },
    "event inserted",
  );
}

/** The line stands there once more, a little later. */
function repeatLine(flow: WrittenFlow, r: Random): Change | null {
  const at = pickSegment(
    flow,
    r,
    (c) => !c.old && c.seq !== null && c.id === null && !c.flags.includes("RST"),
  );
  if (at === null) return null;
  const later = Math.min(flow.lines.length, at + r.int(1, 3));
  return insertAt(flow, later, flow.lines[at] as Line, "line repeated");
}

/** An urgent pointer without its flag. */
function addPointer(flow: WrittenFlow, r: Random): Change | null {
  const at = pickSegment(flow, r, (c) => !c.old && !c.flags.includes("URG") && !c.flags.includes("RST"));
  if (at === null) return null;
  const line = segmentAt(flow, at);
  return replace(
    flow,
    at,
    { ...line, extras: [...line.extras, { key: "urg", value: 1 }] },
    "urg without URG",
  );
}

function insert(flow: WrittenFlow, r: Random, content: Content, what: string): Change | null {
  const segments = indices(flow, ({ content: c }) => c.kind === "segment");
  if (segments.length === 0) return null;
  const after = r.pick(segments);
  const { pair } = flow.lines[after] as Line;
  return insertAt(flow, after + 1, { content, indent: "", time: "", comment: "", pair, expect: null }, what);
}

function insertAt(flow: WrittenFlow, at: number, line: Line, what: string): Change {
  const lines = [...flow.lines.slice(0, at), { ...line, time: "" }, ...flow.lines.slice(at)];
  return { lines, at, what };
}
