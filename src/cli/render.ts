import { analyze } from "../check/analyze.js";
import type { Analysis } from "../check/trace.js";
import { parse } from "../language/parser.js";
import { cliTexts } from "../messages/cli.js";
import type { Locale } from "../messages/locale.js";
import { firstNote } from "../notes/note.js";
import { publish, restore } from "../notes/publish.js";
import { flowAsNotes } from "../preview/export/notes.js";
import { flowAsMermaid } from "../preview/picture.js";
import type { Invocation, Status } from "./call.js";
import { eachFile, isMarkdown } from "./files.js";
import { CannotRun, reasonOf, STDIN, writeText } from "./host.js";

/** `tcpflow render`: one flow as Mermaid text or as notes, or a note with each of its blocks as a Mermaid picture. */
export async function render(call: Invocation): Promise<Status> {
  const texts = cliTexts(call.locale);
  if (call.paths.length !== 1) throw new CannotRun(texts.onePath);
  let errors = 0;
  let found = 0;
  const readable = await eachFile(call, async (file, text) => {
    if (++found > 1) throw new CannotRun(texts.onePath);
    const made = isMarkdown(file) ? renderNote(text, call) : renderFlow(file, text, call);
    errors = made.errors;
    await put(made.text, call);
  });
  if (!readable) return 2;
  return errors > 0 ? 1 : 0;
}

interface Rendered {
  readonly text: string;
  readonly errors: number;
}

function renderNote(text: string, { options, locale }: Invocation): Rendered {
  const source = restore(text);
  if (options.restore === true) return { text: source, errors: 0 };
  const note = firstNote(source);
  const made = publish(note, (analysis, flow) => [
    "```mermaid",
    ...mermaidLines(analysis, flow, locale),
    "```",
  ]);
  const errors = note.blocks.reduce((sum, { version }) => sum + errorsIn(version.analysis), 0);
  return { text: made, errors };
}

function renderFlow(file: string, text: string, { options, locale }: Invocation): Rendered {
  const texts = cliTexts(locale);
  if (options.restore === true) throw new CannotRun(texts.restoresNotes);
  const number = Number(options.flow ?? 1);
  const analysis = analyze(parse(text));
  const flow = analysis.flows[number - 1];
  if (analysis.flows.length === 0) throw new CannotRun(texts.noFlow(file));
  if (flow === undefined) throw new CannotRun(texts.flowNumber(number, analysis.flows.length));
  const errors = flow.findings.filter((finding) => finding.severity === "error").length;
  const write = options.as === "notes" ? flowAsNotes : mermaidOf;
  return { text: write(analysis, number - 1, locale), errors };
}

function mermaidOf(analysis: Analysis, flow: number, locale: Locale): string {
  return flowAsMermaid(analysis, flow, { locale, states: true, notes: true });
}

function mermaidLines(analysis: Analysis, flow: number, locale: Locale): readonly string[] {
  return mermaidOf(analysis, flow, locale).replace(/\n+$/, "").split("\n");
}

function errorsIn({ flows }: Analysis): number {
  return flows.flatMap(({ findings }) => findings).filter(({ severity }) => severity === "error").length;
}

async function put(text: string, { options, host, locale }: Invocation): Promise<void> {
  const { output } = options;
  if (typeof output !== "string" || output === STDIN) return host.out(text);
  await writeText(output, text).catch((error) => {
    throw new CannotRun(cliTexts(locale).cannotWrite(output, reasonOf(error)));
  });
}
