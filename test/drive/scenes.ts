/** What is played with the packaged extension, each in a window of its own. */
import path from "node:path";
import { CAPTURE, captureOctets, captureSteps } from "./captures.js";
import { firstLookSteps } from "./first-look.js";
import { newcomerSteps } from "./newcomer.js";
import { TEXTS } from "./newcomer-texts.js";
import { BESIDE, BESIDE_TEXT, NOTEBOOK_STEPS } from "./notebook.js";
import { NOTE, NOTE_TEXT, noteSteps } from "./notes.js";
import { PAGES_FILE, PAGES_TEXT, pagesSteps } from "./pages.js";
import { PASTED, PASTED_TEXT, pasteSteps } from "./paste.js";
import { FILE, SETTINGS as PREVIEW_SETTINGS, TEXT as PREVIEW_TEXT, previewSteps } from "./preview.js";
import { STEPS, TEXT } from "./product.js";
import type { Scene } from "./steps.js";
import { HOMEWORK, HOMEWORK_TEXT, studentSteps } from "./student.js";
import { LECTURE, LECTURE_TEXT, teacherSteps } from "./teacher.js";

const THEMES = {
  dark: "Default Dark Modern",
  hc: "Default High Contrast",
  light: "Default Light Modern",
} as const;

type Theme = keyof typeof THEMES;
type Language = keyof typeof TEXTS;

/** The file is read where it lies. */
const SAVED = { "files.autoSave": "afterDelay", "files.autoSaveDelay": 50 } as const;

/** The preview, and pasting, in both hosts; in that of the web, in a folder that is not trusted. */
export function previewScenes(wishes: Wishes): Scene[] {
  // It is not photographed.
  return wishes.TCPFLOW_SHOTS ? [] : named(allPreviewScenes(), wishes);
}

function allPreviewScenes(): Scene[] {
  return (["node", "web"] as const).flatMap((host): Scene[] => {
    const untrusted = host === "web";
    const preview: Scene = {
      file: FILE,
      host,
      name: `preview-${host}`,
      settings: PREVIEW_SETTINGS,
      steps: previewSteps(host, untrusted),
      text: PREVIEW_TEXT,
      untrusted,
    };
    const settings = settingsOf("en", "light");
    const paste = { file: PASTED, name: `paste-${host}`, settings, steps: pasteSteps(), text: PASTED_TEXT };
    return [preview, { ...paste, host, untrusted }];
  });
}

/**
 * With `TCPFLOW_SHOTS=FOLDER` the ways of the newcomer, the student (and through lessons) and the teacher are photographed, in each
 * language and theme, and in each theme the walkthrough and the extension's page; `TCPFLOW_SCENES=student,en` plays only scenes with all of these words in their names.
 */
export function scenes(wishes: Wishes): Scene[] {
  const { TCPFLOW_SHOTS: folder } = wishes;
  return named(folder ? photographed(path.resolve(folder)) : played(), wishes);
}

interface Wishes {
  readonly TCPFLOW_SHOTS?: string;
  readonly TCPFLOW_SCENES?: string;
}

function named(all: readonly Scene[], { TCPFLOW_SCENES: words = "" }: Wishes): Scene[] {
  const wanted = words.split(",").filter((word) => word !== "");
  return all.filter(({ name }) => wanted.every((word) => name.includes(word)));
}

function played(): Scene[] {
  const steps = [...STEPS, ...firstLookSteps()];
  const product: Scene = { file: "drive.tcpflow", name: "product", settings: {}, steps, text: TEXT };
  const both = [["en", "light"] as const, ["zh-cn", "dark"] as const];
  const ways = WAYS.flatMap((way) => both.map(([language, theme]) => way(language, theme)));
  const inBrowser = both.flatMap(([language, theme]): Scene[] => [
    { ...student(language, theme), host: "web", name: `student-${language}-web` },
    { ...lessons(language, theme), host: "web", name: `lessons-${language}-web` },
    { ...captures(language, theme), host: "web", name: `captures-${language}-web` },
  ]);
  const notes: Scene = {
    file: NOTE,
    name: "notes",
    settings: { "workbench.colorTheme": THEMES.light },
    steps: noteSteps("node"),
    text: NOTE_TEXT,
  };
  const notesWeb: Scene = { ...notes, host: "web", name: "notes-web", steps: noteSteps("web") };
  const notebook: Scene = {
    ...notes,
    file: BESIDE,
    name: "notes-in-notebook",
    steps: NOTEBOOK_STEPS,
    text: BESIDE_TEXT,
  };
  return [product, notes, notebook, notesWeb, ...ways, ...inBrowser];
}

type Way = (language: Language, theme: Theme, shots?: string) => Scene;

const WAYS: readonly Way[] = [newcomer, student, lessons, teacher, captures];

function photographed(folder: string): Scene[] {
  const themes = ["light", "dark", "hc"] as const;
  const ways = WAYS.flatMap((way) =>
    themes.flatMap((theme) =>
      (["en", "zh-cn"] as const).map((language) => {
        const { name } = way(language, theme);
        return { ...way(language, theme, path.join(folder, `${name}-${theme}`)), name: `${name}-${theme}` };
      }),
    ),
  );
  const firstLooks = themes.map((theme): Scene => {
    const name = `product-${theme}`;
    const settings = { "workbench.colorTheme": THEMES[theme] };
    const steps = firstLookSteps(path.join(folder, name));
    return { file: "drive.tcpflow", name, settings, steps, text: TEXT };
  });
  return [...ways, ...firstLooks];
}

function newcomer(language: Language, theme: Theme, shots?: string): Scene {
  return {
    file: "first.tcpflow",
    name: `newcomer-${language}`,
    settings: settingsOf(language, theme),
    steps: newcomerSteps(TEXTS[language], language, shots),
    text: "",
  };
}

function student(language: Language, theme: Theme, shots?: string): Scene {
  return {
    file: HOMEWORK,
    name: `student-${language}`,
    settings: settingsOf(language, theme),
    steps: studentSteps(language, shots),
    text: HOMEWORK_TEXT,
  };
}

/** With the keyboard alone. */
function lessons(language: Language, theme: Theme, shots?: string): Scene {
  return {
    file: PAGES_FILE,
    name: `lessons-${language}`,
    settings: settingsOf(language, theme),
    steps: pagesSteps(language, shots),
    text: PAGES_TEXT,
  };
}

function teacher(language: Language, theme: Theme, shots?: string): Scene {
  return {
    file: LECTURE,
    name: `teacher-${language}`,
    settings: settingsOf(language, theme),
    steps: teacherSteps(language, shots),
    text: LECTURE_TEXT,
  };
}

function captures(language: Language, theme: Theme, shots?: string): Scene {
  return {
    file: CAPTURE,
    name: `captures-${language}`,
    settings: settingsOf(language, theme),
    steps: captureSteps(language, shots),
    text: captureOctets(),
  };
}

function settingsOf(language: Language, theme: Theme): Scene["settings"] {
  return { ...SAVED, "tcpflow.language": language, "workbench.colorTheme": THEMES[theme] };
}
