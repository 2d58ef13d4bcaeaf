/** Rows that say in which state an endpoint is: where it changes, and where the writer claims it. */

import type { FlowTrace, Pair, Step } from "../check/trace.js";
import type { Subject } from "../language/ast.js";
import type { State } from "../tcp/state.js";
import { NOTE_COLUMNS, type OverRow, type RowOptions, reasons, type Tone } from "./row.js";

/** The state shown last, by the keys of `Step.states`. */
export interface StateRecord {
  shown: Record<string, string>;
  /** Of the step before: a step that moves nobody has the same. */
  states?: Step["states"];
}

/** `S` of `S(C2)`. */
export function endpointOfKey(key: string): string {
  const bracket = key.indexOf("(");
  return bracket < 0 ? key : key.slice(0, bracket);
}

/** The states at the beginning, under the endpoints. */
export function firstRows(flow: FlowTrace, record: StateRecord): OverRow[] {
  const first = flow.steps[0];
  if (first === undefined || flow.flow.kind === "exercise") return [];
  const states = statesBefore(flow);
  record.shown = { ...states };
  return stateRow(flow.flow.line, "first", Object.entries(states));
}

/** What this step changed. */
export function stateRows(step: Step, flow: FlowTrace, record: StateRecord): OverRow[] {
  if (flow.flow.kind === "exercise") return [];
  if (step.states === record.states) return [];
  // Of thousands of connections one moves: no list is made of the others.
  const moved = record.states === undefined ? step.states.entries() : step.states.changedFrom(record.states);
  record.states = step.states;
  const changed = moved.filter(([key, state]) => record.shown[key] !== state);
  for (const [key, state] of changed) record.shown[key] = state;
  return stateRow(step.line, "state", changed);
}

/** Claims that are wrong; one that is right stands there already, as the change it speaks of. */
export function claimRows(step: Step, flow: FlowTrace, options: RowOptions, record: StateRecord): OverRow[] {
  const statement = step.statement;
  if (statement.type !== "local" || statement.what.kind !== "state") return [];
  const claim = statement.what;
  const wrong = reasons(step, options, NOTE_COLUMNS);
  if (wrong.length === 0 && flow.flow.kind !== "exercise") return [];
  const word = options.text.slice(claim.span.start, claim.span.end).replace(/\s*->\s*/, " → ");
  const tone: Tone = wrong.length > 0 ? "wrong" : "plain";
  const subjects = statement.subjects.filter((s) => flow.endpoints.some((e) => e.name === s.name.name));
  for (const subject of subjects) record.shown[keyOf(subject, step)] ??= "";
  return subjects.map((subject, i) => ({
    id: `${step.line}:claim:${subject.name.name}`,
    line: step.line,
    kind: "state",
    over: [subject.name.name],
    beside: i > 0,
    tone,
    text: [tone === "wrong" ? `✗ ${word}` : word, ...(i === subjects.length - 1 ? wrong : [])],
  }));
}

function keyOf(subject: Subject, step: Step): string {
  const name = subject.name.name;
  return subject.peer === null || step.states.get(name) !== undefined
    ? name
    : `${name}(${subject.peer.name})`;
}

function stateRow(line: number, what: string, states: readonly (readonly [string, State])[]): OverRow[] {
  const seen = new Set<string>();
  let beside = false;
  return states.map(([key, state]) => {
    const name = endpointOfKey(key);
    const row: OverRow = {
      id: `${line}:${what}:${key}`,
      line,
      kind: "state",
      over: [name],
      beside: beside && !seen.has(name),
      tone: "plain",
      text: [key === name ? state : `${key.slice(name.length)} ${state}`],
    };
    if (seen.has(name)) seen.clear();
    seen.add(name);
    beside = true;
    return row;
  });
}

/** The steps say what is so after them; what was so before the first of a connection stands in its `before`. */
function statesBefore(flow: FlowTrace): Record<string, State> {
  const first = flow.steps[0];
  const states: Record<string, State> = { ...first?.states.all };
  const done = new Set<number>();
  for (const step of flow.steps) {
    if (step.connection < 0 || step.before === null || done.has(step.connection)) continue;
    done.add(step.connection);
    const connection = flow.connections[step.connection];
    if (connection === undefined) continue;
    putState(states, connection.a, connection.b, step.before, "a");
    putState(states, connection.b, connection.a, step.before, "b");
  }
  return states;
}

function putState(
  states: Record<string, State>,
  name: string,
  peer: string,
  pair: Pair,
  side: "a" | "b",
): void {
  const key = name in states ? name : `${name}(${peer})`;
  if (key in states) states[key] = pair[side].state;
}
