/** RFC 9293's Figure 5 as a Mermaid state diagram. It is the same for every flow: paths are marked on it, not drawn. */

import type { State } from "../tcp/state.js";
import { STATES } from "../tcp/state.js";
import { FIGURE_5, type Transition } from "../tcp/transitions.js";

/** A box of the diagram. As in the figure CLOSED stands at the top, and once more where connections end. */
export type Node = State | "CLOSED (end)";

export interface Edge extends Transition {
  readonly fromNode: Node;
  readonly toNode: Node;
}

export interface MachineDiagram {
  readonly source: string;
  /** Mermaid's id of each box, without the picture's own part. */
  readonly nodes: readonly { readonly node: Node; readonly id: string }[];
  /** In the order in which Mermaid counts them: `edge0` is the first. */
  readonly edges: readonly Edge[];
}

export const END: Node = "CLOSED (end)";

/** The box in which a change out of `from` ends. */
export function boxOf(from: State, to: State): Node {
  return to === "CLOSED" && !BEFORE_THE_CONNECTION.has(from) ? END : to;
}

const BEFORE_THE_CONNECTION: ReadonlySet<State> = new Set<State>([
  "CLOSED",
  "LISTEN",
  "SYN-SENT",
  "SYN-RECEIVED",
]);

export const EDGES: readonly Edge[] = FIGURE_5.map((transition) => ({
  ...transition,
  fromNode: transition.from,
  toNode: boxOf(transition.from, transition.to),
}));

/** The number of the arrow; -1 where the figure has none. */
export function edgeOf(from: State, to: State): number {
  return EDGES.findIndex((edge) => edge.from === from && edge.to === to);
}

export function machineDiagram(): MachineDiagram {
  return DIAGRAM;
}

const NODES = [...STATES, END].map((node) => ({ node, id: idOf(node) }));

const DIAGRAM: MachineDiagram = {
  source: [
    "stateDiagram-v2",
    ...NODES.map(({ node, id }) => `  state "${node === END ? "CLOSED" : node}" as ${id}`),
    ...EDGES.map((edge) => `  ${idOf(edge.fromNode)} --> ${idOf(edge.toNode)} : ${labelOf(edge)}`),
    "",
  ].join("\n"),
  nodes: NODES,
  edges: EDGES,
};

/** Cause over action, as the figure has them. */
function labelOf({ cause, action }: Transition): string {
  return action === "x" ? cause : `${cause}<br/>${action}`;
}

function idOf(node: Node): string {
  return node.replace(/\W+/g, "_").replace(/_$/, "");
}
