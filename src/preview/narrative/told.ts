/** One step of an exchange, told. */

export interface Told {
  readonly scene: number;
  readonly line: number;
  /** Heading of the section in which it stands. */
  readonly chapter: string | null;
  /** What happens, as short as the language writes it: `C → S: SYN seq=x`. */
  readonly title: string;
  /** The same in words, for those who listen. */
  readonly words: string;
  /** The words say no more than the title does. */
  readonly wordsRepeat: boolean;
  /** What it means, and what it changes. */
  readonly sentences: readonly string[];
  /** Where those are that have not moved; empty where nothing is known or nothing may be told. */
  readonly states: string;
  readonly findings: readonly ToldFinding[];
}

export interface ToldFinding {
  readonly tone: "error" | "warning" | "information";
  readonly text: string;
}
