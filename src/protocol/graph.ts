/** What the panel tells the page of the time–sequence graphs of a flow. Types only. */

export interface GraphView {
  readonly version: string;
  readonly texts: GraphTexts;
  /** Why nothing is shown; null where something is. */
  readonly silent: string | null;
  /** The line of each tick, rising; a tick is a step at which something happens. */
  readonly lines: readonly number[];
  /** The number of its step, as the film counts them, of each tick, rising. */
  readonly steps: readonly number[];
  /** How many lines of its file stand above the flow: people count from there. */
  readonly linesAbove: number;
  /** In milliseconds, of each tick, rising; null where the flow has no times. */
  readonly times: readonly number[] | null;
  readonly directions: readonly GraphDirectionView[];
}

/** Columns: what belongs to one point stands at the same place of each. */
export interface GraphDirectionView {
  readonly title: string;
  /** What one hears of the graph: which direction, and its keys. */
  readonly keys: string;
  /** As an entry of a list of directions: with how much was sent. */
  readonly entry: string;
  /** An index into the connections, as a scene has it. */
  readonly connection: number;
  readonly octets: number;
  /** What the vertical axis counts. */
  readonly axis: string;
  /** What a reader must know. */
  readonly notes: readonly string[];
  readonly sent: { readonly tick: readonly number[] } & GraphSpans;
  /** Which of them: places in `sent`. */
  readonly again: readonly number[];
  readonly lost: readonly number[];
  readonly syn: readonly number[];
  readonly fin: readonly number[];
  readonly reset: readonly number[];
  readonly open: readonly number[];
  readonly acks: { readonly tick: readonly number[]; readonly at: readonly number[] };
  /** Which of them: places in `acks`. */
  readonly duplicate: readonly number[];
  readonly closed: readonly number[];
  readonly sacks: { readonly tick: readonly number[] } & GraphSpans;
  readonly acked: GraphLineView;
  readonly edge: GraphLineView;
  readonly flight: GraphLineView;
  readonly window: GraphLineView;
  /** Ticks at which data is left out. */
  readonly gaps: readonly number[];
}

interface GraphSpans {
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** A value that holds until the next one; null where there is none. */
export interface GraphLineView {
  readonly tick: readonly number[];
  readonly value: readonly (number | null)[];
}

/** What can be shown and hidden. */
export type GraphSeries = "sent" | "again" | "acked" | "sack" | "edge" | "flight" | "window";

/** What the page keeps of the graph over a reload. */
export interface GraphState {
  /** By steps, though there are times. */
  readonly steps: boolean;
  readonly table: boolean;
  readonly hidden: readonly GraphSeries[];
  /** The title of the direction; empty for the one of which most was sent. */
  readonly direction: string;
}

/** `{0}` and so on are filled in by the page. */
export interface GraphTexts {
  readonly language: string;
  readonly title: string;
  readonly direction: string;
  readonly axis: string;
  readonly time: string;
  readonly steps: string;
  readonly table: string;
  readonly zoomOut: string;
  readonly legend: string;
  readonly series: Readonly<Record<GraphSeries, string>>;
  /** Where the edge of the window, or the window, is higher than what is shown. */
  readonly above: string;
  /** Titles of axes; `{0}` is the unit. */
  readonly timeAxis: string;
  readonly stepAxis: string;
  readonly flightAxis: string;
  readonly at: { readonly time: string; readonly step: string };
  /** `{0}` and `{1}`: the first number, and the one behind the last. `{2}`: how many octets. */
  readonly sent: string;
  readonly octet: string;
  readonly octets: string;
  readonly flagged: string;
  readonly reset: string;
  readonly acknowledges: string;
  readonly sack: string;
  readonly again: string;
  readonly lost: string;
  readonly open: string;
  readonly duplicate: string;
  readonly closed: string;
  readonly inFlight: string;
  readonly windowIs: string;
  readonly line: string;
  /** Between parts of a sentence. */
  readonly comma: string;
  readonly columns: {
    readonly when: string;
    readonly line: string;
    readonly what: string;
    readonly inFlight: string;
  };
  readonly rows: string;
  readonly earlier: string;
  readonly later: string;
}
