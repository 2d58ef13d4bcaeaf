/** Lines out of order. */

import type { Statement } from "../language/ast.js";
import { type Checked, checked } from "./make-check.js";
import type { Hindrance } from "./make-source.js";
import type { Random } from "./random/random.js";
import type { Trouble } from "./variant.js";

export interface Shuffled {
  readonly template: string;
  readonly key: string;
  readonly amount: number;
}

/** The lines that move: what happens. The claims go, where nothing hangs on them: they would tell the order. */
export function shuffleLines(source: Checked, random: Random): Shuffled | Hindrance {
  const key = withoutClaims(source);
  const { document, trace } = key;
  const statements = trace.flow.statements;
  const moving = statements.filter(moves);
  if (new Set(moving.map((s) => textOf(document.text, s))).size < FEWEST) return "short";
  const lines = moving.map((s) => textOf(document.text, s));
  const head = statements.filter(({ type }) => type === "endpoint").map((s) => textOf(document.text, s));
  const written = (order: readonly string[]): string =>
    `${[document.text.slice(0, document.lineStarts[1]).trimEnd(), ...head, "", ...order].join("\n")}\n`;
  const isRight = (text: string): boolean => {
    const made = checked(text);
    return made !== null && !made.variant.troubles.some(refutes);
  };
  if (!isRight(written(lines))) return "nothing";
  if (isLoose(lines, (order) => isRight(written(order)))) return "any-order";
  for (let i = 0; i < TRIES; i++) {
    const order = random.shuffle(lines);
    // A line that begins where it belongs asks nothing; a few may.
    const inPlace = order.filter((line, at) => line === lines[at]).length;
    if (inPlace * 2 > lines.length || isRight(written(order))) continue;
    return { template: written(order), key: written(lines), amount: lines.length };
  }
  return "any-order";
}

const FEWEST = 3;
const TRIES = 20;

/** As for the judge of an order: an acknowledgment that lags is an answer here. */
function refutes({ finding }: Trouble): boolean {
  return finding === null || finding.severity === "error";
}

/** More than half of the neighbours could change places. */
function isLoose(lines: readonly string[], isRight: (order: readonly string[]) => boolean): boolean {
  let loose = 0;
  for (let i = 0; i + 1 < lines.length; i++) {
    const order = [...lines];
    [order[i], order[i + 1]] = [order[i + 1] as string, order[i] as string];
    if (lines[i] !== lines[i + 1] && isRight(order)) loose++;
  }
  return loose * 2 > lines.length - 1;
}

function moves({ type }: Statement): boolean {
  return type === "segment" || type === "local" || type === "deliver" || type === "elision";
}

function textOf(text: string, { span }: Statement): string {
  return text.slice(span.start, span.end);
}

function withoutClaims(source: Checked): Checked {
  const { text, document } = source;
  const claims = new Set<number>();
  let moved = false;
  for (const s of source.trace.flow.statements) {
    if (s.type === "segment") moved = true;
    if (moved && s.type === "local" && s.what.kind === "state") claims.add(s.line);
  }
  const lines = document.lineStarts.map((start, i) => text.slice(start, document.lineStarts[i + 1]));
  const bare = checked(lines.filter((_, i) => !claims.has(i)).join(""));
  return bare !== null && bare.variant.troubles.length <= source.variant.troubles.length ? bare : source;
}
