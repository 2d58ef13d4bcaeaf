import fc from "fast-check";

/** Lines and texts of the language, canonical and otherwise. */

const name = fc.constantFrom("C", "S", "Client", "客户端", "note", "x");
const symbol = fc.constantFrom("x", "y", "u", "len1", "n");
const term = fc.oneof(symbol, fc.integer({ min: 0, max: 100_000 }).map(String), fc.constant("0x1F"));
const sum = fc.oneof(
  fc.constant("?"),
  fc
    .array(term, { minLength: 1, maxLength: 3 })
    .chain((terms) => fc.constantFrom("+", "-", " + ").map((sign) => terms.join(sign))),
);
const payload = fc.constantFrom('"GET / HTTP/1.1"', '"“→＝，”"', String.raw`"a\n\"#"`);
const caption = fc.constantFrom("(again)", "(第一次，握手)", "(see (9293) # now)");
const flag = fc.constantFrom("SYN", "ACK", "FIN", "RST", "PSH", "URG", "ECE", "CWR", "NS");
const flags = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.uniqueArray(flag, { minLength: 1, maxLength: 3 }).map((words) => words.join("+")),
  },
  fc.constantFrom("NONE", "?", ""),
);
const state = fc.constantFrom("CLOSED", "LISTEN", "SYN-SENT", "FIN-WAIT-1", "TIME-WAIT", "ESTABLISHED");

const fields = fc
  .record({
    seq: fc.option(sum.map((value) => `seq=${value}`)),
    ack: fc.option(sum.map((value) => `ack = ${value}`)),
    len: fc.option(sum.map((value) => `len=${value}`)),
    payload: fc.option(payload),
    win: fc.option(fc.constantFrom("win=0", "win=?", "win = 65535")),
    option: fc.option(
      fc.constantFrom("mss=1460 wscale=7 sackok", "sack=x..x+5,9..10", "ts=1:2", "tfo", "tfo=0aB1"),
    ),
    id: fc.option(fc.constantFrom("as a", "as b")),
    caption: fc.option(caption),
  })
  .map((record) => Object.values(record).filter((field) => field !== null));

const separator = fc.constantFrom(" ", ", ", "  ");
const arrow = fc.constantFrom("->", "<-", "-x", "x-", "~>", "<~");

const segment = fc
  .tuple(fc.constantFrom("", "old ", "@1.5s "), name, arrow, name, flags, fields, separator)
  .chain(([before, a, sign, b, words, list, gap]) =>
    fc
      .shuffledSubarray(list, { minLength: list.length, maxLength: list.length })
      .map((some) => `${before}${a} ${sign} ${b}: ${[words || "ACK", ...some].join(gap)}`),
  );

const local = fc
  .tuple(
    fc.uniqueArray(
      name.filter((one) => one !== "note"),
      { minLength: 1, maxLength: 2 },
    ),
    fc.oneof(
      fc.constantFrom(
        "listen",
        "open",
        "close",
        "abort",
        "crash",
        "receive",
        "timeout rto",
        "timeout  2msl",
        "?",
      ),
      sum.map((value) => `send ${value}`),
      payload.map((value) => `send ${value}`),
      state,
      fc.tuple(state, state).map((pair) => pair.join(" -> ")),
    ),
  )
  .map(([names, what]) => `${names.join(",")}: ${what}`);

const other = fc.constantFrom(
  'client C "客户端" isn=x state=LISTEN',
  'server S window = 1000 addr="1.2.3.4:80"',
  "== Three-way handshake ==",
  "note: first, second: → ok",
  "note C, S: both",
  "deliver",
  "deliver a, b",
  "...",
  "... C -> S (rest)",
  "?",
  'flow "A title"',
  'exercise "An exercise"',
);

/** A canonical line, though not in its canonical look. */
export const canonicalLine: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: segment },
  { weight: 3, arbitrary: local },
  { weight: 2, arbitrary: other },
);

const HABITS: readonly (readonly [string | RegExp, string])[] = [
  ["->", "→"],
  ["->", "-->"],
  ["<-", "<--"],
  [":", "："],
  [/=(?=\w)/g, "＝"],
  [", ", "，"],
  ["SYN+ACK", "SYN, ACK"],
  ["ACK+SYN", "[SYN, ACK]"],
  ["SYN", "SYN=1"],
  ["FIN", "fin"],
  ["FIN-WAIT-1", "FIN_WAIT_1"],
  ["TIME-WAIT", "时间等待"],
  ["seq=", "Seq="],
  ["ack", "确认号"],
  [/seq=(\w+)/, "(seq=$1)"],
  ['"', "“"],
  [" ", "\u3000"],
  ["(", "（"],
  ["...", "……"],
  ["1", "１"],
];
const habit = fc.constantFrom(...HABITS);

/** A line as people type it. */
export const typedLine: fc.Arbitrary<string> = fc
  .tuple(canonicalLine, fc.array(habit, { maxLength: 4 }))
  .map(([line, habits]) => habits.reduce((text, [from, to]) => text.replace(from, to), line));

const noise = fc.string({
  unit: fc.constantFrom(
    ...'CSxy :：->→<~=＝+＋,，、；()（）[]"“”「」#＃?？.…|｜@1１AＡKaSYN_双方和\\\u3000\u00a0\t😀',
  ),
  maxLength: 30,
});

/** A line with something struck out, put in or doubled. */
export const mutatedLine: fc.Arbitrary<string> = fc
  .tuple(typedLine, fc.nat(60), fc.nat(5), noise)
  .map(([line, at, length, put]) => line.slice(0, at) + put.slice(0, length) + line.slice(at + (length % 3)));

const comment = fc.constantFrom("", "", "  # why", " # a  →，", "\t#");
const indent = fc.constantFrom("", "  ", "\t");
const terminator = fc.constantFrom("\n", "\n", "\r\n", "\r");

function textOf(line: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const whole = fc
    .tuple(
      indent,
      fc.oneof({ weight: 6, arbitrary: line }, fc.constantFrom("", "", "# alone", "  ")),
      comment,
      terminator,
    )
    .map((parts) => parts.join(""));
  return fc
    .tuple(fc.constantFrom("", "", "\ufeff"), fc.array(whole, { maxLength: 12 }), fc.boolean())
    .map(([mark, lines, ends]) => mark + (ends ? lines.join("") : lines.join("").trimEnd()));
}

export const canonicalText = textOf(canonicalLine);
export const typedText = textOf(typedLine);
export const anyText = fc.oneof(
  textOf(mutatedLine),
  textOf(noise),
  fc.string({ unit: "binary", maxLength: 60 }),
);
