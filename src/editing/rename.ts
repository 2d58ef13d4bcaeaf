/** Another name for an endpoint, a symbol or an id, wherever it stands in its flow. */

import { type Named, namesIn, occurrences, placesIn } from "../check/names.js";
import type { Analysis } from "../check/trace.js";
import { nameEnd } from "../language/chars.js";
import { applyEdits, type TextEdit } from "../language/edits.js";
import { parse } from "../language/parser.js";

export type RenameProblem =
  /** No name: letters, digits and `_`, not beginning with a digit. */
  | "not-a-name"
  /** Something else of the flow has this name, or one that differs from it only in case. */
  | "taken"
  /** A line would be read as something else: `note: ESTABLISHED`. */
  | "changes-meaning";

export type Rename =
  | { readonly edits: readonly TextEdit[] }
  | { readonly problem: RenameProblem; readonly name: string };

export function rename(analysis: Analysis, named: Named, to: string): Rename {
  const name = to.trim();
  if (name === "" || nameEnd(name, 0, name.length) !== name.length) return { problem: "not-a-name", name };
  const others = namesIn(analysis, named.flow).filter(
    (one) => one.kind === named.kind && one.name !== named.name,
  );
  if (others.some((other) => clashes(other.name, name, named))) return { problem: "taken", name };
  const edits = occurrences(analysis, named).map(({ span }) => ({ span, text: name }));
  return keepsMeaning(analysis, { ...named, name }, edits) ? { edits } : { problem: "changes-meaning", name };
}

function clashes(other: string, name: string, { kind }: Named): boolean {
  return kind === "endpoint" ? other.toLowerCase() === name.toLowerCase() : other === name;
}

/** Read again, the text must have the new name in just the places where the old one was. */
function keepsMeaning(before: Analysis, named: Named, edits: readonly TextEdit[]): boolean {
  const document = parse(applyEdits(before.document.text, edits));
  const kinds = (flows: Analysis["document"]["flows"]) =>
    flows.map(({ statements }) => statements.map(({ type }) => type).join(" ")).join("\n");
  if (kinds(document.flows) !== kinds(before.document.flows)) return false;
  if (document.notations.length > before.document.notations.length) return false;
  let shift = 0;
  const expected = edits.map(({ span, text }) => {
    const start = span.start + shift;
    shift += text.length - (span.end - span.start);
    return start;
  });
  return (
    placesIn(document, named)
      .map(({ start }) => start)
      .join(" ") === expected.join(" ")
  );
}
