/**
 * A figure as RFC 9293 draws them (§3.5): states on both sides, what travels between them, `...` for a
 * segment that is still in the network.
 */

import { segmentLine } from "../body.js";
import { declaration, type End, type Ends, nameFor } from "../names.js";
import { stateNamed } from "../states.js";

const CONTENT = /((?:<[^<>]*>)+)/;
const NUMBER = /^\s*(\d+)\.\s*/;
const HEADER = /^\s*(\S(?:.*?\S)?)\s{4,}(\S.*?)\s*$/;
const CAPTION = /^\s*Figure\s+\d+\s*:\s*(.*)$/i;

export function isFigure(line: string): boolean {
  return /<(?:SEQ|ACK|CTL)\b/i.test(line);
}

export function isCaption(line: string): boolean {
  return CAPTION.test(line);
}

/** What else stands in such a figure: numbered states, remarks in brackets, the names above, the caption. */
export function isPartOfFigure(line: string): boolean {
  return (
    NUMBER.test(line) ||
    CAPTION.test(line) ||
    /^\s*\(.*\)\s*$/.test(line) ||
    HEADER.test(line) ||
    loneState(line)
  );
}

function loneState(line: string): boolean {
  return stateNamed(line.trim()) !== null;
}

interface Figure {
  left: string;
  right: string;
  /** The ends as the line above the figure names them; null where there is none. */
  header: readonly [End, End] | null;
  /** What is said of each end before the first segment: its state, and its numbers. */
  readonly start: Map<string, string[]>;
  begun: boolean;
  readonly lines: string[];
  /** States of an end whose own segment comes only in the next row. */
  readonly later: Map<string, string>;
  /** Segments that left and have not arrived, by what they carry. */
  readonly flying: { readonly content: string; readonly id: string }[];
  number: string;
  /** How many segments carried data of an unsaid length. */
  data: number;
}

export function convertFigure(
  source: readonly string[],
  ends: Ends | null,
  declared: ReadonlySet<string>,
): readonly string[] {
  const figure: Figure = {
    left: ends?.client.name ?? "A",
    right: ends?.server.name ?? "B",
    header: null,
    start: new Map(),
    begun: false,
    lines: [],
    later: new Map(),
    flying: [],
    number: "",
    data: 0,
  };
  for (const line of source) {
    if (line.trim() === "" || /^\s*```/.test(line)) continue;
    if (isFigure(line)) arrow(figure, line);
    else others(figure, line);
  }
  return [...declarations(figure, declared), ...figure.lines];
}

function declarations({ header, start }: Figure, declared: ReadonlySet<string>): readonly string[] {
  if (header === null || header.some(({ name }) => declared.has(name))) return [];
  const states = header.map(({ name }) => start.get(name)?.[0] ?? "");
  return header.map((end, i) => {
    const other = states[1 - i] ?? "";
    const role = states[i] === "LISTEN" ? "server" : other === "LISTEN" ? "client" : "peer";
    const said = start.get(end.name) ?? [];
    const middle = said.filter((word) => word !== "CLOSED" && word !== "LISTEN");
    const attributes = middle.map((word) => (word.includes("=") ? word : `state=${word}`));
    return [declaration(role, end), ...attributes].join(" ");
  });
}

/** A line of states or remarks; one that is neither is kept as a note. */
function others(figure: Figure, line: string): void {
  const caption = CAPTION.exec(line);
  if (caption !== null) {
    figure.lines.push(`note: ${line.trim()}`);
    return;
  }
  const number = NUMBER.exec(line);
  const rest = line.replace(NUMBER, "").trim();
  if (number !== null) step(figure, number[1] ?? "");
  const [left = "", right = ""] = rest.split(/\s{4,}|\t+/);
  if (number === null && figure.number === "" && right !== "" && stateNamed(left) === null) {
    figure.header = [nameFor(left), nameFor(right)];
    figure.left = figure.header[0].name;
    figure.right = figure.header[1].name;
    return;
  }
  // A single word far to the right is said of the right-hand side.
  const alone = right === "" && /^\s{30,}/.test(line.replace(NUMBER, (all) => " ".repeat(all.length)));
  side(figure, figure.left, alone ? "" : left);
  side(figure, figure.right, alone ? left : right);
}

const CALLS: readonly (readonly [RegExp, string])[] = [
  [/^\(close\)$/i, "close"],
  [/^\((?:crash|reboot)\)$/i, "crash"],
  [/^\(abort!*\)$/i, ""],
  [/^\(2\s*msl\)$/i, "timeout 2msl"],
];

function side(figure: Figure, name: string, words: string): void {
  const text = words.trim();
  if (text === "") return;
  const state = stateNamed(text);
  const numbers = /^\(send\s+(\w+)\s*,\s*receive\s+(\w+)\)$/i.exec(text);
  if (!figure.begun) begin(figure, name, state, text, numbers);
  if (numbers !== null) return;
  const call = CALLS.find(([sign]) => sign.test(text))?.[1];
  if (state !== null) figure.lines.push(`  ${name}: ${state}`);
  else if (call === undefined) figure.lines.push(`note ${name}: ${text.replace(/^\(|\)$/g, "")}`);
  else if (call !== "") figure.lines.push(`${name}: ${call}`);
}

/** What is known of an end before anything is sent: a crash shows that it was connected. */
function begin(
  figure: Figure,
  name: string,
  state: string | null,
  text: string,
  numbers: RegExpExecArray | null,
): void {
  const known = figure.start.get(name);
  if (known !== undefined) return;
  if (numbers !== null) figure.start.set(name, ["ESTABLISHED", `snd=${numbers[1]}`, `rcv=${numbers[2]}`]);
  else if (/^\((?:crash|reboot)\)$/i.test(text)) figure.start.set(name, ["ESTABLISHED"]);
  else if (state !== null) figure.start.set(name, [state]);
}

function step(figure: Figure, number: string): void {
  figure.number = number;
  figure.lines.push(`# ${number}`);
}

function arrow(figure: Figure, line: string): void {
  const number = NUMBER.exec(line);
  if (number !== null) step(figure, number[1] ?? "");
  const [before = "", content = "", after = ""] = line.replace(NUMBER, "").split(CONTENT);
  const near = /^(.*?)\s*(-->|<--|\.\.\.)?\s*$/.exec(before);
  const far = /^\s*(-->|<--|\.\.\.)?\s*(.*)$/.exec(after);
  const [leftWords, leftSign] = [near?.[1]?.trim() ?? "", near?.[2] ?? ""];
  const [rightSign, rightWords] = [far?.[1] ?? "", far?.[2]?.trim() ?? ""];
  const rightward = leftSign === "-->" || rightSign === "-->";
  const [from, to] = rightward ? [figure.left, figure.right] : [figure.right, figure.left];
  const body = bodyOf(content, LENGTHS[figure.data] ?? "n");
  if (/<DATA>/i.test(content)) figure.data++;
  const departs = rightward ? leftSign !== "..." : rightSign !== "...";
  const arrives = rightward ? rightSign === "-->" : leftSign === "<--";
  if (departs) {
    const text = segmentLine(from, arrives ? "->" : "~>", to, body);
    const id = `line${figure.number}`;
    if (text !== null) figure.lines.push(arrives ? text : `${text} as ${id}`);
    if (!arrives) figure.flying.push({ content, id });
  } else {
    const at = figure.flying.findIndex((one) => one.content === content);
    const [sent] = at < 0 ? [] : figure.flying.splice(at, 1);
    const text = segmentLine(from, "->", to, body);
    if (sent !== undefined) figure.lines.push(`deliver ${sent.id}`);
    else if (text !== null) figure.lines.push(`old ${text}`);
  }
  figure.begun = true;
  const held = figure.later.get(from);
  if (departs && held !== undefined) {
    side(figure, from, held);
    figure.later.delete(from);
  }
  // A state beside `...` is that of an end which sends its own segment in the next row.
  const waits = departs && !arrives;
  beside(figure, figure.left, leftWords, waits && !rightward);
  beside(figure, figure.right, rightWords, waits && rightward);
}

function beside(figure: Figure, name: string, words: string, waits: boolean): void {
  if (words === "" || /^\(.*\)$/.test(words)) return;
  if (waits) figure.later.set(name, words);
  else side(figure, name, words);
}

/** Letters for lengths that the figure leaves out. */
const LENGTHS: readonly string[] = ["n", "m", "k"];

/** `<SEQ=100><ACK=300><CTL=FIN,ACK><DATA=10>` */
function bodyOf(content: string, length: string): string {
  const parts = new Map(
    [...content.matchAll(/<([A-Za-z]+)(?:=([^<>]*))?>/g)].map((m) => [
      (m[1] ?? "").toUpperCase(),
      m[2] ?? "",
    ]),
  );
  const flags = (parts.get("CTL") ?? "").split(",").filter((flag) => flag !== "");
  const data = parts.get("DATA");
  return [
    flags.join("+"),
    parts.has("SEQ") ? `seq=${parts.get("SEQ")}` : "",
    parts.has("ACK") ? `ack=${parts.get("ACK")}` : "",
    data === undefined ? "" : `len=${data === "" ? length : data}`,
  ]
    .filter((part) => part !== "")
    .join(" ");
}
