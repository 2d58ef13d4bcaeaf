/** `tcpflow exercise --from FILE`: an exercise of a connection in a capture, or of a flow in a file. */

import path from "node:path";
import { flowsText } from "../convert/captures/flows.js";
import { importCapture } from "../convert/captures/import.js";
import { KINDS } from "../exercise/make.js";
import type { BlankOf } from "../exercise/make-blanks.js";
import { type ExerciseFiles, exerciseFiles, type MakingChoices } from "../exercise/make-file.js";
import { SLIPS_IN, type SlipIn } from "../exercise/make-slips.js";
import { type Hindered, LONGEST } from "../exercise/make-source.js";
import type { ExerciseKind } from "../language/words.js";
import { captureTexts } from "../messages/captures.js";
import { cliTexts } from "../messages/cli.js";
import { makingCommandTexts } from "../messages/making-commands.js";
import type { Invocation } from "./call.js";
import { chosenFlow } from "./flows.js";
import { CannotRun, octetsOf, readText, reasonOf } from "./host.js";

/** `name` is that of the template's file; the key names it. */
export async function exerciseFrom(
  call: Invocation,
  file: string,
  name: string,
  seed: number,
): Promise<ExerciseFiles> {
  const { locale } = call;
  const text = await (CAPTURE.test(file) ? captured(call, file) : written(call, file));
  const { analysis, linesAbove, trace } = chosenFlow(call, file, text);
  const made = exerciseFiles(analysis.document, trace.flow, choicesOf(call, seed), name, locale);
  if ("hindrance" in made) throw new CannotRun(reasonFor(made, linesAbove, call));
  return made;
}

const CAPTURE = /\.(?:pcap|pcapng|cap)(?:\.gz)?$/i;

/** The connection that `--stream` names, as a flow; else the first. */
async function captured(call: Invocation, file: string): Promise<string> {
  const { host, locale, options } = call;
  const texts = captureTexts(locale);
  const stream = String(options.stream ?? 0);
  if (!/^\d+$/.test(stream)) throw new CannotRun(cliTexts(locale).optionValue("--stream", "0, 1, 2 …"));
  const all = await importCapture(octetsOf(file, host), new Set([Number(stream)])).catch((error) => {
    throw new CannotRun(cliTexts(locale).cannotRead(file, reasonOf(error, locale)));
  });
  const { connections, reading } = all;
  if (reading.problem !== null && reading.frames === 0)
    throw new CannotRun(cliTexts(locale).cannotRead(file, texts.problem(reading.problem)));
  if (Number(stream) >= connections.length)
    throw new CannotRun(texts.noStream(Number(stream), connections.length));
  return flowsText(all.imported, { file: path.basename(file), numbers: "relative", texts });
}

function written({ host, locale }: Invocation, file: string): Promise<string> {
  const texts = cliTexts(locale);
  return readText(file, host).catch((error) => {
    throw new CannotRun(texts.cannotRead(file, reasonOf(error, locale)));
  });
}

/** A window is its receiver's to choose, so nothing in a capture tells one that is left out. */
const ASKED: readonly (BlankOf | SlipIn)[] = ["flags", "seq", "ack", "len", "state"];

const AMOUNTS = { "1": "few", "2": "half", "3": "all" } as const;

function choicesOf({ locale, options }: Invocation, seed: number): MakingChoices {
  const kind = (options.kind ?? "capture") as ExerciseKind;
  if (!KINDS.includes(kind)) throw new CannotRun(cliTexts(locale).optionValue("--kind", KINDS.join(", ")));
  const difficulty = String(options.difficulty ?? "1") as keyof typeof AMOUNTS;
  const of = new Set(kind === "find" ? SLIPS_IN : ASKED);
  return { kind, of, amount: AMOUNTS[difficulty], prose: "drop", seed };
}

function reasonFor({ hindrance, line }: Hindered, linesAbove: number, { locale }: Invocation): string {
  const texts = makingCommandTexts(locale);
  const text = hindrance === "long" ? texts.tooLong(LONGEST) : texts.hindrances[hindrance];
  return line === null ? text : texts.atLine(linesAbove + line + 1, text);
}
