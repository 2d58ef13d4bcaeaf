/** What there is to say about a row of the picture: the same as the editor says of its place in the text. */

import type { Analysis, FlowTrace } from "../check/trace.js";
import { firstRows, type StateRecord } from "../diagram/states.js";
import { stateFact } from "../explain/facts.js";
import type { Statement, StateName } from "../language/ast.js";
import { hoverTexts } from "../messages/hover.js";
import { type Locale, pick } from "../messages/locale.js";
import { bold, escapeForHover } from "../reading/hover/markdown.js";
import { hover } from "../reading/hover.js";

/**
 * `id` is that of a row, `12:segment`. Markdown; empty where there is nothing to say. `linesAbove`: of a flow within
 * another file, how many of that file's lines stand above it.
 */
export function explainRow(
  analysis: Analysis,
  flowIndex: number,
  id: string,
  locale: Locale,
  linesAbove = 0,
): string {
  const trace = analysis.flows[flowIndex];
  const [line = "", kind = "", key = ""] = id.split(":");
  const statement = trace?.flow.statements.find((one) => one.line === Number(line));
  if (trace === undefined) return "";
  const offset = statement === undefined ? null : offsetOf(statement);
  if (kind === "state" || kind === "first") {
    const claimed =
      statement?.type === "local" ? hover(analysis, offset ?? 0, locale, linesAbove)?.markdown : undefined;
    return claimed ?? stateAfter(trace, Number(line), kind, key, locale);
  }
  return offset === null ? "" : (hover(analysis, offset, locale, linesAbove)?.markdown ?? "");
}

/** The word of a line that says what the row shows. */
function offsetOf(statement: Statement): number | null {
  switch (statement.type) {
    case "segment":
      return statement.arrow.span.start;
    case "local":
      return statement.what.span.start;
    case "deliver":
    case "elision":
      return statement.span.start;
    default:
      return null;
  }
}

/** A state that nobody wrote. */
function stateAfter(trace: FlowTrace, line: number, kind: string, key: string, locale: Locale): string {
  if (trace.flow.kind === "exercise") return "";
  const state = kind === "first" ? stateAtFirst(trace, key) : stateAt(trace, line, key);
  if (state === undefined) return "";
  const { meaning, leave } = pick(stateFact(state as StateName).text, locale);
  const text = hoverTexts(locale);
  return `${bold(state)} · ${escapeForHover(text.stateHere(key, state))}  \n${meaning}\n\n${text.leave}${leave}`;
}

function stateAt(trace: FlowTrace, line: number, key: string): string | undefined {
  const steps = trace.steps.filter((step) => step.line === line);
  return steps[steps.length - 1]?.states.get(key);
}

function stateAtFirst(trace: FlowTrace, key: string): string | undefined {
  const record: StateRecord = { shown: {} };
  firstRows(trace, record);
  return record.shown[key];
}
