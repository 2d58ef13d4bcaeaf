/** Options that may not stand where they do: on the SYNs they may. */

import type { Segment } from "../../language/ast.js";
import { insert } from "../../language/edits.js";
import { type Draft, type FixSite, repair, type SegmentSite, safe } from "./draft.js";
import { flagsOf, removeField, withFlag, writeFlags } from "./segment.js";

export function optionElsewhere(place: SegmentSite<"option-misplaced">): readonly Draft[] {
  const { segment, finding } = place;
  switch (finding.args.reason) {
    case "needs-ack":
      return [safe((t) => t.addFlag("ACK"), writeFlags(segment, withFlag(segment, "ACK")))];
    case "syn-only":
      return moveToSyn(place, segment);
    case "not-agreed":
      return finding.args.option === "ts" ? agreeOnTimestamps(place, segment) : agreeOnSack(place, segment);
    case "not-offered":
      return agreeOnSack(place, segment);
    default:
      return [];
  }
}

/** What is offered once and for all stands on the sender's SYN. */
function moveToSyn(place: FixSite, segment: Segment): readonly Draft[] {
  const { finding, text } = place;
  const syn = synsBefore(place, segment).findLast(({ from }) => from.name === segment.from.name);
  if (syn === undefined) return [];
  const option = text.slice(finding.span.start, finding.span.end);
  const edits = [insert(endOfFields(syn, text), ` ${option}`), removeField(text, finding.span)];
  return [repair((t) => t.moveToSyn(option), ...edits)];
}

/** `sack=` needs the peer's SYN to have permitted it; real stacks do so on both sides. */
function agreeOnSack(place: FixSite<"option-misplaced">, segment: Segment): readonly Draft[] {
  if (place.finding.args.option !== "sack") return [];
  const silent = synsBefore(place, segment).filter(({ sackok }) => sackok === null);
  const edits = silent.map((s) => insert(endOfFields(s, place.text), " sackok"));
  return edits.length === 0 ? [] : [repair((t) => t.addOption("sackok"), ...edits)];
}

/** RFC 7323 §3.2: the SYN+ACK echoes the value of the SYN; later segments go on from both. */
function agreeOnTimestamps(place: FixSite, segment: Segment): readonly Draft[] {
  const { ts } = segment;
  const syns = synsBefore(place, segment);
  if (ts === null || syns.length === 0) return [];
  const clockOf = (s: Segment): number =>
    s.ts?.value ?? (s.from.name === segment.from.name ? ts.value : ts.echo);
  const edits = syns
    .filter((s) => s.ts === null)
    .map((s) => {
      const answered = flagsOf(s).includes("ACK") ? syns.find(({ from }) => from.name !== s.from.name) : null;
      const echo = answered === null || answered === undefined ? 0 : clockOf(answered);
      return insert(endOfFields(s, place.text), ` ts=${clockOf(s)}:${echo}`);
    });
  return edits.length === 0 ? [] : [repair((t) => t.addOption("ts"), ...edits)];
}

function synsBefore({ flow }: FixSite, { line, from, to }: Segment): readonly Segment[] {
  const ends = [from.name, to.name];
  return flow.statements.filter(
    (s): s is Segment =>
      s.type === "segment" &&
      s.line < line &&
      s.old === null &&
      flagsOf(s).includes("SYN") &&
      ends.includes(s.from.name) &&
      ends.includes(s.to.name),
  );
}

function endOfFields({ span, caption }: Segment, text: string): number {
  let end = caption === null || caption.span.end < span.end ? span.end : caption.span.start;
  while (end > 0 && text.charAt(end - 1) === " ") end--;
  return end;
}
