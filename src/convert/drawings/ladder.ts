/** Ladders: arrows drawn in characters between two bars, two names or two columns, and whatever stands beside them. */

import { numberAt, textAt } from "../../language/at.js";
import type { DrawnFlow } from "../drawn.js";
import type { Reader, Source, SourceReading } from "../reader.js";
import { endKindOf } from "../said/cast.js";
import { isSegment, saidIn } from "../said/said.js";
import { stateAlone } from "../said/states.js";
import { plainText } from "../said/text.js";
import { type Cell, nearest } from "./columns.js";
import { besideArrow, headless, timeIn } from "./ladder-arrows.js";
import { ladderBlock, SURE_OF_BARS } from "./ladder-block.js";
import { labelRows } from "./ladder-labels.js";
import { type DrawnRow, type RowArrow, rowOf, type Words } from "./rows.js";
import { DrawnScene } from "./scene.js";
import { captionsIn, isEnteredBySending } from "./standing.js";
import { steppedRow, withBroken } from "./stepped.js";
import type { NamedSide } from "./strokes.js";

export const LADDER: Reader = { name: "ladder", atMost: SURE_OF_BARS, read: readLadder };

/** The corner at which an arrow leaves a bar, or meets it: `+------->|`. */
const CORNER = /\+(?=[-=─]{2,}>)|(?<=<[-=─]{2,})\+/gu;

function readLadder(source: Source): SourceReading | null {
  const lines = withBroken(
    source.lines.map((line) => steppedRow(line.includes("+") ? line.replace(CORNER, "|") : line)),
  );
  const rows = lines.map((line, at) => rowOf(line, at));
  const block = ladderBlock(lines, rows);
  if (block === null) return null;
  const ladder = new Ladder(rows.slice(0, block.last + 1));
  for (let at = block.first; at <= block.last; at++) ladder.add(textAt(lines, at), at);
  const { read, unread, messages } = ladder;
  const flows = ladder.flows();
  if (messages === 0 || flows.length === 0) return null;
  return { sure: block.sure, lines: read, flows, unread };
}

/** Two of them where nobody is named. */
const UNNAMED = ["C", "S"];

class Ladder {
  readonly read = new Set<number>();
  unread: number | null = null;
  messages = 0;
  private scene = new DrawnScene();
  private readonly scenes: DrawnScene[] = [];
  /** The ends from left to right, and where their lines run. */
  private ends: readonly string[] = [];
  private columns: readonly number[] = [];
  private readonly labels: ReturnType<typeof labelRows>;
  /** Numbers that stand by themselves at an end: those of what it sends next. */
  private readonly numbers = new Map<string, string>();
  /** What the first column counts, where it is one of times. */
  private unit: string | null = null;

  /** All that is said beside arrows stands on the right: it is said of both ends. */
  private readonly captioned: boolean;

  constructor(private readonly rows: readonly (DrawnRow | null)[]) {
    this.labels = labelRows(rows);
    this.captioned = rows.every((row) => {
      const [first] = row?.arrows ?? [];
      return first === undefined || !row?.words.some(({ to }) => to <= first.cell.from);
    });
  }

  flows(): readonly DrawnFlow[] {
    const all = [...this.scenes, this.scene].filter(({ messages }) => messages > 0);
    return all.flatMap((scene) => scene.flows());
  }

  add(line: string, at: number): void {
    this.read.add(at);
    const row = this.rows[at];
    if (row == null) {
      if (line.trim() === "" && this.scene.statements.length > 0) this.scene.comment(at, "");
      return;
    }
    if (this.labels.taken.has(at)) return;
    if (row.named !== null) this.addNamed(row);
    else if (row.arrows.length > 0) this.addArrows(row);
    else if (isHeader(row, this.scene.messages > 0)) this.addHeader(row);
    else this.addWords(row);
    this.messages = [...this.scenes, this.scene].reduce((sum, { messages }) => sum + messages, 0);
  }

  private addNamed({ named, line }: DrawnRow): void {
    if (named === null) return;
    const { ahead, left, right, stroke, behind } = named;
    const { cast } = this.scene;
    const unnamed = left.name === "" && right.name === "";
    if (unnamed && this.ends.length === 0) this.ends = UNNAMED.map((name) => cast.add(name, null));
    // Below names, what stands beside an arrow only says what they do.
    const strangers =
      !unnamed && this.ends.length === 2 && [left, right].some(({ name }) => cast.find(name) === null);
    const [a = "", b = ""] = strangers || unnamed ? this.ends : [cast.meet(left.name), cast.meet(right.name)];
    const [from, to] = stroke.way === "left" ? [b, a] : [a, b];
    // Behind the last name stands what the segment leads to, whoever's state it is.
    const receiver = stroke.way === "left" ? left : right;
    const sent = (state: string): boolean =>
      state !== "" &&
      !strangers &&
      state === receiver.state &&
      isEnteredBySending(state, saidIn(stroke.label));
    besideArrow(this.scene, {
      line,
      from,
      to,
      stroke,
      parts: [stroke.label],
      before: [ahead, strangers ? whole(left) : sent(left.state) ? "" : left.state],
      behind: strangers ? [`${whole(right)}${behind}`] : [sent(right.state) ? "" : right.state, behind],
      placed: [left.state, right.state].filter(sent).map((text) => ({ text, owner: from })),
      left: a,
      right: b,
    });
    this.ends = [a, b];
    if (!strangers) this.columns = [];
  }

  private addHeader(row: DrawnRow): void {
    if (this.scene.messages > 0) {
      this.scenes.push(this.scene);
      this.scene = new DrawnScene();
    }
    const { cast } = this.scene;
    this.unit = unitOf(row);
    const names = namesIn(row);
    this.ends = names.map(({ text }) => cast.meet(text));
    this.columns = names.map(({ from, to }) => (from + to) / 2);
  }

  /** In a column of times a number alone is one. */
  private withUnit(text: string): string {
    return this.unit !== null && /^\s*\d+(?:\.\d+)?\s*$/.test(text) ? `${text.trim()} ${this.unit}` : text;
  }

  /** Bars say where the ends are better than the names above them. */
  private settle(row: DrawnRow): void {
    if (this.ends.length === 0) {
      const count = Math.max(2, row.bars.length);
      const names = count === 2 ? UNNAMED : Array.from({ length: count }, (_, i) => `P${i + 1}`);
      this.ends = names.map((name) => this.scene.cast.add(name, null));
    }
    if (row.bars.length === this.ends.length) this.columns = row.bars;
  }

  private addArrows(row: DrawnRow): void {
    this.settle(row);
    for (const arrow of row.arrows) {
      const [left, right] = this.span(row, arrow);
      const { stroke } = arrow;
      const parts = [stroke.label, ...(this.labels.of.get(row.line) ?? [])].filter((part) => part !== "");
      if (this.pointed(arrow, parts, left, right, row.line)) continue;
      const way = stroke.way === "none" ? headless(this.scene, parts, left, right) : stroke.way;
      if (way === null) {
        this.unread ??= row.line;
        continue;
      }
      const [from, to] = way === "left" ? [right, left] : [left, right];
      parts.push(...this.numberOf(from, parts));
      const before = row.words.filter((one) => one.to <= arrow.cell.from);
      const behind = row.words.filter((one) => one.from >= arrow.cell.to);
      const single = row.arrows.length === 1;
      const said = saidIn(parts.join(", "));
      const placed = this.captioned
        ? behind.flatMap(({ text }) =>
            captionsIn(text, (words) => (isEnteredBySending(words, said) ? from : to)),
          )
        : [];
      besideArrow(this.scene, {
        line: row.line,
        from,
        to,
        left,
        right,
        stroke: { ...stroke, way },
        parts,
        before: single ? before.map(({ text }) => this.withUnit(text)) : [],
        behind: single && placed.length === 0 ? behind.map(({ text }) => text) : [],
        placed,
      });
    }
  }

  /** `seq=100` at the bar above the arrow, which has no number of its own. */
  private numberOf(from: string, parts: readonly string[]): readonly string[] {
    const number = this.numbers.get(from);
    const said = saidIn(parts.join(", "));
    if (number === undefined || said.seq !== null || !isSegment(said)) return [];
    this.numbers.delete(from);
    const { statements } = this.scene;
    const note = statements.findLastIndex((one) => one.type === "note" && one.text === number);
    if (note >= 0) statements.splice(note, 1);
    return [number];
  }

  /** `system crash ---> X`: words that point at an end are about it. */
  private pointed(
    { stroke, cell }: RowArrow,
    parts: readonly string[],
    left: string,
    right: string,
    line: number,
  ): boolean {
    const said = saidIn(parts.join(", "));
    if (isSegment(said) || said.data || parts.length === 0) return false;
    const text = parts.join(" ").replace(/\s*[xX^v]$/, "");
    if (stroke.way === "right" && /^\s*[\p{L}"(]/u.test(cell.text)) this.scene.tell(line, text, [right]);
    else if (stroke.way === "left" && /[\p{L}")]\s*$/u.test(cell.text)) this.scene.tell(line, text, [left]);
    else return false;
    return true;
  }

  /** The ends that an arrow runs between, the left one first. */
  private span(row: DrawnRow, { cell }: RowArrow): readonly [string, string] {
    const [first = "", second = ""] = this.ends;
    if (this.ends.length <= 2 || this.columns.length === 0) return [first, this.ends.at(-1) ?? second];
    const bars = row.bars;
    const start = bars.filter((bar) => bar <= cell.from).at(-1) ?? cell.from;
    const stop = bars.find((bar) => bar >= cell.to - 1) ?? cell.to;
    const at = (column: number): number => nearest(this.columns, { text: "", from: column, to: column });
    let [i, j] = [at(start), at(stop)];
    if (i === j) [i, j] = i + 1 < this.ends.length ? [i, i + 1] : [i - 1, i];
    return [this.ends[i] ?? first, this.ends[j] ?? second];
  }

  private addWords(row: DrawnRow): void {
    if (row.words.length === 0) return;
    const states = row.words.length === 2 && row.words.every(({ text }) => stateAlone(text) !== null);
    if (this.ends.length === 0 && states) this.settle(row);
    if (this.ends.length === 0) {
      this.scene.tell(row.line, row.words.map(({ text }) => text).join("  "), []);
      return;
    }
    const [first] = row.words;
    const time = first === undefined ? null : timeIn(this.withUnit(first.text));
    const begun = this.scene.statements.length;
    if (time !== null) {
      this.addWords({ ...row, words: row.words.slice(1) });
      this.scene.timeFrom(begun, time);
      return;
    }
    const byOrder =
      row.words.length === this.ends.length && row.words.every(({ text }) => stateAlone(text) !== null);
    row.words.forEach((one, index) => {
      const owner = byOrder ? this.ends[index] : this.ownerOf(one, row);
      const connected = /连接|connect/iu.test(one.text) && stateAlone(one.text) !== null;
      const center = connected || (owner === undefined && stateAlone(one.text) !== null);
      this.scene.tell(row.line, one.text, center ? this.ends : owner === undefined ? [] : [owner]);
      if (owner !== undefined && isNumber(one.text)) this.numbers.set(owner, one.text);
    });
  }

  /** Whom words belong to that stand in no arrow's way: the end beside or above them; nobody in the middle. */
  private ownerOf(words: Words, row: DrawnRow): string | undefined {
    const { bars } = row;
    const [first, last] = [this.ends[0], this.ends.at(-1)];
    if (bars.length > 0 && words.to <= numberAt(bars, 0)) return first;
    if (bars.length > 1 && words.from > (bars.at(-1) ?? 0)) return last;
    if (this.columns.length < 2)
      return row.words.length === 2 ? (row.words[0] === words ? first : last) : undefined;
    const index = nearest(this.columns, words);
    const column = numberAt(this.columns, index);
    const gaps = this.columns.map((one) => Math.abs(one - column)).filter((gap) => gap > 0);
    const near = Math.min(...gaps) * (row.words.length > 1 ? HALF : THIRD);
    return distance(words, column) <= near ? this.ends[index] : undefined;
  }
}

/** A sequence number, and nothing else. */
function isNumber(text: string): boolean {
  const { seq, ack, flags, words, len } = saidIn(text);
  return seq !== null && ack === null && len === null && flags.length === 0 && words === "";
}

function whole({ name, state }: NamedSide): string {
  return `${name} ${state}`.trim();
}

const HALF = 0.5;
const THIRD = 0.2;

function distance({ from, to }: Cell, column: number): number {
  if (column >= from && column <= to) return Math.abs((from + to) / 2 - column);
  return Math.min(Math.abs(from - column), Math.abs(to - column));
}

const LONGEST_NAME = 30;
const NO_NAME =
  /\(\)\s*$|[=?？。；;!！]|^[^\p{L}\p{N}]*$|^\(?\d+\)?\.?$|^(?:SYN|ACK|FIN|RST|PSH|时间|time|t\d?)$/iu;

/** `t(ms)`, `时间/s`: what stands below it are times, and it is no name. */
const TIMES = /^(?:t|time|时间|时刻)\s*(?:[(/]\s*(?<unit>ms|毫秒|s|秒|sec)\s*\)?)?$/iu;

function unitOf({ words }: DrawnRow): string | null {
  const heading = TIMES.exec(plainText(words[0]?.text ?? "").trim());
  return heading === null ? null : (heading.groups?.unit ?? "s");
}

function namesIn({ words }: DrawnRow): readonly Words[] {
  return words.length > 2 && TIMES.test(plainText(words[0]?.text ?? "").trim()) ? words.slice(1) : words;
}

/** A row of names; once something was drawn, only names of well-known kinds begin another drawing. */
function isHeader(row: DrawnRow, begun: boolean): boolean {
  const words = namesIn(row);
  if (words.length < 2 || words.length > 6) return false;
  const names = words.map(({ text }) => plainText(text));
  if (
    names.some(
      (name) =>
        name.length > LONGEST_NAME || NO_NAME.test(name) || (/^[([]/.test(name) && !/^\[.*\]$/.test(name)),
    )
  )
    return false;
  if (names.some((name) => stateAlone(name) !== null)) return false;
  const known = names.filter((name) => endKindOf(name) !== null).length;
  if (begun) return known === names.length;
  return (
    known > 0 ||
    names.every((name) => /^[\p{L}_[][\p{L}\p{N}_\s.:()\]-]*$/u.test(name) || /^\d+(?:\.\d+){3}/.test(name))
  );
}
