/** What is asked for at a blank, and whether an answer is of that form at all. */

import type { Step } from "../check/trace.js";
import type { Local, Segment, Statement } from "../language/ast.js";
import { parse } from "../language/parser.js";
import type { ExerciseKind } from "../language/words.js";
import type { Trials } from "./blame.js";
import type { Blank } from "./blanks.js";
import type { Misconception } from "./misconceptions.js";
import { slotsOf } from "./slots.js";
import { type Exercise, type Filling, fillIn, newTroubles, type Variant, write } from "./variant.js";

/** An answer in a form that can be tried out, or why it has none. */
export type Form = { readonly value: string; readonly isCall: boolean } | { readonly fault: Misconception };

export function formOf({ exercise }: Trials, blank: Blank, written: string): Form {
  if (/[\r\n]/.test(written)) return { fault: "unreadable" };
  const call = inLowerCase(written);
  const isCall = call !== null && isReadable(exercise, blank, call) && !isStateWord(exercise, blank, written);
  const value = isCall ? call : written;
  const statement = statementWith(exercise, blank, value);
  if (statement === undefined || statement.type === "broken") {
    return { fault: isTooLarge(blank, value) ? "beyond-32-bits" : "unreadable" };
  }
  const fault = isUrgentOfNothing(statement)
    ? "wrong-flags"
    : blank.kind === "line"
      ? (undeclared(exercise, statement) ?? lineForm(statement, value))
      : flagsForm(blank, statement);
  return fault === null ? { value, isCall } : { fault };
}

/** URG makes the urgent pointer count (§3.1): without one it says nothing of this segment. */
function isUrgentOfNothing(statement: Statement): boolean {
  return statement.type === "segment" && statement.urg === null && statement.flags.names.includes("URG");
}

/** The calls of RFC 9293 §3.9.1, which it writes in capitals; `LISTEN` is a state. */
const CALLS = /(^|:\s*)(OPEN|SEND|RECEIVE|CLOSE|ABORT)(\s|$)/;

function inLowerCase(written: string): string | null {
  return CALLS.test(written)
    ? written.replace(
        CALLS,
        (_, head: string, word: string, tail: string) => head + word.toLowerCase() + tail,
      )
    : null;
}

function isReadable(exercise: Exercise, blank: Blank, value: string): boolean {
  const statement = statementWith(exercise, blank, value);
  return statement !== undefined && statement.type !== "broken";
}

/** `CLOSED` for CLOSE is a slip in a state's place, where the check says so. */
function isStateWord(exercise: Exercise, blank: Blank, written: string): boolean {
  const statement = statementWith(exercise, blank, written);
  return statement?.type === "local" && statement.what.kind === "state";
}

/** The line with this in the blank. */
function statementWith(exercise: Exercise, blank: Blank, value: string): Statement | undefined {
  const { text } = write(exercise, new Map([[blank.index, value]]));
  return parse(text).flows[0]?.statements.find((s) => s.line === blank.line);
}

/** A number that a header has no room for: who counts on instead of going round (§3.4) writes such. */
function isTooLarge({ kind }: Blank, value: string): boolean {
  const isNumber = kind === "seq" || kind === "ack" || kind === "number" || kind === "len" || kind === "line";
  return isNumber && (value.match(/\d+/g) ?? []).some((digits) => Number(digits) >= TWO_32);
}

const TWO_32 = 2 ** 32;

/** Somebody speaks, or is spoken to, of whom the exercise knows nothing. */
function undeclared({ flow }: Exercise, statement: Statement): Misconception | null {
  const declared = flow.statements.flatMap((s) => (s.type === "endpoint" ? [s.name.name] : []));
  if (declared.length === 0) return null;
  const named =
    statement.type === "segment"
      ? [statement.from, statement.to]
      : statement.type === "local"
        ? statement.subjects.map(({ name }) => name)
        : [];
  return named.every(({ name }) => declared.includes(name)) ? null : "unknown-name";
}

/** A whole line is a thing that an end of this connection does now, with nothing left open. */
function lineForm(statement: Statement, value: string): Misconception | null {
  if (statement.type === "segment" && statement.old !== null) return "not-its-own";
  const open = slotsOf(statement, value).some(({ text }) => text === null);
  return open ? "incomplete" : null;
}

/**
 * Whether the event of a line is asked for, and not the state: the lines below do not follow without it, nothing else
 * is the cause of what is sent again there, or several lines of this end stand together, of which at most one can be
 * a claim of its state.
 */
export function isEventAsked(
  trials: Trials,
  kind: ExerciseKind,
  blank: Blank,
  right: Filling,
  event: Local,
): boolean {
  if (isClaimedAlready(trials.exercise, blank)) return true;
  const whole = new Map([...trials.assumed, ...right]);
  const without = new Map([...whole].filter(([index]) => index !== blank.index));
  const open = fillIn(trials.exercise, without);
  if (newTroubles(open, fillIn(trials.exercise, whole)).length > 0) return true;
  // Beside the event a number that is left open below it would be that of what it sends.
  if (isCauseOfNext(open, blank, event)) return true;
  return kind !== "state" && isOneOfSeveral(trials.exercise, blank, right, event);
}

/** A timer, and the next segment of this end is what it sends; no other timer stands between its segments. */
function isCauseOfNext({ trace }: Variant, blank: Blank, { what }: Local): boolean {
  if (what.kind !== "event" || what.event !== "timeout") return false;
  const { steps, flow } = trace;
  const name = subjectAt(flow.statements[blank.statement]);
  const isOwn = (s: Step) => s.segment?.from === name;
  const last = steps.findLast((s) => s.line < blank.line && isOwn(s))?.line ?? -1;
  const next = steps.find((s) => s.line > blank.line && isOwn(s));
  if (next === undefined || next.segment === null) return false;
  const isProbe = next.findings.some(({ code }) => code === "keep-alive" || code === "window-probe");
  if (what.timer === "rto" ? !next.segment.retransmission : !isProbe) return false;
  return !flow.statements.some(
    (s) =>
      s.line > last &&
      s.line < next.line &&
      s.line !== blank.line &&
      subjectAt(s) === name &&
      s.type === "local" &&
      s.what.kind === "event" &&
      s.what.event === "timeout",
  );
}

/** A timer or a close beside other blanks of this end, none of which holds an event. */
function isOneOfSeveral({ flow, blanks }: Exercise, blank: Blank, right: Filling, { what }: Local): boolean {
  if (what.kind !== "event" || (what.event !== "timeout" && what.event !== "close")) return false;
  const name = subjectAt(flow.statements[blank.statement]);
  const beside: Blank[] = [];
  for (const by of [-1, 1]) {
    for (let i = blank.statement + by; flow.statements[i]?.type === "local"; i += by) {
      if (subjectAt(flow.statements[i]) === name) beside.push(...blanks.filter((b) => b.statement === i));
    }
  }
  return beside.length > 0 && beside.every(({ index }) => !/^[a-z]/.test(right.get(index) ?? ""));
}

function subjectAt(statement: Statement | undefined): string {
  return statement?.type === "local" ? statement.subjects.map(({ name }) => name.name).join(",") : "";
}

/** The state of this end stands above already, with nothing between that happens. */
function isClaimedAlready({ flow }: Exercise, blank: Blank): boolean {
  const name = subjectAt(flow.statements[blank.statement]);
  for (let i = blank.statement - 1; i >= 0; i--) {
    const above = flow.statements[i];
    if (above?.type !== "local" || above.what.kind === "event") return false;
    const isClaim = above.what.kind === "state" && subjectAt(above) === name;
    if (isClaim && hasHappened(flow.statements, i)) return true;
  }
  return false;
}

/** Something has happened above: what stands before is where the ends begin. */
function hasHappened(statements: readonly Statement[], before: number): boolean {
  return statements.slice(0, before).some(({ type }) => type === "segment" || type === "deliver");
}

/** Beside an acknowledgment number the ACK flag is set (§3.1). */
function flagsForm({ key }: Blank, statement: Statement): Misconception | null {
  if (key !== "flags" || statement.type !== "segment" || statement.ack === null) return null;
  return statement.flags.names.includes("ACK") ? null : "ack-flag-missing";
}

/** The numbers that a whole line has to say, each with whether it does. */
export function writtenNumbers({ seq, ack, len, payload, win }: Segment): {
  readonly seq: boolean;
  readonly ack: boolean;
  readonly len: boolean;
  readonly win: boolean;
} {
  return { seq: seq !== null, ack: ack !== null, len: len !== null || payload !== null, win: win !== null };
}
