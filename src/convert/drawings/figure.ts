/**
 * Figures as RFC 9293 draws them (§3.5): states on both sides, what travels between them, `...` for a segment that is
 * still in the network. Header, numbers, states and blanks may be missing.
 */

import type { FlagName, Role } from "../../language/ast.js";
import { textAt } from "../../language/at.js";
import type { DrawnEnd, DrawnSegment, DrawnStatement } from "../drawn.js";
import type { Reader, Source, SourceReading } from "../reader.js";
import { stateAlone } from "../said/states.js";

export const FIGURE: Reader = { name: "figure", read: readFigure };

const CONTENT = /((?:<[^<>]*>[\s,]*)+)/;
const NUMBER = /^\s*(\d+)\.\s*/;
const HEADER = /^\s*(\S(?:.*?\S)?)\s{4,}(\S.*?)\s*$/;
const CAPTION = /^\s*Figure\s+\d+\s*:\s*(.*)$/i;
const FENCE = /^\s*(?:```|~~~)/;
const SURE = 0.9;

function isFigure(line: string): boolean {
  return /<\s*(?:SEQ|ACK|CTL)\b/i.test(line);
}

/** What else stands in such a figure: numbered states, remarks in brackets, the names above, the caption. */
function isPartOfFigure(line: string): boolean {
  return (
    line.trim() === "" ||
    FENCE.test(line) ||
    NUMBER.test(line) ||
    CAPTION.test(line) ||
    /^\s*\(.*\)\s*$/.test(line) ||
    (HEADER.test(line) && !/[|。；]/u.test(line)) ||
    stateAlone(line) !== null
  );
}

/** `--> SEQ=5 CTL=SYN -->`: the same without the angle brackets. */
const BARE =
  /^(?<before>\s*\d+\.\s.*?(?:-+>|<-+|\.\.\.)\s+)(?<fields>(?:(?:SEQ|ACK|CTL|LEN|DATA|WND|WIN)\s*=\s*[\w+,]+\s*)+)(?<after>\s(?:-+>|<-+|\.\.\.).*)$/;

function withBrackets(line: string): string {
  const { before = "", fields = "", after = "" } = BARE.exec(line)?.groups ?? {};
  if (fields === "") return line;
  const parts = fields.trim().split(/\s+(?=[A-Z]+\s*=)/);
  return `${before}${parts.map((part) => `<${part}>`).join("")}${after}`;
}

function readFigure(source: Source): SourceReading | null {
  const lines = source.lines.map(withBrackets);
  const start = lines.findIndex(isFigure);
  if (start < 0) return null;
  let first = start;
  for (let at = start - 1; at >= 0 && isPartOfFigure(textAt(lines, at)); at--)
    if (lines[at]?.trim() !== "") first = at;
  let last = start;
  for (let at = start + 1; at < lines.length; at++) {
    const line = textAt(lines, at);
    if (!isFigure(line) && !isPartOfFigure(line)) break;
    if (line.trim() !== "") last = at;
    if (FENCE.test(line) || (CAPTION.test(line) && !FENCE.test(textAt(lines, at + 1)))) break;
  }
  const figure = new Figure();
  const read = new Set<number>();
  for (let at = first; at <= last; at++) {
    read.add(at);
    figure.add(textAt(lines, at), at);
  }
  if (figure.segments === 0) return null;
  return { sure: SURE, lines: read, unread: figure.unread, flows: [figure.flow()] };
}

const LEFT = "left";
const RIGHT = "right";

class Figure {
  segments = 0;
  unread: number | null = null;
  private header: readonly [string, string] | null = null;
  /** What is said of each end before the first segment: its state, and its numbers. */
  private readonly start = new Map<string, readonly string[]>();
  private readonly statements: DrawnStatement[] = [];
  /** States of an end whose own segment comes only in the next row. */
  private readonly later = new Map<string, string>();
  /** Segments that left and have not arrived, by what they carry. */
  private readonly flying: { readonly content: string; readonly id: string }[] = [];
  private number = "";
  /** How many segments carried data of an unsaid length. */
  private data = 0;

  add(line: string, at: number): void {
    if (line.trim() === "" || FENCE.test(line)) return;
    if (isFigure(line)) this.addArrow(line, at);
    else this.addOthers(line, at);
  }

  flow(): {
    readonly kind: "drawn";
    readonly title: null;
    readonly ends: readonly DrawnEnd[];
    readonly statements: readonly DrawnStatement[];
  } {
    const names = this.header ?? ["A", "B"];
    const ends = [LEFT, RIGHT].map((key, i): DrawnEnd => {
      const said = textAt(names, i);
      const words = said.split(/[^\p{L}\p{N}_]+/u).filter((word) => /^[\p{L}_]/u.test(word));
      const middle = (this.start.get(key) ?? []).filter((word) => word !== "CLOSED" && word !== "LISTEN");
      return {
        key,
        name: words.length > 1 ? (words.at(-1) ?? null) : (words[0] ?? null),
        label: said,
        role: this.roleOf(key),
        address: null,
        attributes: middle.map((word) => (word.includes("=") ? word : `state=${word}`)),
      };
    });
    return { kind: "drawn", title: null, ends, statements: this.statements };
  }

  private roleOf(key: string): Role | null {
    if (this.header === null) return null;
    const own = this.start.get(key)?.[0];
    const other = this.start.get(key === LEFT ? RIGHT : LEFT)?.[0];
    if (own === undefined && other === undefined) return null;
    return own === "LISTEN" ? "server" : other === "LISTEN" ? "client" : "peer";
  }

  /** A line of states or remarks; one that is neither is kept as a note. */
  private addOthers(line: string, at: number): void {
    if (CAPTION.test(line)) {
      this.statements.push({ type: "note", line: at, over: [], text: line.trim() });
      return;
    }
    const number = NUMBER.exec(line);
    const rest = line.replace(NUMBER, "").trim();
    if (number !== null) this.step(textAt(number, 1), at);
    const [left = "", right = ""] = rest.split(/\s{4,}|\t+/);
    if (
      number === null &&
      this.number === "" &&
      this.segments === 0 &&
      right !== "" &&
      stateAlone(left) === null
    ) {
      this.header = [left.trim(), right.trim()];
      return;
    }
    // A single word far to the right is said of the right-hand side.
    const alone = right === "" && /^\s{30,}/.test(line.replace(NUMBER, (all) => " ".repeat(all.length)));
    this.side(LEFT, alone ? "" : left, at);
    this.side(RIGHT, alone ? left : right, at);
  }

  private side(end: string, words: string, line: number): void {
    const text = words.trim();
    if (text === "") return;
    const state = stateAlone(text);
    const numbers = /^\(send\s+(\w+)\s*,\s*receive\s+(\w+)\)$/i.exec(text);
    if (this.segments === 0) this.begin(end, state, text, numbers);
    if (numbers !== null) return;
    const call = CALLS.find(([sign]) => sign.test(text))?.[1];
    if (state !== null && !text.startsWith("("))
      this.statements.push({ type: "claim", line, ends: [end], state });
    else if (call === undefined)
      this.statements.push({ type: "note", line, over: [end], text: text.replace(/^\(|\)$/g, "") });
    else if (call !== "") this.statements.push({ type: "event", line, end, event: call });
  }

  /** What is known of an end before anything is sent: a crash shows that it was connected. */
  private begin(end: string, state: string | null, text: string, numbers: RegExpExecArray | null): void {
    if (this.start.has(end)) return;
    if (numbers !== null) this.start.set(end, ["ESTABLISHED", `snd=${numbers[1]}`, `rcv=${numbers[2]}`]);
    else if (/^\((?:crash|reboot)\)$/i.test(text)) this.start.set(end, ["ESTABLISHED"]);
    else if (state !== null) this.start.set(end, [state]);
  }

  private step(number: string, line: number): void {
    this.number = number;
    this.statements.push({ type: "comment", line, text: number });
  }

  private addArrow(line: string, at: number): void {
    const number = NUMBER.exec(line);
    if (number !== null) this.step(textAt(number, 1), at);
    const [before = "", content = "", after = ""] = line.replace(NUMBER, "").split(CONTENT);
    const near = /^(.*?)\s*(-+>|<-+|-{2,}|→|←|\.\.\.)?\s*$/u.exec(before);
    const far = /^\s*(-+>|<-+|-{2,}|→|←|\.\.\.)?\s*(.*)$/u.exec(after);
    const [leftWords, leftSign] = [near?.[1]?.trim() ?? "", near?.[2] ?? ""];
    const [rightSign, rightWords] = [far?.[1] ?? "", far?.[2]?.trim() ?? ""];
    const points = (sign: string, head: RegExp): boolean => head.test(sign);
    const rightward = points(leftSign, /[>→]/u) || points(rightSign, /[>→]/u);
    if (!rightward && !points(leftSign, /[<←]/u) && !points(rightSign, /[<←]/u)) {
      this.unread ??= at;
      return;
    }
    const departs = rightward ? leftSign !== "..." : rightSign !== "...";
    const arrives = rightward ? rightSign !== "..." : leftSign !== "...";
    const from = rightward ? LEFT : RIGHT;
    this.travel(content.trim(), from, departs, arrives, at);
    this.segments++;
    const held = this.later.get(from);
    if (departs && held !== undefined) {
      this.side(from, held, at);
      this.later.delete(from);
    }
    // A state beside `...` is that of an end which sends its own segment in the next row.
    const waits = departs && !arrives;
    this.beside(LEFT, leftWords, waits && !rightward, at);
    this.beside(RIGHT, rightWords, waits && rightward, at);
  }

  private travel(content: string, from: string, departs: boolean, arrives: boolean, line: number): void {
    const segment = segmentIn(content, from, line, LENGTHS[this.data] ?? "n");
    if (/<DATA>/i.test(content)) this.data++;
    if (departs) {
      const id = arrives ? null : `line${this.number || this.segments + 1}`;
      if (id !== null) this.flying.push({ content, id });
      this.statements.push({ ...segment, fate: arrives ? "delivered" : "in-flight", id });
      return;
    }
    const at = this.flying.findIndex((one) => one.content === content);
    const [sent] = at < 0 ? [] : this.flying.splice(at, 1);
    if (sent !== undefined) this.statements.push({ type: "deliver", line, ids: [sent.id] });
    else this.statements.push({ ...segment, old: true });
  }

  private beside(end: string, words: string, waits: boolean, line: number): void {
    if (words === "") return;
    // `(??)`, `(Abort!!)` say what the reader is to think; other words say something.
    if (/^\((?:[?!.\s]*|abort!*|(?:old\s+)?duplicate)\)$/i.test(words)) return;
    if (/^\(.*\)$/.test(words)) {
      this.statements.push({ type: "note", line, over: [end], text: words.slice(1, -1).trim() });
      return;
    }
    if (waits) this.later.set(end, words);
    else this.side(end, words, line);
  }
}

const CALLS: readonly (readonly [RegExp, string])[] = [
  [/^\(close\)$/i, "close"],
  [/^\((?:crash|reboot)\)$/i, "crash"],
  [/^\(abort!*\)$/i, ""],
  [/^\(?2\s*msl\)?$/i, "timeout 2msl"],
];

/** Letters for lengths that the figure leaves out. */
const LENGTHS: readonly string[] = ["n", "m", "k"];
const FLAGS: readonly string[] = ["SYN", "ACK", "FIN", "RST", "PSH", "URG", "ECE", "CWR"];

const KNOWN: ReadonlySet<string> = new Set(["SEQ", "ACK", "CTL", "DATA", "LEN", "WND", "WIN", "MSS"]);

/** `<SEQ=100><ACK=300><CTL=FIN,ACK><DATA=10>` */
function segmentIn(content: string, from: string, line: number, length: string): DrawnSegment {
  const parts = new Map(
    [...content.matchAll(/<\s*([A-Za-z]+)\s*(?:=\s*([^<>]*?))?\s*>/g)].map((m) => [
      textAt(m, 1).toUpperCase(),
      textAt(m, 2),
    ]),
  );
  const flags = (parts.get("CTL") ?? "")
    .toUpperCase()
    .split(/[\s,+/|-]+/)
    .filter((flag): flag is FlagName => FLAGS.includes(flag));
  const data = parts.get("DATA") ?? parts.get("LEN");
  const seq = parts.get("SEQ")?.replace(/\s/g, "") ?? null;
  const ack = parts.get("ACK")?.replace(/\s/g, "") ?? null;
  const len = data === undefined ? null : data === "" ? length : data.replace(/\s*(?:bytes?|octets?)$/i, "");
  const other = [...parts]
    .filter(([key]) => !KNOWN.has(key))
    .map(([key, value]) => (value === "" ? key : `${key}=${value}`))
    .join(" ");
  const to = from === LEFT ? RIGHT : LEFT;
  return {
    type: "segment",
    line,
    from,
    to,
    flags,
    seq,
    ack,
    len,
    win: parts.get("WND") ?? parts.get("WIN") ?? null,
    ...(parts.has("MSS") ? { options: [`mss=${parts.get("MSS")}`] } : {}),
    ...(other === "" ? {} : { remark: other }),
    fate: "delivered",
  };
}
