/** What the panel tells the page about one step, the exchange in words, the graph and the state machine. Types only. */

import type { GraphState, GraphView } from "./graph.js";

/** From the panel to the page. */
export type PanelsToPage =
  /** The marked step: sent whenever the mark or the text changes. */
  | { readonly type: "scene"; readonly scene: SceneView }
  | { readonly type: "transcript"; readonly transcript: TranscriptView }
  | { readonly type: "machine"; readonly machine: MachineView }
  | { readonly type: "graph"; readonly graph: GraphView };

/** From the page to the panel. */
export type PanelsFromPage =
  /**
   * Go to this step; counted from 0, which is the beginning. `played`: the film went on by itself, and nobody
   * pressed anything. `request` counts up, here and in `marked`.
   */
  | { readonly type: "step"; readonly index: number; readonly played: boolean; readonly request: number }
  /** A row of this line was marked in the page. */
  | { readonly type: "marked"; readonly line: number; readonly request: number }
  /** Send the steps from there on in words. */
  | { readonly type: "tell"; readonly from: number }
  /** Send the state machine with the paths through it. */
  | { readonly type: "paths" }
  /** Send the time–sequence graphs. */
  | { readonly type: "plot" };

/** One step, told. */
export interface ToldView {
  readonly scene: number;
  readonly line: number;
  readonly chapter: string | null;
  /** As the language writes it. */
  readonly title: string;
  /** The same in words. */
  readonly words: string;
  /** The words say no more than the title does. */
  readonly wordsRepeat: boolean;
  readonly sentences: readonly string[];
  /** The states after it; empty where nothing is to be said. */
  readonly states: string;
  readonly findings: readonly { readonly tone: "error" | "warning" | "information"; readonly text: string }[];
}

export interface SceneView {
  /** Of the text: what was sent for another one is out of date. */
  readonly version: string;
  /** Somebody steps: the mark goes with it. */
  readonly stepped: boolean;
  /** The last request for a step or a mark that had come when this was sent; 0 for none. */
  readonly answers: number;
  readonly texts: PanelPageTexts;
  readonly index: number;
  /** How many steps there are, with the beginning. */
  readonly count: number;
  readonly line: number;
  /** The line whose rows it marks; -1 for the beginning, which has none. */
  readonly mark: number;
  /** `Step 3 of 12` */
  readonly position: string;
  readonly goToLine: string;
  readonly told: ToldView;
  readonly knowledge: KnowledgeView;
  /** The connection it is about: an index into those of the state machine. */
  readonly connection: number;
}

export interface KnowledgeView {
  /** Why nothing is shown; null where something is. */
  readonly silent: string | null;
  readonly connections: readonly ConnectionView[];
  /** Connections left out; null for none. */
  readonly more: string | null;
}

export interface ConnectionView {
  readonly title: string;
  readonly ends: readonly { readonly name: string; readonly label: string | null }[];
  readonly rows: readonly FactView[];
  readonly flight: readonly { readonly text: string; readonly where: string; readonly line: number }[];
  /** Segments on the way that are left out, or that there are none; null for neither. */
  readonly flightNote: string | null;
}

export interface FactView {
  readonly name: string;
  readonly meaning: string;
  /** One for each end. */
  readonly cells: readonly CellView[];
}

export interface CellView {
  readonly value: string;
  /** What it was before this step; null where it has not changed. */
  readonly old: string | null;
  /** The same for those who listen. */
  readonly spoken: string | null;
}

export interface TranscriptView {
  readonly version: string;
  readonly title: string;
  readonly from: number;
  readonly count: number;
  readonly told: readonly ToldView[];
  /** `Steps 1 to 50 of 200` */
  readonly shown: string;
}

export interface MachineView {
  readonly version: string;
  readonly silent: string | null;
  /** Mermaid text, the same for every flow. */
  readonly source: string;
  readonly nodes: readonly { readonly node: string; readonly id: string }[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
  readonly connections: readonly {
    readonly title: string;
    readonly ends: readonly EndPathView[];
  }[];
}

export interface EndPathView {
  readonly name: string;
  readonly heading: string;
  /** The box in which it begins. */
  readonly start: string;
  readonly startText: string;
  readonly hops: readonly HopView[];
  /** Said where it never moves. */
  readonly stays: string | null;
}

export interface HopView {
  readonly from: string;
  readonly to: string;
  /** An index into `edges`; -1 where the figure has no such arrow. */
  readonly edge: number;
  readonly order: number;
  readonly scene: number;
  /** The event, in the words of the RFC. */
  readonly cause: string;
  readonly text: string;
}

/** The fixed words of the page. */
export interface PanelPageTexts {
  readonly language: string;
  readonly knowledge: string;
  readonly changed: string;
  readonly inFlight: string;
  readonly film: string;
  readonly steps: string;
  readonly first: string;
  readonly previous: string;
  readonly play: string;
  readonly next: string;
  readonly last: string;
  readonly speed: string;
  readonly reveal: string;
  readonly sequence: string;
  readonly machine: string;
  readonly machineOf: string;
  readonly source: string;
  readonly cannotDraw: string;
  readonly notInFigure: string;
  readonly asText: string;
  readonly graph: string;
  readonly earlier: string;
  readonly later: string;
}

export type MainView = "sequence" | "machine" | "graph" | "text";

/** What the page keeps over a reload. */
export interface PanelsState {
  readonly side: boolean;
  readonly film: boolean;
  readonly view: MainView;
  readonly speed: number;
  /** Of the state machine; 0 for as wide as there is room. */
  readonly machineZoom: number;
  readonly graph: GraphState;
}
