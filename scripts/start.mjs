// npm start: builds, and serves a real VS Code with the extension in it on 127.0.0.1.
//   npm start                  a copy of examples/, thrown away at the end
//   npm start -- FOLDER        a folder of your own
//   npm start -- --no-open     only print the address
//   npm start -- --no-build    with what is in dist/

import { spawn } from "node:child_process";
import { build } from "../esbuild.mjs";
import { extensionUnderTest, startHelper } from "./hosts/extensions.mjs";
import { findProgram } from "./hosts/find.mjs";
import { installHost } from "./hosts/install.mjs";
import { startServer } from "./hosts/server.mjs";
import { CURRENT } from "./hosts/versions.mjs";
import { openWorkspace } from "./workspace.mjs";

const options = process.argv.slice(2).filter((word) => word.startsWith("--"));
const [ownFolder] = process.argv.slice(2).filter((word) => !word.startsWith("--"));

await main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});

async function main() {
  // `exit` then stops the server and removes what is temporary, at once: a second Ctrl+C has nothing to break.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit());
  if (!options.includes("--no-build")) await build();
  const host = await installHost(CURRENT);
  const workspace = openWorkspace(ownFolder);
  const server = await startServer(host, {
    extensions: [extensionUnderTest(), startHelper()],
    // Only in the browser is it known which language the browser speaks.
    settings: { "remote.extensionKind": { [startHelper().id]: ["web"] } },
  });
  void server.ended.then(() => console.log("The server has ended."));
  const url = server.url({ folder: workspace.folder });
  console.log(`\nVS Code ${CURRENT.vscode} with TCPFlow:\n\n  ${url}\n`);
  console.log(workspace.isOwn ? workspace.folder : "It shows a copy of examples/, which goes when you stop.");
  console.log("Stop with Ctrl+C.");
  if (!options.includes("--no-open")) openInBrowser(url);
}

/** Where there is no screen, or no opener, the printed address has to do. */
function openInBrowser(url) {
  const openers = { darwin: ["open", [url]], win32: ["cmd", ["/c", "start", "", url.replaceAll("&", "^&")]] };
  const screen = process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY;
  const onLinux = screen && findProgram(["xdg-open"]) ? ["xdg-open", [url]] : undefined;
  const [program, args] = openers[process.platform] ?? onLinux ?? [];
  if (!program) return;
  const child = spawn(program, args, { detached: true, stdio: "ignore" });
  child.on("error", () => {});
  child.unref();
}
