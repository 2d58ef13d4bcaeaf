// One running VS Code server with data folders of its own; nothing of it is left after `stop`.

import { execFileSync, spawn } from "node:child_process";
import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

const HOST = "127.0.0.1";
const START_TIMEOUT_MS = 60_000;
const POLL_MS = 100;
const STOP_TIMEOUT_MS = 5000;

/** Quiet, offline, the same every time. */
const SETTINGS = {
  "chat.disableAIFeatures": true,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "git.enabled": false,
  "remote.autoForwardPorts": false,
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "window.commandCenter": false,
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
};

/**
 * Starts `host` (of installHost) on a free port.
 * - `extensions`: folders to have installed, each `{ id, version, folder }`; `vsix`: a package to install
 * - `settings`: user settings over the quiet ones; `environment`: variables that the extensions see
 * - `forTests`: lets a window run a test suite (the driver that VS Code's own tests use)
 * Answers `{ url(parameters), address, data, port, logFile, ended, stop() }`.
 */
export async function startServer(host, options = {}) {
  const { environment = {}, extensions = [], forTests = false, settings = {}, vsix } = options;
  const data = mkdtempSync(path.join(tmpdir(), "tcpflow-host-"));
  const removeData = () => rmSync(data, { recursive: true, force: true, maxRetries: 3 });
  try {
    await prepareData(data, extensions, settings);
    if (vsix) installVsix(host, data, vsix);
    const port = await freePort();
    const logFile = path.join(data, "server.log");
    const child = spawnServer(host, { data, environment, forTests, logFile, port });
    const killNow = () => {
      killGroup(child, "SIGKILL");
      removeData();
    };
    process.once("exit", killNow);
    const stop = async () => {
      await endGroup(child);
      process.off("exit", killNow);
      removeData();
    };
    const address = `http://${HOST}:${port}`;
    await untilAnswering(address, child, logFile).catch(async (error) => {
      await stop();
      throw error;
    });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    return { address, data, ended, logFile, port, stop, url: (parameters) => urlOf(address, parameters) };
  } catch (error) {
    removeData();
    throw error;
  }
}

/** The address of a window: `folder`, and `payload` as VS Code's web workbench takes it. */
function urlOf(address, { folder, payload = [] }) {
  const parameters = new URLSearchParams({ folder: uriPath(folder) });
  if (payload.length > 0) parameters.set("payload", JSON.stringify(payload));
  return `${address}/?${parameters}`;
}

/** The URI by which the workbench at `port` knows a file of this machine. */
export function remoteUri(port, file) {
  return `vscode-remote://${HOST}:${port}${encodeURI(uriPath(file))}`;
}

/** `C:\a` is `/C:/a` in a URI. */
const uriPath = (file) =>
  path
    .resolve(file)
    .replaceAll("\\", "/")
    .replace(/^(?!\/)/, "/");

async function prepareData(data, extensions, settings) {
  const user = path.join(data, "udd", "User");
  const installed = path.join(data, "ext");
  await mkdir(user, { recursive: true });
  await mkdir(installed, { recursive: true });
  await writeFile(path.join(user, "settings.json"), JSON.stringify({ ...SETTINGS, ...settings }, null, 2));
  for (const { folder, id, version } of extensions) {
    // A junction needs no rights on Windows; elsewhere the type of a link does not matter.
    await symlink(folder, path.join(installed, `${id}-${version}`), "junction");
  }
}

const dataArgs = (data) => [
  "--accept-server-license-terms",
  "--server-data-dir",
  path.join(data, "sdd"),
  "--extensions-dir",
  path.join(data, "ext"),
];

function installVsix(host, data, vsix) {
  const main = path.join(host.server, "out", "server-main.js");
  const args = [main, ...dataArgs(data), "--install-extension", vsix];
  const output = execFileSync(host.node, args, { env: serverEnvironment(), encoding: "utf8", stdio: "pipe" });
  if (!/successfully installed/.test(output)) throw new Error(`VS Code did not install ${vsix}:\n${output}`);
}

function spawnServer(host, { data, environment, forTests, logFile, port }) {
  const main = path.join(host.server, "out", "server-main.js");
  const args = [
    ...["--host", HOST, "--port", String(port), "--without-connection-token"],
    ...dataArgs(data),
    ...["--user-data-dir", path.join(data, "udd"), "--telemetry-level", "off"],
    ...(forTests ? ["--enable-smoke-test-driver"] : []),
  ];
  const child = spawn(host.node, [main, ...args], {
    // A group of its own, so that one signal reaches the extension hosts that the server starts.
    detached: process.platform !== "win32",
    env: { ...serverEnvironment(), ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log = createWriteStream(logFile);
  log.on("error", () => {});
  child.on("error", (error) => log.write(`${error.message}\n`));
  child.stdout?.pipe(log);
  child.stderr?.pipe(log);
  return child;
}

/** Without a gallery, and without what a VS Code that runs us from its terminal has set. */
function serverEnvironment() {
  const own = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_)/.test(name));
  return { ...Object.fromEntries(own), EXTENSIONS_GALLERY: '{"serviceUrl":""}' };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, HOST, () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function untilAnswering(address, child, logFile) {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    const answer = await fetch(address).catch(() => undefined);
    if (answer?.ok) return;
    const dead = child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
    if (dead || Date.now() > deadline) {
      const log = await readFile(logFile, "utf8").catch(() => "");
      const what = dead ? `ended (exit status ${child.exitCode})` : `does not answer at ${address}`;
      throw new Error(`The VS Code server ${what}.\n${log.trim().split("\n").slice(-20).join("\n")}`);
    }
    await pause(POLL_MS);
  }
}

async function endGroup(child) {
  killGroup(child, "SIGTERM");
  const deadline = Date.now() + STOP_TIMEOUT_MS;
  while (groupAlive(child) && Date.now() < deadline) await pause(POLL_MS);
  killGroup(child, "SIGKILL");
}

function killGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32")
      execFileSync("taskkill", ["/PID", String(child.pid), "/T", "/F"], { stdio: "ignore" });
    else process.kill(-child.pid, signal);
  } catch {
    // Nobody is left in the group: that is what we wanted.
  }
}

function groupAlive(child) {
  if (process.platform === "win32") return child.exitCode === null;
  try {
    process.kill(-child.pid, 0);
    return true;
  } catch {
    return false;
  }
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
