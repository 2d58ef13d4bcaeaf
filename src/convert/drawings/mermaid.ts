/** Mermaid's sequence diagrams, with or without fence, front matter and header. */

import { textAt } from "../../language/at.js";
import type { Reader, Source, SourceReading } from "../reader.js";
import { plainText } from "../said/text.js";
import { DrawnScene, unreadMessage } from "./scene.js";

export const MERMAID: Reader = { name: "mermaid", read: readMermaid };

const HEADER = /^\s*sequenceDiagram\b/i;
const FENCE = /^\s*(?:```+|~~~+|:::+)/;
const TAG = /^\s*<\/?(?:div|pre|code)\b[^>]*>\s*$/i;
const ID = "[^\\s:+-][^:]*?|[^\\s:]";
const MESSAGE = new RegExp(
  `^\\s*(?<from>${ID})\\s*(?<arrow><<-->>|<<->>|-->>|->>|-->|->|--x|-x|--\\)|-\\))\\s*[+-]?\\s*(?<to>[^:：]+?)\\s*[:：]\\s*(?<text>.*?);?\\s*$`,
);
/** An arrow that nothing but Mermaid draws so. */
const OWN_ARROW = /^\s*[^\s:]+?\s*(?:--?>>|--?\)|<<--?>>|--?x(?=\S))\s*[+-]?\s*[^:：]+[:：]/;
const PARTICIPANT =
  /^\s*(?:create\s+)?(?:participant|actor)\s+(?<id>.+?)(?:@\{.*\})?(?:\s+as\s+(?<label>.+?))?;?\s*$/i;
const NOTE = /^\s*note\s+(?:over|left\s+of|right\s+of)\s+(?<over>[^:：]+)[:：]\s*(?<text>.*?);?\s*$/i;
const COMMENT = /^\s*%%(?!\{)\s*(?<text>.*)$/;
const TITLE = /^\s*(?:title|accTitle)\s*:?\s+(?<text>.+)$/i;
const NOTHING =
  /^\s*(?:sequenceDiagram|autonumber|activate|deactivate|destroy|link|links|accDescr|properties|details|%%\{)/i;
const CHOICE = /^\s*(?:alt)\b\s*(?<label>.*)$/;
const BLOCK = /^\s*(?<word>loop|opt|par|critical|break|rect|box)\b\s*(?<label>.*)$/;
const OTHERWISE = /^\s*(?:else|and|option)\b\s*(?<label>.*)$/;
const END = /^\s*end\s*;?\s*$/;

const LEAST_MESSAGES = 1;

function readMermaid({ lines }: Source): SourceReading | null {
  const block = blockOf(lines);
  if (block === null) return null;
  const scene = new DrawnScene();
  const { first, last, sure } = block;
  for (let line = first; line <= last; line++) if (addLine(scene, lines, line)) scene.read.add(line);
  if (scene.messages < LEAST_MESSAGES) return null;
  return { sure, lines: scene.read, flows: scene.flows(), unread: unreadMessage(lines, block, scene.read) };
}

interface Block {
  readonly first: number;
  readonly last: number;
  readonly sure: number;
}

function blockOf(lines: readonly string[]): Block | null {
  const header = lines.findIndex((line) => HEADER.test(line));
  const own = lines.findIndex((line) => OWN_ARROW.test(line));
  if (header < 0 && own < 0) return null;
  const start = header < 0 ? own : header;
  let first = start;
  // Above the header: front matter, the fence; without a header, participants and notes.
  while (first > 0 && (header < 0 ? belongs(textAt(lines, first - 1)) : isAbove(lines, first - 1))) first--;
  let last = start;
  for (let at = start + 1; at < lines.length; at++) {
    const line = textAt(lines, at);
    if (FENCE.test(line) || TAG.test(line)) {
      last = at;
      break;
    }
    if (header >= 0 && HEADER.test(line)) break;
    if (belongs(line) && line.trim() !== "") last = at;
    else if (line.trim() !== "" && !isIndented(line) && !isFenced(lines, first)) break;
  }
  return { first, last, sure: header >= 0 ? 0.97 : 0.9 };
}

function isIndented(line: string): boolean {
  return /^\s+\S/.test(line);
}

function isFenced(lines: readonly string[], first: number): boolean {
  return FENCE.test(textAt(lines, first));
}

/** A line of front matter, which runs from `---` to `---`, or the fence. */
function isAbove(lines: readonly string[], at: number): boolean {
  const line = textAt(lines, at);
  if (line.trim() === "" || FENCE.test(line) || TAG.test(line)) return FENCE.test(line) || TAG.test(line);
  if (/^\s*---\s*$/.test(line)) return true;
  if (/^\s*%%/.test(line)) return true;
  const closes = lines.slice(at + 1).findIndex((one) => /^\s*---\s*$/.test(one));
  const header = lines.slice(at + 1).findIndex((one) => HEADER.test(one));
  const opens = lines.slice(0, at).some((one) => /^\s*---\s*$/.test(one));
  return opens && closes >= 0 && closes < header && /^\s*[\w-]+\s*:|^\s{2,}/.test(line);
}

function belongs(line: string): boolean {
  return (
    line.trim() === "" ||
    [MESSAGE, PARTICIPANT, NOTE, COMMENT, TITLE, NOTHING, CHOICE, BLOCK, OTHERWISE, END].some((sign) =>
      sign.test(line),
    )
  );
}

/** False where the line says nothing in this notation. */
function addLine(scene: DrawnScene, lines: readonly string[], line: number): boolean {
  const text = textAt(lines, line);
  if (text.trim() === "") {
    if (scene.statements.length > 0) scene.comment(line, "");
    return true;
  }
  if (FENCE.test(text) || TAG.test(text) || /^\s*---\s*$/.test(text)) return true;
  const comment = COMMENT.exec(text)?.groups;
  if (comment !== undefined) {
    scene.comment(line, comment.text ?? "");
    return true;
  }
  const note = NOTE.exec(text)?.groups;
  if (note !== undefined) {
    const over = (note.over ?? "").split(/[,，]/).map((id) => scene.cast.meet(id.trim()));
    scene.tell(line, note.text ?? "", over);
    return true;
  }
  const participant = PARTICIPANT.exec(text)?.groups;
  if (participant !== undefined) {
    scene.cast.add((participant.id ?? "").trim(), participant.label?.trim() ?? null);
    return true;
  }
  const message = MESSAGE.exec(text)?.groups;
  if (message !== undefined) {
    addMessage(scene, line, message);
    return true;
  }
  return addFrame(scene, text, line);
}

function addMessage(scene: DrawnScene, line: number, groups: Readonly<Record<string, string>>): void {
  const { from = "", to = "", arrow = "", text = "" } = groups;
  const left = scene.cast.meet(from);
  const right = scene.cast.meet(to);
  if (arrow.startsWith("<<")) scene.tell(line, text, [left, right]);
  else scene.message(line, left, right, text, arrow.endsWith("x"));
}

/** Titles, blocks, and what says nothing of the exchange. */
function addFrame(scene: DrawnScene, text: string, line: number): boolean {
  const title = TITLE.exec(text)?.groups?.text ?? /^\s*title\s*:\s*(.+)$/i.exec(text)?.[1];
  const choice = CHOICE.exec(text)?.groups;
  const block = BLOCK.exec(text)?.groups;
  const otherwise = OTHERWISE.exec(text)?.groups;
  if (title !== undefined) scene.title = plainText(title).replace(/^["']|["']$/g, "");
  else if (choice !== undefined) scene.begin(line, choice.label ?? "", true);
  else if (block !== undefined) scene.begin(line, blockLabel(block), false);
  else if (otherwise !== undefined) scene.otherwise(line, otherwise.label ?? "");
  else if (END.test(text)) scene.end();
  else return NOTHING.test(text) || /^\s*[\w-]+\s*:/.test(text);
  return true;
}

function blockLabel({ word = "", label = "" }: Readonly<Record<string, string>>): string {
  return word === "rect" || word === "box" ? "" : `${word} ${label}`.trim();
}
