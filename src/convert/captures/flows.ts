/** Imported connections as text of the language, with what was assumed said at the top. */

import type { Side } from "../../check/connection.js";
import type { CaptureTexts } from "../../messages/captures.js";
import type { DrawnFlow } from "../drawn.js";
import { writeFlows } from "../write.js";
import { withoutCopies } from "./copies.js";
import { type CaptureNumbers, flowOf, type Imported } from "./import.js";
import { bothEnds, mergedFlow } from "./merge.js";
import { joinedByReuse } from "./reuse.js";
import { seenAt } from "./seen-at.js";

export interface FlowOptions {
  readonly numbers: CaptureNumbers;
  /** The name of the capture file, for the first comment. */
  readonly file: string;
  readonly texts: CaptureTexts;
}

export function flowsText(imported: readonly Imported[], options: FlowOptions): string {
  // One after the other, so that what a flow was worked out from is gone before the next.
  return joinedByReuse(imported)
    .flatMap((one) => flowsFrom(one, options).map((flow) => writeFlows([flow], { header: true })))
    .join("\n");
}

function flowsFrom(imported: Imported, options: FlowOptions): readonly DrawnFlow[] {
  const { connection, copies } = withoutCopies(imported);
  const seen = flowOf(connection, options.numbers, options.texts);
  if (seen === null) return [];
  const side = seenAt(connection, seen.seenAt);
  return [{ ...seen.flow, comments: assumptions(connection, side, copies, options) }];
}

function assumptions(
  imported: Imported,
  side: Side | null,
  copies: number,
  options: FlowOptions,
): readonly string[] {
  const { connection, frames } = imported;
  const { file, numbers, texts } = options;
  const end = side === null ? null : connection.ends[side];
  const large = giants(imported);
  const cut = frames.filter(({ missing }) => missing > 0).length;
  return [
    texts.comesFrom(file, connection.stream, connection.firstFrame, connection.lastFrame),
    end === null ? texts.seenNowhere : texts.seenAt(endText(end)),
    ...(numbers === "relative" ? [texts.relative] : []),
    ...(connection.fromSyn ? [] : [texts.midStream]),
    ...(large.length > 0
      ? [
          texts.giants(
            large.length,
            large.reduce((a, b) => Math.max(a, b)),
          ),
        ]
      : []),
    ...(cut > 0 ? [texts.cutFrames(cut)] : []),
    ...(copies > 0 ? [texts.copies(copies)] : []),
  ];
}

/** Two captures of the same connections, taken at their two ends; what only one of them has is worked out from that one. */
export function mergedText(
  one: readonly Imported[],
  other: readonly Imported[],
  options: FlowOptions & { readonly other: string },
): string {
  // At the one end a connection may be over when the next one begins, and at the other not yet.
  const left = new Set(joinedByReuse(other, true));
  const flows = joinedByReuse(one, true).flatMap((imported) => {
    const both = [...left].flatMap((candidate) => {
      const found = bothEnds(imported, candidate);
      return found === null ? [] : [{ candidate, found }];
    })[0];
    if (both === undefined) return flowsFrom(imported, options);
    left.delete(both.candidate);
    const flow = mergedFlow(both.found, options.numbers, options.texts);
    const comments = [options.texts.bothEnds(options.file, options.other)];
    return flow === null ? [] : [{ ...flow, comments }];
  });
  const rest = [...left].flatMap((imported) => flowsFrom(imported, { ...options, file: options.other }));
  return writeFlows([...flows, ...rest], { header: true });
}

export function endText({ address, port }: { readonly address: string; readonly port: number }): string {
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}

/** Data of more octets than the receiver's MSS lets a segment have, as offloading shows it. */
function giants({ frames }: Imported): readonly number[] {
  const mss: [number | null, number | null] = [null, null];
  const found: number[] = [];
  for (const { segment, side } of frames) {
    if (segment.options?.mss !== undefined) mss[side] = segment.options.mss;
    const limit = mss[side === 0 ? 1 : 0];
    if (limit !== null && (segment.len ?? 0) > limit) found.push(segment.len ?? 0);
  }
  return found;
}
