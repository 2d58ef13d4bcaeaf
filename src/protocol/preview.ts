/** The messages between the preview panel and its page. Types only. */

import type { ExportAnswer, ExportRequest } from "./export.js";
import type { PageMarks } from "./marks.js";
import type { PanelsFromPage, PanelsToPage } from "./panels.js";

/** From the panel to the page. */
export type ToPage =
  | PanelsToPage
  | { readonly type: "show"; readonly view: View }
  /** The cursor moved to this line of the text. */
  | { readonly type: "cursor"; readonly line: number }
  /** The answer to `explain`; empty where there is nothing to say. */
  | { readonly type: "explanation"; readonly request: number; readonly markdown: string }
  /** Open the search box. */
  | { readonly type: "find" }
  | ExportRequest;

/** From the page to the panel. */
export type FromPage =
  | PanelsFromPage
  /** The page has loaded and can show something; it knows no sheet yet. */
  | { readonly type: "ready" }
  /** A row was chosen: show its line in the editor, and go there if `focus`. */
  | { readonly type: "reveal"; readonly line: number; readonly focus: boolean }
  /** What is this row? `id` as the view has it: `12:segment`. */
  | { readonly type: "explain"; readonly request: number; readonly id: string }
  /** Show this flow; -1 for the one at the cursor. */
  | { readonly type: "flow"; readonly index: number }
  | { readonly type: "toggle"; readonly what: "states" | "notes" | "lock" | "autonumber" }
  /** Ask how numbers are to be shown, or what to make of the diagram. */
  | { readonly type: "ask"; readonly what: "numbers" | "export" | "graph" }
  | ExportAnswer
  | { readonly type: "copy" }
  | { readonly type: "source" }
  /** Offer what can be done about this line, which could not be read. */
  | { readonly type: "repair"; readonly line: number };

/** All that the page shows. */
export interface View {
  /** Counts up; the page tells which one it shows by `data-revision`. */
  readonly revision: number;
  readonly texts: PageTexts;
  /** Mermaid text that opens every sheet: the kind of diagram, and its participants. */
  readonly head: string;
  /** From the top; empty where there is nothing to draw. */
  readonly blocks: readonly SheetBlock[];
  /** Sheets that the page does not have: it keeps those of the view before. */
  readonly sheets: Readonly<Record<string, Sheet>>;
  /** Where there is nothing to draw: the first line that could not be read. */
  readonly unreadable: number | null;
  /** Line of the cursor, -1 where there is none. */
  readonly cursor: number;
  readonly flows: readonly string[];
  /** The flow that is shown. */
  readonly flow: number;
  /** It is the one at the cursor, and changes with it. */
  readonly following: boolean;
  readonly states: boolean;
  readonly notes: boolean;
  readonly locked: boolean;
  readonly autonumber: boolean;
  /** Numbers are shown in another form than as written. */
  readonly otherNumbers: boolean;
  /** What a reader must know about the numbers; null for nothing. */
  readonly legend: string | null;
  /** What is drawn round the rows. */
  readonly marks: PageMarks;
  /** How many lines of its file stand above the flow: people count from there. */
  readonly linesAbove: number;
  /** What the page keeps over a reload, and the panel gets back. */
  readonly state: PanelState;
}

/** What a picture is drawn with, in whichever page. */
export type Drawn = Pick<View, "head" | "blocks" | "sheets" | "marks" | "autonumber" | "linesAbove"> & {
  readonly texts: Pick<PageTexts, "old" | "repeats" | "repeatsLine" | "rowsHidden" | "phase">;
};

/** A flow in a rendered note: it stands in the HTML of its block. */
export type NotePicture = Drawn & { readonly texts: Pick<PageTexts, "picture"> };

/** A sheet in its place. */
export interface SheetBlock {
  /** Of `View.sheets`; made of what the sheet says, so equal sheets have equal keys. */
  readonly key: string;
  /** The line of its first row. */
  readonly line: number;
}

/** Some rows, drawn as one picture; or the heading of a phase, which is a row by itself. */
export interface Sheet {
  readonly section: boolean;
  /** Mermaid text, to be put after the head. */
  readonly body: string;
  readonly rows: readonly RowInfo[];
}

/** A message or note of the picture, in the order of the Mermaid text. */
export interface RowInfo {
  /** What is added to line and colon, to make the id of the row. */
  readonly name: string;
  /** Counted from the line of the block. */
  readonly line: number;
  readonly kind: RowKind;
  readonly tone: "plain" | "wrong" | "dimmed";
  /** As it is shown, one string a line. */
  readonly text: readonly string[];
  /** The endpoints from and to which it reaches, by number; an arrow keeps its direction. */
  readonly at: readonly [number, number];
  readonly arrow: boolean;
  /** Stands beside the one before it, not below. */
  readonly beside: boolean;
  /** The same for the same text of its line, whatever the numbers on it come to. */
  readonly print: string;
}

export type RowKind =
  | "segment"
  | "arrival"
  | "elision"
  | "broken"
  | "section"
  | "note"
  | "state"
  | "event"
  | "blank";

/** What the panel needs to come back after a reload. */
export interface PanelState {
  readonly uri: string;
  /** -1: follows the cursor. */
  readonly flow: number;
  readonly locked: boolean;
  readonly states?: boolean;
  readonly notes?: boolean;
  readonly autonumber?: boolean;
  readonly numbers?: "written" | "symbolic" | "relative" | "absolute";
}

export interface PageTexts {
  readonly language: string;
  /** Shown in place of a picture: what is missing, what to do, an example. */
  readonly empty: string;
  readonly whatToDo: string;
  readonly example: string;
  /** A button that leads to what can be done about it. */
  readonly repair: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly fitWidth: string;
  /** The name of the bar of buttons. */
  readonly toolbar: string;
  readonly states: string;
  readonly notes: string;
  readonly chooseFlow: string;
  readonly followCursor: string;
  readonly copyMermaid: string;
  readonly showSource: string;
  readonly lock: string;
  readonly find: string;
  readonly findNext: string;
  readonly findPrevious: string;
  readonly close: string;
  /** `{0}` of `{1}`. */
  readonly found: string;
  readonly notFound: string;
  /** Of a phase that folds; `{0}` stands for its heading. */
  readonly phase: string;
  readonly foldAll: string;
  /** `{0}` stands for the number. */
  readonly rowsHidden: string;
  readonly picture: string;
  /** `{0}` stands for the number of the line. */
  readonly line: string;
  readonly goToLine: string;
  readonly cannotDraw: string;
  readonly numbers: string;
  readonly autonumber: string;
  readonly export: string;
  /** On the badge of an old segment. */
  readonly old: string;
  /** `{0}` stands for the number of the original. */
  readonly repeats: string;
  /** `{0}` stands for its line, where numbers are not shown. */
  readonly repeatsLine: string;
}
