/** Times as the language writes them. */

const MS_IN_SECOND = 1000;
/** Captures count nanoseconds at the finest. */
const DECIMALS_OF_MS = 6;
const DECIMALS_OF_S = 9;

/** `@0`, `@20.393ms`, `@1.009043s`; milliseconds are given. Whatever digits there are stay. */
export function timeText(ms: number): string {
  if (ms === 0) return "@0";
  return ms < MS_IN_SECOND
    ? `@${decimal(ms, DECIMALS_OF_MS)}ms`
    : `@${decimal(ms / MS_IN_SECOND, DECIMALS_OF_S)}s`;
}

/** Without noughts at the end, and never in powers of ten. */
function decimal(value: number, digits: number): string {
  const scale = 10 ** digits;
  const units = Math.round(value * scale);
  // Exactly so many units, as nearly all times are: their digits are at hand.
  if (Number.isSafeInteger(units) && units >= 0 && units / scale === value) {
    return decimalOf(Math.floor(units / scale), units % scale, digits);
  }
  const text = value.toFixed(digits);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

function decimalOf(whole: number, rest: number, digits: number): string {
  if (rest === 0) return String(whole);
  let [part, places] = [rest, digits];
  while (part % 10 === 0) {
    part /= 10;
    places--;
  }
  return `${whole}.${String(part).padStart(places, "0")}`;
}
