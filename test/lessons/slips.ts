/** Wrong answers as students give them, made of the exercise's own numbers and not of what the judge knows. */

import type { Mark } from "../../src/exercise/judge.js";
import { STATES } from "../../src/tcp/state.js";

const FLAGS = ["SYN", "SYN+ACK", "ACK", "FIN", "FIN+ACK", "RST", "RST+ACK"];

/** One more, one less, the SYN and the FIN both counted. */
const STEPS = [1, -1, 2];
const NUMBERS_OF_A_BLANK = 8;
const MODULUS = 2 ** 32;

export function slipsFor(mark: Mark, text: string): readonly string[] {
  const right = mark.written ?? "";
  const all = (): readonly string[] => {
    switch (mark.kind) {
      case "seq":
      case "ack":
      case "len":
        return /^\d+$/.test(right) ? numbers(Number(right), text) : symbols(right);
      case "state":
        return STATES;
      case "local":
        return STATES.some((state) => state === right) ? STATES : [];
      case "flags":
        return FLAGS;
      case "choice":
        return ["A", "B", "C", "D"];
      default:
        return [];
    }
  };
  return [...new Set(all())].filter(
    (slip) => slip !== right && !isHabit(right, slip) && !isListener(right, slip),
  );
}

/** Whether the RST of an answer has ACK, stacks see differently: neither is refused. */
function isHabit(right: string, slip: string): boolean {
  return ["RST", "RST+ACK"].includes(right) && ["RST", "RST+ACK"].includes(slip);
}

/** Of a server whose connection is over both are true: the connection is CLOSED, and the listener listens (rule 7). */
function isListener(right: string, slip: string): boolean {
  return right === "CLOSED" && slip === "LISTEN";
}

/** ±1, the numbers of the same exercise (the peer's, the ISN, older ones), and the lengths added or taken away. */
function numbers(right: number, text: string): string[] {
  const written = (field: RegExp) => [...text.matchAll(field)].map(([, digits]) => Number(digits));
  const lengths = written(/\blen=(\d+)/g).flatMap((len) => [right + len, right - len]);
  const near = STEPS.map((step) => right + step);
  const others = written(/\b(?:seq|ack)=(\d+)/g);
  const candidates = [...near, ...interleaved(others, lengths)].map((n) => (n + MODULUS) % MODULUS);
  return [...new Set(candidates)]
    .filter((n) => n !== right)
    .slice(0, NUMBERS_OF_A_BLANK)
    .map(String);
}

function interleaved(a: readonly number[], b: readonly number[]): number[] {
  return a.flatMap((n, i) => [n, ...b.slice(i, i + 1)]);
}

function symbols(right: string): string[] {
  const other = right.includes("x") ? right.replace("x", "y") : right.replace("y", "x");
  return [`${right}+1`, right.replace(/\+\d+$/, ""), other, "x", "y", "x+1", "y+1", "x+2", "y+2", "0"];
}
