/** The exchange in sentences, for paper: what *Read as text* says, with its chapters. */

import type { Analysis } from "../../check/trace.js";
import type { Locale } from "../../messages/locale.js";
import type { Told } from "../narrative/told.js";
import { narrative } from "../narrative.js";
import { scenes } from "../scenes.js";
import { escapeMarkup } from "./markup.js";

/** Markup of all steps of a flow; empty where there is none. */
export function wordsMarkup(analysis: Analysis, flow: number, locale: Locale, linesAbove = 0): string {
  const trace = analysis.flows[flow];
  if (trace === undefined) return "";
  const told = narrative(analysis, trace, 0, scenes(trace).length, locale, linesAbove);
  const chapters: Told[][] = [];
  for (const one of told) {
    const last = chapters.at(-1);
    if (last !== undefined && last[0]?.chapter === one.chapter) last.push(one);
    else chapters.push([one]);
  }
  return chapters.map((chapter) => chapterMarkup(chapter, locale)).join("\n");
}

function chapterMarkup(chapter: readonly Told[], locale: Locale): string {
  const [first] = chapter;
  const heading = first?.chapter == null ? "" : `<h3>${escapeMarkup(first.chapter)}</h3>\n`;
  return `${heading}<ol>\n${chapter.map((told) => stepMarkup(told, locale)).join("\n")}\n</ol>`;
}

/** The beginning is no step, and has no number. */
function stepMarkup({ scene, words, sentences, states, findings }: Told, locale: Locale): string {
  const place = scene === 0 ? ' class="beginning"' : ` value="${scene}"`;
  const said = [...sentences, states].filter((text) => text !== "").join(locale === "zh-cn" ? "" : " ");
  const paragraphs = [
    `<p class="words">${escapeMarkup(words)}</p>`,
    ...(said === "" ? [] : [`<p>${escapeMarkup(said)}</p>`]),
    ...findings.map(({ tone, text }) => `<p class="${tone}">${escapeMarkup(text)}</p>`),
  ];
  return `<li${place}>${paragraphs.join("")}</li>`;
}
