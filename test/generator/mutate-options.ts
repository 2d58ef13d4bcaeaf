/** Mistakes in the harder matters: a RST that nothing asks for, options and SACK blocks that cannot be. */

import { addNumber, type Change, indices, pickSegment, replace, segmentAt } from "./change.js";
import type { Extra, Line, SegmentLine, Sum } from "./lines.js";
import type { Random } from "./random.js";
import type { WrittenFlow } from "./write.js";

export function insertReset(flow: WrittenFlow, r: Random): Change | null {
  const segments = indices(flow, ({ content: c }) => c.kind === "segment");
  if (segments.length === 0) return null;
  const after = r.pick(segments);
  const model = flow.lines[after] as Line;
  const line: Line = {
    ...{ indent: "", time: "", comment: "", expect: null, pair: model.pair },
    content: {
      ...(model.content as SegmentLine),
      ...{ flags: ["RST"], flagText: null, seq: null, ack: null, len: null, payload: null, unsaid: 0 },
      ...{ fate: "delivered", old: false, extras: [], id: null, showId: false, extra: "" },
      from: r.chance(0.5) ? 0 : 1,
    },
  };
  const at = after + 1;
  return { lines: [...flow.lines.slice(0, at), line, ...flow.lines.slice(at)], at, what: "RST inserted" };
}

type Of<K extends Extra["key"]> = Extract<Extra, { key: K }>;

/** A line that has the field, with the field changed; null where none has. */
function spoil<K extends Extra["key"]>(
  flow: WrittenFlow,
  r: Random,
  key: K,
  change: (extra: Of<K>) => Extra,
): Change | null {
  const isWanted = (extra: Extra): extra is Of<K> => extra.key === key;
  const at = pickSegment(flow, r, (line) => line.extras.some(isWanted));
  if (at === null) return null;
  const line = segmentAt(flow, at);
  const extras = line.extras.map((extra) => (isWanted(extra) ? change(extra) : extra));
  return replace(flow, at, { ...line, extras }, `${key} changed`);
}

export function spoilBlock(flow: WrittenFlow, r: Random): Change | null {
  return spoil(flow, r, "sack", (extra) => {
    const which = r.int(0, extra.blocks.length - 1);
    const by = r.pick([1, -1, 100, -100]);
    const blocks = extra.blocks.map(([start, stop], i): readonly [Sum, Sum] => {
      if (i !== which) return [start, stop];
      if (r.chance(0.2)) return [stop, start];
      return r.chance(0.5) ? [addNumber(start, by), stop] : [start, addNumber(stop, by)];
    });
    return { ...extra, blocks };
  });
}

export function spoilStamp(flow: WrittenFlow, r: Random): Change | null {
  const far = r.int(1_000_000, 2_000_000);
  return spoil(flow, r, "ts", (extra) =>
    r.chance(0.5)
      ? { ...extra, echo: extra.echo + far }
      : { ...extra, value: Math.max(0, extra.value - far) },
  );
}

/** An option of the SYN on another segment, or one that the SYNs have not both offered. */
export function misplaceOption(flow: WrittenFlow, r: Random): Change | null {
  if (r.chance(0.3)) {
    const at = pickSegment(flow, r, (line) => line.extras.some(({ key }) => key === "sackok"));
    if (at === null) return null;
    const line = segmentAt(flow, at);
    const extras = line.extras.filter(({ key }) => key !== "sackok");
    return replace(flow, at, { ...line, extras }, "sackok dropped");
  }
  const at = pickSegment(
    flow,
    r,
    ({ flags, old }) => !old && !flags.includes("SYN") && !flags.includes("RST"),
  );
  if (at === null) return null;
  const line = segmentAt(flow, at);
  const options: readonly Extra[] = [
    { key: "mss", value: 1460 },
    { key: "wscale", value: 7 },
    { key: "sackok" },
  ];
  const extra = r.pick(options);
  return replace(flow, at, { ...line, extras: [...line.extras, extra] }, `${extra.key} added`);
}
