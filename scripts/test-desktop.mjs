// npm run test:desktop: the suites of test/host/ in the desktop VS Code that @vscode/test-electron downloads.

import { runTests } from "@vscode/test-electron";
import { build } from "../esbuild.mjs";
import { bundleSuites } from "./hosts/suites.mjs";
import { OLDEST } from "./hosts/versions.mjs";
import { ROOT, temporaryFolder } from "./workspace.mjs";

await build();
const extensionTestsPath = await bundleSuites();
const workspace = temporaryFolder("workspace");
try {
  for (const version of [OLDEST.vscode, "stable"]) {
    const launchArgs = [workspace, "--disable-extensions", "--disable-workspace-trust"];
    await runTests({ extensionDevelopmentPath: ROOT, extensionTestsPath, launchArgs, version });
  }
} catch (error) {
  console.error(`The desktop tests failed, or VS Code could not be downloaded: ${error.message}`);
  process.exitCode = 1;
}
