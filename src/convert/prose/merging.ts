/** One segment that is told twice: by its name and by its bits, by where its numbers come from and by the numbers. */

import type { DrawnClaim, DrawnSegment, DrawnStatement } from "../drawn.js";

/** Both tellings as one; null where they contradict each other, or go different ways. */
export function oneSegment(first: DrawnSegment, second: DrawnSegment, answer = false): DrawnSegment | null {
  if (first.from !== second.from || first.to !== second.to) return null;
  const holds = (one: DrawnSegment, other: DrawnSegment): boolean =>
    other.flags.every((flag) => one.flags.includes(flag));
  const agree = (["seq", "ack", "len", "win"] as const).every((key) => agrees(first[key], second[key]));
  if (!agree || !(answer || holds(first, second) || holds(second, first))) return null;
  return {
    ...first,
    flags: answer ? ["SYN", "ACK"] : second.flags.length > first.flags.length ? second.flags : first.flags,
    seq: plainer(first.seq, second.seq),
    ack: plainer(first.ack, second.ack),
    len: first.len ?? second.len ?? null,
    win: first.win ?? second.win ?? null,
    fate: second.fate === "lost" ? "lost" : first.fate,
  };
}

/** `返回 ACK，同时也发送 SYN`: both answer the SYN that has come, and are one segment. */
export function isAnswer({ flags, from }: DrawnSegment, before: readonly DrawnStatement[]): boolean {
  const segments = before.filter((one): one is DrawnSegment => one.type === "segment");
  const last = segments.at(-1);
  const asked = segments.some((one) => one.from !== from && one.flags.includes("SYN"));
  return asked && last?.from === from && /^(?:SYN,ACK|ACK,SYN)$/.test([...last.flags, ...flags].join());
}

type Written = string | null | undefined;

const ISN = /^[A-Za-z_]*isn/iu;

/** `ISN(c)` and then `x` are one number, first described and then named. */
function agrees(one: Written, other: Written): boolean {
  return !one || !other || one === other || ISN.test(one) !== ISN.test(other);
}

function plainer(one: Written, other: Written): string | null {
  if (!one || !other) return one || other || null;
  return ISN.test(one) ? other : one;
}

/** Data that a later sentence sends goes in none of the segments that have been told without data. */
export function isApart(last: DrawnSegment | undefined, { len, payload, from }: DrawnSegment): boolean {
  if (last === undefined || last.from !== from || last.flags.length === 0) return false;
  return Boolean(len || payload) && !(last.len || last.payload);
}

/** What an end sends again under its number is as long as it was, where nobody says otherwise. */
export function asBefore(again: DrawnSegment, before: readonly DrawnStatement[]): DrawnSegment {
  if (
    !again.seq ||
    again.len ||
    again.payload ||
    again.flags.some((flag) => flag !== "PSH" && flag !== "ACK")
  )
    return again;
  const first = before.findLast(
    (one): one is DrawnSegment => one.type === "segment" && one.from === again.from && one.seq === again.seq,
  );
  return first === undefined ? again : { ...again, len: first.len ?? null, payload: first.payload ?? null };
}

/** Whether a claim was made already, since anything was sent. */
export function repeats(statements: readonly DrawnStatement[], { state, ends }: DrawnClaim): boolean {
  const since = statements.slice(statements.findLastIndex(({ type }) => type === "segment") + 1);
  return since.some(
    (one) => one.type === "claim" && one.state === state && ends.every((end) => one.ends.includes(end)),
  );
}
