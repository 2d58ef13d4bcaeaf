/** The rows of a ladder: what each line of it draws, and where. */

import { matchIn } from "../../language/at.js";
import { type Cell, cellsOf, widthOf } from "./columns.js";
import { barsIn, type NamedStroke, namedStroke, type Stroke, strokeOf } from "./strokes.js";

export interface RowArrow {
  readonly stroke: Stroke;
  readonly cell: Cell;
}

export interface Words extends Cell {
  /** Between two bars, or beside them all. */
  readonly inside: boolean;
}

export interface DrawnRow {
  readonly line: number;
  readonly named: NamedStroke | null;
  readonly arrows: readonly RowArrow[];
  readonly words: readonly Words[];
  /** Columns of the bars. */
  readonly bars: readonly number[];
}

const NOTHING = /^[\s\\/+┌┐└┘├┤┬┴┼╔╗╚╝╭╮╰╯─━═_=vV▼▲^:.·|│┃¦｜║┆┊-]*$/u;
const HEADS = /[<>→←▶◀►◄⟶⟵⇒⇐xX×✗✘]/u;
const RULE = /^\s*(?:[-=_*]{3,}|[+┌└├╔╚].*[+┐┘┤╗╝])\s*$/u;

/** What a line draws; null where it draws nothing. */
export function rowOf(line: string, at: number): DrawnRow | null {
  if (line.trim() === "" || /^\s*(?:```|~~~)/.test(line)) return null;
  const named = namedStroke(line);
  if (named !== null) return { line: at, named, arrows: [], words: [], bars: [] };
  const { text, bars } = barsIn(line);
  if (RULE.test(text) || (NOTHING.test(text) && !HEADS.test(text)))
    return {
      line: at,
      named: null,
      arrows: [],
      words: [],
      bars: bars.map((bar) => widthOf(text.slice(0, bar))),
    };
  const arrows: RowArrow[] = [];
  const words: Words[] = [];
  const edges = [-1, ...bars, text.length];
  for (let piece = 0; piece + 1 < edges.length; piece++) {
    const from = (edges[piece] ?? -1) + 1;
    const to = edges[piece + 1] ?? text.length;
    const inside = piece > 0 && piece + 2 < edges.length;
    addPiece(text, from, to, inside, arrows, words);
  }
  return { line: at, named: null, arrows, words, bars: bars.map((bar) => widthOf(text.slice(0, bar))) };
}

/** An arrow, with words before and behind it; or only words. */
function addPiece(
  text: string,
  from: number,
  to: number,
  inside: boolean,
  arrows: RowArrow[],
  words: Words[],
): void {
  const piece = text.slice(from, to);
  const start = widthOf(text.slice(0, from));
  // Behind the last bar `client -> TIME-WAIT` is a remark.
  const remark = !inside && from > 0 && BARRED.test(text.slice(0, from)) && !LONG_SHAFT.test(piece);
  const span = remark ? null : strokeSpan(piece, inside);
  const stroke = span === null ? null : strokeOf(piece.slice(span[0], span[1]));
  const cells = (part: string, offset: number): readonly Words[] =>
    cellsOf(part).map((cell) => ({
      text: cell.text,
      from: start + widthOf(piece.slice(0, offset)) + cell.from,
      to: start + widthOf(piece.slice(0, offset)) + cell.to,
      inside,
    }));
  if (span === null || stroke === null) {
    words.push(...cells(piece, 0).filter(({ text: one }) => !NOTHING.test(one)));
    return;
  }
  const [first, last] = span;
  words.push(...cells(piece.slice(0, first), 0));
  const cell = {
    text: piece.slice(first, last),
    from: start + widthOf(piece.slice(0, first)),
    to: start + widthOf(piece.slice(0, last)),
  };
  arrows.push({ stroke, cell });
  words.push(...cells(piece.slice(last), last));
}

/** Two bars with an arrow between them. */
const BARRED = /[|│┃¦｜║┆┊][^|│┃¦｜║┆┊]*[-=—–─]{2}[^|│┃¦｜║┆┊]*[|│┃¦｜║┆┊]/u;
const LONG_SHAFT = /[-=—–─━═]{3}/u;
const PART = /[-=—–─━═―~_┄┈╌]{2,}|\.{4,}|[-=—–─━═―~]*[>→▶►⟶➜➔➝⇒▷➤]+|[<←◀◄⟵⇐◁]+[-=—–─━═―~]*/gu;

/** From the first stroke of an arrow to its last; between bars the words on it are its label wherever they stand. */
function strokeSpan(piece: string, inside: boolean): readonly [number, number] | null {
  const parts = [...piece.matchAll(PART)].filter((one) => isStroke(piece, one.index, one[0]));
  const [first] = parts;
  const last = parts.at(-1);
  if (first === undefined || last === undefined) return null;
  const start = first.index;
  const end = last.index + last[0].length;
  if (inside) return strokeOf(piece) === null ? null : [0, piece.length];
  // An X right behind the shaft is its end.
  const loss = matchIn(piece.slice(end), /^\s?[xX✗✘×❌╳](?=[-=─\s]|$)/u).length;
  const lossBefore = /(?:^|\s)[xX✗✘×❌╳]\s?$/u.exec(piece.slice(0, start))?.[0].trimStart().length ?? 0;
  return [start - lossBefore, end + loss];
}

/** `SYN-SENT`, `a->b` within words are none: a stroke stands at a blank, or is long. */
function isStroke(piece: string, at: number, stroke: string): boolean {
  if (stroke.length > 1 && /[-=—–─━═―~_.]{2,}/u.test(stroke)) return true;
  return (
    /[→▶►⟶➜➔➝⇒▷➤←◀◄⟵⇐◁]/u.test(stroke) ||
    /\s|^$/.test(piece.charAt(at - 1)) ||
    /\s|^$/.test(piece.charAt(at + stroke.length))
  );
}
