/** Lines to be written: each is needed where it stands, and no other kind of line would do. */

import { flagBits } from "../check/written.js";
import type { Statement } from "../language/ast.js";
import { applyEdits } from "../language/edits.js";
import { flagsText } from "../tcp/segment.js";
import { type Checked, holds } from "./make-check.js";
import type { Random } from "./random/random.js";

/** Up to `count` statements, in text order, with a line between any two. */
export function chooseLines(source: Checked, count: number, random: Random): readonly Statement[] {
  const steps = source.trace.steps.filter(({ kind }) => kind === "segment" || kind === "event");
  const order = random.shuffle(steps);
  const chosen: Statement[] = [];
  for (const { statement } of order) {
    if (chosen.length >= count) break;
    if (chosen.some(({ line }) => Math.abs(line - statement.line) < APART)) continue;
    if (isNeeded(source, statement) && isOnlyOne(source, statement)) chosen.push(statement);
  }
  return chosen.sort((a, b) => a.line - b.line);
}

const APART = 2;

export function withBlankLines(text: string, lines: readonly Statement[]): string {
  return withLine(text, lines, "?");
}

function isNeeded(source: Checked, statement: Statement): boolean {
  return !holds(withLine(source.text, [statement], ""), source);
}

/** No line of another kind, or by the other side, is right in its place. */
function isOnlyOne(source: Checked, statement: Statement): boolean {
  const names = source.trace.endpoints.map(({ name }) => name);
  const own = kindOf(statement);
  return otherLines(names).every(
    ([line, kind]) => kind === own || !holds(withLine(source.text, [statement], line), source),
  );
}

function otherLines(names: readonly string[]): readonly (readonly [string, string])[] {
  return names.flatMap((from) => [
    ...names
      .filter((to) => to !== from)
      .flatMap((to) => SEGMENTS.map((s) => [`${from} -> ${to}: ${s}`, `${from} ${kindOfFlags(s)}`] as const)),
    ...EVENTS.map((event) => [`${from}: ${event}`, `${from} ${event}`] as const),
  ]);
}

const EVENTS = ["timeout 2msl", "timeout rto", "timeout persist", "close", "listen", "receive"];

const SEGMENTS = ["SYN", "SYN+ACK", "ACK", "PSH+ACK", "FIN+ACK", "RST", "RST+ACK"];

function kindOf(statement: Statement): string {
  if (statement.type === "segment") {
    return `${statement.from.name} ${kindOfFlags(flagsText(flagBits(statement.flagNames)))}`;
  }
  if (statement.type !== "local" || statement.what.kind !== "event") return "";
  const { what } = statement;
  const word = what.event === "timeout" ? `timeout ${what.timer}` : what.event;
  return `${statement.subjects[0]?.name.name} ${word}`;
}

/** A RST may come with ACK or without. */
function kindOfFlags(flags: string): string {
  return flags.includes("RST") ? "RST" : flags;
}

function withLine(text: string, statements: readonly Statement[], line: string): string {
  return applyEdits(
    text,
    statements.map(({ span }) => ({ span, text: line })),
  );
}
