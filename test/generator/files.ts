/** Whole files out of a seed: legal ones, and ones with a single mistake. */

import { type Line, render } from "./lines.js";
import { FURTHER_MUTATIONS, type Mistake, MUTATIONS, type MutationKind, mutate, worldsOf } from "./mutate.js";
import { LINE_MUTATIONS } from "./mutate-lines.js";
import { type Random, randomFrom } from "./random.js";
import { read, type Verdict } from "./referee.js";
import { makeExchange } from "./scripts.js";
import { writeTogether } from "./together.js";
import { FRONTIER_MATTERS, MATTERS, type Shape } from "./transfer.js";
import type { WrittenFlow } from "./write.js";

/** What students and textbooks draw. */
export const ORDINARY: Shape = { simultaneous: true, elisions: true, matters: [] };

/** Half of them show one of the harder matters. */
export const EVERYTHING: Shape = { ...ORDINARY, matters: MATTERS };

/** All that the generator knows of, the matters too that the check does not see through yet. */
export const FRONTIER: Shape = { ...ORDINARY, matters: [...MATTERS, ...FRONTIER_MATTERS] };

/** All mistakes, those of whole lines too. */
export const OF_LINES: Shape = FRONTIER;

export interface LegalFile {
  readonly seed: number;
  readonly text: string;
  readonly flows: readonly WrittenFlow[];
  /** The lines of the file, flow after flow. */
  readonly lines: readonly Line[];
}

export interface BrokenFile {
  readonly seed: number;
  readonly text: string;
  readonly kind: MutationKind;
  readonly what: string;
  /** The first line that is not true, counted from 0. */
  readonly line: number;
  /** Where the mistake may be found: there, or where it was made, if what follows gives that away. */
  readonly lines: readonly number[];
  /** The text before it was broken. */
  readonly legal: string;
}

export function legalFile(seed: number, shape: Shape = ORDINARY): LegalFile {
  const r = randomFrom(seed);
  const flows = makeFlows(r, shape).map(withSurvivors);
  const lines = flows.flatMap((flow) => flow.lines);
  return { seed, flows, lines, text: textOf(flows) };
}

/** Where the law allowed several outcomes, a state is certain only if it is so in each course that fits the lines. */
function withSurvivors(flow: WrittenFlow): WrittenFlow {
  const pairs = [flow.exchange, ...flow.exchange.company];
  if (flow.style.turns || pairs.every(({ forks }) => forks === 0)) return flow;
  const { states } = read(flow.lines, flow.exchange.start, new Map());
  const lines = flow.lines.map((line, at): Line => {
    if (line.expect === null) return line;
    const [a, b] = line.expect.states;
    const certain = states[at] ?? [null, null];
    return {
      ...line,
      expect: { ...line.expect, states: [certain[0] === a ? a : null, certain[1] === b ? b : null] },
    };
  });
  return { ...flow, lines };
}

/** What the generator's own referee says of the flows of a legal file: it must be content with all of them. */
export function verdicts(file: LegalFile): readonly Verdict[] {
  const readable = file.flows.filter((flow) => !flow.style.turns);
  return readable.flatMap((flow) =>
    worldsOf(flow, randomFrom(file.seed)).map(
      (symbols) => read(flow.lines, flow.exchange.start, symbols).verdict,
    ),
  );
}

/** Some segment of the flow is never answered: the analysis may warn of it. */
export function unanswered(flow: WrittenFlow): boolean {
  if (flow.style.turns) return flow.stopsEarly || flow.exchange.ends.some((end) => end.owes);
  const [symbols = new Map()] = worldsOf(flow, randomFrom(1));
  return read(flow.lines, flow.exchange.start, symbols).owes;
}

/** null where the mistake of this seed fits nowhere in its flow. */
export function brokenFile(seed: number, shape: Shape = ORDINARY): BrokenFile | null {
  const broken = brokenFlows(seed, shape);
  if (broken === null) return null;
  const { kind, flows, at, mistake } = broken;
  const after = flows.map((flow, i) => (i === at ? { ...flow, lines: mistake.lines } : flow));
  const linesBefore = flows.slice(0, at).reduce((n, flow) => n + flow.lines.length, 0);
  return {
    seed,
    kind,
    what: mistake.what,
    line: linesBefore + mistake.line,
    lines: fairLines(mistake).map((line) => linesBefore + line),
    text: textOf(after),
    legal: textOf(flows),
  };
}

/** The flows of a file, and the mistake in one of them. */
export function brokenFlows(
  seed: number,
  shape: Shape,
): {
  readonly kind: MutationKind;
  readonly flows: readonly WrittenFlow[];
  readonly at: number;
  readonly mistake: Mistake;
} | null {
  const r = randomFrom(seed);
  const kind = r.pick<MutationKind>(mutationsFor(shape));
  const flows = makeFlows(r, fitting(kind, shape));
  const at = r.int(0, flows.length - 1);
  const mistake = mutate(flows[at] as WrittenFlow, kind, r);
  return mistake === null ? null : { kind, flows, at, mistake };
}

export interface TwiceBrokenFile {
  readonly seed: number;
  readonly text: string;
  readonly whats: readonly string[];
  /** Where each of the two may be found. */
  readonly lines: readonly (readonly number[])[];
}

/** Mistakes that change a line, and no other. */
const IN_PLACE: readonly MutationKind[] = [
  ...["seq ±1", "ack ±1", "seq ±len", "ack ±len", "peer's number"],
  ...["seq and ack swapped", "flag added", "state replaced"],
] as MutationKind[];

/** So many lines lie between two mistakes that have nothing to do with each other. */
const APART = 6;

/** Two mistakes in one flow, each of them one by itself; null where they do not fit. */
export function twiceBrokenFile(seed: number, shape: Shape = ORDINARY): TwiceBrokenFile | null {
  const r = randomFrom(seed);
  const [flow] = makeFlows(r, shape);
  if (flow === undefined) return null;
  const [first, second] = [1, 2]
    .map(() => mutate(flow, r.pick(IN_PLACE), r))
    .sort((a, b) => (a?.at ?? 0) - (b?.at ?? 0));
  if (first == null || second == null) return null;
  const end = Math.max(first.line, first.at);
  if (Math.min(second.line, second.at) < end + APART) return null;
  const lines = first.lines.map((line, i) => (i === second.at ? (second.lines[i] as Line) : line));
  return {
    seed,
    text: textOf([{ ...flow, lines }]),
    whats: [first, second].map(({ kind, what }) => `${kind} (${what})`),
    lines: [fairLines(first), fairLines(second)],
  };
}

function mutationsFor({ matters }: Shape): readonly MutationKind[] {
  const further = matters.length > 0 ? FURTHER_MUTATIONS : [];
  const isFrontier = FRONTIER_MATTERS.some((matter) => matters.includes(matter));
  return [...MUTATIONS, ...further, ...(isFrontier ? LINE_MUTATIONS : [])];
}

/** Few exchanges have options: for a mistake in one, all of the harder ones do. */
function fitting(kind: MutationKind, shape: Shape): Shape {
  const needsOptions = kind === "sack block wrong" || kind === "timestamp wrong";
  return needsOptions && shape.matters.includes("options") ? { ...shape, matters: ["options"] } : shape;
}

/** Of a removed line nothing is left but the line that contradicts. */
function fairLines(mistake: Mistake): readonly number[] {
  return mistake.kind === "line removed" || mistake.kind === "reset removed"
    ? [mistake.line]
    : [mistake.line, mistake.at];
}

function makeFlows(r: Random, shape: Shape): WrittenFlow[] {
  const many = r.weigh([
    [85, 1],
    [10, 2],
    [5, 3],
  ]);
  const flows = Array.from({ length: many }, () => writeTogether(makeExchange(r, shape), r));
  return flows.map((flow, i) =>
    many > 1 && flow.style.title === null ? titled(flow, `flow ${i + 1}`) : flow,
  );
}

/** Only one flow in a file may go without its first line. */
function titled(flow: WrittenFlow, title: string): WrittenFlow {
  const header: Line = {
    content: { kind: "text", text: `flow "${title}"` },
    indent: "",
    time: "",
    comment: "",
    pair: 0,
    expect: null,
  };
  return { ...flow, lines: [header, ...flow.lines] };
}

/** One way of ending lines in a file; everything else is each flow's own. */
function textOf(flows: readonly Pick<WrittenFlow, "lines" | "looks">[]): string {
  const ending = flows[0]?.looks.ending ?? "\n";
  const texts = flows.map(({ lines, looks }, i) =>
    render(lines, { ...looks, ending, bom: looks.bom && i === 0 }),
  );
  return texts.join("");
}
