import path from "node:path";
import type { CaptureReading } from "../convert/captures/capture.js";
import type { CapturedConnection } from "../convert/captures/connections.js";
import { endText, type FlowOptions, flowsText, mergedText } from "../convert/captures/flows.js";
import { type Import, importCapture, type Listing, listCapture } from "../convert/captures/import.js";
import { captureJson } from "../convert/captures/json.js";
import { numberAt } from "../language/at.js";
import { captureTexts } from "../messages/captures.js";
import { cliTexts } from "../messages/cli.js";
import type { Invocation, Status } from "./call.js";
import { CannotRun, octetsOf, reasonOf, STDIN, writeText } from "./host.js";

/** `tcpflow import`: the connections of a capture as flows, as JSON, or only their list. */
export async function importFile(call: Invocation): Promise<Status> {
  const texts = cliTexts(call.locale);
  const [file, other, ...more] = call.paths;
  const alone =
    call.options.list === true || call.options.format === "json" || call.options.stream !== undefined;
  if (file === undefined || more.length > 0 || (other !== undefined && alone))
    throw new CannotRun(texts.onePath);
  if (other !== undefined) return mergeFiles(call, file, other);
  const unreadable = (error: unknown): never => {
    throw new CannotRun(texts.cannotRead(file, reasonOf(error, call.locale)));
  };
  const pieces = octetsOf(file, call.host);
  if (call.options.list === true) {
    const listing = await listCapture(pieces).catch(unreadable);
    complain(call, listing);
    await write(call, listText(call, listing.connections));
    return statusOf(listing.reading);
  }
  const streams = streamsOf(call);
  const all = await importCapture(pieces, streams).catch(unreadable);
  complain(call, all);
  for (const stream of streams ?? []) {
    if (stream < all.connections.length) continue;
    throw new CannotRun(captureTexts(call.locale).noStream(stream, all.connections.length));
  }
  await write(call, call.options.format === "json" ? captureJson(all) : textOf(call, file, all));
  return statusOf(all.reading);
}

/** Two captures of the same connections, taken at both ends. */
async function mergeFiles(call: Invocation, file: string, other: string): Promise<Status> {
  const [one, two] = [await read(call, file), await read(call, other)];
  const options = { ...flowOptions(call, file), other: nameOf(other) };
  await write(call, mergedText(one.imported, two.imported, options));
  return statusOf(one.reading) === 2 ? 2 : statusOf(two.reading);
}

async function read(call: Invocation, file: string): Promise<Import> {
  const all = await importCapture(octetsOf(file, call.host), null).catch((error) => {
    throw new CannotRun(cliTexts(call.locale).cannotRead(file, reasonOf(error, call.locale)));
  });
  complain(call, all);
  return all;
}

function textOf(call: Invocation, file: string, { imported }: Import): string {
  return flowsText(imported, flowOptions(call, file));
}

function flowOptions({ locale, options }: Invocation, file: string): FlowOptions {
  const numbers = options.numbers === "absolute" ? "absolute" : "relative";
  return { file: nameOf(file), numbers, texts: captureTexts(locale) };
}

function nameOf(file: string): string {
  return file === STDIN ? STDIN : path.basename(file);
}

/** Nothing at all could be read; a file that ends early is told, and what was read is enough to go on with. */
function statusOf({ frames, problem }: CaptureReading): Status {
  return problem !== null && frames === 0 ? 2 : 0;
}

function complain({ host, locale }: Invocation, { reading }: Listing): void {
  const texts = captureTexts(locale);
  const { frames, problem, segments, skipped } = reading;
  const say = (message: string) => host.err(`tcpflow: ${message}\n`);
  if (problem !== null) say(`${texts.problem(problem)}; ${texts.kept(frames)}`);
  for (const { count, frames: numbers, why } of skipped) say(texts.skipped(why, count, numberAt(numbers, 0)));
  if (problem === null && segments === 0) say(texts.noSegments);
}

function streamsOf({ locale, options }: Invocation): ReadonlySet<number> | null {
  const given = options.stream;
  if (typeof given !== "string") return null;
  if (!/^\d+(,\d+)*$/.test(given))
    throw new CannotRun(cliTexts(locale).optionValue("--stream", captureTexts(locale).streams));
  return new Set(given.split(",").map(Number));
}

function listText({ locale }: Invocation, connections: readonly CapturedConnection[]): string {
  const texts = captureTexts(locale);
  const rows = connections.map((connection) => [
    String(connection.stream),
    connection.ends.map(endText).join(" – "),
    String(connection.segments),
    connection.octets.join(" / "),
    texts.seconds(connection.lasted),
    texts.ending[connection.ending],
    [...connection.remarks].map(([name, times]) => `${times} ${name}`).join(", "),
  ]);
  return `${[texts.columns, ...rows].map((row) => row.join("\t")).join("\n")}\n`;
}

async function write({ host, locale, options }: Invocation, text: string): Promise<void> {
  const output = options.output;
  if (typeof output !== "string" || output === STDIN) {
    host.out(text);
    return;
  }
  await writeText(output, text).catch((error) => {
    throw new CannotRun(cliTexts(locale).cannotWrite(output, reasonOf(error, locale)));
  });
}
