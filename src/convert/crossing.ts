/** Segments that cross on their way, as a text says or a simultaneous open or close has it (RFC 9293 §3.5, figure 13). */

import { textAt } from "../language/at.js";
import type { DrawnSegment, DrawnStatement } from "./drawn.js";

const CROSS =
  /同时(?:关闭|断开|打开|释放|发起|发送|发出|调用|close|向)|(?:交叉|相遇|擦肩)|(?<![A-Za-z])(?:simultaneous(?:ly)?|cross(?:es|ed|ing)?(?:\s+(?:in|on|each|over))?|at\s+the\s+same\s+time)(?![A-Za-z])/iu;

/**
 * Where a text says that both ends act at the same time, or that they come to a state that nothing else leads to, two segments
 * that say the same, one each way, are both under way before either arrives.
 */
export function crossed(
  title: string | null,
  statements: readonly DrawnStatement[],
): readonly DrawnStatement[] {
  const said = saysSo(title, statements);
  const result: DrawnStatement[] = [];
  let count = 0;
  for (let at = 0; at < statements.length; at++) {
    const one = statements[at] as DrawnStatement;
    const second = one.type === "segment" ? answerTo(one, statements, at) : null;
    if (one.type !== "segment" || second === null || !(said || statesSaySo(one, statements, second))) {
      result.push(one);
      continue;
    }
    const ids = [`x${++count}`, `x${++count}`];
    result.push(inFlight(one, textAt(ids, 0)), ...statements.slice(at + 1, second));
    const other = statements[second] as DrawnSegment;
    result.push(inFlight(other, textAt(ids, 1)));
    // What the second sender comes to by sending stands before anything arrives.
    at = second;
    while (isOwnClaim(statements[at + 1], other)) result.push(statements[++at] as DrawnStatement);
    result.push({ type: "deliver", line: other.line, ids });
  }
  return result;
}

/** Only whoever gets the other's FIN before its own is acknowledged comes to CLOSING (RFC 9293 §3.6). */
function statesSaySo(first: DrawnSegment, statements: readonly DrawnStatement[], second: number): boolean {
  const other = statements[second];
  if (!first.flags.includes("FIN") || other?.type !== "segment") return false;
  const both = [first.from, other.from];
  return statements.some(
    (one) => one.type === "claim" && one.state === "CLOSING" && one.ends.some((end) => both.includes(end)),
  );
}

function saysSo(title: string | null, statements: readonly DrawnStatement[]): boolean {
  const texts = statements.flatMap((one) => {
    if (one.type === "segment") return [one.caption ?? "", one.remark ?? ""];
    return one.type === "note" || one.type === "section" || one.type === "comment" ? [one.text] : [];
  });
  return [title ?? "", ...texts].some((text) => CROSS.test(text));
}

function inFlight(segment: DrawnSegment, id: string): DrawnSegment {
  return { ...segment, fate: "in-flight", id };
}

/** The next segment, if it runs the other way with the same flags, and does not know of the first. */
function answerTo(first: DrawnSegment, statements: readonly DrawnStatement[], at: number): number | null {
  const place = statements.findIndex((one, index) => index > at && one.type === "segment");
  const second = statements[place];
  if (second?.type !== "segment" || second.from !== first.to || second.to !== first.from) return null;
  if (first.fate !== "delivered" || second.fate !== "delivered" || first.id || second.id) return null;
  const same = first.flags.join() === second.flags.join() && !first.len && !second.len;
  const opens = first.flags.includes("SYN") || first.flags.includes("FIN");
  const knows = opens && Boolean(first.seq) && second.ack === `${first.seq}+1`;
  return same && first.flags.length > 0 && !knows ? place : null;
}

function isOwnClaim(statement: DrawnStatement | undefined, { from, flags }: DrawnSegment): boolean {
  if (statement?.type !== "claim") return false;
  // `Both are in SYN-SENT`: they have sent, and nothing has arrived.
  if (statement.ends.length === 2) return statement.state === BY_BOTH[flags.join("+")];
  if (statement.ends.length !== 1 || statement.ends[0] !== from) return false;
  return /^(?:SYN-SENT|FIN-WAIT-1|CLOSING|SYN-RECEIVED|LAST-ACK)$/.test(statement.state);
}

/** The state of both while what both have sent is under way. */
const BY_BOTH: Readonly<Record<string, string>> = {
  SYN: "SYN-SENT",
  "SYN+ACK": "SYN-RECEIVED",
  FIN: "FIN-WAIT-1",
  "FIN+ACK": "FIN-WAIT-1",
  ACK: "CLOSING",
};
