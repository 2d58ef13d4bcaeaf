/** What tcpdump prints, in all of its ways: `-n`, `-S`, `-v` over two lines, times of every kind, dumps in hex and ASCII. */

import { textAt } from "../../language/at.js";
import type { ObservedSegment } from "../observed.js";
import type { Reader, Source, SourceReading } from "../reader.js";
import { Clock, millisecondsOf } from "./clock.js";
import { firstOf, type Sighting, sightingOf } from "./sightings.js";
import { aboveAt, fieldsJoined, packetsOn } from "./tcpdump-layout.js";
import { isOldForm, readOldForm } from "./tcpdump-old.js";
import { EndCache, looksLikePacket, notUnderstood, readTcpdumpPacket } from "./tcpdump-packet.js";

export const tcpdump: Reader = { name: "tcpdump", read };

const SURE = 0.95;

function read(source: Source): SourceReading | null {
  const { lines, joined } = fieldsJoined(source.lines);
  if (!lines.some((line) => line.includes(": Flags [") || isOldForm(line))) return quiet(lines);
  const page = new Page(lines, joined);
  for (let line = 0; line < lines.length; line += page.read(line));
  if (page.unread !== null)
    return { sure: SURE, lines: new Set([page.unread]), unread: page.unread, part: page.part, flows: [] };
  if (page.segments.length === 0) return null;
  return {
    sure: SURE,
    lines: page.understood,
    comments: page.copies,
    flows: [
      {
        kind: "observed",
        numbers: "printed",
        segments: withTimes(page.segments, page.clock),
        timeText: (place) => page.clock.textAt(place),
      },
    ],
  };
}

/** `-q` prints neither flags nor numbers, so there is nothing that a flow could say. */
const QUIET = /\bIP6? \S+\.[\w-]+ > \S+\.[\w-]+: tcp \d+\s*$/;

function quiet(lines: readonly string[]): SourceReading | null {
  const line = lines.findIndex((one) => QUIET.test(one));
  return line < 0 ? null : { sure: SURE, lines: new Set([line]), unread: line, flows: [] };
}

/** A segment whose time is told once all of the page has been read. */
type Timed = Omit<ObservedSegment, "time"> & { time: number | null };

function withTimes(segments: readonly Timed[], clock: Clock): readonly ObservedSegment[] {
  clock.times().forEach((time, index) => {
    const segment = segments[index];
    if (segment !== undefined) segment.time = time;
  });
  return segments;
}

const IP_LINE = /\bIP6? \(|: \(tos /;
const PKTMON = /^\d{1,2}:\d\d:\d\d\.\d+ .*\bPktGroupId \d+/;
const HEX_DUMP = /^\s+0x[0-9a-f]{4,}:/;
/** A dump in ASCII begins with the first octet of the IP header. */
const ASCII_DUMP = /^[E`][^ ]{0,3}[.\x20-\x7e]*\.[.\x20-\x7e]*\./;
/** What stands at the end, or between packets, and belongs to none. */
const TRAILER = /^(?:\d+ packets? |tcpdump: |listening on |reading from |\^C)/;

class Page {
  readonly understood: Set<number>;
  readonly segments: Timed[] = [];
  private readonly ends = new EndCache();
  readonly clock = new Clock();
  unread: number | null = null;
  part: string | null = null;
  /** Whether the lines below the last packet are its dump. */
  private dumped = false;
  private readonly ascii: boolean;

  /** Lines that show a packet once more. */
  readonly copies = new Map<number, string>();
  /** Where the last packets were seen, in a capture of all interfaces. */
  private readonly sightings: Sighting[] = [];

  constructor(
    private readonly lines: readonly string[],
    joined: readonly number[],
  ) {
    this.understood = new Set(joined);
    this.ascii = lines.some(
      (line, at) => at > 0 && ASCII_DUMP.test(line) && looksLikePacket(textAt(lines, at - 1)),
    );
  }

  /** Reads what begins in a line; how many lines that were. */
  read(at: number): number {
    const line = textAt(this.lines, at);
    if (looksLikePacket(line)) {
      const several = packetsOn(line);
      if (several.length > 1) {
        for (const one of several) this.packet(at, one, "");
        return 1;
      }
      // pktmon prints the time in a line of its own.
      const above = textAt(this.lines, at - 1);
      if (!PKTMON.test(above)) return this.packet(at, line, "");
      this.understood.add(at - 1);
      return this.packet(at, line, above.replace(/\bPktGroupId.*$/, ""));
    }
    const above = IP_LINE.test(line) ? aboveAt(this.lines, at, looksLikePacket) : null;
    if (above !== null) {
      for (let one = at; one < at + above.count; one++) this.understood.add(one);
      const next = at + above.count;
      return above.count + this.packet(next, textAt(this.lines, next), above.before);
    }
    if (isOldForm(line)) return this.old(at, line);
    if (this.isDump(line)) this.understood.add(at);
    return 1;
  }

  private isDump(line: string): boolean {
    if (!this.dumped) return false;
    if (TRAILER.test(line)) this.dumped = false;
    else if (HEX_DUMP.test(line) || (/^\t(?!\s*[-*+•]\s)/.test(line) && !line.includes(" > ")) || this.ascii)
      return true;
    return false;
  }

  private packet(at: number, line: string, above: string): number {
    // A line that was broken on its way goes on until its length.
    // Marks of Markdown's code around it are none of its own.
    let whole = line.endsWith("`") ? line.slice(0, -1) : line;
    let count = 1;
    while (count < LONGEST && !ENDS.test(whole) && this.goesOn(at + count)) {
      whole = `${whole.trimEnd()} ${textAt(this.lines, at + count).trim()}`;
      count++;
    }
    if (!ENDS.test(whole)) {
      whole = line;
      count = 1;
    }
    const packet = readTcpdumpPacket(whole, at, this.ends);
    if (packet === null) {
      if (this.unread === null) this.part = notUnderstood(whole);
      this.unread ??= at;
      return count;
    }
    this.add(at, count, packet.segment, above === "" ? packet.before : above);
    return count;
  }

  private goesOn(at: number): boolean {
    const line = this.lines[at];
    if (line === undefined || line.trim() === "") return false;
    return !looksLikePacket(line) && !IP_LINE.test(line) && !HEX_DUMP.test(line);
  }

  private old(at: number, line: string): number {
    const next = textAt(this.lines, at + 1);
    const joined = /^\s+(?:ack \d|win \d|<)/.test(next) ? `${line.trimEnd()} ${next.trim()}` : null;
    const found = readOldForm(joined ?? line) ?? readOldForm(line);
    if (found === null) {
      this.unread ??= at;
      return 1;
    }
    const count = joined !== null && readOldForm(joined) !== null ? 2 : 1;
    this.add(at, count, { ...found.segment, line: at }, found.before);
    return count;
  }

  private add(at: number, count: number, segment: ObservedSegment, before: string): void {
    const sighting = sightingOf(before, segment);
    const first = sighting === null ? null : firstOf(sighting, this.sightings);
    this.dumped = true;
    if (first !== null) {
      const seen = this.segments[first.place];
      if (seen !== undefined) this.segments[first.place] = { ...seen, remark: first.at };
      // As a comment it is none of the packets any more.
      this.copies.set(at, textAt(this.lines, at).replace(": Flags [", " Flags ["));
      return;
    }
    if (sighting !== null) this.sightings.push({ ...sighting, place: this.segments.length });
    for (let i = 0; i < count; i++) this.understood.add(at + i);
    const { title, rule } = TITLE.exec(before)?.groups ?? {};
    const remark = [(title ?? rule)?.trim(), segment.remark].filter((one) => one).join("; ");
    this.segments.push(remark === "" ? segment : { ...segment, remark });
    this.clock.add(millisecondsOf(before));
  }
}

/** `the second ACK: 12:00:01.5 IP …`: what somebody has written before the time; and what pf did with a packet, behind it. */
const TITLE =
  /^[^\p{L}\d]*(?<title>\p{L}[^:]*?\p{L}[^:]*):[\s`*]*(?=\d{1,2}:\d\d:\d\d\.)|(?<=\d{1,2}:\d\d:\d\d(?:\.\d+)?\s)(?<rule>rule \S+ .*?):?\s*$/u;
const ENDS = /\blength \d+/;
/** Lines that one packet may be broken into. */
const LONGEST = 5;
