/** Who is spoken of in words: clients and servers, hosts with letters, parties that close. */

import { stateAlone } from "../said/states.js";

const WHO_CHINESE =
  "客户(?:端|机)?|用户端|服务器端|服务器|服务端|主动(?:关闭|断开|打开|连接|发起)?(?:方|端)|被动(?:关闭|断开|打开|连接|接收)?(?:方|端)|主机\\s?[A-Za-z0-9甲乙一二]|[甲乙丙]方?|发送(?:方|端)|接收(?:方|端)|发起(?:方|端)|响应(?:方|端)|浏览器|[A-Z]\\s?端(?!口)|对端|对方|另一方|另一端";
const WHO_ENGLISH =
  "(?:the\\s+)?(?:(?:web|remote|HTTP)\\s+(?=server|client))?(?:clients?(?:\\s+side)?|servers?(?:\\s+side)?|sender|receiver|initiator|responder|browser|host\\s+[A-Z0-9]|(?:machine|node|peer|computer|endpoint|device|tcp|party|side)\\s+[A-Z0-9]|active\\s+(?:closer|opener|side|end)|passive\\s+(?:closer|opener|side|end))(?![A-Za-z])";
/** `A SYN is lost` begins with an article. */
const LETTER =
  "(?!A\\s+(?:SYN|ACK|FIN|RST|TCP|new|segment|packet|connection|host|client|server|retransmission|duplicate)(?![A-Za-z]))[A-Z](?![A-Za-z0-9_'’=+-])(?!\\s*=)";
/** Whole names: `everything` is nobody. Their machines are they. */
const PEOPLE =
  "(?:Alice|Bob|Carol|Eve)(?:['’]s\\s+(?:laptop|machine|computer|host|PC|phone|browser))?(?![A-Za-z])";
const ADDRESS = "\\d{1,3}(?:\\.\\d{1,3}){3}(?::\\d+)?";
/** One that takes part; a single capital letter where letters are names. */
export const WHO = `(?:${WHO_CHINESE}|(?<![A-Za-z0-9_])(?:${WHO_ENGLISH}|${PEOPLE}|${ADDRESS}))`;
export const WHO_OR_LETTER = `(?:${WHO_CHINESE}|(?<![A-Za-z0-9_])(?:${WHO_ENGLISH}|${PEOPLE}|${ADDRESS}|${LETTER}))`;

export interface Direction {
  readonly from: string;
  readonly to: string;
  /** What stands before and behind. */
  readonly rest: string;
  readonly lost: boolean;
}

/** With an X at its end nothing arrives. */
const RIGHT = "(?:→|⟶|➜|➔|⇒|[-=—–─]+>+|~+>|[-=—–─]+>?[xX✗×]>?(?=\\s)|(?<=[A-Za-z])>(?=[A-Za-z]))";
const LEFT = "(?:←|⟵|⇐|<+[-=—–─]+)";
/** An end with its port or a remark in brackets. */
const SIDE = `[\\["'(]?\\s*(?<LR>${WHO_OR_LETTER}|[A-Za-z_][A-Za-z0-9_]{0,15}(?:\\s[A-Z0-9])?|\\p{Script=Han}{1,6}[A-Za-z0-9]?)\\s*(?<LRAt>port\\s*\\d+|端口\\s*\\d+|\\([^()=]{0,40}\\)|\\([^()]*=[^()]*\\)(?=\\s*[-=<←→—–─]))?\\s*[\\]"']?`;
const between = (arrow: string): RegExp =>
  new RegExp(
    `(?<before>^|.*?[^\\p{L}\\p{N}_])${SIDE.replaceAll("LR", "left")}\\s*(?<arrow>${arrow})\\s*(?<between>\\([^()]*=[^()]*\\)\\s*(?=[\\p{L}_]))?${SIDE.replaceAll("LR", "right")}(?![\\p{L}\\p{N}_])(?<behind>.*)$`,
    "u",
  );
const ARROW_RIGHT = between(RIGHT);
const ARROW_LEFT = between(LEFT);
const TO = new RegExp(
  `^(?<before>(?:[^:：,，。=]{1,16}[:：]\\s*|[^:：。=]{1,40}\\s(?:is|was|goes|went|comes|travels)\\s+(?=from\\s))?(?:from\\s+|由|从)?)\\s*(?<left>${WHO_OR_LETTER})\\s*(?:port\\s*\\d+|\\([^()=]{0,20}\\))?\\s*(?:to|到|至|发(?:送)?(?:给|到|往)|(?:向|给)(?=\\s*${WHO_OR_LETTER}))\\s*(?<right>${WHO_OR_LETTER})(?:\\s*port\\s*\\d+)?(?:\\s*\\([^()=]{0,20}\\))?(?<behind>\\s*(?:(?:[:：,，;；.。(（]|(?:with|carrying|having|and\\s+(?:has|carries|contains))\\s).*)?)$`,
  "iu",
);
/** `C > S` between those who take part, for `cwnd > ssthresh` is a comparison. */
const SPACED = new RegExp(
  `(?<before>^|.*?[^\\p{L}\\p{N}_])(?<left>${WHO_OR_LETTER})(?<leftAt>:\\d{1,5})?\\s>\\s(?<right>${WHO_OR_LETTER})(?<rightAt>:\\d{1,5})?(?![\\p{L}\\p{N}_])(?<behind>.*)$`,
  "u",
);
/** `src=A dst=B`, `源：A，目的：B` */
const KEYED =
  /(?<before>^|.*?[^\p{L}\p{N}_])(?:src|source|from|源|发送方)\s*[=:：]\s*(?<left>[\p{L}\p{N}_.]+(?::\d+)?)[,，;；\s]+(?:dst|dest|destination|to|目的|目标|接收方)\s*[=:：]\s*(?<right>[\p{L}\p{N}_.]+(?::\d+)?)(?![\p{L}\p{N}_])(?<behind>.*)$/iu;
/** `SYN, seq=5, from client to server`, `SYN=1（由客户端发往服务器）` */
const BEHIND = new RegExp(
  `^(?<before>.*[=\\p{L}\\p{N}）)].*?)[,，;；(（\\[\\s]\\s*(?:sent\\s+)?(?:from|由|从)\\s*(?<left>${WHO_OR_LETTER})\\s*(?:to|到|至|发(?:送)?(?:给|到|往)|(?:向|给)(?=\\s*${WHO_OR_LETTER}))\\s*(?<right>${WHO_OR_LETTER})(?<behind>\\s*[)）\\].。]*\\s*)$`,
  "iu",
);
const FLAG = /^(?:SYN|ACK|FIN|RST|PSH|URG|SEQ|seq|ack|len|win|data|DATA|ISN|LISTEN|CLOSED|ESTABLISHED)$/;

/** `Client → Server`, `B <-- A`, `客户端到服务器`: who sends to whom, and what else the words are. */
export function directionIn(text: string): Direction | null {
  // The patterns look at every place of a line: what they cannot do without is looked for first.
  if (text.length > LONGEST) return null;
  const right = HEAD_RIGHT.test(text) ? groupsOf(ARROW_RIGHT.exec(text)) : null;
  const left = right === null && HEAD_LEFT.test(text) ? groupsOf(ARROW_LEFT.exec(text)) : null;
  const found =
    right ??
    left ??
    groupsOf(TO.exec(text)) ??
    (text.includes(" > ") ? groupsOf(SPACED.exec(text)) : null) ??
    (KEY.test(text) ? groupsOf(KEYED.exec(text)) : null) ??
    (FROM.test(text) ? groupsOf(BEHIND.exec(text)) : null);
  if (found === null) return null;
  const rest = `${found.before} ${found.behind} ${found.beside}`.trim();
  return left === null
    ? { from: found.left, to: found.right, rest, lost: found.lost }
    : { from: found.right, to: found.left, rest, lost: found.lost };
}

/** Nobody writes more on the line of an arrow. */
const LONGEST = 400;
const HEAD_RIGHT = /[>→⟶➜➔⇒]|[-=—–─][xX✗×]\s/u;
const HEAD_LEFT = /[<←⟵⇐]/u;
const KEY = /(?:src|source|from|源|发送方)\s*[=:：]/iu;
const FROM = /from|由|从/iu;

/** What is sent is none of the ends: `客户端发送带有 SYN 标志的数据包 -> 服务端`. */
const THING =
  /^(?:sends?|replies|responds?|answers?|receives?|packets?|segments?|messages?|requests?|datagrams?)$|(?:标志|数据包|报文段?|分组|消息|请求|信号)$/iu;

interface Sides {
  /** What stands in brackets behind the names. */
  readonly beside: string;
  readonly before: string;
  readonly left: string;
  readonly right: string;
  readonly behind: string;
  readonly lost: boolean;
}

function groupsOf(match: RegExpExecArray | null): Sides | null {
  const {
    before = "",
    left = "",
    right = "",
    behind = "",
    leftAt = "",
    rightAt = "",
    between: inside = "",
    arrow = "",
  } = match?.groups ?? {};
  if (left === "" || right === "" || FLAG.test(left) || FLAG.test(right) || nameOf(left) === nameOf(right))
    return null;
  if (stateAlone(left) !== null || stateAlone(right) !== null) return null;
  if (THING.test(left) || THING.test(right)) return null;
  // `SYN → SYN+ACK`, `ESTABLISHED → FIN-WAIT-1` are no ends.
  if (/^\s*[-+_](?:ACK|SENT|WAIT|RCVD|RECEIVED)/i.test(behind)) return null;
  return {
    before: before
      .replace(/[([【"']\s*$/u, " ")
      .replace(HEADING, " ")
      .replace(IS_FROM, ""),
    beside: [leftAt, inside.trim(), rightAt]
      .map((words) => words.replace(/^\(\s*|\s*\)$/g, ""))
      .filter((words) => words !== "")
      .map((words) => `(${words})`)
      .join(" "),
    lost: /[xX✗×]/u.test(arrow),
    left: nameOf(left),
    right: nameOf(right),
    behind: behind
      .replace(/^\s*[)\]]/, " ")
      .replace(/^\s*(?:with|carrying|having|and\s+(?:has|carries|contains))\s/iu, " "),
  };
}

/** `The second packet is from B to A …` */
const IS_FROM = /^[^:：。=]{1,40}\s(?:is|was|goes|went|comes|travels)\s+from\s*$/iu;

export interface OneSide {
  readonly who: string;
  readonly sends: boolean;
  /** What stands before. */
  readonly rest: string;
}

/** `SYN seq=5 → server`, `SYN=1（发往服务器）`, `ACK (sent by the client)`, `FIN [server]`: one side, behind what is sent. */
const ONE_SIDE = new RegExp(
  `^(?<rest>.*\\S)\\s*(?:[-=—–─]*[>→➜➔⇒](?<to>\\s*${WHO})|[([]\\s*(?:由|by|from|sent\\s+by|发送方\\s*[:=]?)?\\s*(?<from>${WHO})\\s*(?:发送|发出|发起|发|sends)?\\s*[)\\]]|[([,;]\\s*(?:(?:发送?|传)(?:往|给|到|至)|(?:sent\\s+)?to|到|至)\\s*(?<target>${WHO})\\s*[)\\]]?|[,;]\\s*(?:由|by|from|sent\\s+by)\\s*(?<source>${WHO})(?:发送|发出|发)?)\\s*[.。]?$`,
  "iu",
);

export function oneSideBehind(text: string): OneSide | null {
  if (text.length > LONGEST) return null;
  const { rest = "", to, from, target, source } = ONE_SIDE.exec(text)?.groups ?? {};
  const who = to ?? from ?? target ?? source;
  if (who === undefined || rest === "") return null;
  return { who: nameOf(who), sends: to === undefined && target === undefined, rest };
}

/** What only says that a direction follows. */
const HEADING = /(?:传输方向|方向|direction|dir)\s*[:：=]?\s*$/iu;

/** Without the article. */
export function nameOf(words: string): string {
  return words.trim().replace(/^the\s+/i, "");
}

const SENDER = new RegExp(
  `^\\s*(?:然后|接着|最后|此时|\\d+[.)、]|[-*])?\\s*(?<who>${WHO_OR_LETTER})[^,，。;；]{0,24}?(?:发送|发出|发起|回复|返回|响应|回应|应答|发|(?<![A-Za-z])(?:sends?|repl(?:y|ies)|responds?|answers?|requests?|acknowledges|confirms|initiates|starts|accepts)(?![A-Za-z]))`,
  "iu",
);
const SUBJECT = new RegExp(`^\\s*(?<who>${WHO})`, "iu");
/** `客户端收到…`: whoever sends it is somebody else, unless it goes on to say so. */
const RECEIVES = /^[^,，。;；]{0,10}(?:收到|接收|receives?\b|gets?\b)/iu;

/** Who sends, in a remark such as `客户端请求建立连接`. */
export function senderIn(text: string): string | null {
  const who = SENDER.exec(text)?.groups?.who;
  if (who !== undefined && !RECEIVES.test(text)) return nameOf(who);
  const subject = SUBJECT.exec(text)?.groups?.who;
  if (subject === undefined) return null;
  const rest = text.slice(text.indexOf(subject) + subject.length);
  return RECEIVES.test(rest) && !/发送|回复|返回|sends|replies/iu.test(rest) ? null : nameOf(subject);
}

/** `Client: SYN, seq=x` */
export const SPOKEN = new RegExp(`^(?<who>${WHO_OR_LETTER})\\s*[:：]\\s*(?<words>.+)$`, "iu");
