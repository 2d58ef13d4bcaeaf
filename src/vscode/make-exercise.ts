/** `TCPFlow: Make an Exercise of This Flow…`: out of the flow at the cursor, with its key. */

import * as vscode from "vscode";
import { KINDS } from "../exercise/make.js";
import { BLANKS_OF, type BlankOf } from "../exercise/make-blanks.js";
import {
  amountsOf,
  type ExerciseFiles,
  exerciseFiles,
  hasProse,
  type MakingChoices,
  offered,
} from "../exercise/make-file.js";
import type { Prose } from "../exercise/make-prose.js";
import { SLIPS_IN, type SlipIn } from "../exercise/make-slips.js";
import { type Hindered, LONGEST, sourceOf } from "../exercise/make-source.js";
import type { Document, Flow } from "../language/ast.js";
import { flowAt } from "../language/text.js";
import type { ExerciseKind } from "../language/words.js";
import type { Locale } from "../messages/locale.js";
import { makingTexts } from "../messages/making.js";
import { type MakingCommandTexts, makingCommandTexts } from "../messages/making-commands.js";
import { analysisOf, LANGUAGE, localeOf } from "./analyses.js";
import { columnForNew } from "./columns.js";
import { shownFlow } from "./commands.js";
import { type FileNames, freeNames, writeNew } from "./neighbours.js";
import { tell, warn } from "./tell.js";

export async function makeOfThisFlow(given?: unknown): Promise<void> {
  const editor = await shownFlow();
  const locale = localeOf(editor?.document);
  const texts = makingCommandTexts(locale);
  if (editor === undefined) {
    tell(texts.noFlow);
    return;
  }
  const tree = analysisOf(editor.document).document;
  const flow = flowAt(tree, editor.document.offsetAt(editor.selection.active));
  if (flow === null) {
    tell(texts.noFlow);
    return;
  }
  // What no choice could help is said before anything is asked.
  const source = sourceOf(tree, flow, "drop");
  if ("hindrance" in source) return tellHindrance(editor, source, texts);
  const settled = (typeof given === "object" && given !== null ? given : {}) as Settled;
  const choices = await ask(settled, tree, flow, locale);
  if (choices === undefined) return;
  if ("hindrance" in choices) return tellHindrance(editor, choices, texts);
  const names = await freeNames(editor.document.uri);
  const made = exerciseFiles(tree, flow, choices, names.template, locale);
  if ("hindrance" in made) return tellHindrance(editor, made, texts);
  const target = settled.target ?? (await askTarget(editor.document, names, texts));
  if (target === "files") await writeBoth(editor.document, names, made, texts);
  else if (target === "document") await openUnsaved(made, texts.madeDocument, texts);
}

type Target = "document" | "files";

/** What a caller has settled is not asked. */
type Settled = Partial<Omit<MakingChoices, "of">> & {
  readonly of?: readonly (BlankOf | SlipIn)[];
  readonly target?: Target;
};

async function ask(
  settled: Settled,
  tree: Document,
  flow: Flow,
  locale: Locale,
): Promise<MakingChoices | Hindered | undefined> {
  const texts = makingCommandTexts(locale);
  const kind = settled.kind ?? (await askKind(locale, texts));
  if (kind === undefined) return undefined;
  const chosen: readonly (BlankOf | SlipIn | "computed")[] | undefined =
    settled.of ?? (await askOf(kind, texts));
  if (chosen === undefined) return undefined;
  const of = new Set(chosen.filter((one) => one !== "computed"));
  const computed = settled.computed ?? chosen.includes("computed");
  // Lines that change places cannot take their comments and notes with them.
  const prose = settled.prose ?? (hasProse(tree, flow) && kind !== "order" ? await askProse(texts) : "drop");
  if (prose === undefined) return undefined;
  const seed = settled.seed ?? Math.floor(Math.random() * 2 ** 32);
  const choices = { kind, of, computed, prose, seed };
  if (settled.amount !== undefined || kind === "order") {
    return { ...choices, amount: settled.amount ?? "all" };
  }
  const amounts = amountsOf(tree, flow, choices);
  if ("hindrance" in amounts) return amounts;
  const amount = await askAmount(amounts, texts);
  return amount === undefined ? undefined : { ...choices, amount };
}

interface Item<T> extends vscode.QuickPickItem {
  readonly value: T;
}

async function pick<T>(
  items: readonly Item<T>[],
  placeHolder: string,
  texts: MakingCommandTexts,
): Promise<T | undefined> {
  const options = { title: texts.makeTitle, placeHolder, matchOnDescription: true, ignoreFocusOut: true };
  return (await vscode.window.showQuickPick(items, options))?.value;
}

async function askKind(locale: Locale, texts: MakingCommandTexts): Promise<ExerciseKind | undefined> {
  const { kinds } = makingTexts(locale);
  const items = KINDS.map((value) => ({ label: kinds[value].label, description: kinds[value].about, value }));
  return pick(items, texts.chooseKind, texts);
}

/** What may be blank, or wrong; nothing is asked where the kind settles it. Choosing none gives up. */
async function askOf(
  kind: ExerciseKind,
  texts: MakingCommandTexts,
): Promise<readonly (BlankOf | SlipIn | "computed")[] | undefined> {
  if (kind === "order" || kind === "next" || kind === "state") return [];
  const places: readonly (BlankOf | SlipIn)[] = kind === "find" ? SLIPS_IN : BLANKS_OF;
  const items = places.map((value) => ({ label: texts.of[value], value, picked: value !== "event" }));
  const { label, about } = texts.computed;
  const left = { label, description: about, value: "computed" as const, picked: false };
  const chosen = await vscode.window.showQuickPick<Item<BlankOf | SlipIn | "computed">>([...items, left], {
    title: texts.makeTitle,
    placeHolder: kind === "find" ? texts.chooseWrong : texts.chooseOf,
    canPickMany: true,
    ignoreFocusOut: true,
  });
  return chosen === undefined || chosen.length === 0 ? undefined : chosen.map(({ value }) => value);
}

async function askAmount(
  amounts: Readonly<Record<MakingChoices["amount"], number>>,
  texts: MakingCommandTexts,
): Promise<MakingChoices["amount"] | undefined> {
  const items = offered(amounts).map((value) => ({
    label: texts.counts[value],
    description: String(amounts[value]),
    value,
  }));
  return pick(items, texts.chooseCount(amounts.all), texts);
}

async function askProse(texts: MakingCommandTexts): Promise<Prose | undefined> {
  const item = ({ label, about }: { label: string; about: string }, value: Prose): Item<Prose> => ({
    label,
    description: about,
    value,
  });
  return pick([item(texts.dropProse, "drop"), item(texts.keepProse, "keep")], texts.chooseProse, texts);
}

async function askTarget(
  { isUntitled }: vscode.TextDocument,
  { template, key }: FileNames,
  texts: MakingCommandTexts,
): Promise<Target | undefined> {
  if (isUntitled) return "document";
  const files = texts.toFiles(template, key);
  const items: readonly Item<Target>[] = [
    { label: files.label, description: files.about, value: "files" },
    { label: texts.toDocument.label, description: texts.toDocument.about, value: "document" },
  ];
  return pick(items, texts.chooseTarget, texts);
}

/** Why not, and where it shows. */
function tellHindrance(
  editor: vscode.TextEditor,
  { hindrance, line }: Hindered,
  texts: MakingCommandTexts,
): void {
  const text = hindrance === "long" ? texts.tooLong(LONGEST) : texts.hindrances[hindrance];
  if (line !== null) {
    const start = new vscode.Position(line, 0);
    editor.selection = new vscode.Selection(start, start);
    editor.revealRange(new vscode.Range(start, start), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }
  warn(line === null ? text : texts.atLine(line + 1, text));
}

async function writeBoth(
  { uri }: vscode.TextDocument,
  names: FileNames,
  made: ExerciseFiles,
  texts: MakingCommandTexts,
): Promise<void> {
  try {
    const template = await writeNew(uri, names.template, made.text);
    const key = await writeNew(uri, names.key, made.key);
    await vscode.window.showTextDocument(template, { viewColumn: columnForNew() });
    const open = texts.openKey;
    void vscode.window.showInformationMessage(texts.made(names.template, names.key), open).then((answer) => {
      if (answer === open) void vscode.window.showTextDocument(key, { viewColumn: vscode.ViewColumn.Beside });
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await openUnsaved(made, texts.cannotWrite(names.template, reason), texts);
  }
}

async function openUnsaved(made: ExerciseFiles, told: string, texts: MakingCommandTexts): Promise<void> {
  const open = async (content: string, viewColumn?: vscode.ViewColumn): Promise<void> => {
    const document = await vscode.workspace.openTextDocument({ language: LANGUAGE, content });
    await vscode.window.showTextDocument(document, viewColumn);
  };
  await open(made.text, columnForNew());
  void vscode.window.showInformationMessage(told, texts.openKey).then((answer) => {
    if (answer === texts.openKey) void open(made.key, vscode.ViewColumn.Beside);
  });
}
