/** The time–sequence graphs of a flow for the page: numbers in columns, everything else in the reader's language. */

import type { Analysis } from "../check/trace.js";
import { type Graph, type GraphDirection, graphOf } from "../diagram/graph.js";
import { graphMessages } from "../messages/graph.js";
import type { Locale } from "../messages/locale.js";
import { sceneAt, scenes } from "./scenes.js";

/** As `GraphView` of the protocol has it. */
export function graphView(analysis: Analysis, flow: number, version: string, locale: Locale, linesAbove = 0) {
  const trace = analysis.flows[flow];
  if (trace === undefined) return null;
  const graph = graphOf(trace);
  const { page, silent, nothing } = graphMessages(locale);
  // An end that only listens has nothing of its own to be drawn; its peer's graph shows what it acknowledges.
  const directions = graph.directions.filter(({ sent }) => sent.tick.length > 0);
  return {
    version,
    texts: { language: locale === "zh-cn" ? "zh-CN" : "en", ...page },
    silent: graph.silent ? silent : directions.length === 0 ? nothing : null,
    lines: graph.lines,
    steps: graph.lines.map((line) => sceneAt(scenes(trace), line)),
    linesAbove,
    times: graph.times,
    directions: directions.map((one) => directionView(one, graph, locale)),
  };
}

function directionView(direction: GraphDirection, graph: Graph, locale: Locale) {
  const { from, to, start, unsaid, leftOut, ...columns } = direction;
  const texts = graphMessages(locale);
  const title = `${from} → ${to}`;
  const places = new Set(graph.untimed);
  const untimed = [...columns.sent.tick, ...columns.acks.tick].filter((tick) => places.has(tick)).length;
  const acknowledged = columns.acks.tick.length > 0;
  return {
    ...columns,
    title,
    keys: texts.keys(from, to),
    entry: texts.entry(title, columns.octets),
    axis: texts.sequenceAxis(from, start.text, start.middle),
    notes: [
      ...(graph.times === null ? [texts.noTimes] : untimed > 0 ? [texts.placed(untimed)] : []),
      ...(unsaid > 0 ? [texts.unsaid(unsaid)] : []),
      ...(acknowledged && columns.edge.tick.length === 0 ? [texts.noWindow(to)] : []),
      ...(leftOut > 0 ? [texts.leftOut(leftOut)] : []),
    ],
  };
}
