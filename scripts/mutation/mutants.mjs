// Our sources with mutants in them, each switched on by its id: what Stryker's instrumenter makes, in its own form.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { Instrumenter } from "@stryker-mutator/instrumenter";
import { ROOT } from "../workspace.mjs";

const QUIET = { debug() {}, error: console.error, info() {}, isDebugEnabled: () => false, warn() {} };

const OPTIONS = { excludedMutations: [], ignorers: [], plugins: null };

/** All mutants of some files (paths from the root), none of them in place: `{ key, file, line, … }`. */
export async function listMutants(files) {
  const all = [];
  await instrument(files, (mutant) => {
    all.push(mutant);
    return false;
  });
  return all;
}

/** The files with only these mutants in place: `{ code, mutants }`, whose ids are those that switch them on. */
export async function placeMutants(files, keys) {
  const mutants = [];
  const code = await instrument(files, (mutant) => {
    if (!keys.has(mutant.key)) return false;
    mutants.push(mutant);
    return true;
  });
  return { code, mutants };
}

/** As many as wanted, the same for the same seed as long as their lines stay as they are. */
export function sample(mutants, count, seed) {
  const rank = (mutant) => createHash("md5").update(`${seed} ${mutant.key}`).digest("hex");
  return mutants
    .map((mutant) => ({ mutant, rank: rank(mutant) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, count)
    .map(({ mutant }) => mutant);
}

/** The instrumenter asks nobody which mutants it shall place, so its collector is asked in its stead. */
async function instrument(files, isWanted) {
  const collect = (collector, file, text) => {
    const seen = new Map();
    return {
      get mutants() {
        return collector.mutants;
      },
      collect(...args) {
        const mutant = collector.collect(...args);
        mutant.ignoreReason ??= isWanted(described(mutant.toApiMutant(), file, text, seen))
          ? undefined
          : "not wanted";
        return mutant;
      },
      hasPlacedMutants: (name) => collector.hasPlacedMutants(name),
    };
  };
  const instrumenter = new Instrumenter(QUIET);
  const transform = instrumenter._transform;
  const texts = new Map(files.map((file) => [file, readFileSync(path.join(ROOT, file), "utf8")]));
  instrumenter._transform = (tree, collector, context) =>
    transform(tree, collect(collector, tree.originFileName, texts.get(tree.originFileName)), context);
  const sources = files.map((file) => ({ content: texts.get(file), mutate: true, name: file }));
  const { files: placed } = await instrumenter.instrument(sources, OPTIONS);
  return new Map(placed.map(({ content, name }) => [name, content]));
}

/** A mutant's key is its own line and what becomes of it, not where the line stands: other edits leave it as it is. */
function described({ id, location, mutatorName, replacement }, file, text, seen) {
  const lines = text.split("\n");
  const { start, end } = location;
  const original =
    start.line === end.line
      ? lines[start.line].slice(start.column, end.column)
      : [
          lines[start.line].slice(start.column),
          ...lines.slice(start.line + 1, end.line),
          lines[end.line].slice(0, end.column),
        ].join("\n");
  const what = [
    file,
    lines[start.line].trim(),
    start.column - lines[start.line].search(/\S/),
    original,
    replacement,
  ].join("\u0000");
  const times = (seen.get(what) ?? 0) + 1;
  seen.set(what, times);
  const key = createHash("md5").update(`${what}\u0000${times}`).digest("hex").slice(0, 12);
  return { file, id, key, line: start.line + 1, mutator: mutatorName, original, replacement };
}
