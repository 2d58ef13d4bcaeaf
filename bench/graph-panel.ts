/** What the panel does for the graph, for the benchmark: a long flow with times, and its columns. */

import { analyze } from "../src/check/analyze.js";
import { parse } from "../src/language/parser.js";
import { graphView } from "../src/preview/graph.js";
import { pageTexts } from "../src/preview/page-texts.js";
import { sceneView } from "../src/preview/panels.js";

/** So many points: bursts of ten segments, their ACKs, a loss now and then. */
function textOf(points: number): string {
  const lines = [
    "client C",
    "server S",
    "@0 C -> S: SYN seq=x win=60000",
    "@1ms S -> C: SYN+ACK seq=y win=60000",
  ];
  lines.push("@2ms C -> S: ACK win=60000");
  let sent = 1;
  for (let count = 3, burst = 0; count < points; burst++) {
    const at = 10 + burst * 10;
    const lost = burst % 50 === 49;
    if (lost) lines.push(`@${at}ms C -x S: ACK len=1000`);
    else for (let i = 0; i < 10; i++) lines.push(`@${at}.${i}ms C -> S: ACK len=1000 win=60000`);
    if (lost)
      lines.push(`@${at + 4}ms C: timeout rto`, `@${at + 4}ms C -> S: ACK seq=x+${sent} len=1000 win=60000`);
    for (let i = lost ? 9 : 0; i < 10; i++) {
      sent += 1000;
      lines.push(`@${at + 5}.${i}ms S -> C: ACK ack=x+${sent} win=60000`);
    }
    count += lost ? 3 : 20;
  }
  return `${lines.join("\n")}\n`;
}

/** What is sent to the page; and how long the columns took, in milliseconds. */
export function graphSession(points: number) {
  const analysis = analyze(parse(textOf(points)));
  const begun = performance.now();
  const graph = graphView(analysis, 0, "1", "en");
  const took = performance.now() - begun;
  const scene = sceneView(analysis, 0, { index: 0 }, "1", "en");
  return { graph, took, texts: pageTexts("en", false, "f"), scene: { ...scene, stepped: false, answers: 0 } };
}
