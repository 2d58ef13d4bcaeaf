/** Drawings of boxes and states, which show what may follow on what, and no exchange: flow charts, state diagrams, Graphviz. */

import { textAt } from "../../language/at.js";

/** A quick look, before the careful ones. */
const MAY_BEGIN = /^\s*[fgsd@]/;
const HEADER =
  /^\s*(?:flowchart|graph)\s+(?:TB|TD|BT|LR|RL)\b|^\s*stateDiagram(?:-v2)?\s*$|^\s*(?:strict\s+)?digraph\b.*\{/;
/** PlantUML begins its diagrams alike; only one of states has this. */
const FIRST_STATE = /^\s*\[\*\]\s*-+(?:\[[^\]]*\]-*|\w+-+)?>|^\s*\S+\s*-+>\s*\[\*\]/;
const STATES_BEGIN = /^\s*@startuml\b/;
const ENDS = /^\s*(?:```|~~~|@enduml)/;

/** The lines of such drawings: they are nobody's to read. */
export function boxLines(lines: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>();
  for (let at = 0; at < lines.length; at++) {
    if (!beginsAt(lines, at)) continue;
    for (; at < lines.length && !(found.size > 0 && endsAt(lines, at)); at++) found.add(at);
  }
  return found;
}

function beginsAt(lines: readonly string[], at: number): boolean {
  const line = textAt(lines, at);
  if (!MAY_BEGIN.test(line)) return false;
  if (HEADER.test(line)) return true;
  if (!STATES_BEGIN.test(line)) return false;
  const end = lines.findIndex((one, index) => index > at && ENDS.test(one));
  return lines.slice(at, end < 0 ? lines.length : end).some((one) => FIRST_STATE.test(one));
}

/** At a fence, or where words begin again at the margin below a blank line. */
function endsAt(lines: readonly string[], at: number): boolean {
  const line = textAt(lines, at);
  if (ENDS.test(line)) return true;
  return lines[at - 1]?.trim() === "" && /^[^\s}%]/.test(line) && !/-->|---|->|\}/.test(line);
}
