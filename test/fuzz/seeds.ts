/** Whole texts that people have written: examples, fixtures, lessons. */

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.join(import.meta.dirname, "../..");

export function writtenTexts(): readonly string[] {
  return ["examples", "test/fixtures", "lessons"].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true })
      .map(String)
      .filter((name) => /\.(?:tcpflow|md|txt)$/.test(name))
      .sort()
      .map((name) => readFileSync(path.join(ROOT, folder, name), "utf8"))
      .filter((text) => text.length < LONGEST),
  );
}

const LONGEST = 6000;
