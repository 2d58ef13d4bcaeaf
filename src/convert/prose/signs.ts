/** Signs by which the telling of a sentence turns: what a clause confirms, loses, begins with, or sends once more. */

import { hasNumbers, type SaidSegment, saidIn } from "../said/said.js";

/** Somebody confirms: an ACK, unless numbers say which segment that is. */
export const CONFIRMED = "ACK ";

export function saidOf(texts: readonly string[]): SaidSegment {
  const others = saidIn(texts.filter((text) => text !== CONFIRMED).join(", "));
  return hasNumbers(others) ? others : saidIn(texts.join(", "));
}

/** Two plain sequence numbers in what seemed to be one segment: it is two. */
export function twoBegin(texts: readonly string[]): boolean {
  const numbers = texts.map((text) => saidIn(text).seq).filter((seq) => seq !== null && /^\d+$/.test(seq));
  return new Set(numbers).size > 1;
}

/** `The next segment is lost`: none that has been told. */
export const TO_COME =
  /(?<![A-Za-z])(?:next|following)\s+(?:\w+\s+)?(?:segment|packet|ACK|data)|(?:下一个|后续的?|接下来的?|随后的?)[^,，]{0,6}(?:报文段?|包|段|ACK|数据)/iu;
/** Where an end begins is the number of its SYN, and of nothing that it sends later. */
const INITIAL = /初始|起始|(?<![A-Za-z])(?:initial|ISN)(?![A-Za-z])/iu;
export function isInitial({ seq, flags }: SaidSegment, texts: readonly string[]): boolean {
  const begins = seq !== null && !flags.includes("SYN") && !seq.includes("+");
  return begins && INITIAL.test(texts.join(", "));
}

export const ACKNOWLEDGES = /(?<![A-Za-z])(?:acknowledges|acks)(?![A-Za-z])/iu;
export const WAS =
  /(?:(?<![A-Za-z])(?:was|had\s+been)\s+(?:still\s+)?in|(?:原来|原本|此前|之前)(?:一直)?处于)\s*(?:the)?\s*$/iu;
export const DATA_SENT =
  /发送(?:了)?\s*(?:\d+\s*(?:个?字节|B)|(?:一个)?\s*(?:\d+\s*个?字节的?)?数据|\d+\s*个?字节)|(?<![A-Za-z])sends?\s+(?:back\s+)?(?:(?:an?\s+)?\d+[\s-]+bytes?|data|another)/iu;
/** Who confirms a SYN sends none of its own by that. */
export function withoutConfirmed(content: string): string {
  return content.replace(/((?:确认|acknowledg|confirm)[^,，=]{0,24}?)SYN(?!\s*(?:=|位|标志))/giu, "$1");
}

/** It says again what the one before it has said, or says more of the window: a segment of its own. */
export const ONCE_MORE =
  /(?<![A-Za-z])(?:window\s+update|duplicate|another\s+ACK)(?![A-Za-z])|窗口(?:更新|通告)|更新窗口|(?:重复|冗余)的?\s*(?:ACK|确认)/iu;

export const TOWARDS = /(?:[向给]|发往|(?<![A-Za-z])to)\s*(?:the\s+)?$/iu;
export const PRONOUN = /^(?:对端|对方|另一方|另一端)$/u;
export const BIT =
  /[=＝]\s*1|置|放[到入在进]|(?<![A-Za-z])set(?:s|ting)?\s|^\W*(?:flags?|control\s*bits?|标志位?|控制位)\s*[:：=]/iu;
export const SMALL_STATE =
  /(?:进入到?|变为|变成|转为|处于|enters?|becomes?|moves?\s+to|go(?:es)?\s+to|is\s+now)\s*(?:了|the|in)?\s*(?<state>established|closed|listen)(?![A-Za-z])/iu;
export function stripped(words: string): string {
  return words.replace(/^.*?(?=(?:都|均|也)?\s*(?:进入|变为|处于|enters?|are|become))/iu, "");
}

/** `SYNchronize-ACKnowledgement`: the flags by their whole names. */
const SPELT_OUT =
  /(?<![A-Za-z])(?:SYNchroni[sz](?:e|ation)|ACKnowledge?(?:ments?)?|FINish(?:ed)?)(?![A-Za-z])(?!\s+number)/g;
const FLAG_LENGTH = 3;

/** With flags by their short names. */
export function shortFlags(text: string): string {
  return text.replace(SPELT_OUT, (all) => all.slice(0, FLAG_LENGTH));
}
