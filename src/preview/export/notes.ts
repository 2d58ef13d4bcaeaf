/**
 * A flow as notes to be read, in Markdown: the flow itself as a block, a table of its segments with the states of both
 * sides after each, and every step explained.
 */

import type { Analysis, FlowTrace } from "../../check/trace.js";
import { exportTexts } from "../../messages/export.js";
import type { Locale } from "../../messages/locale.js";
import type { Told } from "../narrative/told.js";
import { narrative } from "../narrative.js";
import { type Scene, scenes } from "../scenes.js";
import { escapeForGitHub } from "./markdown.js";
import { readableNote } from "./note-text.js";
import { flowTitle } from "./table.js";

export function flowAsNotes(analysis: Analysis, flowIndex: number, locale: Locale): string {
  const trace = analysis.flows[flowIndex];
  if (trace === undefined) return "";
  const texts = exportTexts(locale);
  const all = scenes(trace);
  const source = sourceOf(analysis, flowIndex);
  const told = narrative(analysis, trace, 0, all.length, locale, BLOCK_LINE - source.line);
  return [
    `# ${escapeForGitHub(flowTitle(analysis, flowIndex, locale))}`,
    block(source.text),
    `## ${texts.segments}`,
    tableOf(trace, all, told, locale).join("\n"),
    `## ${texts.exchange}`,
    ...chapters(told, all, locale),
    "",
  ].join("\n\n");
}

/** Where its text begins in the notes, below the title and the fence: what is said of lines is said of these. */
const BLOCK_LINE = 3;

/** All lines from where the flow begins to where the next one does; `line` is the first of them that says something. */
function sourceOf(
  { document, flows }: Analysis,
  flowIndex: number,
): { readonly text: string; readonly line: number } {
  const { flow } = flows[flowIndex] as FlowTrace;
  const lines = document.text.split(/\r\n|\r|\n/);
  const next = flows[flowIndex + 1]?.flow.line ?? lines.length;
  const own = lines.slice(flow.line, next);
  const blank = Math.max(
    0,
    own.findIndex((line) => line.trim() !== ""),
  );
  return { text: own.join("\n").trim(), line: flow.line + blank };
}

/** No line of it can close its fence. */
function block(source: string): string {
  const longest = Math.max(2, ...(source.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}tcpflow\n${source}\n${fence}`;
}

/** Of an exercise without the states: they are what it asks for. */
function tableOf(
  trace: FlowTrace,
  all: readonly Scene[],
  told: readonly Told[],
  locale: Locale,
): readonly string[] {
  const texts = exportTexts(locale);
  const names = trace.flow.kind === "exercise" ? [] : Object.keys(trace.steps.at(-1)?.states.all ?? {});
  const rows = told.flatMap(({ scene, title }) => {
    const { statement, last } = all[scene] as Scene;
    if (statement === null || statement.type === "note") return [];
    const states = trace.steps[last]?.states.all ?? {};
    return [[String(scene), title, ...names.map((name) => states[name] ?? "")].map(escapeForGitHub)];
  });
  const head = [texts.number, texts.what, ...names].map(escapeForGitHub);
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
}

/** A heading for each section; what is said of a step stands below it, and notes as they were meant to be read. */
function chapters(told: readonly Told[], all: readonly Scene[], locale: Locale): readonly string[] {
  let chapter: string | null = null;
  return told.flatMap((one) => {
    const heading =
      one.chapter === null || one.chapter === chapter ? [] : [`### ${escapeForGitHub(one.chapter)}`];
    chapter = one.chapter;
    const { statement } = all[one.scene] as Scene;
    const note = statement?.type === "note" ? statement.text.value : null;
    return [...heading, note === null ? step(one, locale) : `> ${readableNote(note)}`];
  });
}

/** What stands before a finding, where more is to be seen at a glance than its words. */
const MARKS: Readonly<Partial<Record<string, string>>> = { error: "❌", warning: "⚠️" };

function step(
  { scene, title, words, wordsRepeat, sentences, states, findings }: Told,
  locale: Locale,
): string {
  const said = [...(wordsRepeat || words === title ? [] : [words]), ...sentences, states];
  const text = said.filter((one) => one !== "").join(locale === "zh-cn" ? "" : " ");
  const number = scene === 0 ? "" : `${scene}\\. `;
  const lines = [`**${number}${escapeForGitHub(title)}**`, escapeForGitHub(text)];
  const more = findings.map(({ tone, text }) =>
    [MARKS[tone], escapeForGitHub(text)].filter((one) => one !== undefined).join(" "),
  );
  return [...lines, ...more].filter((line) => line !== "").join("  \n");
}
