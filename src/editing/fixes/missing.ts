/** Segments that were left out: what is put in, and where. */

import { expressAt } from "../../check/express.js";
import type { FlowTrace, Step } from "../../check/trace.js";
import type { Segment } from "../../language/ast.js";
import { insertAfter, insertBefore, lastClaimUnder } from "../../language/line-edits.js";
import type { Num } from "../../tcp/number.js";
import { alternative, type Draft, type Drafters, type FixSite, repair } from "./draft.js";
import { finDropped, notAgain } from "./search.js";
import { flagsOf, writeArrow } from "./segment.js";

/** The line presupposes a segment: it is put in before it. */
export function insertMissing(place: FixSite<"segment-missing">): readonly Draft[] {
  const { finding, analysis, flow } = place;
  const { missing, from, to } = finding.args;
  const line = firstOfTurn(place);
  const texts = missing.endsWith("data") ? dataLines(place) : [`${from} -> ${to}: ${missing}`];
  const before = (...lines: readonly string[]): Draft =>
    repair((t) => t.insertSegment(lines.at(-1) ?? ""), insertBefore(analysis.document, line, ...lines));
  const again = texts.map((text) => before(`${from}: timeout rto`, text));
  const above = finding.related.find(({ reason }) => reason === "belongs");
  const belongs =
    above === undefined
      ? []
      : texts.map((text) =>
          repair((t) => t.insertSegment(text), insertBefore(analysis.document, above.line, text)),
        );
  const waiting = flow.statements.filter(
    (s): s is Segment =>
      s.type === "segment" && s.line < finding.line && s.from.name === from && s.arrow.kind !== "->",
  );
  const last = waiting.at(-1);
  const arrives = last === undefined ? [] : [alternative((t) => t.arrives, writeArrow(last, "->"))];
  const delivered =
    last?.arrow.kind === "~>"
      ? [repair((t) => t.insertLine("deliver"), insertBefore(analysis.document, line, "deliver"))]
      : [];
  const first = texts.map((text) => before(text));
  const fin = missing === "FIN+ACK" && spokeLast(place) ? finDropped(place, from).slice(0, 1) : [];
  return [...belongs, ...delivered, ...fin, ...first, ...notAgain(place), ...again, ...arrives];
}

/**
 * The FIN may belong to the side's last segment: a state is claimed right under it, or it carried data and
 * nothing has come back since.
 */
function spokeLast({ flow, finding, statement }: FixSite<"segment-missing">): boolean {
  const last = flow.statements.findLast((s) => s.type === "segment" && s.line < finding.line);
  if (last?.type !== "segment" || last.from.name !== finding.args.from) return false;
  const under = statement?.type === "local" && statement.line === last.line + 1;
  return under || last.len !== null || last.payload !== null || flagsOf(last).includes("PSH");
}

/** The event right above a segment belongs to it: what is missing goes before both. */
function firstOfTurn({ flow, finding, segment }: FixSite): number {
  let line = finding.line;
  if (segment === null) return line;
  for (const statement of [...flow.statements].reverse()) {
    if (statement.line !== line - 1) continue;
    const own =
      statement.type === "local" &&
      statement.what.kind === "event" &&
      statement.subjects.some(({ name }) => name.name === segment.from.name);
    if (!own) break;
    line = statement.line;
  }
  return line;
}

/** Data without and with what is known of it: how much the line presupposes, and where it was lost. */
function dataLines(place: FixSite<"segment-missing">): readonly string[] {
  const { finding, trace, step } = place;
  const { missing, from, to } = finding.args;
  const head = `${from} ${missing === "lost data" ? "-x" : "->"} ${to}: PSH+ACK`;
  const lines = [head];
  if (step === null || step.before === null || step.segment === null) return lines;
  const side = trace.connections[step.connection]?.a === from ? "a" : "b";
  const own = step.segment.from === from;
  const { sndNxt, sndUna } = step.before[side];
  const amount = difference(trace, own ? step.segment.seq : step.segment.ack, sndNxt, step);
  if (amount !== null) lines.unshift(`${head} len=${amount}`);
  const una = expressAt(trace, sndUna, step);
  if (una !== null) lines.push(`${head} seq=${una}`);
  return lines;
}

/** How many octets lie between two numbers, in the words of the flow. */
function difference(trace: FlowTrace, end: Num | null, start: Num | null, step: Step): string | null {
  if (end === null || start === null) return null;
  const amount = trace.numbers.resolve(trace.numbers.subtract(end, start));
  if (trace.numbers.hasBase(amount) || trace.numbers.sign(amount) !== 1) return null;
  return expressAt(trace, amount, step);
}

/** The answer that is owed, right behind the segment that wants it and what is claimed of it. */
export function insertOwed(place: FixSite<"answer-missing">): readonly Draft[] {
  const { finding, analysis, flow } = place;
  const { from, to, answer } = finding.args;
  const flags = answer === "challenge ACK" ? "ACK" : answer;
  const text = `${from} -> ${to}: ${flags}`;
  const last = lastClaimUnder(flow.statements, finding.line);
  const here = repair((t) => t.answer(text), insertAfter(analysis.document, last, text));
  const end = flow.statements.at(-1)?.line ?? last;
  if (end === last) return [here];
  return [here, repair((t) => t.answerAtEnd(text), insertAfter(analysis.document, end, text))];
}

export const ENDING_FIXES: Drafters = {
  "begins-in-the-middle": (p) => declareStates(p),
  "begins-with-syn-ack": (p) => {
    const { client, server } = p.finding.args;
    const line = `${client} -> ${server}: SYN`;
    return [repair((t) => t.insertSegment(line), insertBefore(p.analysis.document, p.finding.line, line))];
  },
  "never-delivered": (p) => deliverIt(p),
  "ends-in": (p) => goOn(p),
};

/** What the flow takes for granted is written down. */
function declareStates(place: FixSite<"begins-in-the-middle">): readonly Draft[] {
  const { finding, trace, analysis, flow } = place;
  const { client, server, state } = finding.args;
  const lines: string[] = [];
  const edits = [];
  for (const [name, role] of [
    [client, "client"],
    [server, "server"],
  ] as const) {
    const declared = flow.statements.find((s) => s.type === "endpoint" && s.name.name === name);
    if (declared === undefined) lines.push(`${role} ${name} state=${state}`);
    else edits.push({ span: { start: declared.span.end, end: declared.span.end }, text: ` state=${state}` });
  }
  if (trace.endpoints.some(({ declared }) => declared) && lines.length > 0) return [];
  const first = flow.statements[0]?.line ?? finding.line;
  if (lines.length > 0) edits.push(insertBefore(analysis.document, first, ...lines));
  return [repair((t) => t.begin(`state=${state}`), ...edits)];
}

function deliverIt({ finding, analysis, flow, segment }: FixSite<"never-delivered">): readonly Draft[] {
  if (segment === null) return [];
  const line = segment.id === null ? "deliver" : `deliver ${segment.id.name}`;
  const end = flow.statements.at(-1)?.line ?? finding.line;
  return [
    repair((t) => t.insertAfter(line), insertAfter(analysis.document, end, line)),
    alternative((t) => t.wasLost, writeArrow(segment, "-x")),
    alternative((t) => t.arrives, writeArrow(segment, "->")),
  ];
}

/** What takes an endpoint out of the state in which the flow leaves it. */
function goOn({ finding, analysis, trace, step, flow }: FixSite<"ends-in">): readonly Draft[] {
  const { endpoint, state } = finding.args;
  const pair = step === null ? undefined : trace.connections[step.connection];
  if (pair === undefined) return [];
  const peer = pair.a === endpoint ? pair.b : pair.a;
  const lines: Readonly<Record<string, readonly string[]>> = {
    "SYN-SENT": [`${peer} -> ${endpoint}: SYN+ACK`],
    "SYN-RECEIVED": [`${endpoint} -> ${peer}: SYN+ACK`, `${peer} -> ${endpoint}: ACK`],
    "FIN-WAIT-1": [`${peer} -> ${endpoint}: ACK`],
    "FIN-WAIT-2": [`${peer} -> ${endpoint}: FIN+ACK`],
    "CLOSE-WAIT": [`${endpoint} -> ${peer}: FIN+ACK`],
    CLOSING: [`${peer} -> ${endpoint}: ACK`],
    "LAST-ACK": [`${peer} -> ${endpoint}: ACK`],
    "TIME-WAIT": [`${endpoint}: timeout 2msl`],
  };
  const end = flow.statements.at(-1)?.line ?? finding.line;
  return (lines[state] ?? []).map((line) =>
    repair((t) => t.insertAfter(line), insertAfter(analysis.document, end, line)),
  );
}
