/** Sentences that tell the same in other words: put so that somebody sends something, and a bit has its value. */

import { namedStates } from "../said/states.js";
import { WHO, WHO_OR_LETTER } from "./people.js";

/** A sentence in the words that are read. */
export function reworded(told: string): string {
  const sentence = told.replace(STATE_BEHIND, entered);
  const plainer = PLAINER.reduce((text, [sign, left]) => text.replace(sign, left), sentence);
  return WORDINGS.reduce((text, [sign, left]) => text.replace(sign, left), plainer);
}

/** `发送 SYN（SYN_SENT）`: where that leads, behind all that is told. */
const STATE_BEHIND = /\s*[([]\s*(?<state>[A-Z]{3,}[A-Z12_ -]*)\s*[)\]]\s*(?=[.。;；]?\s*$)/u;

function entered(all: string, state: string, _: number, sentence: string): string {
  const [named] = namedStates(state);
  if (named === undefined || named.end - named.index !== state.trim().length) return all;
  return /\p{Script=Han}/u.test(sentence) ? `，进入 ${state} 状态` : `, enters ${state}`;
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

/** What needs no name of an end. */
const PLAINER: readonly (readonly [RegExp, string])[] = [
  // `抓包看到：…` is no check of what follows
  [/^[^,，。;:]{0,12}(?:看到|说明)\s*[:：]\s*/u, ""],
  // `Alice acknowledges 720`
  [
    /(?<verb>(?<![A-Za-z])(?:acknowledges|acks))\s+(?<n>\d{2,})(?!\w|\.\d)(?!\s*(?:bytes|octets|segments|packets))/giu,
    "$<verb> with ack=$<n>",
  ],
  // `sent 200 bytes starting at 1 and then another 200 bytes`, `…, followed by 10 bytes`
  [
    /,?\s+(?:and\s+(?:then\s+|finally\s+)?another|(?:and\s+)?(?:then|finally)|followed\s+by)\s+(?=\d+\s+bytes(?![A-Za-z]))/giu,
    " and sends ",
  ],
  [/(?<=bytes\s+)starting\s+at\s+(?:byte\s+|octet\s+)?(?<n>\d+)(?!\w|\.\d)/giu, "with seq=$<n>"],
  // `acknowledges the SYN and sends its own: a SYN-ACK …`
  [
    /(?<![A-Za-z])acknowledges\s+(?:the|this|that)\s+SYN\s+and\s+sends\s+its\s+own\s*[:,]\s*(?=an?\s+SYN)/giu,
    "sends ",
  ],
  // `its initial sequence number, 1111`
  [/(?<key>initial\s+sequence\s+number|ISN),\s+(?<n>\d+)(?!\w|\.\d)/giu, "$<key> $<n>"],
  // `seq 序列号，是由发送端随机生成的，…`
  [/[,，]\s*(?:它|其)?(?:也|都)?是由[^,，。]{1,8}(?:生成|产生|选定|决定)的/gu, ""],
  // `…，以便客户端收到时知道`
  [/[,，]?\s*以便[^,，。;；()]*/gu, ""],
  // `an ACK for 5001`
  [/(?<![A-Za-z])ACK\s+(?:for|number)\s+(?<n>\d{2,})(?!\w|\.\d)/giu, "ACK, ack=$<n>"],
  // `The client connects (SYN, seq 0)`, `服务器同意（SYN=1，ACK=1）`
  [
    /(?<![A-Za-z])(?:connects|accepts|agrees|confirms|opens|closes|finishes|answers|acknowledges)\s*(?=\((?:SYN|FIN|ACK|RST)(?![A-Za-z]))/giu,
    "sends ",
  ],
  [
    /(?:(?:请求|要求|申请)(?:建立|断开|释放|关闭)?连接|发起(?:连接)?请求|同意(?:建立)?(?:连接)?|接受(?:连接)?|确认|关闭(?:连接)?)\s*(?=\((?:SYN|FIN|ACK|RST)(?![A-Za-z]))/gu,
    "发送",
  ],
  // `双方同时发送 SYN：A 的 SYN 中 …`: what each of them sends is told behind it
  [
    /^(?:双方|两端|两边|[A-Z甲乙]\s*(?:和|与)\s*[A-Z甲乙])[^,，:。]{0,12}(?:发送|发出)\s*(?:SYN|FIN)\s*(?:报文段?)?\s*:\s*(?=\S+的)/u,
    "",
  ],
  // `SYN+ACK 丢失时：…`, `2. SYN-ACK: The server replies …`: a heading of what follows
  [/^[^:,，。]{0,24}(?:丢失|丢了)(?:时|后|的?情况(?:下)?)?\s*:\s*(?=\S)/u, ""],
  [
    new RegExp(
      `^\\s*(?:[(]?\\d{1,2}[.)]\\s*)?(?:${ONE}|data|数据)\\s*:\\s*(?=(?:the\\s+)?${WHO}\\s+(?:then\\s+)?(?:sends|replies|responds|answers|returns))`,
      "iu",
    ),
    "",
  ],
  // `客户端的初始序号是 3000，服务器的初始序号是 6000`: each number stands in the segment that has it
  [
    new RegExp(
      `^(?:${WHO_OR_LETTER}\\s*的\\s*(?:初始序列?号|ISN)\\s*(?:为|是|=)\\s*\\w+\\s*[,，、;；和]?\\s*){2}[。.;；]?$`,
      "u",
    ),
    "",
  ],
  // `if B accepts the request, what B sends to A is …`
  [
    new RegExp(
      `(?:若|如果)(?:${WHO_OR_LETTER})?(?:接受|同意)[^,，。]{0,12}[,，]\\s*则?\\s*(?<who>${WHO_OR_LETTER})(?<to>(?:向|给)${WHO_OR_LETTER})发送的\\s*(?:TCP)?\\s*(?:报文段?|段|数据包)\\s*(?:应)?(?:为|是)`,
      "gu",
    ),
    "$<who>$<to>发送",
  ],
  // `retransmits segment 2000`: it is called by its number
  [
    /(?<verb>(?:retransmits?|resends?)\s+|重传|重发|再次发送)(?:the\s+)?(?:segment|packet|报文段?|段)\s*(?<n>\d{3,})(?!\w|\.\d)/giu,
    "$<verb> seq=$<n>",
  ],
  // `Bob closes, too: FIN, seq 720`
  [
    /(?<![A-Za-z])(?:closes|opens|answers|finishes|responds|retries)(?:\s+(?:the\s+connection|its\s+side|,?\s*too|as\s+well))?\s*:\s*(?=(?:SYN|FIN|ACK|RST)(?![A-Za-z]))/giu,
    "sends ",
  ],
  [/(?:关闭|断开|释放)(?:连接)?\s*[:：]\s*(?=FIN)/gu, "发送"],
  // `生成一个随机数 y`, `选一个随机数 x 作为初始序列号`
  [
    /(?<verb>生成|产生|选择|选取|选)了?(?:一个)?随机(?:数|值)\s*(?<n>[a-zA-Z](?![A-Za-z])|\d+)(?:\s*(?:作为|当作|当做)(?:自己的|其|它的)?(?:初始)?(?:序列?号|ISN))?/gu,
    "$<verb>序列号为$<n>",
  ],
  [
    /(?<![A-Za-z])(?<verb>generates|picks|chooses|selects)\s+(?:a\s+(?:random\s+)?(?:number|value)\s+(?<n>[a-zA-Z](?![A-Za-z])|\d+)(?:\s+(?:as|for)\s+its\s+(?:own\s+)?(?:initial\s+)?sequence\s+number)?|(?<m>[a-zA-Z](?![A-Za-z])|\d+)\s+(?:for\s+itself|as\s+its\s+(?:own\s+)?(?:initial\s+)?sequence\s+number))/giu,
    "$<verb> sequence number $<n>$<m>",
  ],
  // `sends a SYN and acknowledges the SYN it received from A`, `发送自己的 SYN 并确认对方的 SYN`
  [
    new RegExp(
      `(?<verb>(?<![A-Za-z])(?:sends|sent)\\s+(?:an?|its(?:\\s+own)?)\\s+)SYN(?<noun>(?:\\s+segment)?)\\s+and\\s+(?:also\\s+)?acknowledge[sd]\\s+(?:the|that)\\s+(?:\\w+['’]s\\s+)?SYN(?:\\s+(?:that\\s+)?it\\s+(?:has\\s+)?received)?(?:\\s+from\\s+${WHO_OR_LETTER})?`,
      "giu",
    ),
    "$<verb>SYN+ACK$<noun>",
  ],
  [
    /(?<verb>发送|发出|回复)(?:自己的)?\s*SYN\s*(?:报文段?)?(?:并|,并|，并)(?:且)?确认(?:了)?(?:收到的|对方的|客户端的)\s*SYN/gu,
    "$<verb>SYN+ACK",
  ],
  // `The acknowledgment field indicates that B is now expecting to hear sequence 101`
  [
    /(?:the\s+)?acknowledge?ment\s+(?:number\s+|field\s+)*(?:indicates|says|shows)\s+(?:that\s+)?[^.;=]{0,32}?(?:expect(?:s|ing)|waiting\s+for)\s+(?:to\s+hear\s+)?(?:sequence|octet|byte)?\s*(?:number\s+)?(?<n>\d+)/giu,
    "with ack=$<n>",
  ],
  // `an ACK for B's SYN`
  [
    new RegExp(
      `(?<![A-Za-z])(?<what>ACK)\\s+(?:for|of)\\s+(?:(?:the|its|that)\\s+)?(?:${WHO_OR_LETTER}['’]s\\s+)?(?:SYN|FIN)(?![A-Za-z])(?!\\s*=)`,
      "giu",
    ),
    "$<what>",
  ],
  // `… responds with SYN+ACK, and the client with ACK`
  [
    new RegExp(
      `,?\\s+and\\s+(?<who>${WHO_OR_LETTER})\\s+with\\s+(?=(?:an?\\s+|its\\s+)?(?:SYN|ACK|FIN|RST)(?![A-Za-z]))`,
      "giu",
    ),
    " and $<who> replies with ",
  ],
];

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
  // `The request is a SYN with sequence number 10 sent from the client to the server`
  [
    new RegExp(
      `^[^,;.]{1,40}\\s(?:is|was)\\s+(?<what>an?\\s+${ONE}${NOUN}(?:\\s+with\\s+[^,;]*?)?)\\s+(?:(?:which|that)\\s+is\\s+)?sent\\s+(?:from|by)\\s+(?<who>${WHO_OR_LETTER})\\s+to\\s+(?<to>${WHO_OR_LETTER})`,
      "iu",
    ),
    named(({ what = "", who = "", to = "" }) => `${who} sends ${what} to ${to}`),
  ],
  // `It is answered by the server with a SYN-ACK`
  [
    new RegExp(
      `(?<![A-Za-z])(?:it|this|that|which)\\s+(?:is|was)\\s+(?:\\w+\\s+){0,3}?(?:answered|acknowledged|confirmed)\\s+by\\s+(?<who>${WHO_OR_LETTER})\\s+with(?![A-Za-z])`,
      "giu",
    ),
    named(({ who = "" }) => `${who} replies with`),
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
  // `The server's reply carries 1000 bytes`, `服务器的响应携带 300 字节`
  [
    new RegExp(
      `^(?<ahead>(?:(?:then|next|finally|now),?\\s+)?)(?<who>${WHO_OR_LETTER})['’]s\\s+(?<what>(?:first\\s+|next\\s+)?(?:reply|response|answer|request|segment|packet))\\s+(?:carries|has|contains)\\s+(?=[^.;]*(?:\\d|${FIELDS}))`,
      "iu",
    ),
    named(({ ahead = "", who = "", what = "" }) => `${ahead}${who} sends its ${what} with `),
  ],
  [
    new RegExp(
      `^(?<ahead>(?:首先|然后|接着|最后|随后)?[,，]?\\s*)(?<who>${WHO_OR_LETTER})\\s*的\\s*(?<what>响应|应答|回复|请求|数据)(?:报文段?)?\\s*(?:携带|带有|包含|共)了?\\s*(?=[^。;]*(?:\\d|${FIELDS}))`,
      "iu",
    ),
    named(({ ahead = "", who = "", what = "" }) => `${ahead}${who}发送${what}，`),
  ],
  [
    new RegExp(
      `(?<ahead>(?:^|(?<=[,，;；]))(?:首先|然后|接着|最后|随后)?[,，]?\\s*)(?<who>${WHO_OR_LETTER})\\s*(?:发出|发送|回复|返回)?的\\s*(?<what>${ONE}\\s*(?:报文段?|数据包|包)?)\\s*(?:中|里面?|携带|带有|带着|带的)[,，]?\\s*(?=[^。;]*${FIELDS})`,
      "giu",
    ),
    named(({ ahead = "", who = "", what = "" }) => `${ahead}${who}发送${what}，`),
  ],
];
