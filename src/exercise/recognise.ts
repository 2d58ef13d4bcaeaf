/**
 * Which misconception a wrong answer shows. The exchange as it should be, with this blank left open, tells what
 * was known where the answer stands; what was written is compared with what could have been confused there.
 */

import { evaluate } from "../check/symbols.js";
import type { FlowTrace, Step } from "../check/trace.js";
import { flagBits } from "../check/written.js";
import type { Expr, Local, Segment, Statement } from "../language/ast.js";
import { type Num, plain, plus, ZERO } from "../tcp/number.js";
import { FIN, flagsText, SYN } from "../tcp/segment.js";
import type { State } from "../tcp/state.js";
import { against, type Trials, tryOut } from "./blame.js";
import type { Blank } from "./blanks.js";
import { misreadFlags } from "./flags-misread.js";
import { BY_CODE, type Misconception } from "./misconceptions.js";
import { misreadAck, misreadSeq, type Reading } from "./numbers-misread.js";
import { misreadState } from "./states-misread.js";
import type { Filling, Variant } from "./variant.js";

/** A wrong answer, among the answers that are right. */
export interface WrongAnswer {
  readonly trials: Trials;
  readonly right: Filling;
  readonly blank: Blank;
  readonly value: string;
}

export function recognise(answer: WrongAnswer): Misconception {
  const { trials, right, blank, value } = answer;
  const written = tryOut(trials, new Map(right).set(blank.index, value));
  const statement = statementAt(written, blank.line);
  if (statement === undefined) return "not-a-step";
  if (statement.type === "broken") return "unreadable";
  const closer = blank.kind === "line" ? misreadLine(answer, statement) : misreadBlank(answer, statement);
  return closer ?? byFindings(answer) ?? "unrecognised";
}

function misreadBlank({ trials, right, blank }: WrongAnswer, statement: Statement): Misconception | null {
  const asItShouldBe = tryOut(trials, right);
  const step = stepAt(asItShouldBe, blank.line);
  if (step === undefined) return null;
  if (statement.type === "segment") {
    if (blank.key === "flags") return flagsOf(statement, step);
    if (blank.key === "seq" || blank.key === "ack" || blank.key === "len") {
      return numberOf(statement[blank.key]?.value ?? null, blank.key, statement, step, asItShouldBe.trace);
    }
  }
  if (statement.type === "local") return ofLocal(statement, blank, step, asItShouldBe.trace);
  return null;
}

function flagsOf(statement: Segment, step: Step): Misconception | null {
  if (step.segment === null) return null;
  const written = flagBits(statement.flags.words);
  return written === step.segment.flags ? null : misreadFlags(written, step.segment.flags);
}

/** `seq`, `ack` or `len` of a line that is otherwise as it should be. */
function numberOf(
  expr: Expr | null,
  key: "seq" | "ack" | "len",
  statement: Segment,
  step: Step,
  trace: FlowTrace,
): Misconception | null {
  if (expr === null || step.segment === null) return null;
  const { value, unknown } = evaluate(trace.numbers, trace.symbols, expr);
  if (unknown !== "") return "new-letter";
  const reading: Reading = { trace, step, segment: step.segment, value };
  if (key === "len") return misreadLength(reading, statement);
  return key === "seq" ? misreadSeq(reading) : misreadAck(reading);
}

/** Octets of a header without options, and of IPv4's before it. */
const HEADERS: readonly number[] = [20, 40];

function misreadLength({ trace, segment, value }: Reading, { payload }: Segment): Misconception {
  const { numbers } = trace;
  const { len, flags, seq, ack } = segment;
  const is = (n: Num) => numbers.equal(n, value) === true;
  const control = ((flags & SYN) !== 0 ? 1 : 0) + ((flags & FIN) !== 0 ? 1 : 0);
  const places = [seq, numbers.add(seq, len), ...(ack === null ? [] : [ack])];
  if (numbers.hasBase(numbers.resolve(value)) || (!is(ZERO) && places.some(is))) return "number-for-length";
  if (payload !== null && is(plain([...payload.value].length))) return "characters-for-octets";
  if (control > 0 && is(plus(len, control))) return "flag-counted-as-data";
  if (HEADERS.some((octets) => is(plus(len, octets)))) return "header-counted";
  if (is(plus(len, 1)) || is(plus(len, -1))) return "off-by-one";
  return numbers.equal(value, len) === undefined ? "undetermined" : "wrong-length";
}

function ofLocal(statement: Local, blank: Blank, step: Step, trace: FlowTrace): Misconception | null {
  const { what } = statement;
  if (what.kind === "event") return blank.kind === "len" ? "wrong-length" : "wrong-event";
  if (what.kind !== "state") return null;
  const word = blank.key === "state-from" ? what.from : what.to;
  if (word === null || word.state === null) return null;
  const readings = statement.subjects.map(({ name }) => statesOf(name.name, step, trace));
  const { state } = word;
  for (const { previous, ...reading } of readings) {
    const { actual } = reading;
    const right = blank.key === "state-from" ? previous : actual;
    if (right === null || right === state) continue;
    if (blank.key === "state-from" && state === actual) return "state-after";
    return misreadState({ ...reading, claimed: state, actual: right });
  }
  // A transition whose end is right, with a wrong beginning.
  return what.from === null ? null : "wrong-state";
}

/** The state of an end at a step, and what it goes through before and after. */
function statesOf(name: string, step: Step, trace: FlowTrace) {
  const connection = trace.connections[step.connection];
  const pair = step.after;
  const tcbs = connection?.a === name ? [pair?.a, pair?.b] : [pair?.b, pair?.a];
  const peer = connection?.a === name ? connection.b : connection?.a;
  const of = (s: Step) => s.states[name] ?? null;
  const all = trace.steps.map(of);
  const actual: State = tcbs[0]?.state ?? of(step) ?? "CLOSED";
  const seen = (from: number, to: number) =>
    all.slice(from, to).filter((s): s is State => s !== null && s !== actual);
  const start = connection === undefined ? [] : startStates(trace, step.connection, connection.a === name);
  return {
    actual,
    previous: tcbs[0]?.previous ?? null,
    other: tcbs[1]?.state ?? null,
    earlier: [...start.filter((s) => s !== actual), ...seen(0, step.index)],
    later: seen(step.index + 1, all.length),
    otherPath: peer === undefined ? [] : trace.steps.flatMap((s) => s.states[peer] ?? []),
  };
}

/** The state before the first step. */
function startStates(trace: FlowTrace, connection: number, isA: boolean): State[] {
  const first = trace.steps.find((s) => s.connection === connection && s.before !== null)?.before;
  return first === undefined || first === null ? [] : [(isA ? first.a : first.b).state];
}

/** A whole line: what would have to be different in it to make it right. */
function misreadLine(answer: WrongAnswer, statement: Statement): Misconception | null {
  if (statement.type === "local")
    return statement.what.kind === "state" ? misreadClaim(answer, statement) : "wrong-event";
  if (statement.type !== "segment") return statement.type === "deliver" ? "wrong-event" : "not-a-step";
  const { trials, right, blank, value } = answer;
  const fits = (line: string): Variant | null => {
    const filling = new Map(right).set(blank.index, line);
    return against(trials, filling).length === 0 ? tryOut(trials, filling) : null;
  };
  const { text } = tryOut(trials, new Map(right).set(blank.index, value));
  const line = (edits: Parameters<typeof edited>[2]) => edited(statement, text, edits);
  for (const key of ["seq", "ack", "len"] as const) {
    const field = statement[key];
    if (field === null) continue;
    const variant = fits(line([[field.value.span, "?"]]));
    const step = variant === null ? undefined : stepAt(variant, blank.line);
    if (variant === null || step === undefined) continue;
    const misread = numberOf(field.value, key, statement, step, variant.trace);
    if (misread !== null) return misread;
  }
  const { from, to, flags } = statement;
  if (
    fits(
      line([
        [from.span, to.name],
        [to.span, from.name],
      ]),
    ) !== null
  )
    return "wrong-sender";
  const written = flagBits(statement.flags.words);
  const place = flags.span ?? flags.none;
  if (place !== null) {
    for (const bits of LIKELY) {
      if (bits === written || fits(line([[place, flagsText(bits)]])) === null) continue;
      return misreadFlags(written, bits);
    }
  }
  const bare = [`${to.name} -> ${from.name}: `, `${from.name} -> ${to.name}: `];
  for (const head of bare) {
    const bits = LIKELY.find((b) => fits(head + flagsText(b)) !== null);
    if (bits !== undefined) return head === bare[0] ? "wrong-sender" : misreadFlags(written, bits);
  }
  return "wrong-segment";
}

function misreadClaim({ trials, right, blank }: WrongAnswer, statement: Local): Misconception | null {
  const variant = tryOut(trials, right);
  const before = variant.trace.steps.findLast((s) => s.line < blank.line && s.connection >= 0);
  const misread = before === undefined ? null : ofLocal(statement, blank, before, variant.trace);
  // A claim that holds is still no segment.
  return misread ?? "not-a-step";
}

/** SYN, SYN+ACK, ACK, FIN+ACK, PSH+ACK, RST, RST+ACK. */
const LIKELY: readonly number[] = [0x02, 0x12, 0x10, 0x11, 0x18, 0x04, 0x14];

/** The text of a line with some of its parts replaced. */
function edited(
  statement: Statement,
  text: string,
  edits: readonly (readonly [{ readonly start: number; readonly end: number }, string])[],
): string {
  let out = "";
  let from = statement.span.start;
  for (const [span, replacement] of [...edits].sort(([a], [b]) => a.start - b.start)) {
    out += text.slice(from, span.start) + replacement;
    from = span.end;
  }
  return out + text.slice(from, statement.span.end);
}

/** By what the check finds: on the line itself first. */
function byFindings({ trials, right, blank, value }: WrongAnswer): Misconception | null {
  const troubles = against(trials, new Map(right).set(blank.index, value));
  const sorted = [...troubles].sort((a, b) => Number(b.line === blank.line) - Number(a.line === blank.line));
  for (const { code } of sorted) {
    const misconception = BY_CODE[code];
    if (misconception !== undefined && suits(misconception, blank)) return misconception;
  }
  return BY_KIND[blank.kind] ?? null;
}

/** Further down the lines say of themselves what is wrong, not of this blank. */
function suits(misconception: Misconception, { kind }: Blank): boolean {
  const ofStates = misconception === "wrong-state" || misconception === "closed-too-early";
  return kind === "state" || kind === "local" ? ofStates || misconception === "wrong-event" : !ofStates;
}

const BY_KIND: { readonly [K in Blank["kind"]]?: Misconception } = {
  flags: "wrong-flags",
  len: "wrong-length",
  state: "wrong-state",
  option: "wrong-option",
};

function statementAt({ trace }: Variant, line: number): Statement | undefined {
  return trace.flow.statements.find((s) => s.line === line);
}

function stepAt({ trace }: Variant, line: number): Step | undefined {
  return trace.steps.find((s) => s.line === line);
}
