import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { analyze } from "../../../src/check/analyze.js";
import { flowsText, mergedText } from "../../../src/convert/captures/flows.js";
import { type Imported, importCapture, listCapture } from "../../../src/convert/captures/import.js";
import { seenAt } from "../../../src/convert/captures/seen-at.js";
import { writeCapture } from "../../../src/convert/captures/write.js";
import { wireSegments } from "../../../src/convert/wire/wire.js";
import { parse } from "../../../src/language/parser.js";
import { captureTexts } from "../../../src/messages/captures.js";
import { LOCALES } from "../../../src/messages/locale.js";
import { captureEntries, captureRemarks } from "../../../src/reading/capture-list.js";
import { ethernet, ipv4, pcap, tcp } from "./build.js";

const DATA = path.join(import.meta.dirname, "data");
const texts = captureTexts("en");

const SWAPPED = { source: [192, 0, 2, 2], destination: [192, 0, 2, 1] };

const importedFrom = async (octets: Uint8Array) => (await importCapture([octets], null)).imported;
const imported = (name: string) => importedFrom(readFileSync(path.join(DATA, `${name}.pcap.gz`)));

function textOf(all: readonly Imported[], numbers: "absolute" | "relative" = "absolute"): string {
  return flowsText(all, { file: "a.pcap", numbers, texts });
}

/** What is wrong with a flow, as `code:line`. */
function complaints(text: string): string[] {
  return analyze(parse(text)).findings.flatMap(({ code, line, severity }) =>
    severity === "error" || severity === "warning" ? [`${code}:${line + 1}`] : [],
  );
}

describe("what a real kernel sent is a right flow, wherever it was seen", () => {
  const captures = readdirSync(DATA).filter((file) => file.endsWith(".pcap.gz"));
  // Who gave up a SYN that still arrives cannot be seen at the one end.
  const known = new Set(["fig8-old-duplicate-syn-client.pcap.gz"]);
  test.each(captures.filter((file) => !known.has(file)))("%s", async (file) => {
    const all = await importedFrom(readFileSync(path.join(DATA, file)));
    for (const numbers of ["absolute", "relative"] as const)
      expect(complaints(textOf(all, numbers))).toEqual([]);
  });
});

test("all captures at hand are right flows, but for those that are listed", async () => {
  const folder = path.resolve(import.meta.dirname, "../../../../shared/captures");
  if (!existsSync(folder)) return;
  const wrong: string[] = [];
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    /\.(pcap|pcapng|gz)$/.test(file),
  );
  for (const file of files) {
    const all = await importedFrom(readFileSync(path.join(folder, file)));
    if (complaints(textOf(all)).length > 0) wrong.push(file);
  }
  expect(wrong).toEqual(["81_fig8_old_duplicate_syn.A.pcap"]);
  const pairs = files.filter((file) => file.endsWith(".A.pcap"));
  for (const file of pairs) {
    const [one, other] = await Promise.all(
      [file, file.replace(".A.", ".B.")].map((name) => importedFrom(readFileSync(path.join(folder, name)))),
    );
    const text = mergedText(one ?? [], other ?? [], { file, other: "B", numbers: "absolute", texts });
    expect([file, complaints(text)]).toEqual([file, []]);
  }
});

test("a refusal has the number 0, however its side is counted", async () => {
  const octets = pcap([
    ethernet(ipv4(tcp({ seq: 500, options: [2, 4, 5, 0xb4] }))),
    ethernet(ipv4(tcp({ sport: 80, dport: 1000, flags: 0x14, seq: 0, ack: 501, window: 0 }), SWAPPED)),
  ]);
  for (const numbers of ["absolute", "relative"] as const) {
    const text = textOf(await importedFrom(octets), numbers);
    expect(text).toMatch(/RST\+ACK seq=0 /);
    expect(complaints(text)).toEqual([]);
  }
});

test("data of which only the length was written comes back as a length, a lone line end as what it is", async () => {
  const flow =
    'C -> S: SYN\nS -> C: SYN+ACK\nC -> S: ACK\nC -> S: PSH+ACK len=100\nC -> S: PSH+ACK "\\r\\n"\n';
  const [trace] = analyze(parse(flow)).flows;
  if (trace === undefined) throw new Error("no flow");
  const text = textOf(await importedFrom(writeCapture(wireSegments(trace, null), "pcap", 1_700_000_000)));
  expect(text.match(/"[^"]*\\n[^"]*"/g)).toEqual(['"\\r\\n"']);
  expect(text).toContain("len=100");
});

describe("both ends of one connection", () => {
  test("are told apart, and merged with what was lost, when it left and when it arrived", async () => {
    const [client, server] = [
      await imported("lost-data-sack-client"),
      await imported("lost-data-sack-server"),
    ];
    expect([client, server].map(([one]) => one && seenAt(one))).toEqual([0, 1]);
    const options = { file: "c.pcap", other: "s.pcap", numbers: "relative", texts } as const;
    const text = mergedText(client, server, options);
    expect(text).toContain("From c.pcap and s.pcap, taken at both ends");
    expect(text.match(/ -x /g)).toHaveLength(1);
    expect(text).toMatch(/-x S: ACK seq=2897 ack=1 len=1448/);
    expect(text).toMatch(/@\S+ deliver c/);
    expect(complaints(text)).toEqual([]);
    // In which order they are named makes no difference but to the names of the files.
    expect(mergedText(server, client, { ...options, file: "c.pcap", other: "s.pcap" })).toBe(text);
  });

  test("of which one has lost its state are one story", async () => {
    const both = [
      await imported("half-open-discovery-client"),
      await imported("half-open-discovery-server"),
    ] as const;
    const text = mergedText(...both, { file: "c", other: "s", numbers: "absolute", texts });
    expect(text).toContain("C: crash");
    expect(complaints(text)).toEqual([]);
  });

  test("captures of other connections stay flows of their own", async () => {
    const text = mergedText(await imported("ipv6-client"), await imported("keepalive-client"), {
      file: "a",
      other: "b",
      numbers: "relative",
      texts,
    });
    expect(text.match(/^flow /gm)).toHaveLength(2);
  });
});

describe("what was assumed stands at the top of the flow", () => {
  const send = (parts: object, more: object = {}) => ethernet(ipv4(tcp(parts), more));
  test("that it begins in the middle, that frames were cut, that offloading made giants, that copies were left out", async () => {
    const syn = send({ options: [2, 4, 0, 100] });
    const reply = send(
      { sport: 80, dport: 1000, flags: 0x12, seq: 9, ack: 2, options: [2, 4, 0, 50] },
      { source: [192, 0, 2, 2], destination: [192, 0, 2, 1] },
    );
    const giant = send({ flags: 0x18, seq: 2, ack: 10, data: Array(60).fill(65) });
    const cut = { data: giant.slice(0, -30), length: giant.length };
    const [whole] = [textOf(await importedFrom(pcap([syn, reply, giant])))];
    expect(whole).toContain("1 frame with up to 60 octets of data");
    expect(textOf(await importedFrom(pcap([cut])))).toContain("Of 1 frame only the beginning is in the file");
    expect(textOf(await importedFrom(pcap([cut])))).toContain("begins in the middle");
    const twice = textOf(await importedFrom(pcap([syn, syn, reply, giant])));
    expect(twice).toContain("1 frame left out: the same packet");
    expect(twice.match(/SYN seq/g)).toHaveLength(1);
  });
});

describe("the list of connections", () => {
  test.each(LOCALES)("says how each ended and what is remarkable (%s)", async (locale) => {
    const listing = await listCapture([readFileSync(path.join(DATA, "lost-data-sack-client.pcap.gz"))]);
    const [entry] = captureEntries(listing, locale);
    expect(entry).toMatchObject({ stream: 0, segments: 28 });
    expect(entry?.ends).toBe("10.9.0.1:40001 – 10.9.0.2:8080");
    expect(entry?.wrong).toContain(locale === "en" ? "retransmission" : "重传");
    expect(captureRemarks(listing, locale)).toEqual([]);
  });

  test("says what was left out, and where the file ended early", async () => {
    const octets = pcap([ethernet([], 0x0806), ethernet(ipv4(tcp()))]);
    const listing = await listCapture([octets.slice(0, -3)]);
    expect(captureRemarks(listing, "en")).toEqual([
      "the file ends within frame 2; 1 frame before it was read",
      "1 frame left out: ARP (the first is frame 1)",
    ]);
  });
});
