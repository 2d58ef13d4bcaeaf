/** What applications say to each other, where a person can read it. */

/** Octets: a line of a flow is for reading, and a page of HTML is not. */
const LONGEST = 120;
const CONTROL = /[^\P{Cc}\r\n\t]/u;

/** The data as text; null where it is long, or no text. */
export function readable(octets: Uint8Array): string | null {
  if (octets.length === 0 || octets.length > LONGEST) return null;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(octets);
    return CONTROL.test(text) || text.startsWith("\ufeff") ? null : text;
  } catch {
    return null;
  }
}
