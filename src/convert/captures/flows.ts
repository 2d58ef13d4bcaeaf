/** Imported connections as text of the language, with what was assumed said at the top. */

import type { CaptureTexts } from "../../messages/captures.js";
import type { DrawnComment, DrawnFlow } from "../drawn.js";
import { writeFlows } from "../write.js";
import { withoutCopies } from "./copies.js";
import { flowOf, type Imported, type NumberForm } from "./import.js";
import { seenAt } from "./seen-at.js";

export interface FlowOptions {
  readonly numbers: NumberForm;
  /** The name of the capture file, for the first comment. */
  readonly file: string;
  readonly texts: CaptureTexts;
}

export function flowsText(imported: readonly Imported[], options: FlowOptions): string {
  return writeFlows(
    imported.flatMap((one) => {
      const { connection, copies } = withoutCopies(one);
      const flow = flowOf(connection, options.numbers);
      return flow === null ? [] : [commented(flow, connection, copies, options)];
    }),
  );
}

function commented(flow: DrawnFlow, imported: Imported, copies: number, options: FlowOptions): DrawnFlow {
  const line = flow.statements[0]?.line ?? 0;
  const comments = assumptions(imported, copies, options).map(
    (text): DrawnComment => ({ type: "comment", line, text }),
  );
  return { ...flow, statements: [...comments, ...flow.statements] };
}

function assumptions(imported: Imported, copies: number, options: FlowOptions): readonly string[] {
  const { connection, frames } = imported;
  const { file, numbers, texts } = options;
  const side = seenAt(imported);
  const end = side === null ? null : connection.ends[side];
  const large = giants(imported);
  const cut = frames.filter(({ missing }) => missing > 0).length;
  return [
    texts.comesFrom(file, connection.stream, connection.firstFrame, connection.lastFrame),
    end === null ? texts.seenNowhere : texts.seenAt(endText(end)),
    ...(numbers === "relative" ? [texts.relative] : []),
    ...(connection.fromSyn ? [] : [texts.midStream]),
    ...(large.length > 0 ? [texts.giants(large.length, Math.max(...large))] : []),
    ...(cut > 0 ? [texts.cutFrames(cut)] : []),
    ...(copies > 0 ? [texts.copies(copies)] : []),
  ];
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
