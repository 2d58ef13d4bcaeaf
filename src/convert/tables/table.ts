/** Tables of segments: a row each, read by the headings of its columns. */

import { textAt } from "../../language/at.js";
import { carried, DrawnScene } from "../drawings/scene.js";
import { standsBefore } from "../drawings/standing.js";
import { strokeOf } from "../drawings/strokes.js";
import type { DrawnSegment, DrawnStatement } from "../drawn.js";
import { directionIn, senderIn } from "../prose/people.js";
import type { Reader, Source, SourceReading } from "../reader.js";
import { isSegment, saidIn } from "../said/said.js";
import { namedStates, stateAlone } from "../said/states.js";
import { plainText, trimmedWords } from "../said/text.js";
import { toldOf } from "../said/told.js";
import { CellTimes } from "./cell-times.js";
import { hexFlags, letterFlags } from "./flag-cells.js";
import { type Grid, gridsIn } from "./grid.js";
import { actorIn, columnsOf, type TableColumn } from "./headings.js";
import { ANYBODY, asideIn, OTHER, segmentCell, sentIn } from "./sent-cells.js";

export const TABLE: Reader = { name: "table", read: readTable };

const SURE = 0.86;

function readTable({ lines }: Source): SourceReading | null {
  for (const grid of gridsIn(lines)) {
    const reading = readGrid(grid);
    if (reading !== null) return reading;
  }
  return null;
}

function readGrid(grid: Grid): SourceReading | null {
  const columns = columnsOf(
    grid.header,
    grid.rows.map(({ cells }) => cells),
  );
  const says = (column: TableColumn): boolean => columns.includes(column);
  const ends = columns.filter((column) => column === "end").length;
  if (!(says("way") || says("from") || ends >= 2 || says("segment") || says("seq") || says("bit")))
    return null;
  // Without a rule, headings have to say that they are some.
  const known = columns.filter(
    (column) => column !== "end" && column !== "words" && column !== "step",
  ).length;
  const senders = grid.header.filter((cell, at) => columns[at] === "end" && actorIn(cell) !== cell).length;
  if (!grid.ruled && known < LEAST_KNOWN && senders < LEAST_KNOWN) return null;
  if (isDrawn(grid) || (!grid.ruled && grid.header.some((cell) => isData(cell)))) return null;
  return readingOf(grid, columns);
}

/** Rows whose headings are known to be some. */
export function readRows(grid: Grid): SourceReading | null {
  const columns = columnsOf(
    grid.header,
    grid.rows.map(({ cells }) => cells),
  );
  return columns.includes("segment") || columns.includes("seq") ? readingOf(grid, columns) : null;
}

function readingOf(grid: Grid, columns: readonly TableColumn[]): SourceReading | null {
  const says = (column: TableColumn): boolean => columns.includes(column);
  const ends = columns.filter((column) => column === "end").length;
  const table = new Table(grid, columns);
  for (const row of grid.rows) table.add(row.line, row.cells);
  if (table.scene.messages === 0) return null;
  // Rows that only speak of flags make no exchange.
  if (table.unread !== null && !(says("way") || says("from") || ends >= 2)) return null;
  const read = new Set<number>();
  for (let line = grid.first; line <= grid.last; line++) read.add(line);
  return { sure: SURE, lines: read, unread: table.unread, flows: table.scene.flows() };
}

const LEAST_KNOWN = 2;
const EMPTY = /^(?:[-–—/]+|无|none|n\/?a|null|空|0x0+)?$/i;

/** Long strokes in cells are the arrows of a drawing, unless a column is for them. */
function isDrawn({ header, rows }: Grid): boolean {
  if (header.some((cell) => /direction|dir\b|方向|流向/iu.test(cell))) return false;
  return rows.some(({ cells }) =>
    cells.some((cell) => /[-─—=━═]{4,}/u.test(cell) && strokeOf(cell)?.label === ""),
  );
}

/** What is said of a segment is no heading. */
function isData(cell: string): boolean {
  const text = plainText(cell);
  const { seq, ack } = saidIn(text);
  const drawn = /[-–—=]{2,}|[→←]/u.test(text) && isSegment(saidIn(strokeOf(text)?.label ?? text));
  return drawn || directionIn(text) !== null || seq !== null || ack !== null;
}

class Table {
  readonly scene = new DrawnScene();
  unread: number | null = null;
  private readonly times = new CellTimes();
  /** The ends that have a column each. */
  private readonly ends = new Map<number, string>();

  constructor(
    private readonly grid: Grid,
    private readonly columns: readonly TableColumn[],
  ) {
    columns.forEach((column, at) => {
      if (column === "end") this.ends.set(at, this.scene.cast.meet(actorIn(textAt(grid.header, at))));
    });
  }

  add(line: number, cells: readonly string[]): void {
    const label = this.label(cells);
    const said = saidIn(label);
    const way = this.way(cells, said.flags);
    const texts = this.words(cells);
    const other = cells.some((cell) => OTHER.test(plainText(cell).trim()));
    const carries = !other && (isSegment(said) || said.data);
    if (!carries || way === null) {
      if (!other && isSegment(said) && !ANYBODY.test(this.cell(cells, "way"))) this.unread ??= line;
      else this.tellRow(line, cells);
      return;
    }
    const [from, to] = way;
    const statements = carried(label, from, to, this.scene.cast, line, texts.some(isLoss));
    const remark = [...this.asked(cells), ...texts]
      .filter((text) => !onlyNumbers(text) || text.includes("?"))
      .map((text) => plainText(text).trim())
      .filter((text) => trimmedWords(text) !== "" && namedStates(text).length === 0);
    const time = this.times.read(this.cell(cells, "time"));
    const segments = statements.map((one): DrawnStatement => {
      if (one.type !== "segment") return one;
      const words = [one.remark, ...remark].filter((text) => text).join("; ");
      return { ...one, remark: words === "" ? null : words, ...(time === null ? {} : { time }) };
    });
    if (segments.some(({ type }) => type === "segment")) this.scene.messages++;
    const segment = segments.find((one): one is DrawnSegment => one.type === "segment");
    const states = this.states(line, cells, from);
    // Columns for both ends have also what whoever gets the segment still is.
    const before = states.filter((one) => segment !== undefined && isStill(one, segment));
    this.scene.statements.push(...before, ...segments, ...states.filter((one) => !before.includes(one)));
  }

  /** Where one bit is asked for the others are given. */
  private asked(cells: readonly string[]): readonly string[] {
    const bits = this.columns.flatMap((column, at) =>
      column === "bit" ? [`${textAt(this.grid.header, at)}=${plainText(textAt(cells, at)).trim()}`] : [],
    );
    return bits.some((bit) => bit.endsWith("?")) ? [bits.join(" ")] : [];
  }

  private heading(at: number): string {
    return plainText(textAt(this.grid.header, at));
  }

  private cell(cells: readonly string[], column: TableColumn): string {
    const at = this.columns.indexOf(column);
    const text = at < 0 ? "" : textAt(cells, at).trim();
    return EMPTY.test(plainText(text).trim()) ? "" : text;
  }

  /** What the row says of its segment, as one label. */
  private label(cells: readonly string[]): string {
    const parts = this.columns.flatMap((column, at) => {
      const text = plainText(textAt(cells, at)).trim();
      if (EMPTY.test(text)) return [];
      switch (column) {
        case "segment":
          return [hexFlags(text) ?? letterFlags(text) ?? segmentCell(text)];
        case "seq":
        case "ack":
          return [number(column, text)];
        case "len":
          return [
            /^\d+\s*(?:bytes?|b|字节)?$/i.test(text) || /^[A-Za-z]$/.test(text)
              ? `len=${/^\w+/.exec(text)?.[0]}`
              : text,
          ];
        case "win":
          return [`win=${text}`];
        case "bit":
          return /^(?:1|✓|√|✔|是|yes|set|y)$/i.test(text)
            ? [textAt(this.grid.header, at)]
            : text === "?"
              ? ["?"]
              : [];
        case "end":
          return this.isSaying(text) ? [sentIn(strokeOf(text)?.label ?? text)] : [];
        case "way": {
          const stroke = directionIn(text) === null ? strokeOf(text) : null;
          return stroke !== null && stroke.label !== "" ? [stroke.label] : [];
        }
        default:
          return [];
      }
    });
    const bits = this.columns.includes("bit")
      ? [parts.includes("?") ? "?" : parts.filter((part) => /^[A-Z]{3}$/.test(part)).join("+")]
      : [];
    const others = bits.length > 0 ? parts.filter((part) => !/^(?:[A-Z]{3}|\?)$/.test(part)) : parts;
    const numbered = this.columns.includes("seq") || this.columns.includes("ack");
    const noted = numbered ? [] : this.words(cells).filter((text) => onlyNumbers(text));
    return [...this.toldFlags(cells), ...bits, ...others, ...noted].filter((part) => part !== "").join(", ");
  }

  /** Where no column is for them, flags stand in the words that say who sends. */
  private toldFlags(cells: readonly string[]): readonly string[] {
    if (["segment", "bit", "end"].some((column) => this.columns.includes(column as TableColumn))) return [];
    const told = this.words(cells).find((text) => senderIn(plainText(text)) !== null);
    return told === undefined ? [] : [saidIn(told).flags.join("+")];
  }

  /** A cell in an end's own column that says a segment, where no other column does. */
  private isSaying(text: string): boolean {
    if (this.columns.includes("segment") && !/[→←]|--|=>/u.test(text)) return false;
    const stroke = strokeOf(text);
    return isSegment(saidIn(stroke?.label ?? text)) && !RECEIVES.test(text) && stateAlone(text) === null;
  }

  private way(cells: readonly string[], flags: readonly string[]): readonly [string, string] | null {
    const { cast } = this.scene;
    const from = withPort(this.cell(cells, "from"), this.cell(cells, "from-port"));
    const to = withPort(this.cell(cells, "to"), this.cell(cells, "to-port"));
    if (from !== "" && to !== "") return [cast.meet(from), cast.meet(to)];
    const direction = this.cell(cells, "way");
    const named = directionIn(plainText(direction)) ?? directionIn(plainText(this.cell(cells, "segment")));
    if (named !== null) return [cast.meet(named.from), cast.meet(named.to)];
    const pair = this.pair();
    const stroke = this.strokeOfRow(cells);
    if (stroke !== null && pair !== null) return stroke === "right" ? pair : [pair[1], pair[0]];
    if (from !== "") {
      const sender = cast.meet(from);
      const other = cast.otherThan(sender) ?? this.otherSender(from);
      return other === null ? null : [sender, other];
    }
    const inColumn = this.senderByColumn(cells);
    if (inColumn !== null) return inColumn;
    const told = this.words(cells)
      .map((text) => senderIn(plainText(text)))
      .find((one) => one !== null);
    if (told == null) return this.opposite(flags);
    const sender = cast.meet(told);
    const receiver = cast.otherThan(sender) ?? cast.meet(OTHERS.find(([word]) => word.test(told))?.[1] ?? "");
    return receiver === "" || receiver === sender ? null : [sender, receiver];
  }

  /** A row without a direction: a SYN opens, and its answer comes back. */
  private opposite(flags: readonly string[]): readonly [string, string] | null {
    if (this.columns.includes("way") || this.columns.includes("from") || this.ends.size > 0) return null;
    if (!this.columns.includes("seq") && !this.columns.includes("ack")) return null;
    const pair = this.pair();
    const { last } = this.scene;
    if (pair === null) return null;
    if (last === null && flags.includes("SYN") && !flags.includes("ACK")) return remembered(this.scene, pair);
    return last !== null && flags.includes("ACK") && !flags.includes("FIN")
      ? remembered(this.scene, [last[1], last[0]])
      : null;
  }

  /** The two ends that arrows run between: left and right. */
  private pair(): readonly [string, string] | null {
    const [one, two] = this.ends.values();
    if (this.ends.size === 2) return [one as string, two as string];
    const heading = this.columns
      .map((column, at) => (column === "way" ? directionIn(this.heading(at).replace(/↔|<->/u, "->")) : null))
      .find((one) => one !== null);
    if (heading != null) return [this.scene.cast.meet(heading.from), this.scene.cast.meet(heading.to)];
    if (this.scene.cast.keys.length === 0) for (const name of ["C", "S"]) this.scene.cast.add(name, null);
    const [left, right] = this.scene.cast.keys;
    return left === undefined || right === undefined || this.scene.cast.keys.length !== 2
      ? null
      : [left, right];
  }

  private strokeOfRow(cells: readonly string[]): "left" | "right" | null {
    for (const [at, column] of this.columns.entries()) {
      if (column === "words" || column === "state" || column === "end-state" || column === "step") continue;
      const text = plainText(textAt(cells, at));
      if (/^\s*(?:c2s|上行|请求|out(?:going)?|发送?|>+)\s*$/i.test(text) && column === "way") return "right";
      if (/^\s*(?:s2c|下行|响应|in(?:coming)?|收|接收|<+)\s*$/i.test(text) && column === "way") return "left";
      const way = strokeOf(text)?.way;
      if ((way === "left" || way === "right") && directionIn(text) === null) return way;
    }
    return null;
  }

  /** The sender's name in a column of senders: who else sends gets it. */
  private otherSender(from: string): string | null {
    const at = this.columns.indexOf("from");
    const others = this.grid.rows
      .map(({ cells }) => textAt(cells, at).trim())
      .filter((name) => name !== "" && name !== from);
    const [other] = [...new Set(others)];
    return other === undefined ? null : this.scene.cast.meet(other);
  }

  /** With a column for each end: the one that says it sends, or the only one that says anything. */
  private senderByColumn(cells: readonly string[]): readonly [string, string] | null {
    const said = [...this.ends].map(([at, end]) => ({ end, text: plainText(textAt(cells, at)).trim() }));
    if (said.length !== 2) return null;
    const sends = said.filter(({ text }) => SENDS.test(text) && !RECEIVES.test(text));
    const segments = said.filter(
      ({ text }) => isSegment(saidIn(text)) && !RECEIVES.test(text) && stateAlone(text) === null,
    );
    const receives = said.filter(({ text }) => RECEIVES.test(text));
    const sender =
      (sends.length === 1 ? sends[0] : undefined) ??
      (segments.length === 1 ? segments[0] : undefined) ??
      (receives.length === 1 ? said.find((one) => one !== receives[0]) : undefined);
    const receiver = said.find((one) => one !== sender);
    return sender === undefined || receiver === undefined ? null : [sender.end, receiver.end];
  }

  private words(cells: readonly string[]): readonly string[] {
    return this.columns.flatMap((column, at) => {
      const text = textAt(cells, at).trim();
      if (column === "end") return asideIn(text);
      return column === "words" && !EMPTY.test(plainText(text).trim()) ? [text] : [];
    });
  }

  private states(line: number, cells: readonly string[], from: string): readonly DrawnStatement[] {
    return this.columns.flatMap((column, at): readonly DrawnStatement[] => {
      const text = plainText(textAt(cells, at)).trim();
      if (EMPTY.test(text)) return [];
      const end = this.ends.get(at);
      if (
        column === "end" &&
        end !== undefined &&
        (stateAlone(text) !== null || namedStates(text).length > 0)
      )
        return toldOf(
          /^\s*[-=<]|[->]\s*$/u.test(text) ? (strokeOf(text)?.label ?? text) : text,
          [end],
          this.scene.cast,
          line,
        );
      if (column === "end-state") {
        const owner = this.scene.cast.find(
          this.heading(at)
            .replace(/状态|state/giu, "")
            .replace(/^\s*[(（]|[)）]\s*$/gu, "")
            .trim(),
        );
        return toldOf(text, owner === null ? [] : [owner], this.scene.cast, line);
      }
      if (column === "state" || (column === "words" && namedStates(text).length > 0))
        return toldOf(text, [from], this.scene.cast, line);
      return [];
    });
  }

  /** A row without a segment. */
  private tellRow(line: number, cells: readonly string[]): void {
    const states = this.states(line, cells, "");
    const claims = states.filter((one) => one.type !== "claim" || one.ends.every((end) => end !== ""));
    this.scene.statements.push(...claims);
    const words = cells.map((cell) => plainText(cell).trim()).filter((cell) => !EMPTY.test(cell));
    if (claims.length === 0 && words.length > 0)
      this.scene.statements.push({ type: "note", line, over: [], text: words.join(" · ") });
  }
}

function isStill(statement: DrawnStatement, segment: DrawnSegment): boolean {
  const received = statement.type === "claim" && statement.ends.includes(segment.to);
  return received && standsBefore(statement, segment);
}

const SENDS =
  /发送|发出|回复|发起|返回|回应|(?<![A-Za-z])(?:sends?|sent|repl(?:y|ies)|responds?|answers?)(?![A-Za-z])/iu;
const RECEIVES = /收到|接收|(?<![A-Za-z])(?:receives?|received|gets?)(?![A-Za-z])/iu;
const OTHERS: readonly (readonly [RegExp, string])[] = [
  [/客户/u, "服务器"],
  [/服务/u, "客户端"],
  [/client/i, "Server"],
  [/server/i, "Client"],
];

/** `seq 800, ack 502` in a column of remarks. */
function onlyNumbers(text: string): boolean {
  const said = saidIn(text);
  return (said.seq !== null || said.ack !== null) && said.flags.length === 0 && said.words === "";
}

function remembered(scene: DrawnScene, ends: readonly [string, string]): readonly [string, string] {
  scene.last = ends;
  return ends;
}

function withPort(name: string, port: string): string {
  return name !== "" && port !== "" ? `${name}:${port}` : name || port;
}

function number(field: "seq" | "ack", text: string): string {
  const said = saidIn(text);
  if (said.seq !== null || said.ack !== null || said.unread.length > 0) return text;
  return `${field}=${text.replace(/\s*\((?:relative|raw|相对|绝对)[^()]*\)/giu, "")}`;
}

const SHORT_REMARK = 16;

function isLoss(text: string): boolean {
  return text.length <= SHORT_REMARK && saidIn(text).lost;
}
