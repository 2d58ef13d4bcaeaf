/** What is pasted or dropped into a flow as a flow, where it is text of another notation. */

import { type ConvertOptions, type ConvertResult, convert } from "../convert/convert.js";
import type { Document } from "../language/ast.js";
import { lineStart } from "../language/line-edits.js";
import { parse } from "../language/parser.js";
import { lineAt } from "../language/text.js";
import { convertTexts } from "../messages/convert.js";
import type { Locale } from "../messages/locale.js";

export interface PastedFlow {
  /** `Paste as flow: tcpdump's output` */
  readonly title: string;
  readonly text: string;
}

/** Sentences are not taken for segments unless somebody asks. */
const SURELY = 0.6;
/** A text that is larger is left to the command line: pasting must not wait. */
const LARGEST = 4_000_000;

/** null where the text is no foreign one, or cannot be read whole; and in the middle of a line. */
export function pastedFlow(
  document: Document,
  offset: number,
  text: string,
  locale: Locale,
  asked: boolean,
): PastedFlow | null {
  if (text.length > LARGEST || isOurs(text)) return null;
  const line = lineAt(document, offset);
  if (document.text.slice(lineStart(document, line), offset).trim() !== "") return null;
  const above = document.flows.some(({ statements }) =>
    statements.some((s) => s.line < line && s.type !== "broken"),
  );
  const outcome = convert(text, { header: above, locale } satisfies ConvertOptions);
  if (outcome.kind === "refused" || (!asked && outcome.sure < SURELY)) return null;
  const texts = convertTexts(locale);
  // The line end of the last line stays that of the document, as with a plain paste.
  const body = /[\r\n]$/.test(text) ? outcome.text : outcome.text.replace(/\n+$/, "");
  return { title: texts.paste(texts.notation[outcome.notation]), text: body };
}

/** A new document of its own, out of the clipboard or a file. */
export function flowOutOf(text: string, locale: Locale): ConvertResult {
  return isOurs(text) ? { kind: "converted", notation: "list", sure: 1, text } : convert(text, { locale });
}

/** Text of the language itself, which is pasted as it is. */
function isOurs(text: string): boolean {
  const { flows, problems } = parse(text);
  return flows.some(({ statements }) => statements.length > 0) && problems.length === 0;
}
