/** The one analysis: syntax tree → what each side knew, step by step, and what is to be told. */

import type { Document, Flow, NotationUse, Problem, Statement } from "../language/ast.js";
import { CODES } from "./codes.js";
import { judgeEnding } from "./ending.js";
import { traceOfFault } from "./fault.js";
import type { Walk } from "./record.js";
import { silenced } from "./silence.js";
import type { Analysis, EndpointInfo, Finding, FlowTrace } from "./trace.js";
import { MAX_TRIALS } from "./trial.js";
import { startWalk, walkTo } from "./walk.js";

/** How many informations a file may show before they become one with a count. */
const MAX_INFORMATIONS = 100;

/** Analyses a document. Never throws: bad input is a finding. */
export function analyze(document: Document): Analysis {
  return analysisFrom(
    document,
    document.flows.map((flow) => analyzeFlow(document, flow)),
  );
}

/** The analysis of a document, out of those of its flows. */
export function analysisFrom(document: Document, traces: readonly FlowTrace[]): Analysis {
  const flows = traces.map(silenced);
  const findings: Finding[] = [];
  for (const problem of document.problems) findings.push(ofProblem(problem));
  for (const use of document.notations) if (use.warn) findings.push(ofNotation(use));
  for (const flow of flows) for (const finding of flow.findings) findings.push(finding);
  findings.sort(byPlace);
  return { document, flows, findings: limitInformations(findings) };
}

/** Analyses one flow. */
export function analyzeFlow(document: Document, flow: Flow): FlowTrace {
  let walk: Walk | null = null;
  try {
    walk = startWalk(flow, document.text);
    walkTo(walk, flow.statements.length);
    return traceOf(walk);
  } catch (error) {
    return traceOfFault(flow, error, walk);
  }
}

/**
 * Whether a line is found wrong, without looking for the best way to read it, nor at the lines behind it. A flow with
 * a line that says nothing yet is not looked at: what is wrong below it may be excused. What is not refuted may
 * still be warned of, and be wrong by what `analyzeFlow` finds.
 */
export function isRefuted({ text }: Pick<Document, "text">, flow: Flow): boolean {
  if (flow.statements.some(saysNothing)) return false;
  const walk = startWalk(flow, text);
  walk.trials = MAX_TRIALS;
  return findsAnError(walk);
}

/** Whether the lines above this one are wrong, whatever stands from there on. */
export function isRefutedAbove({ text }: Pick<Document, "text">, flow: Flow, line: number): boolean {
  const statements = flow.statements.filter((statement) => statement.line < line);
  return (
    !statements.some(saysNothing) && findsAnError({ ...startWalk(flow, text), flow: { ...flow, statements } })
  );
}

function saysNothing({ type }: Statement): boolean {
  return type === "broken" || type === "blank";
}

/** Walks as far as the first line that is wrong, however it is read. */
function findsAnError(walk: Walk): boolean {
  const hasError = (findings: readonly Finding[]) => findings.some(({ severity }) => severity === "error");
  let found = hasError(walk.declarations);
  walkTo(walk, walk.flow.statements.length, 0, () => {
    found ||= hasError(walk.steps.at(-1)?.findings ?? []);
    return found;
  });
  return found;
}

/** What a walk that is at its end has found. */
export function traceOf({ flow, world, steps, declarations }: Walk): FlowTrace {
  judgeEnding(world, flow, steps);
  const findings = [...declarations];
  for (const step of steps)
    if (step.findings.length > 0) for (const finding of step.findings) findings.push(finding);
  for (const finding of world.found) findings.push(finding);
  return {
    flow,
    endpoints: world.endpoints.map(
      ({ name, role, label, span, declared }): EndpointInfo => ({ name, role, label, span, declared }),
    ),
    connections: world.connections.map((c) => ({ a: c.names[0], b: c.names[1] })),
    steps,
    symbols: world.symbols,
    findings,
    undecided: world.undecided,
    numbers: world.numbers,
  };
}

function ofProblem(problem: Problem): Finding {
  const { code, span, line, args } = problem;
  return { code, severity: CODES[code].severity, span, line, args, related: [] } as unknown as Finding;
}

function ofNotation(use: NotationUse): Finding {
  const { span, line, typed, canonical } = use;
  return { code: "notation", severity: "warning", span, line, args: { typed, canonical }, related: [] };
}

function byPlace(a: Finding, b: Finding): number {
  return a.span.start - b.span.start || a.span.end - b.span.end;
}

/** Rule 24: past 100 in a file they are one, with a count. */
function limitInformations(findings: readonly Finding[]): readonly Finding[] {
  let count = 0;
  for (const f of findings) if (f.severity === "information") count++;
  if (count <= MAX_INFORMATIONS) return findings;
  let seen = 0;
  const kept: Finding[] = [];
  for (const f of findings) {
    if (f.severity !== "information" || ++seen < MAX_INFORMATIONS) kept.push(f);
    else if (seen === MAX_INFORMATIONS) {
      const args = { count: String(count - MAX_INFORMATIONS + 1) };
      kept.push({
        code: "more-informations",
        severity: "information",
        span: f.span,
        line: f.line,
        args,
        related: [],
      });
    }
  }
  return kept;
}
