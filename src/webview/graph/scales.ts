/** Round numbers on an axis, and how they are written. */

/** From below `from` to above `to`, or within them: 1, 2 or 5 times a power of ten apart, at most `most` of them. */
export function roundTicks(from: number, to: number, most: number, least = 0): number[] {
  const span = to - from;
  if (!(span > 0) || most < 1) return [from];
  const step = Math.max(least, roundStep(span / most));
  const out: number[] = [];
  // Plus 0, for there is a number −0, and it is written.
  const first = Math.ceil(from / step - ROUNDING) + 0;
  for (let i = first; i * step <= to + step * ROUNDING; i++) out.push(i * step);
  return out;
}

const ROUNDING = 1e-9;

/** The smallest of 1, 2, 5, 10 … that is no smaller than `n`. */
function roundStep(n: number): number {
  const power = 10 ** Math.floor(Math.log10(n));
  for (const factor of [1, 2, 5]) if (factor * power >= n * (1 - ROUNDING)) return factor * power;
  return 10 * power;
}

/** `12 345`: groups of three with a thin space, which no language takes for a decimal point. */
export function grouped(n: number): string {
  const digits = String(Math.abs(Math.round(n)));
  const sign = Math.round(n) < 0 ? "−" : "";
  return sign + (digits.length <= UNGROUPED ? digits : digits.replace(/\B(?=(\d{3})+$)/g, "\u2009"));
}

/** Four digits are read at a glance. */
const UNGROUPED = 4;

export interface Unit {
  readonly name: string;
  /** In milliseconds. */
  readonly size: number;
}

const UNITS: readonly Unit[] = [
  { name: "s", size: 1000 },
  { name: "ms", size: 1 },
  { name: "µs", size: 0.001 },
];

/** The unit in which a span of so many milliseconds is told. */
export function unitOf(span: number): Unit {
  const enough = UNITS.find(({ size }) => span >= 2 * size);
  return enough ?? (UNITS.at(-1) as Unit);
}

/** Numbers of an axis, all with as many decimals as the finest of them needs. */
export function tickTexts(ticks: readonly number[], unit: Unit): string[] {
  const step = ((ticks[1] ?? 1) - (ticks[0] ?? 0)) / unit.size;
  const decimals = Math.max(0, Math.min(MOST_DECIMALS, -Math.floor(Math.log10(step) + ROUNDING)));
  return ticks.map((tick) => {
    const value = tick / unit.size;
    return decimals === 0 ? grouped(value) : value.toFixed(decimals);
  });
}

const MOST_DECIMALS = 9;

/** `12.345 ms`: exact to the microsecond, in a unit that suits it. */
export function timeText(ms: number): string {
  if (ms === 0) return "0";
  const { name, size } = UNITS.find((unit) => Math.abs(ms) >= unit.size) ?? (UNITS.at(-1) as Unit);
  return `${Math.round((ms / size) * DIGITS) / DIGITS} ${name}`;
}

const DIGITS = 1e6;
