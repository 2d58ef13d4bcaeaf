// npm run package: the extension as one file, tcpflow.vsix. Its details page in VS Code is README.installed.md, with the
// pictures in it: they are looked at offline, and the page may load nothing from this extension's folder.
//   node scripts/package.mjs [OUT.vsix]

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "./workspace.mjs";

const README = path.join("dist", "README.md");

/** Packs what has been built into `out`; answers what the packer printed. */
export function packageExtension(out) {
  mkdirSync(path.join(ROOT, "dist"), { recursive: true });
  writeFileSync(
    path.join(ROOT, README),
    withPictures(readFileSync(path.join(ROOT, "README.installed.md"), "utf8")),
  );
  const vsce = path.join(
    path.dirname(createRequire(import.meta.url).resolve("@vscode/vsce/package.json")),
    "vsce",
  );
  const flags = ["--no-dependencies", "--no-rewrite-relative-links", "--readme-path", README, "--out", out];
  return execFileSync(process.execPath, [vsce, "package", ...flags], { cwd: ROOT, encoding: "utf8" });
}

/** Each picture in the place of its path. */
export function withPictures(markdown) {
  return markdown.replace(/(!\[[^\]]*\]\()(media\/[\w-]+\.png)\)/g, (_, before, file) => {
    const octets = readFileSync(path.join(ROOT, file)).toString("base64");
    return `${before}data:image/png;base64,${octets})`;
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  process.stdout.write(packageExtension(path.resolve(process.argv[2] ?? "tcpflow.vsix")));
