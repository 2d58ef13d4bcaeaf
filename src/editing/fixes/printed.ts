/** Numbers that were taken over as a tool prints them: one change puts all of a connection right. */

import type { Step } from "../../check/trace.js";
import type { Expr, NumberField, Segment } from "../../language/ast.js";
import { insert, replace, type TextEdit } from "../../language/edits.js";
import { LARGEST_16_BIT } from "../../language/words.js";
import { type Num, type Numbers, plus } from "../../tcp/number.js";
import { SYN } from "../../tcp/segment.js";
import { type Draft, type FixSite, repair, safe } from "./draft.js";
import { flagsOf, removeField, writeField } from "./segment.js";

/** All below as the header has it, or all above as it is counted below. */
export function oneKindOfNumbers(place: FixSite<"numbers-relative">): readonly Draft[] {
  const { step, trace } = place;
  if (step === null) return [];
  const own = trace.steps.filter(({ connection }) => connection === step.connection);
  const bases = basesOf(trace.numbers, own, step);
  if (bases === null) return [];
  const below = own.filter(({ index }) => index >= step.index).flatMap((s) => absoluteEdits(place, s, bases));
  const above = own.filter(({ index }) => index < step.index).flatMap((s) => relativeEdits(s, bases));
  const synAcks = own
    .filter((s) => s.index >= step.index && hasIsn(s, bases))
    .flatMap((s) => seqEdits(s, bases));
  return [safe((t) => t.writeAbsolute, ...below), repair((t) => t.writeRelative, ...above, ...synAcks)];
}

/** By sender: what its octets are counted from. */
type Bases = ReadonlyMap<string, number>;

/** The first number of each side: that of its SYN, else that with which the flow begins. */
function basesOf(numbers: Numbers, own: readonly Step[], { index }: Step): Bases | null {
  const worth = (n: Num): number => numbers.resolve(n).constant;
  const first = own.find(({ segment }) => segment !== null)?.segment;
  if (first === null || first === undefined) return null;
  const bases = new Map<string, number>([[first.from, worth(first.seq)]]);
  if (first.ack !== null) bases.set(first.to, worth(plus(first.ack, -1)));
  for (const { segment, index: at } of own) {
    if (segment === null || bases.has(segment.from)) continue;
    if (at < index || (at === index && (segment.flags & SYN) !== 0))
      bases.set(segment.from, worth(segment.seq));
  }
  return bases;
}

/** A plain number that, counted from the base, is the right one. */
function absoluteEdits({ trace }: FixSite, { statement, segment }: Step, bases: Bases): readonly TextEdit[] {
  if (statement.type !== "segment" || segment === null) return [];
  const own = bases.get(segment.from) ?? 0;
  const peer = bases.get(segment.to) ?? 0;
  const edit = (field: NumberField | null, base: number, n: Num | null): readonly TextEdit[] => {
    const value = field === null ? null : plainValue(field.value);
    if (field === null || value === null) return [];
    const counted = (value + base) >>> 0;
    const isRight =
      n !== null && trace.numbers.resolve(n).terms === null && trace.numbers.resolve(n).constant === counted;
    return isRight ? [writeField(field, String(counted))] : [];
  };
  return [
    ...edit(statement.seq, own, segment.seq),
    ...edit(statement.ack, peer, segment.ack),
    ...blockEdits(statement, peer),
  ];
}

function blockEdits({ sack }: Segment, base: number): readonly TextEdit[] {
  const edges = sack?.blocks.flatMap(({ left, right }) => [left, right]) ?? [];
  return edges.flatMap((edge) => {
    const value = plainValue(edge);
    return value === null ? [] : [replace(edge.span, String((value + base) >>> 0))];
  });
}

function relativeEdits(step: Step, bases: Bases): readonly TextEdit[] {
  const { statement, segment } = step;
  if (statement.type !== "segment" || segment === null) return [];
  return [...seqEdits(step, bases), ...relativeEdit(statement.ack, bases.get(segment.to))];
}

function seqEdits({ statement, segment }: Step, bases: Bases): readonly TextEdit[] {
  if (statement.type !== "segment" || segment === null) return [];
  return relativeEdit(statement.seq, bases.get(segment.from));
}

function relativeEdit(field: NumberField | null, base = 0): readonly TextEdit[] {
  const value = field === null ? null : plainValue(field.value);
  return field === null || value === null ? [] : [writeField(field, String((value - base) >>> 0))];
}

/** The seq is as the header has it though the ack is not: a SYN,ACK is the first of its sender. */
function hasIsn({ statement, segment }: Step, bases: Bases): boolean {
  if (statement.type !== "segment" || statement.seq === null || segment === null) return false;
  return (segment.flags & SYN) !== 0 && plainValue(statement.seq.value) === bases.get(segment.from);
}

/** The value of a sum of plain numbers; null where it has letters, or is a blank. */
function plainValue({ blank, alias, terms }: Expr): number | null {
  if (blank || alias !== null) return null;
  let sum = 0;
  for (const term of terms) {
    if (term.kind !== "number") return null;
    sum += term.sign * term.value;
  }
  return sum;
}

/** The windows of a connection as they are in the header; one whose scale is not known is not claimed. */
export function unscaledWindows({ flow, segment, text }: FixSite<"window-scaled">): readonly Draft[] {
  if (segment === null) return [];
  const names = [segment.from.name, segment.to.name];
  const own = flow.statements.filter(
    (s): s is Segment => s.type === "segment" && names.includes(s.from.name) && names.includes(s.to.name),
  );
  const shifts = new Map<string, number>();
  for (const s of own) if (s.wscale?.value != null) shifts.set(s.from.name, s.wscale.value);
  for (const s of flow.statements) {
    if (s.type !== "endpoint") continue;
    for (const { key, ...attribute } of s.attributes)
      if (key === "wscale" && "value" in attribute) shifts.set(s.name.name, Number(attribute.value));
  }
  const edits = own.flatMap((s) => {
    if (s.win === null || s.win.value === null || flagsOf(s).includes("SYN")) return [];
    const wire = s.win.value / 2 ** (shifts.get(s.from.name) ?? 0);
    if (!Number.isInteger(wire) || wire > LARGEST_16_BIT) return [removeField(text, s.win.span)];
    return [replace(s.win.span, `win=${wire}`)];
  });
  return [repair((t) => t.writeUnscaled, ...edits)];
}

/** Both SYNs get the scale that they probably had. */
export function scaleLeftOut({ flow, finding }: FixSite<"wscale-missing">): readonly Draft[] {
  const { from, to, shift, other: otherShift } = finding.args;
  const syns = flow.statements.filter(
    (s): s is Segment =>
      s.type === "segment" && s.line < finding.line && flagsOf(s).includes("SYN") && s.wscale === null,
  );
  const edits = syns.flatMap((s) => {
    const own =
      s.from.name === from && s.to.name === to
        ? shift
        : s.from.name === to && s.to.name === from
          ? otherShift
          : "";
    return own === "" ? [] : [insert(s.span.end, ` wscale=${own}`)];
  });
  return [repair((t) => t.addOption("wscale"), ...edits)];
}
