/** A fault of the check in one flow is one finding there; the other flows are checked as ever. */

import { expect, test } from "vitest";
import { analyze, analyzeFlow } from "../../src/check/analyze.js";
import { recordFlow, SPACING } from "../../src/check/recording.js";
import { firstVersion, nextVersion } from "../../src/check/revise.js";
import type { Document, Flow, Statement } from "../../src/language/ast.js";
import { parse } from "../../src/language/parser.js";
import { diagnostics } from "../../src/reading/diagnostics.js";

const TEXT = `flow "one"
C -> S: SYN seq=x
S -> C: SYN+ACK seq=y ack=x

flow "two"
C -> S: SYN seq=x
S -> C: SYN+ACK seq=y ack=x
`;

/** The document with a statement in its first flow that cannot be asked for its flags. */
function broken(text: string): Document {
  const document = parse(text);
  const [first, ...others] = document.flows as [Flow, ...Flow[]];
  const statements = first.statements.map((s, i) => (i === 1 ? failing(s) : s));
  return { ...document, flows: [{ ...first, statements }, ...others] };
}

function failing(statement: Statement): Statement {
  return new Proxy(statement, {
    get(target, key) {
      if (key === "len") throw new Error("no length");
      return Reflect.get(target, key, target);
    },
  });
}

test("one finding says whose fault it is, and the other flow is checked", () => {
  const analysis = analyze(broken(TEXT));
  expect(analysis.findings.map(({ line, code }) => [line, code])).toEqual([
    [2, "internal-fault"],
    [6, "ends-in"],
    [6, "ack-behind"],
  ]);
  expect(analysis.findings[0]?.args).toEqual({ message: "no length" });
  expect(analysis.flows[1]?.steps).toHaveLength(2);
  expect(diagnostics(analysis, "en")).toHaveLength(3);
});

test("it is the same whether a flow is recorded or not, and nothing is taken over from it", () => {
  const document = broken(TEXT);
  const [flow] = document.flows as [Flow];
  expect(recordFlow(document, flow, SPACING).trace.findings).toEqual(analyzeFlow(document, flow).findings);
  expect(recordFlow(document, flow, SPACING).start).toBeNull();
  const next = nextVersion(firstVersion(TEXT), TEXT.replace("seq=x", "seq=z"));
  expect(next.analysis.findings).toEqual(analyze(parse(TEXT.replace("seq=x", "seq=z"))).findings);
});
