/** The messages between the preview panel and its page. Types only. */

/** From the panel to the page. */
export type ToPage =
  | { readonly type: "show"; readonly view: View }
  /** The cursor moved to this line of the text. */
  | { readonly type: "cursor"; readonly line: number };

/** From the page to the panel. */
export type FromPage =
  /** The page has loaded and can show something. */
  | { readonly type: "ready" }
  /** A row was clicked: show its line in the editor. */
  | { readonly type: "reveal"; readonly line: number }
  /** Move the window of drawn rows. */
  | { readonly type: "more"; readonly where: "above" | "below" }
  /** Show this flow; -1 for the one at the cursor. */
  | { readonly type: "flow"; readonly index: number }
  | { readonly type: "toggle"; readonly what: "states" | "notes" }
  | { readonly type: "copy" }
  | { readonly type: "source" };

/** All that the page shows. */
export interface View {
  readonly texts: PageTexts;
  /** Mermaid text; empty where there is nothing to draw. */
  readonly source: string;
  readonly items: readonly Item[];
  readonly above: number;
  readonly below: number;
  /** Line of the cursor, -1 where there is none. */
  readonly cursor: number;
  readonly flows: readonly string[];
  /** The flow that is shown. */
  readonly flow: number;
  /** It is the one at the cursor, and changes with it. */
  readonly following: boolean;
  readonly states: boolean;
  readonly notes: boolean;
  /** What the page keeps over a reload, and the panel gets back. */
  readonly state: PreviewState;
}

/** A message or note of the picture: `index` is N of its `data-id="iN"`. */
export interface Item {
  readonly index: number;
  readonly id: string;
  readonly line: number;
  readonly kind: string;
  readonly tone: "plain" | "wrong" | "dimmed";
  /** Stands beside the one before it, not below. */
  readonly beside: boolean;
}

export interface PreviewState {
  readonly uri: string;
  /** -1: follows the cursor. */
  readonly flow: number;
}

export interface PageTexts {
  readonly language: string;
  /** Shown in place of a picture: what is missing, what to do, an example. */
  readonly empty: string;
  readonly whatToDo: string;
  readonly example: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly fitWidth: string;
  readonly actualSize: string;
  readonly states: string;
  readonly notes: string;
  readonly chooseFlow: string;
  readonly followCursor: string;
  readonly copyMermaid: string;
  readonly copied: string;
  readonly showSource: string;
  readonly above: string;
  readonly below: string;
  /** `{0}` stands for the reason. */
  readonly cannotDraw: string;
}
