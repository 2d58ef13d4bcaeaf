/** Links in the text: the page of a diagnostic that a comment names, an RFC, the template of an answer. */

import { CODES, type Code } from "../check/codes.js";
import type { Analysis } from "../check/trace.js";
import { fileName } from "../exercise/file-name.js";
import { diagnosticPage, rfcLink } from "../explain/diagnostic.js";
import type { Document, Span } from "../language/ast.js";
import { textAt } from "../language/at.js";
import type { Locale } from "../messages/locale.js";
import { commentsOf } from "./comments.js";

export interface Link {
  readonly span: Span;
  readonly target: /** Below the extension's folder: `docs/diagnostics.md#ack-behind`. */
    | { readonly kind: "page"; readonly href: string }
    /** Of an answer: beside the document, or wherever that was begun from. */
    | { readonly kind: "template"; readonly name: string }
    /** The theory of these exercises: a page of the lessons, else one beside the document or its template. */
    | { readonly kind: "theory"; readonly name: string }
    | { readonly kind: "web"; readonly url: string };
}

export function links({ document }: Analysis, locale: Locale): Link[] {
  const all = [
    ...toTemplate(document),
    ...toTheory(document),
    ...toPages(document, locale),
    ...toRfcs(document),
  ];
  return all.sort((a, b) => a.span.start - b.span.start);
}

function toTemplate({ answers }: Document): Link[] {
  const name = fileName(answers?.template.value ?? "");
  if (answers === null || name === "") return [];
  const { start, end } = answers.template.span;
  const span = { start: start + 1, end: end - 1 };
  return [{ span, target: { kind: "template", name } }];
}

function toTheory(document: Document): Link[] {
  const theory = theoryOf(document);
  return theory === null ? [] : [{ span: theory.span, target: { kind: "theory", name: theory.name } }];
}

/** It begins where a word does, lest a long one is read from each of its letters. */
const PAGE_NAME = /(?<![\p{L}\p{N}_./-])[\p{L}\p{N}_-][\p{L}\p{N}_.-]*\.md(?![\w-])/u;

/** The Markdown page that a comment above the first exercise of a file names. */
export function theoryOf(document: Document): { readonly span: Span; readonly name: string } | null {
  const exercise = document.flows.find(({ kind }) => kind === "exercise");
  if (exercise === undefined) return null;
  for (const { span } of commentsOf(document)) {
    if (span.start > exercise.span.start) break;
    const found = PAGE_NAME.exec(document.text.slice(span.start, span.end));
    if (found === null) continue;
    const start = span.start + found.index;
    return { span: { start, end: start + found[0].length }, name: found[0] };
  }
  return null;
}

/** A code of one word is only meant as one after its severity: `# error notation`. */
const CODE = /(?<![\w-])(?:(?:error|warning|information|hint) +)?([a-z0-9]+(?:-[a-z0-9]+)*)(?![\w-])/g;

function toPages(document: Document, locale: Locale): Link[] {
  return commentsOf(document).flatMap(({ span }) => {
    const comment = document.text.slice(span.start, span.end);
    return [...comment.matchAll(CODE)].flatMap((match): Link[] => {
      const code = textAt(match, 1);
      const meant = code.includes("-") || code !== match[0];
      if (!meant || !isCode(code)) return [];
      const end = span.start + match.index + match[0].length;
      return [
        {
          span: { start: end - code.length, end },
          target: { kind: "page", href: diagnosticPage(code, locale) },
        },
      ];
    });
  });
}

function isCode(word: string): word is Code {
  return Object.hasOwn(CODES, word);
}

const RFC = /\bRFC ?(\d{3,5})(?:,? ?(?:§|[Ss]ection|第) ?(\d+(?:\.\d+)*))?/g;

function toRfcs({ text }: Document): Link[] {
  return [...text.matchAll(RFC)].map((match) => {
    const [whole, number = "", section] = match;
    const page = `https://www.rfc-editor.org/rfc/rfc${number}.html`;
    const url = section === undefined ? page : (rfcLink(`${number} ${section}`) ?? page);
    return { span: { start: match.index, end: match.index + whole.length }, target: { kind: "web", url } };
  });
}
