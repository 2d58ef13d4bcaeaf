/** What words beside a drawing tell of an end: the state it is in, that it waits for 2MSL; or nothing but words. */

import type { StateName } from "../../language/ast.js";
import { textAt } from "../../language/at.js";
import type { DrawnStatement } from "../drawn.js";
import type { Cast } from "./cast.js";
import { happeningIn } from "./happenings.js";
import { isCall, type NamedState, namedStates, stateAlone } from "./states.js";
import { plainText, trimmedWords } from "./text.js";

/** What `settle` makes of a wait is known only once the rest is: an event, or a note. */
export const WAIT_2MSL = "timeout 2msl";

export const TWO_MSL =
  /2\s*[*×x∗·⋅]{0,2}\s*个?\s*MSL|两倍?个?\s*(?:的)?\s*MSL|(?:两|2)倍?个?最[大长](?:报文段?)?(?:生存|寿命|存活)|(?:两|2)个?报文段?(?:生存|最大)?(?:周期|寿命)|twice\s+(?:the\s+)?MSL/iu;

interface Clause {
  readonly who: readonly string[] | null;
  readonly state: StateName | "?";
  readonly from: StateName | "?" | null;
  /** What else the clause says. */
  readonly rest: string;
}

/**
 * The statements that a remark makes of the ends it stands at. Words that are no claim stay as a note: `whole` remarks
 * (a state and nothing else) need none.
 */
export function toldOf(
  words: string,
  owners: readonly string[],
  cast: Cast,
  line: number,
): readonly DrawnStatement[] {
  const text = plainText(words).trim();
  if (trimmedWords(text) === "" || /^[-=_*~.·\s|]+$/u.test(text)) return [];
  const clauses = clausesOf(text, cast);
  const claims = clauses.flatMap((one) => (one === null || typeof one === "string" ? [] : [one]));
  const statements: DrawnStatement[] = [];
  const rest = clauses.flatMap((one) => (typeof one === "string" ? [one] : one === null ? [] : [one.rest]));
  const left = trimmedWords(rest.filter((one) => one !== "").join(", "));
  for (const { who, state, from } of claims) {
    const ends = who ?? owners;
    if (ends.length > 0) statements.push({ type: "claim", line, ends, state, from });
  }
  if (statements.length === 0) return [noteOrWait(text, owners, cast, line)];
  const [first] = statements;
  // `TIME-WAIT → CLOSED` says already that the wait is over.
  const over = first?.type === "claim" && first.from === "TIME-WAIT";
  const closed = first?.type === "claim" && first.state === "CLOSED";
  const about = closed ? text : left;
  const waits = TWO_MSL.test(about) && owners.length > 0 && !over;
  const wait = waits ? noteOrWait(about, claims[0]?.who ?? owners, cast, line) : null;
  // What is CLOSED has waited before.
  if (wait !== null && closed) return [wait, ...statements];
  if (wait !== null) return [...statements, wait, ...behindWait(left, statements, line)];
  if (left === "" || first === undefined) return statements;
  // A word or two stand beside the claim; a sentence is a note of its own.
  if (left.length <= SHORT) return [{ ...first, remark: left }, ...statements.slice(1)];
  return [{ type: "note", line, over: owners, text }, ...statements];
}

/** `TIME-WAIT → 2MSL → CLOSED`: the state that the wait leads to. */
function behindWait(
  text: string,
  [first]: readonly DrawnStatement[],
  line: number,
): readonly DrawnStatement[] {
  const last = namedStates(text).at(-1);
  if (last === undefined || first?.type !== "claim") return [];
  return [{ type: "claim", line, ends: first.ends, state: last.state }];
}

const SHORT = 16;
const LONGEST_WAIT = 28;

function noteOrWait(text: string, owners: readonly string[], cast: Cast, line: number): DrawnStatement {
  const named = whoIn(text, cast);
  const ends = named.length > 0 ? named : owners;
  const [end] = ends;
  if (end !== undefined && ends.length === 1 && isWait(text))
    return { type: "event", line, end, event: WAIT_2MSL, remark: text };
  const event = end === undefined || ends.length > 1 ? null : eventIn(text, cast);
  if (end !== undefined && event !== null) return { type: "event", line, end, event, remark: text };
  return { type: "note", line, over: owners, text };
}

/** What happens at whoever the words name, or stand beside. */
export function eventIn(text: string, cast: Cast): string | null {
  return (
    happeningIn(text) ?? happeningIn(withoutWho(text, cast).replace(/(?:^|\s)(?:at|by|on|在|于)\s*$/iu, " "))
  );
}

/** Whether the words are no more than that somebody waits for 2MSL. */
export function isWait(text: string): boolean {
  return TWO_MSL.test(text) && text.length <= LONGEST_WAIT && !WHY.test(text);
}

const WHY = /为什么|原因|如果|作用|why|if\b|目的|[?？]/iu;

/** Each part of the text: a claim, or words. */
function clausesOf(text: string, cast: Cast): readonly (Clause | string | null)[] {
  const parts = text.split(/[;；。,，]|\s\/\s|(?<=\S)\s+[|│]\s+/u);
  return parts.map((part) => (part.trim() === "" ? null : (claimIn(part, cast) ?? part.trim())));
}

const ENTERS =
  /(?:现在|此时|然后|之后|随后|接着|于是|从而|都|也|均|就|则|便|状态|state|进入[到了]?|变为了?|变成了?|转为了?|转变为|转换为|转入|切换[为到]|切到|回到|处于|保持|为|是|到|成|由|从|now|then|also|finally|in|enters?|entering|go(?:es)?|moves?|to|becomes?|is|are|the|→|->|-->|=>|⇒|:|：|\(|\[|=|✅|✓|●|-)/giu;
const ENTERING =
  /(?:进入[到了]?|变为了?|变成了?|转为了?|转变为|转换为|转入|切换[为到]|切到|回到|处于|状态[为是:：]?|enters?|entering|moves?\s+to|go(?:es)?\s+to|becomes?|(?:is|are)\s+(?:now\s+)?(?:in)?|(?:stays?|remains?)\s+in|→|->|-->|=>|⇒|[:：])\s*(?:(?:into\s+)?the)?\s*["'(]?$/iu;
const NOT_SO =
  /未|没有|不会|不能|如果|若|直到|之前|等待进入|会停|\bif\b|\buntil\b|\bnot\b|\bbefore\b|without|为什么/iu;
const ARROW = /^\s*(?:→|->|-->|——?>|=>|⇒|➜|变为|转为|到|至|to)\s*$/u;
const NOUN = /^\s*(?:状态|阶段|state)?\s*[)\]"']?/iu;

/** Nothing but what joins two names. */
const JOINS = /^\s*(?:[、和与及&]|and)\s*$/iu;

/** How it is opened or closed, and no state. */
const WAYS = /(?:active|passive)\s+(?:close|open)/iu;

function claimIn(part: string, cast: Cast): Clause | null {
  const who = whoIn(part, cast);
  const alone =
    isCall(part) || WAYS.test(part) ? null : stateAlone(withoutWho(part, cast).replace(ENTERS, " "));
  const states = namedStates(part);
  const first = states[0];
  if (first === undefined) {
    if (alone === null) return null;
    return { who: who.length > 0 ? who : null, state: alone, from: null, rest: "" };
  }
  const prefix = part.slice(0, first.index);
  const bare = withoutWait(withoutWho(prefix, cast).replace(ENTERS, " ").replace(JOINS, "").trim());
  if (NOT_SO.test(prefix)) return null;
  if (bare !== "" && !(ENTERING.test(prefix.trimEnd()) || /^[\d.()①-⑳]+$/u.test(bare))) return null;
  const named = whoIn(prefix, cast);
  const [last, from] = chainFrom(part, states);
  const rest = part.slice(last.end).replace(NOUN, "");
  return {
    who: named.length > 0 ? named : null,
    state: last.state,
    from,
    rest: [
      bare === "" || /^[\d.()①-⑳]+$/u.test(bare) ? "" : prefix.trim(),
      trimmedWords(translated(rest, last.state)),
    ]
      .filter((one) => one !== "")
      .join(" "),
  };
}

/** `2MSL后CLOSED`: the wait is a matter of its own. */
function withoutWait(words: string): string {
  if (!TWO_MSL.test(words)) return words;
  const rest = words
    .replace(TWO_MSL, "")
    .replace(
      /之后|以后|后|经过|等待|等|再|过了?|(?<![A-Za-z])(?:after|for|waits?|waiting)(?![A-Za-z])/giu,
      "",
    );
  return rest.trim() === "" ? "" : words;
}

/** `FIN-WAIT-1（终止等待1）`: the name once more. */
function translated(rest: string, state: StateName | "?"): string {
  const inside = /^\s*[([]([^()[\]]*)[)\]]/.exec(rest);
  return inside !== null && stateAlone(textAt(inside, 1)) === state ? rest.slice(inside[0].length) : rest;
}

/** `CLOSED → SYN_SENT → ESTABLISHED`: the last, and the one before it. */
function chainFrom(
  part: string,
  states: readonly NamedState[],
): readonly [NamedState, StateName | "?" | null] {
  let last = states[0] as NamedState;
  let from: StateName | "?" | null = null;
  for (const next of states.slice(1)) {
    const between = part.slice(last.end, next.index).replace(/状态|state/giu, "");
    const again = next.state === last.state;
    if (!again && !ARROW.test(between)) break;
    if (!again) from = last.state;
    last = next;
  }
  return [last, from];
}

const BOTH =
  /双方|两端|两边|两者|二者|客户端[和与]服务(?:器|端)|(?<![A-Za-z])both(?=\s*(?:sides?|ends?|parties|hosts?|peers?|:|,|are|enter|go|move|change|become|reach|ESTAB|$))/iu;

/** Whether the text speaks of both ends together. */
export function isOfBoth(text: string): boolean {
  return BOTH.test(text);
}

/** The ends that a text names, in order; all of them where it says so. */
export function whoIn(text: string, cast: Cast): readonly string[] {
  if (BOTH.test(text)) return cast.keys;
  const found: { readonly key: string; readonly index: number }[] = [];
  for (const match of text.matchAll(WORDS)) {
    const key = cast.find(match[0]);
    if (key !== null && !found.some((one) => one.key === key)) found.push({ key, index: match.index });
  }
  return found.map(({ key }) => key);
}

/** Words that may be names: those of ends by what they do, and whatever stands alone. */
const WORDS =
  /(?:主动|被动)(?:关闭|断开|打开)?(?:方|端)|客户(?:端|机)?|服务器?端?|浏览器|主机\s?[A-Za-z0-9]|[甲乙丙]方?|[A-Za-z][A-Za-z0-9_]*/gu;

function withoutWho(text: string, cast: Cast): string {
  return text
    .replace(BOTH, " ")
    .replace(WORDS, (word) => (cast.find(word) === null ? word : " "))
    .replace(/\s*的\s*/gu, " ");
}
