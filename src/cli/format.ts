import { format } from "../language/format.js";
import { cliTexts } from "../messages/cli.js";
import { formatNote } from "../notes/format.js";
import type { Invocation, Status } from "./call.js";
import { eachFile, isMarkdown } from "./files.js";
import { CannotRun, reasonOf, STDIN, writeText } from "./host.js";

/** `tcpflow format`: rewrites files in place, of Markdown the blocks; standard input goes to standard output. With `--check` only says which would change. */
export async function formatFiles(call: Invocation): Promise<Status> {
  const { host } = call;
  const texts = cliTexts(call.locale);
  let different = 0;
  const readable = await eachFile(call, async (file, text) => {
    const formatted = isMarkdown(file) ? formatNote(text) : format(text);
    const checking = call.options.check === true;
    if (file === STDIN && !checking) {
      host.out(formatted);
      return;
    }
    if (formatted === text) return;
    different++;
    if (checking) host.out(`${texts.notFormatted(file)}\n`);
    else {
      await writeText(file, formatted).catch((error) => {
        throw new CannotRun(texts.cannotWrite(file, reasonOf(error, call.locale)));
      });
      host.out(`${texts.formatted(file)}\n`);
    }
  });
  if (!readable) return 2;
  return call.options.check === true && different > 0 ? 1 : 0;
}
