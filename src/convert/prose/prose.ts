/** Lists of steps and sentences: `1. A → B：SYN=1，seq=x`, `客户端发送SYN=1，seq=x，进入SYN_SENT状态`. */

import { textAt } from "../../language/at.js";
import { parse } from "../../language/parser.js";
import type { DrawnEnd, DrawnFlow, DrawnStatement } from "../drawn.js";
import type { Notation, Reader, Source, SourceReading } from "../reader.js";
import { endKindOf } from "../said/cast.js";
import { plainText } from "../said/text.js";
import { settled } from "../settle.js";
import { actorsIn } from "./clauses.js";
import { paragraphsOf } from "./paragraphs.js";
import { nameOf, WHO, WHO_OR_LETTER } from "./people.js";
import { undirected } from "./steps.js";
import { Teller } from "./teller.js";

const SURE_OF_LIST = 0.6;
const SURE_OF_PROSE = 0.4;

export const LIST: Reader = {
  name: "list",
  atMost: SURE_OF_LIST,
  read: (source) => readWords(source, "list"),
};
export const PROSE: Reader = {
  name: "prose",
  atMost: SURE_OF_PROSE,
  read: (source) => readWords(source, "prose"),
};

const LEAST_LISTED = 0.5;

/** A comment of ours, or of a shell, about segments; a heading of Markdown's names none. */
const COMMENT = /^\s*#\s.*(?:->|=)/u;

function readWords(source: Source, name: Notation): SourceReading | null {
  const lines = source.lines.map((line) => (COMMENT.test(line) ? "" : line));
  const text = lines.map((line) => plainText(line)).join("\n");
  if (!/SYN|ACK|FIN|RST|seq|序/iu.test(text) || isOurs(lines.join("\n"))) return null;
  const told = tellingOf(lines);
  if (told === null) return name === "list" ? undirected(lines) : null;
  const { teller, statements, first, last } = told;
  const listed = teller.listed >= teller.segments * LEAST_LISTED;
  if (listed !== (name === "list")) return null;
  const read = new Set<number>();
  for (let line = first; line <= last; line++) if (!COMMENT.test(textAt(source.lines, line))) read.add(line);
  const sure = listed ? SURE_OF_LIST : SURE_OF_PROSE;
  const flow = settled(null, teller.cast, statements);
  return {
    sure,
    lines: read,
    unread: teller.half?.line ?? null,
    part: teller.half?.words ?? null,
    flows: [{ ...flow, ends: takingPart(flow) }],
  };
}

/** Whoever only talks about an exchange is no end of it. */
function takingPart({ ends, statements }: DrawnFlow): readonly DrawnEnd[] {
  const acting = new Set(
    statements.flatMap((one) =>
      one.type === "segment"
        ? [one.from, one.to]
        : one.type === "claim"
          ? one.ends
          : one.type === "event"
            ? [one.end]
            : [],
    ),
  );
  return ends.filter(({ key }) => acting.has(key));
}

interface Told {
  readonly teller: Teller;
  readonly statements: readonly DrawnStatement[];
  readonly first: number;
  readonly last: number;
}

function tellingOf(lines: readonly string[]): Told | null {
  const text = lines.join("\n");
  const smallBits = SMALL_SYN.test(text) && !/seq\s*=\s*\d/iu.test(text);
  const title = (line: number): boolean => HEADING.test(textAt(lines, line));
  const teller = new Teller(hasLetters(lines), title, smallBits);
  seat(teller, lines);
  for (const { text, line, begins } of paragraphsOf(lines)) {
    if (text === "") teller.statements.push({ type: "comment", line, text: "" });
    else teller.paragraph(text, line, begins);
  }
  if (teller.segments === 0 || isByTheWay(teller)) return null;
  teller.checked();
  const spoken = [...teller.told];
  const first = edgeOf(lines, Math.min(...spoken), -1);
  const last = edgeOf(lines, Math.max(...spoken), 1);
  const statements = teller.statements.filter(({ line }) => line >= first && line <= last);
  return { teller, statements, first, last };
}

/** `syn=1`: then `ack=1` is a bit as well. */
const SMALL_SYN = /(?<![A-Za-z])syn\s*=\s*1(?![\w.]|\s*\+)/;
const HEADING = /^\s*#{1,6}\s/;

/** `SYN cookies -> enabled`: a single flag without a number, between words that name nobody. */
function isByTheWay({ statements, cast }: Teller): boolean {
  const [only, more] = statements.filter((one) => one.type === "segment");
  if (only === undefined || more !== undefined || only.seq || only.ack || only.len) return false;
  return [only.from, only.to].every((end) => cast.kindOf(end) === null && !WHOLE_WHO.test(end));
}

const WHOLE_WHO = new RegExp(`^${WHO_OR_LETTER}$`, "iu");

/** Words that stand right above or below belong to what is told. */
function edgeOf(lines: readonly string[], from: number, step: 1 | -1): number {
  let edge = from;
  // Where every step has a heading, the first one has it, too.
  const headed = lines.filter((line) => HEADING.test(line)).length > 1;
  if (step < 0 && headed && HEADING.test(textAt(lines, from - 1))) return from - 1;
  for (let at = from + step; at >= 0 && at < lines.length; at += step) {
    const line = textAt(lines, at);
    if (line.trim() === "" || /^\s*(?:```|~~~|#|\|)/.test(line)) break;
    edge = at;
  }
  return edge;
}

/**
 * Two ends that are spoken of take their seats before the first sentence, so that each has an other. Those that are
 * called by letters in one sentence and by what they do in the next are two all the same: whoever acts first is the client.
 */
function seat(teller: Teller, lines: readonly string[]): void {
  const letters = hasLetters(lines);
  const names = lines
    .flatMap((line) => actorsIn(plainText(line), letters).map(({ name }) => name))
    .filter((name) => !/^(?:对|另一)/u.test(name));
  nameTwice(teller, lines);
  const lettered = [...new Set(names.map((name) => LETTERED.exec(name)?.[1] ?? ""))].filter(
    (one) => one !== "",
  );
  const kinds = names.filter((name) => endKindOf(name) !== null && !LETTERED.test(name));
  const client = kinds.find((name) => endKindOf(name) === "client");
  const server = kinds.find((name) => endKindOf(name) === "server");
  const paired = pairedKinds(lines);
  if (lettered.length === 2 && paired.size > 0) {
    // `B 的 TCP 服务器进程`: which letter does what is said; of one that is not said, by the other.
    const [said] = paired.entries();
    const other = lettered.find((letter) => letter !== said?.[1]);
    const kind = said?.[0] === "client" ? "server" : "client";
    if (paired.size === 1 && other !== undefined) paired.set(kind, other);
    for (const letter of lettered) teller.cast.meet(letter);
    for (const name of names) {
      const letter = LETTERED.exec(name)?.[1] ?? paired.get(endKindOf(name) ?? "");
      if (letter !== undefined && name !== letter) teller.cast.alias(name, teller.cast.meet(letter));
    }
    return;
  }
  if (lettered.length === 2 && client !== undefined && server !== undefined) {
    const ends = [teller.cast.meet(client), teller.cast.meet(server)];
    lettered.forEach((letter, i) => {
      for (const name of names)
        if (LETTERED.exec(name)?.[1] === letter) teller.cast.alias(name, textAt(ends, i));
    });
    return;
  }
  const kind = client ?? server;
  if (lettered.length === 2 && kind !== undefined && lines.some((line) => TO_LETTER.test(plainText(line)))) {
    const [first, second] = lettered.map((one) => longestOf(names, one));
    const key = [first, second].map((name) => teller.cast.meet(name ?? ""))[client === undefined ? 1 : 0];
    for (const name of kinds) teller.cast.alias(name, key ?? "");
  }
  for (const name of names) {
    const letter = LETTERED.exec(name)?.[1];
    const known = names.find((one) => one !== letter && LETTERED.exec(one)?.[1] === letter && one.length > 1);
    if (letter !== undefined && known !== undefined && name.length === 1)
      teller.cast.alias(name, teller.cast.meet(known));
    else teller.cast.meet(name);
  }
}

/** `the Sender (Client)`, `the other host (usually the server)`: two words for one end. */
const EITHER_NAME = new RegExp(
  `(${WHO}|the other (?:host|side|end))\\s*\\(\\s*(?:usually|typically|normally|通常是?|一般是?|即|也就是)?\\s*(${WHO})\\s*\\)`,
  "giu",
);

function nameTwice({ cast }: Teller, lines: readonly string[]): void {
  const found = lines.flatMap((line) => [...plainText(line).matchAll(EITHER_NAME)]);
  for (const [, one = "", other = ""] of found)
    if (endKindOf(other) !== null && !LETTERED.test(one)) cast.alias(nameOf(one), cast.meet(nameOf(other)));
}

/** `主机A` rather than `A`. */
function longestOf(names: readonly string[], letter: string): string {
  const all = names.filter((name) => LETTERED.exec(name)?.[1] === letter);
  return all.find((name) => name.length > 1) ?? letter;
}

/** `主机A … 到服务器，主机B … 向A发送`: the letters talk to each other, and the server is the second of them. */
const TO_LETTER = /(?:[向给]|(?<![A-Za-z])to\s)\s*(?:主机|host)?\s*[A-Z甲乙](?![A-Za-z0-9])/u;

const PAIRED =
  /(?<![A-Za-z0-9])(?<letter>[A-Z甲乙])\s*(?:的|是|为|作为|\(|,)?\s*(?:an?|the|is|as|运行)?\s*(?:the\s+)?(?:TCP)?\s*(?<kind>客户|服务|client|server)|(?<first>客户(?:端|机)?|服务(?:器|端)?|client|server)\s*[(]?\s*(?<behind>[A-Z甲乙])(?![A-Za-z0-9])/gu;

/** The letters of what ends do, where the text puts both together. */
function pairedKinds(lines: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of lines)
    for (const { groups } of plainText(line).matchAll(PAIRED)) {
      const kind = endKindOf(groups?.kind ?? groups?.first ?? "");
      const letter = groups?.letter ?? groups?.behind;
      if (kind !== null && letter !== undefined && !found.has(kind)) found.set(kind, letter);
    }
  return new Set(found.values()).size === found.size ? found : new Map();
}

const LETTERED = /^(?:主机|host|machine|node|peer)?\s*([A-Z]|甲|乙)(?:方|端)?$/iu;

/** `A向B发送`, `A sends`, `B：`: single capitals are names here. */
function hasLetters(lines: readonly string[]): boolean {
  const text = lines.map((line) => plainText(line)).join("\n");
  const acts =
    /(?<![A-Za-z0-9])([A-Z])\s*(?:向|给|发|收|回|返回|确认|应答|响应|重传|超时|进入|主机|端|->|-->|→|收到|先|再|说|听到|立即|随后|sends?|sent|replied|answered|responded|acknowledged|replies|responds|answers|listens|moves|becomes|receives|enters|initiates|accepts|completes|opens|closes|starts|begins|retransmits|acknowledges|confirms|chooses|picks|selects|allocates|waits|aborts|finds|wants|then|now|first|also|goes|[:：]\s*\S)/gu;
  const names = new Set([...text.matchAll(acts)].map(([, letter]) => letter));
  return names.size >= 2;
}

/** Lines that are written as the language has it need no reader. */
function isOurs(text: string): boolean {
  const { problems, flows, notations } = parse(text);
  const canonical = problems.length === 0 && notations.every(({ warn }) => !warn);
  return canonical && flows.some(({ statements }) => statements.some(({ type }) => type === "segment"));
}
