import { chmod, lstat, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import mermaid from "mermaid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tcpflow, type World } from "./call.js";

const RIGHT = "C -> S: SYN seq=x\nS -> C: SYN+ACK seq=y ack=x+1\nC -> S: ACK seq=x+1 ack=y+1\n";
const WRONG = "C -> S: SYN seq=x\nS -> C: SYN+ACK seq=y ack=x\n";
const TWO = 'flow "one"\nC -> S: SYN\nflow "two"\nA -> B: SYN\n';
const NOTES = `# Notes\n\n- a list\n\n  \`\`\`tcpflow\n  C -> S: SYN seq=x\n  S -> C: SYN+ACK seq=y ack=x\n  \`\`\`\n`;
const UGLY = "C   ->   S:  syn   seq = x\n";

let folder: string;
const file = (name: string) => path.join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "tcpflow-"));
  for (const inside of ["deep", "node_modules", ".hidden", "empty"]) await mkdir(file(inside));
  const files: Record<string, string | Uint8Array> = {
    "right.tcpflow": RIGHT,
    "deep/wrong.tcpflow": WRONG,
    "deep/notes.txt": "not ours",
    "node_modules/other.tcpflow": WRONG,
    ".hidden/other.tcpflow": WRONG,
    "two.flows": TWO,
    "notes.md": NOTES,
    "plain.md": "# No block\n",
    "neat.flow": "C -> S: SYN seq=x\n",
    "latin.bin": new Uint8Array([0x43, 0xe9, 0x0a]),
  };
  for (const [name, content] of Object.entries(files)) await writeFile(file(name), content);
});

afterAll(() => rm(folder, { recursive: true }));

describe("exit status", () => {
  const cases: [args: string, status: number][] = [
    ["check right.tcpflow", 0],
    ["check deep/wrong.tcpflow", 1],
    ["check .", 1],
    ["check missing.tcpflow", 2],
    ["check right.tcpflow missing.tcpflow", 2],
    ["check latin.bin", 2],
    ["check empty", 2],
    ["check", 2],
    ["check --format yaml right.tcpflow", 2],
    ["check --format", 2],
    ["check --nonsense right.tcpflow", 2],
    ["check --lang fr right.tcpflow", 2],
    ["render right.tcpflow", 0],
    ["render deep/wrong.tcpflow", 1],
    ["render --flow 2 two.flows", 0],
    ["render --flow 3 two.flows", 2],
    ["render --flow 0 two.flows", 2],
    ["render right.tcpflow two.flows", 2],
    ["format --check neat.flow", 0],
    ["grade a b", 2],
    ["import a.pcap", 2],
    ["export a -o b", 2],
    ["explode", 2],
    ["constructor", 2],
    ["--help", 0],
    ["check --help", 0],
    ["", 2],
  ];
  test.each(cases)("tcpflow %s: %i", async (line, status) => {
    const args = line.split(" ").filter((word) => word !== "");
    const found = await tcpflow(args.map((arg) => (/\.\w+$|^(\.|empty)$/.test(arg) ? file(arg) : arg)));
    expect(found.status).toBe(status);
    // What kept it from running is said where it does not mix with the output.
    expect(found.err === "").toBe(status !== 2);
  });

  test.each([
    [["check", "nothing.tcpflow"], "en", ": there is no such file or folder\n"],
    [["check", "nothing.tcpflow"], "zh-cn", "：没有这个文件或文件夹\n"],
    [["render", "right.tcpflow", "-o", "deep"], "zh-cn", "：这是一个文件夹\n"],
    [["render", "right.tcpflow", "-o", "right.tcpflow/x"], "en", ": what should be a folder is a file\n"],
  ])("%j in %s says why in words", async (args, locale, reason) => {
    const full = args.map((arg) => (/^(nothing|right|deep)/.test(arg) ? file(arg) : arg));
    expect((await tcpflow([...full, "--lang", locale])).err).toContain(reason);
  });
});

describe("check", () => {
  test("walks folders, but not node_modules nor hidden ones", async () => {
    const { out } = await tcpflow(["check", "--format", "json", folder]);
    const paths = JSON.parse(out).files.map((report: { path: string }) => path.relative(folder, report.path));
    expect(paths).toEqual([path.join("deep", "wrong.tcpflow"), "right.tcpflow"]);
  });

  test("reads standard input", async () => {
    const { out, status } = await tcpflow(["check", "--format=json", "-"], { stdin: WRONG });
    expect(status).toBe(1);
    expect(JSON.parse(out).files[0].path).toBe("-");
  });

  test("text: place, code, the line and carets under it", async () => {
    const { out } = await tcpflow(["check", "-"], { stdin: WRONG });
    const lines = out.split("\n");
    const at = lines.findIndex((line) => line.startsWith("-:2:23: error ack-behind: "));
    expect(lines.slice(at + 1, at + 3)).toEqual([
      "  S -> C: SYN+ACK seq=y ack=x",
      "                        ^^^^^",
    ]);
    expect(out).toMatch(/\n1 error, 0 warnings in 1 file\n$/);
  });

  test("carets stand under full-width characters", async () => {
    const { out } = await tcpflow(["check", "-"], { stdin: WRONG.replaceAll(/\bC\b/g, "客户端") });
    expect(out).toContain("  S -> 客户端: SYN+ACK seq=y ack=x\n                             ^^^^^\n");
  });

  const languages: [title: string, args: string[], env: Record<string, string>, chinese: boolean][] = [
    ["--lang", ["--lang", "zh-cn"], {}, true],
    ["--lang as it is written elsewhere", ["--lang", "zh"], { LANG: "en_GB.UTF-8" }, true],
    ["--lang with a country in capitals", ["--lang=zh-CN"], {}, true],
    ["--lang with another country", ["--lang", "en-GB"], { LANG: "zh_CN.UTF-8" }, false],
    ["the environment", [], { LANG: "zh_CN.UTF-8" }, true],
    ["--lang over the environment", ["--lang=en"], { LANG: "zh_CN.UTF-8" }, false],
    ["LC_ALL over LANG", [], { LC_ALL: "en_GB.UTF-8", LANG: "zh_CN.UTF-8" }, false],
    ["nothing said", [], {}, false],
  ];
  test.each(languages)("speaks the language of %s", async (_, args, env, chinese) => {
    const { out } = await tcpflow(["check", ...args, "-"], { stdin: WRONG, env });
    expect(/[\u4e00-\u9fff]/.test(out)).toBe(chinese);
  });

  const colours: [title: string, world: World, coloured: boolean][] = [
    ["a terminal", { terminal: true }, true],
    ["a pipe", { terminal: false }, false],
    ["a terminal with NO_COLOR", { terminal: true, env: { NO_COLOR: "1" } }, false],
  ];
  test.each(colours)("colours on %s", async (_, world, coloured) => {
    const { out } = await tcpflow(["check", "-"], { ...world, stdin: WRONG });
    expect(out.includes("\u001b[")).toBe(coloured);
  });
});

describe("render", () => {
  test("gives Mermaid what it accepts", async () => {
    const { out } = await tcpflow(["render", file("right.tcpflow")]);
    await expect(mermaid.parse(out)).resolves.toMatchObject({ diagramType: "sequence" });
    expect(out).toContain("SYN+ACK seq=y ack=x+1");
  });

  test("one flow of several", async () => {
    const { out } = await tcpflow(["render", "--flow", "2", file("two.flows")]);
    expect(out).toContain("participant p0 as A");
    expect(out).not.toContain("as C");
  });
});

describe("format", () => {
  test("standard input goes to standard output", async () => {
    const { out, status } = await tcpflow(["format", "-"], { stdin: UGLY });
    expect([status, out]).toEqual([0, "C -> S: SYN seq=x\n"]);
  });

  test("--check says which, and writes nothing", async () => {
    await writeFile(file("ugly.flow"), UGLY);
    const { out, status } = await tcpflow(["format", "--check", file("ugly.flow")]);
    expect(status).toBe(1);
    expect(out).toContain("ugly.flow");
    expect(await readFile(file("ugly.flow"), "utf8")).toBe(UGLY);
  });

  test("writes in place, keeps the mode, says which; a second time there is nothing to do", async () => {
    await writeFile(file("ugly.flow"), UGLY);
    await chmod(file("ugly.flow"), 0o640);
    const first = await tcpflow(["format", file("ugly.flow")]);
    const second = await tcpflow(["format", file("ugly.flow")]);
    expect([first.status, second.status]).toEqual([0, 0]);
    expect(first.out).toContain("ugly.flow");
    expect(second.out).toBe("");
    expect(await readFile(file("ugly.flow"), "utf8")).toBe("C -> S: SYN seq=x\n");
    expect((await stat(file("ugly.flow"))).mode & 0o777).toBe(0o640);
  });

  test("through a link writes what it leads to, and leaves the link", async () => {
    await writeFile(file("deep/real.flow"), UGLY);
    await symlink(path.join("deep", "real.flow"), file("link.flow"));
    expect((await tcpflow(["format", file("link.flow")])).status).toBe(0);
    expect((await lstat(file("link.flow"))).isSymbolicLink()).toBe(true);
    expect(await readFile(file("deep/real.flow"), "utf8")).toBe("C -> S: SYN seq=x\n");
  });
});

describe("import and export", () => {
  const FLOW = "C -> S: SYN seq=100\nS -> C: SYN+ACK seq=300 ack=101\nC -> S: ACK seq=101 ack=301\n";

  beforeAll(async () => {
    await writeFile(file("three.flow"), FLOW);
    expect((await tcpflow(["export", file("three.flow"), "-o", file("three.pcapng")])).status).toBe(0);
  });

  test("what was exported is imported as the same flow, and is right", async () => {
    const absolute = await tcpflow(["import", "--numbers", "absolute", file("three.pcapng")]);
    expect([absolute.status, absolute.err]).toEqual([0, ""]);
    for (const part of ["SYN seq=100", "SYN+ACK seq=300 ack=101", "ACK seq=101 ack=301"])
      expect(absolute.out).toContain(part);
    expect(absolute.out).toContain("three.pcapng, connection 0, frames 1 to 3");
    expect((await tcpflow(["check", "-"], { stdin: absolute.out })).status).toBe(0);
    const relative = await tcpflow(["import", file("three.pcapng")]);
    expect(relative.out).toContain("SYN+ACK seq=0 ack=1");
  });

  test("--list names the connections, --format json the frames", async () => {
    const list = await tcpflow(["import", "--list", file("three.pcapng")]);
    expect(list.out.split("\n")[1]).toMatch(
      /^0\t192\.0\.2\.1:49152 – 192\.0\.2\.2:80\t3\t0 \/ 0\t0\.020 s\topen\t$/,
    );
    const { out } = await tcpflow(["import", "--format", "json", file("three.pcapng")]);
    const { connections, skipped } = JSON.parse(out);
    expect(skipped).toEqual([]);
    expect(connections[0].frames[1]).toEqual({
      frame: 2,
      time: 0.01,
      from: 1,
      flags: ["SYN", "ACK"],
      seq: 300,
      ack: 101,
      len: 0,
      win: 65535,
      analysis: [],
    });
  });

  test.each([
    [["import", "nothing.pcap"], 2, "cannot read"],
    [["import", "right.tcpflow"], 2, "no capture file"],
    [["import", "three.pcapng", "--stream", "7"], 2, "no connection 7"],
    [["import", "three.pcapng", "--stream", "x"], 2, "--stream takes"],
    [["export", "three.flow"], 2, ".pcapng"],
    [["export", "three.flow", "-o", "a.txt"], 2, ".pcapng"],
    [["export", "three.flow", "--at", "X", "-o", "a.pcap"], 2, "--at takes C, S or middle"],
    [["export", "three.flow", "--flow", "2", "-o", "a.pcap"], 2, "no flow 2"],
    [["import", "three.flow", "three.pcapng"], 2, "no capture file"],
    [["import", "--list", "three.pcapng", "three.pcapng"], 2, "exactly one"],
  ])("%j ends with %i", async (args, status, message) => {
    const full = args.map((arg) => (/\.(?:pcap|pcapng|flow|tcpflow)$/.test(arg) ? file(arg) : arg));
    const said = await tcpflow(full);
    expect(said.status).toBe(status);
    expect(said.err).toContain(message);
  });

  test("a file that ends early: what is there is imported, and the end is told", async () => {
    const octets = await readFile(file("three.pcapng"));
    await writeFile(file("short.pcapng"), octets.subarray(0, octets.length - 10));
    const { err, out, status } = await tcpflow(["import", file("short.pcapng")]);
    expect(status).toBe(0);
    expect(err).toContain("the file ends within frame 3; 2 frames before it were read");
    expect(out).toContain("SYN+ACK");
  });
});

describe("Markdown", () => {
  test("check tells what is wrong in a block, on the line of the file", async () => {
    const { status, out } = await tcpflow(["check", file("notes.md")]);
    expect(status).toBe(1);
    expect(out).toContain(`${file("notes.md")}:7:25: error ack-behind:`);
    expect(out).toContain("    S -> C: SYN+ACK seq=y ack=x\n                          ^^^^^");
    const { out: json } = await tcpflow(["check", "--format", "json", file("notes.md")]);
    const [report] = JSON.parse(json).files;
    expect(report.diagnostics[1].range.start).toEqual({ line: 6, character: 24 });
    expect(report.flows[0].steps.map(({ line }: { line: number }) => line)).toEqual([5, 6]);
  });

  test("a file without a block has nothing that is wrong", async () => {
    expect(await tcpflow(["check", file("plain.md")])).toMatchObject({ status: 0, err: "" });
  });

  test("render makes each block a picture that Mermaid reads, and --restore brings the source back", async () => {
    const published = file("published.md");
    expect(await tcpflow(["render", file("notes.md"), "-o", published])).toMatchObject({
      status: 1,
      err: "",
    });
    const text = await readFile(published, "utf8");
    const [, source = ""] = /```mermaid\n([\s\S]*?)```/.exec(text) ?? [];
    expect(await mermaid.parse(source.replace(/^ {2}/gm, ""))).toMatchObject({ diagramType: "sequence" });
    expect((await tcpflow(["render", "--restore", published])).out).toBe(NOTES);
    const { status, out } = await tcpflow(["check", published]);
    expect(status).toBe(1);
    expect(out).toContain(`${published}:8:25: error ack-behind:`);
  });

  test("a block of which nothing can be drawn stays as it is", async () => {
    const drawing = file("drawing.md");
    const text = "```tcpflow\n| --- SYN ---> |\n```\n\n```tcpflow\nC -> S: SYN\n```\n";
    await writeFile(drawing, text);
    const { out } = await tcpflow(["render", drawing]);
    expect(out).toMatch(/^```tcpflow\n\| --- SYN ---> \|\n```\n\n<!-- tcpflow\n/);
    expect(out.match(/```mermaid/g)).toHaveLength(1);
  });

  test("render --as notes makes notes of a flow", async () => {
    const { status, out } = await tcpflow(["render", "--as", "notes", file("right.tcpflow")]);
    expect(status).toBe(0);
    expect(out).toContain("```tcpflow\nC -> S: SYN seq=x");
    expect(out).toContain("| SYN-SENT | SYN-RECEIVED |");
  });

  test("format writes the blocks the usual way, and nothing else", async () => {
    const loose = file("loose.md");
    await writeFile(loose, "C  ->  S : SYN\n\n- ```tcpflow\n  C  ->  S :  SYN seq = x\n  ```\n");
    expect((await tcpflow(["format", "--check", loose])).status).toBe(1);
    expect(await tcpflow(["format", loose])).toMatchObject({ status: 0, err: "" });
    expect(await readFile(loose, "utf8")).toBe(
      "C  ->  S : SYN\n\n- ```tcpflow\n  C -> S: SYN seq=x\n  ```\n",
    );
    expect((await tcpflow(["format", "--check", loose, file("plain.md")])).status).toBe(0);
  });

  test("one flow is counted through all blocks", async () => {
    const two = file("two.md");
    await writeFile(
      two,
      `\`\`\`tcpflow\n${RIGHT}\`\`\`\n\nprose\n\n> \`\`\`tcpflow\n> ${WRONG.trim().replaceAll("\n", "\n> ")}\n> \`\`\`\n`,
    );
    const one = async (flow: string, ...more: string[]) => tcpflow(["render", "--flow", flow, ...more, two]);
    expect((await one("1")).status).toBe(0);
    expect((await one("2")).status).toBe(1);
    expect((await one("2")).out).toMatch(/^sequenceDiagram/);
    expect((await one("2", "--as", "notes")).out).toContain(`\`\`\`tcpflow\n${WRONG.trim()}`);
    expect((await one("3")).err).toContain("2");
    const capture = file("two.pcap");
    expect((await tcpflow(["export", "--flow", "2", two, "-o", capture])).status).toBe(1);
    expect((await tcpflow(["exercise", "--from", two, "--kind", "fill"])).status).toBe(0);
    expect((await tcpflow(["export", file("plain.md"), "-o", capture])).status).toBe(2);
  });

  test("--restore is for notes", async () => {
    const { status, err } = await tcpflow(["render", "--restore", file("right.tcpflow")]);
    expect(status).toBe(2);
    expect(err).toContain("--restore is for a Markdown file");
  });
});
