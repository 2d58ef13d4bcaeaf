import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { ExerciseFiles } from "../exercise/make-file.js";
import { keyName } from "../exercise/path.js";
import { type ExerciseRequest, generateExercise } from "../exercise/random/generate.js";
import type { Difficulty } from "../exercise/random/scene.js";
import { kindsOf, type Topic } from "../exercise/random/topics.js";
import { mixSeed } from "../language/hash.js";
import type { ExerciseKind } from "../language/words.js";
import { cliTexts } from "../messages/cli.js";
import { readCsv } from "../teaching/csv.js";
import { feedbackName } from "../teaching/grade-feedback.js";
import type { Invocation, Status } from "./call.js";
import { exerciseFrom } from "./exercise-from.js";
import { CannotRun, readText, reasonOf, STDIN } from "./host.js";

/**
 * `tcpflow exercise`: an exercise, with its key where a file is named: a random one, or with `--from` of a capture or a flow; or
 * a random one for each name of a list, each in a folder of its own and under the same name, so that `grade` takes them for one task.
 */
export async function makeExercises(call: Invocation): Promise<Status> {
  const { paths, options, locale } = call;
  const texts = cliTexts(locale);
  const { from, output } = options;
  const [list, ...more] = paths;
  if (more.length > 0 || (list !== undefined && from !== undefined)) throw new CannotRun(texts.onePath);
  const named = typeof output === "string" && output !== STDIN ? output : null;
  const name = named === null ? UNNAMED : path.basename(named);
  try {
    if (typeof from === "string") {
      const made = await exerciseFrom(call, from, name, seedOf(call));
      return await write(call, named, made);
    }
    const request = requestOf(call);
    if (list !== undefined) {
      if (named === null) throw new CannotRun(texts.needsFolder);
      await forEachName(await namesIn(list, call), request, named);
      return 0;
    }
    return await write(call, named, generateExercise(named === null ? request : { ...request, name }));
  } catch (error) {
    if (error instanceof CannotRun) throw error;
    throw new CannotRun(texts.cannotWrite(String(output), reasonOf(error, call.locale)));
  }
}

const UNNAMED = "exercise.tcpflow";

async function write({ host }: Invocation, file: string | null, made: ExerciseFiles): Promise<Status> {
  if (file === null) host.out(made.text);
  else {
    await writeFile(file, made.text);
    await writeFile(keyName(file), made.key);
  }
  return 0;
}

function seedOf({ options: { seed }, locale }: Invocation): number {
  const given = typeof seed === "string" ? Number(seed) : Math.floor(Math.random() * SEEDS);
  if (given >= SEEDS) throw new CannotRun(cliTexts(locale).optionValue("--seed", `1 … ${SEEDS - 1}`));
  return given;
}

function requestOf(call: Invocation): ExerciseRequest {
  const { options, locale } = call;
  const { topic, kind, difficulty } = options;
  const given = seedOf(call);
  const kinds = kindsOf((topic ?? "mixed") as Topic);
  if (kind !== undefined && !kinds.some((one) => one === kind))
    throw new CannotRun(cliTexts(locale).optionValue("--kind", kinds.join(", ")));
  return {
    topic: (topic ?? "mixed") as Topic,
    kind: kind as ExerciseKind | undefined,
    difficulty: Number(difficulty ?? 1) as Difficulty,
    seed: given,
    locale,
  };
}

const SEEDS = 2 ** 32;

/** The names of a list, one a line; of a table the first column. */
async function namesIn(list: string, { host, locale }: Invocation): Promise<readonly string[]> {
  const text = await readText(list, host).catch((error) => {
    throw new CannotRun(cliTexts(locale).cannotRead(list, reasonOf(error, locale)));
  });
  const names = readCsv(text).flatMap(([first = ""]) => (first.trim() === "" ? [] : [first.trim()]));
  if (names.length === 0) throw new CannotRun(cliTexts(locale).noNames(list));
  return [...new Set(names)];
}

/** The number of each is made of the one that is given and the name: the same list gives the same exercises. */
async function forEachName(
  names: readonly string[],
  request: ExerciseRequest,
  folder: string,
): Promise<void> {
  const name = `${request.topic}-${request.kind ?? "any"}-${request.difficulty}.tcpflow`;
  const taken = new Set<string>();
  for (const student of names) {
    const own = feedbackName(student, taken);
    taken.add(own.toLowerCase());
    const place = path.join(folder, own.replace(/\.md$/, ""));
    await mkdir(place, { recursive: true });
    const made = generateExercise({ ...request, seed: mixSeed(request.seed, student), name });
    await writeFile(path.join(place, name), made.text);
  }
}
