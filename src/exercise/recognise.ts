/**
 * Which misconception a wrong answer shows. The exchange as it should be, with this blank left open, tells what
 * was known where the answer stands; what was written is compared with what could have been confused there.
 */

import type { FlowTrace, Step } from "../check/trace.js";
import { flagBits } from "../check/written.js";
import type { Local, Segment, Statement } from "../language/ast.js";
import type { State } from "../tcp/state.js";
import { against, tryFilling } from "./blame.js";
import type { Blank } from "./blanks.js";
import { misreadNumber, type WrongAnswer } from "./fields-misread.js";
import { misreadFlags } from "./flags-misread.js";
import { misreadLine } from "./lines-misread.js";
import { BY_CODE, type Misconception } from "./misconceptions.js";
import { situationOf } from "./situation.js";
import { misreadState, type StateReading } from "./states-misread.js";
import type { Variant } from "./variant.js";

export function recognise(answer: WrongAnswer): Misconception {
  const { trials, right, blank, value } = answer;
  const written = tryFilling(trials, new Map(right).set(blank.index, value));
  const statement = statementAt(written, blank.line);
  if (statement === undefined) return "not-a-step";
  if (statement.type === "broken") return "unreadable";
  if (blank.kind === "line") return misreadLine(answer, statement);
  return misreadBlank(answer, statement) ?? byFindings(answer) ?? BY_KIND[blank.kind] ?? "unrecognised";
}

function misreadBlank({ trials, right, blank }: WrongAnswer, statement: Statement): Misconception | null {
  const asItShouldBe = tryFilling(trials, right);
  const step = stepAt(asItShouldBe, blank.line);
  if (step === undefined) return null;
  if (statement.type === "segment") {
    if (blank.key === "flags") return flagsOf(statement, step, asItShouldBe.trace);
    if (blank.key === "seq" || blank.key === "ack" || blank.key === "len") {
      return misreadNumber(
        statement[blank.key]?.value ?? null,
        blank.key,
        statement,
        step,
        asItShouldBe.trace,
      );
    }
    return blank.key === "win" ? "wrong-window" : blank.key === "sack" ? "wrong-block" : null;
  }
  return statement.type === "local" ? ofLocal(statement, blank, step, asItShouldBe.trace) : null;
}

function flagsOf(statement: Segment, step: Step, trace: FlowTrace): Misconception | null {
  const { segment } = step;
  if (segment === null) return null;
  const written = flagBits(statement.flagNames);
  if (written === segment.flags) return null;
  return misreadFlags(written, segment.flags, situationOf({ trace, step, segment }).self.rcvNxt !== null);
}

/** A claim of a state, or an event, of a line that says nothing else. */
function ofLocal(statement: Local, blank: Blank, step: Step, trace: FlowTrace): Misconception | null {
  const { what } = statement;
  if (what.kind === "event") return blank.kind === "len" ? "wrong-length" : "wrong-event";
  // In an event's place a state may well be true.
  if (what.kind !== "state") return null;
  const word = blank.key === "state-from" ? what.from : what.to;
  if (word === null || word.state === null) return null;
  const { state } = word;
  for (const { name } of statement.subjects) {
    const { previous, before, ...reading } = statesOf(name.name, step, trace);
    // It is true here, and what happens then is asked for.
    if (blank.kind === "local" && before === state && reading.actual !== state) return "event-asked";
    const right = blank.key === "state-from" ? previous : reading.actual;
    if (right === null || right === state) continue;
    return misreadState({ ...reading, claimed: state, actual: right });
  }
  return blank.kind === "local" ? "event-asked" : null;
}

/** The state of an end at a step, and what it goes through before and after, in its connection. */
function statesOf(
  name: string,
  step: Step,
  { connections, steps }: FlowTrace,
): Omit<StateReading, "claimed"> & { readonly previous: State | null; readonly before: State | null } {
  const connection = connections[step.connection];
  const isA = connection?.a === name;
  const same = steps.filter((s) => s.connection === step.connection);
  const of = (pair: Step["before"]) => (pair === null ? [] : [(isA ? pair.a : pair.b).state]);
  const own = isA ? step.after?.a : step.after?.b;
  const actual: State =
    connection === undefined ? (step.states.get(name) ?? "CLOSED") : (own?.state ?? "CLOSED");
  const isOther = (state: State) => state !== actual;
  const before = same.filter((s) => s.index < step.index);
  const after = same.filter((s) => s.index > step.index);
  return {
    actual,
    previous: own?.previous ?? null,
    before: (isA ? step.before?.a : step.before?.b)?.state ?? null,
    other: (isA ? step.after?.b : step.after?.a)?.state ?? null,
    earlier: [...before.flatMap((s) => [...of(s.before), ...of(s.after)]), ...of(step.before)].filter(
      isOther,
    ),
    later: after.flatMap((s) => of(s.after)).filter(isOther),
  };
}

/** By what the check finds on the line itself. */
function byFindings({ trials, right, blank, value }: WrongAnswer): Misconception | null {
  const troubles = against(trials, new Map(right).set(blank.index, value));
  for (const { code, line } of troubles) {
    const misconception = line === blank.line || line < 0 ? BY_CODE[code] : undefined;
    if (misconception !== undefined) return misconception;
  }
  return null;
}

/** What can be said of any wrong answer in such a blank. */
const BY_KIND: { readonly [K in Blank["kind"]]?: Misconception } = {
  flags: "wrong-flags",
  len: "wrong-length",
  seq: "other-number",
  ack: "other-number",
  number: "other-number",
  option: "wrong-option",
};

function statementAt({ trace }: Variant, line: number): Statement | undefined {
  return trace.flow.statements.find((s) => s.line === line);
}

function stepAt({ trace }: Variant, line: number): Step | undefined {
  return trace.steps.find((s) => s.line === line);
}
