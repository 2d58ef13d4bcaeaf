// npm run package: the extension as one file, tcpflow.vsix. Its details page in VS Code is README.installed.md. It has no
// picture: on that page VS Code shows only those of the network, not of this extension's folder and none within the text.
//   node scripts/package.mjs [OUT.vsix]

import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { NOTICES_FILE } from "./notices.mjs";
import { ROOT } from "./workspace.mjs";

const README = path.join("dist", "README.md");

/** In octets. Whatever grows beyond it is to be looked at, and not to be shipped by accident. */
const LARGEST = 1_610_000;

/** Packs what has been built into `out`; answers what the packer printed, and the size. */
export function packageExtension(out) {
  if (!existsSync(path.join(ROOT, "dist", NOTICES_FILE))) throw new Error(`dist/${NOTICES_FILE} is missing`);
  mkdirSync(path.join(ROOT, "dist"), { recursive: true });
  copyFileSync(path.join(ROOT, "README.installed.md"), path.join(ROOT, README));
  const vsce = path.join(
    path.dirname(createRequire(import.meta.url).resolve("@vscode/vsce/package.json")),
    "vsce",
  );
  const flags = ["--no-dependencies", "--no-rewrite-relative-links", "--readme-path", README, "--out", out];
  const printed = execFileSync(process.execPath, [vsce, "package", ...flags], {
    cwd: ROOT,
    encoding: "utf8",
  });
  const { size } = statSync(out);
  if (size > LARGEST) throw new Error(`${out}: ${size} octets, more than ${LARGEST}`);
  return `${printed}${path.basename(out)}: ${size} octets, of ${LARGEST} at most\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  process.stdout.write(packageExtension(path.resolve(process.argv[2] ?? "tcpflow.vsix")));
