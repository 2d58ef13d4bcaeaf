/** What is measured of a capture, for the benchmark; and captures to measure it with. */

import { analyze } from "../src/check/analyze.js";
import { flowsText } from "../src/convert/captures/flows.js";
import { importCapture, listCapture } from "../src/convert/captures/import.js";
import { convert } from "../src/convert/convert.js";
import { parse } from "../src/language/parser.js";
import { captureTexts } from "../src/messages/captures.js";

type Pieces = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** The list of connections, every segment classified. */
export async function list(pieces: Pieces): Promise<number> {
  const { connections } = await listCapture(pieces);
  return connections.reduce((sum, { segments }) => sum + segments, 0);
}

/** Flows of all connections, written, read and checked, with the states of both ends. */
export async function check(pieces: Pieces): Promise<number> {
  // As in the editor: once the text stands there nobody knows of the capture any more.
  const text = await written(pieces);
  return analyze(parse(text)).flows.reduce((sum, { steps }) => sum + steps.length, 0);
}

async function written(pieces: Pieces): Promise<string> {
  const { imported } = await importCapture(pieces, null);
  return flowsText(imported, { file: "a.pcap", numbers: "relative", texts: captureTexts("en") });
}

/** The flows that printed packets become. */
export function text(printed: string): number {
  const outcome = convert(printed);
  return outcome.kind === "converted" ? outcome.text.length : Number.NaN;
}

const HEADER = 24;
const RECORD = 16;
const FRAME = 54;
/** No dissector of tshark claims it, so the payload is plain Data: at port 80 it would look for HTTP in letters, which takes minutes. */
const PLAIN_PORT = 9999;
const [FIN, SYN, PSH, ACK] = [1, 2, 8, 16];

/** So many packets of so many connections that take turns: requests of 100 octets, replies of `reply`, and their ACKs. */
export function* capture(packets: number, connections: number, reply = 400): Generator<Uint8Array> {
  const head = new Uint8Array(HEADER);
  const view = new DataView(head.buffer);
  view.setUint32(0, 0xa1b2c3d4, true);
  view.setUint16(4, 2, true);
  view.setUint16(6, 4, true);
  view.setUint32(16, 65535, true);
  view.setUint32(20, 1, true);
  yield head;
  const sent = Array.from({ length: connections }, (): [number, number] => [1, 1]);
  for (let i = 0; i < packets; i++) {
    const index = i % connections;
    const turn = Math.floor(i / connections);
    const left = Math.ceil((packets - index) / connections) - turn;
    yield packet(i, index, stepOf(turn, left, reply), sent[index] as [number, number]);
  }
}

interface Step {
  readonly from: 0 | 1;
  readonly flags: number;
  readonly length: number;
}

/** Three segments open, three close; in between there are requests, replies and ACKs. */
function stepOf(turn: number, left: number, reply: number): Step {
  const from = turn % 3 === 1 ? 1 : 0;
  const closing = [FIN | ACK, FIN | ACK, ACK][3 - left];
  if (closing !== undefined) return { flags: closing, from: left === 2 ? 1 : 0, length: 0 };
  const opening = [SYN, SYN | ACK, ACK][turn];
  if (opening !== undefined) return { flags: opening, from, length: 0 };
  if (turn % 3 === 2) return { flags: ACK, from: 0, length: 0 };
  return { flags: PSH | ACK, from, length: from === 0 ? 100 : reply };
}

function packet(i: number, index: number, step: Step, sent: [number, number]): Uint8Array {
  const { from, flags, length } = step;
  const octets = frame(i, index, from, flags, sent, length);
  sent[from] += length + ((flags & (SYN | FIN)) === 0 ? 0 : 1);
  return octets;
}

function frame(
  i: number,
  index: number,
  from: number,
  flags: number,
  sent: readonly [number, number],
  length: number,
): Uint8Array {
  const octets = new Uint8Array(RECORD + FRAME + length);
  const view = new DataView(octets.buffer);
  view.setUint32(0, 1_700_000_000 + Math.floor(i / 10_000), true);
  view.setUint32(4, (i % 10_000) * 100, true);
  view.setUint32(8, FRAME + length, true);
  view.setUint32(12, FRAME + length, true);
  const ip = RECORD + 14;
  view.setUint16(ip - 2, 0x0800);
  octets[ip] = 0x45;
  view.setUint16(ip + 2, 40 + length);
  octets[ip + 8] = 64;
  octets[ip + 9] = 6;
  const host = [0x0a000000 + 1 + (index >> 8), 0xc0000201];
  view.setUint32(ip + 12, host[from] as number);
  view.setUint32(ip + 16, host[1 - from] as number);
  const tcp = ip + 20;
  const port = [20_000 + (index % 40_000), PLAIN_PORT];
  view.setUint16(tcp, port[from] as number);
  view.setUint16(tcp + 2, port[1 - from] as number);
  view.setUint32(tcp + 4, numberOf(sent, from));
  view.setUint32(tcp + 8, (flags & ACK) === 0 ? 0 : numberOf(sent, 1 - from));
  octets[tcp + 12] = 0x50;
  octets[tcp + 13] = flags;
  view.setUint16(tcp + 14, 60_000);
  octets.fill(97, tcp + 20);
  return octets;
}

/** How far that end has sent. */
function numberOf(sent: readonly [number, number], from: number): number {
  return (1000 + (sent[from as 0 | 1] as number)) >>> 0;
}
