/** A block as it is shown in a rendered note: pictures as data for a page that draws them, and what is wrong in words. */

import type { Severity } from "../check/codes.js";
import type { Analysis, FlowTrace } from "../check/trace.js";
import type { Locale } from "../messages/locale.js";
import { notesTexts } from "../messages/notes.js";
import { previewTexts } from "../messages/preview.js";
import { pageTexts } from "../preview/page-texts.js";
import { numbersLegend, type PictureOptions, picture } from "../preview/picture.js";
import { diagnostics } from "../reading/diagnostics.js";

export interface BlockOptions extends PictureOptions {
  /** How serious a finding is; "off" for one that is not shown. */
  readonly severityOf: (code: string, own: Severity) => Severity | "off";
}

/**
 * HTML for a block of a note, at this line of it. A page that knows nothing of us shows the text of the block; ours draws
 * each picture out of the data that it carries. Class names are our own: VS Code draws Mermaid by itself in the same page.
 * `attributes`: of the whole, as HTML.
 */
export function blockHtml(
  analysis: Analysis,
  line: number,
  attributes: string,
  options: BlockOptions,
): string {
  const pictures = analysis.flows.map((trace, i) => flowHtml(analysis, trace, i, line + 1, options)).join("");
  // Where nothing is a flow, the text is all there is to show.
  const shown = pictures === "" ? sourceHtml(analysis.document.text) : pictures;
  return `<div${attributes}>${shown}${findingsHtml(analysis, line, options)}</div>\n`;
}

function flowHtml(
  analysis: Analysis,
  trace: FlowTrace,
  index: number,
  linesAbove: number,
  options: BlockOptions,
): string {
  const title = titleOf(trace, options.locale);
  const data = JSON.stringify(pictureData(analysis, index, title, linesAbove, options));
  const { document } = analysis;
  // With what stands before its first word: drawings are read by their columns.
  const source = document.text.slice(document.lineStarts[trace.flow.line], trace.flow.span.end);
  const legend = numbersLegend(analysis, index, options);
  return [
    '<figure class="tcpflow-figure">',
    `<div class="tcpflow-picture" data-tcpflow="${escapeHtml(data)}">${sourceHtml(source)}</div>`,
    `<figcaption class="tcpflow-caption">${escapeHtml(title)}</figcaption>`,
    legend === null ? "" : `<p class="tcpflow-legend">${escapeHtml(legend)}</p>`,
    "</figure>",
  ].join("");
}

/** As `NotePicture` of the protocol has it. */
function pictureData(
  analysis: Analysis,
  index: number,
  title: string,
  linesAbove: number,
  options: BlockOptions,
) {
  const { head, blocks, sheets, marks } = picture(analysis, index, options);
  const { old, repeats, repeatsLine, rowsHidden, phase } = pageTexts(options.locale, false, title);
  const autonumber = options.autonumber === true;
  // A picture that names no line stays as it is, whatever is written above it.
  const namesLines = !autonumber && Object.values(marks).some(({ repeats: row }) => row !== undefined);
  return {
    head,
    blocks,
    sheets: Object.fromEntries(sheets),
    marks,
    autonumber,
    linesAbove: namesLines ? linesAbove : 0,
    texts: {
      old,
      repeats,
      repeatsLine,
      rowsHidden,
      phase,
      picture: notesTexts(options.locale).picture(title),
    },
  };
}

/** The flow's own, else who speaks in it. */
function titleOf({ flow, endpoints }: FlowTrace, locale: Locale): string {
  const title = flow.header?.title?.value ?? "";
  const named = title.trim() === "" ? endpoints.map(({ name }) => name).join(" ⇄ ") : title;
  return flow.kind === "exercise" ? notesTexts(locale).exercise(previewTexts(locale).exercise, named) : named;
}

function sourceHtml(text: string): string {
  return `<pre><code class="language-tcpflow">${escapeHtml(text)}</code></pre>`;
}

/** Errors and warnings, by the lines of the note. How else something may be spelled is for its writer, who has a fix. */
function findingsHtml(analysis: Analysis, line: number, { locale, severityOf }: BlockOptions): string {
  const { atLines, gap, severity: names } = notesTexts(locale);
  const { lineStarts } = analysis.document;
  const said = new Map<string, { readonly level: "error" | "warning"; readonly lines: number[] }>();
  for (const { code, severity, span, message } of diagnostics(analysis, locale, line + 1)) {
    const level = severityOf(code, severity);
    if (level !== "error" && (level !== "warning" || code === "notation")) continue;
    const own = lineStarts.findLastIndex((start) => start <= span.start);
    const known = said.get(message) ?? { level, lines: [] };
    said.set(message, known);
    known.lines.push(line + own + 2);
  }
  const items = [...said].map(
    ([message, { level, lines }]) =>
      `<li class="tcpflow-${level}"><strong>${names[level]}</strong> <span class="tcpflow-line">${atLines(runsOf(lines))}</span>${gap}${escapeHtml(message)}</li>`,
  );
  return items.length === 0 ? "" : `<ul class="tcpflow-findings">${items.join("")}</ul>`;
}

/** `3`, and `5–9` for lines that follow one another. */
function runsOf(lines: readonly number[]): string[] {
  const runs: [from: number, to: number][] = [];
  for (const line of lines) {
    const last = runs.at(-1);
    if (last !== undefined && line <= last[1] + 1) last[1] = line;
    else runs.push([line, line]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`));
}

/** Whatever a person wrote, as text of HTML or within the quotes of an attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => ESCAPED[letter] ?? letter);
}

const ESCAPED: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
