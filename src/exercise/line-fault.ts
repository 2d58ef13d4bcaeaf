/** What keeps an answer from counting though nothing speaks against the exchange with it. */

import { express } from "../check/express.js";
import type { FlowTrace, Step, StepSegment } from "../check/trace.js";
import type { NumberField, Segment } from "../language/ast.js";
import type { ExerciseKind } from "../language/words.js";
import { ZERO } from "../tcp/number.js";
import { FIN, flagsText, RST, SYN } from "../tcp/segment.js";
import { against, type Trials, tryFilling } from "./blame.js";
import type { Blank } from "./blanks.js";
import { hasEffect, opensUndrawn, sendsReset } from "./event-effect.js";
import { namesWhatIsKnown } from "./letters.js";
import type { Misconception } from "./misconceptions.js";
import { isEventAsked, writtenNumbers } from "./place.js";
import { canBeAssumed } from "./placeholders.js";
import type { Filling, Variant } from "./variant.js";

export function faultOf(
  trials: Trials,
  kind: ExerciseKind,
  blank: Blank,
  right: Filling,
): Misconception | null {
  if (blank.kind === "line") return lineFault(trials, kind, blank, right);
  const variant = tryFilling(trials, right);
  if (blank.kind === "local") {
    if (isEventForState(trials, kind, blank, right)) return eventFault(trials, kind, blank, right);
    return isNeedlesslyRare(trials, blank, right) ? "wrong-event" : null;
  }
  const span = variant.spans[blank.index];
  return span !== undefined && namesWhatIsKnown(variant, span, trials.base) ? "new-letter" : null;
}

/** An event stands where the state of the end is asked for. */
export function isEventForState(trials: Trials, kind: ExerciseKind, blank: Blank, right: Filling): boolean {
  if (blank.kind !== "local" || !/^\s*[a-z]/.test(right.get(blank.index) ?? "")) return false;
  const { trace } = tryFilling(trials, right);
  const statement = trace.flow.statements.find((s) => s.line === blank.line);
  if (statement?.type !== "local" || statement.what.kind !== "event") return false;
  return !isEventAsked(trials, kind, blank, right, statement);
}

/** Of an event that is not asked for: a state is, or another event. */
export function eventFault(trials: Trials, kind: ExerciseKind, blank: Blank, right: Filling): Misconception {
  const fits = (timer: string): boolean =>
    isTimerAsked(trials, kind, blank, new Map(right).set(blank.index, timer));
  return TIMERS.some(fits) ? "wrong-event" : "state-asked";
}

const TIMERS: readonly string[] = ["timeout 2msl", "timeout rto", "timeout persist", "timeout keepalive"];

function isTimerAsked(trials: Trials, kind: ExerciseKind, blank: Blank, filling: Filling): boolean {
  if (against(trials, filling).length > 0) return false;
  const { trace } = tryFilling(trials, filling);
  const statement = trace.flow.statements.find((s) => s.line === blank.line);
  return statement?.type === "local" && isEventAsked(trials, kind, blank, filling, statement);
}

const RARE = /^(\s*(?:\S+:\s*)?)(?:abort|crash|timeout user)\s*$/;
const ORDINARY: readonly string[] = [
  "close",
  "timeout 2msl",
  "timeout rto",
  "timeout keepalive",
  "timeout persist",
];

/**
 * An abort or a crash may end anything: it is the answer where nothing would do that belongs to an ordinary run, or where
 * its RST follows.
 */
function isNeedlesslyRare(trials: Trials, blank: Blank, right: Filling): boolean {
  const [written, head = ""] = RARE.exec(right.get(blank.index) ?? "") ?? [];
  if (written === undefined) return false;
  const events = ORDINARY.map((event) => `${head}${event}`);
  const own = tryFilling(trials, right).trace;
  const { connections, steps } = own;
  const done = steps.find((s) => s.line === blank.line);
  if (done?.statement.type === "local" && sendsReset(own, done, done.statement)) return false;
  const pairs = connections.flatMap(({ a, b }) => [`${a} -> ${b}`, `${b} -> ${a}`]);
  const segments = pairs.flatMap((pair) => ORDINARY_FLAGS.map((flags) => `${pair}: ${flags}`));
  return [...events, ...(blank.kind === "line" ? segments : [])].some((line) => {
    const filling = new Map(right).set(blank.index, line);
    if (against(trials, filling).length > 0) return false;
    const { trace } = tryFilling(trials, filling);
    const step = trace.steps.find((s) => s.line === blank.line);
    if (step?.statement.type === "local") return hasEffect(trace, step, step.statement);
    return step !== undefined && !isIdle(step.before, step.after);
  });
}

const ORDINARY_FLAGS: readonly string[] = ["ACK", "FIN+ACK", "SYN+ACK", "SYN"];

/** A line has to do something, and to say all of it: a note, or a segment that nobody needs, is none. */
function lineFault(trials: Trials, kind: ExerciseKind, blank: Blank, right: Filling): Misconception | null {
  const variant = tryFilling(trials, right);
  const { trace } = variant;
  const statement = trace.flow.statements.find((s) => s.line === blank.line);
  const step = trace.steps.find((s) => s.line === blank.line);
  if (statement === undefined || step === undefined) return "not-a-step";
  if (statement.type === "local" && statement.what.kind === "state") {
    // `C: TIME-WAIT -> CLOSED` is the timeout, and so a step.
    const moves = step.before !== null && !isIdle(step.before, step.after);
    return !moves && (kind === "next" || isNeeded(trials, blank)) ? "not-a-step" : null;
  }
  if (statement.type === "local" && statement.what.kind !== "event") return "not-a-step";
  const owed = isOwed(trials, blank, right, variant);
  if (statement.type === "local" || statement.type === "deliver") {
    if (isNeedlesslyRare(trials, blank, right)) return "wrong-event";
    if (owed || isAnsweredAtOnce(trials, blank, right, step)) return "owed";
    if (statement.type === "local" && opensUndrawn(trace, step, statement)) return "wrong-event";
    const isIdleEvent =
      statement.type === "local" && !isNeeded(trials, blank) && !hasEffect(trace, step, statement);
    return isIdleEvent ? "wrong-event" : null;
  }
  if (statement.type !== "segment" || step.segment === null) return "not-a-step";
  if (step.segment.fate === "void") return "wrong-segment";
  if (owed) return "owed";
  // A challenge ACK changes neither end, and yet the RST below is the answer to it.
  const isUseful =
    isNeeded(trials, blank) ||
    isAskedFor(trace, step) ||
    step.before === null ||
    !isIdle(step.before, step.after);
  if (!isUseful) return "unneeded-segment";
  if (repeatsWhatArrived(trace, step)) return "wrong-length";
  const beside = besideTheAnswer(trace, statement, step);
  if (beside !== null) return beside;
  return isIncomplete(variant, statement, step.segment) ? "incomplete" : null;
}

/** The lines below do not follow without this one. */
function isNeeded({ assumed }: Trials, blank: Blank): boolean {
  return assumed.has(blank.index);
}

/** Since this end spoke last, something has reached it that takes sequence numbers: it wants an answer. */
function isAskedFor({ steps }: FlowTrace, { index, connection, segment }: Step): boolean {
  const before = steps.slice(0, index).filter((s) => s.connection === connection && s.segment !== null);
  const last = before.findLastIndex((s) => s.segment?.from === segment?.from);
  return before.slice(last + 1).some(({ segment: heard }) => {
    if (heard === null || heard.fate === "lost" || heard.fate === "void") return false;
    return (heard.flags & (SYN | FIN)) !== 0 || heard.len !== ZERO;
  });
}

/**
 * What is refused is answered by a segment of which the RFC says all: `<SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK>`, or a RST
 * (§3.10.7.1, §3.10.7.4). A FIN or data beside it is legal, and is not that answer.
 */
function besideTheAnswer(
  trace: FlowTrace,
  written: Segment,
  { index, connection, segment }: Step,
): Misconception | null {
  if (segment === null) return null;
  const isReset = (segment.flags & RST) !== 0;
  const heard = trace.steps
    .slice(0, index)
    .findLast((s) => s.connection === connection && s.segment !== null);
  const isChallenge = heard?.segment?.to === segment.from && isChallenged(heard, heard.segment, trace);
  if (!isReset && !isChallenge) return null;
  if ((segment.flags & FIN) !== 0) return "fin-extra";
  // The octets of a RST are not counted.
  const carries = isReset && (written.payload !== null || (written.len !== null && !isNone(written.len)));
  return carries || segment.len !== ZERO ? "wrong-length" : null;
}

/** A SYN or RST that arrives in a connection and leaves its receiver as it was (§3.10.7.4, RFC 5961). */
function isChallenged(step: Step, { flags, ack, to }: StepSegment, { connections }: FlowTrace): boolean {
  const { before, after, findings, connection } = step;
  if (findings.some(({ code }) => code === "challenge-ack")) return true;
  const isA = connections[connection]?.a === to;
  const [was, is] = [isA ? before?.a : before?.b, isA ? after?.a : after?.b];
  if ((flags & SYN) === 0 || ack !== null || was === undefined || was.rcvNxt === null) return false;
  return (
    was.state !== "LISTEN" &&
    was.state !== "CLOSED" &&
    isIdle({ a: was, b: was }, { a: is ?? was, b: is ?? was })
  );
}

function isNone({ value }: NumberField): boolean {
  return value.terms.every((term) => term.kind === "number" && term.value === 0);
}

/**
 * Sent again beyond the segment that is missing, into what has arrived: RFC 5681 §3.2 sends the missing segment. One that
 * comes again as it was may well have arrived: its ACK was lost.
 */
function repeatsWhatArrived({ steps, numbers }: FlowTrace, { index, connection, segment }: Step): boolean {
  if (segment === null || !segment.retransmission) return false;
  const end = numbers.add(segment.seq, segment.len);
  const earlier = steps
    .slice(0, index)
    .flatMap((s) => (s.connection === connection && s.segment?.from === segment.from ? [s.segment] : []))
    .filter(({ len }) => len !== ZERO);
  const isSame = ({ seq, len }: StepSegment) =>
    numbers.equal(seq, segment.seq) === true && numbers.equal(len, segment.len) === true;
  if (earlier.some(isSame)) return false;
  return earlier.some(
    ({ seq, len, fate }) =>
      fate === "delivered" &&
      numbers.compare(seq, end) === -1 &&
      numbers.compare(numbers.add(seq, len), segment.seq) === 1,
  );
}

type Ends = { readonly a: object; readonly b: object } | null;

/** A segment after which both ends know what they knew before. */
function isIdle(before: Ends, after: Ends): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}

/** An answer above is owed and never comes, and it could have been this line. */
function isOwed(trials: Trials, blank: Blank, right: Filling, variant: Variant): boolean {
  const owing = owedAbove(variant, blank);
  return owing.some(({ from, to }) =>
    ANSWERS.some((flags) => {
      const filling = new Map(right).set(blank.index, `${from} -> ${to}: ${flagsText(flags)}`);
      if (against(trials, filling).length > 0) return false;
      return owedAbove(tryFilling(trials, filling), blank).length < owing.length;
    }),
  );
}

/** What came last wants a SYN+ACK or a RST, which is not put off, and that would be right here, and no copy of one sent before. */
function isAnsweredAtOnce(trials: Trials, blank: Blank, right: Filling, { index }: Step): boolean {
  const { trace } = tryFilling(trials, right);
  const step = trace.steps.slice(0, index).findLast(({ segment }) => segment !== null);
  const last = step?.segment;
  // What may stand between is open: nobody knows what came last.
  const isOpen = trials.exercise.blanks.some(
    (one) =>
      !right.has(one.index) && canBeAssumed(one) && one.line >= (step?.line ?? 0) && one.line < blank.line,
  );
  if (last == null || isOpen || (last.fate !== "delivered" && last.fate !== "stray")) return false;
  return AT_ONCE.some((flags) => {
    const line = `${last.to} -> ${last.from}: ${flagsText(flags)}`;
    const filling = new Map(right).set(blank.index, line);
    if (against(trials, filling).length > 0) return false;
    const answer = tryFilling(trials, filling).trace.steps.find((s) => s.line === blank.line);
    return answer?.segment?.retransmission === false;
  });
}

/** SYN+ACK, RST, RST+ACK. */
const AT_ONCE: readonly number[] = [0x12, 0x04, 0x14];

/** Answers: ACK, SYN+ACK, RST, RST+ACK. */
const ANSWERS: readonly number[] = [0x10, 0x12, 0x04, 0x14];

function owedAbove(
  { trace }: Variant,
  blank: Blank,
): readonly { readonly from: string; readonly to: string }[] {
  return trace.findings.flatMap((finding) =>
    finding.code === "answer-missing" && finding.line < blank.line
      ? [{ from: finding.args.from, to: finding.args.to }]
      : [],
  );
}

/** Every number that is determined at the line stands in it. */
function isIncomplete({ trace }: Variant, written: Segment, segment: StepSegment): boolean {
  const has = writtenNumbers(written);
  if (written.flags.names.length === 0 && written.flags.none === null) return true;
  const isKnown = (n: StepSegment["seq"] | null): boolean => {
    // An ISN is its sender's to choose, unless the lines below tell it.
    return n !== null && express(trace, n) !== null;
  };
  if (!has.seq && isKnown(segment.seq)) return true;
  if (!has.ack && isKnown(segment.ack)) return true;
  if (!has.len && segment.len !== ZERO && isKnown(segment.len)) return true;
  return !has.win && speaksOfWindows(trace, segment.from, written);
}

/** Every other segment of this end says how much it can take. */
function speaksOfWindows({ flow }: FlowTrace, from: string, written: Segment): boolean {
  const own = flow.statements.filter(
    (s): s is Segment => s.type === "segment" && s !== written && s.old === null && s.from.name === from,
  );
  return own.length > 0 && own.every(({ win }) => win !== null);
}
