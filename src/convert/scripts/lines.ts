/** A packetdrill script cut into what it says: each with its time, however many lines it takes. */

import { textAt } from "../../language/at.js";

export interface ScriptEntry {
  /** Its lines in the source, from 0. */
  readonly first: number;
  readonly last: number;
  readonly when: When;
  /** `told`: an event of the flow that no call makes happen, as an exported script has it in a comment. */
  readonly kind: "packet" | "call" | "code" | "told";
  /** In one line, without time and comment. */
  readonly body: string;
  /** What a comment behind it says. */
  readonly remark: string | null;
}

/** As it is written: `+.1~+.2`, `0...0.2`, `*`, or nothing. */
export interface When {
  readonly from: ScriptTime | null;
  /** Of a call that blocks, when it returns. */
  readonly until: ScriptTime | null;
  /** How long a packet may take, as it stands. */
  readonly range: string | null;
}

export interface ScriptTime {
  /** Since the entry before; else since the script began. */
  readonly relative: boolean;
  /** Milliseconds. */
  readonly ms: number;
}

export interface Script {
  readonly entries: readonly ScriptEntry[];
  /** What comments say, by line; what is no comment, as it stands. */
  readonly comments: ReadonlyMap<number, string>;
}

/** A call, a program or a condition may go on over as many lines as this. */
const LONGEST = 60;

export function scriptOf(lines: readonly string[]): Script {
  const entries: ScriptEntry[] = [];
  const comments = new Map<number, string>();
  for (let at = 0; at < lines.length; ) {
    const line = textAt(lines, at);
    const told = TOLD.exec(line)?.[1];
    if (told !== undefined)
      entries.push({ first: at, last: at, when: NEVER, kind: "told", body: told, remark: null });
    const commented = commentAt(lines, at, comments);
    if (commented > 0) {
      at += commented;
      continue;
    }
    const entry = entryAt(lines, at);
    const last = entry?.last ?? at + blockLength(lines, at, line) - 1;
    if (entry !== null) entries.push(entry);
    // What turns out to be no more than a comment stands as it is.
    if (entry !== null || SETTING.test(line) || last > at)
      for (let n = at; n <= last; n++) comments.set(n, textAt(lines, n).trim());
    at = last + 1;
  }
  return { entries, comments };
}

/** How many lines a comment takes that begins here; 0 where none does. */
function commentAt(lines: readonly string[], at: number, comments: Map<number, string>): number {
  const text = textAt(lines, at).trim();
  if (text.startsWith("//")) {
    comments.set(at, text.replace(/^\/\/+/, "").trim());
    return 1;
  }
  if (!text.startsWith("/*")) return 0;
  let last = at;
  while (last < lines.length - 1 && !textAt(lines, last).includes("*/")) last++;
  for (let line = at; line <= last; line++) {
    const inner = textAt(lines, line)
      .trim()
      .replace(/^\/\*+|\*+\/$/g, "");
    comments.set(line, inner.replace(/^\s*\*(?:\s|$)/, "").trim());
  }
  return last - at + 1;
}

const TOLD = /^\s*\/\/ (timeout (?:rto|2msl|user|keepalive|persist|delack)|crash)\s*$/;
const SETTING = /^\s*(?:--\w+|`)/;
const NUMBER = String.raw`\+?\s*(?:\d+(?:\.\d+)?|\.\d+)`;
const WHEN = new RegExp(String.raw`^\s*(?:(\*)|(${NUMBER})(?:\s*(~|\.\.\.)\s*(${NUMBER}))?)\s*`);
/** Flags come first: what is quoted in a mail, or is a comment there, is no packet. */
const PACKET = /^[<>](?!\s*(?:$|[+\d*/]|\[(?!no|ec|ce)))/;
const CALL = /^[a-z_]\w*\s*\(/;
const NEVER: When = { from: null, until: null, range: null };

function entryAt(lines: readonly string[], at: number): ScriptEntry | null {
  const line = textAt(lines, at);
  const found = WHEN.exec(line);
  const body = found === null ? line.trim() : line.slice(found[0].length);
  const kind = kindOf(body);
  if (kind === null || (found === null && kind === "call")) return null;
  const when = found === null ? NEVER : whenOf(found);
  if (kind === "packet") return { first: at, last: at, when, kind, ...withoutComment(body) };
  const last = kind === "call" ? endOfCall(lines, at, body) : endOfCode(lines, at, body);
  const rest = lines.slice(at + 1, last + 1).map((one) => one.trim());
  const whole = [body.trim(), ...rest].join(" ");
  const parts = kind === "call" ? withoutComment(whole) : { body: whole, remark: null };
  return { first: at, last, when, kind, ...parts };
}

function kindOf(body: string): ScriptEntry["kind"] | null {
  if (PACKET.test(body)) return "packet";
  if (body.startsWith("`") || body.startsWith("%{")) return "code";
  return CALL.test(body) ? "call" : null;
}

function whenOf([, any, from, mark, to]: RegExpExecArray): When {
  if (any !== undefined || from === undefined) return NEVER;
  const until = mark === "..." && to !== undefined ? timeOf(to) : null;
  const range = mark === "~" && to !== undefined ? `~${to.replace(/\s/g, "")}` : null;
  return { from: timeOf(from), until, range };
}

const MILLISECONDS = 1000;

function timeOf(text: string): ScriptTime {
  const digits = text.replace(/[+\s]/g, "");
  return { relative: text.startsWith("+"), ms: Number(digits) * MILLISECONDS };
}

/** `//` outside of what is quoted begins a comment. */
function withoutComment(text: string): Pick<ScriptEntry, "body" | "remark"> {
  const found = /^((?:[^"/]|"(?:[^"\\]|\\.)*"|\/(?![/*]))*)(?:\/\/(.*)|\/\*(.*?)\*\/\s*)$/.exec(text);
  if (found === null) return { body: text.trim(), remark: null };
  const remark = (found[2] ?? textAt(found, 3)).trim();
  return { body: textAt(found, 1).trim(), remark: remark === "" ? null : remark };
}

/** Until its brackets close and its result stands there. */
function endOfCall(lines: readonly string[], at: number, body: string): number {
  let depth = balance(body);
  let last = at;
  while (depth > 0 && last < lines.length - 1 && last - at < LONGEST) depth += balance(textAt(lines, ++last));
  return depth > 0 ? at : last;
}

function balance(text: string): number {
  const bare = text.replace(/"(?:[^"\\]|\\.)*"|\/\/.*$/g, "");
  return (bare.match(/\(/g) ?? []).length - (bare.match(/\)/g) ?? []).length;
}

function endOfCode(lines: readonly string[], at: number, body: string): number {
  const end = body.startsWith("`") ? "`" : "}%";
  if (body.slice(1).includes(end)) return at;
  const last = lines.findIndex((line, n) => n > at && line.includes(end));
  return last < 0 || last - at > LONGEST ? at : last;
}

/** A program that stands without a time before a script. */
function blockLength(lines: readonly string[], at: number, line: string): number {
  return line.trim().startsWith("`") ? endOfCode(lines, at, line.trim()) - at + 1 : 1;
}
