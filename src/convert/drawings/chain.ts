/** A chain of arrows on one line: `Client --SYN(seq=x)--> Server --SYN+ACK(seq=y, ack=x+1)--> Client`. */

import { textAt } from "../../language/at.js";
import type { Reader, Source, SourceReading } from "../reader.js";
import { isSegment, saidIn } from "../said/said.js";
import { plainText } from "../said/text.js";
import { carried, DrawnScene } from "./scene.js";

const SURE = 0.82;

export const CHAIN: Reader = { name: "ladder", atMost: SURE, read: readChain };

const LEAST_ARROWS = 2;

function readChain({ lines }: Source): SourceReading | null {
  const scene = new DrawnScene();
  lines.forEach((line, at) => {
    const chain = chainIn(plainText(line).replace(/^\s*(?:[-*•]\s+|\d{1,2}[.)、]\s*)/u, ""));
    if (chain === null) return;
    scene.read.add(at);
    if (chain.title !== "") scene.comment(at, chain.title);
    chain.steps.forEach(({ label, lost }, index) => {
      const from = scene.cast.meet(textAt(chain.names, index));
      const to = scene.cast.meet(textAt(chain.names, index + 1));
      const statements = carried(label, from, to, scene.cast, at, lost);
      if (statements.some(({ type }) => type === "segment")) scene.messages++;
      scene.statements.push(...statements);
    });
  });
  if (scene.messages < LEAST_ARROWS || scene.cast.keys.length < 2) return null;
  return { sure: SURE, lines: scene.read, flows: scene.flows() };
}

interface Chain {
  readonly title: string;
  readonly names: readonly string[];
  readonly steps: readonly { readonly label: string; readonly lost: boolean }[];
}

const SHAFT = "[-—–─=]";
const HEAD = "[>→▶]";
/** `--SYN-->`, `—[SYN]→`, `-- SYN --x`: words between two pieces of a shaft, the second with a head. */
const ARROW = new RegExp(
  `\\s*${SHAFT}{1,}\\s*(?<label>[^>→▶]*?[^\\s>→▶=—–─-])\\s*(?:${SHAFT}+${HEAD}|${SHAFT}*[→▶]|${SHAFT}{2,}(?<loss>[xX×✗]))\\s*`,
  "gu",
);
const LONGEST_NAME = 24;

/** null where the line is no such chain. */
function chainIn(line: string): Chain | null {
  const arrows = [...line.matchAll(ARROW)];
  const [first] = arrows;
  if (first === undefined || arrows.length < LEAST_ARROWS) return null;
  const head = line.slice(0, first.index);
  const [, title = "", start = head] = /^(.*[:：])\s*([^:：]+)$/u.exec(head) ?? [];
  const names = [
    start,
    ...arrows.map((arrow, at) => line.slice(arrow.index + arrow[0].length, arrows[at + 1]?.index)),
  ];
  const steps = arrows.map(({ groups }) => ({
    label: groups?.label ?? "",
    lost: groups?.loss !== undefined,
  }));
  const named = names.every((name) => {
    const text = name.trim();
    return text !== "" && text.length <= LONGEST_NAME && !isSegment(saidIn(text)) && !/[,;，；]/u.test(text);
  });
  const known = new Set(names.map((name) => name.trim().toLowerCase())).size;
  if (!named || known < 2 || known > 3 || !steps.every(({ label }) => isSegment(saidIn(label)))) return null;
  return { title: title.replace(/[:：]\s*$/u, ""), names: names.map((name) => name.trim()), steps };
}
