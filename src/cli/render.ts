import { analyze } from "../check/analyze.js";
import { parse } from "../language/parser.js";
import { cliTexts } from "../messages/cli.js";
import { flowAsMermaid } from "../preview/picture.js";
import type { Call, Status } from "./call.js";
import { eachFile } from "./files.js";
import { CannotRun } from "./host.js";

/** `tcpflow render`: one flow as Mermaid text. */
export async function render(call: Call): Promise<Status> {
  const texts = cliTexts(call.locale);
  if (call.paths.length !== 1) throw new CannotRun(texts.onePath);
  const number = Number(call.options.flow ?? 1);
  let errors = 0;
  let found = 0;
  const readable = await eachFile(call, async (file, text) => {
    if (++found > 1) throw new CannotRun(texts.onePath);
    const analysis = analyze(parse(text));
    const flow = analysis.flows[number - 1];
    if (analysis.flows.length === 0) throw new CannotRun(texts.noFlow(file));
    if (flow === undefined) throw new CannotRun(texts.flowNumber(number, analysis.flows.length));
    errors = flow.findings.filter((finding) => finding.severity === "error").length;
    call.host.out(flowAsMermaid(analysis, number - 1, { locale: call.locale, states: true, notes: true }));
  });
  if (!readable) return 2;
  return errors > 0 ? 1 : 0;
}
