/** What stands beside the picture, as plain data in the reader's language: nothing is left to be worked out by the page. */

import type { Analysis, FlowTrace } from "../check/trace.js";
import { EDGES, machineDiagram } from "../diagram/state-machine.js";
import { graphMessages } from "../messages/graph.js";
import type { Locale } from "../messages/locale.js";
import { type PanelTexts, panelTexts } from "../messages/panels.js";
import { lineOf } from "../reading/hover/segment.js";
import { type ConnectionKnowledge, type Fact, knowledge } from "./knowledge.js";
import { narrative, tell } from "./narrative.js";
import { sceneAt, scenes } from "./scenes.js";
import { connectionOf, type EndPath, type Hop, statePaths } from "./state-machine.js";

/** Steps in words that are sent at a time. */
export const TRANSCRIPT_STEPS = 50;

/**
 * The step at a line of the text, or that of a number. `linesAbove`: of a flow within another file, how many of that
 * file's lines stand above it; words name the lines of the file.
 */
export function sceneView(
  analysis: Analysis,
  flow: number,
  place: { readonly line: number } | { readonly index: number },
  version: string,
  locale: Locale,
  linesAbove = 0,
) {
  const trace = analysis.flows[flow];
  if (trace === undefined) return null;
  const texts = panelTexts(locale);
  const all = scenes(trace);
  const index =
    "line" in place ? sceneAt(all, place.line) : Math.max(0, Math.min(place.index, all.length - 1));
  const told = tell(analysis, trace, index, locale, linesAbove);
  if (told === null) return null;
  return {
    version,
    texts: panelPageTexts(locale),
    index,
    count: all.length,
    line: told.line,
    mark: index === 0 ? -1 : told.line,
    position: index === 0 ? texts.beginning : texts.position(index, all.length - 1),
    goToLine: texts.goToLine(lineOf(told, linesAbove)),
    told,
    knowledge: knowledgeView(trace, index, locale, linesAbove),
    connection: trace.flow.kind === "exercise" ? 0 : connectionOf(trace, index),
  };
}

/** The steps in words, from `from` on. */
export function transcriptView(
  analysis: Analysis,
  flow: number,
  from: number,
  version: string,
  locale: Locale,
  linesAbove = 0,
) {
  const trace = analysis.flows[flow];
  if (trace === undefined) return null;
  const texts = panelTexts(locale);
  const count = scenes(trace).length;
  const first = Math.max(0, Math.min(from, count - 1));
  const told = narrative(analysis, trace, first, TRANSCRIPT_STEPS, locale, linesAbove);
  return {
    version,
    title: texts.textOf(trace.flow.header?.title?.value || texts.film),
    from: first,
    count,
    told,
    shown: count === 1 ? texts.noSteps : texts.shown(Math.max(first, 1), first + told.length - 1, count - 1),
  };
}

export function machineView(analysis: Analysis, flow: number, version: string, locale: Locale) {
  const trace = analysis.flows[flow];
  if (trace === undefined) return null;
  const texts = panelTexts(locale);
  const { silent, connections } = statePaths(trace);
  const { source, nodes } = machineDiagram();
  return {
    version,
    silent: silent ? texts.silent : connections.length === 0 ? texts.noSteps : null,
    source,
    nodes,
    edges: EDGES.map(({ fromNode, toNode }) => ({ from: fromNode, to: toNode })),
    connections: connections.map(({ names, ends }) => ({
      title: texts.knowledgeOf(...names),
      ends: ends.map((end) => endPathView(end, texts)),
    })),
  };
}

export function panelPageTexts(locale: Locale) {
  const texts = panelTexts(locale);
  const { knowledge, changed, inFlight, film, steps, first, previous, play, next, last } = texts;
  const { speed, reveal, sequence, machine, machineOf, source, cannotDraw, notInFigure } = texts;
  const { asText, earlier, later } = texts;
  return {
    language: locale === "zh-cn" ? "zh-CN" : "en",
    ...{ knowledge, changed, inFlight, film, steps, first, previous, play, next, last },
    ...{ speed, reveal, sequence, machine, machineOf, source, cannotDraw, notInFigure },
    ...{ asText, earlier, later, graph: graphMessages(locale).page.title },
  };
}

function knowledgeView(trace: FlowTrace, index: number, locale: Locale, linesAbove: number) {
  const texts = panelTexts(locale);
  const { silent, connections, more } = knowledge(trace, index, locale);
  return {
    silent: silent ? texts.silent : connections.length === 0 ? texts.noSteps : null,
    connections: connections.map((connection) => connectionView(connection, texts, linesAbove)),
    more: more === 0 ? null : texts.moreConnections(more),
  };
}

function connectionView(
  { names, ends, flight, moreFlight }: ConnectionKnowledge,
  texts: PanelTexts,
  linesAbove: number,
) {
  const [a, b] = ends;
  return {
    title: texts.knowledgeOf(...names),
    ends: ends.map(({ name, label }) => ({ name, label: label === name ? null : label })),
    rows: a.facts.map((fact, i) => {
      const [name, meaning] = texts.facts[fact.name];
      return { name, meaning, cells: [cellView(fact, texts), cellView(b.facts[i] as Fact, texts)] };
    }),
    flight: flight.map((sent) => ({
      text: sent.text,
      where: texts.onTheWay(sent.from, sent.to, lineOf(sent, linesAbove)),
      line: sent.line,
    })),
    flightNote:
      flight.length === 0 ? texts.nothingInFlight : moreFlight === 0 ? null : texts.more(moreFlight),
  };
}

function cellView({ value, was }: Fact, texts: PanelTexts) {
  const old = was === undefined ? null : (was ?? NONE);
  return { value: value ?? NONE, old, spoken: old === null ? null : texts.was(was ?? texts.nothing) };
}

const NONE = "–";

function endPathView({ name, start, hops, skipped }: EndPath, texts: PanelTexts) {
  return {
    name,
    heading: texts.path(name),
    start,
    startText: texts.startsIn(plainName(start)),
    hops: hops.map((hop) => hopView(hop, texts)),
    stays: hops.length === 0 ? texts.stays : skipped === 0 ? null : texts.more(skipped),
  };
}

function hopView({ from, to, edge, cause, order, scene }: Hop, texts: PanelTexts) {
  const why = [cause, edge < 0 ? texts.notInFigure : ""].filter((part) => part !== "");
  const text = texts.hop(order, plainName(from), plainName(to), why.join(", "));
  return { from, to, edge, order, scene, cause, text };
}

/** The second box of CLOSED is the same state. */
function plainName(node: string): string {
  return node.replace(/ \(.*$/, "");
}
