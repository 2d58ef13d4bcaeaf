/** How people write flags, fields and their values. Each pattern has the groups that `said.ts` asks for. */

const BEFORE = "(?<![A-Za-z0-9_])";
const BEHIND = "(?![A-Za-z0-9_])";
export const FLAG = "SYN|ACK|FIN|RST|PSH|URG|ECE|CWR";

/** `1KB` is nobody's exact number. */
const NUMBER = "0x[0-9a-f]+|\\d+(?!\\d|[KMG]i?B?(?![A-Za-z0-9]))";
/** What stands in brackets behind an ISN is whose it is; behind another name it is one letter more, or a remark. */
const NAME = "(?:[A-Za-z_]*isn\\w*\\([^()\\s,]{1,12}\\)|[A-Za-z_][A-Za-z0-9_]*(?:\\([A-Za-z0-9_]{1,12}\\))?)";
const TERM = `(?:${NUMBER}|(?!(?:${FLAG})${BEHIND})${NAME}|\\?)`;
/** `x+1`, `100 + 1`, `f=v+1`, `ISN(c)+1` */
const VALUE = `(?:${NAME}\\s*=\\s*)?${TERM}(?:\\s*[+-]\\s*(?:${NUMBER}|${NAME}))*`;
/** What is surely a number where no sign of equality stands: digits, a letter, an ISN, a sum. */
export const SURE_VALUE = `(?:(?:${NUMBER})|[A-Za-z]\\d?${BEHIND}|[A-Za-z_]*isn(?:_?\\w+)?(?:\\([^()\\s,]{1,12}\\))?|(?!num(?:ber)?(?![A-Za-z]))(?:${NAME})(?=\\s*[+-]\\s*\\d))(?:\\s*[+-]\\s*(?:${NUMBER}|[A-Za-z]\\w*))*(?![A-Za-z_])`;

const EXPLAINED =
  "(?:\\s*\\([^()=+0-9]{1,28}\\)(?=\\s*(?:[=:]|为|是|等于|is)))?(?:\\s*(?:字段|域)(?:的值)?|\\s+field(?:\\s+(?:of|in)\\s+(?:the|its)\\s+(?:TCP\\s+)?(?:segment\\s+)?header)?(?=\\s+(?:is|set|=)))?";
const SEQ = `(?:(?:初始|起始|初始化|随机)?(?:序列号码?|顺序号码?|序列编号|序号)(?:\\s*seq)?|(?:initial\\s+)?seq(?:uence)?(?:[\\s_-]*(?:num(?:ber)?|nr|no\\.?|#))?|ISN)`;
const ACK = `(?:(?:确认|应答)(?:序列号|序号|应答号|编号|号码?)(?:\\s*ack)?|确认(?=[A-Za-z]\\w{0,11}\\s*\\+\\s*1(?!\\d))|acknowledg(?:es?|ing)(?:\\s+yours?)?(?=\\s*:?\\s*[A-Za-z]\\w{0,11}\\s*\\+\\s*1(?!\\d))|ack(?:nowledge?(?:ment)?)?(?:[\\s_-]*(?:num(?:ber)?|nr|no\\.?|#))?)`;
const LEN =
  "(?:(?:数据|载荷|报文段?)?长度|(?:data\\s*|payload\\s*|segment\\s*)?len(?:gth)?|data|payload|数据)";
const WIN = "(?:(?:接收|通告)?窗口(?:大小)?(?:\\s*win)?|win(?:dow)?(?:[\\s_-]*size)?|r?wnd)";

const EQUAL = "\\s*(?:=+|:=)\\s*";
/** Signs in words; what follows them has to look like a number. */
const IS =
  "\\s*(?::|为\\s*=?|是|等于|(?:被|应)?(?:设置?[为成]|置为)|填(?:成|为|写为|上)?|写[为成]|变为|仍(?:然)?[为是]|(?:is\\s+set\\s+to|set\\s+to|is|equals?(?:\\s+to)?|of)(?![A-Za-z])|#)\\s*";

const field = (key: string, bare: string): RegExp =>
  new RegExp(
    `(?<![A-Za-z0-9_])(?<key>${key})${EXPLAINED}(?:${EQUAL}(?<value>${VALUE})|${IS}=?\\s*(?<said>${SURE_VALUE})|(?:${bare}|(?<=\\p{Script=Han}))(?<bare>${SURE_VALUE})(?!\\s*=))`,
    "giu",
  );

export const FIELD_PATTERNS: readonly (readonly [field: "seq" | "ack" | "len" | "win", RegExp])[] = [
  ["ack", field(ACK, "\\s+")],
  ["seq", field(SEQ, "\\s+")],
  ["len", field(LEN, "\\s+(?=\\d)")],
  ["win", field(WIN, "\\s+(?=\\d)")],
];

/** `选择一个初始序号（client_isn）`: what it is called; `(ISN)` is only the short word for it. */
export const CHOSEN_NUMBER =
  /(?:初始化?序列?号|initial\s+sequence\s+number)\s*\(\s*(?!isn\s*\))(?<value>[A-Za-z_]*isn\w*|[a-z])\s*\)/giu;

/** `puts the value x+1 in the acknowledgment field`, `把 x+1 填入确认号字段` */
export const PUT_IN = new RegExp(
  `(?:(?<![A-Za-z])put(?:s|ting)?\\s+(?:the\\s+)?(?:value|number)\\s+(?<value>${SURE_VALUE}|[A-Za-z_]*isn\\w*\\s*[+]\\s*1)\\s+(?:in|into)\\s+(?:the|its)\\s+(?<key>ack|seq)\\w*(?:\\s+number)?\\s+field|(?:[把将])\\s*(?<said>${SURE_VALUE})\\s*(?:放(?:置|到|入|在)?于?|填(?:入|到|在)|写(?:入|到|在))\\s*[^,;。()]{0,12}?(?<field>确认号|序列?号)(?:字段)?(?:中|里)?)`,
  "giu",
);

/** `seq=1:101(100)`, `seq 1-100`: from one octet to another. */
export const RANGE = new RegExp(
  `(?<![A-Za-z0-9_])(?:${SEQ}|bytes?|字节|data|数据|payload)\\s*[=:([]?\\s*(?<from>\\d+)\\s*(?<sign>:|-|~|–|\\.\\.|到|至)\\s*(?<to>\\d+)(?:\\s*\\((?<len>\\d+)\\))?\\s*[)\\]]?(?!\\w|\\s*[+:-]|\\s+(?:SYN|ACK|FIN|RST|PSH)?\\d)`,
  "giu",
);
export const OLD_RANGE = /(?<![\w:])(?<from>\d+):(?<to>\d+)\((?<len>\d+)\)/g;

/** `ack = 对方的 seq + 1`: how a number comes about, which is none that can be read. */
export const FORMULA = new RegExp(
  `(?<![A-Za-z0-9_])(?<key>${ACK}|${SEQ})${EXPLAINED}\\s*(?:=|:|为|是|等于|is|equals?|\\()\\s*(?<formula>[^=,;。()\\n]{0,28}?(?:序列号|序号|(?<![A-Za-z0-9_])seq(?:uence)?(?:\\s*num(?:ber)?)?(?![A-Za-z0-9_]))[^=,;。()\\n]{0,12}?(?:[+]|加|plus)\\s*[1一]?)(?:\\s*\\(\\s*=?\\s*(?<sum>${SURE_VALUE})\\s*\\))?`,
  "giu",
);

const BIT_NOUN = "(?:标志位|标识位|标记位|控制位|标志|标识|标记|位码|字段|位|比特|flag|bit)";
export const BIT = new RegExp(
  `${BEFORE}(?<flag>${FLAG}|find)${EXPLAINED}\\s*${BIT_NOUN}?\\s*(?:=+|:|(?:都|被)?(?:设置为|设为|置位?为|置|为|是)|is\\s+set\\s+to|set\\s+to|is)\\s*=?\\s*(?<bit>[01]|zero(?![A-Za-z]))(?![\\w.]|\\s*[+-]\\s*(?!(?:${FLAG})${BEHIND})\\w)`,
  "giu",
);

/** `sets SYN and ACK to 1`, `将SYN、ACK置为1` */
export const BITS = new RegExp(
  `(?:(?<![A-Za-z])(?:sets?|setting)\\s+(?:both\\s+)?(?:the\\s+)?|[将把]\\s*)(?<flags>(?:${FLAG})(?:\\s*(?:[,、+/&]|和|与|及|and)\\s*(?:${FLAG}))*)\\s*(?:${BIT_NOUN}s?)?\\s*(?:都|均)?\\s*(?:to|设置为|设为|置为|置成|置)\\s*1(?![\\w.])`,
  "giu",
);

/** `SYN(seq...)` is not meant: `SYN=x`, `syn=j`, `SYN(x)`, `FIN J`. */
export const FLAG_NUMBER = new RegExp(
  `${BEFORE}(?<flag>SYN|FIN)(?:${EQUAL}(?<value>${VALUE})|\\s*\\(\\s*(?<inside>${SURE_VALUE})\\s*\\)|\\s+(?!a${BEHIND}|I${BEHIND})#?(?<bare>(?:\\d{2,}|[A-Za-z]${BEHIND}(?!\\s*=)|[A-Za-z_]\\w*(?=\\s*[+-]\\s*\\d))(?:\\s*[+-]\\s*\\w+)*))`,
  "giu",
);
/** `SYN+ACK 300 ack=101`, `SYN+ACK #300, #101`: what stands before the number of the ACK is that of the SYN. */
export const JOINED_NUMBER = new RegExp(
  `${BEFORE}(?<flags>(?:SYN|FIN)\\s*[-+/|&_]\\s*ACK)\\s+#?(?<seq>\\d+)(?:(?=\\s*[,;]?\\s*ack\\s*[=:#]?\\s*\\d)|\\s*[,;/]\\s*#?(?<ack>\\d+)(?![\\w.]|\\s*(?:bytes?|octets?|字节)))`,
  "giu",
);
/** `seq = 10 500`, `len=1,460`: one number in groups, or two; who reads it decides. */
export const GROUPED_FIELD = new RegExp(
  `(?<![A-Za-z0-9_])(?:${SEQ}|${ACK}|${LEN}|${WIN})\\s*[=:]\\s*\\d{1,3}(?:[ ,'’]\\d{3})+(?![\\w.:-]|\\s*(?:bytes?|octets?|字节|B(?![A-Za-z])))`,
  "giu",
);
/** `SYN+ACK #300`: the number of either field. */
export const LONE_NUMBER = new RegExp(
  `${BEFORE}(?<flags>(?:SYN|FIN|PSH)\\s*[-+/|&_]\\s*ACK)\\s+#?(?<numbers>\\d{2,})(?=\\s*[)\\].。]?\\s*$)`,
  "giu",
);
/** `ACK 101, 301`: which is which nobody says. */
export const LONE_PAIR = new RegExp(
  `${BEFORE}(?<flags>ACK)\\s+#?(?<numbers>\\d{2,}\\s*[,;/]\\s*#?\\d{2,})(?=\\s*[)\\].。]?\\s*$)`,
  "giu",
);
export const ACK_NUMBER = new RegExp(`${BEFORE}ACK\\s*\\(\\s*(?<inside>${SURE_VALUE})\\s*\\)`, "giu");
/** Beside a flag `s=10`, `a=11`, `SN=10` are its numbers. */
export const SHORT_FIELD = new RegExp(
  `(?<![A-Za-z0-9_])(?<key>[sa]n?)\\s*=\\s*(?<value>${SURE_VALUE})`,
  "gi",
);
/** `SYN+ACK(y, x+1)` */
export const TWO_NUMBERS = new RegExp(
  `${BEFORE}(?<flags>(?:${FLAG})(?:\\s*(?:[-+/|&_]\\s*)?(?:${FLAG}))*)\\s*\\(\\s*(?<seq>${SURE_VALUE})\\s*[,;/]\\s*(?<ack>${SURE_VALUE})\\s*\\)`,
  "giu",
);

/** Flags that are asked for stand alone at the beginning, or behind their heading. */
export const BLANK =
  /^\s*[[(]?\s*\?\s*[\])]?(?=\s*(?:[,;]|$|(?:seq|ack|序|确认)))|(?<=(?:flags?|标志位?)\s*[=:]\s*)\?/giu;
export const FLAG_LIST = new RegExp(
  `${BEFORE}(?:${FLAG})(?:\\s*(?:(?:[-+/|&,·_]|和|与|及|and)\\s*)?(?:${FLAG}))*${BEHIND}`,
  "giu",
);
/** `[S.]`, `Flags [P.]` */
export const BRACKETED_LETTERS = /(?:flags\s*)?\[(?<letters>[SFRPUEW]{0,4}\.?)\](?!\w)/gi;

/** `flags=SA`, `flags: "S"`, `flags=0x12`: as tools print them. */
export const KEYED_FLAGS =
  /(?<![A-Za-z.])flags\s*[=:]\s*["']?(?:(?<bits>0x[0-9a-fA-F]{1,4})|(?<letters>[SFRPUEWAC.]{1,6}))["']?(?![\w.-])/g;

export const OPTION_PATTERNS: readonly (readonly [
  RegExp,
  (groups: Readonly<Record<string, string>>) => string | null,
])[] = [
  [/\bTSval\s*=\s*(?<a>\d+)\s*,?\s*TSecr\s*=\s*(?<b>\d+)/giu, ({ a, b }) => `ts=${a}:${b}`],
  [
    /(?:\burg\s*=|(?:urgent\s+pointer|紧急指针)\s*[=:为是]?)\s*(?<n>\d{2,}|[2-9])(?!\w)/giu,
    ({ n }) => `urg=${n}`,
  ],
  [/\bSACK[_\s-]PERM(?:ITTED)?(?:\s*=\s*1)?(?!\w)|\bsackOK\b/giu, () => "sackok"],
  [/\bMSS\s*[=:]?\s*(?<n>\d+)/giu, ({ n }) => `mss=${n}`],
  [/(?:\b(?:wscale|window\s*scale|wsopt)|窗口扩大因子)\s*[=:为是]?\s*(?<n>\d+)/giu, ({ n }) => `wscale=${n}`],
  [/\bWS\s*=\s*(?<n>\d+)/gu, ({ n }) => scale(Number(n))],
  [/\bSLE\s*=\s*(?<a>\d+)\s*,?\s*SRE\s*=\s*(?<b>\d+)/giu, ({ a, b }) => `sack=${a}..${b}`],
  [/\bSACK\s*[=:]?\s*\(?(?<a>\d+)\s*(?:-|\.\.|~|:)\s*(?<b>\d+)\)?/giu, ({ a, b }) => `sack=${a}..${b}`],
];

function scale(factor: number): string | null {
  const shift = Math.log2(factor);
  return Number.isInteger(shift) ? `wscale=${shift}` : null;
}

/** `100 bytes`, `512字节` */
export const AMOUNT =
  /(?<![\w.+-])(?<n>\d+|[b-zB-Z](?=\s*个?(?:字节|bytes)))(?:\s*|-)(?:bytes?|octets?|B|个?字节)(?![A-Za-z])(?:\s*(?:of\s+)?data(?![A-Za-z]))?/giu;

export const LOST =
  /丢失|丢包|丢了|被丢|丢弃|未到达|未送达|没有?到达|网络丢|(?<![A-Za-z])(?:lost|dropped|dies|(?:never|did\s+not|didn't|does\s+not|doesn't)\s+(?:arrives?|reach(?:es)?)|goes\s+missing|went\s+missing)(?![A-Za-z])|❌|✗|✘/iu;
/** What might be lost, or is sent because something was. */
export const NOT_LOST =
  /如果|假如|倘若|若|万一|可能|防止|避免|以防|害怕|没有?丢|未丢|重传|重发|补发|重复[^丢]{0,8}丢弃|丢弃[^,。]{0,4}重复|(?<![A-Za-z])(?:if|may|might|prevents?|avoid|retransmi\w*|re-?sen(?:ds?|t|ding)|not lost)(?![A-Za-z])/iu;
export const AGAIN =
  /重传|重发|再次|重新发|补发|(?<![A-Za-z])(?:retransmi\w*|re-?sen(?:ds?|t|ding)|again|retry|retried)(?![A-Za-z])/iu;

/** Words for data, whatever it is. */
export const DATA =
  /^(?:[a-z\s]{0,12}(?:data|payload)\b|(?:发送|传输|传送|应用|请求|响应)*数据|https?\b|(?:get|post|put)\s|http|响应数据|请求报文|tls|ssl)|数据(?:传输|包|报文|段|块|\d|[A-Z])?$|(?<![A-Za-z])data(?:\s*\d+)?$/iu;

/** `data='C'`: the octets themselves, in quotes. */
export const PAYLOAD =
  /(?<!\p{L})(?:data|payload|数据|内容)\s*[=:]\s*(?<quote>["'])(?<content>[^"']{1,40})\k<quote>/giu;

/** Behind a flag that is named, or behind a number that is relative as well. */
export const BESIDE_SEQ =
  /(?<![A-Za-z])ACK(?!\s*[=:])[^=]*?\(?(?<![A-Za-z])SEQ\s*[=:]\s*\d+\s*[,;/]?\s*ACK\s*[=:]\s*1(?!\w)|(?<![A-Za-z])SEQ\s*[=:]\s*[01]\s*[,;/]?\s*ACK\s*[=:]\s*1(?!\w)/;
export const OTHER_BITS = /(?<![A-Za-z])(?:SYN|FIN|RST|PSH|URG)\s*[=:]\s*[01](?!\w)/;

/** Digits of base 16 without a sign of it might be of base 10 in the next line. */
export const LEFT_OVER =
  /(?<![\p{L}\p{N}_])(?:seq|ack|len|win|序列?号|确认序?号)\s*(?:=\s*[^\s,;()]+|:\s*(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{6,8}(?!\w))/giu;

/** `客户端进入SYN_SENT状态`: a claim, and nothing besides. */
export const ENTERED =
  /(?:[\p{Script=Han}]{0,6}(?:进入到?|变为|变成|转为|处于)|(?<![A-Za-z])(?:(?:the\s+)?[A-Za-z]+\s+)?(?:enters?|goes\s+to|moves\s+to|becomes?|(?:is|are)\s+(?:now\s+)?in)(?:\s+the)?)\s*(?:了)?\s*\ue001+\s*(?:状态|state)?/giu;
/** From one state to another. */
export const CHANGED = /\ue001\s*(?:→|-+>|=>|⇒)\s*(?=\ue001)/gu;
/** Words that only say what the thing is. */
export const NOUNS =
  /报文段|数据包(?=\s|$|[,;()])|(?<![\p{Script=Han}])包(?=\s|$|[,;()])|标志位?[:=]?(?=\s|$)|(?<![A-Za-z])(?:flags?|control|segment|packet)s?\s*[:=]?(?=\s|$|[,;()])/giu;

/** Where data begins, and that it is some: how much is not said. */
export const DATA_ONLY = /^(?:data|数据|payload|应用数据|用户数据)(?:\s*[,;]?\s*(?:丢失|lost)[!]*)?$/iu;

/** What a segment with a number, and without flags, is called by. */
export function calledIn(words: string, fields: ReadonlyMap<string, string>): readonly ("SYN" | "FIN")[] {
  if (!fields.has("seq")) return [];
  if (/连接释放|释放连接|(?:断开|关闭)请求|connection\s+release/iu.test(words)) return ["FIN"];
  const asks = /连接请求|请求(?:建立)?连接|connection\s+request/iu.test(words);
  return asks && !fields.has("ack") ? ["SYN"] : [];
}

/** `seq='x'`: the letter is meant. */
const QUOTED = /(?<=(?:seq|ack|序列?号|确认序?号)\w*\s*[=:]\s*)["']([A-Za-z]\w{0,11}|\d+)["']/giu;
/** `ack=(j+1)` */
const BRACKETED = /(?<==\s*)\(\s*(\w+(?:\s*[+-]\s*\w+)?)\s*\)/g;

/** Values without what stands around them. */
export function unwrapped(words: string): string {
  return words.replace(QUOTED, "$1").replace(BRACKETED, "$1");
}
