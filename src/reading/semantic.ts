/** What each word is, for its colour: what a pattern cannot tell, the tree can. */

import { declarations, nameOf } from "../check/names.js";
import type { Analysis } from "../check/trace.js";
import type { Span } from "../language/ast.js";
import { lineAt } from "../language/text.js";
import { type Token, tokensOf } from "../language/tokens.js";

/** Those that begin with `tcp` are declared in package.json, with what they are to a theme that does not know them. */
export const TOKEN_TYPES = [
  "tcpEndpoint",
  "tcpSymbol",
  "tcpSegmentId",
  "tcpFlag",
  "tcpState",
  "tcpEvent",
  "tcpField",
  "tcpArrow",
  "tcpBlank",
  "number",
] as const;

export const TOKEN_MODIFIERS = ["declaration"] as const;

export interface SemanticToken {
  readonly span: Span;
  readonly type: (typeof TOKEN_TYPES)[number];
  readonly modifiers: readonly (typeof TOKEN_MODIFIERS)[number][];
}

/** On the lines of the span, or on all of them: in text order, apart from one another, none longer than its line. */
export function semanticTokens({ document, flows }: Analysis, within?: Span): SemanticToken[] {
  const { text } = document;
  const first = within === undefined ? 0 : lineAt(document, within.start);
  const last = within === undefined ? document.lineStarts.length : lineAt(document, within.end);
  const tokens: SemanticToken[] = [];
  let end = 0;
  for (const trace of flows) {
    const declares = declarations(trace, text);
    for (const statement of trace.flow.statements) {
      if (statement.line < first) continue;
      if (statement.line > last) break;
      const inOrder = [...tokensOf(statement, text)].sort((a, b) => a.span.start - b.span.start);
      for (const token of inOrder) {
        const type = TYPES[token.kind];
        const { span } = token;
        if (type === null || span.start < end) continue;
        const name = nameOf(token, text);
        const declared = name !== null && declares(statement, name);
        end = span.end;
        tokens.push({ span, type, modifiers: declared ? TOKEN_MODIFIERS : [] });
      }
    }
  }
  return tokens;
}

/** Strings, captions and keywords are left to the grammar, which sees escapes. */
const TYPES: Readonly<Record<Token["kind"], SemanticToken["type"] | null>> = {
  endpoint: "tcpEndpoint",
  symbol: "tcpSymbol",
  id: "tcpSegmentId",
  flag: "tcpFlag",
  none: "tcpFlag",
  state: "tcpState",
  event: "tcpEvent",
  timer: "tcpEvent",
  field: "tcpField",
  option: "tcpField",
  attribute: "tcpField",
  arrow: "tcpArrow",
  blank: "tcpBlank",
  number: "number",
  value: "number",
  time: "number",
  keyword: null,
  text: null,
};
