/** What a person wrote in a note, as Markdown: bold, code and links are kept; all else is shown as it is written. */

import { escapeForGitHub } from "./markdown.js";

export function readableNote(text: string): string {
  let made = "";
  let from = 0;
  for (const match of text.matchAll(KEPT)) {
    const [all, code, bold, label, target] = match;
    made += escaped(text.slice(from, match.index));
    from = match.index + all.length;
    if (code !== undefined) made += `\`${code}\``;
    else if (bold !== undefined) made += `**${escapeForGitHub(bold)}**`;
    else made += `[${escapeForGitHub(label ?? "")}](<${target}>)`;
  }
  return made + escaped(text.slice(from));
}

/** A link leads to a page and loads nothing; a picture would, so `!` before a link does not make one. */
const KEPT = /`([^`\r\n]+)`|\*\*(\S(?:[^*\r\n]*\S)?)\*\*|\[([^\][\r\n]+)\]\((https?:\/\/[^\s()<>]+)\)/g;

/** With the blanks around it, which join it to what is kept. */
function escaped(text: string): string {
  const [lead = ""] = /^\s*/.exec(text) ?? [];
  const [tail = ""] = text.trim() === "" ? [""] : (/\s*$/.exec(text) ?? []);
  return lead + escapeForGitHub(text) + tail;
}
