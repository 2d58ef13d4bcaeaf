/** The one analysis: syntax tree → what each side knew, step by step, and what is to be told. */

import type { Document, Flow, NotationUse, Problem } from "../language/ast.js";
import { CODES } from "./codes.js";
import { judgeEnding } from "./ending.js";
import type { Analysis, EndpointInfo, Finding, FlowTrace } from "./trace.js";
import { startWalk, walkTo } from "./walk.js";

/** How many informations a file may show before they become one with a count. */
const MAX_INFORMATIONS = 100;

/** Analyses a document. Never throws: bad input is a finding. */
export function analyze(document: Document): Analysis {
  const flows = document.flows.map((flow) => analyzeFlow(document, flow));
  const findings: Finding[] = [];
  for (const problem of document.problems) findings.push(ofProblem(problem));
  for (const use of document.notations) if (use.warn) findings.push(ofNotation(use));
  for (const flow of flows) for (const finding of flow.findings) findings.push(finding);
  findings.sort(byPlace);
  return { document, flows, findings: limitInformations(findings) };
}

/** Analyses one flow. */
export function analyzeFlow(document: Document, flow: Flow): FlowTrace {
  const walk = startWalk(flow, document.text);
  const { world, steps } = walk;
  walkTo(walk, flow.statements.length);
  judgeEnding(world, flow, steps);
  const findings = [...walk.declarations];
  for (const step of steps) for (const finding of step.findings) findings.push(finding);
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

/** `language.md` section 4: past 100 in a file they are one, with a count. */
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
