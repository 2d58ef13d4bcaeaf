/** tshark takes most of its time to start, so one process reads many captures, each of which has its text for itself again. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Form, printed } from "./captured-forms.js";

/** How what is printed falls into frames. */
interface Layout {
  /** Where one begins. */
  readonly begins: RegExp;
  /** Something stands before the first. */
  readonly headed: boolean;
  /** What stands behind the last. */
  readonly end: string;
}

const LINES: Layout = { begins: /(?<=\n)/, headed: false, end: "" };
const TABLE: Layout = { ...LINES, headed: true };
const JSON_LIST: Layout = { begins: /^(?= {2}\{$)/m, headed: true, end: "]\n" };

/** By form; one that is not here draws all frames in one picture. */
const LAYOUTS: Readonly<Record<string, Layout>> = {
  tshark: LINES,
  "tshark -T tabs": LINES,
  "tshark -t ad": LINES,
  "tshark absolute": LINES,
  "tshark -T fields": TABLE,
  "tshark CSV": TABLE,
  "tshark -V": { begins: /^(?=Frame \d+: )/m, headed: false, end: "" },
  "tshark -T json": JSON_LIST,
  "tshark -T json -x": JSON_LIST,
  "tshark -T ek": { begins: /^(?=\{"index")/m, headed: false, end: "" },
  "tshark -T pdml": { begins: /^(?=<packet>$)/m, headed: true, end: "</pdml>\n" },
};

/** The text of each capture. */
export async function printedTogether(form: Form, files: readonly string[]): Promise<readonly string[]> {
  const layout = LAYOUTS[form.name];
  if (layout === undefined) return printedEach(form, files);
  const captures = files.map((file) => readFileSync(file));
  const packets = captures.map(packetsOf);
  const text = await printedOnce(form, together(captures[0] as Buffer, packets));
  const frames = text.split(layout.begins);
  const head = layout.headed ? frames.shift() : "";
  const total = packets.reduce((sum, { length }) => sum + length, 0);
  if (frames.length !== total) throw new Error(`${form.name}: ${frames.length} frames of ${total} packets`);
  return packets.map(({ length }) => {
    const own = frames.splice(0, length).join("");
    return length === 0 ? "" : `${head}${own.replace(/,?\s*(?:\]|<\/pdml>)?\s*$/, "\n")}${layout.end}`;
  });
}

/** The same by a process for each. */
export async function printedEach(form: Form, files: readonly string[]): Promise<readonly string[]> {
  const texts: string[] = [];
  for (const file of files) texts.push(await printed(form, file));
  return texts;
}

async function printedOnce(form: Form, capture: Buffer): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), "captured-"));
  try {
    const file = path.join(folder, "together.pcap");
    writeFileSync(file, capture);
    return await printed(form, file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const FILE_HEADER = 24;
const PACKET_HEADER = 16;
const ETHERNET = 14;
const IPV4 = 0x0800;

/** The packets of a capture (libpcap, little endian), each with its header. */
function packetsOf(capture: Buffer): readonly Buffer[] {
  const packets: Buffer[] = [];
  for (let at = FILE_HEADER; at < capture.length; ) {
    const end = at + PACKET_HEADER + capture.readUInt32LE(at + 8);
    packets.push(capture.subarray(at, end));
    at = end;
  }
  return packets;
}

/**
 * One capture of all: each begins when the first does, for times count from the first packet, and has hosts of its own, so
 * that nothing in it belongs to a connection of another.
 */
function together(first: Buffer, captures: readonly (readonly Buffer[])[]): Buffer {
  const begin = timeOf(captures.find(({ length }) => length > 0)?.[0] ?? first.subarray(FILE_HEADER));
  const moved = captures.flatMap((packets, place) => {
    const by = packets[0] === undefined ? 0 : timeOf(packets[0]) - begin;
    return packets.map((packet) => withHosts(withTime(packet, timeOf(packet) - by), place));
  });
  return Buffer.concat([first.subarray(0, FILE_HEADER), ...moved]);
}

const MICROSECONDS = 1_000_000;

function timeOf(packet: Buffer): number {
  return packet.readUInt32LE(0) * MICROSECONDS + packet.readUInt32LE(4);
}

function withTime(packet: Buffer, time: number): Buffer {
  const copy = Buffer.from(packet);
  copy.writeUInt32LE(Math.floor(time / MICROSECONDS), 0);
  copy.writeUInt32LE(time % MICROSECONDS, 4);
  return copy;
}

/** The second octet of both addresses tells the place; checksums nobody checks. */
function withHosts(packet: Buffer, place: number): Buffer {
  const ip = PACKET_HEADER + ETHERNET;
  const isIpv4 = packet.readUInt16BE(ip - 2) === IPV4;
  for (const address of isIpv4 ? [12, 16] : [8, 24]) packet.writeUInt8(place + 1, ip + address + 1);
  return packet;
}
