/** A class of thirty that answers five templates: what each has right is known before anything is graded. */

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { run } from "../../src/cli/run.js";
import { randomKey } from "../../src/exercise/random/again.js";
import { gradeTexts } from "../../src/messages/grade.js";
import { LOCALES } from "../../src/messages/locale.js";
import { readCsv } from "../../src/teaching/csv.js";
import { gradingTemplate } from "../../src/teaching/grade.js";
import { gradeClass } from "../../src/teaching/grade-class.js";
import { gradeCsv } from "../../src/teaching/grade-csv.js";
import { feedbackText } from "../../src/teaching/grade-feedback.js";
import { studentOf } from "../../src/teaching/students.js";
import { EVEN, readWeights, weightOf } from "../../src/teaching/weights.js";
import { keyed } from "../exercise/cases.js";

vi.setConfig({ testTimeout: 120_000 });

const NAMES = ["handshake", "textbook", "both-open", "recovery", "loss"];
const tasks = NAMES.map((name) => {
  const one = keyed.find((exercise) => exercise.name === name);
  if (one === undefined) throw new Error(`no exercise ${name}`);
  return one;
});
const STUDENTS = Array.from({ length: 30 }, (_, i) => (i % 3 === 0 ? `学生${i + 1}` : `Student ${i + 1}`));

type Word = { readonly text: string; readonly verdict: "right" | "wrong" | "empty" };

/** What this student writes there: mostly what is right, wrong numbers never off by the same. */
function word(answer: string, student: number, task: number, blank: number): Word {
  const draw = (student * 31 + task * 17 + blank * 7) % 13;
  if (draw === 5) return { text: "?", verdict: "empty" };
  if (draw === 8 || draw === 3) return { text: wrong(answer, blank), verdict: "wrong" };
  return { text: answer, verdict: "right" };
}

function wrong(answer: string, blank: number): string {
  if (/^[A-Z+]+$/.test(answer) && answer !== "ESTABLISHED" && answer !== "CLOSED") return "SYN+RST";
  if (/^[A-Z]/.test(answer)) return answer === "CLOSING" ? "LISTEN" : "CLOSING";
  return `${answer}+${1009 + 97 * blank}`;
}

const sheets = STUDENTS.flatMap((student, s) =>
  tasks.flatMap(({ name, template, answers }, t) => {
    // Some hand in less than all.
    if (s % 10 === 7 && t === 2) return [];
    const words = answers.map((answer, b) => word(answer, s, t, b));
    let at = 0;
    const text = `answers "${name}.tcpflow"\n${template.replace(/\?/g, () => words[at++]?.text ?? "?")}`;
    return [{ student, name, words, text }];
  }),
);

function rowsOf(csv: string): Record<string, string>[] {
  const [head = [], ...body] = readCsv(csv);
  return body.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i] ?? ""])));
}

const templates = tasks.map(({ name, template }) => gradingTemplate(`${name}.tcpflow`, template));

/** These students, without the command line. */
function graded(who: (student: string) => boolean, scale = EVEN) {
  const some = sheets.filter(({ student }) => who(student));
  const handedIn = some.map(({ student, name, text }) => {
    const below = `${student}/${name}.answer.tcpflow`;
    return { path: below, below, text };
  });
  return { some, result: gradeClass(templates, handedIn, scale) };
}

const FEW = new Set(STUDENTS.slice(0, 6));

function expected(student: string) {
  const own = sheets.filter((sheet) => sheet.student === student);
  const of = tasks.reduce((n, { answers }) => n + answers.length, 0);
  const count = (verdict: Word["verdict"]) =>
    own.flatMap(({ words }) => words).filter((one) => one.verdict === verdict).length;
  return { of, right: count("right"), wrong: count("wrong"), empty: count("empty") };
}

describe("a class of thirty over five templates", () => {
  let folder: string;
  const at = (...names: string[]) => path.join(folder, ...names);

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tcpflow-class-"));
    await mkdir(at("templates"));
    for (const { name, template, key } of tasks) {
      await writeFile(at("templates", `${name}.tcpflow`), template);
      await writeFile(at("templates", `${name}.key.tcpflow`), key);
    }
    for (const [i, { student, name, text }] of sheets.entries()) {
      await mkdir(at("answers", student), { recursive: true });
      await writeFile(at("answers", student, `${name}.answer.${i % 4 === 0 ? "txt" : "tcpflow"}`), text);
    }
    await writeFile(at("answers", "Student 2", "essay.docx"), "not a flow");
    const { out, err, status } = await grade(at("answers"), "--format", "csv", "--feedback", at("feedback"));
    expect(status).toBe(1);
    said = err;
    table = rowsOf(out);
  }, 1_200_000);

  afterAll(() => rm(folder, { recursive: true }));

  /** One command for the whole class: its table, and a file of feedback for each student. */
  let table: Record<string, string>[] = [];
  let said = "";

  async function grade(...args: string[]) {
    let out = "";
    let err = "";
    const host = {
      env: { LANG: "en" },
      version: "0.0.0",
      assets: "",
      terminal: false,
      out: (text: string) => {
        out += text;
      },
      err: (text: string) => {
        err += text;
      },
      stdin: async () => new Uint8Array(),
    };
    const status = await run(["grade", at("templates"), ...args], host);
    return { status, out, err };
  }

  test("one row a student, with marks and percent that are known", () => {
    expect(table.map(({ student }) => student).sort()).toEqual([...STUDENTS].sort());
    for (const row of table) {
      const { of, right, wrong: mistakes, empty } = expected(row.student ?? "");
      expect({ ...row }).toMatchObject({
        marks: String(right),
        of: String(of),
        percent: String(Math.round((right / of) * 1000) / 10),
        right: String(right),
        wrong: String(mistakes),
        empty: String(empty),
        "followed through": "0",
      });
    }
    const lazy = table.find(({ student }) => student === "Student 8");
    expect(lazy).toMatchObject({ "both-open": "", "both-open of": "", notes: "both-open not handed in" });
  });

  test("each task has a column of its own", () => {
    for (const row of table) {
      for (const { student, name, words } of sheets) {
        if (student !== row.student) continue;
        expect([row[name], row[`${name} of`]]).toEqual([
          String(words.filter(({ verdict }) => verdict === "right").length),
          String(words.length),
        ]);
      }
    }
  });

  test("what is no answer by its kind is named as skipped", () => {
    expect(said).toMatch(/essay\.docx is skipped/);
  });

  test("a file of feedback for each student", async () => {
    const names = await readdir(at("feedback"));
    expect(names.sort()).toEqual(STUDENTS.map((name) => `${name}.md`).sort());
    for (const student of STUDENTS) {
      const text = await readFile(at("feedback", `${student}.md`), "utf8");
      const { wrong: mistakes } = expected(student);
      expect(text.split("\n").filter((line) => /^- Line \d/.test(line))).toHaveLength(mistakes);
      for (const other of STUDENTS) if (other !== student) expect(text).not.toContain(`# ${other}\n`);
    }
  });

  test("the answers may lie beside their templates", async () => {
    await writeFile(at("templates", "handshake.answer.txt"), sheets[0]?.text ?? "");
    const { out } = await grade(at("templates"), "--format", "json");
    const { answers, students } = JSON.parse(out);
    expect(answers).toHaveLength(1);
    expect(students).toHaveLength(1);
  });

  test("a table of weights that cannot be read is told with its line", async () => {
    await writeFile(at("weights.csv"), "template,weight\r\nhandshake,heavy\r\n");
    const { status, err } = await grade(at("answers"), "--weights", at("weights.csv"));
    expect([status, err]).toEqual([2, expect.stringContaining("line 2")]);
  });
});

describe("other forms", () => {
  const { some, result } = graded((student) => FEW.has(student));

  test.each(LOCALES)("a row for each blank, question and misconception (%s)", (locale) => {
    const blanks = rowsOf(gradeCsv(result, "blank", locale));
    expect(blanks).toHaveLength(some.reduce((n, { words }) => n + words.length, 0));
    const questions = rowsOf(gradeCsv(result, "question", locale));
    expect(questions).toHaveLength(tasks.reduce((n, { answers }) => n + answers.length, 0));
    const faults = rowsOf(gradeCsv(result, "misconception", locale));
    const times = gradeTexts(locale).columns.times;
    expect(faults.reduce((n, row) => n + Number(row[times]), 0)).toBe(
      some.flatMap(({ words }) => words).filter(({ verdict }) => verdict === "wrong").length,
    );
  });

  test("a question says how many have it right", () => {
    for (const { template, number, blank, right } of result.questions) {
      const own = some.filter(({ name }) => `${name}.tcpflow` === template);
      if (number > 1) continue;
      expect(right, `${template} ${blank}`).toBe(
        own.filter(({ words }) => words[blank - 1]?.verdict === "right").length,
      );
    }
  });

  test.each(LOCALES)("feedback has a line for each wrong answer (%s)", (locale) => {
    for (const student of result.students) {
      const text = feedbackText(student, locale);
      const lines = text.split("\n").filter((line) => /^- (?:Line|第) ?\d/.test(line));
      expect(lines).toHaveLength(expected(student.name).wrong);
    }
  });

  test("weights: a template, a blank", () => {
    const weights = readWeights(
      "template,exercise,blank,weight\r\nhandshake,,,2\r\nrecovery.tcpflow,1,1,0.5\r\n",
    );
    if ("line" in weights) throw new Error("cannot be read");
    const weighed = graded((student) => FEW.has(student), { weights, followThrough: 1 }).result;
    const handshake = tasks[0]?.answers.length ?? 0;
    const of = tasks.reduce((n, { answers }) => n + answers.length, 0) + handshake - 0.5;
    for (const student of weighed.students) {
      expect(student.of).toBe(of);
      const own = some.filter((sheet) => sheet.student === student.name);
      const marks = own.flatMap(({ name, words }) =>
        words.map(({ verdict }, b) =>
          verdict !== "right" ? 0 : name === "handshake" ? 2 : name === "recovery" && b === 0 ? 0.5 : 1,
        ),
      );
      expect(student.marks).toBe(marks.reduce<number>((sum, one) => sum + one, 0));
    }
  });
});

describe("whose an answer is", () => {
  const templates = ["12-close.tcpflow", "data.tcpflow"];
  const cases: [below: string, student: string][] = [
    ["Li Lei/12-close.answer.tcpflow", "Li Lei"],
    ["Li Lei_4711_assignsubmission_file_/12-close.answer.tcpflow", "Li Lei"],
    ["12-close/Li Lei.tcpflow", "Li Lei"],
    ["12-close/Li Lei.answer.tcpflow", "Li Lei"],
    ["data/李雷/data.answer.tcpflow", "李雷"],
    ["12-close.answer-李雷.tcpflow", "李雷"],
    ["李雷-12-close.answer.tcpflow", "李雷"],
    ["lilei_12-close.answer-2.tcpflow", "lilei"],
    ["12-close.answer (1).tcpflow", "12-close"],
    ["s17.txt", "s17"],
    ["data.s17.txt", "s17"],
  ];
  test.each(cases)("%s: %s", (below, student) => {
    expect(studentOf(below, null, templates)).toBe(student);
  });
});

describe("weights", () => {
  test("the row that says most counts", () => {
    const weights = readWeights("exercise;blank;weight\n;;2\nThe close;;3\nThe close;2;5\n");
    if ("line" in weights) throw new Error("cannot be read");
    const of = (title: string, blank: number) =>
      weightOf({ weights, followThrough: 1 }, "a.tcpflow", { title, index: 0 }, blank);
    expect([of("Data", 0), of("The close", 0), of("The close", 1)]).toEqual([2, 3, 5]);
  });

  const unreadable: [text: string, line: number][] = [
    ["", 1],
    ["exercise,blank\nA,1\n", 1],
    ["exercise,weight\nA,-1\n", 2],
    ["exercise,blank,weight\nA,1,1\nA,x,1\n", 3],
  ];
  test.each(unreadable)("%j cannot be read in line %i", (text, line) => {
    expect(readWeights(text)).toEqual({ line });
  });
});

describe("an exercise for each name", () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tcpflow-names-"));
  });

  afterAll(() => rm(folder, { recursive: true }));

  async function tcpflow(...args: string[]) {
    let out = "";
    let err = "";
    const host = {
      env: { LANG: "en" },
      version: "0.0.0",
      assets: "",
      terminal: false,
      out: (text: string) => {
        out += text;
      },
      err: (text: string) => {
        err += text;
      },
      stdin: async () => new Uint8Array(),
    };
    return { status: await run(args, host), out, err };
  }

  test("each gets one of the same name, and all are graded as one task", async () => {
    await writeFile(path.join(folder, "names.txt"), "Li Lei\n韩梅梅\n");
    const made = path.join(folder, "made");
    const wish = ["--topic", "handshake", "--kind", "fill", "--seed", "7"];
    expect((await tcpflow("exercise", path.join(folder, "names.txt"), "-o", made, ...wish)).status).toBe(0);
    const texts: string[] = [];
    for (const name of ["Li Lei", "韩梅梅"]) {
      const text = await readFile(path.join(made, name, "handshake-fill-1.tcpflow"), "utf8");
      texts.push(text);
      await mkdir(path.join(folder, "answers", name), { recursive: true });
      const key = randomKey(text)?.replace(/^answers .*$/m, 'answers "handshake-fill-1.tcpflow"') ?? "";
      await writeFile(path.join(folder, "answers", name, "mine.tcpflow"), key);
    }
    expect(texts[0]).not.toBe(texts[1]);
    const { status, out } = await tcpflow("grade", made, path.join(folder, "answers"), "--format", "csv");
    expect(rowsOf(out).map(({ student, percent }) => [student, percent])).toEqual([
      ["Li Lei", "100"],
      ["韩梅梅", "100"],
    ]);
    expect(status).toBe(0);
  });

  test("one by itself has its key beside it", async () => {
    const file = path.join(folder, "one.tcpflow");
    await tcpflow("exercise", "--topic", "refused", "--kind", "next", "--seed", "3", "-o", file);
    const key = await readFile(path.join(folder, "one.key.tcpflow"), "utf8");
    expect(key.startsWith('answers "one.tcpflow"\n')).toBe(true);
    const { status } = await tcpflow("grade", file, path.join(folder, "one.key.tcpflow"));
    expect(status).toBe(0);
  });

  test("names without a folder, and a topic that is none", async () => {
    expect((await tcpflow("exercise", path.join(folder, "names.txt"))).status).toBe(2);
    expect((await tcpflow("exercise", "--topic", "weather")).status).toBe(2);
  });
});
