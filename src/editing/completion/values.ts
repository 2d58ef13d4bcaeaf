/** The numbers that belong in the fields of a segment under way. */

import type { Code } from "../../check/codes.js";
import { attempt } from "../../check/continue.js";
import { isnLetter, lengthLetter, named } from "./names.js";
import { isCleanAttempt } from "./next.js";
import type { Here, LineSoFar } from "./place.js";

type SegmentLine = Extract<LineSoFar, { kind: "segment" }>;

/** Whether the line would stand without an error or a warning. In an exercise everything does. */
export function holds(here: Here, line: string): boolean {
  return here.exercise || attempt(here.c, line, isCleanAttempt) === true;
}

/** The same, and nothing is sent again that no timer asks for: legal, but seldom meant. */
export function isWanted(here: Here, line: string): boolean {
  if (here.exercise) return true;
  const { connections } = here.c.world;
  if (connections.some(({ ends }) => ends.some((end) => end.expired))) return holds(here, line);
  const wanted = attempt(
    here.c,
    line,
    (made) => isCleanAttempt(made) && !made.findings.some(({ code }) => isAgain(code)),
  );
  return wanted === true;
}

function isAgain(code: Code): boolean {
  return code === "retransmission" || code === "spurious-retransmission";
}

/** Values a reader knows from captures, for the fields that are free to choose. */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  win: ["65535"],
  mss: ["1460"],
  wscale: ["7"],
};

/** The values with which the line holds, the best first. */
export function valuesOf(here: Here, line: SegmentLine, done: string, key: string): string[] {
  const before = `${line.prefix} ${done}`.trimEnd();
  const candidates = key === "seq" || key === "ack" ? computed(here, before, line, key) : free(here, key);
  const fitting = candidates.filter((value) => holds(here, `${before} ${key}=${value}`));
  return key === "len" ? fitting : fitting.slice(0, 1);
}

function free(here: Here, key: string): readonly string[] {
  return key === "len" ? ["100", lengthLetter(here.c)] : (USUAL[key] ?? []);
}

/** What the check itself would put there, else a new letter. */
function computed(here: Here, before: string, line: SegmentLine, key: string): string[] {
  const answer = attempt(here.c, `${before} ${key}=?`, ({ findings }) => {
    const found = findings.find((f) => f.code === "blank-answer");
    return found?.code === "blank-answer" ? found.args.answer : null;
  });
  const opens = / SYN\b/u.test(`${before} `);
  const letter =
    opens && key === "seq" ? isnLetter(here.c, opensBack(here, line) ? 1 : 0) : newLetter(here, line, key);
  return [...(answer === null || answer === "?" ? [] : [answer]), ...(letter === null ? [] : [letter])];
}

/** The SYN of a server, or of one that answers: the other letter of the textbooks. */
function opensBack({ c }: Here, { from }: SegmentLine): boolean {
  return c.world.endpoint(from)?.role === "server";
}

/** A letter for a number that nobody has named, where letters are welcome. */
function newLetter({ c }: Here, { from, to }: SegmentLine, key: string): string | null {
  const connection = c.world.connections.find((k) => k.names.includes(from) && k.names.includes(to));
  if (connection === undefined) return null;
  const { tcb } = connection.ends[connection.names[0] === from ? 0 : 1];
  return named(c, [key === "seq" ? tcb.sndNxt : tcb.rcvNxt])[0] ?? null;
}

/** A name that no segment of the flow has yet. */
export function freshId({ c }: Here): string {
  const taken = new Set(
    [...c.before, ...c.after].flatMap((s) => (s.type === "segment" && s.id ? [s.id.name] : [])),
  );
  for (let i = 1; ; i++) if (!taken.has(`p${i}`)) return `p${i}`;
}
