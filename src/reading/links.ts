/** Links in the text: the page of a diagnostic that a comment names, an RFC, the template of an answer. */

import { CODES, type Code } from "../check/codes.js";
import type { Analysis } from "../check/trace.js";
import { fileName } from "../exercise/file-name.js";
import { diagnosticPage, rfcLink } from "../explain/diagnostic.js";
import type { Document, Span } from "../language/ast.js";
import type { Locale } from "../messages/locale.js";
import { commentsOf } from "./comments.js";

export interface Link {
  readonly span: Span;
  readonly target: /** Below the extension's folder: `docs/diagnostics.md#ack-behind`. */
    | { readonly kind: "page"; readonly href: string }
    /** Beside the document. */
    | { readonly kind: "file"; readonly name: string }
    | { readonly kind: "web"; readonly url: string };
}

export function links({ document }: Analysis, locale: Locale): Link[] {
  const all = [...toTemplate(document), ...toPages(document, locale), ...toRfcs(document)];
  return all.sort((a, b) => a.span.start - b.span.start);
}

function toTemplate({ answers }: Document): Link[] {
  const name = fileName(answers?.template.value ?? "");
  if (answers === null || name === "") return [];
  const { start, end } = answers.template.span;
  const span = { start: start + 1, end: end - 1 };
  return [{ span, target: { kind: "file", name } }];
}

/** A code of one word is only meant as one after its severity: `# error notation`. */
const CODE = /(?<![\w-])(?:(?:error|warning|information|hint) +)?([a-z0-9]+(?:-[a-z0-9]+)*)(?![\w-])/g;

function toPages(document: Document, locale: Locale): Link[] {
  return commentsOf(document).flatMap(({ span }) => {
    const comment = document.text.slice(span.start, span.end);
    return [...comment.matchAll(CODE)].flatMap((match): Link[] => {
      const code = match[1] ?? "";
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
