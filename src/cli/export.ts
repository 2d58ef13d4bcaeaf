import type { FlowTrace } from "../check/trace.js";
import { writeCapture } from "../convert/captures/write.js";
import { packetdrillScript } from "../convert/scripts/export.js";
import { wireSegments } from "../convert/wire/wire.js";
import { captureTexts } from "../messages/captures.js";
import { cliTexts } from "../messages/cli.js";
import type { Invocation, Status } from "./call.js";
import { chosenFlow } from "./flows.js";
import { CannotRun, readText, reasonOf, writeOctets } from "./host.js";

const MIDDLE = "middle";
const SECOND = 1000;

/** `tcpflow export`: one flow as a capture file, as it would have been seen at one of its ends or in the middle, or as a script. */
export async function exportFile(call: Invocation): Promise<Status> {
  const texts = cliTexts(call.locale);
  const [file, ...more] = call.paths;
  if (file === undefined || more.length > 0) throw new CannotRun(texts.onePath);
  const output = call.options.output;
  const format = typeof output === "string" ? formatOf(output) : null;
  if (typeof output !== "string" || format === null)
    throw new CannotRun(captureTexts(call.locale).exportEnding);
  const text = await readText(file, call.host).catch((error) => {
    throw new CannotRun(texts.cannotRead(file, reasonOf(error, call.locale)));
  });
  const { trace: flow } = chosenFlow(call, file, text);
  const octets =
    format === "pkt"
      ? new TextEncoder().encode(packetdrillScript(flow, endOf(call, flow)))
      : writeCapture(wireSegments(flow, placeOf(call, flow)), format, Math.floor(Date.now() / SECOND));
  await writeOctets(output, octets).catch((error) => {
    throw new CannotRun(texts.cannotWrite(output, reasonOf(error, call.locale)));
  });
  return flow.findings.some(({ severity }) => severity === "error") ? 1 : 0;
}

type Format = "pcap" | "pcapng" | "pkt";

function formatOf(output: string): Format | null {
  const ending = /\.(pcap|pcapng|pkt)$/i.exec(output)?.[1]?.toLowerCase();
  return ending === "pcap" || ending === "pcapng" || ending === "pkt" ? ending : null;
}

/** The endpoint at which it is seen; null for the middle. */
function placeOf({ locale, options }: Invocation, { endpoints }: FlowTrace): string | null {
  const at = options.at ?? MIDDLE;
  if (at === MIDDLE || at === true) return null;
  if (endpoints.some(({ name }) => name === at)) return at;
  throw new CannotRun(captureTexts(locale).noEnd(at, endpoints.map(({ name }) => name).join(", ")));
}

/** A script is one for an end: that which is named, else the server. */
function endOf(call: Invocation, flow: FlowTrace): string {
  const { endpoints } = flow;
  const names = endpoints.map(({ name }) => name);
  if (call.options.at === MIDDLE) throw new CannotRun(captureTexts(call.locale).scriptEnd(names.join(", ")));
  const named = placeOf(call, flow);
  return named ?? (endpoints.find(({ role }) => role === "server") ?? endpoints[0])?.name ?? "";
}
