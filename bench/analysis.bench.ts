/** Parse, check and whole analysis of a long flow, beside Mermaid's parse of the same diagram. */

import mermaid from "mermaid";
import { analyze } from "../src/check/analyze.js";
import { express } from "../src/check/express.js";
import { mermaid as draw } from "../src/diagram/mermaid.js";
import { rows } from "../src/diagram/rows.js";
import type { Document } from "../src/language/ast.js";
import { parse } from "../src/language/parser.js";

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

/** A request, its ACK, and a reply that carries one, over and over; numbers written in full. */
function longFlow(segments: number): string {
  const lines = [
    'client C "客户端"',
    'server S "服务器"',
    "C -> S: SYN seq=x",
    "S -> C: SYN+ACK seq=y ack=x+1",
    "C -> S: ACK seq=x+1 ack=y+1",
  ];
  let sent = 1;
  let received = 1;
  for (let i = 3; i < segments; i += 3) {
    lines.push(`C -> S: PSH+ACK seq=x+${sent} ack=y+${received} len=100`);
    sent += 100;
    lines.push(`S -> C: ACK seq=y+${received} ack=x+${sent}`);
    lines.push(`S -> C: PSH+ACK seq=y+${received} ack=x+${sent} len=50`);
    received += 50;
  }
  return `${lines.join("\n")}\n`;
}
