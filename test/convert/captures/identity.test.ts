/** A capture that is imported, and exported where it was taken, holds the same segments in the same order. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { analyze } from "../../../src/check/analyze.js";
import type { FlowTrace } from "../../../src/check/trace.js";
import { withoutCopies } from "../../../src/convert/captures/copies.js";
import { flowsText } from "../../../src/convert/captures/flows.js";
import { type Imported, importCapture } from "../../../src/convert/captures/import.js";
import { joinedByReuse } from "../../../src/convert/captures/reuse.js";
import { seenAt } from "../../../src/convert/captures/seen-at.js";
import { writeCapture } from "../../../src/convert/captures/write.js";
import { wireSegments } from "../../../src/convert/wire/wire.js";
import { parse } from "../../../src/language/parser.js";
import { captureTexts } from "../../../src/messages/captures.js";
import { flagNames } from "../../../src/tcp/segment.js";

const DATA = path.join(import.meta.dirname, "data");
const SHARED = path.resolve(import.meta.dirname, "../../../../shared/captures");
const BEGAN = 1_700_000_000;

function shown({ frames, connection }: Imported): string[] {
  return frames.map(({ segment, side, bits }) => {
    const { seq, ack, len, win, options } = segment;
    const from = connection.ends[side].port;
    return `${from} ${flagNames(bits).join("+")} ${seq} ${ack} ${len} ${win} ${JSON.stringify(sorted(options))}`;
  });
}

function sorted(options: object | undefined) {
  return Object.entries(options ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
}

async function exportedFrom(trace: FlowTrace, at: string | null): Promise<string[]> {
  const { imported } = await importCapture([writeCapture(wireSegments(trace, at), "pcap", BEGAN)], null);
  return joinedByReuse(imported).flatMap(shown);
}

const own = readdirSync(DATA)
  .filter((name) => name.endsWith(".pcap.gz"))
  .map((name) => path.join(DATA, name));
const shared = !existsSync(SHARED)
  ? []
  : readdirSync(SHARED, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(pcap|pcapng|gz)$/.test(name))
      .map((name) => path.join(SHARED, name));

test.each([...own, ...shared])("%s", async (file) => {
  const { imported } = await importCapture([readFileSync(file)], null);
  const text = flowsText(imported, { file, numbers: "absolute", texts: captureTexts("en") });
  const { flows } = analyze(parse(text));
  const connections = joinedByReuse(imported).map((one) => withoutCopies(one).connection);
  expect(flows.length).toBe(connections.length);
  for (const [i, connection] of connections.entries()) {
    const trace = flows[i] as FlowTrace;
    const side = seenAt(connection);
    const at = side === null ? null : (trace.endpoints[side]?.name ?? null);
    expect(await exportedFrom(trace, at)).toEqual(shown(connection));
  }
});
