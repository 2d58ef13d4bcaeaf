/**
 * A second judge. What may stand in a blank is found by trying: every candidate is written into the key, the whole flow
 * is checked as a plain one, and the answer has to be of the form that the contract of exercises asks for: a state in a
 * state's place, an event in an event's place, a whole line complete, an order in which TCP would run. It has the key,
 * and knows nothing of how the judge goes about it.
 */

import { analyze } from "../../../src/check/analyze.js";
import type { Finding } from "../../../src/check/trace.js";
import type { Statement } from "../../../src/language/ast.js";
import { parse } from "../../../src/language/parser.js";
import { STATES } from "../../../src/tcp/state.js";

/** A place in the key where the template has a blank, and what is tried there. */
export interface Hole {
  readonly kind: "flags" | "seq" | "ack" | "len" | "win" | "state" | "local" | "line";
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** What the key has there. */
  readonly right: string;
}

/** The key as a plain flow: what `exercise` keeps back is no matter, and blanks there are none. */
export function plainFlow(text: string): string {
  return text
    .split("\n")
    .filter((line) => !/^(?:task|kind|hint): |^answers "/.test(line))
    .map((line) => (line.startsWith("exercise ") ? line.replace("exercise", "flow") : line))
    .join("\n");
}

/**
 * The check finds no error, warns of nothing, leaves nothing open, no letter turns out to be a number; and of
 * `readings`, legal only because something else is meant than what is drawn, there are no more than in the key.
 */
export function isRight(text: string, key = text, readings: readonly string[] = []): boolean {
  const { findings, flows } = analyze(parse(text));
  if (flows.length !== 1 || flows[0]?.undecided !== 0) return false;
  const wrong = findings.some(
    ({ severity, code }) =>
      severity === "error" ||
      (severity === "warning" && code !== "answer-missing") ||
      code === "symbol-becomes-number",
  );
  if (wrong) return false;
  const known = text === key ? findings : findingsOf(key);
  const count = (list: typeof findings, of: string) => list.filter(({ code }) => code === of).length;
  return readings.every((code) => count(findings, code) <= count(known, code));
}

/** The last key is asked for again and again. */
let last: { readonly key: string; readonly findings: readonly Finding[] } | null = null;

function findingsOf(key: string): readonly Finding[] {
  if (last?.key !== key) last = { key, findings: analyze(parse(key)).findings };
  return last.findings;
}

/** An ack that left before what stands above it, octets sent again in vain, a probe for no reason. */
export const OTHER_READINGS = ["ack-lags", "spurious-retransmission", "keep-alive"];

/** An exchange that is shown from its first SYN on does not begin in the middle. */
export const LATE_BEGINNINGS = ["begins-in-the-middle", "begins-with-syn-ack"];

/** The letters a text uses. */
export function lettersOf(text: string): ReadonlySet<string> {
  return new Set(analyze(parse(text)).flows[0]?.symbols.all.keys());
}

/** The lines in which two texts of equally many lines differ, blanks and columns aside, by number. */
export function differing(template: string, key: string): readonly number[] {
  const a = template.split("\n").map(words);
  const b = key.split("\n").map(words);
  return a.flatMap((line, i) => (line.join(" ") === b[i]?.join(" ") ? [] : [i]));
}

function words(line: string): readonly string[] {
  return line.trim().split(/\s+/);
}

/** The holes of the key: where the template has `?`. Both are plain flows with the same lines. */
export function holesOf(template: string, key: string): readonly Hole[] {
  const document = parse(key);
  const statements = new Map(document.flows[0]?.statements.map((s) => [s.line, s]));
  return differing(template, key).flatMap((line) => {
    const written = template.split("\n")[line] ?? "";
    const statement = statements.get(line);
    if (statement === undefined) return [];
    return placesOf(statement, written).map(({ kind, span }) => ({
      kind,
      line,
      ...span,
      right: key.slice(span.start, span.end),
    }));
  });
}

type Place = { readonly kind: Hole["kind"]; readonly span: { readonly start: number; readonly end: number } };

function placesOf(s: Statement, template: string): readonly Place[] {
  if (template.trim() === "?") return [{ kind: "line", span: s.span }];
  if (s.type === "segment") {
    const places: Place[] = [];
    if (/: \?/.test(template) && s.flags.span !== null) places.push({ kind: "flags", span: s.flags.span });
    for (const kind of ["seq", "ack", "len"] as const) {
      const value = s[kind]?.value;
      if (template.includes(`${kind}=?`) && value) places.push({ kind, span: value.span });
    }
    if (template.includes("win=?") && s.win !== null) {
      places.push({ kind: "win", span: { start: s.win.span.start + "win=".length, end: s.win.span.end } });
    }
    return places;
  }
  if (s.type !== "local") return [];
  if (s.what.kind === "state") return [{ kind: "state", span: s.what.to.span }];
  return [{ kind: "local", span: s.what.span }];
}

const TIMERS = ["rto", "2msl", "user", "keepalive", "persist", "delack"].map((timer) => `timeout ${timer}`);
const EVENTS = ["listen", "open", "close", "abort", "crash", "receive", ...TIMERS];

/** Every set of the five flags that a person may think of. */
const FLAG_SETS = Array.from({ length: 32 }, (_, bits) => {
  const set = ["SYN", "FIN", "RST", "PSH", "ACK"].filter((_flag, i) => (bits & (1 << i)) !== 0);
  return set.length === 0 ? "NONE" : set.join("+");
});

const NEW_LETTER = "zz";

export function candidatesFor(hole: Hole, key: string): readonly string[] {
  switch (hole.kind) {
    case "flags":
      return FLAG_SETS;
    case "state":
      return [...STATES, ...EVENTS];
    case "local":
      return [...EVENTS, "send 1", ...STATES];
    case "line":
      return linesFor(hole.right, key);
    case "win":
      return windowsFor(Number(hole.right), key);
    default:
      return numbersFor(hole, key);
  }
}

/** Around the right number, around the numbers of both sides, 0, the letters with small constants, a new letter. */
function numbersFor({ right, kind }: Hole, key: string): readonly string[] {
  const near = [1, 2, 3].flatMap((n) => [`${right}+${n}`, `${right}-${n}`]);
  const numbers = [...new Set(key.match(/(?<=(?:seq|ack|snd|rcv|len)=)[\w+]+/g) ?? [])];
  const lengths = [...new Set(key.match(/(?<=len=)\d+/g) ?? [])].slice(0, 2);
  const letters = [...lettersOf(key)].flatMap((x) => [x, `${x}+1`, `${x}+2`]);
  const spelled = /^\d+$/.test(right)
    ? [...plainNear(Number(right)), `0x${Number(right).toString(16)}`, `${Number(right) + 1}-1`]
    : [right.split("+").reverse().join("+"), "100", "1"];
  const sums = kind === "len" ? [] : lengths.flatMap((n) => [`${right}+${n}`, `${right}-${n}`]);
  const peers = numbers.slice(0, 10).flatMap((n) => [n, `${n}+1`]);
  const all = [right, ...spelled, ...near, ...sums, ...peers, ...letters, "0", NEW_LETTER, `${NEW_LETTER}+1`];
  return [...new Set(all)];
}

/** Shut, wide open, all that is said of windows and lengths, and what they make together. */
function windowsFor(right: number, key: string): readonly string[] {
  const said = [...key.matchAll(/\b(?:win|window|len)=(\d+)/g)].map(([, n]) => Number(n));
  const all = [right, 0, 1, 65_535, right + 1, right - 1, ...said.flatMap((n) => [n, right + n, right - n])];
  return [...new Set(all)].filter((n) => n >= 0 && n <= 65_535).map(String);
}

const TWO_32 = 2 ** 32;

function plainNear(n: number): readonly string[] {
  return [-2, -1, 1, 2].map((d) => String((n + d + TWO_32) % TWO_32));
}

/** What either side could send, with the numbers left out, right and wrong; lost; and what could happen to it. */
function linesFor(right: string, key: string): readonly string[] {
  const names = [...new Set(key.match(/(?<=^(?:client|server|peer) )\w+/gm) ?? [])];
  const pairs = names.flatMap((from) => names.filter((to) => to !== from).map((to) => [from, to] as const));
  const segments = pairs.flatMap(([from, to]) =>
    LINE_FLAGS.flatMap((flags) => [`${from} -> ${to}: ${flags}`, `${from} -x ${to}: ${flags}`]),
  );
  const events = names.flatMap((name) => EVENTS.map((event) => `${name}: ${event}`));
  const spoiled = ["seq", "ack", "len"].flatMap((field) =>
    right.includes(`${field}=`) ? [right.replace(new RegExp(`(${field}=[\\w+]+)`), "$1+1")] : [],
  );
  const bare = right.replace(/\s+(?:seq|ack)=\S+/g, "");
  const without = ["seq", "ack", "len", "win"].map((field) =>
    right.replace(new RegExp(`\\s+${field}=\\S+`), ""),
  );
  const open = right.replace(/seq=\S+/, "seq=?");
  const isSegment = / [-~]|[-~]> /.test(right);
  const old = isSegment ? [`old ${right}`] : [];
  return [...new Set([right, bare, open, ...old, ...without, ...spoiled, ...segments, ...events, "deliver"])];
}

const LINE_FLAGS = [
  "SYN",
  "SYN+ACK",
  "ACK",
  "PSH+ACK",
  "FIN+ACK",
  "RST",
  "RST+ACK",
  "FIN",
  "PSH+ACK len=100",
];

/** Whether the key with `candidate` in the hole is right, and gives no name of its own to what is known. */
export function fits(hole: Hole, candidate: string, key: string, letters: ReadonlySet<string>): boolean {
  if (!isOfForm(hole, candidate)) return false;
  const isLine = hole.kind === "line";
  const text = put(hole, isLine ? candidate : asTheLetterHas(hole, candidate, key), key);
  const readings = [...OTHER_READINGS, ...LATE_BEGINNINGS, ...(isLine ? ["answer-missing"] : [])];
  if (isLine && (!saysItsSequence(text, hole, candidate) || goesBeyondTheMissing(text, hole))) return false;
  return isRight(text, key, readings) && [...lettersOf(text)].every((letter) => letters.has(letter));
}

/** seq stands in a segment's line, unless it may be any number: an ISN that no other line tells. */
function saysItsSequence(text: string, { line }: Hole, candidate: string): boolean {
  if (!/ [-~]/.test(candidate) || /\bseq=/.test(candidate)) return true;
  if (!/: SYN/.test(candidate)) return false;
  const lines = text.split("\n");
  return [7, 1_000_007].every((isn) => isRight(lines.with(line, `${candidate} seq=${isn}`).join("\n")));
}

/** RFC 5681 §3.2: what appears to be missing is sent again, and not octets behind it that have come. */
function goesBeyondTheMissing(text: string, { line }: Hole): boolean {
  const flow = analyze(parse(text)).flows[0];
  const step = flow?.steps.find((one) => one.line === line);
  if (flow === undefined || step?.segment?.retransmission !== true) return false;
  const { from, seq, len } = step.segment;
  const sent = flow.steps
    .slice(0, step.index)
    .flatMap(({ segment }) => (segment?.from === from ? segment : []));
  const starts = sent.filter((one) => flow.numbers.equal(one.seq, seq) === true);
  if (starts.some((one) => flow.numbers.equal(one.len, len) === true)) return false;
  const end = flow.numbers.add(seq, len);
  const isBehind = (n: typeof seq): boolean =>
    flow.numbers.compare(n, seq) === 1 && flow.numbers.compare(n, end) === -1;
  return sent.some((one) => one.fate === "delivered" && isBehind(one.seq));
}

const EVENT_WORD = /^[a-z]/;
const RARE_EVENT = /(?:^|: )(?:abort|crash|timeout user)$/;

/** A state where the key has a state, an event where it has an event, a whole line with all that the key's says. */
export function isOfForm({ kind, right }: Hole, candidate: string): boolean {
  // What may end anything is asked for where it stands alone.
  if (RARE_EVENT.test(candidate) && !RARE_EVENT.test(right)) return false;
  if (kind === "state" || kind === "local") return EVENT_WORD.test(candidate) === EVENT_WORD.test(right);
  if (kind !== "line") return true;
  const statement = parse(candidate).flows[0]?.statements[0];
  if (statement === undefined || candidate.includes("?")) return false;
  // What is sent there is asked for, and no event says that.
  const isSegment = parse(right).flows[0]?.statements[0]?.type === "segment";
  if (statement.type !== "segment") return !isSegment && ["local", "deliver"].includes(statement.type);
  const says = (field: string) => new RegExp(`\\b${field}=`).test(candidate);
  const isAcked = statement.flags.words.some(({ flag }) => flag === "ACK");
  const isAsked = (field: string) => new RegExp(`\\b${field}=`).test(right);
  return (
    statement.old === null &&
    (says("ack") || !isAcked) &&
    ["len", "win"].every((field) => says(field) || !isAsked(field))
  );
}

/** RST+ACK for RST, which real stacks send, where no number of the line depends on it. */
function asTheLetterHas({ kind, right, line }: Hole, candidate: string, key: string): string {
  const isReset = kind === "flags" && right === "RST" && /^(?:RST\+ACK|ACK\+RST)$/.test(candidate);
  return isReset && !/\back=/.test(key.split("\n")[line] ?? "") ? "RST" : candidate;
}

/** A letter gets another meaning, a segment does nothing, a stack does what the key's does not. */
const OTHER_RUNS = ["symbol-another-name", "no-effect", "stack-differs"];

/**
 * Whether TCP would run in this order: it is right, nothing in it means something else than in the key, what a timer
 * sends is the next that its end sends, a RST follows what it answers at once, and a crash comes before what it explains.
 */
export function isOrder(
  order: readonly string[],
  lines: readonly string[],
  text: string,
  key: string,
): boolean {
  if (!isRight(text, key, [...LATE_BEGINNINGS, ...OTHER_RUNS])) return false;
  if (sentInVain(text) > sentInVain(key)) return false;
  return order.every((line, at) => {
    const timer = /^\s*(\w+): timeout (?:rto|keepalive|persist)$/.exec(line);
    if (timer !== null) {
      const sent = nextFrom(timer[1] as string, order, at);
      return lines.some((other, i) => other === line && nextFrom(timer[1] as string, lines, i) === sent);
    }
    const reset = /^\s*(\w+) -> \w+: RST/.exec(line);
    return reset === null || isReasonable(reset[1] as string, line, at, order, lines);
  });
}

/**
 * How often octets go out again that have arrived: not right behind the timer of their sender, which has heard nothing of
 * them. What it knows to have arrived the check calls an error, or a keep-alive.
 */
function sentInVain(text: string): number {
  const lines = text.split("\n");
  return findingsOf(text).filter(({ code, line }) => {
    if (code !== "spurious-retransmission") return false;
    const name = /^\s*(\w+) /.exec(lines[line] ?? "")?.[1] ?? "";
    const own = new RegExp(`^\\s*${name}(?: [-~]|: [a-z])`);
    return !/: timeout rto$/.test(lines.slice(0, line).findLast((one) => own.test(one)) ?? "");
  }).length;
}

/** Whether it arrives is not the timer's doing. */
function nextFrom(name: string, lines: readonly string[], at: number): string | undefined {
  const next = lines.slice(at + 1).find((line) => new RegExp(`^\\s*${name} [-~][>x]`).test(line));
  return next?.replace(/[-~][>x]/, "->").replace(/\s+/g, " ");
}

/** What stands before a RST at its sender is an arrival, or an event, as in the key; and a crash if it is one there. */
function isReasonable(
  name: string,
  line: string,
  at: number,
  order: readonly string[],
  lines: readonly string[],
): boolean {
  const own = new RegExp(`^\\s*${name}: `);
  const arrives = new RegExp(`[>] ${name}: |^deliver`);
  const before = (list: readonly string[], end: number) =>
    list.slice(0, end).findLast((one) => (own.test(one) && !isClaim(one)) || arrives.test(one));
  const isEvent = (list: readonly string[], end: number) => own.test(before(list, end) ?? "");
  const crashed = (list: readonly string[], end: number) => list.slice(0, end).includes(`${name}: crash`);
  const place = lines.indexOf(line);
  return isEvent(order, at) === isEvent(lines, place) && crashed(order, at) === crashed(lines, place);
}

function isClaim(line: string): boolean {
  return /^\s*\w+: [A-Z]/.test(line);
}

export function put(
  { start, end }: { readonly start: number; readonly end: number },
  what: string,
  text: string,
) {
  return text.slice(0, start) + what + text.slice(end);
}
