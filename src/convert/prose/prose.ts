/** Lists of steps and sentences: `1. A → B：SYN=1，seq=x`, `客户端发送SYN=1，seq=x，进入SYN_SENT状态`. */

import { parse } from "../../language/parser.js";
import type { DrawnStatement } from "../drawn.js";
import type { Notation, Reader, Reading, Source } from "../reader.js";
import { plainText } from "../said/text.js";
import { settled } from "../settle.js";
import { actorsIn } from "./clauses.js";
import { paragraphsOf } from "./paragraphs.js";
import { undirected } from "./steps.js";
import { Teller } from "./teller.js";

export const LIST: Reader = { name: "list", read: (source) => readWords(source, "list") };
export const PROSE: Reader = { name: "prose", read: (source) => readWords(source, "prose") };

const SURE_OF_LIST = 0.6;
const SURE_OF_PROSE = 0.4;
const LEAST_LISTED = 0.5;

function readWords({ lines }: Source, name: Notation): Reading | null {
  const text = lines.join("\n");
  if (!/SYN|ACK|FIN|RST|seq|序/iu.test(text) || isOurs(text)) return null;
  const told = tellingOf(lines);
  if (told === null) return name === "list" ? undirected(lines) : null;
  const { teller, statements, first, last } = told;
  const listed = teller.listed >= teller.segments * LEAST_LISTED;
  if (listed !== (name === "list")) return null;
  const read = new Set<number>();
  for (let line = first; line <= last; line++) read.add(line);
  const sure = listed ? SURE_OF_LIST : SURE_OF_PROSE;
  return { sure, lines: read, unread: teller.half, flows: [settled(null, teller.cast, statements)] };
}

interface Told {
  readonly teller: Teller;
  readonly statements: readonly DrawnStatement[];
  readonly first: number;
  readonly last: number;
}

function tellingOf(lines: readonly string[]): Told | null {
  const teller = new Teller(hasLetters(lines), (line) => /^\s*#{1,6}\s/.test(lines[line] ?? ""));
  seat(teller, lines);
  for (const { text, line, begins } of paragraphsOf(lines)) {
    if (text === "") teller.statements.push({ type: "comment", line, text: "" });
    else teller.paragraph(text, line, begins);
  }
  if (teller.segments === 0) return null;
  const spoken = [...teller.told];
  const first = edgeOf(lines, Math.min(...spoken), -1);
  const last = edgeOf(lines, Math.max(...spoken), 1);
  const statements = teller.statements.filter(({ line }) => line >= first && line <= last);
  return { teller, statements, first, last };
}

/** Words that stand right above or below belong to what is told. */
function edgeOf(lines: readonly string[], from: number, step: 1 | -1): number {
  let edge = from;
  for (let at = from + step; at >= 0 && at < lines.length; at += step) {
    const line = lines[at] ?? "";
    if (line.trim() === "" || /^\s*(?:```|~~~|#|\|)/.test(line)) break;
    edge = at;
  }
  return edge;
}

/** Two ends that are spoken of take their seats before the first sentence, so that each has an other. */
function seat(teller: Teller, lines: readonly string[]): void {
  const letters = hasLetters(lines);
  for (const line of lines) for (const { name } of actorsIn(plainText(line), letters)) teller.cast.meet(name);
}

/** `A向B发送`, `A sends`, `B：`: single capitals are names here. */
function hasLetters(lines: readonly string[]): boolean {
  const text = lines.map((line) => plainText(line)).join("\n");
  const acts =
    /(?<![A-Za-z0-9])([A-Z])\s*(?:向|给|发|收|回|进入|主机|端|->|-->|→|收到|sends?|replies|receives|enters|[:：]\s*\S)/gu;
  const names = new Set([...text.matchAll(acts)].map(([, letter]) => letter));
  return names.size >= 2;
}

/** Lines that the language reads as they are need no reader. */
function isOurs(text: string): boolean {
  const { problems, flows } = parse(text);
  return (
    problems.length === 0 && flows.some(({ statements }) => statements.some(({ type }) => type === "segment"))
  );
}
