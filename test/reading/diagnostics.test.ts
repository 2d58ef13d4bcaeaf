import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { parse } from "../../src/language/parser.js";
import { diagnostics } from "../../src/reading/diagnostics.js";

const WRONG = "C -> S: SYN seq=x\nS -> C: SYN+ACK seq=y ack=x+1\nC -> S: ACK seq=x+1 ack=y\n";

describe("a finding becomes a diagnostic", () => {
  const [found, ...others] = diagnostics(analyze(parse(WRONG)), "en");

  test("one, on its span", () => {
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      code: "ack-behind",
      severity: "error",
      href: "docs/diagnostics.md#ack-behind",
    });
    expect(WRONG.slice(found?.span.start, found?.span.end)).toBe("ack=y");
  });

  test("points at the line that counts", () => {
    const places = found?.related.map(({ span }) => WRONG.slice(span.start, span.end).split("\n")[0]);
    expect(places?.join()).toContain("SYN+ACK");
    for (const { message } of found?.related ?? []) expect(message).toMatch(/^[a-z]/);
  });

  test("speaks Chinese", () => {
    const [chinese] = diagnostics(analyze(parse(WRONG)), "zh-cn");
    expect(chinese).toMatchObject({ code: "ack-behind", href: "docs/diagnostics.zh-cn.md#ack-behind" });
    expect(chinese?.message).toContain("因此应为 y+1");
  });
});

describe("an exercise and a flow in one file", () => {
  const text = `exercise "a"\n${WRONG}flow "b"\n${WRONG}`;
  const [inExercise, inFlow] = diagnostics(analyze(parse(text)), "en").filter(
    ({ code }) => code === "ack-behind",
  );

  test("only the flow tells what is expected", () => {
    expect(inExercise?.message).not.toContain("y+1");
    expect(inExercise?.message).toContain("a SYN takes one sequence number");
    expect(inFlow?.message).toContain("so y+1 is expected");
  });

  test("a flow after an exercise tells all again", () => {
    const before = `exercise "a"\nC -> S: SYN\nflow "b"\n`;
    const [found] = diagnostics(analyze(parse(`${before}${WRONG}`)), "en").filter(
      ({ severity }) => severity === "error",
    );
    expect(found?.message).toContain("y+1 is expected");
  });

  test("a better spelling is told to students too", () => {
    const [found] = diagnostics(analyze(parse('exercise "a"\nC -> S: SYM\n')), "en");
    expect(found?.message).toContain("Did you mean “SYN”?");
  });
});

test.each([
  ["en", "find (find the mistakes)", "capture (read a capture)"],
  ["zh-cn", "find（找错）", "capture（读抓包）"],
] as const)("an unknown kind of exercise: what kinds there are (%s)", (locale, ...kinds) => {
  const [found] = diagnostics(analyze(parse('exercise "a"\nkind: foo\nC -> S: SYN seq=?\n')), locale);
  for (const kind of kinds) expect(found?.message).toContain(kind);
});

test("a text without findings has no diagnostics", () => {
  expect(diagnostics(analyze(parse("# nothing yet\n")), "en")).toEqual([]);
});
