/** Compares what the analysis says of each step with what the generator's simulation knows. */

import type { Analysis, FlowTrace, Step } from "../../src/check/trace.js";
import type { Num } from "../../src/tcp/number.js";
import type { Side } from "../generator/endpoint.js";
import type { LegalFile } from "../generator/files.js";
import { type Expectation, type Line, subjectOf } from "../generator/lines.js";
import type { WrittenFlow } from "../generator/write.js";

/** Every difference, in words; none where both agree. */
export function disagreements(file: LegalFile, analysis: Analysis): string[] {
  if (analysis.flows.length !== file.flows.length) {
    return [`${analysis.flows.length} flows were read instead of ${file.flows.length}`];
  }
  let start = 0;
  return file.flows.flatMap((flow, i) => {
    const trace = analysis.flows[i] as FlowTrace;
    const found = [...compareSteps(flow, trace, start), ...compareCertainty(flow, trace)];
    start += flow.lines.length;
    return found;
  });
}

function compareSteps(flow: WrittenFlow, trace: FlowTrace, start: number): string[] {
  const steps = new Map(trace.steps.map((step) => [step.line, step]));
  return flow.lines.flatMap((line, i) => {
    if (line.expect === null) return [];
    const step = steps.get(start + i);
    if (step === undefined) return [`line ${start + i}: no step`];
    const differences = [...compareStates(flow, line, step), ...compareNumbers(line.expect, trace, step)];
    return differences.map((words) => `line ${start + i}: ${words}`);
  });
}

function compareStates(flow: WrittenFlow, line: Line, step: Step): string[] {
  return (line.expect as Expectation).states.flatMap((state, side) => {
    const name = subjectOf(flow.looks, line.pair, side as Side);
    const actual = step.states.get(name);
    return state === null || state === actual ? [] : [`${name} is ${actual} instead of ${state}`];
  });
}

/** Only where the analysis knows a plain number: with letters, the letters decide. */
function compareNumbers(expect: Expectation, trace: FlowTrace, step: Step): string[] {
  const { segment } = step;
  if (segment === null) return [];
  return (["seq", "ack"] as const).flatMap((field) => {
    const actual = plainValue(trace, segment[field]);
    const expected = expect[field];
    return actual === null || expected === null || actual === expected
      ? []
      : [`${field} is ${actual} instead of ${expected}`];
  });
}

function plainValue(trace: FlowTrace, number: Num | null): number | null {
  const known = number === null ? null : trace.numbers.resolve(number);
  return known === null || known.terms !== null ? null : known.constant;
}

function compareCertainty(flow: WrittenFlow, trace: FlowTrace): string[] {
  return flow.allKnown && trace.undecided > 0 ? [`${trace.undecided} comparisons were undecided`] : [];
}
