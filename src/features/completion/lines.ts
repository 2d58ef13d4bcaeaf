/** Whole lines and whole phases as proposals. */

import { completionTexts } from "../../messages/completion.js";
import type { Locale } from "../../messages/locale.js";
import { type NextLine, nextLines } from "./next.js";
import { type Phase, phases } from "./phases.js";
import type { Completion, Here } from "./place.js";

/** The lines that may come next and begin with what is typed. */
export function wholeLines(here: Here): Completion[] {
  if (here.exercise || !here.atEnd) return [];
  const typed = normal(here.head);
  const isWord = /^[\p{L}\p{N}_]*$/u.test(typed);
  const fitting = nextLines(here.c).filter(({ text }) => isWord || normal(text).startsWith(typed));
  return fitting.map((next) => ofLine(here, next));
}

export function wholePhases(here: Here): Completion[] {
  if (here.exercise || !here.atEnd) return [];
  return phases(here.c, here.locale).map((phase) => ofPhase(here, phase));
}

/** Without differences of blanks and letter case. */
function normal(text: string): string {
  return text.replace(/\s+/g, " ").trimStart().toLowerCase();
}

function ofLine(here: Here, next: NextLine): Completion {
  const { text, move } = next;
  return {
    kind: "line",
    label: text.split("\n").join(" · "),
    detail: completionTexts(here.locale).group[move.group],
    documentation: explain(next, here.locale),
    span: { start: here.start, end: here.offset },
    insert: text,
    stops: payloadStops(text),
    filter: text,
    asksOn: false,
  };
}

/** What the line does, and what it makes of the states. */
export function explain({ move, states }: NextLine, locale: Locale): string {
  const text = completionTexts(locale);
  const sentence = text.line[move.kind](move.from, move.to);
  const parts = states.map(({ endpoint, before, after }) =>
    before === after ? text.stays(endpoint, after) : text.moves(endpoint, before, after),
  );
  if (parts.length === 0 || move.kind === "claim" || (move.to === "" && move.kind === "declare"))
    return sentence;
  return `${sentence}\n\n${text.states(parts)}`;
}

/** A payload is only an example: it is selected, to be typed over. */
function payloadStops(text: string): { start: number; end: number }[] {
  const open = text.indexOf('"');
  const close = text.lastIndexOf('"');
  return open < 0 || close <= open + 1 ? [] : [{ start: open + 1, end: close }];
}

function ofPhase(here: Here, { kind, lines }: Phase): Completion {
  const text = completionTexts(here.locale);
  return {
    kind: "phase",
    label: text.phase[kind],
    detail: text.phaseDetail,
    documentation: `\`\`\`tcpflow\n${lines.join("\n")}\n\`\`\``,
    span: { start: here.start, end: here.offset },
    insert: lines.join("\n"),
    stops: [],
    filter: `${kind} ${text.phase[kind]}`,
    asksOn: false,
  };
}
