/** Breaks a legal flow in one place, and says on which line the mistake must be found. */

import {
  addNumber,
  type Change,
  indices,
  pick,
  pickSegment,
  replace,
  segmentAt,
  withLine,
} from "./change.js";
import { type Flag, other, type Side, type State } from "./endpoint.js";
import type { Line, SegmentLine, StateLine, Sum, Term } from "./lines.js";
import { changeLine, type LineMutation } from "./mutate-lines.js";
import { insertReset, misplaceOption, spoilBlock, spoilStamp } from "./mutate-options.js";
import type { Random } from "./random.js";
import { type Reading, read } from "./referee.js";
import type { WrittenFlow } from "./write.js";

/** Of ordinary exchanges. */
export const MUTATIONS = [
  "seq ±1",
  "ack ±1",
  "seq ±len",
  "ack ±len",
  "peer's number",
  "seq and ack swapped",
  "flag dropped",
  "flag added",
  "state replaced",
  "line removed",
] as const;

/** Of the harder matters, beside the others. */
export const FURTHER_MUTATIONS = [
  "reset inserted",
  "reset removed",
  "sack block wrong",
  "option misplaced",
  "timestamp wrong",
] as const;

export type MutationKind = (typeof MUTATIONS)[number] | (typeof FURTHER_MUTATIONS)[number] | LineMutation;

export interface Mistake {
  readonly kind: MutationKind;
  /** The first line that is not true, as an index into `lines`. */
  readonly line: number;
  /** Where the text was changed; for a removed line, the one that stands there now. */
  readonly at: number;
  readonly what: string;
  readonly lines: readonly Line[];
}

const TRIES = 12;
/** How many lengths are tried for the letters, those of the flow first: a coincidence is no mistake. */
const MANY_WORLDS = 4;
const MOST_OCTETS = 2000;

/** null where the flow has nothing that this kind of mistake makes wrong beyond doubt. */
export function mutate(flow: WrittenFlow, kind: MutationKind, r: Random): Mistake | null {
  // Where a letter turns out to be a number, a wrong number is wrong only later, or never.
  if (flow.style.turns) return null;
  const worlds = worldsOf(flow, r);
  const original = worlds.map((symbols) => read(flow.lines, flow.exchange.start, symbols));
  for (let i = 0; i < TRIES; i++) {
    const changed = change(flow, kind, r, original[0] as Reading);
    if (changed === null) continue;
    const line = firstFalse(flow, changed, worlds, original);
    // A RST that may be sent is an ABORT; that what follows is then wrong is no mistake of numbers.
    const inserts = kind === "reset inserted" || kind === "event inserted" || kind === "line repeated";
    if (inserts && line !== changed.at) continue;
    if (line !== null) return { kind, line, ...changed };
  }
  return null;
}

/** A mistake must be one whatever the lengths are that the letters stand for. */
export function worldsOf(flow: WrittenFlow, r: Random): ReadonlyMap<string, number>[] {
  const actual = new Map<string, number>();
  for (const { content } of flow.lines) {
    if (content.kind !== "segment" || content.len === null) continue;
    for (const term of content.len) if (term.symbol !== null) actual.set(term.symbol, content.unsaid);
  }
  if (actual.size === 0) return [actual];
  const likely = [
    1,
    2,
    ...flow.lines.flatMap(({ content: c }) => (c.kind === "segment" && c.unsaid > 0 ? [c.unsaid] : [])),
  ];
  const all = (value: () => number): Map<string, number> =>
    new Map([...actual.keys()].map((symbol) => [symbol, value()]));
  const same = likely.slice(0, MANY_WORLDS).map((n) => all(() => n));
  const mixed = Array.from({ length: MANY_WORLDS }, () => all(() => r.pick(likely)));
  return [actual, ...same, ...mixed, all(() => r.int(1, MOST_OCTETS))];
}

/** The line on which every reading stops as false, or null. */
function firstFalse(
  flow: WrittenFlow,
  changed: Change,
  worlds: readonly ReadonlyMap<string, number>[],
  original: readonly Reading[],
): number | null {
  let line: number | null = null;
  for (const [i, world] of worlds.entries()) {
    const symbols = new Map([...orphans(flow, changed, original[i] as Reading), ...world]);
    const { verdict } = read(changed.lines, flow.exchange.start, symbols);
    if (verdict.kind !== "false" || (line !== null && line !== verdict.line)) return null;
    line = verdict.line;
  }
  return line;
}

/** Names whose defining line is gone keep the value that it gave them. */
function orphans(flow: WrittenFlow, changed: Change, original: Reading): Map<string, number> {
  const kept = new Set(changed.lines);
  const gone = [...original.firstUse].filter(([, line]) => {
    const defining = flow.lines[line];
    return defining !== undefined && !kept.has(defining);
  });
  return new Map(gone.map(([symbol]) => [symbol, original.symbols.get(symbol) ?? 0]));
}

function change(flow: WrittenFlow, kind: MutationKind, r: Random, reading: Reading): Change | null {
  switch (kind) {
    case "seq ±1":
      return changeNumber(flow, r, reading, "seq", () => r.pick([1, -1]));
    case "ack ±1":
      return changeNumber(flow, r, reading, "ack", () => r.pick([1, -1]));
    case "seq ±len":
      return changeNumber(flow, r, reading, "seq", (at) => neighboursLength(flow, at, r));
    case "ack ±len":
      return changeNumber(flow, r, reading, "ack", (at) => neighboursLength(flow, at, r));
    case "peer's number":
      return takePeersNumber(flow, r, reading);
    case "seq and ack swapped":
      return swap(flow, r, reading);
    case "flag dropped":
      return dropFlag(flow, r);
    case "flag added":
      return addFlag(flow, r);
    case "state replaced":
      return replaceState(flow, r);
    case "line removed":
      return removeLine(flow, r, ANY);
    case "reset removed":
      return removeLine(flow, r, (c) => c.flags.includes("RST"));
    case "reset inserted":
      return insertReset(flow, r);
    case "sack block wrong":
      return spoilBlock(flow, r);
    case "option misplaced":
      return misplaceOption(flow, r);
    case "timestamp wrong":
      return spoilStamp(flow, r);
    default:
      return changeLine(flow, kind, r, reading);
  }
}

// Numbers

type Field = "seq" | "ack";

const isDetermined = (reading: Reading, at: number, field: Field): boolean =>
  reading.determined.has(`${at}:${field}`);

function changeNumber(
  flow: WrittenFlow,
  r: Random,
  reading: Reading,
  field: Field,
  by: (at: number) => number | Term | null,
): Change | null {
  const at = pickSegment(flow, r, (_, i) => isDetermined(reading, i, field));
  const amount = at === null ? null : by(at);
  if (at === null || amount === null) return null;
  const line = segmentAt(flow, at);
  const sum = line[field] as Sum;
  const changed = typeof amount === "number" ? addNumber(sum, amount) : addTerm(sum, amount);
  const what = `${field} ${typeof amount === "number" ? amount : `${amount.sign}·${amount.symbol}`}`;
  return replace(flow, at, { ...line, [field]: changed }, what);
}

function neighboursLength(flow: WrittenFlow, at: number, r: Random): number | Term | null {
  const NEAR = 4;
  const near = flow.lines
    .slice(Math.max(0, at - NEAR), at + NEAR)
    .filter(({ pair }) => pair === flow.lines[at]?.pair)
    .flatMap(({ content: c }) => (c.kind === "segment" && c.unsaid > 0 ? [c] : []));
  if (near.length === 0) return null;
  const line = r.pick(near);
  const sign = r.pick([1, -1] as const);
  const symbol = line.len?.[0]?.symbol ?? null;
  return symbol === null ? sign * line.unsaid : { sign, symbol, value: 0 };
}

function addTerm(sum: Sum, term: Term): Sum {
  const opposite = sum.findIndex((t, i) => i > 0 && t.symbol === term.symbol && t.sign === -term.sign);
  return opposite > 0 ? sum.filter((_, i) => i !== opposite) : [...sum, term];
}

/**
 * Whether a number of one side is surely none of the other: where one is written in letters, a letter
 * may turn out to be a number, and a plain number may be another one plus a length that is a letter.
 */
function comparable({ style }: WrittenFlow): boolean {
  return style.symbolic[0] === style.symbolic[1] && (style.symbolic[0] || style.lengths === "numbers");
}

function takePeersNumber(flow: WrittenFlow, r: Random, reading: Reading): Change | null {
  if (!comparable(flow)) return null;
  const field = r.pick(["seq", "ack"] as const);
  const at = pickSegment(flow, r, (_, i) => isDetermined(reading, i, field));
  if (at === null) return null;
  const line = segmentAt(flow, at);
  const space = spaceOf(line, field);
  const foreign = flow.lines.slice(0, at + 1).flatMap(({ content: c, pair }, i) => {
    if (c.kind !== "segment" || pair !== flow.lines[at]?.pair || isZero(c)) return [];
    return (["seq", "ack"] as const).flatMap((f) => {
      const sum = c[f];
      const fits =
        sum !== null && spaceOf(c, f) !== space && isDetermined(reading, i, f) && !(i === at && f === field);
      return fits ? [sum] : [];
    });
  });
  if (foreign.length === 0) return null;
  return replace(flow, at, { ...line, [field]: r.pick(foreign.slice(-4)) }, `${field} of the peer`);
}

/** The seq of a RST that answers a SYN is 0, whatever the letters stand for. */
const isZero = ({ flags }: SegmentLine): boolean => flags.includes("RST") && flags.includes("ACK");

const spaceOf = (line: SegmentLine, field: Field): Side => (field === "seq" ? line.from : other(line.from));

function swap(flow: WrittenFlow, r: Random, reading: Reading): Change | null {
  if (!comparable(flow)) return null;
  const at = pickSegment(
    flow,
    r,
    (line, i) => !isZero(line) && isDetermined(reading, i, "seq") && isDetermined(reading, i, "ack"),
  );
  if (at === null) return null;
  const line = segmentAt(flow, at);
  return replace(flow, at, { ...line, seq: line.ack, ack: line.seq }, "seq and ack swapped");
}

// Flags

function dropFlag(flow: WrittenFlow, r: Random): Change | null {
  const at = pickSegment(flow, r, (line) => droppable(line).length > 0);
  if (at === null) return null;
  const line = segmentAt(flow, at);
  const flag = r.pick(droppable(line));
  return replace(
    flow,
    at,
    withFlags(
      line,
      line.flags.filter((f) => f !== flag),
    ),
    `${flag} dropped`,
  );
}

/** PSH may always be missing, and ACK is understood beside FIN and data. */
function droppable({ flags, old }: SegmentLine): readonly Flag[] {
  if (old) return [];
  if (flags.includes("RST")) return flags.filter((flag) => flag === "ACK");
  if (flags.includes("SYN")) return flags.includes("ACK") ? ["SYN", "ACK"] : [];
  return flags.includes("FIN") && flags.includes("ACK") ? ["FIN"] : [];
}

function addFlag(flow: WrittenFlow, r: Random): Change | null {
  const at = pickSegment(flow, r, (line) => line.flags.includes("ACK") && addable(line).length > 0);
  if (at === null) return null;
  const line = segmentAt(flow, at);
  const flag = r.pick(addable(line));
  return replace(flow, at, withFlags(line, [flag, ...line.flags]), `${flag} added`);
}

/** SYN without a seq could repeat the SYN; RST with data is nothing that a person types by mistake. */
function addable({ flags, seq, unsaid, old }: SegmentLine): readonly Flag[] {
  if (old) return [];
  const missing: Flag[] = [];
  if (!flags.includes("SYN") && seq !== null) missing.push("SYN");
  if (!flags.includes("FIN")) missing.push("FIN");
  if (flags.length === 1 && unsaid === 0) missing.push("RST");
  return missing;
}

const withFlags = (line: SegmentLine, flags: readonly Flag[]): SegmentLine => ({
  ...line,
  flags,
  flagText: null,
});

// States

const STATES: readonly State[] = [
  "CLOSED",
  "LISTEN",
  "SYN-SENT",
  "SYN-RECEIVED",
  "ESTABLISHED",
  "FIN-WAIT-1",
  "FIN-WAIT-2",
  "CLOSE-WAIT",
  "CLOSING",
  "LAST-ACK",
  "TIME-WAIT",
];

function replaceState(flow: WrittenFlow, r: Random): Change | null {
  const claims = indices(flow, ({ content: c }) => c.kind === "state" && c.sides.length === 1);
  if (claims.length === 0) return null;
  const at = r.pick(claims);
  const claim = (flow.lines[at] as Line).content as StateLine;
  const part = claim.before !== null && r.chance(0.5) ? "before" : "state";
  const state = r.pick(STATES.filter((s) => s !== claim[part]));
  const content: StateLine = { ...claim, [part]: state, spelt: null };
  return { lines: withLine(flow, at, content), at, what: `${claim[part]} became ${state}` };
}

// Lines

/** A segment goes with the claims right under it and the event that announces it. */
function removeLine(flow: WrittenFlow, r: Random, wanted: (line: SegmentLine) => boolean): Change | null {
  // A connection may begin with the SYN+ACK, or in the middle.
  const isFirst = (at: number, pair: number): boolean =>
    flow.lines.findIndex((line) => line.content.kind === "segment" && line.pair === pair) === at;
  const at = pick(
    r,
    indices(flow, ({ content: c, pair }, i) => {
      if (c.kind === "segment")
        return !isFirst(i, pair) && c.id === null && !tellsRoles(flow, c) && wanted(c);
      return c.kind === "local" && c.what === "timeout 2msl" && wanted === ANY;
    }),
  );
  if (at === null) return null;
  const removed = (flow.lines[at] as Line).content;
  if (removed.kind === "segment" && tellsLength(flow, removed, at)) return null;
  let end = at + 1;
  let begin = at;
  if (removed.kind === "segment") {
    const { pair } = flow.lines[at] as Line;
    const isClaim = (line: Line | undefined): boolean => line?.content.kind === "state" && line.pair === pair;
    const announces = (line: Line): boolean => line.pair === pair && isAnnouncement(line, removed.from);
    while (isClaim(flow.lines[end])) end += 1;
    while (begin > 0 && announces(flow.lines[begin - 1] as Line)) begin -= 1;
  }
  const lines = [...flow.lines.slice(0, begin), ...flow.lines.slice(end)];
  const what = removed.kind === "segment" ? `${removed.flags.join("+")} removed` : "timeout removed";
  return { lines, at: begin, what };
}

const ANY = (): boolean => true;

/** A letter for a length that nothing tells any more could be any number, 0 too. */
function tellsLength(flow: WrittenFlow, line: SegmentLine, at: number): boolean {
  const symbol = line.len?.[0]?.symbol ?? null;
  const before = flow.lines.slice(0, at);
  return (
    symbol !== null &&
    before.every(({ content: c }) => c.kind !== "segment" || c.len === null || c.len[0]?.symbol !== symbol)
  );
}

/** Without declarations, the second SYN of a simultaneous open is what shows that nobody is a server. */
function tellsRoles(flow: WrittenFlow, line: SegmentLine): boolean {
  return flow.exchange.start === "peers" && flow.style.declared === "none" && line.flags.includes("SYN");
}

function isAnnouncement({ content: c }: Line, side: Side): boolean {
  return c.kind === "local" && c.side === side && /^(?:close|abort|send)\b/.test(c.what);
}
