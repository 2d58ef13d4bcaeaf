/** Logs of programs that tell what they send and receive: `[0.010] TX SYN seq=5`, `[server] 收到 ACK seq=6 ack=9`. */

import { textAt } from "../../language/at.js";
import type { DrawnEnd, DrawnFlow, DrawnSegment, DrawnStatement } from "../drawn.js";
import { directedWords } from "../prose/directed.js";
import type { Reader, Source, SourceReading } from "../reader.js";
import { Cast } from "../said/cast.js";
import { saidIn } from "../said/said.js";
import { segmentOf } from "../said/segment-of.js";
import { plainText } from "../said/text.js";
import { toldOf } from "../said/told.js";
import { settled } from "../settle.js";
import { entryIn, isSummary, type LogEntry } from "./log-line.js";

const SURE = 0.83;

export const LOG: Reader = { name: "log", atMost: SURE, read: readLog };

const LEAST_SEGMENTS = 2;

function readLog({ lines }: Source): SourceReading | null {
  const entries = lines.flatMap((line, at) => {
    const entry = entryIn(plainText(line));
    return entry === null ? [] : [{ ...entry, line: at }];
  });
  const carrying = entries.filter(({ way }) => way !== null);
  const ends = [...new Set(carrying.map(({ who }) => who))];
  if (carrying.length < LEAST_SEGMENTS || ends.length > 2 || lines.some(isSummary)) return null;
  const log = new Log(ends);
  for (const entry of entries) log.add(entry);
  return { sure: SURE, lines: log.read, flows: [log.flow()] };
}

interface Line extends LogEntry {
  readonly line: number;
}

/** What one end, or both of them, wrote down. */
class Log {
  readonly read = new Set<number>();
  private readonly cast = new Cast();
  private readonly statements: DrawnStatement[] = [];
  private readonly local: string;
  private readonly peer: string;
  private readonly both: boolean;
  private began: number | null = null;
  private count = 0;

  constructor(ends: readonly string[]) {
    this.both = ends.length === 2;
    this.local = this.cast.add("local", ends[0] || "local");
    this.peer = this.cast.add("peer", ends[1] ?? "peer");
    if (ends[0]) this.cast.alias(ends[0], this.local);
    if (ends[1]) this.cast.alias(ends[1], this.peer);
  }

  flow(): DrawnFlow {
    const flow = settled(null, this.cast, this.direct());
    return { ...flow, ends: flow.ends.map((end) => this.named(end)) };
  }

  /** Who is only this end of the log, or the other, has no name. */
  private named(end: DrawnEnd): DrawnEnd {
    const label = end.label === "local" || end.label === "peer" ? null : end.label;
    const own =
      label !== null && /^[\p{L}_][\p{L}\p{N}_]*$/u.test(label) && !/^(?:client|server)$/i.test(label);
    return { ...end, name: own ? label : null, label };
  }

  add({ line, time, who, way, label }: Line): void {
    const end = this.both && this.cast.find(who) === this.peer ? this.peer : this.local;
    const first = this.statements.length;
    const words = directedWords(label, true);
    if (way === "out") this.send(words.segment, end, this.otherThan(end), line);
    else if (way === "in" && this.both) this.arrive(words.segment, this.otherThan(end), line);
    else if (way === "in") this.send(words.segment, this.otherThan(end), end, line);
    const rest = way === null ? label : words.states;
    this.statements.push(...toldOf(rest, [end], this.cast, line).flatMap((one) => asOpened(one)));
    this.read.add(line);
    const [begun] = this.statements.slice(first);
    if (time === null || begun === undefined) return;
    this.began ??= time;
    this.statements[first] = { ...begun, time: Math.round((time - this.began) * 1000) / 1000 };
  }

  private otherThan(end: string): string {
    return end === this.local ? this.peer : this.local;
  }

  private send(words: string, from: string, to: string, line: number): void {
    const segment = segmentOf(saidIn(words), from, to, line);
    this.statements.push(this.both ? { ...segment, fate: "in-flight", id: `p${++this.count}` } : segment);
  }

  /** The other end's line about the same segment; what nobody has sent stays as words. */
  private arrive(words: string, from: string, line: number): void {
    const said = saidIn(words);
    const sent = this.statements.filter(
      (one): one is DrawnSegment => one.type === "segment" && one.from === from && !this.hasArrived(one),
    );
    const fits = (one: DrawnSegment): boolean => one.flags.join() === said.flags.join();
    const same = (one: DrawnSegment): boolean => fits(one) && one.seq === said.seq && one.ack === said.ack;
    const found = sent.find(same) ?? sent.find(fits);
    if (found?.id == null) {
      this.statements.push({ type: "comment", line, text: words.trim() });
      return;
    }
    const remark = same(found) ? null : words.trim();
    this.statements.push({ type: "deliver", line, ids: [found.id], remark });
  }

  private hasArrived({ id }: DrawnSegment): boolean {
    return this.statements.some((one) => one.type === "deliver" && one.ids.includes(id ?? ""));
  }

  /** Where the log tells of no arrival at an end, what was sent there has arrived; so has what arrives at the same time. */
  private direct(): readonly DrawnStatement[] {
    const heard = new Set(this.statements.flatMap((one) => (one.type === "deliver" ? one.ids : [])));
    return this.statements
      .flatMap((one, at): readonly DrawnStatement[] => {
        if (one.type !== "segment" || one.fate !== "in-flight") return [one];
        if (heard.size === 0) return [{ ...one, fate: "delivered", id: null }];
        const next = this.statements[at + 1];
        const now =
          next?.type === "deliver" && next.ids[0] === one.id && (next.time ?? null) === null && !next.remark;
        return now ? [{ ...one, fate: "delivered", id: null }] : [one];
      })
      .filter((one, _, all) => !(one.type === "deliver" && isDirect(all, textAt(one.ids, 0))));
  }
}

function isDirect(statements: readonly DrawnStatement[], id: string): boolean {
  return !statements.some((one) => one.type === "segment" && one.id === id);
}

/** `open -> SYN_SENT`: the call, and the state that it leads to. */
function asOpened(one: DrawnStatement): readonly DrawnStatement[] {
  if (one.type !== "claim" || one.remark == null || !/^(?:active\s+)?open\s*(?:->|→)?$/i.test(one.remark))
    return [one];
  const [end = ""] = one.ends;
  return [
    { type: "event", line: one.line, end, event: "open" },
    { ...one, remark: null },
  ];
}
