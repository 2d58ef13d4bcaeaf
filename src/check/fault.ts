/**
 * The last net: where the check itself fails on a flow, that is one finding, which says whose fault it is and asks for
 * a report. The other flows of the file, and every feature, live on.
 */

import type { Flow, Span } from "../language/ast.js";
import { Numbers } from "../tcp/number.js";
import { CODES } from "./codes.js";
import type { Walk } from "./record.js";
import { Symbols } from "./symbols.js";
import type { Finding, FlowTrace } from "./trace.js";

/** The trace of a flow on which the check has failed: nothing is claimed of it. `walk` as far as it came. */
export function traceOfFault(flow: Flow, error: unknown, walk: Walk | null): FlowTrace {
  const line = walk?.world.line ?? flow.line;
  const finding: Finding = {
    code: "internal-fault",
    severity: CODES["internal-fault"].severity,
    span: spanOn(flow, line),
    line,
    args: { message: error instanceof Error ? error.message : String(error) },
    related: [],
  };
  return {
    flow,
    endpoints: [],
    connections: [],
    steps: [],
    symbols: new Symbols(),
    findings: [finding],
    undecided: 0,
    numbers: new Numbers(),
  };
}

/** The statement on the line; where even that cannot be asked, the beginning of the flow. */
function spanOn(flow: Flow, line: number): Span {
  try {
    const statement = flow.statements.find((s) => s.line === line);
    if (statement !== undefined) return statement.span;
  } catch {
    // What fails here is what has failed before.
  }
  const { start } = flow.span;
  return { start, end: start };
}
