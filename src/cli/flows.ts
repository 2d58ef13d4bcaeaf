import { analyze } from "../check/analyze.js";
import type { Analysis, FlowTrace } from "../check/trace.js";
import { parse } from "../language/parser.js";
import { cliTexts } from "../messages/cli.js";
import { reportedBlocks } from "../notes/reported.js";
import type { Invocation } from "./call.js";
import { isMarkdown } from "./files.js";
import { CannotRun } from "./host.js";

/** One flow of a file. */
export interface ChosenFlow {
  readonly analysis: Analysis;
  /** Its place in the analysis. */
  readonly index: number;
  readonly trace: FlowTrace;
  /** How many lines of the file stand above what was analysed. */
  readonly linesAbove: number;
}

/** The flow that `--flow` names, else the first; in a note they are counted through all of its blocks. */
export function chosenFlow({ locale, options }: Invocation, file: string, text: string): ChosenFlow {
  const texts = cliTexts(locale);
  const parts = isMarkdown(file)
    ? reportedBlocks(text).map(({ analysis, line }) => ({ analysis, linesAbove: line(0) }))
    : [{ analysis: analyze(parse(text)), linesAbove: 0 }];
  const flows = parts.flatMap(({ analysis, linesAbove }) =>
    analysis.flows.map((trace, index) => ({ analysis, index, trace, linesAbove })),
  );
  const number = Number(options.flow ?? 1);
  const chosen = flows[number - 1];
  if (flows.length === 0) throw new CannotRun(texts.noFlow(file));
  if (chosen === undefined) throw new CannotRun(texts.flowNumber(number, flows.length));
  return chosen;
}
