import { describe, expect, test, vi } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { judge, prepareTemplate } from "../../src/exercise/judge.js";
import {
  answerCopy,
  answerName,
  blankAt,
  type Desk,
  deskAt,
  desks,
  exerciseCopy,
  hints,
  isUntouched,
  keyName,
  nextOpen,
  resetAll,
  resetOne,
  revealAll,
  revealOne,
} from "../../src/exercise/path.js";
import type { TextEdit } from "../../src/language/edits.js";
import { parse } from "../../src/language/parser.js";
import { LOCALES } from "../../src/messages/locale.js";
import { diagnostics } from "../../src/reading/diagnostics.js";
import { feedback, resultLines } from "../../src/teaching/feedback.js";
import { afterChanges, withoutRepeats } from "../../src/teaching/told.js";
import { filledWith, keyed, lessons } from "./cases.js";

vi.setConfig({ testTimeout: 60_000 });

function edited(text: string, edits: readonly TextEdit[]): string {
  return [...edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce((out, { span, text: put }) => out.slice(0, span.start) + put + out.slice(span.end), text);
}

const desksOf = (template: string, answer: string) => desks(prepareTemplate(template), parse(answer));
const first = (template: string, answer: string) => desksOf(template, answer)[0] as Desk;

const named = (name: string) => {
  const found = keyed.find((one) => one.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};

describe("the names of files", () => {
  test.each([
    ["a.tcpflow", "a.answer.tcpflow", "a.key.tcpflow"],
    ["01-x.zh-cn.tcpflow", "01-x.zh-cn.answer.tcpflow", "01-x.zh-cn.key.tcpflow"],
    ["Untitled-1", "Untitled-1.answer.tcpflow", "Untitled-1.key.tcpflow"],
  ])("%s", (template, answer, key) => {
    expect([answerName(template), keyName(template)]).toEqual([answer, key]);
  });

  test("the copy has the template's text under a line that names it", () => {
    expect(answerCopy("\uFEFFexercise\r\n?\r\n", 'a "b".tcpflow')).toBe(
      'answers "a \\"b\\".tcpflow"\r\nexercise\r\n?\r\n',
    );
    expect(parse(answerCopy("exercise\n", 'a "b".tcpflow')).answers?.template.value).toBe('a "b".tcpflow');
  });
});

describe.each([...keyed, ...lessons])("$name", ({ template, key, name }) => {
  const copy = answerCopy(template, `${name}.tcpflow`);
  const prepared = prepareTemplate(template, key);
  // Where all is asked for, and where only the key knows.
  const keyless = ["find", "order", "choice"];
  const others = (text: string) =>
    desks(prepared, parse(text)).filter(({ one }) => !keyless.includes(one.kind));

  test("revealed with its key, it is solved", () => {
    let text = copy;
    desks(prepared, parse(text)).forEach((_, i) => {
      text = edited(text, revealAll(desks(prepared, parse(text))[i] as Desk, parse(key)));
    });
    expect(judge(prepared, text).filter(({ solved }) => !solved)).toEqual([]);
  });

  test("revealed without a key, it is solved", () => {
    let text = copy;
    others(text).forEach((_, i) => {
      text = edited(text, revealAll(others(text)[i] as Desk, null));
    });
    const blanks = judge(prepared, text).filter(({ kind }) => !keyless.includes(kind));
    expect(blanks.filter(({ solved }) => !solved)).toEqual([]);
  });

  test("reset, it is as it was", () => {
    let text = key.replace(/^answers.*/, copy.slice(0, copy.indexOf("\n")));
    desks(prepared, parse(text)).forEach((_, i) => {
      text = edited(text, resetAll(desks(prepared, parse(text))[i] as Desk));
    });
    expect(judge(prepared, text).filter((one) => one.right + one.wrong > 0)).toEqual([]);
  });
});

describe("one blank", () => {
  const one = named("handshake");

  test("is revealed so that it fits what was answered", () => {
    const answer = filledWith(named("free"), ["p", "q", null, null, null, null, null, null, null, null]);
    const desk = first(named("free").template, answer);
    const edit = revealOne(desk, desk.filled[2]?.blank as never, parse(named("free").key));
    expect(edit?.text).toBe("p+1");
  });

  test("that is wrong is revealed too, and others stay as they are", () => {
    const answer = filledWith(
      one,
      one.answers.map((right, i) => (i === 3 ? "x" : right)),
    );
    const desk = first(one.template, answer);
    const text = edited(answer, revealAll(desk, null));
    expect(judge(one.template, text)[0]?.solved).toBe(true);
    expect(revealAll(desk, null)).toHaveLength(1);
  });

  test("is found at the cursor, else on its line", () => {
    const answer = filledWith(one, []);
    const desk = first(one.template, answer);
    const at = answer.indexOf("ack=?") + "ack=?".length;
    expect(blankAt(desk, at)?.blank.kind).toBe("ack");
    expect(blankAt(desk, answer.indexOf("C -> S: ?"))?.blank.kind).toBe("flags");
    expect(blankAt(desk, answer.indexOf("server S"))).toBeNull();
  });

  test("is emptied alone", () => {
    const answer = filledWith(one, one.answers);
    const desk = first(one.template, answer);
    const text = edited(answer, resetOne(desk.filled[3] as never));
    expect(
      judge(one.template, text)[0]
        ?.marks.map(({ verdict }) => verdict)
        .indexOf("empty"),
    ).toBe(3);
    expect(judge(one.template, text)[0]?.empty).toBe(1);
  });

  test("comes after the other, and the first after the last", () => {
    const answer = filledWith(one, []);
    const all = desksOf(one.template, answer);
    const starts = [...answer.matchAll(/\?/g)].map(({ index }) => index);
    let offset = -1;
    const visited = [...starts, 0].map(() => {
      offset = nextOpen(all, offset)?.start ?? -1;
      return offset;
    });
    expect(visited).toEqual([...starts, starts[0]]);
    expect(nextOpen(desksOf(one.template, one.key), 0)).toBeNull();
  });
});

test("an order that is reset is the copy again", () => {
  const template = 'exercise "b"\nkind: order\nhint: two\nC: SYN-SENT\nC -> S: SYN\n';
  const copy = answerCopy(template, "t.tcpflow");
  const moved = copy.replace("C: SYN-SENT\nC -> S: SYN", "C -> S: SYN\nC: SYN-SENT");
  const [desk] = desksOf(template, moved);
  expect(edited(moved, resetAll(desk as Desk))).toBe(copy);
});

test("hints come in their order; the exercise at the cursor is the last that begins above it", () => {
  const template = 'exercise "a"\nhint: one\nhint: two\n?\nexercise "b"\n?\n';
  const copy = answerCopy(template, "t.tcpflow");
  expect(copy).toBe('answers "t.tcpflow"\nexercise "a"\n?\nexercise "b"\n?\n');
  const all = desksOf(template, copy);
  expect(all.map(({ one }) => exerciseCopy(one))).toEqual(['exercise "a"\n?\n', 'exercise "b"\n?\n']);
  expect(hints((all[0] as Desk).one)).toEqual(["one", "two"]);
  expect(hints((all[1] as Desk).one)).toEqual([]);
  expect(deskAt(all, 0)?.one.title).toBe("a");
  expect(deskAt(all, 1000)?.one.title).toBe("b");
});

test.each(["\n", "\r\n"])(
  "an exercise is untouched until something in it differs from the template",
  (end) => {
    const template =
      'exercise "a"\nhint: one\nC -> S: SYN seq=?\n\nexercise "b"\nkind: order\nhint: two\nC: SYN-SENT\nC -> S: SYN\n';
    const untouched = (answer: string) => desksOf(template, answer.replaceAll("\n", end)).map(isUntouched);
    const copy = answerCopy(template, "a.tcpflow");
    expect(untouched(copy)).toEqual([true, true]);
    expect(untouched(copy.replace("seq=?", "seq=x"))).toEqual([false, true]);
    expect(untouched(copy.replace("C: SYN-SENT\nC -> S: SYN", "C -> S: SYN\nC: SYN-SENT"))).toEqual([
      true,
      false,
    ]);
  },
);

describe("feedback", () => {
  const one = named("handshake");
  const answer = filledWith(
    one,
    one.answers.map((right, i) => (i === 3 ? "x" : i === 7 ? null : right)),
  );
  const results = judge(one.template, answer);

  test.each(LOCALES)("stands at the blanks that are not right, and tells no answer (%s)", (locale) => {
    const items = feedback(results, locale);
    expect(
      items.map(({ span, severity, code }) => [answer.slice(span.start, span.end), severity, code]),
    ).toEqual([
      ["x", "warning", "syn-not-counted"],
      ["?", "information", "empty"],
    ]);
    for (const { message } of items) expect(message).not.toMatch(/x\s*\+\s*1|y\s*\+\s*1/);
  });

  test.each([
    ["x", ["ack-behind"], []],
    ["x+", ["syntax-expected"], ["syntax-expected"]],
  ])("a mistake is told once: the squiggle under %s gives way to what teaches", (wrong, live, left) => {
    const text = filledWith(
      one,
      one.answers.map((right, i) => (i === 3 ? wrong : right)),
    );
    const found = diagnostics(analyze(parse(text)), "en").filter(({ severity }) => severity === "error");
    expect(found.map(({ code }) => code)).toEqual(live);
    const told = feedback(judge(one.template, text), "en");
    expect(withoutRepeats(found, told).map(({ code }) => code)).toEqual(left);
    expect(withoutRepeats(found, [])).toEqual(found);
  });

  test("the result in a line", () => {
    expect(resultLines(results, "en")).toEqual(["Three-way handshake: 7 of 9 right, 1 wrong, 1 empty"]);
    expect(resultLines(results, "zh-cn")).toEqual(["Three-way handshake：共 9 处，答对 7，答错 1，未填 1"]);
    expect(resultLines(judge(one.template, one.key), "en")).toEqual([
      "Three-way handshake: all right. Well done!",
    ]);
  });

  test("says of what was revealed that it does not count", () => {
    const revealed = () => new Set([0, 3]);
    expect(resultLines(results, "en", revealed)).toEqual([
      "Three-way handshake: 7 of 9 right (1 revealed), 1 wrong, 1 empty",
    ]);
    expect(resultLines(results, "zh-cn", revealed)).toEqual([
      "Three-way handshake：共 9 处，答对 7（其中 1 处看了答案），答错 1，未填 1",
    ]);
    const whole = judge(one.template, one.key);
    expect(resultLines(whole, "en", revealed)).toEqual([
      "Three-way handshake: all right, but 2 of 9 revealed: that does not count. Reset it to solve it yourself.",
    ]);
    expect(resultLines(whole, "en", () => new Set(whole[0]?.marks.keys()))).toEqual([
      "Three-way handshake: all right, but revealed: that does not count. Reset it to solve it yourself.",
    ]);
    // A wrong answer says that it is wrong.
    expect(feedback(results, "en", revealed).map(({ code }) => code)).toEqual([
      "revealed",
      "syn-not-counted",
      "empty",
    ]);
  });

  test("goes when its blank is edited, and moves with what is typed before it", () => {
    const items = feedback(results, "en");
    const [wrong, empty] = items.map(({ span }) => span);
    const typed = (offset: number, removed = 0) => afterChanges(items, [{ offset, removed, inserted: 3 }]);
    expect(typed(wrong?.start ?? 0)).toHaveLength(1);
    expect(typed(wrong?.end ?? 0)).toHaveLength(1);
    expect(typed((wrong?.start ?? 0) - 5, 2).map(({ span }) => span.start)).toEqual(
      [wrong, empty].map((span) => (span?.start ?? 0) + 1),
    );
    expect(typed(answer.length).map(({ span }) => span)).toEqual([wrong, empty]);
  });
});
