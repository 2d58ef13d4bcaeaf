/** Sequence diagrams of PlantUML, and of its relatives js-sequence and WebSequenceDiagrams. */

import { textAt } from "../../language/at.js";
import type { Reader, Source, SourceReading } from "../reader.js";
import { plainText } from "../said/text.js";
import { DrawnScene, unreadMessage } from "./scene.js";

export const PLANTUML: Reader = { name: "plantuml", read: readPlantuml };

const START = /^\s*@startuml\b/i;
const STOP = /^\s*@enduml\b/i;
const FENCE = /^\s*(?:```+|~~~+)\s*(?<name>\w*)/;
const FENCES = /^(?:plantuml|puml|uml|sequence|seq|js-?sequence|wsd|websequencediagrams?)$/i;
const ID = '"[^"]+"|[^\\s":<>\\[\\]-][^":<>\\[\\]]*?';
const ARROW =
  "(?:<<?|x|o|[\\\\/]{1,2})?(?:\\[[^\\]]*\\])?[-.]+(?:\\[[^\\]]*\\])?[-.]*(?:>>?|x|o|[\\\\/]{1,2})*(?:\\(\\d+\\))?";
const MESSAGE = new RegExp(
  `^\\s*(?<left>${ID})\\s*(?<arrow>(?=\\S*[<>\\\\/x])${ARROW})\\s*(?:[+*-]\\s*)?(?<right>${ID})?\\s*(?:\\+\\+|--|\\*\\*|!!|[+-])?(?:\\s*#\\w+)?\\s*[:：]\\s*(?<text>.*)$`,
  "u",
);
const PARTICIPANT =
  /^\s*(?:create\s+)?(?:participant|actor|boundary|control|entity|database|collections|queue)\s+(?<first>"[^"]+"|[^\s":：]+(?:[ ][^\s":：#<]+)*?)(?:\s+as\s+(?<second>"[^"]+"|\S+))?(?:\s+(?:order\s+\d+|#\S+|<<.*>>))*\s*$/iu;
const NOTE =
  /^\s*\/?\s*[hr]?note\s+(?<where>left|right|over|across)(?:\s+of)?(?:\s+(?<over>[^:：#]+?))?(?:\s*#\w+)?\s*(?:[:：]\s*(?<text>.*))?$/iu;
const NOTE_END = /^\s*end\s*[hr]?note\s*$/i;
const SECTION = /^\s*={2,}\s*(?<text>.*?)\s*={2,}\s*$/;
const DELAY = /^\s*\.\.\.\s*(?<text>.*?)\s*(?:\.\.\.)?\s*$/;
const TITLE = /^\s*title\s*[:：]?\s+(?<text>.+)$/i;
const COMMENT = /^\s*'\s*(?<text>.*)$/;
const NOTHING =
  /^\s*(?:@startuml|@enduml|autonumber|activate|deactivate|destroy|create|skinparam|hide|show|!|scale|header|footer|caption|newpage|\|\|\||mainframe|box|end\s*box|legend|end\s*legend|\}|left to right)/i;
const BLOCK = /^\s*(?<word>group|loop|opt|par|break|critical|alt)\b\s*(?<label>.*)$/i;
const OTHERWISE = /^\s*else\b\s*(?<label>.*)$/i;
const END = /^\s*end\s*$/i;
const RETURN = /^\s*return\b\s*(?<text>.*)$/i;
const REF = /^\s*ref\s+over\s+(?<over>[^:：]+)[:：]\s*(?<text>.*)$/i;

function readPlantuml({ lines }: Source): SourceReading | null {
  const block = blockOf(lines);
  if (block === null) return null;
  const scene = new DrawnScene();
  for (let line = block.first; line <= block.last; ) line = addLine(scene, lines, line, block.last);
  if (scene.messages === 0) return null;
  const unread = unreadMessage(lines, block, scene.read);
  return { sure: block.sure, lines: scene.read, flows: scene.flows(), unread };
}

interface Block {
  readonly first: number;
  readonly last: number;
  readonly sure: number;
}

function blockOf(lines: readonly string[]): Block | null {
  const start = lines.findIndex((line) => START.test(line));
  if (start >= 0) {
    const stop = lines.findIndex((line, at) => at > start && STOP.test(line));
    const last = stop < 0 ? lines.length - 1 : stop;
    const fenced = FENCE.test(textAt(lines, start - 1)) && FENCE.test(textAt(lines, last + 1));
    return { first: fenced ? start - 1 : start, last: fenced ? last + 1 : last, sure: 0.98 };
  }
  const fence = lines.findIndex((line) => FENCES.test(FENCE.exec(line)?.groups?.name ?? ""));
  if (fence >= 0) {
    const close = lines.findIndex((line, at) => at > fence && FENCE.test(line));
    return { first: fence, last: close < 0 ? lines.length - 1 : close, sure: 0.96 };
  }
  return loose(lines);
}

/** Without a frame only what no other notation has tells them: notes at a side, participants, a title. */
function loose(lines: readonly string[]): Block | null {
  const own = (line: string): boolean =>
    (NOTE.test(line) && /\b(?:of|over)\b/i.test(line)) ||
    PARTICIPANT.test(line) ||
    /^\s*title\s*:/i.test(line);
  const ours = (line: string): boolean =>
    own(line) ||
    [MESSAGE, NOTE, SECTION, COMMENT, BLOCK, OTHERWISE, END, NOTE_END, TITLE].some((one) => one.test(line));
  const start = lines.findIndex(own);
  if (start < 0 || lines.some((line) => /^\s*sequenceDiagram\b/i.test(line))) return null;
  let first = start;
  for (let at = start - 1; at >= 0; at--) {
    const line = textAt(lines, at);
    if (ours(line)) first = at;
    else if (line.trim() !== "") break;
  }
  let last = start;
  for (let at = start + 1; at < lines.length; at++) {
    const line = textAt(lines, at);
    if (ours(line)) last = at;
    else if (line.trim() !== "") break;
  }
  const some = lines.slice(first, last + 1).filter((line) => MESSAGE.test(line)).length;
  return some > 0 ? { first, last, sure: 0.88 } : null;
}

/** Reads a line, or several that belong together; the number of the next one. */
function addLine(scene: DrawnScene, lines: readonly string[], line: number, end: number): number {
  const text = textAt(lines, line);
  const note = NOTE.exec(text)?.groups;
  if (note !== undefined && note.text === undefined && !/^\s*(?:left|right)\s*$/i.test(text)) {
    const close = lines.findIndex((one, at) => at > line && at <= end && NOTE_END.test(one));
    if (close > 0) {
      for (let at = line; at <= close; at++) scene.read.add(at);
      for (let at = line + 1; at < close; at++) scene.tell(at, textAt(lines, at), noteOwners(scene, note));
      return close + 1;
    }
  }
  if (addSingle(scene, text, line)) scene.read.add(line);
  return line + 1;
}

function addSingle(scene: DrawnScene, text: string, line: number): boolean {
  if (text.trim() === "") {
    if (scene.statements.length > 0) scene.comment(line, "");
    return true;
  }
  if (FENCE.test(text)) return true;
  const note = NOTE.exec(text)?.groups;
  if (note !== undefined) {
    scene.tell(line, note.text ?? "", noteOwners(scene, note));
    return true;
  }
  const participant = PARTICIPANT.exec(text)?.groups;
  if (participant !== undefined) {
    declare(scene, participant.first ?? "", participant.second);
    return true;
  }
  const section = SECTION.exec(text)?.groups;
  if (section !== undefined) scene.section(line, section.text ?? "");
  else if (MESSAGE.test(text)) addMessage(scene, text, line);
  else return addFrame(scene, text, line);
  return true;
}

/** `participant "客户端" as C`: the alias is what messages use. */
function declare(scene: DrawnScene, first: string, second: string | undefined): void {
  if (second === undefined) scene.cast.add(unquoted(first), null);
  else if (second.startsWith('"')) scene.cast.add(unquoted(first), unquoted(second));
  else scene.cast.add(unquoted(second), unquoted(first));
}

function unquoted(words: string): string {
  return words.trim().replace(/^"|"$/g, "").replace(/\\n/g, " ");
}

function noteOwners(
  scene: DrawnScene,
  { where = "", over }: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  if (over !== undefined && over.trim() !== "")
    return over.split(/[,，]/).map((id) => scene.cast.meet(unquoted(id)));
  if (scene.last === null || /over|across/i.test(where)) return [];
  // Beside a message: the end that stands on that side.
  const order = [...new Set(scene.last)].sort(
    (a, b) => scene.cast.keys.indexOf(a) - scene.cast.keys.indexOf(b),
  );
  const end = /left/i.test(where) ? order[0] : order.at(-1);
  return end === undefined ? [] : [end];
}

function addMessage(scene: DrawnScene, text: string, line: number): void {
  const { left = "", right = "", arrow = "", text: label = "" } = MESSAGE.exec(text)?.groups ?? {};
  const first = scene.cast.meet(unquoted(left));
  const second = right === "" ? first : scene.cast.meet(unquoted(right));
  // With its colour, and how far down it slants.
  const bare = arrow.replace(/\[[^\]]*\]|\(\d+\)/g, "");
  const backward = /^(?:<|[\\/x]?<)/.test(bare) || (/^x/.test(bare) && !/[>\\/]$/.test(bare));
  const both = /^<.*>$/.test(bare);
  const lost = /x$|^x/.test(bare);
  if (both) scene.tell(line, label, [first, second]);
  else if (backward) scene.message(line, second, first, label, lost);
  else scene.message(line, first, second, label, lost);
}

function addFrame(scene: DrawnScene, text: string, line: number): boolean {
  const title = TITLE.exec(text)?.groups?.text ?? /^\s*title\s*[:：]\s*(.+)$/i.exec(text)?.[1];
  const comment = COMMENT.exec(text)?.groups?.text;
  const block = BLOCK.exec(text)?.groups;
  const otherwise = OTHERWISE.exec(text)?.groups;
  const back = RETURN.exec(text)?.groups;
  const ref = REF.exec(text)?.groups;
  const delay = DELAY.exec(text)?.groups;
  if (title !== undefined) scene.title = plainText(title);
  else if (comment !== undefined) scene.comment(line, comment);
  else if (block !== undefined)
    scene.begin(line, block.label || (block.word ?? ""), /^alt$/i.test(block.word ?? ""));
  else if (otherwise !== undefined) scene.otherwise(line, otherwise.label ?? "");
  else if (END.test(text)) scene.end();
  else if (ref !== undefined)
    scene.tell(line, ref.text ?? "", noteOwners(scene, { where: "", over: ref.over }));
  else if (back !== undefined && scene.last !== null)
    scene.message(line, scene.last[1], scene.last[0], back.text ?? "");
  else if (delay !== undefined) {
    scene.pause(line, delay.text ?? "");
  } else return NOTHING.test(text);
  return true;
}
