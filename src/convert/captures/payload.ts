/** What applications say to each other, where a person can read it. */

import type { CapturedSegment } from "./segment.js";

/** Octets: a line of a flow is for reading, and a page of HTML is not. */
const LONGEST = 120;
const UTF8 = new TextDecoder("utf-8", { fatal: true });
const CONTROL = /[^\P{Cc}\r\n\t]/u;
/** An amount of data, and no text: an export fills data of which only the length is known with them. */
const ONLY_LINE_ENDS = /^[\r\n]{5,}$/;

/** The data as text; null where it is long, or no text. */
export function readable(segment: Pick<CapturedSegment, "captured" | "payload">): string | null {
  if (segment.captured === 0 || segment.captured > LONGEST) return null;
  try {
    const text = UTF8.decode(segment.payload);
    const isText = !CONTROL.test(text) && !text.startsWith("\ufeff") && !ONLY_LINE_ENDS.test(text);
    return isText ? text : null;
  } catch {
    return null;
  }
}
