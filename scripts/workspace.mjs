// What `npm start` and `npm run start:desktop` open.

import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** The example that is open at the start: one for a Chinese class, the handshake and the close. */
const FIRST_EXAMPLE = "tcp-connection.zh-cn.tcpflow";

/** A folder that goes with this process, however it ends. */
export function temporaryFolder(name) {
  const folder = mkdtempSync(path.join(tmpdir(), `tcpflow-${name}-`));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

/**
 * A copy of examples/, so that trying things out leaves the repository as it was; or a folder of the
 * person's own, in which edits stay. Answers `{ folder, file }`.
 */
export function openWorkspace(ownFolder) {
  if (ownFolder) return { file: undefined, folder: path.resolve(ownFolder) };
  const folder = path.join(temporaryFolder("examples"), "examples");
  cpSync(path.join(ROOT, "examples"), folder, { recursive: true });
  const file = path.join(folder, FIRST_EXAMPLE);
  if (!existsSync(file)) throw new Error(`examples/${FIRST_EXAMPLE} is missing`);
  return { file, folder };
}
