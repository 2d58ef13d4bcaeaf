import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import type { FlowTrace } from "../../src/check/trace.js";
import { EDGES } from "../../src/diagram/state-machine.js";
import { parse } from "../../src/language/parser.js";
import { type EndPath, statePaths } from "../../src/preview/state-machine.js";
import { between, isTransition } from "../../src/tcp/transitions.js";

const EXAMPLES = "examples";

describe("the diagram", () => {
  test("is RFC 9293's Figure 5 with its Note 2", () => {
    // Read off the figure, from the top: every arrow it has, and no other.
    const arrows = `CLOSED LISTEN; CLOSED SYN-SENT; LISTEN CLOSED; SYN-SENT CLOSED; LISTEN SYN-RECEIVED;
      LISTEN SYN-SENT; SYN-SENT SYN-RECEIVED; SYN-RECEIVED LISTEN; SYN-RECEIVED ESTABLISHED;
      SYN-SENT ESTABLISHED; SYN-RECEIVED FIN-WAIT-1; ESTABLISHED FIN-WAIT-1; ESTABLISHED CLOSE-WAIT;
      FIN-WAIT-1 FIN-WAIT-2; FIN-WAIT-1 CLOSING; FIN-WAIT-1 TIME-WAIT; FIN-WAIT-2 TIME-WAIT;
      CLOSING TIME-WAIT; CLOSE-WAIT LAST-ACK; LAST-ACK CLOSED; TIME-WAIT CLOSED`.split(/;\s+/);
    expect(EDGES.map(({ from, to }) => `${from} ${to}`).sort()).toEqual([...arrows].sort());
  });

  test("has the lower CLOSED where the figure has it", () => {
    const low = EDGES.filter(({ toNode }) => toNode === "CLOSED (end)").map(({ from }) => from);
    expect(low).toEqual(["LAST-ACK", "TIME-WAIT"]);
  });
});

describe("ways", () => {
  test.each([
    ["LISTEN", "ESTABLISHED", ["SYN-RECEIVED"]],
    ["ESTABLISHED", "TIME-WAIT", ["FIN-WAIT-1"]],
    ["ESTABLISHED", "LAST-ACK", ["CLOSE-WAIT"]],
    ["LAST-ACK", "ESTABLISHED", null],
  ] as const)("from %s to %s", (from, to, way) => {
    expect(between(from, to)).toEqual(way);
  });
});

describe("paths", () => {
  test.each([
    ["figure-06-basic-three-way-handshake", "CLOSED SYN-SENT ESTABLISHED", "LISTEN SYN-RECEIVED ESTABLISHED"],
    [
      "figure-07-simultaneous-connection-synchronization",
      "CLOSED SYN-SENT SYN-RECEIVED ESTABLISHED",
      "CLOSED SYN-SENT SYN-RECEIVED ESTABLISHED",
    ],
    [
      "figure-12-normal-close-sequence",
      "ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 TIME-WAIT CLOSED",
      "ESTABLISHED CLOSE-WAIT LAST-ACK CLOSED",
    ],
    [
      "figure-13-simultaneous-close-sequence",
      "ESTABLISHED FIN-WAIT-1 CLOSING TIME-WAIT CLOSED",
      "ESTABLISHED FIN-WAIT-1 CLOSING TIME-WAIT CLOSED",
    ],
  ])("%s", (name, a, b) => {
    const [trace] = flowsOf(path.join(EXAMPLES, "rfc9293", `${name}.tcpflow`));
    const ends = statePaths(trace as FlowTrace).connections[0]?.ends ?? [];
    expect(ends.map(statesOf)).toEqual([a, b]);
  });

  test("an old duplicate SYN leads the listener to SYN-RECEIVED and back (Figure 8)", () => {
    const [trace] = flowsOf(
      path.join(EXAMPLES, "rfc9293", "figure-08-recovery-from-old-duplicate-syn.tcpflow"),
    );
    const ends = statePaths(trace as FlowTrace).connections[0]?.ends ?? [];
    expect(ends.map(statesOf)).toContain("LISTEN SYN-RECEIVED LISTEN SYN-RECEIVED ESTABLISHED");
  });

  test("a FIN that acknowledges the own FIN goes by Note 2", () => {
    const ends = endsOf(
      `client C state=ESTABLISHED snd=100 rcv=300\nserver S state=ESTABLISHED
C -> S: FIN+ACK seq=100 ack=300\nS -> C: FIN+ACK seq=300 ack=101\nC -> S: ACK\n`,
    );
    expect(ends.map(statesOf)).toEqual([
      "ESTABLISHED FIN-WAIT-1 TIME-WAIT",
      "ESTABLISHED CLOSE-WAIT LAST-ACK CLOSED",
    ]);
    expect(ends[0]?.hops.every(({ edge }) => edge >= 0)).toBe(true);
  });

  test("a reset is no arrow of the figure, even where it leads where one leads", () => {
    const ends = endsOf("C -> S: SYN seq=x\nS -> C: RST+ACK seq=0 ack=x+1\n");
    const last = ends.find(({ name }) => name === "C")?.hops.at(-1);
    expect(last).toMatchObject({ from: "SYN-SENT", to: "CLOSED", edge: -1, cause: "RST" });
  });

  test("each client of a server has a path of its own, and so has the server with each", () => {
    const paths = pathsOf(`client C1\nclient C2\nserver S
C1 -> S: SYN seq=x\nC2 -> S: SYN seq=u\nS -> C1: SYN+ACK seq=y ack=x+1\nC1 -> S: ACK\n`);
    expect(paths.connections.map(({ names, ends }) => [names.join("-"), ...ends.map(statesOf)])).toEqual([
      ["C1-S", "CLOSED SYN-SENT ESTABLISHED", "LISTEN SYN-RECEIVED ESTABLISHED"],
      ["C2-S", "CLOSED SYN-SENT", "LISTEN SYN-RECEIVED"],
    ]);
  });

  test("hops are counted from 1 and know their scene and their line", () => {
    const [client] = endsOf("C -> S: SYN seq=x\nS -> C: SYN+ACK seq=y ack=x+1\n");
    expect(client?.hops.map(({ order, scene, line }) => [order, scene, line])).toEqual([
      [1, 1, 0],
      [2, 2, 1],
    ]);
  });

  test("an exercise tells none", () => {
    const made = pathsOf('exercise "e"\nC -> S: SYN seq=x\nS -> C: ? seq=y ack=?\n');
    expect(made).toEqual({ silent: true, connections: [] });
  });

  test("every hop of every example is a change that the RFC has, and follows on the one before", () => {
    let hops = 0;
    for (const file of allExamples()) {
      for (const trace of flowsOf(file)) {
        for (const { ends } of statePaths(trace).connections) {
          for (const end of ends) {
            let at: string = end.start;
            for (const hop of end.hops) {
              expect(hop.from, file).toBe(at);
              const [from, to] = [plain(hop.from), plain(hop.to)];
              expect(hop.cause === "CRASH" || isTransition(from, to), `${file}: ${from} ${to}`).toBe(true);
              at = hop.to;
              hops++;
            }
          }
        }
      }
    }
    expect(hops).toBeGreaterThan(200);
  });
});

function allExamples(): string[] {
  return readdirSync(EXAMPLES, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith(".tcpflow"))
    .map((name) => path.join(EXAMPLES, name));
}

function flowsOf(file: string): readonly FlowTrace[] {
  return analyze(parse(readFileSync(file, "utf8"))).flows;
}

function pathsOf(text: string) {
  return statePaths(analyze(parse(text)).flows[0] as FlowTrace);
}

function endsOf(text: string): readonly EndPath[] {
  return pathsOf(text).connections[0]?.ends ?? [];
}

function statesOf({ start, hops }: EndPath): string {
  return [start, ...hops.map(({ to }) => to)].map(plain).join(" ");
}

function plain(node: string) {
  return node.replace(" (end)", "") as Parameters<typeof isTransition>[0];
}
