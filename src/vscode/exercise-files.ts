/** Templates, answers and keys: where they are, and how they are read through VS Code alone. */

import * as vscode from "vscode";
import { likeness } from "../exercise/align.js";
import { fileName } from "../exercise/file-name.js";
import type { PreparedTemplate } from "../exercise/judge.js";
import { answerCopy, answerName, keyName } from "../exercise/path.js";
import { asksToChoose, madeAgain, prepareWithKey, randomKey } from "../exercise/random/again.js";
import { hasSameTitles } from "../exercise/same-titles.js";
import { unsavedName } from "../exercise/unsaved-name.js";
import type { Document } from "../language/ast.js";
import { parse } from "../language/parser.js";
import { LANGUAGE } from "./analyses.js";
import { exists, isShipped } from "./files.js";
import { originsIn, placeBeside, remember, UNTITLED, type UnsavedTemplate } from "./template-places.js";

export interface TemplateFile {
  readonly uri: vscode.Uri;
  /** Of the file; one that was never saved has a name of its own. */
  readonly name: string;
  readonly template: PreparedTemplate;
}

/** Shipped lessons, by language. */
const LESSONS = ["lessons/en", "lessons/zh-cn"];

/** The template of an answer: beside it, else the one it was begun from, else a shipped lesson of that name. */
export async function templateOf(
  document: vscode.TextDocument,
  parsed: Document,
  context: vscode.ExtensionContext,
): Promise<TemplateFile | null> {
  const name = fileName(parsed.answers?.template.value ?? "");
  if (name === "") return null;
  const origin = originsIn(context)[document.uri.toString()];
  const beside = document.isUntitled ? [] : [placeBeside(document.uri, name)];
  const begun = typeof origin === "string" ? [vscode.Uri.parse(origin)] : [];
  const shipped = LESSONS.map((folder) => vscode.Uri.joinPath(context.extensionUri, folder, name));
  for (const uri of [...beside, ...begun]) {
    const text = await textAt(uri);
    if (text !== null) return await templateAt(uri, text);
  }
  if (typeof origin === "object") return unsavedTemplate(origin);
  return (await likest(shipped, document.getText())) ?? randomTemplate(document);
}

/** The page that these exercises name: beside them, else beside their template; null where there is none. */
export async function theoryFile(
  uri: vscode.Uri,
  name: string,
  context: vscode.ExtensionContext,
): Promise<vscode.Uri | null> {
  const document = await vscode.workspace.openTextDocument(uri);
  const template = await templateOf(document, parse(document.getText()), context);
  for (const place of [uri, template?.uri]) {
    if (place === undefined || place.scheme === UNTITLED) continue;
    const page = placeBeside(place, name);
    if (await exists(page)) return page;
  }
  return null;
}

async function templateAt(uri: vscode.Uri, text: string): Promise<TemplateFile> {
  const own = fileName(uri.path);
  const name = uri.scheme === UNTITLED ? unsavedName(text, own) : own;
  const key = asksToChoose(text) ? await keyBeside(uri, name) : null;
  return { uri, name, template: preparedOnce(uri, text, key) };
}

function keyBeside(uri: vscode.Uri, name: string): Promise<string | null> {
  return uri.scheme === UNTITLED ? Promise.resolve(null) : textAt(placeBeside(uri, keyName(name)));
}

/** The answer to a random exercise says below its first line how that was made: on another machine too. */
async function randomTemplate(answer: vscode.TextDocument): Promise<TemplateFile | null> {
  const made = madeAgain(answer.getText(new vscode.Range(1, 0, answer.lineCount, 0)));
  if (made === null || !hasSameTitles(made.text, answer.getText())) return null;
  return templateAt(vscode.Uri.from({ scheme: UNTITLED, path: made.name }), made.text);
}

/** One that was never saved: as it is in its editor, and as it was once that is closed, or its name is another one's. */
async function unsavedTemplate({ uri, text }: UnsavedTemplate): Promise<TemplateFile> {
  const place = vscode.Uri.parse(uri);
  const open = await textAt(place);
  const own = open !== null && hasSameTitles(open, text) ? open : text;
  return templateAt(place, own);
}

/** A lesson has the same name in every language: the one whose lines are those of the answer. */
async function likest(candidates: readonly vscode.Uri[], answer: string): Promise<TemplateFile | null> {
  const texts = await Promise.all(candidates.map(textAt));
  const found = candidates.flatMap((uri, i) => {
    const text = texts[i] ?? null;
    return text === null ? [] : [{ uri, text, like: likeness(text, answer) }];
  });
  const [best] = found.sort((a, b) => b.like - a.like);
  return best === undefined ? null : templateAt(best.uri, best.text);
}

/** Making a template ready takes a moment; most checks ask for the same one. */
function preparedOnce(uri: vscode.Uri, text: string, key: string | null): PreparedTemplate {
  const place = uri.toString();
  if (last?.place !== place || last.key !== key || last.template.document.text !== text)
    last = { place, key, template: prepareWithKey(text, key) };
  return last.template;
}

let last:
  | { readonly place: string; readonly key: string | null; readonly template: PreparedTemplate }
  | undefined;

/** The key beside a template, else that of a random exercise, which its seed makes again; null where there is none. */
export async function keyDocumentOf({ uri, name, template }: TemplateFile): Promise<Document | null> {
  const text = (await keyBeside(uri, name)) ?? randomKey(template.document.text);
  return text === null ? null : parse(text);
}

/** It was made at random, and so can another one. */
export function isRandom({ template }: TemplateFile): boolean {
  return madeAgain(template.document.text) !== null;
}

/** As it is in an editor, else in its file. */
async function textAt(uri: vscode.Uri): Promise<string | null> {
  const open = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
  if (open !== undefined) return open.getText();
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return null;
  }
}

export interface Copy {
  readonly document: vscode.TextDocument;
  readonly file: TemplateFile;
  readonly saved: boolean;
  /** It was not there before. */
  readonly fresh: boolean;
}

/**
 * The student's copy of a template: beside it where that can be written, else in the workspace, else an unsaved
 * document. One that is there already is gone on with.
 */
export async function openCopy(
  template: vscode.TextDocument,
  context: vscode.ExtensionContext,
): Promise<Copy> {
  const file = await templateAt(template.uri, template.getText());
  const content = answerCopy(template.getText(), file.name);
  for (const folder of foldersFor(template, context)) {
    const uri = await placeIn(folder, file.name, template);
    const there = await exists(uri);
    if (!there && !(await couldWrite(uri, content))) continue;
    await remember(context, uri, template);
    return { document: await vscode.workspace.openTextDocument(uri), file, saved: true, fresh: !there };
  }
  const begun = openAnswerTo(template, context);
  if (begun !== undefined) return { document: begun, file, saved: true, fresh: false };
  const document = await vscode.workspace.openTextDocument({ language: LANGUAGE, content });
  await remember(context, document.uri, template);
  return { document, file, saved: false, fresh: true };
}

/** An answer that could not be saved, and is still open. */
function openAnswerTo(
  template: vscode.TextDocument,
  context: vscode.ExtensionContext,
): vscode.TextDocument | undefined {
  const origins = originsIn(context);
  return vscode.workspace.textDocuments.find((document) => {
    const origin = origins[document.uri.toString()];
    const uri = typeof origin === "object" ? origin.uri : origin;
    const isAnswer = document.isUntitled && parse(document.getText()).answers !== null;
    return (
      isAnswer && uri === template.uri.toString() && hasSameTitles(document.getText(), template.getText())
    );
  });
}

/** Two unsaved templates may have one name: what lies there may answer another exercise. */
async function placeIn(folder: vscode.Uri, name: string, template: vscode.TextDocument): Promise<vscode.Uri> {
  for (let n = 1; ; n++) {
    const place = vscode.Uri.joinPath(folder, answerName(name, n));
    const there = template.isUntitled ? await textAt(place) : null;
    if (there === null || hasSameTitles(there, template.getText())) return place;
  }
}

function foldersFor({ uri, isUntitled }: vscode.TextDocument, { extensionUri }: vscode.ExtensionContext) {
  const elsewhere = isUntitled || isShipped(uri, extensionUri) || isReadOnly(uri.scheme);
  const own = elsewhere ? [] : [vscode.Uri.joinPath(uri, "..")];
  const folders = (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri);
  return [...own, ...folders.filter(({ scheme }) => !isReadOnly(scheme))];
}

function isReadOnly(scheme: string): boolean {
  return vscode.workspace.fs.isWritableFileSystem(scheme) === false;
}

async function couldWrite(uri: vscode.Uri, content: string): Promise<boolean> {
  try {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(content));
    return true;
  } catch {
    return false;
  }
}
