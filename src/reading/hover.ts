/** What there is to say about a place in the text: what the word means, and what it means right here. */

import { expectedAt, isWrongAt } from "../check/expected.js";
import { express } from "../check/express.js";
import type { Analysis, FlowTrace, Step } from "../check/trace.js";
import { rfcName } from "../explain/diagnostic.js";
import {
  ARROWS,
  ATTRIBUTES,
  EVENTS,
  type FieldKey,
  fieldFact,
  flagFact,
  KEYWORDS,
  maskText,
  stateFact,
  TIMERS,
} from "../explain/facts.js";
import type { FlagName, Segment, Span, Statement, StateName } from "../language/ast.js";
import { hoverTexts } from "../messages/hover.js";
import { type Locale, pick } from "../messages/locale.js";
import { bold, escapeForHover } from "./hover/markdown.js";
import {
  derivation,
  fateText,
  flagHere,
  lineOf,
  type SegmentPlace,
  sidesTable,
  tcbOf,
  written,
} from "./hover/segment.js";
import { type HoverTarget, targetAt, type What } from "./hover/target.js";

export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

/**
 * The hover at an offset; null where there is none. In an exercise it tells no more than a textbook. `linesAbove`: of a
 * flow within another file, how many of that file's lines stand above it.
 */
export function hover(analysis: Analysis, offset: number, locale: Locale, linesAbove = 0): Hover | null {
  const place = targetAt(analysis.document, offset);
  if (place === null) return null;
  const trace = analysis.flows.find(({ flow }) => flow === place.flow);
  const general = trace === undefined ? [] : generalFacts(trace, place, locale);
  const isOpen = trace !== undefined && place.flow.kind !== "exercise";
  const here = isOpen ? factsHere(trace, place, linesAbove, locale) : [];
  const paragraphs = [...general, ...here].filter((p) => p !== "");
  return paragraphs.length === 0 ? null : { span: place.span, markdown: paragraphs.join("\n\n") };
}

/** What holds of the word wherever it stands. */
function generalFacts(trace: FlowTrace, { what, statement }: HoverTarget, locale: Locale): string[] {
  switch (what.kind) {
    case "flag":
      return flagFacts(what.flag, locale);
    case "field":
    case "number":
      return fieldFacts(what.field, locale);
    case "state":
      return stateFacts(what.state, locale);
    case "event":
      return [pick(EVENTS[what.event], locale)];
    case "timer":
      return [pick(TIMERS[what.timer], locale)];
    case "attribute":
      return [`${bold(what.key)}  \n${pick(ATTRIBUTES[what.key], locale)}`];
    case "keyword":
      return [pick(KEYWORDS[what.word], locale)];
    case "endpoint":
      return endpointFacts(trace, what.name, locale);
    case "arrow":
      return statement?.type === "segment" ? [arrowText(statement, locale)] : [];
  }
}

function flagFacts(flag: FlagName, locale: Locale): string[] {
  const fact = flagFact(flag);
  const { name, when } = pick(fact.text, locale);
  return [`${bold(flag)} · ${name}  \n${hoverTexts(locale).bit(fact.bit, maskText(fact.mask))}`, when];
}

function fieldFacts(field: FieldKey, locale: Locale): string[] {
  const text = hoverTexts(locale);
  const fact = fieldFact(field);
  const { name, meaning } = pick(fact.text, locale);
  const about = [
    fact.option === null ? "" : `${text.option} ${fact.option}`,
    fact.bits === null ? "" : text.bits(fact.bits),
    rfcName(fact.section) ?? "",
  ].filter((part) => part !== "");
  return [`${bold(name)} · ${about.join(" · ")}  \n${meaning}`];
}

function stateFacts(state: StateName, locale: Locale): string[] {
  const text = hoverTexts(locale);
  const { text: both, ss } = stateFact(state);
  const { meaning, who, leave, many } = pick(both, locale);
  return [
    `${bold(state)}  \n${meaning}`,
    `${text.who}${who}  \n${text.leave}${leave}`,
    `${text.ss(ss)}${text.many}${many}`,
  ];
}

/** What it means in this place; never asked for in an exercise. */
function factsHere(trace: FlowTrace, place: HoverTarget, linesAbove: number, locale: Locale): string[] {
  const steps = trace.steps.filter(({ statement }) => statement === place.statement);
  const first = steps[0];
  const { what } = place;
  if (what.kind === "endpoint") return stateLines(first, what.name, locale);
  if (what.kind === "attribute") return symbolFacts({ trace, step: null, linesAbove }, what.symbol, locale);
  if (first === undefined) return [];
  if (what.kind === "state") return statesHere(place.statement, first, locale);
  if (what.kind === "event" || what.kind === "timer") return changes(trace, place.statement, first, locale);
  if (what.kind === "keyword") return what.word === "deliver" ? [sides(trace, steps, locale)] : [];
  if (first.segment === null) return [];
  return segmentHere({ trace, step: first, segment: first.segment, linesAbove }, what, locale);
}

function segmentHere(at: SegmentPlace, what: What, locale: Locale): string[] {
  switch (what.kind) {
    case "flag":
      return [escapeForHover(flagHere(at, what.flag, locale) ?? "")];
    case "arrow":
      return [escapeForHover(fateText(at, locale) ?? ""), sides(at.trace, [at.step], locale)];
    case "number":
      return numberHere(at, what.field, what.symbol, locale);
    case "field":
      if (what.field === "seq" || what.field === "ack" || what.field === "len") {
        return numberHere(at, what.field, null, locale);
      }
      return what.field === "data" ? [escapeForHover(derivation(at, "len", locale) ?? "")] : [];
    default:
      return [];
  }
}

/** The value, where it came from, and the letter that names it. */
function numberHere(
  at: SegmentPlace,
  field: "seq" | "ack" | "len",
  symbol: string | null,
  locale: Locale,
): string[] {
  const value = at.segment[field];
  const { statement } = at.step;
  const claim = statement.type === "segment" ? statement[field] : null;
  if (value === null || claim === null) return [];
  const text = hoverTexts(locale);
  const plain = at.trace.numbers.resolve(value);
  const wrong = isWrongAt(at.step, claim.span);
  const known = plain.terms === null ? String(plain.constant) : written(at, value);
  const lines = [
    wrong
      ? text.right(expectedAt(at.step, field) ?? known)
      : plain.terms === null
        ? `${field} = ${known}`
        : "",
    derivation(at, field, locale) ?? "",
  ].filter((line) => line !== "");
  return [lines.map(escapeForHover).join("  \n"), ...symbolFacts(at, symbol, locale)];
}

/** Where the letter got its meaning, if that is not right here, and what it is. */
function symbolFacts(
  { trace, step, linesAbove }: Pick<SegmentPlace, "trace" | "linesAbove"> & { readonly step: Step | null },
  symbol: string | null,
  locale: Locale,
): string[] {
  const info = symbol === null ? undefined : trace.symbols.all.get(symbol);
  if (info === undefined) return [];
  const text = hoverTexts(locale);
  const line = lineOf(info, linesAbove);
  const where =
    info.kind === "length"
      ? text.length(info.name, line)
      : info.how === "chosen" && info.endpoint !== null
        ? text.chosen(info.name, info.endpoint, line)
        : text.solved(info.name, line);
  const here = step !== null && step.index === info.step && info.kind === "sequence";
  if (here && isWrongAt(step, info.span)) return [];
  const value = express(trace, info.value, info.step - 1);
  const equation = value === null || value === info.name ? "" : `${info.name} = ${value}`;
  return [
    [here ? "" : where, equation]
      .filter((part) => part !== "")
      .map(escapeForHover)
      .join("  \n"),
  ];
}

function arrowText({ old, arrow }: Segment, locale: Locale): string {
  return pick(old === null ? ARROWS[arrow.kind] : KEYWORDS.old, locale);
}

function sides(trace: FlowTrace, steps: readonly Step[], locale: Locale): string {
  const [first, last] = [steps[0], steps[steps.length - 1]];
  return first === undefined || last === undefined ? "" : (sidesTable(trace, first, last, locale) ?? "");
}

function endpointFacts(trace: FlowTrace, name: string, locale: Locale): string[] {
  const info = trace.endpoints.find((endpoint) => endpoint.name === name);
  if (info === undefined) return [];
  const role = hoverTexts(locale).role[info.role];
  return [[bold(name), role, ...(info.label === null ? [] : [escapeForHover(info.label)])].join(" · ")];
}

function statesHere(statement: Statement | null, step: Step, locale: Locale): string[] {
  return subjects(statement).flatMap((name) => stateLines(step, name, locale));
}

/** One line for each connection of the endpoint: `S`, `S(C2)`. */
function stateLines(step: Step | undefined, name: string, locale: Locale): string[] {
  const states = step?.states.entries() ?? [];
  const own = states.filter(([key]) => key === name || key.startsWith(`${name}(`));
  const text = hoverTexts(locale);
  return own.length === 0
    ? []
    : [own.map(([key, state]) => escapeForHover(text.stateHere(key, state))).join("  \n")];
}

/** What the event made of the state of each endpoint that it names. */
function changes(trace: FlowTrace, statement: Statement | null, step: Step, locale: Locale): string[] {
  const text = hoverTexts(locale);
  return subjects(statement).flatMap((name) => {
    const [before, after] = [step.before, step.after].map((pair) => tcbOf({ trace, step }, pair, name));
    return before && after ? [escapeForHover(text.change(name, before.state, after.state))] : [];
  });
}

function subjects(statement: Statement | null): string[] {
  return statement?.type === "local" ? statement.subjects.map(({ name }) => name.name) : [];
}
