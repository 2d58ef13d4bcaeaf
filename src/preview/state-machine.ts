/** The way each end of a connection took through RFC 9293's states, hop by hop. */

import type { FlowTrace, Pair } from "../check/trace.js";
import { boxOf, EDGES, edgeOf, type Node } from "../diagram/state-machine.js";
import type { Statement } from "../language/ast.js";
import type { State } from "../tcp/state.js";
import type { Tcb } from "../tcp/tcb.js";
import { BESIDE_FIGURE_5, between } from "../tcp/transitions.js";
import { type Scene, scenes } from "./scenes.js";

export interface MachinePaths {
  /** An exercise: nothing is told. */
  readonly silent: boolean;
  readonly connections: readonly ConnectionPaths[];
}

export interface ConnectionPaths {
  readonly names: readonly [string, string];
  readonly ends: readonly [EndPath, EndPath];
}

export interface EndPath {
  readonly name: string;
  readonly start: Node;
  readonly hops: readonly Hop[];
  /** Hops left out at the beginning, where there are very many. */
  readonly skipped: number;
}

export interface Hop {
  readonly from: Node;
  readonly to: Node;
  /** The arrow of Figure 5; -1 where it has none. */
  readonly edge: number;
  /** The event, in the figure's words; empty where the RFC has no such change. */
  readonly cause: string;
  /** From 1. */
  readonly order: number;
  readonly scene: number;
  readonly line: number;
}

/** More would neither be read nor fit. */
const MOST_HOPS = 120;

export function statePaths(trace: FlowTrace): MachinePaths {
  if (trace.flow.kind === "exercise") return { silent: true, connections: [] };
  const walkers = trace.connections.map(() => null as null | [Walker, Walker]);
  scenes(trace).forEach((scene, index) => {
    for (let i = scene.first; i <= scene.last; i++) {
      const step = trace.steps[i];
      if (step === undefined || step.connection < 0 || step.after === null) continue;
      walkers[step.connection] ??= startWalkers(step.before ?? step.after);
      const [a, b] = walkers[step.connection] as [Walker, Walker];
      walk(a, step.after.a, index, scene);
      walk(b, step.after.b, index, scene);
    }
  });
  const connections = trace.connections.flatMap((names, i) => {
    const both = walkers[i];
    if (both === null || both === undefined) return [];
    const ends = [endPath(names.a, both[0]), endPath(names.b, both[1])] as const;
    return [{ names: [names.a, names.b] as const, ends }];
  });
  return { silent: false, connections };
}

/** The connection of the scene; the last one that moved where it concerns none. */
export function connectionOf(trace: FlowTrace, index: number): number {
  const scene = scenes(trace)[index];
  for (let i = scene?.last ?? -1; i >= 0; i--) {
    const connection = trace.steps[i]?.connection ?? -1;
    if (connection >= 0) return connection;
  }
  return 0;
}

/** An end on its way. */
interface Walker {
  readonly start: Node;
  at: State;
  box: Node;
  /** What is known of it after the last step. */
  tcb: Tcb;
  readonly hops: Hop[];
}

function startWalkers(pair: Pair): [Walker, Walker] {
  const at = (tcb: Tcb): Walker => ({ start: tcb.state, at: tcb.state, box: tcb.state, tcb, hops: [] });
  return [at(pair.a), at(pair.b)];
}

function walk(walker: Walker, tcb: Tcb, scene: number, { line, statement }: Scene): void {
  if (tcb === walker.tcb) return;
  for (const state of wayTo(walker.at, tcb)) {
    const other = otherCause(statement, state, tcb);
    const edge = other === null ? edgeOf(walker.at, state) : -1;
    const to = edge >= 0 ? (EDGES[edge]?.toNode ?? state) : boxOf(walker.at, state);
    walker.hops.push({
      from: walker.box,
      to,
      edge,
      cause: other ?? EDGES[edge]?.cause ?? causeBeside(walker.at, state),
      order: walker.hops.length + 1,
      scene,
      line,
    });
    walker.at = state;
    walker.box = to;
  }
  walker.tcb = tcb;
}

/** The states entered on the way to where the TCB is now; none where it has not moved. */
function wayTo(from: State, tcb: Tcb): readonly State[] {
  const { state, previous, passed } = tcb;
  if (state === from) return [];
  if (edgeOf(from, state) >= 0 && (previous === from || previous === null)) return [state];
  const stops = [previous, passed].filter((stop) => stop !== null && stop !== from && stop !== state);
  const way: State[] = [];
  let at = from;
  for (const stop of [...new Set([...(stops as State[]), state])]) {
    // A line that stands for several (a segment was missing) passes through the states in between.
    if (!isKnown(at, stop)) way.push(...(between(at, stop) ?? []));
    way.push(stop);
    at = stop;
  }
  return way;
}

function isKnown(from: State, to: State): boolean {
  return edgeOf(from, to) >= 0 || BESIDE_FIGURE_5.some((t) => t.from === from && t.to === to);
}

/** What leads to CLOSED beside the arrows of the figure; null for all else. */
function otherCause(statement: Statement | null, to: State, tcb: Tcb): string | null {
  if (to !== "CLOSED" && to !== "LISTEN") return null;
  const event = statement?.type === "local" && statement.what.kind === "event" ? statement.what : null;
  if (event?.event === "crash" || event?.event === "abort") return event.event.toUpperCase();
  if (event?.event === "timeout" && event.timer === "user") return "USER TIMEOUT";
  return tcb.reset && to === "CLOSED" ? "RST" : null;
}

function causeBeside(from: State, to: State): string {
  return BESIDE_FIGURE_5.find((t) => t.from === from && t.to === to)?.cause ?? "";
}

function endPath(name: string, { start, hops }: Walker): EndPath {
  const skipped = Math.max(0, hops.length - MOST_HOPS);
  const first = hops[skipped];
  return {
    name,
    start: skipped === 0 || first === undefined ? start : first.from,
    hops: hops.slice(skipped),
    skipped,
  };
}
