import { describe, expect, test } from "vitest";
import { judge, prepareTemplate } from "../../src/exercise/judge.js";
import { filledWith, keyed, lessons } from "./cases.js";

/** `+` right, `x` wrong, `.` empty, in the order of the blanks. */
const verdicts = (template: string, answer: string) =>
  judge(template, answer)
    .map(({ marks }) =>
      marks.map(({ verdict }) => ({ right: "+", wrong: "x", empty: "." })[verdict]).join(""),
    )
    .join(" ");

const named = (name: string) => {
  const found = keyed.find((one) => one.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};

describe.each([...keyed, ...lessons])("$name", ({ template, key, name }) => {
  const prepared = prepareTemplate(template, key);

  test("its key is right", () => {
    for (const result of judge(prepared, key)) {
      expect(result.changes).toEqual([]);
      expect(result.marks.filter(({ verdict }) => verdict !== "right")).toEqual([]);
      expect(result.solved).toBe(true);
    }
  });

  test("untouched, it is empty", () => {
    for (const result of judge(prepared, `answers "${name}.tcpflow"\n${template}`)) {
      expect(result.marks.length).toBeGreaterThan(0);
      expect(result.marks.filter(({ verdict }) => verdict !== "empty")).toEqual([]);
      expect(result.changes).toEqual([]);
    }
  });

  test("each answer is right alone, and the others are without it", () => {
    const surprises: string[] = [];
    judge(prepared, key).forEach(({ marks, kind, title }, which) => {
      if (kind === "find" || kind === "order") return;
      const places = marks.flatMap(({ span, written, template: { span: own } }) =>
        span === null ? [] : [{ span, written, blank: template.slice(own.start, own.end) }],
      );
      const open = (at: (i: number) => boolean) =>
        places.reduceRight(
          (text, { span, blank }, i) =>
            at(i) ? `${text.slice(0, span.start)}${blank}${text.slice(span.end)}` : text,
          key,
        );
      const wrongIn = (text: string) =>
        (judge(prepared, text)[which]?.marks ?? []).filter(({ verdict }) => verdict === "wrong");
      for (const [i, { written }] of places.entries()) {
        const alone = wrongIn(open((other) => other !== i));
        const rest = wrongIn(open((other) => other === i));
        if (alone.length > 0) surprises.push(`${title}: ${written} alone: ${alone[0]?.misconception}`);
        if (rest.length > 0) surprises.push(`${title}: without ${written}: ${rest[0]?.written}`);
      }
    });
    expect(surprises).toEqual([]);
  });

  test("formatting, comments, notes and line ends make no difference", () => {
    const loose = key
      .replace(/(->|~>)/g, "  $1  ")
      .replace(/^(\s*)C, S:/gm, "$1C , S :")
      .replace(/$/gm, "   # why?")
      .replace(/^answers.*/, (line) => line.replace(/ {3}#.*/, ""))
      .replace(/\n/g, "\r\n");
    const plain = key.includes("task:") ? loose : key;
    for (const result of judge(prepared, plain)) expect(result.solved).toBe(true);
  });
});

describe("equivalent answers are right", () => {
  const cases: [exercise: string, answers: readonly (string | null)[], title: string][] = [
    [
      "handshake",
      ["SYN", "SYN-SENT", "ACK+SYN", "1+x", "SYN-RECEIVED", "ACK", "x + 1", "1 + y", "ESTABLISHED"],
      "order",
    ],
    [
      "handshake",
      ["syn", "SYN_SENT", "SYN ACK", "x+1", "SYN_RCVD", "ack", "x+1", "y+1", "ESTAB"],
      "other spellings",
    ],
    [
      "handshake",
      ["SYN", "同步已发送", "[SYN, ACK]", "x＋1", "SYN-RECEIVED", "ACK", "x+1", "y+1", "ESTABLISHED"],
      "typed in Chinese",
    ],
    [
      "handshake",
      [
        "SYN",
        "CLOSED -> SYN-SENT",
        "SYN+ACK",
        "x+1",
        "LISTEN -> SYN-RECEIVED",
        "ACK",
        "x+1",
        "y+1",
        "ESTABLISHED",
      ],
      "transitions",
    ],
    [
      "data",
      [
        "0x65",
        "300+1",
        "100+1",
        "301",
        "301",
        "121",
        "301",
        "121",
        "351",
        "121",
        "121",
        "381",
        "121",
        "381",
        "8",
        "381",
        "129",
      ],
      "sums",
    ],
    ["free", ["7", "9", "8", "8", "10", "8", "10", "1", "10", "9"], "any ISN"],
    ["free", ["4294967295", "0", "0", "0", "1", "0", "1", "2", "1", "2"], "an ISN that wraps"],
    ["free", ["p", "q", "p+1", "p+1", "q+1", "p+1", "q+1", "n", "q+1", "p+1+n"], "any letters"],
    ["free", ["7", "y", "8", "8", "y+1", "8", "y+1", "10", "y+1", "18"], "letters and numbers"],
    ["textbook", ["v", "1+u", "u+1", "u+1", "w+1"], "letters of the template"],
    [
      "next",
      [
        "S -> C: SYN+ACK seq=y ack=x+1",
        "S -> C: ACK ack=x+2 seq=y+1",
        "C -> S: ACK seq=x+2 ack=y+2",
        "C: timeout 2msl",
      ],
      "fields in another order",
    ],
    [
      "lines",
      [
        "S→C：SYN-ACK（seq=y，ack=x+1）",
        "C -> S: ACK(seq=x+1，ack=y+1)",
        "S -> C: PSH+ACK seq=y+1 ack=x+11 len=5",
      ],
      "fields in brackets",
    ],
    [
      "close-lines",
      [
        "S→C：ACK（seq=v，ack=u+1）",
        "S -> C: FIN+ACK seq=v+100 ack=u+1",
        "C -> S: ACK(seq=u+1, ack=v+101)",
        "时间等待",
        "C：等待2MSL",
      ],
      "fields in brackets, Chinese words",
    ],
    [
      "next",
      [
        "C <- S: ACK+SYN seq=y ack=1+x",
        "C <- S: ACK seq=1+y ack=x+2",
        "S <- C: ACK seq=x+2 ack=y+2",
        "C: 2MSL",
      ],
      "other ways round",
    ],
    [
      "next",
      [
        "S -> C: SYN+ACK seq=y ack=x+1 mss=1460 win=1000",
        "S -> C: ACK seq=y+1 ack=x+2 win=2000",
        "C -> S: ACK seq=x+2 ack=y+2",
        "C: TIME-WAIT -> CLOSED",
      ],
      "options",
    ],
  ];
  test.each(cases)("%s %j (%s)", (name, answers) => {
    const one = named(name);
    const found = judge(one.template, filledWith(one, answers));
    const off = found.flatMap(({ marks }) => marks.filter(({ verdict }) => verdict !== "right"));
    expect(off).toEqual([]);
  });
});

describe("each slip is one wrong blank, with its misconception", () => {
  const cases: [exercise: string, slips: Record<number, string | null>, expected: Record<number, string>][] =
    [
      ["handshake", { 3: "x" }, { 3: "syn-not-counted" }],
      ["handshake", { 2: "SYN" }, { 2: "ack-flag-missing" }],
      ["handshake", { 5: "SYN+ACK" }, { 5: "syn-extra" }],
      ["handshake", { 8: "SYN-RECEIVED" }, { 8: "means-syn-received" }],
      ["handshake", { 4: "ESTABLISHED" }, { 4: "established-too-early" }],
      ["handshake", { 1: "LISTEN" }, { 1: "means-listen" }],
      ["handshake", { 1: "SYN-RECEIVED" }, { 1: "other-end" }],
      ["handshake", { 7: "x+1" }, { 7: "seq-for-ack" }],
      ["handshake", { 6: "y+1" }, { 6: "ack-for-seq" }],
      ["handshake", { 6: "z" }, { 6: "new-letter" }],
      ["handshake", { 3: "101" }, { 3: "isn-assumed" }],
      ["handshake", { 3: "x+" }, { 3: "unreadable" }],
      ["handshake", { 3: "x", 7: "y" }, { 3: "syn-not-counted", 7: "syn-not-counted" }],
      ["handshake", { 1: null, 3: "x", 6: null }, { 3: "syn-not-counted" }],
      [
        "handshake",
        { 3: "x", 6: "x", 8: "SYN-SENT" },
        { 3: "syn-not-counted", 6: "carried-over", 8: "state-before" },
      ],
      ["data", { 2: "102" }, { 2: "pure-ack-counted" }],
      ["data", { 5: "101" }, { 5: "length-not-counted" }],
      ["data", { 5: "120" }, { 5: "last-octet" }],
      ["data", { 8: "301" }, { 8: "length-not-counted" }],
      ["data", { 11: "351" }, { 11: "length-not-counted" }],
      ["data", { 14: "28" }, { 14: "header-counted" }],
      ["data", { 14: "9" }, { 14: "off-by-one" }],
      ["data", { 14: "n" }, { 14: "new-letter" }],
      [
        "data",
        { 5: "101", 11: "351", 16: "0" },
        { 5: "length-not-counted", 11: "length-not-counted", 16: "isn-assumed" },
      ],
      ["close", { 5: "CLOSED" }, { 5: "closed-too-early" }],
      ["close", { 4: "FIN-WAIT-2" }, { 4: "state-after" }],
      ["close", { 5: "LAST-ACK" }, { 5: "state-after" }],
      ["close", { 5: "TIME-WAIT" }, { 5: "time-wait-side" }],
      ["close", { 7: "x+11" }, { 7: "fin-not-counted" }],
      ["close", { 15: "CLOSED" }, { 15: "closed-too-early" }],
      ["close", { 1: "FIN" }, { 1: "ack-flag-missing" }],
      ["loss", { 2: "1601" }, { 2: "ack-not-arrived" }],
      ["loss", { 3: "1601" }, { 3: "new-number-for-retransmission" }],
      ["loss", { 6: "1301" }, { 6: "length-not-counted" }],
      ["lines", { 0: "S: SYN-RECEIVED" }, { 0: "not-a-step" }],
      ["lines", { 0: "S -> C: RST+ACK" }, { 0: "rst-extra" }],
      ["close-lines", { 0: "C -> S: ACK" }, { 0: "unneeded-segment" }],
      ["close-lines", { 4: "C: CLOSED" }, { 4: "not-a-step" }],
      ["lost-ack", { 8: "ACK" }, { 8: "flag-missing" }],
      ["lost-ack", { 4: "v" }, { 4: "fin-not-counted" }],
      ["old-syn", { 1: "90" }, { 1: "syn-not-counted" }],
      ["recovery", { 0: "1100" }, { 0: "number-skipped" }],
      ["recovery", { 2: "700" }, { 2: "ack-not-arrived" }],
      ["recovery", { 6: "0" }, { 6: "wrong-length" }],
      ["sack", { 2: "650" }, { 1: "wrong-block" }],
      ["wrap", { 9: "4294967291" }, { 9: "length-not-counted" }],
      ["textbook", { 1: "u" }, { 1: "fin-not-counted" }],
      ["textbook", { 0: "0" }, { 0: "isn-assumed" }],
      ["both", { 4: "TIME-WAIT" }, { 4: "state-after" }],
      ["both", { 4: "FIN-WAIT-2" }, { 4: "means-fin-wait-2" }],
      ["free", { 1: "x" }, { 1: "same-isn" }],
      ["free", { 2: "x" }, { 2: "syn-not-counted" }],
      ["refused", { 0: "SYN+ACK" }, { 0: "syn-extra" }],
      ["refused", { 2: "100" }, { 2: "syn-not-counted" }],
      ["next", { 0: "S -> C: ACK ack=x+1" }, { 0: "flag-missing" }],
      ["next", { 0: "S -> C: SYN+ACK ack=x" }, { 0: "syn-not-counted" }],
      ["next", { 0: "S -> C: SYN+ACK" }, { 0: "incomplete" }],
      ["next", { 1: "S -> C: ACK ack=x+2" }, { 1: "incomplete" }],
      ["next", { 0: "C -> S: SYN+ACK ack=x+1" }, { 0: "wrong-sender" }],
      ["next", { 0: "..." }, { 0: "not-a-step" }],
      ["next", { 0: "gibberish" }, { 0: "unreadable" }],
      ["next", { 3: "C: close" }, { 3: "wrong-event" }],
      ["next", { 3: "S: timeout 2msl" }, { 3: "wrong-event" }],
    ];
  test.each(cases)("%s %j", (name, slips, expected) => {
    const one = named(name);
    const answers = one.answers.map((right, i) => (i in slips ? (slips[i] ?? null) : right));
    const marks = judge(one.template, filledWith(one, answers)).flatMap((result) => result.marks);
    const found = marks.flatMap(({ index, misconception }) =>
      misconception === null ? [] : [[index, misconception]],
    );
    expect(Object.fromEntries(found)).toEqual(expected);
    const empty = marks.flatMap(({ index, verdict }) => (verdict === "empty" ? [index] : []));
    expect(empty).toEqual(answers.flatMap((answer, i) => (answer === null ? [i] : [])));
  });
});

describe("ACKs that are drawn one below the other", () => {
  const sent = "C -> S: PSH+ACK seq=1 ack=1 len=100\nC -> S: PSH+ACK seq=101 ack=1 len=100\n";
  const ends = "client C state=ESTABLISHED snd=1 rcv=1\nserver S state=ESTABLISHED\n";
  const template = (acks: number) =>
    `exercise "a"\nkind: fill\n${ends}${sent}${"S -> C: ACK seq=1 ack=?\n".repeat(acks)}`;
  const cases: [acks: string[], expected: string][] = [
    [["101", "201"], "++"],
    [["201", "201"], "++"],
    [["101", "101"], "+x"],
    [["102", "201"], "x+"],
    [["?", "201"], ".+"],
    [["101", "?"], "+."],
    [["201"], "+"],
    // One ACK for both: that it left before the second arrived is not what is drawn.
    [["101"], "x"],
  ];
  test.each(cases)("%j", (acks, expected) => {
    let i = 0;
    const text = template(acks.length);
    expect(verdicts(text, `answers "a"\n${text.replace(/\?/g, () => acks[i++] ?? "?")}`)).toBe(expected);
  });
});

test("the last of several ACKs may close as well", () => {
  const template = `exercise "a"
client C state=ESTABLISHED snd=1 rcv=9
server S state=ESTABLISHED
C -> S: ACK seq=1 ack=9 len=100
C -> S: ACK seq=101 ack=9 len=100
S -> C: ACK seq=9 ack=101
S -> C: ? seq=9 ack=201
`;
  for (const flags of ["ACK", "FIN+ACK"])
    expect(verdicts(template, `answers "a"\n${template.replace("?", flags)}`), flags).toBe("+");
  expect(verdicts(template, `answers "a"\n${template.replace("?", "SYN+ACK")}`)).toBe("x");
});

describe("what is changed beside the blanks", () => {
  const one = named("handshake");
  const answer = filledWith(one, one.answers);

  const cases: [title: string, text: string, changes: number, off: string[]][] = [
    [
      "a number changed so that a wrong answer would be right",
      answer.replace("seq=x\n", "seq=x-1\n").replace("ack=x+1", "ack=x"),
      1,
      ["wrong"],
    ],
    [
      "a line with a blank moved",
      answer.replace(/( {2}C: SYN-SENT\n)([\s\S]*?)(C -> S: ACK.*\n)/, "$2$3$1"),
      2,
      [],
    ],
    ["a line taken out", answer.replace(/ {2}S: SYN-RECEIVED\n/, ""), 1, ["empty"]],
    ["a line put in", answer.replace("C -> S: ACK", "C -> S: SYN seq=x\nC -> S: ACK"), 1, []],
    ["an endpoint renamed", answer.replace("client C", "client Client"), 1, []],
  ];
  test.each(cases)("%s is told, and makes nothing right", (_title, text, changes, expected) => {
    const [result] = judge(one.template, text);
    expect(result?.changes).toHaveLength(changes);
    const off = result?.marks.flatMap(({ verdict }) => (verdict === "right" ? [] : [verdict]));
    expect(off).toEqual(expected);
  });

  test("an exercise that is missing is empty", () => {
    const [result] = judge(one.template, 'answers "handshake.tcpflow"\n');
    expect([result?.empty, result?.solved, result?.line]).toEqual([one.answers.length, false, null]);
  });

  test.each(["", "\u0000", "exercise", 'answers "x"\nexercise\n?\n? ?\n????'])("%j is judged", (text) => {
    expect(judge(one.template, text)[0]?.right).toBe(0);
    expect(() => judge(text, one.key)).not.toThrow();
  });
});

describe("find", () => {
  const template = `exercise "find"
kind: find
client C
server S
C -> S: SYN seq=x
S -> C: SYN+ACK seq=y ack=x
C -> S: ACK seq=x+1 ack=y+1
  C: SYN-SENT
C -> S: PSH+ACK seq=x+1 ack=y+1 len=10
S -> C: ACK seq=y+1 ack=x+12
`;
  const corrected = template
    .replace("ack=x\n", "ack=1+x\n")
    .replace("C: SYN-SENT", "C: ESTABLISHED")
    .replace("x+12", "x+11");
  const cases: [title: string, text: string, verdicts: string, changes: number][] = [
    ["untouched", template, "...", 0],
    ["all corrected", corrected, "+++", 0],
    ["all corrected, formatted", corrected.replace(/\n/g, "  # so\r\n"), "+++", 0],
    [
      "another correction: the states of both",
      corrected.replace("C: ESTABLISHED", "C, S: ESTABLISHED"),
      "+++",
      0,
    ],
    ["one corrected", template.replace("x+12", "x+11"), "..+", 0],
    ["one corrected wrongly", corrected.replace("ack=1+x", "ack=x+2"), "x++", 0],
    ["one taken out", corrected.replace(" ack=1+x", ""), "x++", 0],
    ["one left open", corrected.replace("ack=1+x", "ack=?"), "x++", 0],
    ["a line taken out", corrected.replace("  C: ESTABLISHED\n", ""), "+x+", 0],
    ["a letter renamed", corrected.replaceAll(/\by\b/g, "z"), "+++", 2],
    ["something right changed", corrected.replace("len=10", "len=11").replace("x+11", "x+12"), "++.", 1],
    ["a line more", corrected.replace("  C: EST", "S -> C: ACK\n  C: EST"), "+++", 1],
  ];
  test.each(cases)("%s", (_title, text, expected, changes) => {
    const [result] = judge(template, `answers "a"\n${text}`);
    expect(verdicts(template, `answers "a"\n${text}`)).toBe(expected);
    expect(result?.changes).toHaveLength(changes);
    expect(result?.solved).toBe(expected === "+++" && changes === 0);
  });

  test("a segment that is missing is put in", () => {
    const missing = `exercise "a"\nkind: find\nclient C\nserver S\nC -> S: SYN seq=x\nC -> S: ACK seq=x+1 ack=y+1\n`;
    const found = missing.replace("C -> S: ACK", "S -> C: SYN+ACK seq=y ack=x+1\nC -> S: ACK");
    expect(verdicts(missing, missing)).toBe(".");
    expect(verdicts(missing, found)).toBe("+");
    expect(verdicts(missing, found.replace("ack=x+1", "ack=x"))).toBe("x");
    expect(verdicts(missing, missing.replace(/C -> S: ACK.*/, ""))).toBe("x");
  });
});

describe("order", () => {
  const lines = [
    "S -> C: SYN+ACK seq=y ack=x+1",
    "C: TIME-WAIT",
    "C -> S: ACK seq=x+1 ack=y+1",
    "S -> C: FIN+ACK seq=y+1 ack=x+2",
    "C -> S: FIN+ACK seq=x+1 ack=y+1",
    "C -> S: SYN seq=x",
    "C -> S: ACK seq=x+2 ack=y+2",
  ];
  const text = (order: readonly number[]) =>
    `exercise "order"\nkind: order\nclient C\nserver S\n${order.map((i) => lines[i]).join("\n")}\n`;
  const template = text([0, 1, 2, 3, 4, 5, 6]);
  const cases: [order: number[], upTo: string, changes: number][] = [
    [[0, 1, 2, 3, 4, 5, 6], ".......", 0],
    [[5, 0, 2, 4, 3, 6, 1], "+++++++", 0],
    // C enters TIME-WAIT when S's FIN arrives, before its own ACK leaves.
    [[5, 0, 2, 4, 3, 1, 6], "+++++++", 0],
    [[5, 0, 4, 2, 3, 6, 1], "+++x+++", 0],
    [[2, 5, 0, 4, 3, 6, 1], "x++++++", 0],
    [[5, 0, 2, 4, 3, 6, 6], "++++++.", 2],
    [[5, 0, 2], "+++....", 4],
  ];
  test.each(cases)("%j", (order, expected, changes) => {
    const answer = `answers "a"\n${text(order)}`;
    const [result] = judge(template, answer);
    expect(verdicts(template, answer)).toBe(expected);
    expect(result?.changes).toHaveLength(changes);
    expect(result?.solved).toBe(expected === "+++++++");
  });
});
