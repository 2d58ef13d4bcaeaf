/**
 * Exercises with their keys. In `exercises/` a key has its answers in brackets, so that template and filled
 * text are one file; shipped lessons come as they are.
 */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

export interface KeyedExercise {
  readonly name: string;
  readonly template: string;
  readonly key: string;
  /** The right answers, in text order; only of those in brackets. */
  readonly answers: readonly string[];
}

const HERE = path.join(import.meta.dirname, "exercises");
const LESSONS = path.resolve(import.meta.dirname, "../../lessons");

const ANSWER = /\[([^\]]+)\]/g;

export const keyed: readonly KeyedExercise[] = readdirSync(HERE)
  .sort()
  .map((file) => {
    const text = readFileSync(path.join(HERE, file), "utf8");
    const body = text.slice(text.indexOf("\n") + 1);
    return {
      name: file.replace(".key.tcpflow", ""),
      template: body.replace(ANSWER, "?"),
      key: text.replace(ANSWER, "$1"),
      answers: [...body.matchAll(ANSWER)].map((match) => match[1] ?? ""),
    };
  });

/** The lessons that ship, by folder and name. */
export const lessons: readonly Omit<KeyedExercise, "answers">[] = !existsSync(LESSONS)
  ? []
  : readdirSync(LESSONS, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".key.tcpflow"))
      .sort()
      .map((file) => {
        const read = (name: string) => readFileSync(path.join(LESSONS, name), "utf8");
        return {
          name: file.replace(".key.tcpflow", ""),
          template: read(file.replace(".key.tcpflow", ".tcpflow")),
          key: read(file),
        };
      });

/** The template with these in place of its blanks; null leaves one open. */
export function filledWith({ template, name }: KeyedExercise, answers: readonly (string | null)[]): string {
  let i = 0;
  return `answers "${name}.tcpflow"\n${template.replace(/\?/g, (open) => answers[i++] ?? open)}`;
}
