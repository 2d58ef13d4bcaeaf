/** What two people say, with the segment in brackets behind it: `小明（客户端）：喂？（SYN，seq=8）` */

import { carried } from "../drawings/scene.js";
import type { DrawnStatement } from "../drawn.js";
import type { Reader, Source, SourceReading } from "../reader.js";
import { Cast, endKindOf } from "../said/cast.js";
import { isSegment, saidIn } from "../said/said.js";
import { plainText, trimmedWords } from "../said/text.js";
import { settled } from "../settle.js";
import { withoutBullet } from "./ahead.js";

const SURE = 0.62;

export const DIALOGUE: Reader = { name: "list", atMost: SURE, read: readDialogue };

const LEAST_SPOKEN = 2;

const SPOKEN =
  /^\s*(?<who>[^\s:,()。;'"<>→←=][^:,()。;'"<>→←=]{0,15}?)\s*(?:\((?<part>[^()]{1,16})\))?\s*:\s*(?<words>\S.*)$/u;
const SEGMENT = /[([](?<inside>[^()[\]]+(?:\([^()]*\)[^()[\]]*)*)[)\]]\s*[。.!]*\s*$/u;
/** What stands before a colon, and is nobody. */
const NOBODY =
  /^(?:SYN|ACK|FIN|RST|PSH|URG|seq|len|win|第?\s*\d+|第.{1,3}[次步]|step|步骤|note|注|例|q|a|问|答)/iu;

interface Spoken {
  readonly line: number;
  readonly who: string;
  readonly part: string | null;
  readonly words: string;
  readonly segment: string;
}

function readDialogue({ lines }: Source): SourceReading | null {
  const spoken = lines.flatMap((line, at) => spokenIn(line, at) ?? []);
  const names = [...new Set(spoken.map(({ who }) => who))];
  if (spoken.length < LEAST_SPOKEN || names.length !== 2) return null;
  // `Client: …` has a reader that knows more of it.
  if (names.every((name) => endKindOf(name) !== null || /^[A-Z甲乙]$/.test(name))) return null;
  const cast = new Cast();
  for (const name of names) {
    const part = spoken.find(({ who, part: one }) => who === name && one !== null)?.part;
    cast.add(name, part == null ? null : `${name} (${part})`);
  }
  const statements = spoken.flatMap((one) => statementsOf(one, cast));
  return {
    sure: SURE,
    lines: new Set(spoken.map(({ line }) => line)),
    flows: [settled(null, cast, statements)],
  };
}

function spokenIn(line: string, at: number): Spoken | null {
  const text = withoutBullet(plainText(line).trim());
  const { who = "", part, words = "" } = SPOKEN.exec(text)?.groups ?? {};
  if (who === "" || NOBODY.test(who)) return null;
  const segment = SEGMENT.exec(words)?.groups?.inside ?? "";
  if (!isSegment(saidIn(segment))) return null;
  return { line: at, who, part: part ?? null, words: words.replace(SEGMENT, ""), segment };
}

function statementsOf({ line, who, words, segment }: Spoken, cast: Cast): readonly DrawnStatement[] {
  const from = cast.meet(who);
  const to = cast.otherThan(from);
  if (to === null) return [];
  const said = trimmedWords(words.replace(/^["']|["']$/g, ""));
  return carried(segment, from, to, cast, line).map((one): DrawnStatement => {
    if (one.type !== "segment" || said === "") return one;
    return { ...one, remark: [one.remark, said].filter((part) => part).join("; ") };
  });
}
