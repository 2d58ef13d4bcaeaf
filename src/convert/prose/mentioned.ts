/** Segments that a sentence only mentions: what is acknowledged, what is compared, what takes up a number. None of them is sent. */

/** A sentence without them; what is sent, and to whom, is left. */
export function withoutMentioned(sentence: string): string {
  if (!FLAGS.test(sentence)) return sentence;
  return MENTIONED.reduce((text, [sign, left]) => text.replace(sign, left), sentence);
}

/** `acknowledges the FIN`, and no more: what is sent by that is an ACK. */
export const ACKNOWLEDGES_IT =
  /(?<![A-Za-z])(?:acknowledges|acks)(?:\s*[.;]?\s*$|\s+(?:it|everything|both|all)\b)|(?<![A-Za-z])(?:acknowledges|acks)\s+(?:(?:receipt\s+of\s+)?(?:the|its|this|that)\s+(?:\w+(?:'s)?\s+){0,2}?(?:segment|packet|request)(?![A-Za-z]))/iu;

/** `发出确认`, `sends an acknowledgment`: an ACK, where nothing else says what is sent. */
export const CONFIRMATION =
  /(?:发出|发送|给出|返回|回复|发回|发|回)了?(?:一个|一次|一条)?确认(?:报文段?|消息|信息|包|应答)?\s*$|(?<![A-Za-z])(?:sends?|returns?|repl(?:y|ies)\s+with|responds?\s+with)\s+(?:back\s+)?(?:an?|its|the)\s+acknowledge?ment(?!\s+(?:number|no\.?))/iu;

const ONE = "(?<![A-Za-z])(?:SYN|FIN|RST|ACK)(?:\\s?[-+/&]\\s?ACK)?(?![A-Za-z])(?!\\s*=)";
const FLAGS = /SYN|ACK|FIN|RST/iu;
const NOUN = "(?:\\s*(?:segments?|packets?|flag|bit|requests?|messages?))?";
const THING = "\\s*(?:标志位?|报文段?|数据包|包|请求|信号|位)?";
/** Up to a name of a segment, without another act in between. */
const OBJECT = `(?:(?:the|a|that|this|its|receipt|of|received)\\s+|\\w+'s\\s+|\\w+\\s+(?=${ONE})(?<!(?:with|by|sending|and|an?|its|own|back)\\s+))*`;

const MENTIONED: readonly (readonly [RegExp, string])[] = [
  // `acknowledges the client's FIN by sending an ACK`; where no more is said, an ACK is sent.
  [
    new RegExp(
      `(?<verb>(?<![A-Za-z])(?:acknowledges|acknowledging|acks|confirms)\\s+)${OBJECT}${ONE}${NOUN}(?=[^,;]*?\\s(?:by\\s+(?:sending|returning|replying)|with|sending)\\s)`,
      "giu",
    ),
    "$<verb>",
  ],
  [
    new RegExp(
      `(?<![A-Za-z])(?:acknowledges|acks|confirms)\\s+${OBJECT}(?:FIN|(?:SYN|FIN)\\s?[-+/&]\\s?ACK)(?![A-Za-z])(?!\\s*=)${NOUN}`,
      "giu",
    ),
    "acknowledges with an ACK",
  ],
  // `sends an ACK to indicate that it has received the server's SYN-ACK`
  [
    new RegExp(
      `(?<=${ONE}[^,;.=]*)\\s+(?:in\\s+order\\s+)?to\\s+(?:acknowledge|confirm|indicate|show|signal)\\s[^,;.=]*?${ONE}${NOUN}(?:\\s+and\\s+(?:to\\s+)?(?:confirm|indicate|show|signal|say)s?\\s[^,;.=]*)?`,
      "giu",
    ),
    "",
  ],
  // `对客户端的 FIN 报文进行确认`, `对 SYN 的应答`, `对请求 SYN=1 做出响应`
  [
    /(?:作为)?(?:对于?|针对)[^,，;。()向]*?(?:SYN|FIN)[^,，;。()向]*?(?:(?:做出|作出|进行|表示)了?(?:响应|回应|应答|确认)|的(?:响应|回应|应答|确认|ACK\s*确认))/giu,
    "",
  ],
  [
    new RegExp(
      `(?<=ACK[^,，;。]{0,8})(?:来|以|用于|表示)?确认(?:了|收到了?)?[^,，;。=()]{0,10}?(?:SYN|FIN)(?!\\s*=)${THING}`,
      "giu",
    ),
    "",
  ],
  // `与 SYN 相同`, `unlike the SYN`
  [
    new RegExp(
      `(?:与|和|跟|同|像)[^,，;。()]{0,10}?${ONE}${THING}(?:的?时候?|的情况)?(?:相同|一样|类似|不同|同理)`,
      "giu",
    ),
    "",
  ],
  [
    new RegExp(
      `(?<![A-Za-z])(?:unlike|(?:just\\s+)?like|(?:just\\s+)?as\\s+with|(?:similar|in\\s+contrast)\\s+to|(?:the\\s+)?same\\s+as)\\s+${OBJECT}${ONE}${NOUN}`,
      "giu",
    ),
    "",
  ],
  // `一个 FIN 占用一个序号`, `the FIN consumes one sequence number`
  [
    new RegExp(
      `(?:一个|每个|因为|由于)?\\s*${ONE}${THING}(?:也|要|会|只|都|同样|需要?|不)*(?:占用?|消耗)`,
      "giu",
    ),
    "占用",
  ],
  [
    new RegExp(
      `(?:(?<![A-Za-z])(?:the|a|an|each|every|because|since)\\s+)*${ONE}${NOUN}\\s+(?:also\\s+|still\\s+|does\\s+not\\s+)?(?:consumes?|occup(?:y|ies)|takes?\\s+up|uses\\s+up|counts?\\s+(?:as|for))(?![A-Za-z])`,
      "giu",
    ),
    "takes",
  ],
  // `服务器发来 ACK 的序号`
  [new RegExp(`(?:发来|发过来|收到|返回)的?\\s*${ONE}${THING}的(?=序|seq|ISN)`, "giu"), ""],
  // `不用 SYN 了`
  [new RegExp(`不(?:再|需|用|要|必)+\\s*(?:发送?|带)?\\s*${ONE}${THING}`, "giu"), ""],
  // `可以在 SYN 包中携带数据`
  [
    new RegExp(
      `(?:(?:可以?|能够?)\\s*在\\s*${ONE}${THING}(?:里|中|内)|在\\s*${ONE}${THING}(?:里|中|内)(?:就|便|也)?(?:可以?|能够?))(?:携带|带上?)`,
      "giu",
    ),
    "",
  ],
  // `sends the FIN some time after it has sent the ACK`
  [
    new RegExp(
      `(?<=\\S\\s)(?:some\\s+time\\s+)?(?:after|when|once)\\s+(?:some\\s+time\\s+)?(?:when\\s+|after\\s+)?(?:the\\s+)?\\w+\\s+(?:has\\s+)?(?:sends?|sent|receives|received|got|gets)\\s+${OBJECT}${ONE}${NOUN}(?=\\s*(?:[.;,()]|$))`,
      "giu",
    ),
    "",
  ],
];
