/** Fixes of lines that cannot be read, and of notation. None of them tells what is right in an exercise. */

import { noteOf } from "../../convert/note-text.js";
import type { Document } from "../../language/ast.js";
import { matchIn } from "../../language/at.js";
import { insert, remove, replace, type TextEdit } from "../../language/edits.js";
import { digitsOf, isGrouped } from "../../language/grouped.js";
import { insertBefore, lineStart, lineText, removeLines } from "../../language/line-edits.js";
import { EXERCISE_KINDS, FIELDS_NOT_SYMBOLS } from "../../language/words.js";
import { alternative, type Draft, type Drafters, type FixSite, repair, safe } from "./draft.js";
import { answered } from "./probe.js";
import { freshSymbol, removeField } from "./segment.js";

export const TEXT_FIXES: Drafters = {
  notation: (p) => [
    safe((t) => t.canonical(p.finding.args.canonical), replace(p.finding.span, p.finding.args.canonical)),
  ],
  "syntax-expected": (p) => [
    ...nearMiss(p, p.finding.args.suggestion),
    ...expectedThing(p),
    ...setAside(p, isProse(p) ? repair : alternative),
  ],
  "syntax-unknown-word": (p) => [
    ...nearMiss(p, p.finding.args.suggestion),
    ...(p.finding.args.expected === "exercise-kind" ? otherKinds(p) : [...quoteLabel(p), ...dropWord(p)]),
    ...setAside(p),
  ],
  "syntax-duplicate-field": (p) => [...otherNumber(p), ...dropSecond(p), ...setAside(p)],
  "syntax-number": (p) => [
    ...digitsTogether(p),
    ...withoutValueless(p),
    ...(p.finding.args.max === ""
      ? []
      : [repair((t) => t.write(p.finding.args.max), replace(p.finding.span, p.finding.args.max))]),
    ...setAside(p),
  ],
  "syntax-string": (p) => [...closeString(p), ...setAside(p)],
  "syntax-field-as-symbol": (p) => [...computedInstead(p), ...setAside(p)],
  "syntax-prose": (p) => setAside(p, repair),
  "syntax-ladder": (p) => setAside(p),
  "syntax-mermaid": (p) => setAside(p),
  "syntax-captured": (p) => setAside(p),
  "syntax-place": (p) => [...rightPlace(p), ...setAside(p)],
  "syntax-caption": captionAside,
};

/** `10,500` is 10500. */
function digitsTogether({ finding }: FixSite<"syntax-number">): readonly Draft[] {
  const { text } = finding.args;
  if (!isGrouped(text)) return [];
  const digits = digitsOf(text);
  return [repair((t) => t.write(digits), replace(finding.span, digits))];
}

/** A field without its value may be left out. */
function withoutValueless({ finding, text }: FixSite<"syntax-number">): readonly Draft[] {
  const { field } = finding.args;
  if (finding.args.text !== "" || !field.endsWith("=")) return [];
  return [repair((t) => t.remove(field), removeField(text, finding.span))];
}

/** What the brackets say goes behind the line, as a comment. */
function captionAside({ finding, text, analysis }: FixSite): readonly Draft[] {
  const { start, end } = finding.span;
  const { document } = analysis;
  const line = lineStart(document, finding.line) + lineText(document, finding.line).length;
  const comment = text.slice(end, line).search(/\s#/);
  const behind = comment < 0 ? line : end + comment;
  const words = text.slice(start, end).replace(/^[(（]|[)）]$/gu, "");
  return [
    repair(
      (t) => t.captionComment,
      remove(start - blanksBefore(text, start), end),
      insert(behind, `  # ${words}`),
    ),
  ];
}

/** `find=1` is `FIN`: the bit goes with the word. */
const BIT = /^\s*=\s*1\b/;

function nearMiss({ finding, text }: FixSite, suggestion: string): readonly Draft[] {
  if (suggestion === "") return [];
  const { start, end } = finding.span;
  const bit = /^[A-Z]+$/.test(suggestion) ? BIT.exec(text.slice(end))?.[0] : undefined;
  return [repair((t) => t.write(suggestion), replace({ start, end: end + (bit?.length ?? 0) }, suggestion))];
}

/** `客户端发送：` and the like: words, and no sign of our language. */
function isProse({ finding, analysis }: FixSite): boolean {
  return hasNoSigns(lineText(analysis.document, finding.line));
}

export function hasNoSigns(line: string): boolean {
  return !/[-=<>~"?？]/.test(line);
}

function expectedThing(place: FixSite<"syntax-expected">): readonly Draft[] {
  const { finding, text, analysis } = place;
  const { start, end } = finding.span;
  const { found } = finding.args;
  switch (finding.args.expected) {
    case "colon":
      if (found === "") return [safe((t) => t.write(":"), insert(end, ":"))];
      return [safe((t) => t.write(":"), insert(start - blanksBefore(text, start), ":"))];
    case "arrow": {
      const sign = matchIn(text.slice(start), /^[-=<>~—–―]+/);
      if (sign === "") return [];
      const arrow = sign.includes("<") ? "<-" : "->";
      return [safe((t) => t.write(arrow), replace({ start, end: start + sign.length }, arrow))];
    }
    case "title": {
      const line = lineText(analysis.document, finding.line);
      const from = start - lineStart(analysis.document, finding.line);
      const title = line.slice(from).trimEnd();
      if (found === "" || title.includes('"')) return [];
      return [safe((t) => t.quote, replace({ start, end: start + title.length }, `"${title}"`))];
    }
    case "expression":
      return computedInstead(place);
    case "segment":
    case "flag":
      return found === "" ? owedFlags(place) : [];
    case "end-of-line":
      return found === "" ? [] : [alternative((t) => t.comment, insert(start, "# "))];
    default:
      return [];
  }
}

function blanksBefore(text: string, at: number): number {
  return matchIn(text.slice(Math.max(0, at - 40), at), /[ \t]*$/).length;
}

/** `C -> S:` with nothing behind it: in a plain flow `?` shows what is owed. */
function owedFlags(place: FixSite): readonly Draft[] {
  const { finding, flow } = place;
  if (flow.kind === "exercise") return [];
  return [repair((t) => t.write("?"), insert(finding.span.end, " ?"))];
}

/** `client C 客户端`: a label wants its quotes. */
function quoteLabel({ finding, analysis }: FixSite<"syntax-unknown-word">): readonly Draft[] {
  const { expected, word } = finding.args;
  if (
    expected !== "attribute" ||
    !/^\s*(?:client|server|peer)\s/.test(lineText(analysis.document, finding.line))
  ) {
    return [];
  }
  return [safe((t) => t.quote, replace(finding.span, `"${word}"`))];
}

function otherKinds({ finding }: FixSite<"syntax-unknown-word">): readonly Draft[] {
  const kinds = EXERCISE_KINDS.filter((kind) => kind !== finding.args.suggestion);
  return kinds.map((kind) => alternative((t) => t.write(kind), replace(finding.span, kind)));
}

function dropWord({ finding, text }: FixSite): readonly Draft[] {
  const { start, end } = finding.span;
  const written = text.slice(start, end);
  return [alternative((t) => t.remove(written), remove(start - blanksBefore(text, start), end))];
}

/** Of two `seq` one may have been meant as the `ack` that is not there, and the other way round. */
function otherNumber({ finding, analysis }: FixSite<"syntax-duplicate-field">): readonly Draft[] {
  const { field } = finding.args;
  const wanted = field === "seq" ? "ack" : field === "ack" ? "seq" : null;
  const line = lineText(analysis.document, finding.line);
  if (wanted === null || new RegExp(`\\b${wanted}\\s*=`, "iu").test(line)) return [];
  const start = lineStart(analysis.document, finding.line);
  return [...line.matchAll(new RegExp(`\\b${field}(?=\\s*=\\s*(\\S+))`, "giu"))].reverse().map((match) => {
    const span = { start: start + match.index, end: start + match.index + field.length };
    return repair((t) => t.write(`${wanted}=${match[1]}`), replace(span, wanted));
  });
}

/** A field that is written twice with the same value says it once too often. */
function dropSecond({ finding, text, analysis }: FixSite): readonly Draft[] {
  const { document } = analysis;
  const lineEnd = lineStart(document, finding.line) + lineText(document, finding.line).length;
  const { start } = finding.span;
  const rest = text.slice(start, lineEnd);
  const length = /^[^\s,#]+/.exec(rest)?.[0].length ?? finding.span.end - start;
  const written = rest.slice(0, length);
  const first = text.slice(document.lineStarts[finding.line], start);
  const twice = first.split(/[\s,]+/).includes(written);
  return [
    (twice ? repair : alternative)(
      (t) => t.remove(written),
      remove(start - blanksBefore(text, start), start + length),
    ),
  ];
}

function closeString({ finding, analysis }: FixSite<"syntax-string">): readonly Draft[] {
  const { span, args, line } = finding;
  if (args.escape !== "") return [safe((t) => t.write(`\\${args.escape}`), insert(span.start, "\\"))];
  const { document } = analysis;
  const end = lineStart(document, line) + lineText(document, line).trimEnd().length;
  return [safe((t) => t.closeString, insert(end, '"'))];
}

/** A field whose value says nothing: what the check works out, if it may be told. */
function computedInstead(place: FixSite): readonly Draft[] {
  const { finding, analysis, flow } = place;
  const { document } = analysis;
  const start = lineStart(document, finding.line);
  const line = lineText(document, finding.line);
  const at = finding.span.start - start;
  const field = fieldAround(line, at);
  if (field === null || flow.kind === "exercise") return [];
  const span = { start: start + field.start, end: start + field.end };
  const value = answered(place, [remove(span.start - blanksBefore(line, field.start), span.end)], field.name);
  // Where the number is free, as on a SYN, a letter says it.
  const letters = field.name === "len" ? ["n", "m"] : ["x", "y"];
  const written = `${field.name}=${value ?? freshSymbol(place.trace, letters)}`;
  return [repair((t) => t.write(written), replace(span, written))];
}

const NUMBER_FIELD = /(seq|ack|len)\s*=\s*(?:[^\s,#()]+(?:\s*[+-]\s*[^\s,#()]+)*)?/giu;

function fieldAround(
  line: string,
  at: number,
): { readonly name: "seq" | "ack" | "len"; readonly start: number; readonly end: number } | null {
  for (const match of line.matchAll(NUMBER_FIELD)) {
    const [whole, name = ""] = match;
    if (match.index > at || at > match.index + whole.length) continue;
    const known = FIELDS_NOT_SYMBOLS.includes(name.toLowerCase()) ? name.toLowerCase() : "";
    if (known === "seq" || known === "ack" || known === "len") {
      return { name: known, start: match.index, end: match.index + whole.length };
    }
  }
  return null;
}

function rightPlace({ finding, analysis, text }: FixSite<"syntax-place">): readonly Draft[] {
  const { span, line, args } = finding;
  const { document } = analysis;
  if (args.statement === "answers" && document.answers === null) {
    const written = lineText(document, line).trim();
    return [repair((t) => t.moveToTop, insertBefore(document, 0, written), removeLines(document, line))];
  }
  const time = /^@\S+\s*/.exec(text.slice(span.start, span.end))?.[0];
  if (time === undefined) return [];
  return [repair((t) => t.remove(time.trim()), remove(span.start, span.start + time.length))];
}

/** What cannot be read is kept as words. */
function setAside(place: FixSite, kind: typeof alternative = alternative): readonly Draft[] {
  const { finding, analysis, statement } = place;
  if (statement?.type !== "broken") return [];
  const comment = commentEdit(analysis.document, finding.line);
  const note = noteEdit(analysis.document, finding.line, statement.span.end);
  if (note === null) return [kind((t) => t.comment, comment)];
  return [kind((t) => t.note, note), alternative((t) => t.comment, comment)];
}

/** The line as a note; null where it holds no words, only marks. */
export function noteEdit(document: Document, line: number, end: number): TextEdit | null {
  const start = startOf(document, line);
  const words = noteOf(document.text.slice(start, end));
  return words === "" ? null : replace({ start, end }, `note: ${words}`);
}

/** A line of prose with a note in its stead, or with a comment where it holds no words. */
export function proseEdit(document: Document, line: number, end: number): TextEdit {
  return noteEdit(document, line, end) ?? commentEdit(document, line);
}

export function commentEdit(document: Document, line: number): TextEdit {
  return insert(startOf(document, line), "# ");
}

function startOf(document: Document, line: number): number {
  return lineStart(document, line) + matchIn(lineText(document, line), /^\s*/).length;
}
