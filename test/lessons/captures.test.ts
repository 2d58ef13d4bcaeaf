/** The captures that a lesson leads to: what is in them is what the lesson says of them. */

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import { flowsText } from "../../src/convert/captures/flows.js";
import { importCapture } from "../../src/convert/captures/import.js";
import { writeCapture } from "../../src/convert/captures/write.js";
import { wireSegments } from "../../src/convert/wire/wire.js";
import type { Segment } from "../../src/language/ast.js";
import { parse } from "../../src/language/parser.js";
import { captureTexts } from "../../src/messages/captures.js";
import { LESSONS, partsOf } from "./shelf.js";

const SHIPPED = path.resolve(import.meta.dirname, "../../lessons/captures");
/** The flows that they were made of, and the end at which each is seen. */
const MADE = path.join(import.meta.dirname, "captures");
const SEEN_AT: Readonly<Record<string, string>> = { "lost-segment": "S", "web-request": "C" };

const octetsOf = (name: string) => new Uint8Array(readFileSync(path.join(SHIPPED, `${name}.pcap`)));

async function imported(name: string): Promise<string> {
  async function* pieces() {
    yield octetsOf(name);
  }
  const all = await importCapture(pieces(), null);
  expect([all.reading.problem, all.reading.skipped, all.connections.length]).toEqual([null, [], 1]);
  return flowsText(all.imported, {
    file: `${name}.pcap`,
    numbers: "relative",
    texts: captureTexts("en"),
  });
}

test("each has its flow, and the lesson leads to each", () => {
  const names = Object.keys(SEEN_AT);
  expect(readdirSync(SHIPPED).sort()).toEqual(names.map((name) => `${name}.pcap`));
  for (const { page } of LESSONS.filter(({ id }) => id === "20-reading-a-capture"))
    for (const name of names) expect(page).toContain(`](../captures/${name}.pcap)`);
});

describe.each(Object.entries(SEEN_AT))("%s.pcap", (name, end) => {
  test("is what our exporter writes of its flow", () => {
    const [trace] = analyze(parse(readFileSync(path.join(MADE, `${name}.tcpflow`), "utf8"))).flows;
    if (trace === undefined) throw new Error("no flow");
    expect(trace.findings.filter(({ severity }) => severity === "error")).toEqual([]);
    const octets = octetsOf(name);
    const seconds = new DataView(octets.buffer).getUint32(24, false);
    expect(writeCapture(wireSegments(trace, end), "pcap", seconds)).toEqual(octets);
  });

  test("becomes a flow without an error, whose ends are both done", async () => {
    const { findings, flows } = analyze(parse(await imported(name)));
    expect(findings.filter(({ severity }) => severity === "error" || severity === "warning")).toEqual([]);
    expect(flows[0]?.undecided).toBe(0);
    expect([...(flows[0]?.steps.at(-1)?.states.entries() ?? [])]).toEqual([
      ["C", "TIME-WAIT"],
      ["S", "CLOSED"],
    ]);
  });
});

/** What the lesson's exercises say of it, by their places among the exercises of the lesson, and its frames, from 1. */
const TOLD = [
  { name: "web-request", exercise: 4, from: 1 },
  { name: "web-request", exercise: 5, from: 9 },
  { name: "lost-segment", exercise: 6, from: 7 },
];

describe.each(TOLD)("exercise $exercise of the lesson", ({ name, exercise, from }) => {
  test("has the numbers of the frames that it names", async () => {
    const frames = segmentsOf(await imported(name));
    for (const { key } of LESSONS.filter(({ id }) => id === "20-reading-a-capture")) {
      const asked = segmentsOf(partsOf(key)[exercise]?.text ?? "");
      expect(asked.length).toBeGreaterThan(3);
      expect(asked).toEqual(frames.slice(from - 1, from - 1 + asked.length));
    }
  });
});

/** Who sends, its flags, its numbers and its length. */
function segmentsOf(text: string): readonly string[] {
  const segments = parse(text).flows.flatMap(({ statements }) =>
    statements.filter((one): one is Segment => one.type === "segment"),
  );
  return segments.map((one) => {
    const number = (field: Segment["seq"]) =>
      field === null ? "-" : text.slice(field.value.span.start, field.value.span.end);
    const flags = one.flags.words.map(({ flag }) => flag).join("+");
    const length = number(one.len);
    return `${one.from.name} ${flags} ${number(one.seq)} ${number(one.ack)} ${length === "-" ? "0" : length}`;
  });
}
