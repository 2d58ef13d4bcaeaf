/** Parse, check and whole analysis of a long flow, beside Mermaid's parse of the same diagram. */

import mermaid from "mermaid";
import { analyze } from "../src/check/analyze.js";
import { express } from "../src/check/express.js";
import { mermaid as draw } from "../src/diagram/mermaid.js";
import { rows } from "../src/diagram/rows.js";
import type { Document } from "../src/language/ast.js";
import { parse } from "../src/language/parser.js";
import { longFlow } from "./flow.js";

interface Input {
  readonly text: string;
  readonly document: Document;
  readonly diagram: string;
}

export default {
  name: "analysis of a flow of N segments",
  sizes: [100, 1000, 10000],
  /** Small inputs are run until the compiler has warmed to them, as it has in an editor. */
  rounds: (size: number, what?: string): number => {
    if (what === "mermaid") return size > 5000 ? 1 : 5;
    return Math.max(11, Math.round(40_000 / size));
  },
  heapOf: "analysis",
  ratios: [["analysis", "mermaid"]],
  make(size: number): Input {
    const text = longFlow(size);
    const document = parse(text);
    const flow = analyze(document).flows[0];
    if (flow === undefined || flow.findings.length > 0)
      throw new Error("the flow of the benchmark is not clean");
    const drawn = rows(flow, {
      text,
      locale: "en",
      states: false,
      notes: true,
      express: (step, which) =>
        step.segment?.[which] ? express(flow, step.segment[which] as never, step.index) : null,
      reason: () => "",
      problem: () => "",
    });
    return { text, document, diagram: draw(drawn, { endpoints: flow.endpoints }) };
  },
  measure: {
    parse: ({ text }: Input): unknown => parse(text),
    check: ({ document }: Input): unknown => analyze(document),
    analysis: ({ text }: Input): unknown => analyze(parse(text)),
    mermaid: ({ diagram }: Input): unknown => mermaid.parse(diagram),
  },
};
