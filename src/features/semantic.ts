/** What each word is, for its colour: what a pattern cannot tell, the tree can. */

import type { Analysis } from "../check/trace.js";
import type { Span } from "../language/ast.js";
import { type Token, tokensOf } from "../language/tokens.js";
import { declarations, nameOf } from "./names.js";

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

/** In text order, apart from one another, none longer than its line. */
export function semanticTokens({ document, flows }: Analysis): SemanticToken[] {
  const tokens: SemanticToken[] = [];
  let end = 0;
  for (const trace of flows) {
    const declares = declarations(trace);
    for (const statement of trace.flow.statements) {
      const inOrder = [...tokensOf(statement, document.text)].sort((a, b) => a.span.start - b.span.start);
      for (const token of inOrder) {
        const type = TYPES[token.kind];
        const name = nameOf(token, document.text);
        const declared = name !== null && declares(statement, name);
        const { span } = token;
        if (type === null || span.start < end) continue;
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
