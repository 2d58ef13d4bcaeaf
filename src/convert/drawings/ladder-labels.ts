/** Words that stand above or below an arrow, and belong on it. */

import { hasNumbers, isSegment, type SaidSegment, saidIn } from "../said/said.js";
import type { DrawnRow } from "./rows.js";

export interface LadderLabels {
  /** By the line of the arrow: what is to be written on it as well. */
  readonly of: ReadonlyMap<number, readonly string[]>;
  /** The lines of those words. */
  readonly taken: ReadonlySet<number>;
}

export function labelRows(rows: readonly (DrawnRow | null)[]): LadderLabels {
  const of = new Map<number, readonly string[]>();
  const taken = new Set<number>();
  const above = labelsAreAbove(rows);
  rows.forEach((row, at) => {
    if (row === null || row.arrows.length !== 1 || row.named !== null) return;
    const label = row.arrows[0]?.stroke.label ?? "";
    const said = saidIn(label);
    const numbers = said.seq !== null || said.ack !== null;
    const bare = label === "" || !(isSegment(said) || said.data);
    const named = said.flags.length > 0 || said.data || said.unsaid;
    if (!bare && numbers && (named || said.len !== null)) {
      restBelow(rows, at, said, of, taken);
      return;
    }
    const beside = row.words.some(({ text }) => {
      const { flags, data } = saidIn(text);
      return flags.length > 0 || data;
    });
    if (bare && beside) return;
    const fits = (other: SaidSegment): boolean =>
      bare
        ? isSegment(other) || other.data
        : numbers
          ? isRestOf(said, other)
          : other.flags.length === 0 && isSegment(other);
    const found =
      above || !bare
        ? (near(rows, at, -1, fits, taken) ?? near(rows, at, 1, fits, taken))
        : (near(rows, at, 1, fits, taken) ?? near(rows, at, -1, fits, taken));
    if (found === null) {
      if (!bare && !numbers) numbersBeside(rows, at, of, taken);
      return;
    }
    for (const line of found) taken.add(line);
    of.set(
      at,
      found.map((line) => wordsAt(rows, line) ?? ""),
    );
  });
  farLabels(rows, of, taken);
  return { of, taken };
}

/** A label too long for its arrow: below it, and above no other arrow, stand the numbers that it lacks, and nothing else. */
function restBelow(
  rows: readonly (DrawnRow | null)[],
  at: number,
  label: SaidSegment,
  of: Map<number, readonly string[]>,
  taken: Set<number>,
): void {
  const words = wordsAt(rows, at + 1);
  if (words === null || taken.has(at + 1) || (rows[at + 2]?.arrows.length ?? 0) > 0) return;
  if (rows[at]?.bars.length && !rows[at + 1]?.words.every(({ inside }) => inside)) return;
  const rest = saidIn(words);
  const twice = (["seq", "ack", "len", "win"] as const).some(
    (field) => label[field] !== null && rest[field] !== null,
  );
  if (twice || rest.flags.length > 0 || rest.words !== "" || !hasNumbers(rest)) return;
  taken.add(at + 1);
  of.set(at, [words]);
}

/** Numbers that stand at the sender's bar, on the line above or below the flags. */
function numbersBeside(
  rows: readonly (DrawnRow | null)[],
  at: number,
  of: Map<number, readonly string[]>,
  taken: Set<number>,
): void {
  const row = rows[at];
  const way = row?.arrows[0]?.stroke.way;
  const [first, last] = [row?.bars[0], row?.bars.at(-1)];
  if (first === undefined || last === undefined || first === last) return;
  for (const line of [at - 1, at + 1]) {
    const other = rows[line];
    if (other == null || other.arrows.length > 0 || other.named !== null || taken.has(line)) continue;
    const own = other.words.every(({ from, to }) =>
      way === "right" ? to <= first : way === "left" && from > last,
    );
    const words = other.words.map(({ text }) => text).join(", ");
    const said = saidIn(words);
    if (!own || words === "" || said.flags.length > 0 || said.words !== "" || !hasNumbers(said)) continue;
    taken.add(line);
    const beside = row?.words.map(({ text }) => text).filter((text) => isSegment(saidIn(text))) ?? [];
    of.set(at, [...beside, words]);
    return;
  }
}

/** An arrow that nothing is written on may have its words one line further up or down, behind a line that is empty. */
function farLabels(
  rows: readonly (DrawnRow | null)[],
  of: Map<number, readonly string[]>,
  taken: Set<number>,
): void {
  const fits = (said: SaidSegment): boolean => isSegment(said);
  rows.forEach((row, at) => {
    const [arrow, more] = row?.arrows ?? [];
    if (row == null || arrow === undefined || more !== undefined || of.has(at) || row.named !== null) return;
    if (arrow.stroke.label !== "" || row.words.length > 0) return;
    for (const step of [-1, 1] as const) {
      const found = isEmpty(rows[at + step]) ? near(rows, at + step, step, fits, taken) : null;
      if (found === null) continue;
      for (const line of found) taken.add(line);
      of.set(
        at,
        found.map((line) => wordsAt(rows, line) ?? ""),
      );
      return;
    }
  });
}

/** Nothing but bars, or a piece of a slanting stroke. */
function isEmpty(row: DrawnRow | null | undefined): boolean {
  return row != null && row.arrows.length === 0 && row.words.every(({ text }) => /^[\\/\s]*$/.test(text));
}

/** Numbers on the arrow, and above it the flags that they belong to, with what other numbers there are. */
function isRestOf(said: SaidSegment, other: SaidSegment): boolean {
  const twice = (["seq", "ack", "len"] as const).some(
    (field) => said[field] !== null && other[field] !== null,
  );
  return other.flags.length > 0 && !twice && /^[\\/\s]*$/.test(other.words);
}

/** Where the first arrow without words has its own tells where all have. */
function labelsAreAbove(rows: readonly (DrawnRow | null)[]): boolean {
  const first = rows.findIndex(
    (row) => row !== null && row.arrows.length === 1 && row.arrows[0]?.stroke.label === "",
  );
  const words = first < 0 ? null : wordsAt(rows, first - 1);
  return words !== null && isSegment(saidIn(words));
}

/** The lines next to an arrow, from the top, whose words fit on it. */
function near(
  rows: readonly (DrawnRow | null)[],
  at: number,
  step: 1 | -1,
  fits: (said: SaidSegment) => boolean,
  taken: ReadonlySet<number>,
): readonly number[] | null {
  const lines: number[] = [];
  for (let line = at + step; ; line += step) {
    const words = wordsAt(rows, line);
    if (words === null || taken.has(line) || !fits(saidIn(words)) || REMARK.test(words)) break;
    // One line has the flags, and others have the numbers.
    if (
      lines.some((one) => saidIn(wordsAt(rows, one) ?? "").flags.length > 0) &&
      saidIn(words).flags.length > 0
    )
      break;
    if (step === 1) lines.push(line);
    else lines.unshift(line);
  }
  return lines.length > 0 ? lines : null;
}

const REMARK = /等待|收到|接收|received?|wait|状态|如果|发送/iu;

/** Pieces of a slanting stroke beside the words. */
const STROKES = /^[\\/]\s+|\s+[\\/]$/g;

/** The only words of a line without arrows. */
function wordsAt(rows: readonly (DrawnRow | null)[], line: number): string | null {
  const row = rows[line];
  if (row == null || row.arrows.length > 0 || row.named !== null || row.words.length === 0) return null;
  const inside = row.bars.length > 1 ? row.words.filter((one) => one.inside) : row.words;
  return inside.length === row.words.length && row.words.length <= 3
    ? row.words.map(({ text }) => text.replace(STROKES, "")).join(", ")
    : null;
}
