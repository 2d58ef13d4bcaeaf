/** What comes in from foreign files and goes out to them, and what is said where that fails, in both languages. */

import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCsv } from "../../src/teaching/csv.js";
import { tcpflow, type World } from "./call.js";

const PASTED = "1. Client -> Server: SYN, seq=100\n2. Server -> Client: SYN+ACK, seq=300, ack=101\n";
const FLOW = `client C
server S

C -> S: SYN seq=x
S -> C: SYN+ACK seq=y ack=x+1
C -> S: ACK seq=x+1 ack=y+1
`;
const TEMPLATE = 'exercise "e"\nC -> S: SYN seq=x\nS -> C: SYN+ACK seq=y ack=?\nC -> S: ACK seq=? ack=?\n';
const answer = (...words: readonly string[]): string => {
  let at = 0;
  return `answers "e.tcpflow"\n${TEMPLATE.replace(/\?/g, () => words[at++] ?? "?")}`;
};
const CHOICE = `exercise "e"
kind: choice
question: Who sends the SYN?
option A: the client
option B: the server
answer: ?
`;

let folder: string;
const at = (...names: readonly string[]): string => path.join(folder, ...names);

/** The words of a call; a file is one of the folder. */
async function call(line: string, world: World = {}) {
  const words = line.split(" ").map((word) => (/\.\w+$|\/$/.test(word) ? at(word) : word));
  return await tcpflow(words, world);
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "tcpflow-io-"));
  const files: Readonly<Record<string, string>> = {
    "pasted.txt": PASTED,
    "prose.txt": "Nothing here is an exchange.\n",
    "peers.tcpflow": "A -> B: SYN seq=x\n",
    "flow.tcpflow": FLOW,
    "names.csv": "name,group\n\nAda,1\nAda,2\n",
    "nobody.csv": "\n\n",
    "templates/e.tcpflow": TEMPLATE,
    "templates/choice.tcpflow": CHOICE,
    "templates/left-here.tcpflow": answer("x+1", "x+1", "y+1"),
    "answers/Ada/e.tcpflow": answer("x+1", "x+1", "y+1"),
    "answers/Bob/e.txt": answer("x", "x", "y+1"),
    "answers/.hidden/e.tcpflow": answer("x+1", "x+1", "y+1"),
    "answers/node_modules/e.tcpflow": answer("x+1", "x+1", "y+1"),
    "none/readme.md": "no answer\n",
    "weights.csv": "exercise,blank,weight\ne,1,2\n",
    "wrong-weights.csv": "exercise,blank,weight\ne,1,much\n",
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(at(name)), { recursive: true });
    await writeFile(at(name), text);
  }
  expect((await call("export flow.tcpflow -o flow.pcap")).status).toBe(0);
});

afterAll(() => rm(folder, { recursive: true }));

describe("convert", () => {
  test("what is pasted becomes a flow, on standard output or in a file", async () => {
    const { out, status } = await call("convert pasted.txt");
    expect(status).toBe(0);
    expect(out).toContain("Server -> Client: SYN+ACK seq=300 ack=101");
    expect(await tcpflow(["convert", "-"], { stdin: PASTED })).toEqual({ status: 0, out, err: "" });
    expect(await call("convert pasted.txt -o -")).toEqual({ status: 0, out, err: "" });
    expect(await call("convert pasted.txt -o made.tcpflow")).toEqual({ status: 0, out: "", err: "" });
    expect(await readFile(at("made.tcpflow"), "utf8")).toBe(out);
  });
});

describe("export", () => {
  const first = async (name: string) =>
    (await readFile(at(name), "utf8")).split("\n").find((line) => />|</.test(line));

  test("a script is one of the server, or of the end that is named", async () => {
    expect((await call("export flow.tcpflow -o server.pkt")).status).toBe(0);
    expect(await first("server.pkt")).toMatch(/< S /);
    expect((await call("export --at C flow.tcpflow -o client.pkt")).status).toBe(0);
    expect(await first("client.pkt")).toMatch(/> S /);
    // Where nobody is a server, it is the first one.
    expect((await call("export peers.tcpflow -o peers.pkt")).status).toBe(0);
    expect(await first("peers.pkt")).toMatch(/[<>] S /);
  });

  test("a capture taken at one end", async () => {
    expect((await call("export --at S flow.tcpflow -o at-server.pcap")).status).toBe(0);
    expect((await call("import --list at-server.pcap")).out).toContain("\t3\t");
  });
});

describe("import", () => {
  test("from standard input, by the same words", async () => {
    const stdin = new Uint8Array(await readFile(at("flow.pcap")));
    const file = await call("import flow.pcap");
    const piped = await tcpflow(["import", "-"], { stdin });
    expect(piped.status).toBe(0);
    expect(piped.out).toBe(file.out.replace("flow.pcap", "-"));
    expect((await tcpflow(["import", "--list", "-"], { stdin })).out).toBe(
      (await call("import --list flow.pcap")).out,
    );
    expect((await call("import flow.pcap -o -")).out).toBe(file.out);
    expect((await call("import flow.pcap -o again.tcpflow")).out).toBe("");
    expect(await readFile(at("again.tcpflow"), "utf8")).toBe(file.out);
  });

  test("a capture without a segment has no connection, and it is said", async () => {
    const stdin = new Uint8Array(await readFile(at("flow.pcap"))).slice(0, 24);
    expect(await tcpflow(["import", "-"], { stdin })).toMatchObject({
      err: "tcpflow: there is no TCP segment in it\n",
      status: 0,
    });
  });

  test("of two files one that is no capture is named, and nothing is merged", async () => {
    expect(await call("import flow.pcap pasted.txt")).toMatchObject({ status: 2 });
  });
});

describe("grade", () => {
  const graded = async (line: string) => {
    const { out, status, err } = await call(`grade --format csv ${line}`);
    const [head = [], ...rows] = readCsv(out);
    const table = rows.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i] ?? ""])));
    return { status, table, err };
  };

  test("answers that lie among templates are none, nor is what is hidden", async () => {
    const { table } = await graded("templates/ answers/");
    expect(table.map(({ student }) => student)).toEqual(["Ada", "Bob"]);
  });

  test("what follows from a mistake counts as much as is asked for", async () => {
    const marks = async (options: string) => {
      const { table } = await graded(`${options}templates/e.tcpflow answers/`);
      return table.map(({ student, marks: own }) => [student, own]);
    };
    const [, [, whole]] = (await marks("")) as [string[], string[]];
    const [, [, half]] = (await marks("--follow-through 50 ")) as [string[], string[]];
    const [, [, nothing]] = (await marks("--follow-through 0 ")) as [string[], string[]];
    expect([Number(whole) - Number(half), Number(half) - Number(nothing)]).toEqual([0.5, 0.5]);
  });

  test("a blank may be worth more", async () => {
    const { table } = await graded("--weights weights.csv templates/e.tcpflow answers/");
    expect(table[0]).toMatchObject({ marks: "4", of: "4" });
  });
});

describe("exercises for a list of names", () => {
  test("one for each name, however often it stands there", async () => {
    expect((await call("exercise --seed 3 names.csv -o class/")).status).toBe(0);
    expect(await readFile(at("class", "Ada", "mixed-any-1.tcpflow"), "utf8")).toMatch(/^exercise /m);
  });
});

describe("what cannot be done is said", () => {
  const CASES: readonly (readonly [line: string, en: string, zh: string])[] = [
    ["convert pasted.txt prose.txt", "exactly one file", "一个文件"],
    ["convert prose.txt", "no", "没有"],
    ["convert pasted.txt -o missing/there.tcpflow", "no such file or folder", "没有这个文件或文件夹"],
    ["export flow.tcpflow peers.tcpflow -o a.pcap", "exactly one file", "一个文件"],
    ["export flow.tcpflow -o a.txt", ".pcap", ".pcap"],
    ["export --at X flow.tcpflow -o a.pcap", "C, S", "C, S"],
    ["export --at middle flow.tcpflow -o a.pkt", "C, S", "C, S"],
    ["export flow.tcpflow -o missing/a.pcap", "no such file or folder", "没有这个文件或文件夹"],
    ["import --stream 7 flow.pcap", "7", "7"],
    ["import --stream x flow.pcap", "--stream", "--stream"],
    ["import missing.pcap", "no such file or folder", "没有这个文件或文件夹"],
    ["grade --follow-through 101 templates/ answers/", "0 … 100", "0 … 100"],
    ["grade --weights wrong-weights.csv templates/ answers/", "2", "2"],
    ["grade --weights missing.csv templates/ answers/", "no such file or folder", "没有这个文件或文件夹"],
    ["grade templates/left-here.tcpflow answers/", "left-here.tcpflow", "left-here.tcpflow"],
    ["grade none/ answers/", "none", "none"],
    ["exercise --seed 4294967296", "4294967295", "4294967295"],
    ["exercise --topic header --kind capture", "--kind", "--kind"],
    ["exercise nobody.csv -o class/", "nobody.csv", "nobody.csv"],
    ["exercise names.csv", "-o FOLDER", "-o"],
    ["exercise missing.csv -o class/", "no such file or folder", "没有这个文件或文件夹"],
    ["render flow.tcpflow peers.tcpflow", "exactly one file", "一个文件"],
    ["check --answers=", "--answers", "--answers"],
    ["import flow.pcap -o", "PATH", "PATH"],
  ];

  test.each(CASES)("%s", async (line, en, zh) => {
    const english = await call(line);
    const chinese = await call(`${line.split(" ")[0]} --lang zh-cn ${line.split(" ").slice(1).join(" ")}`);
    expect([english.status, english.out, chinese.status, chinese.out]).toEqual([2, "", 2, ""]);
    expect(english.err).toMatch(/^tcpflow: /);
    expect(english.err).toContain(en);
    expect(english.err).not.toMatch(/\p{Script=Han}|undefined/u);
    expect(chinese.err).toContain(zh);
    expect(chinese.err).toMatch(/\p{Script=Han}/u);
  });

  test("a folder without an answer is named in the table", async () => {
    const { out, status } = await call("grade templates/e.tcpflow none/");
    expect(status).not.toBe(0);
    expect(out).toContain("none");
  });
});
