/** Whether a corrected line is about the same thing as the one that was given. */

import type { Local, Statement } from "../language/ast.js";
import { printSubject } from "../language/print.js";
import type { FlowText } from "./align.js";

/** The same end, the same kind of line: a segment the same way, with the same fate; a claim of the same ends. */
export function isSameThing(given: Statement, own: Statement): boolean {
  if (given.type === "segment" && own.type === "segment") {
    return (
      given.from.name === own.from.name &&
      given.to.name === own.to.name &&
      given.arrow.kind === own.arrow.kind &&
      (given.old === null) === (own.old === null)
    );
  }
  if (given.type === "local" && own.type === "local") {
    return given.what.kind === own.what.kind && isAboutAll(given, own);
  }
  return given.type === "broken" || given.type === own.type;
}

/** What is said of these ends may be said of others as well. */
function isAboutAll(given: Local, own: Local): boolean {
  const names = own.subjects.map(printSubject);
  return given.subjects.every((one) => names.includes(printSubject(one)));
}

/**
 * Beside the lines with mistakes nothing differs but a letter that has another name throughout. Then no line is right
 * without the others.
 */
export function isRenamed(
  template: FlowText,
  answer: FlowText,
  pairs: readonly (readonly [number | null, number | null])[],
  wrongLines: ReadonlySet<number>,
): boolean {
  const names = new Map<string, string>();
  return pairs.every(([a, b]) => {
    const given = a === null ? undefined : template.flow.statements[a];
    const own = b === null ? undefined : answer.flow.statements[b];
    if (given === undefined || own === undefined) return given !== undefined && wrongLines.has(given.line);
    if (wrongLines.has(given.line)) return true;
    return isRenaming(wordsOf(template.text, given), wordsOf(answer.text, own), names);
  });
}

function wordsOf(text: string, { span }: Statement): readonly string[] {
  return text.slice(span.start, span.end).match(/[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? [];
}

function isRenaming(given: readonly string[], own: readonly string[], names: Map<string, string>): boolean {
  return (
    given.length === own.length &&
    given.every((word, i) => {
      const other = own[i] as string;
      if (!/^\p{L}/u.test(word) || !/^\p{L}/u.test(other)) return word === other;
      const known = names.get(word);
      if (known === undefined) names.set(word, other);
      return known === undefined || known === other;
    })
  );
}
