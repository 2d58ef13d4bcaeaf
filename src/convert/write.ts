/** The one writer: drawn flows as canonical text of the language. */

import { quoted } from "../language/print.js";
import type { DrawnElision, DrawnEnd, DrawnFlow, DrawnSegment, DrawnStatement } from "./drawn.js";
import { type NamedEnd, namedEnds, seated } from "./naming.js";
import { timeText } from "./times.js";
import { commentText, freeText, isPlainCaption } from "./words.js";

export interface WriteOptions {
  /** Whether the first flow begins with its `flow` line too; further ones always do. */
  readonly header?: boolean;
  /** What the first flow is called, where the source does not say it. */
  readonly title?: string | null;
  /** The ends of the flow that the lines go into, with the roles that they have there; they are not declared again. */
  readonly within?: ReadonlyMap<string, string | null>;
}

export function writeFlows(flows: readonly DrawnFlow[], options: WriteOptions = {}): string {
  const { header = false, title = null, within } = options;
  const parts = flows.map((flow, index) => {
    const named = index === 0 && flow.title === null && title !== null ? { ...flow, title } : flow;
    return writeFlow(named, header || flows.length > 1 || index > 0, index === 0 ? within : undefined);
  });
  return parts.join("\n");
}

interface Writer {
  readonly ends: ReadonlyMap<string, NamedEnd>;
  /** What the ids of the source are called. */
  readonly ids: ReadonlyMap<string, string>;
  readonly lines: Lines;
  /** The last time that was written. */
  time: number;
}

/**
 * The lines that are written. A line that has grown is a tree of its pieces, some twelve for each: joined so many at a time,
 * they are text before the garbage collector has to carry them about (bench).
 */
class Lines {
  private readonly joined: string[] = [];
  private loose: string[] = [];

  push(line: string): void {
    this.loose.push(line);
    if (this.loose.length < AT_A_TIME) return;
    this.joined.push(this.loose.join("\n"));
    this.loose = [];
  }

  get isEmpty(): boolean {
    return this.joined.length === 0 && this.loose.length === 0;
  }

  /** All of them; the last one ends as the others do. */
  end(): string {
    return [...this.joined, ...this.loose, ""].join("\n");
  }
}

const AT_A_TIME = 256;

function writeFlow(
  flow: DrawnFlow,
  header: boolean,
  within: ReadonlyMap<string, string | null> | undefined,
): string {
  const ends = within === undefined ? namedEnds(flow) : seated(namedEnds(flow), within);
  const writer: Writer = { ends, ids: idsOf(flow, ends), lines: new Lines(), time: 0 };
  if (header || flow.title !== null) writer.lines.push(`flow ${quoted(flow.title ?? titleOf(flow, ends))}`);
  const declared = flow.ends.filter(({ key }) => within?.has(ends.get(key)?.name ?? "") !== true);
  for (const end of declared) writer.lines.push(declaration(end, ends.get(end.key)));
  if (declared.length > 0) writer.lines.push("");
  for (const text of flow.comments ?? []) writer.lines.push(commentText(text));
  for (const statement of flow.statements) writeStatement(writer, statement);
  // Of no lines is made an empty one.
  if (writer.lines.isEmpty) writer.lines.push("");
  return writer.lines.end();
}

/** No dash: one character beyond Latin-1 doubles the memory of the whole text, and a capture's has millions (bench). */
function titleOf({ ends }: DrawnFlow, named: ReadonlyMap<string, NamedEnd>): string {
  return ends.map((end) => end.address ?? end.label ?? named.get(end.key)?.name ?? end.key).join(" - ");
}

function declaration({ address, attributes }: DrawnEnd, end: NamedEnd | undefined): string {
  return [
    end?.role ?? "peer",
    end?.name ?? "",
    end?.label ? quoted(end.label) : "",
    address === null ? "" : `addr=${quoted(address)}`,
    ...(attributes ?? []),
  ]
    .filter((part) => part !== "")
    .join(" ");
}

const ID = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** An id that the language cannot write is called after its sender: c1, c2, s1. */
function idsOf(flow: DrawnFlow, ends: ReadonlyMap<string, NamedEnd>): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  const counts = new Map<string, number>();
  for (const statement of flow.statements) {
    if (statement.type !== "segment" || !statement.id || ids.has(statement.id)) continue;
    const count = (counts.get(statement.from) ?? 0) + 1;
    counts.set(statement.from, count);
    const own = `${ends.get(statement.from)?.name.toLowerCase() ?? "s"}${count}`;
    ids.set(statement.id, ID.test(statement.id) ? statement.id : own);
  }
  return ids;
}

function writeStatement(writer: Writer, statement: DrawnStatement): void {
  const remarks: string[] = statement.remark ? [statement.remark] : [];
  const body = bodyOf(writer, statement, remarks);
  if (body === null) {
    for (const remark of remarks) writer.lines.push(commentText(remark));
    return;
  }
  const at = timed(writer, statement, remarks);
  let line = at + (at !== "" && statement.type === "claim" ? body.trimStart() : body);
  for (const remark of remarks) {
    const text = commentText(remark);
    if (text !== "") line += `  ${text}`;
  }
  writer.lines.push(line);
}

/** The line without time and comment; what it cannot hold is added to the remarks. null: nothing but remarks. */
function bodyOf(writer: Writer, statement: DrawnStatement, remarks: string[]): string | null {
  if (statement.type === "segment") return segmentBody(writer, statement, remarks);
  const name = (key: string): string => nameOf(writer, key);
  const subject = (key: string, of: string | null | undefined): string =>
    of ? `${name(key)}(${name(of)})` : name(key);
  switch (statement.type) {
    case "deliver":
      return ["deliver", statement.ids.map((id) => writer.ids.get(id) ?? id).join(", ")].join(" ").trim();
    case "claim": {
      const { ends, of, from, state } = statement;
      const who = ends.map((key) => subject(key, of)).join(", ");
      return `  ${who}: ${from ? `${from} -> ` : ""}${state}`;
    }
    case "event":
      return `${subject(statement.end, statement.of)}: ${statement.event}`;
    case "elision":
      return elision(statement, name);
    case "note": {
      const text = freeText(statement.text);
      const over = statement.over.map(name).join(", ");
      return text === "" ? null : `note${over === "" ? "" : ` ${over}`}: ${text}`;
    }
    case "section": {
      const text = freeText(statement.text)
        .replace(/^=+|=+$/g, "")
        .trim();
      return text === "" ? null : `== ${text} ==`;
    }
    case "comment":
      return commentText(statement.text);
    case "unread":
      return statement.text.trim();
  }
}

function elision({ from, to, text }: DrawnElision, name: (key: string) => string): string {
  const way = from && to ? ` ${name(from)} -> ${name(to)}` : "";
  return `...${way}${text ? ` ${quoted(text)}` : ""}`;
}

const ARROWS = { delivered: "->", lost: "-x", "in-flight": "~>" } as const;

function segmentBody(writer: Writer, segment: DrawnSegment, remarks: string[]): string {
  const { from, to, flags, fate, payload, caption, options = NONE, cleared = NONE, unread = NONE } = segment;
  const id = segment.id ? writer.ids.get(segment.id) : undefined;
  const shown = caption ? caption.trim() : "";
  const plain = shown !== "" && isPlainCaption(shown);
  if (shown !== "" && !plain) remarks.unshift(shown);
  const old = segment.old === true ? "old " : "";
  const said = segment.blank === true ? "?" : segment.none === true ? "NONE" : flags.join("+");
  // One string that grows takes half the memory of a list of parts (bench).
  let body = said === "" ? "" : ` ${said}`;
  for (const flag of cleared) body += ` ${flag}=0`;
  if (segment.seq) body += ` seq=${segment.seq}`;
  if (segment.ack) body += ` ack=${segment.ack}`;
  if (segment.len) body += ` len=${segment.len}`;
  if (payload !== null && payload !== undefined) body += ` ${quoted(payload)}`;
  if (segment.win) body += ` win=${segment.win}`;
  if (segment.urg) body += ` urg=${segment.urg}`;
  for (const option of options) if (option !== "") body += ` ${option}`;
  if (id !== undefined) body += ` as ${id}`;
  for (const one of unread) if (one !== "") body += ` ${one}`;
  if (plain) body += ` (${shown})`;
  // A segment of which nothing is said ends in a blank, as it always has.
  if (body === "" || unread.at(-1)?.endsWith(":")) body += " ";
  return `${old}${nameOf(writer, from)} ${ARROWS[fate]} ${nameOf(writer, to)}:${body}`;
}

const NONE: readonly string[] = [];

function nameOf({ ends }: Writer, key: string): string {
  return ends.get(key)?.name ?? key;
}

/** A time before the one above it is no time of a flow's (they never decrease): it stands as a remark. */
function timed(writer: Writer, { time, type }: DrawnStatement, remarks: string[]): string {
  if (time === null || time === undefined || type === "comment" || type === "unread") return "";
  const text = timeText(time);
  if (time < writer.time) {
    remarks.push(text);
    return "";
  }
  writer.time = time;
  return `${text} `;
}
