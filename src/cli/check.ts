import path from "node:path";
import { analyze } from "../check/analyze.js";
import type { Analysis } from "../check/trace.js";
import { fileName } from "../exercise/file-name.js";
import { parse } from "../language/parser.js";
import { cliTexts } from "../messages/cli.js";
import { reportedBlocks } from "../notes/reported.js";
import {
  type FileReport,
  fileReport,
  type Paint,
  severityCounts,
  textReport,
  wholeFile,
} from "../reading/report.js";
import type { Invocation, Status } from "./call.js";
import { eachFile, isMarkdown } from "./files.js";
import { type Host, readText, STDIN } from "./host.js";

/** `tcpflow check`: every finding of every file; of Markdown, of its blocks, with the lines of the file. */
export async function check(call: Invocation): Promise<Status> {
  const { locale, host, options } = call;
  const reports: FileReport[] = [];
  const lines: string[] = [];
  const paint = painter(host);
  const readable = await eachFile(call, async (file, text) => {
    const parts = isMarkdown(file) ? reportedBlocks(text) : [wholeFile(analyze(parse(text)))];
    const template = await templateOf(file, parts[0]?.analysis, host);
    reports.push(fileReport(file, parts, { locale, answers: options.answers === true, template }));
    if (options.format !== "json") lines.push(...textReport(file, parts, locale, paint));
  });
  const { errors, warnings } = severityCounts(reports);
  if (options.format === "json") host.out(`${JSON.stringify({ files: reports }, null, 2)}\n`);
  else {
    lines.push(cliTexts(locale).summary(errors, warnings, reports.length));
    host.out(`${lines.join("\n")}\n`);
  }
  return readable ? (errors > 0 ? 1 : 0) : 2;
}

/** The template that an answer names, where it lies beside it. */
async function templateOf(
  file: string,
  analysis: Analysis | undefined,
  host: Host,
): Promise<string | undefined> {
  const answers = analysis?.document.answers ?? null;
  if (answers === null || file === STDIN) return undefined;
  const named = path.join(path.dirname(file), fileName(answers.template.value));
  return readText(named, host).catch(() => undefined);
}

const CODES: Readonly<Record<Parameters<Paint>[0], number>> = {
  error: 31,
  warning: 33,
  information: 36,
  hint: 36,
  dim: 2,
  bold: 1,
};

/** Colours on a terminal only, and not for who has said no (https://no-color.org). */
function painter(host: Host): Paint {
  const colours = host.terminal && !host.env.NO_COLOR;
  return colours ? (style, text) => `\u001b[${CODES[style]}m${text}\u001b[0m` : (_, text) => text;
}
