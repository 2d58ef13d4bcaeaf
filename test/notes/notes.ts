/** Random Markdown: fences in odd places, in odd containers, and what only looks like them. */

import type { Random } from "../generator/random.js";

export interface NoteOptions {
  /** Tabs, HTML, and lines that leave their container early: readers of CommonMark differ there now and then. */
  readonly wild: boolean;
}

export function randomNote(random: Random, { wild }: NoteOptions): string {
  const ending = random.chance(0.25) ? "\r\n" : "\n";
  const lines = Array.from({ length: random.int(1, 8) }, () => piece(random, 0, wild)).flat();
  return lines.join(ending) + (random.chance(0.7) ? ending : "");
}

const FLOW_LINES = [
  "C -> S: SYN seq=x",
  "S -> C: SYN+ACK seq=y ack=x+1",
  "C -> S: ACK seq=x+1 ack=y+1",
  "C -> S: ACK seq=x+1 ack=y",
  'flow "一次握手"',
  "# 注释 ``` not a fence",
  "note C: waits",
  "C: CLOSED => LISTEN",
  "",
  "  ",
  "> C -> S",
  "- C -> S: PSH",
  "    S -> C: FIN seq=y+1",
  "<!-- no comment -->",
  "``",
  "S -> C: 😀 ack=?",
];

const INFOS = [
  "tcpflow",
  "TCPFlow",
  "tcpflow title=三次握手",
  " tcpflow",
  "tcpflow {.numbered}",
  "tcpflow,x",
  "tcpflows",
  "text tcpflow",
  "",
];

/** Lines of one piece; `depth` bounds how deep containers are. */
function piece(random: Random, depth: number, wild: boolean): string[] {
  return random.weigh<() => string[]>([
    [8, () => fence(random, wild)],
    [3, () => ["some prose", random.chance(0.3) ? "```tcpflow inline``` goes on" : "and more", ""]],
    [1, () => [`${"#".repeat(random.int(1, 6))} tcpflow`]],
    [1, () => ["", ""]],
    [depth < 3 ? 4 : 0, () => quoted(random, depth, wild)],
    [depth < 3 ? 5 : 0, () => listed(random, depth, wild)],
    [1, () => ["<!--", ...fence(random, false), "-->", ""]],
    [1, () => ["", ...fence(random, false).map((line) => `    ${line}`), ""]],
    [1, () => ["````", ...fence(random, false), "````"]],
    [
      wild ? 1 : 0,
      () => ["<details>", random.chance(0.5) ? "" : "<b>", ...fence(random, wild), "</details>", ""],
    ],
    [wild ? 1 : 0, () => ["| a |", "| - |", "```tcpflow", "C -> S: SYN seq=x", "```"]],
  ])();
}

function fence(random: Random, wild: boolean): string[] {
  const mark = random.pick(["`", "~"]).repeat(random.int(3, 5));
  const indent = " ".repeat(
    random.weigh([
      [6, 0],
      [1, 1],
      [1, 2],
      [1, 3],
    ]),
  );
  const opening = `${indent}${mark}${random.pick(INFOS)}`;
  const body = Array.from({ length: random.int(0, 6) }, () => {
    const before = random.weigh([
      [6, indent],
      [1, ""],
      [1, " "],
      [wild ? 1 : 0, "\t"],
    ]);
    return before + random.pick(FLOW_LINES);
  });
  const closing = random.weigh<string[]>([
    [8, [indent + mark]],
    [1, [` ${mark}${mark[0]}  `]],
    [1, [`    ${mark}`, mark]],
    [1, []],
  ]);
  return [opening, ...body, ...closing];
}

function quoted(random: Random, depth: number, wild: boolean): string[] {
  const mark = random.weigh([
    [6, "> "],
    [1, ">"],
    [1, " > "],
    [wild ? 1 : 0, ">\t"],
  ]);
  const inner = Array.from({ length: random.int(1, 3) }, () => piece(random, depth + 1, wild)).flat();
  return inner
    .map((line) => (line === "" && random.chance(0.5) ? mark.trimEnd() : mark + line))
    .flatMap((line) => (wild && random.chance(0.03) ? [line.trimStart().replace(/^> ?/, "")] : [line]));
}

function listed(random: Random, depth: number, wild: boolean): string[] {
  const mark = random.pick(["- ", "* ", "+   ", "1. ", "12)  ", ...(wild ? ["-\t"] : [])]);
  const indent = mark === "-\t" ? "    " : " ".repeat(mark.length);
  const inner = Array.from({ length: random.int(1, 3) }, () => piece(random, depth + 1, wild)).flat();
  return inner.map((line, i) => {
    if (i === 0) return mark + line;
    if (line.trim() === "") return random.pick(["", line]);
    return wild && random.chance(0.02) ? line : indent + line;
  });
}
