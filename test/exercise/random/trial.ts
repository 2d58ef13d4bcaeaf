/** An exercise with its key: solvable, and judged as trying everything finds. */

import { judge, type PreparedTemplate, prepareTemplate } from "../../../src/exercise/judge.js";
import { asksToChoose } from "../../../src/exercise/random/again.js";
import { type GeneratedExercise, generateExercise } from "../../../src/exercise/random/generate.js";
import { randomFrom } from "../../../src/exercise/random/random.js";
import { kindsOf, TOPICS } from "../../../src/exercise/random/topics.js";
import {
  candidatesFor,
  differing,
  fits,
  type Hole,
  holesOf,
  isOfForm,
  isOrder,
  isRight,
  lettersOf,
  OTHER_READINGS,
  plainFlow,
  put,
} from "./brute.js";

const LONG = process.env.TCPFLOW_LONG !== undefined;
export const SHOWN = 5;
/** Every so many-th candidate is tried with the other blanks filled in, the others with them open. */
const FILLED = 4;

export interface Tally {
  exercises: number;
  blanks: number;
  candidates: number;
  accepted: number;
  readonly wrong: string[];
}

/** Topic, kind and difficulty go round, so that a share has some of all. */
export function exerciseAt(i: number): GeneratedExercise {
  const topic = TOPICS[i % TOPICS.length] as (typeof TOPICS)[number];
  const kinds = kindsOf(topic);
  const turn = Math.floor(i / TOPICS.length);
  const kind = kinds[turn % kinds.length] as (typeof kinds)[number];
  const round = Math.floor(turn / kinds.length);
  const difficulty = ([1, 2, 3] as const)[round % 3] as 1 | 2 | 3;
  return generateExercise({ topic, kind, difficulty, seed: i, locale: i % 2 === 0 ? "en" : "zh-cn" });
}

export function tryOne(i: number, tally: Tally): void {
  tryMade(i, exerciseAt(i), tally);
}

/** An exercise that was made, or written: its text and its key alone count. */
export type Given = Pick<GeneratedExercise, "text" | "key" | "name" | "kind">;

export function tryMade(i: number, made: Given, tally: Tally): void {
  const template = prepareTemplate(made.text, asksToChoose(made.text) ? made.key : null);
  tally.exercises++;
  const say = (what: string): void => {
    if (tally.wrong.length < SHOWN * SHOWN) tally.wrong.push(`${i} ${made.name}: ${what}\n${made.text}`);
  };
  const result = judge(template, made.key)[0];
  if (result === undefined || !result.solved || result.changes.length > 0) say("the key does not solve it");
  if (made.kind !== "choice" && !isRight(plainFlow(made.key))) say("the key is not right");
  if (made.kind === "order") tryOrders(i, made, template, tally, say);
  else if (made.kind === "choice") tryOptions(made, template, tally, say);
  else if (made.kind === "find") tryCorrections(made, template, tally, say);
  else tryBlanks(made, template, tally, say);
}

type Say = (what: string) => void;

function tryBlanks(made: Given, template: PreparedTemplate, tally: Tally, say: Say): void {
  const open = plainFlow(made.text);
  const key = plainFlow(made.key.replace(/^answers .*\n/, ""));
  const letters = lettersOf(key);
  const holes = holesOf(open, key);
  const blanks = template.exercises[0]?.exercise.blanks ?? [];
  if (holes.length === 0 || holes.length !== blanks.length)
    say(`${holes.length} holes, ${blanks.length} blanks`);
  holes.forEach((hole, index) => {
    tally.blanks++;
    const candidates = candidatesFor(hole, key);
    candidates.forEach((candidate, at) => {
      const filled = at % FILLED === 0;
      const marks =
        judge(template, answer(made, filled ? null : index, hole, index, candidate))[0]?.marks ?? [];
      const right = fits(hole, candidate, key, letters);
      tally.candidates++;
      if (right) tally.accepted++;
      const verdict = marks[index]?.verdict;
      if (verdict !== (right ? "right" : "wrong")) {
        say(
          `line ${hole.line} ${hole.kind} ${candidate} for ${hole.right}: ${verdict} ${filled}, brute force ${right}`,
        );
      }
      if (filled && marks.some((mark, one) => one !== index && mark.verdict !== "right")) {
        say(`line ${hole.line} ${hole.kind} ${candidate} for ${hole.right}: another blank is blamed`);
      }
    });
  });
}

/** Each letter, alone and as people write it; what is right stands in the key, and nowhere in the template. */
function tryOptions(made: Given, template: PreparedTemplate, tally: Tally, say: Say): void {
  const options = [...made.text.matchAll(/^option (\w): (.+)$/gm)];
  const right = /^answer: (\w)$/m.exec(made.key)?.[1];
  tally.blanks++;
  if (/^\s*(?:right|wrong):/m.test(made.text)) say("the template tells what is right");
  const spelled = options.flatMap(([, letter = "", text = ""]) =>
    [letter, letter.toLowerCase(), `${letter}.`, `（${letter}）`, text].map(
      (written) => [letter, written] as const,
    ),
  );
  for (const [letter, written] of [...spelled, ["", "E"], ["", "?!"]] as const) {
    const [mark] =
      judge(
        template,
        made.text.replace("answer: ?", () => `answer: ${written}`),
      )[0]?.marks ?? [];
    tally.candidates++;
    if (letter === right) tally.accepted++;
    if (mark?.verdict !== (letter === right ? "right" : "wrong")) say(`${written}: ${mark?.verdict}`);
    if (letter !== "" && letter !== right && (mark?.reason ?? "") === "") say(`${written}: no reason`);
  }
  const [unjudged] = judge(made.text, made.text.replace("answer: ?", `answer: ${right}`))[0]?.marks ?? [];
  if (unjudged?.verdict !== "empty" || unjudged.remark !== "no-key") say("it is judged without its key");
}

/** The template with `candidate` in one blank; the others as in the key, or open. */
function answer(
  { text, key }: Given,
  alone: number | null,
  _hole: Hole,
  index: number,
  candidate: string,
): string {
  const body = key.replace(/^answers .*\n/, "");
  const holes = holesOf(text, body);
  if (alone === null) return put(holes[index] as Hole, candidate, body);
  return holes.reduceRight((all, hole, at) => put(hole, at === index ? candidate : "?", all), body);
}

/** Each planted mistake is corrected in every way that can be thought of for its place. */
function tryCorrections(made: Given, template: PreparedTemplate, tally: Tally, say: Say): void {
  const body = made.key.replace(/^answers .*\n/, "");
  const lines = differing(made.text, body);
  const planted = template.exercises[0]?.exercise;
  const marks = judge(template, made.text)[0]?.marks ?? [];
  if (marks.length !== lines.length || planted === undefined)
    say(`${lines.length} planted, ${marks.length} found`);
  if (marks.some(({ verdict }) => verdict !== "empty")) say("something counts before it is touched");
  const letters = lettersOf(plainFlow(body));
  for (const line of lines) {
    const hole = plantedHole(made.text, body, line);
    if (hole === null) {
      say(`line ${line} differs in more than one place`);
      continue;
    }
    tally.blanks++;
    for (const candidate of candidatesFor(hole, body)) {
      const corrected = put(hole, candidate, body);
      const right =
        isOfForm(hole, candidate) &&
        isRight(plainFlow(corrected), plainFlow(body), OTHER_READINGS) &&
        [...lettersOf(plainFlow(corrected))].every((letter) => letters.has(letter));
      const { solved } = judge(template, corrected)[0] ?? { solved: null };
      tally.candidates++;
      if (right) tally.accepted++;
      if (solved !== right)
        say(`line ${line} ${candidate} for ${hole.right}: ${solved}, brute force ${right}`);
    }
  }
}

/** Where the line of the key differs from that of the template: one field, the flags or a state. */
function plantedHole(text: string, key: string, line: number): Hole | null {
  const wrong = (text.split("\n")[line] ?? "").trim().split(/\s+/);
  const right = (key.split("\n")[line] ?? "").trim().split(/\s+/);
  const at = right.flatMap((word, i) => (word === wrong[i] ? [] : [i]));
  const template = [...right];
  const [only] = at;
  if (only === undefined || at.length > 1) return null;
  template[only] = (right[only] as string).replace(/(?<==).*|^[^=]*$/, "?");
  const open = text.split("\n").map((l, i) => (i === line ? template.join(" ") : l));
  return holesOf(open.join("\n"), key).find((hole) => hole.line === line) ?? null;
}

const ORDERS = 12;
/** Of so few lines every order is tried, where there is time. */
const MOST_LINES = 7;

export function permutations<T>(list: readonly T[]): readonly (readonly T[])[] {
  if (list.length < 2) return [list];
  return list.flatMap((one, i) =>
    permutations(list.filter((_, at) => at !== i)).map((rest) => [one, ...rest]),
  );
}

/** Neighbours change places, and the lines are shuffled. */
function tryOrders(i: number, made: Given, template: PreparedTemplate, tally: Tally, say: Say): void {
  const body = made.key.replace(/^answers .*\n/, "");
  const all = body.trimEnd().split("\n");
  const from =
    all.findIndex((line, at) => at > 0 && /^(?:client|server|peer) /.test(all[at - 1] ?? "") && line === "") +
    1;
  const head = all.slice(0, from);
  const lines = all.slice(from);
  if (judge(template, made.text)[0]?.solved !== false) say("it is solved as it is given");
  const random = randomFrom(i);
  const swapped = lines.slice(1).map((_, at) => {
    const order = [...lines];
    [order[at], order[at + 1]] = [order[at + 1] as string, order[at] as string];
    return order;
  });
  const shuffled = Array.from({ length: ORDERS }, () => random.shuffle(lines));
  const orders = LONG && lines.length <= MOST_LINES ? permutations(lines) : [lines, ...swapped, ...shuffled];
  tally.blanks++;
  for (const order of orders) {
    const text = `${[...head, ...order].join("\n")}\n`;
    const right = isOrder(order, lines, plainFlow(text), plainFlow(body));
    const { solved } = judge(template, text)[0] ?? { solved: null };
    tally.candidates++;
    if (right) tally.accepted++;
    if (solved !== right) say(`${solved}, brute force ${right}:\n${order.join("\n")}`);
  }
}
