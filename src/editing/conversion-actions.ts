/** Conversions and bulk changes as the light bulb offers them on a line. */

import type { Analysis } from "../check/trace.js";
import { conversionAt, convertAll } from "../convert/conversions.js";
import type { Span } from "../language/ast.js";
import type { TextEdit } from "../language/edits.js";
import { lineText } from "../language/line-edits.js";
import { lineAt, lineEnd } from "../language/text.js";
import { fixTexts } from "../messages/fixes.js";
import type { Locale } from "../messages/locale.js";
import { notationEdits } from "./fix-all.js";
import { commentEdit, hasNoSigns, proseEdit } from "./fixes/text.js";

export interface ConversionAction {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** A diagram is meant to be converted; of prose a note may do as well. */
  readonly preferred: boolean;
}

export function conversions(analysis: Analysis, span: Span, locale: Locale): ConversionAction[] {
  const { document } = analysis;
  const texts = fixTexts(locale);
  const line = lineAt(document, span.start);
  const found: ConversionAction[] = [];
  const broken = document.problems.some((problem) => problem.line === line);
  const one = conversionAt(document, line, locale);
  if (one !== null) {
    found.push({ title: texts.convert(one.kind), edits: one.edits, preferred: one.kind !== "prose" });
    const outside = document.problems.some((p) => p.line < one.first || p.line > one.last);
    if (outside) {
      const all = convertAll(document.text, locale);
      found.push({ title: texts.convertAll, edits: [whole(document.text, all)], preferred: false });
    }
  }
  const notes = broken ? noteEdits(analysis) : [];
  if (notes.length > 1) {
    found.push({ title: texts.allNotes(notes.length), edits: notes, preferred: false });
  }
  const notations = notationEdits(analysis);
  if (notations.length > 1 && document.notations.some((use) => use.warn && use.line === line)) {
    found.push({ title: texts.allNotations(notations.length), edits: notations, preferred: false });
  }
  return found;
}

function whole(before: string, after: string): TextEdit {
  return { span: { start: 0, end: before.length }, text: after };
}

/** Lines of prose that are not part of a drawing: each becomes a note. What looks like one stays as a comment. */
function noteEdits({ document }: Analysis): readonly TextEdit[] {
  return document.problems.flatMap(({ code, line }) => {
    const text = lineText(document, line);
    if (code === "syntax-prose" || (code === "syntax-expected" && hasNoSigns(text)))
      return [proseEdit(document, line, lineEnd(document, line))];
    const drawn = code === "syntax-ladder" && conversionAt(document, line) === null;
    if (!drawn) return [];
    return [isTable(text) ? commentEdit(document, line) : proseEdit(document, line, lineEnd(document, line))];
  });
}

/** `| **LISTEN** | … |`: a row of a table is not said over the ends. */
function isTable(line: string): boolean {
  return /^\s*\|.*\|\s*$/u.test(line);
}
