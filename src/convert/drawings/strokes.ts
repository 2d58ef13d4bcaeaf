/** Arrows and bars as people draw them in characters. */

import { matchIn } from "../../language/at.js";
import { namedStates, stateAlone } from "../said/states.js";

const SHAFT_SIGNS = "\\-=—–─━═―~_┄┈╌";
const RIGHT_SIGNS = ">→▶►⟶➜➔➝⇒▷»›➤";
const LEFT_SIGNS = "<←◀◄⟵⇐◁«‹";
const LOSS_SIGNS = "xX✗✘×❌╳";

export const BAR = /[|│┃¦｜║┆┊]/u;
/** Bars between letters join flags: `SYN|ACK`. */
const BARS = /(?<![A-Za-z])[|│┃¦｜║┆┊]|[|│┃¦｜║┆┊](?![A-Za-z])/gu;
const CROSSED = new RegExp(`(?<=[${SHAFT_SIGNS}])[|│┃¦｜║+┼](?=[${SHAFT_SIGNS}${RIGHT_SIGNS}])`, "gu");

const RIGHT_END = new RegExp(`[${RIGHT_SIGNS}]\\s*$`, "u");
const LEFT_END = new RegExp(`^\\s*[${LEFT_SIGNS}]`, "u");
const SHAFTED_RIGHT = new RegExp(`[${SHAFT_SIGNS}.]{1,}[${RIGHT_SIGNS}]|[→▶►⟶➜➔➝⇒▷➤]`, "u");
const SHAFTED_LEFT = new RegExp(`[${LEFT_SIGNS}][${SHAFT_SIGNS}.]{1,}|[←◀◄⟵⇐◁]`, "u");
const SHAFT = new RegExp(`[${SHAFT_SIGNS}]{2,}|\\.{4,}`, "u");
const LOST_RIGHT = new RegExp(
  `[${SHAFT_SIGNS}]{2,}\\s?[${LOSS_SIGNS}]\\s*$|[-—–─━═~][${LOSS_SIGNS}](?=[${SHAFT_SIGNS}\\s]*[${RIGHT_SIGNS}]?\\s*$)|[${SHAFT_SIGNS}]{2,}\\s*[✗✘×❌╳]`,
  "u",
);
const LOST_LEFT = new RegExp(
  `^\\s*[${LOSS_SIGNS}]\\s?[${LEFT_SIGNS}]?[${SHAFT_SIGNS}]{2,}|^\\s*[${LEFT_SIGNS}]?\\s*[${SHAFT_SIGNS}]*[xX✗✘×❌╳](?=[${SHAFT_SIGNS}]{2,})`,
  "u",
);
const EDGES = new RegExp(
  `^[\\s${SHAFT_SIGNS}${RIGHT_SIGNS}${LEFT_SIGNS}]+|[\\s${SHAFT_SIGNS}${RIGHT_SIGNS}${LEFT_SIGNS}]+$`,
  "gu",
);
const INSIDE = new RegExp(
  `[${LEFT_SIGNS}]?(?:[${SHAFT_SIGNS}]{2,}|\\.{4,})[${RIGHT_SIGNS}]?|[${SHAFT_SIGNS}][${RIGHT_SIGNS}]|[${LEFT_SIGNS}][${SHAFT_SIGNS}]|[→▶►⟶➜➔➝⇒▷➤←◀◄⟵⇐◁]`,
  "gu",
);

export interface Stroke {
  /** "none": a line without a head. */
  readonly way: "right" | "left" | "both" | "none";
  readonly lost: boolean;
  /** What is written on it. */
  readonly label: string;
}

/** The arrow that a piece of a line is; null where it is none. */
export function strokeOf(piece: string): Stroke | null {
  const text = piece
    .replace(/(?<=[-—–=]{2})\s(?=[>→])/gu, "")
    .replace(/[\\/](?=\s|$)|(?<=^|\s)[\\/]/g, (all, at: number) => (at >= 0 ? " " : all));
  const lostRight = LOST_RIGHT.test(text);
  const lostLeft = !lostRight && LOST_LEFT.test(text);
  const right = SHAFTED_RIGHT.test(text) && (RIGHT_END.test(text) || !LEFT_END.test(text));
  const left = SHAFTED_LEFT.test(text) && (LEFT_END.test(text) || !RIGHT_END.test(text));
  if (!right && !left && !lostRight && !lostLeft && !isLine(text)) return null;
  const way = lostRight && !left ? "right" : lostLeft && !right ? "left" : wayOf(right, left);
  return { way, lost: lostRight || lostLeft, label: labelOn(text, lostRight, lostLeft) };
}

function wayOf(right: boolean, left: boolean): Stroke["way"] {
  if (right && left) return "both";
  return right ? "right" : left ? "left" : "none";
}

/** Shafts on both sides of the words, or nothing but a shaft. */
function isLine(text: string): boolean {
  const [first, last] = [text.trimStart(), text.trimEnd()];
  return SHAFT.test(first.slice(0, 3)) && SHAFT.test(last.slice(-3));
}

function labelOn(text: string, lostRight: boolean, lostLeft: boolean): string {
  let label = text;
  const loss = `[${LOSS_SIGNS}]`;
  if (lostRight)
    label = label.replace(
      new RegExp(`(?<=[${SHAFT_SIGNS}]\\s?)${loss}(?=[\\s${SHAFT_SIGNS}${RIGHT_SIGNS}]*$)`, "u"),
      "",
    );
  if (lostLeft)
    label = label.replace(new RegExp(`^(\\s*[${LEFT_SIGNS}${SHAFT_SIGNS}\\s]*)${loss}`, "u"), "$1");
  return label
    .replace(/[❌✗✘╳]/gu, " ")
    .replace(EDGES, "")
    .replace(INSIDE, " ")
    .replace(EDGES, "")
    .replace(/^[[(]\s*([^[\]()]*?)\s*[\])]$/u, "$1")
    .trim();
}

/** Where an arrow leaves a bar or meets it: `+------>+`, `├──►┤`. */
const JUNCTION = new RegExp(
  `(?<![\\p{L}\\p{N}])[+├┤┼](?=[${LEFT_SIGNS}]?[${SHAFT_SIGNS}]{2}|[${LEFT_SIGNS}])|(?<=[${SHAFT_SIGNS}]{2}[${RIGHT_SIGNS}]?|[${RIGHT_SIGNS}])[+├┤┼](?![\\p{L}\\p{N}])`,
  "gu",
);
const HEADED = new RegExp(`[${LEFT_SIGNS}${RIGHT_SIGNS}]`, "u");

/** A line with arrows crossing bars drawn through, and where its bars stand. */
export function barsIn(line: string): { readonly text: string; readonly bars: readonly number[] } {
  const crossed = line.replace(CROSSED, "-");
  const text = HEADED.test(crossed) ? crossed.replace(JUNCTION, "|") : crossed;
  return { text, bars: [...text.matchAll(BARS)].map((match) => match.index) };
}

/** `Client ---- SYN ----> Server`, `[ A ] <== FIN == [ B ]  (close)` */
export interface NamedStroke {
  /** A time that stands before it. */
  readonly ahead: string;
  readonly left: NamedSide;
  readonly stroke: Stroke;
  readonly right: NamedSide;
  readonly behind: string;
}

/** `CLIENT: SYN_SENT`, `[Server LISTEN]`: the name, which may be missing, and the state, which may be. */
export interface NamedSide {
  readonly name: string;
  readonly state: string;
}

const NAME_PART =
  "[\\p{L}_][\\p{L}\\p{N}_.]*(?: [A-Za-z0-9]{1,8})?(?:\\s?[(（][^()（）]{1,16}[)）])?|\\d{1,3}(?:\\.\\d{1,3}){3}(?::\\d+)?";
/** A name in brackets or without, and the state that it is in behind a colon. */
const SIDE = `\\[\\s*[^\\[\\]]{1,32}\\s*\\]|(?:${NAME_PART})(?:\\s*[:：/]\\s*[\\p{Script=Han}]{4,6}\\d?|\\s*[:：/]\\s*[A-Za-z]+(?:[-_ ][A-Za-z\\d]+){0,2})?`;
const named = (middle: string): RegExp =>
  new RegExp(
    `^\\s*(?:[(（]?\\d{1,2}[.)）:、]\\s*|[-*•]\\s+)?(?<left>${SIDE})\\s*(?<middle>[${LEFT_SIGNS}${SHAFT_SIGNS}→▶►⟶➜]${middle}(?:[${SHAFT_SIGNS}]{2,}(?:\\s>)?|[${RIGHT_SIGNS}←⟵◀—─━]|<[-—–=]|\\s[-—–]))\\s*(?<right>${SIDE})\\s*(?<behind>(?:[(（\\[#:：,，;；].*|\\s{2,}.*)?)$`,
    "u",
  );
/** The arrow ends where the last stroke does, or, with strokes in what stands behind, where the first name follows. */
const NAMED = named(".*");
const NAMED_FIRST = named(".*?");
const FLAG_WORD = /^(?:SYN|ACK|FIN|RST|PSH|URG|SEQ|seq|ack|len|win)(?![a-z])/u;

/** `A -> B: …` is a line of a list, and our own. */
const OURS = new RegExp(
  `^\\s*(?:[-*•]\\s+|[(（]?\\d{1,2}[.)）、]\\s*)?(?:${NAME_PART})\\s*(?:[-=—~]*[>→]|[<←][-=—~]*)\\s*(?:${NAME_PART})\\s*[:：]`,
  "u",
);

export function namedStroke(line: string): NamedStroke | null {
  const ahead = matchIn(line, AHEAD);
  const rest = line.slice(ahead.length);
  if (OURS.test(rest)) return null;
  const found = strokeBetween(NAMED.exec(rest)) ?? strokeBetween(NAMED_FIRST.exec(rest));
  return found === null ? null : { ...found, ahead: ahead.trim() };
}

const AHEAD = /^\s*\[?(?:t\s*=\s*)?\d+(?:\.\d+)?\s*(?:ms|s|秒|毫秒)\]?\s*[:：|]?\s+/iu;

function strokeBetween(match: RegExpExecArray | null): Omit<NamedStroke, "ahead"> | null {
  const { left = "", middle = "", right = "", behind = "" } = match?.groups ?? {};
  if (left === "" || right === "") return null;
  const sides = [sideOf(left), sideOf(right)] as const;
  if (sides.some((side) => side === null || FLAG_WORD.test(side.name))) return null;
  const [one, other] = sides;
  // Where one is only a state, and the other a name, the state is what somebody calls it.
  if (one === null || other === null || (one.name === "") !== (other.name === "")) return null;
  const stroke = strokeOf(middle);
  if (stroke === null || stroke.way === "none" || stroke.way === "both" || stroke.label === "") return null;
  return { left: one, stroke, right: other, behind: behind.trim() };
}

/** null where what stands behind a colon is no state. */
function sideOf(words: string): NamedSide | null {
  const text = words.replace(/^\[\s*|\s*\]$/g, "").trim();
  if (stateAlone(text) !== null) return { name: "", state: text };
  const [, name, state = ""] = /^(.*?\S)\s*[:：/]\s*(.+)$/u.exec(text) ?? [];
  if (name !== undefined && !/^[\d.]+$/.test(name) && !/^\d+$/.test(state))
    return stateAlone(state) === null ? null : { name, state };
  const [first] = namedStates(text);
  const before = text.slice(0, first?.index ?? 0).replace(/[\s(（,，/-]+$/u, "");
  const behind = text.slice(first?.end ?? 0).replace(/[\s)）]+/gu, "");
  return first === undefined || before === "" || behind !== ""
    ? { name: text, state: "" }
    : { name: before, state: text.slice(first.index, first.end) };
}
