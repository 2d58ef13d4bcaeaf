/** A line of prose as the text of a note. */

/** The words of a line of prose, without the marks of a list, a quotation or Markdown's emphasis. */
export function noteOf(line: string): string {
  const words = line
    .replace(/^(?:[-*+•·>]\s+|\d+[.)、．]\s*|#{1,6}\s+)+/u, "")
    .replace(/(\*\*|(?<!_)__(?!_)|`)(.*?)\1/gu, "$2")
    .replace(/\s+#/gu, " ＃")
    .trim();
  return /^[-=_*\s]*$|^\\(?:begin|end)\{\w+\*?\}(?:\[[^\]]*\])?$/.test(words) ? "" : words;
}
