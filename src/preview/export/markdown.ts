/** A flow as Markdown: its title, its picture as Mermaid, its exchange as a table. */

import type { Analysis } from "../../check/trace.js";
import { flowAsMermaid, type PictureOptions } from "../picture.js";
import { type ExchangeRow, exchangeTable, flowTitle } from "./table.js";

export function flowAsMarkdown(analysis: Analysis, flowIndex: number, options: PictureOptions): string {
  if (analysis.flows[flowIndex] === undefined) return "";
  const { columns, rows } = exchangeTable(analysis, flowIndex, options);
  const lines = [columns.map(escapeForGitHub), columns.map(() => "---"), ...rows.map(tableCells)];
  const table = lines.map((cells) => `| ${cells.join(" | ")} |\n`).join("");
  const title = escapeForGitHub(flowTitle(analysis, flowIndex, options.locale));
  // No line of ours begins with three backticks, so the fence cannot be closed from within.
  const picture = `\`\`\`mermaid\n${flowAsMermaid(analysis, flowIndex, options)}\`\`\`\n`;
  return `## ${title}\n\n${picture}\n${table}`;
}

function tableCells({ kind, cells }: ExchangeRow): string[] {
  return cells.map((cell, i) => {
    const text = escapeForGitHub(cell);
    return kind === "section" && i === cells.length - 1 && text !== "" ? `**${text}**` : text;
  });
}

/** `text` on one line of a table, shown as it is written. */
export function escapeForGitHub(text: string): string {
  return text
    .trim()
    .replace(PUNCTUATION, (character) => ENTITIES[character] ?? `\\${character}`)
    .replace(/\r\n|[\n\r\u0085\u2028\u2029]/g, "<br>")
    .replace(WWW, "$1&#46;");
}

/** Whatever Markdown, or what GitHub adds to it (links, issues, emoji, formulas), could take for its own. */
const PUNCTUATION = /[\\`*_[\]!|<>&~$:@^#]/g;

/** A bar ends a cell before backslashes are read; the others would still be found behind one. */
const ENTITIES: Readonly<Record<string, string>> = {
  "|": "&#124;",
  "<": "&lt;",
  ">": "&gt;",
  "&": "&amp;",
  "@": "&#64;",
  ":": "&#58;",
  "#": "&#35;",
  $: "&#36;",
};

const WWW = /\b(www)\./gi;
