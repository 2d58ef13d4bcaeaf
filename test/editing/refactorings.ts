/** What each refactoring makes of a flow: for its own tests, and for those in a real VS Code. */

import { refactoringTexts } from "../../src/messages/refactorings.js";

export const TEXTS = refactoringTexts("en");

export const LETTERS = [
  "C -> S: SYN seq=x",
  "S -> C: SYN+ACK seq=y ack=x+1",
  "C -> S: ACK seq=x+1 ack=y+1",
  "  C, S: ESTABLISHED",
  "C -> S: PSH+ACK seq=x+1 ack=y+1 len=10",
  "S -> C: ACK seq=y+1 ack=x+11",
];
const NUMBERS = [
  "C -> S: SYN seq=100",
  "S -> C: SYN+ACK seq=300 ack=101",
  "C -> S: ACK seq=101 ack=301",
  "  C, S: ESTABLISHED",
  "C -> S: PSH+ACK seq=101 ack=301 len=10",
  "S -> C: ACK seq=301 ack=111",
];

/** Every refactoring by its title: the lines before, those after, and the line of the cursor. */
export const REFACTORINGS: readonly (readonly [
  title: string,
  before: readonly string[],
  after: readonly string[],
  at: number,
])[] = [
  [TEXTS.toNumbers, LETTERS, NUMBERS, 0],
  [TEXTS.toSymbols, NUMBERS, LETTERS, 0],
  [
    TEXTS.relative,
    NUMBERS,
    [
      "C -> S: SYN seq=0",
      "S -> C: SYN+ACK seq=0 ack=1",
      "C -> S: ACK seq=1 ack=1",
      "  C, S: ESTABLISHED",
      "C -> S: PSH+ACK seq=1 ack=1 len=10",
      "S -> C: ACK seq=1 ack=11",
    ],
    0,
  ],
  [
    TEXTS.removeComputed,
    LETTERS,
    ["C -> S: SYN seq=x", "S -> C: SYN+ACK seq=y", "C -> S: ACK", "C -> S: PSH+ACK len=10", "S -> C: ACK"],
    0,
  ],
  [
    TEXTS.writeOut,
    [
      "C -> S: SYN seq=x",
      "S -> C: SYN+ACK seq=y",
      "C -> S: ACK",
      "C -> S: PSH+ACK len=10 (ask)",
      "S -> C: ack=x+11",
    ],
    [
      "C -> S: SYN seq=x",
      "S -> C: SYN+ACK seq=y ack=x+1",
      "C -> S: ACK seq=x+1 ack=y+1",
      "C -> S: PSH+ACK seq=x+1 ack=y+1 len=10 (ask)",
      "S -> C: seq=y+1 ack=x+11",
    ],
    0,
  ],
  [
    TEXTS.exercise,
    ['flow "F"', ...LETTERS.slice(0, 4)],
    [
      'exercise "F"',
      `task: ${TEXTS.task}`,
      "kind: fill",
      "C -> S: SYN seq=x",
      "S -> C: SYN+ACK seq=y ack=?",
      "C -> S: ACK seq=? ack=?",
      "  C, S: ?",
    ],
    0,
  ],
  [
    TEXTS.writeOutLine,
    ["C -> S: SYN seq=x", "S -> C: SYN+ACK seq=y", "C -> S: ACK"],
    ["C -> S: SYN seq=x", "S -> C: SYN+ACK seq=y", "C -> S: ACK seq=x+1 ack=y+1"],
    2,
  ],
];
