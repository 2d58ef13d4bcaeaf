/** Where in a line the cursor stands: what is typed before it, and what kind of line that makes. */

import type { Continuation } from "../../check/continue.js";
import type { Locale } from "../../messages/locale.js";

/** The place of a completion. In an exercise nothing is tried out: what would be refused gives answers away. */
export interface Here {
  readonly c: Continuation;
  readonly locale: Locale;
  readonly exercise: boolean;
  /** The statement as far as it is typed: from its first character (after `@TIME`) to the cursor. */
  readonly head: string;
  /** Offset of the head. */
  readonly start: number;
  /** Offset of the cursor. */
  readonly offset: number;
  /** Nothing stands behind the cursor on its line but a comment. */
  readonly atEnd: boolean;
}

/** Something to insert: offsets and strings. */
export interface Completion {
  readonly kind: CompletionKind;
  readonly label: string;
  /** A word or two beside the label. */
  readonly detail: string;
  /** Sentences, as Markdown. */
  readonly documentation: string;
  /** What is replaced: up to the cursor. */
  readonly span: { readonly start: number; readonly end: number };
  readonly insert: string;
  /** Places within `insert` to go through with the Tab key. */
  readonly stops: readonly { readonly start: number; readonly end: number }[];
  /** What typed letters are compared with. */
  readonly filter: string;
  /** More is to follow at once: the next proposals are asked for. */
  readonly asksOn: boolean;
}

export type CompletionKind =
  | "line"
  | "phase"
  | "keyword"
  | "endpoint"
  | "arrow"
  | "flag"
  | "field"
  | "value"
  | "state"
  | "event"
  | "id";

/** A word in place of the one under the cursor, `typed` characters long. */
export function word(
  here: Here,
  kind: CompletionKind,
  label: string,
  typed: string,
  about: { readonly detail?: string; readonly documentation?: string; readonly insert?: string } = {},
): Completion {
  const { detail = "", documentation = "", insert = label } = about;
  const span = { start: here.offset - typed.length, end: here.offset };
  return {
    kind,
    label,
    detail,
    documentation,
    span,
    insert,
    stops: [],
    filter: label,
    asksOn: insert.endsWith(" "),
  };
}

const NAME = String.raw`[\p{L}_][\p{L}\p{N}_]*`;
const ARROW = "->|-x|~>|<-|x-|<~";

export type LineSoFar =
  | { readonly kind: "start"; readonly typed: string }
  | { readonly kind: "declaration"; readonly name: string | null; readonly typed: string }
  | { readonly kind: "note"; readonly typed: string }
  | { readonly kind: "deliver"; readonly ids: readonly string[]; readonly typed: string }
  | { readonly kind: "elision"; readonly typed: string }
  | { readonly kind: "exercise-kind"; readonly typed: string }
  | { readonly kind: "choice"; readonly typed: string }
  /** `C `, `C -`: a name, and perhaps the beginning of an arrow. */
  | { readonly kind: "after-name"; readonly name: string; readonly typed: string }
  | { readonly kind: "after-arrow"; readonly name: string; readonly arrow: string; readonly typed: string }
  | {
      readonly kind: "segment";
      readonly from: string;
      readonly to: string;
      /** Up to the colon. */
      readonly prefix: string;
      readonly tail: string;
    }
  | { readonly kind: "local"; readonly prefix: string; readonly tail: string }
  /** Free text, or something that is not understood: nothing is proposed. */
  | { readonly kind: "other" };

type Reader = readonly [pattern: RegExp, read: (groups: readonly string[]) => LineSoFar];

const pattern = (source: string): RegExp => new RegExp(`^(?:${source})$`, "u");

const READERS: readonly Reader[] = [
  [
    pattern(String.raw`(?:==|flow\b|exercise\b|answers\b|task:|hint:|note\b[^:]*:).*`),
    () => ({ kind: "other" }),
  ],
  [pattern(String.raw`kind:\s*(\p{L}*)`), ([typed = ""]) => ({ kind: "exercise-kind", typed })],
  [pattern(String.raw`answer:\s*([\p{L}\p{N}_]*)`), ([typed = ""]) => ({ kind: "choice", typed })],
  [pattern(String.raw`\.\.\.\s*([^"(]*)`), ([typed = ""]) => ({ kind: "elision", typed })],
  [pattern(String.raw`note\s+(?:${NAME}\s*,\s*)*(${NAME}|)`), ([typed = ""]) => ({ kind: "note", typed })],
  [
    pattern(String.raw`deliver\s+((?:${NAME}\s*,\s*)*)(${NAME}|)`),
    ([ids = "", typed = ""]) => ({
      kind: "deliver",
      ids: ids.split(/[\s,]+/).filter((id) => id !== ""),
      typed,
    }),
  ],
  [
    pattern(String.raw`(${NAME})\s*(${ARROW})\s*(${NAME})\s*:(.*)`),
    ([a = "", arrow = "->", b = "", tail = ""]) => segment(a, arrow, b, tail),
  ],
  [
    pattern(
      String.raw`((?:${NAME}(?:\s*\(\s*${NAME}\s*\))?\s*,\s*)*${NAME}(?:\s*\(\s*${NAME}\s*\))?\s*:)(.*)`,
    ),
    ([prefix = "", tail = ""]) => ({ kind: "local", prefix, tail }),
  ],
  [
    pattern(String.raw`(${NAME})\s*(${ARROW})\s*(${NAME}|)`),
    ([name = "", arrow = "->", typed = ""]) => ({ kind: "after-arrow", name, arrow, typed }),
  ],
  [
    pattern(String.raw`(?:client|server|peer)\s+(?:(${NAME})\s.*?)?([^\s"]*)`),
    ([name = "", typed = ""]) => ({ kind: "declaration", name: name === "" ? null : name, typed }),
  ],
  [
    pattern(String.raw`(${NAME})\s+([-~<]?)`),
    ([name = "", typed = ""]) => ({ kind: "after-name", name, typed }),
  ],
  [pattern(`(${NAME}|[.=]*)`), ([typed = ""]) => ({ kind: "start", typed })],
];

function segment(a: string, arrow: string, b: string, tail: string): LineSoFar {
  const reversed = arrow === "<-" || arrow === "x-" || arrow === "<~";
  const [from, to] = reversed ? [b, a] : [a, b];
  return { kind: "segment", from, to, prefix: `${a} ${arrow} ${b}:`, tail };
}

/** What kind of line the head makes. */
export function lineOf(head: string): LineSoFar {
  if (isInText(head)) return { kind: "other" };
  for (const [regex, read] of READERS) {
    const match = regex.exec(head);
    if (match !== null) return read(match.slice(1).map((group) => group ?? ""));
  }
  return { kind: "other" };
}

/** Within a string, a caption or a comment. */
function isInText(head: string): boolean {
  let open = "";
  for (let i = 0; i < head.length; i++) {
    const char = head[i] as string;
    if (open === '"') {
      if (char === "\\") i++;
      else if (char === '"') open = "";
    } else if (open === "(") {
      if (char === ")") open = "";
    } else if (char === '"') open = char;
    else if (char === "(" && /:.*\s$/u.test(head.slice(0, i))) open = char;
    else if (char === "#" && (i === 0 || /\s/u.test(head[i - 1] as string))) return true;
  }
  return open !== "";
}
