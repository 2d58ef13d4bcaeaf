/** Foreign words without the marks of Markdown, HTML and input methods, so that one pattern finds each thing. */

const ENTITIES: Readonly<Record<string, string>> = {
  gt: ">",
  lt: "<",
  amp: "&",
  nbsp: " ",
  rarr: "→",
  larr: "←",
  quot: '"',
  plus: "+",
};

const SIGNS: ReadonlyMap<string, string> = new Map([
  ["\u3000", " "],
  ["\u00a0", " "],
  ["【", "["],
  ["】", "]"],
  ["﹦", "="],
  ["∶", ":"],
  ["−", "-"],
  ["‘", "'"],
  ["’", "'"],
  ["“", '"'],
  ["”", '"'],
  ["「", '"'],
  ["」", '"'],
]);
const FULL_WIDTH = /[\uff01-\uff5e]/g;
const FULL_WIDTH_DISTANCE = 0xfee0;
const SUBSCRIPTS = /[\u2080-\u2089]/g;
const FIRST_SUBSCRIPT = 0x2080;
const TAGS =
  /<\/?(?:b|i|u|em|strong|code|sub|sup|span|font|small|big|center|p|div|kbd|mark|li|ul|ol|color)\b[^<>]*>/gi;

/** Brackets, signs and letters of ASCII for those that look like them; emphasis and tags are left out. */
export function plainText(words: string): string {
  return words
    .replace(/<br\s*\/?>/gi, " ")
    .replace(TAGS, "")
    .replace(GROUPED, (all) => all.replace(/\D/g, ""))
    .replace(SPACED, (all) => all.replace(/\D/g, ""))
    .replace(/\\(?:long)?(?:rightarrow|to)\b/gi, "→")
    .replace(/\\(?:long)?leftarrow\b/gi, "←")
    .replace(/\\(?:text(?:tt|bf|it|rm|sf|sc)?|emph|math(?:it|rm|tt|sf|bf)|mbox|underline)\{([^{}]*)\}/g, "$1")
    .replace(/^\s*\\item(?![A-Za-z])\s*(?:\[[^\]]*\])?/, "")
    .replace(/[&#](#?\d{2,5}|[A-Za-z]{2,6});/g, entity)
    .replace(/_{3,}|(?<=[=＝:：为是]\s*)(?:[(（]\s+[)）]|\[\s+\])/gu, "?")
    .replace(/\*\*|__(?=\S)|(?<=\S)__|`|\$/g, "")
    .replace(/\\([_*[\]<>|~+])/g, "$1")
    .replace(FULL_WIDTH, (one) => String.fromCharCode(one.charCodeAt(0) - FULL_WIDTH_DISTANCE))
    .replace(/([➡⬅])\ufe0f?/gu, (_, arrow: string) => (arrow === "➡" ? "→" : "←"))
    .replace(SUBSCRIPTS, (one) => String(one.charCodeAt(0) - FIRST_SUBSCRIPT))
    .replace(/[\u2010-\u2012]/g, "-")
    .replace(/[\u3000\u00a0【】﹦∶−‘’“”「」]/g, (one) => SIGNS.get(one) ?? one);
}

/** `seq=1,000,000`, `ack = 1_001`: one number, where a field has it. */
const GROUPED =
  /(?<=(?:seq|ack|len|win|isn|num(?:ber)?|序列?号|确认号|长度)\w*\s*(?:[=＝:：]|为|是|is|of)\s*)\d{1,3}(?:[,_'’\u2009\u202f]\d{3})+(?!\d|[,_]\d)/giu;

/** `seq = 10 000`, `ack 1 000 500`. No number begins with 0, so what follows the blank is no other one; nor where there are several. */
const SPACED =
  /(?<=(?:seq|ack|len|win|isn|num(?:ber)?|序列?号|确认号|长度)\w*\s*(?:[=＝:：]|为|是|is|of)?\s*)\d{1,3}(?:(?:[ \u00a0]\d{3})+[ \u00a0]\d{3}|[ \u00a0]0\d\d)(?![\w,]\d|\w)/giu;

/** `&gt;`, `&#43;`, and as Mermaid writes them `#gt;`, `#43;` */
function entity(all: string, name: string): string {
  const number = /^#?(\d+)$/.exec(name)?.[1];
  if (number === undefined) return ENTITIES[name] ?? all;
  return all.startsWith("&") === name.startsWith("#") ? String.fromCharCode(Number(number)) : all;
}

/** The parts of a label that stand below one another. */
export function brokenLines(words: string): readonly string[] {
  return words
    .split(/<br\s*\/?>|\\n|\n/gi)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** Words without brackets and signs that hold nothing, and without what only joins. */
export function trimmedWords(words: string): string {
  let text = words.replace(/\s+/gu, " ").replace(ROOT, "$1 \ue002");
  for (let before = ""; before !== text; ) {
    before = text;
    text = text
      .replace(/\(\s*[,;:.+/&|-]*\s*\)|\[(?!\.\])\s*[,;:.+/&|-]*\s*\]|"\s*[,;.]*\s*"/g, " ")
      .replace(/(?<=[([])(?!\.\])\s*[,;:、.+/&|]+\s*/g, "")
      .replace(/\s*[,;:、+/&|=]+\s*(?=[)\]])/g, "")
      .replace(/[,;:、]\s*(?=[,;:、])/g, "")
      .replace(/^[\s,;:、.。/&|+=<>–—-]+|[\s,;:、/&|+=<–—-]+$/gu, "")
      .replace(/\s+/gu, " ");
    if (/^\(.*\)$/.test(text) && !/[()]/.test(text.slice(1, -1))) text = text.slice(1, -1);
    if (/^\[.*\]$/.test(text) && !/[[\]]/.test(text.slice(1, -1))) text = text.slice(1, -1);
  }
  return text.replace(/\ue002/g, "/").trim();
}

/** The path of a request, which no sign that joins is. */
const ROOT = /(?<![A-Za-z])(GET|HEAD|POST|PUT|DELETE|OPTIONS) \/(?=$|[\s([,;])/g;
