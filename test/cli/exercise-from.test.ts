/** `tcpflow exercise --from`: of a connection in a capture, of a flow in a file. */

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Host } from "../../src/cli/host.js";
import { run } from "../../src/cli/run.js";
import { blanksOf, kindOf } from "../../src/exercise/blanks.js";
import { judge, prepareTemplate } from "../../src/exercise/judge.js";
import { parse } from "../../src/language/parser.js";

const CAPTURES = path.resolve(import.meta.dirname, "../../lessons/captures");
const capture = (name: string) => path.join(CAPTURES, `${name}.pcap`);
const FLOWS =
  'flow "a"\nC -> S: SYN seq=1 ack=2\n\nflow "b"\nC -> S: SYN seq=1\nS -> C: SYN+ACK seq=7 ack=2\nC -> S: ACK seq=2 ack=8\n';
const TIMEOUT = 120_000;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "tcpflow-"));
  await writeFile(path.join(folder, "flows.tcpflow"), FLOWS);
  await writeFile(path.join(folder, "empty.pcap"), "");
});
afterAll(() => rm(folder, { recursive: true }));

async function exercise(...args: readonly string[]) {
  let out = "";
  let err = "";
  const host: Host = {
    env: {},
    terminal: false,
    version: "0",
    assets: "",
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    stdin: async () => new Uint8Array(),
  };
  return { status: await run(["exercise", ...args], host), out, err };
}

describe("of a capture", { timeout: TIMEOUT }, () => {
  test.each(["web-request", "lost-segment"])(
    "%s: blanks of the kind capture, which its key solves",
    async (name) => {
      const file = path.join(folder, `${name}.tcpflow`);
      expect(await exercise("--from", capture(name), "--difficulty", "2", "--seed", "3", "-o", file)).toEqual(
        {
          status: 0,
          out: "",
          err: "",
        },
      );
      const text = await readFile(file, "utf8");
      const key = await readFile(file.replace(".tcpflow", ".key.tcpflow"), "utf8");
      const [flow] = parse(text).flows;
      if (flow === undefined) throw new Error("no exercise");
      expect(kindOf(flow)).toBe("capture");
      const asked = new Set(blanksOf(flow, text).map(({ kind }) => kind));
      expect(blanksOf(flow, text).length).toBeGreaterThan(4);
      expect(asked.has("seq") || asked.has("ack")).toBe(true);
      expect(key.startsWith(`answers "${name}.tcpflow"\n`)).toBe(true);
      expect(judge(prepareTemplate(text), key).map(({ solved }) => solved)).toEqual([true]);
    },
  );

  test("of another kind, for a class: the same with the same seed", async () => {
    const made = await exercise("--from", capture("web-request"), "--kind", "find", "--seed", "5");
    expect(made.out).toContain("kind: find");
    expect(await exercise("--from", capture("web-request"), "--kind", "find", "--seed", "5")).toEqual(made);
  });
});

describe("of a file with flows", () => {
  test("the one that is named", async () => {
    const { out, status } = await exercise(
      "--from",
      path.join(folder, "flows.tcpflow"),
      "--flow",
      "2",
      "--seed",
      "1",
    );
    expect([status, out.split("\n")[0]]).toEqual([0, 'exercise "b"']);
  });

  test.each([
    [["--from", "flows.tcpflow"], "Line 2"],
    [["--from", "flows.tcpflow", "--flow", "3"], "flow 3"],
    [["--from", "none.tcpflow"], "none.tcpflow"],
    [["--from", "empty.pcap"], "empty.pcap"],
    [["--from", capture("web-request"), "--stream", "1"], "1"],
    [["--from", capture("web-request"), "--stream", "x"], "--stream"],
    [["--from", capture("web-request"), "--kind", "choice"], "--kind"],
    [["names.txt", "--from", "flows.tcpflow"], "one file"],
  ])("what cannot be made says why: %j", async (args, part) => {
    const given = args.map((arg) =>
      /\.(?:tcpflow|pcap)$/.test(arg) && !path.isAbsolute(arg) ? path.join(folder, arg) : arg,
    );
    const { err, out, status } = await exercise(...given);
    expect([status, out]).toEqual([2, ""]);
    expect(err).toContain(part);
  });
});
