/** What stands behind `A → B`: the segment, a remark, and what is told of states. */

import { isSegment, saidIn } from "../said/said.js";
import { namedStates } from "../said/states.js";
import { actorsIn } from "./clauses.js";

export interface Directed {
  readonly segment: string;
  /** Behind a `#` or `//`. */
  readonly remark: string | null;
  /** Clauses about states: `客户端进入 FIN-WAIT-1`. */
  readonly states: string;
}

export function directedWords(words: string, letters: boolean): Directed {
  const [, before = words, remark = null] = /^(.*?\S)\s+(?:#|\/\/)\s*(\S.*)$/.exec(words) ?? [];
  const at = statesBegin(before, letters);
  return at === null
    ? { segment: before, remark, states: "" }
    : { segment: before.slice(0, at).replace(/[[({]\s*$/, ""), remark, states: before.slice(at) };
}

/** Where the clauses begin that tell of states, behind a segment; null where there are none, or only a name in brackets. */
function statesBegin(words: string, letters: boolean): number | null {
  const [first] = namedStates(words);
  if (first === undefined) return null;
  const before = words.slice(0, first.index);
  if (count(before, "(") > count(before, ")")) return null;
  const entering = ENTERS.exec(before);
  const gap = [...before.matchAll(/[,;。]|\s{2,}/gu)].at(-1);
  const behindGap = gap === undefined ? -1 : gap.index + gap[0].length;
  const actors = actorsIn(before, letters).filter(({ index }) => index >= behindGap);
  // `客户端、服务器 ESTABLISHED` are two.
  const paired =
    actors.length > 1 &&
    /^\s*(?:、|和|与|及|and|&)\s*$/iu.test(before.slice(actors.at(-2)?.end, actors.at(-1)?.index));
  const actor = paired ? actors.at(-2) : actors.at(-1);
  const both = BOTH.exec(before.slice(Math.max(behindGap, 0)));
  const joined = both === null ? undefined : Math.max(behindGap, 0) + both.index;
  const at = joined ?? actor?.index ?? entering?.index ?? (behindGap >= 0 ? behindGap : null);
  return at !== null && at > 0 && isSegment(saidIn(words.slice(0, at))) ? at : null;
}

const BOTH = /(?:随后|此时|然后)?\s*(?:双方|两端|两边)|(?<![A-Za-z])both(?![A-Za-z])/iu;

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}

const ENTERS =
  /(?:此时|同时|随后|并)?\s*(?:进入到?|变为|变成|转为|处于|状态[为是:]?|(?:then\s+)?(?:enters?|moves?\s+to|go(?:es)?\s+to|becomes?|is\s+(?:now\s+)?in))\s*(?:了|the|state)?\s*$/iu;
