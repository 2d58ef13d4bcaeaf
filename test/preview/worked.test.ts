/** A solved exercise, explained. */

import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { prepareTemplate } from "../../src/exercise/judge.js";
import { parse } from "../../src/language/parser.js";
import type { LOCALES } from "../../src/messages/locale.js";
import { workedExplanation } from "../../src/preview/worked.js";

const LESSONS = path.resolve(import.meta.dirname, "../../lessons");

function explained(template: string, key: string, index: number, locale: (typeof LOCALES)[number]): string {
  const flow = parse(key).flows.filter(({ kind }) => kind === "exercise")[index];
  const one = prepareTemplate(template, key).exercises[index];
  if (flow === undefined || one === undefined) throw new Error("no exercise");
  return workedExplanation(key, flow, [...one.choices.values()], locale);
}

test("every line is told with what it means and what it changes", () => {
  const template =
    'exercise "a"\ntask: Fill in.\nhint: Count.\nclient C\nserver S\nC -> S: SYN seq=x\nS -> C: SYN+ACK seq=y ack=?\nC -> S: ACK seq=x+1 ack=y+1\n';
  const page = explained(template, template.replace("?", "x+1"), 0, "en");
  expect(page).toMatch(/^# a\n\n> Fill in\./);
  expect(page.match(/^\*\*/gm)?.length).toBe(4);
  for (const said of ["SYN-SENT", "SYN-RECEIVED", "ESTABLISHED"]) expect(page).toContain(said);
  expect(page).not.toMatch(/Count|\?/);
});

test("a line that is named is that of the file", () => {
  const text =
    '# above\n\nexercise "a"\ntask: Fill in.\nC ~> S: SYN seq=x as A\n# between\ndeliver A\nS -> C: SYN+ACK seq=y ack=?\n';
  const page = explained(text, text.replace("?", "x+1"), 0, "en");
  expect(page).toContain("arrives on line 7");
  expect(page).toContain("sent on line 5 arrives");
});

test("an exercise without a title has headings all the same, each once", () => {
  const template =
    "exercise\n== Open ==\nC -> S: SYN seq=x\nS -> C: SYN+ACK seq=y ack=?\n== Close ==\nC -> S: RST seq=x+1\n";
  const headings = (locale: (typeof LOCALES)[number]) =>
    explained(template, template.replace("?", "x+1"), 0, locale).match(/^#+ .*$/gm);
  expect(headings("en")).toEqual(["# Exercise", "## The exchange, step by step", "### Open", "### Close"]);
  expect(headings("zh-cn")).toEqual(["# 练习", "## 整个交互过程，一步一步看", "### Open", "### Close"]);
});

test("a question whose key is not at hand shows its options without a verdict", () => {
  const template =
    'exercise "q"\nkind: choice\nquestion: Who?\noption A: the client\noption B: the server\nanswer: ?\n';
  const page = explained(template, template, 0, "en");
  expect(page).toMatch(/^- \*\*A\. the client\*\*$/m);
  expect(page).toMatch(/^- \*\*B\. the server\*\*$/m);
});

test("what somebody wrote is shown as it is", () => {
  const template = 'exercise "<b>*x*"\ntask: [a](http://b)\nC -> S: SYN seq=? "<i>"\n';
  const page = explained(template, template.replace("?", "1"), 0, "en");
  expect(page).not.toMatch(/<[bi]>|\[a\]\(/);
});

describe.each(["en", "zh-cn"] as const)("%s", (locale) => {
  test.each(["01-three-way-handshake", "12-four-way-close", "16-time-wait", "20-reading-a-capture"])(
    "lesson %s",
    (id) => {
      const read = (name: string) => readFileSync(path.join(LESSONS, locale, name), "utf8");
      const [template, key] = [read(`${id}.tcpflow`), read(`${id}.key.tcpflow`)];
      const exercises = parse(key).flows.filter(({ kind }) => kind === "exercise");
      exercises.forEach((flow, i) => {
        const page = explained(template, key, i, locale);
        const steps = flow.statements.filter(({ type }) => type === "segment" || type === "deliver").length;
        expect((page.match(/^\*\*/gm) ?? []).length).toBeGreaterThanOrEqual(steps);
        const options = flow.statements.filter(({ type }) => type === "option").length;
        expect((page.match(/^- [✓✗] /gm) ?? []).length).toBe(options);
      });
    },
  );
});
