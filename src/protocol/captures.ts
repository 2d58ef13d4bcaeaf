/** The messages between the list of a capture's connections and its page. Types only. */

/** From the editor to the page. */
export type ToCapturePage =
  | { readonly type: "reading"; readonly texts: CapturePageTexts; readonly done: number }
  | { readonly type: "list"; readonly texts: CapturePageTexts; readonly list: CaptureListView };

/** From the page to the editor. */
export type FromCapturePage =
  | { readonly type: "ready" }
  | { readonly type: "cancel" }
  /** Import these connections, by their numbers, into one document. */
  | { readonly type: "open"; readonly streams: readonly number[] };

export interface CaptureListView {
  readonly title: string;
  /** What could not be read, or was left out: a sentence each. */
  readonly remarks: readonly string[];
  readonly rows: readonly CaptureRow[];
}

export interface CaptureRow {
  readonly stream: number;
  readonly ends: string;
  readonly segments: number;
  readonly octets: number;
  /** Seconds. */
  readonly lasted: number;
  readonly lastedText: string;
  readonly ended: string;
  /** What is wrong, in words; empty where nothing is. */
  readonly wrong: string;
  /** How many frames are remarkable. */
  readonly wrongCount: number;
}

export interface CapturePageTexts {
  readonly language: string;
  readonly reading: string;
  readonly cancel: string;
  readonly filter: string;
  /** `{0}` of `{1}` are shown. */
  readonly shown: string;
  readonly nothing: string;
  readonly howTo: string;
  readonly open: string;
  readonly columns: {
    readonly stream: string;
    readonly ends: string;
    readonly segments: string;
    readonly octets: string;
    readonly lasted: string;
    readonly ended: string;
    readonly wrong: string;
  };
}
