/**
 * What may be typed at a place: at a new line the lines that may come next, inside a line its words. What is
 * proposed in a flow has been tried out there and stands without an error or a warning; in an exercise
 * nothing is tried out, and words are proposed that tell nothing of the answer.
 */

import { continueFlow } from "../check/continue.js";
import type { Analysis } from "../check/trace.js";
import type { Document, Flow } from "../language/ast.js";
import { matchIn } from "../language/at.js";
import { lineStart } from "../language/line-edits.js";
import { lineAt } from "../language/text.js";
import type { Locale } from "../messages/locale.js";
import { wholeLines, wholePhases } from "./completion/lines.js";
import { insideLocal } from "./completion/local.js";
import { type Completion, type Here, lineOf } from "./completion/place.js";
import { insideSegment } from "./completion/segment.js";
import {
  afterArrow,
  afterName,
  attributes,
  directions,
  exerciseKinds,
  ids,
  lineStarts,
  noteNames,
  optionLetters,
} from "./completion/words.js";

export type { Completion } from "./completion/place.js";

/** The proposals at an offset, the best first, and each of them once. */
export function complete(analysis: Analysis, offset: number, locale: Locale): Completion[] {
  return once(proposals(placeAt(analysis.document, offset, locale)));
}

/** Two ways may lead to the same line, or a line be a single word: the first one stands. */
function once(items: readonly Completion[]): Completion[] {
  const seen = new Set<string>();
  return items.filter(({ label }) => !seen.has(label) && seen.add(label));
}

function proposals(here: Here): Completion[] {
  const line = lineOf(here.head);
  switch (line.kind) {
    case "start":
      return [...wholeLines(here), ...wholePhases(here), ...lineStarts(here, line.typed)];
    case "after-name":
      return [...wholeLines(here), ...afterName(here, line.name, line.typed)];
    case "after-arrow":
      return [...wholeLines(here), ...afterArrow(here, line.name, line.arrow, line.typed)];
    case "segment":
      return insideSegment(here, line);
    case "local":
      return insideLocal(here, line);
    case "declaration":
      return [...afterKeywordName(here), ...attributes(here, line.name, line.typed)];
    case "note":
      return noteNames(here, line.typed);
    case "deliver":
      return ids(here, line.ids, line.typed);
    case "elision":
      return directions(here, line.typed);
    case "choice":
      return here.exercise ? optionLetters(here, line.typed) : [];
    case "exercise-kind":
      return here.exercise ? exerciseKinds(here, line.typed) : [];
    default:
      return [];
  }
}

/** An endpoint may be named as a keyword is: `client -> server: SYN`. */
function afterKeywordName(here: Here): Completion[] {
  const match = /^(client|server|peer)\s+([-~<]?)$/u.exec(here.head);
  const name = match?.[1] ?? "";
  if (!here.c.world.endpoints.some((e) => e.name === name)) return [];
  return [...wholeLines(here), ...afterName(here, name, match?.[2] ?? "")];
}

function placeAt(document: Document, offset: number, locale: Locale): Here {
  const { text, lineStarts: starts } = document;
  const line = lineAt(document, offset);
  const typed = text.slice(lineStart(document, line), offset).replace(/^\uFEFF/u, "");
  const lead = matchIn(typed, /^\s*(?:@\S*\s+)?/u).length;
  const head = typed.slice(lead);
  const rest = text.slice(offset, starts[line + 1] ?? text.length).trim();
  const flow = flowAt(document, line);
  return {
    c: continueFlow(document, flow, line),
    locale,
    exercise: flow?.kind === "exercise",
    head,
    start: offset - head.length,
    offset,
    atEnd: rest === "" || rest.startsWith("#"),
  };
}

/** The flow that the line belongs to; a flow begins with its own first line. */
function flowAt({ flows }: Document, line: number): Flow | null {
  return flows.findLast((flow) => flow.line <= line) ?? null;
}
