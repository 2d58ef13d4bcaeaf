/** What all sequence diagrams have: messages, notes, phases and branches. The notations differ in how they spell them. */

import type { StateName } from "../../language/ast.js";
import { textAt } from "../../language/at.js";
import type { DrawnFlow, DrawnStatement } from "../drawn.js";
import { Cast } from "../said/cast.js";
import { hasNumbers, isSegment, type SaidSegment, saidIn } from "../said/said.js";
import { segmentOf } from "../said/segment-of.js";
import { brokenLines, plainText, trimmedWords } from "../said/text.js";
import { isOfBoth, toldOf, whoIn } from "../said/told.js";
import { settled } from "../settle.js";

/** Where the statements of a branch begin and end among those of the scene. */
interface Branch {
  readonly label: string;
  readonly from: number;
  to: number;
}

export class DrawnScene {
  readonly cast = new Cast();
  readonly statements: DrawnStatement[] = [];
  readonly read = new Set<number>();
  title: string | null = null;
  /** The ends of the last message. */
  last: readonly [from: string, to: string] | null = null;
  messages = 0;
  private readonly open: (Branch[] | null)[] = [];
  private readonly choices: Branch[][] = [];

  /** Something travels, or is only written on an arrow. */
  message(line: number, from: string, to: string, text: string, lost = false): void {
    this.last = [from, to];
    if (from === to) {
      for (const part of brokenLines(text)) this.tell(line, part, [from]);
      return;
    }
    const statements = carried(text, from, to, this.cast, line, lost);
    if (statements.some(({ type }) => type === "segment")) this.messages++;
    this.statements.push(...statements);
  }

  /** A remark at some ends. */
  tell(line: number, text: string, owners: readonly string[]): void {
    for (const part of brokenLines(text)) this.statements.push(...toldOf(part, owners, this.cast, line));
  }

  /** The statements from a place on happen at a time. */
  timeFrom(place: number, time: number): void {
    for (let at = place; at < this.statements.length; at++) {
      const one = this.statements[at];
      if (one !== undefined) this.statements[at] = { ...one, time };
    }
  }

  comment(line: number, text: string): void {
    this.statements.push({ type: "comment", line, text });
  }

  /** Time passes, or something is not drawn. */
  pause(line: number, text: string): void {
    const words = plainText(text);
    if (LEFT_OUT.test(words)) this.statements.push({ type: "elision", line, text: words });
    else if (words.trim() !== "") this.tell(line, text, this.cast.keys);
  }

  section(line: number, text: string): void {
    this.statements.push({ type: "section", line, text: plainText(text) });
  }

  /** A block that happens one way or another, or, without `choice`, just as it stands. */
  begin(line: number, label: string, choice: boolean): void {
    this.open.push(choice ? [{ label, from: this.statements.length, to: -1 }] : null);
    if (!choice && label !== "") this.comment(line, label);
  }

  otherwise(line: number, label: string): void {
    const branches = this.open.at(-1);
    if (branches == null) {
      if (label !== "") this.comment(line, label);
      return;
    }
    const [last] = branches.slice(-1);
    if (last !== undefined) last.to = this.statements.length;
    branches.push({ label, from: this.statements.length, to: -1 });
  }

  end(): void {
    const branches = this.open.pop();
    const [last] = branches?.slice(-1) ?? [];
    if (branches == null || last === undefined) return;
    last.to = this.statements.length;
    // A choice within a choice belongs to the branch that it stands in.
    if (this.open.every((one) => one === null)) this.choices.push(branches);
  }

  /** The flow in which every first branch is taken, and one for each other branch, as far as it goes. */
  flows(): readonly DrawnFlow[] {
    while (this.open.length > 0) this.end();
    const others = this.choices.flatMap((branches) => branches.slice(1));
    const main = this.without(others, this.statements.length);
    if (others.length === 0) return [settled(this.title, this.cast, this.statements)];
    const [first] = this.choices[0] ?? [];
    const titled = (label: string): string | null =>
      [this.title, plainText(label)].filter((part) => part).join(": ") || null;
    return [
      settled(titled(first?.label ?? ""), this.cast, main),
      ...others.map((branch) => {
        const before = this.choices
          .filter((branches) => (branches.at(-1)?.to ?? 0) <= branch.from)
          .flatMap((branches) => branches.slice(1));
        const own = this.choices.find((branches) => branches.includes(branch)) ?? [];
        const left = [...before, ...own.filter((one) => one !== branch)];
        return settled(titled(branch.label), this.cast, this.without(left, branch.to));
      }),
    ];
  }

  private without(branches: readonly Branch[], end: number): readonly DrawnStatement[] {
    return this.statements
      .slice(0, end)
      .filter((_, at) => !branches.some(({ from, to }) => from <= at && at < to));
  }
}

const DRAWN_SO = /[-=.~]+\W{0,3}[>x)\]|]|[<x([|]\W{0,3}[-=.~]+|[→←]/u;

/** The first line of a drawing that has an arrow and a segment on it, and was not understood. */
export function unreadMessage(
  lines: readonly string[],
  { first, last }: { readonly first: number; readonly last: number },
  read: ReadonlySet<number>,
): number | null {
  for (let line = first; line <= last; line++) {
    const [, before = "", behind = ""] = /^([^:：]*)[:：](.*)$/u.exec(textAt(lines, line)) ?? [];
    if (!read.has(line) && DRAWN_SO.test(before) && isSegment(saidIn(behind))) return line;
  }
  return null;
}

/** Data that is there, and not drawn. */
const LEFT_OUT =
  /省略|略去|数据(?:传输|传送|交换|收发)|传输数据|(?<![A-Za-z])(?:omitted|not\s+shown|left\s+out|elided|more\s+data|data\s+(?:transfers?|exchange|phase|flows?))(?![A-Za-z])/iu;
const ONLY_WAITS = /^\W*(?:继续)?(?:等待|等候|waiting|waits?\b)/iu;
const TIMED_OUT = /超时|time-?out|timed out|(?<![A-Za-z])RTO(?![A-Za-z])/iu;
const NUMBERED =
  /^\s*(?:\d{1,2}[.)、:]|[①-⑳]|[（(]\d{1,2}[)）]|步骤\s*\d+\s*[:：]?|step\s*\d+\s*[:.]?)\s*(?=\S)/iu;

/** What an arrow with some words on it says: a segment, with claims and notes; or only a note. */
export function carried(
  text: string,
  from: string,
  to: string,
  cast: Cast,
  line: number,
  lost = false,
): readonly DrawnStatement[] {
  const parts = brokenLines(text.replace(NUMBERED, ""));
  const saying = parts.filter((part) => isSegment(saidIn(part)));
  const said = saidIn((saying.length > 0 ? saying : parts.slice(0, 1)).join(", "));
  const nothing = parts.length === 0;
  if (nothing || ONLY_WAITS.test(plainText(text)) || !(isSegment(said) || said.data)) {
    const words = parts.map((part) => plainText(part)).join("; ");
    if (words === "") return [];
    const told = toldOf(words, [from], cast, line);
    const claims = told.some(({ type }) => type === "claim" || type === "event");
    return claims ? told : [{ type: "note", line, over: [from, to], text: words }];
  }
  const segment = segmentOf(said, from, to, line, lost ? "lost" : "delivered");
  const rest = parts.filter((part) => !saying.includes(part) && !(saying.length === 0 && part === parts[0]));
  const lostBeside = rest.some((part) => saidIn(part).lost);
  return [
    ...(resentAfterTimeout(said, plainText(text)) ? [timeout(from, line)] : []),
    lostBeside ? { ...segment, fate: "lost" } : segment,
    ...claimsOf(said, from, to, cast, line),
    ...rest.flatMap((part) => asClaims(part, from, to, cast, line)),
  ];
}

/** Data without a number that is sent again after a timeout begins at SND.UNA. */
function resentAfterTimeout(said: SaidSegment, text: string): boolean {
  const opens = said.flags.includes("SYN") || said.flags.includes("FIN");
  return (
    said.again &&
    !opens &&
    !hasNumbers(said) &&
    (said.data || said.flags.includes("PSH")) &&
    TIMED_OUT.test(text)
  );
}

function timeout(end: string, line: number): DrawnStatement {
  return { type: "event", line, end, event: "timeout rto" };
}

/** A line below the label: claims of the sender, or a note over both. */
function asClaims(
  part: string,
  from: string,
  to: string,
  cast: Cast,
  line: number,
): readonly DrawnStatement[] {
  const told = toldOf(part, [from], cast, line);
  const onlyNotes = told.every(({ type }) => type === "note");
  const text = trimmedWords(plainText(part));
  return onlyNotes && text !== "" ? [{ type: "note", line, over: [from, to], text: plainText(part) }] : told;
}

/** States named on the arrow: of whoever the words name, or whom the segment can bring there. */
function claimsOf(
  said: SaidSegment,
  from: string,
  to: string,
  cast: Cast,
  line: number,
): readonly DrawnStatement[] {
  const last = said.states.at(-1);
  if (last === undefined) return [];
  const before = said.states.at(-2);
  const arrow =
    before !== undefined &&
    /^\s*(?:状态)?\s*(?:→|->|-->|=>|⇒)\s*$/u.test(said.source.slice(before.end, last.index));
  const ahead = said.source.slice(0, last.index);
  const named = whoIn(ahead, cast);
  const own = isOfReceiver(said, last.state) ? to : from;
  const ends = named.length === 0 ? [own] : isOfBoth(ahead) ? named : named.slice(0, 1);
  const state = { type: "claim" as const, line, ends, state: last.state };
  return [arrow ? { ...state, from: before.state } : state];
}

function isOfReceiver({ flags }: SaidSegment, state: StateName | "?"): boolean {
  const syn = flags.includes("SYN");
  const ack = flags.includes("ACK");
  if (syn && !ack) return state === "SYN-RECEIVED";
  if (syn) return state === "ESTABLISHED";
  if (flags.includes("FIN")) return state === "CLOSE-WAIT" || state === "TIME-WAIT";
  return ack && state === "FIN-WAIT-2";
}
