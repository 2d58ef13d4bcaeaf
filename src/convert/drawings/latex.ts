/**
 * Sequence diagrams of LaTeX: pgf-umlsd (`\mess{c}{SYN}{s}`), msc (`\mess{SYN}{c}{s}`), and arrows of TikZ between
 * two lines of life.
 */

import { textAt } from "../../language/at.js";
import type { Reader, Source, SourceReading } from "../reader.js";
import { DrawnScene } from "./scene.js";
import { arrowOf, nodesOf, type TikzNode } from "./tikz.js";

export const LATEX: Reader = { name: "latex", read };

const SURE = 0.96;
const MESSAGE = /\\(?:mess(?:age)?|begin\{(?:mess)?call\})\s*[[{]/;
const TIKZ = /\\draw\b.*\bnode\b/;

function read({ lines }: Source): SourceReading | null {
  const text = lines.map((line) => line.replace(/(?<!\\)%.*$/, ""));
  if (!text.some((line) => MESSAGE.test(line) || TIKZ.test(line) || /\\path\b.*\bedge\b/.test(line)))
    return null;
  const chart = new Chart(text);
  const commands = commandsOf(text);
  let next = 0;
  lines.forEach((line, at) => {
    const words = /^\s*%+\s*(\S.*)$/.exec(line)?.[1];
    if (words !== undefined) chart.comment(at, words);
    for (; commands[next]?.line === at; next++) chart.add(commands[next] as Command);
  });
  const { scene, unread } = chart;
  if (unread !== null)
    return { sure: SURE, lines: new Set([unread.line]), unread: unread.line, part: unread.words, flows: [] };
  if (scene.messages === 0) return null;
  // What only lays it out says nothing.
  lines.forEach((line, at) => {
    if (LAYOUT.test(line)) scene.read.add(at);
  });
  return { sure: SURE, lines: scene.read, flows: scene.flows() };
}

const LAYOUT =
  /^\s*(?:\\(?:begin|end|usepackage|usetikzlibrary|documentclass|nextlevel|prelevel|postlevel|centering|caption|label|tikzset|node|coordinate|draw|set\w*|draw\w*|hfill|vspace)\b.*|[\]}]\s*;?|)$/;

interface Command {
  readonly line: number;
  readonly last: number;
  readonly words: string;
}

/** A command of TikZ ends at its semicolon, which may stand further down; any other at the end of its line. */
function commandsOf(lines: readonly string[]): readonly Command[] {
  const commands: Command[] = [];
  for (let at = 0; at < lines.length; at++) {
    let words = textAt(lines, at);
    const first = at;
    while (/\\(?:draw|node|path)\b[^;]*$/.test(words) && at + 1 < lines.length && at - first < MOST_LINES)
      words = `${words} ${textAt(lines, ++at).trim()}`;
    for (const one of words.split(
      /;(?=\s*\\(?:draw|node|path)\b|\s*$)|(?<=\})\s*(?=\\(?:mess|newinst|declinst)\b)/,
    ))
      if (one.trim() !== "") commands.push({ line: first, last: at, words: one.trim() });
  }
  return commands;
}

const MOST_LINES = 6;

/** `[...]` and `{...}` behind a command, the latter with braces within braces. */
function argumentsOf(text: string): readonly string[] {
  const found: string[] = [];
  let at = 0;
  while (at < text.length) {
    while (/\s/.test(text[at] ?? "")) at++;
    const open = text[at];
    if (open !== "{" && open !== "[" && open !== "<") break;
    const end = closing(text, at, open === "{" ? "}" : open === "[" ? "]" : ">");
    if (end < 0) break;
    if (open === "{") found.push(text.slice(at + 1, end).trim());
    at = end + 1;
  }
  return found;
}

function closing(text: string, from: number, close: string): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === text[from]) depth++;
    else if (text[at] === close && --depth === 0) return at;
  }
  return -1;
}

class Chart {
  readonly scene = new DrawnScene();
  /** What shows a segment, and not between whom. */
  unread: Command | null = null;
  private readonly nodes: readonly TikzNode[];
  private readonly ids = new Set<string>();

  constructor(lines: readonly string[]) {
    this.nodes = nodesOf(lines.join("\n"));
  }

  comment(line: number, words: string): void {
    this.scene.comment(line, words);
    this.scene.read.add(line);
  }

  add(one: Command): void {
    const { line, words } = one;
    const begun = /^\\begin\{(?<name>msc|sdblock|call|messcall)\}(?<rest>.*)$/.exec(words)?.groups;
    const [, command = "", rest = ""] = /^\\(\w+)\*?(.*)$/s.exec(words) ?? [];
    const given = argumentsOf(begun?.rest ?? rest);
    if (begun?.name === "msc") this.scene.title = given[0] ?? null;
    else if (begun !== undefined) this.message(one, given);
    else if (command === "caption") this.scene.title ??= given[0] ?? null;
    else if (/^(?:newthread|newinst|declinst)(?:ShiftThread)?$/.test(command)) this.declare(command, given);
    else if (/^mess(?:age)?$/.test(command)) this.message(one, given);
    else if (command === "condition" || command === "action") {
      const owners = (given[1] ?? "").split(",").map((id) => this.scene.cast.meet(id.trim()));
      this.scene.tell(line, given[0] ?? "", owners);
    } else if (command === "draw" || command === "path") {
      this.arrow(one);
      return;
    } else return;
    this.scene.read.add(line);
  }

  /** pgf-umlsd names an instance and its label, msc has another label between them. */
  private declare(command: string, given: readonly string[]): void {
    const [id = "", second = "", third = ""] = given;
    this.ids.add(id);
    this.scene.cast.add(id, (command === "declinst" ? third || second : second) || null);
  }

  /** Who sends and who receives are those that were declared, wherever they stand. */
  private message(one: Command, [first = "", second = "", third = ""]: readonly string[]): void {
    const labelled =
      this.ids.has(first) && this.ids.has(third) && !(this.ids.has(second) && this.ids.size > 0);
    const [from, label, to] = labelled ? [first, second, third] : [second, first, third];
    if (!this.ids.has(from) || !this.ids.has(to)) {
      this.unread ??= one;
      return;
    }
    const { cast } = this.scene;
    this.scene.message(one.line, cast.meet(from), cast.meet(to), label);
    this.scene.read.add(one.line);
  }

  private arrow(one: Command): void {
    const { line, last, words } = one;
    const arrow = arrowOf(words, this.nodes);
    if (arrow === null) return;
    if (arrow === "nowhere") {
      this.unread ??= one;
      return;
    }
    const [from, to] = [arrow.from, arrow.to].map(
      ({ id, label }) => this.scene.cast.find(id) ?? this.scene.cast.add(id, label),
    );
    if (from === undefined || to === undefined) return;
    this.scene.message(line, from, to, arrow.label, arrow.lost);
    for (let at = line; at <= last; at++) this.scene.read.add(at);
  }
}
