/**
 * `<...>`: options that a script leaves to the end under test. What the rest of the script proves to have been agreed is
 * written; what hangs on a number that nobody says (a shift of the window, a time) stays as words.
 */

import type { ObservedOptions, ObservedSegment } from "../observed.js";

/** `opening`: the lines of the SYNs whose options are not told. */
export function withUnsaid(
  segments: readonly ObservedSegment[],
  opening: ReadonlySet<number>,
): readonly ObservedSegment[] {
  const first = segments.find(({ line }) => opening.has(line));
  if (first === undefined) return segments;
  const sender = first.from.address;
  const sacks = segments.some(({ options }) => (options?.sack?.length ?? 0) > 0);
  const answered = segments.some(
    ({ from, flags, options }) =>
      from.address !== sender && flags?.includes("SYN") && flags.includes("ACK") && options?.sackok,
  );
  return segments.map((segment) => {
    if (opening.has(segment.line))
      return sacks || answered ? { ...segment, options: { ...segment.options, sackok: true } } : segment;
    return inWords(segment, segment.from.address === sender);
  });
}

/** A shift and times of one side alone were never agreed on as far as a reader can see, and windows depend on the shift. */
function inWords(segment: ObservedSegment, own: boolean): ObservedSegment {
  const { flags, options = {}, win } = segment;
  const syn = flags?.includes("SYN") === true;
  const answers = syn && flags?.includes("ACK") === true && !own;
  const { ts, wscale, ...rest } = options;
  const kept: ObservedOptions = {
    ...rest,
    ...(wscale === undefined || answers ? {} : { wscale }),
    ...(ts === undefined || !syn || answers ? {} : { ts }),
  };
  const words = [
    segment.words ?? "",
    !syn && win !== null ? `win ${win}` : "",
    answers && wscale !== undefined ? `wscale ${wscale}` : "",
    ts !== undefined && kept.ts === undefined ? `TS val ${ts[0]} ecr ${ts[1]}` : "",
  ].filter((one) => one !== "");
  return {
    ...segment,
    options: kept,
    win: syn ? win : null,
    words: words.length === 0 ? null : words.join(" "),
  };
}
