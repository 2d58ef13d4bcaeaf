/** Flows of the generator as tcpdump prints them at one of their ends: converted back, each packet is there, and nothing else. */

import { expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import type { FlowTrace } from "../../src/check/trace.js";
import { convert } from "../../src/convert/convert.js";
import type { Address } from "../../src/convert/wire/addresses.js";
import { type WireSegment, wireSegments } from "../../src/convert/wire/wire.js";
import type { Segment } from "../../src/language/ast.js";
import { parse } from "../../src/language/parser.js";
import { ACK, FLAG_BITS, RST, SYN } from "../../src/tcp/segment.js";
import { legalFile, ORDINARY } from "../generator/files.js";

const SEEDS = 120;
/** Not a share of what was converted, but of what is right at both ends afterwards: a capture does not tell everything. */
const LEAST_RIGHT = 0.9;

const LETTERS = {
  FIN: "F",
  SYN: "S",
  RST: "R",
  PSH: "P",
  ACK: ".",
  URG: "U",
  ECE: "E",
  CWR: "W",
  NS: "e",
} as const;
const NAMES = Object.keys(LETTERS) as (keyof typeof LETTERS)[];

const endText = ({ octets, port }: Address) => `${octets.join(".")}.${port}`;
const set = (flags: number) => NAMES.filter((name) => (flags & FLAG_BITS[name]) !== 0);

function clock(ms: number): string {
  const micro = Math.round(ms * 1000);
  const second = Math.floor(micro / 1e6);
  const two = (n: number) => String(n).padStart(2, "0");
  return `10:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}.${String(micro % 1e6).padStart(6, "0")}`;
}

function optionText({ mss, sack, sackok, ts, wscale }: WireSegment["options"]): string {
  const listed = [
    mss === undefined ? "" : `mss ${mss}`,
    sackok ? "sackOK" : "",
    ts === undefined ? "" : `TS val ${ts[0]} ecr ${ts[1]}`,
    wscale === undefined ? "" : `nop,wscale ${wscale}`,
    sack === undefined ? "" : `nop,nop,sack ${sack.length} ${sack.map(([l, r]) => `{${l}:${r}}`).join("")}`,
  ].filter((one) => one !== "");
  return listed.length === 0 ? "" : `, options [${listed.join(",")}]`;
}

/** As `tcpdump -n -S` has it. */
function dumpLine(one: WireSegment): string {
  const { ack, flags, payload, seq, time, urgent, window } = one;
  const end = (seq + payload.length) >>> 0;
  const shown =
    payload.length > 0 ? `${seq}:${end}` : (flags & (SYN | RST | FLAG_BITS.FIN)) !== 0 ? `${seq}` : null;
  const letters = set(flags)
    .map((name) => LETTERS[name])
    .join("");
  return [
    `${clock(time)} IP ${endText(one.from)} > ${endText(one.to)}: Flags [${letters || "none"}]`,
    shown === null ? "" : `, seq ${shown}`,
    (flags & ACK) === 0 ? "" : `, ack ${ack}`,
    `, win ${window}${urgent > 0 ? `, urg ${urgent}` : ""}${optionText(one.options)}, length ${payload.length}`,
  ].join("");
}

const numberIn = (field: Segment["seq"]): number | null => {
  const [term] = field?.value.terms ?? [];
  return term?.kind === "number" ? term.value : null;
};

/** What a packet says, without the sequence number where tcpdump leaves it out. */
function packetOf({ ack, flags, payload, seq, window }: WireSegment): string {
  const printed = payload.length > 0 || (flags & (SYN | RST | FLAG_BITS.FIN)) !== 0;
  return [
    set(flags).sort().join("+"),
    printed ? seq : "",
    (flags & ACK) === 0 ? "" : ack,
    payload.length,
    window,
  ].join();
}

function segmentOf({ ack, flags, len, seq, win }: Segment): string {
  const names = flags.words.map(({ flag }) => flag).sort();
  return [
    names.join("+"),
    numberIn(seq) ?? "",
    numberIn(ack) ?? "",
    numberIn(len) ?? 0,
    win?.value ?? "",
  ].join();
}

const errorsIn = ({ findings }: Pick<FlowTrace, "findings">) =>
  findings.filter(({ severity }) => severity === "error");

test("each packet that an end has seen is in the flow, and no other", () => {
  let converted = 0;
  let right = 0;
  for (let seed = 1; seed <= SEEDS; seed++) {
    const trace = analyze(parse(legalFile(seed, ORDINARY).text)).flows[0] as FlowTrace;
    if (errorsIn(trace).length > 0 || trace.steps.some(({ kind }) => kind === "elision")) continue;
    const at = trace.endpoints[seed % trace.endpoints.length]?.name ?? "";
    const seen = wireSegments(trace, at).filter(({ options }) => options.tfo === undefined);
    if (seen.length === 0 || trace.endpoints.length !== 2) continue;
    const source = seen.map((one) => `${dumpLine(one)}\n`).join("");
    const outcome = convert(source);
    if (outcome.kind === "refused") throw new Error(`seed ${seed}, line ${outcome.line}\n${source}`);
    const analysis = analyze(parse(outcome.text));
    const unseen = new Set(
      outcome.text
        .split("\n")
        .flatMap((line, n) => (line.includes("that the capture does not show") ? [n] : [])),
    );
    const segments = analysis.document.flows.flatMap(({ statements }) =>
      statements.filter((one): one is Segment => one.type === "segment" && !unseen.has(one.line)),
    );
    expect(segments.map(segmentOf).sort(), source).toEqual(seen.map(packetOf).sort());
    converted++;
    if (errorsIn(analysis).length === 0) right++;
  }
  expect(converted).toBeGreaterThan(SEEDS / 3);
  expect(right).toBeGreaterThanOrEqual(converted * LEAST_RIGHT);
});
