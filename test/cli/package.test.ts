/** The command line as an npm package: installed in another folder, it works there. */

import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { packageCommandLine } from "../../scripts/package-cli.mjs";

const folder = mkdtempSync(path.join(tmpdir(), "tcpflow-package-"));
afterAll(() => rmSync(folder, { recursive: true }));

const PATIENCE = 120_000;

test("installed elsewhere, `npx tcpflow check` checks, and the page that draws pictures is there", {
  timeout: PATIENCE,
}, () => {
  const file: string = packageCommandLine(folder);
  writeFileSync(path.join(folder, "package.json"), "{}");
  execFileSync("npm", ["install", "--offline", "--no-audit", "--no-fund", file], { cwd: folder });
  const wrong = "C -> S: SYN seq=x\nS -> C: SYN+ACK seq=y ack=x\n";
  writeFileSync(path.join(folder, "wrong.tcpflow"), wrong);
  const checked = spawnSync("npx", ["--no-install", "tcpflow", "check", "--lang", "en", "wrong.tcpflow"], {
    cwd: folder,
    encoding: "utf8",
  });
  expect(checked.stdout).toContain("wrong.tcpflow:2");
  expect(checked.status).toBe(1);
  const shipped = readdirSync(path.join(folder, "node_modules", "tcpflow")).sort();
  expect(shipped).toEqual([
    "LICENSE",
    "README.md",
    "README.zh-cn.md",
    "ThirdPartyNotices.txt",
    "cli.js",
    "package.json",
    "webview.css",
    "webview.js",
  ]);
});
