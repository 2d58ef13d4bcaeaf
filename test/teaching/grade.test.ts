/** A made-up class: what each student gets right, wrong and leaves empty is known before anything is judged. */

import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { run } from "../../src/cli/run.js";
import { type Graded, gradeAnswer, gradingTemplate, ungraded } from "../../src/teaching/grade.js";
import { classOf, tally, totalsOf } from "../../src/teaching/grade-class.js";
import { gradeCsv } from "../../src/teaching/grade-csv.js";
import { gradeTable } from "../../src/teaching/grade-text.js";
import { EVEN } from "../../src/teaching/weights.js";
import { keyed } from "../exercise/cases.js";

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
  const prepared = [gradingTemplate(NAME, template)];
  const graded = students.map(({ name, text }) =>
    gradeAnswer(prepared, { path: name, student: name, text }, EVEN),
  );
  const result = classOf(prepared, graded);

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
    const rows = gradeCsv(result, "blank", "en").split("\r\n");
    expect(rows).toHaveLength(1 + CLASS_SIZE * right.length + 1);
    expect(rows[0]).toBe(
      "file,student,template,exercise,blank,kind,line,verdict,marks,of,misconception,what was misunderstood,written,changes",
    );
  });

  test("as a table: a line for each file, and what was misunderstood", () => {
    const lines = gradeTable(result, "en");
    expect(lines[0]).toMatch(/^file +marks +blanks$/);
    expect(lines.find((line) => line.startsWith("s0."))).toMatch(
      /^s0\.tcpflow +\d+\/16 +[+x~.]{9} [+x~.]{7}$/,
    );
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
      [gradingTemplate("a.tcpflow", one?.template ?? "")],
      { path: file, student: file, text: `answers "a.tcpflow"\n${one?.template}` },
      EVEN,
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
    const line = gradeCsv(classOf([], [graded("f", written)]), "blank", "en").split("\r\n")[1];
    expect(line).toBe(`f,f,a.tcpflow,T,1,flags,9,empty,0,1,,,${cell},0`);
  });

  test("of a file without marks", () => {
    const none = classOf([], [ungraded("=f", "s", "unreadable", "why")]);
    expect(gradeCsv(none, "blank", "en").split("\r\n")[1]).toBe(
      "'=f,s,,,,,,unreadable,,,,cannot be read: why,,",
    );
    expect(gradeCsv(none, "student", "en").split("\r\n")[1]).toBe("s,0,0,0,0,0,0,0,'=f: cannot be read: why");
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
    expect(out.startsWith("\uFEFFstudent,marks,of,percent,")).toBe(true);
    expect(out.slice(1)).not.toContain("\uFEFF");
  });

  test("walks past the template and its key", async () => {
    const { out } = await grade(at(NAME), folder, "--format", "csv", "--rows", "blank");
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

  const right = () => {
    const key = students.find(({ marks }) => marks.every((mark) => mark === "right"));
    if (key === undefined) throw new Error("nobody is all right");
    return key.text.replace(/\r\n/g, "\n").replaceAll("  # done", "");
  };
  /** Grades files of these contents, and gives their rows by name. */
  async function gradeFiles(name: string, files: Record<string, string | Uint8Array>) {
    await mkdir(at(name));
    for (const [file, content] of Object.entries(files)) await writeFile(at(`${name}/${file}`), content);
    const json = JSON.parse((await grade(at(NAME), at(name), "--format", "json")).out);
    const text = await grade(at(NAME), at(name));
    const rows = json.answers.map((one: { path: string }) => [path.basename(one.path), one]);
    return { rows: Object.fromEntries(rows), text: text.out, err: text.err };
  }

  test("a file in UTF-16 is told to be no UTF-8, with a mark at its beginning or without", async () => {
    const little = Buffer.from(right(), "utf16le");
    const { rows } = await gradeFiles("wide", {
      "plain.tcpflow": little,
      "marked.tcpflow": Buffer.concat([Buffer.from([0xff, 0xfe]), little]),
    });
    expect(rows["plain.tcpflow"].problem.message).toContain("UTF-8");
    expect(rows["marked.tcpflow"].problem.message).toContain("UTF-8");
  });

  test("what was changed beside the blanks is told, and what there is too much", async () => {
    const text = right();
    const { rows, text: said } = await gradeFiles("changed", {
      "same.tcpflow": text,
      "added.tcpflow": `${text}S -> C: PSH+ACK len=5\n`,
      "twice.tcpflow": `${text}${text.slice(text.indexOf("\n") + 1)}`,
      "plain.tcpflow": text.replaceAll("exercise ", "flow "),
    });
    const told = (name: string) => said.split("\n").filter((line) => line.includes(`${name}.tcpflow: `));
    expect(told("same")).toEqual([]);
    expect(told("added")).toHaveLength(1);
    expect(told("added")[0]).toMatch(/line \d+ of the answer put in/);
    expect(rows["twice.tcpflow"].more).toBe(2);
    expect(told("twice")).toHaveLength(1);
    expect(rows["plain.tcpflow"]).toMatchObject({ right: 0, wrong: 0 });
  });

  test("the template's name counts without its folder and its capitals", async () => {
    const { rows } = await gradeFiles("names", {
      "a.tcpflow": right().replace(NAME, `../${NAME}`),
      "b.tcpflow": right().replace(NAME, NAME.toUpperCase()),
    });
    expect([rows["a.tcpflow"].problem, rows["b.tcpflow"].problem]).toEqual([null, null]);
  });

  test("a file is graded once, however it is named", async () => {
    const { out } = await grade(at(NAME), at("class"), `${folder}/./class`, "--format", "json");
    expect(JSON.parse(out).totals.answers).toBe(5);
  });

  test("a pipe in the folder is no answer, and not waited for", async () => {
    await mkdir(at("pipes"));
    execFileSync("mkfifo", [at("pipes/pipe.tcpflow")]);
    await symlink("nowhere", at("pipes/lost.tcpflow"));
    const { out } = await grade(at(NAME), at("pipes"), "--format", "json");
    const found = JSON.parse(out).answers.map((one: { path: string }) => path.basename(one.path));
    expect(found).toEqual(["lost.tcpflow"]);
  });

  test("what a terminal would obey is not printed, nor what is endless", async () => {
    const { text } = await gradeFiles("signs", {
      "a.tcpflow": right()
        .replace("seq=x", `seq=x`)
        .replace(/ack=x ?\+ ?1|ack=1 ?\+ ?x/, "ack=\u001b[31m\u202ex"),
      "b.tcpflow": right().replace(/ack=x ?\+ ?1|ack=1 ?\+ ?x/, `ack=${"x+".repeat(5000)}x`),
    });
    expect(text).toContain("\uFFFD");
    for (const sign of ["\u001b", "\u202e"]) expect(text).not.toContain(sign);
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThan(600);
  });

  const unsound: [title: string, lines: string, told: RegExp | null][] = [
    [
      "wrong whatever is filled in",
      "C -> S: SYN seq=x\nS -> C: SYN+ACK seq=y ack=x\nC -> S: ACK seq=?\n",
      /in line 3,/,
    ],
    ["a line that cannot be read", "C -> S: SYN seq=?\ngibberish\n", /in line 3,/],
    ["without a blank", "C -> S: SYN\n", /no blank/],
    ["without a mistake", "kind: find\nC -> S: SYN\n", /has none/],
    ["sound", "C -> S: SYN seq=?\n", null],
  ];
  test.each(unsound)("a template that is %s", async (title, lines, told) => {
    const name = at(`unsound-${title.replaceAll(" ", "-")}.tcpflow`);
    const text = `exercise "T"\n${lines}`;
    await writeFile(name, text);
    const answer = name.replace(".tcpflow", ".answer.tcpflow");
    await writeFile(answer, `answers "${path.basename(name)}"\n${text}`);
    const { err, out } = await grade(name, answer);
    if (told === null) expect(err).toBe("");
    else expect(err).toMatch(told);
    expect(out).not.toContain("changed where");
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
