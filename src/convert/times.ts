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
  const text = value.toFixed(digits);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
