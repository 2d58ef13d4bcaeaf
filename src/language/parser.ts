/**
 * Text to tree. Never throws: a line that cannot be read is a `BrokenLine` and a `Problem`.
 *
 * A line is read as canonical syntax first. Only where that fails, or where it might hold a
 * notation all the same, the notation room normalizes the line and the result is read in its stead, so
 * that a canonical text pays nothing for the tolerance.
 */

import type {
  AnswersLine,
  BrokenLine,
  Document,
  Flow,
  FlowHeader,
  NotationUse,
  Problem,
  Statement,
} from "./ast.js";
import { hidesField } from "./captions.js";
import { BYTE_ORDER_MARK, CARRIAGE_RETURN, HASH, isBlank, LINE_FEED, OPEN_PAREN, QUOTE } from "./chars.js";
import { spellOutCollectives } from "./collective.js";
import { foreignLine, toolOf } from "./foreign.js";
import { type ParsedLine, readLine } from "./lines.js";
import { bulletEnd, mayHoldNotation, type Normalized, normalize } from "./notation.js";
import { endMarksFrom } from "./notation-end.js";
import { problemOf } from "./problems.js";
import { createScanner, type Fault, fail, type Scanner } from "./scanner.js";
import { showsWindow, unscaled } from "./shown-windows.js";
import { closingBracket, closingQuote } from "./strings.js";
import type { SyntaxCode } from "./syntax-code.js";

export function parse(text: string): Document {
  const lineStarts = lineStartsOf(text);
  const build = startBuild(text);
  readLines(build, lineStarts, 0, lineStarts.length);
  closeFlow(build, text.length);
  const { answers, flows, problems, notations, collective } = build;
  const document = { text, lineStarts, answers, flows, problems, notations };
  if (collective) collectives.add(document);
  return document;
}

/**
 * Documents in which a name may stand for several endpoints, or a window is shown as Wireshark does: what a line says
 * may depend on any other.
 */
const collectives = new WeakSet<Document>();

/** Whether each line says what it says by itself, but for the kind of its flow. */
export function readsLineByLine(document: Document): boolean {
  return !collectives.has(document);
}

/** What some lines within a flow say. */
export interface Passage {
  readonly statements: readonly Statement[];
  readonly problems: readonly Problem[];
  readonly notations: readonly NotationUse[];
}

/**
 * Reads the lines from `first` up to `end`, before which `flow` has begun; null where they are not of one flow, or
 * cannot be read by themselves.
 */
export function parsePassage(
  text: string,
  lineStarts: readonly number[],
  first: number,
  end: number,
  { kind, header, line, span }: Flow,
): Passage | null {
  const build = startBuild(text);
  const flow: OpenFlow = { kind, header, line, start: span.start, statements: [] };
  build.flow = flow;
  build.scanner.inExercise = kind === "exercise";
  readLines(build, lineStarts, first, end);
  if (build.collective || build.flow !== flow) return null;
  const { problems, notations } = build;
  return { statements: flow.statements, problems, notations };
}

function startBuild(text: string): Build {
  return {
    scanner: createScanner(text),
    normalizedScanner: createScanner(""),
    answers: null,
    flows: [],
    problems: [],
    notations: [],
    flow: null,
    collective: false,
  };
}

function readLines(build: Build, lineStarts: readonly number[], first: number, end: number): void {
  const s = build.scanner;
  for (let line = first; line < end; line++) {
    placeOnLine(s, line, lineStarts);
    if (s.pos >= s.end || s.text.charCodeAt(s.pos) === HASH) continue;
    parseLine(build);
    build.collective ||= s.collective;
  }
}

interface Build {
  readonly scanner: Scanner;
  /** Reads the lines that the notation room has normalized. */
  readonly normalizedScanner: Scanner;
  answers: AnswersLine | null;
  readonly flows: Flow[];
  readonly problems: Problem[];
  readonly notations: NotationUse[];
  flow: OpenFlow | null;
  /** Some line so far needs its whole flow to be understood. */
  collective: boolean;
}

interface OpenFlow {
  readonly kind: Flow["kind"];
  readonly header: FlowHeader | null;
  readonly line: number;
  readonly start: number;
  readonly statements: Statement[];
}

/** A text has one line more than line ends: the last may be empty. */
function lineStartsOf(text: string): number[] {
  if (text.includes("\r")) {
    const starts = [0];
    addLineStarts(starts, text, 0, text.length);
    return starts;
  }
  // Counted first: a list that grows is copied again and again (bench).
  let lines = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
  const starts = new Array<number>(lines).fill(0);
  for (let line = 1; line < lines; line++) starts[line] = text.indexOf("\n", starts[line - 1]) + 1;
  return starts;
}

/** Adds where lines begin whose line end stands between the two offsets. */
export function addLineStarts(starts: number[], text: string, from: number, to: number): void {
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    const ends = code === LINE_FEED || (code === CARRIAGE_RETURN && text.charCodeAt(at + 1) !== LINE_FEED);
    if (ends) starts.push(at + 1);
  }
}

/** Onto the line's first character, its end without trailing blanks. */
function placeOnLine(s: Scanner, line: number, lineStarts: readonly number[]): void {
  const { text } = s;
  let start = lineStarts[line] ?? 0;
  let end = lineStarts[line + 1] ?? text.length;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  if (start === 0 && text.charCodeAt(0) === BYTE_ORDER_MARK) start = 1;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  s.line = line;
  s.pos = start;
  s.end = end;
}

function isSpace(code: number): boolean {
  return isBlank(code) || code === LINE_FEED || code === CARRIAGE_RETURN;
}

function parseLine(build: Build): void {
  const s = build.scanner;
  const { pos: start, end } = s;
  const line = readLine(s);
  const { fault } = s;
  if (line !== null && fault === null && !mayHoldNotation(line, s.text)) {
    addLine(build, line, s);
    return;
  }
  const normalized = normalize(s.text, start, end);
  if (normalized === null || (line !== null && fault === null)) {
    if (normalized === null || !parseNormalized(build, normalized, true))
      settle(build, line, s, fault, start, end);
  } else parseNormalized(build, normalized, false);
  tellCaption(build);
}

/** What looks like fields and could not be read is told: it is shown, and nobody checks it. */
function tellCaption({ flow, problems, scanner }: Build): void {
  const line = flow?.statements.at(-1);
  if (line?.type !== "segment" || line.line !== scanner.line || line.caption === null) return;
  if (!hidesField(line, scanner.text)) return;
  const { span } = line.caption;
  const args = { text: scanner.text.slice(span.start, span.end) };
  problems.push({ code: "syntax-caption", span, line: line.line, args });
}

/** With `orElse`, a line that normalizing would break is left to its first reading. */
function parseNormalized(build: Build, normalized: Normalized, orElse: boolean): boolean {
  const { scanner: s, normalizedScanner: m } = build;
  m.text = normalized.text;
  m.pos = normalized.start;
  m.end = normalized.end;
  m.origin = normalized.origin;
  m.line = s.line;
  m.inExercise = s.inExercise;
  m.fault = null;
  const empty = m.pos >= m.end || m.text.charCodeAt(m.pos) === HASH;
  const line = empty ? null : readLine(m);
  if (m.fault !== null && orElse) return false;
  if (m.fault === null) {
    for (const use of normalized.uses) {
      const { start, end, canonical } = use;
      const span = { start, end };
      const typed = s.text.slice(start, end);
      build.notations.push({ span, line: s.line, row: use.row, typed, canonical, warn: use.warn });
    }
  }
  s.collective ||=
    m.collective || normalized.uses.some(({ start, end }) => showsWindow(s.text.slice(start, end)));
  m.collective = false;
  if (!empty) settle(build, line, m, m.fault, normalized.lineStart, normalized.lineEnd);
  return true;
}

/** Puts what was read, or that nothing was, into the document. `start` and `end` are of the document. */
function settle(
  build: Build,
  line: ParsedLine | null,
  s: Scanner,
  fault: Fault | null,
  start: number,
  end: number,
): void {
  if (fault === null) {
    if (line !== null) addLine(build, line, s);
    return;
  }
  const raw = build.scanner.text;
  const statementEnd = withoutComment(raw, start, end);
  if (line !== null) {
    build.problems.push(problemOf(s, fault));
    addLine(build, line, s);
    return;
  }
  const slip = problemOf(s, fault);
  const read = asStatement(withoutBullet(raw.slice(start, statementEnd)), slip);
  const foreign = foreignLine(read, fault.code);
  const whole = { start, end: statementEnd };
  const problem: Problem =
    foreign === null
      ? slip
      : {
          code: foreign,
          span: whole,
          line: s.line,
          args: foreign === "syntax-captured" ? { tool: toolOf(read) ?? "" } : {},
        };
  build.problems.push(problem);
  // Brackets of another alphabet may hold a `#` that no comment begins with.
  const span = { start, end: Math.max(statementEnd, problem.span.end) };
  const broken: BrokenLine = { type: "broken", line: s.line, span, at: null, problem };
  openFlow(build, s.line, start).statements.push(broken);
}

/** Who sends to whom is plain: then the slip is told, and not that the line has a bullet. */
function withoutBullet(line: string): string {
  const rest = line.slice(bulletEnd(line));
  return SENDS.test(rest) ? rest : line;
}

const SENDS = /^[\p{L}_][\p{L}\p{N}_]*\s*(?:->|<-|~>|<~|-x\s)\s*[\p{L}_][\p{L}\p{N}_]*\s*:/u;

/** The full stop behind a statement does not make a sentence of it. */
function asStatement(line: string, { args }: Problem): string {
  const bare = line.slice(0, endMarksFrom(line, line.length)).trimEnd();
  const isLastWord = (args.suggestion ?? "") !== "" && bare.endsWith(args.word ?? args.found ?? "");
  return isLastWord || SENDS_FIELDS.test(line) ? bare : line;
}

const SENDS_FIELDS = new RegExp(`${SENDS.source}.*=`, "u");

function withoutComment(text: string, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE || code === OPEN_PAREN) {
      const close = code === QUOTE ? closingQuote(text, at, end) : closingBracket(text, at, end);
      if (close > 0) at = close;
    } else if (code === HASH && at > start && isBlank(text.charCodeAt(at - 1))) {
      let last = at;
      while (last > start && isBlank(text.charCodeAt(last - 1))) last--;
      return last;
    }
  }
  return end;
}

function addLine(build: Build, line: ParsedLine, s: Scanner): void {
  if (line.type === "header") {
    const { kind, header } = line;
    closeFlow(build, header.span.start);
    const { start } = header.span;
    build.flow = { kind, header, line: s.line, start, statements: [] };
    build.scanner.inExercise = kind === "exercise";
  } else if (line.type === "answers") {
    const first = build.answers === null && build.flow === null && build.flows.length === 0;
    if (first) build.answers = line.answers;
    else misplaced(build, s, "answers");
  } else {
    (build.flow ?? openFlow(build, line.line, line.span.start)).statements.push(line);
  }
}

function misplaced(build: Build, s: Scanner, statement: string): void {
  const code: SyntaxCode = "syntax-place";
  fail(s, code, s.start, s.end, statement);
  if (s.fault === null) return;
  const problem = problemOf(s, s.fault);
  const broken: BrokenLine = { type: "broken", line: s.line, span: problem.span, at: null, problem };
  build.problems.push(problem);
  openFlow(build, s.line, problem.span.start).statements.push(broken);
}

function openFlow(build: Build, line: number, start: number): OpenFlow {
  build.flow ??= { kind: "flow", header: null, line, start, statements: [] };
  return build.flow;
}

function closeFlow(build: Build, end: number): void {
  const { flow, scanner } = build;
  if (flow === null) return;
  const { kind, header, line, start } = flow;
  const statements = scanner.collective ? spelledOut(build, flow.statements) : flow.statements;
  scanner.collective = false;
  build.flows.push({ kind, header, line, span: { start, end }, statements });
  build.flow = null;
}

function spelledOut({ scanner, notations }: Build, statements: readonly Statement[]): readonly Statement[] {
  const first = statements[0]?.line ?? 0;
  const windows = unscaled(
    statements,
    notations.filter(({ line }) => line >= first),
  );
  for (const [use, uses] of windows) notations.splice(notations.indexOf(use), 1, ...uses);
  const spelled = spellOutCollectives(statements);
  for (const { span, line, row, canonical, warn } of spelled.uses) {
    // What was normalized within the name is normalized with it.
    const within = (one: NotationUse): boolean => one.span.start >= span.start && one.span.end <= span.end;
    for (let at = notations.findIndex(within); at >= 0; at = notations.findIndex(within))
      notations.splice(at, 1);
    notations.push({ span, line, row, typed: scanner.text.slice(span.start, span.end), canonical, warn });
  }
  if (spelled.uses.length + windows.size > 0) notations.sort((a, b) => a.span.start - b.span.start);
  return spelled.statements;
}
