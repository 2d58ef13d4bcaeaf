// What `npm start` and `npm run start:desktop` open.

import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** The examples that start-helper opens, by language: the handshake and the close. */
const FIRST_EXAMPLES = ["tcp-connection.tcpflow", "tcp-connection.zh-cn.tcpflow"];

/** A folder that goes with this process, however it ends. */
export function temporaryFolder(name) {
  const folder = mkdtempSync(path.join(tmpdir(), `tcpflow-${name}-`));
  if (temporary.length === 0) process.once("exit", removeTemporary);
  temporary.push(folder);
  return folder;
}

const temporary = [];

function removeTemporary() {
  for (const folder of temporary) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

/**
 * A copy of examples/, so that trying things out leaves the repository as it was; or a folder of the
 * person's own, in which edits stay. Answers `{ folder, isOwn }`.
 */
export function openWorkspace(ownFolder) {
  if (ownFolder) return { folder: path.resolve(ownFolder), isOwn: true };
  const folder = path.join(temporaryFolder("examples"), "examples");
  cpSync(path.join(ROOT, "examples"), folder, { recursive: true });
  for (const name of FIRST_EXAMPLES)
    if (!existsSync(path.join(folder, name))) throw new Error(`examples/${name} is missing`);
  return { folder, isOwn: false };
}
