// npm run package:cli: the command line as an npm package of its own, tcpflow-VERSION.tgz, to be installed anywhere:
//   npm install ./tcpflow-0.1.0.tgz && npx tcpflow check notes.md
//   node scripts/package-cli.mjs [FOLDER]      where the package is put; the current one otherwise
// It is one file without dependencies, the page that draws pictures in a browser, notices, licence, and how it is used.

import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT, temporaryFolder } from "./workspace.mjs";

const FILES = [
  ["dist/cli.js", "cli.js"],
  ["dist/ThirdPartyNotices.txt", "ThirdPartyNotices.txt"],
  ["LICENSE", "LICENSE"],
  ["dist/webview.js", "webview.js"],
  ["dist/webview.css", "webview.css"],
  ["docs/command-line.md", "README.md"],
  ["docs/command-line.zh-cn.md", "README.zh-cn.md"],
];

/** Packs what has been built; answers the path of the package. */
export function packageCommandLine(folder) {
  const work = temporaryFolder("package");
  for (const [from, to] of FILES) copyFileSync(path.join(ROOT, from), path.join(work, to));
  writeFileSync(path.join(work, "package.json"), `${JSON.stringify(manifest(), null, 2)}\n`);
  mkdirSync(folder, { recursive: true });
  const said = execFileSync("npm", ["pack", "--json", "--pack-destination", path.resolve(folder)], {
    cwd: work,
    encoding: "utf8",
  });
  rmSync(work, { recursive: true });
  return path.join(path.resolve(folder), JSON.parse(said)[0].filename);
}

/** What of the extension's manifest holds for the command line. */
function manifest() {
  const own = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8"));
  const { name, version, license, homepage, repository, bugs, keywords, engines } = own;
  return {
    name,
    version,
    description:
      "Checks TCP exchanges against RFC 9293, explains them, draws them, and makes them of captures and notes.",
    license,
    homepage,
    repository,
    bugs,
    keywords,
    engines: { node: engines.node },
    bin: { tcpflow: "cli.js" },
    files: FILES.map(([, to]) => to),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  console.log(packageCommandLine(process.argv[2] ?? "."));
