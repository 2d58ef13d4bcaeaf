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
    label: labelOf(text),
    detail: completionTexts(here.locale).group[move.group],
    documentation: explain(next, here.locale),
    span: { start: here.start, end: here.offset },
    insert: text,
    // None in a payload, which is only an example: Enter, which begins the next line, would type over it.
    stops: [],
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

/** Several lines in one, short enough that what is said beside it is seen as well. */
function labelOf(text: string): string {
  const lines = text.split("\n");
  const [last = "", ...declarations] = lines.reverse();
  return [...declarations.reverse(), lines.length > 1 ? last.replace(/^.*?: /u, "") : last].join(" · ");
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
