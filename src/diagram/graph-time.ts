/** When the steps of a flow happen: one after the other, and in milliseconds where the flow says so. */

import type { FlowTrace, Step, StepKind } from "../check/trace.js";

export interface GraphTime {
  /** The line of each tick; a tick is a step at which something happens. */
  readonly lines: readonly number[];
  /** In milliseconds, of each tick; null where the flow has no times. */
  readonly times: readonly number[] | null;
  /** Ticks of which the flow does not say the time, though it does of others: they stand evenly between those. */
  readonly untimed: readonly number[];
}

const HAPPENINGS: ReadonlySet<StepKind> = new Set<StepKind>(["segment", "deliver", "event", "elision"]);

/** `ticks`: of each step its tick; -1 where nothing happens. */
export function graphTime({ steps }: FlowTrace): GraphTime & { readonly ticks: readonly number[] } {
  const ticks: number[] = [];
  const lines: number[] = [];
  const said: (number | null)[] = [];
  for (const step of steps) {
    if (!HAPPENINGS.has(step.kind)) {
      ticks.push(-1);
      continue;
    }
    ticks.push(lines.length);
    lines.push(step.line);
    said.push(timeOf(step));
  }
  const times = isTimed(said) ? placed(said) : null;
  const untimed = times === null ? [] : said.flatMap((time, tick) => (time === null ? [tick] : []));
  return { ticks, lines, times, untimed };
}

function timeOf({ statement }: Step): number | null {
  return statement.at?.ms ?? null;
}

/** One moment alone is no course of time. */
function isTimed(said: readonly (number | null)[]): boolean {
  const first = said.find((time) => time !== null);
  return said.some((time) => time !== null && time !== first);
}

/** What has no time stands evenly between what has; time never runs backwards. */
function placed(said: readonly (number | null)[]): number[] {
  const out: number[] = [];
  let last = said.find((time) => time !== null) ?? 0;
  for (let i = 0; i < said.length; i++) {
    const own = said[i] ?? null;
    if (own !== null) {
      last = Math.max(last, own);
      out.push(last);
      continue;
    }
    let next = i;
    while (next < said.length && (said[next] ?? null) === null) next++;
    const end = Math.max(last, said[next] ?? last);
    const begin = out.length === 0 ? end : last;
    for (let k = i; k < next; k++) out.push(begin + ((end - begin) * (k - i + 1)) / (next - i + 1));
    i = next - 1;
  }
  return out;
}
