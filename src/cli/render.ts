import path from "node:path";
import type { Analysis } from "../check/trace.js";
import { textAt } from "../language/at.js";
import { cliTexts } from "../messages/cli.js";
import type { Locale } from "../messages/locale.js";
import { firstNote } from "../notes/note.js";
import { publish, restore } from "../notes/publish.js";
import { escapeForGitHub } from "../preview/export/markdown.js";
import { flowAsNotes } from "../preview/export/notes.js";
import { flowTitle } from "../preview/export/table.js";
import { flowAsMermaid, showsRows } from "../preview/picture.js";
import type { Invocation, Status } from "./call.js";
import { eachFile, isMarkdown } from "./files.js";
import { chosenFlow } from "./flows.js";
import { CannotRun, reasonOf, STDIN, writeText } from "./host.js";
import { drawPictures } from "./pictures.js";

/**
 * `tcpflow render`: one flow as Mermaid text, as notes or as a picture, or a note with each of its blocks as a Mermaid
 * diagram or a picture.
 */
export async function render(call: Invocation): Promise<Status> {
  const texts = cliTexts(call.locale);
  if (call.paths.length !== 1) throw new CannotRun(texts.onePath);
  let errors = 0;
  let found = 0;
  const readable = await eachFile(call, async (file, text) => {
    if (++found > 1) throw new CannotRun(texts.onePath);
    const made = isWholeNote(file, call) ? await renderNote(text, call) : await renderFlow(file, text, call);
    errors = made.errors;
    await put(made.text, call);
  });
  if (!readable) return 2;
  return errors > 0 ? 1 : 0;
}

/** Of a note one flow can be asked for as well. */
function isWholeNote(file: string, { options }: Invocation): boolean {
  return isMarkdown(file) && options.flow === undefined && options.as !== "notes";
}

interface Rendered {
  readonly text: string;
  readonly errors: number;
}

async function renderNote(text: string, call: Invocation): Promise<Rendered> {
  const { options, locale } = call;
  const source = restore(text);
  if (options.restore === true) return { text: source, errors: 0 };
  const note = firstNote(source);
  const analyses = note.blocks.map(({ version }) => version.analysis);
  const errors = analyses.reduce((sum, analysis) => sum + errorsIn(analysis), 0);
  if (options.svg === true || options.as === "svg") {
    const links = await pictureFiles(analyses, call);
    return {
      text: publish(note, (analysis, flow) => (isDrawn(analysis, flow) ? links.splice(0, 1) : [])),
      errors,
    };
  }
  const drawn = publish(note, (analysis, flow) =>
    isDrawn(analysis, flow) ? ["```mermaid", ...mermaidLines(analysis, flow, locale), "```"] : [],
  );
  return { text: drawn, errors };
}

/** Draws each flow into a file beside the note; answers what links to them, in the order of the flows. */
async function pictureFiles(analyses: readonly Analysis[], call: Invocation): Promise<string[]> {
  const { options, locale } = call;
  const { output } = options;
  if (typeof output !== "string" || output === STDIN) throw new CannotRun(cliTexts(locale).svgBesideFile);
  const orders = analyses
    .flatMap((analysis) => analysis.flows.map((_, flow) => ({ analysis, flow })))
    .filter(({ analysis, flow }) => isDrawn(analysis, flow));
  const pictures = orders.length === 0 ? [] : await drawPictures(orders, call);
  const { dir, name } = path.parse(output);
  const links: string[] = [];
  for (const [i, { analysis, flow }] of orders.entries()) {
    const file = `${name}-${i + 1}.svg`;
    await writeTo(path.join(dir, file), textAt(pictures, i), locale);
    links.push(`![${escapeForGitHub(flowTitle(analysis, flow, locale))}](<${encodeURI(file)}>)`);
  }
  return links;
}

async function renderFlow(file: string, text: string, call: Invocation): Promise<Rendered> {
  const { options, locale } = call;
  const texts = cliTexts(locale);
  if (options.restore === true) throw new CannotRun(texts.restoresNotes);
  if (options.svg === true) throw new CannotRun(texts.svgOfNotes);
  const { analysis, index, trace } = chosenFlow(call, file, text);
  const errors = trace.findings.filter((finding) => finding.severity === "error").length;
  if (options.as === "svg") {
    const [drawn = ""] = await drawPictures([{ analysis, flow: index }], call);
    return { text: drawn, errors };
  }
  const write = options.as === "notes" ? flowAsNotes : mermaidOf;
  return { text: write(analysis, index, locale), errors };
}

/** Of lines that are still to be converted there is nothing to see. */
function isDrawn(analysis: Analysis, flow: number): boolean {
  return showsRows(analysis, flow, { locale: "en", states: true, notes: true });
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
  await writeTo(output, text, locale);
}

async function writeTo(file: string, text: string, locale: Locale): Promise<void> {
  await writeText(file, text).catch((error) => {
    throw new CannotRun(cliTexts(locale).cannotWrite(file, reasonOf(error, locale)));
  });
}
