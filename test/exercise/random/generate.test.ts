/** What a seed makes, it makes for ever. */

import { describe, expect, test } from "vitest";
import { type ExerciseRequest, generateExercise } from "../../../src/exercise/random/generate.js";
import { randomFrom } from "../../../src/exercise/random/random.js";
import { kindsOf, TOPICS } from "../../../src/exercise/random/topics.js";
import { format } from "../../../src/language/format.js";
import { mixSeed } from "../../../src/language/hash.js";

const REQUEST: ExerciseRequest = { topic: "handshake", kind: "fill", difficulty: 1, seed: 7, locale: "en" };

describe("the same seed", { timeout: 600_000 }, () => {
  test("gives the same numbers on every machine", () => {
    const random = randomFrom(42);
    expect(Array.from({ length: 8 }, () => random.int(0, 999))).toMatchInlineSnapshot(`
      [
        601,
        448,
        852,
        669,
        174,
        526,
        273,
        624,
      ]
    `);
    expect(random.shuffle([1, 2, 3, 4, 5, 6])).toMatchInlineSnapshot(`
      [
        4,
        2,
        5,
        1,
        3,
        6,
      ]
    `);
    expect([mixSeed(0), mixSeed(7, "handshake", 1), mixSeed(7, "handshake", 2)]).toMatchInlineSnapshot(`
      [
        2166136261,
        882764552,
        916761075,
      ]
    `);
  });

  test("makes the same exercise", () => {
    expect(generateExercise(REQUEST).text).toMatchInlineSnapshot(`
      "# Random exercise: Three-way handshake, Fill in the blanks, difficulty 1, seed 7. The same seed makes the same exercise.

      exercise "Three-way handshake · 7"
      task: Fill in each ? so that the exchange is right.
      kind: fill
      hint: Go line by line, and write beside each line what both sides expect next.
      hint: A SYN takes one sequence number; a pure ACK takes none.

      client C "client"
      server S "server"

      C -> S: SYN seq=a
        S: SYN-RECEIVED
      S -> C: SYN+ACK seq=b ack=?
        C: ESTABLISHED
      C -> S: ?       seq=a+1 ack=b+1
      C -> S: PSH+ACK seq=a+1 ack=?     len=500
      S -> C: ACK     seq=b+1 ack=a+501
      "
    `);
    expect(
      generateExercise({ ...REQUEST, topic: "four-way-close", kind: "find", difficulty: 2 }).text,
    ).toMatchInlineSnapshot(`
      "# Random exercise: Four-way close, Find the mistakes, difficulty 2, seed 7. The same seed makes the same exercise.

      exercise "Four-way close · 7"
      task: Something here is wrong. Put it right, and leave alone what is right.
      kind: find
      hint: Compare each number with the line of the other side that it answers.
      hint: A FIN takes one sequence number, as a SYN does.

      client C "client" state=ESTABLISHED snd=88019 rcv=49998
      server S "server" state=ESTABLISHED

      S -> C: PSH+ACK seq=49998 ack=88019 len=100
      C -> S: ACK     seq=88019 ack=50098
      S -> C: FIN+ACK seq=50098 ack=88019
        S: ESTABLISHED -> FIN-WAIT-1
      C -> S: SYN     seq=88019 ack=50099
      C -> S: FIN+ACK seq=88019 ack=50100
        C: LAST-ACK
        S: TIME-WAIT
      S -> C: ACK seq=50099 ack=88020
      S: timeout 2msl
        S: CLOSED
      "
    `);
  });

  test("makes it in both languages: the lines are the same", () => {
    for (const topic of TOPICS) {
      const [en, zh] = (["en", "zh-cn"] as const).map((locale) => {
        const made = generateExercise({ topic, difficulty: 2, seed: 11, locale });
        return [made.text, made.key].map(linesOf);
      });
      expect(en).toEqual(zh);
    }
  });
});

/** Without what is said in words. */
function linesOf(text: string): readonly string[] {
  return text
    .split("\n")
    .filter((line) => !/^(?:#|task:|hint:|exercise )/.test(line))
    .map((line) => line.replace(/(?<=^(?:option \w|right|wrong): ).*/, ""))
    .map((line) => line.replace(/(?<=^(?:client|server|peer) \w+ )"[^"]*"/, '""'));
}

test("the seed stands in the exercise, and another one makes another", () => {
  const [one, two] = [7, 8].map((seed) => generateExercise({ ...REQUEST, seed }));
  expect(one?.text).toMatch(/^# .*\b7\b.*\n\nexercise "[^"]*\b7"\n/);
  expect(one?.text.replaceAll("7", "8")).not.toBe(two?.text);
});

const TIMEOUT = 1_200_000;

test("every topic has every kind that asks for it, in each difficulty", { timeout: TIMEOUT }, () => {
  for (const [i, topic] of TOPICS.entries()) {
    for (const [j, kind] of kindsOf(topic).entries()) {
      for (const difficulty of [1, 2, 3] as const) {
        const { text, key, name } = generateExercise({
          topic,
          kind,
          difficulty,
          seed: i + j,
          locale: "zh-cn",
        });
        expect(text).toContain(`\nkind: ${kind}\n`);
        expect(format(text)).toBe(text);
        expect(key.startsWith(`answers "${name}"\n`)).toBe(true);
      }
    }
  }
});

test("the key names the template's file", () => {
  expect(generateExercise({ ...REQUEST, name: "monday.tcpflow" }).key).toMatch(
    /^answers "monday\.tcpflow"\n/,
  );
});

test.each(["wrap", "window", "keep-alive", "slow-start", "header"] as const)(
  "no state is asked for where it tests nothing: %s",
  (topic) => {
    expect(kindsOf(topic)).not.toContain("state");
    expect(() => generateExercise({ ...REQUEST, topic, kind: "state" })).toThrow(RangeError);
  },
);

test("an exercise on the window asks about it, one on the header about flags", { timeout: TIMEOUT }, () => {
  for (let seed = 0; seed < 12; seed++) {
    for (const kind of ["fill", "capture"] as const) {
      const difficulty = ([1, 2, 3] as const)[seed % 3] as 1 | 2 | 3;
      expect(generateExercise({ ...REQUEST, topic: "window", kind, difficulty, seed }).text).toMatch(
        /win=\?/,
      );
    }
    const { text } = generateExercise({ ...REQUEST, topic: "header", kind: "fill", seed });
    expect(text).toMatch(/: \?/);
    expect(text).not.toMatch(/=\?/);
  }
});
