/** Arrows drawn in characters, between two bars or two names, as lines of a flow. */

import { segmentLine } from "../body.js";
import { declaration, type End, type Ends, isServerWord, nameFor } from "../names.js";
import { statesIn } from "../states.js";

const RIGHT = "(?:[-=—─]*[→⟶➜]|[-=—─]+>+)";
const LEFT = "(?:[←⟵][-=—─]*|<+[-=—─]+)";
const BAR = "[|│｜]";

/** `Client → SYN(seq = x) → Server` */
const NAMED = new RegExp(
  `^(\\S.*?)\\s*(?:(${RIGHT})|(${LEFT}))\\s*(.*?)\\s*(?:${RIGHT}|${LEFT})\\s*(\\S.*)$`,
  "u",
);
/** `| --- SYN ---> |`, with whatever stands on either side. */
const BARRED = new RegExp(`^(.*?)${BAR}(.*[-=—─<>→←].*)${BAR}(.*)$`, "u");
const SPACER = new RegExp(`^(?:${BAR}\\s*)+$`, "u");
const HEADER = /^(\S(?:.*?\S)?)(?:\s{4,}|\t+)(\S.*?)$/;
const FENCE = /^```/;

export function isLadder(line: string): boolean {
  const text = line.trim();
  return namedArrow(text) !== null || BARRED.test(text) || SPACER.test(text);
}

export function isLadderHeader(line: string): boolean {
  const text = line.trim();
  return HEADER.test(text) && !isLadder(text) && !/[。，；]/.test(text);
}

interface Picture {
  left: End;
  right: End;
  readonly lines: string[];
  named: boolean;
}

/** null where no line is an arrow. */
export function convertLadder(
  source: readonly string[],
  ends: Ends | null,
  declared: ReadonlySet<string>,
): readonly string[] | null {
  const picture: Picture = {
    left: ends?.client ?? { name: "C", label: null },
    right: ends?.server ?? { name: "S", label: null },
    lines: [],
    named: false,
  };
  let arrows = 0;
  for (const raw of source) {
    const line = raw.trim();
    if (line === "" || SPACER.test(line) || FENCE.test(line)) continue;
    if (named(picture, line) || barred(picture, line)) arrows++;
    else if (!header(picture, line)) picture.lines.push(`note: ${line}`);
  }
  if (arrows === 0) return null;
  return [...declarations(picture, declared), ...picture.lines];
}

function declarations({ left, right, named }: Picture, declared: ReadonlySet<string>): readonly string[] {
  if (!named || declared.has(left.name) || declared.has(right.name)) return [];
  const turned = isServerWord(left.name);
  return [declaration(turned ? "server" : "client", left), declaration(turned ? "client" : "server", right)];
}

function header(picture: Picture, line: string): boolean {
  const match = HEADER.exec(line);
  if (match === null) return false;
  picture.left = nameFor(match[1] ?? "");
  picture.right = nameFor(match[2] ?? "");
  picture.named = true;
  return true;
}

/** The match of a line that is drawn between two names. */
function namedArrow(line: string): RegExpExecArray | null {
  const match = NAMED.exec(line);
  return match !== null && isName(match[1] ?? "") && isName(match[5] ?? "") ? match : null;
}

const LONGEST_NAME = 24;
const FLAG = /^(?:SYN|ACK|FIN|RST|PSH|SYN[-+/]?ACK)$/i;

function isName(words: string): boolean {
  return (
    words.length <= LONGEST_NAME && !/[|│｜<>，。；;：:()（）*]/u.test(words) && !FLAG.test(words.trim())
  );
}

function named(picture: Picture, line: string): boolean {
  const match = namedArrow(line);
  if (match === null) return false;
  const [, left = "", right, , body = "", last = ""] = match;
  picture.left = nameFor(left);
  picture.right = nameFor(last);
  const text = segmentLine(picture.left.name, right === undefined ? "<-" : "->", picture.right.name, body);
  if (text === null) return false;
  picture.lines.push(text);
  return true;
}

/** What ends an arrow that does not arrive. */
const LOST = /\s*[xX✗✘×]\s*[-=—─]*\s*$/u;

function barred(picture: Picture, line: string): boolean {
  const match = BARRED.exec(line);
  if (match === null) return false;
  const [, before = "", middle = "", after = ""] = match;
  const inner = middle.trim();
  const leftward = /^[<←⟵]/.test(inner);
  const rightward = /[>→⟶➜]$/.test(inner);
  const lost = !leftward && !rightward && /[-=—─]/.test(inner) && LOST.test(inner);
  if (!leftward && !rightward && !lost) return false;
  const body = inner.replace(LOST, lost ? "" : "$&").replace(/^[-=—─<>→←⟵⟶➜\s]+|[-=—─<>→←⟵⟶➜\s]+$/gu, "");
  const arrow = lost ? "-x" : leftward ? "<-" : "->";
  const text = segmentLine(picture.left.name, arrow, picture.right.name, body);
  if (text === null) return false;
  picture.lines.push(text, ...sides(picture, before, after));
  return true;
}

/** States that stand beside the bars. */
function sides({ left, right }: Picture, before: string, after: string): readonly string[] {
  return [
    ...statesIn(before)
      .slice(-1)
      .map(({ state }) => `  ${left.name}: ${state}`),
    ...statesIn(after)
      .slice(0, 1)
      .map(({ state }) => `  ${right.name}: ${state}`),
  ];
}
