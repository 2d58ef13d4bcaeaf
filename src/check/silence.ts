/** What is not told of an exercise: all that is for the student to find. */

import type { Flow } from "../language/ast.js";
import { RST, SYN } from "../tcp/segment.js";
import { shownAs } from "./step-segment.js";
import type { Finding, FlowTrace, Step, StepSegment } from "./trace.js";

/**
 * Of an exercise nothing is told that is for the student to find. What is worth knowing of a right flow is left
 * out, for it says what the lines do; where the mistakes or the order are asked for, the flow is as if it were
 * right. What judges an answer asks `analyzeFlow`.
 */
export function silenced(trace: FlowTrace): FlowTrace {
  if (trace.flow.kind === "flow") return trace;
  const all = asksForAll(trace.flow);
  const open = firstOpenLine(trace);
  const told = (findings: readonly Finding[]) =>
    all ? [] : findings.filter((finding) => isSettled(finding, open)).flatMap(toldInExercise);
  const steps = trace.steps.map((step): Step => {
    const { segment } = step;
    const shown = segment === null || !all ? segment : asIfRight(segment);
    return { ...step, segment: shown, findings: told(step.findings) };
  });
  return { ...trace, steps, findings: told(trace.findings), undecided: all ? 0 : trace.undecided };
}

/** A second name for a number is no answer (rule 19); other informations are none of the student's doing. */
function toldInExercise(finding: Finding): readonly Finding[] {
  if (finding.code === "symbol-another-name") return [{ ...finding, severity: "error" }];
  return finding.severity === "error" || finding.severity === "warning" ? [finding] : [];
}

/**
 * The first line of which it is not known what happens there: a whole line, an event or flags still to be written.
 * What is wrong below may be right once it is, and a blank is no mistake.
 */
function firstOpenLine({ flow, steps }: FlowTrace): number {
  const open = flow.statements.find((s) => {
    if (s.type === "local") return s.what.kind === "blank";
    if (s.type !== "segment" || s.flags.blank === null) return s.type === "blank";
    return !isCertain(steps.find(({ statement }) => statement === s)?.segment ?? null);
  });
  return open?.line ?? Number.POSITIVE_INFINITY;
}

/** Flags that are owed and can be no others. What is read as an ACK may carry data or a FIN. */
function isCertain(segment: StepSegment | null): boolean {
  return segment !== null && (segment.flags & (SYN | RST)) !== 0;
}

function isSettled({ line, code }: Finding, open: number): boolean {
  return line < open && (code !== "answer-missing" || open === Number.POSITIVE_INFINITY);
}

function asIfRight(segment: StepSegment): StepSegment {
  return shownAs(segment, { corrected: false, fate: segment.fate === "void" ? "delivered" : segment.fate });
}

function asksForAll({ kind, statements }: Flow): boolean {
  if (kind !== "exercise") return false;
  return statements.some((s) => s.type === "kind" && (s.text.value === "find" || s.text.value === "order"));
}
