/**
 * What stands at a place of a list, where before its beginning and behind its end there is nothing: a line of a text, a
 * cell of a row, a group of a match, an octet of a frame.
 */

export function textAt(texts: { readonly [at: number]: string | undefined }, at: number): string {
  return texts[at] ?? "";
}

export function numberAt(numbers: { readonly [at: number]: number | null | undefined }, at: number): number {
  return numbers[at] ?? 0;
}

/** What a pattern finds in a text; nothing where it finds nothing. */
export function matchIn(text: string, pattern: RegExp): string {
  return textAt(pattern.exec(text) ?? [], 0);
}
