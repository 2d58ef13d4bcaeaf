/** The form in which the sentences of a diagnostic are kept. */

import type { Both } from "../locale.js";

/**
 * A sentence in its parts: `what: why, so expected`. Each part is a clause without a full stop.
 * `what` and `why` must hold nothing that a student is still to find out; what tells the answer
 * stands in `expected` and `openly`, which exercises leave out.
 */
export interface Wording {
  readonly what: string;
  /** Instead of `what`, where the answer may be told. */
  readonly openly?: string | undefined;
  readonly why: string;
  readonly expected?: string | undefined;
  /** How `expected` follows; `so` where nothing is said. */
  readonly link?: SentenceLink;
}

/** `, so …` · `, but …` · `; …` · `. Did you mean …?` */
export type SentenceLink = "so" | "but" | "also" | "ask";

export interface Entry<A> extends Both<(args: A) => Wording> {
  /** A few words for a table of contents. */
  readonly title: Both<string>;
  /** What Wireshark's TCP analysis calls it: said beside our own name. */
  readonly wireshark?: Both<string>;
  /** Where Wireshark would call it something else, as a clause for the page. */
  readonly wiresharkDiffers?: Both<string>;
}

export function entry<A>(e: Entry<A>): Entry<A> {
  return e;
}

/** A name of a tool, which is not translated. */
export function sameName(name: string): Both<string> {
  return { en: name, zh: name };
}

const LONGEST_QUOTE = 40;

/** The writer's own text within a sentence. */
export function quote(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  const characters = [...line];
  return `“${characters.length > LONGEST_QUOTE ? `${characters.slice(0, LONGEST_QUOTE).join("")}…` : line}”`;
}

/** A part of a sentence that is said only if there is something to say. */
export function given(text: string, say: (text: string) => string): string | undefined {
  return text === "" ? undefined : say(text);
}

/** What a segment is called: by its flags, or by a word that is translated. */
export function segmentZh(name: string): string {
  return name === "data" ? "数据" : name;
}

/** What of a segment is answered: its SYN, its FIN, else its data, or the whole of it where it has none of them. */
export function answered(segment: string): string {
  return ["SYN", "FIN"].find((flag) => segment.includes(flag)) ?? segment;
}
