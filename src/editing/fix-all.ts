/**
 * Everything that can be put right without asking: notation, and what a preferred fix repairs on the spot.
 * No line is put in or taken out, no claim is given up, and the spellings of rule 16 that are put right
 * by hand only stay as they are.
 */

import { analyze } from "../check/analyze.js";
import type { Analysis, Finding } from "../check/trace.js";
import { apart, applyEdits, type TextEdit } from "../language/edits.js";
import { parse } from "../language/parser.js";
import { fixesOf } from "./fixes.js";

/** One repair may bring to light what another one hid. */
const PASSES = 8;
/** Each repair is tried out; a file with more mistakes than this is fixed in several goes. */
const REPAIRS = 60;

/** The text as it is when all that is safe has been done. */
export function fixAll(text: string): string {
  let result = text;
  for (let pass = 0; pass < PASSES; pass++) {
    const analysis = analyze(parse(result));
    const next = improved(result, analysis);
    if (next === result) break;
    result = next;
  }
  return result;
}

function improved(text: string, analysis: Analysis): string {
  const notation = applyEdits(text, notationEdits(analysis));
  if (notation !== text) return notation;
  const repairs = analysis.findings
    .filter(isMistake)
    .slice(0, REPAIRS)
    .flatMap((f) => safeEdits(analysis, f));
  // Two letters chosen apart could be the same one: of changes that reach further, one at a time.
  const wide = repairs.find((edits) => edits.length > 1);
  const chosen = repairs.filter((edits) => edits.length === 1 || edits === wide);
  const next = applyEdits(text, apart(chosen));
  return next === text || grave(analyze(parse(next))) >= grave(analysis) ? text : next;
}

/** Every notation that a warning is given for, in canonical form. */
export function notationEdits({ document }: Analysis): TextEdit[] {
  return document.notations
    .filter(({ warn }) => warn)
    .map(({ span, canonical }) => ({ span, text: canonical }));
}

function safeEdits(analysis: Analysis, finding: Finding): (readonly TextEdit[])[] {
  const [first] = fixesOf(analysis, finding);
  return first?.preferred === true && first.draft.kind === "safe" ? [first.draft.edits] : [];
}

const isMistake = ({ severity }: Finding): boolean => severity === "error" || severity === "warning";

const grave = ({ findings }: Analysis): number => findings.filter(isMistake).length;
