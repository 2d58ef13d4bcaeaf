/** Numbers that words derive from those of an end: `把客户端的 ISN + 1 作为 ack 的值`. */

import type { DrawnSegment, DrawnStatement } from "../drawn.js";
import { nameOf, WHO_OR_LETTER } from "./people.js";

export interface Derived {
  /** Whose number it is. */
  readonly who: string;
  /** The words that say it. */
  readonly words: string;
}

const DERIVED = new RegExp(
  `(?:把|将|以|用)\\s*(?<who>${WHO_OR_LETTER})\\s*(?:的|发来的|发送的)\\s*(?:初始化?序?列?号?|序列?号|seq)?\\s*(?:ISN|seq|序列?号|初始化?序?列?号)?(?:\\s*\\([a-z]\\))?\\s*(?:\\+|加)\\s*[1一]\\s*(?:之后|后|的值|的结果)?\\s*(?:作为|当作|当做|设为|填入|填到|赋给)\\s*(?:自己的|其)?\\s*(?:ACK|ack|确认号?)[^,，;；。]*`,
  "u",
);

/** The first of them in a clause. */
export function derivedIn(clause: string): Derived | null {
  const match = DERIVED.exec(clause);
  const who = match?.groups?.who;
  return match === null || who === undefined ? null : { who, words: match[0] };
}

/** The number that an end's last SYN or FIN had, and one more; null where none was told. */
export function oneBehind(statements: readonly DrawnStatement[], end: string): string | null {
  const last = statements.findLast(
    (one): one is DrawnSegment =>
      one.type === "segment" && one.from === end && (one.flags.includes("SYN") || one.flags.includes("FIN")),
  );
  return last?.seq ? `${last.seq}+1` : null;
}

const ONE_MORE = new RegExp(
  `(?<field>(?<![A-Za-z0-9_])(?:ack(?:\\s+number)?|确认序?列?号))\\s*(?:=|:|为|是|等于)?\\s*\\(?\\s*(?<who>${WHO_OR_LETTER})\\s*(?:的|发来的|发送的|'s)?\\s*(?:seq(?:uence)?(?:\\s*number)?|序列?号|ISN)\\s*(?:\\+|加)\\s*[1一]\\s*\\)?`,
  "giu",
);

/** `ack number=(主机A的seq+1)` with the number that it comes to; as it stands where that was not told. */
export function withOneMore(clause: string, numberOf: (who: string) => string | null): string {
  return clause.replace(ONE_MORE, (all: string, _field: string, _who: string, ...rest: unknown[]) => {
    const { who = "" } = rest.at(-1) as Readonly<Record<string, string>>;
    const number = numberOf(nameOf(who));
    if (number === null) return all;
    const sum = /^\d+\+1$/.test(number) ? String(Number.parseInt(number, 10) + 1) : number;
    return `ack=${sum}`;
  });
}

const NUMBER_IN_WORDS =
  /(?<key>(?<![A-Za-z])(?:sequence|acknowledge?ment)\s+number)(?![A-Za-z])[^.=;:\d]{0,90}?(?:i\.e\.,?|(?<=[,(]\s*)(?:say|for\s+example|e\.g\.|let'?s\s+say),?|(?:random|arbitrary)\s+(?:value|number),?(?:\s+(?:say|called|of))?)\s*(?<value>[A-Za-z](?:\s*\+\s*1)?(?![A-Za-z])|\d+)/giu;

/** `the sequence number is set to a random value A`, `… to one more than the received one, i.e. A+1`: the number itself. */
export function withPlainNumbers(text: string): string {
  return text.replace(NUMBER_IN_WORDS, "$<key> = $<value>");
}
