/** Blocks of SACK that are wrong: turned, put in order, or left out. */

import type { Expr } from "../../language/ast.js";
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
function newestFirst(place: SegmentSite<"sack-wrong">): readonly Draft[] {
  const { expected } = place.finding.args;
  if (!isWhole(expected)) return [];
  const others = blocksIn(place).filter((block) => block !== expected);
  const room = place.segment.ts === null ? MOST_BLOCKS : MOST_BLOCKS - 1;
  return writeBlocks(place, [expected, ...others].slice(0, room));
}

/** Two that touch become one, where the first of them stands. */
function joined(place: SegmentSite<"sack-wrong">): readonly Draft[] {
  const { finding, segment } = place;
  const { expected } = finding.args;
  const second = (segment.sack?.blocks ?? []).findIndex(({ left }) => left.span.start === finding.span.start);
  const blocks = blocksIn(place);
  const [left, right] = blocks[second]?.split("..") ?? [];
  const first = blocks.slice(0, second).findIndex((block) => {
    const [from, to] = block.split("..");
    return to === left || from === right;
  });
  if (first < 0 || !isWhole(expected)) return [];
  return writeBlocks(place, blocks.with(first, expected).toSpliced(second, 1));
}

/** Their edges as they are written. */
function blocksIn({ segment, text }: SegmentSite): readonly string[] {
  const written = ({ span }: Expr): string => text.slice(span.start, span.end);
  return (segment.sack?.blocks ?? []).map(({ left, right }) => `${written(left)}..${written(right)}`);
}

/** Others in place of all that are written. */
function writeBlocks({ segment }: SegmentSite, blocks: readonly string[]): readonly Draft[] {
  const start = segment.sack?.blocks[0]?.left.span.start;
  if (segment.sack === null || start === undefined) return [];
  const list = blocks.join(",");
  return [repair((t) => t.write(list), replace({ start, end: segment.sack.span.end }, list))];
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
