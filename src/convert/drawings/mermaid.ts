/** A Mermaid sequence diagram as lines of a flow. */

import { segmentLine } from "../body.js";
import { declaration, type End, isServerWord, nameFor } from "../names.js";
import { stateNamed, statesIn } from "../states.js";

const PARTICIPANT = /^(?:create\s+)?(?:participant|actor)\s+(.+?)(?:\s+as\s+(.+))?$/;
const MESSAGE = /^(.+?)\s*(<<)?(--?)(>>|>|x|\))\s*[+-]?\s*([^:：]+?)\s*[:：]\s*(.*)$/;
const NOTE = /^note\s+(?:over|left of|right of)\s+([^:：]+)[:：]\s*(.*)$/i;
const COMMENT = /^%%\s*(.*)$/;
const NOTHING =
  /^(?:sequenceDiagram|autonumber.*|(?:de)?activate\s.*|```.*|end|link\s.*|links\s.*|accTitle.*|accDescr.*)$/;
const TITLE = /^title:?\s+(.*)$/;
const GROUP = /^(?:loop|alt|else|opt|par|and|critical|option|break|rect|box)\b\s*(.*)$/;

/** Whether a line may be one of a Mermaid sequence diagram. */
export function isMermaid(line: string): boolean {
  const text = line.trim();
  const arrow = MESSAGE.exec(text)?.[4];
  // Our own `-x` stands between blanks.
  if (arrow === "x" && /^\S+?--?x\S/.test(text)) return true;
  if (arrow !== undefined && (arrow === ">>" || arrow === ")" || /<br\s*\/?>/.test(text))) return true;
  return [PARTICIPANT, NOTE, COMMENT, NOTHING, GROUP].some((sign) => sign.test(text));
}

interface Diagram {
  /** By their Mermaid names, in the order drawn. */
  readonly ends: Map<string, End>;
  readonly lines: string[];
  readonly opened: { client: string | null };
}

/** The lines of the flow; declarations first, without those that are declared already. */
export function convertMermaid(source: readonly string[], declared: ReadonlySet<string>): readonly string[] {
  const diagram: Diagram = { ends: new Map(), lines: [], opened: { client: null } };
  for (const line of source) convertLine(diagram, line.trim());
  const { ends, opened } = diagram;
  const client = opened.client ?? [...ends.values()].find(({ name }) => !isServerWord(name))?.name ?? null;
  const declarations = [...ends.values()]
    .filter(({ name }) => !declared.has(name))
    .map((end) => declaration(end.name === client ? "client" : ends.size > 2 ? "peer" : "server", end));
  return [...declarations, ...trimmed(diagram.lines)];
}

function convertLine(diagram: Diagram, line: string): void {
  const { lines } = diagram;
  if (line === "") {
    if (lines.length > 0 && lines.at(-1) !== "") lines.push("");
    return;
  }
  const [comment, title, note, participant, message] = [COMMENT, TITLE, NOTE, PARTICIPANT, MESSAGE].map((r) =>
    r.exec(line),
  );
  if (comment) lines.push(`# ${comment[1] ?? ""}`.trimEnd());
  else if (NOTHING.test(line)) return;
  else if (title) lines.push(`note: ${words(title[1] ?? "")}`);
  else if (participant) declare(diagram, participant[1] ?? "", participant[2] ?? null);
  else if (note) addNote(diagram, note[1] ?? "", note[2] ?? "");
  else if (message) addMessage(diagram, message);
  else if (GROUP.test(line)) lines.push(`# ${line}`);
  else lines.push(`# ${line}`);
}

function declare({ ends }: Diagram, id: string, label: string | null): void {
  const end = nameFor(id);
  const shown = label === null ? end.label : words(label);
  ends.set(id.trim(), { name: end.name, label: shown === end.name ? null : shown });
}

function endNamed(diagram: Diagram, id: string): End {
  const known = diagram.ends.get(id.trim());
  if (known !== undefined) return known;
  declare(diagram, id, null);
  return diagram.ends.get(id.trim()) ?? nameFor(id);
}

function addNote(diagram: Diagram, over: string, text: string): void {
  const names = over.split(/[,，]/).map((id) => endNamed(diagram, id).name);
  const said = words(text);
  const states = names.length === 1 ? claims(names[0] ?? "", text) : null;
  if (states !== null) diagram.lines.push(...states);
  else diagram.lines.push(`note ${names.join(", ")}: ${said}`);
}

const BREAK = /<br\s*\/?>|\\n/i;

function addMessage(diagram: Diagram, match: RegExpExecArray): void {
  const [, left = "", , , head = "", right = "", text = ""] = match;
  const from = endNamed(diagram, left).name;
  const to = endNamed(diagram, right).name;
  const { lines, opened } = diagram;
  const [first = "", ...rest] = text.split(BREAK).map((part) => part.trim());
  if (from === to) {
    for (const part of [first, ...rest])
      lines.push(...(claims(from, part) ?? [`note ${from}: ${words(part)}`]));
    return;
  }
  const arrow = head === "x" ? "-x" : head === ")" ? "~>" : "->";
  const segment = segmentLine(from, arrow, to, words(first));
  lines.push(segment ?? `${from} ${arrow} ${to}: PSH+ACK (${words(first).replace(/[()]/g, " ").trim()})`);
  if (segment !== null && /: SYN\b(?!\+ACK)/.test(segment)) opened.client ??= from;
  for (const part of rest) {
    const more = claims(from, part);
    lines.push(
      ...(more ?? [`note ${from}, ${to}: ${words(part)}`]).map((line) => (more ? `  ${line}` : line)),
    );
  }
}

const LABEL = /^(?:状态|state)\s*[:：]?\s*/i;
const OTHER_END = /^([\p{L}_][\p{L}\p{N}_]*)\s*[:：]\s*(.+)$/u;

/** `状态: CLOSED → SYN-SENT (…)`: claims of an end, with what else is said as a comment; null where it is none. */
function claims(name: string, text: string): readonly string[] | null {
  const said = text.trim().replace(LABEL, "");
  const own = OTHER_END.exec(said);
  const subject = own?.[1] ?? name;
  const states = statesIn(own?.[2] ?? said);
  const whole = own?.[2] ?? said;
  const first = states[0];
  if (first === undefined || whole.slice(0, first.index).trim() !== "") {
    return stateNamed(whole) === null ? null : [`${subject}: ${stateNamed(whole)}`];
  }
  const second = states[1];
  const between = second === undefined ? "" : whole.slice(first.end, second.index).trim();
  const arrow = second !== undefined && /^(?:→|->|-->|=>|⇒|➜)$/.test(between);
  const claim = arrow ? `${subject}: ${first.state} -> ${second.state}` : `${subject}: ${first.state}`;
  const rest = words(whole.slice(arrow ? second.end : first.end)).replace(/^[(（]|[)）]$/g, "");
  return [rest === "" ? claim : `${claim}  # ${rest}`];
}

/** Mermaid's own escapes are read, and what would break our line is taken out. */
function words(text: string): string {
  return text
    .replace(/#35;/g, "#")
    .replace(/#59;/g, ";")
    .replace(/#quot;/g, '"')
    .replace(/<br\s*\/?>/gi, " ")
    .replace(/<[^>]*>/g, "")
    .trim();
}

function trimmed(lines: readonly string[]): readonly string[] {
  let end = lines.length;
  while (end > 0 && lines[end - 1] === "") end--;
  return lines.slice(0, end);
}
