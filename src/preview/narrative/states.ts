/** The states of a step in sentences: which end goes where, and where the other one is. */

import type { FlowTrace, Step } from "../../check/trace.js";
import { textAt } from "../../language/at.js";
import type { Locale } from "../../messages/locale.js";
import { narrativeTexts } from "../../messages/narrative.js";
import { tcbOf } from "../../reading/hover/segment.js";
import type { State } from "../../tcp/state.js";
import { pairAt } from "../knowledge.js";

export interface StatesTold {
  /** Who moved, and that the connection is open where it has just become so. */
  readonly changes: readonly string[];
  /** Where those are that have not moved; empty where both have, or where there is no connection. */
  readonly still: string;
}

export function statesOfScene(trace: FlowTrace, steps: readonly Step[], locale: Locale): StatesTold {
  const texts = narrativeTexts(locale);
  const moved = new Map<string, [end: string, from: State, to: State]>();
  let open = false;
  for (const step of steps) {
    if (step.before === null || step.after === null) continue;
    for (const [name, key] of endsOf(trace, step.connection)) {
      const before = tcbOf({ trace, step }, step.before, name);
      const after = tcbOf({ trace, step }, step.after, name);
      if (before === null || after === null || before.state === after.state) continue;
      moved.set(key, [key, moved.get(key)?.[1] ?? before.state, after.state]);
    }
    open ||= isOpen(step.after) && !isOpen(step.before);
  }
  const all = [...moved.values()];
  const changes = [...(all.length === 0 ? [] : [texts.changes(all)]), ...(open ? [texts.openNow] : [])];
  return { changes, still: standStill(trace, steps.at(-1), moved, locale) };
}

/** A sentence is not a table. */
const MOST_STATES = 8;

/** In which states the ends begin; empty where there are none. */
export function statesAtBeginning(trace: FlowTrace, locale: Locale): string {
  const states = trace.connections.flatMap((_, i) => {
    const pair = pairAt(trace, i, -1);
    const keys = endsOf(trace, i).map(([, key]) => key);
    return pair === null
      ? []
      : ([
          [textAt(keys, 0), pair.a.state],
          [textAt(keys, 1), pair.b.state],
        ] as const);
  });
  return states.length === 0 ? "" : narrativeTexts(locale).states(states.slice(0, MOST_STATES));
}

function standStill(
  trace: FlowTrace,
  step: Step | undefined,
  moved: ReadonlyMap<string, unknown>,
  locale: Locale,
): string {
  const { after } = step ?? {};
  if (step === undefined || after === null || after === undefined) return "";
  const still = endsOf(trace, step.connection).flatMap(([, key], i) =>
    moved.has(key) ? [] : [[key, i === 0 ? after.a.state : after.b.state] as const],
  );
  return still.length === 0 ? "" : narrativeTexts(locale).states(still);
}

function isOpen({ a, b }: NonNullable<Step["after"]>): boolean {
  return a.state === "ESTABLISHED" && b.state === "ESTABLISHED";
}

/** Both names of a connection, and what each is called among the others: `S(C2)` where it has several connections. */
function endsOf(trace: FlowTrace, connection: number): readonly (readonly [name: string, key: string])[] {
  const names = trace.connections[connection];
  if (names === undefined) return [];
  const key = (name: string, peer: string) => {
    const own = trace.connections.filter((c) => c.a === name || c.b === name);
    return own.length > 1 ? `${name}(${peer})` : name;
  };
  return [
    [names.a, key(names.a, names.b)],
    [names.b, key(names.b, names.a)],
  ];
}
