/** Whole texts to begin with. */

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { brokenFile, FRONTIER, legalFile } from "../generator/files.js";

const ROOT = path.join(import.meta.dirname, "../..");

/** What people have written, and what the generator writes and breaks, in equal parts. */
export function seedTexts(): readonly string[] {
  const written = writtenTexts();
  const generated = written.map((_, seed) =>
    seed % 2 === 0 ? legalFile(seed, FRONTIER).text : (brokenFile(seed, FRONTIER)?.text ?? ""),
  );
  return [...written, ...generated];
}

/** Examples, fixtures, lessons. */
function writtenTexts(): readonly string[] {
  return ["examples", "test/fixtures", "lessons"].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true })
      .map(String)
      .filter((name) => /\.(?:tcpflow|md|txt)$/.test(name))
      .sort()
      .map((name) => readFileSync(path.join(ROOT, folder, name), "utf8"))
      .filter((text) => text.length < LONGEST),
  );
}

const LONGEST = 2500;
