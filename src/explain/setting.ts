/** The codes as the setting of severities proposes them in `package.json`; `npm run docs` writes them there. */

import { CODES, type Code } from "../check/codes.js";
import { DIAGNOSTICS } from "../messages/diagnostics.js";
import { type Locale, pick } from "../messages/locale.js";

export const SEVERITY_SETTING = "tcpflow.diagnostics.severity";

/** A part of a JSON schema; the descriptions are keys of `severityTexts`. */
export function severityNames(): { readonly enum: string[]; readonly enumDescriptions: string[] } {
  const codes = Object.keys(CODES);
  return { enum: codes, enumDescriptions: codes.map((code) => `%${keyOf(code)}%`) };
}

/** What each code is about, by its key. */
export function severityTexts(locale: Locale): Record<string, string> {
  const codes = Object.keys(CODES) as Code[];
  return Object.fromEntries(codes.map((code) => [keyOf(code), pick(DIAGNOSTICS[code].title, locale)]));
}

const keyOf = (code: string): string => `code.${code}`;
