/** Eight typical wrong answers to each blank of an exercise, and whether what is told of them is true of its place. */

import { judge, prepareTemplate } from "../../../src/exercise/judge.js";
import { misconceptionWords } from "../../../src/exercise/misconceptions.js";
import { STATES } from "../../../src/tcp/state.js";
import { type Hole, holesOf, plainFlow, put } from "./brute.js";
import { factsOf, falsehood } from "./facts.js";
import { exerciseAt } from "./trial.js";

const WRONG = 8;
const FLAGS = ["SYN", "SYN+ACK", "ACK", "FIN+ACK", "RST", "PSH+ACK", "FIN"];
const NAMELESS = new Set(["unrecognised", "other-number", "undetermined"]);

function wrongAnswers({ kind, right }: Hole, key: string): readonly string[] {
  if (kind === "state") return STATES.filter((state) => state !== right).slice(0, WRONG);
  if (kind === "flags") return FLAGS.filter((flags) => flags !== right);
  if (kind !== "seq" && kind !== "ack" && kind !== "len") return [];
  const lengths = [...new Set(key.match(/(?<=len=)\d+/g) ?? [])].slice(0, 2);
  const others = [...new Set(key.match(/(?<=(?:seq|ack)=)[\w+]+/g) ?? [])];
  const plain = /^\d+$/.test(right);
  const sum = (by: number) =>
    plain ? String((Number(right) + by + 2 ** 32) % 2 ** 32) : `${right}${by < 0 ? by : `+${by}`}`;
  const near = [1, -1, ...lengths.flatMap((n) => [Number(n), -Number(n)])].map(sum);
  return [...new Set([...near, ...others])].filter((one) => one !== right).slice(0, WRONG);
}

export interface Telling {
  told: number;
  nameless: number;
  readonly wrong: string[];
}

export function tryTelling(i: number, tally: Telling): void {
  const made = exerciseAt(i);
  if (made.kind === "find" || made.kind === "order" || made.kind === "choice") return;
  const template = prepareTemplate(made.text);
  const body = made.key.replace(/^answers .*\n/, "");
  const key = plainFlow(body);
  const facts = factsOf(key);
  const holes = holesOf(made.text, body);
  const plainHoles = holesOf(plainFlow(made.text), key);
  holes.forEach((hole, index) => {
    const place = plainHoles[index];
    if (place === undefined) return;
    for (const answer of wrongAnswers(hole, key)) {
      const mark = judge(template, put(hole, answer, body))[0]?.marks[index];
      if (mark === undefined || mark.verdict !== "wrong" || mark.misconception === null) continue;
      tally.told++;
      if (NAMELESS.has(mark.misconception)) tally.nameless++;
      const say = (why: string) =>
        tally.wrong.push(
          `${i} ${made.name} line ${hole.line}: ${answer} for ${hole.right}: ${mark.misconception}: ${why}`,
        );
      const why = falsehood(facts, place, key, answer, mark.misconception);
      if (why !== null) say(why);
      const { name, text } = misconceptionWords(mark.misconception, "en");
      const isTold =
        hole.right.length > 3 &&
        new RegExp(`(?<![\\w-])${hole.right.replaceAll("+", "\\+")}(?![\\w-])`).test(`${name} ${text}`);
      if (isTold) say("it tells the answer");
    }
  });
}
