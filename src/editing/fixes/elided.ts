/** `...` where nobody may send: the handshake above it was left out, or it stands behind the close. */

import type { Segment } from "../../language/ast.js";
import { insertBefore, lineText, removeLines } from "../../language/line-edits.js";
import { alternative, type Draft, type FixSite, repair } from "./draft.js";
import { flagsOf } from "./segment.js";

export function elidedElsewhere(place: FixSite<"elision-nobody">): readonly Draft[] {
  return [...handshakeBefore(place), ...beforeTheClose(place), removed(place)];
}

/** What is left of the handshake, from its last segment to all of it: which of them, trying tells. */
function handshakeBefore({ analysis, finding, trace }: FixSite): readonly Draft[] {
  const pair = trace.connections[0];
  if (pair === undefined) return [];
  const { a, b } = pair;
  const all = [`${a} -> ${b}: SYN`, `${b} -> ${a}: SYN+ACK`, `${a} -> ${b}: ACK`];
  return [2, 1, 0].map((from) => {
    const lines = all.slice(from);
    return repair(
      (t) => t.insertSegment(lines.join(" · ")),
      insertBefore(analysis.document, finding.line, ...lines),
    );
  });
}

/** Data that is not shown went over before the first FIN. */
function beforeTheClose({ analysis, finding, flow }: FixSite): readonly Draft[] {
  const fins = flow.statements.filter(
    (s): s is Segment => s.type === "segment" && s.line < finding.line && flagsOf(s).includes("FIN"),
  );
  const { document } = analysis;
  const text = lineText(document, finding.line).trim();
  return fins
    .slice(0, 1)
    .map(({ line }) =>
      repair(
        (t) => t.moveLine(text),
        insertBefore(document, line, text),
        removeLines(document, finding.line),
      ),
    );
}

function removed({ analysis, finding }: FixSite): Draft {
  return alternative((t) => t.removeLine, removeLines(analysis.document, finding.line));
}
