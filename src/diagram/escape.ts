/** The one place that makes text safe for Mermaid. */

/**
 * `text` as Mermaid must be given it to show exactly `text`. Whatever Mermaid, or the page that
 * shows its picture, might take for something else is written as an entity (`#59;`); line breaks become `<br/>`.
 */
export function escapeLabel(text: string): string {
  const escaped = text
    .replace(LINE_BREAK, "\n")
    .replace(CONTROL, (c) => String.fromCharCode(CONTROL_PICTURES + (c.charCodeAt(0) & 0x1f)))
    .replace(COLON_MATTERS.test(text) ? SPECIAL_AND_COLON : SPECIAL, entity)
    .replace(WORD_END, (word) => entity(word.charAt(0)) + word.slice(1))
    .replace(/\n/g, "<br/>");
  // Mermaid takes a label of nothing but blanks for none, and then for a syntax error.
  return escaped.trim() === "" ? "\u00a0" : escaped;
}

const LINE_BREAK = /\r\n|[\n\r\u0085\u2028\u2029]/g;

/** Control characters have no glyph, and NUL ends the picture; they are shown as ␀, ␁ …. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to be replaced
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/g;
const CONTROL_PICTURES = 0x2400;

/**
 * - `#` `;` begin and end an entity, and `;` ends a line
 * - `%` begins a comment (`%%`) and a directive (`%%{init: …}%%`)
 * - `$` begins a formula (`$$`)
 * - `<` `>` `&` are markup
 * - `ﬂ` `¶` stand for `&` and `;` in the picture before it is finished
 */
const SPECIAL = /[#;%$<>&ﬂ¶]/g;
const SPECIAL_AND_COLON = /[#;%$<>&ﬂ¶:]/g;

/** In such texts a colon ends `wrap:`, or makes Mermaid eat the end of an entity (`style a:b#35;`). */
const COLON_MATTERS = /wrap|style|classDef/i;

/** A lone `end` closes a block. */
const WORD_END = /\bend\b/gi;

function entity(character: string): string {
  return `#${character.codePointAt(0)};`;
}
