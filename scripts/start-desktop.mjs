// npm run start:desktop: a VS Code of this machine with the extension in it; without one, the one that
// @vscode/test-electron downloads.
//   npm run start:desktop              a copy of examples/, thrown away at the end
//   npm run start:desktop -- FOLDER    a folder of your own

import { spawn } from "node:child_process";
import path from "node:path";
import { build } from "../esbuild.mjs";
import { extensionUnderTest, startHelper } from "./hosts/extensions.mjs";
import { findDesktop } from "./hosts/find.mjs";
import { openWorkspace, temporaryFolder } from "./workspace.mjs";

await main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});

async function main() {
  await build();
  const program = findDesktop() ?? (await download());
  const workspace = openWorkspace(process.argv[2]);
  const data = temporaryFolder("desktop");
  const args = [
    workspace.folder,
    `--extensionDevelopmentPath=${extensionUnderTest().folder}`,
    `--extensionDevelopmentPath=${startHelper().folder}`,
    `--user-data-dir=${path.join(data, "user")}`,
    `--extensions-dir=${path.join(data, "extensions")}`,
    "--disable-workspace-trust",
    "--skip-welcome",
    "--new-window",
    "--wait",
  ];
  if (process.platform === "linux" && process.getuid?.() === 0) args.push("--no-sandbox");
  const child = spawn(program, args, {
    // On Windows `code` is a .cmd file, which only a shell can start.
    shell: process.platform === "win32" && program.endsWith(".cmd"),
    stdio: "inherit",
  });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill());
  console.log(`${program}\nClose its window, or press Ctrl+C here, to end.`);
  await new Promise((resolve, reject) => child.once("exit", resolve).once("error", reject));
}

async function download() {
  const { downloadAndUnzipVSCode } = await import("@vscode/test-electron");
  return downloadAndUnzipVSCode("stable").catch((error) => {
    throw new Error(
      [
        `No VS Code was found on this machine, and it could not be downloaded: ${error.message}`,
        "Install it (https://code.visualstudio.com), or say where it is: VSCODE_PATH=/path/to/code",
        "Without a desktop: npm start",
      ].join("\n"),
    );
  });
}
