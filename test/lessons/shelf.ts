/** The lessons that ship, as the tests read them. */

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Statement } from "../../src/language/ast.js";
import { parse } from "../../src/language/parser.js";
import { printSegment, printStatement } from "../../src/language/print.js";
import { firstNote } from "../../src/notes/note.js";

const FOLDER = path.resolve(import.meta.dirname, "../../lessons");

export const LANGUAGES = ["en", "zh-cn"] as const;
export type Language = (typeof LANGUAGES)[number];

export interface Entry {
  readonly id: string;
  readonly topic: string;
  readonly title: Readonly<Record<Language, string>>;
  readonly about: Readonly<Record<Language, string>>;
}

export const INDEX: readonly Entry[] = JSON.parse(readFileSync(path.join(FOLDER, "index.json"), "utf8"));

export interface Lesson {
  readonly id: string;
  readonly language: Language;
  /** Its theory, in Markdown. */
  readonly page: string;
  /** Its exercises. */
  readonly text: string;
  readonly key: string;
}

export const LESSONS: readonly Lesson[] = LANGUAGES.flatMap((language) =>
  INDEX.map(({ id }) => ({
    id,
    language,
    page: read(language, `${id}.md`),
    text: read(language, `${id}.tcpflow`),
    key: read(language, `${id}.key.tcpflow`),
  })),
);

function read(language: Language, file: string): string {
  return readFileSync(path.join(FOLDER, language, file), "utf8");
}

/** The texts of the `tcpflow` blocks of a page. */
export function blocksOf(page: string): readonly string[] {
  return firstNote(page).blocks.map(({ version }) => version.analysis.document.text);
}

export function filesOf(language: Language): string[] {
  return readdirSync(path.join(FOLDER, language)).sort();
}

/** A flow by itself: its text, from its first line up to the next one. */
export interface Part {
  readonly kind: "flow" | "exercise";
  readonly title: string;
  readonly text: string;
}

export function partsOf(text: string): readonly Part[] {
  return parse(text).flows.map(({ kind, header, span }) => ({
    kind,
    title: header?.title?.value ?? "",
    text: text.slice(span.start, span.end),
  }));
}

/** An exercise that is filled in, as a plain flow. */
export function asFlow(part: Part): string {
  return part.text
    .replace(/^exercise/, "flow")
    .replace(/^(?:task|kind|hint|answer|right|wrong|option .):.*$/gm, "");
}

/** What a lesson does, without the words in which it says so. */
export function skeletonOf(text: string): readonly string[] {
  return parse(text).flows.flatMap(({ kind, statements }) => [kind, ...statements.map((s) => bare(s, text))]);
}

function bare(statement: Statement, text: string): string {
  switch (statement.type) {
    case "segment": {
      const { head, flags, seq, ack, rest } = printSegment(statement, text);
      // The caption stands last.
      const fields = statement.caption === null ? rest : `${rest.slice(0, rest.indexOf("("))}(…)`;
      return [head, flags, seq, ack, fields].join(" ");
    }
    case "endpoint": {
      const attributes = statement.attributes.map(({ span }) => text.slice(span.start, span.end));
      return [statement.role, statement.name.name, ...attributes].join(" ");
    }
    case "section":
      return "==";
    case "note":
      return `note ${statement.over.map(({ name }) => name).join(", ")}`;
    case "task":
    case "hint":
    case "right":
    case "wrong":
      return statement.type;
    case "option":
      return `option ${statement.name.name}`;
    case "broken":
      return "broken";
    default:
      return printStatement(statement, text);
  }
}
