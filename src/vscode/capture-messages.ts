/** What comes from the page of a capture is looked at before it is believed; see `page-messages.ts`. */

import type { FromCapturePage } from "../protocol/captures.js";

/** The message, if it is one; null for anything else. Never throws. */
export function fromCapturePage(value: unknown): FromCapturePage | null {
  if (typeof value !== "object" || value === null) return null;
  const { streams, type } = value as { readonly type?: unknown; readonly streams?: unknown };
  if (type === "ready" || type === "cancel") return { type };
  if (type !== "open" || !Array.isArray(streams)) return null;
  return streams.every((stream) => Number.isSafeInteger(stream) && stream >= 0) ? { type, streams } : null;
}
