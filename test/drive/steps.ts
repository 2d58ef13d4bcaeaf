/** What a step of the drive is given, and how steps are written. */
import type { Page } from "playwright-core";

export interface Driven {
  readonly page: Page;
  /** The folder that is open in the window; its files may be written. */
  readonly workspace: string;
}

/** Steps run in order on one window; after one that fails the rest is not run, and counts as failed. */
export interface Step {
  readonly name: string;
  run(driven: Driven): Promise<void>;
}

/** Steps in a window of their own, in whose folder lies one file, which is open. */
export interface Scene {
  readonly name: string;
  readonly file: string;
  readonly text: string | Uint8Array;
  /** Where the extension runs; in Node where nothing else is said. */
  readonly host?: "node" | "web";
  /** The folder is one that nobody has said to trust. */
  readonly untrusted?: boolean;
  /** Of the folder. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly steps: readonly Step[];
}

const WAIT_MS = 60_000;
const POLL_MS = 50;

/** Waits until `look` gives `expected`; the error shows the last thing it gave. */
export async function becomes<T>(expected: T, look: () => Promise<T>): Promise<void> {
  const deadline = Date.now() + WAIT_MS;
  for (;;) {
    // A frame that is being replaced throws: that is a "not yet" as well.
    const found = await look().catch((error: Error) => error.message);
    if (JSON.stringify(found) === JSON.stringify(expected)) return;
    if (Date.now() > deadline) {
      throw new Error(`expected ${JSON.stringify(expected)}\n     got ${JSON.stringify(found)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

export function contains(text: string, ...parts: readonly string[]): void {
  const missing = parts.filter((part) => !text.includes(part));
  if (missing.length > 0)
    throw new Error(`expected a text with ${JSON.stringify(missing)}\n     got ${text}`);
}
