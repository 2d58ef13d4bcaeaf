import { convert } from "../convert/convert.js";
import { cliTexts } from "../messages/cli.js";
import { refusalText } from "../messages/convert.js";
import type { Invocation, Status } from "./call.js";
import { eachFile } from "./files.js";
import { CannotRun, reasonOf, STDIN, writeText } from "./host.js";

/** `tcpflow convert`: what people paste, as flows. The flows may be wrong where the text is: `check` tells. */
export async function convertFile(call: Invocation): Promise<Status> {
  const texts = cliTexts(call.locale);
  if (call.paths.length !== 1) throw new CannotRun(texts.onePath);
  const output = call.options.output;
  let found = 0;
  const readable = await eachFile(call, async (_, text) => {
    if (++found > 1) throw new CannotRun(texts.onePath);
    const outcome = convert(text, { locale: call.locale });
    if (outcome.kind === "refused") throw new CannotRun(refusalText(outcome, text, call.locale));
    if (typeof output !== "string" || output === STDIN) {
      call.host.out(outcome.text);
      return;
    }
    await writeText(output, outcome.text).catch((error) => {
      throw new CannotRun(texts.cannotWrite(output, reasonOf(error, call.locale)));
    });
  });
  return readable ? 0 : 2;
}
