// Runs the compiler over every tsconfig.json of the repository: each room has its own world
// (none, the DOM, Node, the vscode API), and one that is added is checked without being listed here.

import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const tsc = path.join(
  path.dirname(createRequire(import.meta.url).resolve("typescript/package.json")),
  "bin",
  "tsc",
);

const projects = ["", "src", "test"].flatMap((folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: folder !== "", withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name === "tsconfig.json")
    .map((entry) => path.join(entry.parentPath, entry.name)),
);

let failed = 0;
for (const project of projects) {
  const { status } = spawnSync(process.execPath, [tsc, "-p", project], { cwd: ROOT, stdio: "inherit" });
  if (status !== 0) failed += 1;
}
process.exitCode = failed === 0 ? 0 : 1;
