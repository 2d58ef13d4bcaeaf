/** How a line that is proposed writes its numbers: in the flow's own symbols, with a new letter where one is due. */

import type { Connection, Side } from "../../check/connection.js";
import type { Continuation } from "../../check/continue.js";
import type { Statement } from "../../language/ast.js";
import type { Num } from "../../tcp/number.js";

/** Letters of textbooks: the ISNs of both sides, and what follows data that is not shown. */
const ISN_LETTERS: readonly (readonly string[])[] = [
  ["x", "a", "i", "p"],
  ["y", "b", "j", "q"],
];
const LATER_LETTERS: readonly string[] = ["u", "v", "w", "r", "s", "t", "f", "g", "h", "k"];

/** Plain ISNs where the flow writes plain numbers, as in the figures of RFC 9293. */
const PLAIN_ISNS: readonly [number, number] = [100, 300];

/** The number as the flow would write it; null where nobody has named it. */
export function known(c: Continuation, n: Num | null): string | null {
  const text = c.world.say(n, "");
  return text === "" ? null : text;
}

/** A name for each of several numbers: known ones as they are, the others by new letters. */
export function named(c: Continuation, numbers: readonly (Num | null)[]): (string | null)[] {
  const taken = lettersOf(c);
  return numbers.map((n) => {
    if (n === null) return null;
    const text = known(c, n);
    if (text !== null) return text;
    const letter = free(LATER_LETTERS, taken);
    taken.add(letter);
    return letter;
  });
}

/** An initial sequence number to choose: a letter, or a plain number where the peer's is one. */
export function chosenIsn(c: Continuation, connection: Connection, side: Side): string {
  const peer = connection.ends[side === 0 ? 1 : 0].tcb.iss;
  if (peer !== null && c.world.numbers.resolve(peer).terms === null) return String(PLAIN_ISNS[side]);
  return isnLetter(c, side);
}

/** A letter for the ISN of a client or a server. */
export function isnLetter(c: Continuation, side: Side): string {
  return free(ISN_LETTERS[side] ?? LATER_LETTERS, lettersOf(c));
}

/** A letter for a length that is not known. */
export function lengthLetter(c: Continuation): string {
  return free(["n", "m", "k", "l"], lettersOf(c));
}

function free(letters: readonly string[], taken: ReadonlySet<string>): string {
  const letter = letters.find((l) => !taken.has(l));
  if (letter !== undefined) return letter;
  const last = letters.at(-1) ?? "n";
  for (let i = 1; ; i++) if (!taken.has(`${last}${i}`)) return `${last}${i}`;
}

/** Every symbol of the flow, before and behind the place. */
function lettersOf(c: Continuation): Set<string> {
  const letters = new Set(c.world.symbols.all.keys());
  for (const statement of c.after) addLetters(letters, statement);
  return letters;
}

function addLetters(letters: Set<string>, statement: Statement): void {
  if (statement.type !== "segment") return;
  for (const field of [statement.seq, statement.ack, statement.len]) {
    if (field === null) continue;
    if (field.value.alias !== null) letters.add(field.value.alias.name);
    for (const term of field.value.terms) if (term.kind === "symbol") letters.add(term.name);
  }
}
