/** Mistakes that people make, planted in a flow: each shows as one error, on its own line. */

import { express } from "../check/express.js";
import type { Step } from "../check/trace.js";
import type { Segment, Span, StateName } from "../language/ast.js";
import { applyEdits } from "../language/edits.js";
import { type Num, plus } from "../tcp/number.js";
import type { Tcb } from "../tcp/tcb.js";
import { type Checked, checked } from "./make-check.js";
import type { Random } from "./random/random.js";
import { newTroubles } from "./variant.js";

/** Where a mistake is made. */
export type SlipIn = "seq" | "ack" | "flags" | "window" | "state";

export const SLIPS_IN: readonly SlipIn[] = ["seq", "ack", "flags", "window", "state"];

export interface Slip {
  readonly in: SlipIn;
  readonly line: number;
  readonly span: Span;
  readonly text: string;
}

/** The text with up to `count` mistakes; fewer where not so many show as they should. */
export function plantSlips(
  source: Checked,
  places: ReadonlySet<SlipIn>,
  count: number,
  random: Random,
  focus?: SlipIn,
): { readonly text: string; readonly slips: readonly Slip[] } {
  const offered = random.shuffle(slipsOf(source).filter((slip) => places.has(slip.in)));
  let slips: readonly Slip[] = [];
  let tries = 0;
  const first = offered.filter((slip) => slip.in === focus);
  for (const slip of [...first.slice(0, FEW_FIRST), ...offered.filter((one) => one.in !== focus), ...first]) {
    if (slips.length >= count || tries >= MOST_TRIES) break;
    if (slips.some(({ line }) => line === slip.line)) continue;
    tries++;
    const more = [...slips, slip];
    if (showsAs(applyEdits(source.text, more), more, source)) slips = more;
  }
  return { text: applyEdits(source.text, slips), slips };
}

const MOST_TRIES = 40;
/** So many of what the exercise is about are tried first. */
const FEW_FIRST = 8;

/** One error for each mistake, on its line; nothing else is wrong or left open. */
function showsAs(text: string, slips: readonly Slip[], source: Checked): boolean {
  const made = checked(text);
  if (made === null) return false;
  const troubles = newTroubles(made.variant, source.variant);
  const lines = new Set(troubles.map(({ line }) => line));
  const isError = troubles.every(({ finding }) => finding?.severity === "error");
  return isError && troubles.length === slips.length && slips.every(({ line }) => lines.has(line));
}

function slipsOf(source: Checked): readonly Slip[] {
  return source.trace.steps.flatMap((step) => {
    const { statement } = step;
    if (statement.type === "segment") return statement.old === null ? ofSegment(source, step, statement) : [];
    if (statement.type !== "local" || statement.what.kind !== "state") return [];
    const { state, span } = statement.what.to;
    if (state === null) return [];
    return CONFUSED[state].map((text): Slip => ({ in: "state", line: step.line, span, text }));
  });
}

function ofSegment(source: Checked, step: Step, s: Segment): Slip[] {
  const { line } = step;
  const slips: Slip[] = [];
  const add = (place: SlipIn, span: Span, text: string | null): void => {
    // Nobody writes `x-1` where a flow begins with x.
    if (text === null || text.includes("-") || text === source.text.slice(span.start, span.end)) return;
    slips.push({ in: place, line, span, text });
  };
  const wrong = wrongNumbers(source, step);
  if (s.seq !== null && !s.seq.value.blank) for (const n of wrong.seq) add("seq", s.seq.value.span, n);
  if (s.ack !== null && !s.ack.value.blank) for (const n of wrong.ack) add("ack", s.ack.value.span, n);
  if (s.win !== null && s.win.value !== null) {
    const { end } = s.win.span;
    const place = { start: end - String(s.win.value).length, end };
    for (const window of wrongWindows(source, step, s.win.value)) add("window", place, String(window));
  }
  const { span, words } = s.flags;
  if (span !== null) {
    const written = words.map(({ flag }) => flag).join("+");
    for (const flags of CONFUSED_FLAGS[written] ?? []) add("flags", span, flags);
  }
  return slips;
}

/** What people write instead: nothing counted, one too many, the last octet, the peer's number, the old one. */
function wrongNumbers(source: Checked, step: Step): { seq: (string | null)[]; ack: (string | null)[] } {
  const { segment, before } = step;
  const pair = source.trace.connections[step.connection];
  if (segment === null || before === null || pair === undefined) return { seq: [], ack: [] };
  const end: Tcb = before[pair.a === segment.from ? "a" : "b"];
  const say = (n: Num | null): string | null => (n === null ? null : express(source.trace, n, step.index));
  const { seq, ack } = segment;
  return {
    seq: [say(plus(seq, -1)), say(plus(seq, 1)), say(end.iss), say(end.sndUna), say(ack)],
    ack:
      ack === null
        ? []
        : [
            say(plus(ack, -1)),
            say(plus(ack, 1)),
            say(end.lastAck),
            say(end.irs),
            say(seq),
            say(plus(seq, 1)),
          ],
  };
}

/** The octets that came are not taken off, or the whole buffer is free, or what is taken is told instead. */
function wrongWindows(source: Checked, { segment, index }: Step, window: number): readonly number[] {
  const steps = source.trace.steps.slice(0, index);
  const came = steps.findLast((one) => one.segment !== null && one.segment.to === segment?.from)?.segment
    ?.len;
  const octets = came === undefined ? null : source.trace.numbers.resolve(came);
  const end = source.trace.flow.statements.find(
    (s) => s.type === "endpoint" && s.name.name === segment?.from,
  );
  const buffer = end?.type === "endpoint" ? end.attributes.find(({ key }) => key === "window") : undefined;
  const whole = buffer?.key === "window" ? [buffer.value, buffer.value - window] : [];
  const isPlain = octets !== null && octets.terms === null;
  return isPlain ? [window + octets.constant, ...whole] : whole;
}

const CONFUSED_FLAGS: Readonly<Record<string, readonly string[]>> = {
  SYN: ["SYN+ACK", "ACK"],
  "SYN+ACK": ["SYN", "ACK"],
  ACK: ["SYN+ACK", "FIN+ACK", "SYN"],
  "PSH+ACK": ["SYN+ACK", "PSH"],
  "FIN+ACK": ["ACK", "SYN+ACK", "RST+ACK"],
  RST: ["FIN+ACK", "ACK", "RST+ACK"],
  "RST+ACK": ["RST", "ACK", "FIN+ACK", "SYN+ACK"],
};

/** States that are taken for one another: a step too early, a step too late, the other side's. */
const CONFUSED: Readonly<Record<StateName, readonly StateName[]>> = {
  CLOSED: ["TIME-WAIT", "LAST-ACK", "LISTEN"],
  LISTEN: ["CLOSED", "SYN-RECEIVED", "SYN-SENT"],
  "SYN-SENT": ["SYN-RECEIVED", "ESTABLISHED", "LISTEN"],
  "SYN-RECEIVED": ["ESTABLISHED", "SYN-SENT", "LISTEN"],
  ESTABLISHED: ["SYN-RECEIVED", "SYN-SENT", "CLOSE-WAIT"],
  "FIN-WAIT-1": ["FIN-WAIT-2", "CLOSING", "CLOSE-WAIT"],
  "FIN-WAIT-2": ["FIN-WAIT-1", "TIME-WAIT", "CLOSE-WAIT"],
  "CLOSE-WAIT": ["LAST-ACK", "ESTABLISHED", "FIN-WAIT-1"],
  CLOSING: ["TIME-WAIT", "FIN-WAIT-2", "LAST-ACK"],
  "LAST-ACK": ["CLOSE-WAIT", "CLOSED", "TIME-WAIT"],
  "TIME-WAIT": ["CLOSED", "CLOSING", "FIN-WAIT-2"],
};
