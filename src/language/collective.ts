/**
 * `双方: ESTABLISHED`, `C和S: ESTABLISHED`: who is meant is known only at the end of the flow, since
 * a name that holds 和 may as well be an endpoint's.
 */

import type { Local, Name, NotationUse, Note, Statement, Subject } from "./ast.js";
import { nameEnd } from "./chars.js";

export const BOTH_ROW = "both-ends";
export const AND_ROW = "and-between-names";

const BOTH = /^(?:双方|两端|两边)$/u;
const AND = /^(.+?)[和与及](.+)$/u;

export interface SpelledOut {
  readonly statements: readonly Statement[];
  readonly uses: readonly NotationUse[];
}

export function spellOutCollectives(statements: readonly Statement[]): SpelledOut {
  const names = endpointNames(statements);
  const uses: NotationUse[] = [];
  const spelled = statements.map((statement) => {
    if (statement.type === "local") return spellLocal(statement, names, uses);
    if (statement.type === "note") return spellNote(statement, names, uses);
    return statement;
  });
  return { statements: spelled, uses };
}

/** In the order in which they are declared or first met, collectives left out. */
function endpointNames(statements: readonly Statement[]): ReadonlySet<string> {
  const declared = new Set<string>();
  const seen = new Set<string>();
  for (const statement of statements) {
    if (statement.type === "endpoint") declared.add(statement.name.name);
    if (statement.type === "segment") seen.add(statement.from.name).add(statement.to.name);
  }
  if (seen.size + declared.size === 0) addSubjects(statements, seen);
  return new Set([...declared, ...seen]);
}

/** A flow without segments has no other place to name its endpoints. */
function addSubjects(statements: readonly Statement[], seen: Set<string>): void {
  for (const statement of statements) {
    if (statement.type !== "local") continue;
    for (const { name } of statement.subjects) {
      for (const part of partsOf(name)) if (!BOTH.test(part.name)) seen.add(part.name);
    }
  }
}

function spellLocal(local: Local, names: ReadonlySet<string>, uses: NotationUse[]): Local {
  const subjects: Subject[] = [];
  for (const subject of local.subjects) {
    const spelled = subject.peer === null ? spell(subject.name, local.line, names, uses) : null;
    if (spelled === null) subjects.push(subject);
    else for (const name of spelled) subjects.push({ name, peer: null, span: name.span });
  }
  return subjects.length === local.subjects.length ? local : { ...local, subjects };
}

function spellNote(note: Note, names: ReadonlySet<string>, uses: NotationUse[]): Note {
  const over = note.over.flatMap((name) => spell(name, note.line, names, uses) ?? [name]);
  return over.length === note.over.length ? note : { ...note, over };
}

function spell(
  name: Name,
  line: number,
  names: ReadonlySet<string>,
  uses: NotationUse[],
): readonly Name[] | null {
  if (names.has(name.name)) return null;
  if (BOTH.test(name.name)) {
    if (names.size < 2) return null;
    const all = [...names];
    uses.push(useOf(name, line, BOTH_ROW, all));
    return all.map((one) => ({ name: one, span: name.span }));
  }
  const parts = partsOf(name);
  if (parts.length < 2) return null;
  uses.push(
    useOf(
      name,
      line,
      AND_ROW,
      parts.map((part) => part.name),
    ),
  );
  return parts;
}

function useOf({ name, span }: Name, line: number, row: string, names: readonly string[]): NotationUse {
  return { span, line, row, typed: name, canonical: names.join(", "), warn: true };
}

function partsOf(name: Name): readonly Name[] {
  const match = AND.exec(name.name);
  const [, left, right] = match ?? [];
  if (left === undefined || right === undefined || !isName(right)) return [name];
  const { start, end } = name.span;
  const first = { name: left, span: { start, end: start + left.length } };
  return [first, ...partsOf({ name: right, span: { start: end - right.length, end } })];
}

/** What follows 和 may begin with a digit, as a name may not. */
function isName(text: string): boolean {
  return nameEnd(text, 0, text.length) === text.length;
}
