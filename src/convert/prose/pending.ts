/** What a sentence has told of a segment before the next one goes on. */

/** What is being sent, as far as it has been told. */
export interface Pending {
  readonly line: number;
  from: string | null;
  to: string | null;
  readonly texts: string[];
  sent: boolean;
  /** Sent once more. */
  again: boolean;
  /** Another act than the one before it, though it may say no more. */
  readonly anew: boolean;
  /** Number of the sentence in which the first of it was told. */
  readonly sentence: number;
}

export function opened(line: number, from: string | null, sentence: number): Pending {
  return { line, from, to: null, texts: [], sent: false, again: false, anew: false, sentence };
}
