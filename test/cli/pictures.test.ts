/** `render --svg`: pictures beside the note, drawn by a browser; where there is none, it is said how to have one. */

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { findBrowser } from "../../src/cli/browser.js";
import { tcpflow as call } from "./call.js";

const PATIENCE = 180_000;
const folder = mkdtempSync(path.join(tmpdir(), "tcpflow-pictures-"));
afterAll(() => rmSync(folder, { recursive: true }));
const inFolder = (name: string) => path.join(folder, name);

const NOTES = `# Notes

\`\`\`tcpflow
flow "it's <b>bold</b> & [odd]"
C -> S: SYN seq=x "</script><script>alert(1)</script>"
S -> C: SYN+ACK seq=y ack=x
\`\`\`

- a list

  \`\`\`tcpflow
  甲 -> 乙: SYN seq=100
  \`\`\`
`;
writeFileSync(inFolder("notes.md"), NOTES);
writeFileSync(inFolder("one.tcpflow"), "C -> S: SYN seq=x\nS -> C: SYN+ACK seq=y ack=x+1\n");

async function tcpflow(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = process.env,
) {
  const outcome = await call([...args, "--lang", "en"], { env });
  return { ...outcome, browser: findBrowser({ env }) };
}

test("a note gets a picture for each flow, with what is wrong, and can be had again", {
  timeout: PATIENCE,
}, async () => {
  const { status, err, browser } = await tcpflow([
    "render",
    "--svg",
    inFolder("notes.md"),
    "-o",
    inFolder("out.md"),
  ]);
  if (browser === null) {
    expect([status, err.includes("CHROME_PATH"), existsSync(inFolder("out.md"))]).toEqual([2, true, false]);
    return;
  }
  expect([status, err]).toEqual([1, ""]);
  expect(
    readdirSync(folder)
      .filter((name) => name.endsWith(".svg"))
      .sort(),
  ).toEqual(["out-1.svg", "out-2.svg"]);
  const text = readFileSync(inFolder("out.md"), "utf8");
  expect(text).toContain("(<out-1.svg>)\n");
  expect(text).toContain("  ![");
  const first = readFileSync(inFolder("out-1.svg"), "utf8");
  expect(first).toMatch(/^<svg [^>]*xmlns=/);
  expect(first).toContain("SYN+ACK seq=y ack=x");
  expect(first).toContain("x+1 is expected");
  expect(first).toContain("&lt;/script&gt;");
  expect(first).not.toMatch(/<script|<foreignObject|href=|url\((?!#)/);
  expect(readFileSync(inFolder("out-2.svg"), "utf8")).toContain("甲");
  const restored = await tcpflow(["render", "--restore", inFolder("out.md")]);
  expect([restored.status, restored.out]).toEqual([0, NOTES]);
});

test("a flow becomes one picture", { timeout: PATIENCE }, async () => {
  const { status, out, browser } = await tcpflow(["render", "--as", "svg", inFolder("one.tcpflow")]);
  expect(status).toBe(browser === null ? 2 : 0);
  if (browser !== null) expect(out).toContain("SYN+ACK seq=y ack=x+1");
});

test("without a browser it is said what to do, and nothing is written", async () => {
  for (const [env, said] of [
    [{ PATH: "" }, "none was found: install Chromium"],
    [{ CHROME_PATH: inFolder("nothing") }, "which is no program"],
  ] as const) {
    const out = inFolder("never.md");
    const { status, err } = await tcpflow(["render", "--svg", inFolder("notes.md"), "-o", out], env);
    expect([status, err.includes(said), existsSync(out)]).toEqual([2, true, false]);
  }
});

test("a browser that draws nothing is named", async () => {
  const { status, err } = await tcpflow(["render", "--as", "svg", inFolder("one.tcpflow")], {
    CHROME_PATH: process.execPath,
  });
  expect([status, err.includes("drew nothing")]).toEqual([2, true]);
});

test.each([
  [["--svg", "notes.md"], "name it with -o FILE"],
  [["--svg", "one.tcpflow"], "for a flow it is --as svg"],
])("%j is refused", async ([option, file], said) => {
  const { status, err } = await tcpflow(["render", option as string, inFolder(file as string)]);
  expect([status, err.includes(said)]).toEqual([2, true]);
});
