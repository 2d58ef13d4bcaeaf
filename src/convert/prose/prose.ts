/** Sentences that describe a segment ("客户端发送 SYN=1, seq=x …"): the segment, and the states they name. */

import { canonical, gleaned, plain, tellsNumbers } from "../body.js";
import type { Ends } from "../names.js";
import { statesIn } from "../states.js";

const CLIENT = "客户端|客户机|[Cc]lient|CLient|\\bC\\b";
const SERVER = "服务端|服务器端|服务器|[Ss]erver|\\bS\\b";
const BOTH = "双方|both";
const SUBJECT = new RegExp(`(${BOTH})|(${CLIENT})|(${SERVER})`, "g");
/** `服务端发回的数据包` speaks of a segment that was sent before: with `的` it is no act. */
const SENDS =
  /(?:发送|发起|发出|发回|发来|回复|返回|回应|再次发)(?!的)|发(?=\s*[A-Z])|\b(?:sends?|repl(?:y|ies)|responds?|answers?)\b/;
const ENTERS = /进入|变为|转为|状态|→|处于|enters?|becomes?|moves?/;

export interface Described {
  readonly segment: string | null;
  /** `C: SYN-SENT`, in the order told. */
  readonly claims: readonly string[];
}

/**
 * In words, or Chinese characters. A longer paragraph tells its segment in pieces, among reasons and what
 * was received: what is read out of it would be a segment that nobody has written.
 */
const LONGEST = 100;
const WORD = /\p{Script=Han}|\w+/gu;

/** What a paragraph says of segments and states; null where it says nothing. */
export function described(paragraph: string, ends: Ends): Described | null {
  const text = plain(paragraph);
  if ((text.match(WORD)?.length ?? 0) > LONGEST) return null;
  const sentences = text.split(/(?<=[。；;！!])/u).filter((s) => s.trim() !== "");
  let segment: string | null = null;
  let subject: Who | null = null;
  const claims: string[] = [];
  for (const sentence of sentences) {
    subject = firstSubject(sentence) ?? subject;
    if (segment === null && subject !== null && subject !== "both")
      segment = segmentOf(sentence, subject, ends);
    claims.push(...claimsOf(sentence, subject, ends));
  }
  const distinct = [...new Set(claims)];
  return segment === null && distinct.length === 0 ? null : { segment, claims: distinct };
}

type Who = "client" | "server" | "both";

interface Subject {
  readonly who: Who;
  readonly index: number;
}

/** Whoever is spoken to, or of, does nothing: `向服务器`, `客户端的报文`. */
function subjectsIn(text: string): readonly Subject[] {
  return [...text.matchAll(SUBJECT)].flatMap((match) => {
    const { index } = match;
    const spokenTo = /[向给对到与]\s*$|\bto\s+(?:the\s+)?$/.test(text.slice(0, index));
    if (spokenTo || /^\s*(?:的|'s)/.test(text.slice(index + match[0].length))) return [];
    const who = match[1] !== undefined ? "both" : match[2] !== undefined ? "client" : "server";
    return [{ who, index }];
  });
}

function firstSubject(sentence: string): Who | null {
  return subjectsIn(sentence)[0]?.who ?? null;
}

/** What might happen, or does not. */
const SUPPOSED = /如果|假如|若是|不发送|没有发送|\bif\b/i;

/** The flags and numbers from the verb on; what stands before it was received, or only thought of. */
function segmentOf(sentence: string, who: "client" | "server", ends: Ends): string | null {
  const verb = SENDS.exec(sentence);
  if (verb === null || SUPPOSED.test(sentence)) return null;
  const told = sentence.slice(verb.index);
  const body = gleaned(told);
  if (!/\b(?:SYN|ACK|FIN|RST|PSH)\b/.test(body) || !tellsNumbers(told)) return null;
  const [from, to] = who === "client" ? [ends.client, ends.server] : [ends.server, ends.client];
  return canonical(`${from.name} -> ${to.name}: ${body}`);
}

function claimsOf(sentence: string, fallback: Who | null, ends: Ends): readonly string[] {
  const subjects = subjectsIn(sentence);
  return statesIn(sentence).flatMap(({ state, index }) => {
    const near = sentence.slice(Math.max(0, index - 24), index + 24);
    if (!ENTERS.test(near) || state === "LISTEN") return [];
    const before = subjects.filter((one) => one.index < index);
    const who = together(sentence, before) ?? before.at(-1)?.who ?? fallback;
    if (who === null) return [];
    if (who === "both") return [`${ends.client.name}, ${ends.server.name}: ${state}`];
    return [`${who === "client" ? ends.client.name : ends.server.name}: ${state}`];
  });
}

/** `服务器和客户端都…` */
function together(sentence: string, subjects: readonly { readonly index: number }[]): "both" | null {
  const [first, second] = subjects.slice(-2);
  if (first === undefined || second === undefined) return null;
  return /(?:和|与|、|\band\b)\s*$/.test(sentence.slice(first.index, second.index)) ? "both" : null;
}
