/** What a teacher collects: the answers in a folder, and the templates that they name. */

import * as vscode from "vscode";
import { fileName } from "../exercise/file-name.js";
import { keyName } from "../exercise/path.js";
import { asksToChoose } from "../exercise/random/again.js";
import { parse } from "../language/parser.js";
import { type GradingTemplate, gradingTemplate } from "../teaching/grade.js";
import type { HandedIn } from "../teaching/grade-class.js";
import { LESSON_INDEX, lessonFile, readLessons } from "../teaching/lessons.js";
import { localeOf } from "./analyses.js";

interface FileFound {
  readonly uri: vscode.Uri;
  /** Below the folder. */
  readonly below: string;
  /** null where it is no text. */
  readonly text: string | null;
}

/** `.tcpflow`, and `.txt` as some systems save it; in folders within as well. */
export async function textsIn(folder: vscode.Uri, below = ""): Promise<readonly FileFound[]> {
  const entries = await vscode.workspace.fs.readDirectory(folder);
  const found = entries
    .filter(([name]) => !name.startsWith(".") && name !== "node_modules")
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(async ([name, type]): Promise<readonly FileFound[]> => {
      const uri = vscode.Uri.joinPath(folder, name);
      const inside = below === "" ? name : `${below}/${name}`;
      // A link to a folder may lead round in a circle.
      if (type === vscode.FileType.Directory) return textsIn(uri, inside);
      if ((type & vscode.FileType.File) === 0 || !/\.(?:tcpflow|txt)$/i.test(name)) return [];
      return [{ uri, below: inside, text: await readText(uri) }];
    });
  return (await Promise.all(found)).flat();
}

async function readText(uri: vscode.Uri): Promise<string | null> {
  try {
    const octets = await vscode.workspace.fs.readFile(uri);
    return new TextDecoder("utf-8", { fatal: true }).decode(octets);
  } catch {
    return null;
  }
}

export interface Collected {
  readonly templates: readonly GradingTemplate[];
  readonly answers: readonly HandedIn[];
  /** Templates that are named, and were found nowhere. */
  readonly missing: readonly string[];
}

/** Templates are looked for in the folder, in the workspace, among the lessons; `more` are those one has chosen. */
export async function collect(
  extension: vscode.Uri,
  folder: vscode.Uri,
  unreadable: string,
  more: readonly vscode.Uri[] = [],
): Promise<Collected> {
  const texts = await textsIn(folder);
  const isAnswer = ({ text }: FileFound) => text === null || parse(text).answers !== null;
  const named = new Set(
    texts.flatMap(({ text }) => {
      const name = text === null ? undefined : parse(text).answers?.template.value;
      return name === undefined ? [] : [fileName(name)];
    }),
  );
  const inFolder = texts.filter((one) => !isAnswer(one)).map(({ uri }) => uri);
  const elsewhere = await vscode.workspace.findFiles("**/*.tcpflow", "**/node_modules/**", MOST_FILES);
  const candidates = [...more, ...inFolder, ...elsewhere, ...(await lessons(extension))];
  const templates: GradingTemplate[] = [];
  for (const name of named) {
    const own = candidates.filter(({ path }) => fileName(path) === name);
    for (const uri of own) {
      const text = await readText(uri);
      if (text === null || parse(text).answers !== null) continue;
      const key = asksToChoose(text) ? await readText(vscode.Uri.joinPath(uri, "..", keyName(name))) : null;
      const made = gradingTemplate(vscode.workspace.asRelativePath(uri), text, key);
      if (made.template.exercises.length > 0) templates.push(made);
    }
  }
  const found = new Set(templates.map(({ name }) => name));
  const keys = new Set([...named].map(keyName));
  const answers = texts
    .filter((one) => isAnswer(one) && !keys.has(fileName(one.below)))
    .map(
      ({ below, text }): HandedIn => ({
        path: below,
        below,
        text,
        ...(text === null ? { reason: unreadable } : {}),
      }),
    );
  return { templates, answers, missing: [...named].filter((name) => !found.has(name)) };
}

/** Files of the workspace that are looked into for templates. */
const MOST_FILES = 1000;

/** In the reader's language first: of two with the same name the first that fits is taken. */
async function lessons(extension: vscode.Uri): Promise<readonly vscode.Uri[]> {
  const index = await readText(vscode.Uri.joinPath(extension, LESSON_INDEX));
  const own = localeOf();
  const locales = [own, own === "en" ? "zh-cn" : "en"] as const;
  return readLessons(index ?? "[]").flatMap((lesson) =>
    locales.map((locale) => vscode.Uri.joinPath(extension, lessonFile(lesson, locale))),
  );
}
