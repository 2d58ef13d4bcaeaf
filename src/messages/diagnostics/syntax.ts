/** Sentences for lines that cannot be read, or are not in the canonical form. */

import { lessonsTexts } from "../lessons.js";
import type { Both, Locale } from "../locale.js";
import { entry, given, quote } from "./entry.js";

/** What a line may lack, in the words of a reader. */
const PRINTED_EN: Readonly<Record<string, string>> = {
  tcpdump: "tcpdump's output",
  wireshark: "Wireshark's or tshark's output",
  packetdrill: "a line of a packetdrill script",
};

const PRINTED_ZH: Readonly<Record<string, string>> = {
  tcpdump: " tcpdump 的输出",
  wireshark: " Wireshark 或 tshark 的输出",
  packetdrill: " packetdrill 脚本中的一行",
};

export const EXPECTED_WHAT = {
  statement: { en: "a statement such as “C -> S: SYN”", zh: "一条语句，例如“C -> S: SYN”" },
  endpoint: { en: "the name of an endpoint", zh: "端点的名字" },
  arrow: { en: "an arrow such as ->", zh: "箭头，例如 ->" },
  colon: { en: "a colon", zh: "冒号" },
  segment: { en: "a segment such as “SYN seq=x”", zh: "报文段，例如“SYN seq=x”" },
  flag: { en: "a flag such as SYN or ACK", zh: "标志位，例如 SYN 或 ACK" },
  field: { en: "a field such as seq=x or ack=y+1", zh: "字段，例如 seq=x 或 ack=y+1" },
  value: { en: "a value", zh: "取值" },
  "exercise-kind": {
    en: `one of ${kindsIn("en", ", ", " or ")}`,
    zh: `练习的种类：${kindsIn("zh-cn", "、", "或")}`,
  },
  expression: { en: "a number such as 100 or x+1", zh: "数或式子，例如 100 或 x+1" },
  integer: { en: "a whole number", zh: "整数" },
  name: { en: "a name", zh: "名字" },
  title: { en: "a title in quotes", zh: "引号括起来的标题" },
  event: { en: "an event such as close or timeout rto", zh: "事件，例如 close 或 timeout rto" },
  state: { en: "a state such as ESTABLISHED", zh: "状态，例如 ESTABLISHED" },
  "event-or-state": {
    en: "an event such as close, or a state such as ESTABLISHED",
    zh: "事件（例如 close）或状态（例如 ESTABLISHED）",
  },
  timer: {
    en: "a timer: rto, 2msl, user, keepalive, persist or delack",
    zh: "计时器：rto、2msl、user、keepalive、persist 或 delack",
  },
  time: { en: "a time such as 12.5ms or 1s", zh: "时刻，例如 12.5ms 或 1s" },
  attribute: { en: "an attribute such as isn=100", zh: "属性，例如 isn=100" },
  id: { en: "the name given by “as”", zh: "用 as 起的名字" },
  "end-of-line": { en: "the end of the line", zh: "行尾" },
} as const satisfies Readonly<Record<string, Both<string>>>;

/** `fill (fill in), find (find the mistakes) … or capture (read a capture)`. */
function kindsIn(locale: Locale, between: string, last: string): string {
  const kinds = Object.entries(lessonsTexts(locale).kinds).map(([kind, meaning]) =>
    locale === "zh-cn" ? `${kind}（${meaning}）` : `${kind} (${meaning})`,
  );
  return `${kinds.slice(0, -1).join(between)}${last}${kinds.at(-1)}`;
}

type ExpectedWhat = keyof typeof EXPECTED_WHAT;

export const SYNTAX = {
  "syntax-expected": entry<{ expected: ExpectedWhat; found: string; suggestion: string }>({
    title: { en: "Something else belongs here", zh: "这里应当是别的内容" },
    en: (a) => ({
      what: a.found === "" ? "The line ends too early" : `${quote(a.found)} is not understood here`,
      why: `${EXPECTED_WHAT[a.expected].en} belongs here`,
      expected: given(a.suggestion, quote),
      link: "ask",
    }),
    zh: (a) => ({
      what: a.found === "" ? "这一行还没有写完" : `${quote(a.found)}出现在这里无法理解`,
      why: `这里应当是${EXPECTED_WHAT[a.expected].zh}`,
      expected: given(a.suggestion, quote),
      link: "ask",
    }),
  }),
  "syntax-unknown-word": entry<{ word: string; expected: ExpectedWhat; suggestion: string }>({
    title: { en: "A word that means nothing here", zh: "不认识的词" },
    en: (a) => ({
      what: `${quote(a.word)} means nothing here`,
      why: `${EXPECTED_WHAT[a.expected].en} can be written here`,
      expected: given(a.suggestion, quote),
      link: "ask",
    }),
    zh: (a) => ({
      what: `不认识${quote(a.word)}这个词`,
      why: `这里可以写${EXPECTED_WHAT[a.expected].zh}`,
      expected: given(a.suggestion, quote),
      link: "ask",
    }),
  }),
  "syntax-duplicate-field": entry<{ field: string }>({
    title: { en: "A field written twice", zh: "字段重复" },
    en: (a) => ({ what: `${a.field} is written twice`, why: "a segment has each field once" }),
    zh: (a) => ({ what: `${a.field} 写了两次`, why: "一个报文段里每个字段只有一个" }),
  }),
  "syntax-number": entry<{ text: string; field: string; max: string }>({
    title: { en: "Not a number the field can hold", zh: "字段放不下这个数" },
    en: (a) =>
      a.text === ""
        ? {
            what: `A ${isNumeric(a.field) ? "number" : "value"} is missing after ${a.field}`,
            why: "a field is written with its value, or left out altogether and then worked out",
          }
        : {
            what: `${quote(a.text)} is not a value for ${a.field}`,
            why:
              a.max === ""
                ? `${a.field} takes a whole number, with its digits together`
                : `${a.field} takes a whole number from 0 to ${a.max}`,
          },
    zh: (a) =>
      a.text === ""
        ? {
            what: `${a.field} 后面没有写${isNumeric(a.field) ? "数" : "值"}`,
            why: "字段要么连同它的值写出来，要么整个省去，由工具推算",
          }
        : {
            what: `${quote(a.text)}不能作为 ${a.field} 的值`,
            why:
              a.max === ""
                ? `${a.field} 的值是整数，各位数字要连写`
                : `${a.field} 的值是 0 到 ${a.max} 的整数`,
          },
  }),
  "syntax-string": entry<{ text: string; escape: string }>({
    title: { en: "A string that cannot be read", zh: "字符串有误" },
    en: (a) =>
      a.escape === ""
        ? { what: "The string does not end", why: "a string ends with a quotation mark on the same line" }
        : {
            what: `${quote(a.escape)} is not an escape sequence`,
            why: String.raw`a backslash in a string begins \n, \r, \t, \\, \", \xHH or \uHHHH`,
          },
    zh: (a) =>
      a.escape === ""
        ? { what: "字符串没有结束", why: "字符串要在同一行内用引号结束" }
        : {
            what: `${quote(a.escape)}不是转义序列`,
            why: String.raw`字符串中的反斜杠只能引出 \n、\r、\t、\\、\"、\xHH 或 \uHHHH`,
          },
  }),
  "syntax-field-as-symbol": entry<{ word: string; field: string }>({
    title: { en: "A field's name used as a number", zh: "把字段名当作数来用" },
    en: (a) => ({
      what: `${quote(a.word)} is the name of a field, not of a number`,
      why: `a number has a letter of its own, as in seq=x in one segment and ${a.field}=x+1 in another`,
    }),
    zh: (a) => ({
      what: `${quote(a.word)}是字段名，不能当作数来用`,
      why: `数要用自己的字母来写，例如一个报文段里写 seq=x，另一个里写 ${a.field}=x+1`,
    }),
  }),
  "syntax-ladder": entry<{ text: string }>({
    title: { en: "A line of a drawn ladder", zh: "字符画的时序图" },
    en: () => ({
      what: "This is a line of a drawing",
      why: "an exchange is written one segment a line, as in “C -> S: SYN”; the quick fix converts it",
    }),
    zh: () => ({
      what: "这是字符画中的一行",
      why: "每个报文段写成一行，例如“C -> S: SYN”，可用快速修复转换",
    }),
  }),
  "syntax-mermaid": entry<{ text: string }>({
    title: { en: "A line of a Mermaid diagram", zh: "Mermaid 图中的一行" },
    en: () => ({
      what: "This is a line of a Mermaid diagram",
      why: "Mermaid draws whatever is written and checks nothing; the quick fix converts the whole block",
    }),
    zh: () => ({
      what: "这是 Mermaid 图中的一行",
      why: "Mermaid 只管画图而不检查，可用快速修复转换整段",
    }),
  }),
  "syntax-captured": entry<{ text: string; tool: string }>({
    title: { en: "A line that a capturing tool printed", zh: "抓包工具输出的一行" },
    en: ({ tool }) => ({
      what: `This is ${PRINTED_EN[tool] ?? "a line of a capture"}`,
      why: "a capture shows segments as they passed one place, in its own notation; the quick fix turns all of it into a flow that is right at both ends",
    }),
    zh: ({ tool }) => ({
      what: `这是${PRINTED_ZH[tool] ?? "抓包文本中的一行"}`,
      why: "抓包用自己的写法记录报文段经过某一处的情形，可用快速修复把整段转换为两端都正确的流程",
    }),
  }),
  "syntax-prose": entry<{ text: string }>({
    title: { en: "A line of prose", zh: "一行文字说明" },
    en: () => ({
      what: "This line is prose",
      why: "text for the reader is written “note: …”, or after # as a comment",
    }),
    zh: () => ({
      what: "这一行是文字说明",
      why: "给读者看的文字要写成“note: …”，或写在 # 之后作为注释",
    }),
  }),
  "syntax-place": entry<{ statement: string }>({
    title: { en: "A statement in the wrong place", zh: "语句的位置不对" },
    en: (a) => ({
      what: `${quote(a.statement)} cannot be written here`,
      why: PLACES[a.statement]?.en ?? "this kind of statement belongs in one place only",
    }),
    zh: (a) => ({
      what: `${quote(a.statement)}不能写在这里`,
      why: PLACES[a.statement]?.zh ?? "这种语句有固定的位置",
    }),
  }),
  "syntax-caption": entry<{ text: string }>({
    title: { en: "Fields that are only a caption", zh: "括号中的字段没有被读取" },
    en: (a) => ({
      what: `${quote(a.text)} is only a caption, and its numbers are not checked`,
      why: "text in brackets is shown as it is; numbers are checked only outside brackets, as in seq=x ack=y+1",
    }),
    zh: (a) => ({
      what: `${quote(a.text)}只当作说明文字，其中的数不会被检查`,
      why: "括号里的内容原样显示；要检查的数应写在括号外，例如 seq=x ack=y+1",
    }),
  }),
  notation: entry<{ typed: string; canonical: string }>({
    title: { en: "Understood, but not the canonical form", zh: "可以理解，但不是规范写法" },
    en: (a) => ({
      what: `${quote(a.typed)} is understood, but is not the usual form`,
      why: "one way of writing each thing makes flows easy to read and compare",
      expected:
        a.canonical === "" ? "the usual form leaves it out" : `the usual form is ${quote(a.canonical)}`,
      link: "also",
    }),
    zh: (a) => ({
      what: `${quote(a.typed)}可以理解，但不是规范写法`,
      why: "同样的内容用同一种写法，才便于阅读和比较",
      expected: a.canonical === "" ? "规范写法中省去不写" : `规范写法是${quote(a.canonical)}`,
      link: "also",
    }),
  }),
} as const;

/** What stands before the `=` takes a number. */
function isNumeric(field: string): boolean {
  return !/^(?:state|addr|tfo|ts)\s*=/.test(field);
}

const PLACES: Readonly<Record<string, Both<string>>> = {
  answers: {
    en: "it belongs on the first line of the file, and names the exercise that is answered",
    zh: "它写在文件第一行，说明回答的是哪份练习",
  },
  "@TIME": {
    en: "a time belongs before a segment or an event, after the declarations",
    zh: "时刻写在报文段或事件之前，并且在端点声明之后",
  },
};
