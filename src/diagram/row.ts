/** A row of the diagram: what it says, and between or over whom it stands. */

import type { Finding, Step } from "../check/trace.js";
import type { BrokenLine, Expr, Span } from "../language/ast.js";
import type { Locale } from "../messages/locale.js";

export type Row = ArrowRow | OverRow;

interface RowBase {
  /** Line and kind, `12:segment`; with a number or name where a line has several. */
  readonly id: string;
  /** Of the statement, from 0. */
  readonly line: number;
  readonly tone: Tone;
  /** What it says; one string a line. */
  readonly text: readonly string[];
}

/** `wrong`: against the rules. `dimmed`: could not be read, or has no effect. */
export type Tone = "plain" | "wrong" | "dimmed";

export interface ArrowRow extends RowBase {
  readonly kind: "segment" | "arrival" | "elision" | "broken";
  readonly from: string;
  readonly to: string;
  readonly arrow: ArrowShape;
  /** Of an arrival: the id of the row that departs. */
  readonly departure?: string;
}

/** `departs`: stays in flight. `arrives`: left earlier. `both`: in both directions. */
export type ArrowShape = "delivered" | "lost" | "departs" | "arrives" | "stray" | "both";

export interface OverRow extends RowBase {
  readonly kind: "section" | "note" | "state" | "event" | "elision" | "blank" | "broken";
  /** Names of endpoints; none: over all. */
  readonly over: readonly string[];
  /** Stands beside the row before it: same moment, another endpoint. */
  readonly beside: boolean;
}

export interface RowOptions {
  /** The whole text the flow was read from. */
  readonly text: string;
  readonly locale: Locale;
  readonly states: boolean;
  readonly notes: boolean;
  /** The number the check worked out, in the flow's own symbols; null where it has no name. */
  readonly express: (step: Step, which: "seq" | "ack" | "len") => string | null;
  /** A number that is written, in another form; null where it is shown as it is. */
  readonly restate?: (
    step: Step,
    which: "seq" | "ack" | "len",
    field: { readonly span: Span; readonly value: Expr },
  ) => string | null;
  /** The row of a segment as it was made before, where nothing about it has changed; else as it is made. */
  readonly remembered?: (step: Step, make: () => ArrowRow) => ArrowRow;
  /** Why a step is wrong, in a few words. */
  readonly reason: (finding: Finding) => string;
  /** Why a line could not be read, in a few words. */
  readonly problem: (line: BrokenLine) => string;
}

/** The errors of a step, each as a line that begins with the mark of a wrong row. */
export function reasons(step: Step, options: RowOptions, columns = ARROW_COLUMNS): string[] {
  const errors = step.findings.filter((finding) => finding.severity === "error");
  return errors.flatMap((finding) => wrapText(`✗ ${options.reason(finding)}`, columns));
}

/** Breaks at blanks, and between Chinese characters, which take two columns each. */
export function wrapText(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = "";
  let width = 0;
  for (const piece of text.match(PIECE) ?? []) {
    const pieceWidth = piece.replace(WIDE, "xx").length;
    if (width > 0 && width + pieceWidth > columns && !CLOSING.test(piece)) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
      width = pieceWidth;
    } else {
      line += piece;
      width += pieceWidth;
    }
  }
  if (line.trim() !== "") lines.push(line.trimEnd());
  return lines;
}

export const ARROW_COLUMNS = 52;
/** A note over one endpoint had better not be wider than what stands between two. */
export const NOTE_COLUMNS = 34;
const WIDE = /[\u2e80-\uffef]/g;
const PIECE = /[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+/g;
/** Punctuation that may not begin a line. */
const CLOSING = /^[，。；：、！？）」』”]/;
