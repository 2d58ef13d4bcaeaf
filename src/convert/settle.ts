/** What can be said of a drawn flow only when all of it has been read. */

import type { StateName } from "../language/ast.js";
import { matchIn } from "../language/at.js";
import { crossed } from "./crossing.js";
import type { DrawnClaim, DrawnEnd, DrawnFlow, DrawnSegment, DrawnStatement } from "./drawn.js";
import type { Cast } from "./said/cast.js";
import { AGAIN } from "./said/patterns.js";
import { isWait, WAIT_2MSL } from "./said/told.js";

export function settled(title: string | null, cast: Cast, statements: readonly DrawnStatement[]): DrawnFlow {
  const used = usedEnds(cast, statements);
  const placed = crossed(
    title,
    inPlace(expiries(waits(opened(measured(lettered(sentAgain(unanswered(statements)))))))),
  );
  return { kind: "drawn", title, ends: used, statements: placed };
}

function isSegment(statement: DrawnStatement): statement is DrawnSegment {
  return statement.type === "segment";
}

/** Their names give ends a role where no SYN does. */
function usedEnds(cast: Cast, statements: readonly DrawnStatement[]): readonly DrawnEnd[] {
  const opens = statements.some((one) => isSegment(one) && one.flags.includes("SYN"));
  const ends = opens ? cast.ends.map((end) => halfOpen(end, statements)) : cast.withRoles();
  if (crashesFirst(statements)) return ends.map((end) => begun(end, "ESTABLISHED"));
  const closer = secondToClose(statements);
  if (closer === null) return ends;
  return ends.map((end) => begun(end, end.key === closer ? "CLOSE-WAIT" : "FIN-WAIT-2"));
}

/** Whoever comes to LAST-ACK by the first FIN that is told has got one before (RFC 9293 §3.6). */
function secondToClose(statements: readonly DrawnStatement[]): string | null {
  const first = statements.findIndex(isSegment);
  const fin = statements[first];
  const next = statements.slice(first + 1).find((one) => one.type === "claim" || isSegment(one));
  if (fin === undefined || !isSegment(fin) || !fin.flags.includes("FIN") || next?.type !== "claim")
    return null;
  if (statements.slice(0, first).some(({ type }) => type === "claim" || type === "event")) return null;
  const lasts = next.state === "LAST-ACK" && (next.from ?? "CLOSE-WAIT") === "CLOSE-WAIT";
  return lasts && next.ends.length === 1 && next.ends[0] === fin.from ? fin.from : null;
}

/** A crash before anybody sends is that of an end whose connection the other one goes on with. */
function crashesFirst(statements: readonly DrawnStatement[]): boolean {
  const first = statements.findIndex(isSegment);
  const before = statements.slice(0, first);
  const segment = statements[first];
  return (
    segment !== undefined &&
    isSegment(segment) &&
    !segment.flags.includes("SYN") &&
    before.some((one) => one.type === "event" && one.event === "crash") &&
    !before.some((one) => one.type === "claim")
  );
}

function begun(end: DrawnEnd, state: StateName): DrawnEnd {
  const attributes = end.attributes ?? [];
  return attributes.some((one) => one.startsWith("state="))
    ? end
    : { ...end, attributes: [...attributes, `state=${state}`] };
}

/** Who is connected before anybody sends, and then gets a SYN, knows a connection that the other end has lost (RFC 9293 §3.5.1). */
function halfOpen(end: DrawnEnd, statements: readonly DrawnStatement[]): DrawnEnd {
  const first = statements.findIndex(isSegment);
  const syn = statements[first];
  const claim = statements
    .slice(0, first)
    .findLast((one): one is DrawnClaim => one.type === "claim" && one.ends.includes(end.key));
  if (syn === undefined || !isSegment(syn) || syn.to !== end.key || !isFirstSyn(syn)) return end;
  if (claim === undefined || !CONNECTED.test(claim.state)) return end;
  return { ...end, role: "peer", attributes: [...(end.attributes ?? []), `state=${claim.state}`] };
}

const CONNECTED = /^(?:ESTABLISHED|FIN-WAIT-[12]|CLOSE-WAIT|CLOSING|LAST-ACK|TIME-WAIT)$/;

function isFirstSyn({ flags }: DrawnSegment): boolean {
  return flags.includes("SYN") && !flags.includes("ACK");
}

/**
 * Data without a number that is lost, and drawn once more by the same name (`DATA 2`), is the same data: both get a name for the
 * number that they have in common.
 */
function sentAgain(statements: readonly DrawnStatement[]): readonly DrawnStatement[] {
  const result = [...statements];
  const taken = new Set(statements.flatMap((one) => (isSegment(one) ? [one.seq, one.ack, one.len] : [])));
  statements.forEach((lost, at) => {
    if (!isSegment(lost) || lost.fate !== "lost" || lost.seq != null || lost.id) return;
    const name = lost.caption ?? lost.payload;
    if (!name && !lost.len) return;
    const carries =
      lost.flags.includes("PSH") ||
      (lost.len ?? "0") !== "0" ||
      lost.flags.length === 0 ||
      lost.payload != null;
    if (!carries || /SYN|FIN|RST/.test(lost.flags.join())) return;
    const later = (fits: (one: DrawnSegment) => boolean): number =>
      statements.findIndex(
        (one, index) => index > at && isSegment(one) && one.from === lost.from && fits(one),
      );
    const named = name ? later((one) => (one.caption ?? one.payload) === name) : -1;
    const again =
      named >= 0 ? named : later((one) => AGAIN.test(`${one.caption} ${one.remark}`) && one.len === lost.len);
    const segment = result[again];
    const between = statements.slice(at + 1, again).filter((one) => isSegment(one) && one.from === lost.from);
    // Right behind what was lost nothing else has been sent, so the number follows by itself.
    if (segment === undefined || !isSegment(segment) || segment.seq != null) return;
    if (between.length === 0 && statements[again - 1]?.type === "event") return;
    const digits = matchIn(lost.caption ?? "", /\d+$/);
    const seq = [`d${digits}`, `data${digits}`, `again${at}`].find((one) => !taken.has(one)) ?? `again${at}`;
    taken.add(seq);
    result[at] = { ...lost, seq };
    result[again] = { ...segment, seq };
  });
  return result;
}

const LETTERS = ["n", "m", "k", "L", "D"];
const FIELD_SYMBOL = /(?<![\p{L}\p{N}_])(?:len|length|data_?len)(?![\p{L}\p{N}_])/giu;

/** `ack=x+9+len`: a field's name that stands for a number has a letter of its own. */
function lettered(statements: readonly DrawnStatement[]): readonly DrawnStatement[] {
  const expressions = statements.flatMap((one) =>
    isSegment(one) ? [one.seq, one.ack, one.len].flatMap((text) => (text ? [text] : [])) : [],
  );
  if (!expressions.some((text) => text.search(FIELD_SYMBOL) >= 0)) return statements;
  const taken = new Set(expressions.flatMap((text) => text.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []));
  const letter = LETTERS.find((one) => !taken.has(one)) ?? "length_";
  const renamed = (text: string | null | undefined): string | null =>
    text ? text.replace(FIELD_SYMBOL, letter) : null;
  return statements.map((one) =>
    isSegment(one) ? { ...one, seq: renamed(one.seq), ack: renamed(one.ack), len: renamed(one.len) } : one,
  );
}

/** `Data (seq=x+1)`, and then `ack=x+1+n`: the letter is how long the data was. */
function measured(statements: readonly DrawnStatement[]): readonly DrawnStatement[] {
  const result = [...statements];
  const known = new Set<string>();
  /** Where the last segment of each end stands. */
  const last = new Map<string, number>();
  statements.forEach((one, at) => {
    if (!isSegment(one)) return;
    const [, base, letter] = /^(.+)\+([A-Za-z_]\w*)$/.exec(one.ack ?? "") ?? [];
    const place = last.get(one.to) ?? -1;
    const sent = result[place];
    if (letter !== undefined && !known.has(letter) && sent !== undefined && isSegment(sent)) {
      const carries = /^(?:PSH|$)/.test(sent.flags.join()) && !sent.len && !sent.payload;
      if (carries && sent.seq === base) result[place] = { ...sent, len: letter };
    }
    for (const word of `${one.seq} ${one.ack} ${one.len}`.split(/\W+/)) known.add(word);
    last.set(one.from, at);
  });
  return result;
}

const NO_ANSWER =
  /(?:没有?|无|未)(?:收到)?(?:任何|得到)?(?:回应|响应|应答|回复|回包|答复)|(?<![A-Za-z])no\s+(?:response|reply|answer)|never\s+(?:answers?|repl(?:y|ies)|responds?)|unanswered/iu;

/** Where a text says that nobody answered, and nobody does, what was sent did not arrive. */
function unanswered(statements: readonly DrawnStatement[]): readonly DrawnStatement[] {
  const segments = statements.filter(isSegment);
  const [first] = segments;
  const oneWay =
    first !== undefined && segments.every(({ from, to }) => from === first.from && to === first.to);
  const says = statements.some(
    (one) => (one.type === "note" || one.type === "section") && NO_ANSWER.test(one.text),
  );
  if (!oneWay || !says || !segments.every(isFirstSyn)) return statements;
  return statements.map((one) => (isSegment(one) ? { ...one, fate: "lost" as const } : one));
}

/** A drawing shows an end CLOSED first and then LISTEN; in the language a server listens before the first line. */
function opened(statements: readonly DrawnStatement[]): readonly DrawnStatement[] {
  const first = statements.findIndex(isSegment);
  const asked = new Set(statements.flatMap((one) => (isSegment(one) && isFirstSyn(one) ? [one.to] : [])));
  const listens = (end: string, from: number): boolean =>
    statements
      .slice(from, first)
      .some((one) => one.type === "claim" && one.state === "LISTEN" && one.ends.includes(end));
  return statements.flatMap((one, at): readonly DrawnStatement[] => {
    if (at >= first || one.type !== "claim" || one.state !== "CLOSED") return [one];
    const servers = one.ends.filter((end) => asked.has(end));
    const others = one.ends.filter((end) => !asked.has(end));
    if (servers.length === 0) return [one];
    const notes = servers
      .filter((end) => !listens(end, at))
      .map((end) => ({ type: "note" as const, line: one.line, over: [end], text: "CLOSED" }));
    const claims = servers
      .filter((end) => listens(end, at))
      .map((end) => ({ ...one, ends: [end], state: "LISTEN" as const, from: "CLOSED" as const }));
    return [...(others.length > 0 ? [{ ...one, ends: others }] : []), ...notes, ...claims];
  });
}

/** A wait of 2MSL is over where its end neither sends nor gets anything afterwards; else it is only spoken of. */
function waits(statements: readonly DrawnStatement[]): readonly DrawnStatement[] {
  return statements.map((said, at) => {
    const one = waitOfCloser(said, statements.slice(0, at));
    if (one.type !== "event" || one.event !== WAIT_2MSL) return one;
    const after = statements.slice(at + 1);
    const goesOn = after.some((next) => isSegment(next) && (next.from === one.end || next.to === one.end));
    const already = after.some(
      (next) => next.type === "event" && next.event === WAIT_2MSL && next.end === one.end,
    );
    if (!goesOn && !already) return one;
    return { type: "note", line: one.line, over: [one.end], text: one.remark ?? WAIT_2MSL };
  });
}

/** A wait that is written over both ends, or none, is that of the one in TIME-WAIT, which sent the first FIN. */
function waitOfCloser(one: DrawnStatement, before: readonly DrawnStatement[]): DrawnStatement {
  const waiting = before.flatMap((s) => (s.type === "claim" && s.state === "TIME-WAIT" ? s.ends : []));
  if (one.type === "event" && one.event === WAIT_2MSL && waiting.length > 0 && !waiting.includes(one.end))
    return { ...one, end: waiting.at(-1) ?? one.end };
  if (one.type !== "note" || one.over.length === 1 || !isWait(one.text)) return one;
  const claim = before.findLast((s) => s.type === "claim" && s.state === "TIME-WAIT");
  const fin = before.find((s) => isSegment(s) && s.flags.includes("FIN"));
  const end = claim?.type === "claim" ? claim.ends[0] : fin?.type === "segment" ? fin.from : undefined;
  return end === undefined ? one : { type: "event", line: one.line, end, event: WAIT_2MSL, remark: one.text };
}

/** The retransmission timer runs only while something is not acknowledged (RFC 6298 §5); else the words stay words. */
function expiries(statements: readonly DrawnStatement[]): readonly DrawnStatement[] {
  return statements.map((one, at) => {
    if (one.type !== "event" || one.event !== "timeout rto" || !one.remark) return one;
    const before = statements.slice(0, at).filter(isSegment);
    const waits = before.some(
      (segment, index) => segment.from === one.end && isOutstanding(segment, before.slice(index + 1)),
    );
    return waits ? one : { type: "note", line: one.line, over: [one.end], text: one.remark };
  });
}

/** Nothing that arrived afterwards acknowledges it, as far as can be told. */
function isOutstanding(
  { from, to, flags, seq, len, fate }: DrawnSegment,
  after: readonly DrawnSegment[],
): boolean {
  const takes =
    flags.includes("SYN") || flags.includes("FIN") || flags.includes("PSH") || (len ?? "0") !== "0";
  if (!takes) return false;
  const answers = after.filter((one) => one.from === to && one.to === from && one.fate !== "lost" && one.ack);
  const again = after.some((one) => one.from === from && one.fate !== "lost" && one.seq === seq);
  if (fate === "lost" && (seq == null || !again)) return true;
  const first = Number(seq ?? "x");
  const numbers = answers.map(({ ack }) => Number(ack));
  if ([first, ...numbers].some((n) => Number.isNaN(n))) return answers.length === 0;
  return numbers.every((ack) => ack <= first);
}

/** States that an end enters by what it sends itself. */
const BY_SENDING: Readonly<Record<string, (segment: DrawnSegment) => boolean>> = {
  "SYN-SENT": ({ flags }) => flags.includes("SYN") && !flags.includes("ACK"),
  "SYN-RECEIVED": ({ flags }) => flags.includes("SYN"),
  "FIN-WAIT-1": ({ flags }) => flags.includes("FIN"),
  "LAST-ACK": ({ flags }) => flags.includes("FIN"),
};

/** A state that stands above the segment by which it is entered belongs below it: drawings put both in one place. */
function inPlace(statements: readonly DrawnStatement[]): readonly DrawnStatement[] {
  const result: DrawnStatement[] = [];
  const held: { readonly claim: DrawnClaim; readonly segment: DrawnSegment }[] = [];
  statements.forEach((one, at) => {
    const segment = one.type === "claim" ? causeOf(one, statements, at) : null;
    if (one.type === "claim" && segment !== null) held.push({ claim: one, segment });
    else result.push(one);
    for (const { claim, segment: cause } of held) if (cause === one) result.push(claim);
  });
  return result;
}

/** The segment right below, if it is the sender's way into the state; null where the claim stands well. */
function causeOf(claim: DrawnClaim, statements: readonly DrawnStatement[], at: number): DrawnSegment | null {
  const [end] = claim.ends;
  const enters = BY_SENDING[claim.state];
  if (end === undefined || claim.ends.length > 1 || enters === undefined) return null;
  const before = statements.slice(0, at).filter(isSegment);
  if (before.some((one) => one.from === end && enters(one) && !isOld(one, before))) return null;
  const next = statements.slice(at + 1).find(isSegment);
  return next !== undefined && next.from === end && enters(next) ? next : null;
}

/** Of a connection that has ended since: a SYN came after it. */
function isOld(segment: DrawnSegment, segments: readonly DrawnSegment[]): boolean {
  const at = segments.indexOf(segment);
  return segments.slice(at + 1).some(({ flags }) => flags.includes("SYN") && !flags.includes("ACK"));
}
