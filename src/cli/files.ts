import { cliTexts } from "../messages/cli.js";
import type { Invocation } from "./call.js";
import { filesAt, readText, reasonOf } from "./host.js";

/**
 * Runs `work` on every file of the call, and says on standard error what could not be read; the
 * other files are gone through all the same. False if one could not be read.
 */
export async function eachFile(
  call: Invocation,
  work: (file: string, text: string) => Promise<void>,
): Promise<boolean> {
  const texts = cliTexts(call.locale);
  let readable = true;
  const complain = (message: string) => {
    call.host.err(`tcpflow: ${message}\n`);
    readable = false;
  };
  for (const given of call.paths) {
    let files: string[] = [];
    try {
      files = await filesAt(given);
    } catch (error) {
      complain(texts.cannotRead(given, reasonOf(error, call.locale)));
      continue;
    }
    if (files.length === 0) complain(texts.noFiles(given));
    for (const file of files) {
      let text: string;
      try {
        text = await readText(file, call.host);
      } catch (error) {
        complain(texts.cannotRead(file, reasonOf(error, call.locale)));
        continue;
      }
      await work(file, text);
    }
  }
  return readable;
}

/** A note: what counts in it are its blocks. */
export function isMarkdown(file: string): boolean {
  return /\.(md|markdown|mdown|mkd)$/i.test(file);
}
