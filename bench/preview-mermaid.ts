/** Plain Mermaid, as a preview without sheets would use it: text in, picture in the page. */

import mermaid from "mermaid";

const NO_LIMIT = 10_000_000;
let count = 0;

mermaid.initialize({
  startOnLoad: false,
  securityLevel: "strict",
  htmlLabels: false,
  maxTextSize: NO_LIMIT,
  maxEdges: NO_LIMIT,
  theme: "base",
  fontSize: 14,
  sequence: { useMaxWidth: false, mirrorActors: false },
});

Object.assign(globalThis, {
  async renderPlain(source: string): Promise<void> {
    const { svg } = await mermaid.render(`plain-${++count}`, source);
    document.body.innerHTML = svg;
  },
});
