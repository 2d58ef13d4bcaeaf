/** *Another like this*: a random exercise on what was misunderstood, else on what the exercise was about. */

import type { Misconception } from "../exercise/misconceptions.js";
import { anotherRequest } from "../exercise/random/again.js";
import type { ExerciseRequest } from "../exercise/random/generate.js";
import { kindsOf, type Topic } from "../exercise/random/topics.js";
import type { ExerciseKind } from "../language/words.js";

/** The exercise that was solved. */
export interface SolvedExercise {
  /** The name of the template's file, without its ending. */
  readonly file: string;
  readonly template: string;
  readonly kind: ExerciseKind;
  /** What its wrong answers showed, the last ones last. */
  readonly misunderstood: readonly Misconception[];
}

export type Wanted = Omit<ExerciseRequest, "locale" | "name">;

export function another({ file, template, kind, misunderstood }: SolvedExercise, seed: number): Wanted {
  const made = anotherRequest(template, seed);
  const remedy = REMEDIES[mostFrequent(misunderstood) ?? "unrecognised"];
  if (remedy === undefined && made !== null) {
    const { topic, difficulty } = made;
    return { topic, difficulty, seed, ...(made.kind === undefined ? {} : { kind: made.kind }) };
  }
  const topic = remedy?.topic ?? made?.topic ?? practiceOf(file);
  const wanted = remedy?.kind ?? kind;
  const difficulty = made?.difficulty ?? 1;
  return { topic, difficulty, seed, ...(kindsOf(topic).includes(wanted) ? { kind: wanted } : {}) };
}

/** Of equally frequent ones the last: it is what was put right in the end. */
function mostFrequent(all: readonly Misconception[]): Misconception | null {
  const count = (one: Misconception) => all.filter((other) => other === one).length;
  return all.reduce<Misconception | null>(
    (best, one) => (best === null || count(one) >= count(best) ? one : best),
    null,
  );
}

interface Remedy {
  readonly topic?: Topic;
  readonly kind?: ExerciseKind;
}

const COUNTING: Remedy = { topic: "data", kind: "fill" };
const NUMBERING: Remedy = { topic: "handshake", kind: "fill" };
const CLOSING: Remedy = { topic: "four-way-close", kind: "state" };
const FLAGGING: Remedy = { topic: "header", kind: "fill" };
const ANSWERING: Remedy = { kind: "next" };
const OPENING: Remedy = { topic: "handshake", kind: "state" };

/** What teaches what was misunderstood; without a topic it is the exercise's own. */
const REMEDIES: { readonly [M in Misconception]?: Remedy } = {
  "syn-not-counted": NUMBERING,
  "fin-not-counted": { topic: "four-way-close", kind: "fill" },
  "pure-ack-counted": COUNTING,
  "ack-for-seq": COUNTING,
  "seq-for-ack": COUNTING,
  "peer-number": COUNTING,
  "peer-octets-counted": COUNTING,
  "length-not-counted": COUNTING,
  "length-counted-twice": COUNTING,
  "own-octets-counted": COUNTING,
  "last-octet": COUNTING,
  "number-skipped": COUNTING,
  "old-number": COUNTING,
  "ack-old": COUNTING,
  "ack-ahead": COUNTING,
  "wrong-length": COUNTING,
  "number-for-length": COUNTING,
  "header-counted": COUNTING,
  "flag-counted-as-data": COUNTING,
  "isn-assumed": NUMBERING,
  "same-isn": NUMBERING,
  "isn-again": NUMBERING,
  "before-the-beginning": NUMBERING,
  "ack-not-taken": { topic: "half-open" },
  "ack-not-arrived": { topic: "loss", kind: "fill" },
  "new-number-for-retransmission": { topic: "loss", kind: "fill" },
  "beyond-32-bits": { topic: "wrap", kind: "fill" },
  "reset-number": { topic: "refused", kind: "fill" },
  "wrong-window": { topic: "window", kind: "fill" },
  "established-too-early": OPENING,
  "means-syn-sent": OPENING,
  "means-syn-received": OPENING,
  "means-established": OPENING,
  "means-listen": OPENING,
  "closed-too-early": { topic: "time-wait", kind: "state" },
  "time-wait-side": { topic: "time-wait", kind: "state" },
  "means-time-wait": { topic: "time-wait", kind: "state" },
  "means-closing": { topic: "simultaneous-close", kind: "state" },
  "closer-confused": CLOSING,
  "means-fin-wait-1": CLOSING,
  "means-fin-wait-2": CLOSING,
  "means-close-wait": { topic: "close-wait", kind: "state" },
  "means-last-ack": { topic: "close-wait", kind: "state" },
  "ack-flag-missing": FLAGGING,
  "ack-flag-extra": FLAGGING,
  "flag-missing": FLAGGING,
  "syn-extra": FLAGGING,
  "fin-extra": FLAGGING,
  "impossible-flags": FLAGGING,
  "wrong-flags": FLAGGING,
  "rst-extra": { topic: "half-open", kind: "fill" },
  "wrong-sender": ANSWERING,
  "wrong-segment": ANSWERING,
  "unneeded-segment": ANSWERING,
  "wrong-fate": { topic: "loss", kind: "next" },
  owed: ANSWERING,
  incomplete: ANSWERING,
  "unknown-name": ANSWERING,
  "wrong-order": { kind: "order" },
  "later-order": { kind: "order" },
  "wrong-choice": { kind: "choice" },
};

/** What the exercises of a lesson practise; of any other file, anything. */
export function practiceOf(file: string): Topic {
  return LESSONS[file] ?? "mixed";
}

export const LESSONS: Readonly<Record<string, Topic>> = {
  "01-three-way-handshake": "handshake",
  "02-why-three": "handshake",
  "03-old-syn": "refused",
  "04-data-on-the-handshake": "handshake-data",
  "05-refused-and-reset": "refused",
  "06-simultaneous-open": "simultaneous-open",
  "07-sequence-numbers": "wrap",
  "08-acknowledgments": "data",
  "09-loss": "loss",
  "10-window": "window",
  "11-keep-alive": "keep-alive",
  "12-four-way-close": "four-way-close",
  "13-three-segment-close": "three-segment-close",
  "14-half-close": "half-close",
  "15-simultaneous-close": "simultaneous-close",
  "16-time-wait": "time-wait",
  "17-close-wait": "close-wait",
  "18-half-open": "half-open",
  "19-syn-flood": "syn-flood",
  "20-reading-a-capture": "capture",
};
