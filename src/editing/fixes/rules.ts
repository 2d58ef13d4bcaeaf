/** Fixes of flags, options, windows, states, events and times. */

import type { FlagName, Segment } from "../../language/ast.js";
import { insert, replace } from "../../language/edits.js";
import { insertBefore, lineText, newline, removeLines } from "../../language/line-edits.js";
import {
  alternative,
  type Draft,
  type Drafters,
  type FixSite,
  ofSegment,
  repair,
  type SegmentSite,
  safe,
} from "./draft.js";
import { insertMissing, insertOwed } from "./missing.js";
import { newLetter } from "./numbers.js";
import { optionElsewhere } from "./options.js";
import { scaleLeftOut, unscaledWindows } from "./printed.js";
import { sackBlocks } from "./sack.js";
import { finOfClaim } from "./search.js";
import {
  flagsIn,
  flagsOf,
  removeField,
  turnRound,
  withFlag,
  withoutFlag,
  writeArrow,
  writeField,
  writeFlags,
} from "./segment.js";

export const RULE_FIXES: Drafters = {
  "direction-wrong": ofSegment(turned),
  "flag-missing": ofSegment((p) => [...missingFlags(p), ...owedFlags(p)]),
  "flag-extra": ofSegment((p) => [...finWithIsn(p), ...extraFlags(p), ...owedFlags(p)]),
  "flag-conflict": ofSegment((p) => [...oneOrTheOther(p), ...anyFlags(p)]),
  "flag-cleared": ofSegment(setCleared),
  "flag-ack-omitted": ofSegment((p) => [addFlag(p.segment, "ACK")]),
  "state-wrong": (p) => [...finOfClaim(p), ...actualState(p), ...dropClaim(p)],
  "state-from-wrong": (p) => [...actualFrom(p), ...dropFrom(p)],
  "timeout-missing": (p) => [
    repair(
      (t) => t.insertLine(`${p.finding.args.endpoint}: timeout 2msl`),
      insertBefore(p.analysis.document, p.finding.line, `${p.finding.args.endpoint}: timeout 2msl`),
    ),
    ...stillWaiting(p),
    ...dropClaim(p),
  ],
  "segment-missing": insertMissing,
  "answer-missing": insertOwed,
  "segment-illegal": ofSegment((p) => [...abortInstead(p), ...anyFlags(p), ...turned(p), ...dropLine(p)]),
  "data-after-fin": ofSegment((p) => [
    ...(isFinDoubtful(p) ? earlierFin(p) : []),
    ...moveBeforeFin(p),
    ...earlierFin(p),
    ...turned(p),
    ...dropLine(p),
  ]),
  "event-illegal": (p) => [...moveDown(p), ...dropLine(p)],
  "timeout-nothing": (p) => [...lastOneLost(p), ...lostBefore(p), ...dropLine(p)],
  "time-backwards": sameTime,
  "mss-exceeded": ofSegment((p) => [...splitByMss(p), ...lengthOf(p, p.finding.args.mss)]),
  "window-exceeded": ofSegment((p) => lengthOf(p, p.finding.args.window)),
  "window-scaled": unscaledWindows,
  "wscale-missing": scaleLeftOut,
  "window-wrong": ofSegment((p) => windowOf(p, p.finding.args.most)),
  "window-shrunk": ofSegment((p) => [
    ...(p.finding.args.least === "" ? [] : windowOf(p, p.finding.args.least)),
    ...dropOption(p, p.segment.win?.span),
  ]),
  "option-misplaced": ofSegment((p) => [...optionElsewhere(p), ...dropOption(p, p.finding.span)]),
  "option-too-large": (p) => {
    const { option, most } = p.finding.args;
    return [safe((t) => t.write(`${option}=${most}`), replace(p.finding.span, `${option}=${most}`))];
  },
  "ecn-not-agreed": ofSegment(dropEcn),
  "timestamp-wrong": ofSegment(rightTimestamp),
  "sack-wrong": ofSegment(sackBlocks),
};

const addFlag = (segment: Segment, flag: FlagName): Draft =>
  safe((t) => t.addFlag(flag), writeFlags(segment, withFlag(segment, flag)));

const takeFlag = (segment: Segment, flag: FlagName): Draft =>
  safe((t) => t.removeFlag(flag), writeFlags(segment, withoutFlag(segment, flag)));

/** The flag may have to go to another line than the one that shows it. */
function missingFlags({ segment, finding }: SegmentSite<"flag-missing">): readonly Draft[] {
  const own = flagsOf(segment);
  const missing = flagsIn(finding.args.flag).filter((flag) => !own.includes(flag));
  const [last, first] = [missing.filter((flag) => flag === "ACK"), missing.filter((flag) => flag !== "ACK")];
  const flags = [...first, ...own, ...last];
  return [safe((t) => t.addFlag(finding.args.flag), writeFlags(segment, flags))];
}

function extraFlags({ segment, finding }: SegmentSite<"flag-extra">): readonly Draft[] {
  const gone = flagsIn(finding.args.flag);
  const left = flagsOf(segment).filter((flag) => !gone.includes(flag));
  return left.length === 0 ? [] : [safe((t) => t.removeFlag(finding.args.flag), writeFlags(segment, left))];
}

/** A FIN that bears the letter of the SYN looks like one flag too many; it wants a letter of its own. */
function finWithIsn(place: SegmentSite<"flag-extra">): readonly Draft[] {
  const { segment, trace } = place;
  const [term, ...more] = segment.seq?.value.terms ?? [];
  if (term?.kind !== "symbol" || more.length > 0) return [];
  const info = trace.symbols.all.get(term.name);
  const isn = info?.how === "chosen" && info.endpoint === segment.from.name;
  const flags = flagsOf(segment);
  if (!isn || !flags.includes("FIN")) return [];
  const ack = flags.includes("ACK") ? [] : [writeFlags(segment, withFlag(segment, "ACK"))];
  return newLetter(place, term.name).map((draft) => ({ ...draft, edits: [...draft.edits, ...ack] }));
}

function owedFlags({ segment, finding }: SegmentSite<"flag-missing" | "flag-extra">): readonly Draft[] {
  const flags = flagsIn(finding.args.owed);
  if (flags.length === 0) return [];
  return [safe((t) => t.write(finding.args.owed), writeFlags(segment, flags))];
}

function oneOrTheOther({ segment, finding }: SegmentSite<"flag-conflict">): readonly Draft[] {
  const { first, second } = finding.args;
  return [second, first].flatMap((name) =>
    flagsIn(name).flatMap((flag) => {
      const left = withoutFlag(segment, flag);
      if (left.length === 0) return [];
      const taken = safe((t) => t.removeFlag(flag), writeFlags(segment, left));
      if (left.includes("ACK")) return [taken];
      const answering = [...left, "ACK"] as const;
      return [taken, repair((t) => t.write(answering.join("+")), writeFlags(segment, answering))];
    }),
  );
}

const PLAIN_FLAGS: readonly (readonly FlagName[])[] = [
  ["ACK"],
  ["FIN", "ACK"],
  ["PSH", "ACK"],
  ["SYN", "ACK"],
];

/** One flag fewer, one more, or the flags of an ordinary segment: what fits is found by trying. */
function anyFlags({ segment }: SegmentSite): readonly Draft[] {
  const own = flagsOf(segment);
  const fewer = own.length < 2 ? [] : own.map((flag) => takeFlag(segment, flag));
  const more = (["ACK", "SYN"] as const).filter((flag) => !own.includes(flag));
  const others = PLAIN_FLAGS.filter((flags) => flags.join() !== own.join());
  return [
    ...fewer,
    ...more.map((flag) => addFlag(segment, flag)),
    ...others.map((flags) => repair((t) => t.write(flags.join("+")), writeFlags(segment, flags))),
  ];
}

/** `ACK=0` where the segment must have it. */
function setCleared({ segment, text, finding }: SegmentSite<"flag-cleared">): readonly Draft[] {
  return segment.flags.cleared
    .filter(({ flag }) => finding.args.flag.includes(flag))
    .flatMap(({ flag, span }) => {
      if (segment.flags.names.length === 0) return [safe((t) => t.addFlag(flag), replace(span, flag))];
      const edits = [removeField(text, span), writeFlags(segment, withFlag(segment, flag))];
      return [safe((t) => t.addFlag(flag), ...edits)];
    });
}

function turned({ segment }: SegmentSite): readonly Draft[] {
  return [repair((t) => t.swapEnds, turnRound(segment))];
}

function dropLine({ analysis, finding }: FixSite): readonly Draft[] {
  return [alternative((t) => t.removeLine, removeLines(analysis.document, finding.line))];
}

/** A user timeout gives up in silence; what sends a RST is ABORT. */
function abortInstead({ flow, segment, finding }: SegmentSite<"segment-illegal">): readonly Draft[] {
  if (finding.args.because !== "gone") return [];
  const above = flow.statements.findLast((s) => s.line < segment.line && s.type === "local");
  if (above?.type !== "local" || above.what.kind !== "event" || above.what.event !== "timeout") return [];
  if (above.what.timer !== "user" || above.subjects.some(({ name }) => name.name !== segment.from.name))
    return [];
  return [repair((t) => t.write("abort"), replace(above.what.span, "abort"))];
}

// States

function actualState({ statement, finding, analysis, step, text }: FixSite<"state-wrong">): readonly Draft[] {
  const { actual, endpoint } = finding.args;
  const one = safe((t) => t.write(actual), replace(finding.span, actual));
  if (statement?.type !== "local" || statement.subjects.length < 2) return [one];
  const indent = lineText(analysis.document, statement.line).match(/^\s*/)?.[0] ?? "";
  const lines = statement.subjects.map(({ name, span }) => {
    const subject = text.slice(span.start, span.end);
    const known = name.name === endpoint ? actual : step?.states.get(name.name);
    return `${subject}: ${known ?? finding.args.claimed}`;
  });
  const apiece = lines.join(`${newline(analysis.document)}${indent}`);
  return [repair((t) => t.split, replace(statement.span, apiece)), one];
}

/** The state before CLOSED is TIME-WAIT, or it is TIME-WAIT still. */
function stillWaiting({ statement }: FixSite<"timeout-missing">): readonly Draft[] {
  if (statement?.type !== "local" || statement.what.kind !== "state") return [];
  const { from, to } = statement.what;
  return [from ?? to].map(({ span }) => repair((t) => t.write("TIME-WAIT"), replace(span, "TIME-WAIT")));
}

function actualFrom({ finding }: FixSite<"state-from-wrong">): readonly Draft[] {
  const { actual } = finding.args;
  return [safe((t) => t.write(actual), replace(finding.span, actual))];
}

/** `A: S1 -> S2` as `A: S2`. */
function dropFrom({ statement, text, finding }: FixSite<"state-from-wrong">): readonly Draft[] {
  if (statement?.type !== "local" || statement.what.kind !== "state") return [];
  const { span, to } = statement.what;
  const written = text.slice(finding.span.start, finding.span.end);
  return [
    alternative((t) => t.remove(written), { span: { start: span.start, end: to.span.start }, text: "" }),
  ];
}

function dropClaim(place: FixSite): readonly Draft[] {
  return dropLine(place);
}

// Data and FIN

/** Who still sends data has not closed: the FIN before it was one flag too many. */
function earlierFin({ flow, segment }: SegmentSite): readonly Draft[] {
  const fin = finBefore(flow.statements, segment);
  if (fin === null || flagsOf(fin).length < 2) return [];
  return [repair((t) => t.removeFlag("FIN"), writeFlags(fin, withoutFlag(fin, "FIN")))];
}

/** The FIN came with data, or there is another one below: then this one was hardly meant. */
function isFinDoubtful({ flow, segment }: SegmentSite): boolean {
  const fin = finBefore(flow.statements, segment);
  if (fin === null) return false;
  const again = flow.statements.some(
    (s) =>
      s.type === "segment" &&
      s.line > segment.line &&
      s.from.name === segment.from.name &&
      flagsOf(s).includes("FIN"),
  );
  return again || fin.len !== null || fin.payload !== null;
}

/** The data goes in front of the FIN. */
function moveBeforeFin({ flow, segment, analysis }: SegmentSite): readonly Draft[] {
  const fin = finBefore(flow.statements, segment);
  if (fin === null) return [];
  const { document } = analysis;
  const line = lineText(document, segment.line);
  return [
    repair(
      (t) => t.moveLine(line.trim()),
      insertBefore(document, fin.line, line.trim()),
      removeLines(document, segment.line),
    ),
  ];
}

function finBefore(statements: FixSite["flow"]["statements"], segment: Segment): Segment | null {
  const found = statements.findLast(
    (s) =>
      s.type === "segment" &&
      s.line < segment.line &&
      s.from.name === segment.from.name &&
      flagsOf(s).includes("FIN"),
  );
  return found?.type === "segment" ? found : null;
}

// Events

/** How far an event is moved down to where it may happen. */
const MOVED_BY_AT_MOST = 4;

function moveDown({ flow, statement, analysis }: FixSite): readonly Draft[] {
  if (statement === null) return [];
  const { document } = analysis;
  const below = flow.statements.filter(({ line }) => line > statement.line).slice(0, MOVED_BY_AT_MOST);
  const text = lineText(document, statement.line).trim();
  return below.map(({ line }, at) => {
    const next = below[at + 1]?.line ?? line + 1;
    const target =
      next < document.lineStarts.length
        ? insertBefore(document, next, text)
        : insert(document.text.length, `${newline(document)}${text}`);
    return repair((t) => t.moveLine(text), removeLines(document, statement.line), target);
  });
}

/** A timer runs out only where something is outstanding: the last segment was lost. */
function lastOneLost({ flow, finding }: FixSite<"timeout-nothing">): readonly Draft[] {
  const sent = flow.statements.filter(
    (s): s is Segment =>
      s.type === "segment" &&
      s.line < finding.line &&
      s.from.name === finding.args.endpoint &&
      s.arrow.kind === "->",
  );
  const last = sent.at(-1);
  return last === undefined ? [] : [repair((t) => t.wasLost, writeArrow(last, "-x"))];
}

/** What the timer runs out for was left out: data that was lost. */
function lostBefore({ finding, trace, step, analysis }: FixSite<"timeout-nothing">): readonly Draft[] {
  const pair = trace.connections[step?.connection ?? -1];
  const { endpoint } = finding.args;
  if (pair === undefined) return [];
  const text = `${endpoint} -x ${pair.a === endpoint ? pair.b : pair.a}: PSH+ACK`;
  return [repair((t) => t.insertSegment(text), insertBefore(analysis.document, finding.line, text))];
}

const MILLISECONDS = 1000;

function sameTime({ finding }: FixSite<"time-backwards">): readonly Draft[] {
  const ms = Number.parseFloat(finding.args.before);
  const time = ms % MILLISECONDS === 0 ? `@${ms / MILLISECONDS}s` : `@${ms}ms`;
  return [repair((t) => t.write(time), replace(finding.span, time))];
}

// Amounts and options

function lengthOf({ segment }: SegmentSite, octets: string): readonly Draft[] {
  if (segment.len === null) return [];
  return [repair((t) => t.write(`len=${octets}`), writeField(segment.len, octets))];
}

/** As many segments as the MSS asks for; only the last one pushes. */
function splitByMss({ segment, finding, analysis, text }: SegmentSite<"mss-exceeded">): readonly Draft[] {
  const [len, mss] = [Number(finding.args.len), Number(finding.args.mss)];
  const most = 8;
  if (segment.len === null || segment.seq !== null || segment.ack !== null) return [];
  if (!Number.isInteger(len) || len <= mss || len > mss * most) return [];
  const head = text.slice(segment.span.start, segment.arrow.span.start);
  const to = text.slice(segment.arrow.span.start, bodyOf(segment, text));
  const lines: string[] = [];
  for (let sent = 0; sent < len; sent += mss) {
    const last = sent + mss >= len;
    const flags = last ? flagsOf(segment).join("+") : "ACK";
    lines.push(`${head}${to}${flags} len=${Math.min(mss, len - sent)}`);
  }
  return [
    repair(
      (t) => t.splitSegment(lines.length),
      replace(segment.span, lines.join(newline(analysis.document))),
    ),
  ];
}

/** Behind the colon and the blanks after it. */
function bodyOf(segment: Segment, text: string): number {
  const colon = text.indexOf(":", segment.arrow.span.end);
  let at = colon + 1;
  while (text.charAt(at) === " ") at++;
  return at;
}

function windowOf({ segment }: SegmentSite, octets: string): readonly Draft[] {
  const span = segment.win?.span;
  return span === undefined ? [] : [repair((t) => t.write(`win=${octets}`), replace(span, `win=${octets}`))];
}

function dropOption(
  { text }: FixSite,
  span: { readonly start: number; readonly end: number } | undefined,
): readonly Draft[] {
  if (span === undefined) return [];
  return [alternative((t) => t.remove(text.slice(span.start, span.end)), removeField(text, span))];
}

function dropEcn({ segment, finding }: SegmentSite<"ecn-not-agreed">): readonly Draft[] {
  const gone = flagsIn(finding.args.flag);
  const left = flagsOf(segment).filter((flag) => !gone.includes(flag));
  return left.length === 0 ? [] : [repair((t) => t.removeFlag(finding.args.flag), writeFlags(segment, left))];
}

function rightTimestamp({ segment, finding }: SegmentSite<"timestamp-wrong">): readonly Draft[] {
  if (segment.ts === null) return [];
  const { value, echo, span } = segment.ts;
  const { bound, reason } = finding.args;
  const written = reason === "backwards" ? `ts=${bound}:${echo}` : `ts=${value}:${bound}`;
  return [repair((t) => t.write(written), replace(span, written))];
}
