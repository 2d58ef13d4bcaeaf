/** Whose an answer is: by the folder it lies in, or by what its name has beside that of the template. */

import { fileName } from "../exercise/file-name.js";
import { parse } from "../language/parser.js";

/**
 * Learning platforms hand in a folder for each student, or put the name before that of the file; both are
 * understood, and a folder named like a template is no student's. `path` is below the folder that was handed in.
 */
export function studentOf(path: string, text: string | null, templates: readonly string[]): string {
  const parts = path.split(/[\\/]/).filter((part) => part !== "" && part !== "." && part !== "..");
  const file = withoutEndings(parts.at(-1) ?? path);
  const stems = templates.map(withoutEndings);
  const named = text === null ? null : parse(text).answers;
  const own = named === null ? null : withoutEndings(fileName(named.template.value));
  const known = own === null ? stems : [own, ...stems];
  const folder = parts.slice(0, -1).find((part) => !known.some((stem) => isSame(stem, part)));
  if (folder !== undefined) return withoutPlatform(folder);
  const stem = known.find((one) => one !== "" && file.toLowerCase().includes(one.toLowerCase()));
  if (stem === undefined) return withoutPlatform(file);
  const at = file.toLowerCase().indexOf(stem.toLowerCase());
  const rest = withoutPlatform(
    `${trimmed(file.slice(0, at))} ${withoutNumber(file.slice(at + stem.length))}`,
  );
  return rest === "" ? stem : rest;
}

function isSame(one: string, other: string): boolean {
  return one.normalize("NFC").toLowerCase() === other.normalize("NFC").toLowerCase();
}

/** `a.answer.tcpflow`, `a.tcpflow`, `a.answer (1).txt` → `a`, with what stands behind `.answer`. */
function withoutEndings(name: string): string {
  return name.replace(/\.(?:tcpflow|txt)$/i, "").replace(/\.(?:answer|tcpflow)(?=$|[^\p{L}\p{N}])/giu, "");
}

/** `-2` is a second copy, `(1)` a second download. */
function withoutNumber(rest: string): string {
  return trimmed(rest.replace(/^-\d+(?=$|\W)/, "").replace(/\s*\(\d+\)$/, ""));
}

/** Moodle writes `Li Lei_12345_assignsubmission_file_`. */
function withoutPlatform(name: string): string {
  return trimmed(name.replace(/_\d+_assignsubmission_(?:file|onlinetext)_?/i, " "));
}

function trimmed(text: string): string {
  return text.replace(/^[\s._\-–—+()（）]+|[\s._\-–—+()（）]+$/g, "");
}
