/** Markdown that says what it says: nothing from a file can become a link, an image, a command or HTML. */

/**
 * Any text as plain Markdown text, on one line. Escaped is what could begin a span of code, emphasis,
 * a link, an image, an entity, HTML, a table cell or an icon anywhere, what could begin a list or a
 * heading at the start, and what makes an address of a word.
 */
export function escapeForHover(text: string): string {
  return text
    .replace(CONTROL, " ")
    .replace(/[\\`*_{}[\]<>#|~&$@]/g, String.raw`\$&`)
    .replace(/^(\s*\d*)([-+=.)])/, String.raw`$1\$2`)
    .replace(/:(?=\/)/g, String.raw`\:`)
    .replace(/(www)\./gi, String.raw`$1\.`);
}

/** Line breaks, other control characters, and the ones that turn the direction of writing. */
const CONTROL = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;

export function bold(text: string): string {
  return `**${escapeForHover(text)}**`;
}

/** Rows of cells, already escaped; the first row is the head. */
export function table(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows.map((cells) => cells.map(escapeForHover));
  const lines = [head, head.map(() => "---"), ...body];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
