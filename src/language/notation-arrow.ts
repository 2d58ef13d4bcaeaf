/** Arrows as they are drawn: `→`, `-->`, `->>`, `=>`, `——>`, and mirrored. */

import { ARROW_SHAFTS, LEFT_ARROWS, RIGHT_ARROWS } from "./notation-table.js";

export interface ArrowNotation {
  readonly end: number;
  readonly canonical: string;
}

const MOST_HEADS = 2;

export function drawnArrow(text: string, start: number, end: number): ArrowNotation | null {
  const first = text.charAt(start);
  if (RIGHT_ARROWS.includes(first)) return { end: start + 1, canonical: "->" };
  if (LEFT_ARROWS.includes(first)) return { end: pastShaft(text, start + 1, end), canonical: "<-" };
  if (first === "<") return leftArrow(text, start, end);
  if (!ARROW_SHAFTS.includes(first)) return null;
  const shaftEnd = pastShaft(text, start, end);
  const canonical = first === "~" ? "~>" : "->";
  if (shaftEnd < end && RIGHT_ARROWS.includes(text.charAt(shaftEnd))) return { end: shaftEnd + 1, canonical };
  const headEnd = pastHeads(text, shaftEnd, end, ">");
  return headEnd > shaftEnd ? { end: headEnd, canonical } : null;
}

const LOST_ARROW = /(?<=\s)(?:-{1,3}[xX×✕✖✗✘]|[xX×✕✖✗✘]-{1,3})(?=\s)/uy;

/** `-X`, `×-`, `--x` between two names. */
export function lostArrow(text: string, start: number, end: number): ArrowNotation | null {
  LOST_ARROW.lastIndex = start;
  const [found] = LOST_ARROW.exec(text) ?? [];
  if (found === undefined || start + found.length > end) return null;
  return { end: start + found.length, canonical: found.startsWith("-") ? "-x" : "x-" };
}

/** `<->` points both ways: nobody sends it. */
function leftArrow(text: string, start: number, end: number): ArrowNotation | null {
  const headEnd = pastHeads(text, start, end, "<");
  const shaftEnd = pastShaft(text, headEnd, end);
  if (shaftEnd === headEnd || text.charAt(shaftEnd) === ">") return null;
  return { end: shaftEnd, canonical: text.charAt(headEnd) === "~" ? "<~" : "<-" };
}

function pastHeads(text: string, start: number, end: number, head: string): number {
  let at = start;
  while (at < end && at < start + MOST_HEADS && text.charAt(at) === head) at++;
  return at;
}

function pastShaft(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && ARROW_SHAFTS.includes(text.charAt(at))) at++;
  return at;
}
