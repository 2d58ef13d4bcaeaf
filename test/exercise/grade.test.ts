/** A made-up class: what each student gets right, wrong and leaves empty is known before anything is judged. */

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { run } from "../../src/cli/run.js";
import { prepareTemplate } from "../../src/exercise/judge.js";
import {
  type Graded,
  gradeAnswer,
  gradeCsv,
  gradeTable,
  tally,
  totalsOf,
  ungraded,
} from "../../src/features/grade.js";
import { keyed } from "./cases.js";

vi.setConfig({ testTimeout: 120_000 });

/** A generator of numbers that are the same each time (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let n = Math.imul(state ^ (state >>> 15), 1 | state);
    n = (n + Math.imul(n ^ (n >>> 7), 61 | n)) ^ n;
    return ((n ^ (n >>> 14)) >>> 0) / 2 ** 32;
  };
}

const parts = ["handshake", "loss"].map((name) => keyed.find((one) => one.name === name));
const template = parts.map((one) => one?.template).join("\n");
const right = parts.flatMap((one) => one?.answers ?? []);
const NAME = "class.tcpflow";

/** Other words for the same: the letters and numbers turned round. */
const same = (answer: string) => {
  const plus = /^(\w+)\+(\w+)$/.exec(answer);
  return plus === null ? ` ${answer}` : `${plus[2]} + ${plus[1]}`;
};
/** Never right in these exercises. */
const other = (answer: string, n: number) => {
  if (/^[A-Z]+(-[A-Z]+)+$|ESTABLISHED/.test(answer)) return ["CLOSED", "TIME-WAIT", "LAST-ACK"][n % 3] ?? "";
  if (/^[A-Z+]+$/.test(answer)) return ["SYN+RST", "FIN+RST", "SYN+FIN"][n % 3] ?? "";
  return [`${answer}+1`, `${answer}-1`, `${answer}+7`][n % 3] ?? "";
};

type Verdict = "right" | "wrong" | "empty";

const CLASS_SIZE = 200;
const random = numbersFrom(20261121);
const students = Array.from({ length: CLASS_SIZE }, (_, i) => {
  const care = random();
  const marks = right.map((): Verdict => {
    const draw = random();
    if (draw < 0.1 * care) return "empty";
    return draw < 0.3 * care ? "wrong" : "right";
  });
  const words = right.map((answer, k) => {
    if (marks[k] === "empty") return "?";
    if (marks[k] === "wrong") return other(answer, Math.floor(random() * 3));
    return random() < 0.3 ? same(answer) : answer;
  });
  let k = 0;
  const body = template.replace(/\?/g, () => words[k++] ?? "");
  const shaped = [body, body.replace(/\n/g, "\r\n"), body.replace(/$/gm, "  # done")][i % 3] ?? body;
  return { name: `s${i}.tcpflow`, marks, text: `answers "${NAME}"\n${shaped}` };
});

describe(`${CLASS_SIZE} answers`, () => {
  const prepared = prepareTemplate(template);
  const graded = students.map(({ name, text }) => gradeAnswer(prepared, NAME, name, text));

  test("get the marks that are known", () => {
    const found = graded.map(({ exercises }) =>
      exercises.flatMap(({ marks }) => marks.map(({ verdict }) => verdict)),
    );
    const surprises = students.flatMap(({ name, marks, text }, i) =>
      JSON.stringify(found[i]) === JSON.stringify(marks)
        ? []
        : [{ name, marks: marks.join(), found: found[i]?.join(), text }],
    );
    expect(surprises).toEqual([]);
  });

  test("add up", () => {
    const count = (verdict: Verdict) =>
      students.flatMap(({ marks }) => marks).filter((mark) => mark === verdict).length;
    expect(totalsOf(graded)).toEqual({
      answers: CLASS_SIZE,
      graded: CLASS_SIZE,
      solved: students.filter(({ marks }) => marks.every((mark) => mark === "right")).length,
      right: count("right"),
      wrong: count("wrong"),
      empty: count("empty"),
    });
    expect(tally(graded).reduce((sum, [, n]) => sum + n, 0)).toBe(count("wrong"));
  });

  test("as CSV: a row for each blank", () => {
    const rows = gradeCsv(graded).split("\r\n");
    expect(rows).toHaveLength(1 + CLASS_SIZE * right.length + 1);
    expect(rows[0]).toBe("file,exercise,blank,kind,line,verdict,misconception,written,right,total");
  });

  test("as a table: a line for each file, and what was misunderstood", () => {
    const lines = gradeTable(graded, "en");
    expect(lines[0]).toMatch(/^file +right +blanks$/);
    expect(lines.find((line) => line.startsWith("s0."))).toMatch(/^s0\.tcpflow +\d+\/16 +[+x.]{9} [+x.]{7}$/);
    expect(lines).toContain("What was misunderstood:");
    expect(lines.at(-1)).toMatch(
      /^200 answers, 200 graded, \d+ all right: \d+ blanks right, \d+ wrong, \d+ empty$/,
    );
  });
});

describe("CSV", () => {
  const graded = (file: string, written: string): Graded => {
    const one = keyed.find(({ name }) => name === "handshake");
    const made = gradeAnswer(
      prepareTemplate(one?.template ?? ""),
      "a.tcpflow",
      file,
      `answers "a.tcpflow"\n${one?.template}`,
    );
    const [exercise] = made.exercises;
    if (exercise === undefined) throw new Error("no exercise");
    const marks = exercise.marks.slice(0, 1).map((mark) => ({ ...mark, written }));
    return { ...made, exercises: [{ ...exercise, title: "T", marks }] };
  };
  const cells: [written: string, cell: string][] = [
    ["x+1", "x+1"],
    ["a,b", '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ["=1+1", "'=1+1"],
    ["+1", "'+1"],
    ["-1", "'-1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1", "'\t=1"],
    ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
    ["＝1", "'＝1"],
    ["序号", "序号"],
  ];
  test.each(cells)("%j", (written, cell) => {
    const line = gradeCsv([graded("f", written)]).split("\r\n")[1];
    expect(line).toBe(`f,T,1,flags,9,empty,,${cell},0,9`);
  });

  test("of a file without marks", () => {
    expect(gradeCsv([ungraded("=f", "unreadable", "why")]).split("\r\n")[1]).toBe("'=f,,,,,unreadable,,,,");
  });
});

describe("tcpflow grade", () => {
  let folder: string;
  const at = (name: string) => path.join(folder, name);

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tcpflow-grade-"));
    await mkdir(at("class"));
    const files: Record<string, string | Uint8Array> = {
      [NAME]: template,
      "class.key.tcpflow": `answers "${NAME}"\n${parts.map((one) => one?.key.slice(one.key.indexOf("\n") + 1)).join("\n")}`,
      "flow.tcpflow": "C -> S: SYN\n",
      "class/a.answer.tcpflow": students[0]?.text ?? "",
      "class/b.answer.tcpflow": students[1]?.text ?? "",
      "class/copy.tcpflow": template,
      "class/elsewhere.tcpflow": (students[2]?.text ?? "").replace(NAME, "another.tcpflow"),
      "class/latin.tcpflow": new Uint8Array([0x43, 0xe9, 0x0a]),
    };
    for (const [name, content] of Object.entries(files)) await writeFile(at(name), content);
  });

  afterAll(() => rm(folder, { recursive: true }));

  async function grade(...args: string[]) {
    let out = "";
    let err = "";
    const host = {
      env: { LANG: "en" },
      terminal: false,
      out: (text: string) => {
        out += text;
      },
      err: (text: string) => {
        err += text;
      },
      stdin: async () => new Uint8Array(),
    };
    return { status: await run(["grade", ...args], host), out, err };
  }

  test("reports what cannot be graded, and grades the rest", async () => {
    const { status, out } = await grade(at(NAME), at("class"), at("missing"), "--format", "json");
    expect(status).toBe(2);
    const { answers, totals } = JSON.parse(out);
    const problems = answers.map((one: { path: string; problem: { code: string } | null }) => [
      path.basename(one.path),
      one.problem?.code ?? null,
    ]);
    expect(Object.fromEntries(problems)).toEqual({
      missing: "unreadable",
      "a.answer.tcpflow": null,
      "b.answer.tcpflow": null,
      "copy.tcpflow": "not-an-answer",
      "elsewhere.tcpflow": "other-template",
      "latin.tcpflow": "unreadable",
    });
    expect([totals.answers, totals.graded]).toEqual([6, 2]);
    const wrong = students[0]?.marks.filter((mark) => mark === "wrong").length;
    expect(answers.find((one: { path: string }) => one.path.endsWith("a.answer.tcpflow")).wrong).toBe(wrong);
  });

  test("gives a spreadsheet CSV that it reads as UTF-8", async () => {
    const { out } = await grade(at(NAME), folder, "--format", "csv");
    expect(out.startsWith("\uFEFFfile,exercise,blank,")).toBe(true);
    expect(out.slice(1)).not.toContain("\uFEFF");
  });

  test("walks past the template and its key", async () => {
    const { out } = await grade(at(NAME), folder, "--format", "csv");
    const files = new Set(
      out
        .split("\r\n")
        .slice(1)
        .map((row) => path.basename(row.split(",")[0] ?? "")),
    );
    expect(files.has(NAME)).toBe(false);
    expect(files.has("class.key.tcpflow")).toBe(false);
    expect(files.has("flow.tcpflow")).toBe(true);
  });

  const statuses: [title: string, args: string[], status: number][] = [
    ["the key: all right", [NAME, "class.key.tcpflow"], 0],
    ["an answer with mistakes or blanks", [NAME, "class/copy.tcpflow"], 1],
    ["no answers named", [NAME], 2],
    ["a template that is missing", ["nothing.tcpflow", "class"], 2],
    ["a template without an exercise", ["flow.tcpflow", "class"], 2],
    ["an answer in place of the template", ["class/a.answer.tcpflow", "class"], 2],
  ];
  test.each(statuses)("%s", async (_title, args, status) => {
    const found = await grade(...args.map(at));
    expect(found.status).toBe(status);
  });

  test("in Chinese", async () => {
    const { out } = await grade(at(NAME), at("class.key.tcpflow"), "--lang", "zh-cn");
    expect(out).toContain("1 份答卷，批改 1 份，全对 1 份：16 个空答对，0 个答错，0 个未填");
  });
});
