/**
 * What a diagram shows, row by row from the top. Rows are plain data with ids that stay the same
 * while other lines are edited; Mermaid text can be made of any slice of them.
 */

import type { FlowTrace, Step } from "../check/trace.js";
import type { BrokenLine, Statement } from "../language/ast.js";
import { previewTexts } from "../messages/preview.js";
import {
  ARROW_COLUMNS,
  type ArrowShape,
  NOTE_COLUMNS,
  type OverRow,
  type Row,
  type RowOptions,
  reasons,
  type Tone,
  wrapText,
} from "./row.js";
import { arrivalRow, segmentRow } from "./segment.js";
import { claimRows, endpointOfKey, firstRows, type StateRecord, stateRows } from "./states.js";

/** The rows of a flow. In an exercise nothing is shown that is not written in the text. */
export function rows(flow: FlowTrace, options: RowOptions): Row[] {
  const out: Row[] = [];
  const departures = departuresByArrival(flow);
  const record: StateRecord = { shown: {} };
  if (options.states) out.push(...firstRows(flow, record));
  let next = 0;
  for (const statement of flow.flow.statements) {
    if (statement.type === "broken") out.push(brokenRow(statement, flow, options));
    else if (statement.type === "task") {
      out.push(overRow(statement, "note", [], wrapText(statement.text.value, WIDE_COLUMNS)));
    } else if (statement.type === "blank") out.push(overRow(statement, "blank", [], ["?"], "dimmed"));
    while (next < flow.steps.length && (flow.steps[next] as Step).line <= statement.line) {
      out.push(...stepRows(flow.steps[next] as Step, departures, flow, options, record));
      next++;
    }
  }
  return out;
}

/** Of what stands over all endpoints. */
const WIDE_COLUMNS = 60;

function stepRows(
  step: Step,
  departures: Departures,
  flow: FlowTrace,
  options: RowOptions,
  record: StateRecord,
): Row[] {
  const statement = step.statement;
  const out: Row[] = [];
  switch (statement.type) {
    case "section":
      out.push(overRow(statement, "section", [], [statement.text.value]));
      break;
    case "note":
      if (options.notes) {
        const over = namesKnown(
          statement.over.map((o) => o.name),
          flow,
        );
        const text = statement.text.value
          .split("\n")
          .flatMap((line) => wrapText(line, over.length === 1 ? NOTE_COLUMNS : WIDE_COLUMNS));
        out.push(overRow(statement, "note", over, text));
      }
      break;
    case "segment": {
      const make = () => segmentRow(step, flow, options);
      out.push(options.remembered?.(step, make) ?? make());
      break;
    }
    case "deliver":
      out.push(...deliveries(step, departures, flow, options));
      break;
    case "elision":
      out.push(elisionRow(step, flow, options));
      break;
    case "local":
      if (statement.what.kind === "event") out.push(eventRow(step, flow, options));
      else if (statement.what.kind === "blank") {
        const over = namesKnown(
          statement.subjects.map((s) => s.name.name),
          flow,
        );
        out.push(overRow(statement, "blank", over, ["?"], "dimmed"));
      }
      break;
  }
  if (options.states) {
    out.push(...stateRows(step, flow, record));
    out.push(...claimRows(step, flow, options, record));
  }
  return out;
}

/** The segments that arrive with a step, by its index. */
type Departures = ReadonlyMap<number, readonly Step[]>;

function departuresByArrival(flow: FlowTrace): Departures {
  const found = new Map<number, Step[]>();
  for (const step of flow.steps) {
    for (const arrival of step.segment?.arrivals ?? []) {
      const others = found.get(arrival);
      if (others === undefined) found.set(arrival, [step]);
      else others.push(step);
    }
  }
  return found;
}

function overRow(
  statement: Statement,
  kind: OverRow["kind"],
  over: readonly string[],
  text: readonly string[],
  tone: Tone = "plain",
): OverRow {
  return { id: `${statement.line}:${kind}`, line: statement.line, kind, over, text, tone, beside: false };
}

function deliveries(step: Step, departures: Departures, flow: FlowTrace, options: RowOptions): Row[] {
  const arriving = departures.get(step.index) ?? [];
  const wrong = reasons(step, options);
  if (arriving.length === 0 && wrong.length > 0) {
    const text = [sourceOf(step.statement, options), ...wrong];
    return [overRow(step.statement, "event", [], text, "wrong")];
  }
  return arriving.map((other, i) => arrivalRow(other, step, i, flow, options));
}

function elisionRow(step: Step, flow: FlowTrace, options: RowOptions): Row {
  const statement = step.statement;
  const said = statement.type === "elision" ? statement.text : null;
  const wrong = reasons(step, options);
  const tone: Tone = wrong.length > 0 ? "wrong" : "plain";
  const words = said === null ? previewTexts(options.locale).elided : said.value;
  const text = [`… ${words}`, ...wrong];
  const from = statement.type === "elision" ? statement.from?.name : undefined;
  const to = statement.type === "elision" ? statement.to?.name : undefined;
  const base = { id: `${step.line}:elision`, line: step.line, kind: "elision" as const, tone, text };
  if (from !== undefined && to !== undefined && known(from, flow) && known(to, flow)) {
    return { ...base, from, to, arrow: "arrives" };
  }
  const connection = flow.connections[Math.max(step.connection, 0)];
  if (connection === undefined) return { ...base, over: [], beside: false };
  return { ...base, from: connection.a, to: connection.b, arrow: "both" };
}

function eventRow(step: Step, flow: FlowTrace, options: RowOptions): Row {
  const statement = step.statement;
  const subjects = statement.type === "local" ? statement.subjects.map((s) => s.name.name) : [];
  const what =
    statement.type === "local" ? options.text.slice(statement.what.span.start, statement.what.span.end) : "";
  const wrong = reasons(step, options, NOTE_COLUMNS);
  const over = namesKnown(subjects, flow);
  return overRow(statement, "event", over, [what, ...wrong], wrong.length > 0 ? "wrong" : "plain");
}

/**
 * Half-written lines are what one sees while typing. As soon as both ends can be made out the row
 * is the arrow it will become, so that the picture does not jump.
 */
function brokenRow(statement: BrokenLine, flow: FlowTrace, options: RowOptions): Row {
  const source = sourceOf(statement, options);
  const base = { id: `${statement.line}:broken`, line: statement.line, tone: "dimmed" as const };
  const why = (columns: number) => wrapText(`✗ ${options.problem(statement)}`, columns);
  const sketch = HALF_SEGMENT.exec(source);
  if (sketch !== null) {
    const [, left = "", arrow = "", right = "", rest = ""] = sketch;
    const reversed = arrow.startsWith("<") || arrow.startsWith("x");
    if (left !== right && known(left, flow) && known(right, flow)) {
      const [from, to] = reversed ? [right, left] : [left, right];
      const shape: ArrowShape = arrow.includes("x") ? "lost" : arrow.includes("~") ? "departs" : "delivered";
      const text = [rest.trim() === "" ? "?" : rest.trim(), ...why(ARROW_COLUMNS)];
      return { ...base, id: `${statement.line}:segment`, kind: "broken", from, to, arrow: shape, text };
    }
  }
  const text = [...wrapText(source, WIDE_COLUMNS), ...why(WIDE_COLUMNS)];
  return { ...base, kind: "broken", over: [], beside: false, text };
}

const HALF_SEGMENT =
  /^(?:@\S+\s+)?(?:old\s+)?([\p{L}_][\p{L}\p{N}_]*)\s*(->|~>|<-|<~|\s-x\s|\sx-\s|→|←)\s*([\p{L}_][\p{L}\p{N}_]*)\s*[:：]?(.*)$/u;

function sourceOf(statement: Statement, options: RowOptions): string {
  return options.text.slice(statement.span.start, statement.span.end);
}

function known(name: string, flow: FlowTrace): boolean {
  return flow.endpoints.some((endpoint) => endpoint.name === name);
}

function namesKnown(names: readonly string[], flow: FlowTrace): string[] {
  return names.map(endpointOfKey).filter((name) => known(name, flow));
}
