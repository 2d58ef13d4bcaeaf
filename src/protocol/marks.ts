/** What is drawn round the rows, as the panel tells the page. Types only. */

/** Of a row that is more than a plain one; numbers the page counts itself. */
export interface PageMark {
  readonly shape?: "lost" | "departs" | "arrives" | "stray";
  /** As written, without the `@`. */
  readonly time?: string;
  /** How long after the time before it. */
  readonly since?: string;
  /** The badge of a segment in flight, the same at both its ends, and which colour it has. */
  readonly flight?: string;
  readonly colour?: number;
  /** The id of the row that this one sends again; the page adds its number, where numbers are shown. */
  readonly repeats?: string;
  readonly repeatsNumber?: number;
  /** Of an arrival: the id of the row that departs. */
  readonly departure?: string;
}

/** By the ids of the rows. */
export type PageMarks = Readonly<Record<string, PageMark>>;
