/** What `import --format json` prints: frame by frame, numbers as on the wire. */

import { flagNames } from "../../tcp/segment.js";
import { endText } from "./flows.js";
import type { Import } from "./import.js";
import { seenAt } from "./seen-at.js";

const SECOND = 1000;
/** Nanoseconds are the finest that a capture counts. */
const DECIMALS = 9;

export function captureJson({ imported, reading }: Import): string {
  const connections = imported.map((one) => {
    const { connection, frames } = one;
    const side = seenAt(one);
    const first = frames[0]?.segment.time ?? 0;
    return {
      stream: connection.stream,
      endpoints: connection.ends.map(endText),
      seen_at: side === null ? null : endText(connection.ends[side]),
      ended: connection.ending,
      frames: frames.map(({ bits, frame, remarks, segment, side: from }) => ({
        frame,
        time: Number((((segment.time ?? 0) - first) / SECOND).toFixed(DECIMALS)),
        from,
        flags: flagNames(bits),
        seq: segment.seq,
        ack: segment.ack,
        len: segment.len,
        win: segment.win,
        analysis: remarks,
      })),
    };
  });
  const skipped = reading.skipped
    .flatMap(({ frames, why }) => frames.map((frame) => ({ frame, why })))
    .sort((a, b) => a.frame - b.frame);
  return `${JSON.stringify({ connections, skipped }, null, 2)}\n`;
}
