/** A flow as a script for one of its ends, read back: what that end sends and gets is the same. */

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { analyze } from "../../../src/check/analyze.js";
import type { FlowTrace } from "../../../src/check/trace.js";
import { convert } from "../../../src/convert/convert.js";
import { packetdrillScript } from "../../../src/convert/scripts/export.js";
import { sightings, type WireSegment } from "../../../src/convert/wire/wire.js";
import type { Statement } from "../../../src/language/ast.js";
import { parse } from "../../../src/language/parser.js";
import { EVERYTHING, legalFile } from "../../generator/files.js";

const ROOT = path.resolve(import.meta.dirname, "../../..");
const flowsIn = (folder: string) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".tcpflow"))
    .map((file) => path.join(folder, file));
const SEEDS = 40;
const UNSAID_WINDOW = 65535;

/** What is on the wire at an end, peer after peer. */
function seenAt(
  trace: FlowTrace,
  at: string,
  said = (one: WireSegment, _: Statement): Said => one,
): readonly string[] {
  const byPeer = new Map<string, string[]>();
  for (const { segment, sent } of sightings(trace, at)) {
    if (segment === null || !sent?.segment) continue;
    const inbound = sent.segment.to === at;
    const peer = inbound ? sent.segment.from : sent.segment.to;
    const { options, payload, seq, urgent } = segment;
    const { ack, flags } = said(segment, sent.statement);
    const window = sent.statement.type === "segment" ? (sent.statement.win?.value ?? null) : null;
    const win = window ?? (inbound ? UNSAID_WINDOW : null);
    const shown = JSON.stringify([inbound, flags, seq, ack, payload.length, win, urgent, options]);
    byPeer.set(peer, [...(byPeer.get(peer) ?? []), shown]);
  }
  return [...byPeer.values()].flat();
}

const BITS = ["FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR", "NS"];

type Said = Pick<WireSegment, "ack" | "flags">;

/** What stands there: the check may take a wrong segment for the one that is owed. */
function written(one: WireSegment, statement: Statement): Said {
  if (statement.type !== "segment") return one;
  const [ack] = statement.ack?.value.terms ?? [];
  return {
    flags: statement.flags.words.reduce((bits, { flag }) => bits | (1 << BITS.indexOf(flag)), 0),
    ack: ack?.kind === "number" ? ack.value : one.ack,
  };
}

interface Trip {
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly script: string;
}

function tripsOf(text: string): readonly Trip[] {
  return analyze(parse(text)).flows.flatMap((trace) =>
    trace.endpoints.flatMap(({ name }): readonly Trip[] => {
      const before = seenAt(trace, name);
      if (before.length === 0) return [];
      const script = packetdrillScript(trace, name);
      const outcome = convert(script);
      if (outcome.kind === "refused") throw new Error(`line ${outcome.line}\n${script}`);
      const document = parse(outcome.text);
      expect(document.problems, outcome.text).toEqual([]);
      const after = analyze(document).flows.flatMap((flow) => {
        const end = flow.endpoints.find(({ label }) => label === ">");
        return seenAt(flow, end?.name ?? "", written);
      });
      return [{ before, after, script }];
    }),
  );
}

const files = ["examples", "test/fixtures/flows", "test/fixtures/figures", "test/fixtures/mistakes"].flatMap(
  flowsIn,
);

/**
 * Wrong flows whose mistake a script cannot show as it was: what is forged and what is lost, the window's scale, or how a segment
 * longer than the MSS was cut up, is read otherwise.
 */
const READ_OTHERWISE: readonly string[] = [
  "a-duplicate-is-reported-by-its-own-edges",
  "a-mistake-among-relative-numbers",
  "a-syn-ack-drawn-as-two-segments",
  "an-ack-of-a-part-of-a-segment",
  "an-amount-without-a-number-is-at-least-one-octet",
  "relative-numbers-after-absolute-ones",
  "the-window-of-a-syn-is-never-scaled",
  "what-does-not-fit-the-window-was-not-sent",
  "what-follows-a-refused-probe-begins-with-its-octet",
  "what-is-sent-again-runs-on-beyond-the-window",
  "what-was-trimmed-off-is-sent-again",
].map((name) => path.join("test/fixtures/mistakes", `${name}.tcpflow`));

test.each(READ_OTHERWISE)("%s: is read, though otherwise", (file) => {
  const trips = tripsOf(readFileSync(path.join(ROOT, file), "utf8"));
  expect(trips.length).toBeGreaterThan(0);
  expect(trips.every(({ after, before }) => after.length >= before.length)).toBe(true);
  expect(trips.some(({ after, before }) => after.join() !== before.join())).toBe(true);
});

test.each(files.filter((file) => !READ_OTHERWISE.includes(file)))("%s", (file) => {
  for (const { after, before, script } of tripsOf(readFileSync(path.join(ROOT, file), "utf8")))
    expect(after, script).toEqual(before);
});

test("flows of the generator", () => {
  let same = 0;
  let all = 0;
  for (let seed = 1; seed <= SEEDS; seed++)
    for (const { after, before } of tripsOf(legalFile(seed, EVERYTHING).text)) {
      all++;
      if (JSON.stringify(after) === JSON.stringify(before)) same++;
    }
  expect(all).toBeGreaterThan(SEEDS);
  expect(all - same).toBeLessThanOrEqual(all / 20);
});

describe("a script", () => {
  const scriptOf = (text: string, at: string) =>
    packetdrillScript(analyze(parse(text)).flows[0] as FlowTrace, at)
      .trimEnd()
      .split("\n");

  test("of a server has the calls that a flow leaves out", () => {
    const text = [
      'flow "Asked and answered"',
      "client C",
      "server S",
      "@0 C -> S: SYN seq=100 win=1000 mss=1460",
      "@10ms S -> C: SYN+ACK seq=300 ack=101 mss=1460 sackok",
      "@20ms C -> S: ACK",
      "  S: ESTABLISHED",
      "@30ms S -> C: PSH+ACK len=20",
      "@40ms C -> S: ACK win=980",
      "@50ms S -> C: FIN+ACK",
    ].join("\n");
    expect(scriptOf(text, "S")).toEqual([
      "// Asked and answered",
      "",
      "0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3",
      "+0 setsockopt(3, SOL_SOCKET, SO_REUSEADDR, [1], 4) = 0",
      "+0 bind(3, ..., ...) = 0",
      "+0 listen(3, 1) = 0",
      "+0 < S 100:100(0) win 1000 <mss 1460>",
      "+0.01 > S. 300:300(0) ack 101 <mss 1460,nop,nop,sackOK>",
      "+0.01 < . 1:1(0) ack 1 win 65535",
      "+0 accept(3, ..., ...) = 4",
      "+0 %{ assert tcpi_state == TCP_ESTABLISHED, tcpi_state }%",
      "+0.01 write(4, ..., 20) = 20",
      "+0 > P. 1:21(20) ack 1",
      "+0.01 < . 1:1(0) ack 21 win 980",
      "+0.01 close(4) = 0",
      "+0 > F. 21:21(0) ack 1",
    ]);
  });

  test("of a client asks, and what is lost on its way is not seen to come", () => {
    const text = ["C -> S: SYN seq=x", "S -x C: SYN+ACK seq=y ack=x+1", "C: timeout rto", "C -> S: SYN"].join(
      "\n",
    );
    expect(scriptOf(text, "C")).toEqual([
      "0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3",
      "+0 fcntl(3, F_SETFL, O_RDWR|O_NONBLOCK) = 0",
      "+0 connect(3, ..., ...) = -1 EINPROGRESS (Operation now in progress)",
      "+0 > S 1000000:1000000(0)",
      "// timeout rto",
      "+0.02 > S 1000000:1000000(0)",
    ]);
  });
});
