/** Numbers whose digits stand in groups: `seq=10,500`. Nothing reads them as one; who tells of them says what is meant. */

const DIGITS = "\\d{1,3}(?:[,_'’ ]\\d{3})+";
const FIELD = new RegExp(`(?<![a-z])([a-z]+)(\\s*=\\s*)(${DIGITS})(?![\\p{L}\\p{N}_=])`, "giu");
const ALONE = new RegExp(`^${DIGITS}$`, "u");

export interface GroupedNumber {
  readonly field: string;
  /** Where the field begins, and where its number does. */
  readonly from: number;
  readonly start: number;
  readonly end: number;
}

/** The fields of a text that have such a number. */
export function groupedNumbers(text: string): readonly GroupedNumber[] {
  return Array.from(text.matchAll(FIELD), ({ index, 1: field = "", 2: sign = "", 3: number = "" }) => {
    const start = index + field.length + sign.length;
    return { field, from: index, start, end: start + number.length };
  });
}

export function isGrouped(number: string): boolean {
  return ALONE.test(number);
}

/** `10500` for `10,500`. */
export function digitsOf(number: string): string {
  return number.replace(/\D/gu, "");
}
