// npm run package: the extension as one file, tcpflow.vsix. Its details page in VS Code is README.installed.md. It has no
// picture: on that page VS Code shows only those of the network, not of this extension's folder and none within the text.
//   node scripts/package.mjs [OUT.vsix]

import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "./workspace.mjs";

const README = path.join("dist", "README.md");

/** Packs what has been built into `out`; answers what the packer printed. */
export function packageExtension(out) {
  mkdirSync(path.join(ROOT, "dist"), { recursive: true });
  copyFileSync(path.join(ROOT, "README.installed.md"), path.join(ROOT, README));
  const vsce = path.join(
    path.dirname(createRequire(import.meta.url).resolve("@vscode/vsce/package.json")),
    "vsce",
  );
  const flags = ["--no-dependencies", "--no-rewrite-relative-links", "--readme-path", README, "--out", out];
  return execFileSync(process.execPath, [vsce, "package", ...flags], { cwd: ROOT, encoding: "utf8" });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  process.stdout.write(packageExtension(path.resolve(process.argv[2] ?? "tcpflow.vsix")));
