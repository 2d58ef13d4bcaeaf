/** Sentences that tell the same in other words: put so that somebody sends something, and a bit has its value. */

import { WHO_OR_LETTER } from "./people.js";

/** A sentence in the words that are read. */
export function reworded(sentence: string): string {
  return WORDINGS.reduce((text, [sign, left]) => text.replace(sign, left), sentence);
}

const ONE = "(?:SYN|FIN|RST|ACK)(?:\\s?[-+/&]\\s?ACK)?";
const NOUN = "(?:\\s+(?:segment|packet|message|request|flag))?";
const BRACKETS = "(?:\\s*\\([^()]*\\))?";
const FIELDS = "(?:(?:seq|ack)(?![A-Za-z])|sequence|acknowledge?ment|initial|MSS|window|序|确认号)";

type Groups = Readonly<Record<string, string | undefined>>;
type Wording = (all: string, ...rest: unknown[]) => string;

/** What a replacer of `String.replace` gets last. */
const named =
  (write: (groups: Groups) => string): Wording =>
  (_, ...rest) =>
    write(rest.at(-1) as Groups);

const bits = ({ one = "", other }: Groups): string =>
  other === undefined ? `${one}=1` : `${one}=1, ${other}=1`;

const WORDINGS: readonly (readonly [RegExp, Wording])[] = [
  // `whose SYN bit is set`, `both the SYN and the ACK flag are set`, `with the SYN and ACK bits set`
  [
    /(?:both\s+)?(?:(?:the|its)\s+)?(?<![A-Za-z])(?<one>SYN|ACK|FIN|RST|PSH)(?:\s+(?:bit|flag))?(?:\s+and\s+(?:(?:the|its)\s+)?(?<other>SYN|ACK|FIN|RST|PSH))?\s+(?:control\s+)?(?:bit|flag)s?\s+(?:(?:is|are|being)\s+)?(?:both\s+)?(?:set|turned\s+on|switched\s+on|on)(?![A-Za-z])(?!\s+to\s)/giu,
    named(bits),
  ],
  // `with the SYN bit cleared`
  [
    /(?:(?:the|its)\s+)?(?<![A-Za-z])(?<one>SYN|ACK|FIN|RST|PSH)\s+(?:bit|flag)\s+(?:(?:is|being)\s+)?(?:cleared|not\s+set|off)(?![A-Za-z])/giu,
    named(({ one = "" }) => `${one}=0`),
  ],
  // `A SYN segment is sent by the client to the server`
  [
    new RegExp(
      `(?<what>(?<![A-Za-z])(?:an?|the|its|this|another)\\s+(?:(?:\\w+\\s+){0,2}?${ONE}${NOUN}${BRACKETS}|(?:TCP\\s+)?(?:segment|packet)\\s+with\\s+${ONE}=1(?:,\\s*${ONE}=1)?))\\s+(?:is|was)\\s+(?:\\w+\\s+){0,2}?(?:sent|returned|transmitted|issued)\\s+(?:back\\s+)?(?:to\\s+(?<ahead>${WHO_OR_LETTER})\\s+)?by\\s+(?<who>${WHO_OR_LETTER})(?:\\s+to\\s+(?<to>${WHO_OR_LETTER}))?`,
      "giu",
    ),
    named(({ what = "", who = "", to, ahead }) =>
      [who, "sends", what, ...(to || ahead ? ["to", to ?? ahead] : [])].join(" "),
    ),
  ],
  // `SYN 报文由客户端发给服务器`
  [
    new RegExp(
      `(?<what>(?<![A-Za-z])${ONE}\\s*(?:报文段?|数据包|包)?${BRACKETS})\\s*(?:是|则)?由\\s*(?<who>${WHO_OR_LETTER})\\s*(?:发送|发出|返回|发)(?:给|到|往|至)?\\s*(?<to>${WHO_OR_LETTER})?`,
      "giu",
    ),
    named(({ what = "", who = "", to }) => `${who}${to === undefined ? "" : `向${to}`}发送${what}`),
  ],
  // `to A, which is in SYN-SENT, …`: it is A that is
  [
    new RegExp(`(?<who>${WHO_OR_LETTER}),\\s+(?:which|who)\\s+(?=(?:is|was|has|had)\\s)`, "giu"),
    named(({ who = "" }) => `${who}, ${who} `),
  ],
  // `The receiver's buffer is full, so it replies …`: it is the receiver that does
  [
    new RegExp(
      `^(?<before>(?:[^,，;。]{0,24}?[\\s,，])?)(?<who>${WHO_OR_LETTER})(?<whose>['’]s\\s+|\\s*的)(?<what>(?!\\s*${ONE})[^,，;。]{1,60})[,，]\\s*(?<so>(?:so|and|therefore)\\s+it\\s+|(?:于是|所以|因此|它|就|便)+(?=\\s*(?:回|发|返回|再|向|给)))`,
      "iu",
    ),
    named(({ before = "", who = "", whose = "", what = "", so = "" }) => {
      const therefore = /\p{Script=Han}/u.test(so) ? `，于是${who}` : `, so ${who} `;
      return `${before}${who}${whose}${what}${therefore}`;
    }),
  ],
  // `The client's SYN carries seq 0`, `客户端的 SYN 报文中 seq=0`
  [
    new RegExp(
      `^(?<ahead>(?:(?:first|then|next|finally|now|second|third),?\\s+)?)(?<who>${WHO_OR_LETTER})['’]s\\s+(?<what>(?:(?:first|initial|own|final|last|next)\\s+)?${ONE}${NOUN})\\s+(?:carries|has|contains|bears|uses|specifies)\\s+(?=[^.;]*${FIELDS})`,
      "iu",
    ),
    named(({ ahead = "", who = "", what = "" }) => `${ahead}${who} sends its ${what} with `),
  ],
  // `The handshake is completed when the client's ACK (…) reaches the server`
  [
    new RegExp(
      `^(?:the|this|an?)\\s+(?:\\w+\\s+){0,3}?(?:completed?|finished|established|done|closed)\\s+(?:when|once|by|as\\s+soon\\s+as)\\s+(?<who>${WHO_OR_LETTER})['’]s\\s+(?<what>${ONE}${NOUN}\\s*\\([^()]*\\d[^()]*\\))\\s+(?:reaches|arrives\\s+at|gets\\s+to)\\s+(?<to>${WHO_OR_LETTER})`,
      "iu",
    ),
    named(({ who = "", what = "", to = "" }) => `${who} sends its ${what} to ${to}`),
  ],
  [
    new RegExp(
      `^(?<ahead>(?:首先|然后|接着|最后|随后)?[,，]?\\s*)(?<who>${WHO_OR_LETTER})\\s*(?:发出|发送|回复|返回)?的\\s*(?<what>${ONE}\\s*(?:报文段?|数据包|包)?)\\s*(?:中|里面?|携带|带有|带着|带的)[,，]?\\s*(?=[^。;]*${FIELDS})`,
      "iu",
    ),
    named(({ ahead = "", who = "", what = "" }) => `${ahead}${who}发送${what}，`),
  ],
];
