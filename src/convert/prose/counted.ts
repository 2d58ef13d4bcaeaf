/** Several segments in one sentence: `sends two segments, Seq=92 with 8 bytes and Seq=100 with 20 bytes`. */

import { textAt } from "../../language/at.js";
import { AWAITS, INTENDED, SUPPOSED } from "./clauses.js";

/** The sentence with each of them told for itself; as it stands where their numbers do not say which they are. */
export function counted(sentence: string): string {
  return acksEach(segmentsEach(acksSeveralTimes(sentence)));
}

/** Whether the sentence says where several segments begin. */
export function tellsNumbers(sentence: string): boolean {
  return numbersIn(sentence, SEQS).length > 1;
}

const NUMBERS: ReadonlyMap<string, number> = new Map(
  ["二两2 two", "三3 three", "四4 four", "五5 five", "六6 six"].flatMap((words, at) => {
    const [signs = "", word = ""] = words.split(" ");
    return [...signs, word].map((one): [string, number] => [one, at + 2]);
  }),
);
const COUNT = "(?<count>[2-6]|two|three|four|five|six|[两二三四五六])";

const SEVERAL = new RegExp(
  `(?<verb>(?:连续)?(?:地)?(?:发送|发出|传送)了?|(?<![A-Za-z])(?:sends?|sent|transmits?|transmitted)(?![A-Za-z]))\\s*(?:out\\s+)?(?:${COUNT}\\s*个?)?\\s*(?:连续的?|(?:(?:back-to-back|consecutive|more|further|TCP|data)\\s+)*)\\s*(?:TCP|数据)?\\s*(?:报文段?|数据段|分组|数据包|段|segments|packets)`,
  "iu",
);
/** Here the words about them end: another act, or another one who acts. */
const OVER =
  /[。;；]|\.(?!\d)|[,，]?\s*其中|(?<![A-Za-z])(?:of\s+which|but)(?![A-Za-z])|[,，]?\s*(?:然后|接着|之后|随后|(?<![A-Za-z])(?:then|which|while|when|after)(?![A-Za-z]))|(?:收到|接收到|receive|丢|lost)|(?<![A-Za-z])and\s+(?:the\s+)?(?:receiver|server|client|[A-Z]\s|host)|[,，][^,，]{0,16}(?:回复|返回|确认|ACK|acknowledg)/iu;
const LIST = "\\d+(?:\\s*(?:,|，|、|/|和|与|,?\\s*and)\\s*\\d+)*";
const SEQS = new RegExp(
  `(?<!确认|应答)(?<![A-Za-z])(?:seq(?:uence)?(?:\\s*(?:numbers?|no\\.?))?|序列?号)\\s*(?:分别|依次|各)?\\s*(?:=|:|为|是|of|are|is)?\\s*(?<list>${LIST})(?!\\s*(?:个?字节|bytes?|\\d))`,
  "giu",
);
const LENGTHS = new RegExp(
  `(?:(?<![\\w=])(?<list>${LIST})\\s*-?(?:个?字节|bytes?|octets?)|(?:(?<![A-Za-z])len(?:gth)?|长度)\\s*(?:=|:|为|是)?\\s*(?<each>\\d+))`,
  "giu",
);

function segmentsEach(sentence: string): string {
  const several = SEVERAL.exec(sentence);
  const { verb = "", count = "" } = several?.groups ?? {};
  if (several === null) return sentence;
  const begins = several.index;
  if (SUPPOSED.test(sentence) || INTENDED.test(sentence.slice(0, begins))) return sentence;
  if (AWAITS.test(sentence.slice(0, begins))) return sentence;
  const behind = sentence.slice(begins + several[0].length);
  const over = OVER.exec(behind)?.index ?? behind.length;
  const about = behind.slice(0, over);
  const seqs = numbersIn(about, SEQS);
  const lengths = numbersIn(about, LENGTHS);
  const n = count === "" ? seqs.length : NUMBERS.get(count.toLowerCase());
  if (n === undefined || n < 2) return sentence;
  const each = valuesFor(n, lengths, (at) => (lengths.length === 1 ? textAt(lengths, 0) : lengths[at]));
  const begin = valuesFor(n, seqs, (at) => seqs[at]);
  // Without a length nobody knows where a segment ends.
  if (each === null || begin === null || lengths.length === 0) return sentence;
  const chinese = /\p{Script=Han}/u.test(verb);
  const told = each.map((length, at) => {
    const seq = begin[at];
    const data = `${length}${chinese ? "字节" : " bytes"}`;
    const field = seq === undefined ? "" : `${chinese ? "，" : " with "}seq=${seq}`;
    return `${at === 0 ? "" : chinese ? "，并" : " and "}${chinese ? "发送" : "sends "}${data}${field}`;
  });
  return `${sentence.slice(0, begins)}${told.join("")}${behind.slice(over)}`;
}

/** One value for each, one for the first alone, or one for all of them; null where there are too few or too many. */
function valuesFor(
  n: number,
  values: readonly string[],
  of: (at: number) => string | undefined,
): readonly (string | undefined)[] | null {
  if (values.length > 1 && values.length !== n) return null;
  return Array.from({ length: n }, (_, at) => of(at));
}

function numbersIn(words: string, pattern: RegExp): readonly string[] {
  return [...words.matchAll(pattern)].flatMap(({ groups }) => {
    const list = groups?.list ?? groups?.each ?? "";
    return list.match(/\d+/g) ?? [];
  });
}

const NUMBER = "(?:\\d+|[A-Za-z]\\w{0,11}\\s*\\+\\s*\\w+)";
/** `ACKs 1461 three times`, `sends three duplicate ACKs with ack=101`, `连续回复三个重复 ACK（ack=101）` */
const TIMES: readonly RegExp[] = [
  new RegExp(
    `(?<![A-Za-z])(?:acks|acknowledges|sends\\s+ACK)\\s+(?:ack\\s*=\\s*)?(?<ack>${NUMBER})\\s+${COUNT}\\s+times`,
    "iu",
  ),
  new RegExp(
    `(?<![A-Za-z])(?:sends?|returns?)\\s+(?:back\\s+)?${COUNT}\\s+(?:duplicate\\s+)?ACKs?,?\\s*(?:each\\s+)?(?:\\(|with|for|carrying|of)?\\s*(?:ack(?:nowledg(?:e)?ment)?(?:\\s+number)?)?\\s*=?\\s*(?<ack>${NUMBER})\\)?`,
    "iu",
  ),
];
const TIMES_CHINESE = new RegExp(
  `(?:连续)?(?:发送|发出|回复|返回|发)了?${COUNT}(?:个|次)(?:重复|冗余)?的?\\s*(?:ACK|确认)(?:报文)?\\s*[,，(]?\\s*(?:ack|确认号)\\s*(?:都|均)?\\s*(?:=|为|是)\\s*(?<ack>${NUMBER})\\)?`,
  "iu",
);

function acksSeveralTimes(sentence: string): string {
  if (SUPPOSED.test(sentence)) return sentence;
  const repeat =
    (one: string, join: string) =>
    (all: string, ...rest: unknown[]) => {
      const { count = "", ack = "" } = rest.at(-1) as Readonly<Record<string, string>>;
      const n = NUMBERS.get(count.toLowerCase());
      return n === undefined ? all : Array.from({ length: n }, () => `${one}${ack}`).join(join);
    };
  return TIMES.reduce(
    (text, sign) => text.replace(sign, repeat("sends ACK with ack=", " and ")),
    sentence,
  ).replace(TIMES_CHINESE, repeat("发送ACK，ack=", "，并"));
}

/** `answers with ACK=100 and ACK=120`: two of them. */
const AND_ACK =
  /(?<first>(?<![A-Za-z])ACK\s*=?\s*\(?\d{2,}\)?)\s*(?:,?\s*and(?:\s+then)?|和|、|,|，)\s*(?=ACK\s*=?\s*\(?\d{2,})/giu;

function acksEach(sentence: string): string {
  const chinese = /\p{Script=Han}/u.test(sentence);
  return sentence.replace(AND_ACK, (_, first: string) => `${first}${chinese ? "，并发送" : " and sends "}`);
}
