/** Texts that Mermaid, or a page that shows its picture, might take for something else. */

/** Every character of ASCII that is neither a letter, a digit nor a control, and some from beyond. */
const CHARACTERS = [
  ..."!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
  ..."ﬂ°¶ß；：＃「」“”，、。…—→✗\u00a0\u200b\u202e\ufeff😀",
];

const WORDS = [
  "end",
  "END",
  "the end",
  "end of",
  "a%%b",
  "%% comment",
  '%%{init: {"theme":"forest"}}%%',
  "%%{wrap}%%",
  "wrap: a",
  "nowrap: a",
  ":wrap: a",
  "a:::b",
  "$$x^2$$",
  "#35;",
  "#lt;b#gt;",
  "&lt;b&gt;",
  "&#60;b&#62;",
  "ﬂ°°60¶ßb",
  "ﬂ°lt¶ß",
  "<br>",
  "<br/>a",
  "<b>a</b>",
  "<script>window.broken=1</script>",
  '<img src=x onerror="window.broken=1">',
  '"><svg onload=window.broken=1>',
  "javascript:window.broken=1",
  "style a:b#c;",
  "style: a#59;b",
  "classDef x fill:#fff;",
  "click a call b()",
  "C->>S: hi",
  "A-->>B",
  "note over a",
  "participant x as y",
  "rect rgb(0,0,0)",
  "loop x",
  "alt a else b",
  "box a",
  "autonumber",
  "title: a",
  "accTitle: a",
  "accDescr { a }",
  "---",
  "--- title: x ---",
  "sequenceDiagram",
  "graph TD",
  "@{ type: actor }",
  "p0",
  "a\\nb",
  "**bold** _it_ `code`",
  "http://example.org/?a=b&c=d#e;f",
  "GET / HTTP/1.1\\r\\nHost: example.org\\r\\n\\r\\n",
  "第三次握手；确认号：x+1（正确）",
];

export const LABELS: readonly string[] = [
  ...CHARACTERS,
  ...CHARACTERS.map((c) => `a${c}b`),
  ...CHARACTERS.map((c) => `${c}${c} ${c}`),
  ...WORDS,
];

/** Signs of full width, each by itself and between letters. */
const FULL_WIDTH = [
  ..."！＂＃＄％＆＇（）＊＋，－．／：；＜＝＞？＠［＼］＾＿｀｛｜｝～、。〈〉《》「」『』【】〔〕…—·",
];

const FROM_EVERYWHERE = [
  "مرحبا بالعالم",
  "שלום (עולם)",
  "e\u0301 a\u0308\u0323 क्षि",
  "👩‍👩‍👧‍👦 🇨🇳 👍🏽",
  "<details open ontoggle=window.broken=1>",
  "</style><style>*{display:none}",
  "</title></svg><script>window.broken=1</script>",
  "]]><script>window.broken=1</script><![CDATA[",
  "&quot; onload=&quot;window.broken=1",
  "#quot;#amp;#9829;",
  'click A href "javascript:window.broken=1"',
  "link C: a @ http://example.org",
  "links C: {}",
  "`window.broken=1` ```mermaid",
  "a|b|c \\| d",
  "{{constructor.constructor('window.broken=1')()}}",
  "x".repeat(300),
  "很".repeat(120),
];

/** All of that as the text of a row: what is nothing but blanks has nothing to be seen. */
export const HOSTILE: readonly string[] = [
  ...LABELS,
  ...FULL_WIDTH,
  ...FULL_WIDTH.map((c) => `甲${c}乙`),
  ...FROM_EVERYWHERE,
].filter((label) => label.trim() !== "");
