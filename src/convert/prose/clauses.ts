/** Sentences taken apart: into clauses, and what each of them does. */

import { nameOf, WHO, WHO_OR_LETTER } from "./people.js";

/** Sentences end at a full stop; a colon behind a heading ends one as well. */
export function sentencesOf(text: string): readonly string[] {
  return text
    .split(
      /(?<=[。；;！!])|(?<=\p{Script=Han}\.)(?=\p{Script=Han})|(?<=[^=:\s?]\?)(?=\s*\p{Script=Han}|\s+[A-Z])|(?<=[.!])\s+(?=[A-Z"'(])|(?<=\S)\s{2,}(?=[A-Z])/u,
    )
    .map((one) => one.trim())
    .filter((one) => one !== "");
}

/** Clauses end at commas that part no list of fields, and where another act begins. */
export function clausesOf(sentence: string): readonly string[] {
  return sentence
    .replace(/[。；;！!.]+\s*$/u, "")
    .replace(ANOTHER, ", sends another ")
    .replace(AFTER_TIMEOUT, "$&, ")
    .replace(TIMES_OUT_AND_SENDS, "$1超时后, ")
    .replace(HAVING_RECEIVED, "$&, ")
    .split(
      /[,，](?![^()（）]*[)）])|\s+but\s+|:\s+(?=(?:it|he|she|the\s+\w+)\s+(?:then\s+)?(?:sends?|replies|responds|answers)(?![A-Za-z]))|(?<=\S)\s*(?=(?:然后|接着|随后|并且|并|同时|而|之后|再)\s*(?:向|给|发|回|进入|返回|Client|Server|客户|服务))|\s+(?=(?:and|then|before)\s+(?:(?:then|later|afterwards|subsequently|finally|immediately|also|now|eventually|just)\s+)?(?:it\s+|the\s+\w+\s+|(?:[Hh]ost\s+)?[A-Z]\s+|[Cc]lient\s+|[Ss]erver\s+|Alice\s+|Bob\s+)?(?:(?:re-?)?sends?|sent|enters?|entered|moves?|goes|went|replie[sd]|respond(?:s|ed)|answer(?:s|ed)|acknowledge[sd]|acks|return(?:s|ed)|retransmit(?:s|ted)|transitions?|waits?|resent|confirms|completes|finishes|(?:closes|opens)(?=[^,;]*\swith\s))(?![A-Za-z]))/u,
    )
    .map((one) => one.trim())
    .filter((one) => one !== "");
}

/** `After a timeout the client …` */
const AFTER_TIMEOUT =
  /^(?:after|upon|on)\s+(?:an?|the|its)\s+(?:(?:RTO|retransmission)\s+)?time-?\s?out(?=\s+\w)/iu;
/** `A 超时重传 seq=201`, `等待超时后重发`; a timer of that name is none of it. */
const TIMES_OUT_AND_SENDS =
  /(^|[^,，]{0,8}?)超时(?:之后|后|了)?(?=(?:就|便|会|则|再|又)*(?:重传|重发|再次发|重新发)(?!\s*(?:定时器|计时器|机制|时间|次数|超时)))/gu;
/** `服务端收到之后也选一个序号…`: what it does then, where that is not to send. */
const HAVING_RECEIVED =
  /收到(?:之后|以后|后)(?=[^,，;]*(?:序列?号|确认号|seq|ack))(?![^,，;]*(?:发|回|返回|答|给))/gu;
const RUNS_OUT = "(?:expires?|expired|fires?|runs?\\s+out|goes\\s+off|times?\\s+out)";
/** A clause that says only that time ran out: at whoever sends next. */
export const TIMED_OUT = new RegExp(
  `^\\s*(?:${WHO_OR_LETTER})?\\s*(?:在|等待|等了很久)?(?:RTO|重传)?\\s*(?:计时器|定时器)?\\s*超时(?:之?后|时|了)?(?:[,，]?\\s*(?:还|仍)?(?:然|是)?(?:没有?|未)(?:收到|等到)[^,，]*)?\\s*$|^\\s*(?:after|upon|on)\\s+(?:an?|the|its)\\s+(?:(?:RTO|retransmission)\\s+)?time-?\\s?out\\s*$|^\\s*(?:(?:when|once|after|then|as)\\s+)?(?:the|its|\\w+'s)\\s+(?:retransmission\\s+|RTO\\s+)?timer(?:\\s+(?:of|at)\\s+(?:the\\s+)?\\w+)?\\s+${RUNS_OUT}(?:\\s+before\\s+[^,]*)?\\s*$|^\\s*(?:${WHO_OR_LETTER})\\s+times?\\s+out(?:\\s+(?:without|before|waiting)[^,]*)?\\s*$`,
  "iu",
);

/** `responds with a segment … and then another segment`: it is sent by the same one. */
const ANOTHER =
  /(?<=(?<![A-Za-z])(?:sends?|repl(?:y|ies)|responds?|transmits?)(?![A-Za-z])[^,;]*)\s+and\s+(?:then\s+)?another\s+(?=(?:TCP\s+|data\s+)?(?:segment|packet)(?![A-Za-z]))/giu;

const SEND_CHINESE =
  "重传|重发|发送|发出|发起|发回|发来|回复|返回|响应|回应|应答|答复|回传|(?<!数据|的)传送|给出(?=确认|应答|\\s*[A-Z])|(?<=进行(?:一次)?)(?:回复)?确认|(?<=给[^,，。]{0,8}一?个)回包|确认(?=\\s*ack\\s*[=:]?\\s*\\w)|发一个|回一个|再次发|发(?=\\s*[A-Za-z了给])|回(?=\\s*(?:[A-Z]|一个|了|最后))|(?<=(?:端|器|方|机|[A-Z甲乙])\\s*)确认(?=\\s*(?::|$))";
/** What somebody did; with `was` before it, or an article, it is no act of the one who is spoken of. */
const ACTED =
  "(?<!(?<![A-Za-z])(?:is|are|was|were|be|been|being|gets?|got|an?|the|this|that|its|of|has\\s+been)\\s+(?:\\w+ly\\s+|not\\s+|then\\s+)?)(?:replied|responded|answered|returned|acknowledged|retransmitted|transmitted|issued|acked)";
const SEND_ENGLISH = `(?<![A-Za-z]|SYN[-_ ]?)(?:(?:re-?)?sends?|retransmits?|sending|sent|repl(?:y|ies)|responds?|answers?|returns?|transmits?|issues?|initiates?|acknowledges|acks|echoes|puts(?=\\s+(?:it|this|that|the\\s+number)\\s+in(?:to)?\\s+an?\\s)|${ACTED}|starts\\s+by\\s+sending|(?:starts|begins|opens|confirms|completes|finishes|continues|ends|follows|closes)(?=[^,.;:]{0,32}?\\swith\\s+(?:(?:an?|its|the|another|final|own)\\s+){0,3}(?:SYN|ACK|FIN|RST)))(?![A-Za-z])`;
/** With `的` behind it the verb only tells which segment is meant: `服务端发回的报文`. */
export const SENDS = new RegExp(`(?:${SEND_CHINESE})(?!的|来的|过来的|到的|方|端)|${SEND_ENGLISH}`, "iu");
const RECEIVE =
  "(?<![A-Za-z])(?:when|once|as\\s+soon\\s+as)\\s[^,;]*\\sarrives(?![A-Za-z])|收到(?!的?(?:序号|序列号|确认号))|接收到|接收了?(?=\\s*[A-Z来])|接到|接受到?(?=报文|请求)|(?<![A-Za-z])(?:receives?|received|receiving|gets?|getting|upon\\s+receipt|on\\s+receipt)(?![A-Za-z])";
export const RECEIVES = new RegExp(RECEIVE, "iu");
/** What is looked at, or thought of, is not sent. */
export const CHECKS =
  /检查(?!(?:正确|无误|通过|完毕|完成))|是否|读(?:走|取|出)了?|取走|知道|得知|验证|核对|判断|看到|由标志位|意味着|说明|表明|(?<![A-Za-z])(?:checks?|whether|verif(?:y|ies)|knows?|because|means|reads?|indicat\w+)(?![A-Za-z])/iu;
/** What might happen, or does not. */
export const SUPPOSED =
  /如果(?![^,，]{0,12}没有[^,，]{0,12}数据|正确|无误|没问题|同意|[^,，]{0,8}也(?:想要?|要|准备|决定|希望)?(?:断开|关闭|释放))|假如|假设(?!.{0,8}(?:seq|序))|若(?![^,，]{0,12}没有[^,，]{0,12}数据|正确|无误|同意)|^\s*设(?=主机|客户|服务|双方|[A-Z甲乙]|有)|倘若|不发送|没有发送|不会|为什么|为何|可能(?!(?:还|仍|又|也)*有)|防止|(?<![A-Za-z])(?:if(?!\s+(?:the\s+)?\w+\s+has\s+(?:no|nothing)\s+(?:more|else|further)|\s+(?:the\s+)?\w+\s+also\s+(?:wants|wishes|decides)\s+to\s+(?:close|terminate))|suppose|would|could|might|why|unless)(?![A-Za-z])/iu;
/** `若客户端的初始序号为 100`: that is where it begins, and what follows does happen. */
export const GIVEN =
  /^\s*(?:若|设|假设|假定|如果|if|suppose|assume)[^,，]*(?:序列?号|ISN|sequence\s+number|seq)[^,，]*?(?:为|是|=|is|of)\s*\w+\s*$/iu;
/** What is asked is not told. */
export const ASKS =
  /(?:多少|什么|哪[些个里]|怎[么样]|如何|是否|几[次个]|吗|呢)[^?]*\?|^(?:.*[,，]\s*)?(?:and\s+|so\s+|then\s+)?(?:what|which|how|who|why|does|is|will|should|shouldn't|can)(?![A-Za-z])[^=]*\?\s*$/iu;
/** Several segments at once: what each of them is comes after, or is not told. */
export const COUNTED =
  /(?<!第\s*)(?<![\d.])(?:[2-9]|1\d|两|二|三|四|五|六|七|八|九|十|几|多|若干|(?<![A-Za-z])(?:two|three|four|five|six|several|many|some))\s*(?:个|条|份)?\s*(?:连续的?|further|more|TCP|数据)?\s*(?:TCP|数据|data)?\s*(?:报文段?(?!段?(?:周期|寿命|最大|生存))|分组|数据段|数据包|(?<=TCP\s*)段|segments|packets)/iu;
/** Who only wants to send an amount has not done so. */
export const INTENDED =
  /(?<![还也又需不])要\s*(?=发|传|给)|想要?|打算|准备(?=发|传)|需要?(?=发|传|分)|(?<![A-Za-z])(?:wants?|needs?|has|have|going|wishes|intends)\s+to(?![A-Za-z])/iu;
/** Who waits for it does not send it. */
export const AWAITS =
  /等待|等(?=\s*(?:对方|客户|服务|[A-Z]))|(?<![A-Za-z])(?:await(?:s|ing)?|waits?\s+for|waiting\s+for|expect(?:s|ing)?)(?![A-Za-z])/iu;
/** A clause that gives a field its value has no subject: `Ack = server's seq + 1`. */
export const GIVES_FIELD =
  /^\s*(?:and\s+|with\s+|其?中?\s*)?(?:its?\s+|the\s+)?(?:(?:SYN|ACK|FIN|RST|PSH)(?:\s*(?:flag|bit|标志位?|位))?\s*(?:=|is)|(?:ack(?:nowledg(?:e)?ment)?|seq(?:uence)?)\s*(?:num(?:ber)?|no\.?)?\s*(?:\([^()]*\)\s*)?(?:=|is|:)|确认序?号|序列?号)/iu;

export interface ProseActor {
  readonly name: string;
  readonly index: number;
  readonly end: number;
}

const BOTH =
  /双方|两端|两边|两者|二者|(?<![A-Za-z])(?:both\s+(?!(?:the\s+)?(?:SYN|ACK|FIN|RST|PSH)(?![A-Za-z]))(?:sides?|ends?|parties|hosts?|peers?|the|are|enter|now|go|move|change|become|reach|end)|each side|both(?=\s*(?:[:,.]|$)))(?![A-Za-z])/iu;
const OBJECT =
  /(?:[向给到对与和跟至往]|来自|从|告诉|告知|通知|等待|接受|监听|收到了?|确认|返回给?|回复给?|发(?:送)?给|发往|关闭|from|to|of|for|by|with|awaits?|tells?|back|确保|保证|以便|让|使|ensures?|that|lets?)\s*(?:(?:the|my|our|its|a)\s+|该|此|这个|那个)?(?:(?:web|remote|HTTP|local|other|TCP)\s+)?$/iu;
/** `is performed by the client sending a SYN` */
const DOES = /^\s+(?:sending|transmitting|replying|responding)(?![A-Za-z])/iu;
const POSSESSIVE =
  /^\s*(?:的(?!\s*(?:TCP\s*进程|TCP|应用(?:进程|程序|层)?|进程|协议栈|内核|操作系统)\s*(?:首?先|再|就|也|便|立即|立刻|马上|随后|接着|然后|会|主动|决定|调用|[向给]|发|回|进入|收到|选择))|['’]s(?!\s+(?:TCP|kernel|application|stack|operating\s+system|OS|process|program)\s+(?:then\s+|now\s+|also\s+|immediately\s+)?(?:sends?|repl|respond|answer|confirms?|returns?|calls?|closes?|acknowledges|acks|receives?|retransmits?))|发来|发(?:送)?过来的|发送的|返回的|回复的|发出的|发的|端口|到|→|->)/iu;

/** Who acts in a clause: whoever is named and is no object; "both" where two act together. */
export function subjectsIn(clause: string, letters: boolean): readonly ProseActor[] | "both" {
  if (BOTH.test(clause)) return "both";
  const found = actorsIn(clause, letters);
  const actors = found.filter(
    ({ index, end }) =>
      (!OBJECT.test(clause.slice(0, index)) || DOES.test(clause.slice(end))) &&
      !POSSESSIVE.test(clause.slice(end)),
  );
  const [first, second] = actors;
  const joined =
    first !== undefined &&
    second !== undefined &&
    /^\s*(?:和|与|及|、|and|&)\s*$/iu.test(clause.slice(first.end, second.index));
  if (joined) return "both";
  // `服务端与客户端`: the first stands before a word that would make the second an object.
  const [one, two] = found;
  if (
    one !== undefined &&
    two !== undefined &&
    /^\s*(?:与|和|及|and)\s*(?:the\s+)?$/iu.test(clause.slice(one.end, two.index)) &&
    !OBJECT.test(clause.slice(0, one.index))
  )
    return "both";
  return actors;
}

/** Two who only agree, in another clause, send nothing together. */
export function sendTogether(sentence: string, letters: boolean): boolean {
  return clausesOf(sentence).some((clause) => SENDS.test(clause) && subjectsIn(clause, letters) === "both");
}

/** `序号为 M`: a letter behind it is a number, and nobody. */
const NUMBERED =
  /(?:序列?号|确认号|(?<![A-Za-z])(?:seq|ack|ISN|(?:sequence|acknowledge?ment)\s+number))\s*(?:为|是|等于|=|:|of|is)?\s*$/iu;

/** Everybody whom the clause names, in order. */
export function actorsIn(clause: string, letters: boolean): readonly ProseActor[] {
  return [...clause.matchAll(new RegExp(letters ? WHO_OR_LETTER : WHO, "giu"))]
    .filter(([name]) => letters || !/^[a-z]$/i.test(name))
    .filter(([name]) => !/^[a-z]$/.test(name))
    .filter(({ 0: name, index }) => name.length > 1 || !NUMBERED.test(clause.slice(0, index)))
    .map((match) => ({ name: nameOf(match[0]), index: match.index, end: match.index + match[0].length }));
}
