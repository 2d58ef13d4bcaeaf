/**
 * Whether what is told of a wrong answer is true of its place. The facts are derived here, out of the key alone: what
 * each end has sent, by adding up octets, and which states it goes through, as the check of a plain flow has them.
 */

import { analyze } from "../../../src/check/analyze.js";
import { parse } from "../../../src/language/parser.js";
import type { Hole } from "./brute.js";

interface Sent {
  readonly line: number;
  readonly from: string;
  readonly to: string;
  readonly seq: number;
  /** Behind its last octet. */
  readonly end: number;
  readonly ack: number | null;
  readonly syn: boolean;
}

export interface Facts {
  readonly sent: readonly Sent[];
  /** The states of all ends after each line. */
  readonly states: readonly { readonly line: number; readonly of: Readonly<Record<string, string>> }[];
  /** Where each end begins. */
  readonly start: Readonly<Record<string, string>>;
}

const TWO_32 = 2 ** 32;

export function factsOf(key: string): Facts {
  const lines = key.split("\n");
  const sent = lines.flatMap((text, line): Sent[] => {
    const found = /^\s*(?:old )?(\w+) [-~][>x] (\w+): (\S+)/.exec(text);
    const seq = numberIn(text, "seq");
    if (found === null || seq === null || /^\s*old /.test(text)) return [];
    const flags = (found[3] as string).split("+");
    // A RST takes no number.
    if (flags.includes("RST")) return [];
    const control = flags.filter((flag) => flag === "SYN" || flag === "FIN").length;
    const end = (seq + (numberIn(text, "len") ?? 0) + control) % TWO_32;
    const [from, to] = [found[1] as string, found[2] as string];
    return [{ line, from, to, seq, end, ack: numberIn(text, "ack"), syn: flags.includes("SYN") }];
  });
  const [flow] = analyze(parse(key)).flows;
  const states = (flow?.steps ?? []).map((step) => ({ line: step.line, of: step.states.all }));
  const start = Object.fromEntries(
    lines.flatMap((text): [string, string][] => {
      const found = /^(client|server|peer) (\w+)/.exec(text);
      if (found === null) return [];
      const [, state] = /state=(\S+)/.exec(text) ?? [];
      return [[found[2] as string, state ?? (found[1] === "server" ? "LISTEN" : "CLOSED")]];
    }),
  );
  return { sent, states, start };
}

function numberIn(text: string, field: string): number | null {
  const [, digits] = new RegExp(`\\b${field}=(\\d+)\\b(?!\\+)`).exec(text) ?? [];
  return digits === undefined ? null : Number(digits);
}

/** How far `a` is behind `b`, going round. */
function behind(a: number, b: number): number {
  const off = (b - a + TWO_32) % TWO_32;
  return off > TWO_32 / 2 ? off - TWO_32 : off;
}

/** Why what is told is false of the place; null where it is true, or says nothing that these facts decide. */
export function falsehood(
  facts: Facts,
  hole: Hole,
  key: string,
  written: string,
  told: string,
): string | null {
  if (hole.kind === "state") return falseOfState(facts, hole, key, written, told);
  if (hole.kind === "seq" || hole.kind === "ack")
    return falseOfNumber(facts, hole, key, Number(written), told);
  return null;
}

function falseOfState(
  { states, start }: Facts,
  hole: Hole,
  key: string,
  written: string,
  told: string,
): string | null {
  const [, name = ""] = /^\s*(\w+)/.exec(key.split("\n")[hole.line] ?? "") ?? [];
  const of = (end: string, from: number, to: number) =>
    states
      .filter(({ line }) => line >= from && line < to)
      .flatMap((step) => Object.entries(step.of).flatMap(([key, state]) => (isOf(key, end) ? [state] : [])));
  const earlier = [start[name] ?? "", ...of(name, 0, hole.line)];
  const later = of(name, hole.line + 1, Number.POSITIVE_INFINITY);
  const now = states.findLast(({ line }) => line <= hole.line)?.of ?? start;
  const others = Object.entries(now).flatMap(([end, state]) => (isOf(end, name) ? [] : [state]));
  switch (told) {
    case "state-before":
      return earlier.includes(written) ? null : `${name} was never in ${written}`;
    case "state-after":
      return later.includes(written) ? null : `${name} never gets to ${written}`;
    case "other-end":
      return others.includes(written) ? null : `no other end is in ${written}`;
    case "established-too-early":
      return earlier.includes("ESTABLISHED") ? `${name} was in ESTABLISHED` : null;
    case "time-wait-side":
      return [...earlier, ...of(name, hole.line, hole.line + 1)].some(
        (state) => state === "CLOSE-WAIT" || state === "LAST-ACK",
      )
        ? null
        : `${name} has not got a FIN first`;
    default:
      return null;
  }
}

/** `S(C)` is one of the connections of S. */
function isOf(key: string, end: string): boolean {
  return key === end || key.startsWith(`${end}(`);
}

function falseOfNumber({ sent }: Facts, hole: Hole, key: string, value: number, told: string): string | null {
  const line = key.split("\n")[hole.line] ?? "";
  const [, name = "", other = ""] = /^\s*(?:old )?(\w+) [-~][>x] (\w+)/.exec(line) ?? [];
  const right = Number(hole.right);
  if (Number.isNaN(value) || Number.isNaN(right)) return null;
  const above = sent.filter((one) => one.line < hole.line);
  const own = above.filter(({ from, to }) => from === name && to === other);
  const peers = above.filter(({ from, to }) => from === other && to === name);
  const isIn = (list: readonly Sent[]) =>
    list.some(({ seq, end }) => behind(seq, value) >= 0 && behind(value, end) > 0);
  const isNext = (list: readonly Sent[]) => list.some(({ end }) => end === value);
  const most = (list: readonly Sent[]) =>
    list.reduce<number | null>((far, { end }) => (far === null || behind(far, end) > 0 ? end : far), null);
  /** What it sent before the exchange begins is not known. */
  const isUnseen = own.length === 0 && !sent.some(({ syn }) => syn);
  const farOwn = most(own);
  const farPeer = most(peers);
  switch (told) {
    case "old-number":
      return isIn(own) || isUnseen ? null : `${name} has not sent ${value}`;
    case "number-skipped":
      if (isIn(peers)) return `${value} is the other end's`;
      return farOwn === null || behind(farOwn, value) > 0 ? null : `${value} is not beyond what ${name} sent`;
    case "ack-ahead":
      return farPeer === null || behind(farPeer, value) > 0 ? null : `${value} has been sent`;
    case "ack-old":
      return behind(value, right) > 0 ? null : `${value} is beyond ${right}`;
    case "ack-for-seq":
      return numberIn(line, "ack") === value ? null : `${value} is not the ack`;
    case "new-number-for-retransmission":
      return own.some(({ seq, end }) => behind(seq, right) >= 0 && behind(right, end) > 0)
        ? null
        : `${right} was not sent before`;
    case "peer-number":
      // An ack counts the numbers of whom it answers.
      return hole.kind === "ack"
        ? isIn(peers) && !isIn(own) && !isNext(own)
          ? `${value} is ${other}'s`
          : null
        : isIn(own) && !isIn(peers) && !isNext(peers)
          ? `${value} is ${name}'s own`
          : null;
    default:
      return null;
  }
}
