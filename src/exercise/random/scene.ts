/**
 * A scene: what two endpoints do to each other, line by line, with nothing written but what somebody
 * chooses (flags, lengths, initial numbers). What follows from it, the check works out.
 */

import type { Random } from "./random.js";

export type Difficulty = 1 | 2 | 3;

/** What a scene is made with. */
export interface Stage {
  readonly random: Random;
  readonly difficulty: Difficulty;
  /** Numbers have letters, as in a textbook; else they are plain, as in a capture. */
  readonly letters: boolean;
  readonly labels: EndpointLabels;
}

/** What the endpoints are called in the reader's language. */
export interface EndpointLabels {
  readonly client: string;
  readonly server: string;
  readonly a: string;
  readonly b: string;
  /** Somebody whose address may be forged. */
  readonly stranger: string;
}

export interface ExerciseScene {
  readonly declarations: readonly string[];
  readonly lines: readonly string[];
}

export type SceneMaker = (stage: Stage) => ExerciseScene;

/** Two numbers to begin with, one for each side. */
export function startingNumbers({ random, difficulty, letters }: Stage): readonly [string, string] {
  if (letters) return random.pick(LETTERS);
  const one = startingNumber(random, difficulty);
  let two = startingNumber(random, difficulty);
  // A number of one direction may never be right in the other by accident.
  while (Math.abs(two - one) < FAR_APART) two = startingNumber(random, difficulty);
  return [String(one), String(two)];
}

const LETTERS = [
  ["x", "y"],
  ["a", "b"],
  ["i", "j"],
  ["p", "q"],
  ["s", "t"],
] as const;

/** Further than any scene sends octets. */
const FAR_APART = 9_000;

const HUNDRED = 100;
const ROUND = { least: 1, most: 300 };
const FIVE_DIGITS = { least: 1_000, most: 90_000 };
const TEN_DIGITS = { least: 1_000_000_000, most: 4_000_000_000 };

function startingNumber(random: Random, difficulty: Difficulty): number {
  if (difficulty === 1) return HUNDRED * random.int(ROUND.least, ROUND.most);
  const { least, most } = difficulty === 2 ? FIVE_DIGITS : TEN_DIGITS;
  return random.int(least, most);
}

/** An amount of data. Never so small that a forgotten number looks like forgotten data. */
export function octets({ random, difficulty }: Stage): number {
  if (difficulty === 1) return HUNDRED * random.int(1, 5);
  if (difficulty === 2) return TEN * random.int(2, 120);
  return random.int(20, 1399);
}

const TEN = 10;

/** A client and a server before the handshake. */
export function atRest(stage: Stage, server = "", client = ""): readonly string[] {
  return [`client C "${stage.labels.client}"${client}`, `server S "${stage.labels.server}"${server}`];
}

/** A client and a server in the middle of a connection. */
export function inTheMiddle(stage: Stage, server = ""): readonly string[] {
  const [snd, rcv] = startingNumbers(stage);
  return [
    `client C "${stage.labels.client}" state=ESTABLISHED snd=${snd} rcv=${rcv}`,
    `server S "${stage.labels.server}" state=ESTABLISHED${server}`,
  ];
}

export function handshake(stage: Stage): readonly string[] {
  const [x, y] = startingNumbers(stage);
  return [`C -> S: SYN seq=${x}`, `S -> C: SYN+ACK seq=${y}`, "C -> S: ACK"];
}

/** A connection that is open: by a handshake, or declared so. */
export function connected(stage: Stage, server = ""): ExerciseScene {
  const opened = stage.random.chance(stage.difficulty === 3 ? 0.4 : 0.25);
  return opened
    ? { declarations: atRest(stage, server), lines: handshake(stage) }
    : { declarations: inTheMiddle(stage, server), lines: [] };
}

/** The same, and then these lines. */
export function followed(scene: ExerciseScene, ...lines: readonly string[]): ExerciseScene {
  return { declarations: scene.declarations, lines: [...scene.lines, ...lines] };
}

/** Who acts, and who answers. */
export function sides({ random }: Stage, client = 0.7): readonly [string, string] {
  return random.chance(client) ? ["C", "S"] : ["S", "C"];
}

/** A number so many octets further, in the words of the flow. */
export function beyond(base: string, amount: number): string {
  const n = Number(base);
  if (!Number.isNaN(n)) return String((n + amount) % TWO_32);
  return amount === 0 ? base : `${base}+${amount}`;
}

const TWO_32 = 2 ** 32;
