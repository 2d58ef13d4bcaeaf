/** An exercise read out: what is written, and nothing that is worked out. */

import type { Analysis } from "../../check/trace.js";
import type { Statement } from "../../language/ast.js";
import type { Locale } from "../../messages/locale.js";
import { narrativeTexts } from "../../messages/narrative.js";
import { lineOf } from "../../reading/hover/segment.js";
import type { Scene } from "../scenes.js";
import type { Told } from "./told.js";

export function writtenScene(
  analysis: Analysis,
  index: number,
  { statement, line, chapter }: Scene,
  locale: Locale,
  linesAbove: number,
): Told {
  const texts = narrativeTexts(locale);
  const title = statement === null ? texts.beginning : sourceOf(analysis, statement);
  const words = statement === null ? texts.beginning : inWords(analysis, statement, locale, linesAbove);
  return {
    scene: index,
    line,
    chapter,
    title,
    words,
    wordsRepeat: statement?.type === "segment",
    sentences: [],
    states: "",
    findings: [],
  };
}

function inWords(analysis: Analysis, statement: Statement, locale: Locale, linesAbove: number): string {
  const texts = narrativeTexts(locale);
  switch (statement.type) {
    case "segment": {
      const colon = analysis.document.text.slice(statement.arrow.span.end, statement.span.end);
      const said = colon.slice(colon.search(/[:：]/) + 1).trim();
      return texts.written(statement.from.name, statement.to.name, said);
    }
    case "note":
      return texts.note(
        statement.over.map(({ name }) => name),
        statement.text.value,
      );
    case "blank":
      return texts.blank;
    case "broken":
      return texts.broken(lineOf(statement, linesAbove), sourceOf(analysis, statement));
    default:
      return sourceOf(analysis, statement);
  }
}

function sourceOf(analysis: Analysis, { span }: Statement): string {
  return analysis.document.text.slice(span.start, span.end);
}
