/** What the command line needs of the world around it; tests give it another world. */

import { createReadStream } from "node:fs";
import { readdir, readFile, realpath, rename, stat, unlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { cliTexts } from "../messages/cli.js";
import type { Locale } from "../messages/locale.js";

export interface Host {
  /** Of this program. */
  readonly version: string;
  /** The folder with the page of the preview, which draws pictures. */
  readonly assets: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Standard output is a terminal. */
  readonly terminal: boolean;
  out(text: string): void;
  err(text: string): void;
  stdin(): Promise<Uint8Array>;
}

export function nodeHost(version: string, assets: string): Host {
  return {
    version,
    assets,
    env: process.env,
    terminal: process.stdout.isTTY === true,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    stdin: async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks);
    },
  };
}

/** Something that keeps a command from running: said on standard error, exit status 2. */
export class CannotRun extends Error {}

export const STDIN = "-";
const EXTENSION = ".tcpflow";

/** The files that a path stands for: itself, or every `.tcpflow` file in the folder and below. */
export async function filesAt(given: string): Promise<string[]> {
  if (given === STDIN) return [given];
  if (!(await stat(given)).isDirectory()) return [given];
  const found: string[] = [];
  const entries = await readdir(given, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const inside = path.join(given, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== "node_modules" && !entry.name.startsWith("."))
        found.push(...(await filesAt(inside)));
    } else if (entry.name.endsWith(EXTENSION) && (await mayBeRead(inside))) found.push(inside);
  }
  return found;
}

/** No pipe or device, where reading may wait for ever. What leads nowhere is told where it is read. */
async function mayBeRead(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => null);
  return found === null || found.isFile();
}

/** The text of a file, its byte order mark included. */
export async function readText(file: string, host: Host): Promise<string> {
  const bytes = file === STDIN ? await host.stdin() : await readFile(file);
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}

/** The octets of a file, piece by piece: a capture may be larger than memory. */
export async function* octetsOf(file: string, host: Host): AsyncGenerator<Uint8Array> {
  if (file === STDIN) yield await host.stdin();
  else yield* createReadStream(file, { highWaterMark: PIECE });
}

const PIECE = 1 << 20;

/** For all to read and write, as far as the user's mask allows it. */
const NEW_FILE = 0o666;

/** Whole or not at all: a crash in between leaves the old file. A link stays one; what it leads to is written. */
export function writeText(file: string, text: string): Promise<void> {
  return writeOctets(file, new TextEncoder().encode(text));
}

/** The same for a file that is no text. */
export async function writeOctets(file: string, octets: Uint8Array): Promise<void> {
  const target = await realpath(file).catch(() => file);
  const mode = await stat(target).then(
    (found) => found.mode,
    () => NEW_FILE,
  );
  const beside = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.tmp`);
  try {
    await writeFile(beside, octets, { mode });
    await rename(beside, target);
  } catch (error) {
    await unlink(beside).catch(() => undefined);
    throw error;
  }
}

/** What decodes a text throws it. */
const NO_UTF8 = "ERR_ENCODING_INVALID_ENCODED_DATA";

/** Why a file could not be read or written. What is rare is left as the system says it, without the path that stands beside it. */
export function reasonOf(error: unknown, locale: Locale): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? String(error.code) : "";
  const { notUtf8, reasons } = cliTexts(locale);
  if (code === NO_UTF8) return notUtf8;
  return reasons[code] ?? error.message.replace(/, \w+ '.*$/, "");
}
