/** The state diagram's Mermaid text → a picture that is not yet in the page. */

import mermaid from "mermaid";
import { openBench, prepareMermaid } from "./draw.js";

/** Of this kind of diagram; what holds for all is `prepareMermaid`'s. */
const SETTINGS = { state: { useMaxWidth: false, nodeSpacing: 44, rankSpacing: 42 } };

let count = 0;

export async function drawMachine(source: string): Promise<SVGSVGElement> {
  prepareMermaid();
  const bench = openBench();
  try {
    const text = `%%{init: ${JSON.stringify(SETTINGS)}}%%\n${source}`;
    const { svg } = await mermaid.render(`tcpflow-machine-${++count}`, text, bench);
    const parsed = document.createElement("template");
    parsed.innerHTML = svg;
    const picture = parsed.content.querySelector("svg");
    if (picture === null) throw new Error("no picture");
    return document.importNode(picture, true);
  } finally {
    bench.remove();
  }
}
