/** What the extension's one analysis costs after an edit of a long document, beside an analysis of the whole. */

import * as vscode from "vscode";
import { longFlow } from "../../bench/flow.js";
import { analyze } from "../../src/check/analyze.js";
import { parse } from "../../src/language/parser.js";
import { analysisOf } from "../../src/vscode/analyses.js";
import { equal, writeText } from "./support.js";

const SEGMENTS = 10_000;
/** Until the compiler has warmed to it, as it has in an editor. */
const WARMING = 8;

export type EditPlace = "start" | "middle" | "end";

export interface Cost {
  /** Medians, in milliseconds, of what took turns. */
  readonly whole: number;
  readonly edit: number;
  readonly ratio: number;
}

/** Edits a line there again and again. In the middle and at the end no number changes; at the start, all may. */
export async function costOfEdits(place: EditPlace, rounds: number): Promise<Cost> {
  const document = await vscode.workspace.openTextDocument(await writeText(longFlow(SEGMENTS)));
  const line = { start: 1, middle: document.lineCount >> 1, end: document.lineCount - 2 }[place];
  const bare = document.lineAt(line).text;
  analysisOf(document);
  const whole: number[] = [];
  const edit: number[] = [];
  for (let i = 0; i < rounds + WARMING; i++) {
    const written = place === "start" ? `${bare} mss=${1000 + i}` : `${bare} (edit ${i})`;
    await replaceLine(document, line, written);
    // They take turns in going first: the second one pays for the garbage of the first.
    const [again, before] = i % 2 === 0 ? timed(() => analyze(parse(document.getText()))) : NOTHING;
    const [made, edited] = timed(() => analysisOf(document));
    const [after, behind] = i % 2 === 0 ? NOTHING : timed(() => analyze(parse(document.getText())));
    const expected = again ?? after;
    if (expected === null) throw new Error("nothing was analysed");
    equal(made.findings, expected.findings);
    equal(made.flows[0]?.steps.length, expected.flows[0]?.steps.length);
    if (i < WARMING) continue;
    edit.push(edited);
    whole.push(before + behind);
  }
  const medians = { whole: median(whole), edit: median(edit) };
  return { ...medians, ratio: medians.edit / medians.whole };
}

const NOTHING: readonly [null, number] = [null, 0];

/** What it gives, and how many milliseconds it took. */
function timed<T>(act: () => T): readonly [T, number] {
  const began = performance.now();
  const given = act();
  return [given, performance.now() - began];
}

async function replaceLine(document: vscode.TextDocument, line: number, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, document.lineAt(line).range, text);
  equal(await vscode.workspace.applyEdit(edit), true);
  equal(document.lineAt(line).text, text);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
