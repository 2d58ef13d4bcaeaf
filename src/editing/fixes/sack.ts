/** Blocks of SACK that are wrong: turned, put in order, or left out. */

import { replace } from "../../language/edits.js";
import { alternative, type Draft, repair, type SegmentSite, safe } from "./draft.js";
import { removeField } from "./segment.js";

export function sackBlocks(place: SegmentSite<"sack-wrong">): readonly Draft[] {
  if (place.finding.args.reason === "not-first") return newestFirst(place);
  if (place.finding.args.reason === "touches") return joined(place);
  return [...wholeBlock(place), ...turnBlock(place), ...dropBlocks(place)];
}

/** The edges that the block has. */
function wholeBlock({ finding }: SegmentSite<"sack-wrong">): readonly Draft[] {
  const { expected } = finding.args;
  if (expected === "" || !isWhole(expected)) return [];
  return [repair((t) => t.write(expected), replace(finding.span, expected))];
}

/** The block of what has just arrived goes to the front; of the others the last makes room for one that was left out. */
function newestFirst({ segment, text, finding }: SegmentSite<"sack-wrong">): readonly Draft[] {
  const { expected } = finding.args;
  if (segment.sack === null || !isWhole(expected)) return [];
  const { blocks, span } = segment.sack;
  const written = blocks.map(({ left, right }) => text.slice(left.span.start, right.span.end));
  const others = written.filter((block) => block !== expected);
  const room = segment.ts === null ? MOST_BLOCKS : MOST_BLOCKS - 1;
  const first = blocks[0];
  if (first === undefined) return [];
  const right = [expected, ...others].slice(0, room).join(",");
  return [repair((t) => t.write(right), replace({ start: first.left.span.start, end: span.end }, right))];
}

/** Two that touch become one, where the first of them stands. */
function joined({ segment, text, finding }: SegmentSite<"sack-wrong">): readonly Draft[] {
  const { expected } = finding.args;
  if (segment.sack === null || !isWhole(expected)) return [];
  const { blocks, span } = segment.sack;
  const edges = blocks.map(({ left, right }) =>
    [left, right].map(({ span: s }) => text.slice(s.start, s.end)),
  );
  const second = blocks.findIndex(({ left }) => left.span.start === finding.span.start);
  const [left, right] = edges[second] ?? [];
  const first = edges.findIndex(([from, to], i) => i < second && (to === left || from === right));
  const start = blocks[0]?.left.span.start;
  if (first < 0 || start === undefined) return [];
  const written = edges.map((edge, i) => (i === first ? expected : edge.join("..")));
  const list = written.filter((_, i) => i !== second).join(",");
  return [repair((t) => t.write(list), replace({ start, end: span.end }, list))];
}

/** Both of its edges have a name or a number. */
function isWhole(block: string): boolean {
  return block.split("..").every((edge) => edge !== "");
}

/** RFC 2018 §3; beside timestamps one fewer. */
const MOST_BLOCKS = 4;

/** `301..201` for `201..301`. */
function turnBlock({ segment, text, finding }: SegmentSite<"sack-wrong">): readonly Draft[] {
  if (segment.sack === null || finding.args.reason !== "order") return [];
  return segment.sack.blocks.flatMap(({ left, right }) => {
    const [from, to] = [left, right].map(({ span }) => text.slice(span.start, span.end));
    if (from === undefined || to === undefined || finding.args.block !== `${from}..${to}`) return [];
    return [safe((t) => t.write(`${to}..${from}`), replace(left.span, to), replace(right.span, from))];
  });
}

/** Without the block, and without the option where it has no other; what finds no room is rightly left out. */
function dropBlocks({ segment, text, finding }: SegmentSite<"sack-wrong">): readonly Draft[] {
  if (segment.sack === null) return [];
  const { blocks, span } = segment.sack;
  const { start, end } = finding.span;
  const written = text.slice(start, end);
  if (finding.args.reason === "too-many")
    return [repair((t) => t.remove(written), removeField(text, finding.span))];
  if (blocks.length === 1)
    return [alternative((t) => t.remove(text.slice(span.start, span.end)), removeField(text, span))];
  const next = blocks.find(({ left }) => left.span.start > start);
  const block =
    start === blocks[0]?.left.span.start && next !== undefined ? { start, end: next.left.span.start } : null;
  return [
    alternative(
      (t) => t.remove(written),
      block === null ? removeField(text, finding.span) : { span: block, text: "" },
    ),
  ];
}
