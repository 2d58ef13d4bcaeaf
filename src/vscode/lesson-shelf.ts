/** Lessons and exercises by topic, and how far one has come: what the view in the activity bar shows, and what its items do. */

import * as vscode from "vscode";
import { fileName } from "../exercise/file-name.js";
import { prepareTemplate } from "../exercise/judge.js";
import { keyName } from "../exercise/path.js";
import { randomKey } from "../exercise/random/again.js";
import { TOPICS as RANDOM_TOPICS, type Topic as RandomTopic } from "../exercise/random/topics.js";
import { parse } from "../language/parser.js";
import { exerciseTexts } from "../messages/exercise.js";
import { LESSON_TOPICS, type LessonTopic, lessonsTexts } from "../messages/lessons.js";
import { type Locale, pick } from "../messages/locale.js";
import { makingTexts, topicLabel } from "../messages/making.js";
import {
  exercisesIn,
  LESSON_INDEX,
  type Lesson,
  type LessonExercise,
  lessonFile,
  lessonPage,
  readLessons,
  type Standing,
  standing,
  TOPICS,
} from "../teaching/lessons.js";
import { isFlowDocument, localeOf } from "./analyses.js";
import { columnOf } from "./columns.js";
import { theoryFile } from "./exercise-files.js";
import { beginFromLesson, openLessonPage } from "./lesson-pages.js";
import { type ExerciseFile, nextExercise } from "./next-exercise.js";
import { allProgress, exerciseId } from "./progress.js";
import { tell } from "./tell.js";
import { showWorked } from "./worked.js";

export type Node =
  | { readonly kind: "topic"; readonly topic: LessonTopic }
  | { readonly kind: "practice" }
  | { readonly kind: "random"; readonly topic: RandomTopic }
  | { readonly kind: "workspace" }
  | { readonly kind: "sheet"; readonly sheet: ExerciseFile }
  | { readonly kind: "exercise"; readonly sheet: ExerciseFile; readonly exercise: LessonExercise };

/** Files of the workspace that are looked into for exercises; more would make the view slow to open. */
const MOST_FILES = 300;

/** The lessons, as the view shows them. */
export class Shelf implements Pick<vscode.TreeDataProvider<Node>, "getChildren" | "getTreeItem"> {
  private lessons: Promise<readonly Lesson[]> | undefined;

  constructor(readonly context: vscode.ExtensionContext) {}

  get locale(): Locale {
    return localeOf();
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node === undefined) {
      const found = await this.ofWorkspace();
      const topics = TOPICS.map((topic): Node => ({ kind: "topic", topic }));
      const all = [...topics, { kind: "practice" } as const];
      return found.length === 0 ? all : [...all, { kind: "workspace" }];
    }
    switch (node.kind) {
      case "topic":
        return (await this.sheets())
          .filter(({ topic }) => topic === node.topic)
          .map(({ sheet }) => ({ kind: "sheet", sheet }));
      case "practice":
        return RANDOM_TOPICS.map((topic) => ({ kind: "random", topic }));
      case "workspace":
        return (await this.ofWorkspace()).map((sheet) => ({ kind: "sheet", sheet }));
      case "sheet": {
        const exercises = await this.exercises(node.sheet);
        return exercises.map((exercise) => ({ kind: "exercise", sheet: node.sheet, exercise }));
      }
      case "random":
      case "exercise":
        return [];
    }
  }

  async getTreeItem(node: Node): Promise<vscode.TreeItem> {
    const texts = lessonsTexts(this.locale);
    switch (node.kind) {
      case "topic":
        return new vscode.TreeItem(
          pick(LESSON_TOPICS[node.topic], this.locale),
          vscode.TreeItemCollapsibleState.Expanded,
        );
      case "practice": {
        const item = new vscode.TreeItem(texts.practice, vscode.TreeItemCollapsibleState.Collapsed);
        item.tooltip = texts.practiceAbout;
        return item;
      }
      case "random":
        return randomItem(node.topic, this.locale);
      case "workspace":
        return new vscode.TreeItem(texts.workspace, vscode.TreeItemCollapsibleState.Collapsed);
      case "sheet":
        return this.sheetItem(node.sheet);
      case "exercise":
        return this.exerciseItem(node.sheet, node.exercise);
    }
  }

  private async sheetItem(sheet: ExerciseFile): Promise<vscode.TreeItem> {
    const texts = lessonsTexts(this.locale);
    const standings = (await this.exercises(sheet)).map((exercise) => this.standingOf(sheet, exercise));
    const solved = standings.filter((one) => one === "solved").length;
    const item = new vscode.TreeItem(sheet.title, vscode.TreeItemCollapsibleState.Collapsed);
    item.description = texts.of(solved, standings.length);
    item.tooltip = sheet.about;
    item.iconPath = solved === standings.length ? ICONS.solved : new vscode.ThemeIcon("book");
    item.accessibilityInformation = { label: texts.spoken(sheet.title, solved, standings.length) };
    item.command = { command: "tcpflow.openLesson", title: "", arguments: [sheet.id ?? sheet.uri, 0] };
    return item;
  }

  private exerciseItem(sheet: ExerciseFile, exercise: LessonExercise): vscode.TreeItem {
    const texts = lessonsTexts(this.locale);
    const found = this.standingOf(sheet, exercise);
    const item = new vscode.TreeItem(exercise.title, vscode.TreeItemCollapsibleState.None);
    item.description = texts.kinds[exercise.kind];
    item.iconPath = ICONS[found];
    item.accessibilityInformation = { label: texts[found](exercise.title) };
    item.contextValue = found === "solved" || found === "revealed" ? "exercise.solved" : "exercise";
    item.command =
      sheet.id === null
        ? { command: "tcpflow.openLesson", title: "", arguments: [sheet.uri, exercise.line] }
        : { command: "tcpflow.startLessonExercise", title: "", arguments: [{ sheet, exercise }] };
    return item;
  }

  standingOf(sheet: ExerciseFile, { index }: LessonExercise): Standing {
    return standing(allProgress(this.context.globalState)[exerciseId(fileName(sheet.uri.path), index)]);
  }

  /** The lessons in their order, in the reader's language. */
  async sheets(): Promise<readonly { readonly topic: LessonTopic; readonly sheet: ExerciseFile }[]> {
    this.lessons ??= textAt(vscode.Uri.joinPath(this.context.extensionUri, LESSON_INDEX)).then(readLessons);
    const { locale } = this;
    return (await this.lessons).map((lesson) => {
      const { extensionUri } = this.context;
      const sheet = {
        uri: vscode.Uri.joinPath(extensionUri, lessonFile(lesson, locale)),
        page: vscode.Uri.joinPath(extensionUri, lessonPage(lesson, locale)),
        title: lesson.title[locale],
        about: lesson.about[locale],
        id: lesson.id,
      };
      return { topic: lesson.topic, sheet };
    });
  }

  async exercises({ uri }: ExerciseFile): Promise<readonly LessonExercise[]> {
    return exercisesIn(await textAt(uri), this.locale);
  }

  async ofWorkspace(): Promise<readonly ExerciseFile[]> {
    const files = await vscode.workspace.findFiles("**/*.tcpflow", "**/node_modules/**", MOST_FILES);
    const sheets = await Promise.all(
      files.map(async (uri): Promise<ExerciseFile[]> => {
        const text = await textAt(uri).catch(() => "");
        if (!/^\s*exercise\b/m.test(text) || /^\uFEFF?\s*answers\b/.test(text)) return [];
        const about = vscode.workspace.asRelativePath(uri);
        return [{ uri, title: about, about, id: null, page: null }];
      }),
    );
    return sheets.flat().sort((a, b) => (a.title < b.title ? -1 : 1));
  }
}

const ICONS: Readonly<Record<Standing, vscode.ThemeIcon>> = {
  solved: new vscode.ThemeIcon("pass-filled", new vscode.ThemeColor("testing.iconPassed")),
  revealed: new vscode.ThemeIcon("eye"),
  begun: new vscode.ThemeIcon("circle-large-filled"),
  open: new vscode.ThemeIcon("circle-large-outline"),
};

function randomItem(topic: RandomTopic, locale: Locale): vscode.TreeItem {
  const item = new vscode.TreeItem(
    topicLabel(topic, makingTexts(locale)),
    vscode.TreeItemCollapsibleState.None,
  );
  item.iconPath = new vscode.ThemeIcon("sparkle");
  item.command = { command: "tcpflow.newRandomExercise", title: "", arguments: [{ topic }] };
  return item;
}

/**
 * A lesson by its id, or by the name of its page; without one, the one that is chosen from a list. A file of the workspace
 * opens at the line `at`, a page that a file names is searched where that is.
 */
export async function openLesson(shelf: Shelf, given: unknown, at: unknown): Promise<void> {
  if (given instanceof vscode.Uri) return open(given, typeof at === "number" ? at : 0);
  const sheets = await shelf.sheets();
  const known = sheets.find(({ sheet }) => sheet.id === given || `${sheet.id}.md` === given)?.sheet;
  const own = typeof given === "string" && typeof at === "string" ? vscode.Uri.parse(at) : null;
  const page = own === null ? null : await theoryFile(own, given as string, shelf.context);
  if (page !== null) return openLessonPage(page);
  if (known === undefined && own !== null) return tell(lessonsTexts(shelf.locale).noPage(given as string));
  const sheet = known ?? (await chooseFrom(sheets, shelf.locale));
  if (sheet?.page) await openLessonPage(sheet.page);
}

async function chooseFrom(
  sheets: readonly { readonly topic: LessonTopic; readonly sheet: ExerciseFile }[],
  locale: Locale,
): Promise<ExerciseFile | undefined> {
  const texts = lessonsTexts(locale);
  const items = TOPICS.flatMap((topic) => [
    { label: pick(LESSON_TOPICS[topic], locale), kind: vscode.QuickPickItemKind.Separator, sheet: undefined },
    ...sheets
      .filter((one) => one.topic === topic)
      .map(({ sheet }) => ({ label: sheet.title, detail: sheet.about, sheet })),
  ]);
  const options = { placeHolder: texts.chooseLesson, matchOnDetail: true };
  return (await vscode.window.showQuickPick(items, options))?.sheet;
}

async function open(uri: vscode.Uri, line: number): Promise<void> {
  const start = new vscode.Position(line, 0);
  const selection = new vscode.Range(start, start);
  const editor = await vscode.window.showTextDocument(uri, { selection, viewColumn: columnOf(uri) });
  editor.revealRange(new vscode.Range(start, start), vscode.TextEditorRevealType.AtTop);
}

/** The copy of the file, at the first blank of that exercise. */
export async function startExercise(shelf: Shelf, node: unknown): Promise<void> {
  const { sheet, exercise } = (node ?? {}) as Partial<Extract<Node, { kind: "exercise" }>>;
  if (sheet === undefined || exercise === undefined) return nextExercise(shelf);
  await beginFromLesson(sheet.uri, exercise.index);
}

/** Out of the key, which lies beside: what a student wrote may be anywhere. */
export async function explainExercise(node: unknown): Promise<void> {
  const { exercise, sheet } = (node ?? {}) as Partial<Extract<Node, { kind: "exercise" }>>;
  if (exercise === undefined || sheet === undefined) return;
  const { uri } = sheet;
  const template = await textAt(uri);
  const beside = vscode.Uri.joinPath(uri, "..", keyName(fileName(uri.path)));
  const key = await textAt(beside).catch(() => randomKey(template));
  const { index } = exercise;
  const one = prepareTemplate(template, key).exercises[index];
  const flow = parse(key ?? "").flows.filter(({ kind }) => kind === "exercise")[index];
  const name = keyName(fileName(uri.path));
  if (key === null || one === undefined || flow === undefined)
    return tell(exerciseTexts(localeOf()).noKey(name));
  await showWorked(key, flow, one);
}

/** As it is in an editor, else in its file. */
async function textAt(uri: vscode.Uri): Promise<string> {
  const key = uri.toString();
  const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === key);
  if (document !== undefined && isFlowDocument(document)) return document.getText();
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}
