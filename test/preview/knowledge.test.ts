import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { analyze } from "../../src/check/analyze.js";
import type { FlowTrace } from "../../src/check/trace.js";
import { parse } from "../../src/language/parser.js";
import { panelTexts } from "../../src/messages/panels.js";
import { type Knowledge, knowledge } from "../../src/preview/knowledge.js";
import { sceneAt, scenes } from "../../src/preview/scenes.js";

const RFC = "examples/rfc9293";

describe("RFC 9293's figures, line by line", () => {
  /** State, SND.UNA, SND.NXT and RCV.NXT of both ends, at the lines of the file. */
  test("Figure 6", () => {
    const trace = flowOf(readFileSync(`${RFC}/figure-06-basic-three-way-handshake.tcpflow`, "utf8"));
    expect(scenes(trace).map((_, i) => sides(trace, i))).toEqual([
      ["CLOSED – – –", "LISTEN – – –"],
      ["SYN-SENT 100 101 –", "SYN-RECEIVED 300 300 101"],
      ["ESTABLISHED 101 101 301", "SYN-RECEIVED 300 301 101"],
      ["ESTABLISHED 101 101 301", "ESTABLISHED 301 301 101"],
      expect.arrayContaining([expect.stringMatching(/^ESTABLISHED 101 (?!101 )/)]),
    ]);
  });

  test("Figure 7: a simultaneous open, with what is on the way", () => {
    const trace = flowOf(
      readFileSync(`${RFC}/figure-07-simultaneous-connection-synchronization.tcpflow`, "utf8"),
    );
    expect(scenes(trace).map((_, i) => [...sides(trace, i), ...onTheWay(trace, i)])).toEqual([
      ["CLOSED – – –", "CLOSED – – –"],
      ["SYN-SENT 100 101 –", "CLOSED – – –", "A→B SYN seq=100 (line2)"],
      ["SYN-RECEIVED 100 101 301", "SYN-SENT 300 301 –", "A→B SYN seq=100 (line2)"],
      ["SYN-RECEIVED 100 101 301", "SYN-RECEIVED 300 301 101"],
      ["SYN-RECEIVED 100 101 301", "SYN-RECEIVED 300 301 101", "A→B SYN+ACK seq=100 ack=301 (line5)"],
      ["ESTABLISHED 101 101 301", "SYN-RECEIVED 300 301 101", "A→B SYN+ACK seq=100 ack=301 (line5)"],
      ["ESTABLISHED 101 101 301", "ESTABLISHED 301 301 101"],
    ]);
  });
});

describe("changes", () => {
  const OPEN = "C -> S: SYN seq=x\nS -> C: SYN+ACK seq=y ack=x+1\nC -> S: ACK\n";

  test("are what differs from the scene before", () => {
    const trace = flowOf(OPEN);
    expect(changed(trace, 2)).toEqual([
      ["state SYN-SENT>ESTABLISHED", "SND.UNA x>x+1", "RCV.NXT null>y+1", "unacknowledged SYN>nothing"],
      ["SND.NXT y>y+1", "unacknowledged nothing>SYN"],
    ]);
    expect(changed(trace, 0)).toEqual([[], []]);
  });

  test("another name for the same number is no change", () => {
    const trace = flowOf(`${OPEN}... "data"\nC -> S: FIN+ACK seq=u ack=v\nS -> C: ACK seq=v ack=u+1\n`);
    const last = changed(trace, 6);
    expect(last[0]).toEqual([
      "state FIN-WAIT-1>FIN-WAIT-2",
      expect.stringContaining("SND.UNA"),
      "unacknowledged FIN>nothing",
    ]);
    expect(last[1]).toEqual([]);
  });

  test("in a table a number has one name, and before it has one, that which it gets first", () => {
    const [slip = ""] = readFileSync("examples/slips.tcpflow", "utf8")
      .split(/^flow /m)
      .slice(1);
    const trace = flowOf(`flow ${slip}`);
    const server = [0, 1, 2, 3, 4].map((i) => knowledge(trace, i, "en").connections[0]?.ends[1].facts);
    const told = (name: string) =>
      server.map((facts) => {
        const fact = facts?.find((one) => one.name === name);
        return fact?.was === undefined ? fact?.value : `${fact.was}>${fact.value}`;
      });
    expect(told("SND.NXT")).toEqual(["v", "v", "v", "v>v+1", "f+1"]);
    expect(told("SND.UNA")).toEqual(["v", "v", "v", "v", "f>f+1"]);
  });

  test("a scene that concerns no connection changes nothing", () => {
    const trace = flowOf(`${OPEN}note: pause\n`);
    expect(changed(trace, 4)).toEqual([[], []]);
    expect(sides(trace, 4)).toEqual(sides(trace, 3));
  });
});

describe("what is outstanding", () => {
  const MIDDLE = "client C state=ESTABLISHED snd=100 rcv=300\nserver S state=ESTABLISHED\n";

  test.each([
    ["a lost segment stays unacknowledged", "C -x S: ACK len=50\n", "50 octets"],
    ["a lost segment, then another", "C -x S: ACK len=50\nC -> S: ACK len=20\n", "70 octets"],
    ["an amount with a name", "C -> S: PSH+ACK len=n\n", "n octets"],
    ["data and the FIN", "C -x S: FIN+PSH+ACK len=3\n", "3 octets + FIN"],
    ["one octet", "C -x S: ACK len=1\n", "1 octet"],
    ["all of it acknowledged", "C -> S: ACK len=50\nS -> C: ACK\n", "nothing"],
  ])("%s", (_, lines, expected) => {
    const trace = flowOf(MIDDLE + lines);
    expect(factOf(knowledge(trace, scenes(trace).length - 1, "en"), 0, "unacknowledged")).toBe(expected);
  });

  test("a lost segment is not on the way, one in flight is until it arrives", () => {
    const trace = flowOf(`${MIDDLE}C -x S: ACK len=5 as a\nC ~> S: ACK len=5 as b\ndeliver b\n`);
    expect([1, 2, 3].map((i) => onTheWay(trace, i))).toEqual([[], ["C→S ACK seq=105 ack=300 (b)"], []]);
  });

  test("however many are on the way, few are listed and the rest is counted", () => {
    const trace = flowOf(MIDDLE + "C ~> S: ACK len=1\n".repeat(40));
    const [connection] = knowledge(trace, 40, "en").connections;
    expect([connection?.flight.length, connection?.moreFlight]).toEqual([12, 28]);
  });
});

describe("several connections", () => {
  const lines = [1, 2, 3, 4, 5, 6, 7, 8].map((i) => `C${i} -> S: SYN seq=x${i}\n`).join("");
  const trace = flowOf(`${[1, 2, 3, 4, 5, 6, 7, 8].map((i) => `client C${i}\n`).join("")}server S\n${lines}`);

  test("the one that moved last stands first; those left out are counted", () => {
    const made = knowledge(trace, 5, "en");
    expect(made.connections.map(({ names }) => names.join(" "))).toEqual([
      "C5 S",
      "C4 S",
      "C3 S",
      "C2 S",
      "C1 S",
      "C6 S",
    ]);
    expect(made.more).toBe(2);
  });

  test("one that has not begun shows what it will begin with", () => {
    const made = knowledge(trace, 5, "en");
    expect([factOf(made, 5, "state"), made.connections[5]?.ends[1].facts[0]?.value]).toEqual([
      "CLOSED",
      "LISTEN",
    ]);
  });
});

describe("an exercise", () => {
  test("tells nothing, whatever the scene", () => {
    const trace = flowOf('exercise "e"\nC -> S: SYN seq=4711\nS -> C: SYN+ACK seq=y ack=?\n');
    for (let i = 0; i < scenes(trace).length; i++) {
      expect(knowledge(trace, i, "en")).toEqual({ silent: true, connections: [], more: 0 });
    }
  });

  test("has a scene for each claim, be it right or wrong", () => {
    const count = (claim: string) => scenes(flowOf(`exercise "e"\nC -> S: SYN seq=x\nC: ${claim}\n`)).length;
    expect(count("SYN-SENT")).toBe(count("ESTABLISHED"));
  });
});

describe("scenes", () => {
  test("every line of the text belongs to the scene at or above it", () => {
    const trace = flowOf(
      'flow "f"\nclient C\nserver S\n== Open ==\nC -> S: SYN\n  C: SYN-SENT\n\nwhat is\nnote: n\n',
    );
    const all = scenes(trace);
    expect(all.map(({ line, chapter }) => [line, chapter])).toEqual([
      [0, null],
      [4, "Open"],
      [7, "Open"],
      [8, "Open"],
    ]);
    expect([0, 3, 4, 5, 6, 7, 8, 99].map((line) => sceneAt(all, line))).toEqual([0, 0, 1, 1, 1, 2, 3, 3]);
  });
});

test("every fact has a name and a meaning in both languages", () => {
  for (const locale of ["en", "zh-cn"] as const) {
    for (const [name, meaning] of Object.values(panelTexts(locale).facts)) {
      expect([name, meaning].every((text) => text.length > 0)).toBe(true);
    }
  }
});

function flowOf(text: string): FlowTrace {
  return analyze(parse(text)).flows[0] as FlowTrace;
}

function sides(trace: FlowTrace, scene: number): string[] {
  const [connection] = knowledge(trace, scene, "en").connections;
  return (connection?.ends ?? []).map(({ facts }) =>
    ["state", "SND.UNA", "SND.NXT", "RCV.NXT"]
      .map((name) => facts.find((fact) => fact.name === name)?.value ?? "–")
      .join(" "),
  );
}

function onTheWay(trace: FlowTrace, scene: number): string[] {
  const [connection] = knowledge(trace, scene, "en").connections;
  return (connection?.flight ?? []).map(({ from, to, text }) => `${from}→${to} ${text}`);
}

function changed(trace: FlowTrace, scene: number): string[][] {
  const [connection] = knowledge(trace, scene, "en").connections;
  return (connection?.ends ?? []).map(({ facts }) =>
    facts.flatMap(({ name, value, was }) => (was === undefined ? [] : [`${name} ${was}>${value}`])),
  );
}

function factOf(made: Knowledge, connection: number, name: string): string | null | undefined {
  return made.connections[connection]?.ends[0].facts.find((fact) => fact.name === name)?.value;
}
